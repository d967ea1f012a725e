"""Copies and terms -> what the browser knows of a language's words: the site's own, and no other.

A line a stem: the shortest word that has it, then the stems of the site's forms that are cut
otherwise ("lapsi last": "lasten" is of "lapsi"). A word begins with how many letters it shares
with the word before it, such a stem with how many it shares with its word, which makes them a
fifth smaller: "5lapsi 2st". Terms add what else is said for them.
"""

from __future__ import annotations

import json
import re
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING

from generator.bank.library import ORIGINAL
from generator.outputs.chrome import search_words
from generator.site.search.words import fold, languages, rules, same, stem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from generator.kinds.audience import Audience
    from generator.kinds.term import Term
    from generator.site.search.copy import Copy

ASIDE = re.compile(r"\s*\([^)]*\)")
SHORTEST = 3
COUNTS = digits + ascii_lowercase


def vocabulary(
    copies: Collection[Copy], terms: Iterable[Term], readers: Iterable[Audience], language: str
) -> str:
    """Write a language's words as JSON."""
    shown: dict[str, set[str]] = {}
    others: dict[str, set[str]] = {}
    for copy in copies:
        for line in copy.words.splitlines():
            each, words, forms = line.split("\t")
            shown.setdefault(each, set()).update(words.split())
            others.setdefault(each, set()).update(forms.split())
    lines = sorted(_line(each, words, others[each], language) for each, words in shown.items())
    before = ["", *(line[0] for line in lines)]
    packed = (
        " ".join((_short(word, last), *(_short(form, fold(word)) for form in forms)))
        for last, (word, *forms) in zip(before, lines, strict=False)
    )
    told = {
        "says": search_words(language),
        "pages": len(copies),
        "stems": rules(language).stems,
        "others": [rules(other).stems for other in languages() if other != language],
        "stop": " ".join(sorted(set().union(*(rules(each).stop for each in languages())))),
        "words": "\n".join(packed),
        "synonyms": sorted({*_synonyms(terms, language), *_readers(readers), *_same(language)}),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _line(each: str, words: set[str], forms: set[str], language: str) -> list[str]:
    best = min(words, key=lambda word: (len(word), word))
    assert stem(fold(best), language) == each  # noqa: S101 - by it the browser knows the stem
    return [best, *sorted(form for form in forms if len(form) >= SHORTEST)]


def _short(word: str, before: str) -> str:
    """Write how many letters a word shares with another, and the rest of it."""
    both = enumerate(zip(word, before, strict=False))
    shared = next((at for at, (one, other) in both if one != other), min(len(word), len(before)))
    shared = min(shared, len(COUNTS) - 1)
    return COUNTS[shared] + word[shared:]


def _synonyms(terms: Iterable[Term], language: str) -> Iterator[tuple[str, str]]:
    """Give each term's other names with the one by which the pages know it."""
    for term in terms:
        name = term.title if language == ORIGINAL else _names(term.sv)[0]
        said = {*_names(term.title), *_names(term.sv), *_names(term.en), *term.everyday}
        said |= {*term.besides, *term.wrong}
        said.discard(name)
        if said:
            yield "|".join(sorted(said)), name


def _readers(readers: Iterable[Audience]) -> Iterator[tuple[str, str]]:
    for reader in readers:
        if reader.everyday:
            yield "|".join(sorted(reader.everyday)), reader.title


def _same(language: str) -> Iterator[tuple[str, str]]:
    """Give the other names of ordinary words with the one that the pages have."""
    for finnish, told in same().items():
        swedish, _, more = told.partition(" | ")
        name, other = (finnish, swedish) if language == ORIGINAL else (swedish, finnish)
        yield "|".join(sorted({other, *more.split(", ")} - {name})), name


def _names(text: str) -> list[str]:
    return [name.strip() for name in ASIDE.sub("", text).split(",") if name.strip()]
