"""Source folder -> a change, as soon as the system tells of it."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from generator.fresh import SOURCE_FILES, SOURCE_FOLDERS, is_temporary

if TYPE_CHECKING:
    from types import TracebackType

    from watchdog.events import FileSystemEvent

QUIET = 0.02  # seconds: an editor that saves does several things at once
UNTOUCHED = {"opened", "closed_no_write"}


class Watching:
    """Hears of every change of a source, from ``with`` to its end.

    Where the system can watch no more folders, they are looked at again and again.
    """

    def __init__(self, source: Path) -> None:
        """Watch nothing yet."""
        self._source = source.resolve()
        self._changed = threading.Event()
        self._observer: Any = None

    def __enter__(self) -> Self:
        """Begin."""
        self._observer = self._started(Observer())
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Hear no more."""
        self._observer.stop()

    def changed(self) -> bool:
        """Tell whether a source has changed since the last ``wait``."""
        return self._changed.is_set()

    def wait(self) -> None:
        """Wait until a source has changed, and whoever changes it is done."""
        while not self._changed.wait(0.25):
            pass  # with pauses, in which Ctrl+C is heard
        self._changed.clear()
        while self._changed.wait(QUIET):
            self._changed.clear()

    def hear(self, event: FileSystemEvent) -> None:
        """Note an event, if it is of a source."""
        paths = (Path(str(path)) for path in (event.src_path, event.dest_path) if path)
        if event.event_type not in UNTOUCHED and any(map(self._is_source, paths)):
            self._changed.set()

    def _started(self, observer: Any) -> Any:  # noqa: ANN401 - watchdog's kinds have no common type
        handler = FileSystemEventHandler()
        handler.on_any_event = self.hear  # type: ignore[method-assign]
        observer.schedule(handler, str(self._source), recursive=False)
        for name in SOURCE_FOLDERS:
            if (self._source / name).is_dir():
                observer.schedule(handler, str(self._source / name), recursive=True)
        try:
            observer.start()
        except OSError:
            return self._started(PollingObserver(timeout=0.5))
        return observer

    def _is_source(self, path: Path) -> bool:
        try:
            first, *below = path.relative_to(self._source).parts
        except ValueError:  # the folder itself, or what it was moved to
            return False
        if not below:
            return first in SOURCE_FILES or (first in SOURCE_FOLDERS and not path.is_dir())
        return first in SOURCE_FOLDERS and not any(map(is_temporary, below))
