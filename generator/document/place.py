"""Document -> document for one output: what the other alone shows, and what is empty, is gone.

Promises stand in it in the words for its reader, and what it quotes as it is said there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.document import (
    Columns,
    Compared,
    Definitions,
    Figure,
    Film,
    Form,
    Items,
    Line,
    Links,
    Notice,
    Only,
    Outside,
    Pictogram,
    Promise,
    Prose,
    Quoted,
    Section,
    Sketch,
    Statements,
    Steps,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Protocol

    from generator.document import Block, Document, Output

    class Bank(Protocol):
        """What is known beyond the document."""

        def has(self, record_id: str) -> bool:
            """Tell whether a record is in the bank now."""

        def promise(self, promise_id: str) -> Notice:
            """Give a promise in the words for whoever reads the document."""

        def quoted(self, block: Quoted) -> Steps | Items | Statements:
            """Give a block with what it quotes."""

        @property
        def compared(self) -> bool:
            """Tell whether the records of this kind are laid side by side somewhere."""


def place(document: Document, output: Output, bank: Bank) -> Document:
    """Leave out what this output does not show, and give each section its whole anchor.

    A section of which nothing is left goes with its heading, so no kind asks whether a field
    is written. Raises TypeError for a block that is none of the tree's.
    """
    return replace(document, blocks=tuple(_placed(document.blocks, output, bank, "")))


def anchor(section_id: str) -> str:
    """Give the anchor of a section by its id, a field's name or ``field.key``.

    A key holds no underscore and no dot, so no path is that of another, nor one of the
    frame's own anchors, which begin with an underscore.
    """
    return section_id.replace("_", "-")


def _placed(blocks: Iterable[Block], output: Output, bank: Bank, path: str) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Only):
            if output.shows(block.output):
                yield from _placed(block.blocks, output, bank, path)
            continue
        placed = _inside(block, output, bank, path)
        if _says_something(placed, bank):
            yield placed


def _inside(block: Block, output: Output, bank: Bank, path: str) -> Block:
    match block:
        case Section():
            return _section(block, output, bank, path)
        case Steps(rows):
            return replace(block, rows=tuple(_section(row, output, bank, path) for row in rows))
        case Columns(inner):
            return replace(block, blocks=tuple(_placed(inner, output, bank, path)))
        case Links(ids):
            return replace(block, ids=tuple(name for name in ids if bank.has(name)))
        case Promise(name):
            return bank.promise(name)
        case Quoted():
            return _inside(bank.quoted(block), output, bank, path)
    return block


def _section(block: Section, output: Output, bank: Bank, path: str) -> Section:
    whole = path + anchor(block.id)
    inner = tuple(_placed(block.blocks, output, bank, f"{whole}."))
    return replace(block, id=whole, blocks=inner)


def _says_something(block: Block, bank: Bank) -> bool:
    match block:
        case (
            Prose(content)
            | Line(content)
            | Notice(content)
            | Outside(url=content)
            | Pictogram(content)
            | Sketch(drawing=content)
        ):
            return bool(content)
        case Items(content) | Form(content) | Definitions(content) | Links(content):
            return bool(content)
        case Film(content) | Table(rows=content) | Statements(rows=content) | Figure(items=content):
            return bool(content)
        case Section(blocks=content) | Columns(content) | Steps(content):
            return bool(content)
        case Compared():
            return bank.compared
    message = f"no block of a document: {type(block).__name__}"
    raise TypeError(message)
