"""Library -> coverage: for each element and kind, what there is and what is lacking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.bank.library import ORIGINAL
from generator.bank.lookup import Words
from generator.document import msg
from generator.formats import PAGE
from generator.interface import said
from generator.kinds import kinds
from generator.kinds.audience import TABLE as AUDIENCE
from generator.kinds.coordination import KIND as COORDINATION
from generator.kinds.role import TABLE as ROLE
from generator.outputs.templating import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.bank.library import Library
    from generator.formats import Format
    from generator.model.kind import E, Kind, R, Table
    from generator.model.record import Record
    from generator.source.validate import Edition

PLAIN = "plain"
WORDS = {
    "audience": msg("For whom"),
    "language": msg("Languages"),
    "format": msg("Formats"),
    "role": msg("Roles"),
    "all": msg("All"),
    "none": msg("none"),
    "plain": msg("Plain Finnish"),
    "fi": msg("Finnish"),
    "sv": msg("Swedish"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An element or a kind, how many records it has, and how many for each column."""

    title: str
    all: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One side of the coverage: its columns, the rows of elements, the rows of kinds.

    ``id`` is the anchor of its heading.
    """

    id: str
    title: str
    columns: tuple[str | Words, ...]
    elements: tuple[Row, ...]
    kinds: tuple[Row, ...]

    @property
    def groups(self) -> tuple[tuple[Row, ...], ...]:
        """The two groups of rows, of which an empty one is left out."""
        return tuple(rows for rows in (self.elements, self.kinds) if rows)


def coverage(library: Library, language: str) -> tuple[Matrix, ...]:
    """Count by audience, language, format and role; what is withdrawn does not count."""
    words = _words(language)
    elements = dict(_elements(library, language))
    by_kind = dict(_kinds(library, language))
    return tuple(
        Matrix(
            f"_of-{name}",
            words[name],
            tuple(columns.values()),
            tuple(_rows(elements, tuple(columns), name, library)),
            tuple(_rows(by_kind, tuple(columns), name, library)),
        )
        for name, columns in _sides(library, language, words)
    )


def coverage_text(library: Library) -> str:
    """Write the coverage as text, a table below another, in Finnish as the bank's words are."""
    words = _words(ORIGINAL)
    return "\n".join(_table(matrix, words) for matrix in coverage(library, ORIGINAL))


def _table(matrix: Matrix, words: Mapping[str, str]) -> str:
    names = [words["all"], *(plain(column, ORIGINAL) for column in matrix.columns)]
    lines = [
        (row.title, *(str(count) if count else words["none"] for count in (row.all, *row.counts)))
        for rows in matrix.groups
        for row in rows
    ]
    return table_text(matrix.title, names, lines)


def table_text(title: str, names: Sequence[str], lines: Sequence[tuple[str, ...]]) -> str:
    """Write a table as text; each line begins with its name, and has a cell for each column.

    A column is as wide as what stands in it; its name is told above, by its number.
    """
    first = max((len(line[0]) for line in lines), default=0)
    named = (f"  {number} {name}" for number, name in enumerate(names, start=1))
    numbers = [str(number) for number in range(1, len(names) + 1)]
    width = max(len(cell) for line in lines for cell in line[1:]) + 2 if lines else 2
    table = (
        line[0].ljust(first) + "".join(cell.rjust(width) for cell in line[1:])
        for line in (("", *numbers), *lines)
    )
    return "\n".join((title, *named, *table, ""))


def _sides(
    library: Library, language: str, words: Mapping[str, str]
) -> Iterator[tuple[str, Mapping[str, str | Words]]]:
    """Yield each side with its columns: key and title."""
    languages = {name: words[name] for name in library.by_kind}
    formats = dict.fromkeys(made for kind in kinds().values() for made in _formats(kind))
    yield "audience", dict(_titles(library, AUDIENCE, language))
    yield "language", languages | {PLAIN: words[PLAIN]}
    yield "format", {made.name: plain(made.title, language) for made in formats}
    yield "role", dict(_titles(library, ROLE, language))


def _titles(library: Library, table: Table[E], language: str) -> Iterator[tuple[str, Words]]:
    for found in library.all_entries(table, language):
        yield found.entry.id, Words(found.entry.title, found.language)


def _formats(kind: Kind[R]) -> tuple[Format, ...]:
    """Give what every record of a kind can be had as; a film is made by hand, where it is."""
    made = (*(handout.format for handout in kind.handouts), *kind.texts)
    shown = (each for each in made if each.use != "press" and not (each.filmed or each.makers))
    return (PAGE, *shown)


def _elements(library: Library, language: str) -> Iterator[tuple[str, list[Edition[Record]]]]:
    """Give what the tasks of each element of support and coordination lead to."""
    for edition in library.of_kind(COORDINATION, language):
        for number, element in enumerate(edition.record.elements, start=1):
            names = {name for task in element.tasks for name in task.materials}
            found = (library.record(name, ORIGINAL) for name in sorted(names))
            there = [each for each in found if each]
            yield f"{number}. {element.title}", list(_in_use(there))


def _kinds(library: Library, language: str) -> Iterator[tuple[str, list[Edition[Record]]]]:
    for kind in kinds().values():
        if kind.listed:
            yield kind.many[language], list(_in_use(library.of_kind(kind, ORIGINAL)))


def _in_use(editions: Iterable[Edition[Record]]) -> Iterator[Edition[Record]]:
    return (edition for edition in editions if edition.record.state != "withdrawn")


def _rows(
    groups: Mapping[str, list[Edition[Record]]],
    columns: tuple[str, ...],
    side: str,
    library: Library,
) -> Iterator[Row]:
    for title, editions in groups.items():
        had = [_had(edition, side, library) for edition in editions]
        counts = tuple(sum(1 for names in had if column in names) for column in columns)
        yield Row(title, len(editions), counts)


def _had(edition: Edition[Record], side: str, library: Library) -> tuple[str, ...]:
    """Tell the columns of a side in which a record counts."""
    record = edition.record
    if side == "audience":
        return record.audience
    if side == "role":
        return record.roles
    if side == "format":
        return tuple(made.name for made in _formats(edition.kind) if edition.makes(made))
    twin = library.plain_twins.get(record.id)
    languages = tuple(
        other.language for other in library.translations(edition.kind.name, record.id)
    )
    return (*languages, PLAIN) if record.plain_of or twin else languages


def _words(language: str) -> dict[str, str]:
    return {name: said(words, language) for name, words in WORDS.items()}
