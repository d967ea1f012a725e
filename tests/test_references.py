"""What a record refers to, wherever in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.model.references import references, settings_used
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def every(tmp_path: Path) -> Path:
    """Give a bank with a record of each kind."""
    return bank.write(tmp_path / "source", bank.every_kind())


def test_references_are_found_wherever_they_stand(every: Path) -> None:
    """In fields, in lists, in items of items, and in texts."""
    library, _, _ = bank.read(every)
    path = library.by_kind["fi"]["onboarding"]["koe-onboarding"].record
    found = {(where, kind.kind, target) for where, kind, target in references(path)}
    assert found == {
        (("audience", 0), "audience", "perheet"),
        (("sources", 0), "source", "opas"),
        (("related", 0), "", "perheelle"),
        (("role",), "role", "sosiaalityontekija"),
        (("stages", 0, "tasks", 0, "materials", 0), "", "perheelle"),
    }
    page = library.by_kind["fi"]["page"]["koe-page"].record
    assert (("sections", 0, "text"), "", "perheelle") in {
        (where, kind.kind, target) for where, kind, target in references(page)
    }


def test_settings_are_found_wherever_they_stand(every: Path) -> None:
    """Texts are walked on every level, so that no setting in them is missed."""
    path = bank.path_of("page", "koe-page")
    sections = {"yksi": {"title": "Yksi", "text": "- Ota *yhteys*: {county}"}}
    bank.write(every, {path: bank.record("page", sections=sections)})
    library, _, _ = bank.read(every)
    record = library.by_kind["fi"]["page"]["koe-page"].record
    assert list(settings_used(record)) == [(("sections", 0, "text"), "county")]
