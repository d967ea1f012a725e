"""A canvas: a drawing sheet that is worked on with a pen, with the key to its symbols."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from generator import document as doc
from generator.box import Box, meet
from generator.document import msg, paper, section
from generator.formats import PDF_A3, PDF_A4, PDF_FILLABLE, TEXT
from generator.kinds.shapes import promised, texts
from generator.model.fields import (
    DRAWING,
    PROMISES,
    Drawing,
    Item,
    Items,
    Line,
    Model,
    Part,
    Phrase,
    Promised,
    Prose,
)
from generator.model.kind import Handout, Kind
from generator.model.record import Finding, Record

SIDES = 2
WIDEST = 277
"""The longer side of a sheet, in its units."""
PLACE = "Millimetreinä A4-arkin piirroksen vasemmasta yläkulmasta"


class Symbol(Item):
    """A symbol and, in a few words, what it looks like and means."""

    drawing: Drawing = Field(title="Piirros", description=DRAWING)


class Label(Part):
    """Words at a place of a drawing, or above a room for writing."""

    text: Line = Field(title="Sanat piirroksessa")
    x: int = Field(title="Paikka vasemmalta", description=PLACE, ge=0, le=WIDEST)
    y: int = Field(title="Paikka ylhäältä", description=PLACE, ge=0, le=WIDEST)
    anchor: Literal["start", "middle", "end"] = Field(
        default="start", title="Mikä kohta sanoista on paikassa: alku, keskikohta vai loppu"
    )
    width: int = Field(default=0, title="Kirjoitustilan leveys", ge=0, le=WIDEST)
    height: int = Field(default=0, title="Kirjoitustilan korkeus", ge=0, le=WIDEST)

    @property
    def room(self) -> Box:
        """Where its room for writing lies."""
        return self.x, self.y, self.x + self.width, self.y + self.height


class Ground(Model):
    """A drawing of a sheet's size, and the words in it."""

    drawing: Drawing = Field(title="Piirros", description=DRAWING)
    labels: Items[Label] = Field(default=(), title="Sanat piirroksessa")


class Example(Ground):
    """A sheet as it looks when something was drawn on it, and the same in words."""

    text: Prose = Field(title="Mitä esimerkki näyttää")


class Canvas(Record):
    """What is drawn on, how, by which symbols, and an example."""

    lead: Phrase = Field(title="Ingressi")
    when: Phrase = Field(title="Milloin pohjaa käytetään")
    use: Items[Item] = Field(title="Näin pohjaa käytetään")
    promises: tuple[Promised, ...] = Field(default=(), title="Lupaukset", description=PROMISES)
    symbols: Items[Symbol] = Field(title="Merkit")
    ground: Ground = Field(title="Pohja, jolle piirretään")
    example: Example = Field(title="Keksitty esimerkki, rooleilla ilman nimiä")

    def check(self) -> Iterator[Finding]:
        """Yield also the rooms for writing that have one measure alone, or lie over another."""
        yield from super().check()
        for name, ground in (("ground", self.ground), ("example", self.example)):
            for index, label in enumerate(ground.labels):
                where = (name, "labels", index)
                if bool(label.width) != bool(label.height):
                    lacks = "height" if label.width else "width"
                    yield Finding(where, "room-half", {"lacks": lacks})
                for other in ground.labels[:index]:
                    if meet(label.room, other.room):
                        yield Finding(where, "rooms-over", {"other": other.text})


CLIENT_DATA = doc.Notice(
    msg(
        "What is drawn of a family is client data. Agree before you draw what becomes of the"
        " paper: what is needed is kept in the client record system, and the paper is given to"
        " the family or destroyed."
    ),
    role="client-data",
)
FIELDS = doc.Form(
    (
        doc.Field("day", msg("Date"), "date"),
        doc.Field("with", msg("Drawn together with"), "line"),
    ),
    "heading",
)


def document(record: Canvas) -> doc.Document:
    """Tell when and how the sheet is used, its symbols and an example, and show the sheet."""
    symbols = doc.Items(
        texts(record.symbols), "symbols", tuple(each.drawing for each in record.symbols)
    )
    return doc.document(
        section("when", msg("When to use the sheet"), doc.Line(record.when)),
        section("use", msg("How to use the sheet"), doc.Items(texts(record.use), "numbers")),
        section(
            "paper",
            msg("What becomes of the paper"),
            *(promised(record.promises) or (CLIENT_DATA,)),
        ),
        section("symbols", msg("Symbols"), symbols, role="key"),
        section(
            "example",
            msg("Made-up example"),
            doc.Prose(record.example.text),
            _sketch("example", record.example),
            role="sample",
        ),
        section("ground", msg("The sheet"), paper(FIELDS), _sketch("ground", record.ground)),
        lead=record.lead,
        frame="canvas",
    )


def _sketch(name: str, ground: Ground) -> doc.Sketch:
    marks = (
        doc.Mark(label.id, label.text, label.x, label.y, label.width, label.height, label.anchor)
        for label in ground.labels
    )
    return doc.Sketch(name, ground.drawing, tuple(marks))


KIND = Kind(
    name="canvas",
    model=Canvas,
    document=document,
    folder="materials",
    one={"fi": "Piirrospohja", "sv": "Ritunderlag"},
    many={"fi": "Piirrospohjat", "sv": "Ritunderlag"},
    intro={
        "fi": "Pohjat, joille piirretään perheen kanssa: merkit, ohje ja esimerkki kääntöpuolella.",
        "sv": "Underlag att rita på med familjen: symboler, råd och ett exempel på baksidan.",
    },
    order=47,
    address={"fi": "piirrospohjat", "sv": "ritunderlag"},
    under="meeting",
    handouts=tuple(
        Handout(made, "canvas", sheets=SIDES) for made in (PDF_A4, PDF_A3, PDF_FILLABLE)
    ),
    texts=(TEXT,),
    omits={"paper:image.alt": "the sheet is for drawing on and has no picture but its own"},
)
