"""Records -> the pictures that they show: each found, judged by its bytes, and its size told."""

from __future__ import annotations

import errno
import hashlib
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from generator.model.fields import LANGUAGES
from generator.picture import Refusal, Size, judge
from generator.problem import Problem, nearest
from generator.source.load import IMAGE_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.cache import Cache
    from generator.model.record import Image, Record
    from generator.source.validate import Edition

MAX_BYTES = 5_000_000  # it is read whole
Found = Path | Refusal | None


def judged(
    records: Iterable[Edition[Record]], source: Path, cache: Cache
) -> tuple[Mapping[str, Size], list[Problem]]:
    """Give the size of every picture that a record shows by its path, and what is wrong with it.

    A verdict is kept by the picture's bytes.
    """
    sizes: dict[str, Size] = {}
    problems = []
    for edition in records:
        image = edition.record.image
        if image is None or edition.language != LANGUAGES[0]:
            continue
        found = _found(image, (source / edition.path).parent.resolve())
        verdict = _verdict(found, _suffix(image), cache) if isinstance(found, Path) else found
        if isinstance(verdict, Size):
            sizes[edition.picture] = verdict
        elif verdict:
            at, name = edition.at(("image", "file"))
            values = {"file": image.file} | dict(verdict.values)
            problems.append(Problem(at, verdict.code, name, values))
    return sizes, problems


def _found(image: Image, folder: Path) -> Found:
    """Find a picture in the folder of its record or below; nothing when it is told elsewhere."""
    if not image.file.isprintable():  # no file can bear such a name
        return Refusal("missing-image", {"near": ""})
    file = Path(os.path.realpath(folder / image.file))  # resolve() raises for a loop of links
    if not file.is_relative_to(folder):
        return Refusal("outside-tree", {"path": image.file})
    if _suffix(image) not in IMAGE_TYPES:
        return Refusal("image-type")
    if os.path.isfile(file):  # noqa: PTH113 - it bears any name
        return file
    there = (found for found in folder.iterdir() if found.suffix.lower() in IMAGE_TYPES)
    names = [found.name for found in there if found.is_file()]
    if any(normalize("NFC", name) == image.file for name in names):
        return None  # its letters are decomposed, which is said of the picture
    return Refusal("missing-image", {"near": nearest(image.file, names)})


def _suffix(image: Image) -> str:
    """Give the end of the name under which a picture is published, also where that is a link."""
    return Path(image.file).suffix.lower()


def _verdict(file: Path, suffix: str, cache: Cache) -> Size | Refusal:
    if not os.access(file, os.R_OK):
        return Refusal("unreadable", {"reason": os.strerror(errno.EACCES)})
    if (size := file.stat().st_size) > MAX_BYTES:
        return Refusal("picture-too-large", {"size": f"{size / 1e6:.1f}"})
    data = file.read_bytes()
    own = ("picture", suffix, hashlib.sha256(data).hexdigest())
    return cache.of(own, partial(judge, data, suffix))
