"""A text -> the stems by which it is found: of its words, and of the parts of its compounds.

A stem is that of a folded base form (Voikko's in Finnish, the word's own elsewhere), so that
every inflection has the same. The rules stand in ``locale/search.toml`` and go to the browser,
which cuts the words of a query by the same ones.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from generator import finnish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RULES = Path(__file__).parent.parent.parent / "locale" / "search.toml"
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
LIKELY = 2  # readings of a word
SHORTEST = 2
OTHERS = str.maketrans({"ø": "o", "æ": "a", "ß": "ss", "đ": "d", "ł": "l"})


@dataclass(frozen=True, slots=True)
class Rules:
    """A language's stems: expressions with what stands instead, and the words left out."""

    stems: tuple[tuple[str, str], ...]
    stop: frozenset[str]
    formats: dict[str, str]
    kinds: dict[str, str]


@dataclass(slots=True)
class Known:
    """The words of a text: each stem's words as they are shown, and the stems of other forms."""

    shown: dict[str, set[str]] = field(default_factory=dict)
    others: dict[str, set[str]] = field(default_factory=dict)

    def learn(self, stem: str, word: str) -> None:
        """Remember a word by its stem."""
        self.shown.setdefault(stem, set()).add(word.lower())


@cache
def rules(language: str) -> Rules:
    """Give a language's rules."""
    told = _told()[language]
    stop = frozenset(map(fold, told["stop"].split()))
    return Rules(
        tuple(map(tuple, told["stems"])), stop, told.get("formats", {}), told.get("kinds", {})
    )


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(RULES.read_text(encoding="utf-8"))


def languages() -> tuple[str, ...]:
    """Name the languages that have rules."""
    return tuple(name for name in _told() if "." not in name and name != "same")


def same() -> dict[str, str]:
    """Give Finnish words with the Swedish ones and what else means the same."""
    found: dict[str, str] = _told()["same"]
    return found


def fold(text: str) -> str:
    """Write a word in small letters and figures alone, without marks."""
    bare = normalize("NFD", text.lower().translate(OTHERS))
    return "".join(sign for sign in bare if sign.isalnum())


@cache
def stem(folded: str, language: str) -> str:
    """Cut a folded word to its stem."""
    for rule, instead in rules(language).stems:
        folded = re.sub(rule, (lambda m: m[0][0]) if instead == "=" else instead, folded)
    return folded


def stems(
    text: str, language: str, known: Known
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give each word's stems and those of its parts, in the order of the text.

    What is learnt of the words on the way is added to ``known``.
    """
    for found in WORD.finditer(text):
        folded = fold(found[0])
        if len(folded) < SHORTEST or folded in rules(language).stop:
            continue
        yield _stems(found[0], language, known), _parts(found[0], language, known)


def subjects(title: str, language: str) -> str:
    """Give the words of a title that stand in their base form: of them it tells, not by them.

    "Dialoginen verkostotapaaminen" is such a meeting, "Kutsu verkostotapaamiseen" is an invitation.
    """
    words = (found[0] for found in WORD.finditer(title))
    return " ".join(word for word in words if word.lower() in _lemmas(word, language))


def _stems(word: str, language: str, known: Known) -> tuple[str, ...]:
    own = stem(fold(word), language)
    lemmas = _lemmas(word, language)
    verbs = (verb for lemma in lemmas for verb in _verbs(lemma))
    found = tuple(_taught((*lemmas, *verbs) or (word,), language, known))
    for each in found:
        if each != own:
            known.others.setdefault(each, set()).add(own)
    return found


def _parts(word: str, language: str, known: Known) -> tuple[str, ...]:
    return tuple(_taught(_lemmas_of_parts(word, language), language, known))


def _taught(words: Iterable[str], language: str, known: Known) -> Iterator[str]:
    for word in words:
        folded = fold(word)
        if len(folded) >= SHORTEST and folded not in rules(language).stop:
            cut = stem(folded, language)
            known.learn(cut, word)
            yield cut


@cache
def _lemmas(word: str, language: str) -> tuple[str, ...]:
    return finnish.lemmas(word)[:LIKELY] if language == "fi" else ()


@cache
def _verbs(noun: str) -> tuple[str, ...]:
    """Give the verb of which a noun is made: "kirjaaminen" is of "kirjata"."""
    if not noun.endswith("minen"):
        return ()
    root = noun.removesuffix("minen")
    maybe = (root + "a", root + "\u00e4", root[:-1] + "ta", root[:-1] + "t\u00e4")
    return tuple(verb for verb in maybe if verb in finnish.lemmas(verb))


@cache
def _lemmas_of_parts(word: str, language: str) -> tuple[str, ...]:
    if language == "fi" and (found := finnish.parts(word)):
        return found
    pieces = word.split("-")
    return tuple(pieces) if len(pieces) > 1 else ()
