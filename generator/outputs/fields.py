"""Where something is to be filled in -> the fields of an AcroForm there (ISO 32000-1, 12.7).

Nothing that is filled in is ever painted into a sheet: what is drawn there are the lines and
boxes, and a field's value has an appearance of its own, which goes when the value does. A text
has none until it is typed, so that every viewer draws what it is then. Nothing asks a viewer to
draw fields anew (``NeedAppearances``), which loses ticks.

A field's name is the path of ids that leads to it, its tool tip the label that is printed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, String

from generator.outputs.breaking import classes_of
from generator.outputs.formfont import form_font
from generator.outputs.reading import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    from pikepdf import Object, Pdf

    from generator.outputs.reading import Node, Spot

    Drawing = Callable[[Decimal, Decimal], bytes]

PIXEL = 0.75  # of a point
PRINTED = 4
REQUIRED, MULTILINE, RADIO, DO_NOT_SCROLL = 1 << 1, 1 << 12, 1 << 15, 1 << 23
TICKED = {"check", "choice"}
"""What is ticked in a box, which is drawn before what it is for."""
LONG = {"text", "cell"}
FONT = "Wingdings"
"""What fields call the font. pdfium takes letters of Sámi and of Eastern Europe from elsewhere, or
loses them, unless a font is called so, of which it believes that it has whatever is typed."""
SIZE = 11  # points
HEADINGS = {f"h{level}" for level in range(1, 7)}
ROUND = Decimal("0.5523")  # how far the handles of a quarter of a circle reach


def is_spot(element: Element | None, box: str | None) -> bool:
    """Tell whether a box of an element, by its tag as WeasyPrint says it, is to be filled in."""
    if element is None or not (how := _how(element)):
        return False
    return box == (f"{element.tag}::before" if how in TICKED else element.tag)


def is_blank(element: Element) -> bool:
    """Tell whether it is a line in a text, its name beneath it."""
    return _how(element) == "blank"


def put_fields(
    pdf: Pdf, root: Element, spots: Sequence[Sequence[tuple[Spot, Node]]]
) -> list[tuple[Object, Node]]:
    """Make a field of each spot of each sheet, and give them in order, each with its node."""
    if not any(spots):
        return []
    form = _Form(pdf, root)
    made = [
        (form.field(spot, page.obj), node)
        for page, found in zip(pdf.pages, spots, strict=True)
        for spot, node in found
    ]
    pdf.Root.AcroForm = form.written()
    return made


def _how(element: Element) -> str:
    blank = "blank" in classes_of(element)
    return element.get("data-fill", "blank" if blank else "")


class _Form:
    """The form while its fields are made, each below those that its name goes through."""

    def __init__(self, pdf: Pdf, root: Element) -> None:
        self._pdf = pdf
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._rtl = root.get("dir") == "rtl"
        self._top: list[Object] = []
        self._named: dict[tuple[str, ...], Object] = {}
        self._groups: dict[tuple[Element, str], Object] = {}
        self._blanks: dict[str, int] = {}

    def field(self, spot: Spot, page: Object) -> Object:
        """Make the field of a spot on a page."""
        element, how = spot.element, _how(spot.element)
        area = _area(spot, page)
        note = self._pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=area, F=PRINTED, P=page)
        )
        if how == "choice":
            self._choose(note, element)
            return note
        note.TU = _label(element)
        flags = REQUIRED if "data-required" in element.attrib else 0
        if how == "check":
            note.FT, note.V = Name.Btn, Name.Off
            self._tick(note, "Yes", _cross)
        else:
            note.FT, note.DA = Name.Tx, String(f"/{FONT} {SIZE} Tf 0 g")
            # What would not be printed can't be typed.
            flags |= DO_NOT_SCROLL | (MULTILINE if how in LONG else 0)
            if self._rtl:
                note.Q = 2
        if flags:
            note.Ff = flags
        self._place(note, self._path(element))
        return note

    def written(self) -> Object:
        """Give the form's dictionary."""
        fonts = Dictionary({f"/{FONT}": _font(self._pdf)})
        return Dictionary(
            Fields=Array(self._top),
            DR=Dictionary(Font=fonts),
            DA=String(f"/{FONT} {SIZE} Tf 0 g"),
        )

    def _choose(self, note: Object, element: Element) -> None:
        """Make it one of the choices of a group, which are those of a row."""
        row = self._parents[element], element.get("data-name", "")
        if (group := self._groups.get(row)) is None:
            group = self._groups[row] = self._pdf.make_indirect(
                Dictionary(FT=Name.Btn, Ff=RADIO, V=Name.Off, TU=_label(element), Kids=Array())
            )
            group.Opt = Array()
            self._place(group, self._path(element))
        number = len(group.Kids)
        group.Opt.append(String(element.get("data-value", "")))
        group.Kids.append(note)
        note.Parent = group
        note.TU = _label(element)
        self._tick(note, str(number), _dot)

    def _tick(self, note: Object, name: str, drawn: Drawing) -> None:
        """Let it be off, and be drawn by these when it is on."""
        left, low, right, high = (Decimal(str(side)) for side in note.Rect)
        width, height = right - left, high - low
        box = Array([0, 0, width, height])
        looks = {
            f"/{state}": self._pdf.make_stream(
                data, Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=Dictionary()
            )
            for state, data in (("Off", b""), (name, drawn(width, height)))
        }
        note.AS = Name.Off
        note.AP = Dictionary(N=Dictionary(looks))

    def _path(self, element: Element) -> list[str]:
        """Give the ids that lead to an element: its section's, and its own."""
        parts = self._section(element).split(".")
        if own := element.get("data-name"):
            parts += own.split(".")
        elif is_blank(element):
            section = ".".join(parts)
            self._blanks[section] = self._blanks.get(section, 0) + 1
            parts += [f"_{self._blanks[section]}"]
        return [part for part in parts if part]

    def _section(self, element: Element) -> str:
        above: Element | None = element
        while above is not None:
            for child in above:
                if child.tag in HEADINGS and child.get("id"):
                    return child.get("id", "")
            above = self._parents.get(above)
        return ""

    def _place(self, field: Object, path: list[str]) -> None:
        """Name it, below the fields by which its name goes; a name that is taken is numbered."""
        *above, last = path
        name, count = last, 1
        while (*above, name) in self._named:
            count += 1
            name = f"{last}-{count}"
        field.T = String(name)
        self._named[(*above, name)] = field
        kids = self._below(tuple(above))
        if kids is None:
            self._top.append(field)
        else:
            field.Parent = kids
            kids.Kids.append(field)

    def _below(self, path: tuple[str, ...]) -> Object | None:
        if not path:
            return None
        key = (*path, "")  # no field's own name
        if (known := self._named.get(key)) is None:
            known = self._pdf.make_indirect(Dictionary(Kids=Array()))
            self._named[key] = known
            self._place(known, [*path])
        return known


def _label(element: Element) -> str:
    return element.get("data-label") or words(element)


def _area(spot: Spot, page: Object) -> Array:
    """Turn a box from WeasyPrint's pixels, which count from the top, to points."""
    left, top, right, bottom = (side * PIXEL for side in spot.box)
    height = float(page.MediaBox[3])
    return Array([Decimal(f"{side:.2f}") for side in (left, height - bottom, right, height - top)])


def _cross(width: Decimal, height: Decimal) -> bytes:
    """Draw a cross from corner to corner."""
    edge = min(width, height) / 5
    right, top = width - edge, height - edge
    return (
        f"q 0 G 1.4 w 1 J {edge} {edge} m {right} {top} l {edge} {top} m {right} {edge} l S Q"
    ).encode()


def _dot(width: Decimal, height: Decimal) -> bytes:
    """Draw a filled circle in the middle."""
    x, y, r = width / 2, height / 2, min(width, height) / 4
    k = r * ROUND
    quarters = (
        (x + k, y + r, x + r, y + k, x + r, y),
        (x + r, y - k, x + k, y - r, x, y - r),
        (x - k, y - r, x - r, y - k, x - r, y),
        (x - r, y + k, x - k, y + r, x, y + r),
    )
    curves = " ".join(" ".join(f"{at:.3f}" for at in quarter) + " c" for quarter in quarters)
    return f"q 0 g {x:.3f} {y + r:.3f} m {curves} f Q".encode()


def _font(pdf: Pdf) -> Object:
    """Put the form's font into a PDF, once."""
    font = form_font()
    name = Name("/AAAAAA+NotoSans-Regular")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array(font.box),
        ItalicAngle=0,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=font.capital,
        StemV=80,
        FontFile2=pdf.make_stream(font.data, Length1=len(font.data)),
    )
    letters = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=Array([each for code, width in _widths(font.widths) for each in (code, width)]),
        CIDToGIDMap=pdf.make_stream(font.glyph_map()),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(letters)]),
            ToUnicode=pdf.make_stream(font.to_unicode()),
        )
    )


def _widths(known: dict[int, int]) -> Iterator[tuple[int, Array]]:
    """Yield runs of codes, each by its first, with their widths."""
    run: list[int] = []
    for code in sorted(known):
        if run and code != run[-1] + 1:
            yield run[0], Array([known[each] for each in run])
            run = []
        run.append(code)
    yield run[0], Array([known[each] for each in run])
