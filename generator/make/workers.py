"""A warm pool of processes: they load what is slow once, and render one task after another."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, as_completed
from concurrent.futures import wait as all_ended
from contextlib import contextmanager, suppress
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from types import TracebackType

A = TypeVar("A")
B = TypeVar("B")
PRELOADED = "generator.outputs.pdf"
MANY = 100
"""After so many tasks another process takes less time than was won by keeping the first warm."""


class Workers:
    """Processes that start with the first task and stay until the end of ``with``, or of much work.

    A server of forks loads the renderer once; each worker is a fork of it, made before any
    thread runs in it.
    """

    def __init__(self, count: int) -> None:
        """Set how many processes work at once."""
        self.count = count
        self._pool: Executor | None = None
        self._begun: tuple[Future[Any], ...] = ()
        self._done = 0

    def __enter__(self) -> Self:
        """Begin; no process is started yet."""
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """End every process; where the build was stopped, amid whatever it does."""
        if error:
            for process in multiprocessing.active_children():
                process.kill()
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=error is not None)

    def _end(self) -> None:
        """End every process; the next task begins others."""
        if self._pool:
            self._pool.shutdown(wait=True)
        self._pool, self._done = None, 0

    def start(self) -> None:
        """Let the processes load what is slow while other work goes on.

        Starting one waits until the renderer is loaded, so a thread of its own does that.
        """
        self._done = 0  # a build begins
        threading.Thread(target=_wake, args=(self._started(),), daemon=True).start()

    def each(self, work: Callable[[A], B], tasks: Sequence[A]) -> Iterator[tuple[int, B]]:
        """Do a module's function on each task; give (index, result) as each is done."""
        self._done += len(tasks)
        with self._replaced_if_broken() as pool:
            futures = {pool.submit(work, task): index for index, task in enumerate(tasks)}
            try:
                for future in as_completed(futures):
                    yield futures.pop(future), future.result()
            finally:
                for future in futures:  # whoever asked may have gone
                    future.cancel()

    def begin(self, work: Callable[[A], B], tasks: Sequence[A]) -> Callable[[], list[B]]:
        """Have a module's function done on each task while other work goes on.

        What is given back waits for the results, in order. After many tasks it is done at once,
        by processes that begin and end for it: what fills their memory stands beside no other work.
        """
        all_ended(self._begun)  # those of a build that nobody waited for
        alone = self._done > MANY
        if alone:
            self._end()
        with self._replaced_if_broken() as pool:
            futures = [pool.submit(work, task) for task in tasks]
        self._begun = tuple(futures)
        if alone:
            all_ended(futures)
            self._end()

        def ended() -> list[B]:
            with self._replaced_if_broken():
                return [future.result() for future in futures]

        return ended

    def all(self, work: Callable[[A], B], tasks: Sequence[A], together: int) -> Iterator[B]:
        """Do a module's function on each task, several at a time; give results in order."""
        with self._replaced_if_broken() as pool:
            yield from pool.map(work, tasks, chunksize=together)

    @contextmanager
    def _replaced_if_broken(self) -> Iterator[Executor]:
        """Give the pool; one that a dying process has broken is not used again."""
        try:
            yield self._started()
        except BrokenExecutor:
            self._pool = None
            raise

    def _started(self) -> Executor:
        if self._pool is None:
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload([PRELOADED])
            # Ctrl+C reaches every process of the terminal; whoever was asked ends the others.
            resource_tracker.ensure_running()  # as it starts, it would make us hear again
            deaf = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            try:
                forkserver.ensure_running()
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, deaf)
            self._pool = ProcessPoolExecutor(self.count, mp_context=context, initializer=_begun)
        return self._pool


def _begun() -> None:
    """Begin a worker: it outlives no build, even one that was killed.

    What it has loaded by then is never looked through for garbage, again and again.
    """
    gc.freeze()
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _wake(pool: Executor) -> None:
    with suppress(Exception):  # the build ended first, or will hear the same of its first task
        pool.submit(_warm)


def _warm() -> None:
    """Load in a worker what its first handout needs."""
    from generator.outputs.laying import stylesheet  # noqa: PLC0415 - only in a worker

    stylesheet()
