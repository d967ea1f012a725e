"""One's own collection in a browser: taken in, put in order, printed, downloaded, shared, lost."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from generator.kept import PREFIX
from tests import bank, browsing
from tests.browsing import axe, visited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.bank import Once
    from tests.browsing import Served

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("collection")]  # in a browser

MINE = "kokoelma/"
LEAFLET, FORM, MEASURE = "esitteet/perheelle/", "pohjat/koe-form/", "mittarit/koe-measure/"
IDS = ["koe-form.fi", "koe-measure.fi", "perheelle.fi"]
PATH = "perehdytys/koe-onboarding/"
AT_FIRST = 12 * 1024
PHONE, DESK = 360, 1280
FOCUS = "() => document.activeElement.ariaLabel"
KEY = PREFIX + "collection"
BLOCKED = """Object.defineProperty(window, "localStorage",
  { get() { throw new DOMException("no", "SecurityError"); } });"""
FULL = """Storage.prototype.setItem = () => {
  throw new DOMException("no", "QuotaExceededError"); };"""


def keeping(ids: object, version: int = 1) -> str:
    """Give the script that makes a browser begin with a collection, once."""
    text = json.dumps(json.dumps({"version": version, "value": ids}))
    return f"localStorage.getItem('{KEY}') ?? localStorage.setItem('{KEY}', {text});"


@pytest.fixture(scope="module")
def site(once: Once) -> Path:
    """Build the bank of every kind with a page for collections."""

    def make(folder: Path) -> None:
        page = bank.record(
            "page",
            title="Oma kokoelma",
            sections={"oma": {"title": "Oma", "shows": "collection", "text": "Kerää."}},
        )
        files = bank.every_kind() | {"content/page/kokoelma.yaml": page}
        outcome = bank.build_here(bank.write(folder / "source", files), folder / "site")
        assert outcome.code == 0, bank.lines(outcome.problems)

    return once("collected", make) / "site"


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[Served]:
    """Serve it."""
    with browsing.serve(site) as served:
        yield served


def status(page: Page, words: str, of: str = ".collection .said") -> None:
    """Wait until the page has said something."""
    page.locator(of, has_text=words).wait_for()


def kept(page: Page) -> Any:  # noqa: ANN401 - whatever it is
    """Give what the browser has kept of the collection."""
    raw = page.evaluate(f"() => localStorage.getItem('{KEY}')")
    return raw and json.loads(raw)["value"]


def seen(page: Page) -> list[str]:
    """Give the ids of the materials that the page shows, in their order."""
    page.locator(".is-ready").wait_for()
    rows = page.locator(".collection-list > li")
    return list(rows.evaluate_all("(all) => all.map((row) => row.dataset.id)"))


@pytest.mark.parametrize("theme", browsing.THEMES)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_collected_by_keyboard(
    browser: Browser, served: Served, width: int, theme: browsing.Theme
) -> None:
    """Taken in on their pages, put in order and taken out by keyboard; no state has a fault."""
    with visited(browser, served.url + MINE, width=width, theme=theme) as page:
        assert seen(page) == []
        assert page.locator(".collection-count").inner_text().startswith("Kokoelma on vielä tyhjä")
        assert axe(page) == []
        for address in (FORM, MEASURE):
            page.goto(served.url + address)
            add = page.get_by_role("button", name="Lisää kokoelmaan")
            if address == FORM:
                add.dblclick()  # as some do everywhere
            else:
                add.press("Enter")
            status(page, "Lisättiin kokoelmaasi", ".collect-said")
            assert page.locator("[data-collect]").inner_text() == "Poista kokoelmasta"
            assert axe(page) == []
        page.goto(served.url + LEAFLET)
        page.locator(".for-staff > summary").press("Enter")
        page.locator("[data-collect]").press("Enter")
        status(page, "Lisättiin", ".collect-said")
        page.locator("a.collecting").press("Enter")
        assert seen(page) == IDS == kept(page)
        assert axe(page) == []
        room = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
        assert room[0] <= room[1]
        page.get_by_role("button", name="Siirrä ylös: Koe measure").press("Enter")
        status(page, "Koe measure: nyt 1 / 3")
        assert seen(page) == ["koe-measure.fi", "koe-form.fi", "perheelle.fi"] == kept(page)
        # At the top there is no way up: the way down has the focus.
        assert page.evaluate(FOCUS) == "Siirrä alas: Koe measure"
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        status(page, "Koe measure: nyt 3 / 3")
        page.get_by_role("button", name="Poista: Koe form").press("Enter")
        status(page, "Poistettiin: Koe form.")
        assert page.evaluate(FOCUS).startswith("Poista: ")
        page.reload()
        assert seen(page) == ["perheelle.fi", "koe-measure.fi"]
        page.goto(served.url + MEASURE)
        page.get_by_role("button", name="Poista kokoelmasta").press("Enter")
        status(page, "Poistettiin kokoelmastasi", ".collect-said")
        assert kept(page) == ["perheelle.fi"]


def test_without_a_script(browser: Browser, served: Served) -> None:
    """Without a script the page says that it needs one, and no button offers what does not work."""
    with browsing.opened(browser, served.url + MINE, java_script_enabled=False) as page:
        assert page.locator(".collected").is_visible()
        assert not page.locator(".collection").is_visible()
        page.goto(served.url + FORM)
        assert not page.locator("[data-collect]").is_visible()


def test_scripts_are_small(browser: Browser, served: Served) -> None:
    """What a path's page loads of scripts weighs little, with what takes it into a collection."""
    loaded: set[str] = set()
    with visited(browser, served.url) as page:
        page.on("request", lambda request: loaded.add(request.url.removeprefix(served.url)))
        page.goto(served.url + PATH)
        page.wait_for_load_state("networkidle")
    scripts = {path for path in loaded if path.endswith(".js")}
    assert {"assets/collect.js", "assets/path.js", "assets/keep.js"} <= scripts
    weight = sum(len(gzip.compress((served.site / path).read_bytes())) for path in scripts)
    assert weight <= AT_FIRST


def test_downloaded_as_one_zip(browser: Browser, served: Served, site: Path) -> None:
    """The chosen files come as one ZIP file, byte for byte, with a list that leads to them."""
    loaded: list[str] = []
    with visited(browser, served.url + MINE, script=keeping(IDS)) as page:
        page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
        assert seen(page) == IDS
        assert "zip.js" not in loaded
        first = page.locator(".collection-list > li").first.locator("input")
        first.first.uncheck()
        page.locator(".collection-list > li").nth(1).locator("input").nth(1).check()
        with page.expect_download() as download:
            page.locator("[data-do=download]").press("Enter")
        status(page, "yhtenä ZIP-tiedostona")
        assert "zip.js" in loaded
        assert download.value.suggested_filename == "kokoelma.zip"
        data = download.value.path().read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as made:
            assert made.testzip() is None
            names = made.namelist()
            assert (names[0], len(names)) == ("luettelo.html", 4)
            assert names[-1] == "03-fi-perheelle.pdf"
            assert made.read(names[-1]) == (site / LEAFLET / "perheelle.pdf").read_bytes()
            text = made.read("luettelo.html").decode()
        for name in names[1:]:
            assert f'href="{name}"' in text
        assert text.count("data:image/svg+xml,") == 3
        assert "https://" in text
        page.route("**/perheelle.pdf", lambda route: route.abort())
        page.locator("[data-do=download]").click()
        status(page, "03-fi-perheelle.pdf ei saatu haettua")


def test_printed(browser: Browser, served: Served, tmp_path: Path) -> None:
    """The list prints with each material's number, title, address and QR code, and no buttons."""
    with visited(browser, served.url + MINE, script=keeping(IDS)) as page:
        assert seen(page) == IDS
        page.locator("[data-do=print]").press("Enter")
        assert page.evaluate("() => window.printed")
        page.pdf(path=tmp_path / "printed.pdf")
        codes = "(all) => all.every((each) => each.complete && each.naturalWidth > 0)"
        assert page.locator(".collection-list img").evaluate_all(codes)
    command = ["pdftotext", "-layout", str(tmp_path / "printed.pdf"), "-"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for text in ("Koe form", "3.", "/esitteet/perheelle/"):
        assert text in printed
    for text in ("Siirrä", "Lataa", "Tyhjennä", "Valikko"):
        assert text not in printed


def test_shared_as_an_address(browser: Browser, served: Served) -> None:
    """An address holds just ids; whoever opens it sees them, and keeps them only by choice."""
    with visited(
        browser,
        served.url + MINE,
        script=keeping(IDS[:2]),
        permissions=["clipboard-write", "clipboard-read"],
    ) as page:
        assert seen(page) == IDS[:2]
        page.locator("[data-do=share]").press("Enter")
        status(page, "Osoite kopioitiin.")
        url = page.evaluate("() => navigator.clipboard.readText()")
        assert url == f"{served.url}{MINE}#ids=koe-form.fi,koe-measure.fi"
    other = keeping(["perheelle.fi"])
    with visited(browser, f"{url},ei-ole.fi,<img>", script=other) as page:
        assert seen(page) == [*IDS[:2], "ei-ole.fi"]
        assert "ei ole enää pankissa" in page.locator(".collection-list").inner_text()
        assert page.locator(".collection-order").count() == 0
        assert axe(page) == []
        assert kept(page) == ["perheelle.fi"]
        assert page.locator("h1").inner_text() == "Jaettu kokoelma"
        assert page.title().startswith("Jaettu kokoelma – ")
        page.locator("[data-do=own]").press("Enter")
        assert seen(page) == ["perheelle.fi"]
        assert page.locator("h1").inner_text() == "Oma kokoelma"
        page.goto(url)
        page.locator(".collection-shared").wait_for()
        assert seen(page) == IDS[:2]
        page.go_back()
        page.locator(".collection-shared").wait_for(state="hidden")
        assert seen(page) == ["perheelle.fi"]
        page.goto(url)
        page.reload()
        page.locator("[data-do=add]").press("Enter")
        status(page, "omassa kokoelmassasi")
        assert seen(page) == ["perheelle.fi", *IDS[:2]] == kept(page)
        assert "#" not in page.url
        page.goto(f"{served.url}{MINE}#ids=perheelle.fi,perheelle.sv")
        page.locator(".collection-shared").wait_for()
        assert page.locator("h1").inner_text() == "Jaettu kokoelma: Esitteet"


def test_saved_emptied_and_brought_in(browser: Browser, served: Served) -> None:
    """What was saved comes back after it was emptied; a bad file is refused and changes nothing."""
    with visited(browser, served.url + MINE, script=keeping(IDS[:2])) as page:
        seen(page)
        with page.expect_download() as download:
            page.locator("[data-do=save]").click()
        text = download.value.path().read_text(encoding="utf-8")
        page.locator("[data-do=erase]").click()
        status(page, "Kokoelma on tyhjä.")
        assert (seen(page), kept(page)) == ([], None)
        bad = {"site": "materiaalipankki", "version": 1, "kept": {"collection": {"version": 9}}}
        bad["kept"]["collection"]["value"] = []  # type: ignore[index]
        for given, words, after in (
            (text, "Tiedosto tuotiin.", IDS[:2]),
            (text[:60], "ei voitu lukea", IDS[:2]),
            ("x" * 10_000_000, "liian suuri", IDS[:2]),
            (json.dumps(bad), "uudemmasta versiosta", IDS[:2]),
            (text.replace('"koe-form.fi"', '"perheelle.fi", "<b>"'), "paitsi", [*IDS[:2], IDS[2]]),
        ):
            with page.expect_file_chooser() as chooser:
                page.locator("[data-do=take]").click()
            file = {"name": "a.json", "mimeType": "application/json", "buffer": given.encode()}
            chooser.value.set_files(file)  # type: ignore[arg-type]
            status(page, words)
            assert seen(page) == after == kept(page)


@pytest.mark.parametrize(
    ("script", "words"), [(BLOCKED, "ei anna"), (FULL, "täynnä")], ids=["blocked", "full"]
)
def test_where_nothing_can_be_kept(
    browser: Browser, served: Served, script: str, words: str
) -> None:
    """A browser that keeps nothing says so, and nothing breaks."""
    with visited(browser, served.url + FORM, script=script) as page:
        page.locator("[data-collect]").click()
        status(page, words, ".collect-said")
        assert page.locator("[data-collect]").inner_text() == "Poista kokoelmasta"
        page.goto(f"{served.url}{MINE}#ids=koe-form.fi")
        assert seen(page) == ["koe-form.fi"]
        page.locator("[data-do=add]").click()
        status(page, words)
        assert seen(page) == ["koe-form.fi"]


@pytest.mark.parametrize(
    ("script", "words", "ids"),
    [
        (keeping(IDS, 9), "uudemman version", []),
        (f"localStorage.setItem('{KEY}', '{{\"version\":1,\"va');", "ei voitu lukea", []),
        (keeping([*IDS, 4]), "Osaa tallessa", IDS),
    ],
    ids=["newer", "cut", "half"],
)
def test_other_data_is_told_and_stays(
    browser: Browser, served: Served, script: str, words: str, ids: list[str]
) -> None:
    """What a newer page kept stays; what is cut or half broken is set aside; both are told."""
    with visited(browser, served.url + MINE, script=script) as page:
        assert seen(page) == ids
        status(page, words)
        before = page.evaluate(f"() => localStorage.getItem('{KEY}')")
        other = page.context.new_page()
        other.goto(served.url + LEAFLET)
        other.locator(".for-staff > summary").click()
        other.locator("[data-collect]").click()
        other.locator(".collect-said", has_text="koelma").wait_for()
        assert before in other.evaluate("() => Object.values(localStorage)")


def test_two_tabs_lose_nothing(browser: Browser, served: Served) -> None:
    """What one tab takes in is seen in the other, whose own changes go on from there."""
    with visited(browser, served.url + MINE, script=keeping(IDS[:1])) as page:
        assert seen(page) == IDS[:1]
        other = page.context.new_page()
        other.goto(served.url + MEASURE)
        other.locator("[data-collect]").click()
        page.locator(".collection-list > li").nth(1).wait_for()
        page.get_by_role("button", name="Poista: Koe form").click()
        assert kept(other) == ["koe-measure.fi"]
        page.get_by_role("button", name="Poista: Koe measure").click()
        other.get_by_role("button", name="Lisää kokoelmaan").wait_for()
