"""Models -> JSON Schemas (draft-07), by which editors complete, explain and mark the fields.

A schema accepts and refuses what the reader does, as far as draft-07 and ECMA-262 can say it. An
editor reads YAML 1.2 (core schema): to it ``112`` and ``1.10`` are numbers, ``true`` is no text,
and a field left empty is null, where the reader has the text as it was written, or no field.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from generator.kinds import known
from generator.model.fields import ID_PATTERN, REFERS, Item, Reference, keyed, slots
from generator.model.kind import Table
from generator.model.record import HEAD, Translation
from generator.model.settings import Settings
from generator.source.limits import MAX_ITEMS, MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from generator.formats import Format
    from generator.model.fields import Model

    Named = Callable[[Reference], Iterable[str]]
    Json = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
NUMBERS = ("1", "2026", "1.5", "9.30")
"""What an editor takes for no text, unless it stands in quotes; and so ``true``."""
TYPES = ("string", "number", "boolean", "array", "object", "null")
OURS = {"anyOf", "default", "sv", REFERS}
"""What is not passed on as it is."""
WHOLE = r"^\s*\+?[0-9](_?[0-9])*(\.0+)?\s*$"
TRUTH = (
    "^([01]|[yY]([eE][sS])?|[nN][oO]?|[oO]([nN]|[fF][fF])"
    "|[tT]([rR][uU][eE])?|[fF]([aA][lL][sS][eE])?)$"
)
"""What the reader takes for a number, and for yes or no, also when it stands in quotes."""


def schemas(named: Named = lambda _: ()) -> Iterator[tuple[str, str]]:
    """Give every schema: (file name, its JSON).

    ``named`` gives the ids that a reference may name; where it gives none, any id will do.
    """
    yield from _both("settings", Settings, {}, named)
    for kind in known().values():
        title = {"title": kind.one["fi"]}
        if isinstance(kind, Table):
            yield from _both(kind.name, kind.model, title, named, table=True)
        else:
            yield from _both(kind.name, kind.model, title, named, shapes=kind.shapes)


def is_schema(file: Path) -> bool:
    """Tell whether a file may be written over: there is none, or it is such a schema."""
    if not file.exists():
        return True
    try:
        there = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(there, dict) and there.get("$schema") == DRAFT


def _both(
    name: str,
    model: type[Model],
    title: Json,
    named: Named,
    *,
    table: bool = False,
    shapes: Sequence[Format] | None = None,
) -> Iterator[tuple[str, str]]:
    """Give the schema of an original, and that of its translations."""
    one, words = _whole(model, named), _words(model)
    if shapes is not None:
        names = [made.name for made in shapes]
        one["properties"]["without"] |= {"items": {"enum": names}} if names else {"maxItems": 0}
    for whole in (one, words):
        _told_apart(whole, one["definitions"], set(slots(model)))
    if table:
        definitions = one.pop("definitions")
        one = keyed(one) | {"definitions": definitions}
        words = keyed(words) | {"properties": {}}
    yield f"{name}.json", _json(title | one)
    head = _whole(Translation, named)
    words["definitions"] = head.pop("definitions")
    words["properties"] = {HEAD: head} | words["properties"]
    yield f"{name}.translation.json", _json(words | {"required": [HEAD]})


def _whole(model: type[Model], named: Named) -> Json:
    """Give the schema of a model as its authors write it."""
    made = model.model_json_schema(ref_template="#/definitions/{model}")
    definitions = made.pop("$defs", {})
    for described in (made, *definitions.values()):
        # Docstrings are for programmers; authors read the titles of the fields.
        described.pop("description", None)
        described.pop("title", None)
    seen: dict[str, Reference] = {}
    whole = _written(made, seen)
    whole["definitions"] = {name: _written(each, seen) for name, each in definitions.items()}
    whole["definitions"] |= {name: _ids(named(seen[name])) for name in sorted(seen)}
    return whole


def _words(model: type[Model]) -> Json:
    """Give the schema of a translation: the words alone, keyed as in the original."""
    spoken = {name for name, slot in slots(model).items() if slot.words}
    item = issubclass(model, Item)  # its words are often its text alone, whatever else it has
    whole = _whole(Item if item and len(spoken) == 1 else model, lambda _: ())
    del whole["definitions"]
    if item:
        written = whole["anyOf"][0]
        known = written["properties"].items()
        written["properties"] = {name: each for name, each in known if name in spoken}
        return whole
    fields: Json = {}
    for name, slot in slots(model).items():
        if slot.words:
            fields[name] = whole["properties"][name]
        elif slot.model and (part := _words(slot.model)).get("properties", True):
            title = {"title": model.model_fields[name].title}
            fields[name] = title | (_keyed(part) if slot.keyed else part)
    return {"type": "object", "properties": fields, "additionalProperties": False}


def _told_apart(schema: object, definitions: Json, fields: set[str]) -> None:
    """Let no text be an item by the name of a field of the whole, of what holds it or of its own.

    The reader takes it for that field, which has slipped.
    """
    if isinstance(schema, list):
        for part in schema:
            _told_apart(part, definitions, fields)
    if not isinstance(schema, dict):
        return
    around = fields | schema.get("properties", {}).keys()
    for key, part in schema.items():
        _told_apart(part, definitions, around if key == "properties" else fields)
    if "propertyNames" in schema:
        item: Json = schema["additionalProperties"]
        own: Json = definitions.get(item.get("$ref", "").rpartition("/")[2], item)
        own = own.get("anyOf", [own])[0]
        names = "|".join(sorted(fields | own.get("properties", {}).keys()))
        if own.get("type") != "object":
            schema["allOf"] = [{"patternProperties": {f"^({names})$": {"type": "object"}}}]


def _keyed(items: Json) -> Json:
    return keyed(items) | {"maxProperties": MAX_ITEMS}


# --- what the reader makes of it -> what is written ------------------------------------------


def _written(schema: Json, seen: dict[str, Reference], *, optional: bool = False) -> Json:
    """Turn the schema of what the reader makes into that of what authors write.

    What it refers to is added to what was ``seen``, by the name of its definition.
    """
    schema = schema | schema.get("anyOf", [{}])[0]  # of something, or nothing
    made = {key: each for key, each in schema.items() if key not in OURS}
    if "default" in schema and _can_stand(schema["default"], schema):
        made["default"] = schema["default"]
    if reference := schema.get(REFERS):
        name = definition(reference)
        seen[name] = reference
        made["$ref"] = f"#/definitions/{name}"
        del made["type"]
    for key in made.keys() & {"items", "additionalProperties"}:
        if isinstance(made[key], dict):
            made[key] = _written(made[key], seen)
    if "properties" in made:
        needed = made.get("required", ())
        made["properties"] = {
            name: _written(field, seen, optional=name not in needed)
            for name, field in made["properties"].items()
        }
    also = ["boolean"] if _is_text(made) and _fits(made, "true") else []
    return _also(made | _limits(made), [*also, "null"] if optional else also)


def definition(reference: Reference) -> str:
    """Name the definition that holds the ids which a reference may name."""
    parts = (reference.kind or "record", "part" if reference.part else "", reference.quoted)
    return ".".join(filter(None, parts))


def _is_text(made: Json) -> bool:
    return "string" in made.get("type", "") and "enum" not in made


def _fits(made: Json, text: str) -> bool:
    return bool(re.search(made.get("pattern", ""), text))


def _can_stand(default: object, made: Json) -> bool:
    """Tell whether a field's default is what an author might write there."""
    if isinstance(default, str):
        return bool(default) and _fits(made, default)
    return isinstance(default, int)


def _limits(made: Json) -> Json:
    """Give what else is to be said of a type."""
    if _is_text(made):
        types = [made["type"]] if isinstance(made["type"], str) else made["type"]
        types = [*types, *(["number"] if any(_fits(made, each) for each in NUMBERS) else [])]
        return {"type": types if types[1:] else types[0], "maxLength": MAX_TEXT}
    match made.get("type"):
        case "array":
            return {"maxItems": MAX_ITEMS}
        case "object" if "propertyNames" in made:
            return {"maxProperties": MAX_ITEMS}
        case "integer":
            return {"type": ["integer", "string"], "pattern": WHOLE}
        case "boolean":
            types = ["boolean", "string", "integer"]
            return {"type": types, "pattern": TRUTH, "minimum": 0, "maximum": 1}
    return {}


def _also(made: Json, types: list[str]) -> Json:
    """Let a value be of other types as well, which no editor is to propose for a text."""
    if not types:
        return made
    if made.get("type") in ("array", "object"):
        return made | {"type": [made["type"], *types]}
    told = {key: made.pop(key) for key in ("title", "description", "default") if key in made}
    return told | {"anyOf": [made, {"not": {"type": [t for t in TYPES if t not in types]}}]}


def _ids(found: Iterable[str]) -> Json:
    """Give the schema of the ids of a bank; an editor takes one of digits alone for a number."""
    ids = sorted(found)
    if not ids:
        return _written({"type": "string", "pattern": f"^{ID_PATTERN.pattern}$"}, {})
    digits = [int(each) for each in ids if each.isdecimal()]
    return {"type": ["string", "integer"] if digits else "string", "enum": [*ids, *digits]}


def _json(schema: Json) -> str:
    return json.dumps({"$schema": DRAFT} | schema, ensure_ascii=False, indent=1) + "\n"
