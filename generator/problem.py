"""What is wrong with a source, as a value: where, what, and what to do about it.

A stage never prints and never raises for bad input. It returns its value and a list of
problems; the command line shows them all at once, in the reader's language.
The words of every problem stand side by side, by code, in ``locale/problems.toml``.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

WORDS = Path(__file__).parent / "locale" / "problems.toml"
LONGEST = 100  # characters of a name
# What would break a problem's line in two, or take hold of the terminal.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Severity(StrEnum):
    """An error stops the build; a notice does not."""

    ERROR = "error"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a source: path relative to the source folder, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong.

    ``code`` names its words in ``locale/problems.toml``; ``values`` fill them in.
    ``field`` is the dotted path of the field, empty for a whole file.
    """

    at: Position
    code: str
    field: str = ""
    values: Mapping[str, str] = dataclasses.field(default_factory=dict, compare=False)
    severity: Severity = Severity.ERROR

    def what(self, language: str) -> str:
        """Say what is wrong, in ``fi`` or ``en``."""
        return self._say(language, 0)

    def hint(self, language: str) -> str:
        """Say what to do about it, in ``fi`` or ``en``."""
        # A third text stands in where the hint would name a near word and there is none.
        part = 2 if self.values.get("near") == "" and len(_words()[self.code][language]) > 2 else 1  # noqa: PLR2004
        return self._say(language, part)

    def line(self, language: str) -> str:
        """Give the problem as one line: ``path:line:column: field: what; hint``."""
        head = f"{self.at.path}:{self.at.line}:{self.at.column}: "
        name = f"{self.field}: " if self.field else ""
        line = f"{head}{name}{self.what(language)}; {self.hint(language)}"
        return UNSEEN.sub(lambda found: f"\\x{ord(found[0]):02x}", line)

    def _say(self, language: str, part: int) -> str:
        return _words()[self.code][language][part].format(**self.values)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems stops the build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def has_words(code: str) -> bool:
    """Tell whether there are words for a code; pydantic has more faults than we foresee."""
    return code in _words()


def as_errors(problems: Iterable[Problem], codes: Collection[str]) -> list[Problem]:
    """Give the problems, those of some codes as errors."""
    return [
        dataclasses.replace(problem, severity=Severity.ERROR) if problem.code in codes else problem
        for problem in problems
    ]


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word most like ``word``, or the empty string when none is near."""
    if len(word) > LONGEST:
        return ""  # no name that we know is as long, and comparing costs the square of it
    found = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return found[0] if found else ""


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
