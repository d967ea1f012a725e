"""Index pages in a browser, by keyboard, on phone and desk; every state judged."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from generator.kept import PREFIX
from tests import bank, browsing
from tests.browsing import axe, visited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.bank import Once
    from tests.browsing import Served, Theme

PHONE, DESK = 360, 1280
WAYS = [(width, theme) for width in (PHONE, DESK) for theme in browsing.THEMES]
TERMS = {
    "genogrammi": {
        "title": "genogrammi",
        "definition": "Piirros suvusta.",
        "stems": ["genogramm"],
        "wrong": ["genokramm"],
        "besides": ["sukupuu"],
        "everyday": ["sukukartta"],
        "sv": "genogram",
        "en": "genogram",
    },
    "geeni": {"title": "geeni", "definition": "Perittyä.", "sv": "gen", "en": "gene"},
    "aidinkieli": {
        "title": "äidinkieli",
        "definition": "Ensin opittu kieli.",
        "sv": "modersmål",
        "en": "mother tongue",
    },
}
EVENT = {"title": "Kertaus", "summary": "Päivä.", "updated": "2026-01-15", "place": "Kirjasto"}
DAYS = {
    "a": {"title": "Ammoin", "day": "2026-02-03"},
    "b": {"title": "Alkukuu", "day": "2027-03-02", "last_day": "2027-03-03"},
    "c": {"title": "Loppukuu", "day": "2027-03-15", "last_day": "2027-03-17", "starts": "9:00"},
    "d": {"title": "Myöhemmin", "day": "2027-05-04"},
}
TICK = {"on": "2026-01-05", "title": "Lue esite"}
LATER = {"on": "2026-02-05", "title": "Lue esite"}


def _bank() -> bank.Files:
    files = bank.every_kind()
    files["content/term.yaml"] = deepcopy(TERMS)
    files["content/event.yaml"] = {"kertaus": EVENT | {"occasions": deepcopy(DAYS)}}
    files["content/page/kokoelma.yaml"] = bank.record(
        "page",
        title="Oma kokoelma",
        sections={"oma": {"title": "Oma", "shows": "collection", "text": "Kerää."}},
    )
    files["content/page/tietosuoja.yaml"] = bank.record("page", title="Tietosuoja")
    files[bank.path_of("onboarding", "toinen")] = bank.record("onboarding", title="Toinen polku")
    files[bank.path_of("county", "toinen-alue")] = bank.record(
        "county", title="Toinen alue", tips=None
    )
    return files


@pytest.fixture(scope="module")
def served(once: Once) -> Iterator[Served]:
    """Serve a bank with terms, days, two paths and a collection."""

    def make(folder: Path) -> None:
        outcome = bank.build_here(bank.write(folder / "source", _bank()), folder / "site")
        assert outcome.code == 0, bank.lines(outcome.problems)

    with browsing.serve(once("lists", make) / "site") as served:
        yield served


def keeping(key: str, value: object) -> str:
    """Give the script that makes a browser begin with something kept, once."""
    text = json.dumps(json.dumps({"version": 1, "value": value}))
    name = PREFIX + key
    return f"localStorage.getItem('{name}') ?? localStorage.setItem('{name}', {text});"


def at(day: str) -> str:
    """Give the script that sets a browser's clock."""
    return f"""const Now = Date; window.Date = class extends Now {{
      constructor(...given) {{ super(...(given.length ? given : ["{day}T12:00:00"])); }} }};"""


# --- the glossary ----------------------------------------------------------------------------


def terms(page: Page) -> list[str]:
    """Give the terms that are seen."""
    return page.locator(".term-entry:visible dt").all_inner_texts()


def test_a_term_is_filtered_by_any_name(small: Path, browser: Browser) -> None:
    """By its start, an inflection of a wrong variant, from the address; nothing hides without."""
    with (
        browsing.serve(small / "site") as served,
        visited(browser, served.url + "sanasto/?termi=xyz") as page,
    ):
        assert (terms(page), page.locator(".letters li:visible").count()) == ([], 0)
        page.locator("#_filter").fill("genokrammissa")
        assert terms(page) == ["genogrammi"]
        assert page.locator(".filter [role=status]").inner_text() == "1 termi"
        page.locator("#_filter").fill("")
        assert page.url.endswith("/sanasto/")
        assert page.locator(".term-entry[hidden], .group[hidden], .letters [hidden]").count() == 0


@pytest.mark.slow
@pytest.mark.parametrize(("width", "theme"), WAYS)
def test_terms_by_keyboard(served: Served, browser: Browser, width: int, theme: Theme) -> None:
    """Filtered by keyboard, told, shared by the address, led to; no state has a fault."""
    with visited(browser, served.url + "sanasto/", width=width, theme=theme) as page:
        assert page.locator(".letters a").all_inner_texts() == ["G", "Ä"]
        assert (terms(page), axe(page)) == (["geeni", "genogrammi", "äidinkieli"], [])
        page.locator("#_filter").press_sequentially("sukupuun")
        assert (terms(page), axe(page)) == (["genogrammi"], [])
        page.locator("#_filter").fill("Modersmal")
        assert terms(page) == ["äidinkieli"]
        assert page.locator(".letters a:visible").all_inner_texts() == ["Ä"]
        page.locator("#_filter").press("Enter")
        with visited(browser, page.url, width=width) as shared:
            assert terms(shared) == ["äidinkieli"]
            shared.evaluate("() => { location.hash = 'geeni'; }")
            shared.locator("#geeni:visible").wait_for()
            assert shared.locator("#_filter").input_value() == ""
        page.locator("#_filter").fill("sukukartta geeni")
        assert page.locator(".filter [role=status]").inner_text().startswith("Mikään termi ei")
        assert (terms(page), axe(page)) == ([], [])


@pytest.mark.slow
def test_without_script_no_field_is_shown(served: Served, browser: Browser) -> None:
    """The letters serve, every term is there, and the days stand by date."""
    with browsing.opened(browser, served.url + "sanasto/", java_script_enabled=False) as page:
        assert page.locator("#_filter:visible").count() == 0
        assert len(terms(page)) == len(TERMS)
        page.locator(".letters a").last.click()
        assert page.url.endswith("#aidinkieli")
    with browsing.opened(browser, served.url + "kalenteri/", java_script_enabled=False) as page:
        months = page.locator(".month h3").all_inner_texts()
        assert months == ["Helmikuu 2026", "Maaliskuu 2027", "Toukokuu 2027"]


# --- the days --------------------------------------------------------------------------------


def days(page: Page) -> list[str]:
    """Give the days that stand first."""
    seen = page.locator(".days > .month li:visible").all_inner_texts()
    return [text.split(": ")[1].split("\n")[0] for text in seen]


@pytest.mark.slow
@pytest.mark.parametrize(("width", "theme"), WAYS)
def test_what_is_coming_stands_first(
    served: Served, browser: Browser, width: int, theme: Theme
) -> None:
    """What has been is folded below; what goes on today is still coming."""
    address = served.url + "kalenteri/"
    for today, coming in {
        "2026-02-03": ["Ammoin", "Alkukuu", "Loppukuu", "Myöhemmin"],
        "2027-03-17": ["Loppukuu", "Myöhemmin"],
        "2027-05-05": [],
    }.items():
        with visited(browser, address, script=at(today), width=width, theme=theme) as page:
            assert days(page) == coming
            none = page.locator(".none-coming:visible").count()
            assert none == (0 if coming else 1)
            if len(coming) < len(DAYS):
                page.locator(".past > summary").press("Enter")
                assert page.locator(".past li:visible").count() == len(DAYS) - len(coming)
            page.locator("summary", has_text="Näin tilaat").press("Enter")
            assert (
                page.locator(".address:visible").inner_text().endswith("/kalenteri/kalenteri.ics")
            )
            assert axe(page) == []
            room = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
            assert room[0] <= room[1]


# --- what is laid side by side ---------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(("width", "theme"), WAYS)
def test_a_table_compares(served: Served, browser: Browser, width: int, theme: Theme) -> None:
    """Columns where there is room, one below another on a phone; nothing is wider than the page."""
    with visited(browser, served.url + "alueet/vertailu/", width=width, theme=theme) as page:
        first, second = (
            cell.bounding_box() for cell in page.locator("td[headers^='basics']").all()
        )
        assert first
        assert second
        assert (first["y"] == second["y"]) == (width == DESK)
        assert page.locator(".comparison-of:visible").count() == (0 if width == DESK else 24)
        room = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
        assert room[0] <= room[1]
        assert axe(page) == []


# --- the collection from cards ---------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(("width", "theme"), WAYS)
@pytest.mark.parametrize("address", ["materiaalit/", "alueet/", "materiaalit/?jarjestys=nimi"])
def test_cards_are_taken_in(
    served: Served, browser: Browser, address: str, width: int, theme: Theme
) -> None:
    """By keyboard, from a list, the finder and what it finds; its state and its place are told."""
    with visited(browser, served.url + address, width=width, theme=theme) as page:
        button = page.locator("[data-collect='toinen-alue.fi']")
        if "jarjestys" in address:
            page.wait_for_function("() => document.querySelectorAll('.cards > li').length > 8")
        elif "materiaalit" in address:
            page.locator(".finder-more button").click()
        button.wait_for()
        assert page.locator(".card:not(:has([data-collect]))").count() == 0
        assert (button.get_attribute("aria-label"), button.inner_text()) == (
            "Kokoelmaan: Toinen alue",
            "Kokoelmaan",
        )
        assert (button.get_attribute("aria-pressed"), axe(page)) == ("false", [])
        button.press("Enter")
        said = page.locator(".collect-said", has_text="Lisättiin kokoelmaasi")
        said.wait_for()
        assert (button.get_attribute("aria-pressed"), axe(page)) == ("true", [])
        box = said.bounding_box()
        assert box
        assert box["y"] + box["height"] <= browsing.HEIGHT
        assert page.locator("a.collecting:visible").count() == 1
        page.reload()
        if "jarjestys" not in address and "materiaalit" in address:
            page.locator(".finder-more button").click()
        page.locator("[data-collect='toinen-alue.fi'][aria-pressed=true]").press("Space")
        page.locator(".collect-said", has_text="Poistettiin").wait_for()
        assert button.get_attribute("aria-pressed") == "false"
        assert page.locator("a.collecting:visible").count() == 0


# --- a path that is gone on with -------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(("width", "theme"), WAYS)
def test_a_begun_path_stands_first(
    served: Served, browser: Browser, width: int, theme: Theme
) -> None:
    """The latest before others, with its next step; a path that is done says so."""
    own = {"seen": [], "done": {"stages.paiva-1.tasks.lue": TICK}}
    ids = ("stages.paiva-1.tasks.lue", "stages.paiva-1.tasks.tapaa", "stages.viikko-1.tasks.seuraa")
    done = {"seen": [], "done": dict.fromkeys(ids, LATER)}
    script = keeping("paths", {"koe-onboarding": own, "toinen": done, "poissa": own})
    with visited(
        browser, served.url + "perehdytys/", script=script, width=width, theme=theme
    ) as page:
        page.locator(".resume li:last-child a >> nth=1").wait_for()
        rows = [text.split("\n") for text in page.locator(".resume li").all_inner_texts()]
        assert [[line for line in row if line] for row in rows] == [
            ["Toinen polku", "Polku on tehty", "3 / 3 tehty"],
            ["Koe onboarding", "Seuraavaksi: Tapaa tiimi", "1 / 3 tehty"],
        ]
        assert axe(page) == []
        page.locator(".resume li:last-child p a").press("Enter")
        page.wait_for_url("**/perehdytys/koe-onboarding/#stages.paiva-1.tasks.tapaa")


@pytest.mark.slow
@pytest.mark.parametrize(
    "value", [{}, {"koe-onboarding": {"seen": ["stages.paiva-1.tasks.lue"], "done": {}}}]
)
def test_where_nothing_is_begun_nothing_is_shown(
    served: Served, browser: Browser, value: object
) -> None:
    """Nor where nothing is ticked any more; and nothing is asked for."""
    asked: list[str] = []
    with visited(browser, served.url + "perehdytys/", script=keeping("paths", value)) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
        assert page.locator(".resume:visible").count() == 0
    assert asked
    assert not any(url.endswith("koe-onboarding/") for url in asked)
