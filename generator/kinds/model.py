"""The practice model: what it is, its principles, its team, its meeting, its support."""

from pydantic import Field

from generator.formats import PDF_A4
from generator.kinds.base import (
    Figure,
    Handout,
    Item,
    Items,
    Kind,
    Line,
    Part,
    Prose,
    Record,
    Section,
)


class Principle(Part):
    """Something that systemic work holds to, and what it means on a working day."""

    title: Line = Field(title="Periaate")
    text: Prose = Field(title="Mitä periaate tarkoittaa arjessa")


class TeamRole(Part):
    """A role in the systemic team."""

    title: Line = Field(title="Rooli tiimissä")
    text: Prose = Field(title="Mitä rooli tekee")


class Step(Part):
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


KIND = Kind(
    name="model",
    model=PracticeModel,
    folder="content",
    one={"fi": "Toimintamalli", "sv": "Verksamhetsmodell"},
    many={"fi": "Toimintamalli", "sv": "Verksamhetsmodellen"},
    intro={
        "fi": "Mikä systeeminen toimintamalli on ja mihin se nojaa.",
        "sv": "Vad den systemiska verksamhetsmodellen är och vad den bygger på.",
    },
    order=10,
    address={"fi": "toimintamalli", "sv": "verksamhetsmodell"},
    handouts=(Handout(PDF_A4),),
    figures=(
        Figure(
            "team",
            "ring",
            "team",
            {
                "fi": "Systeeminen tiimi lapsen ja perheen ympärillä",
                "sv": "Det systemiska teamet kring barnet och familjen",
            },
            {"fi": "Lapsi ja perhe", "sv": "Barnet och familjen"},
        ),
        Figure(
            "weekly-meeting",
            "path",
            "weekly_meeting",
            {"fi": "Viikkokokouksen vaiheet", "sv": "Veckomötets faser"},
        ),
        Figure(
            "elements",
            "grid",
            "elements",
            {
                "fi": "Tuki- ja koordinaatiomallin neljä elementtiä",
                "sv": "Stöd- och koordineringsmodellens fyra element",
            },
        ),
    ),
)
