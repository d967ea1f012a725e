"""A form filled in on its page: by keyboard and mouse, on paper, as text, and gone afterwards."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from tests import bank, browsing
from tests.browsing import axe, opened
from tests.tagged import letters, read_aloud

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

    from tests.browsing import Theme

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("fill")]  # every step, in a browser

INVITATION, MEETING = "perheen-lomakkeet/kutsu/", "tapaamiset/koe-meeting/"
FORM = "pohjat/koe-form/"
PHONE, DESK = 360, 1280
PARTS = {
    "aika": {
        "title": "Milloin ja missä?",
        "text": "- {meeting_time}\n- {meeting_place}\n\nSoita {worker} ensin.",
    },
    "vastaus": {
        "title": "Vastaus",
        "text": "Kirjoita, mitä haluat.",
        "fields": {
            "syy": {"title": "Syy tavata", "type": "text", "rows": "3", "hint": "Lyhyesti"},
            "mukaan": {"title": "Kenet haluan mukaan?", "type": "line"},
            "paiva": {"title": "Toinen päivä", "type": "date"},
            "tulen": {
                "title": "Voitko tulla?",
                "type": "checkboxes",
                "choices": {"tulen": "Tulen.", "soita": "Soita."},
            },
            "sovittu": {
                "title": "Sovittu",
                "type": "table",
                "rows": "2",
                "choices": {"mita": "Mitä", "kuka": "Kuka tekee"},
            },
            "kuva": {"title": "Piirrä tai kirjoita", "type": "space", "rows": "4"},
        },
    },
}
FILES: bank.Files = {
    "materials/sheet/kutsu.yaml": bank.record("sheet", title="Kutsu tapaamiseen", parts=PARTS),
}


@pytest.fixture(scope="module")
def site(once: bank.Once) -> Path:
    """Give the built site of an invitation, a meeting and a form."""

    def make(folder: Path) -> None:
        kinds = ("meeting", "form")
        files = {bank.path_of(kind, f"koe-{kind}"): bank.record(kind) for kind in kinds}
        source = bank.write(folder / "source", bank.FILES | files | FILES)
        outcome = bank.build_here(source, folder / "site")
        assert outcome.code == 0, bank.lines(outcome.problems)

    return once("fill", make) / "site"


@pytest.fixture
def start(browser: Browser, site: Path) -> Iterator[Callable[..., Page]]:
    """Open a page as a new reader; whatever goes wrong on it is told."""
    contexts = []
    wrong: list[str] = []
    with browsing.serve(site) as served:

        def opened_page(address: str, width: int = DESK, theme: Theme = "light") -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": 780},
                color_scheme=theme,
                reduced_motion="reduce",
                permissions=["clipboard-read", "clipboard-write"],
            )
            contexts.append(context)
            context.add_init_script("window.print = () => { window.printed = true; };")
            page = context.new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.goto(served.url + address)
            return page

        yield opened_page
        for context in contexts:
            context.close()
    assert wrong == []


def unfold(page: Page) -> None:
    """Open the sheet by keyboard; its heading has the focus then."""
    page.locator(".fill-open").focus()
    page.keyboard.press("Enter")
    page.locator(".fill").wait_for()
    assert page.evaluate("() => document.activeElement.id") == "_fill-title"


def field(page: Page, name: str, role: Any = "textbox") -> Locator:  # noqa: ANN401 - a role's name
    """Find a control by the name that it is called by."""
    return page.locator(".fill").get_by_role(role, name=name, exact=True)


def fill(page: Page) -> None:
    """Fill a half of the invitation in: the day and the place by keyboard, the rest as it comes."""
    field(page, "Päivä ja kellonaika:").focus()
    page.keyboard.type("3.12. klo 14")
    page.keyboard.press("Tab")
    page.keyboard.type("Koulun aula")
    field(page, "Syy tavata").fill("Puhutaan arjesta.\nJa levosta.")
    page.get_by_label("Toinen päivä").fill("2026-12-04")
    field(page, "Soita.", "checkbox").press("Space")
    field(page, "Kuka tekee 2").fill("Äiti")


FILLED = (
    ("Päivä ja kellonaika: ________", "Päivä ja kellonaika: 3.12. klo 14"),
    ("Paikka: ________", "Paikka: Koulun aula"),
    ("(Lyhyesti)", "(Lyhyesti)\nPuhutaan arjesta.\nJa levosta."),
    ("Toinen päivä:", "Toinen päivä: 4.12.2026"),
    ("[ ] Soita.", "[x] Soita."),
    ("Mitä:\nKuka tekee:\n\nPiirrä", "Mitä:\nKuka tekee: Äiti\n\nPiirrä"),
)


def saved(page: Page) -> str:
    """Save as text; give what was saved."""
    with page.expect_download() as download:
        page.locator("[data-do=save]").click()
    return download.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("width", "theme"),
    [
        (PHONE, "dark"),
        pytest.param(DESK, "light", marks=pytest.mark.slow),
        pytest.param(PHONE, "light", marks=pytest.mark.slow),
        pytest.param(DESK, "dark", marks=pytest.mark.slow),
    ],
)
def test_filled_in(start: Callable[..., Page], site: Path, width: int, theme: Theme) -> None:
    """Opened and filled by keyboard it has no fault, and its text is its file's, filled in."""
    page = start(INVITATION, width, theme)
    unfold(page)
    file = (site / INVITATION / "kutsu.txt").read_text(encoding="utf-8")
    assert saved(page) == file
    fill(page)
    assert axe(page) == []
    room = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    assert room[0] <= room[1]
    for old, new in FILLED:
        assert old in file
        file = file.replace(old, new)
    page.locator("[data-do=copy]").press("Enter")
    page.locator(".fill .said", has_text="Kopioitu").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == file
    assert saved(page) == file
    page.locator("[data-do=print]").click()
    assert page.evaluate("() => window.printed")


def printed(page: Page, folder: Path) -> str:
    """Print the page; give the letters of the paper in their order."""
    page.pdf(path=folder / "printed.pdf")
    command = ["pdftotext", "-raw", str(folder / "printed.pdf"), "-"]
    return letters(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def in_order(labels: list[str], text: str) -> list[str]:
    """Give the labels that do not stand in a text, each after the one before."""
    at, missing = 0, []
    for label in labels:
        found = text.find(letters(label), at)
        if found < 0:
            missing.append(label)
        else:
            at = found + len(letters(label))
    return missing


HEADS = """() => [...document.querySelectorAll(".fill :is(h1, h2, h3, th, legend,"
  + " .fill-field > label, .blank-label)")].map((each) => each.textContent)"""


@pytest.mark.parametrize(
    ("address", "name", "own", "after"),
    [
        (INVITATION, "kutsu", "Milloin ja missä?", []),
        (MEETING, "koe-meeting", "Kirjaamispohja", []),
        pytest.param(
            *(FORM, "koe-form", "Tavoite", ["Keksitty esimerkki", "Tavoite"]),
            marks=pytest.mark.slow,
        ),
    ],
)
def test_printed(
    start: Callable[..., Page],
    site: Path,
    tmp_path: Path,
    address: str,
    name: str,
    own: str,
    after: list[str],
) -> None:
    """It prints alone, under the paper's head, with the PDF's headings and labels in its order."""
    heads, said = read_aloud((site / address / f"{name}.pdf").read_bytes())
    page = start(address)
    unfold(page)
    shown, paper = page.evaluate(HEADS), printed(page, tmp_path)
    assert (in_order(shown, paper), in_order(shown, letters(said))) == ([], [])
    blanks = page.locator(".fill .blank-label").all_text_contents()
    expected = [heads[0], *heads[heads.index(own) :]]
    assert [each for each in shown if each not in blanks] + after == expected
    (notice,) = page.locator(".fill .client-data").all_inner_texts()
    mild = "vielä luonnos"
    draft = mild if letters(mild) in letters(said) else "Luonnos"
    for text in (notice, "Versio 1.0", draft):
        assert letters(text) in paper
        assert letters(text) in letters(said)
    for text in ("Valikko", "Se, mitä kirjoitat", "Tallenna tekstinä", "Poistu", "Keksitty"):
        assert letters(text) not in paper


def test_what_is_written_is_printed(start: Callable[..., Page], tmp_path: Path) -> None:
    """Paper shows every answer, a day as one says it, and pen lines where nothing is written."""
    page = start(INVITATION)
    unfold(page)
    fill(page)
    page.pdf(path=tmp_path / "printed.pdf")
    answers = [
        "3.12. klo 14",
        "Koulun aula",
        "Puhutaan arjesta.",
        "Ja levosta.",
        "4.12.2026",
        "Äiti",
    ]
    assert in_order(answers, printed(page, tmp_path)) == []
    page.emulate_media(media="print")
    lines = ".fill-rule:visible"
    assert page.locator(f".fill-text {lines}").count() == 0
    assert page.locator(f".fill-line {lines}").count() == 1
    assert page.locator(f".fill-space {lines}").count() == 4


EMPTY = """() => [...document.querySelectorAll(".fill [data-slot]")].every((each) =>
  !each.value.replace("on", "") && !each.checked)"""


@pytest.mark.parametrize(
    "way", ["reload", "back", "restored", pytest.param("stop", marks=pytest.mark.slow)]
)
def test_nothing_stays(start: Callable[..., Page], way: str) -> None:
    """Reloaded, come back to, restored or stopped, the sheet is closed, and opens empty."""
    page = start(INVITATION)
    page.on("dialog", lambda dialog: dialog.accept())
    unfold(page)
    fill(page)
    assert not page.evaluate(EMPTY)
    url = page.url
    if way == "reload":
        page.reload()
    elif way == "back":
        page.goto(url.replace(INVITATION, ""))
        page.go_back()
    elif way == "restored":  # as from the browser's own copy of a page that was left
        page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    else:
        page.locator("[data-do=stop]").last.click()
        assert page.evaluate("() => document.activeElement.classList.contains('fill-open')")
    assert page.locator(".fill").count() == 0
    assert page.locator("h1").count() == 1
    assert page.locator("#keeping").is_visible()
    unfold(page)
    assert page.evaluate(EMPTY)
    assert page.evaluate("() => [localStorage.length, sessionStorage.length, location.hash]") == [
        0,
        0,
        "",
    ]


# What playwright asks Chromium to begin without, so that it begins with the tabs that it had.
RESTORING = ["--no-startup-window", "about:blank"]
PLAIN = '<input id="plain" aria-label="Tavallinen">'
SECRET, KNOWN = "Koulun aula", "Tavallinen sana"


def _session(profile: Path) -> bytes:
    """Give what a browser has written down of its tabs."""
    return b"".join(file.read_bytes() for file in profile.glob("Default/Sessions/*"))


def test_a_restored_tab_is_empty(browser: Browser, site: Path, tmp_path: Path) -> None:
    """A browser that gives a tab back with what was typed gives back, and has kept, no sheet."""
    preferences = tmp_path / "Default" / "Preferences"
    preferences.parent.mkdir()
    preferences.write_text('{"session": {"restore_on_startup": 1}}', encoding="utf-8")

    def started() -> BrowserContext:
        return browser.browser_type.launch_persistent_context(
            tmp_path,
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--restore-last-session"],
            ignore_default_args=RESTORING,
        )

    with browsing.serve(site) as served:
        served.plant("</footer>", f"{PLAIN}</footer>", f"{INVITATION}index.html")
        with started() as context:
            page = context.new_page()
            page.goto(served.url + INVITATION)
            page.locator("#plain").fill(KNOWN)
            unfold(page)
            fill(page)
            for _ in range(3000):  # the browser writes it down when it has the time
                if KNOWN.encode("utf-16-le") in (left := _session(tmp_path)):
                    break
                page.evaluate("() => new Promise(requestAnimationFrame)")
            else:
                pytest.fail("the browser has written nothing down")
        for written in (left, _session(tmp_path)):
            assert SECRET.encode("utf-16-le") not in written
            assert SECRET.encode() not in written
        with started() as context:
            found = [each for each in context.pages if INVITATION in each.url]
            page = found[0] if found else context.wait_for_event("page")
            page.wait_for_function(
                "(words) => document.querySelector('#plain').value === words", arg=KNOWN
            )
            assert page.locator(".fill").count() == 0
            unfold(page)
            assert page.evaluate(EMPTY)


def test_controls_are_not_remembered(start: Callable[..., Page]) -> None:
    """No control offers, checks or gives away what is written, and each has a name of its own."""
    page = start(INVITATION)
    unfold(page)
    controls = page.locator(".fill [data-slot]")
    assert controls.count() == 13
    found = "(all) => all.map((it) => [it.autocomplete, it.spellcheck, it.name])"
    assert controls.evaluate_all(found) == [["off", False, ""]] * 13
    names = controls.evaluate_all("(all) => all.map((it) => it.labels[0].innerText.trim())")
    assert len(set(names)) == 13
    assert (
        field(page, "Syy tavata").evaluate(
            "(it) => document.getElementById(it.getAttribute('aria-describedby')).textContent"
        )
        == "Lyhyesti"
    )


def test_what_is_typed_asks_for_nothing(start: Callable[..., Page]) -> None:
    """Not even for its letters: a face that is asked for would tell in which script one writes."""
    words = "Привет, Ωμέγα, مرحبا, Ŋ"
    page = start(INVITATION)
    asked: list[str] = []
    page.on("request", lambda it: asked.append(it.url) if it.resource_type == "font" else None)
    ready = "() => document.fonts.ready.then(() => null)"
    unfold(page)
    for control in (field(page, "Paikka:"), field(page, "Syy tavata")):
        control.fill(words)
    page.evaluate(ready)
    page.emulate_media(media="print")
    page.evaluate(ready)
    page.emulate_media(media="screen")
    page.keyboard.press("Control+k")
    page.locator(".search input").fill(words)
    page.evaluate(ready)
    assert asked == []


def test_warned_before_it_is_left_half_done(start: Callable[..., Page]) -> None:
    """Whoever leaves is asked while something is written, not once it is saved, nor in haste."""
    page = start(INVITATION)
    unfold(page)
    leave = "() => !dispatchEvent(new Event('beforeunload', {cancelable: true}))"
    assert not page.evaluate(leave)
    fill(page)
    assert page.evaluate(leave)
    saved(page)
    assert not page.evaluate(leave)
    field(page, "Paikka:").fill("")
    assert page.evaluate(leave)
    with page.expect_event("dialog") as dialog:
        page.close(run_before_unload=True)
    assert dialog.value.type == "beforeunload"
    dialog.value.dismiss()
    assert field(page, "Päivä ja kellonaika:").input_value() == "3.12. klo 14"
    page.route(re.compile("^https:"), lambda route: route.fulfill(body="Muu sivu"))
    asked: list[str] = []
    page.on("dialog", lambda each: asked.append(each.type))
    page.locator(".quick-exit").click()
    page.wait_for_url(re.compile("^https:"))
    assert asked == []


def test_the_way_to_it_stands_first(start: Callable[..., Page]) -> None:
    """Who comes to a family's page to fill it in, on a phone, need not read it to its end."""
    page = start(INVITATION, PHONE)
    way = page.get_by_role("link", name="Täytä tai tulosta")
    box = way.bounding_box()
    assert box
    assert box["y"] + box["height"] < 780
    way.press("Enter")
    in_sight = "(it) => it.getBoundingClientRect().top < innerHeight"
    assert page.locator(".fill-open").evaluate(in_sight)


def test_only_when_it_is_opened(browser: Browser, site: Path) -> None:
    """Without a script the list of fields stays; with one, nothing loads before it is opened."""
    with browsing.serve(site) as served:
        url = served.url + INVITATION
        with opened(browser, url, java_script_enabled=False) as page:
            assert page.locator(".recording").first.is_visible()
            assert not page.locator(".fill-open").is_visible()
        loaded: list[str] = []
        with opened(browser, served.url) as page:
            page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
            page.goto(url)
            page.wait_for_load_state("networkidle")
            assert "page.js" in loaded
            assert not {"fill.js", "answers.js", "files.js"} & set(loaded)
            page.locator(".fill-open").click()
            page.locator(".fill").wait_for()
            assert {"fill.js", "answers.js", "files.js"} <= set(loaded)
            assert page.locator(".recording").count() == 0
            page.locator("[data-do=stop]").first.click()
            assert page.locator(".recording").first.is_visible()


@pytest.mark.slow
def test_it_says_when_it_cannot_be_opened(start: Callable[..., Page]) -> None:
    """Where its script does not come, the page says so, and works when it is tried again."""
    page = start(INVITATION)
    page.route(re.compile("fill.js"), lambda route: route.abort())
    page.locator(".fill-open").click()
    page.locator(".fill-door .said", has_text="ei auennut").wait_for()
    assert page.locator("#keeping").is_visible()


def sheet_faults(site: Path) -> Iterator[str]:
    """Tell of each page whose sheet's text does not go with its controls, or not with its file."""
    for page in site.rglob("index.html"):
        root: Any = html.fromstring(page.read_bytes())
        for template in root.xpath("//template[@id='_fill'][@data-text]"):
            text = json.loads(template.get("data-text"))
            slots = template.xpath(".//*[@data-slot or @class='blank']")
            if len(text) != len(slots) + 1:
                yield f"{page}: {len(text)} pieces, {len(slots)} controls"
            empty = "".join(each + _empty(slot) for each, slot in zip(text, slots, strict=False))
            lines = set((empty + text[-1]).split("\n"))
            file = page.with_name(f"{page.parent.name}.txt")
            if more := lines - set(file.read_text(encoding="utf-8").split("\n")):
                yield f"{page}: {sorted(more)} is not in {file.name}"
            parts = (file, *page.parent.glob(f"{file.stem}-*.txt"))
            if "form-group" not in page.read_text(encoding="utf-8") and empty + text[-1] not in {
                each.read_text(encoding="utf-8") for each in parts
            }:
                yield f"{page}: not a file's text"


def _empty(slot: Any) -> str:  # noqa: ANN401 - an element
    empty: dict[str, str] = {"box": " ", "blank": "_" * 8}
    return empty.get(slot.get("data-slot", "blank"), "")


def test_texts_go_with_controls(site: Path) -> None:
    """A sheet's text has a place for each control, in their order, and is the text file's."""
    assert len([*site.rglob("index.html")]) > 3
    assert [*sheet_faults(site)] == []


@pytest.mark.slow
def test_every_sheet(real: Path, browser: Browser) -> None:
    """Every sheet of the real bank goes with its text, opens and has no fault."""
    pages = [
        page.parent.relative_to(real / "site").as_posix()
        for page in (real / "site").rglob("index.html")
        if 'id="_fill" data-text' in page.read_text(encoding="utf-8")
    ]
    assert len(pages) > 20
    assert [*sheet_faults(real / "site")] == []
    with browsing.serve(real / "site") as served:
        for address in pages:
            with opened(browser, f"{served.url}{address}/", width=PHONE) as page:
                page.locator(".fill-open").click()
                page.locator(".fill").wait_for()
                room = page.evaluate("() => document.documentElement.scrollWidth")
                assert (address, room, axe(page)) == (address, PHONE, [])
