"""Tasks of makers -> files, made by the workers of a Dask scheduler, on this machine or others.

A task ships all that its file is made of; a worker needs the generator, and no folder of ours. One
that would make other bytes, since its renderer, fonts, libraries or code are others, is told of
by its name and given nothing. The tasks of a worker that is lost are done by the others.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import pickle
import sys
import threading
import time
import warnings
import zlib
from concurrent import futures
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

from generator import machine
from generator.cache import code, fingerprint
from generator.make.elsewhere import ElsewhereError, is_safe
from generator.make.shared import plainly
from generator.outputs import face, fonts, handout
from generator.outputs.makers import MAKERS
from generator.outputs.preview import preview_tool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from distributed import Client, Future

A = TypeVar("A")
B = TypeVar("B")
PACKAGES = (
    *handout.PACKAGES,
    *face.MADE_WITH,
    *("python-docx", "python-pptx", "lxml", "pypdfium2"),
)
AHEAD = 3
"""So many tasks a worker are sent before their results are in: the next lies there already."""
EVERY = 5.0  # seconds between two looks at who is there
SOON = 10.0  # seconds until the scheduler answers, and has a first worker
PATIENCE = 30.0  # seconds without any worker
TOLD = 5  # differences
SHORT = 12  # signs of a hash
ALONE = threading.Lock()
CUT = (OSError, asyncio.CancelledError, futures.CancelledError)
"""What the library raises when the scheduler is not there any more."""


class Certificates(NamedTuple):
    """By which both sides prove who they are: the authority's file, our own, our key's."""

    authority: Path
    own: Path
    key: Path


class _Sent(NamedTuple):
    """A task that was sent: its place among all, and the workers that may do it."""

    place: int
    workers: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Errand:
    """A task that is done where it is unpickled, and gives its result."""

    work: Callable[[Any], Any]
    task: object

    def __reduce__(self) -> tuple[object, ...]:
        return alone, (self.work, self.task)


class Cluster:
    """The workers of a scheduler that make the same bytes as this machine."""

    def __init__(
        self, address: str, certificates: Certificates | None, hear: Callable[..., object]
    ) -> None:
        """Set where the scheduler is; ``hear`` is told of workers that are given nothing."""
        self._address = address
        self._certificates = certificates
        self._hear = hear
        self._client: Client = None
        self._known: set[str] = set()
        self._alike: frozenset[str] = frozenset()

    def __enter__(self) -> Self:
        """Find the scheduler and its workers.

        Raises ElsewhereError when it is not reached, or when no worker is like this machine, and
        ModuleNotFoundError without the extra that this needs.
        """
        import dask  # noqa: PLC0415 - an extra, and slow
        import distributed  # noqa: PLC0415 - as above

        _hush()
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"})
        with self._reaching():
            given = self._certificates
            security = given and distributed.Security(
                require_encryption=True,
                tls_ca_file=str(given.authority),
                tls_client_cert=str(given.own),
                tls_client_key=str(given.key),
            )
            self._client = distributed.Client(self._address, security=security, timeout=SOON)
        try:
            self._look_first()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Leave the scheduler; it stays, as do its workers."""
        self._close()

    def _close(self) -> None:
        with suppress(Exception, asyncio.CancelledError):
            self._client.close(timeout=EVERY)

    def each(self, work: Callable[[A], B], tasks: Sequence[A]) -> Iterator[tuple[int, B]]:
        """Do a module's function on each task; give (index, result) as each is done.

        Raises ElsewhereError when the scheduler is lost, or every worker.
        """
        waiting = [*reversed(range(len(tasks)))]
        sent: dict[Future, _Sent] = {}
        looked = time.monotonic()
        try:
            while waiting or sent:
                if time.monotonic() - looked > EVERY:
                    self._wait_for_one()
                    looked = time.monotonic()
                    for future in [
                        each for each, to in sent.items() if not to.workers & self._alike
                    ]:
                        waiting.append(sent.pop(future).place)
                        self._forget([future])
                while waiting and len(sent) < AHEAD * len(self._alike):
                    index = waiting.pop()
                    sent[self._send(work, tasks[index])] = _Sent(index, self._alike)
                for future in self._done([*sent]):
                    yield sent.pop(future).place, self._result(future)
        finally:
            self._forget([*sent])

    def _send(self, work: Callable[[A], B], task: A) -> Future:
        """Send a task as bytes, which the scheduler passes on without reading what is in them."""
        errand = pickle.dumps(_Errand(work, task))
        with self._reaching():
            return self._client.submit(
                pickle.loads, errand, workers=sorted(self._alike), pure=False
            )

    def _done(self, sent: list[Future]) -> list[Future]:
        """Wait for a while, and give what is done."""
        import distributed  # noqa: PLC0415 - as above

        with self._reaching(TimeoutError), suppress(TimeoutError):
            distributed.wait(sent, timeout=EVERY, return_when="FIRST_COMPLETED")
        with self._reaching():
            if any(each.status in {"cancelled", "lost"} for each in sent):
                raise ConnectionError
        return [each for each in sent if each.done()]

    def _result(self, future: Future) -> Any:  # noqa: ANN401 - of any work
        import distributed  # noqa: PLC0415 - as above

        try:
            error = future.exception()
            result = None if error else future.result(timeout=PATIENCE)
        except CUT as lost:
            raise self._unreached(lost) from None
        if isinstance(error, distributed.KilledWorker):
            raise ElsewhereError(code="cluster-killed") from None
        if error:
            raise error
        self._forget([future])
        return result

    def _forget(self, sent: list[Future]) -> None:
        with suppress(Exception, asyncio.CancelledError):
            self._client.cancel(sent, force=True)

    def _wait_for_one(self) -> None:
        """Look who is there; when all are lost, others may come for a while."""
        until = time.monotonic() + PATIENCE
        self._look()
        while not self._alike:
            if time.monotonic() > until:
                raise ElsewhereError(code="cluster-lost", address=self._address)
            time.sleep(1)
            self._look()

    def _look_first(self) -> None:
        with suppress(TimeoutError), self._reaching(TimeoutError):
            self._client.wait_for_workers(1, timeout=SOON)
        self._look()
        if not self._alike:
            raise ElsewhereError(code="cluster-none", lacks=True, address=self._address)

    def _look(self) -> None:
        """Learn which workers are there and alike; those that have come since are asked."""
        with self._reaching():
            there = set(self._client.nthreads())
            new = sorted(there - self._known)
            asked = [address for address in new if self._is_safe(address)]
            told = self._client.run(toolbox, workers=asked, on_error="return") if asked else {}
            known = self._client.scheduler_info()["workers"] if new else {}
        ours, alike = toolbox(), {*self._alike}
        for address in new:
            name = plainly(ValueError(str(known.get(address, {}).get("name", ""))))
            if address not in asked:
                self._hear("cluster-unsafe", name=name, address=address)
            elif reason := _otherwise(ours, told.get(address)):
                self._hear("cluster-refused", name=name, address=address, reason=reason)
            else:
                alike.add(address)
        self._known |= there
        self._alike = frozenset(alike & there)

    def _is_safe(self, address: str) -> bool:
        return is_safe(address, certified=self._certificates is not None)

    @contextmanager
    def _reaching(self, but: type[Exception] | None = None) -> Iterator[None]:
        """Tell that the scheduler is not reached; one sort of exception may be no sign of that."""
        try:
            yield
        except (*CUT, RuntimeError) as error:
            if but and isinstance(error, but):
                raise
            raise self._unreached(error) from None

    def _unreached(self, error: BaseException) -> ElsewhereError:
        return ElsewhereError(
            code="cluster-unreached", address=self._address, reason=plainly(error)
        )


@cache
def toolbox() -> dict[str, str]:
    """Tell with what files are made here, by name: only equal tools make equal bytes."""
    letters = hashlib.sha256()
    for package in fonts.PACKAGES:
        for file in sorted(fonts.folder(package).iterdir()):
            letters.update(file.read_bytes())
    made_with = tuple(maker.tool() for maker in MAKERS.values())
    return {
        **{package: version(package) for package in PACKAGES},
        **machine.each_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "fonts": letters.hexdigest()[:SHORT],
        "generator": code()[:SHORT],
        "makers": fingerprint((*made_with, preview_tool()))[:SHORT],
    }


def _otherwise(ours: Mapping[str, str], theirs: object) -> str:
    """Tell what is not the same at a worker that has told this; nothing if all is."""
    if isinstance(theirs, dict):
        return differing(ours, theirs)
    return plainly(theirs) if isinstance(theirs, BaseException) else "?"


def differing(ours: Mapping[str, str], theirs: Mapping[Any, object]) -> str:
    """Name the tools that are not the same, with what each side has."""
    names = [name for name in ours if theirs.get(name) != ours[name]]
    told = [f"{name} {theirs.get(name, '-')} ({ours[name]})" for name in names[:TOLD]]
    return plainly(ValueError(", ".join(told))) if told else ""


def alone(work: Callable[[A], B], task: A) -> B:
    """Do a task while no other is done in this process: the renderer is not made for threads."""
    with ALONE:
        return work(task)


def _hush() -> None:
    """Keep the library from telling what we tell in our own words."""
    warnings.filterwarnings("ignore", module="distributed")
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] in {"distributed", "tornado", "asyncio"}:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
