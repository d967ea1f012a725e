"""Files that were made, by the fingerprint of all that they were made of."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

KEPT_AT_LEAST = 400


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of the store: where it lies, its size in bytes, its sheets if any, its SHA-256."""

    path: Path
    size: int
    pages: int | None
    sha256: str


class Store:
    """A folder of files by fingerprint, with an index of their sizes and hashes.

    It holds data and never code, and what it gives is what it was given.
    """

    def __init__(self, folder: Path) -> None:
        """Open the store, or begin one."""
        self._folder = folder
        self._index_file = folder / "index.json"
        self._index: dict[str, tuple[int, int | None, str]] = {}
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._index = dict(json.loads(self._index_file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            self._index = {}

    def get(self, key: str) -> Stored | None:
        """Give a file if it is there, whole."""
        kept, path = self._index.get(key), self._folder / key
        if kept is None or not path.is_file():
            return None
        data = path.read_bytes()
        if len(data) != kept[0] or hashlib.sha256(data).hexdigest() != kept[2]:
            return None
        return Stored(path, *kept)

    def keep(self, key: str, data: bytes, pages: int | None) -> Stored:
        """Put a file into the store."""
        new, path = self._folder / f"{key}.new", self._folder / key
        new.write_bytes(data)
        new.replace(path)
        self._index[key] = kept = (len(data), pages, hashlib.sha256(data).hexdigest())
        return Stored(path, *kept)

    def forget_all_but(self, keys: set[str]) -> None:
        """Throw away what this build did not use, once that is most of the store."""
        unused = self._index.keys() - keys
        if len(unused) > max(KEPT_AT_LEAST, 2 * len(keys)):
            for key in unused:
                (self._folder / key).unlink(missing_ok=True)
                del self._index[key]
            self.save()

    def save(self) -> None:
        """Write the index."""
        new = self._index_file.with_suffix(".new")
        new.write_text(json.dumps(self._index), encoding="utf-8")
        new.replace(self._index_file)
