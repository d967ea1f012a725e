"""An onboarding path: what a new worker does on day 1, in week 1, month 1 and month 3."""

from collections.abc import Iterator

from pydantic import Field

from generator import document as doc
from generator.document import msg, paper, section
from generator.document.richtext import RichText
from generator.formats import PDF_A4, PDF_FILLABLE
from generator.kinds.shapes import NO_CLIENT_DATA, texts
from generator.model.fields import Item, Items, Line, Part, Phrase, Prose, Ref, Role
from generator.model.kind import Handout, Kind
from generator.model.record import Finding, Record


class Task(Part):
    """Something to do, its minutes, and the materials that it takes."""

    title: Line = Field(title="Tehtävä")
    text: Phrase = Field(default=RichText(phrase=True), title="Miten ja miksi")
    minutes: int = Field(title="Kesto minuutteina", ge=1, le=2400)
    materials: tuple[Ref, ...] = Field(default=(), title="Materiaalit")


class Stage(Part):
    """A stretch of the path: its goal, its tasks, what to think about at its end.

    It begins on a ``day``, of which the first is 1; one without a day is in nobody's calendar.
    """

    title: Line = Field(title="Jakso")
    day: int = Field(default=0, title="Monentenako päivänä jakso alkaa", ge=0, le=999)
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

    def check(self) -> Iterator[Finding]:
        """Yield also the stages that begin before the one above them."""
        yield from super().check()
        last = 0
        for index, stage in enumerate(self.stages):
            if 0 < stage.day < last:
                values = {"day": str(stage.day), "last": str(last)}
                yield Finding(("stages", index, "day"), "day-goes-back", values)
            last = max(last, stage.day)


def document(record: Onboarding) -> doc.Document:
    """Tell who sets out, the stages with their tasks, and the lines to sign at the end."""
    who = ("worker", msg("New worker")), ("mentor", msg("Mentor")), ("started", msg("Started on"))
    lines = doc.Form(tuple(doc.Field(name, title, "line") for name, title in who), "who")
    sign_off = doc.Form(
        tuple(doc.Field(item.id, item.text, "signature") for item in record.sign_off)
    )
    return doc.document(
        paper(NO_CLIENT_DATA, lines),
        doc.Prose(record.intro),
        *map(_stage, record.stages),
        section("sign_off", msg("Sign-off"), sign_off, role="sign-off"),
        frame="path",
    )


def _stage(stage: Stage) -> doc.Section:
    tasks = tuple(
        section(
            f"tasks.{task.id}",
            task.title,
            doc.Line(task.text),
            doc.Links(task.materials),
            minutes=task.minutes,
        )
        for task in stage.tasks
    )
    thoughts = section(
        "reflection", msg("To think about"), doc.Items(texts(stage.reflection)), role="reflection"
    )
    goal = doc.Definitions(((msg("Goal"), stage.goal),), "goal")
    return section(
        f"stages.{stage.id}",
        stage.title,
        goal,
        doc.Steps(tasks, "tasks"),
        thoughts,
        total=stage.minutes,
        day=stage.day,
        role="stage",
    )


KIND = Kind(
    name="onboarding",
    model=Onboarding,
    document=document,
    folder="materials",
    one={"fi": "Perehdytyspolku", "sv": "Introduktionsväg"},
    many={"fi": "Perehdytys", "sv": "Introduktion"},
    intro={
        "fi": "Uuden työntekijän polku ensimmäisestä päivästä kolmanteen kuukauteen.",
        "sv": "Den nya medarbetarens väg från första dagen till tredje månaden.",
    },
    order=50,
    address={"fi": "perehdytys", "sv": "introduktion"},
    handouts=(Handout(PDF_A4), Handout(PDF_FILLABLE)),
)
