"""For whom a material is: families, professionals, newcomers, leaders, partners."""

from typing import Literal

from pydantic import Field

from generator.model.kind import Table
from generator.model.record import Entry, Reader


class Audience(Entry):
    """An audience and its quiet sign, which does not rest on colour."""

    sign: Literal["house", "kite", "dialogue", "sprout", "compass", "star", "bridge"] = Field(
        title="Merkki", description="Pieni kuvamerkki kohderyhmän nimen vieressä"
    )

    speaks_to: Reader = Field(
        default="professional",
        title="Kenelle sen teksti puhuu",
        description="family perheelle, child lapselle, professional ammattilaiselle",
    )

    everyday: tuple[str, ...] = Field(
        default=(),
        title="Arkisanat",
        description="Millä muilla sanoilla tätä haetaan: sukupuu, pomo. Niitä ei näytetä.",
    )

    @property
    def reader(self) -> Reader:
        """Give whom a text speaks to that is for it."""
        return self.speaks_to

    @property
    def shown_sign(self) -> str:
        """Give its sign."""
        return self.sign


TABLE = Table(
    name="audience",
    model=Audience,
    folder="content",
    one={"fi": "Kohderyhmä", "sv": "Målgrupp"},
    many={"fi": "Kenelle", "sv": "För vem"},
    intro={"fi": "Materiaalit käyttäjän mukaan.", "sv": "Materialet enligt användare."},
    order=90,
    address={"fi": "kenelle", "sv": "for-vem"},
    gathers=lambda record: record.audience,
    omits={
        "page:title": "an audience for whom there is nothing yet is not offered",
        "page:summary": "an audience for whom there is nothing yet is not offered",
    },
)
