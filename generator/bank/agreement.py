"""Library -> problems where records contradict themselves, each other, or the day of today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.bank.library import ORIGINAL
from generator.kinds.law import TABLE as LAW
from generator.kinds.promise import TABLE as PROMISE
from generator.model.record import HEAD
from generator.problem import Problem, Severity
from generator.source.validate import Edition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.bank.library import Held, Library
    from generator.model.record import Record
    from generator.model.references import Location
    from generator.source.validate import Written

PAST = (
    ("updated",),
    ("approved", "on"),
    (HEAD, "approved", "on"),
    ("confirmed", "on"),
    ("consent",),
    ("read_on",),
    ("seen", "on"),
)
"""Days on which something has been done. Those of changes are never after ``updated``."""
YEAR = 366  # days


def agreement(library: Library) -> list[Problem]:
    """Find what refers to itself or twice to the same, twins that are none, and equal titles."""
    return [
        *_references(library),
        *_ambiguous(library),
        *_twins(library),
        *_titles(library),
        *_promises(library),
        *_quotes(library),
    ]


def against(library: Library, today: date) -> list[Problem]:
    """Hold the days of records, entries and translations against today.

    A review that is overdue is a notice; something done on a day that is yet to come, an error.
    """
    problems = []
    dated = [(part, written) for _, part, written in library.originals()]
    for said, written in (*dated, *((head, head) for head in library.heads)):
        for location in (*PAST, ("review_by",)):
            day = _value(said, location)
            review = location not in PAST
            if isinstance(day, date) and (day < today if review else day > today):
                code = "review-overdue" if review else "done-later"
                severity = Severity.NOTICE if review else Severity.ERROR
                at, name = written.at(location)
                values = {"day": day.isoformat(), "today": today.isoformat()}
                problems.append(Problem(at, code, name, values, severity))
    return [*problems, *_read_long_ago(library, today)]


def _read_long_ago(library: Library, today: date) -> Iterator[Problem]:
    """Look for acts that nobody has read for a year: they may have been amended since."""
    for found in library.entries(LAW, ORIGINAL):
        day = max(filter(None, (found.entry.seen.on, found.entry.reviewed)))
        if (today - day).days > YEAR:
            at, name = found.at(("seen", "on"))
            values = {"day": day.isoformat(), "today": today.isoformat()}
            yield Problem(at, "law-read-long-ago", name, values, Severity.NOTICE)


def _value(part: object, location: Location) -> object:
    """Give what stands at a location of a record; nothing when it is not there."""
    for step in location:
        if isinstance(part, tuple) and isinstance(step, int):
            part = part[step]
        else:
            part = getattr(part, str(step), None)
    return part


def _references(library: Library) -> Iterator[Problem]:
    """Look at the fields that refer; a text may name any record again and again."""
    for _, part, written in library.originals():
        seen: set[tuple[Location, str]] = set()
        for location, reference, target in written.refers:
            if not isinstance(_value(part, location), str):
                continue
            own = isinstance(written, Edition) and not reference.part
            own = own and reference.kind in {"", written.kind.name}  # type: ignore[attr-defined]
            if own and target == part.id:
                yield _problem(written, location, "reference-to-itself", id=target)
            elif isinstance(location[-1], int) and (location[:-1], target) in seen:
                yield _problem(written, location, "reference-twice", id=target)
            seen.add((location[:-1], target))


def _ambiguous(library: Library) -> Iterator[Problem]:
    """Look for names of items that several lists hold: nobody can tell which is meant."""
    held: dict[tuple[str, str], Mapping[str, tuple[Held, ...]]] = {}
    for _, _, written in library.originals():
        for location, reference, target in written.refers:
            if not reference.part:
                continue
            key = reference.kind, reference.quoted
            if key not in held:
                held[key] = library.holders(reference.kind, ORIGINAL, reference.quoted)
            found = held[key].get(target, ())
            if len(found) > 1:
                places = (edition.at(where)[0] for edition, _, where in found)
                told = ", ".join(f"{at.path}:{at.line}:{at.column}" for at in places)
                yield _problem(written, location, "ambiguous-part", id=target, places=told)


def _twins(library: Library) -> Iterator[Problem]:
    """Look at what is said of plain twins: each is of one kind with its pair, and its only one."""
    seen: dict[str, str] = {}
    for edition in library.records(ORIGINAL):
        target = edition.record.plain_of
        pair = library.record(target, ORIGINAL) if target else None
        if not pair or not target or target == edition.record.id:
            continue  # what is missing or refers to itself is said of the reference
        if pair.record.plain_of:
            yield _problem(edition, ("plain_of",), "plain-of-plain", id=target)
        elif pair.kind is not edition.kind:
            yield _problem(edition, ("plain_of",), "plain-of-kind", id=target, kind=pair.kind.name)
        elif target in seen:
            yield _problem(edition, ("plain_of",), "plain-twice", id=target, other=seen[target])
        seen.setdefault(target, edition.path)


def _promises(library: Library) -> Iterator[Problem]:
    """Look for promises that a translated text takes, and that are not translated themselves."""
    known = set(library.ids(PROMISE.name))
    for language in library.languages:
        there = {found.entry.id for found in library.entries(PROMISE, language)}
        for edition in library.records(language):
            for location, reference, target in edition.refers:
                if reference.kind == PROMISE.name and target in known - there:
                    values = {"id": target, "language": language}
                    yield _problem(edition, location, "promise-untranslated", **values)


def _quotes(library: Library) -> Iterator[Problem]:
    """Look for what a translation quotes in Finnish, since the record that says it has no other."""
    for language in library.languages[1:]:
        for edition in library.records(language):
            for location, reference, target in edition.refers:
                there = (
                    target in library.held(reference.kind, each, reference.quoted)
                    for each in (ORIGINAL, language)
                )
                if reference.quoted and tuple(there) == (True, False):
                    at, name = edition.at(location)
                    values = {"id": target, "language": language, "path": edition.path}
                    yield Problem(at, "quoted-untranslated", name, values, Severity.NOTICE)


def _titles(library: Library) -> Iterator[Problem]:
    """Look for records of a kind that a reader of a list cannot tell apart."""
    for language in library.languages:
        seen: dict[tuple[str, str], Edition[Record]] = {}
        for edition in library.records(language):
            title = edition.kind.name, edition.record.title.casefold()
            if edition.record.state != "withdrawn":
                other = seen.setdefault(title, edition)
                if other is not edition:
                    yield _problem(edition, ("title",), "same-title", other=other.path)


def _problem(written: Written, location: Location, code: str, **values: str) -> Problem:
    at, name = written.at(location)
    return Problem(at, code, name, values)
