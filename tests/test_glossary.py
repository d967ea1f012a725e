"""The glossary: terms are found in any inflection, and a page links the first use of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.document.glossary import Glossary, Reader
from generator.document.richtext import TermLink, parse, walk
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


TERMS = Glossary(
    [
        ("viikkokokous", ("viikkokokou",)),
        ("tiimi", ("tiimi",)),
        ("tiimivastaava", ("tiimivastaav",)),
        ("malli", ("systeemi toimintamall",)),
        ("tuki", ("tuki- ja koordinaatiomall",)),
    ]
)


def linked(*texts: str) -> list[tuple[str, str]]:
    """Give the links that a page of these texts gets: words and term."""
    reader = Reader(TERMS, lambda term: f"#{term}")
    found = []
    for text in texts:
        nodes = walk(reader.read(parse(text)))
        found += [(node.text, node.href[1:]) for node in nodes if isinstance(node, TermLink)]
    return found


def test_a_term_is_known_in_any_inflection() -> None:
    """What begins as a stem is the term, in capitals and inside emphasis too."""
    for word in ("viikkokokous", "Viikkokokouksessa", "*viikkokokousta*", "VIIKKOKOKOUS"):
        assert linked(f"Tule, {word}!") == [(word.strip("*"), "viikkokokous")]
    assert linked("Systeemisessä\ntoimintamallissa") == [
        ("Systeemisessä toimintamallissa", "malli")
    ]
    assert linked("Tuki- ja koordinaatiomallia") == [("Tuki- ja koordinaatiomallia", "tuki")]


def test_only_the_beginning_of_a_word_counts() -> None:
    """A stem inside a word is another word; the longer of two stems is meant."""
    assert linked("perhetiimi systeeminen malli") == []
    assert linked("tiimivastaavan tiimissä") == [
        ("tiimivastaavan", "tiimivastaava"),
        ("tiimissä", "tiimi"),
    ]


def test_the_first_use_on_a_page_is_linked_and_no_other() -> None:
    """The texts of a page are read in their order; headings and links are left alone."""
    assert linked("tiimi ja tiimi", "tiimin") == [("tiimi", "tiimi")]
    texts = ("### Tiimi\n\n[tiimi](id:a) ja [tiimi](https://a.fi)", "- tiimin\n- tiimille")
    assert linked(*texts) == [("tiimin", "tiimi")]


def test_words_stay_as_they_were() -> None:
    """Linking changes no word."""
    text = "Ennen **tiimiä** on viikkokokous.\n\n1. tiimivastaava *ja* muut"
    reader = Reader(TERMS, lambda _: "")
    said = [getattr(node, "text", "") for node in walk(reader.read(parse(text)))]
    assert "".join(said) == "".join(getattr(node, "text", "") for node in walk(parse(text)))


def _bank(folder: Path) -> Path:
    """Write a bank whose records speak of the one term of the small bank."""
    words = "Piirretään genogrammi. Genogrammiin [genogrammin](id:perheelle) lisäksi."
    sections = {"a": {"title": "Genogrammi", "text": f"### Genogrammi\n\n{words}"}}
    files = bank.every_kind() | {bank.BROCHURE: bank.record(sections=sections)}
    return bank.write(folder, files)


def test_a_page_links_the_first_use_to_the_glossary(tmp_path: Path) -> None:
    """The link is a real one, to the term's own place; the glossary does not link to itself."""
    pages = bank.pages(_bank(tmp_path / "source"))
    link = '<a class="term" href="../../sanasto/#genogrammi">genogrammi</a>'
    assert re.findall(r'<a class="term".*?</a>', pages["esitteet/perheelle/index.html"]) == [link]
    assert 'id="genogrammi"' in pages["sanasto/index.html"]
    assert 'class="term"' not in pages["sanasto/index.html"]


def test_paper_has_no_links_to_the_glossary(tmp_path: Path) -> None:
    """A handout is read where nothing can be followed."""
    source = _bank(tmp_path / "source")
    for path, html in bank.handouts(source).items():
        assert "sanasto" not in html, path


def test_a_language_without_a_glossary_has_no_links(tmp_path: Path) -> None:
    """A Swedish page does not lead to Finnish definitions; with a Swedish glossary, it links."""
    source = _bank(tmp_path / "source")
    bank.swedish(source, bank.BROCHURE)
    assert 'class="term"' not in bank.pages(source)["sv/broschyrer/perheelle/index.html"]
    bank.swedish(source, "content/term.yaml")
    page = bank.pages(source)["sv/broschyrer/perheelle/index.html"]
    assert 'href="../../ordlista/#genogrammi"' in page


def test_a_changed_term_changes_the_pages(tmp_path: Path) -> None:
    """Every page depends on the terms: a page kept from before is not used."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    terms = bank.every_kind()["content/term.yaml"]
    assert isinstance(terms, dict)
    change = {
        "content/term.yaml": terms | {"genogrammi": terms["genogrammi"] | {"stems": ["tapaam"]}}
    }
    changed = bank.pages_made_anew(source, change)
    assert "esitteet/perheelle/index.html" in changed


def test_page_of_the_glossary(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    """The glossary's page, term by term."""
    pages = bank.pages(bank.write(tmp_path / "source", bank.every_kind()))
    golden("pages/term.md", pages["sanasto/index.html"])
