"""An onboarding path: what a new worker does on day 1, in week 1, month 1 and month 3."""

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
    Ref,
    Role,
)
from generator.richtext import RichText


class Task(Part):
    """Something to do, its minutes, and the materials that it takes."""

    title: Line = Field(title="Tehtävä")
    text: Phrase = Field(default=RichText(phrase=True), title="Miten ja miksi")
    minutes: int = Field(title="Kesto minuutteina", ge=1, le=2400)
    materials: tuple[Ref, ...] = Field(default=(), title="Materiaalit")


class Stage(Part):
    """A stretch of the path: its goal, its tasks, what to think about at its end."""

    title: Line = Field(title="Jakso")
    goal: Phrase = Field(title="Tavoite")
    tasks: Items[Task] = Field(title="Tehtävät")
    reflection: Items[Item] = Field(default=(), title="Pohdittavaa")

    @property
    def minutes(self) -> int:
        """The minutes of the stage's tasks together."""
        return sum(task.minutes for task in self.tasks)


class Onboarding(Record):
    """A path for a role."""

    role: Role = Field(title="Kenen polku")
    intro: Prose = Field(title="Aloitus")
    stages: Items[Stage] = Field(title="Jaksot")
    sign_off: Items[Item] = Field(default=(), title="Kuittaukset")

    @property
    def minutes(self) -> int:
        """The minutes of the whole path."""
        return sum(stage.minutes for stage in self.stages)


KIND = Kind(
    name="onboarding",
    model=Onboarding,
    folder="materials",
    one={"fi": "Perehdytyspolku", "sv": "Introduktionsväg"},
    many={"fi": "Perehdytys", "sv": "Introduktion"},
    intro={
        "fi": "Uuden työntekijän polku ensimmäisestä päivästä kolmanteen kuukauteen.",
        "sv": "Den nya medarbetarens väg från första dagen till tredje månaden.",
    },
    order=50,
    address={"fi": "perehdytys", "sv": "introduktion"},
    handouts=(Handout(PDF_A4),),
)
