"""The shapes of fields that several kinds share, and the blocks that show them."""

import re
from collections.abc import Iterable, Iterator
from datetime import time
from typing import Annotated, Literal, Self

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from generator import document as doc
from generator.document import msg, section
from generator.document.richtext import RichText, begun
from generator.model.fields import (
    DRAWING,
    Drawing,
    Item,
    Items,
    Line,
    Part,
    Phrase,
    Prose,
    Ref,
    Reference,
    Section,
)
from generator.model.kind import Chapter
from generator.model.record import Record

TO = "\N{EN DASH}"
"""Between the beginning and the end of a time."""
CLOCK = r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])"
HOUR = 60


def _clock(value: object) -> object:
    found = re.fullmatch(CLOCK, value) if isinstance(value, str) else None
    if not found:
        code = "bad-clock"
        raise PydanticCustomError(code, "bad clock")
    return time(int(found[1]), int(found[2]))


Clock = Annotated[
    time,
    BeforeValidator(_clock),
    # An editor reads 9.30 as a number.
    WithJsonSchema(
        {"type": "string", "pattern": f"^{CLOCK}$", "minimum": 0, "exclusiveMaximum": 24}
    ),
]
"""A time of the day written as 9:30."""


def hours(starts: time, lengths: Iterable[int]) -> Iterator[str]:
    """Yield from when to when each of these minutes last, one after another.

    What has no minutes begins and is open; after it no time is known.
    """
    now: int | None = starts.hour * HOUR + starts.minute
    for minutes in lengths:
        end = now + minutes if now is not None and minutes else None
        yield "" if now is None else TO.join((_hour(now), _hour(end)))
        now = end


def _hour(minutes: int | None) -> str:
    return "" if minutes is None else f"{minutes // HOUR % 24}.{minutes % HOUR:02}"


OFFERING = ("checkboxes", "table")
"""Types of fields that are made of choices: boxes, columns."""
TYPE: JsonDict = {"title": "Kentän tyyppi"}
CHOICES: JsonDict = {"title": "Vaihtoehdot tai taulukon sarakkeet"}


def _given(field: str, schema: JsonDict) -> JsonDict:
    """Give the schema of what has a field of this schema."""
    return {"required": [field], "properties": {field: schema}}


class Choice(Item):
    """A choice of a field: its words, and a drawing that says the same to whoever reads little."""

    drawing: Drawing | None = Field(default=None, title="Piirros", description=DRAWING)


class FormField(Part):
    """A field of a form; its type tells what room a pen needs."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": _given("type", TYPE | {"enum": list(OFFERING)}),
            "then": _given("choices", CHOICES | {"type": "object"}),
            "else": {"properties": {"choices": CHOICES | {"type": "null"}}},
        }
    )

    title: Line = Field(title="Kentän nimi")
    type: Literal["line", "text", "date", "checkboxes", "table", "space", "signature"] = Field(
        title="Kentän tyyppi"
    )
    hint: Line = Field(default="", title="Ohje täyttäjälle")
    rows: int = Field(default=4, title="Rivien määrä", ge=1, le=20)
    choices: Items[Choice] = Field(default=(), title="Vaihtoehdot tai taulukon sarakkeet")
    required: bool = Field(
        default=False,
        title="Onko kenttä pakollinen",
        description="true, jos täytetty lomake ei kelpaa ilman tätä kenttää",
    )

    @field_validator("choices")
    @classmethod
    def _choices_are_shown(
        cls, value: tuple[Choice, ...], info: ValidationInfo
    ) -> tuple[Choice, ...]:
        kind = info.data.get("type", OFFERING[0])
        if kind not in OFFERING:
            raise PydanticCustomError("choices-unshown", "", {"type": kind})
        return value

    @model_validator(mode="after")
    def _offers_choices(self) -> Self:
        if self.type in OFFERING and not self.choices:
            raise PydanticCustomError("no-choices", "", {"type": self.type})
        return self


class Fact(Part):
    """A number and what it counts: ``5`` and ``lastensuojelulaitosta``."""

    title: Line = Field(title="Luku tai tieto")
    text: Phrase = Field(title="Mistä se kertoo")


class Moment(Part):
    """Something at its time: a milestone, a month of the year clock."""

    when: Line = Field(title="Milloin")
    title: Line = Field(default="", title="Nimi lyhyesti")
    text: Prose = Field(title="Mitä tapahtuu")

    @property
    def label(self) -> str:
        """Tell the time and the name on one line."""
        return f"{self.when}: {self.title}" if self.title else self.when


class Phase(Part):
    """A phase of a process, and the materials that belong to it."""

    title: Line = Field(title="Vaihe")
    text: Prose = Field(default=RichText(), title="Mitä vaiheessa tapahtuu")
    materials: tuple[Ref, ...] = Field(default=(), title="Materiaalit")


class TimetableRow(Part):
    """A row of a timetable: how long, what, and how it goes."""

    title: Line = Field(title="Kohta")
    minutes: int = Field(title="Kesto minuutteina", ge=1, le=600)
    text: Prose = Field(default=RichText(), title="Mitä kohdassa tehdään")


# --- blocks that kinds share -----------------------------------------------------------------

CLIENT_DOCUMENT = doc.Notice(
    msg(
        "A filled form is a client document. It belongs in the client record system: leave it on"
        " no device of your own, in no shared folder and in no mail."
    ),
    role="client-data",
)
NO_CLIENT_DATA = doc.Notice(
    msg("Write no client information on this form."), role=f"client-data {doc.UNWANTED}"
)


Picked = Annotated[str, Reference("measure", part=True, quoted="statements")]
"""The id of a statement of the common measure."""
PICKED = "Mittarin väitteiden tunnukset; sanat ovat mittarissa"


def texts(items: tuple[Item, ...]) -> tuple[RichText, ...]:
    """Give the words of items."""
    return tuple(item.text for item in items)


def titled(field: str, parts: Iterable[Section]) -> tuple[doc.Section, ...]:
    """Give each titled part of a field."""
    return tuple(
        section(
            f"{field}.{part.id}",
            part.title,
            drawn(getattr(part, "drawing", None), doc.Prose(part.text)),
            *promised(getattr(part, "promises", ())),
        )
        for part in parts
    )


def picked(ids: tuple[str, ...], into: doc.Items | doc.Statements) -> doc.Quoted:
    """Give statements of the common measure, as it words them."""
    return doc.Quoted("measure", "statements", ids, into)


def drawn(drawing: str | None, block: doc.Block) -> doc.Block:
    """Set the drawing of a part, if it has one, beside its text."""
    return doc.Columns((doc.Pictogram(drawing), block), "drawn") if drawing else block


def promised(ids: Iterable[str]) -> tuple[doc.Promise, ...]:
    """Give the promises that stand at a place of a document."""
    return tuple(map(doc.Promise, ids))


def checklist(field: str, title: doc.Message, items: tuple[Item, ...]) -> doc.Section:
    """Give a field of things to be ticked."""
    return section(field, title, doc.Items(texts(items), "checklist"))


def form_of(fields: tuple[FormField, ...]) -> doc.Form:
    """Give fields to fill in."""
    return doc.Form(
        tuple(
            doc.Field(
                field.id,
                _title(field),
                field.type,
                field.hint,
                field.rows,
                texts(field.choices),
                getattr(field, "example", RichText()),
                tuple(choice.id for choice in field.choices),
                field.required,
                tuple(choice.drawing or "" for choice in field.choices),
            )
            for field in fields
        )
    )


def _title(field: FormField) -> doc.Text:
    return msg("%(title)s (required)", title=field.title) if field.required else field.title


def chapters(record: Record, told: tuple[Chapter, ...]) -> tuple[doc.Section, ...]:
    """Give each of these fields under its heading, in the shape of what it holds."""
    return tuple(section(c.field, c.title, _block(getattr(record, c.field))) for c in told)


def _block(value: object) -> doc.Block:
    if isinstance(value, RichText):
        return doc.Line(value) if value.phrase else doc.Prose(value)
    if isinstance(value, str):
        return doc.Line(value)
    items = value if isinstance(value, tuple) else (value,)
    moments = tuple((each.label, each.text) for each in items if isinstance(each, Moment))
    facts = tuple(begun(each.title, each.text) for each in items if isinstance(each, Fact))
    phrases = tuple(each.text for each in items if isinstance(each, Item))
    if len(moments) + len(facts) + len(phrases) != len(items):
        message = f"no block shows {value!r}"
        raise TypeError(message)
    return doc.Definitions(moments, "moments") if moments else doc.Items(facts or phrases)
