"""What editors say of sources: ajv, and the server that editors run, each given a schema's file."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests import bank

if TYPE_CHECKING:
    from collections.abc import Mapping

SCRIPT = Path(__file__).parent / "web" / "schemas.mjs"


@dataclass(frozen=True)
class Told:
    """What was found wrong with texts, and what completing at the end of others inserts.

    ``completions`` are by what an editor proposes: ``{path: {proposed: inserted}}``.
    """

    ajv: dict[str, list[str]]
    server: dict[str, list[str]]
    completions: dict[str, dict[str, str]]

    def marked(self) -> dict[str, list[str]]:
        """Give the faults by path of the texts that have any."""
        both = {path: self.ajv[path] + self.server[path] for path in self.ajv}
        return {path: faults for path, faults in both.items() if faults}


def ask(
    root: Path, texts: Mapping[str, str] | None = None, completed: Mapping[str, str] | None = None
) -> Told:
    """Ask editors about texts, as if each lay at its path below ``root``, where ``schemas/`` are.

    Each names its schema in its first line.
    """
    asked = {"root": str(root), "texts": texts or {}, "completions": completed or {}}
    done = subprocess.run(
        ["node", str(SCRIPT)],  # noqa: S607 - wherever it is
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return Told(**json.loads(done.stdout))


def first_line(path: str) -> str:
    """Give the line by which a source names its schema."""
    parts = path.removesuffix(".yaml").split("/")
    kind, _, language = parts[1].partition(".")
    name = f"{kind}.translation.json" if language or "." in parts[-1] else f"{kind}.json"
    return f"# yaml-language-server: $schema={'../' * path.count('/')}schemas/{name}\n"


def sources(root: Path) -> dict[str, str]:
    """Give every YAML file of a bank by its path."""
    found = (file for name in ("content", "materials") for file in (root / name).rglob("*.yaml"))
    return {
        file.relative_to(root).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(found)
    }


def named(path: str, fields: bank.Fields | str) -> str:
    """Give a source that names its schema."""
    return first_line(path) + (fields if isinstance(fields, str) else bank.to_yaml(fields))
