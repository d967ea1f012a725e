"""A form that professionals fill in: a plan, a survey, a definition card, a service description."""

from pydantic import Field

from generator.formats import PDF_A4
from generator.kinds.base import Handout, Item, Items, Kind, Line, Part, Prose, Record
from generator.kinds.shapes import FormField
from generator.richtext import RichText


class ExampleField(FormField):
    """A field, and how it looks when it is filled in."""

    example: Prose = Field(default=RichText(), title="Esimerkki täytetystä kentästä")


class Group(Part):
    """Fields that belong together."""

    title: Line = Field(title="Osan otsikko")
    text: Prose = Field(default=RichText(), title="Ohje osan täyttämiseen")
    fields: Items[ExampleField] = Field(title="Kentät")


class Form(Record):
    """What the form is for, its fields by group, and one filled-in example."""

    purpose: Prose = Field(title="Mihin pohjaa käytetään")
    steps: Items[Item] = Field(default=(), title="Näin pohja täytetään")
    groups: Items[Group] = Field(title="Osat")
    example: Line = Field(
        default="", title="Mistä esimerkki kertoo", description="Esimerkki on aina keksitty"
    )
    after: Items[Item] = Field(default=(), title="Kun pohja on täytetty")


KIND = Kind(
    name="form",
    model=Form,
    folder="materials",
    one={"fi": "Täytettävä pohja", "sv": "Mall att fylla i"},
    many={"fi": "Täytettävät pohjat", "sv": "Mallar att fylla i"},
    intro={
        "fi": "Suunnitelmat, kartoitukset ja kuvaukset, jotka alue täyttää itse.",
        "sv": "Planer, kartläggningar och beskrivningar som området själv fyller i.",
    },
    order=67,
    address={"fi": "pohjat", "sv": "mallar"},
    under="coordination",
    handouts=(Handout(PDF_A4),),
)
