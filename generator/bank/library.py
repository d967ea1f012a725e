"""Records and entries -> library: every id known once, every reference led to something.

The library answers what pages and handouts ask: the edition of a record in a language, its
address, its translations, its plain twin; the entries of a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from generator.alphabet import alphabetical
from generator.document import msg
from generator.document.glossary import Glossary
from generator.kinds import kinds, tables
from generator.kinds.term import TABLE as GLOSSARY
from generator.model.fields import LANGUAGES
from generator.model.references import placed_parts
from generator.model.settings import DEFAULT_BASE_URL, Settings
from generator.problem import Position, Problem, Severity, nearest
from generator.source.load import key_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from generator.kinds.term import Term
    from generator.model.fields import Part, Reference
    from generator.model.kind import E, Kind, R, Table
    from generator.model.record import Entry, Reader, Record
    from generator.model.references import Location
    from generator.picture import Size
    from generator.reel import Film
    from generator.source.validate import Edition, EntryEdition, Validated, Written
    from generator.vector import Vector

ORIGINAL = LANGUAGES[0]
PHASES, MATERIALS = "phases", "materials"
"""The fields of a process: its phases, and what is used in each."""
Held = tuple["Edition[Record]", "Part", "Location"]
"""An item of a list: its record, itself, where it stands."""


@dataclass(frozen=True)
class Library:
    """Everything in the bank by language and id, in the order in which it is presented.

    Records stand by their kind, entries by their table, the sizes of pictures by their paths,
    the shapes of drawings by their ids, films by the paths of their scripts;
    ``heads`` are what translations say of themselves, one a file.
    """

    by_kind: Mapping[str, Mapping[str, Mapping[str, Edition[Record]]]]
    by_table: Mapping[str, Mapping[str, Mapping[str, EntryEdition[Entry]]]]
    settings: Mapping[str, Settings]
    heads: tuple[Written, ...]
    fingerprints: Mapping[str, str]
    pictures: Mapping[str, Size]
    drawings: Mapping[str, Vector]
    films: Mapping[str, Film]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which there is something to read, Finnish first."""
        return tuple(
            language
            for language in self.by_kind
            if language == ORIGINAL or any(self.records(language))
        )

    @property
    def base_url(self) -> str:
        """The address of the site, without a slash at its end."""
        return self.settings_in(ORIGINAL).base_url

    def records(self, language: str) -> Iterator[Edition[Record]]:
        """Give every record that a language has, in order."""
        for by_id in self.by_kind.get(language, {}).values():
            yield from by_id.values()

    def of_kind(self, kind: Kind[R], language: str) -> tuple[Edition[R], ...]:
        """Give the records of a kind that a language has, in order."""
        found = tuple(self.by_kind.get(language, {}).get(kind.name, {}).values())
        return cast("tuple[Edition[R], ...]", found)  # its kind's model made each

    def record(self, record_id: str, language: str) -> Edition[Record] | None:
        """Give a record in a language, or in Finnish when it is not translated."""
        return self._by_id.get((language, record_id)) or self._by_id.get((ORIGINAL, record_id))

    def entries(self, table: Table[E], language: str) -> tuple[EntryEdition[E], ...]:
        """Give the entries of a table that a language has, in the order of writing."""
        found = tuple(self.by_table.get(language, {}).get(table.name, {}).values())
        return cast("tuple[EntryEdition[E], ...]", found)  # its table's model made each

    def entry(self, table: str, entry_id: str, language: str) -> EntryEdition[Entry] | None:
        """Give an entry of a table in a language, or in Finnish when it is not translated."""
        for wanted in (language, ORIGINAL):
            if found := self.by_table.get(wanted, {}).get(table, {}).get(entry_id):
                return found
        return None

    def all_entries(self, table: Table[E], language: str) -> tuple[EntryEdition[E], ...]:
        """Give every entry of a table, each in a language or in Finnish."""
        own = {found.entry.id: found for found in self.entries(table, language)}
        return tuple(own.get(each.entry.id, each) for each in self.entries(table, ORIGINAL))

    def originals(self) -> Iterator[tuple[str, Part, Written]]:
        """Give every Finnish record and entry, with the name of its kind or table."""
        for edition in self.records(ORIGINAL):
            yield edition.kind.name, edition.record, edition
        for table in tables().values():
            for found in self.entries(table, ORIGINAL):
                yield table.name, found.entry, found

    def readers(self, audience: Iterable[str]) -> tuple[Reader, ...]:
        """Give whom a text speaks to that is for this audience, the first before others."""
        named = (self.entry("audience", each, ORIGINAL) for each in audience)
        return tuple(each.entry.reader for each in named if each) or ("professional",)

    def ids(self, name: str) -> Iterable[str]:
        """Give the ids of the records of a kind, or of the entries of a table."""
        kept = self.by_table if name in tables() else self.by_kind
        return kept.get(ORIGINAL, {}).get(name, {}).keys()

    def named(self, reference: Reference) -> Iterable[str]:
        """Give the ids that a reference may name."""
        if reference.part:
            return self.held(reference.kind, ORIGINAL, reference.quoted)
        return self.ids(reference.kind) if reference.kind else self._record_ids

    @cached_property
    def _record_ids(self) -> Iterable[str]:
        return {edition.record.id: None for edition in self.records(ORIGINAL)}.keys()

    @cached_property
    def plain_twins(self) -> Mapping[str, str]:
        """Lead from a record to its twin in plain Finnish: id to id."""
        return {
            edition.record.plain_of: edition.record.id
            for edition in self.records(ORIGINAL)
            if edition.record.plain_of
        }

    def compared(self, kind: Kind[R], language: str) -> tuple[Edition[R], ...]:
        """Give the records that a kind's comparison lays side by side; none when it has none."""
        if not kind.comparison:
            return ()
        found = self.of_kind(kind, language)
        usable = tuple(each for each in found if each.record.state != "withdrawn")
        return usable if len(usable) > 1 else ()

    def gathered(self, language: str) -> frozenset[tuple[str, str]]:
        """Give the entries that have a page of the records that name them: table and id."""
        return self._gathered.get(language, frozenset())

    @cached_property
    def _gathered(self) -> dict[str, frozenset[tuple[str, str]]]:
        gathering = [table for table in tables().values() if table.gathers]
        return {
            language: frozenset(
                (table.name, name)
                for edition in self.records(language)
                if edition.kind.listed
                for table in gathering
                for name in (table.gathers(edition.record) if table.gathers else ())
            )
            for language in self.by_kind
        }

    def only(self, kind: Kind[R], language: str) -> Edition[R] | None:
        """Give the one record of a kind that stands under another, if there is but one.

        An index page of one card helps nobody: whatever would lead to it leads to the record.
        """
        found = self.of_kind(kind, language)
        return found[0] if kind.under and kind.listed and len(found) == 1 else None

    def fingerprint(self, edition: Edition[Record]) -> str:
        """Give the fingerprint of a record's file, its translations, and what it may bear."""
        return f"{edition.language} {edition.unreleased} {self.fingerprints[key_of(edition.path)]}"

    def backlinks(self, field: str) -> Mapping[str, tuple[str, ...]]:
        """Turn a field of references round: from whom it names to those that name it."""
        if field not in self._backlinks:
            found: dict[str, tuple[str, ...]] = {}
            for edition in self.records(ORIGINAL):
                for location, _, target in edition.refers:
                    if location[0] == field:
                        found[target] = (*found.get(target, ()), edition.record.id)
            self._backlinks[field] = found
        return self._backlinks[field]

    def phases_of(self, record_id: str) -> tuple[tuple[str, int], ...]:
        """Give the phases of records that name a material: whose phase, and which by its place."""
        return self._phases.get(record_id, ())

    @cached_property
    def _phases(self) -> dict[str, tuple[tuple[str, int], ...]]:
        found: dict[str, tuple[tuple[str, int], ...]] = {}
        for edition in self.records(ORIGINAL):
            used = edition.record.state != "withdrawn"
            for location, _, target in edition.refers if used else ():
                if location[0] == PHASES and location[2:3] == (MATERIALS,):
                    phase = edition.record.id, int(location[1])
                    found[target] = (*found.get(target, ()), phase)
        return found

    @cached_property
    def _backlinks(self) -> dict[str, Mapping[str, tuple[str, ...]]]:
        return {}

    def part(
        self, kind: str, part_id: str, language: str, among: str = ""
    ) -> tuple[Edition[Record], Part] | None:
        """Give an item of a list in a record of a kind, in a language or in Finnish.

        With ``among`` it is of a list of that name.
        """
        for wanted in (language, ORIGINAL):
            if found := self.held(kind, wanted, among).get(part_id):
                return found
        return None

    def held(
        self, kind: str, language: str, among: str = ""
    ) -> Mapping[str, tuple[Edition[Record], Part]]:
        """Give every item in the records of a kind by its id, with its record."""
        key = kind, language, among
        if key not in self._held:
            found = self.holders(kind, language, among)
            self._held[key] = {name: each[0][:2] for name, each in found.items()}
        return self._held[key]

    @cached_property
    def _held(self) -> dict[tuple[str, str, str], Mapping[str, tuple[Edition[Record], Part]]]:
        return {}

    def holders(self, kind: str, language: str, among: str = "") -> Mapping[str, tuple[Held, ...]]:
        """Give every item in the records of a kind by its id, with where each stands.

        What is withdrawn holds only what no record in use does.
        """
        found: dict[str, tuple[Held, ...]] = {}
        editions = self.by_kind.get(language, {}).get(kind, {}).values()
        for edition in sorted(editions, key=_withdrawn):
            for where, name, part in placed_parts(edition.record):
                held = found.get(part.id, ())
                new = not (held and _withdrawn(edition) and not _withdrawn(held[0][0]))
                if among in {"", name} and new:
                    found[part.id] = (*held, (edition, part, where))
        return found

    @cached_property
    def glossaries(self) -> Mapping[str, Glossary]:
        """The glossary of each language that has its page, to find terms in texts by."""
        return {
            language: Glossary((term.id, term.stems) for term in terms)
            for language in self.languages
            if (terms := self.terms(language))
        }

    def terms(self, language: str) -> tuple[Term, ...]:
        """Give every term of the glossary in a language."""
        return tuple(found.entry for found in self.entries(GLOSSARY, language))

    @cached_property
    def _by_id(self) -> Mapping[tuple[str, str], Edition[Record]]:
        return {
            (language, edition.record.id): edition
            for language in self.languages
            for edition in self.records(language)
        }

    def translations(self, kind: str, record_id: str) -> Iterator[Edition[Record]]:
        """Give a record in every language that it has, Finnish first."""
        for by_kind in self.by_kind.values():
            if found := by_kind.get(kind, {}).get(record_id):
                yield found

    def settings_in(self, language: str) -> Settings:
        """Give the county's values in a language, or in Finnish."""
        return self.settings.get(language, self.settings[ORIGINAL])


def address(edition: Edition[Record]) -> str:
    """Give a record's address below the root of the site, such as ``esitteet/perheelle/``."""
    return _below(edition.language, edition.kind.address, edition.record.slug)


def entry_address(edition: EntryEdition[Entry]) -> str:
    """Give the address of an entry's page; nothing when its table has no pages."""
    addresses = edition.table.address
    return _below(edition.language, addresses, edition.entry.id) if addresses else ""


def former_addresses(edition: Edition[Record]) -> Iterator[str]:
    """Give the addresses that a record once had."""
    for gone in edition.record.formerly:
        yield f"{language_root(edition.language)}{gone.strip('/')}/"


def _below(language: str, addresses: Mapping[str, str], slug: str) -> str:
    parts = (language_root(language), addresses[language], slug)
    return "".join(f"{part.strip('/')}/" for part in parts if part)


def language_root(language: str) -> str:
    """Give the folder of a language's site: none for Finnish, ``sv/`` and so on for others."""
    return "" if language == ORIGINAL else f"{language}/"


FINDER_ADDRESS = {"fi": "materiaalit", "sv": "material"}
FINDER_TITLE = msg("All materials")


def index_address(addresses: Mapping[str, str], language: str) -> str:
    """Give the address of an index page in a language's site, such as ``sv/broschyrer/``.

    ``addresses`` are those that a kind, a table or a comparison declares.
    """
    return f"{language_root(language)}{addresses[language]}/"


def make_library(
    validated: Validated,
    pictures: Mapping[str, Size],
    left_out: Collection[tuple[str, str]] = (),
    drawings: Mapping[str, Vector] | None = None,
    films: Mapping[str, Film] | None = None,
) -> tuple[Library, list[Problem]]:
    """Put records and entries together and follow every reference.

    What would lead to what was ``left_out``, by its kind or table and its id, is a notice.
    """
    records, entries = validated.records, validated.entries
    here = {written.language for written in (*records, *entries)}
    languages = [language for language in LANGUAGES if language in here]
    by_kind: dict[str, dict[str, dict[str, Edition[Record]]]] = {each: {} for each in languages}
    by_table: dict[str, dict[str, dict[str, EntryEdition[Entry]]]] = {
        each: {} for each in languages
    }
    for edition in sorted(records, key=_place):
        of_kind = by_kind[edition.language].setdefault(edition.kind.name, {})
        of_kind[edition.record.id] = edition
    for found in sorted(entries, key=lambda each: (each.table.order, each.table.name)):
        by_table[found.language].setdefault(found.table.name, {})[found.entry.id] = found
    library = Library(
        by_kind,
        by_table,
        validated.settings,
        validated.heads,
        validated.fingerprints,
        pictures,
        drawings or {},
        films or {},
    )
    problems = list(_duplicates(records))
    for written in (*records, *entries, *validated.heads):
        problems += _lost(written, library, left_out, validated.unsound)
        problems += _settings_used(written)
    at = Position("content/settings.yaml")
    example = library.settings_in(ORIGINAL).base_url == DEFAULT_BASE_URL
    if example and at.path not in validated.unsound:
        values = {"url": DEFAULT_BASE_URL}
        problems.append(Problem(at, "default-base-url", "base_url", values, Severity.NOTICE))
    return library, problems


def _withdrawn(edition: Edition[Record]) -> bool:
    return edition.record.state == "withdrawn"


def _place(edition: Edition[Record]) -> tuple[object, ...]:
    kind, record = edition.kind, edition.record
    language = LANGUAGES.index(edition.language)
    title = alphabetical(record.title)
    return kind.order, kind.name, record.order, title, language, record.id


def _lost(
    written: Written,
    library: Library,
    left_out: Collection[tuple[str, str]],
    unsound: Iterable[str],
) -> Iterator[Problem]:
    """Say which references of a text lead to nothing."""
    offsets: dict[Location, int] = {}
    for location, reference, target in written.refers:
        there = library.named(reference)
        if target in there or _is_unsound(reference, target, unsound):
            continue
        _, name = written.at(location)
        pattern = rf"id:{re.escape(target)}(?![\w-])"
        at, offsets[location] = written.said(location, pattern, offsets.get(location, 0))
        named = [reference.kind] if reference.kind else kinds()
        if any((kind, target) in left_out for kind in named):
            code, severity = "reference-to-draft", Severity.NOTICE
        else:
            code = "unknown-entry" if reference.kind in tables() else "unknown-record"
            code = "unknown-part" if reference.part else code
            severity = Severity.ERROR
        values = {"id": target, "near": nearest(target, there), "kind": reference.kind}
        yield Problem(at, code, name, values, severity)


def _duplicates(editions: Iterable[Edition[Record]]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for edition in sorted(editions, key=lambda edition: edition.path):
        if edition.language != ORIGINAL:
            continue
        record_id = edition.record.id
        if record_id in seen:
            values = {"id": record_id, "other": seen[record_id]}
            yield Problem(Position(edition.path), "duplicate-id", values=values)
        seen.setdefault(record_id, edition.path)


def _is_unsound(reference: Reference, target: str, unsound: Iterable[str]) -> bool:
    """Tell whether the target is in a file with errors, which are said there."""
    if table := tables().get(reference.kind):
        return table.place in unsound
    if reference.part:
        return any(f"/{reference.kind}/" in path for path in unsound)
    return any(path.endswith(f"/{target}.yaml") for path in unsound)


def _settings_used(written: Written) -> Iterator[Problem]:
    offsets: dict[Location, int] = {}
    for location, key in written.uses:
        if key not in Settings.model_fields:
            _, name = written.at(location)
            pattern = rf"\{{{key}\}}"
            at, offsets[location] = written.said(location, pattern, offsets.get(location, 0))
            values = {"key": key, "near": nearest(key, Settings.model_fields)}
            yield Problem(at, "unknown-setting", name, values)
