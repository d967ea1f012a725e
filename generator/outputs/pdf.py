"""Task -> PDF/UA-1 and PDF/A-3a, in a worker process; every log line and every overflow is a fault.

Words stay whole. Only where one is wider than its box is it given places to break, and the
handout laid out again.

It reads nothing but the fonts, styles and pictures
that it is given: an address that it does not know is a fault, never a request.
"""

from __future__ import annotations

import gc
import io
import logging
import re
from collections import Counter
from contextlib import contextmanager
from functools import cache, lru_cache
from html import escape
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

import page
import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from generator.formats import UA_1
from generator.outputs import dealing, folding
from generator.outputs.breaking import give_places, set_words_apart
from generator.outputs.fields import is_blank, is_spot
from generator.outputs.fitting import Area, Shown, unfit
from generator.outputs.folding import MILLIMETRE, PANELS, folded, folds
from generator.outputs.fonts import FAMILIES, SHAPED, no_clock, ours_alone
from generator.outputs.press import (
    FOOT,
    LETTERS,
    LINES,
    SHEET,
    THIN,
    TIGHTER,
    blank,
    cut,
    imposed,
    letters,
    mastered,
    spreads,
)
from generator.outputs.qr import qr_code
from generator.outputs.reading import Piece, Sheet, Spot, words
from generator.outputs.sides import (
    CONTACT,
    SCANT,
    Side,
    ends_alone,
    have_room,
    poor,
    reach,
    smaller,
)
from generator.outputs.sketch import is_within, meet, written
from generator.outputs.stretching import stretch
from generator.outputs.structure import structured
from generator.outputs.styles import PARTED, PICTURED, PRESS, ROOMY, STYLES, TIGHT, TOGETHER
from generator.outputs.task import Fault, Made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from generator.outputs.fitting import Unfit
    from generator.outputs.handout import HandoutTask
    from generator.outputs.sketch import Written

BASE = "handout:"
LINE, LARGE_LINE = (12.5, 16), (16, 24)
"""How high a line for notes and their heading are, in millimetres."""
TRIES = 3  # of notes: as many lines as are likely to have room, and one or two fewer
LAYOUTS = 6  # at most: as the words are, at joints, at syllables, and what moved by that
OWN_SHEET = "own-sheet"
FOLDED, BOOKLET = "html.paper-folded", "html.paper-booklet"
EVERYWHERE = Area(-inf, -inf, inf, inf)
POINT = 72 / 96  # of a CSS pixel
DPI = 300  # more of a picture no press prints
ASKED = re.compile(rb'font-family="([^"]*)"')


def render(task: HandoutTask) -> Made:
    """Render a handout and check it.

    Gives the PDF, and as faults: every line that WeasyPrint logs, text that leaves its box, its
    panel or the sheet's margins or lies over something else, a number of sides other than asked
    for, and what breaks PDF/UA-1 (ISO 14289-1). Sides that hold too little are notices.
    """
    options = {"pdf_variant": f"pdf/{task.claims}" if task.claims else None, "dpi": DPI}
    cards = None
    with _log() as lines, no_clock():
        html, document, shown, said, poor_sides = _way(task)(task, lines, options)
        lines[:] = said
        mirrored = html.etree_element.get("dir") == "rtl"
        over = [*_overfull(document.pages)]
        if task.folded:
            document = document.copy(folded(document.pages, mirrored=mirrored))
        if task.dealt:
            cards = dealing.dealt(document.pages)
            document = document.copy(cards.pages)
        buffer = io.BytesIO()
        document.write_pdf(buffer, **options)
    pdf, pages, root = buffer.getvalue(), len(document.pages), html.etree_element
    faults = [Fault("pdf-log", {"line": line}) for line in lines]
    if task.booklet:
        pdf, pages = imposed(pdf), len(spreads(pages))
    elif not task.claims:
        pdf = mastered(pdf, folds(mirrored=mirrored) if task.folded else ())
    else:
        pdf, untrue = _claiming(pdf, root, document, task, cards)
        faults += untrue
    if strange := sorted({*_families(document, task.assets)} - {*FAMILIES}):
        faults.append(Fault("pdf-font", {"families": ", ".join(strange)}))
    faults += [*_of_layout(task, root, document, shown), *over, *_outside(task.assets)]
    if task.sheets is not None and pages != task.sheets:
        faults.append(Fault("pdf-sheets", {"pages": str(pages), "sheets": str(task.sheets)}))
    return Made(pdf, pages, tuple(faults), poor_sides)


def _of_layout(
    task: HandoutTask,
    root: Element,
    document: Any,  # noqa: ANN401 - as below
    shown: Sequence[Sequence[Shown]],
) -> Iterator[Fault]:
    """Tell what is not where it should be, or not at all."""
    for number, sheet in enumerate(shown, start=1):
        yield from (_fault_of(found, number) for found in unfit(root, sheet))
    if lost := _lost(root, document):
        yield Fault("pdf-lost", {"characters": lost})
    if "one-side" in task.html:
        yield from _overlong(document.pages)
    if task.folded and len(shown) > PANELS:
        yield _too_many(shown)


def _claiming(
    pdf: bytes,
    root: Element,
    document: Any,  # noqa: ANN401 - as below
    task: HandoutTask,
    cards: dealing.Dealt | None,
) -> tuple[bytes, list[Fault]]:
    """Make a PDF what it claims to be, and tell what of that it is not."""
    try:
        pdf = structured(pdf, root, _sheets(document.pages, task), task.claims)
        if cards:
            down = [(cards.grid.cuts(rows), cards.grid.folds(rows)) for rows in cards.rows]
            pdf = cut(pdf, cards.before, cards.grid.across, down)
    except ValueError as error:
        return pdf, [Fault("pdf-ua", {"rule": str(error)})]
    if task.claims != UA_1:
        return pdf, []
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    broken = (f"{failure.rule_id} {failure.message}" for failure in report.failures)
    return pdf, [Fault("pdf-ua", {"rule": rule}) for rule in broken]


def warm() -> None:
    """Load what every task needs, before the first one comes.

    Layout makes many objects that live as long as the handout: garbage is looked for seldom, and
    never in what is loaded here.
    """
    gc.set_threshold(50_000, 20, 20)
    _stylesheet()
    gc.freeze()


@cache
def _fonts() -> FontConfiguration:
    # One font configuration and one parsed stylesheet a process: faster, and memory stays flat.
    with ours_alone():
        return FontConfiguration()


@cache
def _stylesheet() -> weasyprint.CSS:
    text = "\n".join(path.read_text(encoding="utf-8") for path in STYLES)
    return weasyprint.CSS(
        string=text, base_url=BASE, url_fetcher=_Fetcher({}), font_config=_fonts()
    )


@lru_cache(64)
def _more(style: str) -> weasyprint.CSS:
    return weasyprint.CSS(string=style, font_config=_fonts())


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Gives QR codes, pictures and drawings, each by a scheme of its own."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._assets = assets

    def fetch(self, url: str, _headers: object = None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        if scheme == "qr":
            return URLFetcherResponse(url, qr_code(name), {"Content-Type": "image/svg+xml"})
        if url in self._assets:
            drawn = {"Content-Type": "image/svg+xml"} if scheme == "drawing" else None
            return URLFetcherResponse(url, self._assets[url], drawn)
        message = f"not among the handout's own files: {url[:80]}"
        raise ValueError(message)


@contextmanager
def _log() -> Iterator[list[str]]:
    lines: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield lines
    finally:
        logger.removeHandler(handler)


def _lost(root: Element, document: Any) -> str:  # noqa: ANN401 - as below
    """Tell which characters of the text are on no sheet: a box past the edge is not drawn."""

    def texts(box: Any) -> Iterator[str]:  # noqa: ANN401 - as below
        yield getattr(box, "text", None) or ""
        for child in getattr(box, "children", ()):
            yield from texts(child)

    drawn: Counter[str] = Counter()
    for sheet in document.pages:
        for text in texts(sheet._page_box):  # noqa: SLF001 - as above
            drawn.update(text)
    wanted = Counter(
        character for body in root.iter("body") for text in body.itertext() for character in text
    )
    return "".join(sorted(c for c, count in wanted.items() if c.isalnum() and count > drawn[c]))


def _families(document: Any, assets: Iterable[tuple[str, bytes]]) -> Iterator[str]:  # noqa: ANN401 - as below
    """Yield every family that the text of a document or of its drawings asks for."""

    def walk(box: Any) -> Iterator[str]:  # noqa: ANN401 - as below
        box = getattr(box, "_box", box)  # that of an absolute placeholder
        if isinstance(box, boxes.TextBox):
            yield from box.style["font_family"]
        for child in getattr(box, "children", ()):
            yield from walk(child)

    for sheet in document.pages:
        yield from walk(sheet._page_box)  # noqa: SLF001 - as above
    for name, data in assets:
        for found in ASKED.findall(data) if name.startswith("drawing:") else ():
            yield from found.decode().split(",")


def _outside(assets: Iterable[tuple[str, bytes]]) -> Iterator[Fault]:
    """Tell what of a sketch runs past the edge of its drawing or its room, or covers another."""
    for name, data in assets:
        texts = [*written(data)] if name.startswith("drawing:sketch/") else []
        covered = [each.covers(w) for each, w in zip(texts, _widths(texts), strict=True)]
        for index, (text, own) in enumerate(zip(texts, covered, strict=True)):
            values = {"text": text.text[:60], "drawing": name[15:]}
            if text.room and not is_within(text.room, text.drawing):
                yield Fault("pdf-sketch-room", values)
            if not is_within(own, text.room or text.drawing):
                yield Fault("pdf-sketch", values)
            for other, box in zip(texts[:index], covered[:index], strict=True):
                if meet(own, other.room or box) or meet(text.room or own, box):
                    yield Fault("pdf-sketch-over", values | {"other": other.text[:60]})


def _widths(texts: Sequence[Written]) -> list[float]:
    """Give how wide each of the words of a sketch is, in its units."""
    if not texts:
        return []
    style = (
        f"span {{ font-family: {','.join(FAMILIES)}; white-space: nowrap }} @page {{ size: 9in }}"
    )
    spans = "".join(
        f'<p><span style="font-size: {each.size}px">{escape(each.text)}</span></p>'
        for each in texts
    )
    html = weasyprint.HTML(
        string=f"<style>{style}</style>{spans}", base_url=BASE, url_fetcher=_Fetcher({})
    )
    pages = html.render(font_config=_fonts()).pages

    def widths(box: Any) -> Iterator[float]:  # noqa: ANN401 - as above
        if box.element_tag == "span" and isinstance(box, boxes.InlineBox):
            yield float(box.width)
        else:
            for child in getattr(box, "children", ()):
                yield from widths(child)

    return [width for page in pages for width in widths(page._page_box)]  # noqa: SLF001 - as above


def _sheets(pages: Sequence[Any], task: HandoutTask) -> list[Sheet]:
    anchors = {name for page in pages for name in page.anchors}
    shaped = SHAPED.search(task.html) is not None
    return [
        Sheet(
            [*_pieces(page._page_box, shaped=shaped, spots=task.fillable)],  # noqa: SLF001 - as above
            [box.element for to, at, _, box in page.links if to != "internal" or at in anchors],
        )
        for page in pages
    ]


def _pieces(
    box: Any,  # noqa: ANN401 - as below
    *,
    shaped: bool,
    spots: bool,
    running: bool = False,
    around: Any = None,  # noqa: ANN401 - as below
) -> Iterator[Piece | Spot | None]:
    """Yield whose each piece of a sheet is, in the order in which WeasyPrint comes to its boxes.

    Among them stand the ``spots`` to be filled in, if they are asked for.
    """
    box = getattr(box, "_box", box)  # that of an absolute placeholder
    of = (box.element, box.element_tag)
    # A box that has no element of its own is of the one around it.
    if spots and of != around and is_spot(*of):
        yield Spot(box.element, _to_fill(box))
    running = running or isinstance(box, boxes.MarginBox) or _is_ornament(box.element)
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        marker = (box.element_tag or "").endswith("::marker")
        blank = not getattr(box, "text", "picture").strip()
        words = getattr(box, "text", "") if shaped else ""
        yield None if running else Piece(box.element, marker, blank, words)
    for child in getattr(box, "children", ()):
        yield from _pieces(child, shaped=shaped, spots=spots, running=running, around=of)


class _LaidOut(NamedTuple):
    """A handout as it was laid out: what each side shows, what was logged, which sides are poor."""

    html: Any
    document: Any
    shown: list[list[Shown]]
    log: tuple[str, ...]
    poor: tuple[Fault, ...] = ()


def _as_panels_fill(task: HandoutTask, lines: list[str], options: Mapping[str, Any]) -> _LaidOut:
    """Lay a leaflet out in letters of a size in which its panels fill and no box of it is parted.

    First with its drawings, if it has any; then without, with less room between things, and with
    boxes that may be parted: each only if nothing before it was good.
    """
    drawn = "pictogram-frame" in task.html
    ways = [_over(PICTURED)] if drawn else []
    ways += ["", _over(TIGHT), _over(TIGHT) + _over(PARTED)]
    best: tuple[float, _LaidOut | None, str, float] = inf, None, "", folding.USUAL
    for way in ways:
        if best[0] <= (folding.OVERFULL if way == ways[-1] else folding.POOR):
            break
        first = _laid_out(task, lines, options, way + _letters(FOLDED, folding.USUAL))
        tries = 0
        for size in folding.sizes(_reached(first)):
            style = way + _letters(FOLDED, size)
            made = first if size == folding.USUAL else _laid_out(task, lines, options, style)
            bare = drawn and way != ways[0]
            cost = folding.cost(_reached(made), *_parted(made), size, bare=bare)
            if cost < best[0]:
                best = cost, made, style, size
            tries += cost < folding.OVERFULL
            if cost <= folding.WELL or tries == folding.TRIES:
                break
    _, found, style, size = best
    return _with_room(found or first, style, size, task, lines, options)


def _reached(made: _LaidOut) -> list[float]:
    """Tell how far down each panel between cover and back its text reaches."""
    return [reach(panel) for panel in made.shown[1:-1]]


def _with_room(
    made: _LaidOut,
    style: str,
    size: float,
    task: HandoutTask,
    lines: list[str],
    options: Mapping[str, Any],
) -> _LaidOut:
    """Give the panels that a leaflet's text leaves lines for a pen, and those of its back room."""
    reached, root = _reached(made), made.html.etree_element
    if not reached or len(reached) > PANELS - 2:
        return made
    spare = PANELS - 2 - len(reached)
    blanks = sum("blank" in _classes(each) for each in root.iter())
    more = folding.looser(reach(made.shown[-1]), blanks)
    if more:
        style += f" :root.leaflet .contact .blank {{ padding-top: {7 + more:.1f}mm }}"
    notes = folding.notes(reached[-1], spare, size)
    noted = _noted(made, style, notes, task, lines, options)
    return _laid_out(task, lines, options, style) if noted is made and more else noted


def _noted(
    made: _LaidOut,
    style: str,
    notes: folding.Notes,
    task: HandoutTask,
    lines: list[str],
    options: Mapping[str, Any],
) -> _LaidOut:
    """Give what stays empty before a back to notes, with fewer lines if they need one side more."""
    for fewer in range(TRIES if task.notes and notes.lines else 0):
        noted = task.noted(max(notes.lines - fewer, 1), below=notes.below)
        other = _laid_out(noted, lines, options, style)
        if len(other.shown) == len(made.shown) + notes.sides:
            return other
    return made


def _parted(made: _LaidOut) -> tuple[int, int]:
    """Count the boxes and the texts that go on from panel to panel."""
    texts = [{one.element for one in panel if one.text and not one.aside} for panel in made.shown]
    on = sum(len(one & other) for one, other in pairwise(texts))
    return _on_sides(made, "promise"), on


def _as_large_as_fits(task: HandoutTask, lines: list[str], options: Mapping[str, Any]) -> _LaidOut:
    """Lay a booklet out, in the largest letters that need no more sheets than the smallest.

    It has its drawings if it has room for them, and less room between things where that saves a
    sheet. Pages that would stay empty are for notes.
    """
    made = _laid_out(task, lines, options, _letters(BOOKLET, LETTERS[-1]))
    pages, ways = len(made.shown) + blank(len(made.shown)), [""]
    if "pictogram-frame" in task.html:
        ways = [_over(PICTURED), ""]
    if 0 < sum(_reached(made)) * TIGHTER <= pages - SHEET - 2:
        tight = _laid_out(task, lines, options, _over(TIGHT) + _letters(BOOKLET, LETTERS[-1]))
        if len(tight.shown) <= pages - SHEET:
            made, pages, ways = tight, pages - SHEET, [_over(TIGHT)]
    likely = letters(sum(_reached(made)), pages - 2)
    best, size = made, float(LETTERS[-1])
    style = ways[-1] + _letters(BOOKLET, size)
    is_first = True
    for way, at in [(way, at) for way in ways for at in likely]:
        other = _laid_out(task, lines, options, way + _letters(BOOKLET, at))
        is_good = min(_reached(other), default=1) > THIN
        if len(other.shown) <= pages and (is_first or is_good):
            best, style, size, is_first = other, way + _letters(BOOKLET, at), at, False
            if is_good:
                break
    spare, reached = blank(len(best.shown)), _reached(best)
    notes = folding.notes(reached[-1] if reached else 1, spare, size, LINES, FOOT)
    return _noted(best, style, notes, task, lines, options)


def _as_large_as_cards_hold(
    task: HandoutTask, lines: list[str], options: Mapping[str, Any]
) -> _LaidOut:
    """Lay cards out in the largest letters in which each side of a card is one."""
    for size, height in dealing.SIZES:
        style = (
            f".face {{ font-size: {size}pt !important }}"
            f" .card-in > * {{ height: {height}mm !important }}"
        )
        made = _laid_out(task, lines, options, style)
        if not [*_overfull(made.document.pages)]:
            break
    return made


def _overfull(pages: Sequence[Any]) -> Iterator[Fault]:
    """Tell which side of a card goes on beyond it, or which half of what is folded."""
    sides = Counter(side for sheet in pages for side in _parts(sheet, "face"))
    stands = any(dealing.is_folded(sheet) for sheet in pages)
    for side, count in sides.items():
        if count > 1:
            yield Fault("pdf-tent" if stands else "pdf-card", {"text": words(side)[:60]})


def _way(task: HandoutTask) -> Callable[[HandoutTask, list[str], Mapping[str, Any]], _LaidOut]:
    """Tell how a handout is laid out."""
    if task.booklet:
        return _as_large_as_fits
    if task.dealt:
        return _as_large_as_cards_hold
    return _as_panels_fill if task.folded else _as_full_as_fits


def _as_full_as_fits(task: HandoutTask, lines: list[str], options: Mapping[str, Any]) -> _LaidOut:
    """Lay a handout out, with less room in it if fewer of its sides are poor then.

    What is tried after that is letters that are a little smaller, and what stands last kept
    together: each only where it may help what is best so far.
    """
    best = _laid_out(task, lines, options)
    best_style = ""
    if task.sheets is not None:
        return best
    for style, size in _tighter(best):
        if not (best.poor or _empty(best) or _on_sides(best, "contact")):
            break
        if _may_help(best, size):
            made = _laid_out(task, lines, options, style)
            if _cost(made) < _cost(best):
                best, best_style = made, style
    if ends_alone(best.poor) and not task.fillable:
        best, task = _with_lines(best, best_style, task, lines, options)
    return _with_notes(best, best_style, task, lines, options)


def _with_lines(
    made: _LaidOut, style: str, task: HandoutTask, lines: list[str], options: Mapping[str, Any]
) -> tuple[_LaidOut, HandoutTask]:
    """Give a last side with little more than the colophon lines for notes above that.

    They go on where its back would be empty, so that the colophon stands there.
    """
    pages, is_large = made.document.pages, "large" in _classes(made.html.etree_element)
    alone = {fault.code for fault in made.poor if fault.values.get("page") == str(len(pages))}
    sheet = pages[-1]._page_box  # noqa: SLF001 - as below
    whole, more = float(sheet.height) / MILLIMETRE, len(pages) % 2
    left = whole * (1 - [*_fullness(pages)][-1] + more)
    height, heading = LARGE_LINE if is_large else LINE
    most = int((left - heading) // height)
    for count in range(most, max(most - TRIES, folding.FEWEST - 1), -1):
        noted = task.noted(count, below=CONTACT in alone)
        other = _laid_out(noted, lines, options, style)
        if len(other.shown) == len(pages) + more and _cost(other) < _cost(made):
            return other, noted
    return made, task


def _cost(made: _LaidOut) -> tuple[int, int, int]:
    """Count the sheets, the parted contact boxes and the poor sides.

    An empty back costs no more than one of notes.
    """
    return (len(made.shown) + 1) // 2, _on_sides(made, "contact"), len(made.poor)


def _on_sides(made: _LaidOut, name: str) -> int:
    """Count the boxes of a class that stand on more sides than one."""
    boxes = Counter(box for sheet in made.document.pages for box in {*_parts(sheet, name)})
    return sum(count > 1 for count in boxes.values())


def _empty(made: _LaidOut) -> list[int]:
    """Give the sides that stand empty so that what follows begins on a front."""
    before = made.shown[:-1]
    return [at for at, side in enumerate(before) if not any(not one.aside for one in side)]


def _with_notes(
    made: _LaidOut, style: str, task: HandoutTask, lines: list[str], options: Mapping[str, Any]
) -> _LaidOut:
    """Give backs that would stand empty a side for notes each, amid a handout and at its end."""
    pages, root = made.document.pages, made.html.etree_element
    sheets = [each for each in root.iter() if OWN_SHEET in _classes(each)]
    after = [next(_parts(pages[at + 1], OWN_SHEET), None) for at in _empty(made)]
    before = {sheets.index(each) for each in after if each is not None}
    sides = len(made.shown)
    at_end = sides > 1 and sides % 2 == 1 and not task.fillable and _may_be_poor(root, task)
    if not task.notes or not (before or at_end):
        return made
    noted = task.with_notes(before, at_end=at_end)
    return _laid_out(noted, lines, options, style)._replace(poor=made.poor)


def _tighter(made: _LaidOut) -> Iterator[tuple[str, float]]:
    """Give styles to try, each with the size of its letters, of what they were.

    What is kept together has no size, more room for a hand one beyond all.
    """
    tight, together = _over(TIGHT), _over(TOGETHER)
    yield tight, 1
    root = made.document.pages[0]._page_box.children[0]  # noqa: SLF001 - as below
    usual = float(root.style["font_size"]) * POINT
    smallest = tight
    for size in smaller(usual, _classes(made.html.etree_element)):
        smallest = tight + _letters("html", size)
        yield smallest, size / usual
    yield together, 0
    yield tight + together, 0
    if smallest != tight:
        yield smallest + together, 0
    yield _over(ROOMY), inf


def _may_help(made: _LaidOut, size: float) -> bool:
    if size == inf:
        codes = {fault.code for fault in made.poor}
        root = made.html.etree_element
        written_in = any({"room", "space"} & {*_classes(each)} for each in root.iter())
        return CONTACT in codes or (written_in and SCANT in codes)
    if size in {0, 1} and (ends_alone(made.poor) or _on_sides(made, "contact")):
        return True
    pages = made.document.pages
    ends = [[*_fullness(_last_sheets(pages))]]
    for at in _empty(made):  # what ends before one is drawn in as what ends the whole is
        *whole, _ = _last_sheets(pages[:at])
        ends.append([1.0 for _ in whole] + [reach(made.shown[at - 1])])
    return size > 0 and any(have_room(full, size) for full in ends)


@cache
def _over(sheet: Path) -> str:
    return sheet.read_text(encoding="utf-8")


def _letters(of: str, size: float) -> str:
    return f"{of} {{ font-size: {size}pt !important }}"


def _last_sheets(pages: Sequence[Any]) -> Sequence[Any]:
    """Give the sides from the last on which a part begins that has sheets of its own."""
    begun: set[Element] = set()
    first = 0
    for at, sheet in enumerate(pages):
        if fresh := {*_parts(sheet, OWN_SHEET)} - begun:
            begun, first = begun | fresh, at
    return pages[first:]


def _laid_out(
    task: HandoutTask, lines: list[str], options: Mapping[str, Any], more: str = ""
) -> _LaidOut:
    """Lay a handout out, again for as long as words that are too wide get places to break.

    A style may come over the others.
    """
    html = weasyprint.HTML(string=task.html, base_url=BASE, url_fetcher=_Fetcher(dict(task.assets)))
    over = more if task.claims or task.booklet else more + _over(PRESS)
    styles = [_stylesheet(), *([_more(over)] if over else ())]
    set_words_apart(html.etree_element)
    for last in range(LAYOUTS - 1, -1, -1):
        lines.clear()
        document = html.render(stylesheets=styles, font_config=_fonts(), **options)
        # There is no public way to the laid-out boxes.
        for sheet in document.pages:
            stretch(sheet._page_box)  # noqa: SLF001 - as said
        shown = [[*_shown_on(sheet._page_box)] for sheet in document.pages]  # noqa: SLF001
        wide = [one for sheet in shown for one in sheet if not one.aside and one.is_wide()]
        if not (wide and last and give_places(html.etree_element, wide)):
            break
    root = html.etree_element
    return _LaidOut(html, document, shown, tuple(lines), (*_poor(root, document, shown, task),))


def _poor(
    root: Element,
    document: Any,  # noqa: ANN401 - as above
    shown: Sequence[Sequence[Shown]],
    task: HandoutTask,
) -> Iterator[Fault]:
    """Tell which sides hold too little, of what is printed in as many sides as it takes."""
    if not _may_be_poor(root, task):
        return iter(())
    return poor(root, [Side(*side) for side in zip(shown, _fullness(document.pages), strict=True)])


def _may_be_poor(root: Element, task: HandoutTask) -> bool:
    """Tell whether it has as many sides as it takes; slides, cards and panels are as they are."""
    set_apart = task.folded or task.dealt or not task.claims
    return not set_apart and "paper-slides" not in _classes(root)


def _fullness(pages: Sequence[Any]) -> Iterator[float]:
    """Tell how much of each side's height its text takes, from 0 to 1."""
    for side in pages:
        sheet = side._page_box  # noqa: SLF001 - as above
        text = sheet.children[0]
        bottom = text.border_box_y() + text.border_height() - sheet.content_box_y()
        yield float(bottom / sheet.height)


def _overlong(pages: Sequence[Any]) -> Iterator[Fault]:
    """Tell which parts go on to a second side and may have one alone."""
    sides = Counter(part for sheet in pages for part in _parts(sheet, "one-side"))
    for part, count in sides.items():
        if count > 1:
            yield Fault("pdf-one-side", {"section": words(part[0])[:60], "sides": str(count)})


def _parts(sheet: Any, name: str) -> Iterator[Element]:  # noqa: ANN401 - as above
    """Yield whose box of a class stands on a side, each as often as it has one there."""

    def found(box: Any) -> Iterator[Element]:  # noqa: ANN401 - as above
        if name in _classes(box.element):
            yield box.element
        elif not isinstance(box, boxes.LineBox):
            for child in getattr(box, "children", ()):
                yield from found(child)

    return found(sheet._page_box)  # noqa: SLF001 - as above


def _too_many(panels: Sequence[Sequence[Shown]]) -> Fault:
    """Tell what begins the first panel for which a leaflet has no room, since the back is one."""
    text = next((one.text for one in panels[PANELS - 1] if one.text), "")
    values = {"panels": str(len(panels)), "room": str(PANELS), "text": text[:40]}
    return Fault("pdf-panels", values)


def _fault_of(found: Unfit, page_number: int) -> Fault:
    values = {"page": str(page_number), "text": found.text[:40], "section": found.section[:40]}
    if found.over:
        return Fault("pdf-overlap", values | {"over": found.over[:40]})
    return Fault("pdf-overflow", values)


class _Limits(NamedTuple):
    """What holds a text: the sheet's margins, panels and cells; its own box; a line below it.

    A font may ask for more height than its ``line`` has: Arabic letters stand within theirs.
    """

    frame: Area
    room: Area
    floor: float = inf
    line: Area = EVERYWHERE

    def of(self, box: Any) -> _Limits:  # noqa: ANN401 - as above
        """Give those of what stands in a box, or on a line."""
        if isinstance(box, boxes.LineBox):
            return self._replace(line=_area(box)._replace(left=-inf, right=inf))
        if not isinstance(box, boxes.BlockContainerBox):
            return self
        frame, floor = self.frame, self.floor
        if isinstance(box, boxes.TableCellBox) or _is_panel(box.element):
            frame = _border_area(box).within(frame)
        if box.is_absolutely_positioned():
            floor = inf
        if box.border_bottom_width:
            floor = min(floor, _border_area(box).bottom)
        left = box.content_box_x()
        room = frame._replace(left=left, right=left + box.width).within(frame)
        return _Limits(frame, room, floor)


def _shown_on(sheet: Any) -> Iterator[Shown]:  # noqa: ANN401 - as above
    """Yield what a sheet shows, each with the room that it has."""

    def walk(box: Any, limits: _Limits, *, aside: bool) -> Iterator[Shown]:  # noqa: ANN401
        box = getattr(box, "_box", box)  # that of an absolute placeholder
        if isinstance(box, boxes.MarginBox):
            limits, aside = _Limits(whole, whole), True
        limits = limits.of(box)
        if isinstance(box, boxes.TextBox):
            if text := box.text.strip():
                hangs = aside or (box.element_tag or "").endswith("::marker")
                area = _area(box).within(limits.line)
                yield Shown(box.element, text, area, limits.room, limits.floor, hangs)
        elif isinstance(box, boxes.ReplacedBox) or _is_drawn(box):
            yield Shown(box.element, "", _border_area(box), limits.room, inf, aside)
        for child in getattr(box, "children", ()):
            yield from walk(child, limits, aside=aside)

    whole = Area(0, 0, sheet.margin_width(), sheet.margin_height())
    left, top = sheet.content_box_x(), sheet.content_box_y()
    body = Area(left, top, left + sheet.width, top + sheet.height)
    return walk(sheet, _Limits(body, body), aside=False)


def _area(box: Any) -> Area:  # noqa: ANN401 - as above
    left, top = box.position_x, box.position_y
    return Area(left, top, left + box.width, top + box.height)


def _border_area(box: Any) -> Area:  # noqa: ANN401 - as above
    left, top = box.border_box_x(), box.border_box_y()
    return Area(left, top, left + box.border_width(), top + box.border_height())


def _to_fill(box: Any) -> Area:  # noqa: ANN401 - as above
    """Give what of a box is filled in: one that is ticked whole, of a line what is above it."""
    if (box.element_tag or "").endswith("::before"):
        return _border_area(box)
    left, top = box.content_box_x(), box.content_box_y()
    if is_blank(box.element):
        return Area(left, top - box.padding_top, left + box.width, top)
    return Area(left, top, left + box.width, top + box.height)


def _is_panel(element: Element | None) -> bool:
    return "panel" in _classes(element)


def _classes(element: Element | None) -> list[str]:
    return [] if element is None else (element.get("class") or "").split()


def _is_ornament(element: Element | None) -> bool:
    return element is not None and element.get("aria-hidden") == "true"


def _is_drawn(box: Any) -> bool:  # noqa: ANN401 - as above
    """Tell whether a box without content is drawn all the same: a ring, a box for a tick."""
    if not isinstance(box, boxes.BlockBox) or box.children or not (box.width and box.height):
        return False
    return bool(box.border_top_width or box.border_bottom_width)
