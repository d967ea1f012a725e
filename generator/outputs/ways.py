"""Task -> the way it is laid out in that suits its paper best, of those that are tried.

A handout has no side that holds too little, a leaflet's panels and a booklet's pages fill, each
side of a card is one. What is left over is for notes.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.outputs import dealing, folding
from generator.outputs.breaking import classes_of
from generator.outputs.folding import MILLIMETRE, PANELS
from generator.outputs.laying import (
    LaidOut,
    fullness,
    laid_out,
    parts_of,
    sized,
    style_of,
)
from generator.outputs.press import (
    FAMILY_LEAST,
    LETTERS,
    PAGE_FOOT,
    PAGE_LINES,
    PAGES_OF_SHEET,
    THIN,
    TIGHTER,
    blank,
    letters,
)
from generator.outputs.reading import words
from generator.outputs.sides import CONTACT, SCANT, ends_alone, go_over, have_room, reach, smaller
from generator.outputs.styles import (
    CLOSER,
    PARTED,
    PICTURED,
    ROOMY,
    TIGHT,
    TOGETHER,
    WHOLE_TABLES,
)
from generator.outputs.task import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from generator.outputs.handout import HandoutTask

PEN_LINE, LARGE_PEN_LINE = (12.5, 16), (16, 24)
"""How high a line for notes and their heading are, in millimetres."""
FEWER = 3  # as many lines for notes as are likely to have room, and one or two fewer
OWN_SHEET, PEN_TABLE = "own-sheet", "field-table"
INSIDE = 2  # the panel on which it begins, behind the cover and the flap
FOLDED, BOOKLET = "html.paper-folded", "html.paper-booklet"
POINT = 72 / 96  # of a CSS pixel


def _as_panels_fill(task: HandoutTask, lines: list[str], options: Mapping[str, Any]) -> LaidOut:
    """Lay a leaflet out in letters of a size in which its panels fill and no box of it is parted.

    First with its drawings, if it has any; then without, and with less room between things: each
    only if nothing before it was good. Boxes may be parted only if nothing before it has fitted.
    Of the best the inside begins with a section, if that costs less than going on with one.
    """
    drawn = _has_drawings(task)
    ways = [_Way(style_of(PICTURED))] if drawn else []
    tight = style_of(TIGHT)
    ways += [_Way(style, bare=drawn) for style in ("", tight, tight + style_of(PARTED))]

    def tried(way: _Way, size: float, over: str = "") -> _Tried:
        style = way.style + over + sized(FOLDED, size)
        made = laid_out(task, lines, options, style)
        cost = folding.cost(_reached(made), _parted(made), size, bare=way.bare)
        return _Tried(cost, made, style, way, size)

    best = tried(ways[0], folding.USUAL)
    for number, way in enumerate(ways):
        if number and best.cost <= (folding.OVERFULL if way == ways[-1] else folding.POOR):
            break
        usual = tried(way, folding.USUAL) if number else best
        tries = 0
        for size in folding.sizes(_reached(usual.made)):
            other = usual if size == folding.USUAL else tried(way, size)
            best = min(best, other, key=lambda each: each.cost)
            tries += other.cost < folding.OVERFULL
            if other.cost <= folding.WELL or tries == folding.TRIES:
                break
    if begun := _goes_on_inside(best.made):
        over = f' section:has(> [id="{begun}"]) {{ break-before: page }} '
        best = min(best, tried(best.way, best.size, over), key=lambda each: each.cost)
    return _with_room(best.made, best.style, best.size, task, lines, options)


class _Way(NamedTuple):
    """A style to set a leaflet or a booklet in; ``bare`` shows none of the drawings it has."""

    style: str
    bare: bool = False


class _Tried(NamedTuple):
    """What a way of setting a leaflet costs, and what it comes to."""

    cost: float
    made: LaidOut
    style: str
    way: _Way
    size: float


def _has_drawings(task: HandoutTask) -> bool:
    return "pictogram-frame" in task.html


def _reached(made: LaidOut) -> list[float]:
    """Tell how far down each panel between cover and back its text reaches."""
    return [reach(panel) for panel in made.shown[1:-1]]


def _with_room(
    made: LaidOut,
    style: str,
    size: float,
    task: HandoutTask,
    lines: list[str],
    options: Mapping[str, Any],
) -> LaidOut:
    """Give the panels that a leaflet's text leaves lines for a pen, and those of its back room."""
    reached, root = _reached(made), made.html.etree_element
    if not reached or len(reached) > PANELS - 2:
        return made
    empty = PANELS - 2 - len(reached)
    blanks = sum("blank" in classes_of(each) for each in root.iter())
    more = folding.looser(reach(made.shown[-1]), blanks)
    if more:
        style += f" :root.leaflet .contact .blank {{ padding-top: {7 + more:.1f}mm }}"
    notes = folding.notes(reached[-1], empty, size)
    noted = _noted(made, style, notes, task, lines, options)
    return laid_out(task, lines, options, style) if noted is made and more else noted


def _noted(
    made: LaidOut,
    style: str,
    notes: folding.Notes,
    task: HandoutTask,
    lines: list[str],
    options: Mapping[str, Any],
) -> LaidOut:
    """Give what stays empty before a back to notes, with fewer lines if they need one side more."""
    for fewer in range(FEWER if task.notes and notes.lines else 0):
        noted = task.noted(max(notes.lines - fewer, 1), below=notes.below)
        other = laid_out(noted, lines, options, style)
        if len(other.shown) == len(made.shown) + notes.sides:
            return other
    return made


def _parted(made: LaidOut) -> folding.Parted:
    """Count what goes on from panel to panel, and tell whether a section does to the inside."""
    texts = [{one.element for one in panel if one.text and not one.aside} for panel in made.shown]
    on = sum(len(one & other) for one, other in pairwise(texts))
    return folding.Parted(_on_sides(made, "promise"), on, bool(_goes_on_inside(made)))


def _goes_on_inside(made: LaidOut) -> str:
    """Give the id of the heading whose section the inside begins amid, if it does."""
    if len(made.shown) <= INSIDE:
        return ""
    flap, inside = (
        {one.element for one in panel if not one.aside}
        for panel in made.shown[INSIDE - 1 : INSIDE + 1]
    )
    for section in made.html.etree_element.iter("section"):
        there = {*section.iter()}
        if there & flap and there & inside:
            return "".join(head.get("id") or "" for head in section[:1])
    return ""


def _as_large_as_fits(task: HandoutTask, lines: list[str], options: Mapping[str, Any]) -> LaidOut:
    """Lay a booklet out, in the largest letters that need no more sheets than the smallest.

    It has its drawings if it has room for them, and less room between things where that saves a
    sheet; its back is set closer where the contacts have no room on it. One that a family reads
    has a sheet more if its letters would be small without it, or its drawings not shown. Pages
    that would stay empty are for notes.
    """
    tried = partial(_as_pages, task, lines, options)
    drawn = _has_drawings(task)
    bare = _Way("", bare=drawn)
    ways = [_Way(style_of(PICTURED)), bare] if drawn else [bare]
    least = tried(bare, LETTERS[-1])
    pages = len(least.made.shown) + blank(len(least.made.shown))
    best = None
    if 0 < sum(_reached(least.made)) * TIGHTER <= pages - PAGES_OF_SHEET - 2:
        tight = tried(_Way(style_of(TIGHT), bare=drawn), LETTERS[-1])
        if len(tight.made.shown) <= pages - PAGES_OF_SHEET:
            best = _largest(tight, [tight.way], pages - PAGES_OF_SHEET, tried)
    if best is None:
        best = _largest(least, ways, pages, tried)
    if "family" in classes_of(best.made.html.etree_element) and best.is_poor:
        more = len(best.made.shown) + blank(len(best.made.shown)) + PAGES_OF_SHEET
        larger = _largest(least, ways[:1], more, tried)
        best = best if larger.is_poor else larger
    empty, reached = blank(len(best.made.shown)), _reached(best.made)
    full = reached[-1] if reached else 1
    notes = folding.notes(full, empty, best.size, PAGE_LINES, PAGE_FOOT)
    return _noted(best.made, best.style, notes, task, lines, options)


class _Bound(NamedTuple):
    """A booklet as it is laid out in a way and a size, and the style that comes to."""

    made: LaidOut
    style: str
    way: _Way
    size: float

    @property
    def is_poor(self) -> bool:
        """Tell whether its letters are small or its drawings not shown."""
        return self.size < FAMILY_LEAST or self.way.bare


def _largest(
    least: _Bound, ways: Sequence[_Way], pages: int, tried: Callable[[_Way, float], _Bound]
) -> _Bound:
    """Give a booklet in the largest letters in which it has so many pages, none all but empty.

    If some page always is, the first that fits is given; what is ``least`` if none does.
    """
    best = least
    for way in ways:
        for size in letters(sum(_reached(least.made)), pages - 2):
            other = tried(way, size)
            if len(other.made.shown) > pages:
                continue
            if min(_reached(other.made), default=1) > THIN:
                return other
            best = other if best is least else best
    return best


def _as_pages(
    task: HandoutTask, lines: list[str], options: Mapping[str, Any], way: _Way, size: float
) -> _Bound:
    """Lay a booklet out in a way and a size.

    Its back is set closer where whom to ask has room on it only then.
    """
    style = way.style + sized(BOOKLET, size)
    made = laid_out(task, lines, options, style)
    if _asks_before_its_back(made):
        closer = laid_out(task, lines, options, style + style_of(CLOSER))
        if not _asks_before_its_back(closer):
            return _Bound(closer, style + style_of(CLOSER), way, size)
    return _Bound(made, style, way, size)


def _asks_before_its_back(made: LaidOut) -> bool:
    """Tell whether whom to ask stands on other pages of a booklet than its back."""
    return any(any(parts_of(page, "contact")) for page in made.document.pages[:-1])


def _as_large_as_cards_hold(
    task: HandoutTask, lines: list[str], options: Mapping[str, Any]
) -> LaidOut:
    """Lay cards out in the largest letters in which each side of a card is one."""
    for size, height in dealing.SIZES:
        style = (
            f".face {{ font-size: {size}pt !important }}"
            f" .card-in > * {{ height: {height}mm !important }}"
        )
        made = laid_out(task, lines, options, style)
        if not [*overfull(made.document.pages)]:
            break
    return made


def overfull(pages: Sequence[Any]) -> Iterator[Fault]:
    """Tell which side of a card goes on beyond it, or which half of what is folded."""
    sides = Counter(side for sheet in pages for side in parts_of(sheet, "face"))
    stands = any(dealing.is_folded(sheet) for sheet in pages)
    for side, count in sides.items():
        if count > 1:
            yield Fault("pdf-tent" if stands else "pdf-card", {"text": words(side)[:60]})


def way_of(task: HandoutTask) -> Callable[[HandoutTask, list[str], Mapping[str, Any]], LaidOut]:
    """Tell how a handout is laid out."""
    if task.booklet:
        return _as_large_as_fits
    if task.dealt:
        return _as_large_as_cards_hold
    return _as_panels_fill if task.folded else _as_full_as_fits


def _as_full_as_fits(task: HandoutTask, lines: list[str], options: Mapping[str, Any]) -> LaidOut:
    """Lay a handout out, with less room in it if fewer of its sides are poor then.

    What is tried after that is letters that are a little smaller, and what stands last kept
    together: each only where it may help what is best so far.
    """
    task = task.with_spare() if task.may_end_in_notes else task
    best = laid_out(task, lines, options)
    best_style = ""
    if task.sheets is not None:
        return best
    for style, size in _tighter(best):
        if not (best.poor or _empty(best) or _on_sides(best, "contact") or _goes_over(best)):
            break
        if _may_help(best, size):
            made = laid_out(task, lines, options, style)
            if _cost(made) < _cost(best):
                best, best_style = made, style
    best, best_style = _with_whole_tables(best, best_style, task, lines, options)
    if ends_alone(best.poor) and not task.fillable:
        best, task = _with_lines(best, best_style, task, lines, options)
    return _with_notes(best, best_style, task, lines, options)


def _goes_over(made: LaidOut) -> bool:
    """Tell whether little of what is filled in goes over to a second sheet."""
    is_filled_in = made.spare is not None or "fillable" in classes_of(made.html.etree_element)
    return is_filled_in and go_over([*fullness(_last_sheets(made.document.pages))])


def _with_whole_tables(
    made: LaidOut, style: str, task: HandoutTask, lines: list[str], options: Mapping[str, Any]
) -> tuple[LaidOut, str]:
    """Give a handout with its tables for a pen in one piece each, if that takes no side more."""
    torn = _on_sides(made, PEN_TABLE)
    if not torn:
        return made, style
    smaller_ones = [over for over, size in _tighter(made) if 0 < size < 1] if style else []
    for over in [style, *smaller_ones]:
        whole = over + style_of(WHOLE_TABLES)
        other = laid_out(task, lines, options, whole)
        same = len(other.shown) <= len(made.shown) and _cost(other) <= _cost(made)
        if same and _on_sides(other, PEN_TABLE) < torn:
            return other, whole
    return made, style


def _with_lines(
    made: LaidOut, style: str, task: HandoutTask, lines: list[str], options: Mapping[str, Any]
) -> tuple[LaidOut, HandoutTask]:
    """Give a last side with little more than the colophon lines for notes above that.

    They go on where its back would be empty, so that the colophon stands there.
    """
    pages, is_large = made.document.pages, "large" in classes_of(made.html.etree_element)
    alone = {fault.code for fault in made.poor if fault.values.get("page") == str(len(pages))}
    sheet = pages[-1]._page_box  # noqa: SLF001 - as below
    whole, more = float(sheet.height) / MILLIMETRE, len(pages) % 2
    left = whole * (1 - [*fullness(pages)][-1] + more)
    height, heading = LARGE_PEN_LINE if is_large else PEN_LINE
    most = int((left - heading) // height)
    for count in range(most, max(most - FEWER, folding.FEWEST - 1), -1):
        noted = task.noted(count, below=CONTACT in alone)
        other = laid_out(noted, lines, options, style)
        if len(other.shown) == len(pages) + more and _cost(other) < _cost(made):
            return other, noted
    return made, task


def _cost(made: LaidOut) -> tuple[int, int, int]:
    """Count the sheets, the parted contact boxes and the poor sides.

    An empty back costs no more than one of notes.
    """
    return (len(made.shown) + 1) // 2, _on_sides(made, "contact"), len(made.poor)


def _on_sides(made: LaidOut, name: str) -> int:
    """Count the boxes of a class that stand on more sides than one."""
    boxes = Counter(box for sheet in made.document.pages for box in {*parts_of(sheet, name)})
    return sum(count > 1 for count in boxes.values())


def _empty(made: LaidOut) -> list[int]:
    """Tell of each side that stands empty how many precede it: what follows begins on a front."""
    before = made.shown[:-1]
    return [at for at, side in enumerate(before) if not any(not one.aside for one in side)]


def _with_notes(
    made: LaidOut, style: str, task: HandoutTask, lines: list[str], options: Mapping[str, Any]
) -> LaidOut:
    """Give backs that would stand empty a side for notes each, amid a handout and at its end."""
    pages, root = made.document.pages, made.html.etree_element
    sheets = [each for each in root.iter() if OWN_SHEET in classes_of(each)]
    after = [next(parts_of(pages[at + 1], OWN_SHEET), None) for at in _empty(made)]
    before = {sheets.index(each) for each in after if each is not None}
    if task.notes and before:
        noted = laid_out(task.with_notes(before), lines, options, style)
        made = noted._replace(poor=made.poor)
    sides = len(made.shown)
    return made.with_spare() if made.spare and sides > 1 and sides % 2 == 1 else made


def _tighter(made: LaidOut) -> Iterator[tuple[str, float]]:
    """Give styles to try, each with the size of its letters, of what they were.

    What is kept together has no size, more room for a hand one beyond all.
    """
    tight, together = style_of(TIGHT), style_of(TOGETHER)
    yield tight, 1
    root = made.document.pages[0]._page_box.children[0]  # noqa: SLF001 - as below
    usual = float(root.style["font_size"]) * POINT
    smallest = tight
    for size in smaller(usual, classes_of(made.html.etree_element)):
        smallest = tight + sized("html", size)
        yield smallest, size / usual
    yield together, 0
    yield tight + together, 0
    if smallest != tight:
        yield smallest + together, 0
    yield style_of(ROOMY), inf


def _may_help(made: LaidOut, size: float) -> bool:
    if size == inf:
        codes = {fault.code for fault in made.poor}
        root = made.html.etree_element
        written_in = any({"room", "space"} & {*classes_of(each)} for each in root.iter())
        return CONTACT in codes or (written_in and SCANT in codes)
    if 0 < size <= 1 and _goes_over(made):
        return True
    if size in {0, 1} and (ends_alone(made.poor) or _on_sides(made, "contact")):
        return True
    pages = made.document.pages
    ends = [[*fullness(_last_sheets(pages))]]
    # What ends before an empty side, or is all but one, is drawn in as what ends the whole is.
    for at in [*_empty(made), *_scant_amid(made)]:
        *whole, _ = _last_sheets(pages[:at])
        ends.append([1.0 for _ in whole] + [reach(made.shown[at - 1])])
    return size > 0 and any(have_room(full, size) for full in ends)


def _scant_amid(made: LaidOut) -> list[int]:
    """Tell of each side that holds too little, and is not the last, how many there are up to it."""
    sides = (int(fault.values["page"]) for fault in made.poor if fault.code == SCANT)
    return [side for side in sides if side < len(made.shown)]


def _last_sheets(pages: Sequence[Any]) -> Sequence[Any]:
    """Give the sides from the last on which a part begins that has sheets of its own."""
    begun: set[Element] = set()
    first = 0
    for at, sheet in enumerate(pages):
        if fresh := {*parts_of(sheet, OWN_SHEET)} - begun:
            begun, first = begun | fresh, at
    return pages[first:]
