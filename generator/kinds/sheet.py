"""A sheet that a family fills in or takes home: an invitation, a preparation, feedback."""

from typing import Annotated

from pydantic import Field

from generator.formats import PDF_A4
from generator.kinds.base import (
    Handout,
    Items,
    Kind,
    Line,
    Part,
    Phrase,
    Prose,
    Record,
    Reference,
)
from generator.kinds.shapes import FormField
from generator.richtext import RichText


class SheetPart(Part):
    """A titled part: something to read, room to write, or both."""

    title: Line = Field(title="Otsikko")
    text: Prose = Field(default=RichText(), title="Teksti")
    fields: Items[FormField] = Field(default=(), title="Kirjoitustila")


class Sheet(Record):
    """Parts to read and to fill in, and what becomes of the sheet.

    It is shown beside the meetings that it serves.
    """

    beside: tuple[Annotated[str, Reference("meeting")], ...] = Field(
        title="Tapaamiset, joissa lomaketta käytetään", min_length=1
    )
    lead: Phrase = Field(title="Ingressi")
    parts: Items[SheetPart] = Field(title="Osat")
    keeping: Prose = Field(title="Mitä täytetylle lomakkeelle tapahtuu")


KIND = Kind(
    name="sheet",
    model=Sheet,
    folder="materials",
    one={"fi": "Perheen lomake", "sv": "Familjens blankett"},
    many={"fi": "Perheen lomakkeet", "sv": "Familjens blanketter"},
    intro={
        "fi": "Kutsut, valmistautuminen ja palaute: perheen omat paperit tapaamisiin.",
        "sv": "Kallelser, förberedelse och respons: familjens egna papper för möten.",
    },
    order=22,
    address={"fi": "perheen-lomakkeet", "sv": "familjens-blanketter"},
    under="brochure",
    handouts=(Handout(PDF_A4),),
)
