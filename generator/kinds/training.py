"""A training: for whom, how long, what for, what in it, what comes before and after."""

from pydantic import Field

from generator.formats import PDF_A4
from generator.kinds.base import Chapter, Handout, Item, Items, Kind, Line, Phrase, Prose, Record
from generator.richtext import RichText


class Training(Record):
    """A training of the county's plan, or one that a source tells of."""

    told: Prose = Field(title="Mitä lähde kertoo")
    for_whom: Items[Item] = Field(title="Kenelle")
    length: Line = Field(title="Kesto")
    goals: Items[Item] = Field(title="Tavoitteet")
    contents: Items[Item] = Field(title="Sisältö")
    prerequisites: Prose = Field(title="Mitä koulutus edellyttää")
    follow_up: Prose = Field(title="Mitä koulutuksen jälkeen")
    organiser: Phrase = Field(
        default=RichText(phrase=True), title="Järjestäjä", description="Esimerkiksi {training_body}"
    )


KIND = Kind(
    name="training",
    model=Training,
    folder="content",
    one={"fi": "Koulutus", "sv": "Utbildning"},
    many={"fi": "Koulutus", "sv": "Utbildning"},
    intro={
        "fi": "Alueen koulutukset: kenelle, kuinka pitkä, mitä siinä tehdään ja mitä sen jälkeen.",
        "sv": "Områdets utbildningar: för vem, hur långa, vad man gör och vad som följer.",
    },
    order=55,
    address={"fi": "koulutus", "sv": "utbildning"},
    handouts=(Handout(PDF_A4),),
    chapters=(
        Chapter("for_whom", {"fi": "Kenelle", "sv": "För vem"}),
        Chapter("length", {"fi": "Kesto", "sv": "Längd"}),
        Chapter("told", {"fi": "Mitä lähde kertoo", "sv": "Vad källan berättar"}),
        Chapter("goals", {"fi": "Tavoitteet", "sv": "Mål"}),
        Chapter("contents", {"fi": "Sisältö", "sv": "Innehåll"}),
        Chapter("prerequisites", {"fi": "Ennen koulutusta", "sv": "Före utbildningen"}),
        Chapter("follow_up", {"fi": "Koulutuksen jälkeen", "sv": "Efter utbildningen"}),
        Chapter("organiser", {"fi": "Järjestäjä", "sv": "Arrangör"}),
    ),
)
