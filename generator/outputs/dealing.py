"""Sides of cards, laid out one after another, each on a page of its own -> sheets to be cut.

Each card's front is followed by its back. A sheet is turned over on its long edge, so on its back
the columns stand in the other order: then every back lies behind its front.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.outputs.folding import beside_each_other

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS, ROWS = 2, 4
WIDTH, HEIGHT = 95, 68
"""Of a card, in millimetres; the style sheet's page ``card`` is as large."""
A4 = (210, 297)
LEFT, TOP = (A4[0] - COLUMNS * WIDTH) / 2, (A4[1] - ROWS * HEIGHT) / 2
"""Where the first card begins."""
SIZES = ((19, 46), (16, 46), (14, 42), (12, 36), (11, 26))
"""Of a card's text, in points, and how high its place is at least, in millimetres: the first in
which every side of a card is one. A lower place leaves room for the long title of a suit."""
ACROSS = tuple(LEFT + at * WIDTH for at in range(COLUMNS + 1))
DOWN = tuple(TOP + at * HEIGHT for at in range(ROWS + 1))
"""Where a sheet is cut, in millimetres from its upper left corner."""


def is_card(page: Any) -> bool:  # noqa: ANN401 - WeasyPrint has no types
    """Tell whether a page is a side of a card."""
    return bool(page._page_box.page_type.name == "card")  # noqa: SLF001 - there is no public way


def dealt(pages: Sequence[Any]) -> tuple[list[Any], int]:
    """Set sides of cards on sheets, and tell how many pages stand before the first of them.

    What is no card keeps its page.
    """
    before = [page for page in pages if not is_card(page)]
    sides = [page for page in pages if is_card(page)]
    fronts, backs = sides[::2], sides[1::2]
    sheets = []
    for first in range(0, len(fronts), COLUMNS * ROWS):
        last = first + COLUMNS * ROWS
        sheets.append(_sheet(fronts[first:last], turned=False))
        if backs[first:last]:
            sheets.append(_sheet(backs[first:last], turned=True))
    return [*before, *sheets], len(before)


def _sheet(sides: Sequence[Any], *, turned: bool) -> Any:  # noqa: ANN401 - as above
    places = []
    for at in range(len(sides)):
        row, column = divmod(at, COLUMNS)
        column = COLUMNS - 1 - column if turned else column
        places.append((ACROSS[column], DOWN[row]))
    return beside_each_other(sides, places, A4)
