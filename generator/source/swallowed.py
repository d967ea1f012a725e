"""Block texts -> the fields in them: YAML takes a field that stands too deep for a line of text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from generator.kinds import known
from generator.model.fields import slots
from generator.model.settings import Settings
from generator.problem import Problem
from generator.source.load import scalars

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.fields import Model
    from generator.source.load import Document

SHORTEST = 3  # letters of a field's name: ``on`` is a Finnish word as well


def swallowed(documents: Iterable[Document]) -> list[Problem]:
    """Find the lines of block texts that begin as a field does: ``title:``, at any depth."""
    return [
        Problem(scalar.place(found.start(1)), "field-inside", name, {"field": found[1]})
        for document in documents
        for name, scalar in scalars(document.root)
        if scalar.raw[:1] in {"|", ">"}
        for found in _line().finditer(scalar.text)
    ]


@cache
def _line() -> re.Pattern[str]:
    models = {each.model for each in known().values()} | {Settings}
    names = {name for model in _within(models) for name in slots(model)}
    told = "|".join(sorted(name for name in names if len(name) >= SHORTEST))
    return re.compile(rf"^ *(?:- +)*((?:{told}):)(?= |$)", re.MULTILINE)


def _within(models: Iterable[type[Model]]) -> set[type[Model]]:
    """Give models with all that their fields hold."""
    found: set[type[Model]] = set()
    waiting = list(models)
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            waiting += [slot.model for slot in slots(model).values() if slot.model]
    return found
