"""The six panels of a tri-fold, laid out one after another -> the two sides of its sheet.

The flap is folded in, so that it and the panel behind it are narrower. What is read first stands
on the cover, then what is seen as that is opened, then the inside from its beginning to its end;
the back comes last. From right to left the sheet is folded the other way.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.layout.background import layout_backgrounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MILLIMETRE = 96 / 25.4  # CSS pixels
WIDTHS = (100, 97, 100, 100, 97, 100)
"""Those of the panels in the order in which they are read, in millimetres."""
PANELS = len(WIDTHS)
SIDES = ((1, 5, 0), (2, 3, 4))
"""Which panels stand on each side of the sheet, from left to right."""
USUAL = 14
SIZES = (15, 14.5, USUAL, 13.5, 13, 12.5, 12, 11.5, 11, 10.5)
"""Of the text, in points; smaller is no brochure."""
FILLED = 4.3
"""No more panels of text, with what stays empty in letters of the usual size, are worth a try."""
TRIES = 3
"""Of so many sizes that fit the best is taken."""
WELL, POOR, OVERFULL = 0.9, 2.2, 100.0
"""No other size is looked for than what costs no more; what costs more is set in other ways too."""
SMALL = 12
CUT, LEFT, GOES_ON, AMID, BARE = 8.0, 8.0, 0.2, 0.9, 0.6
"""What costs how much: a box that is cut, the square of what a panel leaves, a text that goes on.

Then an inside that begins amid a section, and drawings that are not shown.
"""
EMPTY, UNUSED, JOINED = 0.5, 0.6, 0.3
"""A panel without text, a last one with too little of it, the same where notes fill it up."""
SMALLER, TOO_SMALL = 0.2, 1.0
"""Each point below the usual size, and what each below a small one costs more."""
BEGUN = 0.2
"""A panel that is no fuller has but the end of something."""
ENOUGH = 0.95
"""A panel that is so full looks full."""
SCARCE = 0.68
"""A last panel that is no fuller has room for notes below its text."""
LINE, FEWEST = 10, 3
"""How high a line for notes is, in millimetres, and how few of them are worth a heading."""
PANEL_LINES, HEADING = 19, 2
"""So many lines for notes a panel has, and so many of them their heading takes."""
FOOT = 203
"""How far from its upper edge a panel's text may end, in millimetres."""
BLANK, LOOSER = 0.9, 6
"""How far down the back may reach, and how much higher each line for a pen becomes, at most."""


class Notes(NamedTuple):
    """Room for notes: so many lines, which need so many more sides; some ``below`` the text."""

    lines: int
    sides: int
    below: bool


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


def sizes(reached: Sequence[float]) -> list[float]:
    """Give the sizes of letters in which the panels may hold the text, the largest first.

    ``reached`` tells how far down each panel between cover and back it reaches in letters of the
    usual size.
    """
    text = sum(reached) / USUAL**2
    return [size for size in SIZES if text * size**2 <= FILLED] or [SIZES[-1]]


class Parted(NamedTuple):
    """What is parted between two panels: so many boxes, so many texts; a section at the inside."""

    boxes: int = 0
    texts: int = 0
    amid: bool = False


def cost(reached: Sequence[float], parted: Parted, size: float, *, bare: bool) -> float:
    """Tell how far what a leaflet's panels show is from what a reader likes to open.

    ``reached`` tells how far down each panel between cover and back its text reaches. What is
    left at the end is for notes. ``bare`` is what has drawings, and shows none.
    """
    empty = PANELS - 2 - len(reached)
    if empty < 0:
        return OVERFULL - empty
    *before, last = reached or [0.0]
    left = sum(LEFT * max(0.0, ENOUGH - each) ** 2 for each in before)
    room = EMPTY * empty
    if last <= SCARCE:
        room += JOINED if last > BEGUN and not empty else UNUSED
    letters = SMALLER * max(0.0, USUAL - size) + TOO_SMALL * max(0.0, SMALL - size)
    apart = CUT * parted.boxes + GOES_ON * parted.texts + AMID * parted.amid
    return apart + left + room + letters + BARE * bare


def notes(
    reached: float, empty: int, size: float, most: int = PANEL_LINES, foot: float = FOOT
) -> Notes:
    """Tell what room for notes there is before a back.

    The text ``reached`` so far, of a panel or a page whose text may end at its ``foot``; so many
    ``empty`` ones follow, of so many lines each at ``most``.
    """
    heading = 0.9 * size  # and what stands above it: some two and a half lines of text
    below = int((foot * (1 - reached) - heading) // LINE)
    if reached <= SCARCE and below >= FEWEST:
        return Notes(below + empty * most, empty, below=True)
    return Notes(max(0, empty * most - HEADING), empty, below=False)


def looser(reached: float, blanks: int) -> float:
    """Tell by how many millimetres each line for a pen on the back may be higher."""
    return min(LOOSER, max(0.0, FOOT * (BLANK - reached)) / blanks) if blanks else 0.0


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
