"""Pictures: decoded to their end or refused, and published upright, in sRGB, of pixels alone."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageCms

from generator import picture
from generator.bank import pictures
from generator.bank.lookup import Lookup
from generator.cache import Cache
from generator.outputs.handout import HandoutTask
from generator.outputs.image import ImageTask
from generator.outputs.makers import MAKERS
from generator.picture import MAX_SIDE, Picture, Refusal, Size, clean, judge
from tests import bank
from tests.drawn import SECRET, drawn, opened, told

if TYPE_CHECKING:
    from pathlib import Path

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def _shown(data: bytes) -> Image.Image:
    cleaned = clean(data)
    assert isinstance(cleaned, Picture), cleaned
    image = opened(cleaned.data)
    image.load()
    assert cleaned.size == Size(*image.size)
    return image


def _noisy(written: str, **saved: Any) -> bytes:  # noqa: ANN401 - what Pillow takes
    noise = b"".join(hashlib.sha512(bytes([n])).digest() for n in range(254))[: 90 * 60 * 3]
    out = io.BytesIO()
    Image.frombytes("RGB", (90, 60), noise).save(out, written, **saved)
    return out.getvalue()


PNG, JPEG = _noisy("PNG"), _noisy("JPEG")
HALF = len(JPEG) // 2
LYING = range(5, 9)
"""The values of Orientation (EXIF) for a camera held upright."""


@pytest.mark.parametrize(
    ("data", "suffix", "code"),
    [
        (b"", ".png", "not-picture"),
        (b"#!/bin/sh\nrm -r .\n", ".png", "not-picture"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><!-- x --><svg/>", ".png", "picture-mislabelled"),
        (b"  <SCRIPT>alert(1)</SCRIPT>", ".jpg", "picture-mislabelled"),
        (b"<!doctype html><title>x</title>", ".jpeg", "picture-mislabelled"),
        (drawn("GIF", mode="L"), ".png", "picture-mislabelled"),
        (drawn("TIFF"), ".jpg", "picture-mislabelled"),
        (drawn("BMP"), ".png", "picture-mislabelled"),
        (drawn("WEBP"), ".png", "picture-mislabelled"),
        (PNG, ".jpg", "picture-mislabelled"),
        (JPEG, ".png", "picture-mislabelled"),
        (PNG[:8], ".png", "picture-broken"),
        (JPEG[:3], ".jpg", "picture-broken"),
        (PNG[: len(PNG) // 2], ".png", "picture-broken"),
        (PNG[:-12], ".png", "picture-broken"),
        (PNG.replace(b"IDAT", b"IDAX"), ".png", "picture-broken"),
        (PNG[:5000] + bytes([PNG[5000] ^ 1]) + PNG[5001:], ".png", "picture-broken"),
        (JPEG[:HALF], ".jpg", "picture-broken"),
        (JPEG[:-2], ".jpg", "picture-broken"),
        (JPEG[:HALF] + bytes(HALF), ".jpg", "picture-broken"),
        (_noisy("JPEG", progressive=True)[:HALF], ".jpg", "picture-broken"),
    ],
)
def test_what_is_no_whole_picture_is_refused(data: bytes, suffix: str, code: str) -> None:
    """Broken, cut short, mislabelled, or no picture at all: each is told."""
    verdict = judge(data, suffix)
    assert isinstance(verdict, Refusal)
    assert verdict.code == code


def test_a_picture_is_decoded_once_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who judges it, the file beside the page and every paper in each language share its pixels."""
    decoded, decode = [], picture._cleaned  # noqa: SLF001 - what costs

    def counted(data: bytes) -> Picture | Refusal:
        decoded.append(data)
        return decode(data)

    monkeypatch.setattr(picture, "_cleaned", counted)
    clean.cache_clear()
    data = drawn("PNG", (37, 23))
    image = {"file": "kuva.png", "alt": "Kaksi ihmistä puhuu."}
    files: bank.Files = {
        bank.BROCHURE: bank.record(image=image),
        "materials/brochure/kuva.png": data,
    }
    source = bank.write(tmp_path / "source", bank.FILES | files)
    bank.swedish(source, bank.BROCHURE)
    library, plan, _ = bank.read(source)
    answers = bank.answers(library, source)
    tasks = [
        MAKERS[job.format.maker].task(job, Lookup(answers[job.language]))
        for job in (*plan.handouts, *plan.beside)
    ]
    shown = clean(data)
    assert isinstance(shown, Picture)
    assert decoded == [data]
    papers = [dict(task.assets) for task in tasks if isinstance(task, HandoutTask)]
    assert len(papers) > 2
    assert all(shown.data in assets.values() for assets in papers)
    assert shown.data in [task.make().data for task in tasks if isinstance(task, ImageTask)]


def test_a_picture_too_large_to_decode_is_refused_by_its_head() -> None:
    """Nothing of it is decoded: a small file may hold any number of pixels."""
    assert judge(drawn("PNG", (8000, 5001), "1", 0), ".png") == Refusal(
        "picture-too-many-pixels", {"width": "8000", "height": "5001"}
    )
    jpeg = bytearray(JPEG)
    at = jpeg.index(b"\xff\xc0") + 5
    jpeg[at : at + 4] = b"\xff\x00\xff\x00"
    assert judge(bytes(jpeg), ".jpg").code == "picture-too-many-pixels"  # type: ignore[union-attr]


@pytest.mark.parametrize("written", ["PNG", "JPEG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_the_camera_was_held(written: str, orientation: int) -> None:
    """The corner that is white is where a viewer that knows EXIF shows it."""
    image = Image.new("L", (64, 32))
    image.paste(255, (0, 0, 16, 16))
    out = io.BytesIO()
    image.save(out, written, exif=told(orientation))
    shown = _shown(out.getvalue())
    wide, high = (32, 64) if orientation in LYING else (64, 32)
    right, below = orientation in {2, 3, 6, 7}, orientation in {3, 4, 7, 8}
    assert shown.size == (wide, high)
    corners = {
        (at_right, at_foot): shown.getpixel((at_right * (wide - 8) + 4, at_foot * (high - 8) + 4))
        for at_right in (False, True)
        for at_foot in (False, True)
    }
    assert {corner: tone for corner, tone in corners.items() if tone != 0} == {(right, below): 255}


def test_nothing_but_pixels_is_published() -> None:
    """Where it was taken, comments, profiles and what stands after its end stay out."""
    exif = told(1)
    kept: dict[str, Any] = {"exif": exif, "icc_profile": SRGB, "xmp": SECRET, "comment": SECRET}
    for data in (
        drawn("JPEG", **kept),
        drawn("PNG", exif=exif, icc_profile=SRGB, dpi=(72, 72)),
        drawn("PNG") + b"<script>" + SECRET,
        drawn("JPEG") + b"<script>" + SECRET,
    ):
        cleaned = clean(data)
        assert isinstance(cleaned, Picture)
        assert SECRET in data
        assert SECRET not in cleaned.data
        assert b"<script>" not in cleaned.data
        image = opened(cleaned.data)
        assert not {*image.info} - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not image.getexif()


@pytest.mark.parametrize(
    ("data", "mode", "colour"),
    [
        (drawn("JPEG", mode="CMYK", tone=(0, 255, 255, 0)), "RGB", (254, 0, 0)),
        (drawn("PNG", mode="L", tone=99), "L", 99),
        (drawn("PNG", mode="1", tone=1), "L", 255),
        (drawn("PNG", mode="I;16", tone=99 * 256), "L", 99),
        (drawn("PNG", mode="LA", tone=(99, 50)), "RGBA", (99, 99, 99, 50)),
        (drawn("PNG", mode="RGBA", tone=(9, 8, 7, 50)), "RGBA", (9, 8, 7, 50)),
        (drawn("PNG", mode="RGB", tone=(9, 8, 7), transparency=(9, 8, 7)), "RGBA", (9, 8, 7, 0)),
        (drawn("PNG", tone=(200, 100, 50), icc_profile=SRGB), "RGB", (200, 100, 50)),
        (drawn("PNG", tone=(200, 100, 50), icc_profile=LAB), "RGB", (200, 100, 50)),
        (drawn("PNG", tone=(200, 100, 50), icc_profile=b"?"), "RGB", (200, 100, 50)),
    ],
    ids=range(10),
)
def test_every_way_of_telling_colours_ends_in_srgb(data: bytes, mode: str, colour: object) -> None:
    """Inks, greys of any depth, transparency, and profiles that tell nothing."""
    shown = _shown(data)
    assert (shown.mode, shown.getpixel((1, 1))) == (mode, colour)


def test_a_profile_is_followed() -> None:
    """A picture whose profile swaps red and green is published with the colours that it shows."""
    swapped = SRGB.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ").replace(b"?XYZ", b"gXYZ")
    for mode, tone in (("RGB", (200, 10, 10)), ("RGBA", (200, 10, 10, 128))):
        shown = _shown(drawn("PNG", mode=mode, tone=tone, icc_profile=swapped))
        red, green, blue, *alpha = shown.getpixel((1, 1))  # type: ignore[misc]
        assert (red, green, blue) == pytest.approx((10, 200, 10), abs=3)
        assert alpha == [*tone[3:]]


@pytest.mark.parametrize("written", ["PNG", "JPEG"])
def test_a_picture_is_no_larger_than_paper_can_show(written: str) -> None:
    """Its longer side is bounded, its shape kept, and a small one is left as large as it is."""
    assert _shown(drawn(written, (MAX_SIDE * 2, 1000))).size == (MAX_SIDE, 500)
    assert _shown(drawn(written, (1000, MAX_SIDE * 2))).size == (500, MAX_SIDE)
    assert _shown(drawn(written, (40, 24))).size == (40, 24)
    assert _shown(drawn(written, (9000, 1))).size == (MAX_SIDE, 1)


def test_the_same_bytes_come_of_the_same_bytes() -> None:
    """In this process and in another."""
    script = (
        "import sys, hashlib; from generator.picture import clean;"
        "print(hashlib.sha256(clean(sys.stdin.buffer.read()).data).hexdigest())"
    )
    for data in (PNG, JPEG):
        prints = {
            subprocess.run(
                [sys.executable, "-c", script], input=data, capture_output=True, check=True
            ).stdout
            for _ in range(2)
        }
        assert len(prints) == 1


def test_a_picture_is_judged_once(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A verdict is kept by the picture's bytes, good or bad."""
    image = {"file": "kuva.png", "alt": "Perhe"}
    bank.write(source, {bank.BROCHURE: bank.record(image=image)})
    library, _, _ = bank.read(source)
    records = tuple(library.records("fi"))
    seen = []

    def counted(data: bytes, suffix: str) -> Size | Refusal:
        seen.append(data)
        return judge(data, suffix)

    monkeypatch.setattr(pictures, "judge", counted)
    for data in (PNG, JPEG):
        bank.write(source, {"materials/brochure/kuva.png": data})
        for _ in range(2):
            cache = Cache(tmp_path / "results")
            sizes, problems = pictures.judged(records, source, cache)
            cache.save()
            assert (len(sizes), len(problems)) == ((1, 0) if data == PNG else (0, 1))
    assert seen == [PNG, JPEG]
