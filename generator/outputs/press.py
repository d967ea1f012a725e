"""A PDF as it was laid out -> one for a press, a stapler or scissors."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pikepdf import Dictionary, Name, ObjectStreamMode, Pdf, Rectangle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import Object, Page

MILLIMETRE = 72 / 25.4
BLEED = 3
"""How far what is printed goes on beyond the edge where it is cut, in millimetres."""
GAP, LENGTH = 4, 4
"""Of a fold's mark: how far it stands from that edge, and how long it is."""
CUT_GAP, CUT_LENGTH = 1.5, 4
"""The same of a mark where scissors cut, of which no printer leaves more out than its end."""
CUT_LIGHT, CUT_DARK = "0.75 G 0.4 w [2 2] 0 d", "0 G 0.5 w [] 0 d"
FOLDED = "0.6 G 0.4 w [] 0 d"
A4 = (297 * MILLIMETRE, 210 * MILLIMETRE)
RIGHT = A4[0] / 2
PAGES_OF_SHEET = 4
"""So many pages of a booklet are on a sheet, two a side."""
LETTERS = (16, 15, 14, 13, 12)
"""Sizes of a booklet's text, in points."""
FAMILY_LEAST = 14
"""What a family reads in letters smaller than these has a sheet more."""
LIKELY, TIGHTER = 1.05, 0.8
"""What a text fills more of a page for what is kept whole, and with less room between things."""
THIN = 0.25
"""A page that holds no more of the text has but the end of something."""
PAGE_LINES, PAGE_FOOT = 17, 193
"""So many lines for notes a booklet's page has, and how far down its text ends, in millimetres."""


def mastered(data: bytes, folds: Sequence[Sequence[float]] = ()) -> bytes:
    """Give a PDF for a press, which is told where the bleed ends and where it is to fold.

    ``folds`` tells for each side how far from its left edge its folds are, in millimetres.
    """
    with Pdf.open(io.BytesIO(data)) as pdf:
        for at, side in enumerate(pdf.pages):
            left, bottom, right, top = map(float, side.trimbox)
            more = BLEED * MILLIMETRE
            side.bleedbox = Rectangle(
                left - more, bottom - more, right + more, top + more
            ).as_array()
            for fold in folds[at] if at < len(folds) else ():
                _mark_fold(pdf, side, left + fold * MILLIMETRE)
        return _saved(pdf)


def cut(
    data: bytes,
    first: int,
    across: Sequence[float],
    down: Sequence[tuple[Sequence[float], Sequence[float]]],
) -> bytes:
    """Draw on each side from the ``first`` on where it is cut: light lines, marks in the margins.

    ``down`` tells of each where it is cut and where it is folded from left to right. A fold's line
    is whole, and has no marks. The places are in millimetres from the
    left and upper edge. No reader is told of the lines.
    """
    with Pdf.open(io.BytesIO(data)) as pdf:
        for side, (cuts, folds) in zip(pdf.pages[first:], down, strict=True):
            left, _, _, top = map(float, side.trimbox)
            xs = [left + at * MILLIMETRE for at in across]
            ys = [top - at * MILLIMETRE for at in cuts]
            light = [*(_line(x, ys[0], x, ys[-1]) for x in xs)]
            light += [_line(xs[0], y, xs[-1], y) for y in ys]
            near, far = CUT_GAP * MILLIMETRE, (CUT_GAP + CUT_LENGTH) * MILLIMETRE
            marks = [_line(x, y + s * near, x, y + s * far) for x in xs for y, s in _ends(ys, 1)]
            marks += [_line(x + s * near, y, x + s * far, y) for y in ys for x, s in _ends(xs, -1)]
            bent = [_line(xs[0], y, xs[-1], y) for y in (top - at * MILLIMETRE for at in folds)]
            lines = (CUT_LIGHT, *light, CUT_DARK, *marks, *((FOLDED, *bent) if bent else ()))
            drawn = "\n".join(("/Artifact BMC q", *lines, "Q EMC")).encode()
            side.contents_add(pdf.make_stream(drawn))
        return _saved(pdf)


def _ends(places: Sequence[float], way: int) -> tuple[tuple[float, int], ...]:
    """Give the first and the last place, each with the way that leads outward from there."""
    return (places[0], way), (places[-1], -way)


def _line(*ends: float) -> str:
    return "{:.2f} {:.2f} m {:.2f} {:.2f} l S".format(*ends)


def imposed(data: bytes) -> bytes:
    """Set the pages of a booklet two a side, so that they follow each other once it is stapled.

    The last page is the back, whatever stands before it: empty pages come before that.
    """
    with Pdf.open(io.BytesIO(data)) as pages, Pdf.new() as pdf:
        forms = [pdf.copy_foreign(page.as_form_xobject()) for page in pages.pages]
        for side in spreads(len(forms)):
            _lay(
                pdf,
                pdf.add_blank_page(page_size=A4),
                [None if at is None else forms[at] for at in side],
            )
        pdf.Root.Lang = pages.Root.get("/Lang", "")
        pdf.Root.ViewerPreferences = Dictionary(
            DisplayDocTitle=True, Duplex=Name.DuplexFlipShortEdge
        )
        for key, value in pages.docinfo.items():
            pdf.docinfo[key] = str(value)
        return _saved(pdf)


def spreads(count: int) -> list[tuple[int | None, int | None]]:
    """Give which page stands left and right on each side: of the outermost sheet, then inward."""
    whole = -(-count // PAGES_OF_SHEET) * PAGES_OF_SHEET
    read: list[int | None] = [*range(count - 1), *[None] * (whole - count), count - 1]
    sides = []
    for at in range(whole // 2):
        pair = (read[whole - 1 - at], read[at])
        sides.append(pair if at % 2 == 0 else pair[::-1])
    return sides


def blank(count: int) -> int:
    """Tell how many pages of a booklet of so many stay empty before its back."""
    return -count % PAGES_OF_SHEET


def letters(text: float, room: int) -> list[float]:
    """Give the sizes of letters in which so many pages may hold a text, the largest first.

    In the smallest, which are always among them, it fills so many pages.
    """
    most = room / LIKELY * LETTERS[-1] ** 2
    return [size for size in LETTERS if text * size**2 <= most or size == LETTERS[-1]]


def _lay(pdf: Pdf, sheet: Page, halves: Sequence[Object | None]) -> None:
    """Draw what stands on each half of a side; pikepdf's own way takes names by chance."""
    shown = {f"/Half{half}": form for half, form in enumerate(halves) if form is not None}
    sheet.Resources = Dictionary(XObject=Dictionary(shown))
    drawn = (f"q 1 0 0 1 {RIGHT * (name == '/Half1'):.2f} 0 cm {name} Do Q" for name in shown)
    sheet.Contents = pdf.make_stream("\n".join(drawn).encode())


def _mark_fold(pdf: Pdf, side: Page, across: float) -> None:
    """Draw a short dashed line above and below the sheet where it is folded."""
    _, bottom, _, top = map(float, side.trimbox)
    lines = []
    for edge, way in ((top, 1), (bottom, -1)):
        begin = edge + way * GAP * MILLIMETRE
        end = begin + way * LENGTH * MILLIMETRE
        lines.append(f"{across:.2f} {begin:.2f} m {across:.2f} {end:.2f} l S")
    drawn = "\n".join(("q 0 G 0.5 w [2 1.5] 0 d", *lines, "Q"))
    side.contents_add(pdf.make_stream(drawn.encode()), prepend=True)


def _saved(pdf: Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(
        buffer,
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=ObjectStreamMode.generate,
    )
    return buffer.getvalue()
