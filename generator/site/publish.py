"""Checked files -> ``site/``, swapped in whole: a kill leaves the old site or the new one."""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from generator.fresh import MARKER, marker
from generator.site.ground import OutputError, still

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.site.ground import Standing

AT_FDCWD = -100
RENAME_EXCHANGE = 2
TAG = "workshop"


def publish(files: Mapping[str, Path | bytes], before: Standing) -> None:
    """Make the site hold just these files, by path below it, and a marker that lists them.

    The new site is put together in a workshop beside it, so on the same disk, and swapped in
    by one system call. A file that has not changed is linked from the old site, where nothing
    is ever written in place, so it keeps its time; ``rsync`` and browsers know it again.
    Raises OutputError when something that is not ours has come to either place meanwhile.
    """
    site = before.site
    workshop = site.parent / f".{site.name}.new"
    new = _opened(workshop)
    made: set[Path] = set()
    marks: dict[str, str] = {}

    def place(path: str, data: bytes) -> None:
        mark = marks[path] = hashlib.sha256(data).hexdigest()
        target = new / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        if before.files.get(path) != mark or not _linked(site / path, target):
            target.write_bytes(data)

    for path, content in files.items():
        place(path, content if isinstance(content, bytes) else content.read_bytes())
    place(MARKER, marker(marks))
    still(before)
    swap(new, site)
    with suppress(OSError):  # the site is there; the next build sweeps again
        _closed(workshop)


def _opened(workshop: Path) -> Path:
    """Give an empty folder in the workshop; what a killed build left there is swept away."""
    if os.path.lexists(workshop):
        ours = workshop.is_dir() and not workshop.is_symlink()
        if not ours or (any(workshop.iterdir()) and not (workshop / TAG).is_file()):
            raise OutputError(code="output-workshop", path=workshop)
        _closed(workshop)
        if workshop.exists():
            raise OutputError(code="output-workshop", path=workshop)
    workshop.mkdir(parents=True)
    (workshop / TAG).touch()
    (workshop / "new").mkdir()
    return workshop / "new"


def _closed(workshop: Path) -> None:
    """Take the workshop away; the tag by which it is known as ours goes last, if all is gone."""
    shutil.rmtree(workshop / "new", ignore_errors=True)
    if not (workshop / "new").exists():
        (workshop / TAG).unlink(missing_ok=True)
        workshop.rmdir()


def _linked(old: Path, new: Path) -> bool:
    """Link a file, unless the disk knows no such links."""
    try:
        os.link(old, new)
    except OSError:
        return False
    return True


def swap(new: Path, site: Path) -> None:
    """Put ``new`` in the place of ``site``; afterwards ``new`` holds the old one, if any."""
    if not site.exists():
        new.rename(site)
        return
    libc = ctypes.CDLL(None, use_errno=True)
    result = libc.renameat2(
        AT_FDCWD, os.fsencode(new), AT_FDCWD, os.fsencode(site), RENAME_EXCHANGE
    )
    if result:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(site))
