"""The site under the strictest policy: nothing refused, nothing asked of others, nothing kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests import browsing
from tests.browsing import EACH, NARROW, address_of, every_address

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Request

    from tests.browsing import Served

AT_FIRST, SEARCH = 12 * 1024, 10 * 1024

LISTEN = """
window.refused = [];
addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.effectiveDirective}: ${event.blockedURI}`));
"""
NOT_FOUND = "the server responded with a status of 404"


@dataclass
class Heard:
    """What a visit gave cause for."""

    faults: list[str] = field(default_factory=list)


def visit(browser: Browser, served: Served, address: str) -> list[str]:
    """Use a page as a reader does; give what the policy refused and what was asked of others."""
    faults: list[str] = []

    def console(message: ConsoleMessage) -> None:
        asked_for = message.location.get("url", "").removeprefix(served.url)
        if message.type in {"error", "warning"} and not (
            NOT_FOUND in message.text and asked_for == address
        ):
            faults.append(f"console: {message.text}")

    def request(asked: Request) -> None:
        if not asked.url.startswith((served.url, "data:")):
            faults.append(f"request: {asked.url}")

    context = browser.new_context(viewport={"width": NARROW, "height": browsing.HEIGHT})
    try:
        context.add_init_script(LISTEN)
        page = context.new_page()
        page.on("console", console)
        page.on("request", request)
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.goto(served.url + address)
        page.locator(".menu-toggle").click()
        page.keyboard.press("Escape")
        page.locator(".theme-toggle").click()
        page.emulate_media(media="print")
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        page.wait_for_load_state("networkidle")
        faults += [f"refused: {each}" for each in page.evaluate("() => window.refused")]
        faults += [f"cookie: {cookie.get('name')}" for cookie in context.cookies()]
    finally:
        context.close()
    return faults


@pytest.fixture(scope="module")
def served(wide: Path) -> Iterator[Served]:
    """Serve the wide bank's site."""
    with browsing.serve(wide / "site") as served:
        yield served


@pytest.mark.parametrize("name", EACH)
def test_page(served: Served, browser: Browser, name: str) -> None:
    """A page of each sort stays within the policy."""
    assert visit(browser, served, address_of(served.site, name)) == []


@pytest.mark.slow
def test_every_page(real: Path, browser: Browser) -> None:
    """Every page of the real bank stays within the policy; one that leads on is held still."""
    with browsing.serve(real / "site") as served:
        served.hold_still()
        for address in every_address(served.site):
            assert (address, visit(browser, served, address)) == (address, [])


@pytest.mark.parametrize("name", ["home", "onboarding", "statement"])
def test_scripts_are_small(served: Served, browser: Browser, name: str) -> None:
    """All scripts that a page loads before anything is opened weigh little, compressed."""
    import gzip

    scripts: set[str] = set()

    def request(asked: Request) -> None:
        if asked.resource_type == "script":
            scripts.add(asked.url.removeprefix(served.url))

    with browsing.opened(browser, served.url) as page:
        page.on("request", request)
        page.goto(served.url + address_of(served.site, name))
        page.wait_for_load_state("networkidle")
    assert {f"assets/{module}.js" for module in ("page", "theme")} <= scripts
    weight = sum(len(gzip.compress((served.site / path).read_bytes())) for path in scripts)
    assert weight <= AT_FIRST


def test_the_search_is_small(served: Served) -> None:
    """What the search loads of ours when it is opened weighs little, compressed."""
    import gzip

    assets = served.site / "assets"
    later = (assets / name for name in ("search.js", "query.js"))
    assert sum(len(gzip.compress(script.read_bytes())) for script in later) <= SEARCH


FAULTS = {
    "inline script": ("</head>", "<script>1;</script></head>", "refused: script-src"),
    "inline style": ("<h1", '<h1 style="color: red"', "refused: style-src"),
    "handler": ("<h1", '<h1 onclick="x()"', "refused: script-src"),
    "third party's image": (
        "</h1>",
        '</h1><img alt="" src="http://127.0.0.9:9/x.png">',
        "request: http://127.0.0.9:9/x.png",
    ),
    "third party's font": (
        "</head>",
        '<link rel="stylesheet" href="http://127.0.0.9:9/font.css"></head>',
        "refused: style-src",
    ),
    "missing file": ("</h1>", '</h1><img alt="" src="/ei-ole.png">', "console: Failed to load"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_planted_fault(wide: Path, browser: Browser, fault: str) -> None:
    """A fault that is put into the home page is found."""
    old, new, said = FAULTS[fault]
    with browsing.serve(wide / "site") as served:
        served.plant(old, new)
        found = visit(browser, served, "")
    assert any(line.startswith(said) for line in found), found


def test_planted_cookie(wide: Path, browser: Browser) -> None:
    """A script of our own that leaves a cookie is found."""
    with browsing.serve(wide / "site") as served:
        served.plant('"use strict";', '"use strict"; document.cookie = "a=1";', "assets/theme.js")
        assert "cookie: a" in visit(browser, served, "")
