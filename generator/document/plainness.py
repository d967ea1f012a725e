"""Texts -> where they are hard to read: what of the criteria of plain language a program can judge.

The criteria are those of Selkokeskus, the Finnish Centre for Easy Language: "Selkokielen mittari
2.0" (2022) and its guides to words (``selkokielen-sanasto``) and to structures
(``helpot-kielen-rakenteet``). It tells them in words and gives no numbers, so that every number
in ``RULES`` is ours. Whether the matter is right for its reader, whether a word is known and
whether a text hangs together is beyond a program: what passes here is not thereby plain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from generator.finnish import form, lemmas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.document.glossary import Glossary

    Where = tuple[str | int, ...]

FINNISH = "fi"


class Limit(NamedTuple):
    """How much a sentence or a word may have of what a rule counts.

    ``elsewhere`` is the limit in other languages, -1 where the rule is of Finnish alone. With
    ``share``, one sentence in so many may have more, and ``SOME`` in any text.
    """

    most: int
    elsewhere: int = -1
    share: int = 0


RULES = {
    # "Prefer short sentences." Words; ours: Swedish needs more of them, such as articles.
    "long_sentence": Limit(15, elsewhere=20),
    # "Tell one important thing in a clause": a sentence has mostly one subordinate clause.
    "many_clauses": Limit(1, share=10),
    # "The passive only where nobody knows who does it, or it is of no matter": which a program
    # cannot tell, so that some are let by.
    "passive": Limit(0, share=10),
    # "Avoid forms that are seldom used, participial and infinitive constructions": a referring
    # "-van", "tehdessä", "tehtyään", "tekemättä", "valitsema", "liitteineen", "tavoitteetta".
    "hard_form": Limit(0),
    # "Avoid needless negatives": no two in a sentence.
    "negatives": Limit(1),
    # "Prefer short words": letters of the base form, since endings are no burden of the writer's
    # choice; "sosiaalityöntekijä" has 18. Swedish as it is written. What the text explains passes.
    "long_word": Limit(18, elsewhere=22),
    # "Avoid abbreviations."
    "abbreviation": Limit(0),
    # "If a difficult notion is needed, explain it": a term of the glossary, in the text itself.
    "unexplained": Limit(0),
}
SOME = 2  # sentences; ours
EXTREME = 40  # words of a sentence that is too long in any text; ours
NAMING = {"title", "summary"}
"""Fields that name a text, which itself then explains what it names."""

SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
WORD = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
ABBREVIATION = re.compile(
    r"\b(?:esim|mm|yms|jne|ym|tms|ts|ks|vrt|ns|nro|puh|klo|os|ko|t\.ex|m\.m|o\.s\.v|bl\.a)\b\.?"
    r"|\b[A-ZÅÄÖ]{2,}\b"
)
NEGATIVE = re.compile(
    r"\b(?:e[ntim]|ette?|emme|eivät|älä|älkää(?:mme)?|älköön"
    r"|(?:ett|ell|joll|jott|vaikk)e(?:[nti]|mme|tte|ivät)|(?:e[nt]|emme|ette)k[aä]|eikä|eivätkä"
    r"|inte|aldrig|ingen|inget|inga)\b",
    re.IGNORECASE,
)
_OPENING = "jos|kun|koska|jotta|vaikka|kunnes|ennen kuin|silloin kun"
_ASKING = (
    "jo(?:ka|nka|ta|ssa|sta|hon|lla|lta|lle|na|ksi|tka|iden|itten|ita|issa|ista|ihin|illa|ille)"
    "|mi(?:kä|nkä|tä|ssä|stä|hin|llä|ltä|lle|ksi|ten|nne|tkä|llai\\w+)|milloin|kuinka"
    "|ku(?:ka|mpi|mman)|ke(?:nen|net|tä|tkä|iden|itä|nestä|neltä|nelle|istä|iltä|ille)"
    "|(?:on|ovat|voi\\w*|saa\\w*|pitää|halua\\w*|tule\\w*|tarvitse\\w*)k[oö]"
)
CLAUSE = re.compile(
    rf"(?:^(?:{_OPENING})|[,:]\s+(?:(?:ja|tai|mutta|eli|sekä)\s+)?"
    rf"(?:että|{_OPENING}|(?:ett|ell|joll)e\w*|{_ASKING}))\b",
    re.IGNORECASE,
)
EXPLAINS_AFTER = re.compile(r"\s+(?:on|ovat|tarkoittaa|tarkoittavat|eli)\b")
EXPLAINS_BEFORE = re.compile(
    r"(?:\beli\s+|^\W*(?:mikä|mitä|kuka|ketkä)\s+(?:\w+\s+)?)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Hard:
    """A place that is hard to read: the rule, the field, the words, how they begin."""

    rule: str
    where: Where
    words: str
    begun: str


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of a text, and every place that passes a limit."""

    words: int
    sentences: int
    longest: int
    places: tuple[Hard, ...]

    def found(self, rule: str) -> int:
        """Give how many places pass the limit of a rule, also those that its share lets by."""
        return sum(1 for place in self.places if place.rule == rule)

    @property
    def beyond(self) -> tuple[Hard, ...]:
        """The places that a plain text may not have."""
        let = {
            rule
            for rule, limit in RULES.items()
            if limit.share and self.found(rule) <= max(SOME, self.sentences // limit.share)
        }
        return tuple(place for place in self.places if place.rule not in let)


def measure(
    texts: Iterable[tuple[Where, str]],
    language: str,
    glossary: Glossary | None = None,
    beside: Iterable[str] = (),
) -> Measured:
    """Measure all that a record says; ``beside`` is what else its reader is told there.

    Terms are looked for with a glossary. What is explained beside it is explained.
    """
    said = [(where, s) for where, text in texts for s in _sentences(text)]
    words = [WORD.findall(sentence) for _, sentence in said]
    counts = [len(each) for each in words]
    places = [
        place
        for (where, sentence), each in zip(said, words, strict=True)
        for place in _hard(where, sentence, each, language)
    ]
    places += _difficult(said, [s for text in beside for s in _sentences(text)], language, glossary)
    return Measured(sum(counts), len(said), max(counts, default=0), tuple(places))


def longest(texts: Iterable[tuple[Where, str]]) -> tuple[Hard, ...]:
    """Give the sentences of a text for anybody that are far too long."""
    return tuple(
        _place("long_sentence", where, sentence)
        for where, text in texts
        if text.count(" ") >= EXTREME  # few texts are as long
        for sentence in _sentences(text)
        if len(WORD.findall(sentence)) > EXTREME
    )


def _sentences(text: str) -> Iterator[str]:
    for found in SENTENCE.finditer(text):
        if WORD.search(found[0]):
            yield found[0].strip(" \t-•")


def _place(rule: str, where: Where, words: str) -> Hard:
    return Hard(rule, where, words, r"\s+".join(map(re.escape, words.split()[:4])))


# --- sentences -------------------------------------------------------------------------------


def _hard(where: Where, sentence: str, words: Sequence[str], language: str) -> Iterator[Hard]:
    """Yield what is hard in a sentence, each rule once; a form and a short form by its word."""
    finnish = language == FINNISH
    counted = {"long_sentence": len(words)}
    if finnish:
        counted["many_clauses"] = len(CLAUSE.findall(sentence))
        counted["negatives"] = len(NEGATIVE.findall(sentence))
    for rule, count in counted.items():
        if count > (RULES[rule].most if finnish else RULES[rule].elsewhere):
            yield _place(rule, where, sentence)
    for found in ABBREVIATION.findall(sentence) if finnish else ():
        yield _place("abbreviation", where, found)
    if not finnish:
        return
    forms = {word: form(word) for word in words}
    for word in [word for word, is_ in forms.items() if is_ == "hard"]:
        yield _place("hard_form", where, word)
    if passives := [word for word, is_ in forms.items() if is_ == "passive"]:
        yield _place("passive", where, passives[0])


# --- words that the text must explain --------------------------------------------------------


def _difficult(
    said: Sequence[tuple[Where, str]],
    beside: Sequence[str],
    language: str,
    glossary: Glossary | None,
) -> Iterator[Hard]:
    """Yield each long word and term that the text uses and does not explain, where it is first."""
    used: list[tuple[Hard, tuple[str, ...]]] = []
    explained: set[str] = set()
    told = [*said, *(((), sentence) for sentence in beside)]
    for where, sentence in told:
        for rule, names, start, end in _words(sentence, language, glossary):
            if _explains(sentence, start, end):
                explained.update(names)
            elif where and not (rule == "unexplained" and where[0] in NAMING):
                used.append((_place(rule, where, sentence[start:end]), names))
    for place, names in used:
        if explained.isdisjoint(names):
            yield place
            explained.update(names)  # it is told once


def _words(
    sentence: str, language: str, glossary: Glossary | None
) -> Iterator[tuple[str, tuple[str, ...], int, int]]:
    """Yield the long words and terms of a sentence: the rule, its base forms or id, its place."""
    for word in WORD.finditer(sentence):
        if names := _long(word[0], language):
            yield "long_word", names, *word.span()
    for start, end, term in glossary.uses(sentence) if glossary else ():
        yield "unexplained", (term,), start, end


def _explains(sentence: str, start: int, end: int) -> bool:
    """Tell whether a sentence says or asks what the word in it is."""
    if EXPLAINS_AFTER.match(sentence, end):
        return True
    return EXPLAINS_BEFORE.search(sentence[:start]) is not None


@cache
def _long(word: str, language: str) -> tuple[str, ...]:
    """Give the base forms that a word may be of, if it is too long; any short one is meant."""
    limit = RULES["long_word"]
    if language != FINNISH:
        return (word.lower(),) if len(word) > limit.elsewhere else ()
    if len(word) <= limit.most:
        return ()
    names = tuple(lemma.lower() for lemma in lemmas(word)) or (word.lower(),)
    return names if min(map(len, names)) > limit.most else ()
