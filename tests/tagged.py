"""What a listener would stumble over in a tagged PDF, told by the PDF and its HTML alone.

It shares nothing with the renderer: it decodes the drawn text itself, follows the tag tree and
holds both against the HTML.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf
from lxml import html as lxml_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

EMPTY_MAY_BE = {"TD", "TH", "TR", "TBody", "LBody"}
"""A cell or a row for a pen; the body of an item whose words a template may leave out."""
NOT_NESTED = {"P", "Span", "Link", "Strong", "Em", "Figure", "H1", "H2", "H3", "H4"}
PAINTS = {"TJ", "Tj", "f", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "Do"}
SAYS = {
    **{f"h{n}": f"H{n}" for n in range(1, 7)},
    "th": "TH",
    "td": "TD",
    "a": "Link",
    "dd": "LBody",
    "dt": "Lbl",
    "strong": "Strong",
    "b": "Strong",
    "em": "Em",
    "i": "Em",
}
"""Elements whose words stand in one element of the tag tree each, and its type."""
BLOCKS = (("P", "p"), ("TH", "th"), ("TD", "td"))
NEAR = 1.5  # points
MOST = 0.7


@dataclass
class Tag:
    """An element of the tag tree: what it is, what it says, where its pieces are drawn."""

    type: str
    obj: pikepdf.Object
    text: str = ""
    pieces: list[tuple[int, int]] = field(default_factory=list)
    notes: list[pikepdf.Object] = field(default_factory=list)
    kids: list[Tag] = field(default_factory=list)
    line: tuple[int, float] = (0, 0)

    def every(self) -> Iterator[Tag]:
        """Yield it and all below it."""
        yield self
        for kid in self.kids:
            yield from kid.every()

    def said(self) -> str:
        """Give the words of it and of all below it, without bullets and numbers of lists.

        What is drawn in parts says itself whole (ISO 32000-1, 14.9.4).
        """
        if self.type and "/ActualText" in self.obj:
            return str(self.obj.ActualText)
        return self.text + "".join(kid.said() for kid in self.kids if not kid.numbers())

    def spoken(self) -> str:
        """Give the words as ``said``, with a space where a line ends."""
        spoken, last = "", None
        for leaf in self._leaves():
            pieces = [piece for piece in leaf.every() if not piece.type] or [leaf]
            spoken += " " * (last is not None and last != pieces[0].line) + leaf.said()
            last = pieces[-1].line
        return " ".join(spoken.split())

    def _leaves(self) -> Iterator[Tag]:
        if not self.type or "/ActualText" in self.obj:
            yield self
            return
        for kid in self.kids:
            if not kid.numbers():
                yield from kid._leaves()  # noqa: SLF001 - its own kind

    def numbers(self) -> bool:
        """Tell whether it is the bullet or the number of an item."""
        return self.type == "Lbl" and _numbering(self.obj.P.P) in {"/Disc", "/Decimal"}


class Drawn(NamedTuple):
    """A piece as it is drawn: its words, and the corners of its paths and pictures."""

    text: str
    points: tuple[tuple[float, float], ...]
    line: float


def _numbering(obj: pikepdf.Object) -> str:
    return str(obj.A.get("/ListNumbering")) if "/A" in obj else "/None"


def letters(text: str) -> str:
    """Give a text without what a line's end adds or takes."""
    return re.sub(r"\s", "", text)


def _glyphs(font: pikepdf.Object) -> dict[int, str]:
    """Read which text a font's glyphs stand for (ISO 32000-1, 9.10.3)."""
    known = {}
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            known[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return known


class _Canvas:
    """A sheet while it is drawn: what each piece says, and where."""

    def __init__(self, page: pikepdf.Page) -> None:
        resources = page.obj.Resources
        self.texts: dict[int, str] = {}
        self.points: dict[int, list[tuple[float, float]]] = {}
        self.lines: dict[int, float] = {}
        self.loose = 0
        self._told: set[int] = set()  # pieces that say what they are heard as
        self._fonts = {str(name): _glyphs(font) for name, font in resources.Font.items()}
        self._pictures = {
            str(name) for name, it in resources.XObject.items() if it.Subtype == "/Image"
        }
        self._font: dict[int, str] = {}
        self._matrix = pikepdf.Matrix()
        self._kept: list[pikepdf.Matrix] = []
        self._marked: list[int | None] = []  # a piece's number, or nothing for an artifact

    def draw(self, operands: Sequence[Any], operator: str) -> None:
        """Follow one operator of the content stream."""
        if operator in {"BMC", "BDC", "EMC"}:
            self._mark(operands, operator)
        elif operator in {"q", "Q", "cm"}:
            self._move(operands, operator)
        elif operator == "Tf":
            self._font = self._fonts[str(operands[0])]
        elif operator in PAINTS and not self._marked:
            self.loose += 1
        elif self._marked and None not in self._marked:
            self._paint(operands, operator, self._marked[-1] or 0)

    def _mark(self, operands: Sequence[Any], operator: str) -> None:
        if operator == "EMC":
            self._marked.pop()
        elif str(operands[0]) == "/Artifact":
            self._marked.append(None)
        else:
            number = int(operands[1].MCID)
            told = operands[1].get("/ActualText")
            self.texts[number] = str(told or "")
            if told is not None:
                self._told.add(number)
            self._marked.append(number)

    def _move(self, operands: Sequence[Any], operator: str) -> None:
        if operator == "q":
            self._kept.append(self._matrix)
        elif operator == "Q":
            self._matrix = self._kept.pop()
        else:
            self._matrix = pikepdf.Matrix(*map(float, operands)) @ self._matrix

    def _paint(self, operands: Sequence[Any], operator: str, number: int) -> None:
        if operator == "Tm":
            self.lines[number] = self._matrix.transform((0, float(operands[5])))[1]
        if operator in {"TJ", "Tj"}:
            if number not in self._told:
                self.texts[number] += _text(operands[0], self._font)
            return
        at: list[float] = []
        if operator in {"re", "m", "l"}:
            at = [float(operand) for operand in operands]
        elif operator == "Do" and str(operands[0]) in self._pictures:
            at = [0, 0, 1, 1]
        corners = [at[:2], [x + y for x, y in zip(at[:2], at[2:], strict=False)]]
        self.points.setdefault(number, []).extend(
            self._matrix.transform((corner[0], corner[1])) for corner in corners if corner
        )


def drawn(page: pikepdf.Page) -> tuple[dict[int, Drawn], int]:
    """Give a sheet's pieces by number, and how many things are drawn in none of them.

    What is marked as an artifact is neither.
    """
    canvas = _Canvas(page)
    for instruction in pikepdf.parse_content_stream(page):
        canvas.draw(list(instruction.operands), str(instruction.operator))
    known = {
        n: Drawn(text, tuple(canvas.points.get(n, ())), canvas.lines.get(n, 0))
        for n, text in canvas.texts.items()
    }
    return known, canvas.loose


def _text(shown: Any, font: dict[int, str]) -> str:  # noqa: ANN401 - a string or an array
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(font[codes[i] * 256 + codes[i + 1]] for i in range(0, len(codes), 2))


def _tree(pdf: pikepdf.Pdf, pieces: Sequence[dict[int, Drawn]]) -> Tag:
    """Read the tag tree with the words that its elements own."""
    sheets = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}

    def read(obj: pikepdf.Object) -> Tag:
        tag = Tag(str(obj.S)[1:], obj)
        for kid in obj.get("/K", ()):
            if isinstance(kid, int):
                sheet, number = sheets[obj.Pg.objgen], kid
            elif kid.get("/Type") == pikepdf.Name.OBJR:
                tag.notes.append(kid.Obj)
                continue
            elif kid.get("/Type") == pikepdf.Name.MCR:
                sheet, number = sheets[kid.Pg.objgen], int(kid.MCID)
            else:
                # Words keep their order among the kids.
                tag.kids.append(read(kid))
                continue
            tag.pieces.append((sheet, number))
            found = pieces[sheet].get(number)
            line = (sheet, found.line if found else 0)
            tag.kids.append(Tag("", obj, found.text if found else "", line=line))
        return tag

    return read(pdf.Root.StructTreeRoot.K[0])


def read_aloud(data: bytes) -> tuple[list[str], str]:
    """Give the headings of a PDF and of its tables, and all its words, as its tags order them."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tree = _tree(pdf, [drawn(page)[0] for page in pdf.pages])
        heads = (tag for tag in tree.every() if tag.type in {"H1", "H2", "H3", "H4", "TH"})
        return [tag.said() for tag in heads], tree.said()


def faults(data: bytes, html: str) -> list[str]:
    """Tell all that is not as the HTML has it, or not as a reader of PDF/UA needs it."""
    root = lxml_html.fromstring(html)
    for each in list(root.iter()):
        if isinstance(each, lxml_html.HtmlElement) and each.get("aria-hidden") == "true":
            each.drop_tree()  # seen, and told to nobody
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sheets = [drawn(page) for page in pdf.pages]
        pieces = [known for known, _ in sheets]
        tree = _tree(pdf, pieces)
        tags = [tag for tag in tree.every() if tag.type]
        return [
            *_of_pieces(tree, sheets),
            *_of_tree(tags),
            *_of_words(tags, tree, root),
            *_of_whole_words(tags, root),
            *_of_languages(tags, str(pdf.Root.get("/Lang", "")), root),
            *_of_tables(tags, root),
            *_of_lists(tags, root),
            *_of_figures(tags, pieces, root),
            *_of_links(pdf, tags),
            *_of_head(pdf, root),
        ]


def _of_pieces(tree: Tag, sheets: Sequence[tuple[dict[int, Drawn], int]]) -> Iterator[str]:
    owned = Counter(piece for tag in tree.every() for piece in tag.pieces)
    for index, (known, loose) in enumerate(sheets):
        if loose:
            yield f"sheet {index}: {loose} drawn outside all tags"
        for number, piece in known.items():
            if owned[index, number] != 1:
                yield f"sheet {index}: owned {owned[index, number]} times: {piece.text!r}"


def _of_tree(tags: Sequence[Tag]) -> Iterator[str]:
    for tag in tags:
        if tag.type == "NonStruct":
            yield "NonStruct"
        for kid in tag.kids:
            whole = "/ActualText" in kid.obj
            if kid.type == tag.type and kid.type in NOT_NESTED and not whole:
                yield f"{kid.type} in {tag.type}: {kid.said()!r}"
        shows = tag.said().strip() or any(kid.type in {"Figure", "Form"} for kid in tag.every())
        if not shows and tag.type not in EMPTY_MAY_BE:
            yield f"empty {tag.type}"


def _of_words(tags: Sequence[Tag], tree: Tag, root: HtmlElement) -> Iterator[str]:
    """Each element says its own words, once and in order; generated ones may follow."""
    for kind in dict.fromkeys(SAYS.values()):
        names = [name for name, of in SAYS.items() if of == kind]
        wanted = [letters(e.text_content()) for e in root.iter(*names)]
        if kind in {"Lbl", "LBody"}:
            heard = [letters(t.said()) for t in _described(tags, kind)]
        else:
            heard = [letters(t.said()) for t in tags if t.type == kind]
        if len(wanted) != len(heard):
            yield f"{len(heard)} {kind} for {len(wanted)}"
        for want, hear in zip(wanted, heard, strict=False):
            if not re.fullmatch(re.escape(want) + r"([.:]|\d+)?", hear):
                yield f"{kind} says {hear!r} for {want!r}"
    blocks = Counter(letters(tag.said()) for tag in tags if tag.type == "P")
    blocks.subtract(letters(p.text_content()) for p in root.iter("p"))
    yield from (f"P lost: {text!r}" for text, count in blocks.items() if count < 0 and text)
    wanted_in_all = Counter(letters(root.find("body").text_content()))
    missing = wanted_in_all - Counter(letters(tree.said()))
    if missing:
        yield f"not in the tree: {''.join(sorted(missing))}"


def _of_whole_words(tags: Sequence[Tag], root: HtmlElement) -> Iterator[str]:
    """Each block's words are those of the HTML: a line's end parts none and joins none.

    Text from right to left is drawn as it is seen, and is not read here.
    """
    if root.get("dir") == "rtl":
        return
    for line_end in root.iter("br"):
        line_end.tail = f" {line_end.tail or ''}"
    for kind, name in [*((f"H{n}", f"h{n}") for n in range(1, 7)), *BLOCKS]:
        heard = Counter(tag.spoken() for tag in tags if tag.type == kind)
        bare = (e for e in root.iter(name) if not e.xpath(".//p | .//ul | .//ol | .//dl | .//div"))
        heard.subtract(" ".join(e.text_content().split()) for e in bare)
        yield from (f"{kind} has no words {text!r}" for text, n in heard.items() if n < 0 and text)


def _described(tags: Sequence[Tag], kind: str) -> Iterator[Tag]:
    """Give the labels or bodies of the lists whose labels are words."""
    for tag in tags:
        items = [kid for kid in tag.kids if kid.type == "LI"] if tag.type == "L" else []
        parts = [part for item in items for part in item.kids]
        if any(p.type == "Lbl" and re.search(r"[^\W\d]", p.said()) for p in parts):
            yield from (part for part in parts if part.type == kind)


def _of_languages(tags: Sequence[Tag], main: str, root: HtmlElement) -> Iterator[str]:
    wanted = Counter(
        (e.get("lang"), letters(e.text_content()))
        for e in root.iter()
        if e.get("lang") and e is not root and e.get("lang") != _inherited(e)
    )
    heard = Counter((str(t.obj.Lang), letters(t.said())) for t in tags if "/Lang" in t.obj)
    if main != root.get("lang"):
        yield f"language {main}"
    yield from (f"language lost: {lost}" for lost in wanted - heard)
    yield from (f"language made up: {extra}" for extra in heard - wanted)


def _inherited(element: HtmlElement) -> str | None:
    return next((e.get("lang") for e in element.iterancestors() if e.get("lang")), None)


def _attribute(tag: Tag, name: str) -> str:
    attributes = tag.obj.get("/A")
    return "" if attributes is None else str(attributes.get(name, ""))


def _of_tables(tags: Sequence[Tag], root: HtmlElement) -> Iterator[str]:
    shown, wanted = [t for t in tags if t.type == "Table"], list(root.iter("table"))
    if len(shown) != len(wanted):
        yield f"{len(shown)} Table for {len(wanted)}"
    for tag, table in zip(shown, wanted, strict=False):
        rows = [[cell.type for cell in row.kids] for row in tag.every() if row.type == "TR"]
        cells = [[cell.tag.upper() for cell in row] for row in table.iter("tr")]
        if rows != cells:
            yield f"Table has rows {rows} for {cells}"
    heads = [t for t in tags if t.type == "TH"]
    for tag, cell in zip(heads, root.iter("th"), strict=False):
        scope = "/Row" if cell.get("scope") == "row" else "/Column"
        if _attribute(tag, "/Scope") != scope:
            yield f"TH without Scope: {tag.said()!r}"
    for tag in tags:
        if tag.type == "TD" and _attribute(tag, "/Headers"):
            yield "TD with Headers"


def _of_lists(tags: Sequence[Tag], root: HtmlElement) -> Iterator[str]:
    shown = [t for t in tags if t.type == "L"]
    wanted = [e for e in root.iter() if e.tag in {"ul", "ol", "dl"}]
    if len(shown) != len(wanted):
        yield f"{len(shown)} L for {len(wanted)}"
    for tag, element in zip(shown, wanted, strict=False):
        labels = [p for item in tag.kids for p in item.kids if p.type == "Lbl"]
        numbering = _attribute(tag, "/ListNumbering")
        # PDF 2.0 has a word for a list of terms.
        terms = "/Description" if "/NS" in tag.obj else "/None"
        kinds = {"ol": "/Decimal", "ul": "/Disc", "dl": terms}
        expected = kinds[element.tag] if labels else "/None"
        if numbering != expected:
            yield f"ListNumbering {numbering} for {expected}"
        items = sum(1 for kid in tag.kids if kid.type == "LI")
        if items != len(tag.kids) or items < sum(1 for e in element if e.tag in {"li", "dt"}):
            yield f"L has {items} items"


def _of_figures(
    tags: Sequence[Tag], pieces: Sequence[dict[int, Drawn]], root: HtmlElement
) -> Iterator[str]:
    shown, wanted = [t for t in tags if t.type == "Figure"], list(root.iter("img"))
    if [str(tag.obj.get("/Alt", "")) for tag in shown] != [e.get("alt") for e in wanted]:
        yield "Figures are not the pictures"
    for tag in shown:
        points = [at for sheet, number in tag.pieces for at in pieces[sheet][number].points]
        if "/BBox" not in (tag.obj.get("/A") or {}):
            yield "Figure without a box"
            continue
        left, low, right, high = (float(side) for side in tag.obj.A.BBox)
        within = [
            left - NEAR < x < right + NEAR and low - NEAR < y < high + NEAR for x, y in points
        ]
        # A path may leave the drawing that cuts it off.
        if sum(within) < MOST * len(points) or not points:
            yield f"Figure elsewhere: {tag.obj.get('/Alt')}"


def _of_links(pdf: pikepdf.Pdf, tags: Sequence[Tag]) -> Iterator[str]:
    notes = [note for page in pdf.pages for note in page.obj.get("/Annots", ())]
    owners = {note.objgen: tag for tag in tags for note in tag.notes}
    if len(owners) != len(notes) or sum(len(tag.notes) for tag in tags) != len(notes):
        yield "links and their elements are not as many"
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums
    led = {int(parents[i]): parents[i + 1] for i in range(0, len(parents), 2)}
    for note in notes:
        if "/NS" in tags[0].obj and not _leads_to_element(note):
            yield f"link to no element: {note.Contents}"
        field = note.Subtype == pikepdf.Name.Widget
        tag, said = owners.get(note.objgen), str(note.TU if field else note.Contents)
        if tag is None or tag.type != ("Form" if field else "Link"):
            yield f"link of no Link: {said}"
        elif field and len(tag.notes) != 1:
            yield f"fields of one Form: {said}"
        elif not field and not re.fullmatch(re.escape(letters(said)) + r"\d*", letters(tag.said())):
            yield f"link says {said!r} for {tag.said()!r}"
        elif led[int(note.StructParent)].objgen != tag.obj.objgen:
            yield f"link led elsewhere: {said}"
        if not int(note.get("/F", 0)) & 4:
            yield f"link without Print: {said}"
    heard = [note.objgen for tag in tags if tag.type == "Form" for note in tag.notes]
    if heard != [n.objgen for n in notes if n.Subtype == pikepdf.Name.Widget]:
        yield "fields are not in the order in which they are heard"


def _leads_to_element(note: pikepdf.Object) -> bool:
    """Tell whether a link within a PDF 2.0 leads to an element of the tag tree (ISO 14289-2)."""
    if "/A" in note and note.A.S == pikepdf.Name.URI:
        return True
    return "/Dest" not in note and "/SD" in note.A and note.A.SD[0].Type == pikepdf.Name.StructElem


def _of_head(pdf: pikepdf.Pdf, root: HtmlElement) -> Iterator[str]:
    said = {meta.get("name"): meta.get("content") for meta in root.iter("meta")}
    info = {name: str(pdf.docinfo.get(name, "")) for name in ("/Title", "/Author", "/Keywords")}
    wanted = {
        "/Title": root.findtext(".//title") or "",
        "/Author": said.get("author", ""),
        "/Keywords": said.get("keywords", ""),
    }
    if info != wanted:
        yield f"head says {info} for {wanted}"
    with pdf.open_metadata() as metadata:
        if ", ".join(metadata.get("dc:creator", ())) != info["/Author"]:
            yield "Author not in XMP"
        if metadata.get("pdf:Keywords", "") != info["/Keywords"]:
            yield "Keywords not in XMP"
        themes = set(filter(None, said.get("keywords", "").split(", ")))
        told = {
            "dc:language": set(metadata.get("dc:language", ())) == {root.get("lang")},
            "dc:subject": set(metadata.get("dc:subject", ())) == themes,
            "dc:identifier": metadata.get("dc:identifier") == said.get("dcterms.identifier"),
            "dc:rights": metadata.get("dc:rights") == said.get("dcterms.rights"),
        }
        yield from (f"{name} not in XMP" for name, right in told.items() if not right)
