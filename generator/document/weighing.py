"""Document for paper -> what of it is weighed on a scale, of which a picture is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.document import Section, Statements, Table, every

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.document import Document, Statement, Text


@dataclass(frozen=True, slots=True)
class Side:
    """A side of the work: its anchor, its title, what it is about, what is weighed of it."""

    id: str
    title: Text
    blocks: tuple[object, ...]
    rows: tuple[Statement, ...]
    scale: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The sides of a measure, and what each value of its scale means and leads to."""

    sides: tuple[Side, ...]
    meanings: tuple[tuple[Text, ...], ...]


def to_weigh(document: Document) -> Weighed | None:
    """Give what is weighed; None when nothing is, or nobody tells what the values mean."""
    sides = tuple(_sides(document))
    tables = (each for each in every(document.blocks) if isinstance(each, Table))
    scale = next((table for table in tables if table.role == "scale"), None)
    return Weighed(sides, scale.rows) if sides and scale else None


def _sides(document: Document) -> Iterator[Side]:
    for each in every(document.blocks):
        if isinstance(each, Section) and each.role == "dimension":
            found = [block for block in each.blocks if isinstance(block, Statements)]
            about = tuple(block for block in each.blocks if block not in found)
            rows = tuple(row for block in found for row in block.rows)
            if rows:
                yield Side(each.id, each.title, about, rows, found[0].scale)
