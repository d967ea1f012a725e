"""Values that are kept: what is read again is what was kept, and reading it runs nothing."""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass
from datetime import date, datetime, time
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from generator.cache import Cache
from generator.fold import FoldError, fold, unfold
from generator.problem import Position, Problem, Severity
from generator.source.read import read
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

VALUES: list[object] = [
    "å \u2028 \udcff",
    (),
    (1, "a", None, True, 1.5),
    {("a", 1): [(), {}]},
    frozenset({"b", "a"}),
    (date(2026, 1, 15), time(9, 30), datetime(2026, 1, 15, 9, 30)),  # noqa: DTZ001 - no zone
    Problem(Position("a.yaml", 2), "tab", values={"a": "b"}, severity=Severity.NOTICE),
]


@pytest.mark.parametrize("value", VALUES, ids=[str(number) for number in range(len(VALUES))])
def test_a_value_comes_back(value: object) -> None:
    """A value is folded on one line and made again, the same."""
    folded = fold(value)
    assert "\n" not in folded
    assert unfold(folded) == value
    assert fold(unfold(folded)) == folded


def test_every_record_comes_back(tmp_path: Path) -> None:
    """Records and entries of every kind, with every field, are what they were."""
    source = bank.write(tmp_path / "source", bank.full())
    bank.swedish(source, bank.BROCHURE)
    validated, problems = read(source, Cache())
    again = unfold(fold((validated, problems)))
    assert again[1] == problems
    for before, after in (
        *zip(validated.records, again[0].records, strict=True),
        *zip(validated.entries, again[0].entries, strict=True),
    ):
        assert type(before) is type(after)
        for name in ("language", "path", "words", "refers", "uses", "translation", "stale"):
            assert getattr(before, name) == getattr(after, name)
        assert before.at() == after.at()
    assert [e.record for e in again[0].records] == [e.record for e in validated.records]
    assert [e.entry for e in again[0].entries] == [e.entry for e in validated.entries]
    assert all(
        one.kind is other.kind
        for one, other in zip(validated.records, again[0].records, strict=True)
    )
    assert again[0].settings == validated.settings


@pytest.mark.parametrize(
    "name",
    [
        "os:system",
        "subprocess:Popen",
        "builtins:eval",
        "eval",
        "generator.cli:main",
        "generator.site.publish:publish",
        "generator.make.workers:Workers",
        "generator.cache:Cache",
        "generator.fold:Path",
        "generator.none:None",
        "",
        5,
    ],
)
def test_data_names_no_type_but_ours(name: object) -> None:
    """Neither a function nor a class that is no value of ours is ever called."""
    with pytest.raises(FoldError):
        unfold(json.dumps([["tuple", name], [1, "touch planted"]]))


def test_an_enumeration_of_others_is_not_made() -> None:
    """A type that is loaded, and would be sound if it were ours, is not ours."""
    name = f"{HTTPStatus.__module__}:{HTTPStatus.__name__}"
    with pytest.raises(FoldError):
        unfold(json.dumps([["tuple", name], [1, 200]]))


def test_what_can_be_changed_is_not_kept() -> None:
    """Only frozen values are kept."""
    with pytest.raises(TypeError):
        fold(Changeable("a"))


@dataclass
class Changeable:
    """A value that is not frozen."""

    text: str


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "5",
        "[1, 2]",
        '[["tuple"], [7]]',
        '[["tuple"], [[], 1]]',
        '[["tuple"], []]',
        '[["tuple", "generator.problem:Position"], [1]]',
        '[["tuple", "date"], [1, "2026-13-01"]]',
        "[" * 100_000,
    ],
)
def test_what_is_no_folded_value_is_told(text: str) -> None:
    """Data of any other shape is refused, in one way."""
    with pytest.raises(FoldError):
        unfold(text)


def test_pickles_are_not_read() -> None:
    """What once was kept runs nothing."""
    with pytest.raises(FoldError):
        unfold(pickle.dumps(print))
