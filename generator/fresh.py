"""Has anything changed since the last build? Told before anything slow is imported.

The manifest keeps what the last finished build was made from (every source, every file of
the generator, the options) and what it made, with its notices, so that an unchanged build
says the same again at once. A file whose size and times are the same has not changed; of any
other its hash tells. The site itself bears a marker: the hash of each file that was made.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.cache import seal, unseal
from generator.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parent.parent
OWN_FILES = ("mkdocs.yml", "requirements.txt")
OWN_FOLDERS = ("generator", "overrides")
SOURCE_FILES = ("published.yaml",)
SOURCE_FOLDERS = ("content", "materials")
MARKER = ".built.json"
TEMPORARY = re.compile(r"\..*|.*~|4913|#.*#|.*\.(tmp|bak|sw[a-z]|part)", re.IGNORECASE | re.DOTALL)
"""Names that editors give to what they leave for a moment, and hidden files."""
Stamp = list[int]
"""The size and the times of a file; empty for anything but a plain file."""


def is_temporary(name: str) -> bool:
    """Tell whether a file is an editor's own, by its name: no source, whatever it holds."""
    return TEMPORARY.fullmatch(name) is not None


def marker(hashes: dict[str, str]) -> bytes:
    """Write what a site bears: the hash of each of its files by path."""
    return json.dumps({"files": dict(sorted(hashes.items()))}, indent=0).encode()


def marked(site: Path) -> dict[str, str]:
    """Give the hashes that a site's marker tells; none without a marker that can be read."""
    try:
        told = json.loads((site / MARKER).read_bytes())["files"]
        return dict(told)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return {}


def sha256(file: Path) -> str:
    """Give the hash of a file's bytes; the empty text for what is no file."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def stamp_of(file: Path) -> Stamp:
    """Give the stamp of a file; raises OSError when there is none. Links are not followed."""
    seen = file.lstat()
    return _stamp(seen) if stat.S_ISREG(seen.st_mode) else []


def outputs_of(manifest: Path) -> dict[str, list[Any]]:
    """Give the stamp of each file that the last finished build made, and its hash, by path."""
    try:
        kept = unseal(manifest.read_bytes())
    except OSError:
        return {}
    return kept["outputs"] if isinstance(kept, dict) else {}


def stamps_below(folder: Path) -> dict[str, Stamp]:
    """Give the stamp of everything in a folder by its path; links are not followed.

    A folder stands for itself when it is empty or cannot be read.
    """
    return dict(
        sorted(
            (path, _stamp(entry.stat(follow_symlinks=False)) if entry else [])
            for path, entry in plain_below(folder)
        )
    )


def plain_below(top: Path) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    """Give everything in a folder by its path, and what is a plain file as its entry.

    Links are not followed; a folder stands for itself when it is empty or cannot be read.
    """
    waiting = [(str(top), "")]
    while waiting:
        folder, below = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except FileNotFoundError:
            continue
        except OSError:
            entries = []
        if not entries and below:
            yield below.rstrip("/"), None
        for entry in entries:
            path = below + entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, f"{path}/"))
            else:
                yield path, entry if entry.is_file(follow_symlinks=False) else None


def _stamp(seen: os.stat_result) -> Stamp:
    return [seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Where the manifest lies, and what a build depends on."""

    file: Path
    source: Path
    output: Path
    options: str

    def told(self) -> dict[str, Any] | None:
        """Give what the last build told, if nothing has changed since; otherwise nothing."""
        try:
            kept = unseal(self.file.read_bytes())
        except OSError:
            return None
        if not isinstance(kept, dict) or kept["options"] != self._options():
            return None
        now = self.seen()
        if not _same(kept["outputs"], stamps_below(self.output), self.output):
            return None
        if not _same(kept["inputs"], now, Path()):
            return None
        told: dict[str, Any] = kept["told"]
        if any(stamp != kept["inputs"][path][:-1] for path, stamp in now.items()):
            with suppress(OSError):  # then the bytes are looked at again the next time
                self.keep(told, now)  # touched, or laid out anew by git
        return told

    def keep(self, told: dict[str, Any], seen: dict[str, Stamp]) -> None:
        """Remember a finished build, unless a source has changed since it was ``seen``."""
        now = self.seen()
        if now != seen:
            return
        marks, outputs = marked(self.output), stamps_below(self.output)
        content = {
            "options": self._options(),
            "inputs": {path: [*stamp, sha256(Path(path))] for path, stamp in now.items()},
            "outputs": {
                path: [*stamp, marks.get(path) or sha256(self.output / path)]
                for path, stamp in outputs.items()
                if stamp
            },
            "told": told,
        }
        write_whole(self.file, seal(content))

    def _options(self) -> str:
        return f"{sys.version} {self.options}"

    def seen(self) -> dict[str, Stamp]:
        """Give the size and times of everything that a build is made from, by path."""
        stamps: dict[str, Stamp] = {}
        for root, files, folders in (
            (PROJECT, OWN_FILES, OWN_FOLDERS),
            (self.source, SOURCE_FILES, SOURCE_FOLDERS),
        ):
            for name in files:
                if (root / name).is_file():
                    stamps[str(root / name)] = _stamp((root / name).stat())
            for name in folders:
                for entry in _walk(str(root / name)):
                    # A link that leads nowhere is a source too: the build will say so.
                    leads = os.path.isfile(entry.path)  # noqa: PTH113 - fast
                    stamps[entry.path] = _stamp(entry.stat(follow_symlinks=leads))
        return stamps


def _same(kept: dict[str, list[Any]], now: dict[str, Stamp], root: Path) -> bool:
    """Tell whether files are what they were: by size and times, or else by their bytes."""
    return now.keys() == kept.keys() and all(
        stamp == kept[path][:-1] or sha256(root / path) == kept[path][-1]
        for path, stamp in now.items()
    )


def _walk(top: str) -> Iterator[os.DirEntry[str]]:
    waiting = [top]
    while waiting:
        try:
            entries = list(os.scandir(waiting.pop()))
        except OSError:
            continue
        for entry in entries:
            if entry.name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):  # links may lead in circles
                waiting.append(entry.path)
            elif entry.is_symlink() or entry.is_file():
                yield entry
