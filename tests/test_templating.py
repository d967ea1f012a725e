"""Templates: what is compiled is kept beside them, and never stands in for what was changed."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from generator.outputs import templating

if TYPE_CHECKING:
    from pathlib import Path

NAME = "paper/notes.html.j2"


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give templates of the test's own, which are compiled as by a user."""
    shutil.copytree(templating.TEMPLATES, tmp_path / "templates")
    shutil.rmtree(tmp_path / "templates" / "__pycache__", ignore_errors=True)
    monkeypatch.setattr(templating, "TEMPLATES", tmp_path / "templates")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "templates"


def rendered() -> str:
    """Render one template, as a process does that has loaded none."""
    return templating.environment.__wrapped__("fi").get_template(NAME).render()


def test_what_is_compiled_is_kept(templates: Path) -> None:
    """The next process compiles nothing, and a template that was changed is compiled anew."""
    first = rendered()
    (kept,) = (templates / "__pycache__").iterdir()
    before = kept.stat().st_mtime_ns
    assert rendered() == first
    assert kept.stat().st_mtime_ns == before
    (templates / NAME).write_text("<p>toinen</p>", encoding="utf-8")
    assert rendered() == "<p>toinen</p>"


def test_what_is_damaged_is_compiled_anew(templates: Path) -> None:
    """A file that was cut or is another's is no compiled template."""
    first = rendered()
    (kept,) = (templates / "__pycache__").iterdir()
    for data in (kept.read_bytes()[:40], b"", b"x" * 100):
        kept.write_bytes(data)
        assert rendered() == first


def test_nothing_is_written_where_python_may_not(
    templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever told Python to write no compiled files gets none of templates either."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered()
    assert not (templates / "__pycache__").exists()
