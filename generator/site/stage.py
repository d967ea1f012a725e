"""Pages -> a site a language: one private docs tree each, MkDocs over it, in parallel.

MkDocs empties its folder and writes in place, so none of these folders is ever linked to the
published site. What changed is found by bytes, and only that is written: an unchanged file
keeps its time, by which ``mkdocs build --dirty`` knows what to leave alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from generator.bank.library import language_root
from generator.outputs.chrome import chrome
from generator.outputs.styles import TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.bank.plan import Menus

PROJECT = Path(__file__).parent.parent.parent
BASE = PROJECT / "mkdocs.yml"
OVERRIDES = PROJECT / "overrides"
DIRTY_NOTE = "A 'dirty' build"
# The theme's own scripts stay out; the compressed site map carries the time of its making.
LEFT_OUT = ("assets/javascripts/", "assets/images/", "sitemap.xml.gz")


class EngineError(Exception):
    """MkDocs did not build a site; the text is what it said."""


@dataclass(frozen=True, slots=True)
class Site:
    """A language's site: where MkDocs builds it, and from what."""

    language: str
    folder: Path

    @property
    def docs(self) -> Path:
        """The Markdown that MkDocs reads."""
        return self.folder / "docs"

    @property
    def built(self) -> Path:
        """The HTML that MkDocs writes."""
        return self.folder / "site"

    @property
    def configuration(self) -> Path:
        """MkDocs' configuration."""
        return self.folder / "mkdocs.yml"

    @property
    def finished(self) -> Path:
        """What the last finished build was made with; absent while one is under way."""
        return self.folder / "finished"


def stage(
    folder: Path,
    pages: Mapping[str, str],
    menus: Mapping[str, Menus],
    base_url: str,
    *,
    at_once: int,
) -> dict[str, Path]:
    """Build every language's site and give each file of the whole by its path.

    ``pages`` are Markdown texts by the path of their HTML below the site. Raises EngineError
    when MkDocs fails or warns.
    """
    sites = {language: Site(language, folder / language) for language in menus}
    waiting = []
    for language, site in sites.items():
        root = language_root(language)
        own = {
            path.removeprefix(root).removesuffix("index.html") + "index.md": text
            for path, text in pages.items()
            if _language_of(path, menus) == language
        }
        own_tokens = {"assets/tokens.css": TOKENS.read_text(encoding="utf-8")}
        text = _configuration(site, menus[language], f"{base_url}/{root}")
        made_with = _made_with(text, own)
        clean = not site.finished.exists() or site.finished.read_text() != made_with
        changed = _write(site.docs, own | own_tokens)
        if changed or clean:
            waiting.append((site, text, made_with, clean))
    for start in range(0, len(waiting), at_once):
        _run_all(waiting[start : start + at_once])
    return {
        language_root(language) + path: site.built / path
        for language, site in sites.items()
        for path in _files(site.built)
        if not path.startswith(LEFT_OUT)
    }


def _language_of(path: str, languages: Iterable[str]) -> str:
    for language in languages:
        root = language_root(language)
        if root and path.startswith(root):
            return language
    return next(iter(languages))


def _made_with(configuration: str, pages: Iterable[str]) -> str:
    """Hash what makes every page anew when it changes: configuration, theme, set of pages."""
    from importlib.metadata import version  # noqa: PLC0415 - used here only

    hasher = hashlib.sha256(configuration.encode())
    hasher.update(BASE.read_bytes())
    for path in sorted(OVERRIDES.rglob("*")):
        if path.is_file():
            hasher.update(path.as_posix().encode() + path.read_bytes())
    for package in ("mkdocs", "mkdocs-material", "markdown"):
        hasher.update(version(package).encode())
    hasher.update("\n".join(sorted(pages)).encode())
    return hasher.hexdigest()


def _configuration(site: Site, menus: Menus, url: str) -> str:
    root = language_root(site.language)
    words = chrome(site.language)

    def page(address: str) -> str:
        return address.removeprefix(root) + "index.md"

    # JSON is YAML; the file is private to this machine, so it may name its folders.
    return json.dumps(
        {
            "INHERIT": str(BASE),
            "site_name": words["site_name"],
            "docs_dir": str(site.docs),
            "site_dir": str(site.built),
            "site_url": url,
            "theme": {"language": site.language, "custom_dir": str(OVERRIDES)},
            "nav": [{entry.title or words["home"]: page(entry.address)} for entry in menus.main],
            "extra": {
                "words": words,
                "theme_stylesheet": _theme_stylesheet(),
                "footer": [
                    {"title": entry.title, "url": entry.address.removeprefix(root)}
                    for entry in menus.footer
                ],
            },
        },
        ensure_ascii=False,
        indent=1,
    )


def _theme_stylesheet() -> str:
    """Give the path of Material's stylesheet, whose name bears a hash of its content."""
    theme = Path(str(files("material"))) / "templates"
    return next(theme.glob("assets/stylesheets/main.*.min.css")).relative_to(theme).as_posix()


def _write(folder: Path, texts: Mapping[str, str]) -> bool:
    """Make a folder hold just these texts; write only those that differ; tell if any did."""
    changed = False
    there = set(_files(folder))
    for path in there - texts.keys():
        (folder / path).unlink()
        changed = True
    for path, text in texts.items():
        file, data = folder / path, text.encode()
        if path in there and file.read_bytes() == data:
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        changed = True
    return changed


def _files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def _run_all(waiting: list[tuple[Site, str, str, bool]]) -> None:
    running = []
    for site, text, made_with, clean in waiting:
        site.finished.unlink(missing_ok=True)
        site.configuration.write_text(text, encoding="utf-8")
        if clean:
            shutil.rmtree(site.built, ignore_errors=True)
        mode = "--strict" if clean else "--dirty"
        command = [sys.executable, "-m", "mkdocs", "build", mode, "-f", str(site.configuration)]
        process = subprocess.Popen(  # noqa: S603 - our own command, no shell
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
        )
        running.append((process, site, made_with))
    wrong: list[str] = []
    for process, site, made_with in running:
        _, said = process.communicate()
        warnings = [
            line for line in said.splitlines() if "WARNING" in line and DIRTY_NOTE not in line
        ]
        if process.returncode or warnings:
            wrong += warnings or said.strip().splitlines()[-1:]
        else:
            site.finished.write_text(made_with)
    if wrong:
        raise EngineError("; ".join(wrong))
