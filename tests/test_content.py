"""The real content: sound, complete, and honest about being a draft."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.kinds import kinds
from generator.kinds.base import Record
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path


def test_the_real_content_has_no_error() -> None:
    """Every shipped file is sound; the only notice allowed is that of the example address."""
    _, _, problems = bank.read(bank.ROOT)
    assert [line for line in bank.lines(problems) if "base_url" not in line] == []
    assert set(bank.codes(problems)) <= {"default-base-url"}


def test_the_real_content_builds(real: Path) -> None:
    """The real bank builds, and tells of nothing but the example address."""
    told = json.loads((real / "report.json").read_text(encoding="utf-8"))
    assert {problem["code"] for problem in told} <= {"default-base-url"}
    assert (real / "site" / "index.html").is_file()


def test_every_kind_has_a_record() -> None:
    """Nothing is only promised: each kind, small or large, has a record."""
    library, _, _ = bank.read(bank.ROOT)
    there = library.editions["fi"]
    assert [name for name in kinds() if not there.get(name)] == []
    assert {"perheelle", "perheelle-selkokielella"} <= there["brochure"].keys()
    assert library.plain_twins["perheelle"] == "perheelle-selkokielella"
    assert "etusivu" in there["page"]
    assert "saavutettavuusseloste" in there["page"]


def test_every_text_is_a_draft() -> None:
    """No shipped text or translation claims an approval that no professional has given."""
    library, _, _ = bank.read(bank.ROOT)
    for language in library.languages:
        for edition in library.records(language):
            assert isinstance(edition.record, Record)
            assert edition.record.state == "draft", edition.path
            assert edition.record.approved is None, edition.path
            assert not edition.translation or edition.translation.state == "draft", edition.path


def test_every_record_leans_on_something() -> None:
    """Each material names its sources and its roles' readers; only the bank's own pages may not."""
    library, _, _ = bank.read(bank.ROOT)
    lacking = [
        edition.path
        for edition in library.records("fi")
        if isinstance(edition.record, Record)
        and edition.kind.name != "page"
        and not edition.record.sources
    ]
    assert lacking == []


def test_editors_know_the_schema_of_every_file() -> None:
    """The first line of each YAML file leads its editor to the schema of its kind."""
    for root in ("content", "materials"):
        for file in sorted((bank.ROOT / root).rglob("*.yaml")):
            first = file.read_text(encoding="utf-8").partition("\n")[0]
            named = first.removeprefix("# yaml-language-server: $schema=")
            schema = (file.parent / named).resolve()
            assert schema.is_file(), file
            kind = file.name.split(".")[0] if file.parent.name == root else file.parent.name
            translated = file.suffixes == [".sv", ".yaml"]
            assert schema.name == f"{kind}{'.translation' if translated else ''}.json", file
