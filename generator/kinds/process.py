"""The client process: its phases, seen by the family and by the worker, with their materials."""

from pydantic import Field

from generator.formats import PDF_A4
from generator.kinds.base import Figure, Handout, Items, Kind, Prose, Record
from generator.kinds.shapes import Phase


class ClientPhase(Phase):
    """A phase: what happens for the family, what the worker does, when it is done."""

    family: Prose = Field(title="Mitä perheelle tapahtuu")
    worker: Prose = Field(title="Mitä työntekijä tekee")


class Process(Record):
    """The phases in order."""

    intro: Prose = Field(title="Johdanto")
    phases: Items[ClientPhase] = Field(title="Vaiheet")


KIND = Kind(
    name="process",
    model=Process,
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
    figures=(
        Figure(
            "phases",
            "path",
            "phases",
            {"fi": "Asiakasprosessin vaiheet", "sv": "Klientprocessens skeden"},
        ),
    ),
)
