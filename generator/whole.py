"""A file is written whole or not at all: a kill, or a full disk, leaves the one that was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def unfinished(file: Path) -> Path:
    """Give where a file is written until it is whole; only a kill leaves anything there."""
    return file.with_name(f".{file.name}.new")


def write_whole(file: Path, data: bytes | Iterator[bytes]) -> None:
    """Write a file anew, with the rights that it has, in the place of whatever stands there.

    Its bytes may be given a part at a time.

    Nothing is written through a link: who wants its target written gives that.
    Raises OSError when it cannot be written; then it is as it was.
    """
    new = unfinished(file)
    new.unlink(missing_ok=True)
    try:
        with new.open("xb") as out:
            out.writelines((data,) if isinstance(data, bytes) else data)
        if file.is_file() and not file.is_symlink():
            new.chmod(file.stat().st_mode)
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)
