"""What a material is about."""

from generator.model.kind import FINDER, Table
from generator.model.record import Entry

TABLE = Table(
    name="theme",
    model=Entry,
    folder="content",
    one={"fi": "Teema", "sv": "Tema"},
    many={"fi": "Teemat", "sv": "Teman"},
    intro={"fi": "Materiaalit aiheen mukaan.", "sv": "Materialet enligt ämne."},
    order=95,
    address={"fi": "teemat", "sv": "teman"},
    under=FINDER,
    gathers=lambda record: record.themes,
    parts=lambda record: record.themes,
)
