"""axe-core, every rule on: no violation, and nothing left open that nobody has judged."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests import browsing
from tests.browsing import EACH, NARROW, THEMES, WIDE, address_of, axe, every_address, look

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browsing import Served

PARTS = 8


@pytest.fixture(scope="module")
def served(wide: Path) -> Iterator[Served]:
    """Serve the wide bank's site."""
    with browsing.serve(wide / "site") as served:
        yield served


def _every_way(page: Page) -> list[str]:
    """Judge the open page wide and narrow, light and dark."""
    faults = []
    for width in (WIDE, NARROW):
        for theme in THEMES:
            look(page, width, theme)
            faults += [f"{width} {theme}: {fault}" for fault in axe(page)]
    return faults


@pytest.mark.parametrize("name", EACH)
def test_page(served: Served, browser: Browser, name: str) -> None:
    """A page of each sort has no fault, wide or narrow, light or dark."""
    address = address_of(served.site, name)
    with browsing.opened(browser, served.url + address) as page:
        assert _every_way(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(real: Path, browser: Browser, part: int) -> None:
    """No page of the real bank has a fault; one that leads on is held still to be judged."""
    with browsing.serve(real / "site") as served:
        served.hold_still()
        for address in every_address(served.site)[part::PARTS]:
            with browsing.opened(browser, served.url + address) as page:
                assert (address, _every_way(page)) == (address, [])


@pytest.mark.parametrize("theme", THEMES)
def test_opened_menu(served: Served, browser: Browser, theme: browsing.Theme) -> None:
    """The opened menu of a phone has no fault."""
    with browsing.opened(browser, served.url, width=NARROW, theme=theme) as page:
        page.locator(".menu-toggle").click()
        assert page.locator("#_menu a").first.is_visible()
        assert axe(page) == []


@pytest.mark.parametrize("theme", THEMES)
def test_chosen_theme(served: Served, browser: Browser, theme: browsing.Theme) -> None:
    """A theme chosen against the device's has no fault."""
    address = address_of(served.site, "meeting")
    with browsing.opened(browser, served.url + address, theme=theme) as page:
        page.locator(".theme-toggle").click()
        other = {"light": "dark", "dark": "light"}[theme]
        assert page.locator("html").get_attribute("data-theme") == other
        assert axe(page) == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_focus_on_each_sort_of_control(served: Served, browser: Browser, width: int) -> None:
    """Whatever sort of control of a record has the focus, no fault appears."""
    address = address_of(served.site, "huoneentaulu")
    with browsing.opened(browser, served.url + address, width=width) as page:
        found = {sort: axe(page) for sort in browsing.each_sort(page)}
    assert len(found) > 5
    assert {sort: faults for sort, faults in found.items() if faults} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_pointed_at(served: Served, browser: Browser, theme: browsing.Theme) -> None:
    """Whatever the mouse points at stays legible."""
    address = address_of(served.site, "huoneentaulu")
    with browsing.opened(browser, served.url + address, theme=theme) as page:
        for control in (".menu a", ".facts a", ".action", ".action-second", ".card-title"):
            page.locator(control).first.hover()
            assert (control, axe(page)) == (control, [])


def test_opened_details(served: Served, browser: Browser) -> None:
    """Whatever a page folds is without fault when it is unfolded."""
    with browsing.opened(browser, served.url + address_of(served.site, "meeting")) as page:
        page.evaluate("() => document.querySelectorAll('details').forEach((d) => d.open = true)")
        assert axe(page) == []


def test_withdrawn(served: Served, browser: Browser) -> None:
    """A withdrawn record's page has no fault."""
    with browsing.opened(browser, served.url + "esitteet/vanha/") as page:
        assert page.locator(".record-withdrawn a").count() == 1
        assert _every_way(page) == []


FAULTS = {
    "low contrast": (
        "</h1>",
        '</h1><p><font color="#55686a">Huono</font></p>',
        "color-contrast-enhanced",
    ),
    "lost label": ("</h1>", '</h1><input type="text">', "label:"),
    "lost name": ('<svg class="brand-mark"', '</a><a href="x/"><svg class="x"', "link-name"),
    "positive tabindex": ('class="skip"', 'class="skip" tabindex="3"', "tabindex"),
    "skipped heading": ("</h1>", "</h1><h5>Liian syvä</h5>", "heading-order"),
    "lost language": ('<html lang="fi">', "<html>", "html-has-lang"),
    "left open": (
        "</h1>",
        '</h1><p hidden>Piilossa</p><video src="x.mp4"></video>',
        "not reviewed",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_planted_fault(wide: Path, browser: Browser, fault: str) -> None:
    """A fault that is put into the home page is found."""
    old, new, said = FAULTS[fault]
    with browsing.serve(wide / "site") as served:
        served.plant(old, new)
        with browsing.opened(browser, served.url) as page:
            assert any(said in found for found in axe(page))


def test_reviews_say_why() -> None:
    """Whatever was judged by a person bears the reason."""
    reviews = tomllib.loads(browsing.REVIEWED.read_text(encoding="utf-8"))["review"]
    for review in reviews:
        assert re.search(r"\w{3}.*\.$", review["why"])
