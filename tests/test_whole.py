"""Files that others read are written whole or not at all, in one way, by all who write them."""

from __future__ import annotations

import ast
import errno
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from generator.whole import unfinished, write_whole
from tests.bank import ROOT

KILLED = """
import os, signal, sys
from pathlib import Path
from generator.whole import write_whole

def die(event, arguments):
    if event == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(die)
write_whole(Path(sys.argv[1]), b"new" * 100_000)
"""
WRITES = {"write_bytes", "write_text"}
OTHERS = {"filming", "outputs.fonts", "site.publish", "site.search.engine", "site.stage", "whole"}
OTHERS |= {"make.shared"}
"""Those who write a folder that none reads before it is finished, the one way itself, and a store
to which several machines may write the same at once, each whole by a name of its own."""


@pytest.mark.parametrize("event", ["open", "os.rename"])
def test_a_kill_leaves_the_file_that_was_there(tmp_path: Path, event: str) -> None:
    """Whenever it comes; the next to write is not hindered by what was left."""
    file = tmp_path / "file"
    file.write_bytes(b"old")
    command = [sys.executable, "-c", KILLED, str(file), event]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert file.read_bytes() == b"old"
    assert unfinished(file).exists() is (event == "os.rename")
    write_whole(file, b"next")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"file": b"next"}


def test_what_cannot_be_written_leaves_the_file_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is an error, and nothing else is left of it."""
    (tmp_path / "file").write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="full"):
        write_whole(tmp_path / "file", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"file": b"old"}


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """Neither where the file is to be nor where it is written stands anything that is kept."""
    own, file = tmp_path / "own.txt", tmp_path / "file"
    own.write_bytes(b"own")
    for link in (file, unfinished(file)):
        link.symlink_to(own)
    write_whole(file, b"new")
    assert (own.read_bytes(), file.read_bytes(), file.is_symlink()) == (b"own", b"new", False)


def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    """Whoever may read it may go on reading it."""
    file = tmp_path / "file"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_whole(file, b"new")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_there_is_one_way_of_writing() -> None:
    """No other module writes a file that stands there, and none renames one by itself."""
    found = set()
    for path in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                renames = node.func.attr == "replace" and len(node.args) == 1 and not node.keywords
                if renames or node.func.attr in WRITES:
                    parts = path.relative_to(ROOT / "generator").with_suffix("").parts
                    found.add(".".join(parts))
    assert found == OTHERS
