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
    return [_sheet(side, panels, type(pages[0])) for side in shown]


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


def _sheet(side: Iterable[int], panels: Mapping[int, Any], page_type: Any) -> Any:  # noqa: ANN401 - WeasyPrint has no types
    left, boxes = 0.0, {}
    for at in side:
        if panels[at] is not None:
            # There is no public way to the laid-out boxes.
            boxes[at] = panels[at]._page_box  # noqa: SLF001
            boxes[at].translate(left, 0)
        left += WIDTHS[at] * MILLIMETRE
    # What is drawn first is read first.
    drawn = [box for _, box in sorted(boxes.items())]
    base = drawn[0]
    sheet = base.copy_with_children([child for box in drawn for child in box.children])
    sheet.position_x = 0
    sheet.width = left - (base.margin_width() - base.width)
    layout_backgrounds(sheet, _no_picture)  # they stay where they were when their box is moved
    return page_type(sheet)


def _no_picture(*_asked: object, **_more: object) -> None:
    """Give no picture: no background of ours has one."""
