"""The first side of a PDF -> a picture of it, for a screen or beside its page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator import picture
from generator.outputs.task import Made, tool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.bank.plan import PreviewJob

FINER = 2  # drawn larger and made smaller, thin lines keep their weight


@dataclass(frozen=True, slots=True)
class PreviewTask:
    """A picture to draw: of which PDF, by its key, how wide in pixels, of which type.

    The PDF itself is given when the key is known: its own key tells its bytes.
    """

    of: str
    width: int
    media_type: str
    tool: str
    pdf: bytes = b""

    def given(self, pdf: bytes) -> PreviewTask:
        """Give the task with the PDF."""
        return replace(self, pdf=pdf)

    def make(self) -> Made:
        """Draw it."""
        return Made(first_side(self.pdf, self.width, self.media_type))


def first_side(pdf: bytes, width: int, media_type: str) -> bytes:
    """Draw the first side of a PDF, ``width`` pixels wide, as PNG or WebP.

    The same bytes come of the same PDF on every machine: its fonts are its own.
    """
    return next(sides(pdf, width, media_type))


def sides(pdf: bytes, width: int, media_type: str) -> Iterator[bytes]:
    """Draw the sides of a PDF one after another, in the same way."""
    import pypdfium2  # noqa: PLC0415 - loaded only when there is something to draw

    document = pypdfium2.PdfDocument(pdf)
    try:
        for side in document:
            wide, high = side.get_size()
            drawn = side.render(scale=FINER * width / wide).to_pil().convert("RGB")
            yield picture.written(drawn, (width, round(width * high / wide)), media_type)
    finally:
        document.close()


def preview_task(job: PreviewJob, of: str) -> PreviewTask:
    """Give what the picture of a handout is drawn of: its PDF, by the key of that."""
    made = job.format
    return PreviewTask(of, made.size[0], made.media_type, preview_tool())


def preview_tool() -> str:
    """Give what draws it."""
    return tool(("pypdfium2", "pillow"), (Path(__file__), Path(picture.__file__)))
