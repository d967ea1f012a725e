"""An address -> its QR code as SVG, dark on light in any theme."""

from __future__ import annotations

import io
import posixpath
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import segno

from generator.outputs.task import Made, tool

if TYPE_CHECKING:
    from generator.bank.lookup import Lookup
    from generator.bank.plan import Job


@dataclass(frozen=True, slots=True)
class QrTask:
    """An address to draw."""

    url: str
    tool: str

    def make(self) -> Made:
        """Draw it."""
        return Made(qr_code(self.url))


def qr_task(job: Job[object], lookup: Lookup) -> QrTask:
    """Give the whole address of the page beside which a QR code stands."""
    return QrTask(f"{lookup.base_url}/{posixpath.dirname(job.path)}/", qr_tool())


def qr_tool() -> str:
    """Give what draws it."""
    return tool(("segno",))


@lru_cache(maxsize=64)  # a record's papers bear one code
def qr_code(url: str) -> bytes:
    """Draw the QR code of an address (ISO/IEC 18004), at 15 % error correction."""
    picture = io.BytesIO()
    segno.make(url, error="m").save(
        picture, kind="svg", border=2, light="#ffffff", xmldecl=False, omitsize=True
    )
    return picture.getvalue()
