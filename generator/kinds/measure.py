"""A measure: statements that a team weighs on a scale, each resting on the practice model."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from generator.formats import PDF_A4
from generator.kinds.base import (
    Finding,
    Handout,
    Item,
    Items,
    Kind,
    Line,
    Part,
    Phrase,
    Prose,
    Record,
    Reference,
)
from generator.kinds.shapes import FormField


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
    """Statements on one side of the work."""

    title: Line = Field(title="Osa-alue")
    text: Phrase = Field(title="Mistä osa-alue kertoo")
    statements: Items[Statement] = Field(title="Väitteet")


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
        return sum(len(dimension.statements) for dimension in self.dimensions)

    def check(self) -> Iterator[Finding]:
        """Yield also the values that do not rise, from which no result could be read."""
        yield from super().check()
        values = [value.value for value in self.scale]
        if values != sorted(set(values)):
            yield Finding(("scale",), "scale-not-rising", {})


KIND = Kind(
    name="measure",
    model=Measure,
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
    handouts=(Handout(PDF_A4),),
)
