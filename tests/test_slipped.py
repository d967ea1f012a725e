"""A field that is moved in or out, with its lines, is told where it stands, or nothing changes."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import yaml

from generator.problem import Severity
from generator.source import read as reading
from generator.source.load import find
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.source.load import Source

SEED = 20261128
TRANSLATED = (bank.BROCHURE, "content/promise.yaml", bank.path_of("meeting", "koe-meeting"))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _blocks(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where each field begins and ends, with all that stands under it."""
    end = 0
    for begin, line in enumerate(lines):
        if begin < end or not re.match(r" *[a-z0-9_-]+:(?: |$)", line):
            continue
        below = begin + 1
        while below < len(lines) and _depth(f"{lines[below]}.".replace("- ", "  ")) > _depth(line):
            below += 1
        yield begin, below
        if line.endswith((" |", " >")):
            end = below  # its lines are words


def _moved(lines: list[str], begin: int, end: int, by: int) -> str:
    moved = [" " * by + line if by > 0 else line[-by:] for line in lines[begin:end]]
    return "\n".join((*lines[:begin], *moved, *lines[end:]))


def _moves(sources: tuple[Source, ...]) -> Iterator[tuple[Source, int, int, str]]:
    for source in sources:
        lines = source.text.split("\n")
        for begin, end in _blocks(lines):
            for by in (-4, -2, 2, 4):
                if _depth(lines[begin]) + by >= 0:
                    yield source, begin + 1, end, _moved(lines, begin, end, by)


def _same(before: str, after: str) -> bool:
    return bool(yaml.load(before, yaml.CBaseLoader) == yaml.load(after, yaml.CBaseLoader))  # noqa: S506


def _missed(folder: Path, number: int) -> tuple[int, list[str]]:
    """Move fields: how many were told, and those of which nothing was said, or only elsewhere."""
    root = bank.write(folder, bank.full())
    for path in TRANSLATED:
        bank.swedish(root, path)
    sources, _ = find(root)
    moves = sorted(_moves(sources), key=lambda move: (move[0].path, move[1]))
    draw = random.Random(SEED)  # noqa: S311 - drawn for tests
    count, missed = 0, []
    for source, begin, end, text in draw.sample(moves, min(number, len(moves))):
        own = [each for each in sources if each.key == source.key]
        own = [replace(each, text=text) if each is source else each for each in own]
        problems = reading.without_followers(reading.read_files(own)[1])
        told = [each for each in problems if each.severity is Severity.ERROR]
        count += bool(told)
        lines = {each.at.line for each in told if each.at.path == source.path}
        lines |= {int(each.values.get("line", 0)) for each in told}  # a key that is there twice
        if not told:
            if not _same(source.text, text):
                missed.append(f"nothing: {source.path}:{begin}")
        elif lines.isdisjoint(range(begin - 1, end + 2)):
            missed.append(f"{source.path}:{begin}: {min(told).line('en')}")
    return count, missed


def test_no_field_is_moved_without_a_word(tmp_path: Path) -> None:
    """Three hundred fields moved by a seed: each is told within a line of where it stands now."""
    count, missed = _missed(tmp_path / "source", 300)
    assert count > 250
    assert missed == []


@pytest.mark.slow
def test_no_field_of_thousands_is_moved_without_a_word(tmp_path: Path) -> None:
    """The same of ten times as many."""
    count, missed = _missed(tmp_path / "source", 3000)
    assert count > 2500
    assert missed == []


def test_the_head_of_a_translation_that_lacks_words_is_judged(source: Path) -> None:
    """What fell into it, or is misspelt in it, is told while a text is still missing."""
    bank.swedish(source, bank.BROCHURE)
    path = source / bank.BROCHURE.replace(".yaml", ".sv.yaml")
    written = path.read_text(encoding="utf-8")
    head, _, rest = written.partition("title:")
    path.write_text(f"{head.rstrip()}\n  moi: hei\n{rest.partition(chr(10))[2]}", encoding="utf-8")
    found = {problem.code for problem in bank.read(source)[2]}
    assert {"translation-missing", "unknown-field"} <= found
