"""A record -> what it refers to (records, settings), its parts, and all that it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.richtext import RecordLink, RichText, Setting, to_words, walk
from generator.model.fields import Model, Part, Reference, slots

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


def parts(whole: Model) -> Iterator[tuple[str, Part]]:
    """Yield every item of every list of a record, with the name of the list.

    By its id others can refer to it.
    """
    yield from ((name, part) for _, name, part in placed_parts(whole))


def placed_parts(whole: Model, location: Location = ()) -> Iterator[tuple[Location, str, Part]]:
    """Yield the same, each with where it is: (where, name of the list, item)."""
    for name, slot in slots(type(whole)).items():
        if slot.model:
            for where, inner in _parts(getattr(whole, name), (*location, name)):
                if isinstance(inner, Part):
                    yield where, name, inner
                yield from placed_parts(inner, where)


def texts(part: Model, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield everything that a record says: (where, the words)."""
    for name, slot in slots(type(part)).items():
        value = getattr(part, name)
        where = (*location, name)
        if isinstance(value, RichText):
            yield where, to_words(value)
        elif slot.words and isinstance(value, str):
            yield where, value
        elif slot.model:
            for nested, inner in _parts(value, where):
                yield from texts(inner, nested)


def _parts(value: object, where: Location) -> Iterator[tuple[Location, Model]]:
    if isinstance(value, Model):
        yield where, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield (*where, index), item
