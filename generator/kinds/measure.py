"""A measure: statements that a team weighs on a scale, each resting on the practice model."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from generator import document as doc
from generator.document import msg, paper, section
from generator.document.richtext import RichText
from generator.formats import DOCX, PDF_A4, PDF_FILLABLE, TEXT
from generator.kinds.shapes import (
    NO_CLIENT_DATA,
    PICKED,
    FormField,
    Picked,
    form_of,
    picked,
    texts,
)
from generator.model.fields import Item, Items, Line, Part, Phrase, Prose, Reference
from generator.model.kind import Handout, Kind
from generator.model.record import Finding, Record


class Value(Part):
    """A value of the scale: what one means by choosing it, what to do when it is the usual one."""

    value: int = Field(title="Arvo", ge=0, le=10)
    title: Line = Field(title="Arvo sanoin")
    text: Phrase = Field(title="Mitä vastaaja sillä tarkoittaa")
    reading: Phrase = Field(title="Mitä tehdä, kun tämä on osa-alueen tavallisin vastaus")


class Statement(Part):
    """Something that one can see to be so or not, and what in the model it rests on."""

    text: Phrase = Field(title="Väite")
    traces: tuple[Annotated[str, Reference("model", part=True)], ...] = Field(
        title="Mihin mallin kohtaan väite nojaa", min_length=1
    )


class Dimension(Part):
    """Statements on one side of the work, its own or some of another measure."""

    title: Line = Field(title="Osa-alue")
    text: Phrase = Field(default=RichText(phrase=True), title="Mistä osa-alue kertoo")
    statements: Items[Statement] = Field(default=(), title="Väitteet")
    picks: tuple[Picked, ...] = Field(default=(), title="Poimitut väitteet", description=PICKED)


class Measure(Record):
    """Who answers and how, the scale, the statements, how to read what comes out."""

    status: Prose = Field(title="Mistä mittari on peräisin")
    purpose: Prose = Field(title="Mihin mittaria käytetään")
    steps: Items[Item] = Field(title="Näin mittari täytetään")
    scale: Items[Value] = Field(title="Asteikko")
    dimensions: Items[Dimension] = Field(title="Osa-alueet")
    reading: Prose = Field(title="Näin tulosta luetaan")
    head: Items[FormField] = Field(default=(), title="Kentät lomakkeen alussa")
    notes: Items[FormField] = Field(default=(), title="Kentät lomakkeen lopussa")

    @property
    def statements(self) -> int:
        """How many statements there are."""
        return sum(len(side.statements) + len(side.picks) for side in self.dimensions)

    def check(self) -> Iterator[Finding]:
        """Yield also the values that do not rise, from which no result could be read."""
        yield from super().check()
        values = [value.value for value in self.scale]
        if values != sorted(set(values)):
            yield Finding(("scale",), "scale-not-rising", {})


def document(record: Measure) -> doc.Document:
    """Tell where it comes from, how to fill it in and read it, the form, what is agreed on."""
    scale = tuple(f"{value.value} {value.title}" for value in record.scale)
    values = doc.Table(
        msg("Scale"),
        (msg("Value"), msg("When to choose it"), msg("When it is the most common answer")),
        tuple(
            (title, value.text, value.reading)
            for title, value in zip(scale, record.scale, strict=True)
        ),
        role="scale",
    )
    result = doc.Statements(
        msg("Side of the work"),
        tuple(doc.Statement(side.title, id=side.id) for side in record.dimensions),
        scale,
    )
    how = msg(
        "Tick the most common answer to each side of the work and join the ticks with a line."
    )
    return doc.document(
        doc.Notice(record.status, role="status"),
        section("purpose", msg("What it is for"), doc.Prose(record.purpose)),
        section("steps", msg("How to fill it in"), doc.Items(texts(record.steps), "numbers")),
        section("reading", msg("How to read the result"), doc.Prose(record.reading), values),
        section("head", record.title, NO_CLIENT_DATA, form_of(record.head), own_sheet=True),
        *(_dimension(side, number, scale) for number, side in enumerate(record.dimensions, 1)),
        paper(section("result", msg("Picture of the result"), doc.Line(how), result)),
        section("notes", msg("Agreed together"), form_of(record.notes)),
    )


def _dimension(side: Dimension, number: int, scale: tuple[str, ...]) -> doc.Section:
    rows = tuple(
        doc.Statement(each.text, "model", each.traces, each.id) for each in side.statements
    )
    own = doc.Statements(msg("Statement"), rows, scale)
    blocks = (doc.Line(side.text), own, picked(side.picks, replace(own, rows=())))
    return section(f"dimensions.{side.id}", side.title, *blocks, number=number, role="dimension")


KIND = Kind(
    name="measure",
    model=Measure,
    document=document,
    folder="content",
    one={"fi": "Mittari", "sv": "Mätare"},
    many={"fi": "Mittarit ja itsearviointi", "sv": "Mätare och självvärdering"},
    intro={
        "fi": "Mistä näkee, että työote on käytössä: yhteinen mittari ja tiimin itsearviointi.",
        "sv": "Hur man ser att arbetssättet används: en gemensam mätare och självvärdering.",
    },
    order=68,
    address={"fi": "mittarit", "sv": "matare"},
    under="coordination",
    handouts=(Handout(PDF_A4), Handout(PDF_FILLABLE)),
    texts=(DOCX, TEXT),
)
