"""The tri-fold: panels on the sheet where they are read when it is folded, and what is too much."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest

from generator.formats import PDF_FOLDED, PDF_PRESS
from generator.kinds import kinds
from generator.outputs import folding, handout, pdf, ways
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

POINT = 72 / 25.4  # a millimetre
PLACES = {"kansi": 0, "lieve": 1, "eka": 2, "toka": 3, "kolmas": 4, "taka": 5}
"""A word that stands on each panel alone, and which it is."""
HTML = (
    '<!doctype html><html lang="fi"{} class="paper-folded"><head><meta charset="utf-8">'
    "<title>Koe</title></head>"
    '<body data-title="Koe" data-edition="1" data-state="">'
    '<main><h1 style="break-after: page">kansi</h1>{}'
    '<!-- notes: last --><div class="back" data-last="true"><p>taka</p></div></main></body></html>'
)
PANEL = '<div style="break-after: page"><p>{}</p></div>'
INNER = "".join(PANEL.format(word) for word in ("lieve", "eka", "toka")) + "<p>kolmas</p>"


@dataclass(frozen=True)
class Panel:
    """Where a panel's word stands: on which side of the sheet, from where to where across."""

    side: int
    left: float
    right: float


def _task(body: str, direction: str = "") -> Any:  # noqa: ANN401 - a task
    return pdf.render(_handout(HTML.format(direction, body)))


def _handout(html: str) -> Any:  # noqa: ANN401 - as above
    from generator.outputs.handout import HandoutTask

    return HandoutTask(html, folded=True)


def _panels(data: bytes) -> dict[str, Panel]:
    """Find the panel of each word: the third of its side, as the sides are to be folded."""
    document, found = pypdfium2.PdfDocument(data), {}
    for side in range(len(document)):
        text = document[side].get_textpage()
        whole = text.get_text_range()
        widths = [folding.WIDTHS[at] * POINT for at in folding.SIDES[side]]
        edges = [sum(widths[:count]) for count in range(len(widths) + 1)]
        for match in re.finditer(r"\w+", whole):
            left = text.get_charbox(match.start())[0]
            at = max(index for index, edge in enumerate(edges[:-1]) if edge <= left)
            found[match[0]] = Panel(side, edges[at], edges[at + 1])
    document.close()
    return found


def test_panels_lie_behind_each_other() -> None:
    """Turned over, the sheet's panels are as wide: behind the cover the inside begins."""
    made = _task(INNER)
    assert (made.pages, made.faults) == (2, ())
    with pikepdf.open(io.BytesIO(made.data)) as read:
        for page in read.pages:
            assert [round(float(v) / POINT) for v in page.mediabox] == [0, 0, 297, 210]
    found = _panels(made.data)
    sheet = 297 * POINT
    for front, behind in (("kansi", "eka"), ("taka", "toka"), ("lieve", "kolmas")):
        assert (found[front].side, found[behind].side) == (0, 1)
        turned = (sheet - found[behind].right, sheet - found[behind].left)
        assert (found[front].left, found[front].right) == pytest.approx(turned), front


def test_a_folded_leaflet_opens_in_the_order_of_its_text() -> None:
    """The cover lies on top; opened, the flap is right of the inside's beginning; it folds in."""
    found = _panels(_task(INNER).data)
    outside = sorted(("kansi", "lieve", "taka"), key=lambda word: found[word].left)
    inside = sorted(("eka", "toka", "kolmas"), key=lambda word: found[word].left)
    assert (outside, inside) == (["lieve", "taka", "kansi"], ["eka", "toka", "kolmas"])
    widths = {word: round((found[word].right - found[word].left) / POINT) for word in PLACES}
    assert widths == dict(zip(PLACES, folding.WIDTHS, strict=True))
    # The flap lies between two panels: it must be narrower than the one that it is folded onto.
    assert widths["lieve"] == widths["kolmas"] < widths["toka"]


def test_from_right_to_left_it_opens_the_other_way() -> None:
    """Arabic's cover is at the left of the outside, its inside begins at the right."""
    made = _task(INNER, ' dir="rtl"')
    lefts = {}
    document = pypdfium2.PdfDocument(made.data)
    for side in range(2):
        text = document[side].get_textpage()
        for match in re.finditer(r"\w+", text.get_text_range()):
            lefts[match[0]] = (side, text.get_charbox(match.start())[0])
    document.close()
    assert sorted(lefts, key=lambda word: lefts[word]) == [
        *("kansi", "taka", "lieve"),
        *("kolmas", "toka", "eka"),
    ]


def test_the_back_is_read_last() -> None:
    """A listener is told the story: the cover, the flap, the inside, the back."""
    with pikepdf.open(io.BytesIO(_task(INNER).data)) as read:
        order = [*_heard(read.Root.StructTreeRoot, read)]
    assert order == [(0, "H1"), (0, "P"), (1, "P"), (1, "P"), (1, "P"), (0, "P")]


def _heard(node: Any, read: pikepdf.Pdf) -> Any:  # noqa: ANN401 - of pikepdf
    """Yield the side and the type of each element that holds text."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/MCR":
            yield from _heard(kid, read)
        else:
            page = (kid if isinstance(kid, pikepdf.Dictionary) else node).get("/Pg") or node.Pg
            side = next(i for i, each in enumerate(read.pages) if each.obj.objgen == page.objgen)
            yield side, str(node.S).removeprefix("/")


def test_more_than_six_panels_is_a_fault_that_says_where() -> None:
    """Text for which there is no panel is never cut: the record's author hears where it begins."""
    made = _task(PANEL.format("yksi") * 4 + "<h2>Liikaa on liikaa</h2>")
    faults = {fault.code: fault.values for fault in made.faults}
    assert faults["pdf-panels"] == {"panels": "7", "room": "6", "text": "Liikaa on liikaa"}


def test_an_editor_leaves_the_shape_out(tmp_path: Path) -> None:
    """A record that goes without it has no folded leaflet and no master of one, and all else."""
    files = bank.FILES | {bank.BROCHURE: bank.record(without=["pdf-folded"])}
    _, plan, problems = bank.read(bank.write(tmp_path / "source", files))
    assert bank.lines(problems) == []
    declared = {handout.format for handout in kinds()["brochure"].handouts}
    assert declared - {job.format for job in plan.handouts} == {PDF_FOLDED, PDF_PRESS}


@pytest.mark.slow
def test_the_text_is_as_large_as_fits() -> None:
    """Little text is set large, more is set smaller, and never below what can be read."""
    words = "<p>Sana on sanottu.</p>"
    sizes = []
    for count in (1, 70, 100):
        data = _task(words * count).data
        document = pypdfium2.PdfDocument(data)
        text = document[0].get_textpage()
        at = text.get_text_range().index("Sana")
        _, bottom, _, top = text.get_charbox(at)
        sizes.append(round((top - bottom) / 0.7, 1))
        document.close()
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]
    assert min(folding.SIZES) >= 10.5


# --- ways to fill the panels ------------------------------------------------------------------

NOTES = (
    f'<section class="notes-side {handout.PLACED}"><h2>Muistiinpanoja</h2>{handout.LINES}</section>'
)
LEAFLET = HTML.replace('class="paper-folded"', 'class="paper-folded leaflet"')
TEXT = f"<p>{'sana ' * 24}</p>"
BOX = (
    '<div class="notice promise"><p class="notice-title"><strong>{0}1</strong></p>'
    "{1}<p>{0}2</p></div>"
)
DRAWN = (
    '<section><h2>Osa</h2><div class="columns drawn"><p class="pictogram-frame">'
    '<img class="pictogram" src="drawing:own/talo" alt="Talo"></p>'
    f'<div class="prose">{TEXT}</div></div></section>'
)
HOUSE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M3 12h18v9H3z"/></svg>'
)


def _leaflet(body: str) -> Any:  # noqa: ANN401 - as above
    from generator.outputs.handout import HandoutTask

    html = LEAFLET.format("", body)
    assets = (("drawing:own/talo", HOUSE),)
    return pdf.render(HandoutTask(html, assets=assets, folded=True, notes=NOTES))


def _said(data: bytes) -> list[str]:
    """Give what each panel says, in the order in which they are read."""
    document, said = pypdfium2.PdfDocument(data), {}
    for side in range(len(document)):
        text, left = document[side].get_textpage(), 0.0
        for at in folding.SIDES[side]:
            right = left + folding.WIDTHS[at] * POINT
            said[at] = text.get_text_bounded(left=left, right=right)
            left = right
    document.close()
    return [said.get(at, "") for at in range(folding.PANELS)]


def _keys(each: Any) -> Any:  # noqa: ANN401 - of pikepdf
    return each if isinstance(each, pikepdf.Dictionary) else {}


@pytest.mark.parametrize("before", range(3, 9))
def test_a_box_is_not_cut_while_there_is_a_way(before: int) -> None:
    """Wherever the panel above it ends, what a box says stands on one."""
    boxes = [BOX.format(f"laatikko{name}", TEXT * 2) for name in "abc"]
    made = _leaflet(TEXT * before + (TEXT * 2).join(boxes))
    assert made.faults == ()
    said = _said(made.data)
    for name in "abc":
        begun, ended = (
            [at for at, panel in enumerate(said) if f"laatikko{name}{end}" in panel] for end in "12"
        )
        assert begun == ended, name
        assert len(begun) == 1


def test_a_box_is_cut_rather_than_text_lost() -> None:
    """One that is higher than a panel goes on to the next."""
    made = _leaflet(TEXT + BOX.format("laatikko", TEXT * 16) + TEXT)
    assert (made.pages, made.faults) == (2, ())
    said = _said(made.data)
    begun, ended = (
        next(at for at, each in enumerate(said) if f"laatikko{x}" in each) for x in "12"
    )
    assert begun < ended < PLACES["taka"]


@pytest.mark.parametrize("amount", [1, 6, 12, 18])
def test_no_panel_is_empty(amount: int) -> None:
    """What the text leaves is for notes under one heading; the back comes last all the same."""
    made = _leaflet(f"<section><h2>Osa</h2>{TEXT}</section>" * amount)
    assert (made.pages, made.faults) == (2, ())
    with pikepdf.open(io.BytesIO(made.data)) as read:
        heard = [*_heard(read.Root.StructTreeRoot, read)]
    assert heard[-1] == (0, "P")
    said = _said(made.data)
    assert "taka" in said[-1]
    empty = [at for at, panel in enumerate(said) if not panel.strip()]
    noted = [at for at, panel in enumerate(said) if "Muistiinpanoja" in panel]
    assert len(noted) <= 1
    assert all(at > noted[0] for at in empty)
    assert _ruled(made.data, empty)


def _ruled(data: bytes, panels: list[int]) -> bool:
    """Tell whether each of some panels has lines for a pen: what is drawn there is no ground."""
    document = pypdfium2.PdfDocument(data)
    for at in panels:
        side = next(number for number, those in enumerate(folding.SIDES) if at in those)
        picture = document[side].render().to_pil().convert("L")
        those = folding.SIDES[side]
        middle = sum(folding.WIDTHS[each] for each in those[: those.index(at)]) * POINT
        middle += folding.WIDTHS[at] * POINT / 2
        column = [picture.getpixel((round(middle), down)) for down in range(picture.height)]
        if sum(shade < 250 for shade in column) < folding.PANEL_LINES - 3:
            return False
    document.close()
    return True


def test_drawings_are_shown_where_there_is_room() -> None:
    """A leaflet whose words leave room shows the drawings of its parts, one that is full none."""
    few, many = _leaflet(DRAWN * 5), _leaflet(DRAWN * 32)
    assert few.faults == many.faults == ()
    assert _alts(few.data) == ["Talo"] * 5
    assert _alts(many.data) == []


def _alts(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as read:
        figures = [each for each in read.objects if str(_keys(each).get("/S", "")) == "/Figure"]
        return [str(each.Alt) for each in figures]


def test_what_a_leaflet_costs() -> None:
    """A cut box costs most, then an empty panel, then room in a panel, then small letters."""

    def cost(
        *reached: float,
        boxes: int = 0,
        amid: bool = False,
        size: float = 14,
        bare: bool = False,
    ) -> float:
        return folding.cost(reached, folding.Parted(boxes, amid=amid), size, bare=bare)

    full = cost(1, 1, 1, 1)
    assert full == 0
    ordered = [
        full,
        cost(1, 1, 1, 1, size=13),
        cost(1, 1, 1, 1, bare=True),
        cost(1, 1, 1, 1, amid=True),
        cost(1, 0.5, 1, 1),
        cost(1, 0.1, 1, 1),
        cost(1, 1, 1, 1, boxes=1),
        cost(1, 1, 1, 1, 1),
    ]
    assert ordered == sorted(set(ordered))
    assert cost(1, 1, 1) < cost(1, 1, 1, 0.1)  # a panel for notes, rather than the end of a text
    assert cost(1, 1, 1, 1, 1) < cost(1, 1, 1, 1, 1, 1)


def test_sizes_that_a_text_may_have() -> None:
    """Little text is tried in the largest letters, too much in the smallest alone."""
    assert folding.sizes([0.5])[0] == max(folding.SIZES)
    assert folding.sizes([1.0] * 9) == [min(folding.SIZES)]
    tried = folding.sizes([1.0] * 5)
    assert tried == sorted(tried, reverse=True)
    assert max(tried) < folding.USUAL


@pytest.mark.parametrize("before", [1, 2, 3])
def test_the_inside_begins_with_a_section(before: int) -> None:
    """Whoever opens the leaflet reads on from a heading, however much stands on the flap."""
    part = '<section><h2 id="osa{0}">Osa{0}</h2>' + TEXT * 3 + "<p>Loppu{0}</p></section>"
    made = _leaflet(TEXT * before + "".join(part.format(name) for name in "abcdef"))
    assert made.faults == ()
    said = _said(made.data)
    for name in "abcdef":
        begun, ended = (
            next(at for at, each in enumerate(said) if f"{word}{name}" in each)
            for word in ("Osa", "Loppu")
        )
        assert not begun <= PLACES["lieve"] < ended, name


def test_a_section_without_a_heading_goes_on_inside() -> None:
    """What has no heading to begin with is laid out as it is."""
    made = _leaflet(f"<section>{'sana ' * 900}</section>")
    assert (made.pages, made.faults) == (2, ())


def test_what_is_asked_stands_apart_from_the_line_above_it() -> None:
    """A line and its name are one thing; the next words begin further down than a name does."""
    line = '<ul><li><span class="blank"><span class="blank-label">{}</span></span></li></ul>'
    box = f"<p>Kysy:</p>{line.format('Puhelin')}<p>Tiimisi:</p>{line.format('Nimet')}"
    contact = f'<section class="contact"><h2>Kysy</h2>{box}</section>'
    html = LEAFLET.format("", TEXT).replace("<p>taka</p>", contact)
    task = handout.HandoutTask(html, folded=True)
    areas = {one.text: one.area for one in ways.way_of(task)(task, [], {}).shown[-1]}
    assert areas["Tiimisi:"].top - areas["Puhelin"].bottom > 2.5 * folding.MILLIMETRE


def test_a_leaflet_asks_to_be_turned_over_its_short_edge(small: Path) -> None:
    """Whoever prints on both sides gets the inside the right way up; a sheet of A4 asks nothing."""
    for name, asked in (("-taitettu", pikepdf.Name.DuplexFlipShortEdge), ("", None)):
        with pikepdf.open(
            small / "site" / "esitteet" / "perheelle" / f"perheelle{name}.pdf"
        ) as made:
            assert made.Root.ViewerPreferences.get("/Duplex") == asked
