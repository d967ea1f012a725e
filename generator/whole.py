"""A file is written whole or not at all: a kill, or a full disk, leaves the one that was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(file: Path, data: bytes) -> None:
    """Write a file anew, with the rights that it has; a link stays, and its target is written.

    Raises OSError when it cannot be written; then it is as it was.
    """
    target = file.resolve()
    new = target.with_name(f".{target.name}.new")
    try:
        new.write_bytes(data)
        if target.exists():
            new.chmod(target.stat().st_mode)
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)
