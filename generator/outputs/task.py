"""What a maker hands over: all that a file is made of, and what comes of it."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a file that was made, or poor: a problem's code and its values."""

    code: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """A file's bytes, its number of sides if it has any, and what is wrong with it.

    With faults it is no file of the site; of ``notices`` an editor is told.
    """

    data: bytes
    pages: int | None = None
    faults: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()


class Task(Protocol):
    """All that a file is made of: its fields alone tell the bytes, in any process."""

    def make(self) -> Made:
        """Make the file."""


@dataclass(frozen=True, slots=True)
class Bytes:
    """A file that needs no work: its bytes."""

    data: bytes

    def make(self) -> Made:
        """Give the bytes."""
        return Made(self.data)


def beside(path: str) -> str:
    """Give the address by which a page or a handout names a file beside it (RFC 3986).

    A picture may be called whatever its author called it; the checks of links decode it again.
    """
    return quote(path.rpartition("/")[2])


@cache
def tool(packages: tuple[str, ...], files: tuple[Path, ...] = ()) -> str:
    """Give the fingerprint of what a file is made with: packages' versions, files' bytes.

    Most files are packed by zlib, of which machines have several that pack otherwise.
    """
    hasher = hashlib.sha256(f"zlib {zlib.ZLIB_RUNTIME_VERSION}\x1f".encode())
    for package in packages:
        hasher.update(f"{package} {version(package)}\x1f".encode())
    for path in files:
        hasher.update(path.read_bytes())
    return hasher.hexdigest()
