"""The huoneentaulu: the principles on one sheet or screen, to be read from two metres."""

from pydantic import Field

from generator import document as doc
from generator.document import section
from generator.document.richtext import RichText
from generator.formats import PDF_A3, PDF_A4, PDF_SCREEN
from generator.model.fields import Items, Line, Part, Phrase
from generator.model.kind import Handout, Kind
from generator.model.record import Record


class Principle(Part):
    """A principle in a few words, and one sentence on it."""

    title: Line = Field(title="Periaate")
    text: Phrase = Field(default=RichText(phrase=True), title="Yksi virke periaatteesta")


class Huoneentaulu(Record):
    """A heading for the wall, the principles, and a closing line."""

    heading: Line = Field(title="Taulun otsikko seinällä")
    principles: Items[Principle] = Field(title="Periaatteet")
    closing: Line = Field(default="", title="Päätösrivi")


def document(record: Huoneentaulu) -> doc.Document:
    """Tell the principles under their heading, and the closing line."""
    rows = tuple(
        section(f"principles.{principle.id}", principle.title, doc.Line(principle.text))
        for principle in record.principles
    )
    blocks = (doc.Steps(rows, "principles"), doc.Line(record.closing, "closing"))
    return doc.document(section("heading", record.heading, *blocks))


KIND = Kind(
    name="huoneentaulu",
    model=Huoneentaulu,
    document=document,
    folder="materials",
    one={"fi": "Huoneentaulu", "sv": "Huoneentaulu"},
    many={"fi": "Huoneentaulu", "sv": "Huoneentaulu"},
    intro={
        "fi": "Systeemisen työn periaatteet seinälle ja näytölle.",
        "sv": "Principerna för systemiskt arbete, för väggen och skärmen.",
    },
    order=60,
    address={"fi": "huoneentaulu", "sv": "huoneentaulu"},
    under="model",
    handouts=(
        Handout(PDF_A4, "poster", sheets=1),
        Handout(PDF_A3, "poster", sheets=1),
        Handout(PDF_SCREEN, "screen", sheets=1),
    ),
    omits={"paper:image.alt": "the poster is made of its principles and has no picture"},
)
