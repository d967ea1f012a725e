"""A text -> the sentences in it that promise what only the table of promises may promise.

Five things are promised to families: that a matter is kept secret, that permission is asked,
that what is written may be read, that one may be present, that one is told first. Each is known
by rules, which tell what must stand in one sentence, and by stems, since Finnish inflects; both
are in ``locale/promising.toml``. What a sentence means is beyond them: they are a net for an
editor, not a proof.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

WORDS = Path(__file__).parent.parent / "locale" / "promising.toml"
SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


def promises(text: str) -> Iterator[tuple[str, str]]:
    """Yield each sentence of a text that promises, with what it promises."""
    for found in SENTENCE.finditer(text):
        if what := promising(sentence := found[0].strip(" \t-•")):
            yield sentence, what


def promising(sentence: str) -> str:
    """Tell what a sentence promises: ``secrecy``, ``permission`` and so on, or nothing."""
    said = " ".join(sentence.casefold().split())
    words = _words()
    if said.endswith("?") or words.nothing.search(said):
        return ""
    there = {name for name, stems in words.stems.items() if stems.search(said)}
    kept = (name for name, rules in words.rules.items() if any(map(there.issuperset, rules)))
    return next(kept, "")


@dataclass(frozen=True, slots=True)
class _Words:
    """The stems and rules, ready to be looked for; ``nothing`` stands where no promise is."""

    stems: Mapping[str, re.Pattern[str]]
    rules: Mapping[str, tuple[list[str], ...]]
    nothing: re.Pattern[str]


def _any(stems: Iterable[str]) -> str:
    return rf"(?<!\w)(?:{'|'.join(stems)})(?!\w)"


@cache
def _words() -> _Words:
    told = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    opened = _any((*told["advice"], *told["openings"]))
    return _Words(
        {name: re.compile(_any(stems)) for name, stems in told["stems"].items()},
        {name: tuple(rule.split() for rule in rules) for name, rules in told["rules"].items()},
        re.compile(f"^{opened}|{_any(told['wishes'])}"),
    )
