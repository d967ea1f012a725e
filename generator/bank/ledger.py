"""The ledger of what has been published: paper lives longer than pages.

``published.yaml`` keeps the address, the version and the hash of the words of every edition
that has been out. Words that changed under the same version, and an address that leads
nowhere any more, are problems. ``release`` writes it anew.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import yaml

from generator.bank.library import address, former_addresses
from generator.problem import Position, Problem, Severity, as_errors
from generator.source.load import Mapping, Scalar, read_text, read_yaml
from generator.source.privacy import CODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.model.record import Record
    from generator.source.validate import Edition

NAME = "published.yaml"
HEAD = "# What has been published. Written by `python -m generator release`; not by hand.\n"


def releasable(problems: Iterable[Problem]) -> list[Problem]:
    """Give problems as they weigh before a release: what tells of a person is an error."""
    return as_errors(problems, CODES)


def released(problems: Iterable[Problem], source: Path) -> list[Problem]:
    """Give problems as they weigh when all that is published must be released as it stands."""
    never = () if (source / NAME).is_file() else (Problem(Position(NAME), "never-released"),)
    return [*as_errors(problems, {*CODES, "unreleased"}), *never]


def compare(
    editions: Iterable[Edition[Record]], source: Path, *, strict: bool = True, whole: bool = True
) -> list[Problem]:
    """Hold every edition against the ledger.

    Without ``strict``, as while a text is being edited, a change without a new version is a
    notice. Unless the editions are the ``whole`` bank, none is missed. A source folder without
    a ledger has published nothing.
    """
    if not os.path.lexists(source / NAME):
        return []
    text = read_text(source, NAME)
    root, problems = (None, [text]) if isinstance(text, Problem) else read_yaml(NAME, text)
    if root is None:
        return problems
    published = root.entries if root else {}
    here: set[str] = set()
    for edition in editions:
        where = address(edition)
        here |= {where, *former_addresses(edition)}
        problems += _changed(edition, published.get(where), strict=strict)
    if root:
        problems += [
            Problem(at, "address-gone", values={"address": where})
            for where, at in root.keys.items()
            if whole and where not in here
        ]
    return problems


def write(editions: Iterable[Edition[Record]], source: Path) -> Path:
    """Write the ledger of these editions and give its path.

    An address that leads on is kept, so that it cannot be dropped later either.
    """
    entries: dict[str, dict[str, str]] = {}
    for edition in editions:
        where = address(edition)
        entries |= {gone: {"now": where} for gone in former_addresses(edition)}
        entries[where] = {"version": edition.record.version, "words": edition.words}
    text = yaml.safe_dump(dict(sorted(entries.items())), sort_keys=False, allow_unicode=True)
    file = source / NAME
    file.write_text(HEAD + text, encoding="utf-8")
    return file


def _changed(edition: Edition[Record], entry: object, *, strict: bool) -> Iterator[Problem]:
    version = edition.record.version
    told = {
        key: node.text
        for key, node in (entry.entries.items() if isinstance(entry, Mapping) else ())
        if isinstance(node, Scalar)
    }
    if told.get("version") == version and told.get("words") == edition.words:
        return
    at, _ = edition.at(("version",))
    if told.get("version") == version:
        severity = Severity.ERROR if strict else Severity.NOTICE
        at = at if edition.translation is None else Position(edition.path)
        yield Problem(at, "unversioned-change", "version", {"version": version}, severity)
    else:
        values = {"version": version}
        yield Problem(at, "unreleased", "version", values, Severity.NOTICE)
