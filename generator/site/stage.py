"""Pages -> a site a language: one private docs tree each, MkDocs over it, in parallel.

MkDocs empties its folder and writes in place, so none of these folders is ever linked to the
published site. What was built, and of what, is known by hashes and never by times: they stand
in ``finished``, which goes before anything else is touched and comes back when MkDocs is done.
A page to be made again is taken away first, so that ``mkdocs build --dirty`` must write it;
what MkDocs has not written is never published.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.bank.library import FINDER_ADDRESS, index_address, language_root
from generator.cache import seal, unseal
from generator.interface import direction
from generator.kept import SCRIPT, script
from generator.outputs.chrome import chrome
from generator.outputs.styles import TOKENS, without_comments
from generator.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.bank.plan import Menus

PROJECT = Path(__file__).parent.parent.parent
BASE = PROJECT / "mkdocs.yml"
OVERRIDES = PROJECT / "overrides"
# It ends with the build, even one that is killed (prctl: PR_SET_PDEATHSIG, SIGKILL), or it
# would go on writing into the stage of the next.
MKDOCS = (
    "import ctypes, runpy; ctypes.CDLL(None).prctl(1, 9);"
    " runpy.run_module('mkdocs', run_name='__main__', alter_sys=True)"
)
SETTINGS = "mkdocs.yml"
DIRTY_NOTE = "A 'dirty' build"
ASSETS = "assets/"
SHEETS = (TOKENS, *(OVERRIDES / ASSETS / f"{name}.css" for name in ("base", "site", "lists")))
# The theme's own scripts, styles and pictures stay out; its site maps, too, bear the build's day.
LEFT_OUT = ("assets/javascripts/", "assets/images/", "assets/stylesheets/")
ALWAYS_WRITTEN = ("404.html",)


class EngineError(Exception):
    """MkDocs did not build a site; the text is what it said."""


@dataclass(frozen=True)
class Site:
    """A language's site: where MkDocs builds it, and from what.

    ``made_with`` is the hash of what makes every page anew when it changes.
    """

    folder: Path
    configuration: str
    made_with: str
    texts: Mapping[str, str]

    @property
    def docs(self) -> Path:
        """The Markdown that MkDocs reads."""
        return _docs(self.folder)

    @property
    def built(self) -> Path:
        """The HTML that MkDocs writes."""
        return _built(self.folder)

    @property
    def settings(self) -> Path:
        """The file of MkDocs' configuration."""
        return self.folder / SETTINGS

    @property
    def finished(self) -> Path:
        """What the last finished build was made of and what it made; absent while one runs."""
        return self.folder / "finished"

    @cached_property
    def hashes(self) -> dict[str, str]:
        """The hash of each text."""
        return {path: _hash(text) for path, text in self.texts.items()}

    @cached_property
    def pages(self) -> frozenset[str]:
        """The path of every page that MkDocs is to write."""
        return frozenset(_target(path) for path in self.texts)

    def publishes(self, path: str) -> bool:
        """Tell whether a file that was built belongs to the site; nothing else is read."""
        if path in self.pages or path in ALWAYS_WRITTEN:
            return True
        return path.startswith(ASSETS) and ".." not in path and not path.startswith(LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished build, made with the same as now: the hashes of what it read and wrote."""

    texts: Mapping[str, str]
    built: Mapping[str, str]


def stage(
    folder: Path,
    pages: Mapping[str, str],
    menus: Mapping[str, Menus],
    base_url: str,
    *,
    at_once: int,
) -> dict[str, bytes]:
    """Build every language's site and give each file of the whole by its path.

    ``pages`` are Markdown texts by the path of their HTML below the site. Raises EngineError
    when MkDocs fails, warns, or leaves a page out.
    """
    contents: dict[str, dict[str, bytes]] = {}
    waiting: list[tuple[str, Site, Finished | None]] = []
    for language in menus:
        _without_links(folder / language)
        root = language_root(language)
        texts = {
            source: text
            for path, text in pages.items()
            for of, source in [source_of(path, menus)]
            if of == language
        }
        own = folder / language
        configuration = _configuration(own, language, menus[language], f"{base_url}/{root}")
        made_with = _made_with(configuration, texts)
        texts[SCRIPT] = script()
        texts |= {f"{ASSETS}{sheet.name}": without_comments(sheet) for sheet in SHEETS}
        site = Site(own, configuration, made_with, texts)
        before = _finished(site)
        whole = before and _read(site, before.built)
        if whole and before and before.texts == site.hashes:
            contents[language] = whole
        else:
            waiting.append((language, site, before if whole else None))
    for start in range(0, len(waiting), at_once):
        contents |= _run_all(waiting[start : start + at_once])
    return {
        language_root(language) + path: data
        for language in menus
        for path, data in contents[language].items()
    }


def settings_of(folder: Path, language: str) -> Path:
    """Tell where MkDocs' configuration for a language lies in the folder of all."""
    return folder / language / SETTINGS


def source_of(path: str, languages: Iterable[str]) -> tuple[str, str]:
    """Tell of a page, by the path of its HTML, its language and the path of its Markdown there."""
    language = _language_of(path, languages)
    below = path.removeprefix(language_root(language))
    return language, below.removesuffix("index.html") + "index.md"


def _without_links(folder: Path) -> None:
    """Begin anew where a link stands: whatever it leads to is not ours to write."""
    if folder.is_symlink():
        folder.unlink()
    elif any(path.is_symlink() for path in folder.rglob("*")):
        shutil.rmtree(folder)


def _docs(folder: Path) -> Path:
    return folder / "docs"


def _built(folder: Path) -> Path:
    return folder / "site"


def _hash(content: str | bytes) -> str:
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def _finished(site: Site) -> Finished | None:
    """Give what the last build was, unless every page must be made anew."""
    try:
        kept = unseal(site.finished.read_bytes())
    except OSError:
        return None
    match kept:
        case [site.made_with, dict() as texts, dict() as built]:
            return Finished(texts, built)
    return None


def _read(site: Site, expected: Mapping[str, str]) -> dict[str, bytes] | None:
    """Read what was built; give nothing when any of it is not what it was."""
    contents = {}
    for path, expected_hash in expected.items():
        if not site.publishes(path):
            return None
        try:
            contents[path] = (site.built / path).read_bytes()
        except OSError:
            return None
        if _hash(contents[path]) != expected_hash:
            return None
    return contents


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


def _configuration(folder: Path, language: str, menus: Menus, url: str) -> str:
    root = language_root(language)
    words = chrome(language)

    def page(address: str) -> str:
        return address.removeprefix(root) + "index.md"

    # JSON is YAML; the file is private to this machine, so it may name its folders.
    return json.dumps(
        {
            "INHERIT": str(BASE),
            "site_name": words["site_name"],
            "docs_dir": str(_docs(folder)),
            "site_dir": str(_built(folder)),
            "site_url": url,
            "theme": {"language": language, "custom_dir": str(OVERRIDES)},
            "nav": [{entry.title or words["home"]: page(entry.address)} for entry in menus.main],
            "extra": {
                "words": words,
                "direction": direction(language),
                "finder": index_address(FINDER_ADDRESS, language).removeprefix(root),
                "footer": [
                    {"title": entry.title, "url": entry.address.removeprefix(root)}
                    for entry in menus.footer
                ],
            },
        },
        ensure_ascii=False,
        indent=1,
    )


def _lay_out(site: Site, before: Finished | None) -> None:
    """Put everything in place for MkDocs to read, and take away what it is to write."""
    site.finished.unlink(missing_ok=True)
    _write(site.docs, site.texts)
    site.settings.write_text(site.configuration, encoding="utf-8")
    if before is None:
        if site.built.exists():
            shutil.rmtree(site.built)
        return
    changed = [path for path, mark in site.hashes.items() if before.texts.get(path) != mark]
    for path in (*map(_target, changed), *ALWAYS_WRITTEN):
        (site.built / path).unlink(missing_ok=True)


def _target(path: str) -> str:
    return path.removesuffix(".md") + ".html" if path.endswith(".md") else path


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    """Make a folder hold just these texts; what has not changed keeps its time."""
    there = set(_files(folder))
    for path in there - texts.keys():
        (folder / path).unlink()
    for path, text in texts.items():
        file, data = folder / path, text.encode()
        if path in there and file.read_bytes() == data:
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        file.write_bytes(data)


def _files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def _run_all(waiting: list[tuple[str, Site, Finished | None]]) -> dict[str, dict[str, bytes]]:
    """Run MkDocs over some sites, all at once; give what each holds then, by language."""
    contents: dict[str, dict[str, bytes]] = {}
    wrong: list[str] = []
    with ExitStack() as ending:
        running = []
        for language, site, before in waiting:
            _lay_out(site, before)
            process = _started(site, dirty=before is not None)
            ending.callback(_ended, process)
            running.append((process, language, site, before))
        for process, language, site, before in running:
            _, said = process.communicate()
            warnings = [
                line for line in said.splitlines() if "WARNING" in line and DIRTY_NOTE not in line
            ]
            if process.returncode or warnings:
                last = said.strip().splitlines()[-1:]
                wrong += warnings or last or [f"exit code {process.returncode}"]
                continue
            known = before.built if before else filter(site.publishes, _files(site.built))
            paths = sorted({*known, *site.pages, *ALWAYS_WRITTEN})
            if lacking := [path for path in paths if not (site.built / path).is_file()]:
                wrong += [f"no {path}" for path in lacking]
            else:
                contents[language] = _collect(site, paths)
    if wrong:
        raise EngineError("; ".join(wrong))
    return contents


def _started(site: Site, *, dirty: bool) -> subprocess.Popen[str]:
    mode = "--dirty" if dirty else "--strict"
    command = [sys.executable, "-c", MKDOCS, "build", mode, "-f", str(site.settings)]
    return subprocess.Popen(  # noqa: S603 - our own command, no shell
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
    )


def _ended(process: subprocess.Popen[str]) -> None:
    """See to it that MkDocs writes no more, whatever ended the build around it."""
    process.kill()
    process.wait()


def _collect(site: Site, paths: Iterable[str]) -> dict[str, bytes]:
    """Read what MkDocs has written, and remember it as finished."""
    contents = {path: (site.built / path).read_bytes() for path in paths}
    built = {path: _hash(data) for path, data in contents.items()}
    write_whole(site.finished, seal([site.made_with, site.hashes, built]))
    return contents
