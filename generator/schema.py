"""Models -> JSON Schemas (draft-07), by which editors complete and explain the fields."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from generator.kinds import known
from generator.model.fields import ID_PATTERN, Item, slots
from generator.model.kind import Table
from generator.model.record import Translation
from generator.model.settings import Settings
from generator.source.overlay import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.fields import Model

DRAFT = "http://json-schema.org/draft-07/schema#"
KEYS = {"pattern": f"^{ID_PATTERN.pattern}$"}


def schemas() -> Iterator[tuple[str, str]]:
    """Give every schema: (file name, its JSON)."""
    yield "settings.json", _text(_whole(Settings))
    for kind in known().values():
        one = _whole(kind.model)
        words = _words(kind.model)
        if isinstance(kind, Table):
            definitions = one.pop("definitions", {})
            one = {
                "type": "object",
                "propertyNames": KEYS,
                "additionalProperties": one,
                "definitions": definitions,
            }
            words = {"type": "object", "properties": {}, "additionalProperties": words}
        yield f"{kind.name}.json", _text({"title": kind.one["fi"]} | one)
        words["properties"] = {HEAD: _whole(Translation)} | words["properties"]
        words["required"] = [HEAD]
        yield f"{kind.name}.translation.json", _text(words)


def _whole(model: type[Model]) -> dict[str, Any]:
    made = model.model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=GenerateJsonSchema
    )
    made["definitions"] = made.pop("$defs", {})
    for described in (made, *made["definitions"].values()):
        # Docstrings are for programmers; authors read the titles of the fields.
        described.pop("description", None)
        described.pop("title", None)
    return made


def _words(model: type[Model]) -> dict[str, Any]:
    """Give the schema of a translation: the words alone, keyed as in the original."""
    fields: dict[str, Any] = {}
    for name, slot in slots(model).items():
        title = model.model_fields[name].title
        if slot.words:
            fields[name] = {"type": "string", "title": title}
        elif slot.model and slot.keyed:
            items = {"type": "string"} if slot.model is Item else _words(slot.model)
            fields[name] = {"type": "object", "title": title, "additionalProperties": items}
        elif slot.model and (part := _words(slot.model))["properties"]:
            fields[name] = part | {"title": title}
    return {"type": "object", "properties": fields, "additionalProperties": False}


def _text(schema: dict[str, object]) -> str:
    return json.dumps({"$schema": DRAFT} | schema, ensure_ascii=False, indent=1) + "\n"
