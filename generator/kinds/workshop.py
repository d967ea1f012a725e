"""A training day for its trainer: timetable, notes, exercises, and slides of the same words."""

from datetime import time
from typing import Literal

from pydantic import Field

from generator import document as doc
from generator.document import msg, section
from generator.formats import PDF_A4, PDF_SLIDES, PPTX
from generator.interface import duration
from generator.kinds.shapes import Clock, TimetableRow, checklist, hours, texts
from generator.model.fields import Item, Items, Line, Part, Phrase, Prose, Ref
from generator.model.kind import Handout, Kind
from generator.model.record import Record


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
        told = hours(self.starts, (session.minutes for session in self.sessions))
        return tuple(zip(told, self.sessions, strict=True))

    @property
    def slides(self) -> tuple[Slide, ...]:
        """Every slide of the day in order."""
        return tuple(slide for session in self.sessions for slide in session.slides)

    @property
    def sides(self) -> int:
        """The sides of the slides' file: one for the title, one for each slide."""
        return 1 + len(self.slides)


def document(record: Workshop) -> doc.Document:
    """Tell what the day is, its goals, before it, its timetable, its sessions, after it."""
    rows = tuple((when, each.title, duration(each.minutes)) for when, each in record.timetable)
    timetable = doc.Table(
        msg("Timetable"),
        (msg("Time"), msg("What"), msg("Duration")),
        rows,
        row_head=1,
        narrow=(0, 2),
        role="timetable",
    )
    return doc.document(
        doc.Line(record.topic, "topic"),
        doc.Prose(record.intro),
        doc.Links((record.training,)),
        section("goals", msg("Goals of the day"), doc.Items(texts(record.goals))),
        checklist("before", msg("Before the day"), record.before),
        section("sessions", msg("Timetable"), timetable, total=record.minutes),
        *(_session(session, when) for when, session in record.timetable),
        checklist("after", msg("After the day"), record.after),
    )


def _session(session: Session, when: str) -> doc.Section:
    blocks: tuple[doc.Block, ...] = (
        doc.Prose(session.text),
        *map(_slide, session.slides),
        *map(_exercise, session.exercises),
    )
    return section(f"sessions.{session.id}", session.title, *blocks, note=when, role="session")


def _slide(slide: Slide) -> doc.Columns:
    shown = section(
        f"slides.{slide.id}",
        msg("Slide: %(title)s", title=slide.title),
        doc.Prose(slide.text),
        role="question" if slide.layout == "question" else "",
    )
    return doc.Columns(
        (shown, doc.Notice(slide.notes, msg("Trainer's notes"), "notes")), "slide-note"
    )


def _exercise(exercise: Exercise) -> doc.Section:
    blocks = (
        doc.Line(exercise.goal),
        doc.Line(exercise.setting, "setting"),
        doc.Items(texts(exercise.steps), "numbers"),
        doc.Line(msg("Closing the exercise"), "notes-title"),
        doc.Prose(exercise.closing),
    )
    return section(
        f"exercises.{exercise.id}",
        msg("Exercise: %(title)s", title=exercise.title),
        *blocks,
        minutes=exercise.minutes,
        role="exercise",
    )


KIND = Kind(
    name="workshop",
    model=Workshop,
    document=document,
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
    handouts=(Handout(PDF_A4), Handout(PDF_SLIDES, "slides", sheets=lambda day: day.sides)),
    texts=(PPTX,),
    omits={
        "pdf-slides:intro": "it tells the trainer of the day, not those who see the slides",
        "pdf-slides:goals.text": "the trainer's notes have them; a slide says those of its own",
        "pdf-slides:before.text": "what the trainer does before the day",
        "pdf-slides:after.text": "what the trainer does after the day",
        "pdf-slides:sessions.title": "the timetable is in the trainer's notes",
        "pdf-slides:sessions.text": "how a session goes is for the trainer",
        "pdf-slides:sessions.slides.notes": "what the trainer says beside the slide",
        "pdf-slides:sessions.exercises.title": "exercises are in the trainer's notes",
        "pdf-slides:sessions.exercises.goal": "exercises are in the trainer's notes",
        "pdf-slides:sessions.exercises.setting": "exercises are in the trainer's notes",
        "pdf-slides:sessions.exercises.steps.text": "exercises are in the trainer's notes",
        "pdf-slides:sessions.exercises.closing": "exercises are in the trainer's notes",
        "pdf-slides:image.alt": "the first slide has no room for a picture",
    },
)
