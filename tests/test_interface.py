"""The interface's words: all translated, none left over; dates and sizes."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from generator.interface import day, duration, file_size, translations
from generator.model.fields import LANGUAGES
from tests.bank import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog

GENERATOR = ROOT / "generator"
Words = str | tuple[str, ...]


def _used(folder: Path) -> set[Words]:
    """Give every message that the templates and the modules of a folder ask for."""
    found: set[Words] = set()
    for module in folder.rglob("*.py"):
        with module.open("rb") as file:
            for _, _, said, _ in extract_python(file, ["msg"], [], {}):  # type: ignore[arg-type]
                found.add(said if isinstance(said, str) else str(said[0]))
    for template in folder.rglob("*.j2"):
        with template.open("rb") as file:
            for _, _, message, _ in babel_extract(file, ["_", "gettext", "ngettext"], [], {}):
                parts = [message] if isinstance(message, str) else message or []
                words = tuple(part for part in parts if part)
                found.add(words[0] if len(words) == 1 else words)
    return found


def _catalogue(language: str) -> Catalog:
    with (ROOT / "generator" / "locale" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def _known(language: str) -> set[Words]:
    messages = (message for message in _catalogue(language) if message.id)
    return {m.id if isinstance(m.id, str) else tuple(m.id) for m in messages}


@pytest.mark.parametrize("language", LANGUAGES)
def test_exactly_the_words_that_are_used_are_translated(language: str) -> None:
    """Every message of templates and code stands in the language's file, and nothing else does."""
    assert _used(GENERATOR) == _known(language)


def test_an_untranslated_message_is_caught(tmp_path: Path) -> None:
    """A message that a template or a kind adds, also in the plural, is among those it uses."""
    text = '{{ _("Brand new") }}{{ ngettext("%(num)d thing", "%(num)d things", 2) }}'
    (tmp_path / "page.html.j2").write_text(text)
    (tmp_path / "song.py").write_text('TITLE = msg("Quite new", name="a")')
    new = {"Brand new", "Quite new", ("%(num)d thing", "%(num)d things")}
    assert _used(tmp_path) - _known("fi") == new


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_is_whole(language: str) -> None:
    """Each message has words in every form, with the same placeholders, and none is a guess."""
    for message in _catalogue(language):
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
        assert len(forms) == len(originals), message.id
        assert not (message.id and message.fuzzy), message.id
        for form, original in zip(forms, originals, strict=True):
            assert form.strip(), message.id
            assert re.findall(r"%\(\w+\)\w", form) == re.findall(r"%\(\w+\)\w", original)


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("fi", 0, "0 sivua"),
        ("fi", 1, "1 sivu"),
        ("fi", 2, "2 sivua"),
        ("fi", 21, "21 sivua"),
        ("sv", 1, "1 sida"),
        ("sv", 2, "2 sidor"),
    ],
)
def test_plural_forms(language: str, count: int, said: str) -> None:
    """One page is said in the singular, any other number in the plural."""
    words = translations(language)
    form = words.ngettext("%(num)d page", "%(num)d pages", count)
    assert form % {"num": count} == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_is_written_without_leading_zeros(language: str) -> None:
    """A date is day, month and year with full stops, in both languages."""
    assert day(date(2026, 1, 5), language) == "5.1.2026"


@pytest.mark.parametrize(
    ("size", "finnish", "swedish"),
    [
        (1, "1 kt", "1 kB"),
        (1_499, "1 kt", "1 kB"),
        (312_400, "312 kt", "312 kB"),
        (1_000_000, "1 Mt", "1 MB"),
        (1_250_000, "1,2 Mt", "1,2 MB"),
        (12_340_000, "12,3 Mt", "12,3 MB"),
    ],
)
def test_sizes_are_written_for_people(size: int, finnish: str, swedish: str) -> None:
    """A size is in kilobytes below a million bytes, above it in megabytes with a comma."""
    assert file_size(size, "fi") == finnish
    assert file_size(size, "sv") == swedish


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_size_is_said_in_thousands_of_kilobytes(language: str) -> None:
    """What rounds up to a thousand kilobytes is a megabyte."""
    assert file_size(999_999, language).startswith("1 M")


@pytest.mark.parametrize(
    ("minutes", "written"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min"), (360, "6 h")],
)
def test_durations_are_written_in_hours_and_minutes(minutes: int, written: str) -> None:
    """Hours are said from an hour on, and a number stays beside its unit."""
    assert duration(minutes).replace("\N{NO-BREAK SPACE}", " ") == written
    assert not re.search(r"\d (h|min)", duration(minutes))
