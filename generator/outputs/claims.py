"""A PDF whose structure is right -> what it claims to be, and keeps.

Either PDF/UA-1 (ISO 14289-1) and, in the same file, PDF/A-3a (ISO 19005-3), which viewers open
for reading only, so that one to fill in is PDF/UA-1 alone; or PDF/UA-2 (ISO 14289-2) and
Well-Tagged PDF 1.0 for accessibility, in PDF 2.0.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, NameTree, OutlineItem, Stream
from PIL import ImageCms

from generator.formats import UA_2
from generator.outputs.breaking import classes_of
from generator.outputs.reading import every

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from pikepdf import Object, Pdf

    from generator.outputs.reading import Node, Reading

ARCHIVED = b"""<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that is kept</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""That PDF/A-3a is kept, and to it what PDF/UA's property is (ISO 19005-3, 6.6.2.3)."""
WELL_TAGGED = b"""<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/">
<pdfd:declarations><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo>
</rdf:li></rdf:Bag></pdfd:declarations>
</rdf:Description>
"""
DATED, NAMED = slice(24, 36), slice(84, 100)
"""Where a profile of colours bears the clock (ICC.1, 7.2.8) and a hash of it."""
HEADINGS = {f"H{level}" for level in range(1, 7)}


def claim(pdf: Pdf, claims: str, read: Reading, written: Mapping[Node, Object]) -> str:
    """Make a PDF what it claims to be, and give the version of PDF that this is said in.

    What is to be filled in is no PDF/A.
    """
    if claims == UA_2:
        _well_tagged(pdf, read, written)
        return "2.0"
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(Strong=Name.Span, Em=Name.Span)
    if not any(read.spots):
        _archived(pdf)
    return "1.7"


def describe(pdf: Pdf, root: Element) -> None:
    """Say of a PDF what its HTML's head does and WeasyPrint leaves out, by Dublin Core's names.

    ``identifier`` is one text, ``rights`` a text by language, the others lists (XMP, part 1, 8.3).
    What is to be folded asks a printer to turn it over its short edge (ISO 32000-1, 12.2).
    """
    if "paper-folded" in classes_of(root):
        pdf.Root.ViewerPreferences.Duplex = Name.DuplexFlipShortEdge
    said = {meta.get("name", ""): meta.get("content", "") for meta in root.iter("meta")}
    of = {
        "language": [root.get("lang", "")],
        "publisher": [said.get("author", "")],
        "subject": said.get("keywords", "").split(", "),
        "type": ["Text"],
    }
    told = [
        f"<dc:{name}><rdf:Bag>{''.join(f'<rdf:li>{escape(v)}</rdf:li>' for v in values)}"
        f"</rdf:Bag></dc:{name}>"
        for name, values in of.items()
        if any(values)
    ]
    if rights := said.get("dcterms.rights"):
        item = f'<rdf:li xml:lang="x-default">{escape(rights)}</rdf:li>'
        told.append(f"<dc:rights><rdf:Alt>{item}</rdf:Alt></dc:rights>")
    if identifier := said.get("dcterms.identifier"):
        told.append(f"<dc:identifier>{escape(identifier)}</dc:identifier>")
    words = "\n".join(told)
    _say(pdf, f'<rdf:Description rdf:about="">\n{words}\n</rdf:Description>\n'.encode())


def _say(pdf: Pdf, more: bytes) -> None:
    metadata = pdf.Root.Metadata
    metadata.write(metadata.read_bytes().replace(b"</rdf:RDF>", more + b"</rdf:RDF>"))


def _archived(pdf: Pdf) -> None:
    _say(pdf, ARCHIVED)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier="sRGB",
        Info="sRGB",
        DestOutputProfile=pdf.make_stream(_colours(), N=3),
    )
    pdf.Root.OutputIntents = Array([intent])
    for page in pdf.pages:
        page.obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)
    for drawn in pdf.objects:
        if isinstance(drawn, Stream) and "/Interpolate" in drawn:
            del drawn["/Interpolate"]


@cache
def _colours() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[DATED], profile[NAMED] = bytes(12), bytes(16)
    return bytes(profile)


def _well_tagged(pdf: Pdf, read: Reading, written: Mapping[Node, Object]) -> None:
    _say(pdf, WELL_TAGGED)
    space = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS="http://iso.org/pdf2/ssn"))
    pdf.Root.StructTreeRoot.Namespaces = Array([space])
    for node, element in written.items():
        element.NS = space
        if node.element.tag == "dl" and node.type == "L":
            element.A.ListNumbering = Name.Description
    named = NameTree(pdf.Root.Names.Dests) if "/Names" in pdf.Root else {}
    for page in pdf.pages:
        for note in page.obj.get("/Annots", ()):
            if "/Dest" in note:
                name = str(note.Dest)
                _lead(note, named[name], written[read.places[name]])
    headings = [written[node] for node in every(read.document) if node.type in HEADINGS]
    with pdf.open_outline() as outline:
        items = [item.obj for item in _items(outline.root) if item.obj is not None]
    for item, heading in zip(items, headings, strict=True):
        _lead(item, item.Dest, heading)
    if "/Names" in pdf.Root:
        del pdf.Root.Names


def _items(items: list[OutlineItem]) -> Iterator[OutlineItem]:
    for item in items:
        yield item
        yield from _items(item.children)


def _lead(source: Object, place: Object, element: Object) -> None:
    """Lead a link or a bookmark to an element, and to its place for who does not know tags."""
    spot = Array([element, *list(place)[1:]])
    source.A = Dictionary(S=Name.GoTo, D=place, SD=spot)
    del source["/Dest"]
