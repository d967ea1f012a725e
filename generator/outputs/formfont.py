"""The font of what is typed into a form: every Latin letter that may be typed, whatever is printed.

A code is the letter's own number in Unicode, so that no reader can take one letter for another
and every viewer finds the glyph of what is typed (ISO 32000-1, 9.7.4.2 and 9.10.3).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.outputs.fonts import FAMILIES, folder

if TYPE_CHECKING:
    from collections.abc import Iterator

FAMILY = "Noto Sans"  # Atkinson Hyperlegible lacks letters of Sámi
FILE = "NotoSans[wdth,wght].ttf"
REGULAR = {"wght": 400, "wdth": 100}
# Latin letters, punctuation and currencies; no control, no soft hyphen, nothing that combines.
CODES = ((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x24F), (0x1E9E, 0x1E9E), (0x2010, 0x205E))
SIGNS = ((0x20AC, 0x20AC), (0x2116, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0x2260, 0x2265))
UNSEEN = {*range(0x200B, 0x2010), *range(0x2028, 0x2030), 0x2060}
PLANE = 0x10000
SCALE = 1000  # of an em, as a PDF measures glyphs


@dataclass(frozen=True, slots=True)
class FormFont:
    """A TrueType font, its letters' widths and glyphs by code, and what a PDF tells of it."""

    data: bytes
    widths: dict[int, int]
    glyphs: dict[int, int]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    capital: int

    def glyph_map(self) -> bytes:
        """Tell the glyph of every code, two bytes each."""
        last = max(self.glyphs)
        return b"".join(self.glyphs.get(code, 0).to_bytes(2, "big") for code in range(last + 1))

    def to_unicode(self) -> bytes:
        """Tell that every code is its letter: runs within 256 codes, a hundred a list at most."""
        runs = list(_runs(sorted(self.glyphs)))
        lists = [runs[at : at + 100] for at in range(0, len(runs), 100)]
        told = "\n".join(
            f"{len(each)} beginbfrange\n"
            + "".join(f"<{first:04x}> <{last:04x}> <{first:04x}>\n" for first, last in each)
            + "endbfrange"
            for each in lists
        )
        return CMAP.format(told=told).encode()


CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{told}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


@cache
def form_font() -> FormFont:
    """Give the font, the same bytes always."""
    from fontTools import subset  # noqa: PLC0415 - in a worker alone
    from fontTools.varLib import instancer  # noqa: PLC0415 - as above

    options = subset.Options(
        hinting=False, layout_features=[], name_IDs=[], notdef_outline=True, glyph_names=False
    )
    codes = {c for first, last in (*CODES, *SIGNS) for c in range(first, last + 1)} - UNSEEN
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    buffer = io.BytesIO()
    with subset.load_font(str(folder(FAMILIES[FAMILY]) / FILE), options) as font:
        subsetter.subset(font)
        instancer.instantiateVariableFont(font, REGULAR, inplace=True)
        for table in {"GSUB", "GPOS", "GDEF", "STAT"} & {*font.keys()}:
            del font[table]
        subset.save_font(font, buffer, options)
        scale = SCALE / font["head"].unitsPerEm
        names = font.getBestCmap()
        widths = {code: round(font["hmtx"][name][0] * scale) for code, name in names.items()}
        glyphs = {code: font.getGlyphID(name) for code, name in names.items()}
        head, lines, marks = font["head"], font["hhea"], font["OS/2"]
        box = (head.xMin, head.yMin, head.xMax, head.yMax)
        sizes = (lines.ascent, lines.descent, marks.sCapHeight)
    left, low, right, high, ascent, descent, capital = (
        round(side * scale) for side in (*box, *sizes)
    )
    box = (left, low, right, high)
    return FormFont(buffer.getvalue(), widths, glyphs, box, ascent, descent, capital)


def _runs(codes: list[int]) -> Iterator[tuple[int, int]]:
    first = last = codes[0]
    for code in codes[1:]:
        if code != last + 1 or code >> 8 != first >> 8:
            yield first, last
            first = code
        last = code
    yield first, last
