"""The pool of processes: warm, in order, and gone with whoever started it."""

from __future__ import annotations

import gc
import math
import multiprocessing
import os
import select
import signal
import subprocess
import sys
from concurrent.futures import BrokenExecutor
from typing import TYPE_CHECKING

import pytest

from generator.make.workers import MANY, Workers
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

ORPHAN = """
import os
from generator.make.workers import Workers

with Workers(1) as workers:
    ((_, worker),) = workers.each(os.readlink, ["/proc/self"])
    print(worker, flush=True)
    input()
"""


def test_results_come_with_the_index_of_their_task() -> None:
    """Each task is done once, and its result is known by its place."""
    with Workers(2) as workers:
        assert dict(workers.each(math.factorial, [3, 4, 5])) == {0: 6, 1: 24, 2: 120}
        assert list(workers.all(math.factorial, [5, 4, 3], 2)) == [120, 24, 6]


def test_what_is_loaded_is_not_looked_through_for_garbage() -> None:
    """A worker looks for garbage in what its handouts leave, not in the renderer."""
    with Workers(1) as workers:
        ((_, frozen),) = workers.each(eval, ["__import__('gc').get_freeze_count()"])
    assert frozen > 10_000 > gc.get_freeze_count()


def test_a_task_that_fails_fails_the_build() -> None:
    """What a task raises is raised where its result is asked for."""
    with Workers(1) as workers, pytest.raises(ValueError, match="negative"):
        list(workers.each(math.factorial, [-1]))


def test_a_pool_that_broke_is_replaced() -> None:
    """After a worker has died, the next edit while serving gets new ones."""
    with Workers(1) as workers:
        with pytest.raises(BrokenExecutor):
            list(workers.all(os._exit, [1], 1))
        assert list(workers.all(math.factorial, [3], 1)) == [6]


def test_a_pool_that_broke_unheard_is_replaced() -> None:
    """What nobody waited for may have broken the pool; only the task that hears of it fails."""
    with Workers(1) as workers:
        workers.begin(os._exit, [1])
        with pytest.raises(BrokenExecutor):
            workers.begin(math.factorial, [3])
        assert workers.begin(math.factorial, [3])() == [6]


def test_processes_that_did_much_are_ended_before_other_work_begins() -> None:
    """What laying out many handouts has filled is given back; after a few they stay warm."""
    with Workers(1) as workers:
        ((_, first),) = workers.each(os.readlink, ["/proc/self"])
        assert workers.begin(os.readlink, ["/proc/self"])() == [first]
        assert len(list(workers.each(math.factorial, [1] * MANY))) == MANY
        assert workers.begin(os.readlink, ["/proc/self"])() != [first]


def test_a_stopped_build_waits_for_no_task(tmp_path: Path) -> None:
    """What is being made is given up; here it would never be done."""
    begun, never = tmp_path / "begun", tmp_path / "never"
    os.mkfifo(begun)
    os.mkfifo(never)
    with pytest.raises(KeyboardInterrupt), Workers(1) as workers:  # noqa: PT012 - it has begun
        workers.begin(eval, [f"[open({str(begun)!r}, 'w').close(), open({str(never)!r}).close()]"])
        begun.open().close()
        raise KeyboardInterrupt
    assert multiprocessing.active_children() == []


def test_a_killed_build_leaves_no_process_behind() -> None:
    """A worker ends when the build that started it is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", ORPHAN],
        cwd=bank.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as build:
        assert build.stdout
        worker = os.pidfd_open(int(build.stdout.readline()))
        build.send_signal(signal.SIGKILL)
        try:
            ended, _, _ = select.select([worker], [], [], 60)
        finally:
            os.close(worker)
    assert ended
