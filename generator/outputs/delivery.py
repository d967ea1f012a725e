"""Library -> what is handed on to whoever publishes for families: each material, and its files.

The files themselves are taken from a collection, which an address fills beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.bank.library import ORIGINAL, address
from generator.bank.lookup import Words
from generator.interface import NAMES
from generator.kinds import kinds
from generator.kinds.page import COLLECTION
from generator.outputs.view import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.bank.library import Library
    from generator.document import Message
    from generator.formats import Format
    from generator.model.kind import Kind
    from generator.model.record import Record
    from generator.outputs.view import Place
    from generator.source.validate import Edition


@dataclass(frozen=True, slots=True)
class Delivered:
    """A material: its page in each language, and what its files are called.

    With each file stand the only languages that have it, unless all have it.
    """

    title: Words
    pages: tuple[Link, ...]
    files: tuple[tuple[str | Message, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """Materials of a kind, and the address that collects them; empty without a collection.

    ``id`` is the anchor of its heading.
    """

    id: str
    title: Words
    collection: str
    materials: tuple[Delivered, ...]


def delivery(library: Library, place: Place) -> tuple[Delivery, ...]:
    """Give by kind all that speaks to a family or a child and is in use."""
    return tuple(
        Delivery(
            f"_of-{kind.name}",
            Words(kind.many[place.language], place.language),
            _collected(library, place, editions),
            tuple(_delivered(library, place, edition) for edition in editions),
        )
        for kind in kinds().values()
        if kind.listed and kind.shapes and (editions := tuple(_for_families(library, kind)))
    )


def _for_families(library: Library, kind: Kind[Record]) -> Iterator[Edition[Record]]:
    for edition in library.of_kind(kind, ORIGINAL):
        readers = set(library.readers(edition.record.audience))
        if edition.record.state != "withdrawn" and readers != {"professional"}:
            yield edition


def _delivered(library: Library, place: Place, edition: Edition[Record]) -> Delivered:
    editions = tuple(library.translations(edition.kind.name, edition.record.id))
    pages = tuple(
        Link(Words(NAMES[each.language], each.language), place.url(address(each)))
        for each in editions
    )
    there: dict[Format, list[str]] = {}
    for each in editions:
        for made in _files(library, each):
            there.setdefault(made, []).append(NAMES[each.language])
    files = tuple(
        (made.title, tuple(names) if len(names) < len(editions) else ())
        for made, names in there.items()
    )
    return Delivered(Words(edition.record.title, edition.language), pages, files)


def _files(library: Library, edition: Edition[Record]) -> Iterator[Format]:
    """Give the formats that a reader may have of a record, not those of a press or of makers."""
    for made in edition.kind.shapes:
        there = not made.filmed or edition.path in library.films
        if there and made.use != "press" and not made.makers and edition.makes(made):
            yield made


def _collected(library: Library, place: Place, editions: Iterable[Edition[Record]]) -> str:
    target = place.target(COLLECTION)
    ids = (
        f"{each.record.id}.{each.language}"
        for edition in editions
        for each in library.translations(edition.kind.name, edition.record.id)
    )
    return f"{target.url}#ids={','.join(ids)}" if target else ""
