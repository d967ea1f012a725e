"""Many edits in a row, drawn by a seed: what is built on each time equals what is built anew."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests import bank

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEED = 20261128
EDITS, EVERY = 200, 20
KINDS = ("guideline", "structure", "training")
ADDRESSES = {"guideline": "ohjeet", "structure": "rakenteet", "training": "koulutus"}
WORDS = ("askel", "hetki", "keskustelu", "kysymys", "suhde", "toive", "verkosto", "yhteys")
MOST = 8


@dataclass
class Edited:
    """A bank that is edited: its folder, its records by kind and id, and what draws the next."""

    source: Path
    draw: random.Random
    records: dict[tuple[str, str], bank.Fields] = field(default_factory=dict)
    translated: set[tuple[str, str]] = field(default_factory=set)
    number: int = 0

    def word(self) -> str:
        """Give a word that the bank need not have had."""
        self.number += 1
        return f"{self.draw.choice(WORDS)} {self.number}"

    def one(self) -> tuple[str, str]:
        """Choose a record."""
        return self.draw.choice(sorted(self.records))

    def write(self, key: tuple[str, str]) -> None:
        """Write a record, and its translation if it has one."""
        kind, name = key
        path = bank.path_of(kind, name)
        bank.write(self.source, {path: self.records[key]})
        if key in self.translated:
            bank.swedish(self.source, path)

    def add(self) -> None:
        """Add a record, which may lead to one that is there."""
        key = (self.draw.choice(KINDS), f"uusi-{self.number}")
        related = [self.one()[1]] if self.records else []
        title = self.word().capitalize()
        self.records[key] = bank.record(key[0], title=title, related=related)
        self.write(key)

    def retitle(self) -> None:
        """Change a title, which other pages show."""
        key = self.one()
        self.records[key] |= {"title": self.word().capitalize()}
        self.write(key)

    def retell(self) -> None:
        """Change a summary."""
        key = self.one()
        self.records[key] |= {"summary": f"Mistä kertoo {self.word()}."}
        self.write(key)

    def relate(self) -> None:
        """Lead to another record."""
        key, other = self.one(), self.one()
        if key != other:
            self.records[key] |= {"related": [other[1]]}
            self.write(key)

    def remove(self, key: tuple[str, str] | None = None) -> None:
        """Take a record away, and what led there."""
        key = key or self.one()
        if len(self.records) > 1:
            del self.records[key]
            self.translated.discard(key)
            for file in (self.source / bank.path_of(*key)).parent.glob(f"{key[1]}.*"):
                file.unlink()
            for other, fields in self.records.items():
                if key[1] in fields["related"]:
                    self.records[other] = fields | {"related": []}
                    self.write(other)

    def rename(self) -> None:
        """Give a record another id; its old address leads on."""
        kind, name = key = self.one()
        fields = self.records[key]
        if len(self.records) > 1:
            self.remove(key)
            self.number += 1
            new = (kind, f"toinen-{self.number}")
            self.records[new] = fields | {"related": [], "formerly": [f"{ADDRESSES[kind]}/{name}"]}
            self.write(new)

    def translate(self) -> None:
        """Tell a record in Swedish, or no longer."""
        key = self.one()
        if key in self.translated:
            self.translated.discard(key)
            (self.source / bank.path_of(*key, "sv")).unlink()
        else:
            self.translated.add(key)
            self.write(key)

    def settle(self) -> None:
        """Give the county another name, which every page bears."""
        bank.write(
            self.source,
            {"content/settings.yaml": {"base_url": bank.BASE_URL, "county": self.word()}},
        )

    def edit(self) -> str:
        """Make an edit, and name it."""
        ways: list[Callable[[], None]] = [self.retitle, self.retell, self.retell, self.relate]
        ways += [self.translate, self.rename, self.settle, self.remove]
        way = self.add if len(self.records) < 3 else self.draw.choice([self.add, *ways])
        if way == self.add and len(self.records) >= MOST:
            way = self.remove
        way()
        return way.__name__


@pytest.mark.slow
def test_two_hundred_edits_leave_what_a_clean_build_makes(tmp_path: Path) -> None:
    """Edits, additions, removals and renames, one by one: at each stop the sites are equal."""
    edited = Edited(bank.write(tmp_path / "source", bank.FILES), random.Random(SEED))  # noqa: S311
    site, since = tmp_path / "site", []
    for number in range(1, EDITS + 1):
        since.append(edited.edit())
        assert bank.build_here(edited.source, site).code == 0, since
        if number % EVERY == 0:
            clean = tmp_path / f"clean-{number}"
            assert bank.build_here(edited.source, clean).code == 0
            assert bank.differing(site, clean) == [], since
            since.clear()
