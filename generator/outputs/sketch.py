"""A drawing of a sheet's size and the words that stand in it -> SVG, the same on page and paper.

It is drawn on white paper in the dark theme too, as it lies on a table.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from generator.outputs.fonts import FAMILIES
from generator.outputs.pictogram import painted
from generator.outputs.styles import colour

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.bank.lookup import Drawn
    from generator.box import Box
    from generator.document import Mark, Sketch

SIZES = {(180, 100): 5.2}
SIZE = 4.2
"""Of a letter, in the units of a sheet: 12 points on A4; an example is drawn smaller."""
INSET, DROP = 2, 5.5
"""Where the words of a room begin in it."""
ABOVE, BELOW = 0.8, 0.25
"""How far letters reach from their line, of their size."""
ANCHORS = {"start": 0, "middle": 0.5, "end": 1}


class Written(NamedTuple):
    """Words as they stand in a drawing, the room that they head if they head one, the drawing."""

    text: str
    size: float
    x: float
    y: float
    anchor: str
    room: Box | None
    drawing: Box

    def covers(self, width: float) -> Box:
        """Give what words of this width cover."""
        left = self.x - ANCHORS[self.anchor] * width
        return left, self.y - ABOVE * self.size, left + width, self.y + BELOW * self.size


def is_within(inner: Box, outer: Box) -> bool:
    """Tell whether a box is all within another."""
    starts = inner[0] >= outer[0] and inner[1] >= outer[1]
    return starts and inner[2] <= outer[2] and inner[3] <= outer[3]


RECT, TEXT = (f"{{http://www.w3.org/2000/svg}}{name}" for name in ("rect", "text"))


def sketch(block: Sketch, drawn: Drawn) -> str:
    """Write the drawing of a sketch with its words and its rooms; what it shows is heard."""
    width, height = drawn.vector.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="sketch" viewBox="0 0 {width} {height}"'
        f' role="img" lang="{drawn.alt.language}" aria-label="{escape(sketch_words(block, drawn))}"'
        f' font-family="{",".join(FAMILIES)}" font-size="{SIZES.get(drawn.vector.size, SIZE)}">'
        f"{painted(drawn.vector)}{''.join(_written(block.marks))}</svg>"
    )


def sketch_words(block: Sketch, drawn: Drawn) -> str:
    """Tell what a sketch shows, and the words that stand in it."""
    marks = ", ".join(mark.text for mark in block.marks)
    return f"{drawn.alt.text}: {marks}." if marks else f"{drawn.alt.text}."


def rooms(block: Sketch, drawn: Drawn) -> list[tuple[Mark, str]]:
    """Give the rooms of a sketch, and where each lies on it, as a style."""
    width, height = drawn.vector.size
    return [
        (mark, _style(mark.x, mark.y + DROP, mark.width, mark.height - DROP, width, height))
        for mark in block.marks
        if mark.is_room
    ]


def written(svg: bytes) -> Iterator[Written]:
    """Give the words of a sketch that was drawn, each with what must hold them."""
    root = ET.fromstring(svg)  # noqa: S314 - our own
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    size, whole = float(root.attrib["font-size"]), (0.0, 0.0, width, height)
    for each in root:
        texts = [each, *each]
        room = next((part for part in each if part.tag == RECT), None)
        for text in (part for part in texts if part.tag == TEXT):
            x, y = float(text.attrib["x"]), float(text.attrib["y"])
            box = None if room is None else _box(room)
            yield Written(text.text or "", size, x, y, text.attrib["text-anchor"], box, whole)


def _box(room: ET.Element) -> Box:
    x, y, width, height = (float(room.attrib[name]) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def _style(*lengths: float) -> str:
    left, top, wide, high, width, height = lengths
    across = f"left: {100 * left / width:.2f}%; width: {100 * wide / width:.2f}%"
    return f"{across}; top: {100 * top / height:.2f}%; height: {100 * high / height:.2f}%"


def _written(marks: Iterable[Mark]) -> Iterable[str]:
    for mark in marks:
        x, y, room = float(mark.x), float(mark.y), ""
        if mark.is_room:
            room = (
                f'<rect x="{mark.x}" y="{mark.y}" width="{mark.width}" height="{mark.height}"'
                f' rx="2" fill="none" stroke="{colour("line")}" stroke-width="0.4"/>'
            )
            x, y = x + INSET, y + DROP
        text = (
            f'<text x="{x:g}" y="{y:g}" text-anchor="{mark.anchor}" fill="{colour("ink")}">'
            f"{escape(mark.text)}</text>"
        )
        yield f"<g>{room}{text}</g>" if room else text
