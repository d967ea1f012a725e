"""A translation -> the same file with the hash of the words that it follows; no other byte moves.

The line is written where it stands, or as the first under ``translation:``; a file without that
head gets one at its beginning, as a draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.fields import LANGUAGES
from generator.model.record import HEAD
from generator.problem import Position, Problem, has_errors
from generator.source.load import Mapping, find, load
from generator.source.marks import MARK, holds, marked, quoted, told
from generator.source.overlay import followed, overlay
from generator.whole import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from generator.source.load import Document

FIELD = "follows"


def translations(folder: Path, language: str) -> dict[str, str]:
    """Give the path of every translation into a language by what its original is called."""
    found = (source for source in find(folder)[0] if source.language == language)
    return {source.key.rpartition("/")[2]: source.path for source in found}


def versions(folder: Path, path: str) -> tuple[tuple[Document, ...], list[Problem]]:
    """Load a file in all its languages, with what is wrong with them."""
    key = path.split(".", 1)[0]
    sources, problems = find(folder)
    documents, found = load(source for source in sources if source.key == key)
    return documents, [*(each for each in problems if each.at.path.startswith(f"{key}.")), *found]


def follow(folder: Path, path: str) -> tuple[bool, list[Problem]]:
    """Let a translation follow the words that its original has now; tell whether it changed.

    Nothing is written when one of the two cannot be read, or when the line cannot be set so
    that the rest of the file stays as it is: then there are problems.
    """
    documents, problems = versions(folder, path)
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
    if not holds(translation.path, after, _wanted(translation.root, follows)):
        at, values = translation.root.keys.get(HEAD, translation.root.at), {"follows": follows}
        return False, [Problem(at, "follow-by-hand", f"{HEAD}.{FIELD}", values)]
    if after != before:
        write_whole(file.resolve(), after)
    return after != before, []


def _with(text: str, translation: Document, follows: str) -> str:
    """Give the text of a file with the line in it; whoever asks looks whether it went well."""
    root = translation.root
    head = root.entries.get(HEAD)
    if isinstance(head, Mapping) and head.keys:
        return marked(text, head, FIELD, follows, min(head.keys.values()))
    mark = MARK if text.startswith(MARK) else ""
    lines = text.removeprefix(mark).split("\n")
    end = "\r" if lines[0].endswith("\r") else ""
    first = root.keys.get(HEAD) or min(root.keys.values(), default=root.at)
    under = [f"  state: draft{end}", f"  {FIELD}: {quoted(follows)}{end}"]
    if head is None:
        lines[first.line - 1 : first.line - 1] = [f"{HEAD}:{end}", *under]
    else:
        lines[first.line : first.line] = under
    return mark + "\n".join(lines)


def _wanted(root: Mapping, follows: str) -> dict[str, str]:
    """Give what the file is to say afterwards: what it says, and what it follows."""
    head = root.entries.get(HEAD)
    said = {name: text for name, text in told(root).items() if name != HEAD}
    state = {} if isinstance(head, Mapping) else {f"{HEAD}.state": "draft"}
    return said | state | {f"{HEAD}.{FIELD}": follows}
