"""A page of the bank itself: home, about, how to use it, the accessibility statement."""

from typing import Literal

from pydantic import Field

from generator.kinds.base import Items, Kind, Phrase, Record, Section
from generator.richtext import RichText

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


KIND = Kind(
    name="page",
    model=Page,
    folder="content",
    one={"fi": "Sivu", "sv": "Sida"},
    many={"fi": "Tietoa pankista", "sv": "Om banken"},
    intro={"fi": "Tietoa materiaalipankista.", "sv": "Om materialbanken."},
    order=80,
    address={"fi": "", "sv": ""},
    listed=False,
)
