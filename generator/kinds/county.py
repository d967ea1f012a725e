"""How a county carried the model out, told in the sections that Innokylä uses."""

from pydantic import Field

from generator.formats import PDF_A4
from generator.kinds.base import (
    Chapter,
    Comparison,
    Handout,
    Item,
    Items,
    Kind,
    Line,
    Prose,
    Record,
)
from generator.kinds.shapes import Fact, Moment
from generator.richtext import RichText


class County(Record):
    """An implementation: where and when, what was done, what came of it."""

    basics: Prose = Field(title="Perustiedot")
    years: Line = Field(title="Vuodet")
    services: Items[Item] = Field(title="Palvelut")
    environment: Prose = Field(default=RichText(), title="Toimintaympäristö")
    target_group: Prose = Field(default=RichText(), title="Kohderyhmä ja asiakasymmärrys")
    idea: Prose = Field(title="Ratkaisun perusidea")
    conditions: Prose = Field(default=RichText(), title="Toimivuuden ja käyttöönoton ehdot")
    milestones: Items[Moment] = Field(default=(), title="Vaiheet vuosittain")
    figures: Items[Fact] = Field(default=(), title="Luvut")
    results: Prose = Field(default=RichText(), title="Arvioinnin tulokset")
    tips: Prose = Field(default=RichText(), title="Vinkit soveltajille")
    phase: Prose = Field(default=RichText(), title="Kehittämisen vaihe")


KIND = Kind(
    name="county",
    model=County,
    folder="content",
    one={"fi": "Alueen toteutus", "sv": "Genomförande i ett område"},
    many={"fi": "Alueet", "sv": "Områden"},
    intro={
        "fi": "Miten systeeminen työote on otettu käyttöön eri alueilla ja mitä siitä opittiin.",
        "sv": "Hur det systemiska arbetssättet har tagits i bruk i olika områden.",
    },
    order=70,
    address={"fi": "alueet", "sv": "omraden"},
    handouts=(Handout(PDF_A4),),
    chapters=(
        Chapter("basics", {"fi": "Perustiedot", "sv": "Grunduppgifter"}),
        Chapter("years", {"fi": "Vuodet", "sv": "År"}),
        Chapter("services", {"fi": "Palvelut", "sv": "Tjänster"}),
        Chapter("environment", {"fi": "Toimintaympäristö", "sv": "Verksamhetsmiljö"}),
        Chapter(
            "target_group",
            {"fi": "Kohderyhmä ja asiakasymmärrys", "sv": "Målgrupp och klientförståelse"},
        ),
        Chapter("idea", {"fi": "Ratkaisun perusidea", "sv": "Lösningens grundidé"}),
        Chapter(
            "conditions",
            {"fi": "Toimivuuden ja käyttöönoton ehdot", "sv": "Villkor för införandet"},
        ),
        Chapter("milestones", {"fi": "Vaiheet vuosittain", "sv": "Milstolpar"}),
        Chapter("figures", {"fi": "Luvut", "sv": "Siffror"}),
        Chapter("results", {"fi": "Arvioinnin tulokset", "sv": "Resultat av utvärderingen"}),
        Chapter("tips", {"fi": "Vinkit soveltajille", "sv": "Tips till den som tillämpar"}),
        Chapter("phase", {"fi": "Kehittämisen vaihe", "sv": "Utvecklingsfas"}),
    ),
    comparison=Comparison(
        {"fi": "alueet/vertailu", "sv": "omraden/jamforelse"},
        {"fi": "Alueet rinnakkain", "sv": "Områdena sida vid sida"},
        {
            "fi": "Viisi toteutusta neljältä alueelta, kohta kohdalta. Mitä lähde ei kerro,"
            " sitä ei ole täydennetty.",
            "sv": "Fem genomföranden i fyra områden, punkt för punkt. Det som källan inte"
            " berättar har inte fyllts i.",
        },
    ),
)
