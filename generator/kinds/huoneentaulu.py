"""The huoneentaulu: the principles on one sheet or screen, to be read from two metres."""

from pydantic import Field

from generator.formats import PDF_A3, PDF_A4, PDF_SCREEN
from generator.kinds.base import Handout, Items, Kind, Line, Part, Phrase, Record
from generator.richtext import RichText


class Principle(Part):
    """A principle in a few words, and one sentence on it."""

    title: Line = Field(title="Periaate")
    text: Phrase = Field(default=RichText(phrase=True), title="Yksi virke periaatteesta")


class Huoneentaulu(Record):
    """A heading for the wall, the principles, and a closing line."""

    heading: Line = Field(title="Taulun otsikko seinällä")
    principles: Items[Principle] = Field(title="Periaatteet")
    closing: Line = Field(default="", title="Päätösrivi")


KIND = Kind(
    name="huoneentaulu",
    model=Huoneentaulu,
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
        Handout(PDF_A4, sheets=1),
        Handout(PDF_A3, sheets=1),
        Handout(PDF_SCREEN, "screen.html.j2", sheets=1),
    ),
)
