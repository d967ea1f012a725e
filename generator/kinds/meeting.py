"""A meeting template: an agenda with minutes and questions, and a recording template."""

from pydantic import Field

from generator.formats import PDF_A4
from generator.kinds.base import (
    Handout,
    Item,
    Items,
    Kind,
    Line,
    Part,
    Phrase,
    Prose,
    Record,
)
from generator.kinds.shapes import FormField
from generator.richtext import RichText


class Participant(Part):
    """Who takes part, by role, and what for."""

    title: Line = Field(title="Kuka")
    text: Phrase = Field(title="Mikä on hänen tehtävänsä")


class AgendaItem(Part):
    """A point of the agenda: its minutes, how it goes, what to ask."""

    title: Line = Field(title="Kohta")
    minutes: int = Field(title="Kesto minuutteina", ge=1, le=600)
    text: Prose = Field(default=RichText(), title="Mitä kohdassa tehdään")
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
    after: Items[Item] = Field(default=(), title="Tapaamisen jälkeen")

    @property
    def minutes(self) -> int:
        """The length of the meeting: the minutes of its agenda together."""
        return sum(item.minutes for item in self.agenda)


KIND = Kind(
    name="meeting",
    model=Meeting,
    folder="materials",
    one={"fi": "Tapaamisen runko", "sv": "Mötesmall"},
    many={"fi": "Tapaamiset", "sv": "Möten"},
    intro={
        "fi": "Rungot ja kirjaamispohjat verkostotapaamisiin ja kokouksiin.",
        "sv": "Dagordningar och anteckningsmallar för nätverksmöten och andra möten.",
    },
    order=40,
    address={"fi": "tapaamiset", "sv": "moten"},
    handouts=(Handout(PDF_A4),),
)
