"""Library -> texts that are hard to read: marked plain or for a child, by the rules of plainness.

A plain text that nobody has approved must keep them, or say for a rule why it does not
(``plain_exceptions``). What it may pass, and what a text for a child does, is told in one notice.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from textwrap import shorten
from typing import TYPE_CHECKING, Literal

from generator.bank.library import ORIGINAL
from generator.document.plainness import EXTREME, FINNISH, RULES, longest, measure
from generator.document.richtext import to_words
from generator.kinds.promise import TABLE as PROMISE
from generator.model.references import texts
from generator.problem import Problem, Severity
from generator.source.load import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.bank.library import Library
    from generator.cache import Cache
    from generator.document.glossary import Glossary
    from generator.document.plainness import Hard, Measured, Where
    from generator.kinds.promise import Promise
    from generator.model.record import PlainExceptions, Record
    from generator.source.validate import Edition, Written

    Standing = Literal["plain", "child", "other"]

CODES = {
    "long_sentence": "plain-long-sentence",
    "many_clauses": "plain-many-clauses",
    "passive": "plain-passive",
    "hard_form": "plain-hard-form",
    "negatives": "plain-negatives",
    "long_word": "plain-long-word",
    "abbreviation": "plain-abbreviation",
    "unexplained": "plain-unexplained",
}
SHOWN = 100  # characters of a sentence in a problem
FOR_EDITORS = {"changes", "withdrawn"}
"""Fields that tell an editor, not the reader, about the text."""


def plainness(library: Library, cache: Cache) -> list[Problem]:
    """Find what is hard in plain texts, in promises in plain words and in texts for a child.

    In any other text only a sentence that is far too long is told.
    """
    return [
        problem
        for language in library.languages
        for problem in (
            *_promises(library, cache, language),
            *(
                each
                for edition in _in_use(library, language)
                for each in _told(library, cache, edition)
            ),
        )
    ]


def measured(library: Library) -> Iterator[tuple[Edition[Record], Standing, Measured]]:
    """Give the figures of every text that a reader sees, in each language."""
    for language in library.languages:
        for edition in _in_use(library, language):
            yield edition, standing(library, edition), _measure(library, edition)


def standing(library: Library, edition: Edition[Record]) -> Standing:
    """Tell whether a text is marked plain, is first of all for a child, or neither."""
    if edition.record.plain_of:
        return "plain"
    return "child" if library.readers(edition.record.audience)[0] == "child" else "other"


def _in_use(library: Library, language: str) -> Iterator[Edition[Record]]:
    return (each for each in library.records(language) if each.record.state != "withdrawn")


def _texts(record: Record) -> tuple[tuple[Where, str], ...]:
    return tuple(each for each in texts(record) if each[0][0] not in FOR_EDITORS)


def _measure(library: Library, edition: Edition[Record]) -> Measured:
    """Measure a text; of terms only a plain text that is Finnish must explain its own."""
    glossary, beside = _terms(library, edition)
    return measure(_texts(edition.record), edition.language, glossary, beside)


def _terms(library: Library, edition: Edition[Record]) -> tuple[Glossary | None, tuple[str, ...]]:
    """Give the glossary and the promises that a plain text shows, which may explain a term."""
    if edition.language != FINNISH or not edition.record.plain_of:
        return None, ()
    names = {name for _, refers, name in edition.refers if refers.kind == PROMISE.name}
    there = (each.entry for each in library.entries(PROMISE, edition.language))
    told = tuple(to_words(promise.plain) for promise in there if promise.id in names)
    return library.glossaries.get(edition.language), told


# --- records ---------------------------------------------------------------------------------


def _told(library: Library, cache: Cache, edition: Edition[Record]) -> Iterator[Problem]:
    mark = library.fingerprints[key_of(edition.path)]
    found = standing(library, edition)
    if found == "other":
        extreme = ("extreme", edition.language, mark)
        for place in cache.of(extreme, lambda: longest(_texts(edition.record)))[:1]:
            yield _problem(edition, "extreme-sentence", place, Severity.NOTICE, limit=EXTREME)
        return
    glossary, beside = _terms(library, edition)
    kept = ("plain", edition.language, mark, str(glossary), *beside)
    beyond = cache.of(kept, lambda: _measure(library, edition).beyond)
    approved = found == "child" or not edition.draft
    yield from _judged(edition, beyond, edition.record.plain_exceptions, approved=approved)


def _judged(
    written: Written,
    beyond: Iterable[Hard],
    reasons: PlainExceptions,
    whole: Where = (),
    *,
    approved: bool,
) -> Iterator[Problem]:
    """Say each place, an error; but what is approved or has its reason is told in one notice."""
    counts = Counter(place.rule for place in beyond)
    let = {rule for rule in counts if approved or reasons.reason(rule)}
    for place in beyond:
        if place.rule not in let and (not RULES[place.rule].share or _first(place, beyond)):
            count = counts[place.rule]
            yield _problem(written, CODES[place.rule], place, count=count)
    if let:
        found = ", ".join(
            f"{rule} {counts[rule]}" + (f" ({reason})" if (reason := reasons.reason(rule)) else "")
            for rule in RULES
            if rule in let
        )
        at, name = written.at(whole)
        yield Problem(at, "plain-left", name, {"found": found}, Severity.NOTICE)
    if written.language == ORIGINAL and whole != ("child",):
        for rule in RULES:
            if reasons.reason(rule) and not counts[rule]:
                at, name = written.at(("plain_exceptions", rule))
                yield Problem(at, "plain-exception-idle", name, {"rule": rule}, Severity.NOTICE)


def _first(place: Hard, places: Iterable[Hard]) -> bool:
    return next(each for each in places if each.rule == place.rule) is place


def _problem(
    written: Written,
    code: str,
    place: Hard,
    severity: Severity = Severity.ERROR,
    *,
    limit: int = 0,
    count: int = 1,
) -> Problem:
    _, name = written.at(place.where)
    at, _ = written.said(place.where, place.begun)
    rule = RULES[place.rule]
    most = rule.most if written.language == FINNISH else rule.elsewhere
    values = {
        "words": shorten(place.words, SHOWN, placeholder=" …"),
        "limit": str(limit or most),
        "count": str(count),
        "rule": place.rule,
    }
    return Problem(at, code, name, values, severity)


# --- promises --------------------------------------------------------------------------------


def _promises(library: Library, cache: Cache, language: str) -> Iterator[Problem]:
    """Look into the words of each promise that plain texts and texts for a child show."""
    for edition in library.entries(PROMISE, language):
        mark = library.fingerprints[key_of(edition.path)]
        promise = edition.entry
        confirmed = promise.reviewed is not None and not edition.draft_translation
        for field, approved in (("plain", confirmed), ("child", True)):
            kept = ("plain", language, mark, promise.id, field)
            beyond = cache.of(kept, partial(_beyond, promise, field, language))
            yield from _judged(
                edition, beyond, promise.plain_exceptions, (field,), approved=approved
            )


def _beyond(promise: Promise, field: str, language: str) -> tuple[Hard, ...]:
    said = to_words(getattr(promise, field))
    return measure([((field,), said)], language).beyond
