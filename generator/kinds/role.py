"""A professional's role in systemic work."""

from generator.model.kind import FINDER, Table
from generator.model.record import Entry

TABLE = Table(
    name="role",
    model=Entry,
    folder="content",
    one={"fi": "Rooli", "sv": "Roll"},
    many={"fi": "Roolit", "sv": "Roller"},
    intro={"fi": "Materiaalit työtehtävän mukaan.", "sv": "Materialet enligt arbetsuppgift."},
    order=92,
    address={"fi": "roolit", "sv": "roller"},
    under=FINDER,
    gathers=lambda record: record.roles,
)
