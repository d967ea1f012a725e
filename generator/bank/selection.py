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
from generator.model.references import parts
from generator.model.settings import DEFAULT_BASE_URL, REQUIRED
from generator.problem import Position, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.record import Entry, Record
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
    while bare := _bare(records, validated):
        if profile == "public":
            problems += [
                _left_out(each, bare[each.record.id])
                for each in records
                if each.record.id in bare and each.language == ORIGINAL
            ]
        records = [each for each in records if each.record.id not in bare]
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
        (each.table.name, each.entry.id)
        for each in entries
        if each.table.review and not each.entry.reviewed
    }
    problems = []
    while True:
        resting = [
            (each, why)
            for each in entries
            if (each.table.name, each.entry.id) not in gone and (why := _rests_on(each, gone))
        ]
        if not resting:
            break
        gone |= {(each.table.name, each.entry.id) for each, _ in resting}
        problems += [_left_out(each, why) for each, why in resting if each.language == ORIGINAL]
    entries = [
        each
        for each in entries
        if (each.table.name, each.entry.id) not in gone and not _unread(each)
    ]
    promised = {
        (each.language, each.entry.id) for each in entries if each.table.name == PROMISE.name
    }
    kept = []
    for each in records:
        why = "translation" if _unread(each) else _rests_on(each, gone)
        if why := why or _unsaid(each, promised):
            problems.append(_left_out(each, why))
        else:
            kept.append(each)
    return kept, entries, problems


def _unread(written: Written) -> bool:
    """Tell whether it is a translation that nobody has approved, or of words that changed since."""
    return written.draft_translation or written.stale


def _unsaid(written: Written, promised: set[tuple[str, str]]) -> str:
    """Give the first promise that something takes and that is not there in its language."""
    taken = (name for _, reference, name in written.refers if reference.kind == PROMISE.name)
    return next((name for name in taken if (written.language, name) not in promised), "")


def _bare(records: Iterable[Edition[Record]], validated: Validated) -> dict[str, str]:
    """Find the records that quote what is left out, without which they would say too little.

    Each stands with the id of what it quotes.
    """
    gone = _quotable(validated.records) - _quotable(records)
    return {
        edition.record.id: target
        for edition in records
        for _, reference, target in edition.refers
        if reference.quoted and (reference.kind, reference.quoted, target) in gone
    }


def _quotable(records: Iterable[Edition[Record]]) -> set[tuple[str, str, str]]:
    """Give what can be quoted: kind, name of the list, id of the item."""
    return {
        (edition.kind.name, name, part.id)
        for edition in records
        if edition.language == ORIGINAL
        for name, part in parts(edition.record)
    }


def _rests_on(written: Written, gone: set[tuple[str, str]]) -> str:
    """Give the id of the first thing that something draws on and that is gone."""
    return next(
        (target for _, reference, target in written.refers if (reference.kind, target) in gone), ""
    )


def _left_out(written: Written, why: str) -> Problem:
    return Problem(
        Position(written.path), "left-out-of-public", values={"why": why}, severity=Severity.NOTICE
    )


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
