"""A sheet that a family fills in or takes home: an invitation, a preparation, feedback."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from generator import document as doc
from generator.document import msg, screen, section
from generator.document.asking import asks_who
from generator.document.richtext import RichText, to_words
from generator.formats import DOCX, PDF_A4, PDF_FILLABLE, PDF_LARGE, TEXT
from generator.kinds.shapes import FormField, drawn, form_of, promised
from generator.model.fields import (
    DRAWING,
    PROMISES,
    Drawing,
    Items,
    Line,
    Part,
    Phrase,
    Promised,
    Prose,
    Reference,
)
from generator.model.kind import Handout, Kind
from generator.model.record import Finding, Record


class SheetPart(Part):
    """A titled part: something to read, room to write, or both."""

    title: Line = Field(title="Otsikko")
    drawing: Drawing | None = Field(default=None, title="Piirros", description=DRAWING)
    text: Prose = Field(default=RichText(), title="Teksti")
    promises: tuple[Promised, ...] = Field(default=(), title="Lupaukset", description=PROMISES)
    fields: Items[FormField] = Field(default=(), title="Kirjoitustila")


Location = tuple[str | int, ...]
TELLING = {"date": "anonymous-date", "signature": "anonymous-signature"}
"""Types of fields that tell who somebody is, and how that is called."""
GIVEN = msg(
    "This paper is yours. If you give it to a worker, it may be kept among what is known"
    " of you. The end tells what becomes of it."
)
STORED = msg(
    "When you give this form, filled in, to a worker, it is kept among what is known of you. The"
    " end tells what becomes of it."
)
ANONYMOUS = msg(
    "This is feedback on the service, given without a name. Without names it is no client"
    " document. Don't give it to your own worker or the worker's team."
)


class Sheet(Record):
    """Parts to read and to fill in, and what becomes of the sheet.

    It is shown beside the meetings that it serves.
    """

    beside: tuple[Annotated[str, Reference("meeting")], ...] = Field(
        title="Tapaamiset, joissa lomaketta käytetään", min_length=1
    )
    lead: Phrase = Field(title="Ingressi")
    parts: Items[SheetPart] = Field(title="Osat")
    anonymous: bool = Field(
        default=False,
        title="Onko lomake nimetöntä palautetta",
        description="true, jos palaute annetaan ilman nimeä, erillään asiakastyöstä; silloin"
        " lomakkeessa ei kysytä nimeä eikä tapaamisen päivää",
    )
    stored: bool = Field(
        default=False,
        title="Tallennetaanko täytetty lomake aina",
        description="true, jos lomake täytetään työntekijän kanssa ja tallennetaan"
        " asiakastietoihin; muuten perhe päättää, antaako sen",
    )
    keeping: Prose = Field(title="Mitä täytetylle lomakkeelle tapahtuu")
    kept: tuple[Promised, ...] = Field(
        default=(), title="Lupaukset siitä, mitä lomakkeelle tapahtuu", description=PROMISES
    )

    def check(self) -> Iterator[Finding]:
        """Yield also what tells who somebody is on a sheet that is given without a name."""
        yield from super().check()
        if not self.anonymous:
            return
        if self.stored:
            yield Finding(("stored",), "anonymous-stored", {})
        for index, part in enumerate(self.parts):
            for number, field in enumerate(part.fields):
                where: Location = ("parts", index, "fields", number)
                if field.type in TELLING:
                    yield Finding((*where, "type"), TELLING[field.type], {})
                for location, text in _asked(field):
                    if found := asks_who(text):
                        yield Finding((*where, *location), "anonymous-asks", {"found": found})


def _asked(field: FormField) -> Iterator[tuple[Location, str]]:
    """Yield all that a field asks for; a choice is an answer, a column of a table a question."""
    yield from ((("title",), field.title), (("hint",), field.hint))
    if field.type == "table":
        for index, choice in enumerate(field.choices):
            yield ("choices", index, "text"), to_words(choice.text)


def document(record: Sheet) -> doc.Document:
    """Tell whose it is, the parts, what becomes of it, and where it is used."""
    return doc.document(
        doc.Notice(ANONYMOUS, role=f"client-data {doc.UNWANTED}")
        if record.anonymous
        else doc.Notice(STORED if record.stored else GIVEN, role="client-data"),
        *(
            section(
                f"parts.{part.id}",
                part.title,
                drawn(part.drawing, doc.Prose(part.text)),
                *promised(part.promises),
                form_of(part.fields),
                role="sheet-part",
            )
            for part in record.parts
        ),
        section(
            "keeping",
            msg("What becomes of this sheet"),
            doc.Prose(record.keeping),
            *promised(record.kept),
            role="across",
        ),
        screen(
            section(
                "beside",
                msg("The meetings it serves"),
                doc.Links(record.beside, "cards"),
                role="staff",
            )
        ),
        lead=record.lead,
    )


KIND = Kind(
    name="sheet",
    model=Sheet,
    document=document,
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
    for_families=True,
    handouts=tuple(Handout(made, sources=False) for made in (PDF_A4, PDF_FILLABLE, PDF_LARGE)),
    texts=(DOCX, TEXT),
)
