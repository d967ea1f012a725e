"""What has been published is remembered: its address, its version, its words."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
import yaml

from generator.bank import ledger
from generator.bank.library import ORIGINAL, address
from generator.bank.lookup import Lookup
from generator.outputs.catalogue import catalogue
from generator.outputs.handout import handout_task
from generator.outputs.manuscript import manuscript
from generator.outputs.page import record_page
from generator.outputs.text import write as write_text
from generator.outputs.view import Place
from generator.problem import Severity
from tests import bank
from tests.drawn import drawn

if TYPE_CHECKING:
    from pathlib import Path

    from generator.problem import Problem

    Written = dict[str, dict[str, list[dict[str, str]]]]

PICTURE = "materials/brochure/kuva.png"
LATER = "2026-02-16"
OUT = "{version: '1.0', updated: 2026-01-15, words: abcdefabcdef}"


def test_a_picture_is_part_of_what_was_released(source: Path) -> None:
    """Another picture under the same name is a change, as other words are."""
    image = {"file": "kuva.png", "alt": "Piirros."}
    first, second = drawn("PNG", tone=1), drawn("PNG", tone=2)
    bank.write(source, {bank.BROCHURE: bank.record(image=image), PICTURE: first})
    release(source)
    assert held(source) == []
    bank.write(source, {PICTURE: second})
    assert held(source) == ["unversioned-change"]
    library, _, _ = bank.read(source)
    (edition,) = library.records(ORIGINAL)
    assert edition.version == "1.0+"
    bank.write(source, {PICTURE: first})
    assert held(source) == []


@pytest.fixture
def published(source: Path) -> Path:
    """Give a small bank in Finnish and Swedish, published as it stands."""
    bank.swedish(source, bank.BROCHURE)
    release(source)
    return source


def release(source: Path) -> Written:
    """Publish a bank as it stands, and give what was written of it."""
    library, _, _ = bank.read(source)
    editions = [e for language in library.languages for e in library.records(language)]
    text = ledger.write(editions, source).read_text(encoding="utf-8")
    written: Written = yaml.safe_load(text)
    return written


def held(source: Path, *corrected: str) -> list[str]:
    """Give the codes of what a release refuses."""
    weighed = ledger.releasable(problems_of(source), corrected)
    return bank.codes(problem for problem in weighed if problem.severity is Severity.ERROR)


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
    releases = [each for entry in written.values() for each in entry["released"]]
    assert {(each["version"], each["updated"]) for each in releases} == {("1.0", "2026-01-15")}
    assert len({each["words"] for each in releases}) == 2


def test_the_ledger_is_the_same_each_time(published: Path) -> None:
    """Releasing again changes no byte, and the file tells who writes it."""
    before = (published / ledger.NAME).read_bytes()
    release(published)
    assert (published / ledger.NAME).read_bytes() == before
    assert before.startswith(b"# ")


def test_words_that_change_under_the_same_version_are_not_released(published: Path) -> None:
    """Paper with that version says something else; until the release it is a notice."""
    bank.write(published, {bank.BROCHURE: bank.record(lead="Toinen teksti.")})
    bank.swedish(published, bank.BROCHURE)
    problems = problems_of(published)
    assert bank.codes(problems) == ["unversioned-change", "unversioned-change"]
    assert {problem.severity for problem in problems} == {Severity.NOTICE}
    assert [problem.at.path for problem in problems] == [
        bank.BROCHURE.replace(".yaml", ".sv.yaml"),
        bank.BROCHURE,
    ]
    assert held(published) == bank.codes(problems)


def test_a_new_version_is_waiting_for_its_release(published: Path) -> None:
    """New words under a new version are fine, and a notice until they are released."""
    reworded(published, version="1.1", updated=LATER)
    problems = problems_of(published)
    assert bank.codes(problems) == ["unreleased", "unreleased"]
    assert {problem.severity for problem in problems} == {Severity.NOTICE}
    assert held(published) == []
    written = release(published)
    assert problems_of(published) == []
    history = written["esitteet/perheelle/"]["released"]
    assert [each["version"] for each in history] == ["1.0", "1.1"]


def reworded(source: Path, lead: str = "Toinen teksti.", **changes: object) -> None:
    """Change the words of the brochure and of its translation."""
    bank.write(source, {bank.BROCHURE: bank.record(lead=lead, **changes)})
    bank.swedish(source, bank.BROCHURE)


@pytest.mark.parametrize(
    ("version", "day", "code"),
    [
        ("1.0", LATER, "version-behind"),
        ("0.9", LATER, "version-behind"),
        ("1.1.0", LATER, "version-behind"),
        ("1.1", LATER, "unversioned-change"),
        ("1.2", "2026-02-01", "updated-behind"),
        ("1.2", "2026-01-31", "updated-behind"),
        ("1.10", "2026-02-02", ""),
    ],
)
def test_a_version_grows_with_its_day(version: str, day: str, code: str, published: Path) -> None:
    """A number that has been out never returns with other words, nor does its day stay."""
    reworded(published, version="1.1", updated="2026-02-01")
    release(published)
    reworded(published, "Kolmas teksti.", version=version, updated=day)
    assert set(held(published)) == ({code} if code else set())
    library, _, _ = bank.read(published)
    assert {e.version for lang in library.languages for e in library.records(lang)} == {"1.1+"}


def test_old_words_do_not_bring_their_version_back(published: Path) -> None:
    """Whoever takes a change back says so under a version of its own."""
    before = (published / bank.BROCHURE).read_text(encoding="utf-8")
    reworded(published, version="1.1", updated=LATER)
    release(published)
    bank.write(published, {bank.BROCHURE: before})
    bank.swedish(published, bank.BROCHURE)
    assert set(held(published)) == {"version-behind"}


def test_the_day_of_what_is_released_does_not_go_back(published: Path) -> None:
    """A version that is out is not older than it was."""
    bank.write(published, {bank.BROCHURE: bank.record(updated="2026-01-01")})
    assert set(held(published)) == {"updated-behind"}


def test_a_typing_error_is_corrected_on_the_record(published: Path) -> None:
    """By its id the change is let be, and the ledger tells that it was a correction."""
    reworded(published, "Tekstistä puuttui kirjain.")
    assert held(published, "muu") == ["unversioned-change", "unversioned-change"]
    assert held(published, "perheelle") == []
    history = release(published)["esitteet/perheelle/"]["released"]
    assert [(each["version"], bool(each.get("correction"))) for each in history] == [
        ("1.0", False),
        ("1.0", True),
    ]
    assert problems_of(published) == []
    reworded(published, version="1.1", updated=LATER)
    assert held(published) == []
    history = release(published)["esitteet/perheelle/"]["released"]
    assert [bool(each.get("correction")) for each in history] == [False, True, False]


def test_an_address_keeps_its_history_while_it_leads_on(published: Path) -> None:
    """A new record at an old address does not begin again from versions that have been out."""
    new = "materials/brochure/muu.yaml"
    (published / bank.BROCHURE).rename(published / new)
    (published / bank.BROCHURE.replace(".yaml", ".sv.yaml")).unlink()
    formerly = ["esitteet/perheelle"]
    bank.write(published, {new: bank.record(formerly=formerly, lead="Muuta.")})
    (published / ledger.NAME).write_text(
        (published / ledger.NAME).read_text(encoding="utf-8").split("sv/")[0], encoding="utf-8"
    )
    assert held(published) == ["unversioned-change"]
    moved = bank.record(formerly=formerly, lead="Muuta.", version="1.1", updated=LATER)
    bank.write(published, {new: moved})
    assert held(published) == []
    assert release(published)["esitteet/perheelle/"]["released"][0]["version"] == "1.0"
    back = bank.record(title="Uusi", lead="Toisin.")
    bank.write(published, {new: bank.record(lead="Muuta.", version="1.1", updated=LATER)})
    bank.write(published, {bank.BROCHURE: back})
    assert held(published) == ["unversioned-change"]


@pytest.mark.parametrize(
    "changes",
    [
        {"minutes": "30", "title": "Avaus", "text": "Tervehditään."},
        {"materials": ["perheelle"], "minutes": "10"},
    ],
)
def test_what_a_record_says_without_words_is_said_too(changes: bank.Fields, source: Path) -> None:
    """A time or a link on paper is as good as a word: paper with another is another."""
    path = bank.path_of("onboarding", "polku")
    fields = deepcopy(bank.record("onboarding", title="Polku"))
    bank.write(source, {path: fields})
    release(source)
    assert held(source) == []
    task = fields["stages"]["paiva-1"]["tasks"]["tapaa"] | changes
    fields["stages"]["paiva-1"]["tasks"]["tapaa"] = task | {"title": "Tapaa tiimi"}
    task.pop("text", None)
    bank.write(source, {path: fields})
    assert held(source) == ["unversioned-change"]


def test_what_is_not_released_bears_no_version_and_no_approval(published: Path) -> None:
    """On page, paper, in text and in the catalogue; released, all is as it says."""
    approval = {"role": "sosiaalityontekija", "on": "2026-03-04"}
    approved: bank.Fields = {"state": "approved", "approved": approval, "updated": LATER}
    reworded(published, version="1.2", **approved)
    assert held(published) == []
    release(published)
    sure, unsure = ("Versio 1.2", "Hyväksytty"), ("Versio 1.2+ (julkaisematon muutos)", "luonnos.")
    for lead, version in (("Toinen teksti.", "1.2"), ("Uusi.", "1.2"), ("Uusi.", "1.3")):
        reworded(published, lead, version=version, **approved)
        changed = lead == "Uusi."
        for text in shown(published):
            said = [word.casefold() in text.casefold() for word in (unsure if changed else sure)]
            assert all(said), text
            other = "Hyväksytty" if changed else "luonnos"
            assert other not in text.replace("Luonnos", "luonnos")
        told = catalogued(published)
        assert {each["state"] for each in told} == {"draft" if changed else "approved"}
        assert {each["version"] for each in told} == {"1.2+" if changed else "1.2"}
        words = {"julkaisematon muutos", "opublicerad ändring"} if changed else {None}
        assert {each.get("unreleased") for each in told} == words
        left = bank.read(published, drafts=False)[0]
        assert any(left.records("fi")) is not changed


def test_what_is_kept_of_a_page_is_made_anew_when_its_release_is_known(published: Path) -> None:
    """Its file is as it was; only the ledger tells that it is another."""
    reworded(published, version="1.1", updated=LATER)
    before = bank.read(published)[0]
    release(published)
    after = bank.read(published)[0]
    for one, other in zip(before.records("fi"), after.records("fi"), strict=True):
        assert before.fingerprint(one) != after.fingerprint(other)


def test_a_translation_bears_its_own_approval(source: Path) -> None:
    """Who reads the language says when; a draft again when either text is another."""
    approved: bank.Fields = {"state": "approved", "approved": bank.APPROVAL}
    reader = {"role": "sosiaalityontekija", "on": "2026-04-05"}
    bank.write(source, {bank.BROCHURE: bank.record(**approved)})
    file = bank.swedish(source, bank.BROCHURE, approved=reader)
    release(source)
    assert all("Hyväksytty 4.3.2026" in text for text in shown(source))
    assert all("Godkänd 5.4.2026" in text for text in shown(source, "sv"))
    words = file.read_text(encoding="utf-8")
    for original, translated in (("Sama.", "sv: Toinen"), ("Uusi.", "sv: Perheelle")):
        bank.write(source, {bank.BROCHURE: bank.record(**approved | {"lead": original})})
        file.write_text(words.replace("sv: Perheelle", translated), encoding="utf-8")
        assert all("utkast" in text.casefold() for text in shown(source, "sv"))
        assert not any("Godkänd" in text for text in shown(source, "sv"))
        assert not any(bank.read(source, drafts=False)[0].records("sv"))


def test_a_withdrawn_text_bears_no_approval_of_its_translation(source: Path) -> None:
    """That it is no longer in use is all that counts."""
    gone = {"state": "withdrawn", "withdrawn": {"reason": "Vanha."}}
    bank.write(source, {bank.BROCHURE: bank.record(**gone)})
    bank.swedish(source, bank.BROCHURE)
    for language, word in (("fi", "Hyväksytty"), ("sv", "Godkänd")):
        assert not any(word in text for text in shown(source, language))


def shown(source: Path, language: str = "fi") -> list[str]:
    """Give what the brochure's page, handouts and text file say in a language."""
    library, plan, _ = bank.read(source)
    asked = bank.answers(library, source)[language]
    (edition,) = library.records(language)
    tasks = [handout_task(job, Lookup(asked)) for job in plan.handouts if job.subject is edition]
    page = record_page(edition, Place(Lookup(asked), address(edition)))
    marked = [page, *(task.html for task in tasks)]
    words = [" ".join(re.sub(r"<[^>]*>", " ", html).split()) for html in marked]
    return [*words, write_text(manuscript(edition, Lookup(asked)))]


def catalogued(source: Path) -> list[dict[str, str]]:
    """Give the records of the catalogue."""
    records: list[dict[str, str]] = json.loads(catalogue(bank.read(source)[0], {}))["records"]
    return records


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


def test_every_kind_of_address_is_read_as_it_was_written(source: Path) -> None:
    """Also that of the home, which is empty, long ones, and those that lead on or to the home."""
    long = "a" * 200
    bank.write(source, bank.every_kind())
    bank.write(source, {f"materials/brochure/{long}.yaml": bank.record(title="Pitkä")})
    home = bank.record("page", title="Koti", formerly=["koti", f"koti/{long}"])
    bank.write(source, {bank.path_of("page", "etusivu"): home})
    written = release(source)
    assert {"", "koti/", f"esitteet/{long}/"} <= written.keys()
    assert problems_of(source) == []
    assert release(source) == written


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
    fields = bank.record(state="withdrawn", withdrawn=withdrawn, version="1.1", updated=LATER)
    bank.write(published, {bank.BROCHURE: fields})
    bank.swedish(published, bank.BROCHURE)
    assert bank.codes(problems_of(published)) == ["unreleased", "unreleased"]


def test_leaving_drafts_out_is_not_losing_them(published: Path) -> None:
    """A build without drafts misses no address of theirs."""
    assert {problem.code for problem in problems_of(published, drafts=False)} <= {"nothing-left"}


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


@pytest.mark.parametrize(
    "entry",
    [
        "1.0",
        "[]",
        "{}",
        "{version: '1.0', words: abcdefabcdef}",
        "{released: []}",
        "{released: [{version: '1.0', updated: 2026-01-15, words: abcdefabcdeg}]}",
        "{released: [{version: '1', updated: 2026-01-15, words: abcdefabcdef}]}",
        "{released: [{version: '1.0', updated: 2026-01-32, words: abcdefabcdef}]}",
        "{released: [{version: '1.0', updated: 2026-01-15}]}",
        "{released: [{version: '1.0', updated: 2026-01-15, words: abcdefabcdef, x: y}]}",
        f"{{released: [{OUT.replace('1.0', '2.0')}, {OUT}]}}",
        f"{{released: [{OUT}, {OUT}]}}",
        f"{{now: [], released: [{OUT}]}}",
    ],
)
def test_an_entry_that_no_release_wrote_is_an_error(entry: str, published: Path) -> None:
    """What does not tell what has been out must not be taken for nothing, and written over."""
    text = f"esitteet/perheelle/: {entry}\n"
    bank.write(published, {ledger.NAME: text})
    problems = problems_of(published)
    assert [(problem.code, problem.at.path) for problem in problems] == [
        ("ledger-entry", ledger.NAME)
    ]


def test_a_file_cut_at_the_end_of_any_line_is_told(published: Path) -> None:
    """What is cut off a published text is missed, wherever the cut is."""
    file = published / bank.BROCHURE
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    for count in range(len(lines)):
        file.write_text("".join(lines[:count]), encoding="utf-8")
        assert held(published), count
