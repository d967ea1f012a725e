"""A section of an act on which a right or a duty rests, and the text that was read of it."""

from datetime import date
from itertools import groupby

from pydantic import Field

from generator.alphabet import alphabetical
from generator.model.fields import Day, Line, Model, Phrase
from generator.model.kind import Review, Table
from generator.model.record import REVIEWED, WRITTEN, Entry
from generator.model.settings import WebAddress


class Seen(Model):
    """The text that was read: which, of what date, and when it was read."""

    text: str = Field(title="Mikä teksti luettiin", description="Nimi sellaisena kuin se on")
    dated: str = Field(title="Minkä päivän teksti se oli", description="tai päiväämätön")
    on: Day = Field(title="Milloin se luettiin")


class Law(Entry):
    """A section of an act, in one sentence of ours; a jurist has read it when that is told."""

    title: Line = Field(title="Mistä kohta säätää, muutamalla sanalla")
    act: Line = Field(title="Säädöksen nimi")
    number: str = Field(
        default="",
        title="Säädöksen numero",
        description="417/2007; jätä pois, jos se on vielä selvitettävä",
        pattern=r"^((EU )?[0-9]{1,4}/[0-9]{1,4})?$",
    )
    section: Line = Field(title="Pykälä", description="20 § tai 25 a §")
    means: Phrase = Field(title="Mitä kohta tässä työssä tarkoittaa, yhdellä virkkeellä")
    url: WebAddress = Field(title="Säädöksen osoite")
    seen: Seen = Field(title="Luettu teksti")
    unsure: Line = Field(default="", title="Mitä juristin on katsottava")
    read_on: Day | None = Field(default=None, title="Milloin juristi luki", description="Tai tyhjä")
    read_by: Line = Field(default="", title="Kuka luki, tehtävänimikkeellä")
    read_words: str = Field(default="", title=REVIEWED, description=WRITTEN)

    @property
    def reviewed(self) -> date | None:
        """Give the day on which a jurist has read it, if one has."""
        return self.read_on if self.read_by else None

    @property
    def note(self) -> str:
        """Give the section and its act."""
        return f"{self.named} {self.cited}"

    @property
    def cited(self) -> str:
        """Give the section so that it stays on one line."""
        return self.section.replace(" ", "\N{NO-BREAK SPACE}")

    @property
    def named(self) -> str:
        """Give the name of the act with its number, when it is known."""
        return f"{self.act} ({self.number})" if self.number else self.act


def by_act(laws: tuple[Law, ...]) -> tuple[tuple[str, tuple[Law, ...]], ...]:
    """Give the sections under the names of their acts, in the order in which they are written."""
    ordered = sorted(laws, key=lambda law: (alphabetical(law.act), law.number))
    groups = groupby(ordered, key=lambda law: law.named)
    return tuple((act, tuple(found)) for act, found in groups)


TABLE = Table(
    name="law",
    model=Law,
    folder="content",
    one={"fi": "Lain kohta", "sv": "Lagrum"},
    many={"fi": "Mihin oikeudet perustuvat", "sv": "Vad rättigheterna bygger på"},
    intro={
        "fi": "Lain kohdat, joihin pankin tekstit nojaavat. Juristi ei ole vielä lukenut niitä,"
        " ellei kohdassa sanota muuta: tarkista aina voimassa oleva laki.",
        "sv": "De lagrum som bankens texter bygger på. En jurist har ännu inte läst dem, om det"
        " inte sägs vid lagrummet: kontrollera alltid den gällande lagen.",
    },
    order=15,
    address={"fi": "laki", "sv": "lagen"},
    overview=by_act,
    index="law",
    under="model",
    review=Review(
        ("read_by",),
        ("read_words",),
        frozenset({"read_on", "read_by", "read_words", "seen", "unsure"}),
    ),
    omits={"page:summary": "the sentence on what it means says it"},
)
