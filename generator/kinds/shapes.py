"""The shapes that several kinds share; a shape of one kind alone stands in its module.

Each is rendered by a macro of the same name: for pages in ``_shared/shapes.html.j2``, for
paper in ``_shared/handout_shapes.html.j2``.
"""

import re
from datetime import time
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.kinds.base import Item, Items, Line, Part, Phrase, Prose, Ref
from generator.richtext import RichText

TO = "\N{EN DASH}"
"""Between the beginning and the end of a time."""
CLOCK = r"([01]?\d|2[0-3])[:.]([0-5]\d)"


def _clock(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = re.fullmatch(CLOCK, value)
    if not found:
        code = "bad-clock"
        raise PydanticCustomError(code, "bad clock")
    return time(int(found[1]), int(found[2]))


Clock = Annotated[
    time, BeforeValidator(_clock), WithJsonSchema({"type": "string", "pattern": f"^{CLOCK}$"})
]
"""A time of the day written as 9:30."""


class FormField(Part):
    """A field of a form; its type tells what room a pen needs."""

    title: Line = Field(title="Kentän nimi")
    type: Literal["line", "text", "date", "checkboxes", "table", "space"] = Field(
        title="Kentän tyyppi"
    )
    hint: Line = Field(default="", title="Ohje täyttäjälle")
    rows: int = Field(default=4, title="Rivien määrä", ge=1, le=20)
    choices: Items[Item] = Field(default=(), title="Vaihtoehdot tai taulukon sarakkeet")


class Fact(Part):
    """A number and what it counts: ``5`` and ``lastensuojelulaitosta``."""

    title: Line = Field(title="Luku tai tieto")
    text: Phrase = Field(title="Mistä se kertoo")


class Moment(Part):
    """Something at its time: a milestone, a month of the year clock."""

    when: Line = Field(title="Milloin")
    title: Line = Field(default="", title="Nimi lyhyesti")
    text: Prose = Field(title="Mitä tapahtuu")

    @property
    def label(self) -> str:
        """Tell the time and the name on one line."""
        return f"{self.when}: {self.title}" if self.title else self.when


class Phase(Part):
    """A phase of a process, and the materials that belong to it."""

    title: Line = Field(title="Vaihe")
    text: Prose = Field(default=RichText(), title="Mitä vaiheessa tapahtuu")
    materials: tuple[Ref, ...] = Field(default=(), title="Materiaalit")


class TimetableRow(Part):
    """A row of a timetable: how long, what, and how it goes."""

    title: Line = Field(title="Kohta")
    minutes: int = Field(title="Kesto minuutteina", ge=1, le=600)
    text: Prose = Field(default=RichText(), title="Mitä kohdassa tehdään")
