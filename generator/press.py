"""Handout jobs -> PDFs: rendered in the workers, behind a shelf of what was rendered before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.formats import File
from generator.outputs.handout import Rendered, Task, handout_task, renderer
from generator.plan import source_of
from generator.problem import Position, Problem
from generator.validate import Edition

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.library import Library
    from generator.memo import Memo
    from generator.plan import Job, Plan
    from generator.workers import Workers

KEPT_AT_LEAST = 200


@dataclass(frozen=True, slots=True)
class Pressed:
    """The handouts of a build: each file, and where its bytes lie; how many were new."""

    files: tuple[tuple[File, Path], ...]
    made: int
    reused: int


def press(
    plan: Plan,
    library: Library,
    source: Path,
    shelf_folder: Path,
    memo: Memo,
    workers: Workers,
    done: Callable[[], None],
) -> tuple[Pressed, list[Problem]]:
    """Render every handout of the plan that is not on the shelf, and keep the sound ones there.

    ``done`` is called once for each handout.
    """
    shelf = Shelf(shelf_folder)
    jobs = list(plan.handouts())
    keys = [_key(job, library, source, memo) for job in jobs]
    missing: dict[str, tuple[Job, Task]] = {}
    for job, key in zip(jobs, keys, strict=True):
        if shelf.has(key):
            done()
        else:
            missing.setdefault(key, (job, handout_task(job, library, source)))
    problems: list[Problem] = []
    if missing:
        problems = _render(missing, shelf, workers, done)
    if problems:
        return Pressed((), 0, 0), problems
    shelf.forget_all_but(set(keys))
    files = tuple(
        (shelf.file(job, key), shelf.path(key)) for job, key in zip(jobs, keys, strict=True)
    )
    return Pressed(files, len(missing), len(jobs) - len(missing)), []


def render(task: Task) -> Rendered:
    """Render a handout, in a worker: only there is the renderer loaded."""
    from generator.outputs import pdf  # noqa: PLC0415 - as said

    return pdf.render(task)


def _key(job: Job, library: Library, source: Path, memo: Memo) -> str:
    """Give the key of a handout, without making its HTML if nothing that shows on it changed."""

    def worked_out() -> str:
        return handout_task(job, library, source).key()

    edition = job.subject
    if not isinstance(edition, Edition) or getattr(edition.record, "image", None):
        return worked_out()  # a picture's bytes are in no record
    ingredients = ("handout", job.path, renderer(), *library.depends_on(edition))
    return memo.of(ingredients, worked_out)


def _render(
    missing: dict[str, tuple[Job, Task]], shelf: Shelf, workers: Workers, done: Callable[[], None]
) -> list[Problem]:
    problems: list[Problem] = []
    wanted = list(missing.items())
    for index, rendered in workers.each(render, [task for _, (_, task) in wanted]):
        key, (job, _) = wanted[index]
        if rendered.faults:
            problems += [
                Problem(Position(source_of(job)), fault.code, job.path, fault.values)
                for fault in rendered.faults
            ]
        else:
            shelf.keep(key, rendered)
        done()
    shelf.save()
    return sorted(problems)


class Shelf:
    """A folder of PDFs by the hash of all that makes them, with an index of their sizes."""

    def __init__(self, folder: Path) -> None:
        """Open the shelf, or begin one."""
        self._folder = folder
        self._index_file = folder / "index.json"
        self._index: dict[str, tuple[int, int, str]] = {}
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._index = dict(json.loads(self._index_file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            self._index = {}

    def has(self, key: str) -> bool:
        """Tell whether a PDF is there, whole."""
        kept = self._index.get(key)
        path = self.path(key)
        if kept is None or not path.is_file() or path.stat().st_size != kept[0]:
            return False
        return hashlib.sha256(path.read_bytes()).hexdigest() == kept[2]

    def keep(self, key: str, rendered: Rendered) -> None:
        """Put a PDF on the shelf."""
        new = self._folder / f"{key}.new"
        new.write_bytes(rendered.pdf)
        new.replace(self.path(key))
        digest = hashlib.sha256(rendered.pdf).hexdigest()
        self._index[key] = (len(rendered.pdf), rendered.pages, digest)

    def file(self, job: Job, key: str) -> File:
        """Tell the facts of a PDF as the file of a job."""
        size, pages, digest = self._index[key]
        return File(job.format, job.path, size, pages, digest)

    def path(self, key: str) -> Path:
        """Tell where a PDF lies."""
        return self._folder / f"{key}.pdf"

    def forget_all_but(self, keys: set[str]) -> None:
        """Throw away what this build did not use, once that is most of the shelf."""
        unused = self._index.keys() - keys
        if len(unused) > max(KEPT_AT_LEAST, 2 * len(keys)):
            for key in unused:
                self.path(key).unlink(missing_ok=True)
                del self._index[key]
            self.save()

    def save(self) -> None:
        """Write the index."""
        new = self._index_file.with_suffix(".new")
        new.write_text(json.dumps(self._index), encoding="utf-8")
        new.replace(self._index_file)
