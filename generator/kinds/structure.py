"""A structure that keeps the model alive: a network, a help line, a steering group's year."""

from dataclasses import replace

from pydantic import Field

from generator import document as doc
from generator.document import msg
from generator.document.richtext import RichText
from generator.formats import PDF_A4
from generator.kinds.shapes import Moment, chapters
from generator.model.fields import Item, Items, Line, Phrase, Prose
from generator.model.kind import Chapter, Handout, Kind
from generator.model.record import Record


class Structure(Record):
    """Who, what for, how and how often, and what a county has yet to agree on."""

    purpose: Prose = Field(title="Mihin rakennetta tarvitaan")
    members: Items[Item] = Field(default=(), title="Ketkä ovat mukana")
    goal: Prose = Field(default=RichText(), title="Tavoite")
    tasks: Items[Item] = Field(default=(), title="Tehtävät")
    way: Prose = Field(default=RichText(), title="Toimintatapa")
    rhythm: Line = Field(default="", title="Kuinka usein ja kauanko")
    moments: Items[Moment] = Field(default=(), title="Vuosikello")
    coordinator: Phrase = Field(title="Koordinoiva taho", description="Esimerkiksi {coordinator}")
    now: Prose = Field(default=RichText(), title="Mitä lähde kertoo nykytilasta")
    agree: Items[Item] = Field(default=(), title="Mistä alue sopii")
    start: Items[Item] = Field(default=(), title="Näin pääsee alkuun")


CHAPTERS = (
    Chapter("purpose", msg("What it is needed for")),
    Chapter("members", msg("Who is in it")),
    Chapter("goal", msg("Goal")),
    Chapter("tasks", msg("Tasks")),
    Chapter("way", msg("Way of working")),
    Chapter("rhythm", msg("How often and how long")),
    Chapter("moments", msg("The year point by point")),
    Chapter("coordinator", msg("Coordinating body")),
    Chapter("now", msg("The present state according to the source")),
    Chapter("agree", msg("What the county agrees on")),
    Chapter("start", msg("How to begin")),
)


def document(record: Structure) -> doc.Document:
    """Tell the chapters, the year clock drawn in its own."""
    year = doc.Figure(
        "moments",
        "clock",
        msg("Year clock"),
        tuple(moment.label for moment in record.moments),
        msg("The steering group's year"),
    )
    return doc.document(
        *tuple(
            replace(chapter, blocks=(year, *chapter.blocks)) if chapter.id == year.id else chapter
            for chapter in chapters(record, CHAPTERS)
        )
    )


KIND = Kind(
    name="structure",
    model=Structure,
    document=document,
    folder="content",
    one={"fi": "Verkosto tai rakenne", "sv": "Nätverk eller struktur"},
    many={"fi": "Verkostot ja rakenteet", "sv": "Nätverk och strukturer"},
    intro={
        "fi": "Verkostot, tuki ja ohjausryhmän vuosi: ketkä, mitä varten ja kuinka usein.",
        "sv": "Nätverk, stöd och styrgruppens år: vilka, för vad och hur ofta.",
    },
    order=66,
    address={"fi": "rakenteet", "sv": "strukturer"},
    under="coordination",
    handouts=(Handout(PDF_A4),),
    chapters=CHAPTERS,
)
