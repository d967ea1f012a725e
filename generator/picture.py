"""A picture's bytes -> the picture as it is published, or why it cannot be; the room of Pillow.

Whatever an author's file held besides its picture stays out: where and with what it was taken
(EXIF, XMP, comments), its profile of colours, what was put after its end.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PIL.Image import Image

MAX_PIXELS = 40_000_000
MAX_SIDE = 2126  # pixels: 300 an inch on 180 mm, the widest place for a picture on paper
QUALITY = 90
KEPT = 32  # pictures of a process
NAMED = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
SIGNS = {
    "PNG": rb"\x89PNG\r\n\x1a\n",
    "JPEG": rb"\xff\xd8\xff",
    "GIF": rb"GIF8",
    "WebP": rb"RIFF(?s:....)WEBP",
    "TIFF": rb"II\*\0|MM\0\*",
    "BMP": rb"BM(?s:....)\0\0\0\0",
    "HEIC/AVIF": rb"(?s:....)ftyp",
    "PDF": rb"%PDF",
    "SVG": rb"(?is)[^\0]{0,2000}<svg\b",
    "HTML": rb"(?is)[^\0]{0,2000}<(?:!doctype html|html|script)\b",
}
"""How the files of a format begin."""


@dataclass(frozen=True, slots=True)
class Size:
    """A picture's width and height in pixels, as it is published."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is published: upright, in sRGB, of its pixels alone."""

    data: bytes
    size: Size


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a picture cannot be published: a problem's code and its values."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


def judge(data: bytes, suffix: str) -> Size | Refusal:
    """Say how large the picture of a file is once it is published, or why it cannot be.

    ``suffix`` is that of its name in small letters, which must tell its format.
    """
    found = _format(data)
    if not found:
        return Refusal("not-picture")
    if found != NAMED[suffix]:
        return Refusal("picture-mislabelled", {"found": found})
    cleaned = clean(data)
    return cleaned.size if isinstance(cleaned, Picture) else cleaned


@lru_cache(maxsize=KEPT)
def clean(data: bytes) -> Picture | Refusal:
    """Decode a PNG (ISO/IEC 15948) or a JPEG (ISO/IEC 10918) to its end, and write it anew.

    The same bytes come of the same bytes: who judges a picture and whoever shows it share them.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of metadata, which stays out
            return _cleaned(data)
    except Exception:  # noqa: BLE001 - Pillow lets through whatever its decoders come upon
        return Refusal("picture-broken")


def written(image: Image, size: tuple[int, int], media_type: str) -> bytes:
    """Write a picture of ours in a size, as PNG or as WebP (RFC 9649), small and quickly made."""
    from PIL import Image as Images  # noqa: PLC0415 - loaded only when there are pictures

    out = io.BytesIO()
    smaller = image.resize(size, Images.Resampling.LANCZOS)
    if media_type == "image/png":
        smaller.save(out, "PNG", optimize=True)
    else:
        smaller.save(out, "WebP", quality=80, method=2)
    return out.getvalue()


def _format(data: bytes) -> str:
    return next((name for name, sign in SIGNS.items() if re.match(sign, data)), "")


def _cleaned(data: bytes) -> Picture | Refusal:
    from PIL import ImageOps  # noqa: PLC0415 - loaded only when there are pictures
    from PIL.JpegImagePlugin import JpegImageFile  # noqa: PLC0415 - as above
    from PIL.PngImagePlugin import PngImageFile  # noqa: PLC0415 - as above

    # Opened as what it is: Image.open would look for other formats, and at sizes by its own rule.
    image: JpegImageFile | PngImageFile
    if data.startswith(b"\x89"):
        image = PngImageFile(io.BytesIO(data))
        if image.width * image.height <= MAX_PIXELS:
            image.verify()  # the sums of its parts, which decoding passes over
            image = PngImageFile(io.BytesIO(data))
    elif data.rfind(b"\xff\xd9") < data.rfind(b"\xff\xda"):
        return Refusal("picture-broken")  # no end after the last scan: zeros would go for pixels
    else:
        image = JpegImageFile(io.BytesIO(data))
    if image.width * image.height > MAX_PIXELS:
        values = {"width": str(image.width), "height": str(image.height)}
        return Refusal("picture-too-many-pixels", values)
    # A large JPEG is decoded in an eighth of its size or more, and yet to its end.
    image.draft(None, (MAX_SIDE, MAX_SIDE))
    image.load()
    shown = _plain(image)
    shown.thumbnail((MAX_SIDE, MAX_SIDE))
    shown = _srgb(ImageOps.exif_transpose(shown))
    shown.info.clear()
    out = io.BytesIO()
    if isinstance(image, PngImageFile):
        shown.save(out, "PNG")
    else:
        shown.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), Size(*shown.size))


def _plain(image: Image) -> Image:
    """Give a picture a value of eight bits for each colour, so that it can be made smaller."""
    if image.mode.startswith("I"):  # greys of 16 bits
        return image.convert("I").point(lambda grey: grey / 256).convert("L")
    mode = image.mode if image.mode in {"L", "CMYK"} else "L" if image.mode == "1" else "RGB"
    mode = "RGBA" if image.has_transparency_data else mode
    return image if image.mode == mode else image.convert(mode)


def _srgb(image: Image) -> Image:
    """Turn the colours that a profile tells (ISO 15076) into those of sRGB (IEC 61966-2-1)."""
    from PIL import ImageCms  # noqa: PLC0415 - as above

    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile := image.info.get("icc_profile"):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(image, own, srgb, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            turned = None  # a profile that cannot be read, or of other colours, tells nothing
        if turned is not None:
            return turned
    return image if image.mode == "L" else image.convert(mode)
