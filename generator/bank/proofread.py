"""Library -> problems in what is said: words spelt wrong, and points of sources gone missing."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from generator.bank.library import ORIGINAL
from generator.document.glossary import beginning
from generator.document.promising import promises
from generator.kinds.trace import TABLE as TRACE
from generator.model.references import texts
from generator.problem import Problem, Severity
from generator.source.load import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.bank.library import Library
    from generator.cache import Cache
    from generator.model.fields import Part
    from generator.model.record import Record
    from generator.model.references import Location
    from generator.source.validate import Edition, Written

SHOWN = ("title", "text")
"""The fields of an item that are shown where it is quoted."""
DASHES = str.maketrans("–—‑", "---")  # noqa: RUF001 - these are what it is about


def proofread(library: Library, cache: Cache) -> list[Problem]:
    """Find wrong variants of terms, points of sources not answered, promises of a text's own."""
    return [*_misspelt(library, cache), *_lost(library), *_promised(library, cache)]


# --- terms -----------------------------------------------------------------------------------


def _misspelt(library: Library, cache: Cache) -> Iterator[Problem]:
    """Look into every text; what is verbatim, as the titles of sources, is not a text of ours."""
    terms = library.terms(ORIGINAL)
    right = {wrong: term.title for term in terms for wrong in (*term.wrong, *term.besides)}
    leading = {name: term.stems for term in terms for name in term.besides}
    if not right:
        return
    told = "\x1f".join((*right, *(f"{name}={stems}" for name, stems in leading.items())))
    for name, part, written in library.originals():
        mark = library.fingerprints[key_of(written.path)]
        kept = ("wrong", told, mark, f"{name} {part.id}")
        if found := cache.of(kept, partial(_wrong, part, right, leading)):
            for location, words in found:
                yield from _placed(written, location, words, right)


def _wrong(
    part: Part, right: Mapping[str, str], leading: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[Location, tuple[tuple[str, str], ...]], ...]:
    """Give the texts that hold wrong words: where, and each word with the stem it begins with.

    Another name for a term is wrong where the text does not say the term as well.
    """
    patterns = {stem: beginning(stem) for stem in right}
    terms = {name: tuple(map(beginning, stems)) for name, stems in leading.items()}
    found = []
    for location, text in texts(part):
        folded = text.casefold()
        words = [
            (word.start(), word[0], stem)
            for stem, pattern in patterns.items()
            if stem.split()[0].casefold() in folded
            and not any(term.search(text) for term in terms.get(stem, ()))
            for word in pattern.finditer(text)
        ]
        if words:
            found.append((location, tuple((word, stem) for _, word, stem in sorted(words))))
    return tuple(found)


def _placed(
    written: Written,
    location: Location,
    words: Iterable[tuple[str, str]],
    right: Mapping[str, str],
) -> Iterator[Problem]:
    """Find each wrong word of a text in its file."""
    _, name = written.at(location)
    offset = 0
    for word, stem in words:
        at, offset = written.said(location, re.escape(word.split()[0]), offset)
        yield Problem(at, "wrong-term", name, {"word": word, "right": right[stem]})


# --- promises --------------------------------------------------------------------------------


def _promised(library: Library, cache: Cache) -> Iterator[Problem]:
    """Look into what speaks to a family or a child; promises are taken from their one table.

    Swedish words are not looked into: they say what the Finnish ones do.
    """
    for edition in library.records(ORIGINAL):
        reader = library.readers(edition.record.audience)[0]
        if not edition.kind.listed or reader == "professional":
            continue
        mark = library.fingerprints[key_of(edition.path)]
        for location, sentence in cache.of(("promised", mark), partial(_own, edition.record)):
            _, name = edition.at(location)
            begun = r"\s+".join(map(re.escape, sentence.split()[:4]))
            at, _ = edition.said(location, begun)
            values = {"sentence": sentence}
            yield Problem(at, "promise-of-its-own", name, values, Severity.NOTICE)


def _own(record: Record) -> tuple[tuple[Location, str], ...]:
    """Give the sentences of a record that promise something: where, and the sentence."""
    return tuple(
        (location, sentence) for location, text in texts(record) for sentence, _ in promises(text)
    )


# --- points of sources -----------------------------------------------------------------------


def _lost(library: Library) -> Iterator[Problem]:
    """Look for what each point expects in the texts of the records that it leads to.

    All of it must be said there, and each record must say some of it.
    """
    said: dict[str, str] = {}
    for edition in library.entries(TRACE, ORIGINAL):
        point = edition.entry
        answers = [library.record(name, ORIGINAL) for name in point.records]
        there = [answer for answer in answers if answer]
        if len(there) < len(answers):
            continue  # that a record is missing is said of the reference
        for answer in there:
            if answer.record.id not in said:
                whole = "\n".join(_whole(answer, library))
                said[answer.record.id] = " ".join(whole.translate(DASHES).split())
        for index, name in enumerate(point.records):
            if len(there) > 1 and not any(
                _says(said[name], expected) for expected in point.expects
            ):
                at, field = edition.at(("records", index))
                values = {"expected": ", ".join(point.expects), "records": name}
                yield Problem(at, "trace-lost", field, values)
        for index, expected in enumerate(point.expects):
            if not any(_says(said[name], expected) for name in point.records):
                at, name = edition.at(("expects", index))
                values = {"expected": expected, "records": ", ".join(point.records)}
                yield Problem(at, "trace-lost", name, values)


def _whole(edition: Edition[Record], library: Library) -> Iterator[str]:
    """Yield all that a record says, also what it quotes of others."""
    yield from (text for _, text in texts(edition.record))
    for _, reference, target in edition.refers:
        if reference.quoted and (
            found := library.part(reference.kind, target, ORIGINAL, reference.quoted)
        ):
            yield from (text for location, text in texts(found[1]) if location[0] in SHOWN)


def _says(text: str, expected: str) -> bool:
    """Tell whether a text has one of the alternatives; a number is that number and no other."""
    return any(
        re.search(
            rf"(?<![\w]){re.escape(word)}{'(?![0-9])' if word[-1].isdigit() else ''}",
            text,
            re.IGNORECASE,
        )
        for word in " ".join(expected.translate(DASHES).split()).split("|")
        if word
    )
