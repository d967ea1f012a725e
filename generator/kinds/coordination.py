"""Who coordinates what: the model's elements, their tasks, who answers for each, how far it is."""

from typing import Literal

from pydantic import Field

from generator import document as doc
from generator.document import msg, paper, screen, section
from generator.formats import PDF_A4
from generator.kinds.shapes import titled
from generator.model.fields import Items, Line, Part, Phrase, Prose, Ref, Section
from generator.model.kind import Handout, Kind
from generator.model.record import Record


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


STATES = {"open": msg("To be agreed"), "agreed": msg("Agreed"), "running": msg("In use")}


def document(record: Coordination) -> doc.Document:
    """Tell the elements, in each its tasks at a glance and one by one."""
    figure = doc.Figure(
        "elements",
        "grid",
        msg("The four elements of the support and coordination model"),
        tuple(element.title for element in record.elements),
    )
    return doc.document(
        doc.Prose(record.intro),
        figure,
        *(_element(element, number) for number, element in enumerate(record.elements, 1)),
        *titled("sections", record.sections),
    )


def _element(element: Element, number: int) -> doc.Section:
    body, state = msg("Responsible body"), msg("State")
    overview = doc.Table(
        element.title,
        (msg("Task"), body, state),
        tuple((task.title, task.body, STATES[task.state]) for task in element.tasks),
    )
    tasks = (
        section(
            f"tasks.{task.id}",
            task.title,
            doc.Prose(task.text),
            doc.Links(task.materials),
            paper(doc.Definitions(((body, task.body), (state, STATES[task.state])), "duty-body")),
            role="duty",
        )
        for task in element.tasks
    )
    blocks: tuple[doc.Block, ...] = (doc.Prose(element.text), screen(overview), *tasks)
    return section(f"elements.{element.id}", element.title, *blocks, number=number)


KIND = Kind(
    name="coordination",
    model=Coordination,
    document=document,
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
)
