"""Lists stand in the order of the Finnish and the Swedish alphabet."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Literal
from unicodedata import normalize

import pytest

from generator.alphabet import alphabetical, initial
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ["10 askelta", "Aalto", "ankka", "élan", "Émile", "Eno", "zen", "Zoo", "Åbo", "åska"]
WORDS += ["äiti", "Äly", "öljy", "Öylätti"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_of_the_north_stand_last(form: Literal["NFC", "NFD"]) -> None:
    """Å, ä and ö after z, in that order, however they are encoded; é as e."""
    words = [normalize(form, word) for word in WORDS]
    mixed = random.Random(10).sample(words, len(words))  # noqa: S311 - a seeded order
    assert sorted(mixed, key=alphabetical) == words
    assert [initial(word) for word in words] == list("1AAEEEZZÅÅÄÄÖÖ")


def test_records_and_terms_stand_by_the_alphabet(source: Path) -> None:
    """On index pages and in the glossary, in whatever order they were written."""
    brochures = {"a": "Ääni", "b": "Åska", "c": "Zen", "d": "Örö"}
    term = {"definition": "Sana.", "sv": "ord", "en": "word"}
    terms = {name: term | {"title": title} for name, title in brochures.items()}
    files: bank.Files = {
        f"materials/brochure/{name}.yaml": bank.record(title=title)
        for name, title in brochures.items()
    }
    bank.write(source, files | {"content/term.yaml": terms})
    expected = ["Zen", "Åska", "Ääni", "Örö"]
    for path in ("esitteet/index.html", "sanasto/index.html"):
        page = bank.pages(source)[path]
        assert sorted(expected, key=page.index) == expected
