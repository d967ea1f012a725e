"""The client process: its phases, seen by the family and by the worker, with their materials."""

from pydantic import Field

from generator import document as doc
from generator.document import msg, section
from generator.formats import PDF_A4
from generator.kinds.shapes import Phase
from generator.model.fields import Items, Prose
from generator.model.kind import Handout, Kind
from generator.model.record import Record


class ClientPhase(Phase):
    """A phase: what happens for the family, what the worker does, when it is done."""

    family: Prose = Field(title="Mitä perheelle tapahtuu")
    worker: Prose = Field(title="Mitä työntekijä tekee")


class Process(Record):
    """The phases in order."""

    intro: Prose = Field(title="Johdanto")
    phases: Items[ClientPhase] = Field(title="Vaiheet")


def document(record: Process) -> doc.Document:
    """Tell the phases, each seen by the family and by the worker."""
    figure = doc.Figure(
        "phases",
        "path",
        msg("The phases of the client process"),
        tuple(phase.title for phase in record.phases),
    )
    phases = (_phase(phase, number) for number, phase in enumerate(record.phases, 1))
    return doc.document(
        doc.Prose(record.intro),
        figure,
        *phases,
    )


def _phase(phase: ClientPhase, number: int) -> doc.Section:
    sides = (
        section("family", msg("For the family"), doc.Prose(phase.family)),
        section("worker", msg("For the worker"), doc.Prose(phase.worker)),
    )
    blocks = (doc.Prose(phase.text), doc.Columns(sides, "pair"), doc.Links(phase.materials))
    return section(f"phases.{phase.id}", phase.title, *blocks, number=number, role="phase")


KIND = Kind(
    name="process",
    model=Process,
    document=document,
    folder="content",
    one={"fi": "Asiakasprosessi", "sv": "Klientprocess"},
    many={"fi": "Asiakasprosessi", "sv": "Klientprocessen"},
    intro={
        "fi": "Perheen matka vaiheittain ja se, mistä kussakin vaiheessa on apua.",
        "sv": "Familjens väg steg för steg och vad som hjälper i varje skede.",
    },
    order=12,
    address={"fi": "asiakasprosessi", "sv": "klientprocess"},
    under="model",
    handouts=(Handout(PDF_A4),),
)
