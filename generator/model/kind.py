"""What a kind of records, or a table of entries, declares about itself.

A kind is one module of ``kinds``: a frozen model of its records and a ``KIND``. A table is one as
well: a model of its entries and a ``TABLE``. Their sources carry the module's name, so nothing
else is edited.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    Literal,
    TypeVar,
)

from generator.model.record import Entry, Finding, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.document import Document, Message
    from generator.formats import Format

R = TypeVar("R", bound=Record)
E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Handout:
    """A file made of a record: in a format, in a frame, on a set number of sheets or any.

    ``sheets`` may be worked out from the record. ``sources`` tells that what it leans on is
    named on it. It begins with a list of its contents when it has at least as many sections as
    ``contents`` tells, if that is set. ``pictures`` are made of its first side, beside the look
    that every A4 has.
    """

    format: Format
    frame: str = "handout"
    sheets: int | Callable[[Any], int] | None = None
    sources: bool = True
    contents: int = 0
    pictures: tuple[Format, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A field that is told under a heading of its own."""

    field: str
    title: Message


@dataclass(frozen=True, slots=True)
class Comparison:
    """A page that lays all records of a kind side by side, chapter by chapter.

    ``address`` is whole, below the root of the language's site.
    """

    address: Mapping[str, str]
    title: Mapping[str, str]
    intro: Mapping[str, str]


FINDER = "finder"
"""The page of the whole bank; what stands under it is a list that it leads to."""
EVERY_OMITS = {
    "paper:changes.text": "paper bears its version; what changed is told on the page",
}
"""What no kind's outputs show, and why, as ``Declared.omits`` tells it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a kind and a table both declare. Words are given by language, Finnish always.

    ``folder`` is ``content`` or ``materials``. ``address`` is the first part of the address of
    its pages. ``order`` is its place among the others. What stands ``under`` a kind is shown on
    that kind's index page, or on the finder, and not in the menu. ``omits`` tells what is said
    in a source and does not stand in an output, and why: by output (``page``, ``paper`` for every
    handout, or a format's name) and field, ``page:changes.text``.
    """

    name: str
    folder: Literal["content", "materials"]
    one: Mapping[str, str]
    many: Mapping[str, str]
    intro: Mapping[str, str]
    order: int
    address: Mapping[str, str]
    under: str = ""
    omits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Declared, Generic[R]):
    """A kind of records, each in a file of its own and with a page.

    ``document`` makes a record's document; ``handouts`` print it, ``texts`` are the formats of
    files beside it that are not documents. Unless they are ``listed``, its records stand on no
    index page. What is ``for_families`` speaks to them first, when it is meant for one.
    ``chapters`` are the fields by which its ``comparison`` goes.
    """

    model: type[R]
    document: Callable[[R], Document]
    handouts: tuple[Handout, ...] = ()
    texts: tuple[Format, ...] = ()
    listed: bool = True
    for_families: bool = False
    chapters: tuple[Chapter, ...] = ()
    comparison: Comparison | None = None

    @property
    def place(self) -> str:
        """The folder of its records' files."""
        return f"{self.folder}/{self.name}/"

    @property
    def shapes(self) -> tuple[Format, ...]:
        """The formats of the files that the page of a record may offer."""
        drawn = (made for each in self.handouts for made in (each.format, *each.pictures))
        return tuple(made for made in (*drawn, *self.texts) if made.label)

    def check(self, record: Record) -> Iterator[Finding]:
        """Yield also what only the kind can tell: of which shapes a record can go without."""
        yield from record.check()
        shapes = [made.name for made in self.shapes]
        for index, name in enumerate(record.without):
            if name not in shapes:
                values = {"given": name[:60], "near": ", ".join(shapes)}
                yield Finding(("without", index), "unknown-shape", values)


@dataclass(frozen=True, slots=True)
class Review:
    """Where an entry tells ``by`` whom it was reviewed, and the hash of the ``words`` it was of.

    The fields that stand ``apart`` tell of the entry and its review; they were not reviewed.
    """

    by: tuple[str, ...]
    words: tuple[str, ...]
    apart: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Declared, Generic[E]):
    """A table of entries, which stand in one file; without an address it only serves others.

    By ``index``, the template of its page, the table is a page, which is given the entries and
    what ``overview`` makes of them together; ``texts`` are the formats of files beside it. A
    table ``gathers`` on a page for each entry the records that name it among these; a table
    ``parts`` long lists by the first entry that a record names among these.
    ``contact`` is the setting that tells whom to ask about it.
    An ``internal`` table is for editors alone. What a jurist must read tells of that ``review``.
    """

    model: type[E]
    internal: bool = False
    review: Review | None = None
    address: Mapping[str, str] = field(default_factory=dict)
    index: str = ""
    contact: str = ""
    overview: Callable[[tuple[E, ...]], object] | None = None
    texts: tuple[Format, ...] = ()
    gathers: Callable[[Record], tuple[str, ...]] | None = None
    parts: Callable[[Record], tuple[str, ...]] | None = None

    @property
    def place(self) -> str:
        """The file of its entries."""
        return f"{self.folder}/{self.name}.yaml"


Known = Kind[Record] | Table[Entry]
"""What a file of the sources may be of."""
