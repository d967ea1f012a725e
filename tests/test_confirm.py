"""A review is of the words that were reviewed: when they change, nobody has reviewed them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator import cli
from generator.bank.library import ORIGINAL
from generator.kinds.law import TABLE as LAW
from generator.kinds.promise import TABLE as PROMISE
from generator.source.confirm import confirm
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

LAWS, PROMISES = LAW.place, PROMISE.place
SWEDISH = bank.BROCHURE.replace(".yaml", ".sv.yaml")
READ = {"read_on": "2026-02-01", "read_by": "Johtava lakimies"}
CONFIRMED = {"confirmed": {"by": "Lakimies", "on": "2026-02-01"}}
FILES: bank.Files = {
    LAWS: {"laki-1": bank.HEARD | READ},
    PROMISES: {"kuuleminen": bank.HEARING | CONFIRMED},
    bank.BROCHURE: bank.record(
        sections={"alku": {"title": "Alku", "text": "Näin.", "promises": ["kuuleminen"]}}
    ),
    "materials/brochure/toinen.yaml": bank.record(title="Toinen"),
}


@pytest.fixture
def reviewed(source: Path) -> Path:
    """Give a bank of which all has been reviewed, in Finnish and in Swedish."""
    bank.write(source, FILES | {"content/settings.yaml": bank.PUBLISHABLE})
    for path in (bank.BROCHURE, PROMISES):
        bank.swedish(source, path)
    return source


def _change(source: Path, path: str, old: str, new: str) -> None:
    text = (source / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (source / path).write_text(text.replace(old, new), encoding="utf-8")


def _public(source: Path) -> set[tuple[str, str]]:
    """Give what of the bank the public sees of the record that promises: language and id."""
    library, _, problems = bank.read(source, profile="public")
    assert {problem.severity.value for problem in problems} <= {"notice"}
    return {
        (language, each.record.id)
        for language in library.languages
        for each in library.records(language)
        if each.record.id == "perheelle"
    }


def test_a_bank_that_was_reviewed_is_told_nothing_and_shown(reviewed: Path) -> None:
    """What stands as it was read needs no word."""
    assert bank.lines(bank.read(reviewed)[2]) == []
    assert _public(reviewed) == {("fi", "perheelle"), ("sv", "perheelle")}


CHANGES = {
    "what a section means": (LAWS, "Ihmistä *kuullaan*", "Ihmistä ei kuulla", "laki-1.read_by"),
    "which section it is": (LAWS, "section: 1 §", "section: 2 §", "laki-1.read_by"),
    "a promise": (PROMISES, "Kuulemme teitä, ellei", "Kuulemme, ellei", "kuuleminen.confirmed.by"),
    "an exception": (PROMISES, "Ei, jos on kiire.", "Ei, jos ei.", "kuuleminen.confirmed.by"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_jurist_s_review_lapses_when_the_words_change(reviewed: Path, change: str) -> None:
    """It is told, its entry is unreviewed, and nothing that rests on it is public."""
    path, old, new, field = CHANGES[change]
    _change(reviewed, path, old, new)
    library, _, problems = bank.read(reviewed)
    told = [(each.at.path, each.field) for each in problems if each.code == "review-lapsed"]
    assert [each for each in told if ".sv." not in each[0]] == [(path, field)]
    table = LAW.name if path == LAWS else PROMISE.name
    for language in library.languages:
        entry = library.entry(table, field.split(".")[0], language)
        assert entry is not None
        assert entry.entry.reviewed is None
    assert _public(reviewed) == set()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (LAWS, "Onko pykälä muuttunut", "Onko muuttunut"),
        (LAWS, "dated: tammikuu 2026", "dated: helmikuu 2026"),
        (PROMISES, "Riittääkö poikkeus", "Riittääkö"),
        (PROMISES, "by: Lakimies", "by: Johtava lakimies"),
    ],
)
def test_what_is_not_read_in_a_review_may_change(
    reviewed: Path, path: str, old: str, new: str
) -> None:
    """A doubt that is settled, a text that was read again, the jurist's title."""
    _change(reviewed, path, old, new)
    told = {each.at.path for each in bank.read(reviewed)[2] if each.code == "review-lapsed"}
    assert path not in told
    assert ("fi", "perheelle") in _public(reviewed)


def test_an_approved_translation_lapses_when_its_words_change(reviewed: Path) -> None:
    """Its own words are what was approved."""
    _change(reviewed, SWEDISH, "sv: Perheelle", "sv: Till familjen")
    library, _, problems = bank.read(reviewed)
    assert [p.line("en") for p in problems if p.code == "review-lapsed"]
    edition = library.record("perheelle", "sv")
    assert edition is not None
    assert edition.draft_translation
    assert _public(reviewed) == {("fi", "perheelle")}


def test_to_follow_the_original_again_is_no_approval(reviewed: Path) -> None:
    """Somebody must approve the translation of the new words, and confirm that."""
    _change(reviewed, bank.BROCHURE, "Näin.", "Aivan toisin.")
    run = CliRunner().invoke(cli.main, ["follow", "sv", "perheelle", "--source", str(reviewed)])
    assert run.exit_code == 0
    assert bank.codes(bank.read(reviewed)[2]) == ["review-lapsed"]
    assert _public(reviewed) == {("fi", "perheelle")}
    assert confirm(reviewed, SWEDISH) == (True, [])
    assert ("sv", "perheelle") in _public(reviewed)


def test_a_translated_promise_lapses_by_itself(reviewed: Path) -> None:
    """The Finnish promise stays what a jurist has confirmed."""
    _change(reviewed, PROMISES.replace(".yaml", ".sv.yaml"), "sv: Perhettä kuullaan.", "Kanske.")
    assert _public(reviewed) == {("fi", "perheelle")}


@pytest.mark.parametrize("path", [LAWS, PROMISES, SWEDISH])
def test_a_review_of_nobody_knows_which_words_is_none(reviewed: Path, path: str) -> None:
    """A name and a day alone do not tell what was read."""
    text = (reviewed / path).read_text(encoding="utf-8")
    bare = re.sub(r"\n *(read_)?words: .*", "", text)
    assert bare != text
    (reviewed / path).write_text(bare, encoding="utf-8")
    assert bank.codes(bank.read(reviewed)[2]) == ["review-unmarked"]
    assert ("sv", "perheelle") not in _public(reviewed)
    assert confirm(reviewed, path) == (True, [])
    assert bank.lines(bank.read(reviewed)[2]) == []


TABLE = """# Lupaukset.
yksi:
  title: Yksi
  confirmed:
    # juristi
    by: Lakimies
    on: 2026-02-01
kaksi: {title: Kaksi, confirmed: {by: Lakimies, on: 2026-02-01}}
kolme:
  title: Kolme
  confirmed: {words: 'vanha', by: Lakimies, on: 2026-02-01}
nelja:
  title: Neljä
"""


def test_only_the_hashes_are_written(source: Path) -> None:
    """In lines and in braces, anew or in the place of an old one; no other byte moves."""
    (source / PROMISES).write_text(TABLE, encoding="utf-8")
    assert confirm(source, PROMISES) == (True, [])
    after = (source / PROMISES).read_text(encoding="utf-8")
    assert len(re.findall(r"words: '?[0-9a-fe]{12}", after)) == 3
    assert "    # juristi\n    words: " in after
    bare = re.sub(r"    words: '?[0-9a-f]{12}'?\n", "", after, count=1)
    bare = re.sub(r"words: '?[0-9a-f]{12}'?, by: L", "by: L", bare, count=1)
    assert re.sub(r"words: '[0-9a-f]{12}'", "words: 'vanha'", bare, count=1) == TABLE
    assert confirm(source, PROMISES) == (False, [])


def test_one_is_confirmed_by_its_id(source: Path) -> None:
    """The others stay as they are; one that is not there, or not reviewed, is a problem."""
    (source / PROMISES).write_text(TABLE, encoding="utf-8")
    assert confirm(source, PROMISES, ["kaksi"]) == (True, [])
    assert (source / PROMISES).read_text(encoding="utf-8").startswith(TABLE[: TABLE.index("kaksi")])
    assert bank.codes(confirm(source, PROMISES, ["nelja", "viisi"])[1]) == [
        "not-reviewed",
        "unknown-entry",
    ]


def test_the_command_says_what_it_did(reviewed: Path) -> None:
    """What is not reviewed ends with 1, what does not exist with 2."""

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(
            cli.main, ["confirm", *arguments, "--source", str(reviewed), "--lang", "en"]
        )
        return done.exit_code, done.output

    before = bank.tree(reviewed)
    assert run("law")[0] == run("promise", "kuuleminen")[0] == run("sv")[0] == 0
    assert bank.tree(reviewed) == before
    assert "already" in run("sv", "perheelle")[1]
    assert run("law", "laki-9")[0] == 1
    assert run("sv", "zzz")[0] == run("fi")[0] == run("audience")[0] == 2
    _change(reviewed, bank.BROCHURE, "Näin.", "Toisin.")
    code, told = run("sv", "perheelle")
    assert code == 1
    assert "follow sv perheelle" in told
    _change(reviewed, SWEDISH, "state: approved", "state: draft")
    bank.write(reviewed, {bank.BROCHURE: FILES[bank.BROCHURE]})
    assert run("sv", "perheelle")[0] == 1
    assert run("sv")[0] == 0


def test_the_original_is_what_a_translation_shows(reviewed: Path) -> None:
    """The Swedish page of promises says that it is confirmed only while the Finnish one is."""
    library = bank.read(reviewed)[0]
    entry = library.entry(PROMISE.name, "kuuleminen", "sv")
    assert entry is not None
    assert entry.entry.reviewed == library.entries(PROMISE, ORIGINAL)[0].entry.reviewed is not None
