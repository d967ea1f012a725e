"""The formats that a record can be made into: name, media type, file name, paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One format of a file that stands beside a record's page.

    ``paper`` names a size of sheets, which print.css knows, or is empty for a format without.
    """

    name: str
    media_type: str
    suffix: str
    paper: str = ""

    def file_name(self, record_id: str) -> str:
        """Name the file of a record, such as ``perheelle-a3.pdf``."""
        return record_id + self.suffix


PAGE = Format("page", "text/html", "/index.md")
PDF_A4 = Format("pdf-a4", "application/pdf", ".pdf", "A4")
PDF_A3 = Format("pdf-a3", "application/pdf", "-a3.pdf", "A3")
PDF_SLIDES = Format("pdf-slides", "application/pdf", "-kalvot.pdf", "slides")
PDF_SCREEN = Format("pdf-screen", "application/pdf", "-naytto.pdf", "slides")
CAPTIONS = Format("captions", "text/vtt", ".vtt")
CALENDAR = Format("calendar", "text/calendar", ".ics")
IMAGE = Format("image", "image/*", "")
QR = Format("qr", "image/svg+xml", "-qr.svg")
CATALOGUE = Format("catalogue", "application/json", ".json")


@dataclass(frozen=True, slots=True)
class File:
    """A file that was made: where it lies below the site, its size in bytes, its sheets if any."""

    format: Format
    path: str
    size: int
    pages: int | None
    sha256: str
