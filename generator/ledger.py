"""The ledger of what has been published: paper lives longer than pages.

``published.yaml`` keeps the address, the version and the hash of the words of every edition
that has been out. Words that changed under the same version, and an address that leads
nowhere any more, are problems. ``release`` writes it anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from generator.kinds.base import Record
from generator.library import address, language_root
from generator.load import Mapping, Scalar, read_yaml
from generator.problem import Position, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.validate import Edition

NAME = "published.yaml"
HEAD = "# What has been published. Written by `python -m generator release`; not by hand.\n"


def compare(
    editions: Iterable[Edition], source: Path, *, strict: bool = True, whole: bool = True
) -> list[Problem]:
    """Hold every edition against the ledger.

    Without ``strict``, as while a text is being edited, a change without a new version is a
    notice. Unless the editions are the ``whole`` bank, none is missed. A source folder without
    a ledger has published nothing.
    """
    file = source / NAME
    if not file.is_file():
        return []
    try:
        root, problems = read_yaml(NAME, file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        root, problems = None, [Problem(Position(NAME), "not-utf8")]
    if root is None:
        return problems
    published = root.entries if root else {}
    here: set[str] = set()
    for edition in editions:
        if not isinstance(edition.record, Record):
            continue
        where = address(edition)
        here |= {where, *_former(edition, edition.record)}
        problems += _changed(edition, edition.record.version, published.get(where), strict=strict)
    if root:
        problems += [
            Problem(at, "address-gone", values={"address": where})
            for where, at in root.keys.items()
            if whole and where not in here
        ]
    return problems


def write(editions: Iterable[Edition], source: Path) -> Path:
    """Write the ledger of these editions and give its path.

    An address that leads on is kept, so that it cannot be dropped later either.
    """
    entries: dict[str, dict[str, str]] = {}
    for edition in editions:
        if isinstance(edition.record, Record):
            where = address(edition)
            entries |= {gone: {"now": where} for gone in _former(edition, edition.record)}
            entries[where] = {"version": edition.record.version, "words": edition.words}
    text = yaml.safe_dump(dict(sorted(entries.items())), sort_keys=False, allow_unicode=True)
    file = source / NAME
    file.write_text(HEAD + text, encoding="utf-8")
    return file


def _former(edition: Edition, record: Record) -> Iterator[str]:
    for gone in record.formerly:
        yield f"{language_root(edition.language)}{gone.strip('/')}/"


def _changed(edition: Edition, version: str, entry: object, *, strict: bool) -> Iterator[Problem]:
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
