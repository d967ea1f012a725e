"""The bank as a whole, as its home and its index pages tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.bank.library import address, index_address
from generator.bank.lookup import Words
from generator.document import Section
from generator.kinds import kinds
from generator.outputs.coverage import coverage
from generator.outputs.delivery import delivery
from generator.outputs.feed import newest
from generator.outputs.view import Link

if TYPE_CHECKING:
    from generator.bank.library import Library
    from generator.model.kind import Kind
    from generator.model.record import Record
    from generator.outputs.coverage import Matrix
    from generator.outputs.delivery import Delivery
    from generator.outputs.view import CardLink, Place

NEWEST = 5


@dataclass(frozen=True)
class Overview:
    """What there is in the bank, at a place."""

    library: Library
    place: Place

    @cached_property
    def newest(self) -> tuple[CardLink, ...]:
        """The records updated last, by day and then in the bank's order."""
        there = newest(self.library.records(self.place.language))[:NEWEST]
        return tuple(self.place.cards((edition.record.id,))[0] for edition in there)

    @cached_property
    def kinds(self) -> tuple[tuple[Link, int], ...]:
        """Every kind that has records: where they are found, how many there are."""
        language = self.place.language
        return tuple(
            (kind_link(self.library, self.place, kind), len(found))
            for kind in kinds().values()
            if kind.listed and (found := self.library.of_kind(kind, language))
        )

    @cached_property
    def coverage(self) -> tuple[Matrix, ...]:
        """What the bank has and what it lacks."""
        return coverage(self.library, self.place.language)

    @cached_property
    def delivery(self) -> tuple[Delivery, ...]:
        """What is handed on to whoever publishes for families."""
        return delivery(self.library, self.place)

    def lists(self, frame: str) -> tuple[Section, ...]:
        """Give the sections that the frame of a page on the whole bank has below the page's own."""
        match frame:
            case "coverage":
                return tuple(Section(each.id, each.title) for each in self.coverage)
            case "delivery":
                return tuple(Section(each.id, each.title.text) for each in self.delivery)
        return ()

    @cached_property
    def audiences(self) -> tuple[Link, ...]:
        """Every audience for which there is something."""
        wanted = {
            name
            for edition in self.library.records(self.place.language)
            if edition.kind.listed
            for name in edition.record.audience
        }
        known = self.library.ids("audience")
        return self.place.names("audience", (name for name in known if name in wanted))


def kind_link(library: Library, place: Place, kind: Kind[Record]) -> Link:
    """Lead to where the records of a kind are found: its index page, or its only record."""
    only = library.only(kind, place.language)
    where = address(only) if only else index_address(kind.address, place.language)
    return Link(Words(kind.many[place.language], place.language), place.url(where))
