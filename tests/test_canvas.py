"""Canvases: a sheet to draw on with its key behind it, and rooms where one may type."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from generator.vector import GRIDS
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

A4, A3 = (210, 297), (297, 420)
POINT = 72 / 25.4  # a millimetre
UPRIGHT, LYING = "0 0 190 236", "0 0 277 154"


def _tasks(
    folder: Path, grid: str, labels: dict[str, dict[str, Any]] | None = None
) -> dict[str, Any]:
    """Give the handouts of a canvas whose ground is on a grid, by the end of their names."""
    shape = '<circle class="guide" cx="60" cy="60" r="40" stroke-dasharray="2 3"/>'
    ground = bank.BODIES["canvas"]["ground"] | {"drawing": "pohja"}
    if labels:
        ground |= {"labels": labels}
    drawings = {"koti": {"title": "Koti", "alt": "Talo, jossa on ovi"}}
    files = bank.DRAWING | {
        "content/drawing.yaml": drawings | {"pohja": {"title": "Pohja", "alt": "Iso ympyrä"}},
        "content/drawing/pohja.svg": bank.SVG.replace("0 0 96 96", grid).format(shape),
        bank.path_of("canvas", "kartta"): bank.record("canvas", ground=ground),
    }
    source = bank.write(folder, bank.FILES | files)
    return {
        path.removeprefix("piirrospohjat/kartta/kartta"): task
        for path, task in bank.handout_tasks(source).items()
        if "kartta" in path
    }


@pytest.mark.parametrize(("grid", "lies"), [(UPRIGHT, False), (LYING, True)])
def test_a_canvas_is_one_sheet_that_lies_as_its_ground(
    tmp_path: Path,
    grid: str,
    lies: bool,  # noqa: FBT001 - a parameter of a test
) -> None:
    """Its front is as its ground is, its back upright; nothing is amiss."""
    made = _tasks(tmp_path, grid)[".pdf"].make()
    assert (made.pages, made.faults, made.notices) == (2, (), ())
    with pikepdf.open(io.BytesIO(made.data)) as read:
        sizes = [tuple(round(float(v) / POINT) for v in page.mediabox[2:]) for page in read.pages]
    assert sizes == [A4[::-1] if lies else A4, A4]


@pytest.mark.slow
def test_a_canvas_of_a3_is_as_that_of_a4(tmp_path: Path) -> None:
    """The larger paper has the same two sides, each as much larger."""
    made = _tasks(tmp_path, LYING)["-a3.pdf"].make()
    assert (made.pages, made.faults, made.notices) == (2, (), ())
    with pikepdf.open(io.BytesIO(made.data)) as read:
        sizes = [tuple(round(float(v) / POINT) for v in page.mediabox[2:]) for page in read.pages]
    assert sizes == [A3[::-1], A3]


def test_one_types_where_a_room_lies(tmp_path: Path) -> None:
    """Day, company and each room are fields; a room's is within the drawing, beneath its words."""
    made = _tasks(tmp_path, UPRIGHT)["-taytettava.pdf"].make()
    assert made.faults == ()
    with pikepdf.open(io.BytesIO(made.data)) as read:
        notes = {str(note.TU): note for note in read.pages[0].Annots}
        left, low, right, high = (float(v) / POINT for v in notes["Oma huone"].Rect)
    assert list(notes) == ["Päivä", "Kenen kanssa piirrettiin", "Oma huone"]
    assert (left, right) == pytest.approx((10 + 10, 10 + 10 + 60), abs=0.5)
    assert high - low == pytest.approx(34.5, abs=0.5)


def test_what_is_drawn_is_heard_with_its_words(tmp_path: Path) -> None:
    """Each drawing bears what it shows and the words in it: the sheet, a symbol, the example."""
    data = _tasks(tmp_path, UPRIGHT)[".pdf"].make().data
    with pikepdf.open(io.BytesIO(data)) as read:
        told = [
            str(each.Alt)
            for each in read.objects
            if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        ]
    assert {
        "Iso ympyrä: Yläkerta, Oma huone.",
        "Talo, jossa on ovi",
        "Talo, jossa on ovi: äiti kotona, isä töissä.",
    } <= set(told)


LABEL = {"text": "Isovanhemmat", "x": 10, "y": 50}
ROOM = LABEL | {"width": 60, "height": 30}


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ({"x": 2, "y": 6}, ""),
        ({"text": "Isovanhemmat ja heidän sisaruksensa " * 3, "x": 2, "y": 6}, "pdf-sketch"),
        ({"x": 2, "y": 6, "anchor": "middle"}, "pdf-sketch"),
        ({"x": 188, "y": 6, "anchor": "end"}, ""),
        ({"x": 2, "y": 2}, "pdf-sketch"),
        ({"x": 2, "y": 236}, "pdf-sketch"),
        ({"width": 40, "height": 30}, ""),
        ({"width": 20, "height": 30}, "pdf-sketch"),
        ({"x": 170, "width": 60, "height": 30}, "pdf-sketch-room"),
        ({"width": 190, "height": 30}, "pdf-sketch-room"),
        ({"y": 220, "width": 60, "height": 30}, "pdf-sketch-room"),
        ({"x": 130, "y": 206, "width": 60, "height": 30}, ""),
    ],
)
def test_what_leaves_the_drawing_or_its_room_is_a_fault(
    tmp_path: Path, label: dict[str, Any], code: str
) -> None:
    """A long label, one past an edge, one wider than its room, a room past an edge."""
    made = _tasks(tmp_path, UPRIGHT, {"pitka": LABEL | label})[".pdf"].make()
    told = [(fault.code, fault.values["text"]) for fault in made.faults]
    assert told == ([(code, label.get("text", LABEL["text"]).strip()[:60])] if code else [])


@pytest.mark.parametrize(
    ("label", "other", "over"),
    [
        (LABEL, LABEL | {"text": "Isä", "x": 12}, True),
        (LABEL, LABEL | {"text": "Isä", "y": 56}, False),
        (LABEL | {"text": "Isä"}, LABEL | {"text": "Äiti", "x": 60}, False),
        (ROOM, LABEL | {"text": "Isä", "x": 40, "y": 70}, True),
        (LABEL | {"text": "Isä", "x": 40, "y": 70}, ROOM, True),
        (LABEL | {"text": "Isä", "x": 72, "y": 70}, ROOM, False),
        (ROOM, ROOM | {"text": "Isä", "x": 70}, False),
    ],
)
def test_words_that_lie_over_others_are_a_fault(
    tmp_path: Path,
    label: dict[str, Any],
    other: dict[str, Any],
    over: bool,  # noqa: FBT001 - as above
) -> None:
    """One would cover the other, or what is typed in its room."""
    made = _tasks(tmp_path, UPRIGHT, {"yksi": label, "toinen": other})[".pdf"].make()
    told = [(fault.code, fault.values["text"], fault.values["other"]) for fault in made.faults]
    assert told == ([("pdf-sketch-over", other["text"], label["text"])] if over else [])


def test_every_grid_of_a_sheet_fits_its_paper() -> None:
    """In millimetres no sheet is larger than A4 is between its margins."""
    for width, height in GRIDS.values():
        assert max(width, height) <= A4[1] - 20
        assert min(width, height) <= A4[0] - 20
