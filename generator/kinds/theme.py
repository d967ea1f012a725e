"""What a material is about."""

from generator.model.kind import Table
from generator.model.record import Entry

TABLE = Table(
    name="theme",
    model=Entry,
    folder="content",
    one={"fi": "Teema", "sv": "Tema"},
    many={"fi": "Teemat", "sv": "Teman"},
    intro={"fi": "", "sv": ""},
    order=95,
    parts=lambda record: record.themes,
    omits={
        "page:title": "it has no page, and is named on those of the records that name it",
        "page:summary": "it has no page, and is there for authors to choose by",
    },
)
