"""Validated -> what a build shows of it, and the problems of what it may not show.

``--no-drafts`` leaves out what no professional has approved. ``--profile public`` is what a county
may publish: without invented entries, without what only editors need, and without anything that
rests on a promise, a law or a translation that nobody has reviewed. A record is left out whole, so
that no exception is lost from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from generator.bank.library import ORIGINAL
from generator.kinds.promise import TABLE as PROMISE
from generator.model.fields import LANGUAGES
from generator.model.record import HEAD
from generator.model.references import parts
from generator.model.settings import DEFAULT_BASE_URL, REQUIRED
from generator.problem import Position, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from generator.model.record import Entry, Record
    from generator.model.references import Location
    from generator.source.validate import Edition, EntryEdition, Validated, Written

Profile = Literal["editors", "public"]
SETTINGS = Position("content/settings.yaml")


@dataclass(frozen=True, slots=True)
class Selected:
    """What is shown, and what is not: the kind or table and the id of each, and of its parts."""

    shown: Validated
    left_out: frozenset[tuple[str, str]] = frozenset()


def select(
    validated: Validated, *, drafts: bool, profile: Profile
) -> tuple[Selected, list[Problem]]:
    """Choose what a build shows. In public, settings that families need are demanded."""
    records, entries = list(validated.records), list(validated.entries)
    problems: list[Problem] = []
    if not drafts:
        records = [each for each in records if not each.draft]
        entries = [each for each in entries if not each.draft_translation]
    if profile == "public":
        problems += _unset(validated) if SETTINGS.path not in validated.unsound else ()
        internal = {each.record.id for each in records if each.record.internal}
        records = [each for each in records if each.record.id not in internal]
        entries = [each for each in entries if not (each.table.internal or each.entry.invented)]
        records, entries, found = _reviewed(records, entries)
        problems += found
    while bare := _bare(records, validated, foreign=profile == "public"):
        if profile == "public":
            problems += [why for _, why in bare]
        without = {(each.language, each.record.id) for each, _ in bare}
        records = [each for each in records if (each.language, each.record.id) not in without]
    gone: set[tuple[str, str]] = set()
    if len(records) < len(validated.records) or len(entries) < len(validated.entries):
        gone = _names(validated.records, validated.entries) - _names(records, entries)
    if validated.records and not records:
        problems.append(Problem(SETTINGS, "nothing-left", severity=Severity.NOTICE))
    shown = replace(validated, records=tuple(records), entries=tuple(entries))
    return Selected(shown, frozenset(gone)), problems


def _names(
    records: Iterable[Edition[Record]], entries: Iterable[EntryEdition[Entry]]
) -> set[tuple[str, str]]:
    """Give all that can be referred to: kind or table, and the id of it or of a part of it."""
    names = {(each.table.name, each.entry.id) for each in entries}
    for each in records:
        names.add((each.kind.name, each.record.id))
        names |= {(each.kind.name, part.id) for _, part in parts(each.record)}
    return names


def _reviewed(
    records: list[Edition[Record]], entries: list[EntryEdition[Entry]]
) -> tuple[list[Edition[Record]], list[EntryEdition[Entry]], list[Problem]]:
    """Leave out what nobody has reviewed, and all that rests on it, step by step."""
    gone = {
        _name(each): each.at()[0]
        for each in entries
        if each.table.review and not each.entry.reviewed and each.language == ORIGINAL
    }
    problems = []
    while True:
        resting = [
            (each, why)
            for each in entries
            if _name(each) not in gone and (why := _rests_on(each, gone))
        ]
        if not resting:
            break
        gone |= {_name(each): each.at()[0] for each, _ in resting}
        problems += [why for each, why in resting if each.language == ORIGINAL]
    entries = [each for each in entries if _name(each) not in gone and not _unread(each)]
    promised = {
        (each.language, each.entry.id) for each in entries if each.table.name == PROMISE.name
    }
    kept = []
    for each in records:
        if why := _unread(each) or _rests_on(each, gone) or _unsaid(each, promised):
            problems.append(why)
        else:
            kept.append(each)
    return kept, entries, problems


def _name(each: EntryEdition[Entry]) -> tuple[str, str]:
    return each.table.name, each.entry.id


def _unread(written: Written) -> Problem | None:
    """Say that a translation is one that nobody has approved, or of words that changed since."""
    if not written.draft_translation:
        return None
    at = written.head or Position(written.path)
    return Problem(at, "left-out-translation", f"{HEAD}.state", severity=Severity.NOTICE)


def _rests_on(written: Written, gone: Mapping[tuple[str, str], Position]) -> Problem | None:
    """Say on which of the things that are gone something rests, the first of them."""
    for location, reference, target in written.refers:
        if at := gone.get((reference.kind, target)):
            place = f"{at.path}:{at.line}:{at.column}"
            return _left_out(written, location, "left-out-of-public", why=target, place=place)
    return None


def _unsaid(written: Written, promised: set[tuple[str, str]]) -> Problem | None:
    """Say which promise something takes that is not there in its language, the first of them."""
    for location, reference, target in written.refers:
        if reference.kind == PROMISE.name and (written.language, target) not in promised:
            return _unshown(written, location, target)
    return None


def _bare(
    records: Iterable[Edition[Record]], validated: Validated, *, foreign: bool
) -> list[tuple[Edition[Record], Problem]]:
    """Find the records that quote what is left out, without which they would say too little.

    With ``foreign`` so does a translation that could quote it in Finnish alone.
    """
    records = list(records)
    quoted = {
        reference.kind
        for edition in records
        for _, reference, _ in edition.refers
        if reference.quoted
    }
    there = {language: _quotable(records, language, quoted) for language in LANGUAGES}
    gone = _quotable(validated.records, ORIGINAL, quoted) - there[ORIGINAL]
    bare = []
    for edition in records:
        for location, reference, target in edition.refers:
            item = reference.kind, reference.quoted, target
            alone = foreign and item in there[ORIGINAL] - there[edition.language]
            if reference.quoted and (item in gone or alone):
                bare.append((edition, _unshown(edition, location, target)))
                break
    return bare


def _quotable(
    records: Iterable[Edition[Record]], language: str, kinds: Collection[str]
) -> set[tuple[str, str, str]]:
    """Give what can be quoted of some kinds: kind, name of the list, id of the item."""
    return {
        (edition.kind.name, name, part.id)
        for edition in records
        if edition.language == language and edition.kind.name in kinds
        for name, part in parts(edition.record)
    }


def _unshown(written: Written, location: Location, target: str) -> Problem:
    return _left_out(written, location, "left-out-quote", why=target, language=written.language)


def _left_out(written: Written, location: Location, code: str, **values: str) -> Problem:
    """Say where a text names that for which it is left out; a translation does so by its head."""
    at, name = written.at(location)
    if at.path != written.path:
        at = written.head or Position(written.path)
    return Problem(at, code, name, values, Severity.NOTICE)


def _unset(validated: Validated) -> Iterator[Problem]:
    """Name the settings that a family cannot do without, and those of no such form."""
    settings = validated.settings[ORIGINAL]
    if settings.base_url == DEFAULT_BASE_URL:
        yield Problem(SETTINGS, "setting-missing", "base_url", {"key": "base_url"})
    for key, form in REQUIRED.items():
        value = str(getattr(settings, key))
        if not value:
            yield Problem(SETTINGS, "setting-missing", key, {"key": key})
        elif not re.fullmatch(form, value):
            yield Problem(SETTINGS, "setting-form", key, {"key": key, "value": value})
