"""Task -> PDF/UA-1 and PDF/A-3a, in a worker process; every log line and every overflow is a fault.

The only module that knows WeasyPrint. It reads nothing but the fonts, styles and pictures
that it is given: an address that it does not know is a fault, never a request.
"""

from __future__ import annotations

import gc
import io
import logging
import re
from collections import Counter
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import page
import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from generator.formats import UA_1
from generator.outputs.fonts import FAMILIES, SHAPED, no_clock, ours_alone
from generator.outputs.qr import qr_code
from generator.outputs.reading import Piece, Sheet
from generator.outputs.structure import structured
from generator.outputs.styles import STYLES
from generator.outputs.task import Fault, Made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from generator.outputs.handout import HandoutTask

BASE = "handout:"
ROUNDING = 0.5  # CSS pixels
DPI = 300  # more of a picture no press prints
ASKED = re.compile(rb'font-family="([^"]*)"')


def render(task: HandoutTask) -> Made:
    """Render a handout and check it.

    Gives the PDF, and as faults: every line that WeasyPrint logs, text that leaves its panel
    or its sheet, a number of sides other than asked for, and what breaks PDF/UA-1
    (ISO 14289-1).
    """
    html = weasyprint.HTML(string=task.html, base_url=BASE, url_fetcher=_Fetcher(dict(task.assets)))
    options = {"pdf_variant": f"pdf/{task.claims}", "dpi": DPI}
    with _log() as lines, no_clock():
        document = html.render(stylesheets=[_stylesheet()], font_config=_fonts(), **options)
        buffer = io.BytesIO()
        document.write_pdf(buffer, **options)
    pdf, pages, root = buffer.getvalue(), len(document.pages), html.etree_element
    faults = [Fault("pdf-log", {"line": line}) for line in lines]
    try:
        pdf = structured(pdf, root, _sheets(document.pages, task.html), task.claims)
    except ValueError as error:
        faults.append(Fault("pdf-ua", {"rule": str(error)}))
    for number, sheet in enumerate(document.pages, start=1):
        # There is no public way to the laid-out boxes.
        if found := next(_overflowing(sheet._page_box), None):  # noqa: SLF001
            faults.append(Fault("pdf-overflow", {"page": str(number), "text": found[:40]}))
    if strange := sorted({*_families(document, task.assets)} - {*FAMILIES}):
        faults.append(Fault("pdf-font", {"families": ", ".join(strange)}))
    if lost := _lost(root, document):
        faults.append(Fault("pdf-lost", {"characters": lost}))
    if task.sheets is not None and pages != task.sheets:
        faults.append(Fault("pdf-sheets", {"pages": str(pages), "sheets": str(task.sheets)}))
    if task.claims == UA_1:
        report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
        faults += [
            Fault("pdf-ua", {"rule": f"{failure.rule_id} {failure.message}"})
            for failure in report.failures
        ]
    return Made(pdf, pages, tuple(faults))


def warm() -> None:
    """Load what every task needs, before the first one comes.

    Layout makes many objects that live as long as the handout: garbage is looked for seldom.
    """
    gc.set_threshold(50_000, 20, 20)
    _stylesheet()


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


def _sheets(pages: Sequence[Any], text: str) -> list[Sheet]:
    anchors = {name for page in pages for name in page.anchors}
    shaped = SHAPED.search(text) is not None
    return [
        Sheet(
            [*_pieces(page._page_box, shaped=shaped)],  # noqa: SLF001 - as above
            [box.element for to, at, _, box in page.links if to != "internal" or at in anchors],
        )
        for page in pages
    ]


def _pieces(box: Any, *, shaped: bool, running: bool = False) -> Iterator[Piece | None]:  # noqa: ANN401 - as below
    """Yield whose each piece of a sheet is, in the order in which WeasyPrint comes to its boxes."""
    box = getattr(box, "_box", box)  # that of an absolute placeholder
    running = running or isinstance(box, boxes.MarginBox)
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        marker = (box.element_tag or "").endswith("::marker")
        blank = not getattr(box, "text", "picture").strip()
        words = getattr(box, "text", "") if shaped else ""
        yield None if running else Piece(box.element, marker, blank, words)
    for child in getattr(box, "children", ()):
        yield from _pieces(child, shaped=shaped, running=running)


def _overflowing(sheet: Any) -> Iterator[str]:  # noqa: ANN401 - WeasyPrint's boxes have no types
    """Find text that leaves the sheet, or a box of class ``panel``, whose size is fixed.

    WeasyPrint draws such text outside its box, or cuts it off, without a word.
    """

    def walk(box: Any, right: float, bottom: float) -> Iterator[str]:  # noqa: ANN401 - as above
        element = getattr(box, "element", None)
        if element is not None and "panel" in (element.get("class") or "").split():
            right = min(right, box.position_x + box.margin_width())
            bottom = min(bottom, box.position_y + box.margin_height())
        text = getattr(box, "text", None) or ""
        if text.strip() and (
            box.position_x + box.width > right + ROUNDING
            or box.position_y + box.height > bottom + ROUNDING
        ):
            yield text.strip()
        for child in getattr(box, "children", ()):
            yield from walk(child, right, bottom)

    return walk(sheet, sheet.margin_width(), sheet.margin_height())
