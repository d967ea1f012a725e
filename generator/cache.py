"""Results of pure work, kept between builds by the fingerprint of what went in."""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from weakref import finalize

from generator.fold import FoldError, fold, unfold
from generator.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

T = TypeVar("T")
Question = tuple[str, ...]
CODE = Path(__file__).parent
KEY = re.compile(rb"[0-9A-Za-z_-]+")
MOST_UNUSED = 1.5
"""So many times as many lines as are of use a shelf may have."""
MOST_HELD = 4_000_000
"""So many bytes of what is new a shelf holds before it writes them."""
SUFFIXES = {".py", ".j2", ".po", ".toml", ".css"}


class Answers(Protocol):
    """Gives an answer to a question, with the answer's fingerprint."""

    def ask(self, question: Question) -> tuple[object, str]:
        """Give the answer and its fingerprint."""


class Asking(Protocol):
    """Asks, and keeps each question with the fingerprint of its answer."""

    asked: dict[Question, str]


def seal(value: object) -> bytes:
    """Write plain data as JSON below its own hash; it holds no line break."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = data.encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest().encode() + b"\n" + text


def unseal(sealed: bytes) -> object:
    """Give back what was sealed, or nothing when a single bit of it has changed."""
    mark, _, text = sealed.partition(b"\n")
    if hashlib.sha256(text).hexdigest().encode() != mark:
        return None
    return json.loads(text)


def fingerprint(value: object) -> str:
    """Give the SHA-256 of a value and of all that it holds: text, bytes, numbers, dataclasses."""
    hasher = hashlib.sha256()
    for part in _flat(value):
        hasher.update(str(len(part)).encode() + b"\x1f" + part)
    return hasher.hexdigest()


def _flat(value: object) -> Iterable[bytes]:
    if isinstance(value, bytes):
        yield value
    elif is_dataclass(value):
        yield type(value).__qualname__.encode()
        for field in fields(value):
            yield from _flat(getattr(value, field.name))
    elif isinstance(value, tuple):
        yield str(len(value)).encode()
        for part in value:
            yield from _flat(part)
    else:
        yield repr(value).encode()


class Shelf:
    """Plain data by key in a file, an entry a line: its key, a hash of both, the data.

    An entry of which a single bit has changed is no entry, and of two with a key the later one
    counts. The file is written by nobody else: what is new is added at its end, and once most of
    it is of no use, it is written anew. Of what stands in it only the places are held.
    """

    def __init__(self, file: Path, *, holds_all: bool = True) -> None:
        """Open what is kept, if it is there.

        What is new is held until it is saved, or written as it comes when there is much of it.
        """
        self._file = file
        self._holds_all = holds_all
        self._places: dict[str, tuple[int, int]] = {}  # of each entry: where it begins, its length
        self._new: dict[str, bytes] = {}  # what is not in the file
        self._held = 0  # bytes of what is new
        self._lines = 0
        self._opened: tuple[int, Callable[[], object]] | None = None  # and what closes it
        with suppress(OSError), file.open("rb") as lines:
            at = 0
            for line in lines:
                key, _, marked = line.partition(b" ")
                if KEY.fullmatch(key):
                    place = at + len(key) + 1, len(marked) - marked.endswith(b"\n")
                    self._places[key.decode("ascii")] = place
                at += len(line)
                self._lines += 1

    def keys(self) -> AbstractSet[str]:
        """Name every entry, whole or not."""
        return self._places.keys() | self._new.keys()

    def get(self, key: str) -> bytes | None:
        """Give the data of an entry, if it is whole."""
        mark, _, data = self._entry(key).partition(b" ")
        return data if data and _mark(key, data) == mark else None

    def put(self, key: str, data: bytes) -> None:
        """Keep data, which has no line break, in the place of what was there."""
        self._held -= len(self._new.get(key, b""))
        self._new[key] = _mark(key, data) + b" " + data
        self._held += len(self._new[key])
        if self._held > MOST_HELD and not self._holds_all and not self._file.is_symlink():
            try:
                self._append([*self._new])
            except OSError:  # saving will tell
                self._holds_all = True

    def add(self, key: str) -> None:
        """Write an entry at the end at once, so that whatever stops the work, it is kept.

        Raises OSError when it cannot be written.
        """
        if key in self._new and not self._file.is_symlink():  # what it leads to is not ours
            self._append([key])

    def save(self, keys: Iterable[str]) -> None:
        """Keep the entries of these keys, and few others.

        Raises OSError when they cannot be written; then what stood there still counts.
        """
        wanted = list(keys)
        new = [key for key in wanted if key in self._new]
        after = self._lines + len(new)
        if not self._lines or after > MOST_UNUSED * len(wanted) or self._file.is_symlink():
            self._write_anew(wanted)
        elif new:
            self._append(new)

    def _entry(self, key: str) -> bytes:
        if key in self._new:
            return self._new[key]
        at, length = self._places.get(key, (0, 0))
        try:
            if self._opened is None:
                number = os.open(self._file, os.O_RDONLY)
                self._opened = number, finalize(self, os.close, number)
            return os.pread(self._opened[0], length, at)
        except OSError:
            return b""

    def _append(self, keys: list[str]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("ab") as end:  # a kill may have left half a line
            at = end.tell()
            if self._opened and not os.path.sameopenfile(self._opened[0], end.fileno()):
                self._forget_file()  # that was another, which somebody has taken away
            for key in keys:
                entry = self._new[key]
                at += end.write(b"\n" + key.encode() + b" ")
                self._places[key] = at, len(entry)
                at += end.write(entry)
        for key in keys:
            self._held -= len(self._new.pop(key))
        self._lines += len(keys)

    def _forget_file(self) -> None:
        if self._opened:
            self._opened[1]()
        self._opened = None

    def _write_anew(self, keys: list[str]) -> None:
        places: dict[str, tuple[int, int]] = {}

        def lines() -> Iterator[bytes]:
            at = 0
            for key in keys:
                entry, head = self._entry(key), b"\n" * bool(at) + key.encode() + b" "
                places[key] = at + len(head), len(entry)
                at += len(head) + len(entry)
                yield head + entry

        self._file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._file, lines())
        self._forget_file()  # that was the one before
        self._places, self._new, self._held, self._lines = places, {}, 0, len(keys)


def _mark(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b" " + data).hexdigest().encode()


class Cache:
    """What was worked out before; without a file, nothing is kept.

    One that ``remembers`` keeps the values themselves as well, for builds of the same process:
    they are immutable.
    """

    def __init__(
        self, file: Path | None = None, *, remembers: bool = False, saves: bool = False
    ) -> None:
        """Open what is kept, if it is there.

        Of one that is not to be saved nothing is written.
        """
        self._shelf = Shelf(file, holds_all=not saves) if file else None
        self._used: dict[str, None] = {}
        self._values: dict[str, Any] | None = {} if remembers else None

    def begin(self) -> None:
        """Begin a build: nothing of what is kept has been used."""
        if self._values is not None and self._used:
            self._values = {key: self._values[key] for key in self._used if key in self._values}
        self._used.clear()

    def of(self, ingredients: Iterable[str], work: Callable[[], T]) -> T:
        """Give the result of some work on these ingredients, from before if it is kept."""
        if self._shelf is None:
            return work()
        key = _key(ingredients)
        result: T | None = self._kept(key)
        return self._keep(key, work()) if result is None else result

    def traced(
        self,
        ingredients: Iterable[str],
        answers: Answers,
        lookup: Asking,
        work: Callable[[], T],
    ) -> T:
        """Give the result of work that asks as it goes, from before if the answers still hold.

        ``lookup`` is how the work asks, and what it asked is kept with the result.
        """
        if self._shelf is None:
            return work()
        key = _key(ingredients)
        if kept := self._kept(key):
            asked, result = kept
            if all(answers.ask(question)[1] == mark for question, mark in asked.items()):
                return result  # type: ignore[no-any-return]
        result = work()
        self._keep(key, (lookup.asked, result))
        return result

    def all(self, ingredients: Iterable[str], work: Callable[[list[str]], Iterable[T]]) -> list[T]:
        """Give the result for each ingredient; ``work`` is given those that are not kept."""
        if self._shelf is None:
            return list(work(list(ingredients)))
        keys = {ingredient: _key((ingredient,)) for ingredient in ingredients}
        found = {ingredient: self._kept(key) for ingredient, key in keys.items()}
        missing = [ingredient for ingredient, kept in found.items() if kept is None]
        for ingredient, result in zip(missing, work(missing), strict=True):
            found[ingredient] = self._keep(keys[ingredient], result)
        return list(found.values())

    def save(self) -> None:
        """Keep what this build has used so far, and nothing else."""
        if self._shelf:
            self._shelf.save(self._used)

    def _kept(self, key: str) -> Any:  # noqa: ANN401 - what was kept
        if self._values is not None and key in self._values:
            self._used[key] = None
            return self._values[key]
        data = self._shelf.get(key) if self._shelf else None
        if data is None:
            return None
        self._used[key] = None
        try:
            return self._remember(key, unfold(data))
        except FoldError:
            return None

    def _remember(self, key: str, value: T) -> T:
        if self._values is not None:
            self._values[key] = value
        return value

    def _keep(self, key: str, result: T) -> T:
        if self._shelf:
            self._shelf.put(key, fold(result).encode("utf-8", "surrogatepass"))
            self._used[key] = None
        return self._remember(key, result)


def code() -> str:
    """Give the fingerprint of all of our code."""
    return _code().hexdigest()


def _key(ingredients: Iterable[str]) -> str:
    hasher = _code().copy()
    for ingredient in ingredients:
        hasher.update(ingredient.encode("utf-8", "surrogatepass") + b"\x1f")
    return hasher.hexdigest()


@cache
def _code() -> hashlib._Hash:
    """Begin a hash with all of our code, so that a later generator takes nothing from it."""
    hasher = hashlib.sha256()
    for path in sorted(CODE.rglob("*.*")):
        if path.suffix in SUFFIXES:
            hasher.update(path.read_bytes())
    return hasher
