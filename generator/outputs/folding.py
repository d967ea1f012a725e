"""The six panels of a tri-fold, laid out one after another -> the two sides of its sheet.

The flap is folded in, so that it and the panel behind it are narrower. What is read first stands
on the cover, then what is seen as that is opened, then the inside from its beginning to its end;
the back comes last. From right to left the sheet is folded the other way.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from weasyprint.layout.background import layout_backgrounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MILLIMETRE = 96 / 25.4  # CSS pixels
WIDTHS = (100, 97, 100, 100, 97, 100)
"""Those of the panels in the order in which they are read, in millimetres."""
PANELS = len(WIDTHS)
SIDES = ((1, 5, 0), (2, 3, 4))
"""Which panels stand on each side of the sheet, from left to right."""
SIZES = (14, 12.5, 11.5, 10.5)
"""Of the text, in points, the first that fits; smaller is no brochure."""


def folded(pages: Sequence[Any], *, mirrored: bool) -> list[Any]:
    """Set the pages that are a panel each on the two sides of a sheet.

    The last is the back, whatever stands before it; of too many they are given as they are.
    ``mirrored`` is for a language from right to left.
    """
    if len(pages) > PANELS:
        return list(pages)
    inner = [*pages[:-1], *[None] * (PANELS - len(pages))]
    panels = dict(enumerate([*inner, pages[-1]]))
    turned = SIDES if not mirrored else tuple(side[::-1] for side in SIDES)
    shown = (side for side in turned if any(panels[at] for at in side))
    return [_sheet(side, panels) for side in shown]


def folds(*, mirrored: bool) -> list[list[int]]:
    """Tell of each side how far from its left edge the sheet is folded, in millimetres."""
    turned = (side[::-1] if mirrored else side for side in SIDES)
    return [[*accumulate(WIDTHS[at] for at in side[:-1])] for side in turned]


def may_fit(reached: Sequence[float], size: float) -> bool:
    """Tell whether what stands between cover and back may fit in letters of a size.

    ``reached`` tells how far down each of those panels it reaches; ``size`` is that of the
    letters, of what they were.
    """
    return sum(reached) * size**2 <= PANELS - 2


def _sheet(side: Iterable[int], panels: Mapping[int, Any]) -> Any:  # noqa: ANN401 - WeasyPrint has no types
    left, places = 0, {}
    for at in side:
        if panels[at] is not None:
            places[at] = (left, 0)
        left += WIDTHS[at]
    # What is drawn first is read first.
    shown = sorted(places)
    return beside_each_other([panels[at] for at in shown], [places[at] for at in shown], (left, 0))


def beside_each_other(
    pages: Sequence[Any], places: Iterable[tuple[float, float]], size: tuple[float, float]
) -> Any:  # noqa: ANN401 - as above
    """Set pages on one sheet of a size, each from its upper left corner; 0 is that of the first.

    All is told in millimetres from the sheet's own upper left corner.
    """
    # There is no public way to the laid-out boxes.
    boxes = [page._page_box for page in pages]  # noqa: SLF001
    for box, (left, top) in zip(boxes, places, strict=True):
        box.translate(left * MILLIMETRE, top * MILLIMETRE)
    base = boxes[0]
    sheet = base.copy_with_children([child for box in boxes for child in box.children])
    sheet.position_x = sheet.position_y = 0
    width, height = (length * MILLIMETRE for length in size)
    sheet.width = width - (base.margin_width() - base.width)
    if height:
        sheet.height = height - (base.margin_height() - base.height)
    layout_backgrounds(sheet, _no_picture)  # they stay where they were when their box is moved
    return type(pages[0])(sheet)


def _no_picture(*_asked: object, **_more: object) -> None:
    """Give no picture: no background of ours has one."""
