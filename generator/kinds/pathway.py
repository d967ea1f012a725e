"""A training path: the county's plan of trainings, and what is next for each worker."""

from pydantic import Field

from generator import document as doc
from generator.document import msg, screen, section
from generator.formats import PDF_A4
from generator.kinds.shapes import titled
from generator.model.fields import Items, Line, Part, Phrase, Prose, Ref, Section
from generator.model.kind import Handout, Kind
from generator.model.record import Record


class Stop(Part):
    """A training on the path."""

    title: Line = Field(title="Kohta")
    whom: Line = Field(title="Kenelle")
    length: Line = Field(title="Kesto")
    text: Prose = Field(title="Mistä kohdassa on kyse")
    trainings: tuple[Ref, ...] = Field(default=(), title="Koulutukset")

    @property
    def label(self) -> str:
        """Tell on one line what it is, for whom and how long."""
        return f"{self.whom}: {self.title}, {self.length}"


class Answer(Part):
    """What a worker has already, and what comes next."""

    title: Line = Field(title="Minulla on …")
    text: Phrase = Field(title="Mitä seuraavaksi")
    materials: tuple[Ref, ...] = Field(title="Koulutukset ja materiaalit", min_length=1)


class Choice(Part):
    """A worker's role, with what may be next in it."""

    title: Line = Field(title="Olen …")
    answers: Items[Answer] = Field(title="Vaihtoehdot")


class Pathway(Record):
    """The stops of the path in order, and the choices that lead onto it."""

    intro: Prose = Field(title="Johdanto")
    stops: Items[Stop] = Field(title="Polun kohdat")
    choices: Items[Choice] = Field(title="Mikä koulutus minulle")
    sections: Items[Section] = Field(default=(), title="Luvut")


def document(record: Pathway) -> doc.Document:
    """Tell what is next for me, by role; then the whole path, stop by stop."""
    path = doc.Figure(
        "stops", "path", msg("The county's path of trainings"), tuple(s.label for s in record.stops)
    )
    how = msg("Open your own role and look for what you have already.")
    return doc.document(
        doc.Prose(record.intro),
        section(
            "choices",
            msg("Which training is next for me?"),
            screen(doc.Line(how)),
            *map(_choice, record.choices),
        ),
        section("stops", msg("The path of trainings"), path, *map(_stop, record.stops)),
        *titled("sections", record.sections),
    )


def _choice(choice: Choice) -> doc.Section:
    answers = tuple(
        section(f"answers.{a.id}", a.title, doc.Line(a.text), doc.Links(a.materials), role="answer")
        for a in choice.answers
    )
    return section(f"choices.{choice.id}", choice.title, *answers, role="choice", folded=True)


def _stop(stop: Stop) -> doc.Section:
    when = doc.Line(f"{stop.whom} · {stop.length}", "when")
    return section(
        f"stops.{stop.id}",
        stop.title,
        when,
        doc.Prose(stop.text),
        doc.Links(stop.trainings),
        role="stop",
    )


KIND = Kind(
    name="pathway",
    model=Pathway,
    document=document,
    folder="content",
    one={"fi": "Koulutuspolku", "sv": "Utbildningsväg"},
    many={"fi": "Koulutuspolku", "sv": "Utbildningsvägen"},
    intro={
        "fi": "Alueen koulutussuunnitelma ja se, mikä koulutus on seuraava sinulle.",
        "sv": "Områdets utbildningsplan och vilken utbildning som är nästa för dig.",
    },
    order=54,
    address={"fi": "koulutuspolku", "sv": "utbildningsvag"},
    under="training",
    handouts=(Handout(PDF_A4),),
)
