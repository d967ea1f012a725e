"""Measure what a page weighs: ``python -m benchmarks.weight`` over the built site.

Bytes are those that a host sends which compresses text: the page itself, the stylesheets and
scripts that it names, and the scripts that these import at once; of fonts those that it preloads.
"""

from __future__ import annotations

import gzip
import posixpath
import re
import sys
from pathlib import Path

from lxml import html

PAGES = ("", "esitteet/perheelle/", "tapaamiset/verkostotapaaminen/", "sanasto/")
IMPORTED = re.compile(r"^(?:import|export)\b[^;]*?[\"'](\./[\w.-]+)[\"'];", re.MULTILINE)


def main() -> None:
    """Print a row a page, in kB."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "site"
    print("| page | HTML | styles | scripts | together | fonts |")
    print("|---|---|---|---|---|---|")
    for page in PAGES:
        file = site / page / "index.html"
        root = html.parse(file).getroot()
        styles = _named(file, root.xpath("//link[@rel='stylesheet']/@href"))
        scripts = _whole(_named(file, root.xpath("//script/@src")))
        fonts = _named(file, root.xpath("//link[@as='font']/@href"))
        sums = [sum(map(_sent, each)) for each in ([file], styles, scripts)]
        preloaded = sum(font.stat().st_size for font in fonts)
        cells = [f"{size / 1000:.1f}" for size in (*sums, sum(sums), preloaded)]
        print(f"| /{page} | {' | '.join(cells)} |")


def _named(file: Path, addresses: list[str]) -> list[Path]:
    return [Path(posixpath.normpath(file.parent / address)) for address in addresses]


def _whole(scripts: list[Path]) -> list[Path]:
    """Add to scripts those that they import, each once."""
    found: dict[Path, None] = {}
    waiting = list(scripts)
    while waiting:
        script = waiting.pop()
        if script not in found:
            found[script] = None
            text = script.read_text(encoding="utf-8")
            waiting += [
                script.parent / name[1].removeprefix("./") for name in IMPORTED.finditer(text)
            ]
    return list(found)


def _sent(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    main()
