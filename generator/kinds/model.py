"""The practice model: what it is, its principles, its team, its meeting, its support."""

from pydantic import Field

from generator import document as doc
from generator.document import msg, section
from generator.formats import PDF_A4
from generator.kinds.shapes import texts, titled
from generator.model.fields import Item, Items, Line, Part, Phrase, Prose, Section
from generator.model.kind import Handout, Kind
from generator.model.record import Record


class Principle(Part):
    """Something that systemic work holds to, in one sentence, and on a working day."""

    title: Line = Field(title="Periaate")
    text: Phrase = Field(
        title="Periaate yhdellä virkkeellä",
        description="Huoneentaulussa on samat sanat: ne luetaan kahden metrin päästä",
    )
    practice: Prose = Field(title="Mitä periaate tarkoittaa arjessa")


class TeamRole(Section):
    """A role in the systemic team."""

    title: Line = Field(title="Rooli tiimissä")
    text: Prose = Field(title="Mitä rooli tekee")


class Step(Section):
    """A phase of the weekly meeting."""

    title: Line = Field(title="Vaihe")
    text: Prose = Field(title="Mitä vaiheessa tapahtuu")


class Element(Part):
    """One of the elements of the support and coordination model."""

    title: Line = Field(title="Elementti")
    text: Prose = Field(title="Mistä elementissä on kyse")
    tasks: Items[Item] = Field(default=(), title="Tehtävät")


class PracticeModel(Record):
    """The practice model as a whole."""

    definition: Prose = Field(title="Määritelmä")
    sections: Items[Section] = Field(default=(), title="Luvut")
    principles: Items[Principle] = Field(title="Periaatteet")
    team: Items[TeamRole] = Field(title="Tiimi ja roolit")
    weekly_meeting: Items[Step] = Field(title="Viikkokokouksen vaiheet")
    elements: Items[Element] = Field(title="Tuki- ja koordinaatiomallin elementit")


def document(record: PracticeModel) -> doc.Document:
    """Tell the definition, what there is to say on it, principles, team, meeting, support."""
    team = doc.Figure(
        "team",
        "ring",
        msg("The systemic team around the child and the family"),
        tuple(role.title for role in record.team),
        msg("The child and the family"),
    )
    phases = doc.Figure(
        "weekly-meeting",
        "path",
        msg("The phases of the weekly meeting"),
        tuple(step.title for step in record.weekly_meeting),
    )
    elements = doc.Figure(
        "elements",
        "grid",
        msg("The four elements of the support and coordination model"),
        tuple(element.title for element in record.elements),
    )
    principles = tuple(
        section(
            f"principles.{principle.id}",
            principle.title,
            doc.Line(principle.text, "in-one-sentence"),
            doc.Prose(principle.practice),
        )
        for principle in record.principles
    )
    return doc.document(
        section("definition", msg("Definition"), doc.Prose(record.definition)),
        *titled("sections", record.sections),
        section("principles", msg("Principles"), doc.Steps(principles)),
        section("team", msg("Team and roles"), team, *titled("team", record.team)),
        section(
            "weekly_meeting",
            msg("The systemic weekly meeting"),
            phases,
            doc.Steps(titled("weekly_meeting", record.weekly_meeting)),
        ),
        section(
            "elements",
            msg("Support and coordination"),
            elements,
            *(
                section(
                    f"elements.{element.id}",
                    element.title,
                    doc.Prose(element.text),
                    doc.Items(texts(element.tasks)),
                )
                for element in record.elements
            ),
        ),
    )


KIND = Kind(
    name="model",
    model=PracticeModel,
    document=document,
    folder="content",
    one={"fi": "Toimintamalli", "sv": "Verksamhetsmodell"},
    many={"fi": "Toimintamalli", "sv": "Verksamhetsmodellen"},
    intro={
        "fi": "Mikä systeeminen toimintamalli on ja mihin se nojaa.",
        "sv": "Vad den systemiska verksamhetsmodellen är och vad den bygger på.",
    },
    order=10,
    address={"fi": "toimintamalli", "sv": "verksamhetsmodell"},
    handouts=(Handout(PDF_A4, contents=6),),
)
