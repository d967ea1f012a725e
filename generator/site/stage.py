"""Pages -> a site a language: one private docs tree each, MkDocs over it, in parallel.

MkDocs empties its folder and writes in place, so none of these folders is ever linked to the
published site. What was built, and of what, is known by hashes: they stand in ``finished``,
which goes before anything else is touched and comes back when all is written. Only a file of the
same size and times as then is not read again. A few pages are written anew by ``instant``; of many,
each is taken away first, so that ``mkdocs build --dirty`` must write it, and what MkDocs has not
written is never published.
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
from generator.fresh import sha256, stamps_below
from generator.interface import direction
from generator.kept import SCRIPT, script
from generator.outputs.chrome import chrome
from generator.outputs.styles import TOKENS, without_comments
from generator.piece import Piece, piece
from generator.site.instant import Instant, settings_of, source_of
from generator.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.bank.plan import Menus
    from generator.fresh import Stamp

PROJECT = Path(__file__).parent.parent.parent
BASE = PROJECT / "mkdocs.yml"
OVERRIDES = PROJECT / "overrides"
# It ends with the build, even one that is killed (prctl: PR_SET_PDEATHSIG, SIGKILL), or it
# would go on writing into the stage of the next.
MKDOCS = (
    "import ctypes, runpy; ctypes.CDLL(None).prctl(1, 9);"
    " runpy.run_module('mkdocs', run_name='__main__', alter_sys=True)"
)
DIRTY_NOTE = "A 'dirty' build"
ASSETS = "assets/"
SHEETS = (TOKENS, *(OVERRIDES / ASSETS / f"{name}.css" for name in ("base", "site", "lists")))
# The theme's own scripts, styles and pictures stay out; its site maps, too, bear the build's day.
LEFT_OUT = ("assets/javascripts/", "assets/images/", "assets/stylesheets/")
ALWAYS_WRITTEN = ("404.html",)
FEW = 40
"""So many pages are written in this process sooner than MkDocs has started."""


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
        return settings_of(self.folder.parent, self.folder.name)

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
    """A finished build, made with the same as now: the hashes of what it read and wrote.

    ``stamps`` tell of each file that it wrote when it was last looked at.
    """

    texts: Mapping[str, str]
    built: Mapping[str, str]
    stamps: Mapping[str, Stamp]


def stage(
    folder: Path,
    pages: Mapping[str, str],
    menus: Mapping[str, Menus],
    base_url: str,
    instant: Instant | None = None,
    *,
    at_once: int,
) -> dict[str, Piece]:
    """Build every language's site and give each file of the whole by its path.

    ``pages`` are Markdown texts by the path of their HTML below the site; ``instant`` writes a
    few of them without MkDocs' command. Raises EngineError
    when MkDocs fails, warns, or leaves a page out.
    """
    instant = instant or Instant(folder, menus)
    contents: dict[str, dict[str, Piece]] = {}
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
        whole = before and _read(site, before)
        if whole and before and before.texts == site.hashes:
            contents[language] = whole
        elif whole and before and len(_changed(site, before)) <= FEW:
            contents[language] = _renewed(site, before, whole, instant)
        else:
            waiting.append((language, site, before if whole else None))
    for start in range(0, len(waiting), at_once):
        contents |= _run_all(waiting[start : start + at_once])
    return {
        language_root(language) + path: each
        for language in menus
        for path, each in contents[language].items()
    }


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
        case [site.made_with, dict() as texts, dict() as built, dict() as stamps]:
            return Finished(texts, built, stamps)
    return None


def _read(site: Site, before: Finished) -> dict[str, Piece] | None:
    """Give what was built; give nothing when any of it is not what it was.

    A file of the same size and times has not changed.
    """
    contents = {}
    stamps = stamps_below(site.built)
    for path, expected in before.built.items():
        file = site.built / path
        if not site.publishes(path) or not stamps.get(path):
            return None
        if before.stamps.get(path) != stamps[path] and sha256(file) != expected:
            return None
        contents[path] = Piece(expected, file)
    return contents


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
    for path in (*map(_target, _changed(site, before)), *ALWAYS_WRITTEN):
        (site.built / path).unlink(missing_ok=True)


def _changed(site: Site, before: Finished) -> list[str]:
    """Give the path of every text that is another than it was."""
    return [path for path, mark in site.hashes.items() if before.texts.get(path) != mark]


def _renewed(
    site: Site, before: Finished, whole: dict[str, Piece], instant: Instant
) -> dict[str, Piece]:
    """Write again what has changed, and give every file; the set of pages is as it was."""
    site.finished.unlink(missing_ok=True)
    changed = _changed(site, before)
    for path in changed:
        _overwrite(site.docs / path, site.texts[path].encode())
    site.settings.write_text(site.configuration, encoding="utf-8")
    for path, data in _written(site, changed, instant):
        _overwrite(site.built / path, data)
        whole[path] = piece(data)
    return _remembered(site, whole)


def _written(site: Site, changed: list[str], instant: Instant) -> Iterator[tuple[str, bytes]]:
    """Give what MkDocs would write of some texts, by path; raises EngineError."""
    language = site.folder.name
    instant.warned()  # of what was only looked at
    try:
        for path in changed:
            text = site.texts[path]
            is_page = path.endswith(".md")
            yield _target(path), instant.of(language, path, text) if is_page else text.encode()
    except Exception as error:
        raise EngineError(repr(error)) from error
    if warned := instant.warned():
        raise EngineError("; ".join(warned))


def _target(path: str) -> str:
    return path.removesuffix(".md") + ".html" if path.endswith(".md") else path


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    """Make a folder hold just these texts; what has not changed keeps its time."""
    there = set(_files(folder))
    for path in there - texts.keys():
        (folder / path).unlink()
    for path, text in texts.items():
        file, data = folder / path, text.encode()
        if path not in there or file.read_bytes() != data:
            _overwrite(file, data)


def _overwrite(file: Path, data: bytes) -> None:
    """Write a file anew, with the folders above it; never through a link."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.write_bytes(data)


def _files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def _run_all(waiting: list[tuple[str, Site, Finished | None]]) -> dict[str, dict[str, Piece]]:
    """Run MkDocs over some sites, all at once; give what each holds then, by language."""
    contents: dict[str, dict[str, Piece]] = {}
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


def _collect(site: Site, paths: Iterable[str]) -> dict[str, Piece]:
    """Give what MkDocs has written."""
    files = {path: site.built / path for path in paths}
    return _remembered(site, {path: Piece(sha256(file), file) for path, file in files.items()})


def _remembered(site: Site, contents: dict[str, Piece]) -> dict[str, Piece]:
    """Remember a site as finished, and give it."""
    built = {path: each.sha256 for path, each in contents.items()}
    there = stamps_below(site.built)
    stamps = {path: there[path] for path in contents}
    write_whole(site.finished, seal([site.made_with, site.hashes, built, stamps]))
    return contents
