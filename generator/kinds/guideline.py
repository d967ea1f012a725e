"""A guideline: how a professional does something, step by step."""

from dataclasses import replace

from pydantic import Field

from generator import document as doc
from generator.document import msg, section
from generator.formats import PDF_A4
from generator.kinds.shapes import checklist, promised, titled
from generator.model.fields import PROMISES, Item, Items, Line, Part, Passage, Promised, Prose
from generator.model.kind import Handout, Kind
from generator.model.record import Record


class Step(Part):
    """A step of the work, with its minutes where they are agreed."""

    title: Line = Field(title="Vaihe")
    minutes: int | None = Field(default=None, title="Kesto minuutteina", ge=1, le=600)
    text: Prose = Field(title="Mitä vaiheessa tehdään")
    promises: tuple[Promised, ...] = Field(default=(), title="Lupaukset", description=PROMISES)


class Guideline(Record):
    """A purpose, steps in order, background, and a checklist at the end."""

    purpose: Prose = Field(title="Mihin ohjetta käytetään")
    steps: Items[Step] = Field(default=(), title="Vaiheet")
    sections: Items[Passage] = Field(default=(), title="Luvut")
    checklist: Items[Item] = Field(default=(), title="Muistilista")

    @property
    def minutes(self) -> int:
        """The minutes of all steps together; 0 when none are agreed."""
        return sum(step.minutes or 0 for step in self.steps)


def document(record: Guideline) -> doc.Document:
    """Tell what it is for, the steps, the background, the checklist."""
    steps = tuple(
        section(
            f"steps.{step.id}",
            step.title,
            doc.Prose(step.text),
            *promised(step.promises),
            minutes=step.minutes or 0,
        )
        for step in record.steps
    )
    return doc.document(
        section("purpose", msg("What it is for"), doc.Prose(record.purpose)),
        section("steps", msg("Steps"), doc.Steps(steps), total=record.minutes),
        *titled("sections", record.sections),
        replace(checklist("checklist", msg("Checklist"), record.checklist), role="sheet-box"),
    )


KIND = Kind(
    name="guideline",
    model=Guideline,
    document=document,
    folder="materials",
    one={"fi": "Ohje", "sv": "Anvisning"},
    many={"fi": "Ohjeet", "sv": "Anvisningar"},
    intro={
        "fi": "Miten systeemistä työtä tehdään: ohjeet työn tueksi.",
        "sv": "Hur man arbetar systemiskt: anvisningar som stöd för arbetet.",
    },
    order=30,
    address={"fi": "ohjeet", "sv": "anvisningar"},
    handouts=(Handout(PDF_A4, contents=6),),
)
