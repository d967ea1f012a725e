"""Has anything changed since the last build? Told from file times, before anything is imported.

The manifest keeps what the last finished build was made from (every source, every file of
the generator, the options) and what it made, with its notices, so that an unchanged build
says the same again at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parent.parent
OWN_FILES = ("mkdocs.yml", "requirements.txt")
OWN_FOLDERS = ("generator", "overrides")
SOURCE_FILES = ("published.yaml",)
SOURCE_FOLDERS = ("content", "materials")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Where the manifest lies, and what a build depends on."""

    file: Path
    source: Path
    output: Path
    options: str

    def told(self) -> dict[str, object] | None:
        """Give what the last build told, if nothing has changed since; otherwise nothing."""
        try:
            kept = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if kept.get("options") != self._options() or kept["outputs"] != self._outputs():
            return None
        now = self.seen()
        if now.keys() != kept["inputs"].keys():
            return None
        moved = False
        for path, stamp in now.items():
            before = kept["inputs"][path]
            if stamp != before[:-1]:
                # Touched, or laid out anew by git: only the bytes tell.
                if _sha256(path) != before[-1]:
                    return None
                moved = True
        if moved:
            self.keep(kept["told"], now)
        told: dict[str, object] = kept["told"]
        return told

    def keep(self, told: dict[str, object], seen: dict[str, list[int]]) -> None:
        """Remember a finished build, unless a source has changed since it was ``seen``."""
        now = self.seen()
        if now != seen:
            return
        inputs = {path: [*stamp, _sha256(path)] for path, stamp in now.items()}
        content = {
            "options": self._options(),
            "inputs": inputs,
            "outputs": self._outputs(),
            "told": told,
        }
        new = self.file.with_suffix(".new")
        new.write_text(json.dumps(content), encoding="utf-8")
        new.replace(self.file)

    def _options(self) -> str:
        return f"{sys.version} {self.options}"

    def seen(self) -> dict[str, list[int]]:
        """Give the size and times of everything that a build is made from, by path."""
        stamps: dict[str, list[int]] = {}
        for root, files, folders in (
            (PROJECT, OWN_FILES, OWN_FOLDERS),
            (self.source, SOURCE_FILES, SOURCE_FOLDERS),
        ):
            for name in files:
                if (root / name).is_file():
                    stat = (root / name).stat()
                    stamps[str(root / name)] = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]
            for name in folders:
                for entry in _walk(str(root / name)):
                    # A link that leads nowhere is a source too: the build will say so.
                    stat = entry.stat(follow_symlinks=entry.is_file())
                    stamps[entry.path] = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]
        return stamps

    def _outputs(self) -> dict[str, list[int]]:
        stamps = {}
        for entry in _walk(str(self.output)):
            stat = entry.stat(follow_symlinks=False)
            stamps[entry.path] = [stat.st_size, stat.st_mtime_ns]
        return stamps


def _walk(folder: str) -> list[os.DirEntry[str]]:
    found: list[os.DirEntry[str]] = []
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return found
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            found += _walk(entry.path)
        elif entry.is_file() or entry.is_symlink():
            found.append(entry)
    return found


def _sha256(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
