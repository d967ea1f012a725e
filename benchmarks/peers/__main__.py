"""Measure other generators on the bank of ``bench --bank alike``: ``python -m benchmarks.peers``.

Each makes an HTML page and a PDF of three sides or so of every record, of the same words, and
checks nothing. Hugo's pages are printed by one Chromium that stays warm, those that changed
alone; pandoc and Typst are led by ``make``. Ours is measured in the same run, by the same means
(see ``benchmarks.bench``), and makes what it makes for everybody: the pages with their search,
the pen and the large-print handout, Word and text, all checked.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypandoc

from benchmarks.bank import ALIKE, change_a_word, make_bank
from benchmarks.bench import MEGA, TIMES, FailedError, adopt_orphans, load, middle, run
from benchmarks.peers.pages import write_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HERE = Path(__file__).parent
HUGO = """
baseURL = "https://bank.example/"
languageCode = "fi"
title = "Bank"
uglyURLs = true
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
[permalinks.page]
"/" = "/:contentbasename/"
"""
SINGLE = """<!doctype html><html lang="{{ .Params.lang }}"><head><meta charset="utf-8">
<title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>
"""
LIST = """<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>{{ .Title }}</title>
</head><body><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
</ul></body></html>
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator: its name, its commands, how its folder is laid out, where its PDFs are."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    lay_out: Callable[[Path, Path], None]
    handouts: str


def _ours(_folder: Path, _bank: Path) -> None:
    """Read the bank itself."""


def _hugo(folder: Path, bank: Path) -> None:
    write_pages(bank, folder / "content")
    (folder / "layouts").mkdir(exist_ok=True)
    for path, text in {
        "hugo.toml": HUGO,
        "layouts/single.html": SINGLE,
        "layouts/list.html": LIST,
    }.items():
        if not (folder / path).is_file():
            (folder / path).write_text(text, encoding="utf-8")


def _pandoc(folder: Path, bank: Path) -> None:
    write_pages(bank, folder / "pages")
    for name in ("site", "handouts"):
        (folder / name).mkdir(exist_ok=True)


def _peers(cores: int) -> Sequence[Peer]:
    python = sys.executable
    build = (python, "-m", "generator", "build", "--source", "../bank", "--output", "site")
    return (
        Peer("ours", ((*build, "--jobs", str(cores), "--lang", "en"),), _ours, "site"),
        Peer(
            "Hugo + warm Chromium",
            (
                (str(Path(python).parent / "hugo"), "--quiet"),
                (python, "-m", "benchmarks.peers.printing", "public", "handouts"),
            ),
            _hugo,
            "handouts",
        ),
        Peer(
            f"pandoc + Typst under make -j{cores}",
            (
                (
                    "make",
                    "--silent",
                    f"-j{cores}",
                    f"--makefile={HERE / 'Makefile.peer'}",
                    f"PANDOC={pypandoc.get_pandoc_path()}",
                    f"PYTHON={python}",
                    f"SETTING={HERE / 'setting.py'}",
                ),
            ),
            _pandoc,
            "handouts",
        ),
    )


def main() -> None:
    """Measure each generator on the same bank."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    options.add_argument("--size", type=int, default=1000, help="records; 1000 unless told")
    options.add_argument("--only", help="a generator whose name begins so")
    told = options.parse_args()
    cores = len(os.sched_getaffinity(0))
    adopt_orphans()
    print(f"{told.size} records alike, {load()} before\n", flush=True)
    print("| generator | cold | processor time | nothing changed | one edit | memory | PDF/UA-1 |")
    print("|---|---|---|---|---|---|---|", flush=True)
    for peer in _peers(cores):
        if peer.name.startswith(told.only or ""):
            with tempfile.TemporaryDirectory(prefix="peers-") as folder:
                try:
                    print(_measured(peer, Path(folder), told.size), flush=True)
                except FailedError as error:
                    sys.exit(str(error))
    print(f"\n{load()} after")


def _measured(peer: Peer, workshop: Path, size: int) -> str:
    """Give a row: cold, nothing changed and one edit in seconds, the peak of memory."""
    bank, folder = workshop / "bank", workshop / "peer"
    make_bank(bank, size, mix=ALIKE)
    folder.mkdir()
    peer.lay_out(folder, bank)

    def build() -> tuple[float, float, float]:
        runs = [run(command, folder, watched=True) for command in peer.commands]
        work = sum(each.work for each in runs)
        return sum(each.seconds for each in runs), work, max(each.peak for each in runs) / MEGA

    turns = iter(range(TIMES))

    def edit() -> float:
        change_a_word(bank, next(turns))
        peer.lay_out(folder, bank)
        return build()[0]

    cold, work, memory = build()
    nothing = middle(lambda: build()[0], TIMES)
    one = middle(edit, TIMES)
    claimed, sides = _claims(folder / peer.handouts)
    shutil.rmtree(folder)
    return (
        f"| {peer.name} | {cold:.0f} s | {work:.0f} s | {nothing:.2f} s | {one:.2f} s "
        f"| {memory:.0f} MB | {claimed} of {sides} |"
    )


def _claims(folder: Path) -> tuple[int, str]:
    """Tell how many PDFs claim PDF/UA-1, and how many there are, with their sides."""
    claimed, sides = 0, []
    for file in sorted(folder.rglob("*.pdf")):
        with pikepdf.open(file) as pdf:
            claimed += pdf.open_metadata().get("pdfuaid:part") == "1"
            sides.append(len(pdf.pages))
    return claimed, f"{len(sides)} ({sum(sides) / max(1, len(sides)):.1f} sides)"


if __name__ == "__main__":
    main()
