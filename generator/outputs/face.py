"""The site's own faces: a font of the handouts' -> a small WOFF2, the same bytes always.

Every site has Atkinson Hyperlegible; Noto Sans, which stands
behind it, is there by the letters that its pages hold, and a page loads what it holds alone.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.outputs.fonts import FAMILIES, PACKAGES, folder
from generator.outputs.task import Made, tool

if TYPE_CHECKING:
    from collections.abc import Iterable

STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
# Latin letters, marks that join them, punctuation, currencies, letterlike and mathematical signs.
CHARACTERS = ((0x20, 0x24F), (0x2C6, 0x2DD), (0x300, 0x328), (0x2010, 0x20BF), (0x2100, 0x2265))
# Letters that it lacks: of Sámi and other Latin, of Cyrillic, Greek and Arabic script.
BEHIND = {
    "NotoSans-Latin": (
        *((0x14A, 0x14B), (0x166, 0x167), (0x1CD, 0x217), (0x21C, 0x24F), (0x292, 0x292)),
        *((0x2B9, 0x2BC), (0x2C8, 0x2C8)),
    ),
    "NotoSans-Cyrillic": ((0x400, 0x45F), (0x48A, 0x4FF)),
    "NotoSans-Greek": ((0x370, 0x3FF),),
    "NotoSansArabic": ((0x600, 0x6FF),),
}
UNUSUAL = bytes({*range(0xC5, 0xE0)})
"""The bytes in UTF-8 that begin these letters, a few others, and nothing of most texts."""
USUAL = bytes({*range(256)} - {*UNUSUAL})
MADE_WITH = ("fonttools", "brotli", *PACKAGES)


@dataclass(frozen=True, slots=True)
class FaceTask:
    """A face to make: of which family, of which of its files, with which characters, by what."""

    family: str
    file: str
    characters: tuple[tuple[int, int], ...]
    tool: str

    def make(self) -> Made:
        """Give the WOFF2."""
        return Made(_woff2(self.family, self.file, self.characters))


def face_tasks(texts: Iterable[str] = ()) -> dict[str, FaceTask]:
    """Give the task of each face that pages with these texts ask for, by its path on the site."""
    made_with = tool(MADE_WITH, (Path(__file__),))
    tasks = {
        f"AtkinsonHyperlegible-{style}": FaceTask(
            "Atkinson Hyperlegible", f"AtkinsonHyperlegible-{style}.ttf", CHARACTERS, made_with
        )
        for style in STYLES
    }
    for name in _behind(texts):
        family = "Noto Sans Arabic" if name == "NotoSansArabic" else "Noto Sans"
        file = f"{family.replace(' ', '')}[wdth,wght].ttf"
        tasks[name] = FaceTask(family, file, BEHIND[name], made_with)
    return {f"assets/fonts/{name}.woff2": task for name, task in tasks.items()}


def ranges(characters: tuple[tuple[int, int], ...]) -> str:
    """Write characters as a style sheet does (CSS Fonts 4, ``unicode-range``)."""
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in characters)


def _behind(texts: Iterable[str]) -> list[str]:
    """Name the faces behind that have a letter of the texts."""
    held = "".join(text for text in texts if text.encode().translate(None, USUAL))
    return [
        name
        for name, characters in BEHIND.items()
        if re.search(f"[{''.join(f'{chr(a)}-{chr(b)}' for a, b in characters)}]", held)
    ]


@cache
def _woff2(family: str, file: str, characters: tuple[tuple[int, int], ...]) -> bytes:
    from fontTools import subset  # noqa: PLC0415 - in a worker alone

    # Hints serve no screen of today and are a third of the bytes.
    options = subset.Options(flavor="woff2", hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(
        unicodes=[code for first, last in characters for code in range(first, last + 1)]
    )
    buffer = io.BytesIO()
    with subset.load_font(str(folder(FAMILIES[family]) / file), options) as font:
        subsetter.subset(font)
        subset.save_font(font, buffer, options)
    return buffer.getvalue()
