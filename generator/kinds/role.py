"""A professional's role in systemic work."""

from generator.model.kind import Table
from generator.model.record import Entry

TABLE = Table(
    name="role",
    model=Entry,
    folder="content",
    one={"fi": "Rooli", "sv": "Roll"},
    many={"fi": "Roolit", "sv": "Roller"},
    intro={"fi": "", "sv": ""},
    order=95,
    omits={
        "page:title": "it has no page, and is named on those of the records that name it",
        "page:summary": "it has no page, and is there for authors to choose by",
    },
)
