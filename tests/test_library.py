"""Every id is known once, every reference leads somewhere, and everything has its place."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.bank.agreement import against
from generator.bank.library import address
from generator.problem import Severity
from generator.source import read as reading
from generator.source.load import files
from tests import bank
from tests.drawn import drawn

if TYPE_CHECKING:
    from pathlib import Path

APPROVED = {"state": "approved", "approved": {"role": "sosiaalityontekija", "on": "2026-01-15"}}


@pytest.fixture
def every(tmp_path: Path) -> Path:
    """Give a bank with a record of each kind."""
    return bank.write(tmp_path / "source", bank.every_kind())


def test_an_item_that_two_records_hold_is_named_by_nobody(every: Path) -> None:
    """Whoever quotes it by its id is told both places; of a record out of use nobody speaks."""
    second = bank.record("model", title="Toinen malli")
    bank.write(every, {bank.path_of("model", "toinen"): second})
    told = [each for each in bank.read(every)[2] if each.code == "ambiguous-part"]
    poster = bank.path_of("huoneentaulu", "koe-huoneentaulu")
    assert {each.at.path for each in told} >= {poster, bank.path_of("measure", "koe-measure")}
    assert {each.severity for each in told} == {Severity.ERROR}
    for path in ("content/model/koe-model.yaml:", "content/model/toinen.yaml:"):
        assert all(path in each.values["places"] for each in told)
    place = told[0].values["places"].split(", ")[0].split(":")
    lines = (every / place[0]).read_text(encoding="utf-8").splitlines()
    assert told[0].values["id"] in lines[int(place[1]) - 1]
    gone = {"state": "withdrawn", "withdrawn": {"reason": "Vanheni.", "instead": "koe-model"}}
    bank.write(every, {bank.path_of("model", "toinen"): second | gone})
    library, _, problems = bank.read(every)
    assert "ambiguous-part" not in bank.codes(problems)
    found = library.part("model", "dialogi", "fi", "principles")
    assert found is not None
    assert found[0].record.id == "koe-model"


def test_records_come_in_the_order_in_which_the_bank_presents_them(source: Path) -> None:
    """Kinds in their order; in a kind by ``order``, then by title."""
    names = {"a": ("Ö", None), "b": ("A", None), "c": ("Z", "1"), "d": ("a", None)}
    for name, (title, order) in names.items():
        path = f"materials/brochure/{name}.yaml"
        bank.write(source, {path: bank.record(title=title, order=order)})
    bank.write(source, {"content/page/sivu.yaml": bank.record("page", title="A")})
    bank.write(source, {"content/model/malli.yaml": bank.record("model", title="Ö")})
    library, _, _ = bank.read(source)
    found = [edition.record.id for edition in library.records("fi")]
    assert found == ["malli", "c", "b", "d", "perheelle", "a", "sivu"]


def test_a_table_keeps_the_order_of_its_file(source: Path) -> None:
    """Whoever writes a table puts its entries in order."""
    entries = {name: {"title": name} for name in ("d", "b", "a", "c")}
    bank.write(source, {"content/role.yaml": entries})
    library, _, _ = bank.read(source)
    assert list(library.by_table["fi"]["role"]) == ["d", "b", "a", "c"]


def test_finnish_comes_first_whatever_titles_are(every: Path) -> None:
    """The order of languages does not hang on a title that sorts early."""
    file = bank.swedish(every, bank.path_of("model", "koe-model"))
    file.write_text(file.read_text(encoding="utf-8").replace("sv: Koe", "A"), encoding="utf-8")
    assert bank.read(every)[0].languages == ("fi", "sv")


def test_a_language_in_which_there_is_nothing_to_read_is_none(source: Path) -> None:
    """Translated tables alone make no site."""
    bank.swedish(source, "content/audience.yaml")
    assert bank.read(source)[0].languages == ("fi",)


def test_a_record_is_read_in_finnish_where_it_is_not_translated(every: Path) -> None:
    """Whoever asks for a record in Swedish gets the best there is."""
    bank.swedish(every, bank.BROCHURE)
    library, _, _ = bank.read(every)
    translated = library.record("perheelle", "sv")
    only_finnish = library.record("koe-meeting", "sv")
    assert translated is not None
    assert only_finnish is not None
    assert (translated.language, only_finnish.language) == ("sv", "fi")
    assert [edition.language for edition in library.translations("brochure", "perheelle")] == [
        "fi",
        "sv",
    ]
    assert library.record("muu", "fi") is None
    entry = library.entry("role", "sosiaalityontekija", "sv")
    assert entry is not None
    assert entry.language == "fi"
    assert library.entry("role", "muu", "sv") is None


@pytest.mark.parametrize(
    ("kind", "record_id", "finnish", "swedish"),
    [
        ("brochure", "perheelle", "esitteet/perheelle/", "sv/broschyrer/perheelle/"),
        ("page", "etusivu", "", "sv/"),
        ("page", "koe-page", "koe-page/", "sv/koe-page/"),
    ],
)
def test_an_address_is_words_of_its_language(
    kind: str, record_id: str, finnish: str, swedish: str, every: Path
) -> None:
    """Finnish stands at the root, Swedish below ``sv``; the home has the root alone."""
    bank.swedish(every, bank.path_of(kind, record_id))
    library, _, _ = bank.read(every)
    assert address(library.by_kind["fi"][kind][record_id]) == finnish
    assert address(library.by_kind["sv"][kind][record_id]) == swedish


@pytest.mark.parametrize("kind", [kind for kind in bank.BODIES if kind != "brochure"])
def test_a_reference_to_nothing_is_an_error_in_every_kind(kind: str, every: Path) -> None:
    """A planted reference to no record is found, with the nearest id there is."""
    path = bank.path_of(kind, f"koe-{kind}")
    bank.write(every, {path: bank.record(kind, related=["perhelle"])})
    problems = bank.read(every)[2]
    assert [(p.code, p.field, p.values["near"], p.at.path) for p in problems] == [
        ("unknown-record", "related.0", "perheelle", path)
    ]


def test_a_small_record_is_no_record_to_refer_to(source: Path) -> None:
    """``related`` leads to pages; a role has none."""
    bank.write(source, {bank.BROCHURE: bank.record(related=["sosiaalityontekija"])})
    assert bank.codes(bank.read(source)[2]) == ["unknown-record"]


def test_approval_names_a_role(source: Path) -> None:
    """Who approved is a role of the bank."""
    bank.write(source, {bank.BROCHURE: bank.record(**APPROVED)})
    assert bank.read(source)[2] == []


def test_plain_twins_are_known_both_ways(source: Path) -> None:
    """A plain text names its twin; the library leads from the twin to it."""
    bank.write(source, {"materials/brochure/selko.yaml": bank.record(plain_of="perheelle")})
    assert bank.read(source)[0].plain_twins == {"perheelle": "selko"}


def test_without_drafts_only_what_is_approved_is_there(source: Path) -> None:
    """Drafts are left out with their translations, and references to them are notices."""
    approved = bank.record(**APPROVED, related=["perheelle"], contact="[Esite](id:perheelle)")
    bank.write(source, {"materials/brochure/toinen.yaml": approved})
    bank.swedish(source, bank.BROCHURE)
    bank.swedish(source, "materials/brochure/toinen.yaml", state="draft")
    library, _, problems = bank.read(source, drafts=False)
    assert [e.record.id for e in library.records("fi")] == ["toinen"]
    assert list(library.records("sv")) == []
    assert bank.codes(problems) == ["reference-to-draft", "reference-to-draft"]
    assert {problem.severity for problem in problems} == {Severity.NOTICE}


def test_what_quotes_a_draft_is_left_out_with_it(source: Path) -> None:
    """A poster without its principles would say nothing; a translation's draft takes nothing."""
    model, poster = bank.path_of("model", "malli"), bank.path_of("huoneentaulu", "taulu")
    files = {model: bank.record("model"), poster: bank.record("huoneentaulu", **APPROVED)}
    bank.write(source, files)
    assert not any(bank.read(source, drafts=False)[0].records("fi"))
    bank.write(source, {model: bank.record("model", **APPROVED)})
    bank.swedish(source, model, state="draft")
    library, _, _ = bank.read(source, drafts=False)
    assert [e.record.id for e in library.records("fi")] == ["malli", "taulu"]


def test_a_draft_is_a_text_or_a_translation_that_nobody_has_approved(source: Path) -> None:
    """An approved text may have a draft of a translation, and the other way round."""
    bank.write(source, {bank.BROCHURE: bank.record(**APPROVED)})
    bank.swedish(source, bank.BROCHURE, state="draft")
    bank.swedish(source, "content/role.yaml", state="draft")
    library, _, _ = bank.read(source)
    assert not library.by_kind["fi"]["brochure"]["perheelle"].draft
    assert library.by_kind["sv"]["brochure"]["perheelle"].draft
    assert library.by_table["sv"]["role"]["sosiaalityontekija"].draft_translation
    bank.write(source, {bank.BROCHURE: bank.record()})
    bank.swedish(source, bank.BROCHURE, state="approved")
    library, _, _ = bank.read(source)
    assert library.by_kind["sv"]["brochure"]["perheelle"].draft


@pytest.mark.parametrize(("day", "told"), [("2027-01-15", []), ("2027-01-16", ["perheelle"])])
def test_a_review_is_overdue_the_day_after(day: str, told: list[str], source: Path) -> None:
    """On its last day a text is not overdue yet."""
    library, _, _ = bank.read(source)
    found = against(library, date.fromisoformat(day))
    assert [problem.at.path.split("/")[-1].removesuffix(".yaml") for problem in found] == told


def test_a_picture_lies_in_the_folder_of_its_record_or_below(source: Path) -> None:
    """A picture in a folder beside the record is found."""
    image = {"file": "kuvat/perhe.png", "alt": "Perhe"}
    bank.write(source, {bank.BROCHURE: bank.record(image=image)})
    assert bank.codes(bank.read(source)[2]) == ["missing-image"]
    bank.write(source, {"materials/brochure/kuvat/perhe.png": drawn("PNG")})
    assert bank.read(source)[2] == []


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("/etc/kuva.png", "outside-tree"),
        ("../guideline/kuva.png", "outside-tree"),
        ("a" * 300 + ".png", "missing-image"),
        ("kuva.svg", "image-type"),
        (".", "image-type"),
        ("linkki.png", "outside-tree"),
    ],
)
def test_a_picture_is_never_taken_from_elsewhere(file: str, code: str, source: Path) -> None:
    """Neither a path nor a link leads out of the folder, and any name is borne."""
    bank.write(source, {bank.BROCHURE: bank.record(image={"file": file, "alt": "Perhe"})})
    outside = source.parent / "kuva.png"
    outside.write_bytes(b"\x89PNG")
    (source / "materials/brochure/linkki.png").symlink_to(outside)
    assert bank.codes(bank.read(source)[2]) == [code]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_files_does_not_matter(
    seed: int, every: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the disk lists the files, library, plan and problems are the same."""
    for path in [path.relative_to(every).as_posix() for path in every.rglob("koe-*.yaml")]:
        bank.swedish(every, path)
    bank.write(every, {"materials/guideline/perheelle.yaml": bank.record("guideline")})
    bank.write(every, {"materials/brochure/zzz.yaml": bank.record(related=["ei", "ole"])})
    before = bank.read(every)

    def shuffled(folder: Path) -> object:
        there = list(files(folder))
        return random.Random(seed).sample(there, len(there))  # noqa: S311 - a shuffle

    monkeypatch.setattr(reading, "files", shuffled)
    library, plan, problems = bank.read(every)
    assert list(library.by_kind) == list(before[0].by_kind)
    for language, by_kind in library.by_kind.items():
        was = before[0].by_kind[language]
        assert list(by_kind) == list(was)
        assert {k: [e.record for e in v.values()] for k, v in by_kind.items()} == {
            k: [e.record for e in v.values()] for k, v in was.items()
        }
    assert list(library.by_table) == list(before[0].by_table)
    for language, by_table in library.by_table.items():
        entries = before[0].by_table[language]
        assert list(by_table) == list(entries)
        assert {k: [e.entry for e in v.values()] for k, v in by_table.items()} == {
            k: [e.entry for e in v.values()] for k, v in entries.items()
        }
    assert [job.path for job in bank.jobs(plan)] == [job.path for job in bank.jobs(before[1])]
    assert bank.lines(problems) == bank.lines(before[2])
    assert "duplicate-id" in bank.codes(problems)
