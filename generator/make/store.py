"""Files that were made, by the fingerprint of all that they were made of.

A file is what it was if its size and times are those that the index tells; of any other its hash
tells. Behind it may stand a store that machines share, which is asked for what is not here and
given what is made here.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.cache import Shelf
from generator.fresh import stamp_of
from generator.make.shared import Entry
from generator.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.make.shared import Shared

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

    def __init__(self, folder: Path, shared: Shared | None = None) -> None:
        """Open the store, or begin one, before the one that is ``shared``."""
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._index = Shelf(folder / "index")
        self._used: set[str] = set()
        self._is_new = False
        self._shared = shared

    def get(self, key: str) -> Stored | None:
        """Give a file if it is here, whole."""
        kept, path = self._index.get(key), self._folder / key
        if kept is None:
            return None
        try:
            size, pages, sha256, notices, stamp = json.loads(kept)
            stored = Stored(
                path, size, pages, sha256, tuple((code, told) for code, told in notices)
            )
            if stamp_of(path) != stamp:
                if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
                    return None
                self._tell(key, stored)
        except (OSError, ValueError, TypeError):
            return None
        self._used.add(key)
        return stored

    def brought(self, keys: Iterable[str]) -> dict[str, Stored]:
        """Give the files that another machine has made, and keep them here as well.

        Raises ElsewhereError when the shared store cannot be read.
        """
        if self._shared is None:
            return {}
        return {key: self._kept(key, entry) for key, entry in self._shared.entries([*keys])}

    def keep(
        self, key: str, data: bytes, pages: int | None, notices: tuple[Notice, ...] = ()
    ) -> Stored:
        """Put a file that was made into the store, for the other machines too."""
        entry = Entry(data, pages, notices)
        if self._shared:
            self._shared.put(key, entry)
        return self._kept(key, entry)

    def _kept(self, key: str, entry: Entry) -> Stored:
        path = self._folder / key
        write_whole(path, entry.data)
        sha256 = hashlib.sha256(entry.data).hexdigest()
        stored = Stored(path, len(entry.data), entry.pages, sha256, entry.notices)
        self._tell(key, stored)
        self._index.add(key)
        self._used.add(key)
        return stored

    def _tell(self, key: str, stored: Stored) -> None:
        kept = (stored.size, stored.pages, stored.sha256, stored.notices, stamp_of(stored.path))
        self._index.put(key, json.dumps(kept).encode())
        self._is_new = True

    def forget_unused(self) -> None:
        """Throw away what this build did not use, once that is most of the store."""
        unused = self._index.keys() - self._used
        if len(unused) > max(KEPT_AT_LEAST, 2 * len(self._used)):
            for key in unused:
                (self._folder / key).unlink(missing_ok=True)
            self._index.save(sorted(self._used))

    def save(self) -> None:
        """Write the index, if it tells anything new, and give what the other machines lack."""
        if self._shared:
            self._share(self._shared)
        if self._is_new:
            self._index.save(sorted(filter(self._index.get, self._index.keys())))
            self._is_new = False

    def _share(self, shared: Shared) -> None:
        """Give each file that was used, whoever made it and when."""
        for key in shared.lacking(sorted(self._used)):
            if stored := self.get(key):
                shared.put(key, Entry(stored.path.read_bytes(), stored.pages, stored.notices))
        shared.flush()
