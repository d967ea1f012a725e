"""Editions -> library: every id known once, every reference led to something.

The library answers what pages and handouts ask: the edition of a record in a language, its
address, its translations, its plain twin.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.glossary import Glossary
from generator.kinds import kinds
from generator.kinds.base import LANGUAGES, Record
from generator.kinds.term import KIND as GLOSSARY
from generator.kinds.term import Term
from generator.load import IMAGE_TYPES, key_of
from generator.problem import Position, Problem, Severity, nearest
from generator.references import parts
from generator.settings import DEFAULT_BASE_URL, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from generator.kinds.base import Entry, Kind, Part, Reference
    from generator.validate import Edition, Validated

ORIGINAL = LANGUAGES[0]


@dataclass(frozen=True)
class Library:
    """Every edition by language, kind and id, in the order in which the bank presents them."""

    editions: Mapping[str, Mapping[str, Mapping[str, Edition]]]
    settings: Mapping[str, Settings]
    marks: Mapping[str, str]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which there is something to read, Finnish first."""
        return tuple(
            language
            for language in self.editions
            if language == ORIGINAL or any(self.records(language))
        )

    @property
    def base_url(self) -> str:
        """The address of the site, without a slash at its end."""
        return self.settings_in(ORIGINAL).base_url

    def records(self, language: str) -> Iterator[Edition]:
        """Give every edition of a record with a page, in order."""
        for by_id in self.editions.get(language, {}).values():
            for edition in by_id.values():
                if isinstance(edition.record, Record):
                    yield edition

    def record(self, record_id: str, language: str) -> Edition | None:
        """Give a record in a language, or in Finnish when it is not translated."""
        return self._by_id.get((language, record_id)) or self._by_id.get((ORIGINAL, record_id))

    @cached_property
    def plain_twins(self) -> Mapping[str, str]:
        """Lead from a record to its twin in plain Finnish: id to id."""
        return {
            edition.record.plain_of: edition.record.id
            for edition in self.records(ORIGINAL)
            if isinstance(edition.record, Record) and edition.record.plain_of
        }

    def compared(self, kind: Kind, language: str) -> tuple[Edition, ...]:
        """Give the records that a kind's comparison lays side by side; none when it has none."""
        if not kind.comparison:
            return ()
        found = self.editions.get(language, {}).get(kind.name, {}).values()
        usable = tuple(e for e in found if getattr(e.record, "state", "") != "withdrawn")
        return usable if len(usable) > 1 else ()

    def only(self, kind: Kind, language: str) -> Edition | None:
        """Give the one record of a kind that stands under another, if there is but one.

        An index page of one card helps nobody: whatever would lead to it leads to the record.
        """
        found = self.editions.get(language, {}).get(kind.name, {})
        alone = kind.under and kind.listed and not kind.table and len(found) == 1
        return next(iter(found.values())) if alone else None

    @cached_property
    def preceded_by(self) -> Mapping[str, tuple[str, ...]]:
        """Lead from a record to those that say of themselves that it follows them."""
        return self._said_by("followed_by")

    @cached_property
    def companions(self) -> Mapping[str, tuple[str, ...]]:
        """Lead from a record to those that say of themselves that they stand beside it."""
        return self._said_by("beside")

    def _said_by(self, field: str) -> Mapping[str, tuple[str, ...]]:
        """Turn a field of references round: from whom it names to those that name it."""
        found: dict[str, tuple[str, ...]] = {}
        for edition in self.records(ORIGINAL):
            for target in getattr(edition.record, field, ()):
                found[target] = (*found.get(target, ()), edition.record.id)
        return found

    def depends_on(self, edition: Edition) -> tuple[str, ...]:
        """Give the marks of every file that can show on a record's page or handout.

        They are its own with its translations, every record that it leads to or that stands
        before or beside it, their plain twins, and the tables and settings, which any page may
        show.
        """
        record_id = edition.record.id
        tables = {kind.name for kind in kinds().values() if kind.table}
        near = {
            self._holder(reference, target)
            for _, reference, target in edition.refers
            if reference.kind not in tables
        }
        near |= set(self.companions.get(record_id, ()))
        near |= set(self.preceded_by.get(record_id, ()))
        near |= {self.plain_twins.get(name, "") for name in (record_id, *near)}
        others = sorted(found.path for name in near if (found := self._by_id.get((ORIGINAL, name))))
        return (
            edition.language,
            str(bool(self.compared(edition.kind, edition.language))),
            str(bool(self.only(edition.kind, edition.language))),
            self._ground,
            *(self.marks[key_of(path)] for path in (edition.path, *others)),
            *sorted(near),
        )

    def part(self, kind: str, part_id: str, language: str) -> tuple[Edition, Part] | None:
        """Give an item of a list in a record of a kind, in a language or in Finnish."""
        for wanted in (language, ORIGINAL):
            if found := self.held(kind, wanted).get(part_id):
                return found
        return None

    def held(self, kind: str, language: str) -> Mapping[str, tuple[Edition, Part]]:
        """Give every item in the records of a kind by its id, with its record."""
        if (kind, language) not in self._held:
            editions = tuple(self.editions.get(language, {}).get(kind, {}).values())
            self._held[kind, language] = {
                part.id: (edition, part)
                for edition in reversed(editions)
                for part in reversed(tuple(parts(edition.record)))
            }
        return self._held[kind, language]

    @cached_property
    def _held(self) -> dict[tuple[str, str], Mapping[str, tuple[Edition, Part]]]:
        return {}

    def _holder(self, reference: Reference, target: str) -> str:
        """Give the id of the record that a reference leads to."""
        if not reference.part:
            return target
        found = self.part(reference.kind, target, ORIGINAL)
        return found[0].record.id if found else ""

    @cached_property
    def glossaries(self) -> Mapping[str, Glossary]:
        """The glossary of each language that has its page, to find terms in texts by."""
        return {
            language: Glossary((term.id, term.stems) for term in terms)
            for language in self.languages
            if (terms := tuple(self.terms(language)))
        }

    def terms(self, language: str) -> Iterator[Term]:
        """Give every term of the glossary in a language."""
        for edition in self.editions.get(language, {}).get(GLOSSARY.name, {}).values():
            if isinstance(edition.record, Term):
                yield edition.record

    @cached_property
    def _ground(self) -> str:
        """The marks of the tables and the settings, and of what the build was told, together."""
        tables = {kind.name for kind in kinds().values() if kind.table}
        files = [f"content/{name}" for name in (*sorted(tables), "settings")]
        told = "".join(f"{self.settings_in(language).base_url} " for language in self.languages)
        return told + " ".join(self.marks.get(name, "") for name in files)

    @cached_property
    def _by_id(self) -> Mapping[tuple[str, str], Edition]:
        return {
            (language, edition.record.id): edition
            for language in self.languages
            for edition in self.records(language)
        }

    def entry(self, kind: str, entry_id: str, language: str) -> Edition | None:
        """Give a small record of a table in a language, or in Finnish."""
        for wanted in (language, ORIGINAL):
            if edition := self.editions.get(wanted, {}).get(kind, {}).get(entry_id):
                return edition
        return None

    def translations(self, edition: Edition) -> Iterator[Edition]:
        """Give the same record in every language that it has, Finnish first."""
        for by_kind in self.editions.values():
            if found := by_kind.get(edition.kind.name, {}).get(edition.record.id):
                yield found

    def settings_in(self, language: str) -> Settings:
        """Give the county's values in a language, or in Finnish."""
        return self.settings.get(language, self.settings[ORIGINAL])


def address(edition: Edition) -> str:
    """Give a record's address below the root of the site, such as ``esitteet/perheelle/``."""
    parts = [language_root(edition.language)]
    if edition.kind.address:
        parts.append(edition.kind.address[edition.language])
    parts.append(edition.record.slug)
    return "".join(f"{part.strip('/')}/" for part in parts if part)


def language_root(language: str) -> str:
    """Give the folder of a language's site: none for Finnish, ``sv/`` and so on for others."""
    return "" if language == ORIGINAL else f"{language}/"


def index_address(addresses: Mapping[str, str] | None, language: str) -> str:
    """Give the address of an index page in a language's site, such as ``sv/broschyrer/``.

    ``addresses`` are those that a kind or a comparison declares; with none, it is the home's.
    """
    root = language_root(language)
    return f"{root}{addresses[language]}/" if addresses else root


def make_library(
    validated: Validated, source: Path, *, drafts: bool = True
) -> tuple[Library, list[Problem]]:
    """Put the editions together and follow every reference.

    Without ``drafts``, drafts are left out, and what would lead to them is a notice.
    """
    problems: list[Problem] = []
    kept, left_out = [], set()
    for edition in validated.editions:
        if drafts or not is_draft(edition):
            kept.append(edition)
        else:
            left_out.add(edition.record.id)
    here = {edition.language for edition in kept}
    editions: dict[str, dict[str, dict[str, Edition]]] = {
        language: {} for language in LANGUAGES if language in here
    }
    for edition in sorted(kept, key=_place):
        by_kind = editions[edition.language]
        by_kind.setdefault(edition.kind.name, {})[edition.record.id] = edition
    library = Library(editions, validated.settings, validated.marks)
    problems += _duplicates(kept)
    known = {kind: set(by_id) for kind, by_id in editions.get(ORIGINAL, {}).items()}
    records = {edition.record.id for edition in library.records(ORIGINAL)}
    for edition in kept:
        for location, reference, target in edition.refers:
            if reference.part:
                there = set(library.held(reference.kind, ORIGINAL))
            else:
                there = known.get(reference.kind, set()) if reference.kind else records
            if target in there or _is_unsound(reference, target, validated.unsound):
                continue
            at, name = edition.at(location)
            if target in left_out:
                code, severity = "reference-to-draft", Severity.NOTICE
            else:
                code = "unknown-entry" if _in_table(reference) else "unknown-record"
                code = "unknown-part" if reference.part else code
                severity = Severity.ERROR
            values = {"id": target, "near": nearest(target, there), "kind": reference.kind}
            problems.append(Problem(at, code, name, values, severity))
        problems += _settings_used(edition)
        problems += _image(edition, source)
    at = Position("content/settings.yaml")
    example = library.settings_in(ORIGINAL).base_url == DEFAULT_BASE_URL
    if example and at.path not in validated.unsound:
        values = {"url": DEFAULT_BASE_URL}
        problems.append(Problem(at, "default-base-url", "base_url", values, Severity.NOTICE))
    return library, problems


def overdue(library: Library, today: date) -> list[Problem]:
    """Name every record whose review is overdue on a day."""
    problems = []
    for edition in library.records(ORIGINAL):
        record = edition.record
        if isinstance(record, Record) and record.review_by < today:
            at, name = edition.at(("review_by",))
            values = {"day": record.review_by.isoformat(), "today": today.isoformat()}
            problems.append(Problem(at, "review-overdue", name, values, Severity.NOTICE))
    return problems


def is_draft(edition: Edition) -> bool:
    """Tell whether no professional has approved this text yet, or this translation of it."""
    record, translation = edition.record, edition.translation
    if translation and translation.state == "draft":
        return True
    return isinstance(record, Record) and record.state == "draft"


def _place(edition: Edition) -> tuple[int, str, int, str, str]:
    record: Entry = edition.record
    order = record.order if isinstance(record, Record) else 0
    # A table keeps the order in which it was written; sorting is stable.
    title = record.title.casefold() if isinstance(record, Record) else ""
    language = LANGUAGES.index(edition.language)
    return (
        edition.kind.order,
        edition.kind.name,
        order,
        title,
        f"{language}{record.id}" if title else "",
    )


def _duplicates(editions: Iterable[Edition]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for edition in sorted(editions, key=lambda edition: edition.path):
        if not isinstance(edition.record, Record) or edition.language != ORIGINAL:
            continue
        record_id = edition.record.id
        if record_id in seen:
            values = {"id": record_id, "other": seen[record_id]}
            yield Problem(Position(edition.path), "duplicate-id", values=values)
        seen.setdefault(record_id, edition.path)


def _in_table(reference: Reference) -> bool:
    return bool(reference.kind) and kinds()[reference.kind].table


def _is_unsound(reference: Reference, target: str, unsound: Iterable[str]) -> bool:
    """Tell whether the target is in a file with errors, which are said there."""
    if _in_table(reference):
        return f"content/{reference.kind}.yaml" in unsound
    if reference.part:
        return any(f"/{reference.kind}/" in path for path in unsound)
    return any(path.endswith(f"/{target}.yaml") for path in unsound)


def _settings_used(edition: Edition) -> Iterator[Problem]:
    for location, key in edition.uses:
        if key not in Settings.model_fields:
            at, name = edition.at(location)
            values = {"key": key, "near": nearest(key, Settings.model_fields)}
            yield Problem(at, "unknown-setting", name, values)


def _image(edition: Edition, source: Path) -> Iterator[Problem]:
    image = getattr(edition.record, "image", None)
    if image is None or edition.language != ORIGINAL:
        return
    at, name = edition.at(("image", "file"))
    folder = (source / edition.path).parent.resolve()
    file = Path(os.path.realpath(folder / image.file))  # resolve() raises for a loop of links
    values = {"file": image.file}
    if not file.is_relative_to(folder):
        yield Problem(at, "outside-tree", name, values | {"path": image.file})
    elif file.suffix.lower() not in IMAGE_TYPES:
        yield Problem(at, "image-type", name, values)
    elif not os.path.isfile(file):  # noqa: PTH113 - it bears any name
        there = (found for found in folder.iterdir() if found.suffix.lower() in IMAGE_TYPES)
        near = nearest(image.file, (found.name for found in there if found.is_file()))
        yield Problem(at, "missing-image", name, values | {"near": near})
