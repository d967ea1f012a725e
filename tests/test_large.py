"""Large type: whatever a family reads stands beside its A4 in 18 points, in one column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import weasyprint

from generator.bank.lookup import Lookup
from generator.formats import PDF_A4, PDF_LARGE, Format
from generator.kinds import kinds
from generator.outputs import laying
from generator.outputs.handout import handout_task
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.outputs.handout import HandoutTask

    Tasks = dict[tuple[str, str, Format], HandoutTask]

FAMILY = ("brochure", "sheet")
LEAST = 18.0  # points
LEADING = 1.45
PARTS = {"section", "li", "p", "h1", "h2", "h3"}
SOME = (
    ("perheelle", "fi"),
    ("perheelle", "sv"),
    ("koe-sheet", "fi"),
    ("koe-sheet-selko", "fi"),
)


@pytest.fixture(scope="module")
def tasks(wide: Path) -> Tasks:
    """Give the handouts of what families read, by record, language, format."""
    library, plan, _ = bank.read(wide / "source")
    asked = bank.answers(library, wide / "source")
    return {
        (job.subject.record.id, job.language, job.format): handout_task(
            job, Lookup(asked[job.language])
        )
        for job in plan.handouts
        if job.subject.kind.name in FAMILY
    }


def _boxes(task: HandoutTask) -> Iterator[list[Any]]:
    """Yield the boxes of each sheet as WeasyPrint lays them out, the running lines left out."""
    html = weasyprint.HTML(
        string=task.whole,
        base_url=laying.BASE,
        url_fetcher=laying.Fetcher(dict(task.assets)),
    )

    def walk(box: Any) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint's boxes have no types
        yield box
        for child in getattr(box, "children", ()):
            if type(child).__name__ != "MarginBox":
                yield from walk(child)

    sheets = html.render(stylesheets=[laying.stylesheet()], font_config=laying.fonts())
    for sheet in sheets.pages:
        yield list(walk(sheet._page_box))  # noqa: SLF001


def small_texts(task: HandoutTask) -> list[str]:
    """Give the texts that are drawn smaller than they may be."""
    return [
        box.text
        for boxes in _boxes(task)
        for box in boxes
        if (getattr(box, "text", "") or "").strip() and box.style["font_size"] * 0.75 < LEAST - 0.01
    ]


def narrow_lines(task: HandoutTask) -> list[float]:
    """Give the heights, in letters, of the paragraphs' lines that stand too near each other."""
    heights = (
        box.height / box.style["font_size"]
        for boxes in _boxes(task)
        for box in boxes
        if type(box).__name__ == "LineBox" and box.element_tag == "p"
    )
    return [height for height in heights if height < LEADING]


def side_by_side(task: HandoutTask) -> list[str]:
    """Give the names of parts that share a height of a sheet."""
    found = []
    for boxes in _boxes(task):
        for one in boxes:
            found += [
                one.element_tag
                for two in boxes
                if one.element_tag == two.element_tag in PARTS
                and type(one).__name__ == type(two).__name__ == "BlockBox"
                and one.position_x + one.margin_width() <= two.position_x
                and one.position_y < two.position_y + two.margin_height() - 1
                and two.position_y < one.position_y + one.margin_height() - 1
            ]
    return found


def test_what_families_read_has_large_type() -> None:
    """A brochure and a family's sheet have the A4 first, and a large one."""
    for name in FAMILY:
        assert PDF_LARGE in [each.format for each in kinds()[name].handouts][1:]
        assert kinds()[name].handouts[0].format == PDF_A4
    assert PDF_LARGE.file_name("perheelle") == "perheelle-iso.pdf"


def test_only_the_class_differs(tasks: Tasks) -> None:
    """The large one is the same tree under another class, to which ``plain`` gives way."""
    a4 = {
        (record, language): task.html
        for (record, language, made), task in tasks.items()
        if made.name == PDF_A4.name
    }
    for (record, language, made), task in tasks.items():
        if made is PDF_LARGE:
            other = a4[record, language]
            head = task.html.partition("<html")[2].partition(">")[0]
            assert head.endswith(' large"')
            assert " plain" not in head
            assert task.html.partition("<head>")[2] == other.partition("<head>")[2]


@pytest.mark.parametrize("record", SOME, ids="-".join)
def test_large_type(tasks: Tasks, record: tuple[str, str]) -> None:
    """Every text has 18 points at least and air between its lines, and nothing stands beside it."""
    task = tasks[*record, PDF_LARGE]
    assert small_texts(task) == []
    assert narrow_lines(task) == []
    assert side_by_side(task) == []
    assert task.make().faults == ()


def test_an_a4_is_found_out(tasks: Tasks) -> None:
    """The same gates find small type, narrow lines and columns where there are some."""
    task = tasks["perheelle", "fi", PDF_A4]
    assert small_texts(task)
    assert narrow_lines(task)
    assert side_by_side(task)


def test_it_stands_after_the_a4(wide: Path) -> None:
    """On a record's page the A4 comes first, and the large one after it."""
    for page, name, words in (
        ("esitteet/perheelle", "perheelle-iso.pdf", "Tulosta isolla tekstillä"),
        ("sv/broschyrer/perheelle", "perheelle-stor.pdf", "Skriv ut med stor text"),
    ):
        folder = wide / "site" / page
        text = (folder / "index.html").read_text(encoding="utf-8")
        a4, large = 'href="perheelle.pdf"', f'href="{name}"'
        assert text.index(a4) < text.index(large)
        assert words in text[text.index(large) :].partition("</a>")[0]
        assert (folder / name).read_bytes().startswith(b"%PDF")


BREAKING = (
    '<!doctype html><html lang="fi" class="paper-a4 kind-brochure large"><head><title>Koe</title>'
    '</head><body data-title="Koe" data-edition="1" data-state=""><main>{}</main></body></html>'
)
HOUSE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M3 12h18v9H3z"/></svg>'
)


@pytest.mark.parametrize("before", range(12, 26, 2))
def test_where_a_sheet_ends(before: int) -> None:
    """No promise is parted there, and no drawing is left without its words."""
    drawn = (
        '<section class="across"><h2>Osa</h2><div class="columns drawn"><p class="pictogram-frame">'
        '<img class="pictogram" src="drawing:own/talo" alt="Talo"></p><div class="prose">'
        f"<ul>{'<li>Sana on sanottu.</li>' * 3}</ul></div></div>"
        f'<div class="notice promise"><p>{"Luvataan. " * 30}</p></div></section>'
    )
    html = weasyprint.HTML(
        string=BREAKING.format("<p>Rivi.</p>" * before + drawn),
        base_url=laying.BASE,
        url_fetcher=laying.Fetcher({"drawing:own/talo": HOUSE}),
    )
    pages = html.render(stylesheets=[laying.stylesheet()], font_config=laying.fonts()).pages
    on = {
        name: [at for at, page in enumerate(pages) if [*laying.parts_of(page, name)]]
        for name in ("promise", "pictogram-frame", "prose")
    }
    assert len(on["promise"]) == 1
    assert on["pictogram-frame"] == on["prose"][:1]
