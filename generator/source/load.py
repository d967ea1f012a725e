"""Source folder -> files -> documents: YAML as nodes, each scalar as text with its place.

PyYAML's C ``compose`` gives positions for free and constructs nothing, so no tag can run
code and ``9:30``, ``1.10`` and ``no`` stay what was written: the models convert.
"""

from __future__ import annotations

import errno
import itertools
import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

import yaml

from generator.fresh import is_temporary
from generator.kinds import kinds, known, tables
from generator.model.fields import ID_PATTERN, LANGUAGES
from generator.problem import Position, Problem, Severity, nearest
from generator.reel import SUFFIXES
from generator.source.signs import decode, found_signs, place, refused_signs, values_of
from generator.source.subset import Span, numbered, opened, unaccounted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.model.kind import Known

ROOTS = ("content", "materials")
SETTINGS = "content/settings"
DRAWINGS = "content/drawing"
"""The folder of the SVGs that the table of drawings names."""
FILMS = "content/video"
"""The folder of scripts, and of the films that are made of them."""
IMAGE_TYPES = {".png", ".jpg", ".jpeg"}
MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_FOLDERS = 10
# What libyaml says, the problem that it is to an author, and whether its place is where the
# thing began rather than where reading stopped.
REASONS = {
    "could not find expected ':'": ("yaml-colon-missing", True),
    "mapping values are not allowed in this context": ("yaml-colon", False),
    "did not find expected key": ("yaml-indentation", False),
    "did not find expected '-' indicator": ("yaml-dash", False),
    "block sequence entries are not allowed in this context": ("yaml-list-here", False),
    "did not find expected ',' or ']'": ("yaml-bracket", True),
    "did not find expected ',' or '}'": ("yaml-bracket", True),
    "did not find expected node content": ("yaml-sign", False),
    "found character that cannot start any token": ("yaml-sign", False),
    "did not find expected alphabetic or numeric character": ("yaml-sign", True),
    "found unknown escape character": ("bad-escape", False),
    "did not find expected hexdecimal number": ("bad-escape", False),
    "found invalid Unicode character escape code": ("bad-escape", False),
    "did not find expected comment or line break": ("yaml-after-bar", False),
    "found an indentation indicator equal to 0": ("yaml-after-bar", False),
    "did not find expected <document start>": ("document-mark", False),
    "but found another document": ("document-mark", False),
    "mapping keys are not allowed in this context": ("complex-key", False),
    "found unexpected end of stream": ("unclosed-quote", True),
    "found unexpected document indicator": ("unclosed-quote", True),
}
GOES_ON = {"yaml-indentation", "yaml-dash", "yaml-colon", "yaml-list-here"}
"""What YAML says of a text that goes on after its quote or its bracket has ended."""
AS_NOTHING = {"unclosed-quote", "yaml-after-bar", "bad-key", "tag"}
"""After these, what is not read is not missing, and what seems empty is not."""
OTHER_QUOTE = {'"': "'", "'": '"'}
SIGN = re.compile(r"-{3}|\.{3}|\\?.")
BAR = re.compile(r"[|>](?=[\d+-]*[ \t]*$)")
# A field that begins a line, and one whose colon has no ordinary space after it.
FIELD = re.compile(r" *(?:- +)*[a-z0-9_-]+:(?: |$)")
STUCK = re.compile(r" *(?:- +)*[\w-]+:([\xa0\u2000-\u200a\u202f])")
COLON = re.compile(r":(?: |$)")
STEP = 2
# What might be an anchor, an alias or a tag, or nest deeply: only then are events looked at.
SUSPICIOUS = re.compile(r"(?:^|[\s\[{,:\-?])(?:[&!]\S|\*[^\s*])|(?:[ ]|[-?:]\s){60}", re.MULTILINE)
PLAIN_TAG = "tag:yaml.org,2002:"
WORD = re.compile(r"\S+")
INCHES, OTHER_QUOTES = re.compile(r'[\d½¼¾]\s?"$'), re.compile("[”“»«„]")
EMPTY = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as it was written. ``raw`` is how it lies in the file, when that is otherwise."""

    at: Position
    text: str
    raw: str = ""
    empty: bool = False

    def place(self, offset: int) -> Position:
        """Tell where in the file the word stands that has an offset in the text.

        The so-many-eth time that something is said here is the same time in the file.
        """
        found = WORD.search(self.text, offset)
        if found is None:
            return self.at
        raw = self.raw or self.text
        index = raw.find("\n") if raw[0] in "|>" else -1  # below the head of a block
        for _ in range(self.text.count(found[0], 0, found.start()) + 1):
            index = raw.find(found[0], index + 1)
            if index < 0:
                return self.at
        line = raw.count("\n", 0, index)
        column = index - raw.rfind("\n", 0, index) if line else self.at.column + index
        return Position(self.at.path, self.at.line + line, column)


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


def scalars(node: Node, name: str = "") -> Iterator[tuple[str, Scalar]]:
    """Yield every text in a node, each under its dotted name."""
    if isinstance(node, Scalar):
        yield name, node
        return
    inner = node.entries.items() if isinstance(node, Mapping) else enumerate(node.items)
    for key, child in inner:
        yield from scalars(child, f"{name}.{key}".lstrip("."))


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

    @property
    def name(self) -> str:
        """What the file is called: the id of its record, the name of its table, settings."""
        return key_of(self.path).rpartition("/")[2]


def key_of(path: str) -> str:
    """Give a file's path without language and suffix."""
    return path.split(".", 1)[0]


def find(folder: Path) -> tuple[tuple[Source, ...], list[Problem]]:
    """Find every YAML file below ``content`` and ``materials``, sorted by path.

    Gives what ``sources_of`` gives.
    """
    return sources_of(folder, files(folder))


def sources_of(
    folder: Path, found: Iterable[tuple[str, Path]]
) -> tuple[tuple[Source, ...], list[Problem]]:
    """Read the YAML files among those that were found in a folder, in their order.

    Gives the files that have a place in the bank, and what is wrong with the rest.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    for path, file in found:
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
            if not source.text.endswith("\n"):
                at = place(source.path, source.text, len(source.text))
                problems.append(Problem(at, "no-last-break", severity=Severity.NOTICE))
            documents.append(Document(source.path, source.kind, source.id, source.language, root))
    return tuple(documents), problems


def files(source: Path) -> Iterator[tuple[str, Path]]:
    """Give every file, and every folder that is not looked into: a link, too deep, not readable."""
    waiting = [source / root for root in ROOTS if (source / root).is_dir()]
    found: list[Path] = []
    while waiting:
        folder = waiting.pop()
        if not os.access(folder, os.R_OK | os.X_OK):
            found.append(folder)
            continue
        for entry in os.scandir(folder):
            if is_temporary(entry.name):
                continue
            inside = entry.is_dir(follow_symlinks=False)
            inside = inside and len((folder / entry.name).relative_to(source).parts) <= MAX_FOLDERS
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
    if path.count("/") >= MAX_FOLDERS:
        return Problem(Position(path), "deep-folder", values={"limit": str(MAX_FOLDERS)})
    return Problem(Position(path), "unreadable", values={"reason": os.strerror(errno.EACCES)})


def _place(path: str) -> tuple[Known | None, str, str] | Problem | None:
    """Tell a file's kind or table, id and language from its path; None for what is shown."""
    at = Position(path)
    root, _, rest = path.partition("/")
    folder, _, name = rest.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    if f".{suffix.lower()}" in IMAGE_TYPES:
        composed = normalize("NFC", path) == path
        return None if composed else Problem(at, "decomposed-name", values={"name": name})
    if suffix == "svg" and f"{root}/{folder}" == DRAWINGS and ID_PATTERN.fullmatch(stem):
        return None
    if f".{suffix}" in SUFFIXES and f"{root}/{folder}" == FILMS:
        return None  # whose it is, is told when the scripts are known
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
    try:
        seen, root = file.lstat(), source / path.partition("/")[0]
        if stat.S_ISLNK(seen.st_mode) or root.is_symlink():  # no folder below it is
            if not file.exists():
                return Problem(at, "broken-link")
            if not file.resolve().is_relative_to(source.resolve()):
                return Problem(at, "outside-tree", values={"path": path})
            seen = file.stat()
        if not stat.S_ISREG(seen.st_mode):  # a pipe would be read for ever
            return Problem(at, "unreadable", values={"reason": os.strerror(errno.ENXIO)})
        size = seen.st_size
        data = file.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        return Problem(at, "unreadable", values={"reason": error.strerror or str(error)})
    if size > MAX_BYTES:
        return Problem(at, "too-large", values={"size": f"{size / 1e6:.1f}"})
    try:
        return decode(data)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return Problem(Position(path, line, column), "not-utf8")


def read_yaml(path: str, text: str) -> tuple[Mapping | None, list[Problem]]:
    """Read one file's text into nodes, or say why it cannot be read."""
    if refused := refused_signs(path, text):
        return None, refused
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
    reader = _Reader(path, text)
    root = reader.node(node, "")
    problems = [*unaccounted(path, text, reader.spans), *reader.problems]
    if any(found.code in AS_NOTHING for found in problems):
        return None, problems
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
    """Say what stopped YAML, in our words, where the author has to write something."""
    if whole := _in_text(text, error):
        code, start, values = whole
        return Problem(place(path, text, start), code, values=values)
    code, began = REASONS.get(error.problem or "", ("yaml-syntax", False))
    lines = text.split("\n")
    mark = error.problem_mark
    if error.context_mark and (began or mark is None or mark.line >= len(lines) - 1):
        mark = error.context_mark
    line, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
    if misspaced := _misspaced(path, lines, line):
        return misspaced
    in_brackets = "flow" in (error.context or "")
    code, there = _cause(code, lines, line, column)
    if (in_brackets or code in GOES_ON) and error.problem_mark:
        found = _amid(text, error.problem_mark.index)
        if found:
            code, start = found
            values = {"mark": text[start], "other": OTHER_QUOTE.get(text[start], "")}
            return Problem(place(path, text, start), code, values=values)
    if there != line:
        line, column = there, _depth(lines[there])
    if code == "bad-escape":
        column = lines[line].rfind("\\", 0, column + 1)
    sign = SIGN.match(lines[line], column)
    if code == "yaml-after-bar":
        sign = BAR.search(lines[line][:column])
    values = {"mark": sign[0] if sign else ""}
    return Problem(Position(path, line + 1, column + 1), code, values=values)


def _misspaced(path: str, lines: list[str], line: int) -> Problem | None:
    """Find the tab or the strange space that made YAML stop at a line, there or just above."""
    for near in (line, line - 1) if line else (line,):
        here = lines[near]
        tab = here[: _depth(here)].find("\t")
        if tab >= 0:
            return Problem(Position(path, near + 1, tab + 1), "tab")
        if stuck := STUCK.match(here):
            values = {"character": f"U+{ord(stuck[1]):04X}"}
            return Problem(Position(path, near + 1, stuck.end()), "strange-space", values=values)
    return None


def _in_text(text: str, error: yaml.MarkedYAMLError) -> tuple[str, int, dict[str, str]] | None:
    """Tell what no line alone shows: a problem's code, where in the text, its values."""
    spans = tuple(_scalars(text))
    if (start := opened(text, spans)) is not None:
        return "unclosed-quote", start, {"mark": text[start]}
    if (start := numbered(text, spans)) is not None:
        return "yaml-after-bar", start + 1, {"mark": text[start]}
    in_tag = (error.context or "").endswith("a tag")
    if (in_tag or error.problem == "found undefined tag handle") and error.context_mark:
        start = error.context_mark.index
        tag = WORD.match(text, start)
        return "tag", start, {"tag": tag[0] if tag else ""}
    return None


def _amid(text: str, stop: int) -> tuple[str, int] | None:
    """Tell what ends just before a text goes on, or does not end: its code, and where it stands.

    It is a quote, of which the end is told, or what stands in brackets, of which the beginning is.
    """
    opened_at: list[int] = []
    last = 0
    found: tuple[str, int] | None = None
    with suppress(yaml.MarkedYAMLError):
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            start, end = token.start_mark.index, token.end_mark.index
            if end > stop:
                break
            if isinstance(token, yaml.FlowMappingStartToken | yaml.FlowSequenceStartToken):
                opened_at.append(start)
            elif isinstance(token, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken):
                last, found = end, ("bracket-amid", opened_at.pop())
            elif isinstance(token, yaml.ScalarToken) and token.style in OTHER_QUOTE:
                last, found = end, ("quote-amid", end - 1)
    if opened_at:
        return "yaml-bracket", opened_at[-1]
    here, there = (text[text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0] for at in (last, stop))
    goes_on = "\n" not in text[last:stop] or (
        _depth(there) > _depth(here) and not FIELD.match(there)
    )
    return None if text[last:stop].strip() or not goes_on else found


def _cause(code: str, lines: list[str], line: int, column: int) -> tuple[str, int]:
    """Tell what made YAML stop at a line, and on which line that stands."""
    depth = _depth(lines[line])
    above = [near for near in range(line - 1, -1, -1) if lines[near].strip()]
    if code == "yaml-indentation":
        # The line under which all stands whole levels too deep, for this one to follow it.
        for near, below in zip(above, [line, *above], strict=False):
            if _depth(lines[near]) < depth:
                deeper = _depth(lines[below]) - depth
                return code, near if deeper and deeper % STEP == 0 else line
    if code == "document-mark" and FIELD.match(lines[line]):
        first = next(near for near in reversed(above) if not lines[near].startswith("#"))
        return ("yaml-indentation", first) if _depth(lines[first]) > depth else (code, line)
    if code in {"yaml-colon", "yaml-colon-missing"} and not COLON.search(lines[line][:column]):
        words = list(itertools.takewhile(lambda near: not FIELD.match(lines[near]), above))
        opened_by = lines[above[len(words)]] if len(words) < len(above) else ""
        prose = any(" " in lines[near].strip() for near in words)
        listed = bool(words) and lines[words[-1]].lstrip().startswith("- ")
        if prose and not listed and opened_by.endswith(":"):
            return "folded-lines", words[-1]  # the bar is missing after the field above
        if code == "yaml-colon" and FIELD.match(lines[line]):
            return ("yaml-colon-missing", words[0]) if words else ("yaml-indentation", line)
    return code, line


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _scalars(text: str) -> Iterator[Span]:
    """Give the scalars of a text up to where YAML stops."""
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.ScalarToken):
                start, end = token.start_mark.index, token.end_mark.index
                yield Span(start, end, token.style or "", token.value)
    except yaml.MarkedYAMLError:
        return


class _Reader:
    """YAML's nodes -> ours, with where each scalar lies and what is wrong with keys."""

    def __init__(self, path: str, text: str) -> None:
        self.problems: list[Problem] = []
        self.spans: list[Span] = []
        self._path = path
        self._text = text

    def node(self, node: yaml.Node, field: str) -> Node:
        """Read a node and all that is in it."""
        at = self._at(node)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, at, field)
        if isinstance(node, yaml.SequenceNode):
            return Sequence(
                at, tuple(self.node(n, f"{field}.{i}") for i, n in enumerate(node.value))
            )
        entries: dict[str, Node] = {}
        keys: dict[str, Position] = {}
        for key, value in node.value:
            here = self._at(key)
            if not isinstance(key, yaml.ScalarNode):
                self.problems.append(Problem(here, "bad-key", field))
                self.node(key, field)
                self.node(value, field)
                continue
            word = self._scalar(key, here, field).text
            name = f"{field}.{word}" if field else word
            child = self.node(value, name)
            if word in entries:
                values = {"key": word, "line": str(keys[word].line)}
                self.problems.append(Problem(here, "duplicate-key", name, values))
                continue
            entries[word] = child
            keys[word] = here
        return Mapping(at, entries, keys)

    def _at(self, node: yaml.Node) -> Position:
        return Position(self._path, node.start_mark.line + 1, node.start_mark.column + 1)

    def _scalar(self, node: yaml.ScalarNode, at: Position, field: str) -> Scalar:
        start, end, text = node.start_mark.index, node.end_mark.index, node.value
        self.spans.append(Span(start, end, node.style or "", text))
        raw = self._text[start:end]
        # An inch is no quote; what begins by another sort of quote has none missing there.
        is_sound = INCHES.search(text) or OTHER_QUOTES.search(text)
        if not node.style and text.endswith('"') and text.count('"') % 2 and not is_sound:
            self.problems.append(Problem(at, "unopened-quote", field, {"mark": '"'}))
        if raw == text:
            return Scalar(at, text, empty=text in EMPTY)
        if node.style == '"' and "\\" in raw:  # escapes can write what the file does not hold
            text = normalize("NFC", text)
            for code, _, sign in found_signs(text):
                self.problems.append(Problem(at, code, field, values_of(sign)))
        return Scalar(at, text, raw, empty=not node.style and text in EMPTY)
