"""The interface's own words in a language, and its dates and sizes.

The words are English in code and templates and stand by language in ``locale/*.po``.
"""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from generator.document import msg

if TYPE_CHECKING:
    from datetime import date

    from generator.document import Message

LOCALE = Path(__file__).parent / "locale"
NAMES = {"fi": "Suomeksi", "sv": "På svenska"}
"""Each language's invitation to itself, in itself."""
PLAIN_NAMES = {"fi": "Selkokielellä", "sv": "På lättläst svenska"}
"""The same to the plain text in each language."""
LANGUAGE_NOTES = {"fi": msg("in Finnish"), "sv": msg("in Swedish")}
"""How a link to a page in another language says so."""
VERSION = msg("Version")
UNRELEASED = msg("unreleased change")
"""What a text is that is not as its version was released."""
HOUR = 60
UNIT = "\N{NO-BREAK SPACE}"  # keeps a number and its unit on one line
KILOBYTE = 1000
MEGABYTE = 1_000_000


@cache
def translations(language: str) -> gettext.GNUTranslations:
    """Give the interface's words in a language."""
    with (LOCALE / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def said(message: Message, language: str) -> str:
    """Say a message in a language."""
    return translations(language).gettext(message.id) % dict(message.values)


@cache
def direction(language: str) -> str:
    """Tell which way a language is written: ``ltr`` or ``rtl``."""
    return str(Locale.parse(language).text_direction)


@cache
def day(value: date, language: str) -> str:
    """Write a date as the language does: 22.11.2026 in Finnish."""
    patterns = {"fi": "d.M.yyyy", "sv": "d.M.yyyy"}
    return format_date(value, patterns[language], locale=language)


@cache
def month(value: date, language: str) -> str:
    """Name the month of a date, as a heading: Maaliskuu 2027 in Finnish."""
    name = format_date(value, "LLLL yyyy", locale=language)
    return name[:1].upper() + name[1:]


UNITS = {"fi": ("kt", "Mt"), "sv": ("kB", "MB")}
"""Of the sizes of files, in each language."""


def duration(minutes: int) -> str:
    """Write minutes for people, in signs that every language here has: 45 min, 1 h 30 min."""
    hours, rest = divmod(minutes, HOUR)
    written = (f"{hours}{UNIT}h" if hours else "", f"{rest}{UNIT}min" if rest or not hours else "")
    return " ".join(filter(None, written))


def sides(count: int, language: str) -> str:
    """Write how many sides a paper has: 2 sivua in Finnish."""
    many = translations(language).ngettext("%(num)d page", "%(num)d pages", count)
    return many % {"num": count}


def file_size(size: int, language: str) -> str:
    """Write a size in bytes for people: 312 kt in Finnish, 312 kB in Swedish."""
    units = UNITS[language]
    kilobytes = max(1, round(size / KILOBYTE))
    if kilobytes < KILOBYTE:
        return f"{kilobytes} {units[0]}"
    return f"{format_decimal(round(size / MEGABYTE, 1), locale=language)} {units[1]}"


def tenths(value: float, language: str) -> str:
    """Write a number with one decimal: 4,9 in Finnish."""
    return format_decimal(value, format="0.0", locale=language)
