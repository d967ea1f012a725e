"""The pipeline, from sources to site, to be read from top to bottom."""

from __future__ import annotations

import errno
import fcntl
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from generator.bank.library import ORIGINAL
from generator.bank.lookup import Answers
from generator.cache import Cache
from generator.make.elsewhere import Elsewhere
from generator.make.faces import make_faces
from generator.make.files import make_files
from generator.make.pages import make_pages
from generator.make.store import Store
from generator.outputs.catalogue import catalogue, catalogue_schema
from generator.outputs.feed import feeds
from generator.outputs.finder import finder_data
from generator.outputs.headers import header_files
from generator.outputs.page import load_templates
from generator.outputs.sitemap import sitemaps
from generator.piece import Piece, piece
from generator.prepare import prepare
from generator.problem import Position, Problem, has_errors
from generator.site.checks import check_site
from generator.site.ground import OutputError, ground, standing
from generator.site.instant import Instant
from generator.site.publish import publish, workshop_of
from generator.site.search import search, search_tasks
from generator.site.stage import EngineError, stage
from generator.whole import unfinished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.bank.library import Library
    from generator.bank.plan import Plan
    from generator.formats import File
    from generator.make.workers import Workers
    from generator.prepare import Options

T = TypeVar("T")
FINE, BAD_SOURCES, BAD_FILES = 0, 1, 4
HERE_ALONE = Elsewhere()
CACHED = {"lock", "manifest.json", "manifest", "results", "files", "stage", "search"}
CACHED |= {"spare", "trace.txt"}  # of a fault, while serving
CACHED |= {"facts", "facts.json", "handouts", "memo"}  # from builds before 2026-11-28
CACHED |= {unfinished(Path(name)).name for name in CACHED}
CACHED |= {"manifest.new", "results.new", "facts.new", "memo.new"}  # unfinished before 2026-11-28
"""What stands in a cache of ours."""
FILES = {"results", unfinished(Path("results")).name}
FOLDERS = {"files", "stage", "search"}
"""What of it is written as a file or as a folder; without the rest a site is made as well."""


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


class Onlooker(Protocol):
    """Whoever looks on as a build goes on."""

    def prepared(self, plan: Plan, library: Library, answers: Mapping[str, Answers]) -> None:
        """Hear what is to be made, before any of it is."""

    def written(self, pages: Mapping[str, str], beside: Mapping[str, tuple[File, ...]]) -> None:
        """Hear the Markdown of every page, and the files beside each."""


class BusyError(Exception):
    """Another build of the same site is under way."""


def build(  # noqa: PLR0913, PLR0917 - what serving and other machines bring is told apart
    options: Options,
    workers: Workers,
    progress: Progress,
    keep: Callable[[Outcome], None] = lambda _: None,
    onlooker: Onlooker | None = None,
    cache: Cache | None = None,
    instant: Instant | None = None,
    elsewhere: Elsewhere = HERE_ALONE,
) -> Outcome:
    """Build the site. Unless the outcome's code is 0, the published site is left as it was.

    ``keep`` is told of a site that was published, before any other build may begin. A ``cache``
    that was opened before is used again, and so are the themes that are loaded in ``instant``.
    What other machines do is told by ``elsewhere``.
    Raises OutputError, before anything is written, when the site may not stand where it is
    wanted, BusyError when another build of it is under way, ElsewhereError
    when another machine fails, and OSError when the disk does.
    """
    site, manifest = ground(options.output, options.source), options.cache / "manifest.json"
    workshop_of(site)
    if not options.cache.exists():
        standing(site, manifest)
    with _alone(options.cache):
        workers.start()  # the renderer loads while the sources are read
        progress.step("read")
        cache = cache or Cache(options.cache / "results", saves=True)
        cache.begin()
        looked_at = _aside(partial(standing, site, manifest))
        library, plan, problems = prepare(options, cache)
        if has_errors(problems):
            return Outcome(BAD_SOURCES, tuple(problems))
        before = looked_at()
        answers = {
            language: Answers(library, language, options.source) for language in library.languages
        }

        instant = instant or Instant(options.cache / "stage", library.languages)
        if onlooker:
            onlooker.prepared(plan, library, answers)

        progress.step("handouts", len(plan.handouts))
        store = Store(options.cache / "files", elsewhere.shared)
        files, found = make_files(
            plan,
            library,
            answers,
            store,
            cache,
            elsewhere.makers or workers,
            progress.advance,
            partial(_load_ahead, instant),
        )
        if found:
            return Outcome(BAD_FILES, (*problems, *found))
        problems += files.notices

        progress.step("pages")
        beside = files.beside()
        pages = make_pages(plan, library, answers, beside, cache)
        if onlooker:
            onlooker.written(pages, beside)
        faces = make_faces(store, library.languages, elsewhere.makers or workers, pages.values())
        store.forget_unused()

        progress.step("site")
        found_by = workers.begin(
            search, search_tasks(plan, library, answers, beside, pages, options.cache / "search")
        )
        try:
            contents = stage(
                options.cache / "stage",
                pages,
                plan.menus,
                library.base_url,
                instant,
                at_once=workers.count,
            )
            contents |= faces
            contents |= {file.path: Piece(kept.sha256, kept.path) for file, kept in files.files}
            contents |= _of_the_whole(plan, library, answers, beside)

            progress.step("check")
            found = check_site(contents, cache, library.base_url, workers)
            cache.save()
            if found:
                return Outcome(BAD_FILES, (*problems, *found))

            progress.step("search")
            for files_of in found_by():
                contents |= {path: piece(data) for path, data in files_of.items()}
        except EngineError as error:
            said = Problem(Position("mkdocs.yml"), "engine", values={"line": str(error)})
            return Outcome(BAD_FILES, (*problems, said))

        progress.step("publish")
        publish(contents, before, options.cache / "spare")
        records = sum(1 for language in library.languages for _ in library.records(language))
        outcome = Outcome(FINE, tuple(problems), records, len(pages), files.made, files.reused)
        keep(outcome)
    return outcome


def _load_ahead(instant: Instant) -> None:
    """Load aside what pages need; whoever writes one hears of a fault."""
    _aside(partial(load_templates, ORIGINAL))
    instant.warm(ORIGINAL)


def _aside(work: Callable[[], T]) -> Callable[[], T]:
    """Do some work in a thread; what is given back waits for its result."""
    pool = ThreadPoolExecutor(1)
    done = pool.submit(work)
    pool.shutdown(wait=False)
    return done.result


def _of_the_whole(
    plan: Plan,
    library: Library,
    answers: Mapping[str, Answers],
    beside: Mapping[str, tuple[File, ...]],
) -> dict[str, Piece]:
    """Give the files that tell of the whole bank to programs, by path."""
    files = {
        **finder_data(plan, library, answers, beside),
        **sitemaps(library, plan),
        **feeds(library),
        **header_files(),
        "catalogue.json": catalogue(library, beside).encode(),
        "catalogue.schema.json": catalogue_schema().encode(),
    }
    return {path: piece(data) for path, data in files.items()}


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Hold the cache for this build alone; the lock goes with the process, however it ends."""
    for holder in reversed((cache, *cache.parents)):
        if os.path.lexists(holder) and not holder.is_dir():
            if holder in {cache, cache.parent}:
                raise OutputError(code="output-workshop", path=holder)
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(holder))
    cache.mkdir(parents=True, exist_ok=True)
    there = {path.name for path in cache.iterdir()}
    lock = cache / "lock"
    ours = lock.is_file() and not lock.is_symlink() and lock.stat().st_size == 0
    if there and not (ours and there <= CACHED):
        raise OutputError(code="output-cache", path=cache)
    for name in sorted(there & (FILES | FOLDERS)):
        path = cache / name
        if not (path.is_dir() if name in FOLDERS else path.is_file()):
            raise OutputError(code="output-workshop", path=path)
    with lock.open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError from None
        yield
