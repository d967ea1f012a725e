"""The formats that a record can be made into: what each is called, and who makes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from generator.document import Message, msg

Use = Literal["print", "fill", "edit", "press"]
"""What a file is for: to be printed, to be filled in on a computer, to go on working with, a press.

What is made for a press is no file to read: it stands apart, and no gate of accessibility holds it.
"""


@dataclass(frozen=True, slots=True)
class Format:
    """One format of a file that stands beside a record's page.

    ``title`` names it in a list, ``label`` tells on a button what it is for; what has none is
    not offered. ``maker`` tells who makes it; a page has none. ``paper`` names a size of sheets,
    which print.css knows, or is empty for a format without; ``layout`` tells which of several
    files of one type this is. With ``part`` it holds those sections of the document alone. A page
    groups its files by their ``use``; ``copy`` names the button that copies what the file holds.
    What is ``filmed`` there is only with a film. ``suffixes`` are those by language that are
    other than ``suffix``. ``size`` is that of a picture, in pixels. A press's ``master_of`` a
    format is made only with it. What is for ``makers`` alone is never handed out.
    """

    name: str
    media_type: str
    suffix: str
    title: str | Message
    label: str | Message = ""
    maker: str = ""
    paper: str = ""
    layout: str = ""
    part: str = ""
    use: Use = "print"
    copy: str | Message = ""
    suffixes: tuple[tuple[str, str], ...] = ()
    size: tuple[int, int] = (0, 0)
    filmed: bool = False
    master_of: str = ""
    makers: bool = False

    def file_name(self, record_id: str, language: str = "") -> str:
        """Name the file of a record in a language, such as ``perheelle-a3.pdf``."""
        return record_id + dict(self.suffixes).get(language, self.suffix)


PDF = "application/pdf"
UA_1, UA_2, NOTHING = "ua-1", "ua-2", ""
"""What a PDF is to be: PDF/UA-1 and PDF/A-3a in one, or PDF/UA-2 and Well-Tagged PDF.

What is made for a press claims nothing.
"""
PAGE = Format("page", "text/html", "/index.md", msg("Web page"))
PDF_A4 = Format("pdf-a4", PDF, ".pdf", "PDF A4", msg("Print on A4"), "handout", "A4", "a4")
PDF_PEN = replace(PDF_A4, label=msg("Print and fill in with a pen"))
"""The same of what is filled in, told apart from what is filled in on a computer."""
PDF_SCRIPT = replace(
    PDF_A4,
    name="pdf-script",
    title=msg("Storyboard"),
    label=msg("Storyboard"),
    use="edit",
    makers=True,
)
"""The same of what is a sheet for those who make a film, and nothing to hand out."""
PDF_A3 = Format("pdf-a3", PDF, "-a3.pdf", "PDF A3", msg("Print on A3"), "handout", "A3", "a3")
FILLABLE = "fillable"
PDF_FILLABLE = Format(
    "pdf-fillable",
    PDF,
    "-taytettava.pdf",
    msg("PDF to fill in"),
    msg("Fill in on a computer"),
    "handout",
    "A4",
    FILLABLE,
    use="fill",
    suffixes=(("sv", "-att-fylla-i.pdf"),),
)
PDF_LARGE = Format(
    "pdf-large",
    PDF,
    "-iso.pdf",
    msg("PDF in large type"),
    msg("Print in large type"),
    "handout",
    "A4",
    "large",
    suffixes=(("sv", "-stor.pdf"),),
)
PDF_FOLDED = Format(
    "pdf-folded",
    PDF,
    "-taitettu.pdf",
    msg("Folded leaflet"),
    msg("Print on both sides and fold"),
    "handout",
    "folded",
    "folded",
    suffixes=(("sv", "-att-vika.pdf"),),
)
PDF_TABLE = Format(
    "pdf-table",
    PDF,
    "-poyta.pdf",
    msg("PDF: sheet for the table"),
    msg("Sheet for the table"),
    "handout",
    "A4",
    "part",
    part="table at-table",
    suffixes=(("sv", "-bord.pdf"),),
)
PDF_RECORDING = replace(
    PDF_TABLE,
    name="pdf-recording",
    suffix="-kirjaaminen.pdf",
    title=msg("PDF: recording template"),
    label=msg("Recording template on paper"),
    part="recording",
    use="edit",
    suffixes=(("sv", "-anteckning.pdf"),),
)
PDF_PRESS = Format(
    "pdf-press",
    PDF,
    "-paino.pdf",
    msg("Print master"),
    msg("Print master with bleed and crop marks"),
    "handout",
    "folded",
    "press",
    use="press",
    suffixes=(("sv", "-tryck.pdf"),),
    master_of=PDF_FOLDED.name,
)
PDF_PRESS_A3 = replace(PDF_PRESS, name="pdf-press-a3", paper="A3", master_of=PDF_A3.name)
PDF_BOOKLET = Format(
    "pdf-booklet",
    PDF,
    "-vihko.pdf",
    msg("Booklet"),
    msg("Booklet: print on both sides, fold and staple"),
    "handout",
    "booklet",
    "booklet",
    use="press",
    suffixes=(("sv", "-hafte.pdf"),),
)
PDF_SLIDES = Format(
    "pdf-slides",
    PDF,
    "-kalvot.pdf",
    msg("Slides"),
    msg("Slides"),
    "handout",
    "slides",
    "slides",
    suffixes=(("sv", "-bilder.pdf"),),
)
PDF_SCREEN = Format(
    "pdf-screen",
    PDF,
    "-naytto.pdf",
    msg("For the screen"),
    msg("For the screen"),
    "handout",
    "slides",
    "screen",
    suffixes=(("sv", "-skarm.pdf"),),
)
PNG_SCREEN = Format(
    "png-screen",
    "image/png",
    "-naytto.png",
    msg("Picture for the screen"),
    msg("Picture for the screen"),
    "preview",
    layout="screen",
    size=(1920, 1080),
    suffixes=(("sv", "-skarm.png"),),
)
PREVIEW = Format(
    "preview", "image/webp", ".webp", msg("Preview"), "", "preview", layout="a4", size=(240, 339)
)
CAPTIONS = Format(
    "captions", "text/vtt", ".vtt", msg("Captions"), msg("Captions"), "captions", use="edit"
)
CHAPTERS = Format(
    "chapters",
    "text/vtt",
    "-kohtaukset.vtt",
    msg("Chapters"),
    maker="chapters",
    filmed=True,
    suffixes=(("sv", "-scener.vtt"),),
)
SCREEN = (1280, 720)
"""The size of a film, in pixels."""
POSTER = Format(
    "poster",
    "image/svg+xml",
    "-kansi.svg",
    msg("Picture"),
    maker="poster",
    size=SCREEN,
    filmed=True,
    suffixes=(("sv", "-omslag.svg"),),
)
WEBM = Format("webm", "video/webm", ".webm", msg("Video"), maker="film", filmed=True)
MP4 = Format(
    "mp4", "video/mp4", ".mp4", msg("Video"), msg("Video"), "film", use="edit", filmed=True
)
"""Offered to be shown where there is no network; a page plays either."""
CALENDAR = Format(
    "calendar", "text/calendar", ".ics", msg("Calendar feed"), msg("Calendar feed"), "calendar"
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCX = Format("docx", WORD, ".docx", "Word", msg("Edit in Word"), "word", use="edit")
DOCX_RECORDING = Format(
    "docx-recording",
    WORD,
    "-kirjaaminen.docx",
    msg("Word: recording template"),
    msg("Recording template in Word"),
    "word",
    part="recording",
    use="edit",
    suffixes=(("sv", "-anteckning.docx"),),
)
PPTX = Format(
    "pptx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "-kalvot.pptx",
    msg("Slides to edit"),
    msg("Edit the slides in PowerPoint"),
    "slides",
    use="edit",
    suffixes=(("sv", "-bilder.pptx"),),
)
TEXT = Format(
    "text",
    "text/plain",
    ".txt",
    msg("Text"),
    msg("Plain text"),
    "text",
    use="edit",
    copy=msg("Copy as text"),
)
TEXT_RECORDING = Format(
    "text-recording",
    "text/plain",
    "-kirjaaminen.txt",
    msg("Text: recording template"),
    msg("Recording template as text"),
    "text",
    part="recording",
    use="edit",
    copy=msg("Copy the recording template as text"),
    suffixes=(("sv", "-anteckning.txt"),),
)
IMAGE = Format("image", "image/*", "", msg("Picture"), maker="image")
QR = Format("qr", "image/svg+xml", "-qr.svg", msg("QR code"), maker="qr")
FORMATS = tuple(
    each for each in tuple(globals().values()) if isinstance(each, Format) and each is not PDF_PEN
)
"""Each by its own name: what is filled in with a pen is the A4 by another label."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that was made: where it lies below the site, its size in bytes, its sheets if any."""

    format: Format
    path: str
    size: int
    pages: int | None
    sha256: str
