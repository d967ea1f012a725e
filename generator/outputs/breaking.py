"""Words wider than their box -> the same words with places to break, and nowhere else any.

A place is a soft hyphen: at the joints of a compound, and at a syllable only in a part that is
too wide itself. A word that may be parted by a line's end stands in an element of its own, so
that whoever hears the PDF hears it whole (``outputs/structure``).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import pyphen

from generator.finnish import joints, syllables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.outputs.fitting import Shown

SOFT = "\u00ad"
WHOLE = "whole"
"""The class of the element that such a word stands in."""
JOINED = "joined"
"""The class of such an element within which no line ends."""
OF_LAW = r"\d{1,4}(?: [a-z](?!\w))?"
WITHIN = re.compile(
    rf"\(?{OF_LAW}\u2013{OF_LAW}(?: \w{{1,9}}\))?"  # in parentheses with what it counts
)
"""A range of numbers, also of those of sections of a law."""
SECTION = re.compile(
    rf"(?<!\w){OF_LAW} \u00a7"
    r"|(?<!\d )(?<!\d [a-z] )\u00a7 (?=\d)"
)
"""The number of a section of a law with its sign, before it or, in Swedish, after it."""
FIRM = "\u00a0"
"""A space at which no line ends. An element would keep a line from ending before it, too."""
TOKEN = re.compile(rf"(?<!\S)(?:{WITHIN.pattern})\S*|\S+")
PARTING = re.compile(r"(?<=\w)[-\u2010\u2013\u2014/\u2026]+(?=\w)")
"""Where a line may end within a word as it is written."""
WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*-?")
ADDRESS = re.compile(r"://|@|^www\.|\w\.\w+/")
FINNISH = "fi"


def is_whole(element: Element) -> bool:
    """Tell whether an element is there for a word, which is to be heard whole."""
    return WHOLE in classes_of(element)


def classes_of(element: Element | None) -> list[str]:
    """Give the classes of an element, if there is one."""
    return [] if element is None else (element.get("class") or "").split()


def set_words_apart(root: Element) -> None:
    """Put every word within which a line may end, or must not, into an element of its own.

    The number of a section of a law has firm spaces instead.
    """

    def wanted(token: str) -> object:
        return PARTING.search(token) or WITHIN.match(token)

    for body in root.iter("body"):
        for element in [*body.iter()]:
            element.text, element.tail = _firm(element.text), _firm(element.tail)
        for element in [*body.iter()]:
            _set_apart(element, wanted)


def _firm(text: str | None) -> str | None:
    return text and SECTION.sub(lambda found: found[0].replace(" ", FIRM), text)


def give_places(root: Element, wide: Iterable[Shown]) -> bool:
    """Give every word that is too wide for its box places to break; tell whether any has new ones.

    ``root`` is the HTML that was laid out, and is changed. An address may break anywhere, without
    a hyphen. A word of a language whose syllables nobody knows has no place.
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    changed = False
    for one in wide:
        if one.element is None or not one.text.strip():
            continue
        shown = max(one.text.replace(SOFT, "").split(), key=len)
        language = _language(one.element, parents)
        words = [one.element]
        if not is_whole(one.element):
            words = _set_apart(one.element, re.compile(re.escape(shown)).search)
        for word in words:
            changed |= _part(word, shown, language)
    return changed


def _language(element: Element, parents: dict[Element, Element]) -> str:
    above: Element | None = element
    while above is not None and not above.get("lang"):
        above = parents.get(above)
    return (above.get("lang") or "") if above is not None else ""


def _set_apart(element: Element, wanted: Callable[[str], object]) -> list[Element]:
    """Put the wanted words of an element's own text into elements, and give these."""
    words: list[Element] = []
    holders = [(element, 0, element.text or "")]
    holders += [(child, at, child.tail or "") for at, child in enumerate(element, start=1)]
    for holder, index, text in reversed(holders):
        end = len(text)
        for token in reversed([*TOKEN.finditer(text)]):
            if wanted(token[0]):
                joined = f" {JOINED}" if WITHIN.match(token[0]) else ""
                word = Element("span", {"class": WHOLE + joined})
                word.text, word.tail = token[0], text[token.end() : end]
                element.insert(index, word)
                words.append(word)
                end = token.start()
        if end == len(text):
            continue
        if holder is element:
            element.text = text[:end]
        else:
            holder.tail = text[:end]
    return words


def _part(word: Element, shown: str, language: str) -> bool:
    """Give the parts of a word that are shown, which are too wide, places of the coarsest kind."""
    if JOINED in classes_of(word):
        word.set("class", WHOLE)  # there is no room for it
        return True
    old = word.text or ""
    token = old.replace(SOFT, "")
    if ADDRESS.search(token):
        known, new = word.get("class"), f"{WHOLE} url"
        word.set("class", new)
        return known != new
    places = [sign.start() - done for done, sign in enumerate(re.finditer(SOFT, old))]
    cuts = sorted({0, *places, *(found.end() for found in PARTING.finditer(token)), len(token)})
    parts = [(start, end) for start, end in pairwise(cuts) if token[start:end] in shown]
    for coarse in (True, False):
        more = [
            place
            for place in _places(token, language, coarse=coarse)
            if any(start < place < end for start, end in parts)
        ]
        if more:
            cuts = sorted({0, *places, *more, len(token)})
            word.text = SOFT.join(token[start:end] for start, end in pairwise(cuts))
            return True
    return False


def _places(token: str, language: str, *, coarse: bool) -> list[int]:
    """Give the joints or the syllables of the words within what stands between two spaces."""
    return [
        word.start() + place
        for word in WORD.finditer(token)
        for place in _of_word(word[0], language, coarse=coarse)
    ]


def _of_word(word: str, language: str, *, coarse: bool) -> Iterable[int]:
    if language == FINNISH:
        return joints(word) if coarse else syllables(word)
    hyphens = _hyphens(language)
    return hyphens.positions(word) if hyphens and not coarse else ()


@cache
def _hyphens(language: str) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=known) if known else None
