"""Measure the finder: ``python -m benchmarks.finder`` over 5,000 synthetic records, or ``--size``.

Bytes are what a reader's browser asks for before the first choice, as a host sends them that
compresses text; an interaction is from a choice to the next frame that shows what it finds.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from benchmarks.bank import make_bank
from generator.bank.lookup import Answers
from generator.bank.plan import page_path
from generator.cache import Cache
from generator.formats import DOCX, PDF_A4, File
from generator.make.pages import make_pages
from generator.outputs.finder import DATA, finder_data
from generator.outputs.headers import header_files
from generator.prepare import Options, prepare
from generator.site.stage import stage
from tests import browsing

if TYPE_CHECKING:
    from playwright.sync_api import Response

PACKED = (".js", ".json", ".css", ".html", "/")
LOOKS = 9_000  # bytes of a picture, which this bank has none of
CHOOSE = """async (number) => {
  const box = document.querySelector(`[data-number="${number}"]`);
  const list = document.querySelector(".finder-found .cards");
  const shown = new Promise((done) => list.addEventListener("listed", done, { once: true }));
  const start = performance.now();
  box.click();
  await shown; // cards that are found again stay where they are
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""


def lay_out(folder: Path, size: int) -> Path:
    """Write a bank, and build its finder alone."""
    source, site = folder / "source", folder / "site"
    make_bank(source, size)
    library, plan, _ = prepare(Options(source, site), Cache())
    answers = {each: Answers(library, each, source) for each in library.languages}
    files = {
        (here := job.path.removesuffix("index.html")): (
            File(PDF_A4, f"{here}a.pdf", 50_000, 3, ""),
            File(DOCX, f"{here}a.docx", 9_000, None, ""),
        )
        for job in plan.records
    }
    pages = make_pages(plan, library, answers, files, Cache())
    menus = (entry for menu in plan.menus.values() for entry in (*menu.main, *menu.footer))
    wanted = {path: pages[path] for path in (page_path(entry.address) for entry in menus)}
    contents = stage(folder / "stage", wanted, plan.menus, library.base_url, at_once=1)
    written = {path: each.data() for path, each in contents.items()}
    written |= finder_data(plan, library, answers, files) | header_files()
    for path, data in written.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    return site


def measure(site: Path) -> dict[str, Any]:
    """Open the finder, choose and take back in turn; give bytes and milliseconds."""
    with sync_playwright() as playwright, browsing.serve(site) as served:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        bytes_of: dict[str, int] = {}

        def weigh(answer: Response) -> None:
            url = answer.url
            if answer.status != 200:  # noqa: PLR2004 - found (RFC 9110)
                bytes_of[url] = LOOKS
                return
            data = answer.body()
            packed = url.partition("?")[0].endswith(PACKED)
            bytes_of[url] = len(gzip.compress(data) if packed else data)

        page.on("response", weigh)
        page.goto(f"{served.url}materiaalit/", wait_until="networkidle")
        page.remove_listener("response", weigh)
        before = sum(bytes_of.values())
        looks = sum(size for url, size in bytes_of.items() if url.endswith(".webp"))
        scripts = sum(size for url, size in bytes_of.items() if url.endswith(".js"))
        numbers = page.locator("[data-number]").count()
        first = page.evaluate(CHOOSE, 0)
        data = len(gzip.compress((site / "materiaalit" / DATA).read_bytes()))
        # Every choice added to the others, and then taken away again.
        times = [page.evaluate(CHOOSE, at) for _ in range(2) for at in range(1, numbers)]
        browser.close()
    ranked = sorted(times)
    return {
        "kB before the first choice": before / 1000,
        "of which pictures, kB": looks / 1000,
        "of which scripts, kB": scripts / 1000,
        "kB at the first choice": data / 1000,
        "ms of the first choice, with its loading": first,
        "ms of a choice, median": median(times),
        "ms of a choice, p95": ranked[int(len(ranked) * 0.95)],
        "ms of a choice, most": ranked[-1],
        "choices": len(times),
    }


def main() -> int:
    """Lay out, measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--size", type=int, default=5000)
    size = arguments.parse_args().size
    with tempfile.TemporaryDirectory() as folder:
        for name, value in measure(lay_out(Path(folder), size)).items():
            print(f"{name}: {value:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
