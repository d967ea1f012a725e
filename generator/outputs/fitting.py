"""What a sheet shows, box by box -> what leaves its room, and what lies over something else.

WeasyPrint draws both without a word. The room of a line is that of its box, and no more than
its cell's, its panel's and the sheet's between its margins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.outputs.breaking import is_whole
from generator.outputs.reading import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

HEADINGS = {f"h{level}" for level in range(1, 7)}
ROUNDING = 0.5  # CSS pixels
INK = (0.25, 0.77)  # of a line's height: from the top of its capitals to where its letters stand


class Area(NamedTuple):
    """A rectangle on a sheet, in CSS pixels from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: Area) -> Area:
        """Give what of it is within another."""
        return Area(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )


class Shown(NamedTuple):
    """A line's run of text, a picture or a drawn box: whose, where, and its room.

    ``floor`` is the line that is drawn below the box that it stands in; ``aside`` is what stands
    outside the text: a marker, which hangs, or a running line.
    """

    element: Element | None
    text: str
    area: Area
    room: Area
    floor: float
    aside: bool

    def is_wide(self) -> bool:
        """Tell whether it is a text that leaves its room at a side."""
        left, right = self.room.left - ROUNDING, self.room.right + ROUNDING
        return bool(self.text) and (self.area.left < left or self.area.right > right)


class Unfit(NamedTuple):
    """A text that does not fit, under which heading, and what it lies over, if it does."""

    text: str
    section: str
    over: str = ""


def unfit(root: Element, shown: Sequence[Shown]) -> list[Unfit]:
    """Give what does not fit on a sheet: of each section the first to leave its room, or to meet.

    ``root`` is that of the HTML.
    """
    found = [(one, "") for one in shown if _leaves(one)]
    kept = [one for one in shown if not _leaves(one)]
    found += [(one, _name(other)) for one, other in _meeting(kept)]
    if not found:
        return []
    section = _sections(root)
    told: dict[tuple[str, bool], Unfit] = {}
    for one, over in found:
        of = section.get(one.element, "")
        told.setdefault((of, bool(over)), Unfit(_name(one), of, over))
    return list(told.values())


def _leaves(one: Shown) -> bool:
    bottom, through = one.area.bottom - ROUNDING, _ink(one).bottom - ROUNDING
    below = bool(one.text) and (bottom > one.room.bottom or through > one.floor)
    return below or (not one.aside and one.is_wide())


def _meeting(shown: Iterable[Shown]) -> Iterator[tuple[Shown, Shown]]:
    """Yield texts with what else is drawn where their letters are."""
    inked = [(_ink(one), one) for one in shown if not one.aside]
    inked.sort(key=lambda pair: pair[0].top)
    for index, (area, one) in enumerate(inked):
        for other_area, other in inked[index + 1 :]:
            if other_area.top > area.bottom - ROUNDING:
                break
            both = area.within(other_area)
            deep = min(both.right - both.left, both.bottom - both.top) > 2 * ROUNDING
            if deep and (one.text or other.text):
                yield (one, other) if one.text else (other, one)


def _ink(one: Shown) -> Area:
    if not one.text:
        return one.area
    left, top, right, bottom = one.area
    above, below = (top + share * (bottom - top) for share in INK)
    return Area(left, above, right, below)


def _name(one: Shown) -> str:
    """Give its words, a broken one whole, or what stands for a picture."""
    if one.text and one.element is not None and is_whole(one.element):
        return words(one.element)
    said = one.element.attrib if one.element is not None else {}
    return one.text or said.get("alt") or said.get("class") or "?"


def _sections(root: Element) -> dict[Element | None, str]:
    """Give the heading under which each element stands, the title for a running line."""
    found: dict[Element | None, str] = {None: root.findtext(".//title") or ""}
    heading = found[None]
    for element in root.iter():
        if element.tag in HEADINGS:
            heading = words(element)
        found[element] = heading
    return found
