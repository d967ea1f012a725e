"""A value of ours -> plain data, and back: data alone, which runs nothing when it is read.

A value is folded into JSON. Whatever JSON does not know is a list that begins with the number
of its type; the types stand by name before it. Only a type of ours that is already loaded, and
is a frozen dataclass, an enumeration, or registered here, is ever made of data.
"""

from __future__ import annotations

import json
import sys
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Take = Callable[[Any], Iterable[object]]
    Make = Callable[..., object]


class FoldError(Exception):
    """A text is no folded value."""


PACKAGE = __name__.partition(".")[0]
PLAIN = {str, int, bool, float, type(None)}
NAMES = {cls.__name__: cls for cls in (tuple, list, frozenset, dict, datetime, date, time)}
TUPLE = 0


def _of_dict(value: dict[object, object]) -> Iterable[object]:
    return (part for pair in value.items() for part in pair)


def _dict(*parts: object) -> dict[object, object]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _written(value: date | time) -> Iterable[object]:
    return (value.isoformat(),)


# By type: how a value is taken apart, and how a type of that kind is made of the parts.
_WAYS: dict[type, tuple[Take, Callable[[Any], Make]]] = {
    tuple: (iter, lambda _: lambda *parts: parts),
    list: (iter, lambda _: lambda *parts: list(parts)),
    frozenset: (sorted, lambda _: lambda *parts: frozenset(parts)),
    dict: (_of_dict, lambda _: _dict),
    datetime: (_written, lambda cls: cls.fromisoformat),
    date: (_written, lambda cls: cls.fromisoformat),
    time: (_written, lambda cls: cls.fromisoformat),
    Enum: (lambda value: (value.value,), lambda cls: cls),
}


def register(base: type, take: Take, make: Callable[..., object]) -> None:
    """Tell how values of a type, or of one below it, are kept: ``make(type, *take(value))``."""
    _WAYS[base] = take, lambda cls: partial(make, cls)


def fold(value: object) -> str:
    """Write a value as JSON."""
    numbers: dict[type, int] = {tuple: TUPLE}
    takes: list[Take] = [iter]

    def taken(part: Any) -> object:  # noqa: ANN401 - any value of ours
        cls = part.__class__
        if cls in PLAIN:
            return part
        number = numbers.get(cls)
        if number is None:
            number = numbers[cls] = len(numbers)
            takes.append(_way(cls)[0])
        return [number, *map(taken, takes[number](part))]

    data = taken(value)
    return json.dumps([[*map(_name, numbers)], data], ensure_ascii=False, separators=(",", ":"))


def unfold(text: str | bytes) -> Any:  # noqa: ANN401 - as it was folded
    """Make the value again; raises FoldError when the text is no folded value."""
    try:
        names, data = json.loads(text)
        makes = [_maker(name) for name in names]

        def made(part: list[Any]) -> object:
            parts = [made(each) if each.__class__ is list else each for each in part[1:]]
            number = part[0]
            return tuple(parts) if number == TUPLE else makes[number](*parts)

        return made(data) if data.__class__ is list else data
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise FoldError(str(error)) from error


@cache
def _maker(name: str) -> Make:
    cls = _named(name)
    return _way(cls)[1](cls)


def _name(cls: type) -> str:
    return cls.__name__ if cls.__name__ in NAMES else f"{cls.__module__}:{cls.__name__}"


def _named(name: str) -> type:
    """Give a type by its name, if it is one that values may be made of."""
    if name in NAMES:
        return NAMES[name]
    module, _, own = name.partition(":")
    cls = vars(sys.modules[module])[own]
    ours = module.startswith(f"{PACKAGE}.") and isinstance(cls, type) and cls.__module__ == module
    if not ours:
        raise ValueError(name)
    return cls  # type: ignore[no-any-return]


@cache
def _way(cls: type) -> tuple[Take, Callable[[Any], Make]]:
    """Give how a type's values are taken apart and made."""
    for base in cls.__mro__:
        if base in _WAYS:
            return _WAYS[base]
    if not is_dataclass(cls) or not cls.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        raise TypeError(cls)
    names = [field.name for field in fields(cls)]
    take = attrgetter(*names) if len(names) > 1 else _each(names)
    if any(field.kw_only for field in fields(cls)):
        return take, lambda cls: lambda *parts: cls(**dict(zip(names, parts, strict=True)))
    return take, lambda cls: cls


def _each(names: list[str]) -> Take:
    return lambda value: [getattr(value, name) for name in names]
