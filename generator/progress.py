"""How far a build is: as lines, or on a terminal as a bar."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.console import say, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.build import Progress


class _Lines:
    """Progress as plain lines, for CI and files."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def step(self, name: str, total: int = 0) -> None:
        tell(say(name, self._lang) + (f" ({total})" if total else ""))

    def advance(self) -> None:
        """Say nothing: a line a handout would drown the rest."""


class UntilPublished:
    """Progress, until the site is swapped in: from then on the build is not to be interrupted."""

    def __init__(self, progress: Progress) -> None:
        """Take what shows it."""
        self._progress = progress
        self.advance = progress.advance

    def step(self, name: str, total: int = 0) -> None:
        """Hear that a stage begins."""
        self._progress.step(name, total)
        if name == "publish":
            for asked in (signal.SIGINT, signal.SIGTERM):
                signal.signal(asked, signal.SIG_IGN)


class WhileWanted:
    """Progress, for as long as what is made is wanted; what is asked for that raises if not."""

    def __init__(self, progress: Progress, still_wanted: Callable[[], None]) -> None:
        """Take what shows it, and what is asked each time."""
        self._progress = progress
        self._still_wanted = still_wanted

    def step(self, name: str, total: int = 0) -> None:
        """Hear that a stage begins."""
        self._still_wanted()
        self._progress.step(name, total)

    def advance(self) -> None:
        """Hear that a part is done."""
        self._still_wanted()
        self._progress.advance()


class _Bar:
    """Progress as a bar, for people."""

    def __init__(self, lang: str) -> None:
        from rich.console import Console  # noqa: PLC0415 - slow
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

        self._lang = lang
        self.bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self.bar.add_task("", total=None)

    def step(self, name: str, total: int = 0) -> None:
        self.bar.reset(self._task, description=say(name, self._lang), total=total or None)

    def advance(self) -> None:
        self.bar.advance(self._task)


@contextmanager
def shown_progress(lang: str) -> Iterator[Progress]:
    """Give what shows how far a build is, in the language of messages."""
    if sys.stderr.isatty():
        shown = _Bar(lang)
        with shown.bar:
            yield shown
    else:
        yield _Lines(lang)
