"""The ledger of what has been published: paper lives longer than pages.

``published.yaml`` keeps, by address, every version that has been out and the hash of what it
said and showed. It only grows. Whatever is not word for word as its address was last released
is shown as an unreleased change of that release, never as a version; ``release`` demands that
the version and the day have grown, and writes the ledger.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.bank.library import address, former_addresses
from generator.fresh import sha256
from generator.model.record import numbers
from generator.problem import Position, Problem, Severity, as_errors
from generator.source.load import Mapping, Scalar, Sequence, read_text, read_yaml
from generator.source.privacy import CODES
from generator.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from generator.model.record import Record
    from generator.source.load import Node
    from generator.source.validate import Edition

NAME = "published.yaml"
HEAD = "# What has been published. Written by `python -m generator release`; not by hand.\n"
UNVERSIONED = "unversioned-change"
VERSION = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9}){1,2}")
WORDS = re.compile(r"[0-9a-f]{12}")
HELD = {*CODES, "default-base-url", UNVERSIONED, "version-behind", "updated-behind"}
"""What a build tells of and a release refuses."""


@dataclass(frozen=True, slots=True)
class Release:
    """A version that has been out; ``correction`` tells that it only mends the one before it.

    ``words`` is the hash of what was said, and of the picture, if there was one.
    """

    version: str
    updated: str
    words: str
    correction: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """What an address has published, the oldest first; nothing when it only ever led on."""

    at: Position
    releases: tuple[Release, ...]


def releasable(problems: Iterable[Problem], corrected: Collection[str] = ()) -> list[Problem]:
    """Give problems as they weigh before a release.

    Changes under the same version are let be in the records that are ``corrected``, by id.
    """
    return [
        problem
        for problem in as_errors(problems, HELD)
        if problem.code != UNVERSIONED or problem.values["id"] not in corrected
    ]


def released(problems: Iterable[Problem], source: Path) -> list[Problem]:
    """Give problems as they weigh when all that is published must be released as it stands."""
    never = () if (source / NAME).is_file() else (Problem(Position(NAME), "never-released"),)
    return [*as_errors(problems, {*HELD, "unreleased"}), *never]


def compare(
    editions: Iterable[Edition[Record]], source: Path, *, whole: bool = True
) -> tuple[tuple[Edition[Record], ...], list[Problem]]:
    """Hold every edition against the ledger, and give them with what is unreleased marked so.

    Unless the editions are the ``whole`` bank, none is missed. A source folder without a ledger
    has published nothing, and nothing is held against it.
    """
    past, problems = _read(source)
    if past is None or problems:
        return tuple(editions), problems
    here: set[str] = set()
    marked = []
    for edition in editions:
        where = address(edition)
        said = _said(edition, source)
        here |= {where, *former_addresses(edition)}
        last = _last(edition, past)
        out = bool(_releases(where, past)) and last is not None and _is_as(edition, said, last)
        problems += _held(edition, said, last, out=out)
        since = f"{last.version if last else edition.record.version}+"
        marked.append(edition if out else replace(edition, unreleased=since))
    problems += [
        Problem(gone.at, "address-gone", values={"address": where})
        for where, gone in past.items()
        if whole and where not in here
    ]
    return tuple(marked), problems


def write(editions: Iterable[Edition[Record]], source: Path) -> Path:
    """Add to the ledger what these editions say, and give its path.

    What has been released is kept, also of an address that leads on: it cannot be dropped
    later, and a record that takes the address again goes on from there.
    """
    past = _read(source)[0] or {}
    entries: dict[str, str] = {}
    for edition in editions:
        where, record = address(edition), edition.record
        releases = _releases(where, past)
        for gone in former_addresses(edition):
            entries[gone] = _entry(gone, _releases(gone, past), now=where)
        said = _said(edition, source)
        if not (releases and _is_as(edition, said, releases[-1])):
            correction = bool(releases) and releases[-1].version == record.version
            day = record.updated.isoformat()
            releases += (Release(record.version, day, said, correction),)
        entries[where] = _entry(where, releases)
    file = source / NAME
    written = HEAD + "".join(entries[where] for where in sorted(entries))
    write_whole(file.resolve(), written.encode())
    return file


def _entry(where: str, releases: Iterable[Release], now: str | None = None) -> str:
    """Write an entry; that of the home, whose address is empty, begins with quotes."""
    lines = [(where or "''") + ":", *([] if now is None else [f"  now: '{now}'"])]
    listed = [
        f"  - {{version: '{each.version}', updated: '{each.updated}', words: '{each.words}'"
        + (", correction: true}" if each.correction else "}")
        for each in releases
    ]
    lines += ["  released:", *listed] if listed else ["  released: []"]
    return "".join(f"{line}\n" for line in lines)


# --- what is held against it -----------------------------------------------------------------


def _releases(where: str, past: dict[str, Past]) -> tuple[Release, ...]:
    return past[where].releases if where in past else ()


def _last(edition: Edition[Record], past: dict[str, Past]) -> Release | None:
    """Give what was last released of a record; at a new address it goes on from its old ones."""
    if own := _releases(address(edition), past):
        return own[-1]
    former = [each for gone in former_addresses(edition) for each in _releases(gone, past)[-1:]]
    return max(former, key=lambda each: numbers(each.version), default=None)


def _said(edition: Edition[Record], source: Path) -> str:
    """Give the hash of what an edition says and shows: its words, and its picture's bytes."""
    if not edition.record.image:
        return edition.words
    try:
        shown = sha256(source / edition.picture)
    except OSError:
        return edition.words  # that it cannot be read is told elsewhere
    return hashlib.sha256(f"{edition.words} {shown}".encode()).hexdigest()[: len(edition.words)]


def _is_as(edition: Edition[Record], said: str, last: Release) -> bool:
    return (edition.record.version, said) == (last.version, last.words)


def _held(
    edition: Edition[Record], said: str, last: Release | None, *, out: bool
) -> Iterator[Problem]:
    """Say what is not as it was released, or has not grown since; ``out`` tells that it is."""
    version, day = edition.record.version, edition.record.updated.isoformat()
    field, values = "version", {"version": version, "id": edition.record.id}
    at = edition.at((field,))[0]
    if out and last:
        if day >= last.updated:
            return
        code = "updated-behind"
    elif last is None or _is_as(edition, said, last):
        code = "unreleased"
    elif version == last.version:
        code = UNVERSIONED
        at = at if edition.translation is None else Position(edition.path)
    elif numbers(version) <= numbers(last.version):
        code = "version-behind"
    else:
        code = "updated-behind" if day <= last.updated else "unreleased"
    if last:
        values |= {"last": last.version, "day": last.updated}
    if code == "updated-behind":
        field = "updated"
        at = edition.at((field,))[0]
    yield Problem(at, code, field, values, Severity.NOTICE)


# --- reading it ------------------------------------------------------------------------------


def _read(source: Path) -> tuple[dict[str, Past] | None, list[Problem]]:
    """Read the ledger, if there is one; an entry that no release wrote is a problem."""
    if not os.path.lexists(source / NAME):
        return None, []
    text = read_text(source, NAME)
    root, problems = (None, [text]) if isinstance(text, Problem) else read_yaml(NAME, text)
    past: dict[str, Past] = {}
    for where, node in root.entries.items() if root else ():
        at = root.keys[where] if root else node.at
        try:
            past[where] = _past(at, node)
        except ValueError:
            problems.append(Problem(at, "ledger-entry", values={"address": where}))
    return past, problems


def _past(at: Position, node: Node) -> Past:
    """Give what an entry tells. Raises ValueError when no release can have written it."""
    told = dict(node.entries) if isinstance(node, Mapping) else {}
    listed, now = told.pop("released", None), told.pop("now", None)
    if told or not isinstance(listed, Sequence) or not isinstance(now, Scalar | None):
        raise ValueError
    releases = tuple(map(_release, listed.items))
    for one, next_ in pairwise(releases):
        before, after = numbers(one.version), numbers(next_.version)
        if not (one.version == next_.version if next_.correction else before < after):
            raise ValueError
    if not releases and now is None:
        raise ValueError
    return Past(at, releases)


def _release(node: Node) -> Release:
    told = dict(node.entries) if isinstance(node, Mapping) else {}
    texts = {key: each.text for key, each in told.items() if isinstance(each, Scalar)}
    correction = texts.pop("correction", "") == "true"
    if texts.keys() != {"version", "updated", "words"} or len(texts) + correction != len(told):
        raise ValueError
    if not (VERSION.fullmatch(texts["version"]) and WORDS.fullmatch(texts["words"])):
        raise ValueError
    date.fromisoformat(texts["updated"])
    return Release(**texts, correction=correction)
