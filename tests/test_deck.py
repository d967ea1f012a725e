"""Cards: cut from sheets whose two sides lie behind each other, heard card by card."""

from __future__ import annotations

import io
import math
import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from generator.outputs import dealing, pdf
from generator.outputs.press import CUT_LIGHT, FOLDED
from tests import bank
from tests.tagged import read_aloud

if TYPE_CHECKING:
    from pathlib import Path

POINT = 72 / 25.4  # a millimetre
CARDS = 11
"""More than a sheet holds, and an odd number."""
CARD, TENT = dealing.GRIDS["card"], dealing.GRIDS["tent"]
ON_A_SHEET = CARD.columns * dealing.ROWS


def _deck(**told: Any) -> bank.Fields:  # noqa: ANN401 - fields of a record
    words = {f"k{at}": {"text": f"Edessä{at}", "back": f"Takana{at}"} for at in range(CARDS)}
    words["k10"].pop("back")
    suits = {"ainoa": {"title": "Ryhmä", "cards": words | told.pop("cards", {})}}
    return bank.record("deck", suits=suits, **told)


def _made(folder: Path, deck: bank.Fields) -> Any:  # noqa: ANN401 - a handout as it was made
    source = bank.write(folder, bank.FILES | {bank.path_of("deck", "pakka"): deck})
    return pdf.render(bank.handout_tasks(source)["kortit/pakka/pakka.pdf"])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 - as above
    """Give a deck of two sheets as it was made."""
    return _made(tmp_path_factory.mktemp("deck"), _deck())


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 - as above
    """Give the same deck as signs that are folded, as it was made."""
    return _made(tmp_path_factory.mktemp("tents"), _deck(layout="tents"))


def _panels(data: bytes) -> dict[str, list[tuple[int, float, int]]]:
    """Give where each sign's words stand: side, middle from the upper edge, degrees turned by."""
    read = pypdfium2.PdfDocument(data)
    found: dict[str, list[tuple[int, float, int]]] = {}
    for side in range(1, len(read)):
        text = read[side].get_textpage()
        for word in re.finditer(r"(Edessä|Takana)\d+", text.get_text_range()):
            boxes = [text.get_charbox(at) for at in range(*word.span())]
            up = (min(box[1] for box in boxes) + max(box[3] for box in boxes)) / 2
            turned = pdfium.FPDFText_GetCharAngle(text, word.start())
            place = (side, dealing.A4[1] - up / POINT, round(math.degrees(turned)) % 360)
            found.setdefault(word[0], []).append(place)
    read.close()
    return found


def _places(data: bytes) -> dict[str, tuple[int, float, float]]:
    """Give the side of each card's words and their middle, in points from the lower left corner."""
    read, found = pypdfium2.PdfDocument(data), {}
    for side in range(2, len(read)):
        text = read[side].get_textpage()
        for word in re.finditer(r"(Edessä|Takana)\d+", text.get_text_range()):
            boxes = [text.get_charbox(at) for at in range(*word.span())]
            left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
            down = (min(box[1] for box in boxes) + max(box[3] for box in boxes)) / 2
            found[word[0]] = (side, (left + right) / 2, down)
    read.close()
    return found


def _cuts(page: Any) -> set[tuple[float, ...]]:  # noqa: ANN401 - a page of pikepdf's
    """Give the lines along which a side is cut, as they are drawn, in millimetres.

    Each goes from left to right or from top to bottom.
    """
    content = b"\n".join(stream.read_bytes() for stream in page.Contents).decode("latin-1")
    light = content.rpartition(CUT_LIGHT)[2].partition("[] 0 d")[0]
    lines = re.findall(r"^([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S$", light, re.MULTILINE)
    return {tuple(round(2 * float(at) / POINT) / 2 for at in line) for line in lines}


def test_the_how_to_is_a_sheet_of_its_own(made: Any) -> None:  # noqa: ANN401 - as above
    """Eleven cards are two sheets after that of the how-to, all A4, and nothing is amiss."""
    assert (made.pages, made.faults, made.notices) == (6, (), ())
    with pikepdf.open(io.BytesIO(made.data)) as read:
        for page in read.pages:
            assert [round(float(v) / POINT) for v in page.mediabox] == [0, 0, 210, 297]


def test_each_back_lies_behind_its_front(made: Any) -> None:  # noqa: ANN401 - as above
    """Turned over on the long edge, what is on a card's back stands where its front's words do."""
    found, width = _places(made.data), dealing.A4[0] * POINT
    for at in range(CARDS - 1):
        front, back = found[f"Edessä{at}"], found[f"Takana{at}"]
        assert front[0] == 2 + 2 * (at // ON_A_SHEET)
        assert back == pytest.approx((front[0] + 1, width - front[1], front[2]), abs=2), at


def test_both_sides_are_cut_at_the_same_places(made: Any) -> None:  # noqa: ANN401 - as above
    """Laid over each other, the lines of front and back are one; each card has its own words."""
    with pikepdf.open(io.BytesIO(made.data)) as read:
        front, back = map(_cuts, list(read.pages)[2:4])
    assert len(front) == CARD.columns + dealing.ROWS + 2
    turned = {(210 - u, y, 210 - x, v) for x, y, u, v in back}
    assert turned == front
    xs = sorted({x for x, _, u, _ in front if x == u})
    ys = sorted({y for _, y, _, v in front if y == v})
    places = [place for place in _places(made.data).values() if place[0] == 2]
    cells = {
        (sum(x < across / POINT for x in xs), sum(y < down / POINT for y in ys))
        for _, across, down in places
    }
    assert len(cells) == len(places) == ON_A_SHEET


def test_cards_are_heard_one_by_one(made: Any) -> None:  # noqa: ANN401 - as above
    """A listener is told each card's front, then its back; an empty back is nothing."""
    _, heard = read_aloud(made.data)
    order = re.findall(r"(?:Edessä|Takana)\d+", heard)
    pairs = [(f"Edessä{at}", f"Takana{at}") for at in range(CARDS)]
    assert order == [word for pair in pairs for word in pair][:-1]


def test_a_sign_stands_upright_on_both_sides_once_it_is_folded(standing: Any) -> None:  # noqa: ANN401 - as above
    """Its name is upside down above the fold and upright below it, where its words are too."""
    assert (standing.pages, standing.faults, standing.notices) == (1 + 6, (), ())
    found = _panels(standing.data)
    for at in range(CARDS):
        side, row = 1 + at // 2, 2 * (at % 2)
        far, near = sorted(found[f"Edessä{at}"])
        told = found.get(f"Takana{at}", [])
        assert [(each[0], each[2]) for each in (far, near, *told)] == [
            (side, 180),
            (side, 0),
            *((side, 0) for _ in told),
        ]
        assert (
            TENT.down[row]
            < far[1]
            < TENT.folds(dealing.ROWS)[at % 2]
            < near[1]
            < TENT.down[row + 2]
        ), at
        assert all(near[1] < each[1] < TENT.down[row + 2] for each in told), at
    assert "Takana10" not in found


def test_a_sign_is_cut_around_and_not_where_it_folds(standing: Any) -> None:  # noqa: ANN401 - as above
    """Lines of cuts lie between the signs; the fold's own is whole, and says where it is."""
    with pikepdf.open(io.BytesIO(standing.data)) as read:
        page = read.pages[1]
        across = {y for x, y, u, v in _cuts(page) if y == v}
        content = b"\n".join(stream.read_bytes() for stream in page.Contents).decode("latin-1")
    height = dealing.A4[1]
    assert across == {height - at for at in TENT.cuts(dealing.ROWS)}
    bent = re.findall(r"^[\d.]+ ([\d.]+) m", content.rpartition(FOLDED)[2], re.MULTILINE)
    assert [float(at) / POINT for at in bent] == pytest.approx(
        [height - at for at in TENT.folds(dealing.ROWS)], abs=0.1
    )
    read_text = pypdfium2.PdfDocument(standing.data)[1].get_textpage().get_text_range()
    assert read_text.count("Taita tästä") == len(TENT.folds(dealing.ROWS))


def test_nothing_is_cut_or_folded_where_nothing_is(made: Any, standing: Any) -> None:  # noqa: ANN401 - as above
    """The last sheet has lines around what it holds: three cards in two rows, one sign."""
    with pikepdf.open(io.BytesIO(made.data)) as read:
        sides = [_cuts(page) for page in list(read.pages)[-2:]]
    for lines in sides:
        assert len({y for _, y, _, v in lines if y == v}) == 3
    with pikepdf.open(io.BytesIO(standing.data)) as read:
        page = read.pages[-1]
        content = b"\n".join(stream.read_bytes() for stream in page.Contents).decode("latin-1")
        assert len({y for _, y, _, v in _cuts(page) if y == v}) == 2
    bent = content.rpartition(FOLDED)[2].partition("Q")[0]
    assert bent.count(" l S") == 1


def test_a_sign_is_heard_once(standing: Any) -> None:  # noqa: ANN401 - as above
    """A listener is told each name, then what the place does."""
    _, heard = read_aloud(standing.data)
    order = re.findall(r"(?:Edessä|Takana)\d+", heard)
    pairs = [(f"Edessä{at}", f"Takana{at}") for at in range(CARDS)]
    assert order == [word for pair in pairs for word in pair][:-1]


def test_what_no_card_holds_is_a_fault(tmp_path: Path) -> None:
    """Words that go on beyond a card are told with the card's own words, and are not cut."""
    long = "Tämä kortti kertoo liian paljon. " * 40
    made = _made(tmp_path, _deck(cards={"pitka": {"text": long}}))
    told = {fault.code: fault.values for fault in made.faults}
    assert told["pdf-card"]["text"].startswith("Ryhmä Tämä kortti")


@pytest.mark.parametrize("field", ["text", "back"])
def test_what_no_sign_holds_is_a_fault_of_a_sign(tmp_path: Path, field: str) -> None:
    """It has no other side to which words could be moved."""
    long = "Tämä paikka kertoo liian paljon. " * 40
    card = {"text": "Paikka", "back": "Kuuntelee."} | {field: long}
    made = _made(tmp_path, _deck(layout="tents", cards={"pitka": card}))
    told = {fault.code for fault in made.faults}
    assert "pdf-tent" in told
    assert "pdf-card" not in told
