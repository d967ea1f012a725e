"""A Finnish word -> its joints, syllables, base forms and hard form: the only room of Voikko.

Voikko (Debian's libvoikko1 and voikko-fi) is loaded by the first word that is asked about. The
same word gives the same answer; a string that is no word gives nothing.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from libvoikko import Voikko

DICTIONARY = Path("/usr/lib/voikko/5/mor-standard")
"""Where voikko-fi is; its ``index.txt`` tells its version."""
LONGEST = 255  # letters that Voikko takes for a word
MOST_PARTS = 8  # of a compound whose every run is asked about
WORD = re.compile(r"-?[^\W_]+(?:['\u2019-][^\W_]+)*-?")
ASIDE = re.compile(r"\[X[a-z]\][^\[]*\[X\]|\[[^\]]*\]")  # a base form within, or a mark
EVERYDAY = frozenset(
    (
        *("seuraava", "tuleva", "sopiva", "painava", "vastaava", "riittävä", "elävä", "pelottava"),
        *("mukava", "oltava", "luotettava", "tietty", "väsynyt", "kuollut", "eronnut"),
        *("sairastunut", "kiinnostunut", "huolestunut", "jännittynyt", "hermostunut"),
        *("alkaen", "mennessä", "käsin"),
    )
)
"""Participles that are adjectives to everybody, and forms that have become words; ours."""
CONSTRUCTIONS = {
    ("E-infinitive", ""),  # tehdessä, tehden
    ("MAINEN-infinitive", ""),  # tekemäisillään
    ("MA-infinitive", "vajanto"),  # tekemättä
    ("MA-infinitive", "keinonto"),  # tekemän
}
SELDOM = {"seuranto", "vajanto", "keinonto"}
"""Cases that everyday Finnish seldom uses: liitteineen, tavoitteetta, omin sanoin."""
Form = Literal["", "passive", "hard"]
OF_MINEN = "[Tn4]"  # stands where a verb's stem ends and its -minen begins


def joints(word: str) -> tuple[int, ...]:
    """Give the places where a compound's parts meet, as numbers of letters before them.

    A place is given when every reading of the word has it, and only where no hyphen stands:
    "lastensuojeluilmoitus" gives 6 and 13, "linja-auto" nothing.
    """
    found = _agreed(word) if _is_word(word) else ()
    return tuple(place for place in found if "-" not in word[place - 1 : place + 1])


def syllables(word: str) -> tuple[int, ...]:
    """Give the places where a word may be hyphenated, as numbers of letters before them.

    No single letter is left alone at either end, and no vowel beside a vowel.
    """
    pattern = _voikko().getHyphenationPattern(word) if _is_word(word) else ""
    return tuple(place for place, sign in enumerate(pattern) if sign == "-" and place)


def lemmas(word: str) -> tuple[str, ...]:
    """Give a word's base forms, the likeliest first; nothing for a word that Voikko knows not.

    A noun of a verb is its own base form: "tapaamisessa" gives "tapaaminen". What another does
    ("tapaama") is meant only where nothing else can be: "tapaamista" is of "tapaaminen". A hyphen
    at the end, for a part that is said later, is none of the word's.
    """
    bare = word.strip("-")
    readings = _readings(bare)
    likely = [reading for reading in readings if reading.get("PARTICIPLE") != "agent"]
    found = dict.fromkeys(_lemma(bare, reading) for reading in likely or readings)
    return tuple(sorted(found, key=lambda lemma: lemma != bare.lower()))


def parts(word: str) -> tuple[str, ...]:
    """Give the base forms of a compound's parts, and of the compounds within it.

    "lastensuojeluilmoituksessa" gives "lapsi", "lastensuojelu", "suojelu", "suojeluilmoitus" and
    "ilmoitus"; a word that is no compound gives nothing.
    """
    found: dict[str, None] = {}
    for places in _ways(word):
        cuts = [0, *places, len(word)][: MOST_PARTS + 1]
        for start, end in combinations(cuts, 2):
            if end - start < len(word):
                alone = (start, end) in pairwise(cuts)
                found |= dict.fromkeys(_lemmas_of_part(word[start:end].strip("-"), alone=alone))
    return tuple(found)


@cache
def form(word: str) -> Form:
    """Tell whether a word's form is hard to read: a passive, another that is hard, or neither.

    It is told only where every reading of the word agrees: "omin" may be another word's.
    """
    bare = word.strip("-").lower()
    found = {_form(bare, reading) for reading in _readings(bare)}
    return found.pop() if len(found) == 1 else ""


def _form(word: str, reading: dict[str, str]) -> Form:
    told = reading.get
    case, participle = told("SIJAMUOTO", ""), told("PARTICIPLE", "")
    if {word, told("BASEFORM")} & EVERYDAY and "POSSESSIVE" not in reading:
        return ""
    if told("PERSON") == "4":
        return "passive"
    if participle == "present_active" and "POSSESSIVE" in reading:
        return "hard"  # tulevansa
    if participle:
        return _participle(participle, case, told("NUMBER", ""), told("COMPARISON", ""))
    purpose = told("MOOD") == "A-infinitive" and "POSSESSIVE" in reading  # tehdäkseen
    seldom = case in SELDOM and told("COMPARISON") != "comparative"  # but not paremmin
    return "hard" if purpose or seldom or (told("MOOD"), case) in CONSTRUCTIONS else ""


def _participle(which: str, case: str, number: str, degree: str) -> Form:
    """Tell of "tehty", "tehnyt", "tekevä", "tehtävä", "tekemä": in a tense, they are easy."""
    if which == "negation" or degree in {"comparative", "superlative"} or case == "kerrontosti":
        return ""
    if which == "agent":
        return "hard"
    if which == "past_passive" and (case, number) == ("nimento", "singular"):
        return "passive"
    if case == "nimento" and which in {"past_active", "present_active"}:
        return ""
    alone = number == "singular" and case in {"nimento", "osanto"}  # on kuultava, pelottavaa
    return "" if alone and which.startswith("present") else "hard"


def _lemmas_of_part(part: str, *, alone: bool) -> tuple[str, ...]:
    """Give a part's base forms: a first part ends like a word of its own, or has -s for -nen."""
    if known := lemmas(part):
        return known
    if part.endswith("s") and (known := lemmas(part[:-1] + "nen")):
        return known
    return (part,) if alone and part else ()


@cache
def _agreed(word: str) -> tuple[int, ...]:
    ways = _ways(word)
    return tuple(place for place in ways[0] if all(place in way for way in ways)) if ways else ()


def _ways(word: str) -> list[tuple[int, ...]]:
    """Give, for each reading of a word, where its parts meet, a hyphen being the last of its part.

    A word that Voikko knows not may still be known between its hyphens.
    """
    if readings := _readings(word):
        return list(dict.fromkeys(_meeting(reading["STRUCTURE"]) for reading in readings))
    if "-" not in word or not _is_word(word):
        return []
    places: list[int] = []
    for piece in re.finditer(r"[^-]+-?", word):
        bare = piece[0].rstrip("-")
        places += [piece.start() + place for place in _agreed(bare)]
        places += [piece.end()] if piece.end() < len(word) else []
    return [tuple(places)]


def _meeting(structure: str) -> tuple[int, ...]:
    """Read "=pppp=ppp-=pp": a part begins after each "=", every other sign is a letter's."""
    places, letters = [], 0
    for sign in structure:
        if sign != "=":
            letters += 1
        elif letters:
            places.append(letters)
    return tuple(places)


def _lemma(word: str, reading: dict[str, str]) -> str:
    stem, is_minen, _ = reading.get("FSTOUTPUT", "").partition(OF_MINEN)
    if is_minen and reading.get("MOOD") == "MINEN-infinitive":
        return word[: len(ASIDE.sub("", stem))].lower() + "minen"
    return reading.get("BASEFORM", word)


@cache
def _readings(word: str) -> tuple[dict[str, str], ...]:
    found = _voikko().analyze(word) if _is_word(word) else ()
    return tuple(reading for reading in found if not _is_lowered(word, reading["STRUCTURE"]))


def _is_lowered(word: str, structure: str) -> bool:
    """Tell whether a reading is a name's, which the word would be if it had its capital."""
    signs = structure.replace("=", "")
    return any(sign == "i" and letter.islower() for sign, letter in zip(signs, word, strict=False))


def _is_word(word: str) -> bool:
    return len(word) <= LONGEST and WORD.fullmatch(word) is not None


@cache
def _voikko() -> Voikko:
    import libvoikko  # noqa: PLC0415 - most commands ask about no word

    voikko = libvoikko.Voikko("fi", str(DICTIONARY.parents[1]))
    voikko.setNoUglyHyphenation(True)
    return voikko
