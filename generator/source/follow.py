"""A translation -> the same file with the hash of the words that it follows; no other byte moves.

The line is written where it stands, or as the first under ``translation:``; a file without that
head gets one at its beginning, as a draft.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.fields import LANGUAGES
from generator.problem import Position, Problem, has_errors
from generator.source.load import Mapping, find, load, read_yaml, scalars
from generator.source.overlay import HEAD, followed, overlay
from generator.source.signs import decode
from generator.whole import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from generator.source.load import Document

FIELD = "follows"
LINE = re.compile(rf"""((["']?){FIELD}\2[ ]*:)([ ]*)("[^"]*"|'[^']*'|[^\s,{{}}\[\]#"']*)""")
MARK = "\ufeff"
NUMBER = re.compile(r"[0-9]+(e[0-9]+)?")


def translations(folder: Path, language: str) -> dict[str, str]:
    """Give the path of every translation into a language by what its original is called."""
    found = (source for source in find(folder)[0] if source.language == language)
    return {source.key.rpartition("/")[2]: source.path for source in found}


def follow(folder: Path, path: str) -> tuple[bool, list[Problem]]:
    """Let a translation follow the words that its original has now; tell whether it changed.

    Nothing is written when one of the two cannot be read, or when the line cannot be set so
    that the rest of the file stays as it is: then there are problems.
    """
    key = path.split(".", 1)[0]
    sources, problems = find(folder)
    documents, found = load(source for source in sources if source.key == key)
    problems = [*(each for each in problems if each.at.path.startswith(f"{key}.")), *found]
    if has_errors(problems):
        return False, problems
    original = [each for each in documents if each.language == LANGUAGES[0]]
    if not original:
        return False, [Problem(Position(path), "translation-without-original")]
    layers, found = overlay(original)
    if found:
        return False, found
    (translation,) = (each for each in documents if each.path == path)
    return _write(folder / path, translation, followed(layers))


def _write(file: Path, translation: Document, follows: str) -> tuple[bool, list[Problem]]:
    before = file.read_bytes()
    after = _with(before.decode(), translation, follows).encode()
    root, found = read_yaml(translation.path, decode(after))
    if found or root is None or _told(root) != _wanted(translation.root, follows):
        at, values = translation.root.keys.get(HEAD, translation.root.at), {"follows": follows}
        return False, [Problem(at, "follow-by-hand", f"{HEAD}.{FIELD}", values)]
    if after != before:
        write_whole(file, after)
    return after != before, []


def _with(text: str, translation: Document, follows: str) -> str:
    """Give the text of a file with the line in it; whoever asks looks whether it went well."""
    mark = MARK if text.startswith(MARK) else ""
    lines = text.removeprefix(mark).split("\n")
    end = "\r" if lines[0].endswith("\r") else ""
    value = f"'{follows}'" if NUMBER.fullmatch(follows) else follows
    root = translation.root
    head = root.entries.get(HEAD)
    keys = head.keys if isinstance(head, Mapping) else {}
    if FIELD in keys:
        index, start = keys[FIELD].line - 1, keys[FIELD].column - 1
        lines[index] = lines[index][:start] + _line(lines[index][start:], value, follows)
    elif keys:
        first = min(keys.values())
        index, before = first.line - 1, lines[first.line - 1][: first.column - 1]
        if before.strip():  # in braces
            rest = lines[index][first.column - 1 :]
            lines[index] = f"{before}{FIELD}: {value}, {rest}"
        else:
            lines.insert(index, f"{before}{FIELD}: {value}{end}")
    else:
        first = root.keys.get(HEAD) or min(root.keys.values(), default=root.at)
        under = [f"  state: draft{end}", f"  {FIELD}: {value}{end}"]
        if head is None:
            lines[first.line - 1 : first.line - 1] = [f"{HEAD}:{end}", *under]
        else:
            lines[first.line : first.line] = under
    return mark + "\n".join(lines)


def _line(rest: str, value: str, follows: str) -> str:
    found = LINE.match(rest)
    if not found:
        return rest
    key, _, space, old = found.groups()
    quote = old[:1] if old[:1] in {"'", '"'} else ""
    written = f"{quote}{follows}{quote}" if quote else value
    return f"{key}{space or ' '}{written}{rest[found.end() :]}"


def _told(root: Mapping) -> dict[str, str]:
    return {name: scalar.text for name, scalar in scalars(root)}


def _wanted(root: Mapping, follows: str) -> dict[str, str]:
    """Give what the file is to say afterwards: what it says, and what it follows."""
    head = root.entries.get(HEAD)
    told = {name: text for name, text in _told(root).items() if name != HEAD}
    state = {} if isinstance(head, Mapping) else {f"{HEAD}.state": "draft"}
    return told | state | {f"{HEAD}.{FIELD}": follows}
