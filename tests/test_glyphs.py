"""What no font of ours can draw: known without a font, told by ``check`` where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from generator.outputs.fonts import PACKAGES, folder
from generator.source.glyphs import MISSING
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

FIRST = 0x20


def test_what_is_written_is_what_the_fonts_have() -> None:
    """The ranges are those of what every style of a family has, of all our families."""
    drawn: set[int] = set()
    for package in PACKAGES:
        styles = [_letters(path) for path in sorted(folder(package).glob("*.ttf"))]
        assert styles
        drawn |= set.intersection(*styles)
    wrong = [
        f"{code:X}"
        for code in range(FIRST, 0x20000)
        if (MISSING.fullmatch(chr(code)) is None) != (code in drawn)
    ]
    assert wrong == []


def _letters(path: Path) -> set[int]:
    with TTFont(path, lazy=True) as font:
        return set(font.getBestCmap())


@pytest.mark.parametrize(
    "words",
    [
        "åäöÅÄÖ šžŠŽ é ü ß ø æ",
        "čđŋšŧžá ČĐŊŠŦŽÁ",
        "ǥǧǩʒǯâõʹˈ",
        "Їжак, ґедзь, объём; Семья",
        "Οικογένεια",
        "عائلة، خانواده، خێزان، پښتو؟",
        "tiếng Việt, Kurdî, Türkçe, polski, română",
        "a\u0301 x\u0301 \u0441\u0301 \N{NO-BREAK SPACE} \N{SOFT HYPHEN} \N{NON-BREAKING HYPHEN}",
        "–—‘’“”„«»‹›…·•§°½⅓²³€£×÷−≤≥≈≠№™©®‰",  # noqa: RUF001 - those meant
    ],
)
def test_letters_and_signs_that_people_write_are_drawn(words: str) -> None:
    """Languages that are read here, and the signs of ordinary text, go through."""
    assert MISSING.findall(words) == []


@pytest.mark.parametrize(
    ("sign", "said", "near"),
    [
        ("→", "U+2192 RIGHTWARDS ARROW", "–"),
        ("⇒", "U+21D2 RIGHTWARDS DOUBLE ARROW", "–"),
        ("☐", "U+2610 BALLOT BOX", "[ ]"),
        ("▪", "U+25AA BLACK SMALL SQUARE", "-"),
        ("①", "U+2460 CIRCLED DIGIT ONE", "1"),
        ("𝐚", "U+1D41A MATHEMATICAL BOLD SMALL A", "a"),  # noqa: RUF001 - that meant
        ("✓", "U+2713 CHECK MARK", ""),
        ("😀", "U+1F600 GRINNING FACE", ""),
        ("👍🏽", "U+1F44D THUMBS UP SIGN", ""),
        ("❤\ufe0f", "U+2764 HEAVY BLACK HEART", ""),
        ("家族", "U+5BB6 CJK UNIFIED IDEOGRAPH-5BB6", ""),
        ("שלום", "U+05E9 HEBREW LETTER SHIN", ""),
    ],
)
def test_what_is_not_drawn_is_told_by_name(tmp_path: Path, sign: str, said: str, near: str) -> None:
    """``check`` names the sign, where it stands, and what to write instead."""
    text = f"Rivi.\n\nTässä sana{sign}on.\n"
    section = {"alku": {"title": "Alku", "text": text}, "b": {"title": "B", "text": "B."}}
    files = bank.FILES | {bank.BROCHURE: bank.record(sections=section)}
    _, _, problems = bank.read(bank.write(tmp_path / "source", files))
    (found,) = [problem for problem in problems if problem.code == "no-glyph"]
    assert found.values == {"sign": sign, "character": said, "near": near}
    assert found.field == "sections.alku.text"
    lines = (tmp_path / "source" / bank.BROCHURE).read_text(encoding="utf-8").split("\n")
    assert lines[found.at.line - 1][found.at.column - 1 :].startswith(sign)
    assert near in found.hint("fi")


def test_settings_tables_and_translations_are_looked_at(tmp_path: Path) -> None:
    """Whatever may be printed is looked at, not records alone; a comment may say what it likes."""
    source = bank.write(tmp_path / "source", bank.FILES)
    bank.swedish(source, bank.BROCHURE)
    changed = ("content/settings.yaml", "content/role.yaml", bank.BROCHURE.replace(".", ".sv."))
    for path in changed:
        there = source / path
        lines = there.read_text(encoding="utf-8").splitlines() if there.exists() else ["county: A"]
        last = next(n for n in reversed(range(len(lines))) if lines[n][-1:].isalnum())
        lines[last] += "→"
        there.write_text("\n".join(["# 😀", *lines, ""]), encoding="utf-8")
    _, _, problems = bank.read(source)
    found = {problem.at.path for problem in problems if problem.code == "no-glyph"}
    assert found == set(changed)


@pytest.mark.parametrize("folder_", ["locale", "templates", "styles", "kinds", "outputs"])
def test_words_and_signs_of_our_own_are_drawn(folder_: str) -> None:
    """Templates, styles, kinds and the interface's words hold nothing that paper cannot show."""
    held = {
        path.name: sorted(set(MISSING.findall(path.read_text(encoding="utf-8"))))
        for path in (bank.ROOT / "generator" / folder_).rglob("*.*")
        if path.suffix in {".po", ".j2", ".css", ".py", ".xml"}
    }
    assert held
    assert {name: signs for name, signs in held.items() if signs} == {}
