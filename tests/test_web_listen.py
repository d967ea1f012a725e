"""Listening to a page of a family or a child: by a voice of the device's own, never another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests import browsing
from tests.browsing import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browsing import Served, Theme

ADDRESS = "esitteet/perheelle/"
OWN = {"localService": True, "lang": "fi-FI", "name": "oma"}
OTHERS = [
    OWN | {"localService": False},
    OWN | {"lang": "sv-SE"},
    OWN | {"lang": "fil-PH"},
]
# A device that says nothing until the test lets it end a sentence.
DEVICE = """(() => {
  let now = null;
  const said = [];
  class Spoken { constructor(text) { this.text = text; } }
  const device = Object.assign(new EventTarget(), {
    voices: %s, said, cancelled: 0,
    getVoices: () => device.voices,
    speak: (spoken) => { now = spoken; said.push([spoken.text, spoken.voice.name, spoken.lang]); },
    cancel: () => { const gone = now; now = null; device.cancelled += 1;
      gone?.onerror?.({ error: "canceled" }); },
    end: () => { const done = now; now = null; done.onend(); },
  });
  Object.defineProperty(window, "speechSynthesis", { value: device });
  Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Spoken });
})()"""
MARKED = "() => [...(CSS.highlights.get('said') ?? [])].map(String).join('|')"


@pytest.fixture(scope="module")
def served(small: Path) -> Iterator[Served]:
    """Serve the small bank's site."""
    with browsing.serve(small / "site") as served:
        yield served


def _opened(page: Page, url: str, voices: list[dict[str, object]]) -> None:
    page.add_init_script(DEVICE % json.dumps(voices))
    page.goto(url)


def _said(page: Page) -> list[str]:
    return [words for words, *_ in page.evaluate("() => speechSynthesis.said")]


def test_a_page_is_read_by_keyboard(served: Served, browser: Browser) -> None:
    """It begins with the heading, marks each sentence, pauses, goes on, stops; leaving silences."""
    context = browser.new_context()
    page = context.new_page()
    _opened(page, served.url + ADDRESS, [*OTHERS, OWN])
    button = page.get_by_role("button", name="Kuuntele")
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("() => speechSynthesis.said") == [["Perheelle", "oma", "fi-FI"]]
    assert page.evaluate(MARKED) == "Perheelle"
    page.evaluate("() => speechSynthesis.end()")
    second = _said(page)[1]
    assert page.evaluate(MARKED) == second
    page.keyboard.press("Enter")
    assert page.locator(".listen button").first.inner_text() == "Jatka kuuntelua"
    assert page.evaluate("() => speechSynthesis.cancelled") == 1
    page.keyboard.press("Enter")
    assert _said(page)[2:] == [second]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(MARKED) == ""
    assert page.evaluate("() => document.activeElement.textContent") == "Kuuntele"
    page.evaluate("() => dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("() => speechSynthesis.cancelled") == 3
    context.close()


@pytest.mark.slow
def test_the_whole_text_is_read_once(served: Served, browser: Browser) -> None:
    """Every sentence that a family reads is said, in order; what is for workers or tools is not."""
    context = browser.new_context()
    page = context.new_page()
    _opened(page, served.url + ADDRESS, [OWN])
    page.get_by_role("button", name="Kuuntele").click()
    for _ in range(500):
        if page.evaluate(MARKED) == "":
            break
        page.evaluate("() => speechSynthesis.end()")
    assert page.get_by_role("button", name="Kuuntele").is_visible()
    said = _said(page)
    shown = page.evaluate(
        "() => ['.for-staff', '.exit', '.exit-note', '.to-paper', '.on-paper', '.choices',"
        " '.listen', '.cards']"
        ".forEach((each) => document.querySelectorAll(each).forEach((it) => it.remove()))"
        " || document.querySelector('.page').innerText"
    )
    bare = " ".join(shown.replace("\u00ad", "").split())
    assert "".join("".join(said).split()) == "".join(bare.split())
    context.close()


@pytest.mark.parametrize("voices", [[], OTHERS], ids=["none", "only others"])
def test_no_voice_no_button(
    served: Served, browser: Browser, voices: list[dict[str, object]]
) -> None:
    """Without a voice of its own in the page's language nothing is offered, until one comes."""
    context = browser.new_context()
    page = context.new_page()
    _opened(page, served.url + ADDRESS, voices)
    assert not page.locator(".listen").is_visible()
    page.evaluate(
        "(voice) => { speechSynthesis.voices = [voice];"
        " speechSynthesis.dispatchEvent(new Event('voiceschanged')); }",
        OWN,
    )
    assert page.locator(".listen").is_visible()
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", [360, 1280])
def test_reading_is_accessible(served: Served, browser: Browser, width: int, theme: Theme) -> None:
    """While a page is read, every rule of axe-core holds."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce"
    )
    page = context.new_page()
    _opened(page, served.url + ADDRESS, [OWN])
    page.get_by_role("button", name="Kuuntele").click()
    assert browsing.axe(page) == []
    page.locator(".listen button").first.click()
    assert browsing.axe(page) == []
    context.close()
