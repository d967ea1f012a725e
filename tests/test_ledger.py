"""What has been published is remembered: its address, its version, its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from generator.bank import ledger
from generator.problem import Severity
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

    from generator.problem import Problem


@pytest.fixture
def published(source: Path) -> Path:
    """Give a small bank in Finnish and Swedish, published as it stands."""
    bank.swedish(source, bank.BROCHURE)
    release(source)
    return source


def release(source: Path) -> dict[str, dict[str, str]]:
    """Publish a bank as it stands, and give what was written of it."""
    library, _, _ = bank.read(source)
    editions = [e for language in library.languages for e in library.records(language)]
    text = ledger.write(editions, source).read_text(encoding="utf-8")
    written: dict[str, dict[str, str]] = yaml.safe_load(text)
    return written


def problems_of(source: Path, **options: object) -> list[Problem]:
    """Give the problems of a bank."""
    return bank.read(source, **options)[2]


def test_a_bank_that_has_published_nothing_has_nothing_to_hold_against(source: Path) -> None:
    """Without a ledger nothing is told."""
    assert problems_of(source) == []


def test_what_is_as_it_was_published_is_fine(published: Path) -> None:
    """Every address, version and hash is there, and fits."""
    assert problems_of(published) == []
    written = yaml.safe_load((published / ledger.NAME).read_text(encoding="utf-8"))
    assert list(written) == ["esitteet/perheelle/", "sv/broschyrer/perheelle/"]
    assert {entry["version"] for entry in written.values()} == {"1.0"}
    assert len({entry["words"] for entry in written.values()}) == 2


def test_the_ledger_is_the_same_each_time(published: Path) -> None:
    """Releasing again changes no byte, and the file tells who writes it."""
    before = (published / ledger.NAME).read_bytes()
    release(published)
    assert (published / ledger.NAME).read_bytes() == before
    assert before.startswith(b"# ")


def test_words_that_change_under_the_same_version_are_an_error(published: Path) -> None:
    """Paper with that version says something else; while one edits it is a notice."""
    bank.write(published, {bank.BROCHURE: bank.record(lead="Toinen teksti.")})
    bank.swedish(published, bank.BROCHURE)
    problems = problems_of(published)
    assert bank.codes(problems) == ["unversioned-change", "unversioned-change"]
    assert {problem.severity for problem in problems} == {Severity.ERROR}
    assert [problem.at.path for problem in problems] == [
        bank.BROCHURE.replace(".yaml", ".sv.yaml"),
        bank.BROCHURE,
    ]
    notices = problems_of(published, preview=True)
    assert bank.codes(notices) == bank.codes(problems)
    assert {problem.severity for problem in notices} == {Severity.NOTICE}


def test_a_new_version_is_waiting_for_its_release(published: Path) -> None:
    """New words under a new version are fine, and a notice until they are released."""
    bank.write(published, {bank.BROCHURE: bank.record(lead="Toinen teksti.", version="1.1")})
    bank.swedish(published, bank.BROCHURE)
    problems = problems_of(published)
    assert bank.codes(problems) == ["unreleased", "unreleased"]
    assert {problem.severity for problem in problems} == {Severity.NOTICE}
    release(published)
    assert problems_of(published) == []


def test_facts_may_change_without_a_new_version(published: Path) -> None:
    """A review date or a theme is no word on paper."""
    bank.write(published, {bank.BROCHURE: bank.record(review_by="2028-01-15", themes=["dialogi"])})
    assert problems_of(published) == []


def test_an_address_that_is_gone_is_an_error_in_the_ledger(published: Path) -> None:
    """A QR code on paper leads there, so the place of the address in the ledger is told."""
    bank.write(published, {"materials/brochure/muu.yaml": bank.record()})
    (published / bank.BROCHURE).unlink()
    (published / bank.BROCHURE.replace(".yaml", ".sv.yaml")).unlink()
    gone = [problem for problem in problems_of(published) if problem.code == "address-gone"]
    assert [problem.values["address"] for problem in gone] == [
        "esitteet/perheelle/",
        "sv/broschyrer/perheelle/",
    ]
    assert [problem.at.line for problem in gone] == [2, 5]
    assert {problem.severity for problem in gone} == {Severity.ERROR}


def test_a_former_address_leads_on(published: Path) -> None:
    """A record that took a new name names the old one, in every language that it has."""
    (published / bank.BROCHURE).unlink()
    (published / bank.BROCHURE.replace(".yaml", ".sv.yaml")).unlink()
    new = "materials/brochure/muu.yaml"
    formerly = ["esitteet/perheelle", "broschyrer/perheelle"]
    bank.write(published, {new: bank.record(formerly=formerly)})
    bank.swedish(published, new)
    assert bank.codes(problems_of(published)) == ["unreleased", "unreleased"]


def test_a_former_address_is_remembered_after_the_next_release(published: Path) -> None:
    """Paper lives longer than one release: the old address may not be dropped later either."""
    (published / bank.BROCHURE.replace(".yaml", ".sv.yaml")).unlink()
    (published / ledger.NAME).unlink()
    release(published)
    (published / bank.BROCHURE).unlink()
    new = "materials/brochure/muu.yaml"
    bank.write(published, {new: bank.record(formerly=["esitteet/perheelle"])})
    release(published)
    assert problems_of(published) == []
    bank.write(published, {new: bank.record()})
    assert bank.codes(problems_of(published)) == ["address-gone"]


def test_a_withdrawn_record_keeps_its_address(published: Path) -> None:
    """A record out of use still has its page."""
    withdrawn = {"reason": "Tilalle tuli uusi."}
    fields = bank.record(state="withdrawn", withdrawn=withdrawn, version="1.1")
    bank.write(published, {bank.BROCHURE: fields})
    bank.swedish(published, bank.BROCHURE)
    assert bank.codes(problems_of(published)) == ["unreleased", "unreleased"]


def test_leaving_drafts_out_is_not_losing_them(published: Path) -> None:
    """A build without drafts misses no address of theirs."""
    assert problems_of(published, drafts=False) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a: [", "yaml-bracket"),
        (b"", "empty-file"),
        (b"- a\n", "not-a-mapping"),
        (b"a: \xff\n", "not-utf8"),
        (b"<<<<<<< HEAD\na: b\n=======\n", "merge-conflict"),
    ],
)
def test_a_broken_ledger_is_one_problem(content: bytes, code: str, published: Path) -> None:
    """What cannot be read is told once, and no record is blamed for it."""
    bank.write(published, {ledger.NAME: content})
    problems = problems_of(published)
    assert [(problem.code, problem.at.path) for problem in problems] == [(code, ledger.NAME)]


def test_a_strange_entry_is_as_if_it_were_not_there(published: Path) -> None:
    """An entry of another shape tells no version."""
    bank.write(published, {ledger.NAME: "esitteet/perheelle/: 1.0\nsv/broschyrer/perheelle/: []\n"})
    assert bank.codes(problems_of(published)) == ["unreleased", "unreleased"]


def test_a_file_cut_at_the_end_of_any_line_is_told(published: Path) -> None:
    """What is cut off a published text is missed, wherever the cut is."""
    file = published / bank.BROCHURE
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    for count in range(len(lines)):
        file.write_text("".join(lines[:count]), encoding="utf-8")
        found = bank.read(published)[2]
        assert any(problem.severity is Severity.ERROR for problem in found), count
