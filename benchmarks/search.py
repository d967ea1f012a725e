"""Measure what the search finds: ``python -m benchmarks.search`` over the built site.

Each query of ``benchmarks/queries`` names the records of which one must be among the first five
results (recall@5); MRR is the mean of 1 / the place of the first of them. ``unseen.tsv`` was
written before the search's code and its synonyms, ``own.tsv`` beside them, ``hallway.tsv`` later by
one who had read neither. Plain Pagefind and
Material's search as they come are asked the same of the same pages, in the same Chromium and
under the site's own policy. Bytes are those that a host which compresses text sends from the
opening of the search to its first five results.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from statistics import mean, median, quantiles
from typing import TYPE_CHECKING, Any

from pagefind_bin import get_executable
from playwright.sync_api import sync_playwright

from tests import browsing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from playwright.sync_api import Browser, Response

    from tests.browsing import Served

HERE = Path(__file__).parent
LISTS = ("unseen", "own", "hallway")
ENGINES = {"ours": "ours", "pagefind": "plain Pagefind", "material": "Material"}
PACKED = (".js", ".json", ".mjs")


@dataclass(frozen=True, slots=True)
class Query:
    """A query, its class, and the ids of the records of which one is right."""

    group: str
    words: str
    right: frozenset[str]

    def place(self, urls: Sequence[str]) -> int:
        """Give the place of the first right result, or nothing."""
        found = (url.strip("/").rpartition("/")[2] for url in urls)
        return next((at for at, name in enumerate(found, 1) if name in self.right), 0)


def queries(name: str) -> list[Query]:
    """Read a list of queries."""
    lines = (HERE / "queries" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines)
    return [Query(group, words, frozenset(right.split())) for group, words, right in cells]


def lay_out(site: Path, root: Path) -> None:
    """Put the site and the other two searches of the same pages in one folder."""
    shutil.copytree(site, root)
    shutil.copy(HERE / "search.mjs", root / "bench.mjs")
    finnish = root.parent / "finnish"
    shutil.copytree(
        site, finnish, ignore=lambda _, names: [n for n in names if n in {"sv", "pagefind"}]
    )
    command = [get_executable(), "--site", finnish, "--output-path", root / "plain"]
    subprocess.run([*command, "--root-selector", "article"], check=True, capture_output=True)
    scripts = Path(str(files("material"))) / "templates" / "assets" / "javascripts"
    shutil.copytree(scripts / "lunr", root / "material" / "lunr")
    (root / "material" / "workers").mkdir()
    worker = next((scripts / "workers").glob("search.*.min.js"))
    shutil.copy(worker, root / "material" / "workers" / "search.js")
    index = json.dumps(
        {
            "config": {
                "lang": ["fi"],
                "separator": "[\\s\\-]+",
                "pipeline": ["stopWordFilter"],
                "fields": {"title": {"boost": 1000}, "text": {"boost": 1}, "tags": {"boost": 1e6}},
            },
            "docs": list(_documents(root / "pagefind" / "fragment")),
            "options": {"suggest": False},
        },
        ensure_ascii=False,
    )
    (root / "material" / "search_index.json").write_text(index, encoding="utf-8")


def _documents(fragments: Path) -> Iterable[dict[str, str]]:
    for file in sorted(fragments.iterdir()):
        told: dict[str, Any] = json.loads(gzip.decompress(file.read_bytes())[len("pagefind_dcd") :])
        yield {"location": told["url"], "title": told["meta"]["title"], "text": told["content"]}


def answers(browser: Browser, served: Served, engine: str, asked: Sequence[Query]) -> Any:  # noqa: ANN401
    """Ask every query of a search; give the addresses that it found, and milliseconds."""
    with browsing.opened(browser, served.url) as page:
        script = "async ([engine, words]) => (await import('/bench.mjs'))[engine]('/', words)"
        return page.evaluate(script, [engine, [query.words for query in asked]])


def first_bytes(browser: Browser, served: Served, engine: str, query: Query) -> int:
    """Give the bytes that come for a first query, with the search's own script."""
    got: list[int] = []

    def came(response: Response) -> None:
        path = response.url.removeprefix(served.url).partition("?")[0]
        if path != "bench.mjs":
            body = (served.site / path).read_bytes()
            got.append(len(gzip.compress(body)) if path.endswith(PACKED) else len(body))

    with browsing.opened(browser, served.url) as page:
        page.wait_for_load_state("networkidle")
        page.on("response", came)
        script = "async ([engine, words]) => (await import('/bench.mjs'))[engine]('/', words)"
        page.evaluate(script, [engine, [query.words]])
    return sum(got)


def show(title: str, asked: Sequence[Query], places: dict[str, list[int]]) -> None:
    """Print recall@5 / MRR by class."""
    print(f"\n## {title} ({len(asked)} queries): recall@5 / MRR\n")
    print(f"| class | n | {' | '.join(ENGINES.values())} |")
    print(f"|---|---|{'---|' * len(ENGINES)}")
    for group in [*dict.fromkeys(query.group for query in asked), "all"]:
        of = [at for at, query in enumerate(asked) if group in {query.group, "all"}]
        cells = []
        for engine in ENGINES:
            own = [places[engine][at] for at in of]
            recall = mean(place > 0 for place in own)
            rank = mean(1 / place if place else 0 for place in own)
            cells.append(f"{recall:.2f} / {rank:.2f}")
        print(f"| {group} | {len(of)} | {' | '.join(cells)} |")


def run(site: Path) -> None:
    """Measure all, and print it."""
    lists = {name: queries(name) for name in LISTS}
    asked = [query for name in LISTS for query in lists[name]]
    firsts = list({query.group: query for query in asked}.values())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "site"
        lay_out(site, root)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        with browsing.serve(root) as served:
            got = {engine: answers(browser, served, engine, asked) for engine in ENGINES}
            sizes = {
                engine: [first_bytes(browser, served, engine, query) for query in firsts]
                for engine in ENGINES
            }
        browser.close()
    places = {
        engine: [query.place(urls) for query, (urls, _) in zip(asked, found, strict=True)]
        for engine, found in got.items()
    }
    show("All", asked, places)
    start = 0
    for name, own in lists.items():
        part = {engine: each[start : start + len(own)] for engine, each in places.items()}
        show(f"{name}.tsv", own, part)
        start += len(own)
    print("\n| first query and after | " + " | ".join(ENGINES.values()) + " |")
    print("|---|" + "---|" * len(ENGINES))
    print("| kB, median | " + _cells(f"{median(sizes[e]) / 1000:.0f}" for e in ENGINES))
    print("| kB, most | " + _cells(f"{max(sizes[e]) / 1000:.0f}" for e in ENGINES))
    times = {engine: [ms for _, ms in found] for engine, found in got.items()}
    print("| ms of a query, median | " + _cells(f"{median(times[e]):.0f}" for e in ENGINES))
    slow = {engine: quantiles(each, n=20)[-1] for engine, each in times.items()}
    print("| ms of a query, p95 | " + _cells(f"{slow[e]:.0f}" for e in ENGINES))
    missed = [query.words for query, place in zip(asked, places["ours"], strict=True) if not place]
    print(f"\nNot among the first five: {', '.join(missed) or 'none'}")


def _cells(values: Iterable[str]) -> str:
    return " | ".join(values) + " |"


def main() -> None:
    """Read the command line, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("site"))
    site: Path = parser.parse_args().site
    if not (site / "pagefind").is_dir():
        sys.exit(f"{site} has no search; run make site")
    run(site)


if __name__ == "__main__":
    main()
