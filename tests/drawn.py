"""Pictures for tests, drawn as they are asked for; how to look at one that came of them."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

SECRET = b"60 N 24 E"
GPS, ORIENTATION, DESCRIPTION = 0x8825, 0x0112, 0x010E


def drawn(
    written: str,
    size: tuple[int, int] = (40, 24),
    mode: str = "RGB",
    tone: object = 99,
    **saved: Any,  # noqa: ANN401 - what Pillow takes
) -> bytes:
    """Draw a picture of one tone, written as ``PNG`` or ``JPEG``."""
    out = io.BytesIO()
    Image.new(mode, size, tone).save(out, written, **saved)  # type: ignore[arg-type]
    return out.getvalue()


def told(orientation: int) -> Image.Exif:
    """Give what a camera tells: how it was held, where, and a few words."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[DESCRIPTION] = SECRET.decode()
    exif.get_ifd(GPS)[1] = "N"
    return exif


def opened(data: bytes) -> Image.Image:
    """Open a picture."""
    return Image.open(io.BytesIO(data))
