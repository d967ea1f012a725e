"""A page of the bank itself: home, about, how to use it, the accessibility statement."""

from typing import Literal

from pydantic import Field

from generator import document as doc
from generator.document import msg, section
from generator.document.richtext import RichText
from generator.kept import KEPT, PREFIX
from generator.kinds.shapes import CLIENT_DOCUMENT
from generator.model.fields import Items, Phrase, Section
from generator.model.kind import Kind
from generator.model.record import Record

HOME = "etusivu"
COLLECTION = "kokoelma"
"""The page of a reader's own collection; where there is none, nothing is collected."""


class PageSection(Section):
    """A titled part, and a rule of the bank that is shown above it as every form shows it.

    One that ``shows`` what is kept lists below it what the site keeps on a reader's device; one
    that shows the collection holds the reader's own.
    """

    notice: Literal["", "client-document"] = Field(default="", title="Sääntö luvun alussa")
    shows: Literal["", "kept", "collection"] = Field(default="", title="Luettelo luvun lopussa")


class Page(Record):
    """A lead and sections. The record ``etusivu`` is the home of the site.

    A page of ``coverage`` shows below its sections what the bank has and what it lacks.
    A page of ``delivery`` lists below them what is handed on to whoever publishes for families.
    A page of ``doors`` shows its sections side by side, to be chosen from, and below them
    what is new and where the rest is.
    """

    lead: Phrase = Field(default=RichText(phrase=True), title="Ingressi")
    layout: Literal["text", "doors", "coverage", "delivery"] = Field(
        default="text", title="Asettelu"
    )
    sections: Items[PageSection] = Field(default=(), title="Luvut")

    @property
    def slug(self) -> str:
        """The last part of the address; the home page has none."""
        return "" if self.id == HOME else self.id

    @property
    def internal(self) -> bool:
        """Tell whether it is for the bank's editors alone: what the bank has and lacks."""
        return self.layout == "coverage"


FRAMES = {"text": "page", "doors": "home", "coverage": "coverage", "delivery": "delivery"}


NOTICES = {"": (), "client-document": (CLIENT_DOCUMENT,)}
LISTS: dict[str, tuple[doc.Block, ...]] = {
    "": (),
    "kept": (
        doc.Table(
            msg("What this site keeps on your device"),
            (msg("What"), msg("Why"), msg("How long"), msg("Its name in the browser")),
            tuple((each.what, each.why, each.how_long, PREFIX + each.key) for each in KEPT),
            role="kept",
        ),
    ),
    "collection": (doc.Notice(msg("The collection needs JavaScript."), role="collected"),),
}


def document(record: Page) -> doc.Document:
    """Tell the sections, in the frame of the page's layout."""
    return doc.document(
        *(
            section(
                f"sections.{part.id}",
                part.title,
                *NOTICES[part.notice],
                doc.Prose(part.text),
                *LISTS[part.shows],
            )
            for part in record.sections
        ),
        lead=record.lead,
        frame=FRAMES[record.layout],
    )


KIND = Kind(
    name="page",
    model=Page,
    document=document,
    folder="content",
    one={"fi": "Sivu", "sv": "Sida"},
    many={"fi": "Tietoa pankista", "sv": "Om banken"},
    intro={"fi": "Tietoa materiaalipankista.", "sv": "Om materialbanken."},
    order=80,
    address={"fi": "", "sv": ""},
    listed=False,
    omits={
        "page:changes.text": "a page of the bank itself tells its version alone",
        "page:image.alt": "a page of the bank itself shows no picture",
    },
)
