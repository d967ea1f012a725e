"""How a county carried the model out, told in the sections that Innokylä uses."""

from pydantic import Field

from generator import document as doc
from generator.document import msg, screen
from generator.document.richtext import RichText
from generator.formats import PDF_A4
from generator.kinds.shapes import Fact, Moment, chapters
from generator.model.fields import Item, Items, Line, Prose
from generator.model.kind import Chapter, Comparison, Handout, Kind
from generator.model.record import Record


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


CHAPTERS = (
    Chapter("basics", msg("Basics")),
    Chapter("years", msg("Years")),
    Chapter("services", msg("Services")),
    Chapter("environment", msg("Operating environment")),
    Chapter("target_group", msg("Target group and client understanding")),
    Chapter("idea", msg("The idea of the solution")),
    Chapter("conditions", msg("Conditions of functioning and adoption")),
    Chapter("milestones", msg("Phases year by year")),
    Chapter("figures", msg("Figures")),
    Chapter("results", msg("Results of the evaluation")),
    Chapter("tips", msg("Tips for those who apply it")),
    Chapter("phase", msg("Phase of development")),
)


def document(record: County) -> doc.Document:
    """Tell the chapters, and the way to the other counties'."""
    return doc.document(screen(doc.Compared()), *chapters(record, CHAPTERS))


KIND = Kind(
    name="county",
    model=County,
    document=document,
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
    chapters=CHAPTERS,
    comparison=Comparison(
        {"fi": "alueet/vertailu", "sv": "omraden/jamforelse"},
        {"fi": "Alueet rinnakkain", "sv": "Områdena sida vid sida"},
        {
            "fi": "Alueiden toteutukset kohta kohdalta. Tiedot ovat alueiden omista kuvauksista,"
            " eikä puuttuvaa ole täydennetty.",
            "sv": "Områdenas genomföranden punkt för punkt. Uppgifterna kommer från områdenas egna"
            " beskrivningar, och det som saknas har inte fyllts i.",
        },
    ),
)
