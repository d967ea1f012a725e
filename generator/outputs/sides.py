"""The sides of a handout -> those that hold too little for the paper that they cost.

Nothing is wrong with the file: whoever prints it has a sheet more in the hand than there is to
read. Slides, a tri-fold and a wall's sheet have as many sides as they must.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.outputs.breaking import classes_of
from generator.outputs.task import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    from generator.outputs.fitting import Shown

CONTACT, SCANT = "side-contact", "side-scant"
ONE_SHEET = 2
"""So many sides are printed on one."""
QUARTER = 0.25
OVER = 0.45
"""What a second sheet holds no more of is worth a try to save it."""
ALONE = 0.75
"""A contact box alone is too little for a side of which it does not take so much."""
LESS_ROOM = 0.1
"""What a side may hold more, once there is less room between things."""
SMALLER = (0.97, 0.94, 0.91)
LEAST = {"large": 18.0, "plain": 12.0}
LEAST_OF_ALL = 10.0
"""In points: no text is made smaller than this."""


class Side(NamedTuple):
    """What stands on a side, and how much of its height that takes, from 0 to 1."""

    shown: Sequence[Shown]
    full: float


def poor(root: Element, sides: Sequence[Side]) -> Iterator[Fault]:
    """Tell, of each side once, what it is alone with; ``root`` is that of the HTML."""
    if len(sides) == 1:
        return
    colophon = _below(root, "colophon") | _below(root, "addresses")
    contact = _below(root, "contact")
    asking = (
        number
        for number, side in enumerate(sides, start=1)
        if any(one.element in contact for one in side.shown)
    )
    first_asking = next(asking, None)
    begun: set[Element | None] = set()  # a box that goes on from the side before is not alone
    for number, side in enumerate(sides, start=1):
        there = {one.element for one in side.shown if not one.aside}
        told = {"page": str(number)}
        full = 1.0  # what goes on is parted where the side ends
        if number == len(sides):
            full = side.full
        elif number + 1 == first_asking:  # the box went on whole
            full = reach(side.shown)
        if there and there <= colophon:
            yield Fault("side-colophon", told)
        elif there and there <= colophon | contact - begun and reach(side.shown) < ALONE:
            yield Fault(CONTACT, told)
        elif full < QUARTER:
            yield Fault(SCANT, told)
        if there & contact:
            begun = contact


def ends_alone(found: Iterable[Fault]) -> bool:
    """Tell whether what stands last in a handout has a side to itself."""
    return any(each.code in {"side-colophon", "side-contact"} for each in found)


def go_over(full: Sequence[float]) -> bool:
    """Tell whether one side alone goes over to a second sheet, and little of it."""
    return len(full) == ONE_SHEET + 1 and full[-1] < OVER


def have_room(full: Sequence[float], size: float = 1) -> bool:
    """Tell whether the sides before the last may take in all of it, with less room in them.

    ``full`` tells how full each is; ``size`` is that of the letters, of what they were.
    """
    return full[-1] < (LESS_ROOM + 1 - size**2) * (len(full) - 1)


def smaller(size: float, classes: Sequence[str]) -> Iterator[float]:
    """Give sizes of text to try after a size, in points."""
    least = max((LEAST[each] for each in classes if each in LEAST), default=LEAST_OF_ALL)
    yield from (round(size * by, 2) for by in SMALLER if size * by >= least)


def reach(side: Sequence[Shown]) -> float:
    """Tell how far down a side stands what it shows, from 0 (it shows nothing) to 1."""
    own = [one for one in side if not one.aside]
    if not own:
        return 0.0
    return max(one.area.bottom for one in own) / max(one.room.bottom for one in own)


def _below(root: Element, name: str) -> set[Element | None]:
    """Give the elements of a class, and all within them."""
    found = (each for each in root.iter() if name in classes_of(each))
    return {inner for each in found for inner in each.iter()}
