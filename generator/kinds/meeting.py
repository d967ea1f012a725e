"""A meeting template: an agenda with minutes and questions, and a recording template."""

from typing import Literal

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


class RecordingField(Part):
    """A field of the recording template; its type tells what room it needs."""

    title: Line = Field(title="Kentän nimi")
    type: Literal["line", "text", "date", "checkboxes", "table"] = Field(title="Kentän tyyppi")
    hint: Line = Field(default="", title="Ohje täyttäjälle")
    rows: int = Field(default=4, title="Rivien määrä", ge=1, le=20)
    choices: Items[Item] = Field(default=(), title="Vaihtoehdot tai taulukon sarakkeet")


class Meeting(Record):
    """A meeting: purpose, people, before, agenda, recording, after."""

    purpose: Prose = Field(title="Tapaamisen tarkoitus")
    participants: Items[Participant] = Field(default=(), title="Osallistujat")
    before: Items[Item] = Field(default=(), title="Ennen tapaamista")
    agenda: Items[AgendaItem] = Field(title="Runko")
    recording: Items[RecordingField] = Field(title="Kirjaamispohja")
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
    many={"fi": "Tapaamisten rungot", "sv": "Mötesmallar"},
    intro={
        "fi": "Rungot ja kirjaamispohjat verkostotapaamisiin ja kokouksiin.",
        "sv": "Dagordningar och anteckningsmallar för nätverksmöten och andra möten.",
    },
    order=40,
    address={"fi": "tapaamiset", "sv": "moten"},
    handouts=(Handout(PDF_A4),),
)
