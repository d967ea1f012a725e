"""The finder: its filters, the lists that serve without a script, the data of its script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lxml import html

from generator.formats import PDF_A3, PDF_A4, File
from generator.outputs.finder import finder_data
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

PATH = "materiaalit/index.html"
PLAIN = "materials/brochure/selko.yaml"
OLD = "materials/brochure/vanha.yaml"


def _bank(folder: Path) -> Path:
    """Write brochures in two languages, one in plain language and one that is withdrawn."""
    source = bank.write(folder / "source", bank.every_kind())
    gone = {"reason": "Vanhentunut."}
    bank.write(
        source,
        {
            bank.BROCHURE: bank.record(roles=["sosiaalityontekija"], themes=["dialogi"]),
            PLAIN: bank.record(title="Äidille selkokielellä", plain_of="perheelle"),
            OLD: bank.record(title="Vanha", state="withdrawn", withdrawn=gone),
        },
    )
    bank.swedish(source, bank.BROCHURE)
    return source


def _data(source: Path) -> dict[str, Any]:
    library, plan, _ = bank.read(source)
    papers = {
        (here := job.path.removesuffix("index.html")): (
            File(PDF_A4, f"{here}koe.pdf", 1, 2, ""),
            File(PDF_A3, f"{here}koe-a3.pdf", 1, 1, ""),
        )
        for job in plan.records
    }
    made, again = (
        finder_data(plan, library, bank.answers(library, source), papers) for _ in range(2)
    )
    assert made == again
    told: dict[str, Any] = json.loads(made["materiaalit/finder.json"])
    return told


def _page(source: Path) -> Any:  # noqa: ANN401 - lxml's elements, whose attributes may be missing
    return html.document_fromstring(bank.pages(source)[PATH])


def _hrefs(page: str, path: str) -> list[str]:
    whole: Any = html.document_fromstring(page)
    return [link.get("href") for link in whole.iterfind(f".{path}")]


def test_every_material_in_use_is_found(tmp_path: Path) -> None:
    """Each has a row with its marks, which the page counts; the order by name is Finnish."""
    source = _bank(tmp_path)
    told, page = _data(source), _page(source)
    titles = [row[0] for row in told["rows"]]
    assert "Äidille selkokielellä" in titles
    assert "Vanha" not in titles
    assert titles[told["names"][-1]] == "Äidille selkokielellä"
    for choice in page.iterfind(".//label[@class='choice']"):
        number = int(choice.find("input").get("data-number"))
        bearing = sum(number in row[4] for row in told["rows"])
        assert int(choice.find("span[@class='choice-count']").text) == bearing > 0


def test_a_record_bears_what_it_is(tmp_path: Path) -> None:
    """Kind, audience, role, theme and languages are marks of it; of plain language as well."""
    source = _bank(tmp_path)
    page = _page(source)
    marks = {
        (box.get("name"), box.get("value")): int(box.get("data-number"))
        for box in page.iterfind(".//input")
    }
    row = next(row for row in _data(source)["rows"] if row[1] == "../esitteet/perheelle/")
    plain = next(row for row in _data(source)["rows"] if row[0] == "Äidille selkokielellä")
    assert marks["kieli", "plain"] in plain[4]
    for mark in (
        ("laji", "esitteet"),
        ("kenelle", "perheet"),
        ("roolit", "sosiaalityontekija"),
        ("teemat", "dialogi"),
        ("kieli", "fi"),
        ("kieli", "sv"),
    ):
        assert marks[mark] in row[4]
    ((language, _, where, note),) = row[7]
    assert (language, where, note) == ("sv", "../sv/broschyrer/perheelle/", "(ruotsiksi)")


def test_lists_serve_without_a_script(tmp_path: Path) -> None:
    """Each choice but of a format leads to a page of the plan, which shows those that bear it."""
    source = _bank(tmp_path)
    pages = bank.pages(source)
    lists = _hrefs(pages[PATH], "//span[@class='choice-list']/a")
    for wanted in (
        "../esitteet/",
        "../kenelle/perheet/",
        "../roolit/sosiaalityontekija/",
        "../teemat/dialogi/",
        "ruotsiksi/",
        "selkokielella/",
    ):
        assert wanted in lists
        path = f"materiaalit/{wanted}" if not wanted.startswith("..") else wanted[3:]
        cards = _hrefs(pages[f"{path}index.html"], "//a[@class='card-title']")
        name = "selko" if "selko" in wanted else "perheelle"
        assert any(card.endswith(f"esitteet/{name}/") or card == f"{name}/" for card in cards)
    for link in lists:
        path = f"materiaalit/{link}" if not link.startswith("..") else link[3:]
        assert f"{path}index.html" in pages


def test_what_nothing_names_has_no_page(tmp_path: Path) -> None:
    """A role that no material names is not offered, and whatever names it leads nowhere."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    library, plan, _ = bank.read(source)
    named = {role for edition in library.records("fi") for role in edition.record.roles}
    offered = {
        job.subject.key.removeprefix("role/")
        for job in plan.listings
        if job.subject.key.startswith("role/")
    }
    assert offered == named
    answers = bank.answers(library, source)["fi"]
    for found in library.ids("role"):
        named_entry, _ = answers.ask(("entry", "role", found))
        assert bool(named_entry.address) is (found in named)  # type: ignore[attr-defined]


def test_drawings_make_no_page_of_a_kind(tmp_path: Path) -> None:
    """They stand below the finder: a kind of which there is nothing else is in no menu."""
    pages = bank.pages(bank.write(tmp_path / "source", bank.FILES | bank.DRAWING))
    assert "koordinaatio/index.html" not in pages
    assert '<a href="../piirrokset/">Piirrokset</a>' in pages["materiaalit/index.html"]
