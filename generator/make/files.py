"""Plan -> every file of it that is no page: one road from job to task to bytes to store.

A format's maker tells what a file is made of, its task, and makes its bytes of that alone. A
file is kept by its task's fingerprint; a record's task is made again only when the record, or
something that was asked of the bank for it, has changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.bank.lookup import Lookup
from generator.bank.plan import HandoutJob, PreviewJob
from generator.cache import fingerprint
from generator.formats import File
from generator.outputs.makers import MAKERS
from generator.outputs.preview import PreviewTask
from generator.problem import Position, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.bank.library import Library
    from generator.bank.lookup import Answers
    from generator.bank.plan import Job, Plan
    from generator.cache import Cache
    from generator.make.store import Store, Stored
    from generator.make.workers import Workers
    from generator.model.record import Record
    from generator.outputs.task import Made, Task
    from generator.source.validate import Edition


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a build, each with where its bytes lie; how many handouts were new."""

    files: tuple[tuple[File, Stored], ...]
    made: int
    reused: int

    def beside(self) -> dict[str, tuple[File, ...]]:
        """Give the files that a page offers, by the address of the page they stand beside."""
        grouped: dict[str, tuple[File, ...]] = {}
        for file, _ in self.files:
            if file.format.label:
                page = "".join(file.path.rpartition("/")[:2])
                grouped[page] = (*grouped.get(page, ()), file)
        return grouped


def make_files(
    plan: Plan,
    library: Library,
    answers: Mapping[str, Answers],
    store: Store,
    cache: Cache,
    workers: Workers,
    done: Callable[[], None],
) -> tuple[Files, list[Problem]]:
    """Make every file that is not in the store, and keep the sound ones there.

    ``done`` is called once for each handout.
    """
    keyed: list[tuple[Job[object], str, Task | None]] = []
    for of_record in (*plan.handouts, *plan.beside):
        known = _key(of_record, library, answers[of_record.language], cache)
        keyed.append((of_record, *known))
    for feed in plan.feeds:
        # An index page's file is made of the whole bank.
        task = _task(feed, answers[feed.language])
        keyed.append((feed, fingerprint(task), task))
    stored: dict[str, Stored] = {}
    missing: dict[str, tuple[Job[object], Task]] = {}
    for job, key, made_task in keyed:
        if key in missing:
            continue
        if key not in stored and (found := store.get(key)):
            stored[key] = found
        if key not in stored:
            missing[key] = job, made_task or _task(job, answers[job.language])
        elif job.format.paper:
            done()
    made = sum(1 for job, _ in missing.values() if job.format.paper)
    if missing:
        problems = _make(missing, store, stored, workers, done)
        store.save()
        if problems:
            return Files((), 0, 0), sorted(problems)
    files = tuple((_file(job, stored[key]), stored[key]) for job, key, _ in keyed)
    handouts = sum(1 for job, *_ in keyed if job.format.paper)
    return Files(files, made, handouts - made), []


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

    printed = job.of if isinstance(job, PreviewJob) else job
    claims = printed.claims if isinstance(printed, HandoutJob) else ""
    own = ("file", job.path, claims, maker.tool(), library.fingerprint(job.subject))
    key = cache.traced(own, answers, lookup, worked_out)
    return key, made[0] if made else None


def _make(
    missing: Mapping[str, tuple[Job[object], Task]],
    store: Store,
    stored: dict[str, Stored],
    workers: Workers,
    done: Callable[[], None],
) -> list[Problem]:
    slow = [(key, job, task) for key, (job, task) in missing.items() if _in_worker(job)]
    printed = [each for each in slow if not isinstance(each[2], PreviewTask)]
    problems: list[Problem] = []

    def keep(key: str, job: Job[object], made: Made) -> None:
        if made.faults:
            problems.extend(
                Problem(Position(job.place), fault.code, job.path, fault.values)
                for fault in made.faults
            )
        else:
            stored[key] = store.keep(key, made.data, made.pages)

    def at_work(waiting: Sequence[tuple[str, Job[object], Task]]) -> None:
        for index, made in workers.each(make, [task for *_, task in waiting]):
            key, job, _ = waiting[index]
            keep(key, job, made)
            if job.format.paper:
                done()

    for key, (job, task) in missing.items():
        if not _in_worker(job):
            keep(key, job, task.make())
    at_work(printed)
    # A picture of a handout is made of its PDF, which is in the store by now or is at fault.
    at_work(
        [
            (key, job, task.given(pdf.path.read_bytes()))
            for key, job, task in slow
            if isinstance(task, PreviewTask) and (pdf := stored.get(fingerprint(task.of)))
        ]
    )
    return problems


def _in_worker(job: Job[object]) -> bool:
    return MAKERS[job.format.maker].in_worker


def _file(job: Job[object], stored: Stored) -> File:
    return File(job.format, job.path, stored.size, stored.pages, stored.sha256)
