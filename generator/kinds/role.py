"""A professional's role in systemic work."""

from generator.kinds.base import Entry, Kind

KIND = Kind(
    name="role",
    model=Entry,
    folder="content",
    one={"fi": "Rooli", "sv": "Roll"},
    many={"fi": "Roolit", "sv": "Roller"},
    intro={"fi": "", "sv": ""},
    order=95,
    table=True,
)
