"""Imports go downward only, and each library has one room."""

from __future__ import annotations

import ast
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.bank import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LAYERS = (
    ("__main__",),
    ("cli",),
    ("build", "serve", "scaffold", "schema"),
    ("press", "publish", "checks", "stage"),
    ("outputs",),
    ("prepare",),
    ("plan",),
    ("ledger", "proofread"),
    ("library",),
    ("read",),
    ("validate",),
    ("overlay",),
    ("load",),
    ("settings", "references"),
    ("kinds",),
    ("glossary",),
    ("richtext", "formats", "problem", "interface", "memo", "fresh", "workers"),
)
"""From the top down. A module imports from layers below its own; a package, from itself too."""

ROOMS = {
    "babel": {"interface"},
    "click": {"cli"},
    "icalendar": {"outputs.events"},
    "jinja2": {"outputs.templating"},
    "lxml": {"checks.html"},
    "markdown_it": {"richtext"},
    "markupsafe": {"outputs.templating"},
    "mkdocs": {"serve"},  # stage runs it as a process
    "page": {"outputs.pdf"},
    "rich": {"cli"},
    "segno": {"outputs.qr"},
    "weasyprint": {"outputs.pdf"},
    "yaml": {"load", "ledger", "scaffold"},
}
"""Which modules may import a library; the others are the ordinary language of every room."""


def _modules(package: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(package.rglob("*.py")):
        parts = file.relative_to(package).with_suffix("").parts
        yield ".".join(part for part in parts if part != "__init__"), file


def _imported(module: str, file: Path) -> Iterator[str]:
    """Yield the full name of everything that a module imports, late or for types alone."""
    package = ["generator", *module.split(".")]
    if file.name != "__init__.py":
        package.pop()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            base = ".".join([*above, *(node.module or "").split(".")]).strip(".")
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "import_module":
            named = node.args[0]
            yield str(named.value) if isinstance(named, ast.Constant) else "generator." + module


def violations(package: Path) -> list[str]:
    """Tell every import that goes up, sideways, or into a room of another's."""
    levels = {name: level for level, layer in enumerate(LAYERS) for name in layer}
    found = []
    for module, file in _modules(package):
        own = module.split(".")[0]
        if own and own not in levels:
            found.append(f"{module} is in no layer")
            continue
        for name in _imported(module, file):
            top, _, rest = name.partition(".")
            if top != "generator":
                if top in ROOMS and module not in ROOMS[top]:
                    found.append(f"{module} imports {top}")
                continue
            target = rest.split(".")[0]
            if target != own and levels.get(target, -1) <= levels.get(own, -1):
                found.append(f"{module} imports {target}")
    return found


def test_the_house_is_described_as_it_is() -> None:
    """ARCHITECTURE.md states the same order as this test."""
    stated = " > ".join(", ".join(layer) for layer in LAYERS[1:])
    assert f"`{stated}`" in (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_imports_go_downward() -> None:
    """No module imports from its own layer or one above, and no library outside its room."""
    assert violations(ROOT / "generator") == []


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("plan.py", "from generator.outputs import page", "plan imports outputs"),
        ("load.py", "import generator.build", "load imports build"),
        ("publish.py", "from generator import stage", "publish imports stage"),
        ("kinds/page.py", "from ..library import address", "kinds.page imports library"),
        ("library.py", "def late():\n    from generator.plan import Job", "library imports plan"),
        (
            "fresh.py",
            "import typing\nif typing.TYPE_CHECKING:\n    from generator.build import x",
            "fresh imports build",
        ),
        (
            "stage.py",
            "import importlib\nimportlib.import_module('generator.cli')",
            "stage imports cli",
        ),
        ("novelty.py", "", "novelty is in no layer"),
        ("library.py", "import yaml", "library imports yaml"),
        ("build.py", "def late():\n    from lxml import html", "build imports lxml"),
        ("stage.py", "from mkdocs.commands import build", "stage imports mkdocs"),
        ("outputs/page.py", "import weasyprint.urls", "outputs.page imports weasyprint"),
    ],
)
def test_a_planted_import_is_caught(tmp_path: Path, file: str, line: str, said: str) -> None:
    """Each way of importing upward, sideways, late, or into another's room is told."""
    package = tmp_path / "generator"
    shutil.copytree(ROOT / "generator", package, ignore=shutil.ignore_patterns("__pycache__"))
    with (package / file).open("a", encoding="utf-8") as module:
        module.write(f"\n{line}\n")
    assert violations(package) == [said]
