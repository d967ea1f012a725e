"""Pages whose scripts have not come: nothing stands there that serves nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import browsing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

    from tests.browsing import Served

CONTROLS = "button, input, select, textarea, summary, a[href], label"
FIRST = "theme.js"
"""It is run before anything is drawn; a page without it is one without scripts."""


@pytest.fixture(scope="module")
def served(wide: Path) -> Iterator[Served]:
    """Serve a site with a page of every sort."""
    with browsing.serve(wide / "site") as served:
        yield served


def controls(context: BrowserContext, address: str) -> list[str]:
    """Name what can be worked on a page, as it stands when all has come that comes."""
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    named = [
        f"{each.evaluate('each => each.tagName')} {each.inner_text().strip()}"
        for each in page.locator(CONTROLS).all()
        if each.is_visible()
    ]
    page.close()
    return named


def test_the_finder_without_its_script_is_lists(served: Served, browser: Browser) -> None:
    """Where its script fails the filters give way to what serves without one."""
    context = browser.new_context()
    context.route("**/finder.js*", lambda route: route.abort())
    page = context.new_page()
    page.goto(served.url + "materiaalit/")
    page.locator(".facet summary").first.click()
    assert page.locator(".choice-list").first.is_visible()
    assert page.locator(".finder-still").is_visible()
    assert not page.locator(".choice, .finder-sort, .finder-more").filter(visible=True).count()
    context.close()


@pytest.mark.slow
def test_a_page_whose_scripts_fail_is_one_without_scripts(
    served: Served, browser: Browser, wide: Path
) -> None:
    """On a page of every sort the same stands that does where no script is run."""
    bare = browser.new_context(java_script_enabled=False)
    failing = browser.new_context()
    failing.route(
        "**/*.js*",
        lambda route: route.continue_() if FIRST in route.request.url else route.abort(),
    )
    dead = {}
    for address in browsing.longest(wide / "site"):
        without = controls(bare, served.url + address)
        if (stands := controls(failing, served.url + address)) != without:
            dead[address] = sorted(set(stands) ^ set(without))
    assert not dead
    bare.close()
    failing.close()
