"""An onboarding path in a browser: followed, kept, lost and found, on paper, in a calendar."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import icalendar
import pytest

from generator.kept import KEPT, PREFIX
from tests import browsing
from tests.browsing import axe, heard, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Download, Page

    from tests.browsing import Served, Theme

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("path")]  # every step, in a browser

PATH = "perehdytys/koe-onboarding/"
DEVICE = "koe-page/"
TASKS = ("stages.paiva-1.tasks.lue", "stages.paiva-1.tasks.tapaa", "stages.viikko-1.tasks.seuraa")
DONE = {"on": "2026-01-05", "title": "Lue esite"}
PHONE, DESK = 360, 1280
KEYS = {PREFIX + each.key for each in KEPT}
BLOCKED = """Object.defineProperty(window, "localStorage",
  { get() { throw new DOMException("no", "SecurityError"); } });"""
FULL = """Storage.prototype.setItem = () => {
  throw new DOMException("no", "QuotaExceededError"); };"""
STILL = "window.print = () => {};"


@pytest.fixture(scope="module")
def served(small: Path) -> Iterator[Served]:
    """Serve the bank of every kind."""
    with browsing.serve(small / "site") as served:
        yield served


@pytest.fixture
def start(browser: Browser, served: Served) -> Iterator[Callable[..., Page]]:
    """Open the path as a new reader, after a script; whatever goes wrong on the page is told."""
    contexts = []
    wrong: list[str] = []

    def opened_page(script: str = "", width: int = DESK, theme: Theme = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 780}, color_scheme=theme, reduced_motion="reduce"
        )
        contexts.append(context)
        context.add_init_script(STILL + script)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(served.url + PATH)
        page.locator(".path-all").wait_for()
        return page

    yield opened_page
    for context in contexts:
        context.close()
    assert wrong == []


def kept(page: Page) -> dict[str, Any]:
    """Give what the browser has kept, each thing by its name."""
    raw = page.evaluate("() => Object.fromEntries(Object.entries(localStorage))")
    return {name: json.loads(text)["value"] for name, text in raw.items()}


def keeping(**value: object) -> str:
    """Give the script that makes a browser begin with something kept, once."""
    lines = (
        f"localStorage.getItem({PREFIX + key!r}) ?? "
        f"localStorage.setItem({PREFIX + key!r}, {json.dumps(json.dumps(each))});"
        for key, each in value.items()
    )
    return "".join(lines)


def paths(own: dict[str, Any], version: int = 1) -> str:
    """Give the script that makes a browser begin with something kept of the path."""
    return keeping(paths={"version": version, "value": {"koe-onboarding": own}})


def status(page: Page, words: str, within: str = ".path") -> None:
    """Wait until the page has said something."""
    page.locator(f"{within} .said", has_text=words).wait_for()


def tool(page: Page, name: str) -> None:
    """Open one of the path's tools; it opens when it works."""
    page.locator(f".path-{name} summary").click()
    page.locator(f".path-{name}[open]").wait_for()


def title(page: Page) -> str:
    """Give the task that is next."""
    return page.locator(".path-what a").inner_text()


def text_of(download: Download) -> str:
    """Give the text of a file that a page saved, with the ends of its lines."""
    return download.path().read_bytes().decode()


def choose(page: Page, button: str, files: Any) -> None:  # noqa: ANN401 - as Playwright takes them
    """Bring in a file by a button."""
    with page.expect_file_chooser() as chooser:
        page.locator(button).click()
    chooser.value.set_files(files)


def as_file(text: str) -> dict[str, Any]:
    """Give a text as a file to be brought in."""
    return {"name": "polku.json", "mimeType": "application/json", "buffer": text.encode()}


@pytest.mark.parametrize(
    ("width", "theme"),
    [
        (PHONE, "dark"),
        pytest.param(DESK, "light", marks=pytest.mark.slow),
        pytest.param(PHONE, "light", marks=pytest.mark.slow),
        pytest.param(DESK, "dark", marks=pytest.mark.slow),
    ],
)
def test_followed_by_keyboard(start: Callable[..., Page], width: int, theme: Theme) -> None:
    """The next step is on the first screen; ticked by keyboard to its end, no state has a fault."""
    page = start("", width, theme)
    box = page.locator(".path-do").bounding_box()
    assert box
    assert box["y"] + box["height"] < 780
    assert (title(page), axe(page)) == ("Lue esite", [])
    do = page.locator(".path-do")
    do.focus()
    page.keyboard.press("Enter")
    status(page, "Tehty: Lue esite. 1 / 3 tehty")
    assert title(page) == "Tapaa tiimi"
    assert page.evaluate("() => document.activeElement.classList.contains('path-do')")
    third = page.get_by_role("checkbox", name="Seuraa kokousta")
    third.focus()
    page.keyboard.press("Space")
    status(page, "2 / 3 tehty")
    counts = page.locator(".path-count").all_inner_texts()
    assert (counts, title(page)) == (["1 / 2 tehty", "1 / 1 tehty"], "Tapaa tiimi")
    assert page.locator(".path-all progress").evaluate("(bar) => bar.position") == pytest.approx(
        2 / 3
    )
    assert axe(page) == []
    page.reload()
    assert third.is_checked()
    page.locator(".path-do").press("Space")
    assert page.locator(".path-finished").is_visible()
    assert page.evaluate("() => document.activeElement.id") == "_next"
    assert page.locator("#_next").inner_text() == "Polku on tehty"
    page.evaluate("() => document.querySelectorAll('details').forEach((d) => d.open = true)")
    assert axe(page) == []
    third.uncheck()
    status(page, "Merkintä poistettu: Seuraa kokousta. 2 / 3 tehty")
    assert title(page) == "Seuraa kokousta"
    assert set(kept(page)) <= KEYS


def test_a_double_click_does_one_task(start: Callable[..., Page]) -> None:
    """Whoever clicks twice has done one thing."""
    page = start()
    page.locator(".path-do").dblclick()
    status(page, "Tehty: Lue esite. 1 / 3 tehty")
    assert title(page) == "Tapaa tiimi"


def test_heard(start: Callable[..., Page], golden: Callable[[str, str], None]) -> None:
    """A screen reader says what is next, what was said last, and how far each stage is."""
    page = start()
    page.locator(".path-do").click()
    status(page, "Tehty: Lue esite")
    golden("web/path-heard.txt", "\n".join(heard(page, ".path")) + "\n")


def test_saved_erased_and_brought_in(start: Callable[..., Page], served: Served) -> None:
    """What was ticked comes back from its file after everything was erased on the privacy page."""
    page = start()
    page.locator(".path-do").click()
    tool(page, "notes")
    page.locator("#_notes-keep").check()
    page.locator("#_notes-text").fill("Kysyn työparista.")
    page.locator(".theme-toggle").click()
    before = kept(page)
    assert set(before) == KEYS - {PREFIX + "collection"}
    page.goto(served.url + DEVICE)
    assert "merkinnät" not in page.locator(".kept-now").inner_text()
    assert "perehdytyspolkusi" in page.locator(".kept-now").inner_text().lower()
    listed = page.locator("table.kept tbody td:last-child").all_inner_texts()
    assert set(listed) == KEYS
    assert axe(page) == []
    with page.expect_download() as saved:
        page.locator("[data-do=save]").click()
    text = text_of(saved.value)
    page.locator("[data-do=erase]").click()
    status(page, "Kaikki poistettiin.", ".kept-tools")
    assert kept(page) == {}
    assert page.locator("html").get_attribute("data-theme") is None
    assert axe(page) == []
    page.goto(served.url + PATH)
    assert page.locator(".path-all").inner_text().startswith("0 / 3")
    tool(page, "move")
    choose(page, "[data-do=take]", as_file(text))
    status(page, "Tiedosto tuotiin.", ".path-move")
    assert page.locator(".path-all").inner_text().startswith("1 / 3")
    assert page.locator("#_notes-text").input_value() == "Kysyn työparista."
    assert kept(page) == before


HOSTILE = {
    "too large": ("x" * 10_000_000, "Tiedosto on liian suuri."),
    "cut": ('{"site": "materiaalipankki", "version": 1, "kept": {"pa', "ei voitu lukea. Mitään"),
    "another's": ('{"tasks": []}', "ei ole tallennettu tältä sivustolta"),
    "newer": ('{"site": "materiaalipankki", "version": 7, "kept": {}}', "uudemmasta versiosta"),
}


@pytest.mark.parametrize(
    "names", [("cut", "another's"), pytest.param(("too large", "newer"), marks=pytest.mark.slow)]
)
def test_bad_files_change_nothing(start: Callable[..., Page], names: tuple[str, str]) -> None:
    """A file that is too large, cut, another's or newer is refused in words."""
    page = start()
    page.locator(".path-do").click()
    before = kept(page)
    tool(page, "move")
    for text, words in (HOSTILE[name] for name in names):
        choose(page, "[data-do=take]", as_file(text))
        status(page, words, ".path-move")
        assert kept(page) == before


def test_a_script_in_a_file_is_only_words(start: Callable[..., Page]) -> None:
    """Markup in what comes from a file is shown as it is written, on the sheet too."""
    name = "<img src=x onerror=\"document.title='x'\">"
    own = {"seen": list(TASKS), "done": {"stages.ennen.tasks.vanha": {**DONE, "title": name}}}
    value = {"koe-onboarding": own, "<script>": own}
    file = {"site": "materiaalipankki", "version": 1, "kept": {"paths": {"version": 1}}}
    file["kept"]["paths"]["value"] = value  # type: ignore[index]
    page = start()
    tool(page, "move")
    choose(page, "[data-do=take]", as_file(json.dumps(file)))
    status(page, "paitsi se osa", ".path-move")
    tool(page, "sign")
    page.locator(".path-sign .path-print").click()
    assert page.locator(".sheet-earlier th").last.text_content() == name
    assert page.locator("main img[src=x]").count() == 0
    assert page.title() != "x"


@pytest.mark.parametrize(
    ("script", "words"),
    [(BLOCKED, "ei anna"), pytest.param(FULL, "täynnä", marks=pytest.mark.slow)],
    ids=["blocked", "full"],
)
def test_where_nothing_can_be_kept(start: Callable[..., Page], script: str, words: str) -> None:
    """A browser that keeps nothing says so, and the page works as long as it is open."""
    page = start(script)
    page.locator(".path-do").click()
    status(page, words)
    assert (title(page), axe(page)) == ("Tapaa tiimi", [])
    tool(page, "notes")
    page.locator("#_notes-text").fill("Kysyn.")
    page.locator("#_notes-keep").click()
    status(page, words, ".path-notes")
    assert not page.locator("#_notes-keep").is_checked()
    assert page.locator("#_notes-text").input_value() == "Kysyn."
    page.locator(".theme-toggle").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_a_newer_path_keeps_what_was_done(start: Callable[..., Page], tmp_path: Path) -> None:
    """A path that has changed keeps its ticks, names what is new, and prints what has gone."""
    gone = {"on": "2026-01-02", "title": "Lue vanha opas"}
    own = {
        "seen": [TASKS[0], "stages.ennen.tasks.seuraa", "stages.ennen.tasks.vanha"],
        "done": {TASKS[0]: DONE, "stages.ennen.tasks.seuraa": DONE, "stages.x.tasks.vanha": gone},
        "start": "2026-01-01",
    }
    page = start(paths(own))
    assert page.locator(".path-all").inner_text().startswith("2 / 3")
    assert page.locator(".path-news li").all_inner_texts() == ["Tapaa tiimi"]
    assert page.locator(".path-new").all_inner_texts() == ["Uusi"]
    assert axe(page) == []
    page.locator(".path-news button").click()
    assert not page.locator(".path-news").is_visible()
    tool(page, "sign")
    page.locator(".path-sign .path-print").click()
    page.pdf(path=tmp_path / "sheet.pdf")
    printed = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "sheet.pdf"), "-"],  # noqa: S607 - Debian's own
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    lines = [" ".join(line.split()) for line in printed.splitlines()]
    assert "Lue esite 5.1.2026" in lines
    assert "Tapaa tiimi" in lines
    assert "Lue vanha opas 2.1.2026" in lines
    assert "1.1.2026" in printed
    assert printed.count("Allekirjoitus") == 2
    assert "Valikko" not in printed
    assert "Istu mukana." not in printed
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert page.locator(".sheet").count() == 0
    page.reload()
    assert not page.locator(".path-news").is_visible()


@pytest.mark.parametrize(
    ("script", "words", "count"),
    [
        (keeping(paths={"version": 9, "value": {}}), "uudemman version", 0),
        (f"localStorage.setItem('{PREFIX}paths', '{{\"version\":1,\"va');", "ei voitu lukea", 0),
        (paths({"seen": 4, "done": {TASKS[0]: DONE, TASKS[1]: {"on": 1}}}), "Osaa tallessa", 1),
    ],
    ids=["newer", "cut", "half"],
)
def test_other_data_is_told_and_stays(
    start: Callable[..., Page], script: str, words: str, count: int
) -> None:
    """What a newer page kept stays; what is cut or half broken is set aside; both are told."""
    page = start(script)
    status(page, words)
    assert page.locator(".path-all").inner_text().startswith(f"{count} / 3")
    before = page.evaluate(f"() => localStorage.getItem('{PREFIX}paths')")
    page.locator(".path-do").click()
    status(page, f"{count + 1} / 3 tehty")
    everything = page.evaluate("() => Object.values(localStorage)")
    assert before in everything


def test_two_tabs_lose_nothing(start: Callable[..., Page], served: Served) -> None:
    """What one tab ticks or notes is seen in the other, and neither undoes the other's."""
    one = start()
    two = one.context.new_page()
    two.goto(served.url + PATH)
    one.locator(".path-do").click()
    two.locator(".path-all", has_text="1 / 3").wait_for()
    two.get_by_role("checkbox", name="Seuraa kokousta").check()
    one.locator(".path-all", has_text="2 / 3").wait_for()
    for page in (one, two):
        tool(page, "notes")
    two.locator("#_notes-text").fill("Toisessa.")
    one.locator("#_notes-text").fill("Yhdessä.")
    one.locator("#_notes-keep").check()
    two.wait_for_function("() => document.querySelector('#_notes-text').value.includes('Yhd')")
    two.locator("#_notes-text").press("Control+End")
    two.locator("#_notes-text").type("!")
    note = kept(one)[f"{PREFIX}notes"]["koe-onboarding"]
    assert "Yhdessä." in note
    assert "Toisessa." in note


def test_notes_are_kept_only_when_one_wants(start: Callable[..., Page]) -> None:
    """Unkept notes go with the page, kept ones stay until the choice is taken back."""
    page = start()
    tool(page, "notes")
    field, keep = page.locator("#_notes-text"), page.locator("#_notes-keep")
    said = page.locator(".path-notes [data-kept]")
    assert "eivät säily" in said.inner_text()
    field.fill("Kysyn.")
    page.reload()
    tool(page, "notes")
    assert (field.input_value(), kept(page)) == ("", {})
    keep.check()
    field.fill("Kysyn.")
    assert "säilyvät" in said.inner_text()
    page.reload()
    tool(page, "notes")
    assert (field.input_value(), keep.is_checked()) == ("Kysyn.", True)
    keep.uncheck()
    assert kept(page)[f"{PREFIX}notes"] == {}
    assert field.input_value() == "Kysyn."


def test_the_calendar(start: Callable[..., Page]) -> None:
    """From a chosen first day come the days on which the stages begin, under lasting names."""
    page = start()
    tool(page, "calendar")
    button = page.locator(".path-calendar button")
    button.click()
    status(page, "Valitse ensin", ".path-calendar")
    assert page.evaluate("() => document.activeElement.id") == "_start"
    page.locator("#_start").fill("12026-11-27")  # a slip of the fingers: no year of anybody's
    button.click()
    assert page.evaluate("() => localStorage.length") == 0
    names = []
    for day in ("2026-11-27", "2026-11-28"):
        page.locator("#_start").fill(day)
        with page.expect_download() as saved:
            button.click()
        assert saved.value.suggested_filename == "koe-onboarding.ics"
        events = icalendar.Calendar.from_ical(text_of(saved.value)).walk("VEVENT")
        names.append([str(event["UID"]) for event in events])
    assert names[0] == names[1]
    assert [event.decoded("DTSTART").isoformat() for event in events] == [
        "2026-11-30",
        "2026-12-07",
    ]
    assert "Lue esite (10" in str(events[0]["DESCRIPTION"])
    page.reload()
    tool(page, "calendar")
    assert page.locator("#_start").input_value() == "2026-11-28"


def test_tools_that_cannot_be_loaded_say_so(start: Callable[..., Page]) -> None:
    """Where the connection is lost nothing opens dead; when it is back, they open."""
    page = start()
    page.route("**/path-tools.js", lambda route: route.abort())
    notes = page.locator(".path-notes")
    for _ in range(2):
        notes.locator("summary").click()
        status(page, "ei saatu ladattua", ".path-tools")
        assert notes.get_attribute("open") is None
    page.unroute("**/path-tools.js")
    notes.locator("summary").click()
    page.locator(".path-notes[open] textarea").wait_for()
    assert page.locator(".tools-said").inner_text() == ""


def test_without_a_script(browser: Browser, served: Served) -> None:
    """The first step, the stages and the paper are there; nothing is offered that does not work."""
    with opened(browser, served.url + PATH, width=PHONE, java_script_enabled=False) as page:
        assert title(page) == "Lue esite"
        assert page.locator(".path-paper").is_visible()
        assert page.locator(".path-stages").inner_text().count("tehtävä") == 2
        assert page.locator(".path-tools > details:visible").count() == 1
        assert page.locator("main button:visible, main progress:visible").count() == 0
        assert page.locator(".record-files a[href$='koe-onboarding.pdf']").is_visible()
        page.locator(".path-what a").click()
        assert page.url.endswith(TASKS[0])


def test_the_theme_of_an_older_page_is_kept(start: Callable[..., Page]) -> None:
    """A theme that was kept before there was one way of keeping is still heeded."""
    page = start("localStorage.setItem('theme', 'dark');")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert kept(page) == {f"{PREFIX}theme": "dark"}
