"""Sides that hold too little for their paper: each is told, again from the store, and cured."""

from __future__ import annotations

from contextlib import nullcontext
from importlib import import_module
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import weasyprint

from generator.make.store import Store
from generator.outputs import handout
from generator.outputs.fitting import Area, Shown
from generator.outputs.handout import HandoutTask
from generator.outputs.laying import laid_out, style_of
from generator.outputs.sides import Side, ends_alone, have_room, poor, reach, smaller
from generator.outputs.styles import TOGETHER
from generator.outputs.task import Fault

if TYPE_CHECKING:
    from pathlib import Path

pypdfium2: Any = import_module("pypdfium2")

BODY = (
    '<main><p class="text">a</p><section class="contact"><p>b</p></section>'
    '<section class="addresses"><p>d</p></section></main>'
    '<footer class="colophon"><p>c</p></footer>'
)
ROOT = ET.fromstring(f"<html><body>{BODY}</body></html>")  # noqa: S314 - ours
TEXT, CONTACT, ADDRESSES, COLOPHON = ROOT.iter("p")
ROOM = Area(0, 0, 100, 100)


def side(*elements: ET.Element, full: float = 1.0) -> Side:
    """Give a side that shows elements, and is so full."""
    area = Area(0, 0, 100, 100 * full)
    return Side([Shown(each, "x", area, ROOM, 1000.0, aside=False) for each in elements], full)


TOLD = {
    "all is well": ([side(TEXT), side(TEXT, CONTACT, COLOPHON, full=0.5)], []),
    "one side is what it is": ([side(TEXT, full=0.1)], []),
    "only the colophon": ([side(TEXT), side(COLOPHON, full=0.1)], ["side-colophon"]),
    "and where links lead": ([side(TEXT), side(ADDRESSES, COLOPHON)], ["side-colophon"]),
    "a colophon amid": (
        [side(TEXT), side(COLOPHON, full=0.1), side(TEXT), side(TEXT)],
        ["side-colophon"],
    ),
    "only the contact": ([side(TEXT), side(CONTACT, COLOPHON, full=0.5)], ["side-contact"]),
    "a contact that goes on": (
        [side(TEXT, CONTACT), side(CONTACT, COLOPHON, full=0.5)],
        [],
    ),
    "a contact that hardly goes on": (
        [side(TEXT, CONTACT), side(CONTACT, COLOPHON, full=0.2)],
        ["side-scant"],
    ),
    "a side full of contact": ([side(TEXT), side(CONTACT, COLOPHON, full=0.9)], []),
    "hardly begun": ([side(TEXT), side(TEXT, COLOPHON, full=0.2)], ["side-scant"]),
    "hardly begun amid": (
        [side(TEXT), side(TEXT, full=0.2), side(CONTACT, COLOPHON, full=0.9)],
        ["side-scant"],
    ),
    "an empty side amid": ([side(TEXT), side(), side(TEXT)], []),
    "a last sheet without a back": ([side(TEXT), side(TEXT), side(TEXT)], []),
}


def test_how_far_a_side_reaches() -> None:
    """As far down as its own words; what shows none, or only what stands aside, reaches nowhere."""
    aside = Shown(TEXT, "x", Area(0, 0, 100, 90), ROOM, 1000.0, aside=True)
    assert reach(side(TEXT, full=0.4).shown) == pytest.approx(0.4)
    assert reach([aside, *side(TEXT, full=0.4).shown]) == pytest.approx(0.4)
    assert reach([]) == reach([aside]) == 0


@pytest.mark.parametrize("case", TOLD)
def test_a_poor_side_is_told(case: str) -> None:
    """What a side is alone with, and how full the last one is."""
    sides, codes = TOLD[case]
    assert [found.code for found in poor(ROOT, sides)] == codes


def test_a_last_side_is_drawn_in_only_where_the_others_have_room_for_it() -> None:
    """Nothing is laid out again in vain; smaller letters give more room than less between them."""
    assert have_room([1, 1, 1, 1, 0.3])
    assert not have_room([1, 1, 0.5])
    assert have_room([1, 1, 0.5], size=0.91)
    assert not have_room([0.3])
    assert not have_room([1, 1, 1], size=0.91)


def test_what_stands_last_alone_is_worth_a_try() -> None:
    """It may be kept together with what is before it; what is hardly begun may not."""
    assert ends_alone([Fault("side-scant", {}), Fault("side-contact", {})])
    assert ends_alone([Fault("side-colophon", {})])
    assert not ends_alone([Fault("side-scant", {})])


def test_no_text_is_made_smaller_than_can_be_read() -> None:
    """Large type stays large, and what is small already is left alone."""
    assert [*smaller(18, ["large"])] == [*smaller(10, [])] == []
    assert min(smaller(11, [])) >= 10
    assert min(smaller(12.5, ["plain"])) >= 12


def test_the_store_tells_of_a_file_what_was_told_when_it_was_made(tmp_path: Path) -> None:
    """What is poor in a file that was kept is told again, by a store that was opened anew."""
    told = (("side-contact", {"page": "2"}), ("side-scant", {"page": "3"}))
    store = Store(tmp_path)
    assert store.keep("a", b"pdf", 3, told).notices == told
    store.save()
    found = Store(tmp_path).get("a")
    assert found is not None
    assert found.notices == told


SHEET = (
    '<!doctype html><html lang="fi" class="paper-a4"><head><meta charset="utf-8">'
    '<title>Koe</title></head><body data-title="Koe" data-edition="1" data-state="">'
    f"<h1>Koe</h1><main>{{}}</main>{handout.LAST}{handout.END}</body></html>"
)


@pytest.mark.parametrize(("end", "is_tried"), [("", True), (' class="own-sheet"', False)])
def test_nothing_is_drawn_in_to_before_a_sheet_of_its_own(
    monkeypatch: pytest.MonkeyPatch, end: str, *, is_tried: bool
) -> None:
    """The sides before it can't take what stands on it, so that it is laid out once."""
    layouts: list[None] = []
    render = weasyprint.HTML.render

    def counted(*asked: Any, **options: Any) -> Any:  # noqa: ANN401 - WeasyPrint has no types
        layouts.append(None)
        return render(*asked, **options)

    monkeypatch.setattr(weasyprint.HTML, "render", counted)
    text = f"<p>{'sana ' * 40}</p>" * 14
    made = HandoutTask(SHEET.format(f"{text}<section{end}><p>Loppu</p></section>")).make()
    assert made.faults == ()
    assert (len(layouts) > 1) == is_tried
    assert (made.pages == 1) == is_tried


NOTES = (
    f'<section class="notes-side {handout.PLACED}"><h2>Muistiinpanoja</h2>{handout.LINES}</section>'
)


@pytest.mark.parametrize(("sides", "pages"), [(2, 2), (3, 4)])
def test_an_empty_back_is_for_notes(sides: int, pages: int) -> None:
    """What ends on a front has lines for a pen on its back; what ends on a back has none."""
    text = "".join(f"<p>{'sana ' * 40}</p>" for _ in range(12))
    parts = f'{handout.SHEET}<div class="own-sheet">{text}</div>' * (
        sides - 1
    )  # the title has its own
    task = HandoutTask(SHEET.format(parts), notes=NOTES)
    made = task.make()
    assert (made.faults, made.notices, made.pages) == ((), (), pages)
    said = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.data)]
    assert ("Muistiinpanoja" in said[-1]) == (pages > sides)
    numbers = [f"{number} / {sides}" for number in range(1, sides + 1)]
    assert [number in side for number, side in zip(numbers, said, strict=False)] == [True] * sides
    assert all(f"/ {sides}" not in side for side in said[sides:])  # it is counted with none


@pytest.mark.parametrize(("words", "lines"), [("sana", 25), ("paper-slides _end spare", 18)])
def test_a_side_for_notes_is_one(words: str, lines: int) -> None:
    """Lines that it has no room for are left out; what the text says changes nothing of it."""
    text = f"<p>{words}</p>" * 8 + f"<p>{'sana ' * 40}</p>" * 12
    sheets = f'<div class="own-sheet">{text}</div>' * 2
    made = HandoutTask(SHEET.format(sheets), notes=NOTES, lines=lines).make()
    assert (made.faults, made.pages) == ((), 4)


@pytest.mark.parametrize("lines", [28, 30, 32])
def test_what_stands_side_by_side_stays_so(lines: int) -> None:
    """Where a side ends, both go to the next whole: neither is heard amid the other."""
    left = "<ol>" + "<li>Sovitaan</li>" * 9 + "</ol>"
    pair = (
        f'<div class="pair"><section><h2>Vasen</h2>{left}</section>'
        f"<section><h2>Oikea</h2>{'<p>Kerrotaan.</p>' * 12}</section></div>"
    )
    made = HandoutTask(SHEET.format("<p>Rivi.</p>" * lines + pair)).make()
    sides = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.data)]
    assert made.faults == ()
    assert [(side.count("Sovitaan"), side.count("Kerrotaan")) for side in sides] == [
        (0, 0),
        (9, 12),
    ]


def test_an_empty_back_amid_is_for_notes() -> None:
    """What ends before a sheet that begins on a front has its own lines for a pen."""
    text = "".join(f"<p>{'sana ' * 40}</p>" for _ in range(9))
    sheet = f'{handout.SHEET}<div class="own-sheet"><p class="front"></p>{text}</div>'
    made = HandoutTask(SHEET.format(f"{text}{sheet}"), notes=NOTES).make()
    pages = [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(made.data)]
    assert made.faults == ()
    assert ["Muistiinpanoja" in page for page in pages] == [False, True, False, True]


@pytest.mark.slow
@pytest.mark.parametrize(("words", "pages"), [(15 * 40, 1), (20 * 40, 2)])
def test_a_side_that_holds_too_little_is_drawn_in(words: int, pages: int) -> None:
    """A few lines too many make no second side; half a side of them does."""
    text = "".join(f"<p>{'sana ' * 40}</p>" for _ in range(words // 40))
    made = HandoutTask(SHEET.format(text)).make()
    assert (made.faults, made.pages) == ((), pages)
    assert made.notices == ()


@pytest.mark.parametrize(("paragraphs", "sides"), [(33, 2), (40, 4)])
def test_what_goes_over_to_a_second_sheet_is_drawn_in(paragraphs: int, sides: int) -> None:
    """A third of a side more than a sheet holds makes no second one; the better part does."""
    text = f"<p>{'sana ' * 40}</p>" * paragraphs
    made = HandoutTask(SHEET.format(text), notes=NOTES).make()
    assert (made.faults, made.notices, made.pages) == ((), (), sides)


@pytest.mark.parametrize(("paragraphs", "sides"), [(33, 2), (40, 3)])
def test_so_is_what_is_filled_in_on_a_computer(paragraphs: int, sides: int) -> None:
    """Whoever prints it then has one sheet as well."""
    text = f"<p>{'sana ' * 40}</p>" * paragraphs
    sheet = SHEET.replace('class="paper-a4"', 'class="paper-a4 fillable"')
    made = HandoutTask(sheet.format(text)).make()
    assert (made.notices, made.pages) == ((), sides)


@pytest.mark.parametrize(("after", "is_whole"), [(3, True), (9, False)])
def test_a_table_for_a_pen_stands_whole(after: int, *, is_whole: bool) -> None:
    """Where it would go on to the next side it stands on that, unless it takes a side more."""
    rows = "".join(f"<tr><td>rivi{number}</td></tr>" for number in range(8))
    table = (
        '<div class="field field-table"><h2>Ketkä</h2><table><thead><tr><th scope="col">Nimi</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></div>"
    )
    text = f"<p>{'sana ' * 40}</p>"
    made = HandoutTask(SHEET.format(text * 9 + table + text * after)).make()
    assert (made.faults, made.pages) == ((), 2)
    said = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.data)]
    assert [side.count("rivi") for side in said].count(8) == is_whole


LARGE = SHEET.replace('class="paper-a4"', 'class="paper-a4 large kind-brochure"')
BLANK = '<li><span class="blank"><span class="blank-label">Nimi</span></span></li>'
BOX = (
    '<section class="contact"><h2>Yhteystiedot</h2><div class="prose">'
    + f"<p>Kysy:</p><ul>{BLANK * 2}</ul>" * 3
    + "</div></section>"
)
END = '<footer class="colophon"><p>Loppu</p></footer>'


@pytest.mark.parametrize("amount", range(3, 11))
def test_a_contact_box_keeps_its_heading_and_all_that_is_below_it(amount: int) -> None:
    """Wherever the text before it ends, a box for which a side has room stands on one."""
    text = f"<p>{'sana ' * 20}</p>" * amount
    html = LARGE.format(text + BOX).replace(handout.END, END + handout.END)
    made = HandoutTask(html, notes=NOTES).make()
    assert (made.faults, made.notices) == ((), ())
    pages = [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(made.data)]
    (at,) = (at for at, page in enumerate(pages) if "Yhteystiedot" in page)
    assert pages[at].count("Nimi") == 6


def test_a_last_side_with_little_but_the_colophon_is_for_notes() -> None:
    """A contact box that is alone shares its side with lines for a pen, above the colophon."""
    text = '<div class="keep">' + f"<p>{'sana ' * 20}</p>" * 9 + "</div>"
    alone = '<section class="contact"><h2>Yhteystiedot</h2><p>Soita.</p></section>'
    html = LARGE.format(text + alone)
    made = HandoutTask(html.replace(handout.END, END + handout.END), notes=NOTES).make()
    assert made.faults == ()
    said = [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(made.data)]
    (last,) = (page for page in said if "Yhteystiedot" in page)
    order = [last.index(word) for word in ("Yhteystiedot", "Muistiinpanoja", "Loppu")]
    assert order == sorted(order)


@pytest.mark.parametrize("before", [30, 32])
def test_what_stands_last_is_kept_together_whatever_notes_come_after_it(before: int) -> None:
    """Lines for notes at the end of the text are not what its last section is."""
    parts = "<p>Alku.</p>" * before + f"<section>{'<p>Rivi.</p>' * 8}</section><p>Loppu.</p>"
    inside = SHEET.replace(f"</main>{handout.LAST}", f"{handout.LAST}</main>").format(parts)
    task = HandoutTask(inside, notes=NOTES)
    alone, noted = (
        [sum(one.text == "Rivi." for one in shown) for shown in made.shown]
        for made in (
            laid_out(each, [], {"pdf_variant": "pdf/ua-1"}, style_of(TOGETHER))
            for each in (task, task.noted(3))
        )
    )
    assert 8 in alone
    assert noted[: len(alone)] == alone


@pytest.mark.parametrize("mark", [handout.LAST, handout.END, handout.SHEET])
def test_what_has_no_place_for_notes_is_given_none_unheard(mark: str) -> None:
    """A template that lacks a place of theirs fails, and no notes are lost without a word."""
    html = SHEET.format(f'{handout.SHEET}<div class="own-sheet"></div>')
    for lacking in (False, True):
        task = HandoutTask(html.replace(mark, "") if lacking else html, notes=NOTES)
        failing = pytest.raises(ValueError, match="notes") if lacking else nullcontext()
        with failing:
            task.noted(3).with_notes({0}).with_spare()
