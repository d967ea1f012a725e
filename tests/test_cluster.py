"""Many machines: who may be sent a task, what it holds, and a site of theirs like one of ours."""

from __future__ import annotations

import json
import math
import os
import pickle
import re
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from click.testing import CliRunner

from generator import cli, machine
from generator.bank.lookup import Lookup
from generator.make import cluster
from generator.make.elsewhere import is_safe
from generator.make.files import make
from generator.outputs.handout import handout_tool
from generator.outputs.makers import MAKERS
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.outputs.task import Task

PANGO = "libpango-1.0.so.0"

# --- what is sent, and to whom ---------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "localhost", "[::1]"])
def test_without_certificates_nothing_leaves_this_machine(host: str) -> None:
    """A scheduler of this machine needs none, and with some it is asked for by TLS."""
    assert is_safe(f"tcp://{host}:8786", certified=False)
    assert not is_safe(f"tcp://{host}:8786", certified=True)


UNSAFE = [
    "tcp://10.0.0.1:8786",
    "tcp://0.0.0.0:8786",
    "tcp://scheduler:8786",
    "tcp://127.0.0.1.example:8786",
    "tcp://localhost.example:8786",
    "tcp://[::]:8786",
    "tcp://127.0.0.1",
    "tcp://127.0.0.1:0",
    "tcp://127.0.0.1:99999",
    "tcp://127.0.0.1@10.0.0.1:8786",
    "tcp://[::1:8786",
    "127.0.0.1:8786",
    "ws://127.0.0.1:8786",
    "inproc://127.0.0.1:8786",
    "tls://10.0.0.1:8786",
    "tls://127.0.0.1:8786",
    "",
]


@pytest.mark.parametrize("address", UNSAFE)
def test_other_addresses_are_wrong_usage(address: str, source: Path) -> None:
    """Whoever could send to such a process could run code; so nothing is connected."""
    assert not is_safe(address, certified=False)
    command = ["build", "--source", str(source), "--lang", "en", "--cluster", address]
    result = CliRunner().invoke(cli.main, command)
    assert (result.exit_code, "can run code" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    "options",
    [
        ["--cluster", "tls://10.0.0.1:8786", "--cluster-ca", "FILE", "--cluster-cert", "FILE"],
        ["--cluster", "tcp://127.0.0.1:8786", "--cluster-ca", "FILE"],
        ["--cluster-ca", "FILE", "--cluster-cert", "FILE", "--cluster-key", "FILE"],
    ],
)
def test_certificates_are_three_and_of_a_cluster(options: list[str], source: Path) -> None:
    """Some of them prove nothing, and without a cluster they are a slip."""
    file = str(source / "content" / "settings.yaml")
    given = [option.replace("FILE", file) for option in options]
    assert CliRunner().invoke(cli.main, ["build", "--source", str(source), *given]).exit_code == 2


def test_a_machine_without_the_extra(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing is named, with the command that installs it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    command = ["build", "--source", str(source), "--lang", "en"]
    result = CliRunner().invoke(cli.main, [*command, "--cluster", "tcp://127.0.0.1:8786"])
    assert result.exit_code == 3
    assert "pip install --require-hashes -r requirements-cluster.txt" in result.stderr


def _parts(value: object) -> Iterator[object]:
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from _parts(getattr(value, field.name))
    elif isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from _parts(part)


def test_a_task_ships_all_that_it_needs(tmp_path: Path) -> None:
    """It holds no path, and where it is unpickled it is done, with the same bytes."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    library, plan, _ = bank.read(source)
    answers = bank.answers(library, source)
    jobs = [job for job in plan.beside if MAKERS[job.format.maker].in_worker]
    tasks: list[Task] = [
        MAKERS[job.format.maker].task(job, Lookup(answers[job.language]))
        for job in (*plan.handouts, *jobs)
    ]
    assert {type(task).__name__ for task in tasks} == {"HandoutTask", "WordTask", "SlidesTask"}
    assert not [part for task in tasks for part in _parts(task) if isinstance(part, Path)]
    assert all(pickle.loads(pickle.dumps(task)) == task for task in tasks)  # noqa: S301 - ours
    words = next(task for task in tasks if type(task).__name__ == "WordTask")
    errand = pickle.dumps(cluster._Errand(make, words))  # noqa: SLF001 - as it is sent
    assert pickle.loads(errand) == words.make()  # noqa: S301 - ours
    errand = pickle.dumps(cluster._Errand(math.factorial, 5))  # noqa: SLF001 - as above
    assert pickle.loads(errand) == 120  # noqa: S301 - ours


def test_other_tools_are_told_by_name() -> None:
    """A worker with another renderer, Pango, other fonts or code is not alike, and is told why."""
    ours = cluster.toolbox()
    assert {"weasyprint", PANGO, "fonts", "generator", "pikepdf", "makers"} <= ours.keys()
    assert cluster.differing(ours, dict(ours)) == ""
    for name in ours:
        assert cluster.differing(ours, ours | {name: "0.1"}) == f"{name} 0.1 ({ours[name]})"
    lacking = {"weasyprint": ours["weasyprint"]}
    assert f"{PANGO} - (" in cluster.differing({PANGO: ours[PANGO]}, lacking)
    told = cluster.differing(ours, dict.fromkeys(ours, "\x1b[2J" + "x" * 9999))
    assert (len(told) <= 200, told.isprintable()) == (True, True)


class Client:
    """What a cluster asks of its scheduler: who is there, and what each worker tells."""

    def __init__(self, told: dict[str, object]) -> None:
        """Tell what each worker tells, by its address."""
        self.there = dict(told)
        self.asked: list[str] = []

    def nthreads(self) -> dict[str, int]:
        """Name the workers."""
        return dict.fromkeys(self.there, 1)

    def run(self, _: object, *, workers: list[str], on_error: str) -> dict[str, object]:
        """Ask some of them."""
        assert on_error == "return"
        self.asked += workers
        return {address: self.there[address] for address in workers}

    def scheduler_info(self) -> dict[str, dict[str, dict[str, str]]]:
        """Tell what they are called."""
        return {"workers": {address: {"name": f"of {address}\x1b"} for address in self.there}}


def test_each_worker_is_asked_once_and_an_unsafe_one_never() -> None:
    """Those that come later are asked too; one that is lost is none any more."""
    ours, refused = cluster.toolbox(), []

    def hear(code: str, **told: str) -> None:
        refused.append((code, told["address"], told.get("reason"), told["name"]))

    many = cluster.Cluster("tcp://127.0.0.1:1", None, hear)
    hosts = ("127.0.0.1:2", "[::1]:3", "10.0.0.1:4", "127.0.0.1:5", "localhost:6")
    one, other, far, strange, late = (f"tcp://{host}" for host in hosts)
    lacking = ModuleNotFoundError("No module named 'generator'")
    client = Client({one: ours, other: ours | {PANGO: "0.1"}, far: ours, strange: lacking})
    many._client = client  # noqa: SLF001 - in the place of a scheduler
    many._look()  # noqa: SLF001 - as it does now and then
    assert many._alike == {one}  # noqa: SLF001 - as above
    assert sorted(refused) == sorted(
        [
            ("cluster-refused", other, f"{PANGO} 0.1 ({ours[PANGO]})", f"of {other}"),
            ("cluster-refused", strange, "No module named 'generator'", f"of {strange}"),
            ("cluster-unsafe", far, None, f"of {far}"),
        ]
    )
    del client.there[one]
    client.there[late] = ours
    many._look()  # noqa: SLF001 - as above
    assert many._alike == {late}  # noqa: SLF001 - as above
    assert sorted(client.asked) == sorted([one, other, strange, late])
    assert len(refused) == 3


def test_pango_belongs_to_the_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of it may break lines elsewhere, so its handouts are other files."""
    before = handout_tool()
    known = machine.each_version()
    monkeypatch.setattr(machine, "each_version", lambda: known | {PANGO: "0.1"})
    machine.versions.cache_clear()
    other = handout_tool()
    monkeypatch.undo()
    machine.versions.cache_clear()
    assert other != before
    assert handout_tool() == before


# --- schedulers and workers ------------------------------------------------------------------

STANDS = re.compile(r"Scheduler at:\s+(\S+)")
# Tools of a worker's that are not ours, and what befalls one at its first task.
OTHER_PANGO = f"""
from generator import machine
known = machine.each_version()
machine.each_version = lambda: known | {{"{PANGO}": "0.1"}}
"""
FRAIL = """
import os
from generator.make import cluster
cluster.alone = lambda *_: os._exit(7)
"""
FELLING = """
import os, signal
from generator.make import cluster
cluster.alone = lambda *_: os.kill(PID, signal.SIGKILL)
"""


class Scheduler(NamedTuple):
    """A scheduler: its address, its process, and the options of who comes to it by TLS."""

    address: str
    process: subprocess.Popen[str]
    options: tuple[str, ...]
    folder: Path


@contextmanager
def _process(
    module: str, *arguments: str, folder: Path, deaths: int = 3
) -> Iterator[subprocess.Popen[str]]:
    """Run a module of distributed in an empty folder of its own, with the generator installed."""
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments, "--no-dashboard"]
    environment = os.environ | {"PYTHONPATH": str(bank.ROOT), "PYTHONUNBUFFERED": "1"}
    environment["DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"] = str(deaths)
    with subprocess.Popen(
        command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def _said(process: subprocess.Popen[str], pattern: re.Pattern[str] | str) -> str:
    """Wait until a process says something, and give what."""
    assert process.stderr
    return next(
        found[found.lastindex or 0]
        for line in process.stderr
        if (found := re.search(pattern, line))
    )


@contextmanager
def _scheduler(
    folder: Path, certificates: Mapping[str, str] | None = None, deaths: int = 3
) -> Iterator[Scheduler]:
    """Start a scheduler, which takes a task to be bad after so many deaths of workers."""
    tls: list[str] = []
    for name, file in (certificates or {}).items():
        tls += [f"--tls-{name}", file]
    host = "tls://127.0.0.1" if tls else "tcp://127.0.0.1"
    with _process(
        "dask_scheduler",
        *("--host", host, "--port", "0", *tls),
        folder=folder / "scheduler",
        deaths=deaths,
    ) as process:
        yield Scheduler(_said(process, STANDS), process, tuple(tls), folder)


@contextmanager
def _worker(scheduler: Scheduler, name: str, preload: str = "") -> Iterator[subprocess.Popen[str]]:
    """Start a worker, and wait until the scheduler knows it; ``preload`` is code that it runs."""
    own = ["--preload", preload.replace("PID", str(scheduler.process.pid))] if preload else []
    with _process(
        "dask_worker",
        scheduler.address,
        *("--name", name, "--nthreads", "1", "--no-nanny", *scheduler.options, *own),
        folder=scheduler.folder / name,
    ) as process:
        _said(process, "Registered to")
        yield process


def _build(source: Path, output: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "build", "--lang", "en", *options]
    done = subprocess.run(
        [*command, "--source", str(source), "--output", str(output), "--jobs", "2"],
        cwd=bank.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert not any(word in said for word in ("Traceback", "Exception ignored", " - ERROR - ")), said
    return done


CERTIFICATES = """
import json, sys
from pathlib import Path
from distributed import Security
made, folder = Security.temporary(), Path(sys.argv[1])
files = {"ca-file": made.tls_ca_file, "cert": made.tls_client_cert, "key": made.tls_client_key}
folder.mkdir()
for name, text in files.items():
    (folder / f"{name}.pem").write_text(text)
print(json.dumps({name: str(folder / f"{name}.pem") for name in files}))
"""


def _certificates(folder: Path) -> dict[str, str]:
    """Make an authority and a certificate of its own."""
    command = [sys.executable, "-c", CERTIFICATES, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    files: dict[str, str] = json.loads(done.stdout)
    return files


def _certified(files: Mapping[str, str]) -> tuple[str, ...]:
    authority, own, key = files.values()
    return ("--cluster-ca", authority, "--cluster-cert", own, "--cluster-key", key)


@pytest.mark.slow
def test_two_workers_make_the_same_bytes(small: Path, tmp_path: Path) -> None:
    """By TLS, in folders of their own, they make a site like ours; a third is not asked.

    Nobody comes to them without a certificate of the same authority.
    """
    files, others = _certificates(tmp_path / "ours"), _certificates(tmp_path / "others")
    with ExitStack() as stack:
        scheduler = stack.enter_context(_scheduler(tmp_path, files))
        for name, preload in (("one", ""), ("two", ""), ("three", OTHER_PANGO)):
            stack.enter_context(_worker(scheduler, name, preload))
        where = ("--cluster", scheduler.address)
        done = _build(small / "source", tmp_path / "site", *where, *_certified(files))
        assert done.returncode == 0, done.stderr
        assert re.search(rf"The worker three \(tls://.*{PANGO} 0\.1 \(", done.stderr)
        assert "The worker one" not in done.stderr
        assert bank.differing(tmp_path / "site", small / "site") == []
        stranger = _build(small / "source", tmp_path / "none", *where, *_certified(others))
        assert (stranger.returncode, "is not reached" in stranger.stderr) == (5, True)
        plain = scheduler.address.replace("tls:", "tcp:")
        stranger = _build(small / "source", tmp_path / "none", "--cluster", plain)
        assert (stranger.returncode, "is not reached" in stranger.stderr) == (5, True)
        assert not (tmp_path / "none").exists()


@pytest.mark.slow
def test_the_tasks_of_a_lost_worker_are_done_again(tiny: Path, tmp_path: Path) -> None:
    """A worker that dies of its first task is not missed while another is there."""
    with _scheduler(tmp_path) as scheduler, _worker(scheduler, "frail", FRAIL) as frail:
        with _worker(scheduler, "sound"):
            done = _build(tiny / "source", tmp_path / "site", "--cluster", scheduler.address)
        assert frail.wait(timeout=60) == 7
    assert done.returncode == 0, done.stderr
    assert bank.differing(tmp_path / "site", tiny / "site") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("preload", "deaths", "code", "said"),
    [
        (OTHER_PANGO, 3, 3, "has no worker"),
        (FRAIL, 3, 5, "Every worker of the cluster"),
        (FRAIL, 0, 5, "died of one handout"),
        (FELLING, 3, 5, "is not reached, or was lost"),
    ],
    ids=["other tools", "workers lost", "killed by a task", "scheduler lost"],
)
def test_a_cluster_that_cannot_make_it(
    preload: str, deaths: int, code: int, said: str, changing: Path, tmp_path: Path
) -> None:
    """Its end is told in words, and the site is as it was."""
    bank.write(changing / "source", {bank.BROCHURE: bank.record(lead="Toinen.")})
    before = bank.tree(changing / "site")
    with (
        _scheduler(tmp_path, deaths=deaths) as scheduler,
        _worker(scheduler, "only", preload),
    ):
        where = ("--cluster", scheduler.address)
        done = _build(changing / "source", changing / "site", *where)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert bank.tree(changing / "site") == before
