"""The pipeline, from sources to site, to be read from top to bottom."""

from __future__ import annotations

import fcntl
import hashlib
import posixpath
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from generator.checks import check_site
from generator.formats import IMAGE, QR, File
from generator.memo import Memo
from generator.outputs.catalogue import catalogue, catalogue_schema
from generator.outputs.page import page_markdown
from generator.outputs.qr import page_url, qr_code
from generator.outputs.texts import WRITERS
from generator.plan import Listing, picture_of
from generator.prepare import prepare
from generator.press import press
from generator.problem import Position, Problem, has_errors
from generator.publish import publish
from generator.stage import EngineError, stage
from generator.validate import Edition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.formats import Format
    from generator.library import Library
    from generator.plan import Plan
    from generator.prepare import Options
    from generator.workers import Workers

FINE, BAD_SOURCES, BAD_FILES = 0, 1, 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build: its exit code, its problems, and how much was made."""

    code: int
    problems: tuple[Problem, ...]
    records: int = 0
    pages: int = 0
    made: int = 0
    reused: int = 0


class Progress(Protocol):
    """Whoever shows how far the build is."""

    def step(self, name: str, total: int = 0) -> None:
        """Hear that a stage begins, and of how many parts it is, if that is known."""

    def advance(self) -> None:
        """Hear that a part is done."""


class BusyError(Exception):
    """Another build of the same site is under way."""


def build(options: Options, workers: Workers, progress: Progress) -> Outcome:
    """Build the site. Unless the outcome's code is 0, the published site is left as it was.

    Raises BusyError when another build of the site is under way, and OSError when the disk
    fails.
    """
    with _alone(options.cache):
        workers.start()  # the renderer loads while the sources are read
        progress.step("read")
        memo = Memo(options.cache / "memo")
        library, plan, problems = prepare(options, memo)
        if has_errors(problems):
            return Outcome(BAD_SOURCES, tuple(problems))

        progress.step("handouts", sum(1 for _ in plan.handouts()))
        pressed, found = press(
            plan,
            library,
            options.source,
            options.cache / "handouts",
            memo,
            workers,
            progress.advance,
        )
        if found:
            return Outcome(BAD_FILES, (*problems, *found))

        progress.step("pages")
        texts = {
            job.path: (job.format, write(job, library))
            for job in plan.jobs
            if (write := WRITERS.get(job.format))
        }
        written = (_file(path, *text) for path, text in texts.items())
        files = _beside((*(file for file, _ in pressed.files), *written))
        pages = _pages(plan, library, files, memo)

        progress.step("site")
        try:
            sites = stage(
                options.cache / "stage",
                pages,
                plan.menus,
                library.base_url,
                at_once=workers.count,
            )
        except EngineError as error:
            said = Problem(Position("mkdocs.yml"), "engine", values={"line": str(error)})
            return Outcome(BAD_FILES, (*problems, said))

        contents: dict[str, Path | bytes] = dict(sites)
        contents |= {file.path: path for file, path in pressed.files}
        contents |= {path: data for path, (_, data) in texts.items()}
        contents |= {
            job.path: options.source / picture_of(job) for job in plan.jobs if job.format is IMAGE
        }
        contents |= {
            job.path: memo.of(
                (library.base_url, job.path), partial(qr_code, page_url(job, library))
            )
            for job in plan.jobs
            if job.format is QR
        }
        memo.save()
        contents["catalogue.json"] = catalogue(library, files).encode()
        contents["catalogue.schema.json"] = catalogue_schema().encode()

        progress.step("check")
        found = check_site(contents, options.cache / "facts.json", library.base_url, workers)
        if found:
            return Outcome(BAD_FILES, (*problems, *found))

        progress.step("publish")
        publish(contents, options.output, options.cache / "publish")
    records = sum(1 for language in library.languages for _ in library.records(language))
    return Outcome(FINE, tuple(problems), records, len(pages), pressed.made, pressed.reused)


def _file(path: str, made_into: Format, data: bytes) -> File:
    return File(made_into, path, len(data), None, hashlib.sha256(data).hexdigest())


def _beside(files: Iterable[File]) -> dict[str, tuple[File, ...]]:
    """Group files by the address of the page that they stand beside."""
    grouped: dict[str, tuple[File, ...]] = {}
    for file in files:
        page = posixpath.dirname(file.path) + "/"
        grouped[page] = (*grouped.get(page, ()), file)
    return grouped


def _pages(
    plan: Plan, library: Library, files: Mapping[str, tuple[File, ...]], memo: Memo
) -> dict[str, str]:
    counterparts: dict[str, dict[str, str]] = {}
    for job in plan.pages():
        if isinstance(job.subject, Listing):
            by_language = counterparts.setdefault(job.subject.key, {})
            by_language[job.language] = job.subject.address
    pages = {}
    for job in plan.pages():
        write = partial(page_markdown, job, library, files, counterparts)
        edition = job.subject
        if isinstance(edition, Edition) and edition.kind.listed:
            beside = repr(files.get(posixpath.dirname(job.path) + "/"))
            depends = ("page", job.path, beside, *library.depends_on(edition))
            pages[job.path] = memo.of(depends, write)
        else:
            # The home and the index pages tell of the whole bank.
            pages[job.path] = write()
    return pages


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Hold the cache for this build alone; the lock goes with the process, however it ends."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError from None
        yield
