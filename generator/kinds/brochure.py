"""A brochure: a text that a family, a partner or a colleague takes away."""

from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from generator import document as doc
from generator.document import msg, section
from generator.document.richtext import RichText
from generator.formats import PDF_A4, PDF_BOOKLET, PDF_FOLDED, PDF_LARGE, PDF_PRESS, TEXT
from generator.kinds.shapes import texts, titled
from generator.model.fields import Item, Items, Passage, Phrase, Prose
from generator.model.kind import Handout, Kind
from generator.model.record import Record


class Brochure(Record):
    """A short text in panels, with what to remember and whom to contact."""

    lead: Phrase = Field(title="Ingressi")
    sections: Items[Passage] = Field(title="Kappaleet")
    remember: Items[Item] = Field(default=(), title="Muista ainakin nämä")
    contact: Prose = Field(default=RichText(), title="Yhteystiedot")


def document(record: Brochure) -> doc.Document:
    """Tell what to remember, the panels, whom to contact."""
    return doc.document(
        section(
            "remember",
            msg("Remember at least these"),
            doc.Items(texts(record.remember)),
            role="remember",
        ),
        *_panels(titled("sections", record.sections)),
        section("contact", msg("Contact"), doc.Prose(record.contact), role="contact"),
        lead=record.lead,
    )


def _panels(parts: tuple[doc.Section, ...]) -> Iterator[doc.Block]:
    """Set two side by side, then one across, and so on."""
    for at in range(0, len(parts), 3):
        yield doc.Columns(parts[at : at + 2], "pair")
        yield from (replace(part, role="across") for part in parts[at + 2 : at + 3])


KIND = Kind(
    name="brochure",
    model=Brochure,
    document=document,
    folder="materials",
    one={"fi": "Esite", "sv": "Broschyr"},
    many={"fi": "Esitteet", "sv": "Broschyrer"},
    intro={
        "fi": "Tulostettavat esitteet perheille, ammattilaisille ja kumppaneille.",
        "sv": "Broschyrer att skriva ut för familjer, yrkespersoner och partner.",
    },
    order=20,
    address={"fi": "esitteet", "sv": "broschyrer"},
    for_families=True,
    handouts=(
        Handout(PDF_A4, sources=False),
        Handout(PDF_LARGE, sources=False),
        Handout(PDF_FOLDED, "folded", sources=False),
        Handout(PDF_PRESS, "folded", sources=False),
        Handout(PDF_BOOKLET, "folded", sources=False),
    ),
    texts=(TEXT,),
)
