"""A measure in a browser: answered, joined of files, seen as a picture and a table, on paper."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests import browsing
from tests.browsing import axe, heard, visited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, FilePayload, Page

    from tests.browsing import Served, Theme

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("measure")]  # every step, in a browser

MEASURE = "mittarit/koe-measure/"
PHONE, DESK = 360, 1280
HEARD, TURNS = "dimensions.puhe.kuuntelu", "dimensions.puhe.vuorot"


@pytest.fixture(scope="module")
def served(small: Path) -> Iterator[Served]:
    """Serve the bank of every kind."""
    with browsing.serve(small / "site") as served:
        yield served


def unfold(page: Page) -> None:
    """Open the measure by keyboard; its heading has the focus then."""
    page.locator(".fill-open").focus()
    page.keyboard.press("Enter")
    page.locator(".weigh").wait_for()
    assert page.evaluate("() => document.activeElement.id") == "_fill-title"


def status(page: Page, words: str, of: str = "rounds") -> None:
    """Wait until the measure has said something."""
    page.locator(f".said-{of}", has_text=words).wait_for()


def chosen(page: Page, key: str, place: int) -> None:
    """Choose a value of a statement."""
    page.locator(f"input[name='{key}'][value='{place}']").check()


def saved(page: Page) -> str:
    """Save the rounds; give the file's text."""
    with page.expect_download() as download:
        page.locator("[data-do=save]").click()
    assert download.value.suggested_filename.startswith("koe-measure-2026-11")
    return download.value.path().read_text(encoding="utf-8")


def team(first: int, *values: int, month: str = "2026-11", **changes: object) -> dict[str, Any]:
    """Give a team's file: each answered one statement, by the places of its scale."""
    counts = [values.count(0), values.count(1)]
    answers = [f"{first + number:032x}" for number, _ in enumerate(values)]
    rounds = [{"month": month, "answers": answers, "counts": {HEARD: counts, TURNS: counts}}]
    file = {"site": "materiaalipankki", "file": "measure", "version": 1}
    return file | {"measure": "koe-measure", "edition": "1.0", "rounds": rounds} | changes


def bring(page: Page, *files: dict[str, Any] | str, name: str = "tiimi") -> None:
    """Bring in files."""
    with page.expect_file_chooser() as chooser:
        page.locator("[data-do=take]").click()
    payloads: list[FilePayload] = [
        {
            "name": f"{name}-{number}.json",
            "mimeType": "application/json",
            "buffer": (file if isinstance(file, str) else json.dumps(file)).encode(),
        }
        for number, file in enumerate(files, 1)
    ]
    chooser.value.set_files(payloads)


def rows(page: Page, table: str = ".weigh-table") -> list[list[str]]:
    """Give the cells of a table of the result."""
    found = page.locator(f"{table} tbody tr")
    cells = "(all) => all.map((row) => [...row.children].map((each) => each.textContent))"
    return list(found.evaluate_all(cells))


@pytest.mark.parametrize("theme", browsing.THEMES)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_answered_by_keyboard(browser: Browser, served: Served, width: int, theme: Theme) -> None:
    """One after another answers by keyboard and sees the picture; no state has a fault."""
    with visited(browser, served.url + MEASURE, width=width, theme=theme) as page:
        assert page.locator("#_month").count() == 0
        unfold(page)
        page.locator("#_month").fill("2026-11")
        assert axe(page) == []
        page.locator("[data-do=show]").press("Enter")
        status(page, "Vastaa ensin", "answers")
        page.locator(f"input[name='{HEARD}']:checked").focus()
        page.keyboard.press("ArrowUp")  # the group is one stop; its arrows choose
        assert page.locator(f"input[name='{HEARD}'][value='1']").is_checked()
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        page.locator("[data-do=show]").press("Enter")
        assert page.evaluate("() => document.activeElement.textContent") == "Tulos"
        assert rows(page)[0] == ["Puhe", "1 Ei – 2 Kyllä", "–", "–", "–"]
        assert rows(page, ".weigh-each")[0] == ["Kuuntelimme.", "–", "–", "–", "–"]
        assert page.locator(".w-bar").count() == 0
        assert axe(page) == []
        for number in (2, 3, 4):
            page.locator("[data-do=next]").press("Enter")
            status(page, "otettiin mukaan", "answers")
            assert not page.locator(".weigh-result").is_visible()
            assert page.locator(".weigh-who").inner_text() == f"Vastaaja {number}"
            assert page.locator(".weigh-one input:checked:not([value=''])").count() == 0
            chosen(page, HEARD, 1)
        page.locator("[data-do=show]").press("Enter")
        assert rows(page)[0] == ["Puhe", "2 Kyllä", "1", "4", "5"]
        assert page.locator(".weigh-round").inner_text() == "marraskuu 2026: 4 vastaajaa"
        page.locator(".weigh-statements summary").press("Enter")
        assert rows(page, ".weigh-each")[:2] == [
            ["Kuuntelimme.", "2 Kyllä", "0", "4", "4"],
            ["Jokainen sai vuoron.", "–", "–", "–", "–"],
        ]
        assert axe(page) == []
        room = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
        assert room[0] <= room[1]


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_three_teams_in_one_picture(browser: Browser, served: Served, width: int) -> None:
    """Three teams' files become one picture, and rounds of other months a line over time."""
    with visited(browser, served.url + MEASURE, width=width) as page:
        unfold(page)
        bring(page, team(10, 0, 1), team(20, 1, 1, 1), team(30, 0))
        status(page, "Tuotiin: tiimi-3.json.")
        assert page.locator(".weigh-round").inner_text() == "marraskuu 2026: 6 vastaajaa"
        assert rows(page)[0] == ["Puhe", "2 Kyllä", "4", "8", "12"]
        assert page.locator(".w-bar").count() == 2
        assert page.locator(".weigh-spread [role=img]").get_attribute("aria-label") == (
            "Tuloksen kuva: marraskuu 2026: 6 vastaajaa"
        )
        assert not page.locator(".weigh-time").is_visible()
        bring(page, team(40, 0, 0, month="2025-11"), team(50, 0, month="2026-05"), name="ennen")
        status(page, "ennen-2.json")
        assert page.locator(".weigh-line svg").count() == 3
        over = rows(page, ".weigh-line-table")
        assert over[0] == ["Puhe", "1 Ei", "1 Ei", "2 Kyllä"]
        assert axe(page) == []
        page.get_by_role("button", name="Jätä pois: tiimi-2.json").press("Enter")
        status(page, "Jätettiin pois: tiimi-2.json.")
        assert page.locator(".weigh-round").inner_text() == "marraskuu 2026: 3 vastaajaa"
        assert rows(page)[0] == ["Puhe", "1 Ei", "–", "–", "–"]
        assert page.locator(".w-bar").count() == 0


def test_saved_and_joined(browser: Browser, served: Served) -> None:
    """A round that is saved joins another's, counts nobody twice, and holds no words of anyone."""
    with visited(browser, served.url + MEASURE) as page:
        unfold(page)
        page.locator("#_month").fill("2026-11")
        chosen(page, HEARD, 1)
        chosen(page, TURNS, 0)
        leave = "() => !dispatchEvent(new Event('beforeunload', {cancelable: true}))"
        assert page.evaluate(leave)
        text = saved(page)
        status(page, "Siinä ei ole nimiä")
        assert not page.evaluate(leave)
        (own,) = json.loads(text)["rounds"]
        assert (own["counts"][HEARD], own["counts"][TURNS]) == ([0, 1], [1, 0])
        bring(page, text)
        status(page, "ovat jo mukana")
        page.reload()
        assert page.locator(".weigh").count() == 0
        unfold(page)
        assert page.locator(".weigh-list li").count() == 0
        bring(page, text, team(10, 1, 1, 1))
        status(page, "tiimi-2.json")
        page.locator("#_month").fill("2026-11")
        joined = json.loads(saved(page))
        assert [len(each["answers"]) for each in joined["rounds"]] == [4]
        assert joined["rounds"][0]["counts"][HEARD] == [0, 4]
        assert page.evaluate("() => [localStorage.length, sessionStorage.length]") == [0, 0]


HOSTILE: dict[str, tuple[dict[str, Any] | str, str]] = {
    "cut": (json.dumps(team(1, 0))[:150], "ei voitu lukea"),
    "large": ("x" * 10_000_000, "liian suuri"),
    "foreign": ('{"rounds": []}', "ei ole tallennettu tältä sivustolta"),
    "newer": (team(1, 0, version=2), "uudemmasta versiosta"),
    "another measure": (team(1, 0, measure="muu"), "toisesta mittarista"),
    "another version": (team(1, 0, edition="2.0"), "toisesta versiosta"),
    "shape": (team(1, 0, rounds=[{"month": "<b>", "answers": 1, "counts": []}]), "ei voitu lukea"),
}


def test_bad_files_change_nothing(browser: Browser, served: Served) -> None:
    """A file that is cut, large, hostile, of another measure or version is refused in words."""
    with visited(browser, served.url + MEASURE) as page:
        unfold(page)
        bring(page, team(10, 0, 1, 1, 1))
        status(page, "Tuotiin")
        before = (rows(page), page.locator(".weigh-list").inner_text())
        for file, words in HOSTILE.values():
            bring(page, file, name="<img src=x onerror=document.title='x'>")
            status(page, words)
            status(page, "Ei tuotu: <img src=x")
            assert (rows(page), page.locator(".weigh-list").inner_text()) == before
        bring(page, team(20, 1), name="<img src=x onerror=document.title='x'>")
        status(page, "Tuotiin: <img")
        assert page.locator("main img[src=x]").count() == 0
        assert page.title() != "x"
        assert axe(page) == []


def test_printed(browser: Browser, served: Served, tmp_path: Path) -> None:
    """The result prints with its picture, its table and what the values mean, and no answers."""
    with visited(browser, served.url + MEASURE) as page:
        unfold(page)
        bring(page, team(10, 0, 1, 1, 1), team(20, 0, month="2025-11"))
        status(page, "tiimi-2.json")
        page.locator("[data-do=print]").press("Enter")
        assert page.evaluate("() => window.printed")
        page.pdf(path=tmp_path / "printed.pdf")
    command = ["pdftotext", "-layout", str(tmp_path / "printed.pdf"), "-"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    words = " ".join(printed.split())
    for text in ("Tulos", "marraskuu 2026: 4 vastaajaa", "Aloittakaa.", "Versio 1.0", "11/2025"):
        assert text in words
    assert "Puhe 2 Kyllä 2 6 8" in words
    for text in ("En tiedä", "Seuraava vastaaja", "Kierrokset tiedostoina", "Valikko"):
        assert text not in words


def test_heard(browser: Browser, served: Served, golden: Callable[[str, str], None]) -> None:
    """A screen reader names the pictures, and reads the same as tables, each cell in its row."""
    with visited(browser, served.url + MEASURE) as page:
        unfold(page)
        bring(page, team(10, 0, 1, 1, 1), team(20, 0, month="2025-11"))
        status(page, "tiimi-2.json")
        golden("web/measure-heard.txt", "\n".join(heard(page, ".weigh-result")) + "\n")


def test_nothing_stays(browser: Browser, served: Served) -> None:
    """Stopped or left, the measure is closed and opens empty."""
    with visited(browser, served.url + MEASURE) as page:
        for way in ("stop", "left"):
            unfold(page)
            chosen(page, HEARD, 1)
            if way == "stop":
                page.locator("[data-do=stop]").last.press("Enter")
                assert page.evaluate("() => document.activeElement.className").endswith("fill-open")
            else:
                page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide'))")
            assert page.locator("#purpose").is_visible()
        unfold(page)
        assert page.locator(".weigh-one input:checked:not([value=''])").count() == 0
