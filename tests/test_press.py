"""What a press and a stapler are given: bleed, marks and folds; pages that follow each other."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from lxml import html as lxml_html

from generator.formats import PDF_BOOKLET, PDF_PRESS, PDF_PRESS_A3
from generator.outputs import handout, pdf, ways
from generator.outputs.folding import folds
from generator.outputs.handout import HandoutTask
from generator.outputs.press import spreads
from generator.outputs.styles import colour
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

POINT = 72 / 25.4  # a millimetre
BLEED, MARGIN = 3, 8
HEAD = (
    '<!doctype html><html lang="fi" class="paper-{} {}"><head><meta charset="utf-8">'
    '<title>Koe</title></head><body data-title="Koe" data-edition="1" data-state="">'
)
COVER = '<header class="cover panel"><h1>kansi</h1></header><main>'
BACK = (
    '<!-- notes: last --><div class="back" data-last="true"><p>taka</p></div></main></body></html>'
)
WALL = (
    '<main><div class="wall board"><div class="wall-head"><h1>Taulu</h1></div></div></main>'
    "</body></html>"
)


def _read(sides: list[tuple[int | None, int | None]]) -> list[int | None]:
    """Read a booklet through: what is on its sheets, laid in each other and folded once."""
    fronts, backs = sides[::2], sides[1::2]
    sheets = [
        (front[1], back[0], back[1], front[0]) for front, back in zip(fronts, backs, strict=True)
    ]
    first = [page for one, two, _, _ in sheets for page in (one, two)]
    last = [page for _, _, three, four in reversed(sheets) for page in (three, four)]
    return first + last


@pytest.mark.parametrize("count", range(2, 18))
def test_pages_of_a_booklet_follow_each_other(count: int) -> None:
    """Folded and stapled it is read from the cover on; its last page is the back."""
    read = _read(spreads(count))
    assert len(read) % 4 == 0
    assert len(read) < count + 4
    assert [page for page in read if page is not None] == list(range(count))
    assert (read[0], read[-1]) == (0, count - 1)


def test_a_booklet_is_set_two_pages_a_side() -> None:
    """Six pages are two sheets of A4, with empty pages before the back; nothing in it is tagged."""
    text = "".join(f'<p style="break-after: page">sivu{name}</p>' for name in "abc")
    body = f"{HEAD.format('booklet', 'leaflet')}{COVER}{text}<p>sivud</p>{BACK}"
    made = pdf.render(HandoutTask(body, claims="", booklet=True))
    assert (made.pages, made.faults, made.notices) == (4, (), ())
    assert pdf.render(HandoutTask(body, claims="", booklet=True)) == made
    read, halves = pypdfium2.PdfDocument(made.data), []
    for side in read:
        assert [round(length / POINT) for length in side.get_size()] == [297, 210]
        text_page, middle = side.get_textpage(), side.get_size()[0] / 2
        for left, right in ((0, middle), (middle, 2 * middle)):
            said = text_page.get_text_bounded(left=left, right=right)
            halves.append(re.findall(r"kansi|sivu\w|taka", said))
    read.close()
    expected = ["taka", "kansi", "sivua", "", "", "sivub", "sivuc", "sivud"]
    assert halves == [[word] if word else [] for word in expected]
    with pikepdf.open(io.BytesIO(made.data)) as opened:
        assert "/StructTreeRoot" not in opened.Root
        assert str(opened.Root.Lang) == "fi"
        assert str(opened.docinfo["/Title"]) == "Koe"


NOTES = (
    f'<section class="notes-side {handout.PLACED}"><h2>Muistiinpanoja</h2>{handout.LINES}</section>'
)


def _halves(data: bytes) -> list[str]:
    """Give what each page of a booklet says, in the order in which they are read."""
    read, said = pypdfium2.PdfDocument(data), {}
    pages = 2 * len(read)
    for side, pair in zip(read, spreads(pages), strict=True):
        text, middle = side.get_textpage(), side.get_size()[0] / 2
        for at, left in zip(pair, (0, middle), strict=True):
            assert at is not None
            said[at] = text.get_text_bounded(left=left, right=left + middle)
    read.close()
    return [said[at] for at in range(pages)]


@pytest.mark.parametrize("amount", [2, 6, 12, 22, 30])
def test_no_page_of_a_booklet_is_blank(amount: int) -> None:
    """What would be is for notes, before the back; every page but cover and back has its number."""
    text = f"<section><h2>Osa</h2><p>{'sana ' * 60}</p></section>" * amount
    body = f"{HEAD.format('booklet', 'leaflet')}{COVER}{text}{BACK}"
    made = pdf.render(HandoutTask(body, claims="", booklet=True, notes=NOTES))
    assert made.faults == ()
    said = _halves(made.data)
    assert len(said) % 4 == 0
    assert "kansi" in said[0]
    assert "taka" in said[-1]
    numbers = [re.findall(r"\b\d+$", page.strip()) for page in said[1:-1]]
    assert numbers == [[str(at)] for at in range(2, len(said))]
    noted = [at for at, page in enumerate(said) if "Muistiinpanoja" in page]
    texts = [at for at, page in enumerate(said) if "sana" in page]
    assert len(noted) <= 1
    assert len(texts) == len(said) - 2 or noted  # what has no text has lines for a pen
    assert all(at >= max(texts) for at in noted)


@pytest.mark.parametrize("amount", [2, 6, 9, 12])
def test_whom_to_ask_stands_on_the_back_of_a_booklet(amount: int) -> None:
    """However large the text, the contacts have room beside the colophon, where they are found."""
    name = '<li><span class="blank"><span class="blank-label">Nimi</span></span></li>'
    asked = f"<p>Kysy:</p><ul>{name}</ul>" * 6
    contact = f'<section class="contact"><h2>Ota yhteyttä</h2>{asked}</section>'
    end = '<footer class="colophon" style="min-height: 26mm"><p>taka</p></footer>'
    back = BACK.replace("<p>taka</p>", contact + end)
    text = f"<section><h2>Osa</h2><p>{'sana ' * 90}</p></section>" * amount
    body = f"{HEAD.format('booklet', 'leaflet')}{COVER}{text}{back}"
    said = _halves(pdf.render(HandoutTask(body, claims="", booklet=True, notes=NOTES)).data)
    assert [at for at, page in enumerate(said) if "Ota yhteyttä" in page] == [len(said) - 1]
    assert "taka" in said[-1]


def test_a_booklet_takes_no_sheet_more_than_it_must() -> None:
    """Three pages of text that fit on two, with a bit less room, make one sheet and not two."""
    text = f"<section><h2>Osa</h2><p>{'sana ' * 60}</p></section>" * 6
    body = f"{HEAD.format('booklet', 'leaflet')}{COVER}{text}{BACK}"
    sides = [
        pdf.render(HandoutTask(body.replace(text, text + more), claims="", booklet=True)).pages
        for more in ("", text)
    ]
    assert sides == [2, 4]


HOUSE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M3 12h18v9H3z"/></svg>'
)
PICTURE = '<p class="pictogram-frame"><img class="pictogram" src="drawing:own/talo" alt=""></p>'


def test_a_booklets_running_line_is_one() -> None:
    """A title as long as a plain text's stands on one line, and no version beside it."""
    title = "Selkokielellä sinulle, kun asut muualla kuin kotona (12\u201317 vuotta)"
    head = HEAD.format("booklet", "leaflet").replace('data-title="Koe"', f'data-title="{title}"')
    task = HandoutTask(f"{head}{COVER}<p>sana</p>{BACK}", claims="", booklet=True)
    made = ways.way_of(task)(task, [], {})
    assert [one.text for one in made.shown[1] if one.aside] == [title, "2"]


@pytest.mark.parametrize("picture", ["", PICTURE])
def test_a_family_has_a_sheet_more_rather_than_small_letters_or_no_drawings(
    picture: str,
) -> None:
    """A booklet of the same text for others saves the sheet."""
    text = f"<section class='drawn'>{picture}<h2>Osa</h2><p>{'sana ' * 95}</p></section>" * 6
    sizes, drawings, pages = {}, {}, {}
    for whose in ("family", ""):
        html = f"{HEAD.format('booklet', f'leaflet {whose}')}{COVER}{text}{BACK}"
        assets = (("drawing:own/talo", HOUSE),)
        task = HandoutTask(html, assets=assets, claims="", booklet=True)
        made = ways.way_of(task)(task, [], {})
        shown = [one for side in made.shown for one in side]
        drawings[whose] = sum(not one.text for one in shown)
        sizes[whose] = max(one.area.bottom - one.area.top for one in shown if "sana" in one.text)
        pages[whose] = len(made.shown)
    assert pages[""] <= 4 < pages["family"] <= 8
    assert sizes["family"] > sizes[""]
    assert drawings == {"family": 6 * bool(picture), "": 0}


def _drawn(data: bytes) -> Any:  # noqa: ANN401 - a picture of Pillow's
    read = pypdfium2.PdfDocument(data)
    picture = read[0].render(scale=2).to_pil().convert("RGB")
    read.close()
    return picture


def _at(picture: Any, across: float, down: float) -> str:  # noqa: ANN401 - as above
    """Give the colour at a place, in millimetres from the upper left corner of what is trimmed."""
    place = tuple(round((value + MARGIN) * POINT * 2) for value in (across, down))
    return "#" + "".join(f"{part:02x}" for part in picture.getpixel(place))


def _boxes(data: bytes) -> list[list[int]]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        page = opened.pages[0]
        boxes = (page.mediabox, page.bleedbox, page.trimbox)
        return [[round(float(value) / POINT) for value in box] for box in boxes]


def test_a_cover_goes_on_beyond_the_edge() -> None:
    """A tri-fold's master is told its bleed; its cover reaches through it, and no mark into it."""
    body = f"{HEAD.format('folded', 'leaflet')}{COVER}<p>sisus</p>{BACK}"
    made = pdf.render(HandoutTask(body, claims="", folded=True))
    assert (made.pages, made.faults, made.notices) == (1, (), ())
    picture = _drawn(made.data)
    assert _boxes(made.data) == [[-8, -8, 305, 218], [-3, -3, 300, 213], [0, 0, 297, 210]]
    accent, white = colour("accent"), "#ffffff"
    for across, down in ((298.5, 100), (250, -1.5), (250, 211.5), (299, -2.5), (198, 100)):
        assert _at(picture, across, down) == accent, (across, down)
    for across, down in ((196, 100), (-1.5, 100), (250, -3.8), (301, 100)):
        assert _at(picture, across, down) == white, (across, down)
    for across, down in ((-6, 0), (0, -6), (303, 210), (297, 216)):  # where it is cut
        assert _at(picture, across, down) != white, (across, down)
    assert folds(mirrored=False) == [[97, 197], [100, 200]]
    for fold in (97, 197):
        marked = {_at(picture, fold, -4 - step / 4) for step in range(1, 16)}
        assert marked != {white}


def test_a_walls_sheet_goes_on_beyond_the_edge() -> None:
    """The heading's ground of the huoneentaulu is cut with the sheet, on three of its sides."""
    made = pdf.render(HandoutTask(HEAD.format("a3", "kind-huoneentaulu") + WALL, 1, claims=""))
    assert (made.pages, made.faults) == (1, ())
    picture = _drawn(made.data)
    assert _boxes(made.data)[2] == [0, 0, 420, 297]
    for across, down in ((-2, -2), (422, -2), (200, -2), (-2, 20)):
        assert _at(picture, across, down) == colour("accent"), (across, down)
    assert _at(picture, -4, 20) == "#ffffff"


def test_what_is_for_a_press_says_so(tmp_path: Path) -> None:
    """Its title tells that it is not accessible; nothing is claimed, in either language."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    for path in (bank.BROCHURE, "materials/huoneentaulu/koe-huoneentaulu.yaml"):
        bank.swedish(source, path)
    _, plan, _ = bank.read(source)
    tasks = bank.handout_tasks(source)
    made = {PDF_PRESS, PDF_PRESS_A3, PDF_BOOKLET}
    there = {job.path: job for job in plan.handouts if job.format in made}
    assert {job.format for job in there.values()} == made
    assert {job.language for job in there.values()} == {"fi", "sv"}
    for path, job in there.items():
        said = "ei saavutettava" if job.language == "fi" else "inte tillgänglig"
        assert said in tasks[path].html.partition("</title>")[0], path
        assert tasks[path].claims == "", path
        assert path.endswith(
            ("-paino.pdf", "-vihko.pdf") if job.language == "fi" else ("-tryck.pdf", "-hafte.pdf")
        )
    others = (html for path, html in bank.handouts(source).items() if path not in there)
    assert not any("ei saavutettava" in html or "inte tillgänglig" in html for html in others)


@pytest.mark.parametrize(
    ("path", "title", "suffixes"),
    [
        ("esitteet/perheelle/", "Painotaloon", {"-paino.pdf", "-vihko.pdf"}),
        ("sv/broschyrer/perheelle/", "Till tryckeriet", {"-tryck.pdf", "-hafte.pdf"}),
        ("huoneentaulu/koe-huoneentaulu/", "Painotaloon", {"-paino.pdf"}),
    ],
)
def test_a_page_keeps_it_apart(small: Path, path: str, title: str, suffixes: set[str]) -> None:
    """It stands under a heading that says what it is for, never among the files to be read."""
    page = (small / "site" / path / "index.html").read_text(encoding="utf-8")
    root = lxml_html.document_fromstring(page)
    (apart,) = (each for each in root.iter("details") if each.findtext("summary") == title)
    name = path.strip("/").rpartition("/")[2]
    inside = {str(link.get("href")) for link in apart.iter("a")}
    assert inside == {f"{name}{suffix}" for suffix in suffixes}
    said = "".join(map(str, apart.itertext()))
    assert "saavutettav" in said or "tillgänglig" in said
    links = [str(link.get("href")) for link in root.iter("a")]
    assert all(links.count(link) == 1 for link in inside)
    assert f"{name}.pdf" in links


def test_the_finder_offers_none(small: Path) -> None:
    """Whoever looks for a paper to give finds none that is made for a press."""
    for address in ("materiaalit", "sv/material"):
        said = (small / "site" / address / "index.html").read_text(encoding="utf-8")
        assert "pdf-folded" in said
        assert "pdf-press" not in said
        assert "pdf-booklet" not in said
