"""A sheet that is given without a name asks nobody who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.document.asking import asks_who
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

SHEET = bank.path_of("sheet", "palaute")
ASKING = """Nimi|Nimesi|Lapsen nimi|Etunimi|Sukunimi ja etunimi|Kirjoita nimesi tähän
Kuka sinä olet?|Nimi (vapaaehtoinen)|Millä nimellä sinua kutsutaan?|Työntekijän nimi
Huoltajien nimet|Nimikirjaimet|Syntymäaika|Syntymäpäiväsi|Milloin synnyit?|Henkilötunnus
Osoite|Kotiosoitteesi|Puhelin|Puhelinnumero|Puh.|Sähköposti|Sähköpostiosoitteesi
Allekirjoitus|Paikka, päivä ja allekirjoitus|Kerro nimesi ja puhelinnumerosi.
Yhteystiedot, jos haluat vastauksen|Namn|Ditt namn|Barnets namn|Efternamn|Vad heter du?
Födelsetid|När är du född?|Personbeteckning|Adress|E-post|E-postadress|Telefon
Telefonnummer|Underskrift|Namnteckning|Kontaktuppgifter"""
INNOCENT = """Mikä oli hyvää?|Älä kirjoita nimeäsi|Ei nimeä|Nimetön palaute|Nimeä kolme asiaa
Miten sinut kohdattiin puhelimessa?|Otettiinko sinuun yhteyttä puhelimitse?|Osoititko mieltäsi?
Näytettiinkö, että arvostusta osoitettiin?|Palvelun nimi|Nimenomaan tämä|Kuka kuunteli sinua?
Muistitko sähköpostilla saadun ohjeen?|Kuulitko nimityksiä?|Syntyikö uusia ajatuksia?
Vad var bra?|Skriv inte ditt namn|Utan namn|Tjänstens namn|Hur kändes mötet?
Telefonsamtalet gick bra|Ensi kerralla toivon, että"""


@pytest.mark.parametrize(
    ("texts", "asks"), [(ASKING, True), (INNOCENT, False)], ids=["asking", "innocent"]
)
def test_a_question_of_who_is_known_by_its_words(texts: str, asks: bool) -> None:  # noqa: FBT001 - drawn
    """In both languages and in the forms of a word; what says no asks nothing."""
    told = texts.replace("\n", "|").split("|")
    assert [text for text in told if bool(asks_who(text)) is not asks] == []


@pytest.mark.parametrize(
    ("field", "code", "where"),
    [
        ({"title": "Nimi", "type": "line"}, "anonymous-asks", "kuka.title"),
        ({"title": "Päivä", "type": "date"}, "anonymous-date", "kuka.type"),
        ({"title": "Lopuksi", "type": "signature"}, "anonymous-signature", "kuka.type"),
        (
            {"title": "Lopuksi", "type": "text", "hint": "Kirjoita nimesi."},
            *("anonymous-asks", "kuka.hint"),
        ),
        (
            {"title": "Tiimi", "type": "table", "choices": {"a": "Nimi", "b": "Mitä"}},
            *("anonymous-asks", "kuka.choices.a.text"),
        ),
    ],
)
def test_a_sheet_without_a_name_may_not_ask_for_one(
    tmp_path: Path, field: bank.Fields, code: str, where: str
) -> None:
    """By the field's type and its words, at their place; another sheet may."""
    parts = {"loppu": {"title": "Lopuksi", "fields": {"kuka": field}}}
    sheet = bank.record("sheet", title="Palaute", parts=parts)
    source = bank.write(tmp_path / "source", bank.every_kind() | {SHEET: sheet})
    assert bank.lines(bank.read(source)[2]) == []
    bank.write(source, {SHEET: sheet | {"anonymous": "true"}})
    told = bank.read(source)[2]
    assert [(each.code, each.field) for each in told] == [(code, f"parts.loppu.fields.{where}")]
    assert told[0].at.line > 1


def test_what_only_the_translation_asks_is_told_in_it(tmp_path: Path) -> None:
    """Swedish words are looked at as well."""
    parts = {"a": {"title": "Alku", "fields": {"b": {"title": "Miltä tuntui?", "type": "text"}}}}
    sheet = bank.record("sheet", title="Palaute", parts=parts, anonymous="true")
    source = bank.write(tmp_path / "source", bank.every_kind() | {SHEET: sheet})
    bank.swedish(source, SHEET, say=lambda text: "Ditt namn" if "Miltä" in text else f"sv {text}")
    told = [each for each in bank.read(source)[2] if each.code == "anonymous-asks"]
    assert [each.at.path for each in told] == [SHEET.replace(".yaml", ".sv.yaml")]
