"""A training: for whom, how long, what for, what in it, what comes before and after."""

from pydantic import Field

from generator import document as doc
from generator.document import msg
from generator.document.richtext import RichText
from generator.formats import PDF_A4
from generator.kinds.shapes import chapters
from generator.model.fields import Item, Items, Line, Phrase, Prose
from generator.model.kind import Chapter, Handout, Kind
from generator.model.record import Record


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


CHAPTERS = (
    Chapter("for_whom", msg("For whom")),
    Chapter("length", msg("Length")),
    Chapter("told", msg("What the source tells")),
    Chapter("goals", msg("Goals")),
    Chapter("contents", msg("Content")),
    Chapter("prerequisites", msg("Before the training")),
    Chapter("follow_up", msg("After the training")),
    Chapter("organiser", msg("Organiser")),
)


def document(record: Training) -> doc.Document:
    """Tell the chapters."""
    return doc.document(*chapters(record, CHAPTERS))


KIND = Kind(
    name="training",
    model=Training,
    document=document,
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
    chapters=CHAPTERS,
)
