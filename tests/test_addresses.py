"""Links on paper: each has a number, by which whoever has but the paper finds its address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.outputs.addresses import FEW, PLACE, Address, numbered
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

HERE = "https://pankki.example"
OUTSIDE = "https://innokyla.fi/malli"
FOOT = f'<footer class="colophon"><a href="{HERE}/sv/b/">På svenska</a></footer>'


def _links(*pairs: tuple[str, str]) -> str:
    links = "".join(f'<p><a class="x" href="{url}">{words}</a>.</p>' for url, words in pairs)
    return f'<nav><a href="#a">Alku</a></nav>{links}{PLACE}{FOOT}'


def _numbers(html: str) -> list[str]:
    return re.findall(r"\[(\d+)\]", html)


def test_each_address_has_one_number() -> None:
    """However often and by whatever words a link leads to a place, its number is the same."""
    html, listed = numbered(
        _links((f"{HERE}/a/", "esite"), (OUTSIDE, "malli"), (f"{HERE}/a/", "sama esite")), HERE
    )
    assert _numbers(html) == ["1", "2", "1"]
    assert listed.rows == (
        Address(1, f"{HERE}/a/", "pankki.example/a/"),
        Address(2, OUTSIDE, "innokyla.fi/malli"),
    )
    assert '>esite</a><span class="address-number">\u00a0[1]</span>.' in html


def test_what_follows_the_place_is_numbered_on() -> None:
    """Sheets that stand after the list, as those of a meeting do, have their links in it, too."""
    after = f'{_links((OUTSIDE, "malli"))}<div><a href="{HERE}/c/">runko</a></div>'
    html, listed = numbered(after, HERE)
    assert _numbers(html) == ["1", "2"]
    assert [row.url for row in listed.rows] == [OUTSIDE, f"{HERE}/c/"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://innokyla.fi/malli", "https://innokyla.fi/malli"),
        ("https://innokyla.fi/malli/", "innokyla.fi/malli"),
        ("http://vanha.fi/", "http://vanha.fi"),
        ("mailto:palaute@alue.fi", "palaute@alue.fi"),
        ("tel:+358401234567", "+358 40 123 4567"),
        ("https://a.fi/?x=1&amp;y=2", "a.fi/?x=1&amp;y=2"),
        ("#alku", "Alku"),
    ],
)
def test_a_link_that_is_its_address_has_no_number(url: str, words: str) -> None:
    """Nor has one that leads to a place on the same paper, nor any in the colophon."""
    before = _links((url, words))
    assert numbered(before, HERE) == (before, ((), ""))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("mailto:palaute@alue.fi", "palaute@alue.fi"),
        ("tel:0401234567", "0401234567"),
        ("http://vanha.fi/", "http://vanha.fi/"),
        ("https://a.fi/?x=1&amp;y=2", "a.fi/?x=1&y=2"),
    ],
)
def test_an_address_is_written_as_it_is_typed(url: str, shown: str) -> None:
    """A secure page needs no scheme, a mailbox and a telephone number none either."""
    assert [row.shown for row in numbered(_links((url, "tästä")), HERE)[1].rows] == [shown]


def test_many_pages_of_the_bank_name_it_once() -> None:
    """A long list says the bank's address once; a few addresses are whole, and so are others'."""
    pages = [(f"{HERE}/{name}/", name) for name in "abcdef"[: FEW + 1]]
    _, few = numbered(_links(*pages[:FEW], (f"{HERE}.org/", "x")), HERE)
    assert few.base == ""
    assert few.rows[0].shown == "pankki.example/a/"
    _, many = numbered(_links(*pages, (OUTSIDE, "malli"), (f"{HERE}.org/", "x")), HERE)
    assert many.base == "pankki.example"
    shown = [row.shown for row in many.rows]
    assert shown == [
        "/a/",
        "/b/",
        "/c/",
        "/d/",
        "/e/",
        "/f/",
        "innokyla.fi/malli",
        f"{HERE[8:]}.org/",
    ]


def test_what_links_have_numbers_on_which_papers(tmp_path: Path) -> None:
    """A list stands before the colophon; a tri-fold has no room for one, and a wall no reader."""
    text = f"Katso [esite](id:perheelle), [malli]({OUTSIDE}) tai {OUTSIDE}."
    sections = {"a": {"title": "A", "text": text}}
    files = bank.FILES | {"materials/brochure/b.yaml": bank.record(title="B", sections=sections)}
    made = bank.handouts(bank.write(tmp_path / "source", files))
    for name in ("b.pdf", "b-iso.pdf"):
        html = made[f"esitteet/b/{name}"]
        above, _, after = html.partition('<section class="addresses">')
        listed, _, below = after.partition("</section>")
        assert _numbers(above) == ["1", "2"], name
        assert _numbers(listed) == ["1", "2"], name
        assert "<h2>Osoitteet</h2>" in listed
        assert f'<a class="url" href="{bank.BASE_URL}/esitteet/perheelle/">' in listed
        assert f'<a class="url" href="{OUTSIDE}">innokyla.fi/malli</a>' in listed
        assert below.split()[:2] == ["</main>", "<footer"], name
    for path, html in made.items():
        if path.endswith("b-taitettu.pdf") or "/perheelle" in path:
            assert "address" not in html.partition("</head>")[2], path
