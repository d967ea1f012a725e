"""Source folder -> files -> documents: YAML as nodes, each scalar as text with its place.

PyYAML's C ``compose`` gives positions for free and constructs nothing, so no tag can run
code and ``9:30``, ``1.10`` and ``no`` stay what was written: the models convert.
"""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from generator.kinds import kinds, known, tables
from generator.model.fields import ID_PATTERN, LANGUAGES
from generator.problem import Position, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.model.kind import Known

ROOTS = ("content", "materials")
SETTINGS = "content/settings"
IMAGE_TYPES = {".png", ".jpg", ".jpeg"}
MAX_BYTES = 1_000_000
MAX_DEPTH = 40
# What might be an anchor, an alias or a tag, or nest deeply: only then are events looked at.
# YAML has more line breaks than Python's ``^``, and nests after any of them.
SUSPICIOUS = re.compile(r"(?:^|[\s\[{,:\-?])(?:[&!]\S|\*[^\s*])|(?:[ ]|[-?:]\s){60}", re.MULTILINE)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
PLAIN_TAG = "tag:yaml.org,2002:"
EMPTY = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as it was written. ``literal`` tells that its lines are the file's lines."""

    at: Position
    text: str
    literal: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    at: Position
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping; no key stands twice."""

    at: Position
    entries: dict[str, Node]
    keys: dict[str, Position]


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it lies: of which kind and id, or of which table, and in which language.

    ``kind`` is ``None`` for the settings; only a record has an ``id``.
    """

    path: str
    kind: Known | None
    id: str
    language: str
    text: str

    @property
    def key(self) -> str:
        """The path without language and suffix: what an original and its translations share."""
        return key_of(self.path)


@dataclass(frozen=True, slots=True)
class Document:
    """One file read into nodes; the rest as in its source."""

    path: str
    kind: Known | None
    id: str
    language: str
    root: Mapping


def key_of(path: str) -> str:
    """Give a file's path without language and suffix."""
    return path.split(".", 1)[0]


def find(folder: Path) -> tuple[tuple[Source, ...], list[Problem]]:
    """Find every YAML file below ``content`` and ``materials``, sorted by path.

    Gives the files that have a place in the bank, and what is wrong with the rest.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    for path, file in _files(folder):
        place = _refused_name(path, file) or _place(path)
        text = read_text(folder, path) if isinstance(place, tuple) else ""
        if isinstance(place, Problem):
            problems.append(place)
        elif isinstance(text, Problem):
            problems.append(text)
        elif place is not None:
            sources.append(Source(path, *place, text))
    return tuple(sources), problems


def load(sources: Iterable[Source]) -> tuple[tuple[Document, ...], list[Problem]]:
    """Read files' texts into nodes; a file that cannot be read at all gives problems alone."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for source in sources:
        root, found = read_yaml(source.path, source.text)
        problems += found
        if root is not None:
            documents.append(Document(source.path, source.kind, source.id, source.language, root))
    return tuple(documents), problems


def _files(source: Path) -> Iterator[tuple[str, Path]]:
    """Give every file, and every folder that is not looked into: a link, or one not readable."""
    waiting = [source / root for root in ROOTS if (source / root).is_dir()]
    found: list[Path] = []
    while waiting:
        folder = waiting.pop()
        if not os.access(folder, os.R_OK | os.X_OK):
            found.append(folder)
            continue
        for entry in os.scandir(folder):
            if entry.name.startswith(".") or entry.name.endswith("~"):
                continue
            inside = entry.is_dir(follow_symlinks=False)
            (waiting if inside else found).append(folder / entry.name)
    for file in sorted(found):
        yield file.relative_to(source).as_posix(), file


def _refused_name(path: str, file: Path) -> Problem | None:
    """Refuse what cannot be told apart or looked into, before anything is read of it."""
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        return Problem(Position(shown), "bad-name", values={"name": shown})
    if not file.is_dir():
        return None
    if file.is_symlink():
        return Problem(Position(path), "linked-folder")
    return Problem(Position(path), "unreadable", values={"reason": os.strerror(errno.EACCES)})


def _place(path: str) -> tuple[Known | None, str, str] | Problem | None:
    """Tell a file's kind or table, id and language from its path; None for a picture."""
    at = Position(path)
    root, _, rest = path.partition("/")
    folder, _, name = rest.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    if f".{suffix.lower()}" in IMAGE_TYPES:
        return None
    if suffix != "yaml":
        return Problem(at, "unknown-file", values={"name": name})
    stem, _, language = stem.partition(".")
    if language and language not in LANGUAGES[1:]:
        values = {"language": language, "known": ", ".join(LANGUAGES[1:])}
        return Problem(at, "unknown-language", values=values)
    language = language or LANGUAGES[0]
    if f"{root}/{rest.split('.')[0]}" == SETTINGS:
        return None, "", language
    name = folder or stem
    kind = kinds().get(folder) if folder else tables().get(stem)
    if kind is None or kind.folder != root:
        places = {each.name: each.place for each in known().values()}
        near = places.get(nearest(name, places)) or ", ".join(places.values())
        return Problem(at, "unknown-kind", values={"name": name, "near": near})
    if folder and not ID_PATTERN.fullmatch(stem):
        return Problem(at, "bad-id", values={"id": stem})
    return kind, stem if folder else "", language


def read_text(source: Path, path: str) -> str | Problem:
    """Read a file of the source folder by its path, or say why it cannot be read."""
    at, file = Position(path), source / path
    if not file.exists():
        return Problem(at, "broken-link")
    if not file.resolve().is_relative_to(source.resolve()):
        return Problem(at, "outside-tree", values={"path": path})
    if not file.is_file():  # a pipe would be read for ever
        return Problem(at, "unreadable", values={"reason": os.strerror(errno.ENXIO)})
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        return Problem(at, "unreadable", values={"reason": error.strerror or str(error)})
    if size > MAX_BYTES:
        return Problem(at, "too-large", values={"size": f"{size / 1e6:.1f}"})
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return Problem(Position(path, line, column), "not-utf8")


def read_yaml(path: str, text: str) -> tuple[Mapping | None, list[Problem]]:
    """Read one file's text into nodes, or say why it cannot be read."""
    text = text.replace("\r\n", "\n")
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        values = {"character": f"U+{ord(found[0]):04X}"}
        return None, [Problem(Position(path, line, column), "bad-character", values=values)]
    try:
        if (SUSPICIOUS.search(text) or text.count("[") + text.count("{") > MAX_DEPTH) and (
            refused := _refused(path, text)
        ):
            return None, refused
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        return None, [_syntax(path, text, error)]
    if node is None:
        return None, [Problem(Position(path), "empty-file")]
    problems: list[Problem] = []
    root = _node(path, node, "", problems)
    if not isinstance(root, Mapping):
        problems.append(Problem(root.at, "not-a-mapping"))
        return None, problems
    return root, problems


def _refused(path: str, text: str) -> list[Problem]:
    """Look for anchors, aliases, tags and deep nesting in the events, before any tree is built."""
    problems = []
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        mark = event.start_mark
        at = Position(path, mark.line + 1, mark.column + 1) if mark else Position(path)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            return [Problem(at, "too-deep", values={"depth": str(MAX_DEPTH)})]
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            problems.append(Problem(at, "anchor", values={"name": event.anchor}))
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            problems.append(Problem(at, "tag", values={"tag": tag.replace(PLAIN_TAG, "!!")}))
    return problems


def _syntax(path: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    lines = text.splitlines()
    mark = error.problem_mark or error.context_mark
    if mark is not None and mark.line >= len(lines):
        mark = error.context_mark or mark  # where it began, not the end of the file
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    here = lines[line] if line < len(lines) else ""
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return Problem(Position(path, line + 1, here.index("\t") + 1), "tab")
    values = {"reason": error.problem or ""}
    return Problem(Position(path, line + 1, column + 1), "yaml-syntax", values=values)


def _node(path: str, node: yaml.Node, field: str, problems: list[Problem]) -> Node:
    at = Position(path, node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.ScalarNode):
        if found := CONTROL.search(node.value):
            values = {"character": f"U+{ord(found[0]):04X}"}
            problems.append(Problem(at, "bad-character", field, values))
        empty = not node.style and node.value in EMPTY  # plain is "" or None
        return Scalar(at, node.value, literal=node.style == "|", empty=empty)
    if isinstance(node, yaml.SequenceNode):
        items = (_node(path, n, f"{field}.{i}", problems) for i, n in enumerate(node.value))
        return Sequence(at, tuple(items))
    entries: dict[str, Node] = {}
    keys: dict[str, Position] = {}
    for key, value in node.value:
        here = Position(path, key.start_mark.line + 1, key.start_mark.column + 1)
        if not isinstance(key, yaml.ScalarNode):
            problems.append(Problem(here, "bad-key", field))
            continue
        name = f"{field}.{key.value}" if field else key.value
        if key.value in entries:
            values = {"key": key.value, "line": str(keys[key.value].line)}
            problems.append(Problem(here, "duplicate-key", name, values))
            continue
        entries[key.value] = _node(path, value, name, problems)
        keys[key.value] = here
    return Mapping(at, entries, keys)
