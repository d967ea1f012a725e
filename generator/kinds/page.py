"""A page of the bank itself: home, about, how to use it, the accessibility statement."""

from typing import Literal

from pydantic import Field

from generator import document as doc
from generator.document.richtext import RichText
from generator.kinds.shapes import titled
from generator.model.fields import Items, Phrase, Section
from generator.model.kind import Kind
from generator.model.record import Record

HOME = "etusivu"


class Page(Record):
    """A lead and sections. The record ``etusivu`` is the home of the site.

    A page of ``coverage`` shows below its sections what the bank has and what it lacks.
    A page of ``doors`` shows its sections side by side, to be chosen from, and below them
    what is new and where the rest is.
    """

    lead: Phrase = Field(default=RichText(phrase=True), title="Ingressi")
    layout: Literal["text", "doors", "coverage"] = Field(default="text", title="Asettelu")
    sections: Items[Section] = Field(default=(), title="Luvut")

    @property
    def slug(self) -> str:
        """The last part of the address; the home page has none."""
        return "" if self.id == HOME else self.id


FRAMES = {"text": "page", "doors": "home", "coverage": "coverage"}


def document(record: Page) -> doc.Document:
    """Tell the sections, in the frame of the page's layout."""
    return doc.document(
        *titled("sections", record.sections),
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
