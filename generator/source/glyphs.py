"""Text -> the characters in it that no font of ours has: paper would show an empty box.

Which they are is written here, so that no font is opened to check a text; ``tests/test_glyphs.py``
holds it against the fonts (``outputs/fonts``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import name, normalize

from generator.problem import Problem
from generator.source.load import scalars
from generator.source.signs import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.source.load import Document

DRAWN = """
20-7E A0-377 37A-37F 384-38A 38C 38E-3A1 3A3-3E1 3F0-52F 600-6FF 750-77F 870-88E 890-891 898-97F
1AB0-1AC0 1AC5 1AC7-1ACE 1C80-1C88 1D00-1DF9 1DFB-1F15 1F18-1F1D 1F20-1F45 1F48-1F4D 1F50-1F57
1F59 1F5B 1F5D 1F5F-1F7D 1F80-1FB4 1FB6-1FC4 1FC6-1FD3 1FD6-1FDB 1FDD-1FEF 1FF2-1FF4 1FF6-1FFE
2000-2064 2066-2071 2074-208E 2090-209C 20A0-20BF 20F0 2100-215F 2184 2189 2202 220F 2211-2212
2215 2219-221A 221E 222B 2248 2260 2264-2265 25CA 25CC 2C60-2C7F 2DE0-2E5D A640-A69F A700-A7CA
A7D0-A7D1 A7D3 A7D5-A7D9 A7F2-A7FF A8FF A92E AB30-AB6B FB00-FB06 FB50-FBC2 FBD3-FD8F FD92-FDC7
FDCF FDF0-FE00 FE20-FE2F FE70-FE74 FE76-FEFC FEFF FFFC-FFFD 10780-10785 10787-107B0 107B2-107BA
10EFD-10EFF 1DF00-1DF1E
"""
"""What every style of a family of ours can draw, as ranges of code points."""


def _one_of(ranges: str) -> str:
    ends = (each.split("-") for each in ranges.split())
    return "".join(f"\\U{int(e[0], 16):08x}-\\U{int(e[-1], 16):08x}" for e in ends)


# What stands together is one sign to its reader: an emoji with its skin, a word in Chinese.
MISSING = re.compile(rf"[^\n\r\t{_one_of(DRAWN)}]+")
REFUSED = re.compile("|".join(SIGNS[code] for code in ("bad-character", "private-character")))
"""What is told as such, wherever it stands."""
INSTEAD = {
    "\u2013": re.compile(f"[{_one_of('2190-21FF 2794-27BE 27F0-27FF 2900-297F 2B00-2B11')}]+"),
    "[ ]": re.compile("[\u2610-\u2612\u25a1\u25a2\u2b1c]"),
    "-": re.compile("[\u25a0\u25aa\u25ab\u25cb\u25cf\u25e6\u2023\u2043]"),
}
"""What may be written instead: a dash for an arrow, a box to tick, an item of a list."""
SHOWN = 12  # characters of a sign


def undrawn(documents: Iterable[Document]) -> list[Problem]:
    """Find what paper cannot show in the files of a record or a table."""
    return [
        Problem(scalar.place(found.start()), "no-glyph", field, values_of(found[0]))
        for document in documents
        for field, scalar in scalars(document.root)
        for found in MISSING.finditer(scalar.text)
        if not REFUSED.search(found[0])
    ]


def values_of(sign: str) -> dict[str, str]:
    """Give what is said of a sign: how it looks, its number and name, what to write instead."""
    numbers = f"U+{ord(sign[0]):04X} {name(sign[0], '')}".strip()
    return {"sign": sign[:SHOWN], "character": numbers, "near": _instead(sign)}


def _instead(sign: str) -> str:
    plain = normalize("NFKC", sign)
    if not MISSING.search(plain):
        return plain
    return next((better for better, known in INSTEAD.items() if known.fullmatch(sign)), "")
