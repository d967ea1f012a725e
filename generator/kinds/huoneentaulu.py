"""The huoneentaulu: the model's principles on one sheet, to be read from two metres."""

from typing import Annotated

from pydantic import Field

from generator import document as doc
from generator.document import section
from generator.formats import PDF_A3, PDF_A4, PDF_PRESS_A3, PDF_SCREEN, PNG_SCREEN
from generator.model.fields import Line, Reference
from generator.model.kind import Handout, Kind
from generator.model.record import Record

Principle = Annotated[str, Reference("model", part=True, quoted="principles")]


class Huoneentaulu(Record):
    """A heading for the wall, the principles of the model, and a closing line."""

    heading: Line = Field(title="Taulun otsikko seinällä")
    principles: tuple[Principle, ...] = Field(
        title="Periaatteet",
        description="Toimintamallin periaatteiden tunnukset; sanat ovat mallissa",
        min_length=1,
    )
    closing: Line = Field(default="", title="Päätösrivi")


def document(record: Huoneentaulu) -> doc.Document:
    """Tell the principles under their heading, and the closing line."""
    into = doc.Steps((), "principles")
    principles = doc.Quoted("model", "principles", record.principles, into)
    closing = doc.Line(record.closing, "closing")
    return doc.document(section("heading", record.heading, principles, closing))


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
        Handout(PDF_A3, "board", sheets=1),
        Handout(PDF_PRESS_A3, "board", sheets=1),
        Handout(PDF_SCREEN, "board", sheets=1, pictures=(PNG_SCREEN,)),
    ),
    omits={"paper:image.alt": "the poster is made of its principles and has no picture"},
)
