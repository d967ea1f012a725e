"""Pages: golden files of each kind, and words that never turn into markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from markdown import Markdown

from generator.kinds import kinds, known
from generator.model.fields import Model, slots
from generator.model.kind import Table
from generator.site.stage import stage
from tests import bank
from tests.drawn import drawn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EXTENSIONS = ["toc", "tables", "fenced_code"]
"""Those of MkDocs; the project adds none."""
SHAPES = {"svg", "title", "g", "path", "rect", "circle", "line", "text", "tspan"}
PLAIN = "hilleri"  # which no word of the interface holds
HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% raw %}",
    "[x](javascript:alert(1))",
    "# h",
    "&amp; &lt;b&gt;",
    "h {: onclick=x }",
    '"><img src=x onerror="alert(1)>',
    '"><img src=x onerror=alert(1)>',
    "' onclick='alert(1)",
    "</title><b>b</b>",
    "![i](x) *e* __s__ ~~s~~ `c`",
    "[TOC]",
    "- a",
    "1. a",
    "> a",
    "===",
    "```",
    "<!-- a",
    "| a | b |",
    "https://alue.fi <a@alue.fi>",
    "\\*a\\*",
]


def _to_html(markdown: str) -> str:
    body = markdown.split("---\n", 2)[2]
    return str(Markdown(extensions=EXTENSIONS).convert(body))


def _path(kind: str, record_id: str) -> str:
    address = kinds()[kind].address or {"fi": ""}
    return f"{address['fi']}/{record_id}/index.html".lstrip("/")


# --- golden pages ----------------------------------------------------------------------------


def test_every_kind_is_looked_at() -> None:
    """Each kind with pages has a record in ``bank.BODIES``, by which the tests look at it."""
    assert bank.BODIES.keys() == kinds().keys()


@pytest.mark.parametrize("kind", bank.BODIES)
def test_page_of_each_kind(tmp_path: Path, golden: Callable[[str, str], None], kind: str) -> None:
    """The page of a record of each kind: HTML that Markdown leaves as it is."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    bank.swedish(source, bank.BROCHURE)
    record_id = "perheelle" if kind == "brochure" else f"koe-{kind}"
    page = bank.pages(source)[_path(kind, record_id)]
    golden(f"pages/{kind}.md", page)
    assert _to_html(page) == page.split("---\n", 2)[2].strip("\n")


def test_swedish_page(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    """A translation's page speaks Swedish, leads to the original, and says that it is a draft."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    bank.swedish(source, bank.BROCHURE, "draft")
    page = bank.pages(source)["sv/broschyrer/perheelle/index.html"]
    golden("pages/brochure.sv.md", page)


def test_pages_that_no_kind_writes(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    """An index page, an audience's page, a withdrawn record's page, and one that has moved."""
    withdrawn = {"reason": "Esite *vanheni*.", "instead": "perheelle"}
    files = bank.every_kind() | {
        "materials/brochure/vanha.yaml": bank.record(
            title="Vanha esite",
            state="withdrawn",
            withdrawn=withdrawn,
            formerly=["esitteet/muinainen"],
        )
    }
    pages = bank.pages(bank.write(tmp_path / "source", files))
    golden("pages/listing.md", pages["esitteet/index.html"])
    golden("pages/audience.md", pages["kenelle/perheet/index.html"])
    golden("pages/withdrawn.md", pages["esitteet/vanha/index.html"])
    golden("pages/moved.md", pages["esitteet/muinainen/index.html"])


def test_headings_have_links_to_pass_on(tmp_path: Path) -> None:
    """Beside each heading of a text for staff stands its own address; a family sees none."""
    pages = bank.pages(bank.write(tmp_path, bank.every_kind()))
    made = _to_html(pages["tapaamiset/koe-meeting/index.html"])
    titled = html.fragment_fromstring(made, create_parent="div").find_class("titled")
    linked = {link.get("href"): link.get("aria-label") for _, link in titled}
    assert linked["#agenda"] == "Linkki tähän kohtaan: Tapaamisen kulku"
    assert linked["#agenda.agenda.avaus"] == "Linkki tähän kohtaan: Avaus"
    assert list(linked) == [f"#{heading.get('id')}" for heading, _ in titled]
    assert "permalink" not in pages["perheen-lomakkeet/koe-sheet/index.html"]


def test_withdrawn_record_shows_no_picture(tmp_path: Path) -> None:
    """A withdrawn record's page has no picture, as the plan publishes none for it."""
    withdrawn: bank.Fields = {"state": "withdrawn", "withdrawn": {"reason": "Vanheni."}}
    image: bank.Fields = {"image": {"file": "kuva.png", "alt": "Kuva"}}
    for name, changes, shown in (("a", image, True), ("b", image | withdrawn, False)):
        files = bank.FILES | {
            bank.BROCHURE: bank.record(**changes),
            "materials/brochure/kuva.png": drawn("PNG"),
        }
        source = bank.write(tmp_path / name, files)
        page = bank.pages(source)["esitteet/perheelle/index.html"]
        assert ('src="kuva.png"' in page) is shown


# --- hostile words ---------------------------------------------------------------------------


def test_each_text_is_offered_once_by_a_name_of_its_own(tmp_path: Path) -> None:
    """A family's page offers standard and plain texts side by side; the theme adds none to them.

    On paper a plain text leads to the plain text of another language by that name.
    """
    plain = bank.path_of("brochure", "selko")
    files = bank.FILES | {plain: bank.record(title="Selkokielellä", plain_of="perheelle")}
    source = bank.write(tmp_path / "source", files)
    for path in (bank.BROCHURE, plain):
        bank.swedish(source, path)
    for path, page in bank.pages(source).items():
        if re.match(r"(sv/broschyrer|esitteet)/\w+/", path):
            offered = html.fromstring(page).findall(".//nav[@class='choices']//a")
            names = [(link.text or "") for link in offered]
            assert names == ["Suomeksi", "På svenska", "Selkokielellä", "På lättläst svenska"]
            assert "\noffered: true\n" in page
            assert ('"title": "På lättläst svenska"' in page) is ("selko" in path)
    papers = bank.handouts(source)
    assert "På lättläst svenska" in papers["esitteet/selko/selko.pdf"]
    assert "På svenska" in papers["esitteet/perheelle/perheelle.pdf"]


def _escaped(text: str) -> str:
    """Write plain words as an author must, who wants to be read to the letter."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def _filled(fields: dict[str, Any], model: type[Model], words: str) -> dict[str, Any]:
    """Give a record's fields with each of its words replaced by these."""
    filled: dict[str, Any] = {}
    for name, value in fields.items():
        slot = slots(model)[name]
        plain = model.model_fields[name].annotation is str
        if slot.words:
            filled[name] = words if plain else _escaped(words)
        elif slot.model and slot.keyed:
            filled[name] = {
                key: _filled(item, slot.model, words) if isinstance(item, dict) else _escaped(words)
                for key, item in value.items()
            }
        elif slot.model:
            filled[name] = _filled(value, slot.model, words)
        else:
            filled[name] = value
    return filled


def _bank_of(words: str) -> dict[str, Any]:
    """Give a bank of every kind that says nothing but these words, and has a picture."""
    files: dict[str, Any] = {}
    image = {"file": "kuva.png", "alt": "kuva"}
    for path, content in bank.every_kind().items():
        if not isinstance(content, dict):  # a drawing has no words
            files[path] = content
            continue
        kind = known().get(path.split("/")[1].removesuffix(".yaml"))
        if kind is None:
            # In a setting "[TOC]" is a place to write in, and so no value.
            county = "Alue" if words == PLAIN or "[TOC]" in words else f"Alue {words}"
            files[path] = content | {"county": county, "feedback_email": "a@alue.fi"}
        elif isinstance(kind, Table):
            model = kind.model
            files[path] = {key: _filled(entry, model, words) for key, entry in content.items()}
        else:
            files[path] = _filled(content | {"image": image}, kind.model, words)
            files[f"{path.rpartition('/')[0]}/kuva.png"] = drawn("PNG")
    files[bank.path_of("page", "etusivu")]["title"] += " koti"  # two of a kind differ by title
    files.pop("content/trace.yaml")  # what it expects would not be said
    files["content/source.yaml"]["opas"] = {"title": words, "publisher": words, "year": words}
    return files


def _shape(element: html.HtmlElement) -> list[str]:
    """Give every tag with the names of its attributes, in order, and where links lead."""
    return [
        f"{inner.tag} {sorted(str(name) for name in inner.attrib)} {inner.get('href') or ''}"
        for inner in element.iter()
    ]


def _parts(page: str) -> tuple[html.HtmlElement, list[html.HtmlElement]]:
    """Give a page without its drawings, and its drawings: their lines follow their words."""
    made = html.fragment_fromstring(_to_html(page), create_parent="div")
    drawings = list(made.iter("svg"))
    for drawing in drawings:
        drawing.drop_tree()
    return made, drawings


def _said(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


@pytest.fixture
def lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a title bear what looks like markup, which the reader refuses: templates escape it.

    And let a quote be without its pair, of which there is a notice.
    """
    monkeypatch.setattr("generator.model.fields.marked", lambda _: "")
    monkeypatch.setattr(bank, "LET_BE", {*bank.LET_BE, "quote-unpaired"})


@pytest.mark.usefixtures("lenient")
def test_words_never_turn_into_markup(tmp_path: Path) -> None:
    """Whatever is written in any field of words, a page has the same elements and says it."""
    plain = bank.pages(bank.write(tmp_path / "plain", _bank_of(PLAIN)))
    drawn = set()
    for number, words in enumerate(HOSTILE):
        hostile = bank.pages(bank.write(tmp_path / f"hostile-{number}", _bank_of(words)))
        assert hostile.keys() == plain.keys()
        for path, page in hostile.items():
            (expected, _), (made, drawings) = _parts(plain[path]), _parts(page)
            assert _shape(made) == _shape(expected), (words, path)
            wanted = _said(expected).count(PLAIN)
            assert _said(made).count(words) >= wanted > 0, (words, path)
            for drawing in drawings:
                assert {element.tag for element in drawing.iter()} <= SHAPES, (words, path)
                if drawing.get("class") == "drawing":
                    drawn.add(path)
                    assert words in _said(drawing), (words, path)
    assert drawn


@pytest.mark.usefixtures("lenient")
def test_words_never_turn_into_markup_in_the_theme(tmp_path: Path) -> None:
    """The same in what the theme writes: the title, the description, the navigation."""
    words = " ".join(HOSTILE)
    built = {}
    for name, said in (("plain", PLAIN), ("hostile", words)):
        small = {p: c for p, c in _bank_of(said).items() if p.count("/") == 1 or "drawing" in p}
        files = small | {p: c for p, c in _bank_of(said).items() if p.startswith("content/page/")}
        pages = ("content/page/koe-page.yaml", "content/page/etusivu.yaml")
        for path in pages:
            page = files[path]
            assert isinstance(page, dict)
            page |= {"related": [], "sections": {"a": {"title": said, "text": _escaped(said)}}}
        source = bank.write(tmp_path / name, files)
        library, plan, _ = bank.read(source)
        sites = stage(
            tmp_path / f"{name}-stage",
            bank.pages(source),
            plan.menus,
            library.base_url,
            at_once=1,
        )
        built[name] = {
            path: html.document_fromstring(each.data())
            for path, each in sites.items()
            if path.endswith(".html")
        }
    for path, plain in built["plain"].items():
        hostile = built["hostile"][path]
        assert [e.tag for e in hostile.iter()] == [e.tag for e in plain.iter()], path
        names = {str(name) for element in hostile.iter() for name in element.attrib}
        assert not [name for name in names if name.startswith("on")], path
    made = built["hostile"]["koe-page/index.html"]
    assert made.findtext(".//title", "").startswith(words)
    described = [e.get("content") for e in made.iter("meta") if e.get("name") == "description"]
    assert described == [words]
    assert words in [_said(link) for footer in made.iter("footer") for link in footer.iter("a")]
