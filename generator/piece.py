"""A file of the site, with the hash of its bytes: they are read only where they are needed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the site: the SHA-256 of its bytes, and these or where they lie."""

    sha256: str
    content: bytes | Path

    def data(self) -> bytes:
        """Give its bytes; raises OSError when they cannot be read."""
        return self.content.read_bytes() if isinstance(self.content, Path) else self.content


def piece(data: bytes) -> Piece:
    """Give a file of the site by its bytes."""
    return Piece(hashlib.sha256(data).hexdigest(), data)
