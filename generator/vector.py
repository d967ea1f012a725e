"""An SVG that an author wrote -> the drawing as it is published, or why it cannot be.

Nothing of the file is passed on as it lies: of shapes and of what places them (SVG 2, a list of
what is allowed) a drawing is written anew, in the colours of one palette. So there is no script,
no address, no style, no text and no entity in it, whoever drew it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_SIZE = 20_000  # characters
MAX_SHAPES = 300
MAX_DEPTH = 8
SPACE = "http://www.w3.org/2000/svg"
GRIDS = {
    f"0 0 {width} {height}": (width, height)
    for width, height in ((96, 96), (180, 100), (190, 236), (277, 154))
}
"""What a drawing is drawn on: a square beside words, or a sheet whose units are millimetres on A4,
an example on its back, an upright sheet or one that lies."""
SHAPES = ("g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon")
NUMBER = r"[+-]?(?:\d{1,5}(?:\.\d{0,4})?|\.\d{1,4})"
NUMBERS = rf"\s*{NUMBER}(?:[\s,]+{NUMBER})*\s*"
PLACES = ("cx", "cy", "r", "rx", "ry", "x", "y", "x1", "y1", "x2", "y2", "width", "height")
PALETTE = (
    *("line", "back", "mark", "guide", "ink", "light", "cool", "warm", "sun", "strong"),
    *(f"{part}-{shade}" for part in ("skin", "hair") for shade in "abc"),
)
"""The classes that a shape may have: what paints it, told by ``outputs/pictogram``."""
VALUES = {
    **dict.fromkeys(PLACES, re.compile(rf"\s*{NUMBER}\s*")),
    "d": re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9.,\s+-]+"),
    "points": re.compile(NUMBERS),
    "transform": re.compile(rf"\s*(?:(?:translate|rotate|scale)\({NUMBERS}\)\s*)+"),
    "class": re.compile("|".join(PALETTE)),
    "stroke-width": re.compile(NUMBER),
    "stroke-dasharray": re.compile(NUMBERS),
    "stroke-linecap": re.compile("round|butt|square"),
    "stroke-linejoin": re.compile("round|bevel|miter"),
}
"""The attributes of a shape, and what each may say."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why an SVG cannot be a drawing: a problem's code, its values, and where it stands."""

    code: str
    line: int = 1
    column: int = 1
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape that is allowed, with its attributes and the shapes in it."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    inner: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class Vector:
    """The shapes of a drawing, and how wide and high the grid is on which they stand."""

    size: tuple[int, int]
    shapes: tuple[Shape, ...]


def read_svg(text: str) -> Vector | Flaw:
    """Read the shapes of an SVG on one of the grids, or say what in it is not allowed."""
    if len(text) > MAX_SIZE:
        values = {"size": str(len(text)), "limit": str(MAX_SIZE)}
        return Flaw("drawing-too-large", values=values)
    reader = _Reader()
    try:
        reader.read(text)
    except _FlawError as found:
        return found.flaw
    except expat.ExpatError as error:
        return Flaw("drawing-broken", error.lineno, error.offset + 1)
    return reader.vector


class _FlawError(Exception):
    def __init__(self, flaw: Flaw) -> None:
        self.flaw = flaw


class _Reader:
    """Reads an SVG, and stops at the first thing in it that is not on the list."""

    def __init__(self) -> None:
        self.vector = Vector((0, 0), ())
        self._open: list[tuple[str, tuple[tuple[str, str], ...], list[Shape]]] = []
        self._count = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.CharacterDataHandler = self._text
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def read(self, text: str) -> None:
        self._parser.Parse(text, True)  # noqa: FBT003 - expat names it not

    def _refuse(self, code: str, **values: str) -> None:
        at = self._parser
        raise _FlawError(Flaw(code, at.CurrentLineNumber, at.CurrentColumnNumber + 1, values))

    def _doctype(self, *_said: object) -> None:
        self._refuse("drawing-element", name="!DOCTYPE", known=", ".join(SHAPES))

    def _instruction(self, name: str, _data: str) -> None:
        self._refuse("drawing-element", name=f"?{name[:40]}", known=", ".join(SHAPES))

    def _text(self, text: str) -> None:
        if text.strip():
            self._refuse("drawing-text", text=text.strip()[:40])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        allowed = SHAPES if self._open else ("svg",)
        if space != SPACE or local not in allowed:
            self._refuse("drawing-element", name=local[:40], known=", ".join(allowed))
        self._count += 1
        if len(self._open) > MAX_DEPTH or self._count > MAX_SHAPES:
            self._refuse("drawing-shapes", limit=str(MAX_SHAPES), depth=str(MAX_DEPTH))
        if self._open and self._open[-1][0] not in {"svg", "g"}:
            self._refuse("drawing-element", name=local, known="g")
        known = VALUES if self._open else {"viewBox": re.compile("|".join(GRIDS))}
        for key, value in attributes.items():
            if key not in known:
                shown = key.rpartition(" ")[2][:40]
                self._refuse("drawing-attribute", name=shown, known=", ".join(known))
            if not known[key].fullmatch(value):
                example = _example(key)
                self._refuse("drawing-value", name=key, value=value[:40], example=example)
        if not self._open and "viewBox" not in attributes:
            self._refuse("drawing-value", name="viewBox", value="", example=", ".join(GRIDS))
        self._open.append((local, tuple(sorted(attributes.items())), []))

    def _end(self, _name: str) -> None:
        name, attributes, inner = self._open.pop()
        if self._open:
            self._open[-1][2].append(Shape(name, attributes, tuple(inner)))
        else:
            self.vector = Vector(GRIDS[dict(attributes)["viewBox"]], tuple(inner))


def _example(name: str) -> str:
    told = {"class": ", ".join(PALETTE), "viewBox": ", ".join(GRIDS), "transform": "translate(4 8)"}
    return told.get(name) or {"d": "M8 8L88 88", "points": "8,8 88,88"}.get(name, "48")
