"""The kinds there are: every module of this folder that declares a ``KIND``."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.kinds.base import Kind


@cache
def kinds() -> dict[str, Kind]:
    """Give every kind by its name, in the order in which the bank presents them."""
    modules = (
        importlib.import_module(f"{__name__}.{module.name}")
        for module in pkgutil.iter_modules(__path__)
    )
    found = [module.KIND for module in modules if hasattr(module, "KIND")]
    return {kind.name: kind for kind in sorted(found, key=lambda kind: (kind.order, kind.name))}
