"""What a material is about."""

from generator.kinds.base import Entry, Kind

KIND = Kind(
    name="theme",
    model=Entry,
    folder="content",
    one={"fi": "Teema", "sv": "Tema"},
    many={"fi": "Teemat", "sv": "Teman"},
    intro={"fi": "", "sv": ""},
    order=95,
    table=True,
)
