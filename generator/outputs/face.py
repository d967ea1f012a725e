"""The site's own face: a style of Atkinson Hyperlegible -> a small WOFF2, the same bytes always.

The only module that knows fontTools. The font is the one that the handouts are set in.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from generator.outputs.task import Made, tool

STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
# Latin letters, marks that join them, punctuation, currencies, letterlike and mathematical signs.
CHARACTERS = ((0x20, 0x24F), (0x2C6, 0x2DD), (0x300, 0x328), (0x2010, 0x20BF), (0x2100, 0x2265))
PACKAGES = ("fonttools", "brotli", "fontpkg-atkinson-hyperlegible")


@dataclass(frozen=True, slots=True)
class FaceTask:
    """A style of the face to make: which, with which characters, by what."""

    style: str
    characters: tuple[tuple[int, int], ...]
    tool: str

    def make(self) -> Made:
        """Give the WOFF2."""
        return Made(_woff2(self.style, self.characters))


def face_tasks() -> dict[str, FaceTask]:
    """Give the task of each style by its path below a language's site."""
    made_with = tool(PACKAGES, (Path(__file__),))
    return {
        f"assets/fonts/AtkinsonHyperlegible-{style}.woff2": FaceTask(style, CHARACTERS, made_with)
        for style in STYLES
    }


@cache
def _woff2(style: str, characters: tuple[tuple[int, int], ...]) -> bytes:
    from fontTools import subset  # noqa: PLC0415 - in a worker alone

    # Hints serve no screen of today and are a third of the bytes.
    options = subset.Options(flavor="woff2", hinting=False)
    folder = files("fontpkg_atkinson_hyperlegible").joinpath("files")
    subsetter = subset.Subsetter(options)
    subsetter.populate(
        unicodes=[code for first, last in characters for code in range(first, last + 1)]
    )
    buffer = io.BytesIO()
    name = f"AtkinsonHyperlegible-{style}.ttf"
    with subset.load_font(str(folder.joinpath(name)), options) as font:
        subsetter.subset(font)
        subset.save_font(font, buffer, options)
    return buffer.getvalue()
