"""RichText -> RichText in which the first use of each term leads to the glossary.

A term is known by how its words begin, which most of Finnish inflection leaves alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.document.richtext import (
    Emphasis,
    Heading,
    ListItem,
    Paragraph,
    RichText,
    Strong,
    TermLink,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.document.richtext import Block, Inline

WORD = re.compile(r"\w+")
HEAD = 3  # letters by which a word is looked up; no stem is shorter


def beginning(stem: str) -> re.Pattern[str]:
    """Give the pattern of every word or phrase that begins as a stem does."""
    words = (re.escape(word) + r"\w*" for word in stem.split())
    return re.compile(r"\b" + r"\s+".join(words), re.IGNORECASE)


class Glossary:
    """The terms of a language, ready to be found; of two that fit, the longer one is meant."""

    def __init__(self, terms: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Take each term's id and stems."""
        self._by_head: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        stems = [(stem, term) for term, stems in terms for stem in stems]
        self._stems = tuple(stems)
        for stem, term in sorted(stems, key=lambda pair: (-len(pair[0]), pair)):
            head = stem[:HEAD].lower()
            self._by_head.setdefault(head, []).append((beginning(stem), term))

    def __repr__(self) -> str:
        """Tell all that it knows terms by."""
        return f"Glossary({self._stems})"

    def uses(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield every use of a term in a text: where it begins and ends, the term's id."""
        end = 0
        for word in WORD.finditer(text):
            if word.start() < end:
                continue
            for pattern, term in self._by_head.get(word[0][:HEAD].lower(), ()):
                if found := pattern.match(text, word.start()):
                    end = found.end()
                    yield word.start(), end, term
                    break


class Reader:
    """Reads the texts of one page in their order and links what it meets for the first time."""

    def __init__(self, glossary: Glossary, href: Callable[[str], str]) -> None:
        """Begin a page; ``href`` gives the link to a term by its id."""
        self._glossary = glossary
        self._href = href
        self._met: set[str] = set()

    def read(self, text: RichText) -> RichText:
        """Link the terms that the page has not used before."""
        return replace(text, blocks=tuple(self._block(block) for block in text.blocks))

    def _block(self, block: Block) -> Block:
        if isinstance(block, Heading):
            return block
        if isinstance(block, Paragraph):
            return Paragraph(self._inlines(block.children))
        items = (ListItem(tuple(map(self._block, item.blocks))) for item in block.items)
        return replace(block, items=tuple(items))

    def _inlines(self, nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(made for node in nodes for made in self._inline(node))

    def _inline(self, node: Inline) -> Iterator[Inline]:
        if isinstance(node, Emphasis | Strong):
            yield replace(node, children=self._inlines(node.children))
        elif isinstance(node, Text):
            yield from self._linked(node.text)
        else:
            yield node

    def _linked(self, text: str) -> Iterator[Inline]:
        at = 0
        for start, end, term in self._glossary.uses(text):
            if term in self._met:
                continue
            self._met.add(term)
            if start > at:
                yield Text(text[at:start])
            yield TermLink(text[start:end], self._href(term))
            at = end
        if at < len(text):
            yield Text(text[at:])
