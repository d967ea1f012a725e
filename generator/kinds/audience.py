"""For whom a material is: families, professionals, newcomers, leaders, partners."""

from typing import Literal

from pydantic import Field

from generator.kinds.base import Entry, Kind


class Audience(Entry):
    """An audience and its quiet sign, which does not rest on colour."""

    sign: Literal["house", "kite", "dialogue", "sprout", "compass", "star", "bridge"] = Field(
        title="Merkki", description="Pieni kuvamerkki kohderyhmän nimen vieressä"
    )


KIND = Kind(
    name="audience",
    model=Audience,
    folder="content",
    one={"fi": "Kohderyhmä", "sv": "Målgrupp"},
    many={"fi": "Kenelle", "sv": "För vem"},
    intro={"fi": "Materiaalit käyttäjän mukaan.", "sv": "Materialet enligt användare."},
    order=90,
    address={"fi": "kenelle", "sv": "for-vem"},
    table=True,
)
