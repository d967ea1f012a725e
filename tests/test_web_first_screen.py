"""What is seen first: the text on a phone, the list of contents, the way out for a family."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import bank, browsing
from tests.browsing import NARROW, WIDE, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

    from tests.browsing import Served

pytestmark = pytest.mark.xdist_group("first-screen")

PHONE = 390, 780
EXIT = "https://www.ilmatieteenlaitos.fi/"
FAMILY = "esitteet/perheelle/"
MEETING = "tapaamiset/koe-meeting/"
FIRST_TEXT = """() => {
  const text = document.querySelector(".page-rest section, .family section");
  return text.querySelector("p, li, dd").getBoundingClientRect().top;
}"""


@pytest.fixture(scope="module")
def served(small: Path) -> Iterator[Served]:
    """Serve the bank of every kind."""
    with browsing.serve(small / "site") as served:
        yield served


@pytest.mark.parametrize(
    "address",
    [
        FAMILY,
        MEETING,
        "ohjeet/koe-guideline/",
        "perheen-lomakkeet/koe-sheet/",
        "alueet/koe-county/",
    ],
)
def test_the_text_begins_on_the_first_screen_of_a_phone(
    browser: Browser, served: Served, address: str
) -> None:
    """Whoever opens a page on a phone sees what it says without scrolling."""
    width, height = PHONE
    with opened(browser, served.url + address, width=width, height=height) as page:
        assert 0 < page.evaluate(FIRST_TEXT) < height - 40


def test_the_list_of_contents_is_folded_on_a_phone_and_open_on_a_desk(
    browser: Browser, served: Served
) -> None:
    """On a phone it takes one line until it is opened; beside the text it is always there."""
    link = ".contents a >> nth=0"
    for scripts in (True, False):
        url = served.url + MEETING
        with opened(browser, url, width=NARROW, java_script_enabled=scripts) as page:
            assert not page.locator(link).is_visible()
            page.locator(".contents summary").click()
            assert page.locator(link).is_visible()
        with opened(browser, url, width=WIDE, java_script_enabled=scripts) as page:
            assert page.locator(link).is_visible()


def test_the_list_of_contents_follows_the_reading(browser: Browser, served: Served) -> None:
    """The section that one reads is marked, and no other."""
    with opened(browser, served.url + MEETING, width=WIDE, height=500) as page:
        page.locator(".contents a[href='#agenda']").click()
        marked = page.locator(".contents a[aria-current]")
        page.wait_for_function("() => document.querySelector('.contents a[aria-current]')")
        assert [link.get_attribute("href") for link in marked.all()] == ["#agenda"]


# --- a page for a family ---------------------------------------------------------------------


def test_a_page_for_a_family_speaks_to_it_first(browser: Browser, served: Served) -> None:
    """Its own words come first; what is for workers, and every card, is folded away."""
    with opened(browser, served.url + FAMILY) as page:
        first = page.locator(".family h1 + .lead").inner_text()
        assert first == bank.BODIES["brochure"]["lead"]
        staff = page.locator("details.for-staff")
        assert staff.get_attribute("open") is None
        assert page.locator(".card").count() == staff.locator(".card").count()
        assert page.locator(".record-facts").count() == staff.locator(".record-facts").count() == 1
    with opened(browser, served.url + MEETING) as page:
        assert page.locator(".quick-exit").count() == 0


def _leaves(page: Page) -> None:
    """Wait until the page has given way, and see that going back does not bring it again."""
    page.wait_for_url(EXIT)
    page.go_back()
    assert page.url != EXIT
    assert FAMILY not in page.url


@pytest.mark.parametrize("way", ["click", "shift"])
def test_a_quick_exit_leaves_nothing_to_go_back_to(
    browser: Browser, served: Served, way: str
) -> None:
    """The button, or Shift three times, puts a neutral page in this one's place, unreferred."""
    asked: list[str | None] = []

    def answer(route: Route) -> None:
        asked.append(route.request.headers.get("referer"))
        route.fulfill(body="<title>Sää</title>", content_type="text/html")

    with opened(browser, served.url) as page:
        page.route(EXIT, answer)
        page.goto(served.url + FAMILY)
        if way == "click":
            page.locator(".quick-exit").click()
        else:
            for _ in range(3):
                page.keyboard.press("Shift")
        _leaves(page)
    assert asked[0] is None


def test_shift_that_types_does_not_leave(browser: Browser, served: Served) -> None:
    """Only Shift by itself three times in a row: capital letters do not count."""
    with opened(browser, served.url + FAMILY) as page:
        for key in ("Shift", "Shift", "a", "Shift"):
            page.keyboard.press(key)
        assert page.url.endswith(FAMILY)
        assert page.locator("body").is_visible()


# --- a paper in the hand ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("#v=1.0", "Paperisi on versio 1.0. Se on ajan tasalla."),
        ("#v=0.9+", "Paperisi on versio 0.9+; tämä sivu on versio 1.0. Tulosta uusi."),
        ("", ""),
        ("#v=<b>1</b>", ""),
    ],
)
def test_the_code_of_a_paper_is_told_whether_the_paper_is_current(
    browser: Browser, served: Served, version: str, said: str
) -> None:
    """The page answers of itself; without a script it says its version, for a reader to compare."""
    with opened(browser, served.url + MEETING + version) as page:
        answer = page.locator(".paper-said")
        assert answer.is_visible() is bool(said)
        assert answer.text_content() == said
    with opened(browser, served.url + MEETING + version, java_script_enabled=False) as page:
        told = page.locator(".facts").inner_text()
        assert "1.0. Jos paperissasi lukee muu versio, tulosta uusi." in told
