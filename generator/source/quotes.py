"""Texts -> the quotes in them that are opened and never closed, or closed and never opened."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from generator.problem import Problem, Severity
from generator.source.load import scalars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.source.load import Document

PART = re.compile(r"(?:.|\n(?![ \t]*(?:\n|(?:[-*+]|1[.)]) (?!\w*kuuta))))+")
"""What a quote ends within: a paragraph, or an item of a list (which no day begins)."""
QUOTE = re.compile(r'(?<!\\)(?:["”“„«]|(?<!\s)»|»(?!\s))')
"""A ``»`` between words leads from one to the next."""
NUMBER = re.compile(r"[\d½¼¾]\s?$")
"""Of what stands after a number nobody knows whether it is an inch."""
DEPTHS = set(range(5))
"""How many quotes may be open at once, one in another; more are none."""
BEFORE, AFTER = "([{/*–—-", '.,:;!?)]}/*–—-…”“„«»"'


def unpaired(documents: Iterable[Document]) -> list[Problem]:
    """Find the paragraphs in which a quote has no pair: a notice each, where it may be lost."""
    return [
        Problem(
            scalar.place(lost.start()),
            "quote-unpaired",
            name,
            {"mark": lost[0], "found": " ".join(scalar.text[lost.start() : end].split())[:40]},
            Severity.NOTICE,
        )
        for document in documents
        for name, scalar in scalars(document.root)
        if QUOTE.search(scalar.text) and " " in scalar.text  # of one word none is a sentence's
        for lost, end in _lost(scalar.text)
    ]


def _lost(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Give the quotes without a pair, each with where its paragraph ends.

    A quote of several paragraphs begins anew in each, and ends in the last.
    """
    parts = list(PART.finditer(text))
    for part, following in zip_longest(parts, parts[1:]):
        goes_on = following is not None and QUOTE.match(following[0].lstrip())
        lost, is_open = _alone(text, part.start(), part.end())
        if lost and not (is_open and goes_on):
            yield lost, part.end()


def _alone(text: str, begin: int, end: int) -> tuple[re.Match[str] | None, bool]:
    """Give the quote that ends what has not begun, or the last where one stays open, and which.

    How many are open is not always known: what stands free or amid a word may begin or end one.
    """
    depths, quote = {0}, None
    for quote in QUOTE.finditer(text, begin, end):
        at, after = quote.span()
        steps = _steps(text[max(at - 2, begin) : at], text[after : min(after + 1, end)])
        depths = {depth + step for depth in depths for step in steps} & DEPTHS
        if not depths:
            return quote, False
    return None if 0 in depths else quote, True


def _steps(before: str, after: str) -> tuple[int, ...]:
    begins = not before or before[-1].isspace() or before[-1] in BEFORE
    ends = not after or after[0].isspace() or after[0] in AFTER
    if begins and not ends:
        return (1,)
    either = (1, -1) if begins == ends else (-1,)
    return (*either, 0) if NUMBER.search(before) else either
