"""The table of drawings -> the shapes of each, read from the SVG of its id and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.kinds.drawing import TABLE
from generator.model.fields import LANGUAGES
from generator.problem import Position, Problem, nearest
from generator.source.load import DRAWINGS, read_text
from generator.vector import Flaw, read_svg

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.source.validate import Validated
    from generator.vector import Vector


def drawings(validated: Validated, source: Path) -> tuple[Mapping[str, Vector], list[Problem]]:
    """Give the shapes of every drawing by its id, and what is wrong with its file.

    An SVG that no entry names is never published, and is a problem as well.
    """
    found: dict[str, Vector] = {}
    problems = []
    named = [
        each for each in validated.entries if each.table is TABLE and each.language == LANGUAGES[0]
    ]
    files = {file.stem for file in (source / DRAWINGS).glob("*.svg")}
    for edition in named:
        name = edition.entry.id
        path = f"{DRAWINGS}/{name}.svg"
        at, field = edition.at(())
        if name not in files:
            near = nearest(name, files - {each.entry.id for each in named})
            values = {"file": path, "near": near and f"{near}.svg"}
            problems.append(Problem(at, "missing-drawing", field or name, values))
            continue
        text = read_text(source, path)
        vector = read_svg(text) if isinstance(text, str) else text
        if isinstance(vector, Flaw):
            place = Position(path, vector.line, vector.column)
            problems.append(Problem(place, vector.code, values=dict(vector.values)))
        elif isinstance(vector, Problem):
            problems.append(vector)
        else:
            found[name] = vector
    sound = TABLE.place not in validated.unsound
    for name in sorted(files - {each.entry.id for each in named}) if sound else ():
        at = Position(f"{DRAWINGS}/{name}.svg")
        problems.append(Problem(at, "unnamed-drawing", values={"id": name, "table": TABLE.place}))
    return found, problems
