"""Enriched copies -> Pagefind's files, with each page's own text in the place of its stems.

Pagefind reads a folder and writes another; both lie in the cache. Its index has no filters:
with several of them equal builds differ. Of what it writes, the site gets the script, the
engine, the index and the fragments, which are what a result shows.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from typing import TYPE_CHECKING

from pagefind_bin import get_executable

from generator.site.stage import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PUBLISHED = ("pagefind.js", "pagefind-entry.json", "wasm.unknown.pagefind")
PUBLISHED_BELOW = ("index/", "fragment/")
META = ".pf_meta"
EMPTY = {"index.html": "<html><body>x</body></html>"}
"""Pagefind makes no index of nothing."""
SIGNED = b"pagefind_dcd"


def index(
    copies: Mapping[str, str], shown: Mapping[str, Mapping[str, object]], folder: Path
) -> dict[str, bytes]:
    """Index copies by the paths of their pages; give Pagefind's files by their names.

    ``shown`` is what the result of each page shows. Raises EngineError.
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
    )
    if done.returncode:
        raise EngineError((done.stdout + done.stderr).strip().splitlines()[-1])
    files = {file.relative_to(made).as_posix(): file.read_bytes() for file in made.rglob("*.*")}
    shutil.rmtree(folder)
    return {
        name: _fragment(data, shown) if name.startswith("fragment/") else data
        for name, data in sorted(files.items())
        if name in PUBLISHED or name.endswith(META) or name.startswith(PUBLISHED_BELOW)
    }


def _fragment(packed: bytes, shown: Mapping[str, Mapping[str, object]]) -> bytes:
    fragment = json.loads(gzip.decompress(packed).removeprefix(SIGNED))
    path = fragment["url"].removeprefix("/")
    path = path if path.endswith(".html") else path + "index.html"
    own: dict[str, object] = {"url": path.removesuffix("index.html"), "anchors": []}
    own |= {"word_count": 0, "filters": {}, **shown.get(path, {})}
    text = json.dumps(own, ensure_ascii=False, separators=(",", ":")).encode()
    return gzip.compress(SIGNED + text, mtime=0)
