"""An address -> its QR code as SVG, dark on light in any theme."""

from __future__ import annotations

import io
import posixpath
from typing import TYPE_CHECKING

import segno

if TYPE_CHECKING:
    from generator.library import Library
    from generator.plan import Job


def page_url(job: Job, library: Library) -> str:
    """Give the whole address of the page beside which a QR code stands."""
    return f"{library.base_url}/{posixpath.dirname(job.path)}/"


def qr_code(url: str) -> bytes:
    """Draw the QR code of an address (ISO/IEC 18004), at 15 % error correction."""
    picture = io.BytesIO()
    segno.make(url, error="m").save(
        picture, kind="svg", border=2, light="#ffffff", xmldecl=False, omitsize=True
    )
    return picture.getvalue()
