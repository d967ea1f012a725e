"""Checked files -> ``site/``, swapped in whole: a kill leaves the old site or the new one."""

from __future__ import annotations

import ctypes
import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def publish(files: Mapping[str, Path | bytes], site: Path, workshop: Path) -> None:
    """Make ``site`` hold just these files, by path below it.

    The new site is put together in ``workshop``, on the same disk, and swapped in by one
    system call. A file that has not changed is linked from the old site, where nothing is
    ever written in place, so it keeps its time; ``rsync`` and browsers know it again.
    """
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir(parents=True)
    made: set[Path] = set()
    for path, content in files.items():
        target, old = workshop / path, site / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        data = content if isinstance(content, bytes) else content.read_bytes()
        if old.is_file() and not old.is_symlink() and old.read_bytes() == data:
            os.link(old, target)
        else:
            target.write_bytes(data)
    swap(workshop, site)
    shutil.rmtree(workshop, ignore_errors=True)


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
