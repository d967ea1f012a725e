"""Results of pure work, kept between builds by the fingerprint of what went in."""

from __future__ import annotations

import hashlib
import json
import pickle
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")
Question = tuple[str, ...]
CODE = Path(__file__).parent
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


class Cache:
    """What was worked out before; without a file, nothing is kept.

    The file lies in the build's own cache and is written by nobody else.
    """

    def __init__(self, file: Path | None = None) -> None:
        """Open what is kept, if it is there and whole."""
        self._file = file
        self._kept: dict[str, bytes] = {}
        self._used: dict[str, bytes] = {}
        self._code = hashlib.sha256()
        if file is None:
            return
        for path in sorted(CODE.rglob("*.*")):
            if path.suffix in SUFFIXES:
                self._code.update(path.read_bytes())
        if file.is_file():
            try:
                self._kept = pickle.loads(file.read_bytes())  # noqa: S301 - our own cache
            except (pickle.UnpicklingError, EOFError, OSError, AttributeError, ImportError):
                self._kept = {}

    def of(self, ingredients: Iterable[str], work: Callable[[], T]) -> T:
        """Give the result of some work on these ingredients, from before if it is kept."""
        if self._file is None:
            return work()
        key = self._key(ingredients)
        if kept := self._kept.get(key):
            self._used[key] = kept
            result: T = pickle.loads(kept)  # noqa: S301 - as above
            return result
        result = work()
        self._used[key] = pickle.dumps(result)
        return result

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
        if self._file is None:
            return work()
        key = self._key(ingredients)
        if kept := self._kept.get(key):
            asked, result = pickle.loads(kept)  # noqa: S301 - as above
            if all(answers.ask(question)[1] == mark for question, mark in asked.items()):
                self._used[key] = kept
                return result  # type: ignore[no-any-return]
        result = work()
        self._used[key] = pickle.dumps((lookup.asked, result))
        return result

    def save(self) -> None:
        """Keep what this build has used so far, and nothing else."""
        if self._file and self._used != self._kept:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new = self._file.with_suffix(".new")
            new.write_bytes(pickle.dumps(self._used))
            new.replace(self._file)
            self._kept = dict(self._used)

    def _key(self, ingredients: Iterable[str]) -> str:
        hasher = self._code.copy()
        for ingredient in ingredients:
            hasher.update(ingredient.encode() + b"\x1f")
        return hasher.hexdigest()
