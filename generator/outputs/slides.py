"""Manuscript -> slides to be edited, with what is said beside each as its notes.

They say what the slides on paper say, in the same order. python-pptx writes them into its own
empty presentation, which is made wide, and ours in colour.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.document import Columns, Line, Message, Notice, Section, every, msg
from generator.document.richtext import (
    BulletList,
    Emphasis,
    Foreign,
    LineBreak,
    Link,
    OrderedList,
    RecordLink,
    RichText,
    Setting,
    Strong,
    TermLink,
    Text,
)
from generator.document.richtext import Paragraph as Told
from generator.interface import said
from generator.outputs.manuscript import manuscript
from generator.outputs.package import PACKAGE_CODE, describe, undated
from generator.outputs.styles import colour
from generator.outputs.task import Made, tool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.bank.lookup import Lookup
    from generator.bank.plan import Job
    from generator.document import Text as DocumentText
    from generator.document.richtext import Block, Inline
    from generator.model.record import Record
    from generator.outputs.manuscript import Manuscript
    from generator.source.validate import Edition

SHOWN = "slide-note"
"""The role of what holds a slide and what is said beside it."""
QUESTION = "question"
WIDE = (13.333, 7.5)
"""A slide's size in inches, 16 to 9."""
HEAD, BODY, LARGE, SMALL = 38, 30, 44, 18
"""Sizes of text in points: of a title, of a slide, of a question, of what tells of the file."""
ROOM = {
    "title": (0.8, 0.5, 11.7, 1.2),
    "body": (0.8, 1.9, 11.7, 5.0),
    "first": (0.8, 1.8, 11.7, 1.8),
    "below": (0.8, 3.7, 11.7, 3.0),
}
"""Where a slide's title and text stand, and those of the first: left, top, width, height."""
LANGUAGES = {"fi": "FINNISH", "sv": "SWEDISH"}
NUMBERED, UNMARKED, BULLET = "a:buAutoNum", "a:buNone", "a:buChar"
HANGING = 457200
"""How far what is listed stands in, in English Metric Units: half an inch."""
EMPTY_FONT, ANY_FONT = b"Calibri", b"Arial"
"""That of the empty presentation, and that of any machine."""


@dataclass(frozen=True, slots=True)
class SlidesTask:
    """Slides to write: all that is said on them and beside them, and what they are made with."""

    script: Manuscript
    tool: str = ""

    def make(self) -> Made:
        """Write the slides."""
        return Made(write(self.script))


def slides_task(job: Job[Edition[Record]], lookup: Lookup) -> SlidesTask:
    """Work out what a record's slides say."""
    return SlidesTask(manuscript(job.subject, lookup), slides_tool())


def slides_tool() -> str:
    """Give what slides depend on beyond their words: versions, this code."""
    return tool(("python-pptx", "lxml"), (Path(__file__), PACKAGE_CODE))


def shown(script: Manuscript) -> Iterator[tuple[str, Section, Notice]]:
    """Give each slide of a document: its own title, the slide, what is said beside it."""
    for block in every(script.document.blocks):
        match block:
            case Columns((Section() as slide, Notice() as notes), role) if role == SHOWN:
                title = slide.title
                told = dict(title.values).get("title") if isinstance(title, Message) else None
                yield told or script.said(title), slide, notes


def topic(script: Manuscript) -> DocumentText:
    """Give what a first slide says below its title: what the day is about."""
    lines = (block for block in script.document.blocks if isinstance(block, Line))
    return next((line.text for line in lines if line.role == "topic"), script.summary)


def write(script: Manuscript) -> bytes:
    """Write a manuscript's slides, with a first one that says what they are."""
    from pptx import Presentation  # noqa: PLC0415 - only in a worker is it loaded

    made = Presentation()
    _set_up(made)
    writer = _Writer(script)
    first, other = made.slide_layouts
    writer.begin(made.slides.add_slide(first))
    for title, slide, notes in shown(script):
        writer.slide(made.slides.add_slide(other), title, slide, notes)
    describe(made.core_properties, script)
    saved = io.BytesIO()
    made.save(saved)
    return undated(saved)


def _set_up(made: Any) -> None:  # noqa: ANN401 - as above
    """Make the empty presentation wide, with the two layouts that we use, and ours in colour."""
    from pptx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - as above
    from pptx.util import Inches  # noqa: PLC0415 - as above

    made.slide_width, made.slide_height = map(Inches, WIDE)
    for layout in list(made.slide_layouts)[2:]:
        made.slide_layouts.remove(layout)
    first, _ = made.slide_layouts
    for frame, rooms in ((made.slide_master, ("title", "body")), (first, ("first", "below"))):
        for place in list(frame.placeholders):
            at = place.placeholder_format.idx
            if at < len(rooms):
                place.left, place.top, place.width, place.height = map(Inches, ROOM[rooms[at]])
            else:
                place._element.getparent().remove(place._element)  # noqa: SLF001 - the only way
    for place in list(made.slide_layouts[1].placeholders)[2:]:
        place._element.getparent().remove(place._element)  # noqa: SLF001 - as above
    for place in list(made.slide_layouts[1].placeholders):
        _as_of_master(place)
    _style(made.slide_master.element)
    for level in first.element.iter(_name("a:lvl1pPr")):
        level.set("algn", "l")
        for tint in [*level.iter(_name("a:solidFill"))]:
            tint.getparent().remove(tint)
    theme = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(EMPTY_FONT, ANY_FONT)  # noqa: SLF001 - as above


def _as_of_master(place: Any) -> None:  # noqa: ANN401 - as above
    """Let a layout's place be where its master has it."""
    for where in list(place._element.spPr):  # noqa: SLF001 - as above
        place._element.spPr.remove(where)  # noqa: SLF001 - as above


def _style(master: Any) -> None:  # noqa: ANN401 - as above
    """Set titles in our colour, from the left; paragraphs bear no bullet, what is listed does."""
    title = next(master.iter(_name("p:titleStyle")))[0]
    title.set("algn", "l")
    title.find(_name("a:defRPr")).set("b", "1")
    _size(title, HEAD)
    _tint(title)
    body = next(master.iter(_name("p:bodyStyle")))
    own, listed = body[:2]
    _indent(own, 0, 0)
    own.remove(own.find(_name("a:buFont")))
    own.replace(own.find(_name(BULLET)), own.makeelement(_name(UNMARKED), {}))
    _indent(listed, HANGING, -HANGING)
    listed.find(_name(BULLET)).set("char", "\N{BULLET}")
    for level in (own, listed):
        _size(level, BODY)


def _indent(level: Any, left: int, first: int) -> None:  # noqa: ANN401 - as above
    level.set("marL", str(left))
    level.set("indent", str(first))


def _size(level: Any, points: int) -> None:  # noqa: ANN401 - as above
    level.find(_name("a:defRPr")).set("sz", str(points * 100))


def _tint(level: Any) -> None:  # noqa: ANN401 - as above
    fill = next(level.iter(_name("a:solidFill")))
    fill.remove(fill[0])
    fill.append(fill.makeelement(_name("a:srgbClr"), {"val": colour("accent")[1:].upper()}))


def _name(tag: str) -> str:
    from pptx.oxml.ns import qn  # noqa: PLC0415 - as above

    named: str = qn(tag)
    return named


class _Writer:
    """Writes texts into the places of a slide, each in its language."""

    def __init__(self, script: Manuscript) -> None:
        self._script = script

    def begin(self, slide: Any) -> None:  # noqa: ANN401 - as above
        """Say what it is: its title, its topic or summary, its version and where it lives."""
        script = self._script
        self._line(slide.shapes.title.text_frame, script.title)
        below = slide.placeholders[1].text_frame
        self._text(below, topic(script))
        if script.draft:
            note = said(msg("No professional has approved this text yet."), script.language)
            self._line(below, f"{script.state}. {note}", SMALL)
        self._line(below, " · ".join(script.edition), SMALL)
        self._line(below, script.address, SMALL)

    def slide(self, slide: Any, title: str, section: Section, notes: Notice) -> None:  # noqa: ANN401 - as above
        """Write a slide and what is said beside it."""
        from pptx.enum.text import MSO_AUTO_SIZE  # noqa: PLC0415 - as above

        self._line(slide.shapes.title.text_frame, title)
        body = slide.placeholders[1].text_frame
        body.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
        size = LARGE if section.role == QUESTION else 0
        for block in section.blocks:
            self._text(body, getattr(block, "text", ""), size)
        self._text(slide.notes_slide.notes_text_frame, notes.text)

    def _text(self, frame: Any, text: RichText | Message | str, size: int = 0) -> None:  # noqa: ANN401 - as above
        if isinstance(text, RichText):
            self._blocks(frame, text.blocks, size)
        else:
            self._line(frame, self._script.said(text), size)

    def _blocks(self, frame: Any, blocks: Iterable[Block], size: int, level: int = 0) -> None:  # noqa: ANN401 - as above
        for block in blocks:
            if isinstance(block, BulletList | OrderedList):
                for item in block.items:
                    self._item(frame, item.blocks, size, level + 1, isinstance(block, OrderedList))
            else:
                bold = not isinstance(block, Told)
                self._inlines(self._paragraph(frame, level), block.children, size, bold=bold)

    def _item(
        self,
        frame: Any,  # noqa: ANN401 - as above
        blocks: tuple[Block, ...],
        size: int,
        level: int,
        numbered: bool,  # noqa: FBT001 - as above
    ) -> None:
        before = len(frame.paragraphs) if frame.text else 0
        self._blocks(frame, blocks, size, level)
        if numbered:
            first = frame.paragraphs[before]._p.get_or_add_pPr()  # noqa: SLF001 - as above
            first.append(first.makeelement(_name(NUMBERED), {"type": "arabicPeriod"}))

    def _line(self, frame: Any, text: str, size: int = 0) -> None:  # noqa: ANN401 - as above
        self._inlines(self._paragraph(frame), (Text(text),), size)

    def _paragraph(self, frame: Any, level: int = 0) -> Any:  # noqa: ANN401 - as above
        """Give the first paragraph while it is empty, and after that a new one."""
        found = frame.paragraphs[0] if not frame.text else frame.add_paragraph()
        found.level = level
        return found

    def _inlines(
        self,
        paragraph: Any,  # noqa: ANN401 - as above
        nodes: Iterable[Inline],
        size: int,
        language: str = "",
        *,
        bold: bool = False,
        italic: bool = False,
    ) -> None:
        for node in nodes:
            look = {"bold": bold or isinstance(node, Strong), "italic": italic}
            match node:
                case Strong(children):
                    self._inlines(paragraph, children, size, language, **look)
                case Emphasis(children):
                    look["italic"] = True
                    self._inlines(paragraph, children, size, language, **look)
                case Foreign(other, children):
                    self._inlines(paragraph, children, size, other, **look)
                case LineBreak():
                    paragraph.add_line_break()
                case _:
                    self._run(paragraph, node, size, language, **look)

    def _run(
        self,
        paragraph: Any,  # noqa: ANN401 - as above
        node: Inline,
        size: int,
        language: str,
        *,
        bold: bool,
        italic: bool,
    ) -> None:
        from pptx.enum.lang import MSO_LANGUAGE_ID  # noqa: PLC0415 - as above
        from pptx.util import Pt  # noqa: PLC0415 - as above

        words, leads = self._said(node)
        run = paragraph.add_run()
        run.text = words
        name = LANGUAGES.get(language or self._script.language)
        run.font.language_id = getattr(MSO_LANGUAGE_ID, name) if name else None
        run.font.bold, run.font.italic = bold or None, italic or None
        if size:
            run.font.size = Pt(size)
        if leads:
            run.hyperlink.address = leads

    def _said(self, node: Inline) -> tuple[str, str]:
        """Give the words of a node, and where they lead."""
        match node:
            case Link(text, href) | TermLink(text, href):
                return text, href
            case RecordLink(text, target):
                found = self._script.target(target)
                return (f"{text} ({found.note})" if found and found.note else text), (
                    found.url if found else ""
                )
            case Setting(key):
                value = self._script.value(key)
                told = value.text or value.instead or f"[{value.label}]"
                return f"{told} {value.call}".strip(), ""
            case Text(text):
                return text, ""
        raise TypeError(node)
