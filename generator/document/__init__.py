"""What a record says: a tree of frozen blocks, without a format.

A kind makes it of a record, once; every renderer shows the same tree. Text in it is in the
record's own language, or a message of the interface, which the renderer says in that language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from generator.document.richtext import RichText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Message:
    """Words of the interface, by their id in the catalogues of ``locale``, with their values."""

    id: str
    values: tuple[tuple[str, str], ...] = ()


def msg(message_id: str, **values: str) -> Message:
    """Make a message; by this name the catalogues' tests find which ids there must be."""
    return Message(message_id, tuple(values.items()))


Text = str | RichText | Message


class Output(Enum):
    """What a document is made into: what is read on a screen, what is printed.

    What is printed to be written on with a pen holds all that is printed, and sheets of its own.
    """

    SCREEN = "screen"
    PAPER = "paper"
    PEN = "pen"

    def shows(self, other: Output) -> bool:
        """Tell whether it shows what stands in a document for an output alone."""
        return self is other or (self is Output.PEN and other is Output.PAPER)


UNWANTED = "unwanted"
"""Of a notice of clients' data: none is to be written."""
ABREAST = 3
"""So many columns stand side by side on a sheet and leave room for a hand."""

# --- blocks ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of any length."""

    text: RichText


@dataclass(frozen=True, slots=True)
class Line:
    """A short text in a role: ``lead``, ``when``, ``goal``."""

    text: Text
    role: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of phrases; ``drawings`` are the keys of what stands beside each symbol."""

    items: tuple[RichText, ...]
    style: Literal["bullets", "numbers", "checklist", "questions", "symbols"] = "bullets"
    drawings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definitions:
    """Titles, each with what it means."""

    rows: tuple[tuple[Text, Text], ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; the cell at ``row_head`` heads its row. ``narrow`` are short columns.

    In ``low`` rows nothing is written by hand.
    """

    caption: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    row_head: int = 0
    narrow: tuple[int, ...] = ()
    low: tuple[int, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """Leads to other records by their ids, as cards or as a list; what is left out is passed."""

    ids: tuple[str, ...]
    style: Literal["list", "cards"] = "list"


@dataclass(frozen=True, slots=True)
class Outside:
    """Leads out of the bank, to a whole address."""

    title: Text
    url: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Leads to the page that lays the records of the kind side by side, when there is one."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing of named items in a shape, and so the same in words.

    A ``ring`` stands around its ``centre``, a ``clock`` goes round it clockwise; a ``grid``
    and a ``path`` are numbered.
    """

    id: str
    shape: Literal["ring", "clock", "grid", "path"]
    title: Message
    items: tuple[str, ...]
    centre: Message | None = None


@dataclass(frozen=True, slots=True)
class Pictogram:
    """One of the bank's own drawings, by its key, beside the words that it goes with.

    Where it shows what they do not say, it is ``heard`` as well.
    """

    id: str
    heard: bool = False


@dataclass(frozen=True, slots=True)
class Film:
    """The film of the record, if there is one: its chapters; otherwise blocks in its stead.

    A chapter begins at a second, told as a clock tells it too, and has a title.
    """

    chapters: tuple[tuple[int, str, str], ...]
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Words at a place of a sketch, or a room of this width and height under them, for writing."""

    id: str
    text: str
    x: int
    y: int
    width: int = 0
    height: int = 0
    anchor: Literal["start", "middle", "end"] = "start"

    @property
    def is_room(self) -> bool:
        """Tell whether it is a room for writing."""
        return bool(self.width and self.height)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A drawing of the bank's own, of a sheet's size, by its key, and the words in it."""

    id: str
    drawing: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """What must not be passed over; ``role`` tells what it is about."""

    text: Text
    title: Text = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise, by its id: what stands in the one table of promises, in the reader's words."""

    id: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Items of lists in other records, by their ids: what they say there stands in ``into``.

    ``among`` is the name of the lists, ``kind`` that of the records.
    """

    kind: str
    among: str
    ids: tuple[str, ...]
    into: Steps | Items | Statements


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form; its type tells what is filled in. A signature's title may be rich.

    ``ids`` are those of its choices, ``drawings`` the keys of what stands beside each.
    """

    id: str
    title: Text
    type: Literal["line", "text", "date", "checkboxes", "table", "space", "signature"]
    hint: Text = ""
    rows: int = 1
    choices: tuple[RichText, ...] = ()
    example: RichText = RichText()  # noqa: RUF009 - frozen
    ids: tuple[str, ...] = ()
    required: bool = False
    drawings: tuple[str, ...] = ()

    @property
    def rows_of_columns(self) -> tuple[tuple[int, ...], ...]:
        """Part the columns of a table, by their numbers, where a hand needs them below another.

        Of as few and as equal rows as can be.
        """
        count = len(self.choices)
        rows = -(-count // ABREAST)
        begins = [-(-count * row // rows) for row in range(rows + 1)] if rows else []
        return tuple(tuple(range(*part)) for part in pairwise(begins))


@dataclass(frozen=True, slots=True)
class Form:
    """Fields to fill in."""

    fields: tuple[Field, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something to weigh, and the items of other records that it rests on: kind and ids."""

    text: Text
    kind: str = ""
    parts: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements to weigh on a scale, under the name of what they are."""

    head: Text
    rows: tuple[Statement, ...]
    scale: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading.

    ``id`` is the field's name or ``field.key``, from the YAML; its anchor is the path of ids
    that leads to it. It takes ``minutes``, or its steps do in ``total``, from a time by the
    ``clock`` to another if they are known, and may begin on a ``day`` counted from a first one.
    ``own_sheet`` begins a sheet of its own on paper; what is ``folded`` opens on a screen.
    """

    id: str
    title: Text
    blocks: tuple[Block, ...] = ()
    number: int = 0
    minutes: int = 0
    total: int = 0
    day: int = 0
    note: Text = ""
    role: str = ""
    own_sheet: bool = False
    folded: bool = False
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """Sections in a row, one step each.

    Numbered, of an agenda with its clock, to be ticked, on a wall, or cards that are dealt.
    """

    rows: tuple[Section, ...]
    style: Literal["steps", "agenda", "tasks", "principles", "cards"] = "steps"


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side, where there is room."""

    blocks: tuple[Block, ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Only:
    """Blocks for one output alone, since the others say the same in another way."""

    output: Output
    blocks: tuple[Block, ...]


Block = (
    Prose
    | Line
    | Items
    | Definitions
    | Table
    | Links
    | Outside
    | Compared
    | Figure
    | Pictogram
    | Sketch
    | Film
    | Notice
    | Promise
    | Quoted
    | Form
    | Statements
    | Section
    | Steps
    | Columns
    | Only
)


@dataclass(frozen=True, slots=True)
class Document:
    """All that a record says of its own.

    ``lead`` are its first words, beside its title. ``frame`` is the frame that it stands in on
    a page.
    """

    blocks: tuple[Block, ...]
    lead: Text = ""
    frame: str = "record"


def document(*blocks: Block, lead: Text = "", frame: str = "record") -> Document:
    """Make a document of these blocks."""
    return Document(blocks, lead, frame)


def section(  # noqa: PLR0913 - one for each field of a section
    section_id: str,
    title: Text,
    *blocks: Block,
    number: int = 0,
    minutes: int = 0,
    total: int = 0,
    day: int = 0,
    note: Text = "",
    role: str = "",
    own_sheet: bool = False,
    folded: bool = False,
    clock: str = "",
) -> Section:
    """Make a section of these blocks; its id is a field's name, or ``field.key``."""
    return Section(
        section_id,
        title,
        blocks,
        number,
        minutes,
        total,
        day,
        note,
        role,
        own_sheet,
        folded,
        clock,
    )


def sections(blocks: Iterable[Block]) -> Iterator[Section]:
    """Give the sections among blocks, also those that stand side by side; none in another."""
    for block in blocks:
        if isinstance(block, Section):
            yield block
        elif isinstance(block, Columns):
            yield from sections(block.blocks)


def alone(document: Document, part: str) -> Document:
    """Give sections of a document alone, by their ids with a space between; without any, all."""
    if not part:
        return document
    found = (each for each in sections(document.blocks) if each.id in part.split())
    return Document(tuple(found))


def sheets(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[tuple[Block, ...], ...]]:
    """Part blocks where sheets of their own begin: the first sheets, then the others."""
    first: list[Block] = []
    own: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, Section) and block.own_sheet:
            own.append([])
        (own[-1] if own else first).append(block)
    return tuple(first), tuple(map(tuple, own))


def every(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give every block, and all that stand in it, in reading order."""
    for block in blocks:
        yield block
        yield from every(getattr(block, "blocks", ()))
        if isinstance(block, Steps):
            yield from every(block.rows)


def pictograms(blocks: Iterable[Block]) -> Iterator[str]:
    """Give the key of every drawing of the bank's own that stands among blocks, once."""
    found: dict[str, None] = {}
    for block in every(blocks):
        if isinstance(block, Pictogram):
            found[block.id] = None
        elif isinstance(block, Items):
            found |= dict.fromkeys(block.drawings)
        elif isinstance(block, Form):
            found |= {key: None for field in block.fields for key in field.drawings if key}
    yield from found


def is_filled_in(document: Document) -> bool:
    """Tell whether something in a document is to be filled in on paper."""
    shown = (block for block in document.blocks if getattr(block, "output", None) != Output.SCREEN)
    for block in every(shown):
        if isinstance(block, Form) and block.fields:
            return True
        if isinstance(block, Statements) and block.rows:
            return True
        if isinstance(block, Quoted) and block.ids and isinstance(block.into, Statements):
            return True
    return False


def screen(*blocks: Block) -> Only:
    """Give blocks for the screen alone."""
    return Only(Output.SCREEN, blocks)


def paper(*blocks: Block) -> Only:
    """Give blocks for paper alone."""
    return Only(Output.PAPER, blocks)


def pen(*blocks: Block) -> Only:
    """Give blocks for paper on which one writes with a pen, alone."""
    return Only(Output.PEN, blocks)
