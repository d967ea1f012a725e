"""A record -> what it refers to: other records, in fields and texts, and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.kinds.base import Model, Reference, slots
from generator.richtext import RecordLink, RichText, Setting, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

Location = tuple[str | int, ...]


def references(part: Model, location: Location = ()) -> Iterator[tuple[Location, Reference, str]]:
    """Yield every reference of a record, also those in its texts: (where, to what kind, id)."""
    for name, slot in slots(type(part)).items():
        value = getattr(part, name)
        where = (*location, name)
        if isinstance(value, RichText):
            for node in walk(value):
                if isinstance(node, RecordLink):
                    yield where, Reference(), node.target
        elif slot.reference and isinstance(value, str):
            yield where, slot.reference, value
        elif slot.reference and isinstance(value, tuple):
            for index, item in enumerate(value):
                yield (*where, index), slot.reference, item
        elif slot.model:
            for nested, inner in _parts(value, where):
                yield from references(inner, nested)


def settings_used(part: Model, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield every setting that a record's texts name: (where, key)."""
    for name, slot in slots(type(part)).items():
        value = getattr(part, name)
        where = (*location, name)
        if isinstance(value, RichText):
            yield from ((where, node.key) for node in walk(value) if isinstance(node, Setting))
        elif slot.model:
            for nested, inner in _parts(value, where):
                yield from settings_used(inner, nested)


def _parts(value: object, where: Location) -> Iterator[tuple[Location, Model]]:
    if isinstance(value, Model):
        yield where, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield (*where, index), item
