"""The kinds and tables there are: the modules of this folder that declare one."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

from generator.fold import register
from generator.model.kind import Kind, Table

if TYPE_CHECKING:
    from types import ModuleType

    from generator.model.kind import Declared, Known
    from generator.model.record import Entry, Record


@cache
def kinds() -> dict[str, Kind[Record]]:
    """Give every kind of records by its name, in the order in which the bank presents them."""
    found = (module.KIND for module in _modules() if hasattr(module, "KIND"))
    return {kind.name: kind for kind in sorted(found, key=_order)}


@cache
def tables() -> dict[str, Table[Entry]]:
    """Give every table of entries by its name, in the same order."""
    found = (module.TABLE for module in _modules() if hasattr(module, "TABLE"))
    return {table.name: table for table in sorted(found, key=_order)}


@cache
def known() -> dict[str, Known]:
    """Give every kind and table by its name, in the same order."""
    found: list[Known] = [*kinds().values(), *tables().values()]
    return {each.name: each for each in sorted(found, key=_order)}


@cache
def _modules() -> tuple[ModuleType, ...]:
    return tuple(
        importlib.import_module(f"{__name__}.{module.name}")
        for module in pkgutil.iter_modules(__path__)
    )


def _order(each: Declared) -> tuple[int, str]:
    return each.order, each.name


def _by_name(declared: Known) -> tuple[str]:
    return (declared.name,)


def _named(_: type, name: str) -> Known:
    return known()[name]


# There is one of each in a process, so it is kept by its name alone.
register(Kind, _by_name, _named)
register(Table, _by_name, _named)
