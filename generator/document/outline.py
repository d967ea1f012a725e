"""Document -> its tree as lines, for whoever wants to see what a record says and where."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from generator.document import Message
from generator.document.richtext import RichText, to_words

if TYPE_CHECKING:
    from collections.abc import Iterator

INDENT = "  "
WIDTH = 72


def outline(node: object, depth: int = 0) -> Iterator[str]:
    """Yield a block a line, with its short values; what it holds stands deeper below it."""
    if not is_dataclass(node) or isinstance(node, RichText | Message):
        yield f"{INDENT * depth}{_short(node)}"
        return
    said, inner = [], []
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, tuple) and not _plain(value):
            inner += list(value)
        elif value not in {"", (), None, 0} and value != RichText():
            said.append(f"{field.name}={_short(value)}")
    yield f"{INDENT * depth}{' '.join([type(node).__name__, *said])}"
    for child in inner:
        yield from outline(child, depth + 1)


def _plain(values: tuple[object, ...]) -> bool:
    return all(isinstance(value, str | int) for value in values)


def _short(value: object) -> str:
    if isinstance(value, Message):
        return f'_("{value.id}")'
    if isinstance(value, tuple):
        return " | ".join(_short(part) for part in value)
    words = " ".join((to_words(value) if isinstance(value, RichText) else str(value)).split())
    return words if len(words) <= WIDTH else f"{words[: WIDTH - 1]}…"
