"""A drawing of a sheet's size and the words that stand in it -> SVG, the same on page and paper.

It is drawn on white paper in the dark theme too, as it lies on a table.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.outputs.fonts import FAMILIES
from generator.outputs.pictogram import painted
from generator.outputs.styles import colour

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.bank.lookup import Drawn
    from generator.document import Mark, Sketch

SIZES = {(180, 100): 5.2}
SIZE = 4.2
"""Of a letter, in the units of a sheet: 12 points on A4; an example is drawn smaller."""
INSET, DROP = 2, 5.5
"""Where the words of a room begin in it."""


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


def _style(*lengths: float) -> str:
    left, top, wide, high, width, height = lengths
    across = f"left: {100 * left / width:.2f}%; width: {100 * wide / width:.2f}%"
    return f"{across}; top: {100 * top / height:.2f}%; height: {100 * high / height:.2f}%"


def _written(marks: Iterable[Mark]) -> Iterable[str]:
    for mark in marks:
        x, y = float(mark.x), float(mark.y)
        if mark.is_room:
            yield (
                f'<rect x="{mark.x}" y="{mark.y}" width="{mark.width}" height="{mark.height}"'
                f' rx="2" fill="none" stroke="{colour("line")}" stroke-width="0.4"/>'
            )
            x, y = x + INSET, y + DROP
        yield (
            f'<text x="{x:g}" y="{y:g}" text-anchor="{mark.anchor}" fill="{colour("ink")}">'
            f"{escape(mark.text)}</text>"
        )
