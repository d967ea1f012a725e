"""The trainer bank: who trains, by organisation and task, never by a person's name."""

from pydantic import Field

from generator.model.fields import Day, Line, Ref, Theme
from generator.model.kind import Table
from generator.model.record import Entry


class Trainer(Entry):
    """An organisation's trainer, who has agreed to stand in the bank."""

    title: Line = Field(title="Organisaatio", description="Ei koskaan henkilön nimeä")
    task: Line = Field(title="Tehtävä organisaatiossa", description="Ei koskaan henkilön nimeä")
    trainings: tuple[Ref, ...] = Field(default=(), title="Mitä kouluttaa")
    themes: tuple[Theme, ...] = Field(title="Teemat", min_length=1)
    region: Line = Field(title="Alue")
    consent: Day = Field(title="Suostumuksen päivä", description="Milloin lupa tietoihin saatiin")
    example: bool = Field(default=False, title="Onko tämä keksitty esimerkki")

    @property
    def invented(self) -> bool:
        """Tell whether nobody stands behind it."""
        return self.example


TABLE = Table(
    name="trainer",
    model=Trainer,
    folder="content",
    one={"fi": "Kouluttaja", "sv": "Utbildare"},
    many={"fi": "Kouluttajapankki", "sv": "Utbildarbank"},
    intro={
        "fi": "Alueen kouluttajat yhteen koottuna: organisaatio, tehtävä, teemat ja alue."
        " Pankissa ei ole henkilöiden nimiä, ja jokainen tieto perustuu suostumukseen.",
        "sv": "Områdets utbildare på ett ställe: organisation, uppgift, teman och område."
        " Banken innehåller inga personnamn, och varje uppgift bygger på samtycke.",
    },
    order=59,
    address={"fi": "kouluttajapankki", "sv": "utbildarbank"},
    under="training",
    index="trainer",
    contact="trainer_contact",
    omits={"page:summary": "the table has a column for each thing that is asked of a trainer"},
)
