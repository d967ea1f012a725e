"""A drawing of the bank's own -> SVG in its palette, the same on page and paper.

It stands on a tile of its own, so its colours are those of the light theme in the dark one too:
a face has one colour of skin, and a line that is seen on it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.outputs.styles import colour

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.bank.lookup import Drawn
    from generator.vector import Shape, Vector

BODIES = {
    "skin-a": "#f6d3b5",
    "skin-b": "#c98d5e",
    "skin-c": "#9a6845",
    "hair-a": "#4a2f23",
    "hair-b": "#d9a441",
    "hair-c": "#b9bfc0",
}
FILLS = {
    **BODIES,
    "ink": colour("ink"),
    "light": colour("surface"),
    "cool": "#a9d3c8",
    "warm": "#f2b48e",
    "sun": "#f7d774",
    "strong": colour("accent"),
}
STROKES = {"back": colour("surface"), "mark": colour("warm"), "guide": colour("line")}
SQUARE = (96, 96)
WIDTH, ON_SHEET = 3, 0.7
"""Of a line on the square, and on a sheet, in the units of each."""


def pictogram(drawn: Drawn, *, beside: bool = False) -> str:
    """Write a drawing as SVG; what stands ``beside`` its words is passed over by a reader."""
    heard = (
        'aria-hidden="true" focusable="false"'
        if beside
        else f'role="img" lang="{drawn.alt.language}" aria-label="{escape(drawn.alt.text)}"'
    )
    width, height = drawn.vector.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pictogram" viewBox="0 0 {width} {height}"'
        f" {heard}>"
        f'<rect width="{width}" height="{height}" rx="14" fill="{colour("warm-soft")}"/>'
        f"{painted(drawn.vector)}</svg>"
    )


def painted(vector: Vector) -> str:
    """Write the shapes of a drawing in the palette, with the one line of its grid."""
    line = WIDTH if vector.size == SQUARE else ON_SHEET
    return (
        f'<g fill="none" stroke="{colour("ink")}" stroke-width="{line}" stroke-linecap="round"'
        f' stroke-linejoin="round">{"".join(_written(vector.shapes))}</g>'
    )


def _written(shapes: Iterable[Shape]) -> Iterable[str]:
    for shape in shapes:
        parts = [shape.name]
        for name, value in shape.attributes:
            parts.append(_paint(value) if name == "class" else f'{name}="{escape(value)}"')
        yield f"<{' '.join(filter(None, parts))}>{''.join(_written(shape.inner))}</{shape.name}>"


def _paint(name: str) -> str:
    if name == "line":
        return ""
    if name in STROKES:
        return f'stroke="{STROKES[name]}"'
    bare = ' stroke="none"' if name == "ink" else ""
    return f'fill="{FILLS[name]}"{bare}'
