"""A text of YAML -> the same text with a hash in it, beside what it is of; no other byte moves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.source.load import read_yaml, scalars
from generator.source.signs import decode

if TYPE_CHECKING:
    from collections.abc import Mapping as Told

    from generator.problem import Position
    from generator.source.load import Mapping

MARK = "\ufeff"
NUMBER = re.compile(r"[0-9]+(e[0-9]+)?")
LINE = r"""(["']?){field}\1[ ]*:([ ]*)("[^"]*"|'[^']*'|[^\s,{{}}\[\]#"']*)"""


def quoted(value: str) -> str:
    """Give a hash as YAML reads it as text, also where it looks like a number."""
    return f"'{value}'" if NUMBER.fullmatch(value) else value


def marked(text: str, holder: Mapping, field: str, value: str, before: Position) -> str:
    """Set a field of a mapping: where it stands, or ``before`` one of the mapping's own keys.

    Whoever asks looks whether it went well (``holds``).
    """
    mark = MARK if text.startswith(MARK) else ""
    lines = text.removeprefix(mark).split("\n")
    place = holder.keys.get(field, before)
    index, column = place.line - 1, place.column - 1
    start, rest = lines[index][:column], lines[index][column:]
    if field in holder.keys:
        lines[index] = start + _replaced(rest, field, value)
    elif start.strip():  # in braces
        lines[index] = f"{start}{field}: {quoted(value)}, {rest}"
    else:
        end = "\r" if rest.endswith("\r") else ""
        lines.insert(index, f"{start}{field}: {quoted(value)}{end}")
    return mark + "\n".join(lines)


def _replaced(rest: str, field: str, value: str) -> str:
    found = re.match(LINE.format(field=field), rest)
    if not found:
        return rest
    _, space, old = found.groups()
    quote = old[:1] if old[:1] in {"'", '"'} else ""
    written = f"{quote}{value}{quote}" if quote else quoted(value)
    return f"{rest[: found.start(2)]}{space or ' '}{written}{rest[found.end() :]}"


def holds(path: str, after: bytes, wanted: Told[str, str]) -> bool:
    """Tell whether a file would say what is wanted, by dotted name, and nothing else."""
    root, problems = read_yaml(path, decode(after))
    return not problems and root is not None and told(root) == wanted


def told(root: Mapping) -> dict[str, str]:
    """Give all that a file says by dotted name."""
    return {name: scalar.text for name, scalar in scalars(root)}
