"""Joints, syllables and base forms of Finnish words."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.finnish import joints, lemmas, parts, syllables
from tests.bank import ROOT


def _cut(word: str, places: tuple[int, ...]) -> str:
    return "|".join(
        word[start:end] for start, end in zip((0, *places), (*places, None), strict=True)
    )


@pytest.mark.parametrize(
    "cut",
    [
        "lasten|suojelu|ilmoituksessa",
        "Verkosto|tapaamisessa",
        "LASTEN|SUOJELU",
        "hyvin|vointi|alueella",
        "linja-auto",
        "lasten-suojelu|ilmoitus",
        "moni|ammatillisuus",
        "lasten|suojelu-",
        "asiakas",
        "maailma",  # maa|ilma, too, but a word of its own first
        "familjecentral",
    ],
)
def test_joints(cut: str) -> None:
    """A compound is cut where its parts meet, and where no hyphen stands already."""
    word = cut.replace("|", "")
    assert _cut(word, joints(word)) == cut


@pytest.mark.parametrize(
    "cut", ["ver|kos|to|ta|paa|mi|nen", "äi|ti", "asia|kas|suun|ni|tel|ma", "lin|ja-au|to", "ole"]
)
def test_syllables(cut: str) -> None:
    """A word is cut after its syllables, but no letter stands alone."""
    word = cut.replace("|", "")
    assert _cut(word, syllables(word)) == cut


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("lastensuojeluilmoituksessa", ("lastensuojeluilmoitus",)),
        ("Verkostotapaamisissa", ("verkostotapaaminen",)),
        ("kuusi", ("kuusi", "kuu")),
        ("tuki", ("tuki", "tukea", "tukkia")),
        ("verkostotapaamista", ("verkostotapaaminen",)),
        ("tekemällä", ("tehdä",)),
        ("lukemat", ("lukema",)),
        ("EU-maissa", ("EU-maa",)),
        ("lastensuojelu-", ("lastensuojelu",)),
        ("familjecentral", ()),
    ],
)
def test_lemmas(word: str, base: tuple[str, ...]) -> None:
    """A word has its base forms, each once."""
    assert lemmas(word) == base


@pytest.mark.parametrize(
    ("word", "base"),
    [
        (
            "lastensuojeluilmoituksessa",
            ("lapsi", "lastensuojelu", "suojelu", "suojeluilmoitus", "ilmoitus"),
        ),
        ("verkostotapaamiseen", ("verkosto", "tapaaminen")),
        ("ihmisoikeuksien", ("ihminen", "oikeus")),
        ("tapaamiskäytännöt", ("tapaaminen", "käytäntö")),
        ("linja-autossa", ("linja", "auto")),
        ("perhe", ()),
    ],
)
def test_parts(word: str, base: tuple[str, ...]) -> None:
    """A compound has the base forms of its parts, and of the compounds within it."""
    assert parts(word) == base


@pytest.mark.parametrize(
    "string", ["", "\0", "äiti\0", "x" * 10_000, "lastensuojelu" * 40, "\ud800", "--", "a b", "😀"]
)
def test_what_is_no_word(string: str) -> None:
    """A string that is no word, or longer than any, has nothing."""
    assert [*joints(string), *syllables(string), *lemmas(string), *parts(string)] == []


@given(st.text(st.sampled_from("aäeiknst-\u2019'12AÄ\0\u0308\u00ad "), max_size=30) | st.text())
def test_any_string(string: str) -> None:
    """Whatever is asked, the places are within the word and rise, and nothing is empty."""
    for places in (joints(string), syllables(string)):
        assert list(places) == sorted({*places} & {*range(1, len(string))})
    assert all((*lemmas(string), *parts(string)))


def test_nothing_is_loaded_before_a_word_is_asked_about() -> None:
    """The module costs nothing to whoever only imports it."""
    asked = "import sys, generator.finnish; sys.exit('libvoikko' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=False).returncode == 0
