"""A form filled in as people do: in pdfium, which Chrome has; and drawn, in it and in poppler."""

from __future__ import annotations

import ctypes
import io
import shutil
import subprocess
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PIL import Image

# Its functions say no types.
pypdfium2: Any = import_module("pypdfium2")
raw: Any = import_module("pypdfium2.raw")
POINTS = 72
FINE = 100  # dots an inch


@dataclass(frozen=True)
class Widget:
    """A place of a field on a sheet: its whole name, tool tip, type, flags, value, area."""

    name: str
    label: str
    type: str
    flags: int
    value: str
    sheet: int
    area: tuple[float, ...]

    @property
    def middle(self) -> tuple[float, float]:
        """Where one clicks."""
        left, low, right, high = self.area
        return (left + right) / 2, (low + high) / 2


def widgets(data: bytes) -> list[Widget]:
    """Give the places to fill in, sheet by sheet, as a viewer comes to them by Tab."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            _widget(note, index)
            for index, page in enumerate(pdf.pages)
            for note in page.obj.get("/Annots", ())
            if note.Subtype == Name.Widget
        ]


def _widget(note: pikepdf.Object, sheet: int) -> Widget:
    field = note if "/FT" in note else note.Parent
    names: list[str] = []
    above: pikepdf.Object | None = field
    while above is not None:
        names.append(str(above.T))
        above = above.get("/Parent")
    return Widget(
        ".".join(reversed(names)),
        str(field.TU),
        str(field.FT),
        int(field.get("/Ff", 0)),
        str(field.get("/V", "")),
        sheet,
        tuple(float(side) for side in note.Rect),
    )


def filled(data: bytes, doing: Iterable[tuple[Widget, str | None]]) -> bytes:
    """Open a form in pdfium, type each text in its place or click there, and save it."""
    pdf = pypdfium2.PdfDocument(data)
    pdf.init_forms()
    env = pdf.formenv
    pages = [pdf[index] for index in range(len(pdf))]
    for widget, text in doing:
        page = pages[widget.sheet]
        x, y = widget.middle
        for act in (raw.FORM_OnMouseMove, raw.FORM_OnLButtonDown, raw.FORM_OnLButtonUp):
            act(env, page, 0, x, y)
        if text is not None:
            raw.FORM_SelectAllText(env, page)
            raw.FORM_ReplaceSelection(env, page, _wide(text))
        raw.FORM_ForceToKillFocus(env)
    buffer = io.BytesIO()
    pdf.save(buffer)
    _close(pdf, pages)
    return buffer.getvalue()


def _wide(text: str) -> Any:  # noqa: ANN401 - of ctypes
    data = f"{text}\0".encode("utf-16-le")
    return (ctypes.c_ushort * (len(data) // 2)).from_buffer_copy(data)


def _close(pdf: Any, pages: Iterable[Any]) -> None:  # noqa: ANN401 - as above
    for page in pages:
        page.close()
    pdf.close()


def by_pdfium(data: bytes) -> list[bytes]:
    """Draw every side with pdfium: its dots."""
    return [side.tobytes() for side in drawn(data)]


def drawn(data: bytes) -> list[Image.Image]:
    """Draw every side with pdfium, what is filled in with it."""
    pdf = pypdfium2.PdfDocument(data)
    pdf.init_forms()
    pages = [pdf[index] for index in range(len(pdf))]
    sides = [page.render(scale=FINE / POINTS).to_pil().convert("RGB") for page in pages]
    _close(pdf, pages)
    return sides


def by_poppler(data: bytes, folder: Path) -> list[bytes]:
    """Draw every side with poppler."""
    return _by("pdftoppm", "poppler-utils", data, folder, "-r", str(FINE), "{file}", "{side}")


def by_mupdf(data: bytes, folder: Path) -> list[bytes]:
    """Draw every side with MuPDF."""
    asked = ("draw", "-q", "-r", str(FINE), "-o", "{side}%03d.ppm", "{file}")
    return _by("mutool", "mupdf-tools", data, folder, *asked)


def _by(program: str, package: str, data: bytes, folder: Path, *asked: str) -> list[bytes]:
    folder.mkdir()
    file = folder / "form.pdf"
    file.write_bytes(data)
    command = shutil.which(program)
    assert command, f"{package} is missing"
    named = [each.format(file=file, side=folder / "side") for each in asked]
    subprocess.run([command, *named], check=True)
    return [side.read_bytes() for side in sorted(folder.glob("side*.ppm"))]
