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
    from generator.vector import Shape

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
STROKES = {"back": colour("surface"), "mark": colour("warm")}
WIDTH = 3


def pictogram(drawn: Drawn, *, beside: bool = False) -> str:
    """Write a drawing as SVG; what stands ``beside`` its words is passed over by a reader."""
    line = colour("ink")
    heard = (
        'aria-hidden="true" focusable="false"'
        if beside
        else f'role="img" lang="{drawn.alt.language}" aria-label="{escape(drawn.alt.text)}"'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pictogram" viewBox="0 0 96 96" {heard}>'
        f'<rect width="96" height="96" rx="14" fill="{colour("warm-soft")}"/>'
        f'<g fill="none" stroke="{line}" stroke-width="{WIDTH}" stroke-linecap="round"'
        f' stroke-linejoin="round">{"".join(_written(drawn.shapes))}</g></svg>'
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
