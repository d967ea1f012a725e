"""Task -> PDF/UA-1 and PDF/A-3a, in a worker; every logged line and every overflow is a fault."""

from __future__ import annotations

import io
import re
from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any

import page
import weasyprint
from weasyprint.formatting_structure import boxes

from generator.box import meet
from generator.formats import UA_1
from generator.outputs import dealing
from generator.outputs.fields import is_blank, is_spot
from generator.outputs.fitting import Area, Shown, unfit
from generator.outputs.folding import PANELS, folded, folds
from generator.outputs.fonts import FAMILIES, SHAPED, no_clock
from generator.outputs.laying import BASE, Fetcher, border_area, fonts, logged, parts_of
from generator.outputs.press import cut, imposed, mastered, spreads
from generator.outputs.reading import Piece, Sheet, Spot, words
from generator.outputs.sketch import is_within, written
from generator.outputs.structure import structured
from generator.outputs.task import Fault, Made
from generator.outputs.ways import overfull, way_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    from generator.outputs.fitting import Unfit
    from generator.outputs.handout import HandoutTask
    from generator.outputs.sketch import Written

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
    with logged() as lines, no_clock():
        html, document, shown, said, poor_sides, _ = way_of(task)(task, lines, options)
        lines[:] = said
        mirrored = html.etree_element.get("dir") == "rtl"
        over = [*overfull(document.pages)]
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
        string=f"<style>{style}</style>{spans}", base_url=BASE, url_fetcher=Fetcher({})
    )
    pages = html.render(font_config=fonts()).pages

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


def _overlong(pages: Sequence[Any]) -> Iterator[Fault]:
    """Tell which parts go on to a second side and may have one alone."""
    sides = Counter(part for sheet in pages for part in parts_of(sheet, "one-side"))
    for part, count in sides.items():
        if count > 1:
            yield Fault("pdf-one-side", {"section": words(part[0])[:60], "sides": str(count)})


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


def _to_fill(box: Any) -> Area:  # noqa: ANN401 - as above
    """Give what of a box is filled in: one that is ticked whole, of a line what is above it."""
    if (box.element_tag or "").endswith("::before"):
        return border_area(box)
    left, top = box.content_box_x(), box.content_box_y()
    if is_blank(box.element):
        return Area(left, top - box.padding_top, left + box.width, top)
    return Area(left, top, left + box.width, top + box.height)


def _is_ornament(element: Element | None) -> bool:
    return element is not None and element.get("aria-hidden") == "true"
