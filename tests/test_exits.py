"""Whatever happens, a command ends with a code of the contract, in words: never a traceback."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator import build as building
from generator import cli, machine
from generator.fresh import Manifest
from generator.machine import LIBRARIES
from generator.make import workers
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

BAD = bank.FILES | {bank.BROCHURE: bank.record(titel="”Perheelle” – ääni")}
# Whoever runs the tests may have taught its children not to hear Ctrl+C.
HEARING = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from generator.cli import main; main()"
)
# Root reads everything, unless it lets go of the right to.
AS_ANYBODY = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if not os.getuid() else []


def _run(*arguments: object) -> Result:
    """Run a command in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "Workers", lambda _count: bank.Here())
        return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


def _command(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own."""
    return subprocess.run(
        [*AS_ANYBODY, sys.executable, "-m", "generator", *map(str, arguments), "--lang", "en"],
        cwd=bank.ROOT,
        env=os.environ | environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
    )


def _orderly(done: subprocess.CompletedProcess[str]) -> str:
    """Give all that was said, which holds no traceback."""
    said = f"{done.stdout}{done.stderr}"
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    assert "fault" not in said
    return said


# --- what the sources are --------------------------------------------------------------------


def _only_settings(source: Path) -> None:
    shutil.rmtree(source)
    bank.write(source, {"content/settings.yaml": "base_url: https://pankki.alue.fi\n"})


def _empty(source: Path) -> None:
    shutil.rmtree(source)
    (source / "content").mkdir(parents=True)


@pytest.mark.parametrize("change", [_only_settings, _empty])
def test_a_bank_without_records_is_built(
    change: object, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bank that only begins has nothing wrong with it."""
    monkeypatch.chdir(tmp_path)
    change(source)  # type: ignore[operator]
    result = _run("build", "--source", source)
    assert result.exit_code == 0, result.output


def test_links_in_circles_end(source: Path, tmp_path: Path) -> None:
    """Folders that lead to themselves and to one another are refused, or not looked into."""
    for name, target in {"a": ".", "b": "..", "c": "c", ".d": ".", ".e": ".."}.items():
        (source / "content" / name).symlink_to(target)
    result = _run("build", "--source", source, "--output", tmp_path / "site")
    assert result.exit_code == 1
    assert [line.split(":")[1].strip() for line in result.stdout.splitlines()] == [
        "content/a",
        "content/b",
        "content/c",
    ]


def test_hidden_links_are_none_of_ours(source: Path, tmp_path: Path) -> None:
    """An editor's hidden links, in circles too, stop nothing and keep nothing from being kept."""
    for name, target in {".d": ".", ".e": "..", ".#a.yaml": "someone@somewhere"}.items():
        (source / "content" / name).symlink_to(target)
    command = ("build", "--source", source, "--output", tmp_path / "site", "--lang", "en")
    assert _run(*command).exit_code == 0
    assert "Nothing has changed." in _run(*command).stderr


@pytest.mark.parametrize("name", ["materials", "materials/brochure", bank.BROCHURE])
def test_what_cannot_be_read_is_a_problem(name: str, source: Path) -> None:
    """A folder that may not be looked into is never an empty one."""
    (source / name).chmod(0)
    done = _command("check", "--source", source)
    (source / name).chmod(0o700)
    assert done.returncode == 1
    assert f"{name}:1:1: the file cannot be read" in _orderly(done)


def test_names_in_latin_1(source: Path) -> None:
    """A file whose name is not UTF-8 is named as well as can be, in every report."""
    Path(os.fsdecode(os.fsencode(source / "content") + b"/k\xe4.yaml")).write_text("a: b\n")
    for report in ("text", "json", "github"):
        done = _command("check", "--source", source, "--report", report)
        assert done.returncode == 1
        assert "k\\xe4" in _orderly(done).replace("\\\\", "\\")


def test_a_folder_named_in_latin_1_is_wrong_usage(tmp_path: Path) -> None:
    """MkDocs would fail at it half-way."""
    folder = os.fsdecode(os.fsencode(tmp_path) + b"/k\xe4")
    Path(folder).mkdir()
    for option in ("--source", "--output"):
        assert _run("build", option, folder).exit_code == 2


def test_the_ledger_is_read_with_the_same_care(source: Path) -> None:
    """A ledger of any size and kind is refused like any other file."""
    (source / "published.yaml").write_text("a: b\n" * 400_000)
    assert "is too large" in _run("check", "--source", source, "--lang", "en").stdout
    (source / "published.yaml").unlink()
    (source / "published.yaml").mkdir()
    assert _run("check", "--source", source).exit_code == 1


# --- where things are written ----------------------------------------------------------------


def test_writing_where_nothing_can_be_written(source: Path, tmp_path: Path) -> None:
    """What cannot be written is named, with why."""
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "shut").mkdir(mode=0o500)
    shut = tmp_path / "shut"
    assert _run("schema", "--output", tmp_path / "file").exit_code == 2
    done = _command("schema", "--output", shut)
    assert (done.returncode, str(shut) in _orderly(done)) == (5, True)
    (source / "materials/brochure").chmod(0o500)
    done = _command("new", "brochure", "uusi", "--source", source)
    (source / "materials/brochure").chmod(0o700)
    assert (done.returncode, "uusi.yaml" in _orderly(done)) == (5, True)
    (source / "materials/guideline").write_text("in the way")
    assert _run("new", "guideline", "uusi", "--source", source).exit_code in {1, 5}


def test_a_site_that_cannot_be_remembered_is_published(source: Path, tmp_path: Path) -> None:
    """After the site is swapped in, nothing makes the build a failure."""
    (tmp_path / ".cache/site/manifest.json").mkdir(parents=True)
    (tmp_path / ".cache/site/lock").touch()
    result = _run("build", "--source", source, "--output", tmp_path / "site", "--lang", "en")
    assert result.exit_code == 0
    assert "could not be remembered" in result.stderr
    assert (tmp_path / "site/index.html").is_file()


@pytest.mark.parametrize(
    "place",
    [
        ".cache/site/results/",
        ".cache/site/.results.new/",
        ".cache/site/files",
        ".cache/site/stage",
        ".cache/site/search",
        ".cache/site/results -> nowhere",
        ".cache/site/files -> nowhere",
        ".cache",
        ".cache -> nowhere",
        ".site.new",
        ".site.new/ours/",
    ],
)
def test_what_is_in_the_way_is_told_before_anything_is_made(
    source: Path, tmp_path: Path, place: str
) -> None:
    """By its place, and it is left as it was."""
    path, _, target = place.partition(" -> ")
    there = tmp_path / path
    there.parent.mkdir(parents=True, exist_ok=True)
    if path.startswith(".cache/"):
        (tmp_path / ".cache/site/lock").touch()
    if target:
        there.symlink_to(target)
    elif path.endswith("/"):
        there.mkdir()
    else:
        there.write_text("Oma.")
    before = sorted(tmp_path.rglob("*"))
    result = _run("build", "--source", source, "--output", tmp_path / "site", "--lang", "en")
    assert result.exit_code == 2
    shown = there.parent if path.startswith(".site.new/") else there
    (told,) = result.stderr.splitlines()
    assert told.startswith(f"The build needs the place {shown}, where something else is")
    assert sorted(tmp_path.rglob("*")) == before


def test_what_is_wrong_with_the_sources_is_told_whatever_stands_in_a_site(changing: Path) -> None:
    """An editor mends the sources first; the site is looked at again when they are sound."""
    (changing / "site/oma.txt").write_text("Oma.")
    bank.write(changing / "source", {bank.BROCHURE: "title: a: b\n"})
    places = ["--source", changing / "source", "--output", changing / "site"]
    result = _run("build", *places, "--lang", "en")
    assert (result.exit_code, "perheelle.yaml:1:" in result.output) == (1, True)
    assert (changing / "site/oma.txt").read_text() == "Oma."


@pytest.mark.parametrize("given", [["check"], ["check", "--tree", "perheelle"]])
def test_nothing_ends_a_command_that_has_ended(source: Path, given: list[str]) -> None:
    """Who asks in a command's last instants hears what it has come to."""
    late = (
        "import atexit, os, runpy, signal; atexit.register(os.kill, os.getpid(), signal.SIGTERM);"
        "runpy.run_module('generator', run_name='__main__')"
    )
    command = [sys.executable, "-c", late, *given, "--source", str(source)]
    assert subprocess.run(command, cwd=bank.ROOT, check=False, capture_output=True).returncode == 0


def test_what_was_built_is_remembered_before_another_build_may_begin(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the manifest of one would tell of the site of the other."""
    held = []

    def keep(manifest: Manifest, *_: object) -> None:
        with (manifest.file.parent / "lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                held.append(False)
            except BlockingIOError:
                held.append(True)

    monkeypatch.setattr(Manifest, "keep", keep)
    monkeypatch.setattr(workers, "Workers", lambda _count: bank.Here())
    assert _run("build", "--source", source, "--output", tmp_path / "site").exit_code == 0
    assert held == [True]


def test_a_port_in_use(source: Path) -> None:
    """It is told before anything is built."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        result = _run("serve", "--source", source, "--port", other.getsockname()[1])
    assert result.exit_code == 5
    assert "--port" in result.stderr
    assert "Luetaan" not in result.stderr


# --- who reads what is said ------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp437"])
@pytest.mark.parametrize("report", ["text", "json"])
def test_a_terminal_that_lacks_letters(encoding: str, report: str, tmp_path: Path) -> None:
    """What it cannot show is shown by what is near, and JSON is whole on any."""
    source = bank.write(tmp_path / "source", BAD)
    done = _command("check", "--source", source, "--report", report, PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert "titel" in _orderly(done)


@pytest.mark.parametrize("streams", [">/dev/full", "2>/dev/full", ">/dev/full 2>&1", ">&- 2>&-"])
def test_nobody_reads(streams: str, tmp_path: Path) -> None:
    """A full disk or a closed pipe behind the output changes no exit code."""
    source = bank.write(tmp_path / "source", BAD)
    script = f'"$0" -m generator check --source "$1" {streams}'
    done = subprocess.run(
        ["/bin/sh", "-c", script, sys.executable, str(source)],
        cwd=bank.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    _orderly(done)


def test_a_report_for_programs_is_whole(source: Path) -> None:
    """A program that reads no list must not believe that nothing is wrong."""
    script = f'"$0" -m generator check --report json --lang en --source "{source}" >/dev/full'
    done = subprocess.run(
        ["/bin/sh", "-c", script, sys.executable],
        cwd=bank.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "No space left" in done.stderr) == (5, True)
    _orderly(done)


def test_folders_without_end_are_a_problem(source: Path, tmp_path: Path) -> None:
    """However deep folders lie in each other, among the sources or where the site is to be."""
    for top in (source / "materials", tmp_path / "site"):
        top.mkdir(exist_ok=True)
        inner = os.open(top, os.O_RDONLY)
        for _ in range(1200):
            os.mkdir("d", dir_fd=inner)
            outer, inner = inner, os.open("d", os.O_RDONLY, dir_fd=inner)
            os.close(outer)
        os.close(inner)
    result = _run("check", "--source", source, "--lang", "en")
    assert (result.exit_code, "10 others" in result.stdout) == (1, True)
    place = ["--source", source, "--lang", "en", "--output"]
    assert _run("build", *place, tmp_path / "other").exit_code == 1
    assert _run("build", *place, tmp_path / "site").exit_code == 2
    for top in (source / "materials" / "d", tmp_path / "site"):
        subprocess.run(["rm", "-rf", top], check=True)  # noqa: S607 - deeper than Python goes


def test_a_marker_of_brackets_is_no_marker(source: Path, tmp_path: Path) -> None:
    """What no build wrote is no site of ours."""
    bank.write(tmp_path / "site", {".built.json": "[" * 200_000})
    assert _run("build", "--source", source, "--output", tmp_path / "site").exit_code == 2


# --- the program and the machine -------------------------------------------------------------


def test_whatever_nobody_foresaw(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the program says where it is and to whom it is to be told."""

    def failing(*_: object) -> None:
        message = "time_type"
        raise KeyError(message)

    monkeypatch.setattr(building, "make_files", failing)
    result = _run("build", "--source", source, "--lang", "en")
    assert result.exit_code == 5
    said = result.stderr.splitlines()[-1]
    assert "KeyError: 'time_type' [generator/" in said
    assert "Report it" in said


def test_a_missing_python_package() -> None:
    """Without the packages not even the command line can be loaded, and that is said."""
    done = subprocess.run(
        [sys.executable, "-S", "-m", "generator", "check"],
        cwd=bank.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert "click" in done.stderr
    assert "pip install" in _orderly(done)


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_missing_library(library: str, source: Path, tmp_path: Path) -> None:
    """A library that the loader cannot load is named, with what installs it, before any work.

    The loader looks into ``LD_LIBRARY_PATH`` first, and ends its search at what bears the name.
    """
    bank.write(tmp_path / "overlay", {library: b""})
    done = _command(
        *("build", "--source", source, "--output", tmp_path / "site"),
        LD_LIBRARY_PATH=str(tmp_path / "overlay"),
    )
    assert done.returncode == 3
    said = _orderly(done)
    assert library in said
    assert LIBRARIES[library] in said.partition("apt-get install ")[2]
    assert "Reading" not in said
    assert not (tmp_path / "site").exists()


def test_a_missing_dictionary(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build without Voikko's Finnish would break words elsewhere, so it does not begin."""
    monkeypatch.setattr(machine, "FILES", {tmp_path / "mor.vfst": "voikko-fi"})
    result = _run("build", "--source", source, "--output", tmp_path / "site", "--lang", "en")
    assert result.exit_code == 3
    assert "mor.vfst" in result.stderr
    assert "apt-get install voikko-fi" in result.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("asked", "code", "ask"),
    [
        (signal.SIGINT, 130, os.killpg),  # as a terminal does: to every process
        (signal.SIGTERM, 143, os.kill),
        (signal.SIGTERM, 143, os.killpg),
    ],
)
def test_whoever_asks_it_to_end(
    changing: Path, asked: signal.Signals, code: int, ask: Callable[[int, int], None]
) -> None:
    """A build that is to end does so at once and in words, and leaves the site as it was."""
    bank.write(changing / "source", {bank.BROCHURE: bank.record(lead="Toinen teksti.")})
    before = bank.tree(changing / "site")
    command = [sys.executable, "-c", HEARING, "build", "--lang", "en", "--jobs", "1"]
    with subprocess.Popen(
        [*command, "--source", str(changing / "source"), "--output", str(changing / "site")],
        cwd=bank.ROOT,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as build:
        assert build.stderr
        said = build.stderr.readline()  # the first stage has begun
        ask(build.pid, asked)
        for line in build.stderr:
            said += line
            if line == "Interrupted.\n":
                os.kill(build.pid, asked)  # who is impatient hears no more of it
    assert build.returncode == code
    assert said.splitlines()[-1] == "Interrupted."
    assert "resource_tracker" not in said
    assert "Traceback" not in said
    assert bank.tree(changing / "site") == before
