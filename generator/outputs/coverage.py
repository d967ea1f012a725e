"""Library -> coverage: for each element and kind, what there is and what is lacking."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.formats import PAGE
from generator.kinds import kinds
from generator.kinds.base import Record
from generator.kinds.coordination import Coordination
from generator.library import ORIGINAL
from generator.outputs.templating import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.library import Library
    from generator.validate import Edition

PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Row:
    """An element or a kind, how many records it has, and how many for each column."""

    title: str
    all: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One side of the coverage: its columns, the rows of elements, the rows of kinds."""

    title: str
    columns: tuple[str, ...]
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
    head = ("", words["all"], *matrix.columns)
    lines = [
        (row.title, *(str(count) if count else words["none"] for count in (row.all, *row.counts)))
        for rows in matrix.groups
        for row in rows
    ]
    first = max(len(line[0]) for line in (head, *lines))
    # A column is as wide as what stands in it; its name is told above, by its number.
    named = (f"  {number} {name}" for number, name in enumerate(head[1:], start=1))
    numbers = [str(number) for number in range(1, len(head))]
    width = max(len(cell) for line in lines for cell in line[1:]) + 2 if lines else 2
    table = (
        line[0].ljust(first) + "".join(cell.rjust(width) for cell in line[1:])
        for line in (("", *numbers), *lines)
    )
    return "\n".join((matrix.title, *named, *table, ""))


def _sides(
    library: Library, language: str, words: Mapping[str, str]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield each side with its columns: key and title."""
    languages = {name: words[name] for name in library.editions}
    formats = dict.fromkeys(
        name for kind in kinds().values() if not kind.table for name in _formats(kind.name)
    )
    yield "audience", dict(_titles(library, "audience", language))
    yield "language", languages | {PLAIN: words[PLAIN]}
    yield "format", {name: words.get(name, name) for name in formats}
    yield "role", dict(_titles(library, "role", language))


def _titles(library: Library, table: str, language: str) -> Iterator[tuple[str, str]]:
    for name in library.editions[ORIGINAL].get(table, {}):
        if edition := library.entry(table, name, language):
            yield name, edition.record.title


def _formats(kind_name: str) -> tuple[str, ...]:
    kind = kinds()[kind_name]
    handouts = (handout.format.name for handout in kind.handouts)
    return (PAGE.name, *handouts, *(written.name for written in kind.texts))


def _elements(library: Library, language: str) -> Iterator[tuple[str, list[Edition]]]:
    """Give what the tasks of each element of support and coordination lead to."""
    for edition in library.records(language):
        if isinstance(edition.record, Coordination):
            for number, element in enumerate(edition.record.elements, start=1):
                names = {name for task in element.tasks for name in task.materials}
                found = (library.record(name, ORIGINAL) for name in sorted(names))
                yield f"{number}. {element.title}", list(_in_use(found))


def _kinds(library: Library, language: str) -> Iterator[tuple[str, list[Edition]]]:
    for kind in kinds().values():
        if kind.listed and kind.address and not kind.table:
            found = library.editions[ORIGINAL].get(kind.name, {}).values()
            yield kind.many[language], list(_in_use(found))


def _in_use(editions: Iterable[Edition | None]) -> Iterator[Edition]:
    for edition in editions:
        if edition and getattr(edition.record, "state", "") != "withdrawn":
            yield edition


def _rows(
    groups: Mapping[str, list[Edition]], columns: tuple[str, ...], side: str, library: Library
) -> Iterator[Row]:
    for title, editions in groups.items():
        had = [_had(edition, side, library) for edition in editions]
        counts = tuple(sum(1 for names in had if column in names) for column in columns)
        yield Row(title, len(editions), counts)


def _had(edition: Edition, side: str, library: Library) -> tuple[str, ...]:
    """Tell the columns of a side in which a record counts."""
    record = edition.record
    if not isinstance(record, Record):
        return ()
    if side == "audience":
        return record.audience
    if side == "role":
        return record.roles
    if side == "format":
        return _formats(edition.kind.name)
    twin = library.plain_twins.get(record.id)
    languages = tuple(other.language for other in library.translations(edition))
    return (*languages, PLAIN) if record.plain_of or twin else languages


def _words(language: str) -> dict[str, str]:
    text = environment(language).get_template("page/coverage.json.j2").render()
    words: dict[str, str] = json.loads(text)
    return words
