"""What of the criteria of plain language a program can judge, and whom it stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.bank.plainness import plainness
from generator.cache import Cache
from generator.document.glossary import Glossary
from generator.document.plainness import EXTREME, RULES, measure
from generator.finnish import form
from generator.model.record import PlainExceptions
from generator.outputs import readability
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.problem import Problem

PLAIN = "materials/brochure/selko.yaml"
TERM = {"title": "verkosto", "definition": "Ihmiset.", "sv": "nätverk", "en": "network"}
TERMS = {"verkosto": TERM | {"stems": ["verkosto"]}}
GLOSSARY = Glossary([("verkosto", ("verkosto",))])
LONG = "lastensuojelulaitos"


def found(text: str, language: str = "fi") -> list[tuple[str, str]]:
    """Give the rules that a text breaks, with the words."""
    places = measure([(("text",), text)], language, GLOSSARY).places
    return [(place.rule, place.words) for place in places]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("kerrotaan", "passive"),
        ("ei", ""),
        ("kirjoitettu", "passive"),
        ("tehdessä", "hard"),
        ("tehtyään", "hard"),
        ("tehdäkseen", "hard"),
        ("vastaamatta", "hard"),
        ("lähtemäisillään", "hard"),
        ("tulevansa", "hard"),
        ("puhuvan", "hard"),
        ("sijoitetun", "hard"),
        ("Valitsema", "hard"),
        ("liitteineen", "hard"),
        ("tavoitteetta", "hard"),
        ("tehnyt", ""),  # a tense
        ("kuultava", ""),  # on kuultava
        ("puhumaan", ""),
        ("paremmin", ""),
        ("seuraavan", ""),
        ("tehtävän", ""),  # the noun
        ("omin", ""),  # may be another word's
        ("ymmärrettävästi", ""),
        ("vaikkapa", ""),
        ("xyzzy", ""),
    ],
)
def test_a_hard_form_is_known_where_every_reading_agrees(word: str, expected: str) -> None:
    """A passive is told apart; what may be another, easy word is no hard form."""
    assert form(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" ".join(["me"] * 15) + ".", []),
        (" ".join(["me"] * 16) + ".", ["long_sentence"]),
        (" ".join(["me"] * 8) + ".\n" + " ".join(["me"] * 8), []),
        ("Kysy, jos et ymmärrä.", []),
        ("Jos et ymmärrä, kysy, mitä se on.", ["many_clauses"]),
        ("Hän kysyy, mikä auttaa, mikä ei ja ketkä tulevat.", ["many_clauses"]),
        ("Tulevat äiti, isä, kummi ja naapuri.", []),
        ("Teistä puhutaan ja kirjoitetaan.", ["passive"]),
        ("Kerro, mistä haluat tiimin puhuvan.", ["hard_form"]),
        ("Älä kirjoita sitä, mitä muut eivät saa nähdä.", ["negatives"]),
        ("Et ole yksin. Ei ole kiire.", []),
        ("Ota mukaan esim. kuva.", ["abbreviation"]),
        ("Tarvitset HETU-tunnuksen.", ["abbreviation"]),
        ("Asut lastensuojelulaitoksessa.", ["long_word"]),
        (f"{LONG} on talo. Asut lastensuojelulaitoksessa.", []),
        ("Mikä on lastensuojelulaitos? Talo. Asut lastensuojelulaitoksessa.", []),
        (f"{LONG} on talo. Tulet lastensuojelulaitokseen.", []),  # of another base form, too
        ("Sosiaalityöntekijältäsikin voi kysyä.", []),  # endings are no burden
        ("Kutsumme verkoston.", ["unexplained"]),
        ("Kutsumme verkoston. Verkosto tarkoittaa ihmisiä, jotka auttavat.", []),
        ("Kutsumme läheiset eli verkoston.", []),
    ],
)
def test_each_rule_finds_what_it_is_about(text: str, expected: list[str]) -> None:
    """One thing over a limit is found, and what is within it is not."""
    assert [rule for rule, _ in found(text)] == expected


def test_swedish_has_the_rules_of_any_language() -> None:
    """Sentences and words may be too long there; Finnish forms are not looked for."""
    twenty = " ".join(["och"] * 20)
    assert not found(f"{twenty}. Det sades inte att han inte kom. T.ex. puhuvan.", "sv")
    told = found(f"{twenty} {'s' * 23}.", "sv")
    assert [rule for rule, _ in told] == ["long_sentence", "long_word"]


@pytest.mark.parametrize(("passives", "sentences", "beyond"), [(2, 5, 0), (3, 29, 3), (3, 30, 0)])
def test_some_passives_are_let_by(passives: int, sentences: int, beyond: int) -> None:
    """Two in any text, then one sentence in ten: whether the doer matters nobody can count."""
    text = "Asiasta puhutaan. " * passives + "Me kysymme. " * (sentences - passives)
    measured = measure([(("text",), text)], "fi")
    assert measured.found("passive") == passives
    assert len(measured.beyond) == beyond


def test_every_rule_can_be_excepted_and_is_counted() -> None:
    """A rule has its reason in a record and its column among the figures."""
    assert list(PlainExceptions.model_fields) == list(RULES) == list(readability.RULES)


def _said(folder: Path, files: bank.Files) -> list[Problem]:
    _, _, problems = bank.read(bank.write(folder / "source", bank.FILES | files))
    return [each for each in problems if each.code.startswith(("plain-", "extreme-"))]


def test_a_title_names_what_the_text_explains(tmp_path: Path) -> None:
    """A term in a title or a summary is not looked for; what a promise explains is explained."""
    files = {
        "content/term.yaml": TERMS,
        "content/promise.yaml": bank.INDEXED["content/promise.yaml"],
    }
    files |= {"content/law.yaml": bank.INDEXED["content/law.yaml"]}
    named = bank.record(title="Verkosto", plain_of="perheelle")
    assert not _said(tmp_path, files | {PLAIN: named})
    sections = {"eka": {"title": "Yksi", "text": "Verkostosi auttaa."}}
    twin = bank.record(title="Verkosto", plain_of="perheelle", sections=sections)
    assert [each.code for each in _said(tmp_path, files | {PLAIN: twin})] == ["plain-unexplained"]
    promise = bank.INDEXED["content/promise.yaml"]
    assert isinstance(promise, dict)
    told = promise["kuuleminen"] | {"plain": "Verkosto on joukko ihmisiä."}
    files["content/promise.yaml"] = promise | {"kuuleminen": told}
    sections["eka"]["promises"] = ["kuuleminen"]  # type: ignore[assignment]
    assert not _said(tmp_path, files | {PLAIN: twin})


def test_a_draft_that_is_plain_is_stopped_and_nothing_else(tmp_path: Path) -> None:
    """What is approved, has its reason, or is for a child is told in one notice, in each case."""
    lead = "Asut lastensuojelulaitoksessa. Tulet lastensuojelulaitokseen tehdessäsi matkaa."
    hard = {"title": "Selko", "plain_of": "perheelle", "lead": lead}
    approved = {"state": "approved", "approved": bank.APPROVAL}
    reasons = {"plain_exceptions": {"long_word": "Oma sana.", "hard_form": "Oma muoto."}}
    audience = bank.FILES["content/audience.yaml"]
    assert isinstance(audience, dict)
    child = {"lapset": {"title": "Lapset", "sign": "kite", "speaks_to": "child"}}
    tables: bank.Files = {"content/audience.yaml": audience | child}
    cases: tuple[tuple[bank.Fields, list[str]], ...] = (
        (hard, ["error", "error"]),
        (hard | approved, ["notice"]),
        (hard | reasons, ["notice"]),
        ({"title": "Lapselle", "lead": lead, "audience": ["lapset"]}, ["notice"]),
    )
    for number, (fields, expected) in enumerate(cases):
        told = _said(tmp_path / str(number), tables | {PLAIN: bank.record(**fields)})
        assert [each.severity for each in told] == expected
        assert len(told) > 1 or "long_word 1" in told[0].values["found"]


def test_what_was_worked_out_before_says_the_same(tmp_path: Path) -> None:
    """A second build takes it from the cache; other terms are looked for anew."""
    files = bank.FILES | {PLAIN: bank.record(title="Selko", plain_of="perheelle", lead="Verkosto.")}
    source = bank.write(tmp_path / "source", files | {"content/term.yaml": TERMS})
    told = []
    for _ in range(2):
        cache = Cache(tmp_path / "kept")
        library, _, _ = bank.read(source)
        told.append(bank.lines(plainness(library, cache)))
        cache.save()
    assert told[0] == told[1] != []
    bank.write(source, {"content/term.yaml": {"verkosto": TERM}})
    library, _, _ = bank.read(source)
    assert not plainness(library, Cache(tmp_path / "kept"))


def test_the_page_tells_the_limits() -> None:
    """What editors read of the numbers is what the code has."""
    page = (bank.ROOT / "content/page/kattavuus.yaml").read_text(encoding="utf-8")
    sentence, word = RULES["long_sentence"], RULES["long_word"]
    assert f"enintään {sentence.most} sanaa, ruotsinkielisessä {sentence.elsewhere}" in page
    assert f"enintään {word.most} kirjainta" in page
    assert f"sanassa enintään {word.elsewhere}." in page
    assert f"yli {EXTREME} sanaa" in page
    assert {limit.share for limit in RULES.values()} == {0, 10}  # joka kymmenes


def test_any_text_is_told_of_a_sentence_that_is_far_too_long(tmp_path: Path) -> None:
    """Of a text for adults nothing else is told."""
    lead = "Me emme tehdessämme estä: " + " ".join(["sana"] * 37)
    assert [each.code for each in _said(tmp_path, {bank.BROCHURE: bank.record(lead=lead)})] == [
        "extreme-sentence"
    ]
    shorter = bank.record(lead=lead.removesuffix(" sana"))
    assert not _said(tmp_path, {bank.BROCHURE: shorter})


def _rows(text: str) -> Iterator[list[str]]:
    return (line.split() for line in text.splitlines() if not line.startswith(" "))


def test_the_figures_of_each_text_are_listed(tmp_path: Path) -> None:
    """By whom a text is for, with a dash for what is not looked for in it."""
    sections = {
        "eka": {"title": "Yksi", "text": "Asiasta puhutaan. Asut lastensuojelulaitoksessa."}
    }
    twin = bank.record(title="Selko", summary="Näin.", plain_of="perheelle", sections=sections)
    source = bank.write(tmp_path / "source", bank.every_kind() | {PLAIN: twin})
    bank.swedish(source, bank.BROCHURE)
    library, _, _ = bank.read(source)
    rows = list(_rows(readability.readability_text(library)))
    assert rows[0] == ["Selkokieliset", "tekstit"]
    assert rows[1][0] == "selko"
    assert rows[1][5:] == ["0", "0", "1", "0", "0", "1", "0", "0"]
    swedish = next(row for row in rows if row[:2] == ["perheelle", "(sv)"])
    assert swedish[6:] == ["0", "-", "-", "-", "-", "0", "-", "-"]
