"""Imports go downward only, and each library has one room."""

from __future__ import annotations

import ast
import shutil
from typing import TYPE_CHECKING

import pytest

from generator.outputs.handout import OWN
from tests.bank import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LAYERS = (
    ("__main__",),
    ("cli",),
    ("progress", "report"),
    ("ending",),
    ("build", "filming", "serve", "scaffold", "schema"),
    ("site",),
    ("make",),
    ("outputs",),
    ("prepare",),
    (
        "bank.agreement",
        "bank.drawings",
        "bank.films",
        "bank.ledger",
        "bank.lookup",
        "bank.pictures",
        "bank.plainness",
        "bank.plan",
        "bank.proofread",
        "bank.selection",
    ),
    ("bank.library",),
    ("source.confirm",),
    ("source.follow", "source.read"),
    ("source.glyphs", "source.privacy", "source.quotes", "source.swallowed", "source.validate"),
    ("source.limits", "source.marks", "source.overlay"),
    ("source.slipped",),
    ("source.load",),
    ("source.subset",),
    ("source.signs",),
    ("kinds",),
    ("model.kind", "model.references", "model.settings"),
    ("model.record",),
    ("model.fields",),
    ("formats", "interface", "kept"),
    ("document",),
    ("fresh",),
    ("alphabet", "cache", "console", "machine", "picture", "problem", "reel", "vector"),
    ("box", "finnish", "fold", "piece", "whole"),
)
"""From the top down. A module imports from layers below its own; a package, from itself too."""

ROOMS = {
    "PIL": {"outputs.claims", "picture"},
    "babel": {"interface"},
    "click": {"cli", "console", "ending"},
    "distributed": {"make.cluster"},
    "docx": {"outputs.word"},
    "pptx": {"outputs.slides"},
    "fsspec": {"make.shared"},
    "icalendar": {"outputs.events"},
    "jinja2": {"outputs.templating"},
    "libvoikko": {"finnish"},
    "lxml": {"site.checks.html", "site.search.told"},
    "markdown_it": {"document.richtext"},
    "markupsafe": {"outputs.templating"},
    "mkdocs": {"site.instant"},  # stage runs it as a process
    "page": {"outputs.pdf"},
    "pagefind_bin": {"site.search.engine"},
    "pikepdf": {"outputs.claims", "outputs.fields", "outputs.press", "outputs.structure"},
    "pypdfium2": {"outputs.preview"},
    "pyphen": {"outputs.breaking"},
    "rich": {"progress"},
    "segno": {"outputs.qr"},
    "watchdog": {"serve.watching"},
    "weasyprint": {"outputs.folding", "outputs.laying", "outputs.pdf", "outputs.stretching"},
    "yaml": {"source.load", "scaffold"},
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
        own = _room(module, levels)
        if not own:
            if not _is_package(file):
                found.append(f"{module} is in no layer")
            continue
        for name in _imported(module, file):
            top, _, rest = name.partition(".")
            if top != "generator":
                if top in ROOMS and module not in ROOMS[top]:
                    found.append(f"{module} imports {top}")
                continue
            target = _room(rest, levels)
            if target != own and levels.get(target, -1) <= levels[own]:
                found.append(f"{module} imports {target or rest}")
    return found


def _room(name: str, levels: dict[str, int]) -> str:
    """Give the entry of the layers that a dotted name stands in."""
    parts = name.split(".")
    return next((room for room in (".".join(parts[:2]), parts[0]) if room in levels), "")


def _is_package(file: Path) -> bool:
    """Tell whether a file only says what its folder holds."""
    return file.name == "__init__.py" and len(ast.parse(file.read_text("utf-8")).body) <= 1


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
        ("bank/plan.py", "from generator.outputs import page", "bank.plan imports outputs"),
        ("source/load.py", "import generator.build", "source.load imports build"),
        ("make/store.py", "from generator.site import stage", "make.store imports site"),
        ("kinds/page.py", "from ..bank.library import address", "kinds.page imports bank.library"),
        (
            "bank/library.py",
            "def late():\n    from generator.bank.plan import Job",
            "bank.library imports bank.plan",
        ),
        (
            "fresh.py",
            "import typing\nif typing.TYPE_CHECKING:\n    from generator.build import x",
            "fresh imports build",
        ),
        (
            "site/stage.py",
            "import importlib\nimportlib.import_module('generator.cli')",
            "site.stage imports cli",
        ),
        ("novelty.py", "", "novelty is in no layer"),
        ("bank/library.py", "import yaml", "bank.library imports yaml"),
        ("bank/novelty.py", "", "bank.novelty is in no layer"),
        ("model/fields.py", "import generator.model.kind", "model.fields imports model.kind"),
        ("build.py", "def late():\n    from lxml import html", "build imports lxml"),
        ("site/stage.py", "from mkdocs.commands import build", "site.stage imports mkdocs"),
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


def test_all_that_makes_a_handout_tells_its_fingerprint() -> None:
    """Whatever the renderer imports of ours is in what a handout is made with."""
    apart = {"styles", "task", "handout"}  # whose bytes are told, or which are data alone
    apart |= {"pictogram"}  # paints what a task bears as bytes
    used = {
        name.split(".")[2]
        for own in OWN
        for name in _imported(f"outputs.{own}", ROOT / "generator" / "outputs" / f"{own}.py")
        if name.startswith("generator.outputs.")
    }
    assert used - {*OWN} - apart == set()
    assert {"laying", "ways"} <= used
