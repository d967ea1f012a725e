"""A training day for its trainer: timetable, notes, exercises, and slides of the same words."""

from datetime import time
from typing import Literal

from pydantic import Field

from generator.formats import PDF_A4, PDF_SLIDES
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
    Ref,
)
from generator.kinds.shapes import TO, Clock, TimetableRow

HOUR = 60


class Slide(Part):
    """A slide, and what the trainer says beside it; a question stands large, by itself."""

    title: Line = Field(title="Dian otsikko")
    layout: Literal["text", "question"] = Field(default="text", title="Asettelu")
    text: Prose = Field(title="Dian teksti")
    notes: Prose = Field(title="Kouluttajan muistiinpanot")


class Exercise(Part):
    """Something that the participants do."""

    title: Line = Field(title="Harjoitus")
    minutes: int = Field(title="Kesto minuutteina", ge=1, le=600)
    goal: Phrase = Field(title="Mihin harjoituksella pyritään")
    setting: Line = Field(title="Ryhmät ja välineet")
    steps: Items[Item] = Field(title="Näin harjoitus etenee")
    closing: Prose = Field(title="Purku")


class Session(TimetableRow):
    """A stretch of the day with its slides and exercises."""

    slides: Items[Slide] = Field(default=(), title="Diat")
    exercises: Items[Exercise] = Field(default=(), title="Harjoitukset")


class Workshop(Record):
    """A whole day."""

    topic: Line = Field(title="Päivän aihe")
    training: Ref = Field(title="Koulutus, johon päivä kuuluu")
    intro: Prose = Field(title="Mikä päivä tämä on")
    goals: Items[Item] = Field(title="Päivän tavoitteet")
    before: Items[Item] = Field(default=(), title="Ennen päivää")
    starts: Clock = Field(default=time(9), title="Alkaa kello")
    sessions: Items[Session] = Field(title="Päivän ohjelma")
    after: Items[Item] = Field(default=(), title="Päivän jälkeen")

    @property
    def minutes(self) -> int:
        """The length of the day."""
        return sum(session.minutes for session in self.sessions)

    @property
    def timetable(self) -> tuple[tuple[str, Session], ...]:
        """Each session with the hours at which it begins and ends."""
        rows, now = [], self.starts.hour * HOUR + self.starts.minute
        for session in self.sessions:
            end = now + session.minutes
            rows.append((f"{_hour(now)}{TO}{_hour(end)}", session))
            now = end
        return tuple(rows)

    @property
    def slides(self) -> tuple[Slide, ...]:
        """Every slide of the day in order."""
        return tuple(slide for session in self.sessions for slide in session.slides)

    @property
    def sides(self) -> int:
        """The sides of the slides' file: one for the title, one for each slide."""
        return 1 + len(self.slides)


def _hour(minutes: int) -> str:
    return f"{minutes // HOUR % 24}.{minutes % HOUR:02}"


KIND = Kind(
    name="workshop",
    model=Workshop,
    folder="materials",
    one={"fi": "Koulutuspäivän aineisto", "sv": "Material för en utbildningsdag"},
    many={"fi": "Koulutuspäivät", "sv": "Utbildningsdagar"},
    intro={
        "fi": "Kouluttajalle: päivän ohjelma, diat, muistiinpanot ja harjoitukset.",
        "sv": "För utbildaren: dagens program, bilder, anteckningar och övningar.",
    },
    order=58,
    address={"fi": "koulutuspaivat", "sv": "utbildningsdagar"},
    under="training",
    handouts=(Handout(PDF_A4), Handout(PDF_SLIDES, "slides.html.j2", sheets="sides")),
)
