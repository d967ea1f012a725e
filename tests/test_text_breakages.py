"""Whatever breaks a line, the first problem that is told stands there, or a line beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from generator.bank.library import make_library
from generator.cache import Cache
from generator.problem import Severity, has_errors
from generator.source import read as reading
from generator.source.load import find, key_of
from tests.breakage import CHANGES, Broken, breakages, distance

if TYPE_CHECKING:
    from pathlib import Path

    from generator.problem import Problem
    from generator.source.load import Source
    from generator.source.validate import Validated

SEED = 20261127
# Breakages that may be another sound text: a folded paragraph, a key of the author's own, the
# only key of its mapping further in, a translation that lacks what has become part of a text.
SOUND = {"bar-folds", "bar-gone", "key-misspelt", "dedented", "indented", "indented-much"}


@cache
def read(root: Path) -> tuple[tuple[Source, ...], Validated]:
    """Give a bank's files, and what they are read as."""
    sources, _ = find(root)
    validated, _ = reading.read(root, Cache())
    return sources, validated


def told(root: Path, broken: Broken) -> list[Problem]:
    """Give the errors of the bank with one file broken, as an author reads them."""
    sources, whole = read(root)
    key = key_of(broken.path)
    files = [
        replace(source, text=broken.text) if source.path == broken.path else source
        for source in sources
        if source.key == key
    ]
    alone, problems = reading.read_files(files)
    problems = reading.without_followers(problems)
    if not has_errors(problems):
        records = [edition for edition in whole.records if key_of(edition.path) != key]
        entries = [found for found in whole.entries if key_of(found.path) != key]
        mixed = replace(
            whole,
            records=(*records, *alone.records),
            entries=(*entries, *alone.entries),
            settings=whole.settings | alone.settings,
            heads=(*whole.heads, *alone.heads),
        )
        problems += make_library(mixed, {})[1]
    return sorted(found for found in problems if found.severity is Severity.ERROR)


def missed(root: Path, number: int) -> tuple[int, list[str]]:
    """Break lines: how many were told, and those of which the first problem lies elsewhere."""
    files = {source.path: source.text for source in read(root)[0]}
    count, far = 0, []
    unsaid: Counter[str] = Counter()
    for broken in islice(breakages(files, SEED), number):
        problems = told(root, broken)
        if not problems:
            unsaid[broken.name] += 1
            continue
        count += 1
        at = problems[0].at
        if distance(broken, at.path, at.line) > 1:
            far.append(f"{broken.name} {broken.path}:{broken.line}: {problems[0].line('en')}")
    assert set(unsaid) <= SOUND
    return count, far


def test_every_kind_of_breakage_is_found_where_it_is(wide: Path) -> None:
    """One line broken in each way is told within a line of it."""
    count, far = missed(wide / "source", len(CHANGES))
    assert count >= len(CHANGES) - len(SOUND)
    assert far == []


@pytest.mark.slow
def test_of_600_breakages_99_in_100_are_found_where_they_are(bank_of: Path) -> None:
    """Six hundred lines broken by a seed: at least 99 % are told within a line of it."""
    count, far = missed(bank_of, 600)
    assert count > 550
    assert len(far) <= count // 100, "\n".join(far)
