"""Job -> task: the HTML of a handout, complete in itself, and what its PDF is made with.

The same task gives the same bytes in any process, so a result is kept under the task's hash.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from generator.kinds.base import Record
from generator.outputs.styles import STYLES
from generator.outputs.templating import environment
from generator.outputs.view import Place, View
from generator.validate import Edition

if TYPE_CHECKING:
    from generator.library import Library
    from generator.plan import Job

HERE = Path(__file__).parent
PACKAGES = ("weasyprint", "fontpkg-atkinson-hyperlegible", "segno", "page-validation")


@dataclass(frozen=True, slots=True)
class Task:
    """A handout to render: its HTML, its number of sides if that is set, its pictures.

    ``pictures`` are the files that the HTML names as ``picture:name``: (name, path);
    ``drawings`` what it names as ``drawing:name``: (name, SVG).
    """

    html: str
    sheets: int | None = None
    pictures: tuple[tuple[str, str], ...] = ()
    drawings: tuple[tuple[str, str], ...] = ()

    def key(self) -> str:
        """Give the hash of everything that makes the result."""
        hasher = hashlib.sha256(f"{renderer()}\x1f{self.sheets}\x1f{self.html}".encode())
        for name, path in self.pictures:
            hasher.update(name.encode() + hashlib.sha256(Path(path).read_bytes()).digest())
        for name, svg in self.drawings:
            hasher.update(f"{name}\x1f{svg}\x1f".encode())
        return hasher.hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a rendered handout: a problem's code and its values."""

    code: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF, its number of sides, and what is wrong with it."""

    pdf: bytes
    pages: int
    faults: tuple[Fault, ...]


def handout_task(job: Job, library: Library, source: Path) -> Task:
    """Render a handout's HTML. Its links are whole addresses, since paper has no site."""
    edition = job.subject
    if not isinstance(edition, Edition) or not isinstance(edition.record, Record):
        message = f"only a record is made into a handout, not {job.path}"
        raise TypeError(message)
    record, place = edition.record, Place(library, job.language)
    view = View(edition, place)
    html = (
        environment(job.language)
        .get_template(job.template)
        .render(
            view=view,
            record=record,
            place=place,
            paper=job.format.paper,
            language=job.language,
        )
    )
    pictures: tuple[tuple[str, str], ...] = ()
    if record.image:
        folder = (source / edition.path).parent
        pictures = ((record.image.file, str(folder / record.image.file)),)
    used = tuple((drawing.name, drawing.svg) for drawing in view.drawings.values())
    return Task(html, job.sheets, pictures, used)


@cache
def renderer() -> str:
    """Give what a result depends on beyond its task: versions, styles, the renderer's code."""
    hasher = hashlib.sha256()
    for package in PACKAGES:
        hasher.update(f"{package} {version(package)}\x1f".encode())
    for path in (*STYLES, HERE / "pdf.py"):
        hasher.update(path.read_bytes())
    return hasher.hexdigest()
