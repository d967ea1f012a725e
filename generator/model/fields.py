"""The types of fields, and what each field of a model is for the stages that walk records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from types import UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue, SkipJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function

from generator.document.leftover import PLAINLY, marked
from generator.document.richtext import MarkupError, RichText, parse
from generator.fold import register

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES = ("fi", "sv")
ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DAY_PATTERN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS = 2015, 2099
"""The first and the last year of which a bank of the systemic model can speak."""
# Every day of these years that there is, for editors.
_COMMON = "(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31"
_ANY_DAY = f"^20((1[5-9]|[2-9][0-9])-({_COMMON})|(16|[2468][048]|[3579][26])-02-29)$"
REFERS = "refers"
"""Stands in a schema, with the reference, until the ids of a bank take its place."""
NUMBER = "(0|[1-9][0-9]{0,3})"
LONGEST_LINE = 1_000  # characters
_ANY_LINE = rf"^\s*(\S|\s+(?=\S)){{1,{LONGEST_LINE}}}\s*$"  # spaces side by side count as one
T = TypeVar("T")


# --- the types of fields ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """Marks a field that holds words, which a translation may lay over."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """Marks a list written as a mapping: each item has its id as its key."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the mapping that authors write, not the list that it becomes."""
        schema = handler(core)
        return keyed(schema["items"]) | {"minProperties": 1}


def keyed(items: JsonSchemaValue) -> JsonSchemaValue:
    """Give the schema of a mapping of ids to items."""
    keys = {"pattern": f"^{ID_PATTERN.pattern}$"}
    return {"type": "object", "propertyNames": keys, "additionalProperties": items}


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field that names a record, of ``kind`` or of any kind when that is empty.

    ``kind`` may be a table: then it names an entry. With ``part`` it names an item of a list in
    a record of the kind: a principle of the model. What is quoted says there, in the list of
    this name, what the record shows as its own; it cannot stand without it.
    """

    kind: str = ""
    part: bool = False
    quoted: str = ""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell what is named; which ids there are, only a bank knows."""
        return handler(core) | {REFERS: self}


def _line(value: object) -> object:
    line = " ".join(_text(value).split())
    if len(line) > LONGEST_LINE:
        values = {"size": len(line), "limit": LONGEST_LINE}
        raise PydanticCustomError("line-too-long", "too long", values)
    if mark := marked(_text(value)):
        raise PydanticCustomError("line-markup", "markup", {"markup": mark})
    return line


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "text expected")
    if not value.strip():
        raise PydanticCustomError("empty-text", "no text")
    return value


def _day(value: object) -> object:
    if isinstance(value, str) and not DAY_PATTERN.fullmatch(value):
        raise PydanticCustomError("bad-date", "bad date")
    return value


def _likely(value: date) -> date:
    first, last = YEARS
    if not first <= value.year <= last:
        values = {"day": value.isoformat(), "first": first, "last": last}
        raise PydanticCustomError("unlikely-day", "unlikely day", values)
    return value


def _rich(value: object, *, phrase: bool) -> RichText:
    value = _text(value)
    try:
        return parse(value, phrase=phrase)
    except MarkupError as error:
        raise PydanticCustomError("markup", "markup", {"faults": error.faults}) from None


@dataclass(frozen=True, slots=True)
class _Parsed:
    """Reads a field's text into a tree, with the parser alone.

    PlainValidator would also make a schema of the tree's own types, for every field anew.
    """

    phrase: bool

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Validate by the parser."""
        return no_info_plain_validator_function(partial(_rich, phrase=self.phrase))


def _keyed(value: object) -> object:
    """Turn ``{key: item}`` into ``[{id: key, **item}]``; a bare text is an item's ``text``."""
    if value in ({}, []):
        raise PydanticCustomError("empty-list", "no items")
    if not isinstance(value, dict):
        raise PydanticCustomError("keyed-list", "mapping expected")
    items = []
    for key, item in value.items():
        fields = item if isinstance(item, dict) else {"text": item}
        if "id" in fields:
            raise PydanticCustomError("keyed-id", "id twice", {"key": key})
        items.append({"id": key, **fields})
    return items


def _id(value: str) -> str:
    if not ID_PATTERN.fullmatch(value):
        raise PydanticCustomError("bad-id", "bad id", {"id": value})
    return value


_TEXT = WithJsonSchema({"type": "string", "pattern": r"\S"})
_LINE = WithJsonSchema(
    {
        "type": "string",
        "pattern": _ANY_LINE,
        "not": {"type": "string", "pattern": PLAINLY},
    }
)
Id = Annotated[str, BeforeValidator(_id)]
Day = Annotated[
    date,
    BeforeValidator(_day),
    AfterValidator(_likely),
    WithJsonSchema({"type": "string", "pattern": _ANY_DAY}),
]
"""A day written as 2026-11-22."""
Version = Annotated[
    str,
    Field(
        pattern=rf"^{NUMBER}(\.{NUMBER}){{1,2}}$",
        # An editor reads 1.10 as a number, of which it knows no more.
        json_schema_extra={"minimum": 0, "exclusiveMaximum": 10_000},
    ),
]
"""A version written as 1.0 or 1.0.1, in one way alone: no letters, no zeros before a number."""
Line = Annotated[str, Words(), BeforeValidator(_line), _LINE]
"""Plain words on one line: a title, a label."""
Note = Annotated[str, BeforeValidator(_line), _LINE]
"""Plain words on one line for editors, which nobody translates."""
Phrase = Annotated[RichText, Words(), _Parsed(phrase=True), _TEXT]
"""One paragraph of rich text: a summary, an item of a list."""
Prose = Annotated[RichText, Words(), _Parsed(phrase=False), _TEXT]
"""Rich text of any length: paragraphs, lists, ``###`` headings."""
PROMISES = "Näkyvät tekstin jälkeen lupausten taulusta, lukijan mukaan"
Items = Annotated[tuple[T, ...], Keyed(), BeforeValidator(_keyed)]
"""A list whose items can be translated and referred to, so each has an id as its key."""
Ref = Annotated[str, Reference()]
"""The id of any record."""
Audience = Annotated[str, Reference("audience")]
Role = Annotated[str, Reference("role")]
Theme = Annotated[str, Reference("theme")]
Source = Annotated[str, Reference("source")]
Law = Annotated[str, Reference("law")]
Promised = Annotated[str, Reference("promise")]
Drawing = Annotated[str, Reference("drawing")]
DRAWING = "Piirroksen avain; kaikki piirrokset ovat sivulla Piirrokset"
Address = Annotated[str, Field(pattern=rf"^{ID_PATTERN.pattern}(/{ID_PATTERN.pattern})*/?$")]
"""An address of the site, below its root: ``esitteet/perheelle``."""


class Model(BaseModel):
    """A frozen part of a record; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _nothing_written_is_nothing(cls, data: object) -> object:
        if isinstance(data, dict):
            known = cls.model_fields
            return {k: v for k, v in data.items() if v is not None or k not in known}
        return data


def _values(model: Model) -> Iterable[object]:
    return [model.__dict__[name] for name in type(model).model_fields]


def _model(cls: type[Model], *values: Any) -> Model:  # noqa: ANN401 - of any fields
    return cls.model_construct(**dict(zip(cls.model_fields, values, strict=True)))


# What was sound when it was kept is not validated again.
register(Model, _values, _model)


class Part(Model):
    """An item of a list written as a mapping; its key is its id."""

    id: SkipJsonSchema[Id]


class Item(Part):
    """An item of a list: words under a key."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe what authors write: the words under ``text``, or alone where that is enough."""
        schema = handler.resolve_ref_schema(handler(core))
        if set(schema["required"]) - {"id", "text"}:
            return schema
        words = handler.resolve_ref_schema(schema)["properties"]["text"]
        return schema | {"type": ["string", "object"], "pattern": words["pattern"]}

    text: Phrase = Field(title="Teksti")


class Section(Part):
    """A titled part of a text."""

    title: Line = Field(title="Väliotsikko")
    text: Prose = Field(title="Leipäteksti")


class Passage(Section):
    """A titled part of a text that may promise something and bear a drawing."""

    drawing: Drawing | None = Field(default=None, title="Piirros", description=DRAWING)
    promises: tuple[Promised, ...] = Field(default=(), title="Lupaukset", description=PROMISES)


# --- what a model's fields are, for the stages that walk records -----------------------------


@dataclass(frozen=True, slots=True)
class Slot:
    """Whether one field of a model holds words, parts, items by key, or references."""

    words: bool = False
    model: type[Model] | None = None
    keyed: bool = False
    reference: Reference | None = None


@cache
def slots(model: type[Model]) -> dict[str, Slot]:
    """Tell what each field of a model is."""
    return {
        name: _slot(info.annotation, tuple(info.metadata))
        for name, info in model.model_fields.items()
    }


def _slot(annotation: Any, marks: tuple[object, ...]) -> Slot:  # noqa: ANN401 - a type form
    while get_origin(annotation) in {Annotated, Union, UnionType, tuple}:
        if get_origin(annotation) is Annotated:
            marks += annotation.__metadata__
        annotation = get_args(annotation)[0]
    return Slot(
        words=any(isinstance(mark, Words) for mark in marks),
        model=annotation
        if isinstance(annotation, type) and issubclass(annotation, Model)
        else None,
        keyed=any(isinstance(mark, Keyed) for mark in marks),
        reference=next((mark for mark in marks if isinstance(mark, Reference)), None),
    )
