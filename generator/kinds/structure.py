"""A structure that keeps the model alive: a network, a help line, a steering group's year."""

from pydantic import Field

from generator.formats import PDF_A4
from generator.kinds.base import (
    Chapter,
    Figure,
    Handout,
    Item,
    Items,
    Kind,
    Line,
    Phrase,
    Prose,
    Record,
)
from generator.kinds.shapes import Moment
from generator.richtext import RichText


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


KIND = Kind(
    name="structure",
    model=Structure,
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
    figures=(
        Figure(
            "moments",
            "clock",
            "moments",
            {"fi": "Vuosikello", "sv": "Årsklocka"},
            {"fi": "Ohjausryhmän vuosi", "sv": "Styrgruppens år"},
            label="label",
        ),
    ),
    chapters=(
        Chapter("purpose", {"fi": "Mihin tätä tarvitaan", "sv": "Varför detta behövs"}),
        Chapter("members", {"fi": "Ketkä ovat mukana", "sv": "Vilka är med"}),
        Chapter("goal", {"fi": "Tavoite", "sv": "Mål"}),
        Chapter("tasks", {"fi": "Tehtävät", "sv": "Uppgifter"}),
        Chapter("way", {"fi": "Toimintatapa", "sv": "Arbetssätt"}),
        Chapter("rhythm", {"fi": "Kuinka usein ja kauanko", "sv": "Hur ofta och hur länge"}),
        Chapter("moments", {"fi": "Vuosi kohta kohdalta", "sv": "Året punkt för punkt"}),
        Chapter("coordinator", {"fi": "Koordinoiva taho", "sv": "Koordinerande instans"}),
        Chapter("now", {"fi": "Lähteen kuvaama nykytila", "sv": "Läget enligt källan"}),
        Chapter("agree", {"fi": "Mistä alue sopii", "sv": "Vad området kommer överens om"}),
        Chapter("start", {"fi": "Näin pääsee alkuun", "sv": "Så kommer man i gång"}),
    ),
)
