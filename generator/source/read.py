"""Source folder -> records and entries: each file with its translations, on its own.

What one file becomes depends on no other, so it is worked out once and kept by its bytes.
"""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

from generator.model.fields import LANGUAGES
from generator.model.settings import Settings
from generator.problem import Problem, Severity
from generator.source.glyphs import undrawn
from generator.source.limits import beyond
from generator.source.load import files, load, sources_of
from generator.source.overlay import overlay
from generator.source.privacy import CODES, is_ours, names, own_contacts, privacy
from generator.source.quotes import unpaired
from generator.source.swallowed import swallowed
from generator.source.validate import Validated, unlaid_heads, validate

if TYPE_CHECKING:
    from pathlib import Path

    from generator.cache import Cache
    from generator.model.record import Entry, Record
    from generator.source.load import Source
    from generator.source.validate import Edition, EntryEdition, Written

MOST = 200  # problems of a file that are told at once
# What is said of a translation when its original could not be read, or not all of it.
FOLLOWING = {"translation-without-original", "translation-of-nothing", "translation-shape"}


def read(folder: Path, cache: Cache) -> tuple[Validated, list[Problem]]:
    """Load, overlay and validate every file of a source folder."""
    there = tuple(files(folder))
    sources, problems = sources_of(folder, there)
    editions: dict[str, list[Source]] = {}
    for source in sources:
        editions.setdefault(source.key, []).append(source)
    records: list[Edition[Record]] = []
    entries: list[EntryEdition[Entry]] = []
    settings = {LANGUAGES[0]: Settings()}
    heads: list[Written] = []
    fingerprints: dict[str, str] = {}
    told = [list(names(path for path, _ in there))]
    for key, file in editions.items():
        ingredients = [part for source in file for part in (source.path, source.text)]
        validated, found = cache.of(ingredients, partial(read_files, file))
        fingerprints[key] = hashlib.sha256("\x1f".join(ingredients).encode()).hexdigest()
        records += validated.records
        entries += validated.entries
        settings |= validated.settings
        heads += validated.heads
        told.append(found)
    own = own_contacts(str(value) for each in settings.values() for _, value in each)
    for found in told:
        problems += _first([problem for problem in found if not is_ours(problem, own)])
    problems = without_followers(problems)
    unsound = _unsound(problems)
    whole = Validated(tuple(records), tuple(entries), settings, tuple(heads), unsound, fingerprints)
    return whole, problems


def _first(found: list[Problem]) -> list[Problem]:
    """Give the first problems of a file, the gravest before others, and how many more there are.

    What tells of a person is told in full: a release weighs each.
    """
    grave = [problem for problem in found if problem.code in CODES]
    others = [problem for problem in found if problem.code not in CODES]
    if len(others) <= MOST:
        return found
    ordered = sorted(others, key=lambda problem: problem.severity is Severity.NOTICE)
    more = ordered[MOST:]
    values = {"count": str(len(more))}
    rest = Problem(more[0].at, "more-problems", values=values, severity=more[0].severity)
    return [*grave, *ordered[:MOST], rest]


def read_files(file: list[Source]) -> tuple[Validated, list[Problem]]:
    """Load, overlay and validate one file in its languages."""
    documents, problems = load(file)
    problems += privacy(file, documents)
    problems += undrawn(documents)
    said = {(each.at.path, each.at.line) for each in problems if each.code == "unopened-quote"}
    problems += (each for each in unpaired(documents) if (each.at.path, each.at.line) not in said)
    problems += (inside := swallowed(documents))
    bounded = []
    for document in documents:
        if found := beyond(document.root):
            problems += found
        else:
            bounded.append(document)
    layers, found = overlay(bounded)
    problems += found
    validated, found = validate(layers)
    told = {each.at for each in problems}
    found += (each for each in unlaid_heads(bounded, layers) if each.at not in told)
    followers = _followers(inside, found)
    return validated, [*problems, *(each for each in found if each not in followers)]


def _followers(inside: list[Problem], found: list[Problem]) -> set[Problem]:
    """Find the fields that are missing because they became lines of a text below."""
    return {
        max(missing)
        for each in inside
        if (missing := [p for p in found if _is_missing(p, each) and p.at < each.at])
    }


def _is_missing(problem: Problem, inside: Problem) -> bool:
    name = f"{problem.field.rpartition('.')[2]}:"
    there = problem.at.path == inside.at.path
    return there and problem.code == "missing-field" and name == inside.values["field"]


def without_followers(problems: list[Problem]) -> list[Problem]:
    """Leave out what is said of a translation only because its original has errors."""
    unsound = _unsound(problems)
    return [each for each in problems if not _follows(each, unsound)]


def _unsound(problems: list[Problem]) -> frozenset[str]:
    return frozenset(each.at.path for each in problems if each.severity is Severity.ERROR)


def _follows(problem: Problem, unsound: frozenset[str]) -> bool:
    original = problem.at.path.split(".", 1)[0] + ".yaml"
    return problem.code in FOLLOWING and original in unsound
