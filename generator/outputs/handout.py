"""Job -> task: the HTML of a handout, complete in itself, and what its PDF is made with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator import box, finnish, machine
from generator.document import (
    Figure,
    Message,
    Output,
    Section,
    Sketch,
    alone,
    every,
    pictograms,
    sheets,
)
from generator.document.filling import client_notices, kept
from generator.formats import PDF_FILLABLE, UA_1
from generator.outputs.addresses import PLACE, numbered
from generator.outputs.drawing import draw
from generator.outputs.fonts import PACKAGES as FONTS
from generator.outputs.image import IMAGE_CODE
from generator.outputs.pictogram import pictogram
from generator.outputs.sketch import sketch
from generator.outputs.styles import OVER, PRESS, STYLES, colour
from generator.outputs.task import beside, tool
from generator.outputs.templating import Renderer
from generator.outputs.view import Place, View
from generator.picture import Picture, clean

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from generator.bank.lookup import Lookup
    from generator.bank.plan import HandoutJob
    from generator.document import Block, Notice
    from generator.outputs.task import Made

HERE = Path(__file__).parent
SHEET, LAST, END = (f"<!-- notes: {where} -->" for where in ("sheet", "last", "end"))
"""Where a template says that notes may stand: before a sheet of its own, what is last, the end."""
MARKS = re.compile("|".join(map(re.escape, (SHEET, LAST, END))))
LINES, PLACED = "<!-- lines -->", "<!-- placed -->"
"""In the notes: where their lines stand, and the class by which they know where they do."""
PEN_LINE = '<div class="pen-line"></div>'
SIDE_LINES, LARGE_SIDE_LINES, KEPT = 18, 12, 2
"""So many lines a side for notes has, one in large type; so many take words on clients' data."""
SPARE, SPARE_ID = "spare", "_end"
"""Of a side for notes after the end: its class and its id, by which the sides before it count."""
PACKAGES = (
    "weasyprint",
    *("tinyhtml5", "tinycss2", "cssselect2", "pydyf"),  # by which WeasyPrint reads and writes
    "pikepdf",
    "pillow",
    "fonttools",  # makes a font of a variable one
    *FONTS,
    "segno",
    "page-validation",
    "libvoikko",
    "pyphen",
)
OWN = (
    "pdf",
    "ways",
    "laying",
    "qr",
    "fonts",
    "fitting",
    "folding",
    "dealing",
    "press",
    "stretching",
    "sides",
    "breaking",
    "reading",
    "structure",
    "sketch",
    "fields",
    "formfont",
    "claims",
)
CODE = (*(HERE / f"{name}.py" for name in OWN), Path(finnish.__file__), Path(box.__file__))


@dataclass(frozen=True, slots=True)
class HandoutTask:
    """A handout to render: its HTML, its number of sides if that is set, what it is made with.

    ``assets`` are the files that the HTML names as ``picture:name`` and ``drawing:name``. What is
    ``fillable`` has a field wherever the HTML tells that something is to be filled in.
    ``folded`` is laid out in panels and then set on a sheet, a ``booklet`` two pages a side, cards
    that are ``dealt`` a side a page and then set on sheets to be cut. What ``claims`` nothing is
    for a press. ``notes`` is the HTML of a side for them, with marks for its ``lines`` and for
    where it stands: a ``spare`` one after the end, others before sheets of its own or its last.
    """

    html: str
    sheets: int | None = None
    assets: tuple[tuple[str, bytes], ...] = ()
    tool: str = ""
    claims: str = UA_1
    fillable: bool = False
    folded: bool = False
    booklet: bool = False
    dealt: bool = False
    slides: bool = False
    notes: str = ""
    lines: int = SIDE_LINES
    spare: bool = False

    @property
    def whole(self) -> str:
        """Its HTML as it is laid out: no mark of what may stand there is left."""
        return MARKS.sub("", self.html)

    def noted(self, lines: int, *, below: bool = False) -> HandoutTask:
        """Give the same with so many lines for notes before what stands last, on a side or not.

        That is the back of a leaflet or a booklet, of what has none its addresses and colophon.
        ``below`` the text they begin where it ends. Raises ValueError where the HTML has no place
        for them.
        """
        if not self.notes:
            return self
        placed = "below" if below else ""
        return replace(self, html=_put(self.html, LAST, self._notes(lines, placed)))

    def with_notes(self, before: Collection[int]) -> HandoutTask:
        """Give the same with a side for notes before such of the sheets of its own, from 0.

        Raises ValueError where the HTML has no place for it.
        """
        side = self._notes(self.lines, "") if self.notes else ""
        first, *rest = self.html.split(SHEET)
        if max(before, default=-1) >= len(rest):
            raise ValueError(SHEET)
        html = first + "".join(
            side * (number in before) + SHEET + part for number, part in enumerate(rest)
        )
        return replace(self, html=html)

    @property
    def flows(self) -> bool:
        """Tell whether it has as many sides as it takes; slides, cards, panels are as they are."""
        return bool(self.claims) and not (self.folded or self.dealt or self.slides)

    @property
    def may_end_in_notes(self) -> bool:
        """Tell whether the back of its last sheet is for notes if that would be empty."""
        is_for_a_pen = self.sheets is None and not self.fillable
        return bool(self.notes) and is_for_a_pen and self.flows

    def with_spare(self) -> HandoutTask:
        """Give the same with a side for notes after its end, whether that is needed or not.

        Raises ValueError where the HTML has no place for it.
        """
        side = self._notes(self.lines, SPARE).replace("<section", f'<section id="{SPARE_ID}"', 1)
        return replace(self, html=_put(self.html, END, side), spare=True)

    def _notes(self, lines: int, placed: str) -> str:
        return _put(_put(self.notes, LINES, PEN_LINE * lines), PLACED, placed)

    def make(self) -> Made:
        """Render the PDF; only in a worker is the renderer loaded."""
        from generator.outputs import pdf  # noqa: PLC0415 - as said

        return pdf.render(self)


def handout_task(job: HandoutJob, lookup: Lookup) -> HandoutTask:
    """Render a handout's HTML. Its links are whole addresses, since paper has no site."""
    edition, handout = job.subject, job.handout
    record, place = edition.record, Place(lookup)
    fillable = job.format is PDF_FILLABLE
    view = View(edition, place, Output.PAPER if fillable else Output.PEN)
    document = alone(view.document, job.format.part)
    client_data = _client_data(document.blocks) if fillable else None
    if client_data:
        document = replace(document, blocks=_without(document.blocks, client_data))
    first, own = sheets(document.blocks)
    contents = view.contents if 0 < handout.contents <= len(view.contents) else ()
    context = {
        "view": view,
        "record": record,
        "document": document,
        "place": place,
        "paper": job.format.paper,
        "handout": handout,
        "frame": handout.frame,
        "on_accent": colour("on-accent"),
        "contents": contents,
        "first": first,
        "own": own,
        "part_level": 1 if any(_is_titled(sheet[0], record.title) for sheet in own[:1]) else 2,
        "client_data": client_data,
    }
    renderer = Renderer(job.language, "blocks/paper.html.j2", context)
    html = renderer.frame(f"paper/{handout.frame}.html.j2")
    html, addresses = numbered(html, lookup.base_url)
    html = html.replace(PLACE, renderer.frame("paper/addresses.html.j2", addresses=addresses))
    assets = [
        (f"drawing:{figure.id}", draw(figure, job.language).svg.encode())
        for figure in every(document.blocks)
        if isinstance(figure, Figure)
    ]
    assets += [
        (f"drawing:own/{found.id}", pictogram(found).encode())
        for found in map(lookup.drawing, pictograms(document.blocks))
        if found
    ]
    assets += [
        (f"drawing:sketch/{block.id}", sketch(block, found).encode())
        for block in every(document.blocks)
        if isinstance(block, Sketch) and (found := lookup.drawing(block.drawing))
    ]
    # A picture that has become another since it was judged is missed by the renderer.
    if record.image and isinstance(shown := clean(lookup.file(edition.picture)), Picture):
        assets.append((f"picture:{beside(record.image.file)}", shown.data))
    made_with = handout_tool()
    laid = {each: job.format.paper == each for each in ("folded", "booklet", "slides")}
    laid["dealt"] = handout.frame == "deck"
    words = kept(view.document.blocks)
    notes = renderer.frame("paper/notes.html.j2", kept=words)
    lines = LARGE_SIDE_LINES if job.format.layout == "large" else SIDE_LINES
    lines -= KEPT if words else 0
    return HandoutTask(
        html,
        job.sheets,
        tuple(assets),
        made_with,
        job.claims,
        fillable,
        **laid,
        notes=notes,
        lines=lines,
    )


def _is_titled(block: Block, title: str) -> bool:
    """Tell whether a section's own heading says a title, which then needs no other place."""
    said = block.title if isinstance(block, Section) else ""
    return isinstance(said, Message) and title in dict(said.values).values()


def _put(html: str, mark: str, given: str) -> str:
    """Put something in the place of a mark; raises ValueError unless the mark is there once."""
    if html.count(mark) != 1:
        raise ValueError(mark)
    return html.replace(mark, given)


def handout_tool() -> str:
    """Give what a result depends on beyond its HTML: versions, styles, the renderer's code."""
    made_with = tool(
        PACKAGES,
        (*STYLES, *OVER, PRESS, *CODE, IMAGE_CODE, finnish.DICTIONARY / "index.txt"),
    )
    return f"{made_with} {machine.versions()}"


def _client_data(blocks: Sequence[Block]) -> Notice | None:
    """Give what is said of clients' data, unless the document begins with it."""
    found = next(iter(client_notices(blocks)), None)
    return None if found is blocks[0] else found


def _without(blocks: Sequence[Block], notice: Notice) -> tuple[Block, ...]:
    """Leave out a notice that is said at the top: what is filled in on a computer stays whole."""
    return tuple(
        replace(block, blocks=_without(block.blocks, notice))
        if isinstance(block, Section)
        else block
        for block in blocks
        if block != notice
    )
