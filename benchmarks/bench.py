"""Measure whole builds, as the command that everybody runs: ``python -m benchmarks.bench``.

Every figure is the wall time of a process of its own, from its start to its exit. A cold
build begins with no cache and no site. What takes less than ten seconds is done three times,
and the median is told; the one file that changes is each time another. Memory is the
proportional set size (PSS) of the command and all its children together, sampled five times
a second during the cold builds. ``others`` is what other work took of the processors
meanwhile: with more than a few per cent of it, only the processor seconds (of the command
and all its children) can be compared.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.bank import ALIKE, MIX, PROJECT, change_a_word, make_bank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

SIZES = {"mixed": "10,120", "alike": "1000,3000"}
"""Of a bank of every kind, in the proportions of a real one, and of one like other generators'."""
CHEAP = 10.0  # seconds; what takes longer is done once
TIMES = 3
EVERY = 0.2  # seconds between two looks at the memory
MEGA = 1_000_000
SMALL, LARGE = 120, 1000
SET_CHILD_SUBREAPER = 36  # of prctl, on Linux
# Compiled modules are kept, as on any machine that is not told otherwise.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT["PYTHONPATH"] = str(PROJECT)  # a command may run in any folder


@dataclass(slots=True)
class Figures:
    """What was measured of a bank of ``size`` records: seconds, and the peak of memory in MB.

    ``one`` is of a small bank alone. ``work`` is the processor seconds of the cold build with
    every processor, ``others`` the share of the processors that other work took meanwhile.
    """

    size: int
    one: float = 0.0
    every: float = 0.0
    nothing: float = 0.0
    edit: float = 0.0
    check: float = 0.0
    memory: float = 0.0
    edited: int = 0
    work: float = 0.0
    others: float = 0.0


@dataclass(frozen=True, slots=True)
class Target:
    """Something to reach: its name, its value, its limit, and their unit."""

    name: str
    value: float
    limit: float
    unit: str = "%"
    at_least: bool = False

    def cells(self) -> list[str]:
        """Write it as a row."""
        reached = self.value >= self.limit if self.at_least else self.value <= self.limit
        limit = f"{'>=' if self.at_least else '<='} {self._written(self.limit)}"
        return [self.name, limit, self._written(self.value), "reached" if reached else "MISSED"]

    def _written(self, value: float) -> str:
        if self.unit == "%":
            return f"{100 * value:.1f} %"
        return f"{value:.0f} MB" if self.unit == "MB" else f"{value:.2f} x"


@dataclass(frozen=True, slots=True)
class Run:
    """A command that was run: its wall time, its processor seconds and those of others, memory."""

    seconds: float
    work: float
    others: float
    peak: int


class FailedError(Exception):
    """A command that is measured did not do what it is measured for."""


@dataclass(slots=True)
class Memory:
    """Watches the memory of a process and all its children; ``peak`` is in bytes."""

    session: int
    peak: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        """Look again and again, until ``stop``."""
        while not self._over.wait(EVERY):
            self.peak = max(self.peak, sum(_pss(process) for process in self._processes()))

    def stop(self) -> None:
        """Look no more."""
        self._over.set()

    def _processes(self) -> Iterator[Path]:
        for process in Path("/proc").iterdir():
            if not process.name.isdigit():
                continue
            try:
                stat = (process / "stat").read_text()
            except OSError:
                continue
            if int(stat.rpartition(")")[2].split()[3]) == self.session:
                yield process


def _pss(process: Path) -> int:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def main() -> None:
    """Measure every size, and hold the figures against the targets."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.bench", description=__doc__)
    options.add_argument(
        "--bank", choices=SIZES, default="mixed", help="of every kind, or of guidelines alone"
    )
    options.add_argument("--sizes", help=f"numbers of records; {SIZES} unless told")
    options.add_argument("--seed", type=int, default=1, help="of the bank; 1 unless told")
    options.add_argument(
        "--quick", action="store_true", help="ten records, once: does the benchmark itself work?"
    )
    told = options.parse_args()
    asked = "10" if told.quick else told.sizes or SIZES[told.bank]
    sizes = sorted({int(size) for size in asked.split(",")})
    mix = MIX if told.bank == "mixed" else ALIKE
    cores = len(os.sched_getaffinity(0))
    figures: dict[int, Figures] = {}
    adopt_orphans()
    python = f"Python {platform.python_version()}"
    print(f"{told.bank}, {python}, seed {told.seed}, {load()} before\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        workshop = Path(folder)
        try:
            # Not measured: it brings the programs into memory.
            _measure(workshop / "warm-up", 2, told.seed, cores, mix, times=1)
            for size in sizes:
                times = 1 if told.quick else TIMES
                figures[size] = _measure(
                    workshop / str(size), size, told.seed, cores, mix, times=times
                )
                _row(figures[size], cores, first=len(figures) == 1)
        except FailedError as error:
            sys.exit(str(error))
    print(f"\n{load()} after\n")
    for line in _table(_targets(figures, cores)):
        print(line)


def load() -> str:
    """Tell how busy the machine is."""
    return f"load {os.getloadavg()[0]:.1f}"


def _measure(
    folder: Path, size: int, seed: int, cores: int, mix: Sequence[str], *, times: int
) -> Figures:
    source, site = folder / "bank", folder / "every" / "site"
    figures = Figures(size)
    make_bank(source, size, seed, mix)

    def build(output: Path, jobs: int, *, watched: bool = False) -> Run:
        command = ["build", "--source", str(source), "--output", str(output), "--jobs", str(jobs)]
        done = _run(*command, watched=watched)
        figures.memory = max(figures.memory, done.peak / MEGA)
        return done

    def nothing_changed() -> float:
        before = site.stat().st_ino
        seconds = build(site, cores).seconds
        if site.stat().st_ino != before:
            message = "nothing had changed, and the site was made anew"
            raise FailedError(message)
        return seconds

    turns = iter(range(TIMES))

    def one_change() -> float:
        before = _stamps(site)
        change_a_word(source, next(turns))
        seconds = build(site, cores).seconds
        figures.edited = len(_stamps(site) - before)
        if not figures.edited:
            message = "a word had changed, and the site had not"
            raise FailedError(message)
        return seconds

    if size < LARGE:
        figures.one = build(folder / "one" / "site", 1).seconds
    every = build(site, cores, watched=True)
    figures.every, figures.work = every.seconds, every.work
    figures.others = every.others / every.seconds / cores
    figures.nothing = middle(nothing_changed, times)
    figures.check = middle(lambda: _run("check", "--source", str(source)).seconds, times)
    figures.edit = middle(one_change, times)
    return figures


def middle(measure: Callable[[], float], times: int) -> float:
    """Give the median of so many measures; what takes long is measured once."""
    seconds = [measure()]
    while len(seconds) < times and seconds[0] < CHEAP:
        seconds.append(measure())
    return median(seconds)


def _run(*arguments: str, watched: bool = False) -> Run:
    """Run a command of the generator."""
    command = (sys.executable, "-m", "generator", *arguments, "--lang", "en")
    return run(command, PROJECT, watched=watched)


def run(command: Sequence[str], folder: Path, *, watched: bool = False) -> Run:
    """Run a command in a folder, and wait for all its children; ``watched`` is its memory.

    Raises FailedError, with what it said, when it ends with anything but 0.
    """
    with tempfile.TemporaryFile("w+") as said:
        busy, worked, began = _busy(), _worked(), time.monotonic()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=said,
            stderr=said,
            start_new_session=True,
            env=ENVIRONMENT,
        )
        memory = Memory(process.pid)
        if watched:
            threading.Thread(target=memory.watch, daemon=True).start()
        try:
            code = process.wait()
            seconds = time.monotonic() - began
            with suppress(ChildProcessError):
                while True:  # the children that it left, which are ours now
                    os.waitpid(-1, 0)
        except KeyboardInterrupt:
            os.killpg(process.pid, signal.SIGTERM)  # a session of its own hears no Ctrl+C
            raise
        finally:
            memory.stop()
        if code:
            said.seek(0)
            message = f"{' '.join(command)} ended with {code}:\n{said.read()[-2000:]}"
            raise FailedError(message)
    work = _worked() - worked
    return Run(seconds, work, max(0.0, _busy() - busy - work), memory.peak)


def adopt_orphans() -> None:
    """Become the parent of what a command leaves behind, so that its work can be counted."""
    ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _worked() -> float:
    """Tell the processor seconds of this process and of every child that has ended."""
    spent = os.times()
    return sum(spent[:4])


def _busy() -> float:
    """Tell the seconds for which the processors have worked, for anybody."""
    user, nice, system, _, _, *rest = Path("/proc/stat").read_text().split()[1:9]
    return sum(map(int, (user, nice, system, *rest))) / os.sysconf("SC_CLK_TCK")


def _stamps(folder: Path) -> set[tuple[str, int, int]]:
    """Tell every file by its path, its place on the disk and its time; new bytes change them."""
    files = ((path, path.stat()) for path in folder.rglob("*") if path.is_file())
    return {(str(path), stat.st_ino, stat.st_mtime_ns) for path, stat in files}


# --- telling it ------------------------------------------------------------------------------


def _row(figures: Figures, cores: int, *, first: bool) -> None:
    every = figures.every

    def share(seconds: float) -> str:
        return f"{seconds:.2f} s = {100 * seconds / every:.1f} %"

    cells = {
        "records": f"{figures.size}",
        "cold, 1 process": f"{figures.one:.1f} s = {figures.one / every:.2f} x"
        if figures.one
        else "",
        f"cold, {cores} processes": f"{every:.1f} s",
        "processor time": f"{figures.work:.1f} s",
        "others": f"{100 * figures.others:.0f} %",
        "each record": f"{1000 * every / figures.size:.0f} ms",
        "nothing changed": share(figures.nothing),
        "one file changed": share(figures.edit),
        "files made anew": f"{figures.edited}",
        "check": share(figures.check),
        "peak memory": f"{figures.memory:.0f} MB",
    }
    widths = [max(len(name), 15) for name in cells]
    if first:
        print(_line(cells, widths))
        print(_line(["---"] * len(cells), widths))
    print(_line(cells.values(), widths), flush=True)


def _targets(found: dict[int, Figures], cores: int) -> Iterator[Target]:
    """Hold against its limit whatever was measured."""
    limits = {SMALL: (0.08, 0.20, 0.05), LARGE: (0.03, 0.06, 0.03)}
    for size in sorted(limits.keys() & found.keys()):
        of, where = found[size], f"at {size} records"
        nothing, edit, check = limits[size]
        yield Target(f"nothing changed, of cold {where}", of.nothing / of.every, nothing)
        yield Target(f"one file changed, of cold {where}", of.edit / of.every, edit)
        yield Target(f"check alone, of cold {where}", of.check / of.every, check)
        if of.one:
            name = f"{cores} processes against 1, {where}"
            yield Target(name, of.one / of.every, 1.7, "x", at_least=True)
    small, large = min(found), max(found)
    if small < large:
        grown = (found[large].every / large) / (found[small].every / small)
        yield Target(f"cost of a record at {large} against {small}", grown, 1.2, "x")
    peak = max(figures.memory for figures in found.values())
    yield Target(f"peak memory, up to {max(found)} records", peak, 600, "MB")


def _table(targets: Iterable[Target]) -> Iterator[str]:
    rows = [["target", "limit", "measured", ""], *(target.cells() for target in targets)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    rows.insert(1, ["-" * width for width in widths])
    for row in rows:
        yield _line(row, widths)


def _line(cells: Iterable[str], widths: list[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


if __name__ == "__main__":
    main()
