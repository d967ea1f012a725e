"""Files that were made, by the fingerprint of all that they were made of."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.cache import Shelf
from generator.whole import write_whole

if TYPE_CHECKING:
    from pathlib import Path

KEPT_AT_LEAST = 400
Notice = tuple[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of the store: where it lies, its size in bytes, its sheets if any, its SHA-256.

    ``notices`` are told each time that it is used: each is a problem's code and its values.
    """

    path: Path
    size: int
    pages: int | None
    sha256: str
    notices: tuple[Notice, ...] = ()


class Store:
    """A folder of files by fingerprint, with an index of what else is known of each.

    It holds data and never code, and what it gives is what it was given.
    """

    def __init__(self, folder: Path) -> None:
        """Open the store, or begin one."""
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._index = Shelf(folder / "index")
        self._used: set[str] = set()

    def get(self, key: str) -> Stored | None:
        """Give a file if it is there, whole."""
        kept, path = self._index.get(key), self._folder / key
        if kept is None:
            return None
        try:
            size, pages, sha256, notices = json.loads(kept)
            stored = Stored(
                path, size, pages, sha256, tuple((code, told) for code, told in notices)
            )
            data = path.read_bytes()
        except (OSError, ValueError, TypeError):
            return None
        if hashlib.sha256(data).hexdigest() != stored.sha256:
            return None
        self._used.add(key)
        return stored

    def keep(
        self, key: str, data: bytes, pages: int | None, notices: tuple[Notice, ...] = ()
    ) -> Stored:
        """Put a file into the store."""
        path = self._folder / key
        write_whole(path, data)
        kept = (len(data), pages, hashlib.sha256(data).hexdigest(), notices)
        self._index.put(key, json.dumps(kept).encode())
        self._used.add(key)
        return Stored(path, *kept)

    def forget_unused(self) -> None:
        """Throw away what this build did not use, once that is most of the store."""
        unused = self._index.keys() - self._used
        if len(unused) > max(KEPT_AT_LEAST, 2 * len(self._used)):
            for key in unused:
                (self._folder / key).unlink(missing_ok=True)
            self._index.save(sorted(self._used))

    def save(self) -> None:
        """Write the index."""
        self._index.save(sorted(filter(self._index.get, self._index.keys())))
