"""What may tell of a person is noticed wherever it stands, and is never released."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.bank import ledger
from generator.cli import main
from generator.problem import Severity
from generator.source.privacy import CODES
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

    from generator.problem import Problem


def _problems(source: Path, words: str) -> list[Problem]:
    bank.write(source, {bank.BROCHURE: bank.record(lead=words)})
    return bank.read(source)[2]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Tunnus 131052-308T on esimerkki.", ["identity-number"]),
        ("131052a308t", ["identity-number"]),
        ("131052–308T", ["identity-number"]),  # as a word processor writes it
        ("131052-308U", []),  # the sign that checks it is another
        ("hetu131052-308T", ["identity-number"]),
        ("131052‐308T", ["identity-number"]),  # noqa: RUF001 - another hyphen
        ("puh.040 1234567", ["phone-number"]),
        ("040 – 123 4567", ["phone-number"]),
        ("358401234567", ["phone-number"]),
        ("10 000–15 000 tai +5 000 000 euroa, ISSN 0355-1234, klo 0800-1600", []),
        ("05.2026–06.2026, doi:10.1080/01609513.2013", []),
        ("nimi(a)alue.fi", ["email-address"]),
        ("Hän [äiti] tuli [sic], [Laki 417/2007], [ks. liite].", []),
        ("Hei, [nimi]!", ["placeholder"]),
        ("Soita 040 123 4567 2026.", ["phone-number"]),
        ("+358401234567", ["phone-number"]),
        ("+358 (0)40-123 4567", ["phone-number"]),
        ("(09) 123 4567", ["phone-number"]),
        ("040.123.4567", ["phone-number"]),
        ("[Soita](tel:0401234567)", ["phone-number"]),
        ("Soita 112, 116 117 tai 1234567.", []),
        ("Kello 08.00, 0,25 ja 01.02.2026, 2026-01-02.", []),
        ("Y-tunnus 0123456-7, [sivu](https://alue.fi/040123456789).", []),
        ("etu.suku@alue.fi", ["email-address"]),
        ("etu(at)alue.fi", ["email-address"]),
        ("[Kirjoita](mailto:etu@alue.fi)", ["email-address"]),
        ("Kuka @ missä", []),
        ("Hei, \\[Nimi\\]!", ["placeholder"]),
        ("Hei, [Lapsen nimi tähän]!", ["placeholder"]),
        ("TODO tämä", ["placeholder"]),
        ("[Esite](id:perheelle), [ ], [1] ja […].", []),
    ],
)
def test_what_may_tell_of_a_person_is_noticed(words: str, codes: list[str], source: Path) -> None:
    """By what it looks like; what only resembles it is left alone."""
    problems = _problems(source, words)
    assert bank.codes(problems) == codes
    assert {problem.severity for problem in problems} <= {Severity.NOTICE}


CALLED = (
    *("040 123 4567", "0401234567", "040-1234567", "+358 40 123 4567", "+358401234567"),
    *("00358 40 123 4567", "358401234567", "050 12 34 567", "0451234567", "09 123 4567"),
    *("(09) 123 4567", "09 123 45 67", "02 1234567", "013 123 456", "019 123 4567", "08 123 4567"),
    *("029 123 4567", "0295 123 456", "010 123 4567", "+46 70 123 45 67", "+4512345678"),
    *("0400 123 456", "044 012 3456", "06 12 34 567"),
)
UNCALLED = (
    *("06 12 18 24", "05 06 07 08 09 10", "03 06 09 12 15 18 24 36 48 60", "08 12 16 20"),
    *("0800 1200 1600", "08.00 09.00 10.00", "08 00 16 00", "01 02 2026", "05 06 2026"),
    *("09 2026 12 2026", "016 017 018 019", "00100 00200", "02100 02150", "0123456789012345"),
    *("2024 2025 2026 2027", "01 234 567", "+10 000 000", "011 123 4567", "000 123 4567"),
    *("112", "116 111", "116117", "+358 116 117", "0800 98 811", "080 005 005", "[a](tel:116111)"),
)


@pytest.mark.parametrize("words", CALLED)
def test_what_can_be_called_is_a_number(words: str, source: Path) -> None:
    """In all the ways in which numbers of Finland and its neighbours are written."""
    (problem,) = _problems(source, f"Soita {words}.")
    assert problem.code == "phone-number"
    assert problem.values["found"] in words


@pytest.mark.parametrize("words", UNCALLED)
def test_a_row_is_no_number_and_helplines_are_everybodys(words: str, source: Path) -> None:
    """Ages, hours, days, years and codes in a row; 112, 116 and 0800 are public services."""
    assert _problems(source, f"Näin: {words}.") == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("materials/brochure/131052-308t.yaml", "identity-number"),
        ("materials/brochure/131052-308T_kuva.png", "identity-number"),
        ("materials/brochure/131052-308T/kuva.png", "identity-number"),
        ("materials/brochure/kuva_0401234567.jpg", "phone-number"),
        ("materials/brochure/040-123-4567.yaml", "phone-number"),
        ("materials/brochure/etu.suku@alue.fi.png", "email-address"),
        ("materials/brochure/kuva-2026-01-02.png", ""),
        ("materials/brochure/img_20260102_101112.png", ""),
    ],
)
def test_a_files_name_may_tell_of_a_person(path: str, code: str, source: Path) -> None:
    """Sources' names are addresses, and pictures are published under their own."""
    bank.write(source, {path: bank.record(title="Toinen") if path.endswith("yaml") else b""})
    found = [p for p in bank.read(source)[2] if p.code in CODES]
    assert [(p.code, p.at.path) for p in found] == ([(code, path)] if code else [])


def test_it_is_found_where_it_stands(source: Path) -> None:
    """On its own line and column, in a comment, a translation and a table as well."""
    text = bank.to_yaml(bank.record())
    text += "# Kysy: 131052-308T\nchanges:\n  a:\n    version: '1.0'\n    on: 2026-01-15\n"
    text += "    text: >-\n      Soita numeroon\n      040 123\n      4567.\n"
    bank.write(source, {bank.BROCHURE: text})
    lines = text.splitlines()
    told = {p.code: (p.at.line, p.at.column, p.field) for p in bank.read(source)[2]}
    assert told == {
        "identity-number": (lines.index("# Kysy: 131052-308T") + 1, 9, ""),
        "phone-number": (lines.index("      040 123") + 1, 7, "changes.a.text"),
    }
    assert "131052" not in "".join(bank.lines(bank.read(source)[2]))


def test_the_same_twice_is_two_notices(source: Path) -> None:
    """Each at its own place."""
    problems = _problems(source, "Hei [Nimi] ja [Nimi].")
    assert [problem.at.column for problem in problems] == [11, 21]


def test_the_settings_hold_numbers_and_the_texts_may_repeat_them(source: Path) -> None:
    """A county's own number is nobody's secret; an identity number never belongs there."""
    own = {"on_call_phone": "09 123 4567", "feedback_email": "palaute@alue.fi"}
    bank.write(source, {"content/settings.yaml": {"base_url": bank.BASE_URL} | own})
    assert _problems(source, "Soita 09-1234567 tai kirjoita Palaute@alue.fi.") == []
    bank.write(source, {"content/settings.yaml": {"base_url": bank.BASE_URL, "county": "[Alue]"}})
    assert set(bank.codes(bank.read(source)[2])) == {
        "setting-unfilled",
        "phone-number",
        "email-address",
    }


def test_what_only_looks_like_the_countys_own_is_told(source: Path) -> None:
    """A part of an address is another address, and a crowd of numbers hides none."""
    own = {"on_call_phone": "Päivystys +358 9 123 4567 (24 h)", "feedback_email": "palaute@alue.fi"}
    bank.write(source, {"content/settings.yaml": {"base_url": bank.BASE_URL} | own})
    words = "Soita 09 123 4567. " * 210 + "Kirjoita te@alue.fi."
    (problem,) = _problems(source, words)
    assert (problem.code, problem.values["found"]) == ("email-address", "te@alue.fi")


@pytest.mark.parametrize("words", ["131052-308T", "040 123 4567", "etu@alue.fi", "Hei [Nimi]."])
def test_what_may_tell_of_a_person_is_not_released(words: str, source: Path) -> None:
    """An error for a release and for whoever demands that all is released; in a check, none."""
    (problem,) = _problems(source, words)
    assert problem.code in CODES
    place = ["--source", str(source)]
    assert CliRunner().invoke(main, ["check", *place]).exit_code == 0
    assert CliRunner().invoke(main, ["release", *place]).exit_code == 1
    assert not (source / ledger.NAME).exists()
    bank.write(source, {bank.BROCHURE: bank.record()})
    assert CliRunner().invoke(main, ["release", *place]).exit_code == 0
    assert CliRunner().invoke(main, ["check", "--released", *place]).exit_code == 0
    _problems(source, words)
    assert CliRunner().invoke(main, ["check", "--released", *place]).exit_code == 1


def test_all_that_is_published_must_be_released(source: Path) -> None:
    """What has never been released, or waits with a new version, fails ``--released`` alone."""
    place = ["--source", str(source)]
    assert CliRunner().invoke(main, ["check", *place]).exit_code == 0
    assert CliRunner().invoke(main, ["check", "--released", *place]).exit_code == 1
    assert CliRunner().invoke(main, ["release", *place]).exit_code == 0
    bank.write(source, {bank.BROCHURE: bank.record(lead="Uusi.", version="1.1")})
    assert CliRunner().invoke(main, ["check", *place]).exit_code == 0
    assert CliRunner().invoke(main, ["check", "--released", *place]).exit_code == 1
