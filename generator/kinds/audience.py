"""For whom a material is: families, professionals, newcomers, leaders, partners."""

from typing import Literal

from pydantic import Field

from generator.model.kind import Table
from generator.model.record import Entry


class Audience(Entry):
    """An audience and its quiet sign, which does not rest on colour."""

    sign: Literal["house", "kite", "dialogue", "sprout", "compass", "star", "bridge"] = Field(
        title="Merkki", description="Pieni kuvamerkki kohderyhmän nimen vieressä"
    )

    of_family: bool = Field(
        default=False,
        title="Onko kohderyhmä perhe, vanhempi, lapsi tai nuori",
        description="Esitteet ja lomakkeet puhuvat silloin ensin hänelle",
    )

    @property
    def family(self) -> bool:
        """Tell whether it stands for a family or a child."""
        return self.of_family

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
