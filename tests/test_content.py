"""The bank that is shipped, whatever its professionals make of it.

What holds here holds also when a record is approved, added, reworded or removed, and when a county
has filled in its settings: the rest is said by ``python -m generator check``. Another bank is held
against the same by ``pytest tests/test_content.py --bank DIR``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from generator.problem import Severity
from generator.schema import definition, schemas
from tests import bank
from tests.editing import ask, first_line, sources
from tests.test_clicks import far

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.fields import Reference


def test_it_has_no_error(shipped: Path) -> None:
    """Every file is sound; there may be notices."""
    _, _, problems = bank.read(shipped)
    assert bank.lines(p for p in problems if p.severity is Severity.ERROR) == []


def test_its_schemas_are_those_of_the_generator(shipped: Path) -> None:
    """``schemas/`` holds what ``python -m generator schema`` writes, whatever ids it knew then."""
    there = {
        file.name: file.read_text(encoding="utf-8") for file in (shipped / "schemas").iterdir()
    }
    ids: dict[str, list[str]] = {}
    for text in there.values():
        for name, held in json.loads(text).get("definitions", {}).items():
            ids[name] = [each for each in held.get("enum", ()) if isinstance(each, str)]

    def known_then(reference: Reference) -> list[str]:
        return ids[definition(reference)]

    assert there == dict(schemas(known_then))


def test_editors_mark_nothing(shipped: Path, tmp_path: Path) -> None:
    """Every file is clean in an editor, by the schema of its kind, which none misnames."""
    library, _, _ = bank.read(shipped)
    bank.write(tmp_path, {f"schemas/{name}": text for name, text in schemas(library.named)})
    texts = {path: _led(path, text) for path, text in sources(shipped).items()}
    assert [path for path, text in texts.items() if not text.startswith(first_line(path))] == []
    assert ask(tmp_path, texts).marked() == {}


def _led(path: str, text: str) -> str:
    """Give a source that names a schema; it may name none, and then an editor only colours it."""
    return text if text.startswith("# yaml-language-server:") else first_line(path) + text


@pytest.mark.slow
def test_every_record_is_three_clicks_from_home(real: Path) -> None:
    """It builds, and no record is further, in any language."""
    assert far(real / "site") == []
