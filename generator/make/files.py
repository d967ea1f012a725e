"""Plan -> every file of it that is no page: one road from job to task to bytes to store.

A format's maker tells what a file is made of, its task, and makes its bytes of that alone. A
file is kept by its task's fingerprint; a record's task is made again only when the record, or
something that was asked of the bank for it, has changed. A picture of a handout is made of its
PDF: its task tells the PDF's key, and it is drawn once that is in the store.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from generator.bank.lookup import Lookup
from generator.bank.plan import HandoutJob
from generator.cache import fingerprint
from generator.formats import File
from generator.outputs.makers import MAKERS
from generator.outputs.preview import preview_task
from generator.problem import Position, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.bank.library import Library
    from generator.bank.lookup import Answers
    from generator.bank.plan import Job, Plan, PreviewJob
    from generator.cache import Cache
    from generator.make.elsewhere import Makers
    from generator.make.store import Store, Stored
    from generator.model.record import Record
    from generator.outputs.preview import PreviewTask
    from generator.outputs.task import Made, Task
    from generator.source.validate import Edition

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a build, each with where its bytes lie; how many handouts were new.

    ``notices`` tell what is poor in them, of those that were kept as well.
    """

    files: tuple[tuple[File, Stored], ...]
    made: int
    reused: int
    notices: tuple[Problem, ...] = ()

    def beside(self) -> dict[str, tuple[File, ...]]:
        """Give the files that a page offers, by the address of the page they stand beside."""
        grouped: dict[str, tuple[File, ...]] = {}
        for file, _ in self.files:
            if file.format.label:
                page = "".join(file.path.rpartition("/")[:2])
                grouped[page] = (*grouped.get(page, ()), file)
        return grouped


def make_files(  # noqa: PLR0913, PLR0917 - who makes them, and who looks on
    plan: Plan,
    library: Library,
    answers: Mapping[str, Answers],
    store: Store,
    cache: Cache,
    workers: Makers,
    done: Callable[[], None],
    meanwhile: Callable[[], None] = lambda: None,
) -> tuple[Files, list[Problem]]:
    """Make every file that is not in the store, and keep the sound ones there.

    ``done`` is called once for each handout, ``meanwhile`` before this process waits for others.
    Raises ElsewhereError for what another machine does not do.
    """
    keyed: list[tuple[Job[object], str, Task | None]] = [
        (job, *_key(job, library, answers[job.language], cache))
        for job in (*plan.handouts, *plan.beside)
    ]
    for feed in plan.feeds:
        # An index page's file is made of the whole bank.
        task = _task(feed, answers[feed.language])
        keyed.append((feed, fingerprint(task), task))
    stored: dict[str, Stored] = {}
    missing = _missing(keyed, store, stored)
    for job, key, _ in keyed:
        if job.format.paper and key not in missing:
            done()
    tasks = {
        key: (job, task or _task(job, answers[job.language]))
        for key, (job, task) in missing.items()
    }
    if any(_in_worker(job) for job, _ in tasks.values()):
        meanwhile()
    problems = _make(tasks, store, stored, workers, done)
    keys = {job.path: key for job, key, _ in keyed}
    drawn = [] if problems else [_drawn(job, keys[job.of.path]) for job in plan.previews]
    to_draw = {
        key: (job, task.given(stored[task.of].path.read_bytes()))
        for key, (job, task) in _missing(drawn, store, stored).items()
    }
    problems += _make(to_draw, store, stored, workers, done)
    store.save()
    if problems:
        return Files((), 0, 0), sorted(problems)
    files = tuple((_file(job, stored[key]), stored[key]) for job, key, _ in (*keyed, *drawn))
    handouts = sum(1 for job, *_ in keyed if job.format.paper)
    made = sum(1 for job, _ in tasks.values() if job.format.paper)
    notices = sorted(
        Problem(Position(job.place), code, job.path, values, Severity.NOTICE)
        for job, key, _ in keyed
        for code, values in stored[key].notices
    )
    return Files(files, made, handouts - made, tuple(notices)), []


def make(task: Task) -> Made:
    """Make a file of its task, in a worker: only there is the renderer loaded."""
    return task.make()


def _task(job: Job[object], answers: Answers) -> Task:
    task: Task = MAKERS[job.format.maker].task(job, Lookup(answers))
    return task


def _key(
    job: Job[Edition[Record]], library: Library, answers: Answers, cache: Cache
) -> tuple[str, Task | None]:
    """Give the fingerprint of a job's task, and the task itself if it had to be made."""
    maker, lookup = MAKERS[job.format.maker], Lookup(answers)
    made: list[Task] = []

    def worked_out() -> str:
        made.append(maker.task(job, lookup))
        return fingerprint(made[0])

    claims = job.claims if isinstance(job, HandoutJob) else ""
    own = ("file", job.path, claims, maker.tool(), library.fingerprint(job.subject))
    key = cache.traced(own, answers, lookup, worked_out)
    return key, made[0] if made else None


def _drawn(job: PreviewJob, of: str) -> tuple[Job[object], str, PreviewTask]:
    task = preview_task(job, of)
    return job, fingerprint(task), task


def _missing(
    keyed: Iterable[tuple[Job[object], str, T]], store: Store, stored: dict[str, Stored]
) -> dict[str, tuple[Job[object], T]]:
    """Give what is in no store, a job for each key; what is there goes among the stored."""
    missing: dict[str, tuple[Job[object], T]] = {}
    for job, key, task in keyed:
        if key not in stored and (found := store.get(key)):
            stored[key] = found
        if key not in stored:
            missing.setdefault(key, (job, task))
    stored |= store.brought(missing)
    return {key: known for key, known in missing.items() if key not in stored}


def _make(
    tasks: Mapping[str, tuple[Job[object], Task]],
    store: Store,
    stored: dict[str, Stored],
    workers: Makers,
    done: Callable[[], None],
) -> list[Problem]:
    problems: list[Problem] = []

    def keep(key: str, job: Job[object], made: Made) -> None:
        if made.faults:
            problems.extend(
                Problem(Position(job.place), fault.code, job.path, fault.values)
                for fault in made.faults
            )
        else:
            notices = tuple((notice.code, notice.values) for notice in made.notices)
            stored[key] = store.keep(key, made.data, made.pages, notices)
        if job.format.paper:
            done()

    slow = [(key, job, task) for key, (job, task) in tasks.items() if _in_worker(job)]
    for key, (job, task) in tasks.items():
        if not _in_worker(job):
            keep(key, job, task.make())
    if slow:
        for index, made in workers.each(make, [task for *_, task in slow]):
            key, job, _ = slow[index]
            keep(key, job, made)
    return problems


def _in_worker(job: Job[object]) -> bool:
    return job.format.maker not in MAKERS or MAKERS[job.format.maker].in_worker


def _file(job: Job[object], stored: Stored) -> File:
    return File(job.format, job.path, stored.size, stored.pages, stored.sha256)
