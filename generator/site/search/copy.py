"""A page and what is known of it -> the private, enriched copy of it that is indexed.

The copy holds stems and nothing else, those that say most in the heaviest part; it is never
published. What a result shows, and takes its excerpt from, is the page's own text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.site.search.told import told
from generator.site.search.words import Known, stems, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.site.search.entries import Entry

MOST = 2
"""So many times a stem counts in a page's text."""
END = "q"
"""Ends a stem, so that none is the beginning of another: Pagefind finds all that begins alike."""
TITLE, PART_OF_TITLE, ELSEWHERE, HEADING, SUBJECT, LABEL, TEXT, PART = 10, 6, 5, 4, 3, 2, 1, 0.5


@dataclass(frozen=True, slots=True)
class Copy:
    """An enriched copy, the page's own text, and the words of it.

    ``words`` has a line a stem: itself, its words, and the stems of other forms, parted by
    tabulators: one text is read again sooner than thousands.
    """

    html: str
    text: str
    words: str


def copy_of(entry: Entry, page: str) -> Copy:
    """Make the copy of a page, of its Markdown."""
    own, known = told(page), Known()
    weights: dict[float, Counter[str]] = {}

    def add(texts: Iterable[str], weight: float, of_parts: float) -> None:
        for text in texts:
            for whole, parts in stems(text, entry.language, known):
                weights.setdefault(weight, Counter()).update(whole)
                weights.setdefault(of_parts, Counter()).update(parts)

    add([entry.title], _told_first(entry.title, entry.language), PART_OF_TITLE)
    add([subjects(entry.title, entry.language)], SUBJECT, PART)
    add([entry.name], PART_OF_TITLE, HEADING)
    add(entry.elsewhere, ELSEWHERE, ELSEWHERE)
    add([entry.summary, *own.headings], HEADING, HEADING / 2)
    add(entry.labels, LABEL, LABEL)
    add(own.lines, TEXT, PART)
    heaviest = {stem: weight for weight in sorted(weights) for stem in weights[weight]}
    parts = "\n".join(
        f'<p data-pagefind-weight="{weight}">{" ".join(_often(found, weight, heaviest))}</p>'
        for weight, found in sorted(weights.items(), reverse=True)
        if found
    )
    words = "\n".join(
        "\t".join((stem, " ".join(sorted(shown)), " ".join(sorted(known.others.get(stem, ())))))
        for stem, shown in sorted(known.shown.items())
    )
    return Copy(f"<html><body>\n{parts}\n</body></html>\n", "\n".join(own.lines), words)


def _told_first(title: str, language: str) -> float:
    """Give the weight of a title's words: the fewer, the more each is what the page is about."""
    words = sum(1 for _ in stems(title, language, Known()))
    return PART_OF_TITLE + (TITLE - PART_OF_TITLE) / max(words, 1)


def _often(found: Counter[str], weight: float, heaviest: Mapping[str, float]) -> Iterable[str]:
    """Give each stem; of the text, what is not said in a heavier part: so the index is smaller."""
    most = MOST if weight == TEXT else 1
    for stem, times in sorted(found.items()):
        if weight > TEXT or heaviest[stem] == weight:
            yield from [stem + END] * min(times, most)
