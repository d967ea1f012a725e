"""Enriched copies -> Pagefind's files, with each page's own text in the place of its stems.

Pagefind reads a folder and writes another; both lie in the cache. Its index has no filters:
with several of them equal builds differ. Of what it writes, the site gets the script, the
engine, the index and the fragments, which are what a result shows.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from pagefind_bin import get_executable

from generator.cache import fingerprint
from generator.site.search.kept import Indexed
from generator.site.stage import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PUBLISHED = ("pagefind.js", "pagefind-entry.json", "wasm.unknown.pagefind")
INDEX, FRAGMENT = "index/", "fragment/"
META = ".pf_meta"
EMPTY = {"index.html": "<html><body>x</body></html>"}
"""Pagefind makes no index of nothing."""
SIGNED = b"pagefind_dcd"
SMALL = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "5000"}
"""A query fetches the parts of the index that hold its words: a quarter of Pagefind's own size
makes a first query a fifth lighter. A Pagefind that does not know it makes them as they were."""


def index(
    copies: Mapping[str, str],
    shown: Mapping[str, Mapping[str, object]],
    folder: Path,
    before: Indexed,
) -> Indexed:
    """Index copies by the paths of their pages; ``shown`` is what the result of each shows.

    What was made of the same ``before`` is not made again: the index, or a fragment.
    Raises EngineError.
    """
    fragments = {path: _fragment(path, own) for path, own in shown.items()}
    marks = {path: fingerprint(text) for path, text in fragments.items()}
    mark = fingerprint(json.dumps(copies, ensure_ascii=False))
    if (before.copies, before.shown) == (mark, marks):
        return before
    if before.copies == mark:
        files, pages = dict(before.files), before.pages
    else:
        files, pages = _run(copies, folder, before.pages)
    for name, path in pages.items():
        same = name in before.files and before.shown.get(path) == marks[path]
        files[name] = before.files[name] if same else _packed(fragments[path])
    return Indexed(mark, marks, pages, files)


def _run(
    copies: Mapping[str, str], folder: Path, known: Mapping[str, str]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Run Pagefind; give its files by name, and of which page each fragment is.

    A fragment's name is the hash of what Pagefind wrote into it, the page's address with the rest.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in (copies or EMPTY).items():
        file = folder / "copies" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    made = folder / "made"
    done = subprocess.run(  # noqa: S603 - our own command, no shell
        [get_executable(), "--site", folder / "copies", "--output-path", made],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | SMALL,
    )
    if done.returncode:
        raise EngineError((done.stdout + done.stderr).strip().splitlines()[-1])
    files, pages = {}, {}
    for file in sorted(made.rglob("*.*")):
        name = file.relative_to(made).as_posix()
        if name.startswith(FRAGMENT) and copies:
            pages[name] = known.get(name) or _page(file.read_bytes())
        elif name in PUBLISHED or name.endswith(META) or name.startswith((INDEX, FRAGMENT)):
            files[name] = file.read_bytes()
    shutil.rmtree(folder)
    return files, pages


def _page(packed: bytes) -> str:
    """Give the path of a fragment's page."""
    url: str = json.loads(gzip.decompress(packed).removeprefix(SIGNED))["url"]
    path = url.removeprefix("/")
    return path if path.endswith(".html") else path + "index.html"


def _fragment(path: str, shown: Mapping[str, object]) -> str:
    """Write what a result shows, with its page's address."""
    own: dict[str, object] = {"url": path.removesuffix("index.html"), "anchors": []}
    own |= {"word_count": 0, "filters": {}, **shown}
    return json.dumps(own, ensure_ascii=False, separators=(",", ":"))


def _packed(fragment: str) -> bytes:
    return gzip.compress(SIGNED + fragment.encode(), mtime=0)
