"""Results of pure work, kept between builds by the hash of what went in."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")
CODE = Path(__file__).parent
SUFFIXES = {".py", ".j2", ".po", ".toml", ".css"}


class Memo:
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
        hasher = self._code.copy()
        for ingredient in ingredients:
            hasher.update(ingredient.encode() + b"\x1f")
        key = hasher.hexdigest()
        if kept := self._kept.get(key):
            self._used[key] = kept
            result: T = pickle.loads(kept)  # noqa: S301 - as above
            return result
        result = work()
        self._used[key] = pickle.dumps(result)
        return result

    def save(self) -> None:
        """Keep what this build has used so far, and nothing else."""
        if self._file and self._used.keys() != self._kept.keys():
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new = self._file.with_suffix(".new")
            new.write_bytes(pickle.dumps(self._used))
            new.replace(self._file)
            self._kept = dict(self._used)
