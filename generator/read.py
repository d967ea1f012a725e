"""Source folder -> editions: each file with its translations, on its own.

What one file becomes depends on no other, so it is worked out once and kept by its bytes.
"""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

from generator.kinds.base import LANGUAGES
from generator.load import find, load
from generator.overlay import overlay
from generator.problem import Severity
from generator.settings import Settings
from generator.validate import Validated, validate

if TYPE_CHECKING:
    from pathlib import Path

    from generator.load import Source
    from generator.memo import Memo
    from generator.problem import Problem
    from generator.validate import Edition


def read(folder: Path, memo: Memo) -> tuple[Validated, list[Problem]]:
    """Load, overlay and validate every file of a source folder."""
    sources, problems = find(folder)
    files: dict[str, list[Source]] = {}
    for source in sources:
        files.setdefault(source.key, []).append(source)
    editions: list[Edition] = []
    settings = {LANGUAGES[0]: Settings()}
    marks: dict[str, str] = {}
    for key, file in files.items():
        ingredients = [part for source in file for part in (source.path, source.text)]
        validated, found = memo.of(ingredients, partial(_read_file, file))
        marks[key] = hashlib.sha256("\x1f".join(ingredients).encode()).hexdigest()
        editions += validated.editions
        settings |= validated.settings
        problems += found
    unsound = frozenset(found.at.path for found in problems if found.severity is Severity.ERROR)
    problems = [found for found in problems if not _follows(found, unsound)]
    return Validated(tuple(editions), settings, unsound, marks), problems


def _follows(problem: Problem, unsound: frozenset[str]) -> bool:
    """Tell whether a problem is only that the original could not be read."""
    original = problem.at.path.split(".", 1)[0] + ".yaml"
    return problem.code == "translation-without-original" and original in unsound


def _read_file(file: list[Source]) -> tuple[Validated, list[Problem]]:
    documents, problems = load(file)
    layers, found = overlay(documents)
    problems += found
    validated, found = validate(layers)
    return validated, [*problems, *found]
