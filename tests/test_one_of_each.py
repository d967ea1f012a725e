"""In the shipped bank there is one list of principles, one scale, and ids of statements that stay.

Of a bank that leaves out the measure, the wall or the model, nothing of it is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.bank.library import ORIGINAL
from generator.kinds.huoneentaulu import KIND as WALL
from generator.kinds.measure import KIND as MEASURE
from generator.kinds.measure import Measure
from generator.kinds.model import KIND as MODEL
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

    from generator.bank.library import Library

STATEMENTS = bank.ROOT / "tests" / "data" / "statements.txt"


@pytest.fixture
def library(shipped: Path) -> Library:
    """Give the shipped bank."""
    return bank.read(shipped)[0]


def _measures(library: Library) -> list[Measure]:
    return [edition.record for edition in library.of_kind(MEASURE, ORIGINAL)]


def test_there_is_one_list_of_principles(library: Library) -> None:
    """The wall shows the model's principles, each of them; a self-assessment weighs the same."""
    told = [
        (each.id, each.title)
        for edition in library.of_kind(MODEL, ORIGINAL)
        for each in edition.record.principles
    ]
    for wall in library.of_kind(WALL, ORIGINAL):
        assert list(wall.record.principles) == [name for name, _ in told]
    for measure in _measures(library):
        if not any(side.statements for side in measure.dimensions):
            assert [(each.id, each.title) for each in measure.dimensions] == told


def test_there_is_one_scale(library: Library) -> None:
    """A value means the same wherever a statement is weighed."""
    scales = {
        tuple((each.value, each.title, each.text) for each in measure.scale)
        for measure in _measures(library)
    }
    assert len(scales) <= 1


def test_the_ids_of_statements_stay(library: Library) -> None:
    """Rounds of years are compared by them: one may be added, none goes or is used twice."""
    lines = STATEMENTS.read_text(encoding="utf-8").splitlines()
    frozen = {line for line in lines if line and not line.startswith("#")}
    own = [
        each.id
        for measure in _measures(library)
        for side in measure.dimensions
        for each in side.statements
    ]
    assert len(own) == len(set(own))
    assert not own or frozen <= set(own)
