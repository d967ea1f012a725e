"""For whom a material is: families, professionals, newcomers, leaders, partners."""

from generator.kinds.base import Entry, Kind

KIND = Kind(
    name="audience",
    model=Entry,
    folder="content",
    one={"fi": "Kohderyhmä", "sv": "Målgrupp"},
    many={"fi": "Kenelle", "sv": "För vem"},
    intro={"fi": "Materiaalit käyttäjän mukaan.", "sv": "Materialet enligt användare."},
    order=90,
    address={"fi": "kenelle", "sv": "for-vem"},
    table=True,
)
