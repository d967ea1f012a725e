"""The whole bank -> its finder: by what it is filtered, and what a filter shows, as a page's data.

A record bears marks, one for each choice that holds of it: its kind, whom it is for. Choices of
one facet add to each other, facets narrow each other; ``assets/finder.js`` counts by the marks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.alphabet import alphabetical
from generator.bank.library import address
from generator.bank.lookup import Lookup, Words
from generator.bank.plan import BY_LANGUAGE, PLAIN, Finder, language_address
from generator.document import msg
from generator.formats import PREVIEW
from generator.interface import LANGUAGE_NOTES, said
from generator.kinds import kinds, tables
from generator.outputs.overview import kind_link
from generator.outputs.view import Link, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.bank.library import Library
    from generator.bank.lookup import Answers
    from generator.bank.plan import Plan
    from generator.document import Message
    from generator.formats import File
    from generator.model.record import Record
    from generator.outputs.view import CardLink
    from generator.source.validate import Edition

AT_FIRST = 8
"""So many cards stand on the page before anything is asked of it."""
DATA = "finder.json"
KIND = {"fi": "laji", "sv": "slag"}
LANGUAGE = {"fi": "kieli", "sv": "sprak"}
FORMAT = {"fi": "muoto", "sv": "format"}
ORDER = {"fi": "jarjestys", "sv": "ordning"}
BY_NAME = {"fi": "nimi", "sv": "namn"}

Mark = tuple[str, str]
"""A facet's name and the value of a choice."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: its list where it has one, its number among all, how many bear it."""

    value: str
    link: Link
    number: int
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """By what is filtered: its name in the page's address, its title, its choices."""

    name: str
    title: str | Message
    choices: tuple[Choice, ...]

    @property
    def listed(self) -> bool:
        """Tell whether its choices have lists, so that it serves without a script as well."""
        return any(choice.link.url for choice in self.choices)


@dataclass(frozen=True)
class Found:
    """The finder of a language, at the place of its page."""

    listing: Finder
    library: Library
    place: Place
    files: Mapping[str, tuple[File, ...]]

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """Every facet of which there is anything to choose, numbered through."""
        counts: dict[Mark, int] = {}
        for marks in self._marks:
            for mark in marks:
                counts[mark] = counts.get(mark, 0) + 1
        made: list[Facet] = []
        number = 0
        for name, title, links in self._known():
            there = [(value, link) for value, link in links if (name, value) in counts]
            choices = tuple(
                Choice(value, link, number + at, counts[name, value])
                for at, (value, link) in enumerate(there)
            )
            number += len(choices)
            if choices:
                made.append(Facet(name, title, choices))
        return tuple(made)

    @property
    def total(self) -> int:
        """How many materials there are."""
        return len(self.listing.editions)

    @property
    def order(self) -> tuple[str, str]:
        """How the page's address says the order: its name, and its value by name."""
        return ORDER[self.place.language], BY_NAME[self.place.language]

    @cached_property
    def first(self) -> tuple[CardLink, ...]:
        """The cards that stand on the page from the first: the newest."""
        return tuple(map(self._card, self.listing.editions[:AT_FIRST]))

    def data(self) -> bytes:
        """Give what the page's script asks: every record as a short row, in equal bytes."""
        numbers = {
            (facet.name, choice.value): choice.number
            for facet in self.facets
            for choice in facet.choices
        }
        titles = [edition.record.title for edition in self.listing.editions]
        rows = [
            self._row(self._card(edition), [numbers[mark] for mark in marks])
            for edition, marks in zip(self.listing.editions, self._marks, strict=True)
        ]
        told = {
            "size": PREVIEW.size,
            "names": sorted(range(len(titles)), key=lambda at: alphabetical(titles[at])),
            "rows": rows,
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    def _card(self, edition: Edition[Record]) -> CardLink:
        # A plain twin stands here by itself.
        return replace(self.place.cards((edition.record.id,))[0], twin=None)

    def _row(self, card: CardLink, marks: list[int]) -> list[object]:
        seen = card.seen
        summary = card.summary.text if card.summary else ""
        row: list[object] = [card.title.text, card.url, card.kind_title, summary, marks]
        if seen is None:
            return row
        return [
            *row,
            seen.picture.removeprefix(card.url),
            seen.facts,
            [
                [link.title.language, link.title.text, link.url, self._note(link.title)]
                for link in seen.elsewhere
            ],
            *([seen.size] if seen.size != PREVIEW.size else []),
        ]

    def _note(self, title: Words) -> str:
        return f"({said(LANGUAGE_NOTES[title.language], self.place.language)})"

    @cached_property
    def _marks(self) -> tuple[tuple[Mark, ...], ...]:
        return tuple(tuple(self._of(edition)) for edition in self.listing.editions)

    def _of(self, edition: Edition[Record]) -> Iterator[Mark]:
        record, language = edition.record, self.place.language
        yield KIND[language], edition.kind.address[language]
        for table in tables().values():
            if table.gathers:
                for name in table.gathers(record):
                    yield table.address[language], name
        for each in self.library.translations(edition.kind.name, record.id):
            yield LANGUAGE[language], each.language
        if record.plain_of:
            yield LANGUAGE[language], PLAIN
        for name in dict.fromkeys(_format(file) for file in self._beside(edition)):
            yield FORMAT[language], name

    def _beside(self, edition: Edition[Record]) -> tuple[File, ...]:
        found = self.files.get(address(edition), ())
        return tuple(f for f in found if not f.format.part and f.format.use != "press")

    def _known(self) -> Iterator[tuple[str, str | Message, list[tuple[str, Link]]]]:
        """Name each facet, and each value that it may have with where its list is."""
        language = self.place.language
        yield (
            KIND[language],
            msg("What it is"),
            [
                (kind.address[language], kind_link(self.library, self.place, kind))
                for kind in kinds().values()
                if kind.listed
            ],
        )
        for table in tables().values():
            if table.gathers:
                ids = [found.entry.id for found in self.library.all_entries(table, language)]
                links = self.place.names(table.name, ids)
                yield (
                    table.address[language],
                    table.many[language],
                    list(zip(ids, links, strict=True)),
                )
        yield LANGUAGE[language], msg("Language"), list(self._languages())
        files = (file for edition in self.listing.editions for file in self._beside(edition))
        named = {_format(file): file.format.title for file in files}
        yield (
            FORMAT[language],
            msg("Format"),
            [(name, Link(Words(self._said(title), language))) for name, title in named.items()],
        )

    def _languages(self) -> Iterator[tuple[str, Link]]:
        language = self.place.language
        for value in (*self.library.languages, PLAIN):
            title = said(BY_LANGUAGE[value], language)
            yield (
                value,
                Link(Words(title, language), self.place.url(language_address(value, language))),
            )

    def _said(self, title: str | Message) -> str:
        return title if isinstance(title, str) else said(title, self.place.language)


def finder_data(
    plan: Plan,
    library: Library,
    answers: Mapping[str, Answers],
    files: Mapping[str, tuple[File, ...]],
) -> dict[str, bytes]:
    """Give the data of each language's finder by its path below the site."""
    made = {}
    for job in plan.listings:
        if isinstance(job.subject, Finder):
            here = job.subject.address
            place = Place(Lookup(answers[job.language].knowing(files)), here)
            made[here + DATA] = Found(job.subject, library, place, files).data()
    return made


def _format(file: File) -> str:
    return file.format.name
