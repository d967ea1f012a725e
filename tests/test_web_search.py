"""The search in a browser: opened, moved in and left by keyboard, judged in every state."""

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
FOCUS = (
    "() => document.activeElement.matches('.search-result') ? 'result' : document.activeElement.id"
)
SETTLED = "() => document.querySelector('.search-count').textContent"


@pytest.fixture(scope="module")
def served(small: Path) -> Iterator[Served]:
    """Serve the small bank's site."""
    with browsing.serve(small / "site") as served:
        yield served


def ask(page: Page, words: str) -> str:
    """Type words in the open search; give what it says when it has found."""
    page.locator("#_search").fill(words)
    page.wait_for_selector(".search-body > *")
    page.wait_for_function(SETTLED)
    return page.locator(".search-count").inner_text()


def test_by_keyboard_alone(served: Served, browser: Browser) -> None:
    """It is opened by a key, moved in by arrows and Tab, and left by Esc; Enter opens a result."""
    with opened(browser, served.url) as page:
        before = page.locator(".top a").first
        before.focus()
        page.keyboard.press("/")
        assert page.evaluate(FOCUS) == "_search"
        assert "perhe" not in page.url
        count = ask(page, "perheille")
        assert count[0].isdigit()
        page.keyboard.press("ArrowDown")
        assert page.evaluate(FOCUS) == "result"
        page.keyboard.press("ArrowUp")
        assert page.evaluate(FOCUS) == "_search"
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS) == "result"
        page.keyboard.press("Escape")
        assert page.locator("dialog[open]").count() == 0
        assert before.evaluate("(it) => it === document.activeElement")
        page.keyboard.press("Control+k")
        assert page.evaluate(FOCUS) == "_search"
        target = page.locator(".search-result").first.get_attribute("href")
        page.keyboard.press("Enter")
        page.wait_for_url(str(target))


def test_a_field_keeps_its_stroke(served: Served, browser: Browser) -> None:
    """What is typed in the search's own field is text, a stroke too."""
    with opened(browser, served.url) as page:
        page.locator(".search-open").click()
        page.keyboard.type("a/b")
        assert page.locator("#_search").input_value() == "a/b"


def test_nothing_is_loaded_before_it_is_opened(served: Served, browser: Browser) -> None:
    """A page that is only read asks for nothing of the search."""
    with opened(browser, "about:blank") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(served.url, wait_until="networkidle")
        assert not [url for url in asked if "search" in url or "pagefind" in url]
        page.locator(".search-open").click()
        ask(page, "perhe")
        assert any("pagefind/" in url for url in asked)
        assert not [url for url in asked if not url.startswith(served.url)]


def test_a_slip_is_asked_about(served: Served, browser: Browser) -> None:
    """A mistyped word is searched for as it was meant, and the reader is asked."""
    with opened(browser, served.url) as page:
        page.locator(".search-open").click()
        count = ask(page, "perjeelle")
        assert "Tarkoititko" in count
        page.locator(".search-again").click()
        page.wait_for_function(f"() => !({SETTLED})().includes('Tarkoititko')")
        assert page.evaluate(FOCUS) == "_search"


def test_nothing_found_helps_on(served: Served, browser: Browser) -> None:
    """Where nothing is found, it is said what to try and where everything is."""
    with opened(browser, served.url) as page:
        page.locator(".search-open").click()
        assert ask(page, "xqzw") == "Ei tuloksia"
        page.locator(".search-body a").first.click()
        page.wait_for_url("**/materiaalit/")
        assert page.locator(".finder").count() == 1


@pytest.mark.parametrize("theme", THEMES)
def test_every_state_is_accessible(served: Served, browser: Browser, theme: Theme) -> None:
    """Open with results, with a slip and with none, at both widths: every rule of axe-core."""
    for width in WIDTHS:
        with opened(browser, served.url, width=width, theme=theme) as page:
            page.locator(".search-open").click()
            for words in ("perhe", "perjeelle", "xqzw"):
                ask(page, words)
                assert (width, words, browsing.axe(page)) == (width, words, [])
            across = "() => document.querySelector('.search-body').scrollWidth <= innerWidth"
            assert page.evaluate(across)


def test_a_phones_keyboard_covers_no_result(served: Served, browser: Browser) -> None:
    """The search is no higher than what is seen; what does not fit is scrolled to."""
    with opened(browser, served.url, width=360, height=740) as page:
        page.locator(".search-open").click()
        ask(page, "perhe")
        page.set_viewport_size({"width": 360, "height": 380})  # as when a keyboard comes
        page.wait_for_function(
            "() => document.querySelector('.search').getBoundingClientRect().bottom <= 381"
        )
        body = page.locator(".search-body").bounding_box()
        assert body
        assert body["height"] > 100


def test_without_scripts_its_form_leads_to_everything(served: Served, browser: Browser) -> None:
    """Where no script runs, the search is a plain form that leads to the page of all materials."""
    with opened(browser, f"{served.url}esitteet/", java_script_enabled=False) as page:
        page.locator(".search-open").click()
        page.wait_for_selector(".finder")
        assert page.locator(".choice-list a").count() > 0
        assert page.locator("label.choice:visible").count() == 0
