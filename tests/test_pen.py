"""Room for a pen: a hand needs a row of 14 millimetres, and lines where it is asked to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import weasyprint

from generator.outputs import pdf
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MILLIMETRE = 96 / 25.4
ROW, LINES = 14, 18


def _boxes(html: str) -> Iterator[Any]:
    """Yield the boxes of a handout as WeasyPrint lays them out."""

    def walk(box: Any) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint's boxes have no types
        yield box
        for child in getattr(box, "children", ()):
            yield from walk(child)

    read = weasyprint.HTML(string=html, base_url=pdf.BASE, url_fetcher=pdf._Fetcher({}))  # noqa: SLF001
    laid = read.render(stylesheets=[pdf._stylesheet()], font_config=pdf._fonts())  # noqa: SLF001
    for sheet in laid.pages:
        yield from walk(sheet._page_box)  # noqa: SLF001


def test_a_row_of_a_table_has_room(small: Path) -> None:
    """Each row to write in is as high as a hand needs."""
    papers = bank.handouts(small / "source")
    html = next(html for html in papers.values() if "kind-meeting" in html)
    heights = [
        box.border_height() / MILLIMETRE
        for box in _boxes(html)
        if type(box).__name__ == "TableCellBox" and box.element.tag == "td"
    ]
    assert heights
    assert min(heights) >= ROW - 0.1


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
