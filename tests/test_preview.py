"""Pictures of handouts: of the size that is told, the same each time, made of the PDF beside."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from generator.cache import fingerprint
from generator.formats import PNG_SCREEN, PREVIEW, Format
from generator.outputs.preview import PreviewTask, first_side

if TYPE_CHECKING:
    from pathlib import Path

RED, WHITE = (255, 0, 0), (255, 255, 255)
NEAR = 2  # a WebP is a little lossy


def _pdf(*sides: str) -> bytes:
    """Make a PDF of sides of 200 by 100 points, a rectangle in a corner of each."""
    pdf, out = pikepdf.new(), io.BytesIO()
    for colour in sides:
        side = pdf.add_blank_page(page_size=(200, 100))
        side.Contents = pdf.make_stream(f"{colour} rg 0 0 100 50 re f".encode())
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("media_type", ["image/png", "image/webp"])
def test_the_first_side_is_drawn(media_type: str) -> None:
    """A picture is so wide as asked, as high as the side is, and shows the first side alone."""
    drawn = first_side(_pdf("1 0 0", "0 0 1"), 64, media_type)
    picture = Image.open(io.BytesIO(drawn))
    assert picture.size == (64, 32)
    assert picture.get_format_mimetype() == media_type
    shown = picture.convert("RGB")
    for at, colour in (((4, 28), RED), ((60, 28), WHITE), ((4, 4), WHITE)):
        pixel = shown.getpixel(at)
        assert isinstance(pixel, tuple)
        assert max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) <= NEAR


def test_the_key_is_the_pdfs_task() -> None:
    """Another PDF, width or type gives another key; the PDF itself is given later."""
    tasks = [
        PreviewTask(of, width, media_type, "")
        for of in ("a", "b")
        for width in (1, 2)
        for media_type in ("image/png", "image/webp")
    ]
    assert len({fingerprint(task) for task in tasks}) == len(tasks)


class Shown(NamedTuple):
    """A picture that stands in a site, and the PDF that it is of."""

    format: Format
    picture: str
    pdf: str


SHOWN = [
    Shown(PREVIEW, "koe-huoneentaulu.webp", "koe-huoneentaulu.pdf"),
    Shown(PNG_SCREEN, "koe-huoneentaulu-naytto.png", "koe-huoneentaulu-naytto.pdf"),
]


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.format.name)
def test_a_picture_stands_beside_its_pdf(small: Path, shown: Shown) -> None:
    """It is the first side of that very PDF, in the size that its page tells."""
    here = small / "site" / "huoneentaulu" / "koe-huoneentaulu"
    data, pdf = (here / shown.picture).read_bytes(), (here / shown.pdf).read_bytes()
    assert Image.open(io.BytesIO(data)).size == shown.format.size
    assert data == first_side(pdf, shown.format.size[0], shown.format.media_type)


def test_a_page_shows_its_paper(small: Path) -> None:
    """A page shows its paper with what it is in words, a card of it the same beside its name."""
    page = (small / "site/huoneentaulu/koe-huoneentaulu/index.html").read_text("utf-8")
    size = 'width="240" height="339" loading="lazy" decoding="async"'
    shown = f'src="koe-huoneentaulu.webp" alt="Tältä se näyttää paperilla" {size}'
    assert shown in page
    assert "koe-huoneentaulu-naytto.png" in page
    cards = (small / "site/toimintamalli/index.html").read_text("utf-8")
    assert f'src="../huoneentaulu/koe-huoneentaulu/koe-huoneentaulu.webp" alt="" {size}' in cards


# --- the huoneentaulu: read from two metres --------------------------------------------------


def _points(pdf: Path) -> dict[str, float]:
    """Give each word of a PDF's first side with the size in which it is set, in points."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage()
    whole, found, matrix = text.get_text_range(), dict[str, float](), raw.FS_MATRIX()
    for word in re.finditer(r"[^\W\d]{3,}", whole):
        size = raw.FPDFText_GetFontSize(text, word.start())
        raw.FPDFText_GetMatrix(text, word.start(), matrix)
        found[word[0]] = size * abs(matrix.d)
    text.close()
    document.close()
    return found


@pytest.mark.parametrize("paper", ["", "-a3"])
def test_a_wall_is_read_from_two_metres(small: Path, paper: str) -> None:
    """A title has 40 points, a text 28 or it stands on no wall; the small print is in the foot."""
    here = small / "site" / "huoneentaulu" / "koe-huoneentaulu"
    points = _points(here / f"koe-huoneentaulu{paper}.pdf")
    assert min(points[word] for word in ("teemme", "Dialogi", "Suhteet")) >= 39.9
    assert points["Kiitos"] >= 27.9
    assert ("Kuunnellaan" in points) is (paper == "-a3")
    assert points.get("Kuunnellaan", 28) >= 27.9
