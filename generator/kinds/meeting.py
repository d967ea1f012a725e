"""A meeting template: an agenda with minutes and questions, and a recording template."""

from pydantic import Field

from generator import document as doc
from generator.document import msg, section
from generator.document.richtext import RichText
from generator.formats import DOCX, DOCX_RECORDING, PDF_A4, PDF_FILLABLE, TEXT, TEXT_RECORDING
from generator.kinds.shapes import (
    CLIENT_DOCUMENT,
    NO_CLIENT_DATA,
    PICKED,
    FormField,
    Picked,
    checklist,
    form_of,
    picked,
    texts,
)
from generator.model.fields import Item, Items, Line, Part, Phrase, Prose
from generator.model.kind import Handout, Kind
from generator.model.record import Record


class Participant(Part):
    """Who takes part, by role, and what for."""

    title: Line = Field(title="Kuka")
    text: Phrase = Field(title="Mikä on hänen tehtävänsä")


class AgendaItem(Part):
    """A point of the agenda: its minutes, how it goes, what to ask."""

    title: Line = Field(title="Kohta")
    minutes: int = Field(title="Kesto minuutteina", ge=1, le=600)
    text: Prose = Field(default=RichText(), title="Mitä kohdassa tehdään")
    statements: tuple[Picked, ...] = Field(
        default=(), title="Mittarin väitteet, joista puhutaan", description=PICKED
    )
    questions: Items[Item] = Field(default=(), title="Dialogisia kysymyksiä")


class Meeting(Record):
    """A meeting: purpose, people, before, agenda, recording, after."""

    purpose: Prose = Field(title="Tapaamisen tarkoitus")
    participants: Items[Participant] = Field(default=(), title="Osallistujat")
    before: Items[Item] = Field(default=(), title="Ennen tapaamista")
    agenda: Items[AgendaItem] = Field(title="Runko")
    client_document: bool = Field(
        default=True,
        title="Onko täytetty pohja asiakasasiakirja",
        description="false, jos pohjaan ei kirjoiteta asiakkaan tietoja",
    )
    recording: Items[FormField] = Field(title="Kirjaamispohja")
    records_as: Line = Field(
        default="",
        title="Mihin kansalliseen asiakirjarakenteeseen kirjaaminen tuottaa tietoa",
        description="Rakenteen nimi THL:n määrittelyssä",
    )
    records_as_checked: bool = Field(
        default=False,
        title="Onko rakenteen nimi tarkistettu",
        description="true, kun alue on vahvistanut sen; sitä ennen sen vieressä on huomautus",
    )
    after: Items[Item] = Field(default=(), title="Tapaamisen jälkeen")

    @property
    def minutes(self) -> int:
        """The length of the meeting: the minutes of its agenda together."""
        return sum(item.minutes for item in self.agenda)


def document(record: Meeting) -> doc.Document:
    """Tell what it is for, who comes, before, the agenda, after, the recording template."""
    agenda = tuple(
        section(
            f"agenda.{item.id}",
            item.title,
            doc.Prose(item.text),
            doc.Items(texts(item.questions), "questions"),
            section(
                "statements",
                msg("Statements of the measure"),
                picked(item.statements, doc.Items(())),
            ),
            minutes=item.minutes,
        )
        for item in record.agenda
    )
    people = tuple((person.title, person.text) for person in record.participants)
    notice = CLIENT_DOCUMENT if record.client_document else NO_CLIENT_DATA
    return doc.document(
        section("purpose", msg("What it is for"), doc.Prose(record.purpose)),
        section("participants", msg("Who takes part"), doc.Definitions(people, "people")),
        checklist("before", msg("Before the meeting"), record.before),
        section(
            "agenda",
            msg("Agenda"),
            doc.Steps(agenda, "agenda"),
            total=record.minutes,
            role="new-sheet",
        ),
        checklist("after", msg("After the meeting"), record.after),
        section(
            "recording",
            msg("Recording template"),
            notice,
            doc.Line(_records_as(record), "records-as"),
            form_of(record.recording),
            own_sheet=True,
        ),
    )


def _records_as(record: Meeting) -> doc.Text:
    name = record.records_as
    if not name:
        return ""
    if record.records_as_checked:
        return msg("Gives information to the national document structure: %(name)s", name=name)
    return msg(
        "Gives information to the national document structure: %(name)s (to be checked)", name=name
    )


KIND = Kind(
    name="meeting",
    model=Meeting,
    document=document,
    folder="materials",
    one={"fi": "Tapaamisen runko", "sv": "Mötesmall"},
    many={"fi": "Tapaamiset", "sv": "Möten"},
    intro={
        "fi": "Rungot ja kirjaamispohjat verkostotapaamisiin ja kokouksiin.",
        "sv": "Dagordningar och anteckningsmallar för nätverksmöten och andra möten.",
    },
    order=40,
    address={"fi": "tapaamiset", "sv": "moten"},
    handouts=(Handout(PDF_A4), Handout(PDF_FILLABLE)),
    texts=(DOCX, DOCX_RECORDING, TEXT, TEXT_RECORDING),
)
