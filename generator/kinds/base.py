"""What every record has, and what a kind declares about itself.

A kind is one module here: a frozen model of its records and a ``KIND``. Its folder of
sources and its folder of templates carry the module's name, so nothing else is edited.
"""

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
    Literal,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue, SkipJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function

from generator.problem import Severity
from generator.richtext import MarkupError, RichText, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.formats import Format

LANGUAGES = ("fi", "sv")
ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DAY_PATTERN = re.compile(r"\d{4}-\d\d-\d\d")
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
        keys = {"pattern": f"^{ID_PATTERN.pattern}$"}
        items = schema["items"]
        return {"type": "object", "propertyNames": keys, "additionalProperties": items}


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field that names another record; of ``kind``, or of any kind when empty.

    With ``part`` it names an item of a list in a record of the kind: a principle of the model.
    """

    kind: str = ""
    part: bool = False


def _line(value: object) -> object:
    return " ".join(_text(value).split())


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


_TEXT = WithJsonSchema({"type": "string"})
Id = Annotated[str, BeforeValidator(_id)]
Day = Annotated[date, BeforeValidator(_day)]
"""A day written as 2026-11-22."""
Line = Annotated[str, Words(), BeforeValidator(_line)]
"""Plain words on one line: a title, a label."""
Phrase = Annotated[RichText, Words(), _Parsed(phrase=True), _TEXT]
"""One paragraph of rich text: a summary, an item of a list."""
Prose = Annotated[RichText, Words(), _Parsed(phrase=False), _TEXT]
"""Rich text of any length: paragraphs, lists, ``###`` headings."""
Items = Annotated[tuple[T, ...], Keyed(), BeforeValidator(_keyed)]
"""A list whose items can be translated and referred to, so each has an id as its key."""
Ref = Annotated[str, Reference()]
"""The id of any record."""
Audience = Annotated[str, Reference("audience")]
Role = Annotated[str, Reference("role")]
Theme = Annotated[str, Reference("theme")]
Source = Annotated[str, Reference("source")]
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


class Part(Model):
    """An item of a list written as a mapping; its key is its id."""

    id: SkipJsonSchema[Id]


class Item(Part):
    """An item of a list: words under a key."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _core: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe what authors write: the words alone."""
        return {"type": "string"}

    text: Phrase = Field(title="Teksti")


class Section(Part):
    """A titled part of a text."""

    title: Line = Field(title="Väliotsikko")
    text: Prose = Field(title="Leipäteksti")


class Image(Model):
    """A picture beside the source that names it."""

    file: str = Field(title="Kuvan tiedosto", description="Polku materiaalin kansiosta: kuva.png")
    alt: Line = Field(title="Kuvan tekstivastine", description="Mitä kuva kertoo lukijalle")


class Approval(Model):
    """Who approved the text, by role, and when."""

    role: Role = Field(title="Hyväksyjän rooli")
    on: Day = Field(title="Hyväksymispäivä")


class Change(Part):
    """What a version changed."""

    version: str = Field(title="Versio")
    on: Day = Field(title="Päivä")
    text: Phrase = Field(title="Mikä muuttui")


class Withdrawal(Model):
    """Why a record is no longer in use, and what to read instead."""

    reason: Phrase = Field(title="Miksi materiaali poistettiin käytöstä")
    instead: Ref | None = Field(default=None, title="Mitä käytetään sen sijaan")


class Translation(Model):
    """What a translation says of itself; it stands under ``translation`` in its file."""

    state: Literal["draft", "approved"] = Field(title="Käännöksen tila")
    follows: str = Field(title="Alkutekstin tunniste, jota käännös seuraa")


class Entry(Part):
    """A small record: an audience, a role, a theme, a source."""

    title: Line = Field(title="Nimi")
    summary: Line = Field(default="", title="Tiivistelmä")

    @property
    def slug(self) -> str:
        """Give the last part of the address."""
        return self.id


@dataclass(frozen=True, slots=True)
class Finding:
    """What a record says is wrong with itself: where, a problem's code, its values."""

    where: tuple[str | int, ...]
    code: str
    values: dict[str, str]
    severity: Severity = Severity.ERROR


class Record(Entry):
    """What every material has: for whom it is, how old it is, who stands behind it."""

    summary: Line = Field(title="Tiivistelmä", description="Yksi virke: mikä tämä on")
    audience: tuple[Audience, ...] = Field(title="Kenelle", min_length=1)
    roles: tuple[Role, ...] = Field(default=(), title="Roolit")
    themes: tuple[Theme, ...] = Field(default=(), title="Teemat")
    version: str = Field(
        title="Versio",
        pattern=r"^\d+\.\d+(\.\d+)?$",
        description="Esimerkiksi 1.0",
        json_schema_extra={"type": ["string", "number"]},
    )
    updated: Day = Field(title="Päivitetty", description="Päivä muodossa 2026-11-22")
    review_by: Day = Field(title="Tarkistettava viimeistään")
    state: Literal["draft", "approved", "withdrawn"] = Field(title="Tila")
    approved: Approval | None = Field(default=None, title="Hyväksyntä")
    withdrawn: Withdrawal | None = Field(default=None, title="Käytöstä poisto")
    changes: Items[Change] = Field(default=(), title="Muutokset", description="Uusin ensin")
    sources: tuple[Source, ...] = Field(default=(), title="Lähteet")
    order: int = Field(default=100, title="Paikka luettelossa", ge=1, description="Pienin ensin")
    related: tuple[Ref, ...] = Field(default=(), title="Liittyvät materiaalit")
    followed_by: tuple[Ref, ...] = Field(
        default=(),
        title="Mitä tehdään tämän jälkeen",
        description="Toiset sivut sanovat sen takaisin",
    )
    plain_of: Ref | None = Field(default=None, title="Minkä materiaalin selkokielinen pari")
    image: Image | None = Field(default=None, title="Kuva")
    formerly: tuple[Address, ...] = Field(
        default=(), title="Entiset osoitteet", description="Ilman kieltä: esitteet/perheelle"
    )

    @field_validator("review_by")
    @classmethod
    def _review_follows_update(cls, value: date, info: ValidationInfo) -> date:
        updated = info.data.get("updated")
        if updated and value < updated:
            raise PydanticCustomError("review-before-update", "", {"updated": str(updated)})
        return value

    @field_validator("approved", "withdrawn")
    @classmethod
    def _state_says_the_same(cls, value: object, info: ValidationInfo) -> object:
        state = info.data.get("state")
        if state and value is not None and info.field_name != state:
            raise PydanticCustomError("state-mismatch", "", {"state": state})
        return value

    def check(self) -> Iterator[Finding]:
        """Yield what only the whole record can tell."""
        if self.state in {"approved", "withdrawn"} and getattr(self, self.state) is None:
            yield Finding(("state",), "state-unexplained", {"state": self.state})


# --- kinds -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Handout:
    """A file made of a record: in a format, by a template, on a set number of sheets or any.

    ``sheets`` may name the property of the record that tells the number.
    """

    format: Format
    template: str = "handout.html.j2"
    sheets: int | str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing made of a record: the names of the items of a field, in a shape.

    A ``ring`` stands around its ``centre``, a ``clock`` goes round it clockwise; a ``grid``
    and a ``path`` are numbered. ``label`` is the field or property that names an item.
    """

    name: str
    shape: Literal["ring", "clock", "grid", "path"]
    field: str
    title: Mapping[str, str]
    centre: Mapping[str, str] | None = None
    label: str = "title"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A field that is told under a heading of its own, on page and paper."""

    field: str
    title: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A page that lays all records of a kind side by side, chapter by chapter.

    ``address`` is whole, below the root of the language's site.
    """

    address: Mapping[str, str]
    title: Mapping[str, str]
    intro: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record. Words are given by language, Finnish always.

    ``folder`` is ``content`` or ``materials``. ``address`` is the first part of the address
    of its records; without one they have no pages and serve others, like sources.
    ``order`` is its place among kinds. ``table`` tells that its records stand in one file.
    A kind ``under`` another is shown on the other's index page and not in the menu.
    ``index`` is the template of its index page, where cards do not do; by it a table is a page.
    ``texts`` are formats written without a template: of each record, of a table as a whole.
    ``chapters`` are the fields that need no template of their own.
    """

    name: str
    model: type[Entry]
    folder: Literal["content", "materials"]
    one: Mapping[str, str]
    many: Mapping[str, str]
    intro: Mapping[str, str]
    order: int
    address: Mapping[str, str] | None = None
    handouts: tuple[Handout, ...] = ()
    table: bool = False
    listed: bool = True
    under: str = ""
    figures: tuple[Figure, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    comparison: Comparison | None = None
    index: str = ""
    texts: tuple[Format, ...] = ()

    def __reduce__(self) -> tuple[Callable[[str], Kind], tuple[str]]:
        """Be kept by name alone: there is one of each kind in a process."""
        return _known, (self.name,)


def _known(name: str) -> Kind:
    from generator.kinds import kinds  # noqa: PLC0415 - they are made of what stands here

    return kinds()[name]


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
