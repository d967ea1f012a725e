"""A brochure: a text that a family, a partner or a colleague takes away."""

from pydantic import Field

from generator.formats import PDF_A4
from generator.kinds.base import Handout, Item, Items, Kind, Phrase, Prose, Record, Section
from generator.richtext import RichText


class Brochure(Record):
    """A short text in panels, with what to remember and whom to contact."""

    lead: Phrase = Field(title="Ingressi")
    sections: Items[Section] = Field(title="Kappaleet")
    remember: Items[Item] = Field(default=(), title="Muista ainakin nämä")
    contact: Prose = Field(default=RichText(), title="Yhteystiedot")


KIND = Kind(
    name="brochure",
    model=Brochure,
    folder="materials",
    one={"fi": "Esite", "sv": "Broschyr"},
    many={"fi": "Esitteet", "sv": "Broschyrer"},
    intro={
        "fi": "Tulostettavat esitteet perheille, ammattilaisille ja kumppaneille.",
        "sv": "Broschyrer att skriva ut för familjer, yrkespersoner och partner.",
    },
    order=20,
    address={"fi": "esitteet", "sv": "broschyrer"},
    handouts=(Handout(PDF_A4),),
)
