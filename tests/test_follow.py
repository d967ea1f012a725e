"""A translation says what it follows by itself, and nothing else of its file moves."""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING

import pytest

from generator.source.follow import follow, translations
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

SWEDISH = bank.BROCHURE.replace(".yaml", ".sv.yaml")
WORDS = "title: \"Till 'follows: a' # nej\"\n\n# slut\nsummary: 'Hej  då'\n"


@pytest.fixture
def follows(source: Path) -> str:
    """Give the hash that a translation of the small bank's brochure is to follow."""
    text = bank.swedish(source, bank.BROCHURE).read_text(encoding="utf-8")
    found = re.search(r"follows: '?([0-9a-f]{12})", text)
    assert found
    return found[1]


HEADS = [
    ("translation:\n  state: draft\n  follows: OLD\n", "OLD", "NEW"),
    ("translation:\n  follows:    OLD\n\n  state: draft\n", "OLD", "NEW"),
    ("translation:\n  state: draft\n  follows: 'OLD'\n", "OLD", "NEW"),
    ('translation:\n  state: draft\n  "follows": "OLD"\n', "OLD", "NEW"),
    ("translation:\n  state: draft\n  follows:\n", "follows:", "follows: NEW"),
    ("translation:\n  state: draft\n  follows: ''\n", "''", "'NEW'"),
    ("translation: {state: draft, follows: OLD}\n", "OLD", "NEW"),
    ("translation:\n  approved: {role: x}\n", "  appr", "  follows: NEW\n  appr"),
    ("translation: {follows: OLD, state: draft}\n", "OLD", "NEW"),
    ("translation: {state: draft}\n", "{state", "{follows: NEW, state"),
    ("translation:\n    # luonnos\n    state: draft\n", "    state", "    follows: NEW\n    state"),
    ("translation:\n", ":\n", ":\n  state: draft\n  follows: NEW\n"),
    (
        "# yaml-language-server: $schema=x\n\n",
        "x\n\n",
        "x\n\ntranslation:\n  state: draft\n  follows: NEW\n",
    ),
    ("---\n", "---\n", "---\ntranslation:\n  state: draft\n  follows: NEW\n"),
]


@pytest.mark.parametrize(("head", "old", "new"), HEADS)
@pytest.mark.parametrize("form", ["plain", "windows", "mark", "decomposed", "last"])
def test_only_what_it_follows_is_written(
    head: str, old: str, new: str, form: str, source: Path, follows: str
) -> None:
    """Every other byte stays: comments, spaces, line ends, a byte order mark, letters' forms."""
    new = new.replace("NEW", follows)
    before = f"{WORDS}{head}" if form == "last" and not head.startswith(("#", "---")) else head
    before = before.replace("OLD", "0123456789ab") + ("" if WORDS in before else WORDS)
    old = old.replace("OLD", "0123456789ab")
    at = before.index(head.replace("OLD", "0123456789ab"))
    after = before[:at] + before[at:].replace(old, new, 1)
    if form == "windows":
        before, after = before.replace("\n", "\r\n"), after.replace("\n", "\r\n")
    if form == "mark":
        before, after = f"\ufeff{before}", f"\ufeff{after}"
    if form == "decomposed":
        before, after = (f"{text}lead: Ta\u0308rkea\u0308\n" for text in (before, after))
    (source / SWEDISH).write_bytes(before.encode())
    assert follow(source, SWEDISH) == (True, [])
    assert (source / SWEDISH).read_bytes().decode() == after
    assert follow(source, SWEDISH) == (False, [])
    assert "translation-stale" not in bank.codes(bank.read(source)[2])


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("translation:\n  state: draft\n  follows: |\n    OLD\n", "follow-by-hand"),
        ("translation:\n  state: draft\n  follows: [a]\n", "follow-by-hand"),
        ("translation: {}\n", "follow-by-hand"),
        ("translation: draft\n", "follow-by-hand"),
        ("title: A\ntranslation: {state: draft\n", "yaml-bracket"),
        ("title: A\n", "duplicate-key"),
    ],
)
def test_what_cannot_be_set_alone_is_left_as_it_is(head: str, code: str, source: Path) -> None:
    """Nothing is written that would change what the file says, or that could not be read."""
    before = (head + WORDS).encode()
    (source / SWEDISH).write_bytes(before)
    changed, problems = follow(source, SWEDISH)
    assert (changed, set(bank.codes(problems))) == (False, {code})
    assert (source / SWEDISH).read_bytes() == before


def test_without_a_sound_original_there_is_nothing_to_follow(source: Path) -> None:
    """An original that is not there, or cannot be read, is told of."""
    file = bank.swedish(source, bank.BROCHURE, follows="a")
    before = file.read_bytes()
    bank.write(source, {bank.BROCHURE: "title: [\n"})
    assert bank.codes(follow(source, SWEDISH)[1]) == ["yaml-bracket"]
    (source / bank.BROCHURE).unlink()
    assert bank.codes(follow(source, SWEDISH)[1]) == ["translation-without-original"]
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", ["audience", "role", "settings"])
def test_tables_and_settings_are_followed_by_their_name(name: str, source: Path) -> None:
    """A file of entries follows all of them; the settings follow, too."""
    bank.write(source, {"content/settings.yaml": {"base_url": bank.BASE_URL, "county": "Alue"}})
    file = bank.swedish(source, f"content/{name}.yaml")
    right = file.read_bytes()
    text = re.sub(rb"follows: \S+", b"follows: aaaaaaaaaaaa", right)
    file.write_bytes(text)
    assert follow(source, translations(source, "sv")[name]) == (True, [])
    assert file.read_bytes().replace(b"'", b"") == right.replace(b"'", b"")
    assert bank.read(source)[2] == []


def test_the_rights_and_the_link_of_a_file_stay(source: Path) -> None:
    """A file keeps its mode; what a link leads to is written, and the link stays."""
    file = bank.swedish(source, bank.BROCHURE, follows="a")
    target = file.rename(source / "materials" / "sv.txt")
    target.chmod(0o640)
    file.symlink_to(target)
    assert follow(source, SWEDISH)[0]
    assert file.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert not list(source.rglob("*.new"))
