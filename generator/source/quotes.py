"""Texts -> the quotes in them that are opened and never closed, or closed and never opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.problem import Problem, Severity
from generator.source.load import scalars

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.source.load import Document

PART = re.compile(r"(?:.|\n(?![ \t]*(?:\n|(?:[-*+]|1[.)]) (?!\w*kuuta))))+")
"""What a quote ends within: a paragraph, or an item of a list (which no day begins)."""
QUOTE = re.compile(r'(?<!\\)(?:["”“„«]|(?<!\s)»|»(?!\s))')
"""A ``»`` between words leads from one to the next."""
INCHES = re.compile(r'[\d½¼¾]\s?["”“„»«]')
"""Of a number and a quote nobody knows whether it is an inch."""


def unpaired(documents: Iterable[Document]) -> list[Problem]:
    """Find the paragraphs with an odd number of quotes: a notice each, where the last one is."""
    return [
        Problem(
            scalar.place(last.start()),
            "quote-unpaired",
            name,
            {
                "mark": last[0],
                "found": " ".join(scalar.text[last.start() : part.end()].split())[:40],
            },
            Severity.NOTICE,
        )
        for document in documents
        for name, scalar in scalars(document.root)
        if QUOTE.search(scalar.text) and " " in scalar.text  # of one word none is a sentence's
        for part in PART.finditer(scalar.text)
        if (last := _alone(scalar.text, part.start(), part.end()))
    ]


def _alone(text: str, begin: int, end: int) -> re.Match[str] | None:
    """Give the last of quotes that cannot be paired."""
    quotes = list(QUOTE.finditer(text, begin, end))
    return quotes[-1] if len(quotes) % 2 and not INCHES.search(text, begin, end) else None
