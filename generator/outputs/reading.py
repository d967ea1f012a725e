"""HTML and what of it each sheet shows -> the tree that a reader of the PDF is led through.

The tree is that of the HTML, not of the boxes that it was laid out in: a paragraph or a table
over two sheets is one, a line's end parts no link, and a box in which nothing is said is none.
Types are those of PDF 1.7 (ISO 32000-1, 14.8.4), and of PDF 2.0: ``Strong`` and ``Em`` mean in it
what they mean in HTML, and a reader of PDF 1.7 is told to take them as ``Span``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from generator.outputs.breaking import SOFT, is_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

TYPES = {
    "article": "Sect",
    "aside": "Sect",
    "nav": "Sect",
    "section": "Sect",
    "p": "P",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "table": "Table",
    "caption": "Caption",
    "figcaption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "img": "Figure",
    "a": "Link",
    "strong": "Strong",
    "b": "Strong",
    "em": "Em",
    "i": "Em",
}
"""What an element is to a reader; of any other only the language is kept."""
INLINE = {"a", "abbr", "b", "br", "cite", "code", "em", "i", "q", "small", "span", "strong", "time"}
RUNS = {"Link", "Strong", "Em", "Span"}
GROUPS = {"Document", "Sect", "Div"}
"""What holds blocks and no text of its own."""
WORDLESS = GROUPS | {"L", "Table", "THead", "TBody", "TFoot", "TR"}
"""What says nothing by itself: a space in it only parts what it holds."""
OF_TABLE = {"caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
REPEATED = {"thead", "tfoot"}


LAST = "data-last"
"""What is read last wherever it stands, as the back of a leaflet: an attribute of the HTML."""


class Piece(NamedTuple):
    """A run of text or a picture as it was drawn: whose, whether its marker, whether blank.

    ``words`` are what a reader is to hear where the glyphs would tell something else.
    """

    element: Element
    marker: bool = False
    blank: bool = False
    words: str = ""


class Spot(NamedTuple):
    """Where something is to be filled in: of which element, and its box in WeasyPrint's pixels.

    The box is told by its left, top, right and bottom.
    """

    element: Element
    box: tuple[float, float, float, float]


class Sheet(NamedTuple):
    """A sheet's pieces and spots in the order of its boxes, and its links.

    Running lines are nothing.
    """

    pieces: Sequence[Piece | Spot | None]
    links: Sequence[Element]


class Mark(NamedTuple):
    """A piece as the PDF knows it: its sheet and its number there, both from zero (MCID)."""

    sheet: int
    number: int


@dataclass(eq=False, slots=True)
class Node:
    """An element of the tree, its type and language, and what it holds in order."""

    type: str
    element: Element
    language: str
    kids: list[Node | Mark] = field(default_factory=list)

    def add(self, kind: str, element: Element, language: str = "") -> Node:
        """Put a new node after all that this one holds."""
        node = Node(kind, element, language or self.language)
        self.kids.append(node)
        return node

    def marked(self) -> bool:
        """Tell whether it is a list whose items bear a bullet or a number."""
        items = [kid for kid in self.kids if isinstance(kid, Node)]
        return any(isinstance(kid, Node) and kid.type == "Lbl" for i in items for kid in i.kids)


@dataclass(frozen=True, slots=True)
class Reading:
    """The tree, its links' nodes by sheet, the pieces that no reader is to hear, nodes by id.

    ``words`` are what is heard of a piece whose glyphs would tell something else; ``spots`` by
    sheet where something is to be filled in, each with its node.
    """

    document: Node
    links: tuple[tuple[Node, ...], ...]
    artifacts: frozenset[Mark]
    places: dict[str, Node]
    words: dict[Mark, str]
    spots: tuple[tuple[tuple[Spot, Node], ...], ...] = ()


def reading(root: Element, sheets: Sequence[Sheet], numbers: Sequence[Sequence[int]]) -> Reading:
    """Give the tree of a document. ``numbers`` are those of each sheet's pieces, in order.

    Raises ValueError when they are more or fewer than the pieces.
    """
    tree = _Tree(root)
    artifacts = set()
    told = {}
    spots: list[list[tuple[Spot, Node]]] = [[] for _ in sheets]
    pieces: list[tuple[Piece | Spot | None, Mark]] = []
    for index, (sheet, known) in enumerate(zip(sheets, numbers, strict=True)):
        if len(known) != sum(not isinstance(piece, Spot) for piece in sheet.pieces):
            message = f"sheet {index + 1} has other pieces than were drawn"
            raise ValueError(message)
        numbered = iter(known)
        for piece in sheet.pieces:
            number = -1 if isinstance(piece, Spot) else next(numbered)  # a spot is not drawn
            pieces.append((piece, Mark(index, number)))
    last = {element for part in root.iter() if part.get(LAST) for element in part.iter()}
    pieces.sort(key=lambda pair: pair[0] is not None and pair[0].element in last)
    for piece, mark in pieces:
        if isinstance(piece, Spot):
            spots[mark.sheet].append((piece, tree.field(piece.element)))
        elif piece is None or tree.repeats(piece.element, mark.sheet) or not tree.said(piece, mark):
            artifacts.add(mark)
        elif piece.words:
            told[mark] = piece.words
    tree.join_words()
    links = tuple(tuple(map(tree.link, sheet.links)) for sheet in sheets)
    return Reading(
        tree.document, links, frozenset(artifacts), tree.places(), told, tuple(map(tuple, spots))
    )


def words(element: Element) -> str:
    """Give what an element says in one line: its text, or what stands for its picture."""
    text = " ".join("".join(element.itertext()).replace(SOFT, "").split())
    return text or " ".join(picture.get("alt", "") for picture in element.iter("img"))


class _Tree:
    """The tree while it grows, piece by piece."""

    def __init__(self, root: Element) -> None:
        self.document = Node("Document", root, root.get("lang", ""))
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._holders = {root: self.document}
        self._items: dict[Element, Node] = {}
        self._heads: dict[Element, int] = {}

    def said(self, piece: Piece, mark: Mark) -> bool:
        """Put a piece where its element is, unless it is but a space among blocks."""
        holder = self._holder(piece.element)
        if piece.blank and holder.type in WORDLESS:
            return False
        if piece.marker and (item := self._items.get(piece.element)):
            if item.kids[0] is holder:
                item.kids.insert(0, Node("Lbl", piece.element, item.language))
            holder = next(kid for kid in item.kids if isinstance(kid, Node))
        self._block(holder, piece.element).kids.append(mark)
        return True

    def link(self, element: Element) -> Node:
        """Give the node of the link that an element is, or stands in."""
        found = next(above for above in self._upward(element) if above.tag == "a")
        return self._holder(found)

    def field(self, element: Element) -> Node:
        """Put a field where its element is."""
        return self._holder(element).add("Form", element)

    def places(self) -> dict[str, Node]:
        """Give where each id is that is shown at all."""
        return {e.get("id", ""): node for e, node in self._holders.items() if e.get("id")}

    def join_words(self) -> None:
        """Leave out the elements of words that no line's end has parted."""
        for node in every(self.document):
            node.kids = [
                kid.kids[0]
                if isinstance(kid, Node) and is_whole(kid.element) and len(kid.kids) == 1
                else kid
                for kid in node.kids
            ]

    def repeats(self, element: Element, sheet: int) -> bool:
        """Tell whether it stands in a table's head that an earlier sheet has shown."""
        for head in self._upward(element):
            if head.tag in REPEATED:
                return self._heads.setdefault(head, sheet) != sheet
        return False

    def _upward(self, element: Element) -> Iterator[Element]:
        above: Element | None = element
        while above is not None:
            yield above
            above = self._parents.get(above)

    def _holder(self, element: Element) -> Node:
        """Give the node that holds what an element says; it is made when it is first asked for."""
        if (known := self._holders.get(element)) is not None:
            return known
        above = self._holder(self._parents[element])
        if (known := self._holders.get(element)) is not None:
            return known  # a cell, made with its table
        made = self._holders[element] = self._made(element, above)
        if element.tag == "table":  # a cell for a pen says nothing, and is a cell
            for part in element.iter():
                if part.tag in OF_TABLE:
                    self._holder(part)
        return made

    def _made(self, element: Element, above: Node) -> Node:
        language = element.get("lang") or above.language
        kind = TYPES.get(element.tag)
        if element.tag == "li":
            item = self._items[element] = above.add("LI", element, language)
            return item.add("LBody", element)
        if element.tag in {"dt", "dd"}:
            return self._described(element, above, language)
        if kind is None and language == above.language and not is_whole(element):
            return above
        kind = kind or ("Span" if element.tag in INLINE else "Div")
        if kind in RUNS:
            above = self._block(above, element)
        return above.add(kind, element, language)

    def _described(self, element: Element, above: Node, language: str) -> Node:
        """Make a term and what it means one item of the list: its label and its body."""
        first, before = element, ""
        for sibling in self._parents[element]:
            if sibling.tag == "dt" and before != "dt":
                first = sibling
            if sibling is element:
                break
            before = sibling.tag
        if first not in self._items:
            self._items[first] = above.add("LI", first)
        return self._items[first].add("Lbl" if element.tag == "dt" else "LBody", element, language)

    def _block(self, above: Node, element: Element) -> Node:
        """Give a paragraph for text that stands bare among blocks; anywhere else it stands well."""
        if above.type not in GROUPS:
            return above
        block = next(e for e in self._upward(element) if e.tag not in INLINE)
        last = above.kids[-1] if above.kids else None
        if isinstance(last, Node) and last.type == "P" and last.element is block:
            return last
        return above.add("P", block)


def every(node: Node) -> Iterable[Node]:
    """Yield a node and all below it, from the top down."""
    yield node
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from every(kid)
