"""An author's text -> RichText: a frozen tree that every output renders, made by an allow list.

Authors write a small part of CommonMark: paragraphs, lists, ``*emphasis*``, ``**strong**``,
links, ``###`` and ``####`` headings, and ``{setting}`` for what a county fills in.
A link to another record is ``[words](id:record-id)``. Everything else is refused by name,
so nothing that an author writes can reach Markdown or HTML as markup by accident.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Protocol

from generator.document.leftover import BULLETS, HELD, is_whole, leftovers, listed, other_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.tree import SyntaxTreeNode

SETTING = re.compile(r"\{([a-z][a-z0-9_]*)\}")
SCHEMES = ("https://", "http://", "mailto:", "tel:")
RECORD_SCHEME = "id:"
MARK = re.compile(r" *(?:[-+*]|\d{1,9}[.)]) +")
"""How an item of a list begins."""
HEADING_LEVELS = (3, 4)
# Text without any of these is one plain paragraph and needs no Markdown parser.
MARKUP = re.compile(
    rf"[\\`*_{{}}\[\]<>&#!|~\r{BULLETS}]|  \n|(?:id|mailto|tel):(?=\S)"
    r"|(?:^|\n)(?: {4}| *\t|[ \t]*(?:[-+=–—]|\(?(?:[^\W_]{1,4}[.)]|o[ \t\xa0])|\d+[.)]|\d\d? ))"
)
MONTHS = "tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu"
_DAY = rf"\d{{1,2}}\.[ ](?:{MONTHS})kuu.*"
NUMBERED_DAY = re.compile(rf"[ \t]*(?:[-+*][ ]+)*({_DAY})")
# A day that begins a line is no item, unless another line of the paragraph begins so, too.
DAY = re.compile(rf"{_DAY}(?:\n(?![ \t]*\d+[.)][ ]).*\S.*)*(?:\n[ \t]*(?:\n|\Z)|\Z)")
BLANK = "_" * 8
"""Stands in plain text where something is left to be written."""
NO_PART = re.compile(r"[\s\d]")
BLANK_LINES = re.compile(r"\n[ \t]*\n")
# Only these: a no-break space is meant.
SPACES = re.compile(r"[ \t\n]+")
# What can be tapped in a county's value: an address, or a number that begins as numbers do.
TAPPED = re.compile(
    r"https?://[^\s,;]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\d.,])[+0]\d[\d ()-]{4,}\d|^\d{3,6}$"
)
NOT_DIALLED = re.compile(r"[^\d+]")
# markdown-it leaves out what is nested deeper than 20.
DEEPEST = 18
MOST_FAULTS = 100


class Node:
    """A part of the tree."""

    __slots__: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text(Node):
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis(Node):
    """Words said with emphasis."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong(Node):
    """Words of strong importance."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Foreign(Node):
    """Words in another language than the text. No author writes it; ``in_language`` makes it."""

    language: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link(Node):
    """A link out of the bank. Its words are plain: PDF/UA-1 (7.18.5) bears no markup inside."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class RecordLink(Node):
    """A link to another record by its id."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class TermLink(Node):
    """The first use of a term on a page. No author writes it; ``glossary`` makes it."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Setting(Node):
    """A value that a county fills in."""

    key: str


@dataclass(frozen=True, slots=True)
class LineBreak(Node):
    """A line ended on purpose."""


@dataclass(frozen=True, slots=True)
class Paragraph(Node):
    """A paragraph."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading(Node):
    """A heading inside a text; level 3 or 4, since 1 is the title and 2 a section."""

    level: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ListItem(Node):
    """An item of a list."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class BulletList(Node):
    """A list in no order."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class OrderedList(Node):
    """A numbered list, always from 1."""

    items: tuple[ListItem, ...]


Inline = Text | Emphasis | Strong | Foreign | Link | RecordLink | TermLink | Setting | LineBreak
Block = Paragraph | Heading | BulletList | OrderedList


@dataclass(frozen=True, slots=True)
class RichText(Node):
    """An author's text. A phrase is one paragraph, rendered without its ``<p>``."""

    blocks: tuple[Block, ...] = ()
    phrase: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything was written."""
        return bool(self.blocks)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something the allow list refuses: a problem's code, its values, where in the text."""

    code: str
    offset: int
    values: dict[str, str]


class MarkupError(ValueError):
    """The text holds markup that is not allowed; ``faults`` lists all of it."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the faults."""
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link to a record leads.

    A page in another language is named: ``language`` is its code, ``note`` says it in words.
    """

    url: str
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What stands where a text names a setting: the setting's label, and a county's value.

    An unfilled one has what to say ``instead``, with the number to call if there is one; with
    nothing to say it is a line for a pen. ``language`` is told when it is not the reader's.
    """

    label: str
    text: str = ""
    language: str = ""
    instead: str = ""
    call: str = ""


class Context(Protocol):
    """What a renderer must know beyond the tree: where records are, what settings say."""

    def target(self, record_id: str) -> Target | None:
        """Give where the link to a record leads, or nothing when it is not in the bank now."""

    def value(self, key: str) -> Value:
        """Give what stands for a setting."""


def parse(text: str, *, phrase: bool = False) -> RichText:
    """Parse an author's text.

    With ``phrase`` only one paragraph is allowed, which is what a title's summary or a list
    item holds. Raises MarkupError, listing everything that is refused.
    """
    if not MARKUP.search(text):
        plain = (SPACES.sub(" ", part.strip()) for part in BLANK_LINES.split(text))
        paragraphs = tuple(Paragraph((Text(words),)) for words in plain if words)
        if phrase and len(paragraphs) > 1:
            second = BLANK_LINES.search(text, len(text) - len(text.lstrip()))
            raise MarkupError([Fault("markup-phrase", second.end() if second else 0, {})])
        return RichText(paragraphs, phrase)
    reader = _Reader(text)
    blocks = reader.read()
    if phrase and not reader.faults and [type(block) for block in blocks] != [Paragraph]:
        reader.faults.append(Fault("markup-phrase", reader.other, {}))
    if reader.faults:
        raise MarkupError(reader.faults[:MOST_FAULTS])
    return RichText(blocks, phrase)


def begun(words: str, tree: RichText) -> RichText:
    """Give a phrase that begins with strong words."""
    first = (Strong((Text(words),)), Text(" "))
    return RichText((Paragraph((*first, *(_children(tree.blocks[0])))),), phrase=True)


def in_language(text: RichText | str, language: str) -> RichText:
    """Give a text that stands among words of another language, so that it bears its own."""
    if isinstance(text, str):
        text = RichText((Paragraph((Text(text),)),), phrase=True)
    return replace(text, blocks=tuple(_foreign(block, language) for block in text.blocks))


def _foreign(block: Block, language: str) -> Block:
    if isinstance(block, Paragraph | Heading):
        return replace(block, children=(Foreign(language, block.children),))
    items = (
        ListItem(tuple(_foreign(inner, language) for inner in item.blocks)) for item in block.items
    )
    return replace(block, items=tuple(items))


def walk(tree: RichText) -> Iterator[Inline]:
    """Yield every inline node of the tree, in reading order."""

    def inlines(nodes: tuple[Inline, ...]) -> Iterator[Inline]:
        for node in nodes:
            yield node
            if isinstance(node, Emphasis | Strong | Foreign):
                yield from inlines(node.children)

    def blocks(nodes: tuple[Block, ...]) -> Iterator[Inline]:
        for node in nodes:
            if isinstance(node, BulletList | OrderedList):
                for item in node.items:
                    yield from blocks(item.blocks)
            else:
                yield from inlines(node.children)

    return blocks(tree.blocks)


# --- renderers -------------------------------------------------------------------------------


def to_html(tree: RichText, context: Context) -> str:
    """Render as HTML, every word escaped. A phrase gives its inline content alone."""
    if tree.phrase:
        return "".join(_html_line(_children(block), context) for block in tree.blocks)
    return "\n".join(_html_block(block, context) for block in tree.blocks)


def _children(block: Block) -> tuple[Inline, ...]:
    return block.children if isinstance(block, Paragraph | Heading) else ()


def _html_block(block: Block, context: Context) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_html_line(block.children, context)}</p>"
    if isinstance(block, Heading):
        inner = _html_inlines(block.children, context)
        return f"<h{block.level}>{inner}</h{block.level}>"
    tag = "ul" if isinstance(block, BulletList) else "ol"
    items = "\n".join(f"<li>{_html_item(item, context)}</li>" for item in block.items)
    return f"<{tag}>\n{items}\n</{tag}>"


def _html_item(item: ListItem, context: Context) -> str:
    # A lone paragraph needs no <p>: PDF/UA bears none inside some list items.
    if len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph):
        return _html_line(item.blocks[0].children, context)
    return "\n".join(_html_block(block, context) for block in item.blocks)


def _html_line(nodes: tuple[Inline, ...], context: Context) -> str:
    # A setting that stands alone is labelled; in a sentence the words around it say what it is.
    if len(nodes) == 1 and isinstance(nodes[0], Setting):
        return _html_value(context.value(nodes[0].key), labelled=True)
    return _html_inlines(nodes, context)


def _html_inlines(nodes: tuple[Inline, ...], context: Context) -> str:
    return "".join(_html_inline(node, context) for node in nodes)


def _html_inline(node: Inline, context: Context) -> str:
    match node:
        case Text(text):
            return escape(text)
        case Emphasis(children):
            return f"<em>{_html_inlines(children, context)}</em>"
        case Strong(children):
            return f"<strong>{_html_inlines(children, context)}</strong>"
        case Foreign(language, children):
            return f'<span lang="{language}">{_html_inlines(children, context)}</span>'
        case Link(text, href):
            return f'<a href="{escape(href)}">{escape(text)}</a>'
        case RecordLink(text, record_id):
            return _html_record_link(text, context.target(record_id))
        case TermLink(text, href):
            return f'<a class="term" href="{escape(href)}">{escape(text)}</a>'
        case Setting(key):
            return _html_value(context.value(key))
        case LineBreak():
            return "<br>"


def _html_value(value: Value, *, labelled: bool = False) -> str:
    label = escape(value.label)
    if value.text:
        language = f' lang="{value.language}"' if value.language else ""
        said = _html_tapped(value.text)
        said = f"<span{language}>{said}</span>" if language else said
    elif value.instead:
        said = escape(value.instead)
        if value.call:
            said += f' <a href="tel:{escape(value.call)}">{escape(value.call)}</a>'
    else:
        return f'<span class="blank"><span class="blank-label">{label}</span></span>'
    return f'<span class="setting-label">{label}:</span> {said}' if labelled else said


def _html_tapped(text: str) -> str:
    """Let a number be called and an address be written to or opened."""
    at, said = 0, []
    for found in TAPPED.finditer(text):
        words = found[0]
        scheme = "mailto:" if "@" in words else "tel:"
        target = NOT_DIALLED.sub("", words) if scheme == "tel:" else words
        href = words if words.startswith("http") else scheme + target
        said.append(
            f'{escape(text[at : found.start()])}<a href="{escape(href)}">{escape(words)}</a>'
        )
        at = found.end()
    return "".join(said) + escape(text[at:])


def _html_record_link(text: str, target: Target | None) -> str:
    if target is None:
        return escape(text)
    language = f' hreflang="{target.language}"' if target.language else ""
    words = f"{text} ({target.note})" if target.note else text
    return f'<a href="{escape(target.url)}"{language}>{escape(words)}</a>'


def to_text(tree: RichText, context: Context) -> str:
    """Render as plain text: words, a list with dashes or numbers, addresses in brackets."""
    return "\n\n".join(_text_block(block, context, "") for block in tree.blocks)


def to_words(tree: RichText) -> str:
    """Give the words alone, a block a paragraph; what a county fills in is left out."""
    return to_text(tree, _Nowhere())


class _Nowhere:
    """A place from which no link leads, with nothing filled in."""

    def target(self, record_id: str) -> None:
        """Lead nowhere."""

    def value(self, key: str) -> Value:  # noqa: ARG002 - of the protocol
        return Value("", " ")


def _text_block(block: Block, context: Context, indent: str) -> str:
    if isinstance(block, Paragraph | Heading):
        return _text_line(block.children, context)
    lines = []
    for number, item in enumerate(block.items, start=1):
        mark = "- " if isinstance(block, BulletList) else f"{number}. "
        inner = indent + " " * len(mark)
        body = f"\n{inner}".join(_text_block(part, context, inner) for part in item.blocks)
        lines.append(mark + body)
    return f"\n{indent}".join(lines)


def _text_line(nodes: tuple[Inline, ...], context: Context) -> str:
    if len(nodes) == 1 and isinstance(nodes[0], Setting):
        value = context.value(nodes[0].key)
        return f"{value.label}: {value.text or value.instead or BLANK} {value.call}".strip()
    return "".join(_text_inline(node, context) for node in nodes)


def _text_inline(node: Inline, context: Context) -> str:
    match node:
        case Text(text) | TermLink(text):
            return text
        case Emphasis(children) | Strong(children) | Foreign(_, children):
            return "".join(_text_inline(child, context) for child in children)
        case Link(text, href):
            return text if text == href else f"{text} ({href})"
        case RecordLink(text, record_id):
            target = context.target(record_id)
            return f"{text} ({target.url})" if target else text
        case Setting(key):
            value = context.value(key)
            return value.text or value.instead or f"{value.label}: {BLANK}"
        case LineBreak():
            return "\n"


# --- reading ---------------------------------------------------------------------------------


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - most texts are plain and need no parser
    from markdown_it.rules_block.list import list_block  # noqa: PLC0415 - as above

    parser = MarkdownIt("commonmark")
    # Every address reaches the allow list below, which says what is wrong with it;
    # escaped characters stay apart, so that an escaped brace is never a setting.
    parser.validateLink = _any_address  # type: ignore[method-assign]
    parser.disable("text_join")

    def lists(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - as called
        begins = state.bMarks[line] + state.tShift[line]
        return not DAY.match(state.src, begins) and list_block(state, line, end, silent)

    parser.block.ruler.at("list", lists, {"alt": ["paragraph", "reference", "blockquote"]})
    return parser


def _any_address(url: str) -> bool:  # noqa: ARG001 - the allow list judges, further on
    return True


class _Reader:
    """markdown-it's syntax tree -> our tree; what is not allowed becomes a fault."""

    def __init__(self, text: str) -> None:
        self.faults = [Fault(code, at, {"markup": mark}) for code, at, mark in listed(text)]
        self._level = HEADING_LEVELS[0] - 1
        self._text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._at = 0  # up to where the text has been read
        self.other = 0  # where something begins that is not the first paragraph

    def read(self) -> tuple[Block, ...]:
        from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415 - as above

        env: dict[str, Any] = {}
        tokens = _parser().parse(self._text, env)
        for found in env.get("references", {}).values():
            self._begin(found["map"][0])
            self._fault("markup-not-allowed", markup="[...]: ...")
        levels = (token.level for outer in tokens for token in (outer, *(outer.children or ())))
        if max(levels, default=0) > DEEPEST:
            self._fault("too-deep", depth=str(DEEPEST))
            return ()
        nodes = SyntaxTreeNode(tokens).children
        for node in (*nodes[1:2], *(first for first in nodes[:1] if first.type != "paragraph")):
            self._begin(node.map[0] if node.map else 0)
            self.other = self._at
        return self._blocks(nodes)

    def _begin(self, line: int) -> None:
        """Go to the beginning of a line."""
        self._at = self._starts[line]

    def _pass(self, words: str) -> int:
        """Go past words of the text, and tell where they began."""
        found = self._text.find(words, self._at)
        if found < 0:
            return self._at
        self._at = found + len(words)
        return found

    def _fault(self, code: str, at: int = -1, **values: str) -> None:
        self.faults.append(Fault(code, self._at if at < 0 else at, values))

    def _blocks(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
        found = [block for node in nodes if (block := self._block(node))]
        joined: list[Block] = []
        for block in found:
            last = joined[-1] if joined else None
            # Two lists in a row differ only by their marks: nobody means two.
            if isinstance(block, BulletList) and isinstance(last, BulletList):
                joined[-1] = BulletList(last.items + block.items)
            elif isinstance(block, OrderedList) and isinstance(last, OrderedList):
                joined[-1] = OrderedList(last.items + block.items)
            else:
                joined.append(block)
        return tuple(joined)

    def _block(self, node: SyntaxTreeNode) -> Block | None:
        self._begin(node.map[0] if node.map else 0)
        match node.type:
            case "paragraph":
                return Paragraph(self._line(node))
            case "heading":
                return self._heading(node)
            case "bullet_list":
                return BulletList(self._items(node))
            case "ordered_list":
                self._numbers(node)
                return OrderedList(self._items(node))
        self._fault("markup-not-allowed", markup=_excerpt(node))
        return None

    def _numbers(self, node: SyntaxTreeNode) -> None:
        """Refuse numbers that the page would not show: it counts from 1."""
        first = int(node.attrs.get("start", 1))
        if first != 1:
            self._misnumbered(node, "markup-list-start", number=str(first))
        for place, item in enumerate(node.children, start=first):
            if int(item.info) != place:
                told = {"number": item.info, "place": str(place)}
                self._misnumbered(item, "markup-list-number", **told)
                return

    def _misnumbered(self, node: SyntaxTreeNode, code: str, **values: str) -> None:
        """Refuse a number that begins a line: that of a day is told to be one."""
        self._begin(node.map[0] if node.map else 0)
        day = NUMBERED_DAY.match(self._text, self._at)
        if day:
            code, values = "markup-day", {"markup": day[1][:40]}
        self._fault(code, self._at, **values)

    def _items(self, node: SyntaxTreeNode) -> tuple[ListItem, ...]:
        for item in node.children if node.attrs.get("start", 1) == 1 else ():
            self._astray(item)
        return tuple(ListItem(self._blocks(item.children)) for item in node.children)

    def _astray(self, item: SyntaxTreeNode) -> None:
        """Refuse a line that goes on with an item of a list and stands no deeper than its mark."""
        lines = self._text.split("\n")
        mark = MARK.match(lines[item.map[0]]) if item.map else None
        inner = (part.map for part in item.children if part.type == "paragraph" and part.map)
        for begin, end in inner if mark else ():
            for line in range(begin + 1, end):
                deep = _depth(lines[line])
                at, told = self._starts[line] + deep, {each.offset for each in self.faults}
                if mark and deep <= _depth(mark[0]) and at not in told:
                    day = NUMBERED_DAY.match(lines[line])
                    code = "markup-day" if day else "markup-list-line"
                    self._fault(code, at, markup=lines[line].strip()[:40])

    def _heading(self, node: SyntaxTreeNode) -> Heading:
        level = len(node.markup) if node.markup.startswith("#") else 1
        if node.markup == "#":
            said = node.children[0].content if node.children else ""
            self._fault("comment-inside", markup=f"# {said}"[:40])
        elif level not in HEADING_LEVELS:
            self._fault("heading-level", level=str(level))
        elif level > self._level + 1:
            self._fault("heading-skipped", level=str(level), before=str(self._level))
        self._level = max(level, HEADING_LEVELS[0] - 1)
        begins = self._at
        children = self._line(node)
        if not children:
            self._fault("heading-empty", begins)
        return Heading(level, children)

    def _line(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        if not node.children:
            return ()
        read = _Line()
        inlines = self._inlines(node.children[0].children, read)
        words = "".join(read.words)
        for code, index, mark in leftovers(words):
            self._fault(code, read.place(index), markup=mark)
        return inlines

    def _inlines(self, nodes: Sequence[SyntaxTreeNode], read: _Line) -> tuple[Inline, ...]:
        found: list[Inline] = []
        for node in nodes:
            for inline in self._inline(node, read):
                last = found[-1] if found else None
                if isinstance(inline, Text) and isinstance(last, Text):
                    found[-1] = Text(last.text + inline.text)
                else:
                    found.append(inline)
        return tuple(
            Text(SPACES.sub(" ", inline.text)) if isinstance(inline, Text) else inline
            for inline in found
        )

    def _inline(self, node: SyntaxTreeNode, read: _Line) -> Iterator[Inline]:
        match node.type:
            case "text":
                read.add(SETTING.sub(_held, node.content), self._pass(node.content))
                yield from _with_settings(node.content)
            case "text_special":
                at = self._pass(node.markup or node.content)
                read.add(HELD, at)
                if node.markup.startswith("&"):  # would say what the file does not
                    self._fault("markup-tag", at, markup=node.markup)
                yield Text(node.content)
            case "softbreak":
                read.add("\n", self._pass("\n"))
                yield Text(" ")
            case "hardbreak":
                read.add("\n", self._pass("\n"))
                yield LineBreak()
            case "em" | "strong" if read.in_word() and NO_PART.search(_content(node)):
                # ``9*15*20`` is a sum, and its stars would be lost; ``va*hv*a`` is a word.
                self._fault("markup-unclosed", markup=node.markup)
            case "em":
                yield Emphasis(self._inlines(node.children, read))
            case "strong":
                yield Strong(self._inlines(node.children, read))
            case "link":
                read.add(HELD, self._at)
                yield from self._link(node)
            case _:
                self._fault("markup-not-allowed", markup=_excerpt(node))

    def _link(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        href = str(node.attrs.get("href", ""))
        faults = len(self.faults)
        begins = self._at
        words = SPACES.sub(" ", "".join(self._words(node))).strip()
        begins = self._text.find("[", begins, self._at) + 1 or begins
        if len(self.faults) > faults:
            return
        if not words:
            self._fault("link-empty", begins, target=href)
        elif title := node.attrs.get("title"):
            self._fault("markup-not-allowed", begins, markup=f'"{title}"')
        elif other := other_address(words, href):
            self._fault("link-words", begins, target=href, other=other)
        elif href.startswith(RECORD_SCHEME) and href != RECORD_SCHEME:
            yield RecordLink(words, href.removeprefix(RECORD_SCHEME))
        elif is_whole(href):
            yield Link(words, href)
        elif href.lower().startswith((*SCHEMES, RECORD_SCHEME)):
            self._fault("link-address", begins, target=href)
        else:
            self._fault("link-target", begins, target=href)

    def _words(self, link: SyntaxTreeNode) -> Iterator[str]:
        """Give the words of a link; its emphasis is dropped, other markup in it refused."""
        for node in link.walk(include_self=False):
            if node.type in {"text", "text_special"}:
                at = self._pass(node.markup or node.content)
                if node.type == "text":
                    for _, index, mark in leftovers(node.content):
                        self._fault("markup-not-allowed", at + index, markup=mark)
                yield node.content
            elif node.type in {"softbreak", "hardbreak"}:
                yield " "
            elif node.type not in {"em", "strong"}:
                self._fault("markup-not-allowed", markup=_excerpt(node))


class _Line:
    """The words of a line as they are printed, and where in the author's text each stands."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._places: list[tuple[int, int]] = []
        self._length = 0

    def add(self, words: str, offset: int) -> None:
        """Note words that are printed, and where they were written."""
        self.words.append(words)
        self._places.append((self._length, offset))
        self._length += len(words)

    def in_word(self) -> bool:
        """Tell whether the last character is part of a word or a number."""
        return bool(self.words) and self.words[-1][-1:].isalnum()

    def place(self, index: int) -> int:
        """Tell where a character of the words was written."""
        start, offset = self._places[bisect_right(self._places, (index, sys.maxsize)) - 1]
        return offset + index - start


def _content(node: SyntaxTreeNode) -> str:
    return "".join(inner.content for inner in node.walk(include_self=False))


def _held(setting: re.Match[str]) -> str:
    return HELD * len(setting[0])


def _excerpt(node: SyntaxTreeNode) -> str:
    names = {"fence": "```", "code_block": "    ...", "hr": "---", "blockquote": "> ..."}
    names["code_inline"] = "`...`"
    if node.type == "image":
        return "![...](...)"
    return names.get(node.type) or (node.content or node.type).strip().splitlines()[0][:40]


def _with_settings(text: str) -> Iterator[Inline]:
    at = 0
    for match in SETTING.finditer(text):
        if match.start() > at:
            yield Text(text[at : match.start()])
        yield Setting(match[1])
        at = match.end()
    if at < len(text):
        yield Text(text[at:])


def _depth(line: str) -> int:
    """Tell how far a line is indented."""
    return len(line) - len(line.lstrip())
