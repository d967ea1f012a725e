"""WeasyPrint's PDF -> the same drawing, with the structure that a reader hears right.

Of pikepdf it knows what is public. What WeasyPrint tagged is kept as it was drawn, number by
number; the tree above it is made anew (``outputs/reading``), as PDF/UA (ISO 14289) asks: running
lines are artifacts, and a link says its words. What else the file is to be, ``outputs/claims``
makes it.
"""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Rectangle

from generator.formats import UA_1
from generator.outputs.breaking import SOFT, is_whole
from generator.outputs.claims import claim, describe
from generator.outputs.fields import put_fields
from generator.outputs.reading import Mark, Node, reading, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from xml.etree.ElementTree import Element

    from pikepdf import Object, OutlineItem

    from generator.outputs.reading import Reading, Sheet

BEGINS = re.compile(rb"/\w+\s<</MCID (\d+)>>\sBDC")
ARTIFACT = b"/Artifact\n<</Type /Pagination>>\nBDC"
NAMELESS = re.compile(rb"(?<=> )<>$", re.MULTILINE)
JOINED = b"<200d>"  # seen by nobody: it joins to what is beside it
PIXEL = 0.75  # of a point
PRINT = 4  # the flag of an annotation that is printed


def structured(data: bytes, root: Element, sheets: Sequence[Sheet], claims: str = UA_1) -> bytes:
    """Give the PDF with its structure made anew from the HTML's root and what each sheet shows.

    The same input gives the same bytes. Raises ValueError when the PDF's pieces are not those
    of the sheets.
    """
    with Pdf.open(io.BytesIO(data)) as pdf:
        old = [list(owners) for owners in _owners(pdf)]
        read = reading(root, sheets, [_in_order(owners) for owners in old])
        _mark(pdf, old, read)
        _name_glyphs(pdf)
        written = _Writer(pdf, read, old).write(put_fields(pdf, root, read.spots))
        if any(map(is_whole, root.iter())):
            _say_whole_words(pdf)
        describe(pdf, root)
        version = claim(pdf, claims, read, written)
        buffer = io.BytesIO()
        pdf.save(
            buffer,
            deterministic_id=True,
            fix_metadata_version=False,
            force_version=version,
            object_stream_mode=ObjectStreamMode.generate,
        )
    return buffer.getvalue()


def _owners(pdf: Pdf) -> list[Object]:
    """Give each sheet's list of the elements that own its pieces, by number."""
    numbered = pdf.Root.StructTreeRoot.ParentTree.Nums
    return [numbered[2 * index + 1] for index in range(len(pdf.pages))]


def _in_order(owners: Sequence[Object]) -> list[int]:
    """Give the numbers of a sheet's pieces in the order in which WeasyPrint came to their boxes.

    It makes an element when it comes to a box, so that elements are numbered in that order. Only
    a link owns its text itself, before and after the elements within it.
    """
    came = {number: owner.objgen for number, owner in enumerate(owners)}
    for owner in {owner.objgen: owner for owner in owners if Name.Link == owner.S}.values():
        last = owner.objgen
        for kid in owner.K:
            if isinstance(kid, int):
                came[kid] = last
            elif "/S" in kid:
                last = _last(kid)
    return sorted(came, key=lambda number: (came[number], number))


def _last(element: Object) -> tuple[int, int]:
    within = [kid for kid in element.K if not isinstance(kid, int) and "/S" in kid]
    return _last(within[-1]) if within else element.objgen


def _mark(pdf: Pdf, owners: Sequence[Sequence[Object]], read: Reading) -> None:
    """Mark what no reader is to hear, and what is heard other than the glyphs tell."""
    for index, page in enumerate(pdf.pages):
        found: set[int] = set()

        def begun(match: re.Match[bytes], index: int = index, found: set[int] = found) -> bytes:
            mark = Mark(index, int(match[1]))
            found.add(mark.number)
            if mark in read.artifacts:
                return ARTIFACT
            return _telling(mark.number, said) if (said := read.words.get(mark)) else match[0]

        drawn = BEGINS.sub(begun, page.Contents.read_bytes())
        if found != set(range(len(owners[index]))):
            message = f"sheet {index + 1} has pieces that are not its own"
            raise ValueError(message)
        page.Contents.write(drawn)


def _telling(number: int, text: str) -> bytes:
    """Begin a piece that is heard as a text (ISO 32000-1, 14.9.4)."""
    written = text.encode("utf-16-be").hex()
    return f"/Span\n<</MCID {number} /ActualText <feff{written}>>>\nBDC".encode()


def _name_glyphs(pdf: Pdf) -> None:
    """Let every glyph stand for something: of a letter of several, WeasyPrint names one alone."""
    fonts = {font.objgen: font for page in pdf.pages for font in page.Resources.Font.values()}
    for font in fonts.values():
        if "/ToUnicode" in font:
            font.ToUnicode.write(NAMELESS.sub(JOINED, font.ToUnicode.read_bytes()))


def _say_whole_words(pdf: Pdf) -> None:
    """Take the places to break out of the outline, which is no part of the tree."""

    def clean(items: Iterable[OutlineItem]) -> None:
        for item in items:
            item.title = item.title.replace(SOFT, "")
            clean(item.children)

    with pdf.open_outline() as outline:
        clean(outline.root)


class _Writer:
    """Writes a tree into a PDF, and leads every piece and link to its place in it."""

    def __init__(self, pdf: Pdf, read: Reading, old: Sequence[Sequence[Object]]) -> None:
        self._pdf, self._read, self._old = pdf, read, old
        self._pages = [page.obj for page in pdf.pages]
        self._owners: list[list[Object | None]] = [[None] * len(owners) for owners in old]
        self._notes: dict[Node, list[Object]] = {}
        self._owned: list[tuple[Object, Node]] = []
        self._written: dict[Node, Object] = {}

    def write(self, fields: Iterable[tuple[Object, Node]]) -> dict[Node, Object]:
        """Put the tree in the place of the old one, and give what each node became.

        ``fields`` are those that are filled in, in reading order, each with its node.
        """
        for page, nodes in zip(self._pages, self._read.links, strict=True):
            self._keep_links(page, nodes)
        for field, node in fields:
            field.P.Annots = Array([*field.P.get("/Annots", ()), field])
            self._own(field, node, field.P)
        root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = Array([self._element(self._read.document, root)])
        numbered: list[Any] = []
        for index, owners in enumerate(self._owners):
            numbered += [index, Array(owners)]
        for index, (note, node) in enumerate(self._owned, start=len(self._pages)):
            note.StructParent = index
            numbered += [index, self._written[node]]
        root.ParentTree = Dictionary(Nums=Array(numbered))
        root.ParentTreeNextKey = len(numbered) // 2
        self._pdf.Root.StructTreeRoot = root
        return self._written

    def _keep_links(self, page: Object, nodes: Sequence[Node]) -> None:
        """Let a link's area on a sheet be once, say its words, and be printed."""
        kept: list[Object] = []
        areas: list[tuple[Node, Rectangle]] = []
        for note, node in zip(page.get("/Annots", ()), nodes, strict=True):
            area = Rectangle(*map(float, note.Rect))
            if any(node is of and area <= known for of, known in areas):
                continue  # that of a box within the link's own
            areas.append((node, area))
            note.Contents = words(node.element)
            note.F = PRINT
            kept.append(note)
            self._own(note, node, page)
        if kept:
            page.Annots = Array(kept)

    def _own(self, note: Object, node: Node, page: Object) -> None:
        """Let an area of a sheet, a link's or a field's, be of a node."""
        owned = Dictionary(Type=Name.OBJR, Obj=note, Pg=page)
        self._notes.setdefault(node, []).append(owned)
        self._owned.append((note, node))

    def _element(self, node: Node, parent: Object, above: str = "") -> Object:
        element = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{node.type}"), P=parent)
        )
        self._written[node] = element
        first = next((kid.sheet for kid in node.kids if not isinstance(kid, Node)), None)
        if first is not None:
            element.Pg = self._pages[first]
        kids: list[Any] = []
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(self._element(kid, element, node.language))
                continue
            self._owners[kid.sheet][kid.number] = element
            kids.append(kid.number if kid.sheet == first else self._elsewhere(kid))
        kids += self._notes.get(node, ())
        element.K = Array(kids)
        if above and node.language != above:
            element.Lang = node.language
        if attributes := self._attributes(node):
            element.A = attributes
        if is_whole(node.element):
            element.ActualText = words(node.element)
        if node.type == "Figure" and (alternative := node.element.get("alt")):
            element.Alt = alternative
        return element

    def _elsewhere(self, mark: Mark) -> Object:
        return Dictionary(Type=Name.MCR, Pg=self._pages[mark.sheet], MCID=mark.number)

    def _attributes(self, node: Node) -> Object | None:
        said = node.element.get
        if node.type == "L":
            numbers = Name.Decimal if node.element.tag == "ol" else Name.Disc
            bare = node.element.tag == "dl" or not node.marked()
            return Dictionary(O=Name.List, ListNumbering=Name("/None") if bare else numbers)
        if node.type == "Figure":
            return Dictionary(O=Name.Layout, BBox=self._box(node))
        cell = Dictionary(O=Name.Table)
        if node.type == "TH":
            cell.Scope = Name.Row if said("scope") == "row" else Name.Column
        if node.type in {"TH", "TD"}:
            for name in ("ColSpan", "RowSpan"):
                if (span := said(name.lower(), "1")) != "1":
                    cell[f"/{name}"] = int(span)
        return cell if len(cell) > 1 else None

    def _box(self, node: Node) -> Object:
        """Turn a picture's box from WeasyPrint's pixels, which count from the top, to points."""
        mark = next(kid for kid in node.kids if not isinstance(kid, Node))
        figure = self._old[mark.sheet][mark.number]
        if Name.Figure != figure.S:
            figure = figure.P  # words in the place of a picture that is missing
        left, top, right, bottom = (float(side) * PIXEL for side in figure.A.BBox)
        height = float(self._pages[mark.sheet].MediaBox[3])
        corners = (left, height - bottom, right, height - top)
        return Array([Decimal(f"{side:.2f}") for side in corners])
