"""A form that professionals fill in: a plan, a survey, a definition card, a service description."""

from pydantic import Field

from generator import document as doc
from generator.document import msg, paper, screen, section
from generator.document.richtext import RichText
from generator.formats import DOCX, PDF_A4, PDF_FILLABLE, TEXT
from generator.kinds.shapes import NO_CLIENT_DATA, FormField, checklist, form_of, texts
from generator.model.fields import Item, Items, Line, Part, Prose
from generator.model.kind import Handout, Kind
from generator.model.record import Record


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


def document(record: Form) -> doc.Document:
    """Tell what it is for and how it is filled in, the form by groups, the example filled in."""
    return doc.document(
        section("purpose", msg("What it is for"), NO_CLIENT_DATA, doc.Prose(record.purpose)),
        section("steps", msg("How to fill it in"), doc.Items(texts(record.steps), "numbers")),
        checklist("after", msg("When it is filled in"), record.after),
        screen(doc.Notice(record.example, msg("Made-up example"), "example-about")),
        *(
            section(
                f"groups.{group.id}",
                group.title,
                doc.Prose(group.text),
                form_of(group.fields),
                own_sheet=group is record.groups[0],
                role="form-group",
            )
            for group in record.groups
        ),
        paper(_example(record)),
    )


def _example(record: Form) -> doc.Section:
    """Give the whole example by itself; on a screen each field shows its own."""
    about = doc.Line(record.example, "example-note")
    blocks: tuple[doc.Block, ...] = (about, *map(_filled, record.groups))
    title = msg("Made-up example")
    shown = blocks if record.example else ()
    return section("example", title, *shown, own_sheet=True, role="example")


def _filled(group: Group) -> doc.Section:
    rows = tuple((field.title, field.example) for field in group.fields if field.example)
    return section(f"groups.{group.id}", group.title, doc.Definitions(rows, "filled"))


KIND = Kind(
    name="form",
    model=Form,
    document=document,
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
    handouts=(Handout(PDF_A4), Handout(PDF_FILLABLE)),
    texts=(DOCX, TEXT),
)
