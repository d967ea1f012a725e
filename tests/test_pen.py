"""Room for a pen: a hand needs a row of 14 millimetres, and lines where it is asked to write."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from generator import document as doc
from generator.document.richtext import parse
from generator.outputs import laying
from generator.outputs.handout import HandoutTask
from generator.outputs.styles import TIGHT
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MILLIMETRE = 96 / 25.4
ROW, LINES = 14, 18


def _laid_out(html: str, style: str = "") -> Any:  # noqa: ANN401 - WeasyPrint has no types
    return laying.laid_out(HandoutTask(html), [], {}, style).document


def _walk(box: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    yield box
    for child in getattr(box, "children", ()):
        yield from _walk(child)


def _boxes(html: str, style: str = "") -> Iterator[Any]:
    """Yield the boxes of a handout as they are laid out."""
    for sheet in _laid_out(html, style).pages:
        yield from _walk(sheet._page_box)  # noqa: SLF001


@pytest.mark.parametrize("style", ["", TIGHT.read_text(encoding="utf-8")])
def test_a_row_of_a_table_has_room(small: Path, style: str) -> None:
    """Each row to write in is as high as a hand needs, however little room there is."""
    papers = bank.handouts(small / "source")
    html = next(html for html in papers.values() if "kind-meeting" in html)
    heights = [
        box.border_height() / MILLIMETRE
        for box in _boxes(html, style)
        if type(box).__name__ == "TableCellBox" and box.element.tag == "td"
    ]
    assert heights
    assert min(heights) >= ROW - 0.1


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        (0, []),
        (1, [1]),
        (3, [3]),
        (4, [2, 2]),
        (5, [3, 2]),
        (7, [3, 2, 2]),
    ],
)
def test_no_more_than_three_columns_stand_abreast(columns: int, rows: list[int]) -> None:
    """A hand has room in each; more of them stand in as few and as equal rows as can be."""
    words = tuple(parse(str(number), phrase=True) for number in range(columns))
    parted = doc.Field("a", "A", "table", choices=words).rows_of_columns
    assert [len(row) for row in parted] == rows
    assert [at for row in parted for at in row] == list(range(columns))


def test_columns_below_each_other_keep_their_names(tmp_path: Path) -> None:
    """Each place says what goes there, and is high enough for a hand; so it is to be filled in."""
    columns = {"mita": "Mitä", "kuka": "Kuka", "koska": "Koska", "merkki": "Merkki"}
    field = {"title": "Askeleet", "type": "table", "rows": "2", "choices": columns}
    path = bank.path_of("meeting", "levea")
    files = bank.every_kind() | {path: bank.record("meeting", recording={"askeleet": field})}
    papers = bank.handouts(bank.write(tmp_path, files))
    for ending in (".pdf", "-taytettava.pdf"):
        html = papers[f"tapaamiset/levea/levea{ending}"]
        assert html.count('<p class="entry-label">Merkki</p>') == 2
        assert html.count('data-name="askeleet.2.merkki" data-label="Merkki, rivi 2"') == 1
    heights = [
        box.border_height() / MILLIMETRE
        for box in _boxes(html)
        if type(box).__name__ == "TableCellBox" and box.element.get("class") == "entry-cell"
    ]
    assert len(heights) == 8
    assert min(heights) >= ROW


@pytest.mark.parametrize(
    ("rows", "after", "fills"), [(4, "", True), (4, "<p>Loppu.</p>", False), (1, "", False)]
)
def test_a_table_fills_what_is_left_of_its_side(rows: int, after: str, fills: bool) -> None:  # noqa: FBT001 - drawn
    """Its rows share what would stay empty below it, as far as a hand has use for it."""
    row = '<tr><td data-fill="cell"></td></tr>'
    html = (
        '<!doctype html><html lang="fi" class="paper-a4"><head><title>Koe</title></head>'
        '<body data-title="Koe" data-edition="1" data-state=""><main><div style="height: 15cm">'
        '</div><div class="fields"><div class="field field-table"><table><thead><tr><th>A</th>'
        f"</tr></thead><tbody>{row * rows}</tbody></table></div></div>{after}</main></body></html>"
    )
    laid = _laid_out(html)
    (sheet,) = (each._page_box for each in laid.pages)  # noqa: SLF001
    cells = [box for box in _walk(sheet) if box.element_tag == "td"]
    bottom = sheet.content_box_y() + sheet.height
    ends = cells[-1].position_y + cells[-1].border_height()
    assert (abs(bottom - ends) < MILLIMETRE) is fills
    for above, below in pairwise(cells):
        assert above.position_y + above.border_height() == pytest.approx(below.position_y, abs=2)
    assert all(ROW <= cell.border_height() / MILLIMETRE + 0.1 < 60 for cell in cells)


def test_what_has_no_rows_stays_as_it_is() -> None:
    """In large type what stands in rows elsewhere stands in blocks."""
    html = (
        '<!doctype html><html lang="fi"><head><title>Koe</title></head><body>'
        '<div class="field field-table"><ol class="entries"><li>Rivi</li></ol></div></body></html>'
    )
    assert len(_laid_out(html).pages) == 1


def test_a_path_is_written_on(small: Path) -> None:
    """A task has a line for its day and initials, a thought to think about has two lines."""
    papers = bank.handouts(small / "source")
    html = next(html for html in papers.values() if "kind-onboarding" in html)
    assert html.count('<p class="step-done">Päivä ja nimikirjaimet</p>') == html.count(
        '<div class="step"'
    )
    thoughts = [
        box.border_height() / MILLIMETRE
        for box in _boxes(html)
        if type(box).__name__ == "BlockBox"
        and box.border_bottom_width
        and box.element_tag == "li"
        and box.element.text in {"Mitä jäi mieleen?", "Mitä haluan kysyä?"}
    ]
    assert len(thoughts) >= 2
    assert min(thoughts) >= LINES


def test_a_label_of_two_lines_keeps_its_gap() -> None:
    """What follows a label that wraps stands as far from it as after a short one."""
    field = '<div class="field field-line"><h3>{}</h3><div class="rule"></div></div>'
    html = (
        '<!doctype html><html lang="fi" class="paper-a4 kind-meeting"><head><title>Koe</title>'
        '</head><body data-title="Koe" data-edition="1" data-state="">'
        + field.format("Pitkä nimi, jolle yksi rivi ei riitä mitenkään, vaan se jatkuu")
        + field.format("Seuraava")
        + "</body></html>"
    )
    lines = [
        (box.position_y, box.position_y + box.height)
        for box in _boxes(html)
        if type(box).__name__ == "LineBox" and box.element_tag == "h3"
    ]
    assert len(lines) == 3
    assert lines[2][0] - lines[1][1] >= 5 * MILLIMETRE
