"""The checks of built pages: each fault is planted and caught."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from generator import cache as keeping
from generator.piece import piece
from generator.site import checks
from generator.site.checks import check_site
from generator.site.checks.html import Facts, inspect
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

    from generator.problem import Problem

PAGE = (
    '<!doctype html><html lang="fi"><head><title>Koe</title>'
    '<link rel="stylesheet" href="a.css"><link rel="canonical" href="https://alue.fi/">'
    '</head><body><h1 id="koe">Koe</h1>{}</body></html>'
)
SOUND = (
    '<h2 id="a">A</h2><h3>B</h3><h2>C</h2><p><a href="#a">A</a> <a href="b/">B</a> '
    '<a href="b/#there">B</a> <a href="https://alue.fi">Alue</a> <a href="mailto:a@alue.fi">A</a> '
    '<a href="b/" aria-label="B"></a> <a href="b/"><img src="a.png" alt="B"></a> '
    '<img src="a.png" alt=""> <script src="a.js"></script></p>'
)
OTHERS = {
    "b/index.html": PAGE.replace('href="a.css"', 'href="../a.css"').format('<p id="there">B</p>'),
    "a.css": "",
    "a.js": "",
    "a.png": "picture",
    "b/å b.pdf": "%PDF",
}


def _check(
    tmp_path: Path, page: str, others: dict[str, str] | None = None, base: str = bank.BASE_URL
) -> list[Problem]:
    texts = {"index.html": page} | (OTHERS if others is None else others)
    contents = {path: piece(text.encode()) for path, text in texts.items()}
    cache = keeping.Cache(tmp_path / "facts")
    found = check_site(contents, cache, base, bank.Here())
    cache.save()
    return found


def test_a_sound_site_has_no_problem(tmp_path: Path) -> None:
    """The page that the faults below are planted in is sound."""
    assert _check(tmp_path, PAGE.format(SOUND)) == []


@pytest.mark.parametrize(
    ("code", "said", "page"),
    [
        ("html-language", "", PAGE.replace(' lang="fi"', "")),
        ("html-language", "", PAGE.replace(' lang="fi"', ' lang=""')),
        ("html-title", "", PAGE.replace("<title>Koe</title>", "")),
        ("html-title", "", PAGE.replace("<title>Koe</title>", "<title> </title>")),
        ("html-id-twice", "koe", PAGE.format('<p id="koe">A</p>')),
        ("html-one-h1", "2", PAGE.format("<h1>A</h1>")),
        ("html-one-h1", "0", PAGE.replace('<h1 id="koe">Koe</h1>', "")),
        ("html-heading-skipped", "3", PAGE.format("<h3>A</h3>")),
        ("html-heading-skipped", "4", PAGE.format("<h2>A</h2><h4>A</h4>")),
        ("html-alt", "a.png", PAGE.format('<img src="a.png">')),
        ("html-link-empty", "b/", PAGE.format('<a href="b/"> </a>')),
        ("html-link-empty", "b/", PAGE.format('<a href="b/"><img src="a.png" alt=""></a>')),
        ("html-inline-script", "", PAGE.format("<script>a()</script>")),
        ("html-inline-script", "", PAGE.format('<script type="module">a()</script>')),
    ]
    + [
        ("html-third-party", url, PAGE.format(element.format(url)))
        for url in ("https://muu.fi/a", "http://muu.fi/a", "//muu.fi/a")
        for element in (
            '<script src="{}"></script>',
            '<img src="{}" alt="">',
            '<iframe src="{}"></iframe>',
            '<link rel="stylesheet" href="{}">',
            '<link rel="preload icon" href="{}">',
            '<object data="{}"></object>',
        )
    ],
)
def test_a_planted_fault_is_caught(tmp_path: Path, code: str, said: str, page: str) -> None:
    """Each thing that a reader would stumble over is told, with where and what."""
    (problem,) = _check(tmp_path, page.replace("{}", ""))
    assert problem.code == code
    assert problem.at.path == "index.html"
    assert said in problem.line("en")


@pytest.mark.parametrize(
    ("href", "code"),
    [
        ("ei-ole/", "html-broken-link"),
        ("b", "html-broken-link"),
        ("b/ei-ole.pdf", "html-broken-link"),
        ("../b/", "html-broken-link"),
        ("/ei-ole/", "html-broken-link"),
        ("#ei-ole", "html-broken-fragment"),
        ("b/#ei-ole", "html-broken-fragment"),
        ("/b/#koe", None),
        ("./", None),
        ("b/../", None),
        ("b/index.html?a=1#there", None),
        ("b/%C3%A5%20b.pdf", None),
        ("a.png#page=2", None),
        ("b/#ids=perheelle.fi", None),
        ("ei-ole/#ids=perheelle.fi", "html-broken-link"),
        ("tel:112", None),
    ],
)
def test_links_are_followed(tmp_path: Path, href: str, code: str | None) -> None:
    """A link that leads to no file, or to no place in its page, is told; the others are not."""
    problems = _check(tmp_path, PAGE.format(f'<a href="{href}">A</a>'))
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert all(href in problem.line("fi") for problem in problems)


def test_links_from_the_root_of_a_site_below_a_path(tmp_path: Path) -> None:
    """A site that is not at the root of its host has links that begin with its path."""
    page = PAGE.format('<a href="/pankki/b/">A</a>')
    assert _check(tmp_path, page, base="https://alue.fi/pankki") == []
    assert bank.codes(_check(tmp_path, page)) == ["html-broken-link"]


def test_a_missing_picture_or_style_is_a_broken_link(tmp_path: Path) -> None:
    """What a page loads is followed as its links are."""
    lacking = {path: text for path, text in OTHERS.items() if not path.startswith("a.")}
    found = bank.lines(_check(tmp_path, PAGE.format(SOUND), lacking))
    assert len(found) == 4  # style twice, script, picture
    assert {line.partition(":")[0] for line in found} == {"index.html", "b/index.html"}


def test_what_was_found_is_kept_by_the_bytes_of_the_page(tmp_path: Path) -> None:
    """A page that was read before is told the same again; one that has changed is read anew."""
    faulty = PAGE.format('<img src="a.png">')
    assert bank.codes(_check(tmp_path, faulty)) == ["html-alt"]
    assert bank.codes(_check(tmp_path, faulty)) == ["html-alt"]
    assert _check(tmp_path, PAGE.format(SOUND)) == []
    assert bank.codes(_check(tmp_path, faulty)) == ["html-alt"]


def test_a_page_that_was_sound_is_broken_when_its_target_goes(tmp_path: Path) -> None:
    """Links are followed in every build, also those of pages that have not changed."""
    page = PAGE.format('<a href="b/">B</a>')
    assert _check(tmp_path, page) == []
    gone = {path: text for path, text in OTHERS.items() if not path.startswith("b/")}
    assert bank.codes(_check(tmp_path, page, gone)) == ["html-broken-link"]


@pytest.mark.parametrize("text", ["", "{", "[]"])
def test_harmed_facts_are_found_anew(tmp_path: Path, text: str) -> None:
    """What was kept and cannot be read costs time, and nothing else."""
    (tmp_path / "facts").write_text(text)
    assert bank.codes(_check(tmp_path, PAGE.format('<img src="a.png">'))) == ["html-alt"]


def test_facts_of_another_version_of_the_check_are_found_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check that has learnt something looks at every page again."""
    assert _check(tmp_path, PAGE.format(SOUND)) == []
    learnt = Facts({}, (), (("html-alt", {"src": "a.png"}),))
    monkeypatch.setattr(checks, "inspect", lambda _text: learnt)
    assert _check(tmp_path, PAGE.format(SOUND)) == []
    monkeypatch.setattr(keeping, "_code", lambda: hashlib.sha256(b"other eyes"))
    assert bank.codes(_check(tmp_path, PAGE.format(SOUND))) == ["html-alt", "html-alt"]


def test_many_pages_are_read_by_the_workers(tmp_path: Path) -> None:
    """A fault is told by its own page, however many there are."""
    others = {f"{n}/index.html": PAGE.replace("a.css", "../a.css").format(n) for n in range(40)}
    others |= {"a.css": "", "23/index.html": others["23/index.html"].replace(' lang="fi"', "")}
    (problem,) = _check(tmp_path, PAGE.format(""), others)
    assert (problem.at.path, problem.code) == ("23/index.html", "html-language")


def test_words_outside_ascii_are_read_as_they_are() -> None:
    """An id or a link in Finnish is the same in the page and in what points to it."""
    page = PAGE.format('<p id="päivä">a</p><a href="#päivä">ä</a>').encode()
    facts = inspect(("index.html", "/", page))
    assert "päivä" in facts.ids
    assert ("päivä", "#päivä") in facts.links["index.html"]
