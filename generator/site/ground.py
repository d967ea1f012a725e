"""Where a site is to stand -> what of ours stands there; what no build of ours made is refused.

A site bears a marker that lists each of its files with its hash. One that is older than the
marker is known by the manifest of the build that made it.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.fresh import (
    MARKER,
    OWN_FOLDERS,
    PROJECT,
    SOURCE_FOLDERS,
    marked,
    outputs_of,
    sha256,
    stamps_below,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.fresh import Stamp

OURS = (*OWN_FOLDERS, *SOURCE_FOLDERS, "benchmarks", "schemas", "tests", ".git", ".venv")
MOUNTS = Path("/proc/self/mountinfo")
NAMED = 3
CACHES = ".cache"
"""Where each site's cache stands, beside the site."""


class OutputError(Exception):
    """The site may not stand there: ``code`` and ``values`` say why, in ``console.toml``."""

    def __init__(self, *, code: str, **values: object) -> None:
        """Say why."""
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Standing:
    """A site that a build of ours made, or none: the hash and the stamp of each file by path."""

    site: Path
    manifest: Path
    files: Mapping[str, str]
    stamps: Mapping[str, Stamp]


def ground(output: Path, source: Path) -> Path:
    """Give the folder that the site is to be, links followed.

    Raises OutputError when it is or holds the sources or the project, lies among the sources or
    in the code or in another site of ours, is no folder, or is a mount point, which cannot be
    swapped.
    """
    site = Path(os.path.realpath(output))
    for kept in (source, PROJECT):
        if _real(kept).is_relative_to(site):
            raise OutputError(code="output-holds", output=output, kept=kept)
    folders = [source / name for name in (*SOURCE_FOLDERS, ".git")]
    for kept in (*folders, *(PROJECT / name for name in OURS)):
        if _real(kept).is_relative_to(site) or site.is_relative_to(_real(kept)):
            raise OutputError(code="output-within", output=output, kept=kept)
    for holder in site.parents:
        if holder.parent.name == CACHES and (holder / "lock").is_file():
            raise OutputError(code="output-inside", output=output, kept=holder)
        if os.path.lexists(holder / MARKER):
            raise OutputError(code="output-inside", output=output, kept=holder)
    if os.path.lexists(site) and not site.is_dir():
        raise OutputError(code="output-file", output=output)
    if site.is_mount() or str(site) in _mounts():
        raise OutputError(code="output-mount", output=output, within=output / "site")
    return site


def apart(store: Path, output: Path, source: Path) -> None:
    """See that a shared store stands apart from all that is a bank's, links followed.

    Raises OutputError when it is, holds or lies among the sources, the project, a site of ours,
    or what builds keep.
    """
    folder = _real(store)
    for kept in (source, PROJECT):
        if _real(kept).is_relative_to(folder):
            raise OutputError(code="store-within", store=store, kept=kept)
    ours = [source / name for name in (*SOURCE_FOLDERS, ".git")]
    ours += [PROJECT / name for name in OURS]
    for kept in (*ours, output, output.parent / CACHES):
        if _real(kept).is_relative_to(folder) or folder.is_relative_to(_real(kept)):
            raise OutputError(code="store-within", store=store, kept=kept)
    for holder in (folder, *folder.parents):
        if os.path.lexists(holder / MARKER) or holder.name == CACHES:
            raise OutputError(code="store-within", store=store, kept=holder)


def standing(site: Path, manifest: Path) -> Standing:
    """Tell what stands there; raises OutputError when any of it was made by no build of ours."""
    stamps = stamps_below(site)
    told = outputs_of(manifest)
    files = {
        path: kept[-1] if (kept := told.get(path)) and kept[:-1] == stamp else sha256(site / path)
        for path, stamp in stamps.items()
        if stamp
    }
    marks = marked(site)
    if marks:
        known = {MARKER, *(path for path, mark in files.items() if marks.get(path) == mark)}
    else:
        known = _of_manifest(manifest, stamps)
    foreign = sorted(stamps.keys() - known)
    if foreign:
        raise OutputError(
            code="output-foreign",
            output=site,
            names=", ".join(foreign[:NAMED]) + (" …" if len(foreign) > NAMED else ""),
        )
    return Standing(site, manifest, files, stamps)


def still(before: Standing) -> Standing:
    """Tell what stands there now; raises OutputError as ``standing`` does."""
    now = stamps_below(before.site)
    if _sizes_and_times(now) == _sizes_and_times(before.stamps):
        return before
    return standing(before.site, before.manifest)


def _sizes_and_times(stamps: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Leave out when a file's links changed: the new site links whatever is as it was."""
    return {path: stamp[:2] for path, stamp in stamps.items()}


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _of_manifest(manifest: Path, stamps: Mapping[str, Stamp]) -> set[str]:
    """Give the files whose size and time a manifest from before markers tells."""
    try:
        told = json.loads(manifest.read_bytes())["outputs"]
        top = os.path.commonpath(told)
        old = {os.path.relpath(path, top): stamp for path, stamp in told.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return set()
    return {path for path, stamp in stamps.items() if stamp and old.get(path) == stamp[:2]}


def _mounts() -> set[str]:
    """Name every mount point; one that shows a folder of the same disk is known only here."""
    try:
        lines = MOUNTS.read_bytes().splitlines()
    except OSError:
        return set()
    # Spaces and the like are written in octal.
    places = (line.split(b" ")[4].decode("unicode_escape") for line in lines)
    return {os.fsdecode(place.encode("latin-1")) for place in places}
