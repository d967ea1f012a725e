"""Words of another language say so, wherever they stand, and so does each link that leads there."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING

import pytest
from lxml import html

from generator.interface import LANGUAGE_NOTES, NAMES, PLAIN_NAMES, said
from generator.kinds import known
from generator.model.fields import LANGUAGES, Model, slots
from generator.model.kind import Table
from generator.site.stage import stage
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKS = {"fi": re.compile(r"\bm\d+x"), "sv": re.compile(r"\br\d+x")}
"""How a text of the bank is known by its language."""
NAMED_BY_AN_ENTRY = "sv/for-vem/perheet/index.html"
"""A page of which the heading, the path and the intro are an entry's words."""
ATTRIBUTES = ("alt", "title", "aria-label")
SPOKEN = "ancestor-or-self::*[@lang][1]/@lang"


# --- a bank whose texts tell their language --------------------------------------------------


def _marked(fields: bank.Fields, model: type[Model], marks: Iterator[int]) -> bank.Fields:
    """End each text of a record with a mark of its own."""
    made: bank.Fields = {}
    for name, value in fields.items():
        slot = slots(model)[name]
        if slot.words:
            made[name] = f"{value} m{next(marks)}x"
        elif slot.model and slot.keyed:
            made[name] = {
                key: _marked(item, slot.model, marks)
                if isinstance(item, dict)
                else f"{item} m{next(marks)}x"
                for key, item in value.items()
            }
        elif slot.model:
            made[name] = _marked(value, slot.model, marks)
        else:
            made[name] = value
    return made


def _write(folder: Path) -> Path:
    """Write a bank in which only the brochure, which leads to the others, is in Swedish."""
    marks, files = iter(range(100_000)), bank.full()
    files[bank.BROCHURE] = bank.record(
        roles=["sosiaalityontekija"],
        themes=["dialogi"],
        sources=["opas", "raportti"],
        related=["koe-meeting", "koe-sheet"],
        followed_by=["koe-guideline"],
        contact="Katso [tapaaminen](id:koe-meeting) ja soita.",
    )
    for path, content in files.items():
        declared = known().get(path.split("/")[1].removesuffix(".yaml"))
        if declared is None or not isinstance(content, dict):
            continue
        if isinstance(declared, Table):
            entries = content.items()
            files[path] = {key: _marked(entry, declared.model, marks) for key, entry in entries}
        else:
            files[path] = _marked(content, declared.model, marks)
    cited = files["content/source.yaml"]
    assert isinstance(cited, dict)
    for entry in cited.values():  # a source's own name is verbatim, and never translated
        entry |= {name: f"{entry[name]} m{next(marks)}x" for name in ("title", "publisher")}
    source = bank.write(folder, files)
    bank.swedish(source, bank.BROCHURE, say=_in_swedish)
    return source


def _in_swedish(text: str) -> str:
    return re.sub(r"\bm(\d+x)", r"r\1", f"sv: {text}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give every page of the bank's site, by its path."""
    folder = tmp_path_factory.mktemp("languages")
    source = _write(folder / "source")
    library, plan, problems = bank.read(source)
    assert {problem.severity.name for problem in problems} <= {"NOTICE"}
    built = stage(folder / "stage", bank.pages(source), plan.menus, library.base_url, at_once=2)
    return {path: each.data().decode() for path, each in built.items() if path.endswith(".html")}


# --- what a page says and where it leads -----------------------------------------------------


def _of(path: str) -> str:
    """Give the language of the page at a path."""
    first = path.lstrip("/").split("/", maxsplit=1)[0]
    return first if first in LANGUAGES else LANGUAGES[0]


def _words(page: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Give all that a page's body says in text and attributes, with the language that it is in."""
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        own = element.xpath(SPOKEN)[0]
        if element.text:
            yield element.text, own
        for name in ATTRIBUTES:
            yield element.get(name, ""), own
        if element.tail and element.getparent() is not None:
            yield element.tail, element.getparent().xpath(SPOKEN)[0]


def _unspoken(page: html.HtmlElement) -> Iterator[str]:
    """Name what stands in one language and is of another."""
    for text, language in _words(page):
        for other, mark in MARKS.items():
            if other != language and mark.search(text):
                yield f"in {language}: {text.strip()}"


def _unsaid(page: html.HtmlElement, path: str) -> Iterator[str]:
    """Name the links to pages in another language that do not say so, or say so of none."""
    here = _of(path)
    for link in page.iter("a"):
        href = link.get("href", "")
        if "//" in href or href.startswith(("#", "mailto:", "tel:")):
            continue
        there = _of(posixpath.normpath(posixpath.join(posixpath.dirname(path), href)))
        words = " ".join(link.text_content().split())
        wrong = _not_told(link, here, there, words) if there != here else []
        if there == here and link.get("hreflang", here) != here:
            wrong = ["hreflang of no other language"]
        yield from (f"{each}: {words}" for each in wrong)


def _not_told(link: html.HtmlElement, here: str, there: str, words: str) -> Iterator[str]:
    """Tell what a link to a page in another language does not say."""
    invites = words in {
        NAMES[there],
        PLAIN_NAMES[there],
    }  # a language's own name, for those who read it
    if link.get("hreflang") != there:
        yield "no hreflang"
    if (invites or MARKS[there].search(words)) and link.get("lang") != there:
        yield "no lang"
    note = f"({said(LANGUAGE_NOTES[there], here)})"
    noted = [each for each in link.iter() if note in (each.text or "")]
    if not noted and not invites:
        yield "no note"
    if noted and noted[0].xpath(SPOKEN)[0] != here:
        yield f"the note is not in {here}"


def faults(text: str, path: str) -> list[str]:
    """Give what is wrong with the languages of a page."""
    page = html.document_fromstring(text)
    return [*_unspoken(page.find("body")), *_unsaid(page, path)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_and_links_say_their_language(site: dict[str, str], language: str) -> None:
    """On every page of a language, what is of the other bears it, and links there tell so."""
    pages = {path: text for path, text in site.items() if _of(path) == language}
    pages.pop(NAMED_BY_AN_ENTRY, None)
    assert len(pages) > 3
    wrong = {path: found for path, text in pages.items() if (found := faults(text, path))}
    assert wrong == {}


def test_a_page_that_an_entry_names_says_the_language_of_its_name(site: dict[str, str]) -> None:
    """An audience without a translation names its Swedish page in Finnish, and bears that."""
    assert faults(site[NAMED_BY_AN_ENTRY], NAMED_BY_AN_ENTRY) == []


def test_the_bank_has_what_is_looked_for(site: dict[str, str]) -> None:
    """Pages of each language show words of the other, and lead to its pages from there."""
    page = site["sv/broschyrer/perheelle/index.html"]
    assert len(MARKS["sv"].findall(page)) > 10
    assert len(MARKS["fi"].findall(page)) > 8
    assert page.count("(på finska)") > 3
    assert any(MARKS["sv"].search(text) for path, text in site.items() if _of(path) == "fi")


def test_an_invitation_leads_to_one_place(source: Path) -> None:
    """One to the plain text in a language bears another name than one to the standard text."""
    plain = "materials/brochure/selko.yaml"
    bank.write(source, {plain: bank.record(title="Selko", plain_of="perheelle")})
    for path in (bank.BROCHURE, plain):
        bank.swedish(source, path)
    for path, page in bank.pages(source).items():
        _, front, body = page.split("---\n", 2)
        said = dict(line.split(": ", 1) for line in front.splitlines())
        found = {(each["title"], each["url"]) for each in json.loads(said.get("languages", "[]"))}
        choices = html.document_fromstring(body).iterfind(".//nav[@class='choices']//a")
        found |= {(choice.text, choice.get("href")) for choice in choices}
        assert len({name for name, _ in found}) == len(found), path


PLANTED = {
    "a link without its language": (r'(<a class="card-title"[^>]*) lang="fi"', r"\1", "no lang"),
    "words without their language": (r'<span lang="fi">', "<span>", "in sv"),
    "a source without its language": (r'<li lang="fi">', "<li>", "in sv"),
    "a link without hreflang": (r' hreflang="fi"( lang="fi">)', r"\1", "no hreflang"),
    "a link in running text": (r' hreflang="fi">', ">", "no hreflang"),
    "a link without a note": (r"\(på finska\)", "", "no note"),
    "a note in the wrong language": (r'<span lang="sv">\(', "<span>(", "the note is not in sv"),
    "a language that is not so": ('href="../"', 'href="../" hreflang="fi"', "of no other language"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_planted_fault(site: dict[str, str], fault: str) -> None:
    """A language that is lost, or one that is not so, is told."""
    old, new, told = PLANTED[fault]
    path = "sv/broschyrer/perheelle/index.html"
    planted, times = re.subn(old, new, site[path])
    assert times
    before = faults(site[path], path)
    assert [line for line in faults(planted, path) if line not in before and told in line]
