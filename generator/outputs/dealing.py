"""Sides of cards, laid out one after another, each on a page of its own -> sheets to be cut.

Each card's front is followed by its back. A sheet is turned over on its long edge, so on its back
the columns stand in the other order: then every back lies behind its front. What stands on a table
is folded instead: its back lies below its front, which is laid out upside down.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from generator.outputs.folding import beside_each_other

if TYPE_CHECKING:
    from collections.abc import Sequence

A4 = (210, 297)
ROWS = 4
SIZES = ((19, 46), (16, 46), (14, 42), (12, 36), (11, 26))
"""Of a card's text, in points, and how high its place is at least, in millimetres: the first in
which every side of a card is one. A lower place leaves room for the long title of a suit."""


@dataclass(frozen=True, slots=True)
class Grid:
    """How the sides of cards lie on a sheet, all in millimetres.

    The style sheet has a page as large as a side, which is called as the grid is. What is
    ``folded`` has its front and its back on one side of the sheet, the back below.
    """

    columns: int
    width: int
    height: int
    folded: bool = False

    @property
    def across(self) -> tuple[float, ...]:
        """Where its sides begin and end, from the left edge."""
        left = (A4[0] - self.columns * self.width) / 2
        return tuple(left + at * self.width for at in range(self.columns + 1))

    @property
    def down(self) -> tuple[float, ...]:
        """Where its sides begin and end, from the upper edge."""
        top = (A4[1] - ROWS * self.height) / 2
        return tuple(top + at * self.height for at in range(ROWS + 1))

    def cuts(self, rows: int) -> tuple[float, ...]:
        """Where so many rows are cut from left to right, from the upper edge."""
        return self.down[: rows + 1 : 2 if self.folded else 1]

    def folds(self, rows: int) -> tuple[float, ...]:
        """Where so many rows are folded, from the upper edge."""
        return self.down[1 : rows + 1 : 2] if self.folded else ()


GRIDS = {"card": Grid(2, 95, 68), "tent": Grid(1, 190, 68, folded=True)}


@dataclass(frozen=True, slots=True)
class Dealt:
    """Sides set on sheets: the pages, how many stand before the first sheet, how it is parted.

    ``rows`` tells of each page after those how many of its rows hold something.
    """

    pages: list[Any]
    before: int
    grid: Grid
    rows: tuple[int, ...]


def dealt(pages: Sequence[Any]) -> Dealt:
    """Set sides of cards on sheets; what is no card keeps its page."""
    before = [page for page in pages if _name(page) not in GRIDS]
    sides = [page for page in pages if _name(page) in GRIDS]
    grid = GRIDS[_name(sides[0])]
    room = grid.columns * ROWS
    held = []  # by a sheet's side
    if grid.folded:
        held = [sides[at : at + room] for at in range(0, len(sides), room)]
    else:
        fronts, backs = sides[::2], sides[1::2]
        for first in range(0, len(fronts), room):
            last = first + room
            held += [fronts[first:last], *([backs[first:last]] if backs[first:last] else [])]
    sheets = [
        _sheet(grid, on_it, turned=not grid.folded and at % 2 == 1) for at, on_it in enumerate(held)
    ]
    rows = tuple(ceil(len(on_it) / grid.columns) for on_it in held)
    return Dealt([*before, *sheets], len(before), grid, rows)


def is_folded(page: Any) -> bool:  # noqa: ANN401 - WeasyPrint has no types
    """Tell whether a page is a side of what is folded."""
    return _name(page) in GRIDS and GRIDS[_name(page)].folded


def _name(page: Any) -> str:  # noqa: ANN401 - WeasyPrint has no types
    return str(page._page_box.page_type.name)  # noqa: SLF001 - there is no public way


def _sheet(grid: Grid, sides: Sequence[Any], *, turned: bool) -> Any:  # noqa: ANN401 - as above
    places = []
    for at in range(len(sides)):
        row, column = divmod(at, grid.columns)
        column = grid.columns - 1 - column if turned else column
        places.append((grid.across[column], grid.down[row]))
    return beside_each_other(sides, places, A4)
