"""Kind + id -> the beginning of a new record, which the checks accept as it stands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import yaml

from generator.model.fields import Item, slots

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pydantic.fields import FieldInfo

    from generator.model.fields import Model, Reference
    from generator.model.kind import Kind
    from generator.model.record import Record

REVIEW_AFTER = timedelta(days=365)


def scaffold(
    kind: Kind[Record], record_id: str, source: Path, first_of: Callable[[Reference], str]
) -> Path:
    """Write a record with every required field, to be filled in, and give its path.

    ``first_of`` gives an id that a reference may name, for a field that must refer to
    something. Raises FileExistsError rather than touch a record that is there.
    """
    file = source / kind.place / f"{record_id}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    head = f"# yaml-language-server: $schema=../../schemas/{kind.name}.json\n"
    body = yaml.safe_dump(
        _fields(kind.model, first_of), sort_keys=False, allow_unicode=True, width=95
    )
    with file.open("x", encoding="utf-8") as stream:
        stream.write(head + body)
    return file


def _fields(model: type[Model], first_of: Callable[[Reference], str]) -> dict[str, Any]:
    return {
        name: _value(name, info, model, first_of)
        for name, info in model.model_fields.items()
        if info.is_required() and name != "id"
    }


def _value(
    name: str, info: FieldInfo, model: type[Model], first_of: Callable[[Reference], str]
) -> object:
    slot = slots(model)[name]
    placeholder = f"[{info.title or name}]"
    # The dates of a new record are those of its writing; no build reads the clock.
    today = date.today()  # noqa: DTZ011
    special: dict[str, object] = {
        "version": "0.1",
        "updated": today,
        "review_by": today + REVIEW_AFTER,
    }
    if name in special:
        return special[name]
    if slot.reference:
        found = first_of(slot.reference)
        return [found] if get_origin(info.annotation) is tuple else found
    if slot.keyed and slot.model:
        item = placeholder if slot.model is Item else _fields(slot.model, first_of)
        return {"ensimmainen": item}
    if slot.model:
        return _fields(slot.model, first_of)
    if get_origin(info.annotation) is Literal:
        return get_args(info.annotation)[0]
    return 10 if info.annotation is int else placeholder
