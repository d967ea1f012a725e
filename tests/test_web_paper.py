"""The pages themselves on paper: nothing is cut at the edge, needless, or kept whole by force."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests import browsing
from tests.browsing import PAGES, address_of, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browsing import Served

pytestmark = pytest.mark.xdist_group("paper")

SHEET = 680, 1009
"""An A4 less its margins of 15 mm, in CSS pixels."""
EDGE = (210 - 15) * 72 / 25.4
"""The end of an A4 less its margin, in points."""
COVERAGE, COMPARISON = "kattavuus/", "alueet/vertailu/"
PAPER = """([width, height]) => {
  const faults = [];
  const fault = (what, it) => faults.push(
    `${what}: ${it.localName}.${it.className}: ${it.textContent.trim().slice(0, 40)}`);
  const shown = (it) => it.checkVisibility() && it.getBoundingClientRect().height > 0;
  for (const it of document.body.querySelectorAll(":not(svg *)")) {
    if (!shown(it)) {
      continue;
    }
    const box = it.getBoundingClientRect();
    const style = getComputedStyle(it);
    if (box.right > width + .5 || box.left < -.5) {
      fault("past the edge", it);
    }
    if (style.overflowX !== "visible" && it.scrollWidth > it.clientWidth + 1) {
      fault("scrolls", it);
    }
    if (style.breakInside === "avoid" && box.height > height / 2) {
      fault("may not break", it);
    }
    if (it.matches("nav, button, .quick-exit, .exit-note, .permalink, .skip")) {
      fault("needless", it);
    }
  }
  for (const list of document.querySelectorAll("main :is(ul, ol)")) {
    const links = [...list.querySelectorAll("li > a:only-child")];
    if (shown(list) && links.length > 1 && links.length === list.querySelectorAll("li").length
        && links.every((link) => link.getAttribute("href").startsWith("#"))) {
      fault("only jumps", list);
    }
  }
  const elsewhere = "[open], [hidden], .contents *, .other-files, .path-tools > details ~ *";
  for (const folded of document.querySelectorAll(`details:not(${elsewhere})`)) {
    const staff = folded.matches(".for-staff");
    if (shown(folded.querySelector("summary + *")) === staff) {
      fault(staff ? "for workers" : "folded", folded);
    }
  }
  return faults;
}"""


def paper(page: Page) -> list[str]:
    """Give what is wrong with the open page on paper."""
    page.emulate_media(media="print")
    return list(page.evaluate(PAPER, SHEET))


@pytest.fixture
def served(wide: Path) -> Iterator[Served]:
    """Serve the wide bank's site."""
    with browsing.serve(wide / "site") as served:
        yield served


def _faults(browser: Browser, served: Served, addresses: list[str]) -> dict[str, list[str]]:
    found = {}
    with opened(browser, served.url, width=SHEET[0], height=SHEET[1]) as page:
        for address in addresses:
            page.goto(served.url + address)
            found[address] = paper(page)
    return {address: faults for address, faults in found.items() if faults}


def test_a_page_of_each_sort_fits_its_sheets(browser: Browser, served: Served) -> None:
    """No table or box passes the edge, what is long may break, and no menu is printed."""
    served.hold_still()
    addresses = [address_of(served.site, name) for name in PAGES]
    assert _faults(browser, served, [*addresses, COVERAGE, COMPARISON]) == {}


@pytest.mark.slow
def test_every_page_fits_its_sheets(browser: Browser, real: Path) -> None:
    """So does every page of the real bank."""
    with browsing.serve(real / "site") as served:
        served.hold_still()
        assert _faults(browser, served, browsing.every_address(served.site)) == {}


SCROLL, SCROLLING = ".table-scroll { overflow: visible; }", "#_content table { min-width: 150%; }"


def _lost(browser: Browser, served: Served, folder: Path) -> set[str]:
    """Give the words of a table's heads that the browser's PDF has not within its margins."""
    with opened(browser, served.url + address_of(served.site, "trainer")) as page:
        heads = " ".join(page.locator("thead th").all_inner_texts()).split()
        page.pdf(path=folder / "page.pdf", format="A4")
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(folder / "page.pdf"), "-"],  # noqa: S607 - Debian's own
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    words = re.findall(r'xMax="([\d.]+)".*>(.+)</word>', boxes)
    return set(heads) - {word for end, word in words if float(end) <= EDGE}


def test_no_column_is_lost(browser: Browser, served: Served, tmp_path: Path) -> None:
    """In the PDF that the browser prints, each column of the widest table is there."""
    assert _lost(browser, served, tmp_path) == set()
    served.plant(SCROLL, SCROLLING, "assets/site.css")
    assert _lost(browser, served, tmp_path)


def test_what_a_worker_opened_is_printed(browser: Browser, served: Served) -> None:
    """A family's paper has nothing for workers, unless one opened it."""
    url = served.url + address_of(served.site, "brochure")
    with opened(browser, url, width=SHEET[0], height=SHEET[1]) as page:
        page.emulate_media(media="print")
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        assert not page.locator(".for-staff").is_visible()
        page.locator(".for-staff").evaluate("(it) => { it.open = true; }")
        assert page.locator(".for-staff .record-facts").is_visible()
        assert paper(page) == []


DETAILS = ".md-typeset details { break-inside: auto; }"
FOLDED = "details::details-content { content-visibility: visible; block-size: auto; }\n  /*"
FAULTS = {
    "wide": ("trainer", "min-width: 6.5em;", "min-width: 12em;", "past the edge: table"),
    "scrolls": (
        "trainer",
        SCROLL,
        SCROLLING,
        "scrolls",
    ),
    "whole": ("meeting", DETAILS, ".page { break-inside: avoid; }", "may not break: div.page"),
    "contents": ("meeting", ".breadcrumbs, .contents,", ".breadcrumbs,", "needless: nav.contents"),
    "jumps": ("home", ".jumps, .letters,", "", "only jumps: ul.jumps"),
    "letters": ("term", ".jumps, .letters,", "", "needless: nav.letters"),
    "exit": ("brochure", ".exit, .exit-note,", "", "needless: p.exit-note"),
    "staff": ("brochure", ", .for-staff:not([open]) {", " {", "for workers: details"),
    "folded": ("pathway", FOLDED, "/*", "folded: details"),
}
"""A page of a sort, what is changed in the stylesheet, and what is said of it."""


@pytest.mark.parametrize("name", FAULTS)
def test_planted_fault(browser: Browser, served: Served, name: str) -> None:
    """Each check finds the fault that it is for."""
    sort, old, new, said = FAULTS[name]
    served.plant(old, new, "assets/site.css")
    address = address_of(served.site, sort)
    found = _faults(browser, served, [address])
    assert any(said in fault for fault in found.get(address, [])), found
