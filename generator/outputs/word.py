"""Manuscript -> a Word document, to be filled in: what paper says, with places to type.

The look is in ``templates/word``. Blocks are written as WordprocessingML, a method a block;
python-docx opens the package, keeps its links and lists, and saves it.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from html import escape
from itertools import count
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from generator.document import Message, msg
from generator.document.richtext import (
    BulletList,
    Emphasis,
    Foreign,
    Heading,
    LineBreak,
    Link,
    Paragraph,
    RecordLink,
    RichText,
    Setting,
    Strong,
    TermLink,
    Text,
)
from generator.interface import said
from generator.outputs.manuscript import heading, manuscript
from generator.outputs.package import PACKAGE_CODE, describe, undated
from generator.outputs.task import Made, tool

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document

    from generator import document as doc
    from generator.bank.lookup import Lookup, Words
    from generator.bank.plan import Job
    from generator.document import richtext
    from generator.model.record import Record
    from generator.outputs.manuscript import Manuscript
    from generator.source.validate import Edition

LOOK = Path(__file__).parent.parent / "templates" / "word"
PARTS = {
    "[Content_Types].xml": "types.xml",
    "_rels/.rels": "package.rels.xml",
    "docProps/core.xml": "core.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document.rels.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/footer.xml": "footer.xml",
}
"""The parts of an empty document, by their names in its package."""
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
COUNTRY = "FI"
WIDTH = 9638
"""The room between the margins, in twentieths of a point."""
NARROW = 1700
FIRST = 0.4
"""How much of a row of statements the statement itself takes."""
BULLETS, NUMBERS = 1, 1
"""The list of bullets, and what numbered lists are made after, in numbering.xml."""
INDENT = 397
DEEPEST = 6
"""Headings and lists have so many levels."""
NAME_MOST = 64
"""Word takes no longer name for a place to type."""
PLAIN, MANY, RICH = "<w:text/>", '<w:text w:multiLine="1"/>', ""
"""What may be typed: a line, lines, anything."""
OPEN, TICKED = "\N{BALLOT BOX}", "\N{BALLOT BOX WITH X}"
BOX_FONT = "MS Gothic"
INVISIBLE = str.maketrans("", "", "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}")
"""Word parts words itself."""


@dataclass(frozen=True, slots=True)
class WordTask:
    """A document to write: all that it says, and what it is made with."""

    script: Manuscript
    tool: str = ""

    def make(self) -> Made:
        """Write the document."""
        return Made(write(self.script))


def word_task(job: Job[Edition[Record]], lookup: Lookup) -> WordTask:
    """Work out what a record's document says, or the part of it that the format holds."""
    return WordTask(manuscript(job.subject, lookup, job.format.part), word_tool())


def word_tool() -> str:
    """Give what a document depends on beyond its words: versions, the look, this code."""
    return tool(
        ("python-docx", "lxml"),
        (*(LOOK / name for name in PARTS.values()), Path(__file__), PACKAGE_CODE),
    )


def write(script: Manuscript) -> bytes:
    """Write a manuscript as a Word document. Raises TypeError for a block without a method."""
    import docx  # noqa: PLC0415 - only in a worker is it loaded
    from docx.oxml.parser import parse_xml  # noqa: PLC0415 - as said

    document = docx.Document(io.BytesIO(_empty(script)))
    body = document.element.body
    written = _Writer(script, document).whole()
    for element in list(parse_xml(f"<w:body {SPACES}>{written}</w:body>")):
        body.insert(len(body) - 1, element)  # before the section's own properties
    describe(document.core_properties, script)
    saved = io.BytesIO()
    document.save(saved)
    return undated(saved)


def _empty(script: Manuscript) -> bytes:
    """Give a document without content, in the language, with its footer."""
    given = {"lang": _code(script.language), "footer": _footer(script)}
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as file:
        for name, part in PARTS.items():
            template = Template((LOOK / part).read_text(encoding="utf-8"))
            file.writestr(name, template.substitute(given))
    return package.getvalue()


def _code(language: str) -> str:
    return f"{language}-{COUNTRY}"


def _footer(script: Manuscript) -> str:
    """Say on every sheet what it is, its version and state, where it lives, which sheet this is."""
    lang = _code(script.language)
    kind, *edition = script.edition
    told = _run(" · ".join((script.title, *edition[:3])), lang)
    sheet = "".join(
        f'<w:fldSimple w:instr=" {field} ">{_run("1", lang)}</w:fldSimple>{_run(after, lang)}'
        for field, after in (("PAGE", " / "), ("NUMPAGES", ""))
    )
    where = _run(f"{kind} · {script.address}", lang)
    tab = f"<w:r><w:rPr>{_lang(lang)}</w:rPr><w:tab/></w:r>"
    return _paragraph("Footer", told) + _paragraph("Footer", where + tab + sheet)


# --- pieces of WordprocessingML --------------------------------------------------------------


def _lang(lang: str) -> str:
    return f'<w:lang w:val="{lang}"/>'


def _run(text: str, lang: str, look: str = "") -> str:
    """Give words in a language; ``look`` are other properties of the run."""
    words = escape(text.translate(INVISIBLE))
    if not words:
        return ""
    properties = f"<w:rPr>{look}{_lang(lang)}</w:rPr>"
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def _paragraph(style: str, runs: str, more: str = "") -> str:
    """Give a paragraph in a style; ``more`` are other properties of it."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def _cell(width: int, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _row(cells: Iterable[str], *, head: bool = False) -> str:
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _table(caption: str, widths: Sequence[int], rows: Iterable[str]) -> str:
    """Give a table; the first of the rows is its head."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    named = f'<w:tblCaption w:val="{escape(caption)}"/>' if caption else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{named}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


class _Writer:
    """Writes blocks by a method each."""

    def __init__(self, script: Manuscript, document: Document) -> None:
        self._script = script
        self._language = script.language
        self._lang = _code(script.language)
        self._part = document.part
        self._places = count(1)

    def whole(self) -> str:
        """Write the head, the document, where it is from."""
        script, body = self._script, self._script.document
        return "".join(
            (
                _paragraph("Subtitle", self._run(script.edition[0])),
                _paragraph("Title", self._run(script.title)),
                "" if script.part else self._lead(body.lead or script.summary),
                self._draft(),
                _paragraph("Normal", self._run(script.image)) if script.image else "",
                self._show(body.blocks, 2),
                self._about(),
            )
        )

    def _lead(self, lead: doc.Text) -> str:
        return _paragraph("Lead", self._inline(lead))

    def _draft(self) -> str:
        if not self._script.draft:
            return ""
        strong = self._run(f"{self._script.state}. ", "<w:b/>")
        note = self._run(self._say(msg("No professional has approved this text yet.")))
        return _paragraph("Draft", strong + note)

    def _about(self) -> str:
        script = self._script
        told = [] if script.part else [self._heading(self._run(self._about_title()), 2)]
        told.append(_paragraph("About", self._run(" · ".join(script.edition))))
        told.append(
            _paragraph("Normal", self._link(self._run_link(script.address), script.address))
        )
        if script.others:
            also = self._run(f"{self._say(msg('Also available'))}: ")
            others = self._joined(self._named(other.title, other.url) for other in script.others)
            told.append(_paragraph("Normal", also + others))
        if script.sources:
            told.append(_paragraph("DefinitionTitle", self._run(self._say(msg("Based on")))))
            told += [
                self._list_item(
                    self._words(source.title) + self._run(f" ({source.published})"), BULLETS, 0
                )
                for source in script.sources
            ]
        if script.law:
            title = self._say(msg("What the rights here rest on"))
            told.append(_paragraph("DefinitionTitle", self._run(title)))
            told += [
                self._list_item(
                    self._run(f"{act.title} {each.published}: ") + self._words(each.title),
                    BULLETS,
                    0,
                )
                for act in script.law
                for each in act.sections
            ]
        return "".join(told)

    def _about_title(self) -> str:
        return self._say(msg("About this material"))

    def _show(self, blocks: Iterable[doc.Block], level: int) -> str:
        written = "".join(self._block(block, level) for block in blocks)
        # Two tables in a row would become one.
        return written.replace("</w:tbl><w:tbl>", f"</w:tbl>{_paragraph('Cell', '')}<w:tbl>")

    def _block(self, block: doc.Block, level: int) -> str:
        name = type(block).__name__.lower()
        method = getattr(self, f"write_{name}", None)
        if method is None:
            message = f"Word has no way to show the block {name}"
            raise TypeError(message)
        written: str = method(block, level)
        return written

    # --- words -------------------------------------------------------------------------------

    def _say(self, message: Message) -> str:
        return said(message, self._language)

    def _run(self, text: str, look: str = "") -> str:
        return _run(text, self._lang, look)

    def _run_link(self, text: str, lang: str = "") -> str:
        return _run(text, lang or self._lang, '<w:rStyle w:val="Hyperlink"/>')

    def _words(self, words: Words) -> str:
        return _run(words.text, _code(words.language))

    def _link(self, runs: str, url: str) -> str:
        relation = self._part.relate_to(url, HYPERLINK, is_external=True)
        return f'<w:hyperlink r:id="{relation}">{runs}</w:hyperlink>'

    def _named(self, words: Words, url: str) -> str:
        """Lead to what bears a name; when that is in another language, say so after it."""
        note = self._script.named(words).removeprefix(words.text)
        return self._link(self._run_link(words.text, _code(words.language)), url) + self._run(note)

    def _joined(self, runs: Iterable[str]) -> str:
        return self._run(", ").join(runs)

    def _inline(self, text: doc.Text, look: str = "") -> str:
        """Give a text within one paragraph."""
        if isinstance(text, RichText):
            return self._run(" ").join(
                self._nodes(block.children, look)
                for block in text.blocks
                if isinstance(block, Paragraph | Heading)
            )
        return self._run(self._say(text) if isinstance(text, Message) else text, look)

    def _nodes(self, nodes: Iterable[richtext.Inline], look: str = "") -> str:
        return "".join(self._node(node, look) for node in nodes)

    def _node(self, node: richtext.Inline, look: str) -> str:
        match node:
            case Text(text):
                return self._run(text, look)
            case Emphasis() | Strong() | Foreign():
                return self._nested(node, look)
            case Link(text, href) | TermLink(text, href):
                return self._link(self._run_link(text), href)
            case RecordLink(text, record_id):
                target = self._script.target(record_id)
                if target is None:
                    return self._run(text, look)
                words = f"{text} ({target.note})" if target.note else text
                return self._link(self._run_link(words), target.url)
            case Setting(key):
                value = self._script.value(key)
                if value.text:
                    return self._run(value.text, look)
                label = value.label
                return self._run(f"{label}: ", look) + self._place(label, PLAIN)
            case LineBreak():
                return f"<w:r><w:rPr>{_lang(self._lang)}</w:rPr><w:br/></w:r>"

    def _nested(self, node: Emphasis | Strong | Foreign, look: str) -> str:
        """Give words in a look or in a language of their own."""
        if isinstance(node, Emphasis | Strong):
            added = f"{look}<w:i/>" if isinstance(node, Emphasis) else f"<w:b/>{look}"
            return self._nodes(node.children, added)
        around, self._lang = self._lang, _code(node.language)
        written = self._nodes(node.children, look)
        self._lang = around
        return written

    # --- texts of several paragraphs ---------------------------------------------------------

    def _paragraphs(self, text: doc.Text, style: str = "Normal", level: int = 3) -> str:
        """Give a text as paragraphs of a style, its lists as lists."""
        if not isinstance(text, RichText):
            return _paragraph(style, self._inline(text))
        return "".join(self._text_block(block, style, level, 0) for block in text.blocks)

    def _text_block(self, block: richtext.Block, style: str, level: int, depth: int) -> str:
        match block:
            case Paragraph(children):
                indent = f'<w:ind w:left="{INDENT * depth}"/>' if depth else ""
                return _paragraph(style, self._nodes(children), indent)
            case Heading(own, children):
                # An author's headings begin at 3, below a section's at 2.
                return self._heading(self._nodes(children), level + own - 3)
        number = BULLETS if isinstance(block, BulletList) else self._numbers()
        return "".join(self._text_item(item, number, level, depth) for item in block.items)

    def _text_item(self, item: richtext.ListItem, number: int, level: int, depth: int) -> str:
        first, *rest = item.blocks
        if isinstance(first, Paragraph):
            head = self._list_item(self._nodes(first.children), number, depth)
        else:
            head = self._list_item("", number, depth)
            rest = [first, *rest]
        inner = (self._text_block(block, "ListParagraph", level, depth + 1) for block in rest)
        return head + "".join(inner)

    def _list_item(self, runs: str, number: int, depth: int) -> str:
        style = "ListBullet" if number == BULLETS else "ListNumber"
        level = min(depth, DEEPEST - 1)
        more = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return _paragraph(style, runs, more)

    def _numbers(self) -> int:
        """Begin a numbered list: a list of its own, from 1."""
        begun = self._part.numbering_part.element.add_num(NUMBERS)
        for level in range(DEEPEST):
            begun.add_lvlOverride(ilvl=level).add_startOverride(1)
        return int(begun.numId)

    # --- places to type ----------------------------------------------------------------------

    def _control(self, name: str, kind: str, content: str, *, shown: bool = True) -> str:
        """Give a place to type or to tick; ``shown`` tells that its content is no answer yet."""
        place = next(self._places)
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{escape(name.translate(INVISIBLE)[:NAME_MOST])}"/>'
            f'<w:tag w:val="{place}"/><w:id w:val="{place}"/>'
            f"{'<w:showingPlcHdr/>' if shown else ''}{kind}</w:sdtPr>"
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def _prompt(self, message: Message) -> str:
        return self._run(self._say(message), '<w:rStyle w:val="PlaceholderText"/>')

    def _place(self, name: str, kind: str) -> str:
        """Give a place to type within a paragraph."""
        return self._control(name, kind, self._prompt(msg("Write here")))

    def _room(self, name: str, kind: str) -> str:
        """Give a place to type by itself."""
        prompt = _paragraph("Answer", self._prompt(msg("Write here")))
        return self._control(name, kind, prompt)

    def _date(self, name: str) -> str:
        """Give a place to choose a day, within a paragraph."""
        kind = (
            '<w:date><w:dateFormat w:val="d.M.yyyy"/>'
            f'<w:lid w:val="{self._lang}"/><w:storeMappedDataAs w:val="dateTime"/>'
            '<w:calendar w:val="gregorian"/></w:date>'
        )
        return self._control(name, kind, self._prompt(msg("Choose the date")))

    def _box(self, name: str) -> str:
        """Give a box to tick."""
        kind = (
            '<w14:checkbox><w14:checked w14:val="0"/>'
            f'<w14:checkedState w14:val="{ord(TICKED):04X}" w14:font="{BOX_FONT}"/>'
            f'<w14:uncheckedState w14:val="{ord(OPEN):04X}" w14:font="{BOX_FONT}"/></w14:checkbox>'
        )
        font = "".join(f' w:{script}="{BOX_FONT}"' for script in ("ascii", "eastAsia", "hAnsi"))
        look = f'<w:rFonts w:hint="eastAsia"{font}/>'
        return self._control(name, kind, self._run(OPEN, look), shown=False)

    def _ticked(self, text: doc.Text) -> str:
        """Give something to be ticked."""
        tab = f"<w:r><w:rPr>{_lang(self._lang)}</w:rPr><w:tab/></w:r>"
        box = self._box(self._script.said(text))
        return _paragraph("Check", box + tab + self._inline(text))

    # --- blocks ------------------------------------------------------------------------------

    def write_prose(self, block: doc.Prose, level: int) -> str:
        return self._paragraphs(block.text, level=level)

    def write_line(self, block: doc.Line, _level: int) -> str:
        # It leads to what follows, and stays with it.
        return _paragraph("Normal", self._inline(block.text), "<w:keepNext/>")

    def write_items(self, block: doc.Items, _level: int) -> str:
        if block.style == "checklist":
            return "".join(map(self._ticked, block.items))
        number = self._numbers() if block.style == "numbers" else BULLETS
        return "".join(self._list_item(self._inline(item), number, 0) for item in block.items)

    def write_definitions(self, block: doc.Definitions, level: int) -> str:
        return "".join(
            _paragraph("DefinitionTitle", self._inline(title))
            + self._paragraphs(text, "DefinitionText", level)
            for title, text in block.rows
        )

    def write_table(self, block: doc.Table, _level: int) -> str:
        columns = len(block.head)
        wide = (WIDTH - NARROW * len(block.narrow)) // max(1, columns - len(block.narrow))
        widths = [NARROW if index in block.narrow else wide for index in range(columns)]
        return self._rows(self._script.said(block.caption), widths, block.head, block.rows)

    def _rows(
        self,
        caption: str,
        widths: Sequence[int],
        head: Iterable[doc.Text],
        rows: Iterable[Iterable[doc.Text]],
    ) -> str:
        def line(texts: Iterable[doc.Text], style: str) -> Iterable[str]:
            cells = zip(widths, texts, strict=True)
            return (_cell(width, self._paragraphs(text, style)) for width, text in cells)

        first = _row(line(head, "CellHead"), head=True)
        return _table(caption, widths, (first, *(_row(line(row, "Cell")) for row in rows)))

    def write_links(self, block: doc.Links, _level: int) -> str:
        links = (self._named(to.title, to.url) for to in self._script.links(block.ids))
        return _paragraph(
            "Normal", self._run(f"{self._say(msg('Materials'))}: ") + self._joined(links)
        )

    def write_outside(self, block: doc.Outside, _level: int) -> str:
        return _paragraph("Normal", self._link(self._inline(block.title), block.url))

    def write_compared(self, _block: doc.Compared, _level: int) -> str:
        to = self._script.comparison
        return _paragraph("Normal", self._named(to.title, to.url)) if to else ""

    def write_figure(self, block: doc.Figure, _level: int) -> str:
        title, number = _paragraph("DefinitionTitle", self._inline(block.title)), self._numbers()
        return title + "".join(self._list_item(self._run(item), number, 0) for item in block.items)

    def write_sketch(self, block: doc.Sketch, _level: int) -> str:
        words = ", ".join(mark.text for mark in block.marks)
        return self._paragraphs(words) if words else ""

    def write_pictogram(self, _block: doc.Pictogram, _level: int) -> str:
        return ""  # it says what the words beside it say

    def write_film(self, block: doc.Film, level: int) -> str:
        return self._show(block.blocks, level)  # a text plays nothing

    def write_notice(self, block: doc.Notice, level: int) -> str:
        title = _paragraph("Notice", self._inline(block.title, "<w:b/>")) if block.title else ""
        return title + self._paragraphs(block.text, "Notice", level)

    def write_form(self, block: doc.Form, level: int) -> str:
        return "".join(self._field(field, level) for field in block.fields)

    def _field(self, field: doc.Field, level: int) -> str:
        name = self._script.said(field.title)
        head = self._heading(self._inline(field.title), level)
        hint = _paragraph("Hint", self._inline(field.hint)) if field.hint else ""
        return head + hint + self._answer(field, name)

    def _answer(self, field: doc.Field, name: str) -> str:
        match field.type:
            case "line":
                return self._room(name, PLAIN)
            case "text" | "space":
                return self._room(name, RICH)
            case "date":
                return _paragraph("Answer", self._date(name))
            case "checkboxes":
                return "".join(map(self._ticked, field.choices))
            case "table":
                width = WIDTH // max(1, len(field.choices))
                empty = [("",) * len(field.choices)] * field.rows
                return self._rows(name, [width] * len(field.choices), field.choices, empty)
            case "signature":
                return self._signature(name)

    def _signature(self, name: str) -> str:
        """Give room for a name, a hand and a day."""
        who, hand, when = (self._say(each) for each in (msg("Name"), msg("Signature"), msg("Date")))
        line = f"<w:r><w:rPr>{_lang(self._lang)}</w:rPr><w:tab/></w:r>"
        return "".join(
            (
                _paragraph("Normal", self._run(f"{who}: ") + self._place(f"{who}: {name}", PLAIN)),
                _paragraph("SignatureLine", self._run(f"{hand}: ") + line),
                _paragraph("Normal", self._run(f"{when}: ") + self._date(f"{when}: {name}")),
            )
        )

    def write_statements(self, block: doc.Statements, _level: int) -> str:
        first = int(WIDTH * FIRST)
        each = (WIDTH - first) // max(1, len(block.scale))
        heads = (
            _cell(first, _paragraph("CellHead", self._inline(block.head))),
            *(_cell(each, _paragraph("CellScale", self._run(value))) for value in block.scale),
        )
        # Short rows, of which none is left alone on a sheet.
        together = ["<w:keepNext/>"] * (len(block.rows) - 1) + [""]
        rows = (
            _row(
                (
                    _cell(first, _paragraph("Cell", self._inline(row.text), keep)),
                    *(self._box_cell(each, row.text, value, keep) for value in block.scale),
                )
            )
            for row, keep in zip(block.rows, together, strict=True)
        )
        widths = (first, *(each for _ in block.scale))
        return _table(self._script.said(block.head), widths, (_row(heads, head=True), *rows))

    def _box_cell(self, width: int, text: doc.Text, value: str, keep: str) -> str:
        """Give the box by which a value of the scale is chosen for a statement."""
        box = self._box(f"{value}: {self._script.said(text)}")
        return _cell(width, _paragraph("Cell", box, f'{keep}<w:jc w:val="center"/>'))

    def write_section(self, block: doc.Section, level: int) -> str:
        number, note = heading(block, self._language)
        title = self._run(number) + self._inline(block.title) + self._note(note)
        more = "<w:pageBreakBefore/>" if block.own_sheet else ""
        return self._heading(title, level, more) + self._show(block.blocks, level + 1)

    def write_steps(self, block: doc.Steps, level: int) -> str:
        return "".join(
            self._step(row, block.style, number, level) for number, row in enumerate(block.rows, 1)
        )

    def _step(self, row: doc.Section, style: str, number: int, level: int) -> str:
        before = ""
        if style in {"steps", "agenda"}:
            before = self._run(f"{number}. ")
        elif style == "tasks":
            before = self._box(self._script.said(row.title)) + self._run(" ")
        _, length = heading(row, self._language)
        head = self._heading(before + self._inline(row.title) + self._note(length), level)
        clock = ""
        if style == "agenda":
            name = self._say(msg("clock"))
            place = self._place(f"{name}: {self._script.said(row.title)}", PLAIN)
            when = self._run(row.clock) if row.clock else place
            clock = _paragraph("Hint", self._run(f"{name} ") + when)
        return head + clock + self._show(row.blocks, level + 1)

    def _heading(self, runs: str, level: int, more: str = "") -> str:
        # The title is level 1, and a style of its own.
        return _paragraph(f"Heading{min(max(level - 1, 1), DEEPEST)}", runs, more)

    def _note(self, note: str) -> str:
        """Give what stands after a heading, lighter than it."""
        return self._run(f" ({note})", '<w:b w:val="0"/>') if note else ""

    def write_columns(self, block: doc.Columns, level: int) -> str:
        return self._show(block.blocks, level)
