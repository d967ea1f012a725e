"""A drawing of the bank's own: its words; how it looks is told by the SVG of its id."""

from pydantic import Field

from generator.model.fields import Line
from generator.model.kind import FINDER, Table
from generator.model.record import Entry


class Drawing(Entry):
    """A drawing by its key, and what it shows in a few words."""

    alt: Line = Field(title="Mitä piirros esittää", description="Tekstivastine, muutama sana")


TABLE = Table(
    name="drawing",
    model=Drawing,
    folder="content",
    one={"fi": "Piirros", "sv": "Teckning"},
    many={"fi": "Piirrokset", "sv": "Teckningar"},
    intro={
        "fi": "Pankin omat piirrokset, niiden sanat ja avaimet. Avain kirjoitetaan tekstin"
        " kenttään drawing.",
        "sv": "Bankens egna teckningar, deras ord och nycklar. Nyckeln skrivs i textens fält"
        " drawing.",
    },
    order=71,
    address={"fi": "piirrokset", "sv": "teckningar"},
    index="drawing",
    under=FINDER,
)
