"""Video -> the screens of its film as a task of paper, as pictures; a film that is there as it is.

Screens are set by the renderer of paper, so that in a film, too, no word leaves its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document import msg
from generator.formats import POSTER
from generator.interface import VERSION, said
from generator.outputs.handout import HandoutTask, handout_tool
from generator.outputs.pictogram import pictogram
from generator.outputs.styles import FILM, colour
from generator.outputs.task import Bytes
from generator.outputs.templating import Renderer
from generator.outputs.view import Place

if TYPE_CHECKING:
    from generator.bank.lookup import Drawn, Lookup
    from generator.bank.plan import Job
    from generator.kinds.video import Video
    from generator.source.validate import Edition

DRAWN = 0.6
"""How much of its height a poster's drawing takes."""
LETTERS = 40
"""How large its draft mark is; it stands at the top, where no controls cover it."""
DRAFT = msg("Draft")


def film(job: Job[Edition[Video]], lookup: Lookup) -> Bytes:
    """Give a file of the film of a script; it is asked for only where there is one."""
    found = lookup.film(job.subject.path)
    return Bytes(lookup.file(found.path(job.format.suffix)) if found else b"")


def poster(job: Job[Edition[Video]], lookup: Lookup) -> Bytes:
    """Draw what stands in a film's place until it is played: its first drawing, and its state.

    A film bears no state or version of its own.
    """
    width, height = POSTER.size
    side = round(DRAWN * height)
    drawn = _drawn(job.subject.record.opening.drawing, lookup)
    inner = ""
    if drawn:
        at = f'<svg x="{(width - side) // 2}" y="{(height - side) // 2}" width="{side}"'
        inner = pictogram(drawn, beside=True).replace("<svg", f'{at} height="{side}"', 1)
    if job.subject.draft:
        state = f"{said(DRAFT, job.language)} · {said(VERSION, job.language)} {job.subject.version}"
        inner += (
            f'<text x="{width // 2}" y="{2 * LETTERS}" text-anchor="middle"'
            f' font-family="sans-serif" font-size="{LETTERS}" fill="{colour("ink")}">{state}</text>'
        )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}">'
        f'<rect width="{width}" height="{height}" fill="{colour("accent-soft")}"/>{inner}</svg>'
    )
    return Bytes(svg.encode())


def screens_task(edition: Edition[Video], lookup: Lookup) -> HandoutTask:
    """Set what a film shows, a screen a side."""
    record = edition.record
    style = FILM.read_text(encoding="utf-8")
    context = {"record": record, "place": Place(lookup), "style": style}
    html = Renderer(lookup.language, "blocks/paper.html.j2", context).frame("paper/film.html.j2")
    keys = dict.fromkeys(screen.drawing for screen in record.screens)
    found = (_drawn(key, lookup) for key in keys)
    assets = [(f"drawing:own/{each.id}", pictogram(each).encode()) for each in found if each]
    return HandoutTask(html, len(record.screens), tuple(assets), handout_tool())


def _drawn(key: str, lookup: Lookup) -> Drawn | None:
    return lookup.drawing(key) if key else None
