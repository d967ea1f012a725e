"""Measure many machines, as far as one can stand for them: ``python -m benchmarks.cluster``.

First the same bank cold by the local pool and by as many workers of a cluster on this machine,
each in a folder of its own, and warm as those of a cluster are: the ratio is what the engine
costs, since the processors are the same. Then a large bank cold with a shared store, and once
more with that store by a fresh checkout, whose site must be the same to the byte: what that made
anew, it would have put into the store.
Memory is the proportional set size (PSS) of the build and its processes together.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.bank import ALIKE, PROJECT, make_bank
from benchmarks.bench import ENVIRONMENT, MEGA, TIMES, FailedError, Memory, load

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL, LARGE = 100, 10_000
STANDS = re.compile(r"Scheduler at:\s+(\S+)")
MADE = re.compile(r"handouts made (\d+), reused (\d+)")


class Built(NamedTuple):
    """A build: its seconds, its peak of memory in bytes, how many handouts it made and reused."""

    seconds: float
    peak: int
    made: int
    reused: int


def build(checkout: Path, bank: Path, site: Path, *options: str) -> Built:
    """Build a bank by the generator of a checkout. Raises FailedError when it does not end well."""
    command = [sys.executable, "-m", "generator", "build", "--lang", "en", *options]
    where = ("--source", str(bank), "--output", str(site))
    with tempfile.TemporaryFile("w+") as said:
        began = time.monotonic()
        process = subprocess.Popen(
            [*command, *where],
            cwd=checkout,
            stdout=said,
            stderr=said,
            start_new_session=True,
            env=ENVIRONMENT | {"PYTHONPATH": str(checkout)},
        )
        memory = Memory(process.pid)
        threading.Thread(target=memory.watch, daemon=True).start()
        try:
            code = process.wait()
        except KeyboardInterrupt:
            os.killpg(process.pid, signal.SIGTERM)  # a session of its own hears no Ctrl+C
            raise
        finally:
            memory.stop()
        seconds = time.monotonic() - began
        said.seek(0)
        told = said.read()
    counted = MADE.search(told)
    if code or not counted:
        message = f"a build ended with {code}:\n{told[-2000:]}"
        raise FailedError(message)
    return Built(seconds, memory.peak, int(counted[1]), int(counted[2]))


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    """Start a scheduler of this machine and its workers; give its address."""
    with ExitStack() as stack:

        def started(module: str, name: str, *arguments: str) -> subprocess.Popen[str]:
            own = folder / name
            own.mkdir()
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{module}", *arguments, "--no-dashboard"],
                cwd=own,
                stderr=subprocess.PIPE,
                text=True,
                env=ENVIRONMENT,
            )
            stack.callback(process.wait)
            stack.callback(process.terminate)
            return process

        scheduler = started("dask_scheduler", "scheduler", "--host", "127.0.0.1", "--port", "0")
        address = _said(scheduler, STANDS)
        for number in range(workers):
            one = ("--nthreads", "1", "--no-nanny")
            worker = started("dask_worker", f"worker-{number}", address, *one)
            _said(worker, re.compile("Registered to"))
        yield address


def _said(process: subprocess.Popen[str], pattern: re.Pattern[str]) -> str:
    """Wait until a process says something; what it says later is read and forgotten."""
    stream = process.stderr
    if stream:
        for line in stream:
            if found := pattern.search(line):
                threading.Thread(target=stream.read, daemon=True).start()
                return found[found.lastindex or 0]
    message = f"a process of the cluster ended with {process.wait()}"
    raise FailedError(message)


def _ratio(folder: Path, size: int, cores: int) -> None:
    bank = folder / "bank"
    make_bank(bank, size, mix=ALIKE)
    here, there = [], []
    with cluster(folder, cores) as address:
        build(PROJECT, bank, folder / "warm" / "site", "--cluster", address)
        for turn in range(TIMES):  # in turn, since other work may come and go
            local, many = folder / f"local-{turn}" / "site", folder / f"many-{turn}" / "site"
            here.append(build(PROJECT, bank, local, "--jobs", str(cores)).seconds)
            there.append(build(PROJECT, bank, many, "--cluster", address).seconds)
            _same(local, many)
    print(f"local pool of {cores} processes: {median(here):.1f} s")
    print(f"cluster of {cores} workers of this machine: {median(there):.1f} s")
    print(
        f"ratio: {median(there) / median(here):.2f}, the same bytes; medians of {TIMES}\n",
        flush=True,
    )


def _shared(folder: Path, size: int, cores: int) -> None:
    bank, store = folder / "bank", folder / "store"
    make_bank(bank, size, mix=ALIKE)
    given = ("--jobs", str(cores), "--store", str(store))
    cold = build(PROJECT, bank, folder / "cold" / "site", *given)
    before = {path.name: path.stat().st_mtime_ns for path in store.iterdir()}
    checkout = folder / "checkout"
    for name in ("generator", "overrides"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / name, checkout / name, ignore=ignored)
    shutil.copy(PROJECT / "mkdocs.yml", checkout)
    shutil.copytree(bank, checkout / "bank")
    again = build(checkout, checkout / "bank", checkout / "site", *given)
    after = {path.name: path.stat().st_mtime_ns for path in store.iterdir()}
    remade = sum(1 for name, stamp in after.items() if before.get(name) != stamp)
    _same(folder / "cold" / "site", checkout / "site")
    for name, built in (("cold", cold), ("a fresh checkout", again)):
        print(
            f"{name}: {built.seconds / 60:.1f} min, {built.peak / MEGA:.0f} MB,"
            f" handouts made {built.made}, reused {built.reused}"
        )
    print(f"files remade: {remade} of {len(before)}, the same bytes", flush=True)


def _same(one: Path, other: Path) -> None:
    """Raise FailedError unless two sites are the same to the byte."""
    here, there = (
        {p.relative_to(top) for p in top.rglob("*") if p.is_file()} for top in (one, other)
    )
    differing = [
        path for path in here & there if not filecmp.cmp(one / path, other / path, shallow=False)
    ]
    if differing or here != there:
        message = f"{len(differing) + len(here ^ there)} files of {other} are not those of {one}"
        raise FailedError(message)


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description=__doc__)
    options.add_argument("--small", type=int, default=SMALL, help=f"records; {SMALL} unless told")
    options.add_argument("--large", type=int, default=LARGE, help=f"records; {LARGE} unless told")
    told = options.parse_args()
    cores = len(os.sched_getaffinity(0))
    print(
        f"{told.small} and {told.large} records alike, {cores} cores, {load()} before\n", flush=True
    )
    try:
        with tempfile.TemporaryDirectory(prefix="cluster-") as folder:
            _ratio(Path(folder), told.small, cores)
        with tempfile.TemporaryDirectory(prefix="store-") as folder:
            _shared(Path(folder), told.large, cores)
    except FailedError as error:
        sys.exit(str(error))
    print(f"\n{load()} after")


if __name__ == "__main__":
    main()
