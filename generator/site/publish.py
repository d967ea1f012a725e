"""Checked files -> ``site/``, swapped in whole: a kill leaves the old site or the new one."""

from __future__ import annotations

import ctypes
import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from generator.fresh import MARKER, marker, plain_below
from generator.piece import piece
from generator.site.ground import OutputError, still

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.piece import Piece
    from generator.site.ground import Standing

AT_FDCWD = -100
RENAME_EXCHANGE = 2
TAG = "workshop"


def publish(files: Mapping[str, Piece], before: Standing, spare: Path) -> None:
    """Make the site hold just these files, by path below it, and a marker that lists them.

    The new site is put together in a workshop beside it, so on the same disk, and swapped in
    by one system call. A file that has not changed is linked from the old site, where nothing
    is ever written in place, so it keeps its time; ``rsync`` and browsers know it again.
    The old site becomes the ``spare``, of which the next is made: most of its files are links
    to those of the site already, and nothing else is believed of it.
    Raises OutputError when something that is not ours has come to either place meanwhile.
    """
    site = before.site
    marks = {path: each.sha256 for path, each in files.items()}
    wanted = {**files, MARKER: piece(marker(marks))}
    workshop = _opened(workshop_of(site))
    new = workshop / "new"
    with suppress(OSError):  # there is none, or it lies on another disk
        spare.rename(new)
    if new.is_symlink() or new.is_file():
        new.unlink()
    new.mkdir(exist_ok=True)
    _fill(new, wanted, before)
    still(before)
    swap(new, site)
    with suppress(OSError):  # the site is there; the next build sweeps again
        if new.exists():
            new.rename(spare)
    with suppress(OSError):
        _closed(workshop)


def _fill(new: Path, wanted: Mapping[str, Piece], before: Standing) -> None:
    """Make a folder hold just these files: links to those of the old site, and new ones."""
    ours, there = _inodes(before.site), _inodes(new)
    same = {path: ours.get(path) for path, each in wanted.items() if _stands(path, each, before)}
    keep = {path for path, inode in there.items() if inode and same.get(path) == inode}
    for path in there.keys() - keep:
        _removed(new, new / path)
    made: set[Path] = set()
    for path, each in wanted.items():
        if path in keep:
            continue
        target = new / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        if path not in same or not _linked(before.site / path, target):
            target.write_bytes(each.data())


def _stands(path: str, each: Piece, before: Standing) -> bool:
    return before.files.get(path) == each.sha256


def _inodes(top: Path) -> dict[str, int]:
    """Tell the number on its disk of each file below a folder; 0 for what is no plain file."""
    return {path: entry.inode() if entry else 0 for path, entry in plain_below(top)}


def _removed(top: Path, path: Path) -> None:
    """Take away a file or an empty folder, and each folder above it that is empty then."""
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink()
    for folder in path.parents:
        if folder == top or os.listdir(folder):  # noqa: PTH208 - it closes what it opens
            return
        folder.rmdir()


def workshop_of(site: Path) -> Path:
    """Give the folder in which a site is put together.

    Raises OutputError when anything that is not ours stands there.
    """
    workshop = site.parent / f".{site.name}.new"
    if os.path.lexists(workshop):
        ours = workshop.is_dir() and not workshop.is_symlink()
        if not ours or (any(workshop.iterdir()) and not (workshop / TAG).is_file()):
            raise OutputError(code="output-workshop", path=workshop)
    return workshop


def _opened(workshop: Path) -> Path:
    """Give a workshop without a site in it; what a killed build left there is swept away."""
    if os.path.lexists(workshop):
        _closed(workshop)
        if workshop.exists():
            raise OutputError(code="output-workshop", path=workshop)
    workshop.mkdir(parents=True)
    (workshop / TAG).touch()
    return workshop


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
