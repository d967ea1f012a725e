"""What a county fills in: each value may be left open, and each has a name in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from generator.bank.library import ORIGINAL
from generator.cli import main
from generator.document.richtext import SETTING
from generator.interface import said
from generator.model.fields import LANGUAGES
from generator.model.settings import DEFAULT_BASE_URL, WEB_ADDRESS, Settings, call, instead, label
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path


def test_a_bank_without_settings_has_open_ones(source: Path) -> None:
    """Without the file every value is open, and the address is the example, with a notice."""
    (source / "content/settings.yaml").unlink()
    library, _, problems = bank.read(source)
    assert library.settings[ORIGINAL] == Settings()
    assert library.base_url == DEFAULT_BASE_URL
    assert bank.codes(problems) == ["default-base-url"]


def test_values_are_read_and_those_left_open_stay_open(source: Path) -> None:
    """A value with nothing after its colon is as if it were not there."""
    bank.write(
        source,
        {"content/settings.yaml": "base_url: https://a.fi/pankki\ncounty: 'Alue '\nworker:\n"},
    )
    library, _, problems = bank.read(source)
    assert problems == []
    settings = library.settings_in("fi")
    assert (settings.base_url, settings.county, settings.worker) == (
        "https://a.fi/pankki",
        "Alue",
        "",
    )


UNWRITTEN = """___|[Nimi]|[kunta]|<alue>|-|–|...|…|?|???|xxx|XXX|x|TODO|todo: puuttuu|tbd|N/A|null
puuttuu|Ei tiedossa|täydennetään myöhemmin|esimerkki.fi|nimi@esimerkki.fi|www.example.org|""|''|" "
Alue ___|Puh. [numero]|040 xxx xxxx|000 000 0000|12345|saknas|fylls i senare|Esimerkki"""
WRITTEN = """Pohjois-Pohjanmaan hyvinvointialue|0400 123 456|116 111|112|09 2525 0111 (24 h)
asiavastaava@alue.fi|Ks. alue.fi/tuki|Tukilinja, ma–pe 9–15|Xylitol Oy|A-klinikka
Ei virka-aikana: 112"""


@pytest.mark.parametrize("key", ["county", "on_call_phone"])
def test_what_stands_in_the_place_of_a_value_is_none(key: str, source: Path) -> None:
    """It is told by the setting's name, and papers have a line for a pen."""
    for value in UNWRITTEN.replace("\n", "|").split("|"):
        written = value if value[0] in "\"'" else f"'{value}'"
        bank.write(source, {"content/settings.yaml": f"base_url: https://a.fi\n{key}: {written}\n"})
        library, _, problems = bank.read(source)
        told = [(each.code, each.field, each.at.line) for each in problems]
        assert told == [("setting-unfilled", key, 2)], value
        assert getattr(library.settings_in("fi"), key) == ""
        found = bank.read(source, profile="public")[2]
        assert any((each.code, each.field) == ("setting-missing", key) for each in found)


@pytest.mark.parametrize("value", WRITTEN.replace("\n", "|").split("|"))
def test_what_is_written_is_a_value(value: str, source: Path) -> None:
    """Names, numbers and addresses are."""
    bank.write(source, {"content/settings.yaml": {"base_url": "https://a.fi", "county": value}})
    library, _, problems = bank.read(source)
    assert bank.lines(problems) == []
    assert library.settings_in("fi").county == value


@pytest.mark.parametrize("url", ["https://www.esimerkki.fi", "https://pankki.example", "[osoite]"])
def test_an_example_is_no_address_of_a_site(url: str, source: Path) -> None:
    """Nor may a public site be built with it."""
    bank.write(source, {"content/settings.yaml": {"base_url": url}})
    library, _, problems = bank.read(source)
    assert bank.codes(problems) == ["default-base-url", "setting-unfilled"]
    assert library.base_url == DEFAULT_BASE_URL
    assert "setting-missing" in bank.codes(bank.read(source, profile="public")[2])


BAD_ADDRESSES = [
    "a.fi",
    "ftp://a.fi",
    "https://",
    "https://a b",
    "https://a.fi//b",
    "https://a.fi/../b",
    "https://a.fi/?q=1",
    "https://a.fi#b",
    "https://kuka:salaisuus@a.fi",
    "https://äiti.fi",
    "https://a.fi/äiti",
    "https://a.fi/%C3%A4",
    "https://a..fi",
    "https://-a.fi",
    "https://a.fi:0",
    'https://a.fi/"><script>alert(1)</script>',
    "https://a.fi/'",
    "https://a.fi/&amp",
]


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_an_address_that_cannot_be_built_on_is_refused(url: str, source: Path) -> None:
    """By one rule, whether it stands in the settings or is given to a build."""
    bank.write(source, {"content/settings.yaml": {"base_url": url}})
    assert bank.codes(bank.read(source)[2]) == ["bad-site-address"]
    given = ["--source", str(source), "--output", str(source.parent / "site")]
    result = CliRunner().invoke(main, ["build", "--base-url", url, *given])
    assert result.exit_code == 2
    assert "Error: " in result.stderr


BAD_PAGES = [
    *("a.fi", "http://a.fi", "ftp://a.fi", "javascript:alert(1)", "https://", "https://a"),
    *("https://a b.fi", "https://kuka@a.fi", "https://kuka:salaisuus@a.fi/b", "https://äiti.fi"),
    *(
        "https://a.fi/äiti",
        "https://a..fi",
        "https://-a.fi",
        "https://a.fi:0",
        "https://a.fi:99999",
    ),
    *(
        'https://a.fi/"',
        "https://a.fi/'",
        "https://a.fi/<b>",
        "https://a.fi/b c",
        "https://a.fi\\b",
    ),
]
PAGES = [
    *("https://a.fi", "https://www.a.fi/", "https://xn--iti-pla.fi:8443/b", "https://a.fi?b=c,d"),
    *("https://a.fi/%C3%A4/(b)_c~d;e=f/?g=h&i=%20#j:/?k", "https://a.fi/@b", "https://10.0.0.1/a"),
]


@pytest.mark.parametrize(("urls", "codes"), [(BAD_PAGES, ["bad-web-address"]), (PAGES, [])])
def test_an_address_out_of_the_bank_is_judged_by_one_rule(
    urls: list[str], codes: list[str], source: Path
) -> None:
    """Wherever it stands: in the settings, of a source, of a film; and a schema says the same."""
    validator = Draft7Validator({"pattern": WEB_ADDRESS})
    fields = {"title": "Opas", "publisher": "THL", "year": "2020"}
    for url in urls:
        files: bank.Files = {
            "content/settings.yaml": {"base_url": bank.BASE_URL, "exit_url": url},
            "content/source.yaml": {"opas": fields | {"url": url}},
            "content/video/koe.yaml": bank.record("video", film=url),
        }
        for path, written in files.items():
            bank.write(source, {path: written})
            more = ["unopened-quote"] if url.endswith('"') else []
            assert bank.codes(bank.read(source)[2]) == codes + more, (path, url)
            if path == "content/settings.yaml":
                bank.write(source, {path: {"base_url": bank.BASE_URL}})
            else:
                (source / path).unlink()
        if not url.endswith(":99999"):  # which a pattern cannot tell
            assert validator.is_valid(url) is not bool(codes), url


@pytest.mark.parametrize(
    "url", ["https://a.fi", "http://localhost:8000", "https://xn--iti-pla.fi/Pankki/v1.0_b~c"]
)
def test_an_address_is_taken_with_a_slash_or_without(url: str, source: Path) -> None:
    """It is the same address, in the settings and for one build."""
    for given in (url, f"{url}/"):
        bank.write(source, {"content/settings.yaml": {"base_url": given}})
        assert bank.read(source)[0].base_url == url
        assert bank.read(source, base_url=given)[0].base_url == url


def test_another_address_may_be_given_for_one_build(source: Path) -> None:
    """An address given to the build stands in for the one in the settings, in every language."""
    bank.write(source, {"content/settings.sv.yaml": "translation: {state: draft, follows: a}\n"})
    library, _, _ = bank.read(source, base_url="https://koe.alue.fi/")
    assert {values.base_url for values in library.settings.values()} == {"https://koe.alue.fi"}


@pytest.mark.parametrize("key", Settings.model_fields)
def test_every_setting_has_a_name_in_every_language(key: str) -> None:
    """The line for a pen is labelled in the language of the handout, and a text can name it."""
    names = {label(key, language) for language in LANGUAGES}
    assert all(name.strip() for name in names)
    if key != "base_url":
        assert len(names) == len(LANGUAGES)
    assert SETTING.fullmatch(f"{{{key}}}")


def test_settings_are_in_swedish_where_they_are_translated(source: Path) -> None:
    """A county may have its name in Swedish; the rest is as in Finnish."""
    settings = {"base_url": bank.BASE_URL, "county": "Alue", "on_call_phone": "123"}
    bank.write(source, {"content/settings.yaml": settings})
    bank.swedish(source, "content/settings.yaml")
    library, _, problems = bank.read(source)
    assert problems == []
    swedish = library.settings_in("sv")
    assert (swedish.county, swedish.base_url) == ("sv: Alue", bank.BASE_URL)


@pytest.mark.parametrize("key", ["child_line", "crisis_line"])
def test_a_national_line_is_on_no_county_s_website(key: str) -> None:
    """Until its number is filled in, a worker is asked for it; an emergency has its own."""
    told = said(instead(key), "fi")
    assert "verkkosivu" not in told
    assert "työntekijältäsi" in told
    assert call(key) == "112"
