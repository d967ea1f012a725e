"""A page's Markdown -> its HTML, by MkDocs and the theme, in this process.

A few pages need not wait until MkDocs has started and has read every other: what it would write
of a page is written of its text alone, with the settings that its last build left in the stage.
The bytes are the same (``tests/test_serving.py``).
"""

from __future__ import annotations

import logging
import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from generator.bank.library import language_root

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SETTINGS = "mkdocs.yml"


class Instant:
    """The theme of each language, loaded once and kept while its settings stay as they are.

    ``stage`` is the folder in which MkDocs has built every language's site before.
    """

    def __init__(self, stage: Path, languages: Iterable[str]) -> None:
        """Load nothing yet."""
        self._stage, self._languages = stage, tuple(languages)
        self._themes: dict[Path, tuple[bytes, _Theme]] = {}
        self._alone = threading.Lock()  # MkDocs marks which page it is at
        self._heard = _Heard()

    def page(self, path: str, text: str) -> bytes:
        """Give the HTML of a page of the site by its path, of its Markdown."""
        return self.of(*source_of(path, self._languages), text)

    def of(self, language: str, source: str, text: str) -> bytes:
        """Give the HTML of a page by its language and the path of its Markdown there."""
        with self._alone, self._heard:
            return self._theme(language).page(source, text)

    def warned(self) -> list[str]:
        """Tell of what MkDocs has warned since this was last asked."""
        told, self._heard.told = self._heard.told, []
        return told

    def warm(self, *languages: str) -> None:
        """Load the themes that are there, in a thread, before the first page is asked for."""

        def load() -> None:
            for language in languages or self._languages:
                if settings_of(self._stage, language).is_file():
                    with self._alone, suppress(Exception):  # whoever asks for a page hears it
                        self._theme(language)

        threading.Thread(target=load, daemon=True).start()

    def _theme(self, language: str) -> _Theme:
        settings = settings_of(self._stage, language)
        told = settings.read_bytes()
        if self._themes.get(settings, (b"",))[0] != told:
            self._themes[settings] = told, _Theme(settings)
        return self._themes[settings][1]


def settings_of(folder: Path, language: str) -> Path:
    """Tell where MkDocs' configuration for a language lies in the folder of all."""
    return folder / language / SETTINGS


def source_of(path: str, languages: Iterable[str]) -> tuple[str, str]:
    """Tell of a page, by the path of its HTML, its language and the path of its Markdown there."""
    language = _language_of(path, languages)
    below = path.removeprefix(language_root(language))
    return language, below.removesuffix("index.html") + "index.md"


def _language_of(path: str, languages: Iterable[str]) -> str:
    for language in languages:
        root = language_root(language)
        if root and path.startswith(root):
            return language
    return next(iter(languages))


class _Heard(logging.Handler):
    """Hears what MkDocs warns of, while it is let in."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def __enter__(self) -> None:
        logging.getLogger("mkdocs").addHandler(self)

    def __exit__(self, *_: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())


class _Theme:
    def __init__(self, settings: Path) -> None:
        os.environ |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
        # Slow, and not needed by who changes nothing.
        from mkdocs.config import load_config  # noqa: PLC0415
        from mkdocs.structure.files import get_files, set_exclusions  # noqa: PLC0415
        from mkdocs.structure.nav import get_navigation  # noqa: PLC0415

        logging.getLogger("mkdocs").propagate = False  # nobody else is told
        self._config: Any = load_config(str(settings))
        self._env: Any = self._config.theme.get_env()
        self._files: Any = get_files(self._config)
        self._files.add_files_from_theme(self._env, self._config)
        set_exclusions(self._files, self._config)
        self._nav: Any = get_navigation(self._files, self._config)

    def page(self, source: str, text: str) -> bytes:
        from mkdocs.commands.build import get_context  # noqa: PLC0415 - as above
        from mkdocs.structure.files import File  # noqa: PLC0415 - as above
        from mkdocs.structure.pages import Page  # noqa: PLC0415 - as above

        file = self._files.get_file_from_path(source)
        if file is None:
            file = File.generated(self._config, source, content=text)
        file.content_string = text
        page = file.page or Page(None, file, self._config)
        page.read_source(self._config)
        page.render(self._config, self._files)
        page.active = True
        try:
            pages = self._files.documentation_pages()
            context = get_context(self._nav, pages, self._config, page)
            template = self._env.get_template(page.meta.get("template", "main.html"))
            written: str = template.render(context)
        finally:
            page.active = False
        return written.encode("utf-8", "xmlcharrefreplace")
