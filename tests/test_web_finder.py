"""The finder in a browser: chosen, counted, shared, taken back, by keyboard; every state judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import browsing
from tests.browsing import THEMES, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browsing import Served, Theme

WIDTHS = (360, 1280)
ADDRESS = "materiaalit/"


@pytest.fixture(scope="module")
def served(small: Path) -> Iterator[Served]:
    """Serve the small bank's site."""
    with browsing.serve(small / "site") as served:
        yield served


def said(page: Page) -> str:
    """Give what is said of how many there are."""
    return page.locator(".finder-bar [aria-live]").inner_text()


def titles(page: Page) -> list[str]:
    """Give the names on the cards."""
    return page.locator(".finder-found .card-title").all_inner_texts()


def test_by_keyboard_alone(served: Served, browser: Browser) -> None:
    """A choice is made by keys, counted, told in the address, opened again from it, taken back."""
    with opened(browser, served.url + ADDRESS) as page:
        everything = said(page)
        kinds = page.locator(".facet summary").first
        kinds.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.wait_for_url("**/materiaalit/?laji=*")
        assert said(page) == "1 materiaali"
        assert len(titles(page)) == 1
        with opened(browser, page.url) as shared:
            shared.wait_for_selector(".finder-chosen button")
            assert titles(shared) == titles(page)
            assert shared.locator(".facet[open]").count() == 1
        page.locator(".finder-reset button").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/materiaalit/")
        assert said(page) == everything
        assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"


@pytest.mark.slow
def test_choices_of_one_facet_add_and_facets_narrow(served: Served, browser: Browser) -> None:
    """What a count promises is what one gets, and it is found in the order that is asked."""
    with opened(browser, served.url + ADDRESS) as page:
        for summary in page.locator(".facet summary").all():
            summary.click()
        for many, name in enumerate(("laji", "laji", "muoto"), 1):
            page.locator(f"label.choice:has([name={name}]:not(:checked))").first.click()
            page.wait_for_selector(f".finder-chosen li:nth-child({many})")
            assert len(titles(page)) == int(said(page).split()[0])
        page.select_option("#_sort", "nimi")
        page.wait_for_url("**jarjestys=nimi*")
        assert titles(page) == sorted(titles(page))
        for _ in range(3):
            page.locator(".finder-chosen button").first.click()
        page.wait_for_url("**/materiaalit/?jarjestys=nimi")
        assert not page.locator(".finder-chosen").is_visible()


@pytest.mark.slow
def test_all_are_shown_a_part_at_a_time(served: Served, browser: Browser) -> None:
    """More are shown when asked for, and the first of them has the focus."""
    with opened(browser, served.url + ADDRESS) as page:
        before = len(titles(page))
        page.locator(".finder-more button").click()
        page.wait_for_function(
            f"() => document.querySelectorAll('.finder-found .card').length > {before}"
        )
        cards = "[...document.querySelectorAll('.card-title')]"
        assert page.evaluate(f"{cards}.indexOf(document.activeElement)") == before


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_state_is_accessible(
    served: Served, browser: Browser, width: int, theme: Theme
) -> None:
    """As it comes, with a facet open, with choices, with nothing found: every rule of axe-core."""
    with opened(browser, served.url + ADDRESS, width=width, theme=theme) as page:
        assert browsing.axe(page) == []
        for summary in page.locator(".facet summary").all():
            summary.click()
        assert browsing.axe(page) == []
    for query in ("?laji=esitteet&kieli=fi", "?laji=esitteet&laji=ohjeet&muoto=pdf-a3"):
        with opened(browser, served.url + ADDRESS + query, width=width, theme=theme) as page:
            page.wait_for_selector(".finder-chosen button")
            assert browsing.axe(page) == []
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
