"""A training path: the county's plan of trainings, and what is next for each worker."""

from pydantic import Field

from generator.formats import PDF_A4
from generator.kinds.base import (
    Figure,
    Handout,
    Items,
    Kind,
    Line,
    Part,
    Phrase,
    Prose,
    Record,
    Ref,
    Section,
)


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


KIND = Kind(
    name="pathway",
    model=Pathway,
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
    figures=(
        Figure(
            "stops",
            "path",
            "stops",
            {"fi": "Alueen koulutuspolku", "sv": "Områdets utbildningsväg"},
            label="label",
        ),
    ),
)
