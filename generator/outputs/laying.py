"""Task -> its pages, laid out once in a style, and what each side shows.

Words stay whole. Only where one is wider than its box is it given places to break, and the
handout laid out again. Nothing is read but the fonts, styles and pictures that are given: an
address that is not known is a fault, never a request.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from functools import cache, lru_cache
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from generator.outputs.breaking import classes_of, give_places, set_words_apart
from generator.outputs.fitting import Area, Shown
from generator.outputs.fonts import ours_alone
from generator.outputs.handout import SPARE
from generator.outputs.qr import qr_code
from generator.outputs.sides import Side, poor
from generator.outputs.stretching import stretch
from generator.outputs.styles import PRESS, STYLES, WITH_SPARE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from generator.outputs.handout import HandoutTask
    from generator.outputs.task import Fault

BASE = "handout:"
LAYOUTS = 6  # at most: as the words are, at joints, at syllables, and what moved by that
EVERYWHERE = Area(-inf, -inf, inf, inf)


@cache
def fonts() -> FontConfiguration:
    """Give the fonts of our packages, which a process knows once."""
    # One font configuration and one parsed stylesheet a process: faster, and memory stays flat.
    with ours_alone():
        return FontConfiguration()


@cache
def stylesheet() -> weasyprint.CSS:
    """Give the styles of every handout, which a process reads once."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in STYLES)
    return weasyprint.CSS(string=text, base_url=BASE, url_fetcher=Fetcher({}), font_config=fonts())


@lru_cache(64)
def _more(style: str) -> weasyprint.CSS:
    return weasyprint.CSS(string=style, font_config=fonts())


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Gives QR codes, pictures and drawings, each by a scheme of its own."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        """Take what is given, by its address."""
        super().__init__(allowed_protocols=())
        self._assets = assets

    def fetch(self, url: str, _headers: object = None) -> URLFetcherResponse:
        """Give what an address names; raises ValueError for any that is not of ours."""
        scheme, _, name = url.partition(":")
        if scheme == "qr":
            return URLFetcherResponse(url, qr_code(name), {"Content-Type": "image/svg+xml"})
        if url in self._assets:
            drawn = {"Content-Type": "image/svg+xml"} if scheme == "drawing" else None
            return URLFetcherResponse(url, self._assets[url], drawn)
        message = f"not among the handout's own files: {url[:80]}"
        raise ValueError(message)


@contextmanager
def logged() -> Iterator[list[str]]:
    """Hear each line that WeasyPrint logs."""
    lines: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield lines
    finally:
        logger.removeHandler(handler)


class Spare(NamedTuple):
    """A side for notes that may stand after a handout: its element, its page, what that shows."""

    element: Element
    page: Any
    shown: list[Shown]


class LaidOut(NamedTuple):
    """A handout as it was laid out: what each side shows, what was logged, which sides are poor.

    A ``spare`` side is laid out with the others and is none of them; of lines that it has no room
    for none is shown.
    """

    html: Any
    document: Any
    shown: list[list[Shown]]
    log: tuple[str, ...]
    poor: tuple[Fault, ...] = ()
    spare: Spare | None = None

    def with_spare(self) -> LaidOut:
        """Give the same with its spare side as its last; raises ValueError if it has none."""
        if self.spare is None:
            raise ValueError
        self.html.etree_element.find("body").append(self.spare.element)
        document = self.document.copy([*self.document.pages, self.spare.page])
        return self._replace(document=document, shown=[*self.shown, self.spare.shown], spare=None)


@cache
def style_of(sheet: Path) -> str:
    """Give a style to lay over the others, of its file."""
    return sheet.read_text(encoding="utf-8")


def sized(of: str, size: float) -> str:
    """Give a style that sets the letters of an element in a size in points."""
    return f"{of} {{ font-size: {size}pt !important }}"


def laid_out(
    task: HandoutTask, lines: list[str], options: Mapping[str, Any], more: str = ""
) -> LaidOut:
    """Lay a handout out, again for as long as words that are too wide get places to break.

    A style may come over the others.
    """
    html = weasyprint.HTML(string=task.whole, base_url=BASE, url_fetcher=Fetcher(dict(task.assets)))
    over = more if task.claims or task.booklet else more + style_of(PRESS)
    if task.spare:
        over += style_of(WITH_SPARE)
    styles = [stylesheet(), *([_more(over)] if over else ())]
    set_words_apart(html.etree_element)
    for last in range(LAYOUTS - 1, -1, -1):
        lines.clear()
        document = html.render(stylesheets=styles, font_config=fonts(), **options)
        # There is no public way to the laid-out boxes.
        for sheet in document.pages:
            stretch(sheet._page_box)  # noqa: SLF001 - as said
        shown = [[*_shown_on(sheet._page_box)] for sheet in document.pages]  # noqa: SLF001
        wide = [one for sheet in shown for one in sheet if not one.aside and one.is_wide()]
        if not (wide and last and give_places(html.etree_element, wide)):
            break
    root, spare = html.etree_element, None
    if task.spare:
        end = next(at for at, page in enumerate(document.pages) if any(parts_of(page, SPARE)))
        body = root.find("body")
        spare = Spare(body[-1], document.pages[end], shown[end])
        document, shown = document.copy(document.pages[:end]), shown[:end]
        body.remove(body[-1])
    poor_sides = tuple(_poor(root, document, shown, task))
    return LaidOut(html, document, shown, tuple(lines), poor_sides, spare)


def _poor(
    root: Element,
    document: Any,  # noqa: ANN401 - as above
    shown: Sequence[Sequence[Shown]],
    task: HandoutTask,
) -> Iterator[Fault]:
    """Tell which sides hold too little, of what is printed in as many sides as it takes."""
    if not task.flows:
        return iter(())
    return poor(root, [Side(*side) for side in zip(shown, fullness(document.pages), strict=True)])


def fullness(pages: Sequence[Any]) -> Iterator[float]:
    """Tell how much of each side's height its text takes, from 0 to 1.

    What is parted takes all of a side; the last ends where its text does, whatever follows it.
    """
    for number, side in enumerate(pages, start=1):
        sheet = side._page_box  # noqa: SLF001 - as above
        text = sheet.children[0]
        ends = [text]
        if number == len(pages):
            ends = [child for body in text.children for child in body.children]
        bottom = max((_bottom(box) for box in ends if box.is_in_normal_flow()), default=0)
        yield float((bottom - sheet.content_box_y()) / sheet.height)


def _bottom(box: Any) -> float:  # noqa: ANN401 - as above
    """Tell where a box ends, with what its margin and those that it collapses with leave below."""
    bottom, margin = border_area(box).bottom, box.margin_bottom
    while not (box.border_bottom_width or box.padding_bottom):
        inner = [child for child in getattr(box, "children", ()) if child.is_in_normal_flow()]
        if not inner or isinstance(inner[-1], boxes.LineBox):
            break
        box = inner[-1]
        margin = max(margin, box.margin_bottom)
    return float(bottom + margin)


def parts_of(sheet: Any, name: str) -> Iterator[Element]:  # noqa: ANN401 - as above
    """Yield whose box of a class stands on a side, each as often as it has one there."""

    def found(box: Any) -> Iterator[Element]:  # noqa: ANN401 - as above
        if name in classes_of(box.element):
            yield box.element
        elif not isinstance(box, boxes.LineBox):
            for child in getattr(box, "children", ()):
                yield from found(child)

    return found(sheet._page_box)  # noqa: SLF001 - as above


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
            frame = border_area(box).within(frame)
        if box.is_absolutely_positioned():
            floor = inf
        if box.border_bottom_width:
            floor = min(floor, border_area(box).bottom)
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
            yield Shown(box.element, "", border_area(box), limits.room, inf, aside)
        for child in getattr(box, "children", ()):
            yield from walk(child, limits, aside=aside)

    whole = Area(0, 0, sheet.margin_width(), sheet.margin_height())
    left, top = sheet.content_box_x(), sheet.content_box_y()
    body = Area(left, top, left + sheet.width, top + sheet.height)
    return walk(sheet, _Limits(body, body), aside=False)


def _area(box: Any) -> Area:  # noqa: ANN401 - as above
    left, top = box.position_x, box.position_y
    return Area(left, top, left + box.width, top + box.height)


def border_area(box: Any) -> Area:  # noqa: ANN401 - as above
    """Give what a box takes with its border."""
    left, top = box.border_box_x(), box.border_box_y()
    return Area(left, top, left + box.border_width(), top + box.border_height())


def _is_panel(element: Element | None) -> bool:
    return "panel" in classes_of(element)


def _is_drawn(box: Any) -> bool:  # noqa: ANN401 - as above
    """Tell whether a box without content is drawn all the same: a ring, a box for a tick."""
    if not isinstance(box, boxes.BlockBox) or box.children or not (box.width and box.height):
        return False
    return bool(box.border_top_width or box.border_bottom_width)
