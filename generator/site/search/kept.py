"""What Pagefind made of the copies of before, so that only what has changed is made again."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.cache import seal, unseal
from generator.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Indexed:
    """An index: the hashes of what it was made of, and its files by name.

    ``copies`` is of all copies, ``shown`` of what a result shows of each page by its path;
    ``pages`` tells of which page each fragment is.
    """

    copies: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def kept(file: Path) -> Indexed:
    """Give the index of before, or an empty one."""
    try:
        told = unseal(file.read_bytes())
    except OSError:
        return Indexed()
    match told:
        case [str() as copies, dict() as shown, dict() as pages, dict() as files]:
            data = {name: base64.b64decode(text) for name, text in files.items()}
            return Indexed(copies, shown, pages, data)
    return Indexed()


def keep(made: Indexed, file: Path) -> None:
    """Remember an index."""
    files = {name: base64.b64encode(data).decode() for name, data in made.files.items()}
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, seal([made.copies, made.shown, made.pages, files]))
