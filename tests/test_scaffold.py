"""A new record begins as a file that the checks accept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.kinds import kinds
from generator.model.record import Record
from generator.problem import Severity
from generator.scaffold import scaffold
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.fields import Reference

FIRST = {
    "": "perheelle",
    "audience": "perheet",
    "drawing": "koti",
    "meeting": "koe-meeting",
    "model": "dialogi",
    "role": "sosiaalityontekija",
}
OTHERS = {bank.path_of(kind, f"koe-{kind}"): bank.record(kind) for kind in ("meeting", "model")}
WRITTEN = list(kinds())


def first_of(reference: Reference) -> str:
    """Give what a reference may name in the small bank: an item of a record for a part."""
    return FIRST[reference.kind]


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_new_record_is_accepted_as_it_stands(kind: str, source: Path) -> None:
    """Every kind begins with its required fields, filled so that nothing is wrong."""
    bank.write(source, OTHERS | bank.DRAWING)
    file = scaffold(kinds()[kind], "uusi", source, first_of)
    assert file == source / bank.path_of(kind, "uusi")
    library, _, problems = bank.read(source)
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    record = library.by_kind["fi"][kind]["uusi"].record
    assert record.title == "[Nimi]"


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_new_record_names_its_schema(kind: str, source: Path) -> None:
    """The first line leads an editor to the schema of the kind."""
    file = scaffold(kinds()[kind], "uusi", source, first_of)
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=../../schemas/{kind}.json"


def test_a_new_record_is_a_draft_of_today(source: Path) -> None:
    """It is dated by its writing and to be reviewed in a year."""
    scaffold(kinds()["brochure"], "uusi", source, first_of)
    library, _, _ = bank.read(source)
    record = library.by_kind["fi"]["brochure"]["uusi"].record
    assert isinstance(record, Record)
    assert record.state == "draft"
    assert (record.review_by - record.updated).days == 365
    assert (date.today() - record.updated).days in {0, 1}  # noqa: DTZ011 - as it was written


def test_a_record_that_is_there_is_not_touched(source: Path) -> None:
    """What someone has written is never overwritten."""
    before = (source / bank.BROCHURE).read_bytes()
    with pytest.raises(FileExistsError):
        scaffold(kinds()["brochure"], "perheelle", source, first_of)
    assert (source / bank.BROCHURE).read_bytes() == before


def test_a_folder_is_made_where_a_kind_has_none_yet(tmp_path: Path) -> None:
    """The first record of a kind makes its folder."""
    scaffold(kinds()["meeting"], "uusi", tmp_path, first_of)
    assert (tmp_path / "materials/meeting/uusi.yaml").is_file()
