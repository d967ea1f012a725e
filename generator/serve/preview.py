"""What of a site under work is newer than its files, and what whoever has it open is told."""

from __future__ import annotations

import hashlib
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.cache import Cache
from generator.make.pages import writers
from generator.problem import Severity
from generator.site.instant import Instant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.bank.library import Library
    from generator.bank.lookup import Answers
    from generator.bank.plan import Plan
    from generator.formats import File
    from generator.problem import Problem

HEAD_START = 0.3
"""Seconds for which a build waits at most until the open page has been loaded anew."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: what writes pages anew, by path; whether a build is under way; what is wrong.

    ``unreleased`` tells what stands for the version of a page's words that were never released so.
    ``failure`` is what a person is told of a fault that is none of the sources'.
    """

    newer: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    busy: bool = False
    problems: tuple[Problem, ...] = ()
    failure: str = ""
    unreleased: Mapping[str, str] = field(default_factory=dict)


class Preview:
    """Hears of a build as it goes on, and shows each page as soon as its words are known.

    ``site`` is the folder that is served, ``stage`` where MkDocs builds it, in these languages.
    """

    def __init__(self, site: Path, stage: Path, languages: Iterable[str]) -> None:
        """Show the site as it stands."""
        self.site = site
        self.instant = Instant(stage, languages)
        self._shown = Shown()
        self._version = 0
        self._turned = threading.Condition()
        self._open = True
        self._listeners = 0
        self._given: object = None
        self._writing = threading.Lock()
        self._pages: tuple[object, dict[str, bytes | None]] = (None, {})
        self._written: Mapping[str, str] = {}
        self._beside: Mapping[str, tuple[File, ...]] = {}
        self._unreleased: Mapping[str, str] = {}
        self._staged: tuple[Mapping[str, str], Mapping[str, tuple[File, ...]]] = {}, {}

    # --- what a build tells -------------------------------------------------------------------

    def begin(self) -> None:
        """Hear that a build begins."""
        self._show(busy=True)

    def prepared(self, plan: Plan, library: Library, answers: Mapping[str, Answers]) -> None:
        """Hear what is to be made, while nothing of it is: a page is written when it is asked for.

        Beside it stand the files of before.
        """
        self._unreleased = {
            job.path: job.subject.unreleased for job in plan.records if job.subject.unreleased
        }
        if self._written:
            newer = writers(plan, library, answers, self._beside, Cache())
            self._show(newer=newer, problems=(), failure="", unreleased=self._unreleased)
            with self._turned:  # what is open comes before what the build goes on with
                if self._listeners:
                    self._turned.wait_for(lambda: self._given is newer, HEAD_START)

    def written(self, pages: Mapping[str, str], beside: Mapping[str, tuple[File, ...]]) -> None:
        """Hear the Markdown of every page, and which files stand beside it."""
        self._staged = dict(pages), beside

    def published(self) -> None:
        """Hear that the site is as the sources are."""
        if not self._written:  # the first edit need not wait for the theme
            self.instant.warm()
        self._written, self._beside = self._staged
        self._show(newer={}, problems=(), failure="", unreleased=self._unreleased)

    def refused(self, problems: Iterable[Problem]) -> None:
        """Hear why the site stays as it was."""
        errors = tuple(each for each in problems if each.severity is Severity.ERROR)
        self._show(problems=errors, failure="")

    def failed(self, failure: str) -> None:
        """Hear that a build has failed, and not for its sources."""
        self._show(failure=failure, problems=())

    def end(self) -> None:
        """Hear that no build is under way."""
        self._show(busy=False)

    # --- what a server asks -------------------------------------------------------------------

    def page(self, path: str) -> bytes | None:
        """Give a page by its path below the site, as new as it can be; None where there is none.

        Raises OSError when it cannot be read.
        """
        with self._writing:
            newer = self._shown.newer
            if self._pages[0] is not newer:
                self._pages = newer, {}
            pages = self._pages[1]
            if path in newer and path not in pages:
                text = newer[path]()
                is_new = text != self._written.get(path)
                pages[path] = self.instant.page(path, text) if is_new else None
            if pages.get(path):
                return pages[path]
        try:
            return (self.site / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Know of an open page, for as long as it listens."""
        with self._turned:
            self._listeners += 1
        try:
            yield
        finally:
            with self._turned:
                self._listeners -= 1

    def given(self) -> None:
        """Hear that an open page has been loaded anew."""
        with self._turned:
            self._given = self._shown.newer
            self._turned.notify_all()

    def mark(self, path: str) -> str:
        """Tell what a page and the files beside it are now: other words, other files, another."""
        page = self.page(path)
        if page is None:
            return ""
        hasher = hashlib.sha256(page)
        for file in sorted((self.site / path).parent.glob("*.*")):
            with suppress(FileNotFoundError):  # the site may be swapped at this moment
                seen = file.stat()
                hasher.update(f"{file.name} {seen.st_size} {seen.st_mtime_ns}".encode())
        return hasher.hexdigest()[:16]

    def shown(self) -> tuple[int, Shown]:
        """Give what is shown, and the number of times that it has changed."""
        with self._turned:
            return self._version, self._shown

    def wait(self, seen: int, seconds: float) -> bool:
        """Wait for something other than at a number, for so long; tell whether it is still open."""
        with self._turned:
            self._turned.wait_for(lambda: self._version != seen or not self._open, seconds)
            return self._open

    def close(self) -> None:
        """Let nobody wait any more."""
        with self._turned:
            self._open = False
            self._turned.notify_all()

    def _show(self, **changes: object) -> None:
        with self._turned:
            self._shown = replace(self._shown, **changes)  # type: ignore[arg-type]
            self._version += 1
            self._turned.notify_all()
