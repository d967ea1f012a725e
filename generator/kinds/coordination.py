"""Who coordinates what: the model's elements, their tasks, who answers for each, how far it is."""

from typing import Literal

from pydantic import Field

from generator.formats import PDF_A4
from generator.kinds.base import (
    Figure,
    Handout,
    Items,
    Kind,
    Line,
    Part,
    Phrase,
    Prose,
    Record,
    Ref,
    Section,
)


class Task(Part):
    """Something that a county takes care of; ``body`` is a setting or a line for a pen."""

    title: Line = Field(title="Tehtävä")
    text: Prose = Field(title="Mitä tehdään")
    body: Phrase = Field(title="Vastuutaho", description="Esimerkiksi {coordinator}")
    state: Literal["open", "agreed", "running"] = Field(
        title="Tila", description="open = sovittava, agreed = sovittu, running = toiminnassa"
    )
    materials: tuple[Ref, ...] = Field(default=(), title="Materiaalit")


class Element(Part):
    """An element of the support and coordination model."""

    title: Line = Field(title="Elementti")
    text: Prose = Field(title="Mistä elementissä on kyse")
    tasks: Items[Task] = Field(title="Tehtävät")


class Coordination(Record):
    """The elements and their tasks."""

    intro: Prose = Field(title="Johdanto")
    elements: Items[Element] = Field(title="Elementit")
    sections: Items[Section] = Field(default=(), title="Luvut")


KIND = Kind(
    name="coordination",
    model=Coordination,
    folder="content",
    one={"fi": "Seuranta ja koordinaatio", "sv": "Uppföljning och koordinering"},
    many={"fi": "Seuranta ja koordinaatio", "sv": "Uppföljning och koordinering"},
    intro={
        "fi": "Kuka koordinoi mitä, mitä sovitaan ja mistä näkee, että työote juurtuu.",
        "sv": "Vem som koordinerar vad, vad som avtalas och hur man ser att arbetssättet fäster.",
    },
    order=65,
    address={"fi": "koordinaatio", "sv": "koordinering"},
    handouts=(Handout(PDF_A4),),
    figures=(
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
