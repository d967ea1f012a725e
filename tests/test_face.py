"""The site's own face: small, the same bytes always, on every page, and nothing jumps for it."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from fontTools.ttLib import TTFont

from generator.make.faces import make_faces
from generator.make.store import Store
from generator.outputs.face import BEHIND, STYLES, face_tasks, ranges
from generator.site.stage import OVERRIDES
from tests import bank, browsing
from tests.browsing import EACH, NARROW, WIDE, address_of, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

    from tests.browsing import Served

ROOT = "assets/fonts/AtkinsonHyperlegible-"
PRELOADED_MOST = 45_000
BEHIND_MOST = 130_000
LATE = 0.5  # seconds
SHIFT_MOST = 0.02  # Lighthouse calls 0.1 good
LETTERS = "abcdefghijklmnopqrstuvwxyzåäöõüšžáâčđïéèêëóòôøæßł"
SIGNS = "0123456789 .,:;!?()[]/%&+=@#*'\"–—‘’“”„«»‹›…·•§°½×€−≤≥\N{NO-BREAK SPACE}"  # noqa: RUF001 - those meant
SHEET = OVERRIDES / "assets" / "site.css"

SHIFT = """
window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.shift += entry.value))
  .observe({type: "layout-shift", buffered: true});
"""


class Counting(bank.Here):
    """Workers that count what they make."""

    made = 0

    def each(self, work: Callable[[Any], Any], tasks: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        """Make each task, the last first."""
        for index, task in reversed(list(enumerate(tasks))):
            self.made += 1
            yield index, work(task)


@pytest.fixture(scope="module")
def faces() -> dict[str, bytes]:
    """Give every style's bytes by its name."""
    return {
        path[len(ROOT) : -len(".woff2")]: task.make().data for path, task in face_tasks().items()
    }


@pytest.fixture(scope="module")
def served(wide: Path) -> Iterator[Served]:
    """Serve the wide bank's site."""
    with browsing.serve(wide / "site") as served:
        yield served


def test_the_two_preloaded_are_small(faces: dict[str, bytes]) -> None:
    """Regular and bold, which every page loads first, weigh little together."""
    assert len(faces["Regular"]) + len(faces["Bold"]) <= PRELOADED_MOST


@pytest.mark.parametrize("style", STYLES)
def test_it_has_the_letters(faces: dict[str, bytes], style: str) -> None:
    """Finnish, Swedish, Estonian and most of Sámi are there, with their signs and the kerning."""
    font = TTFont(io.BytesIO(faces[style]))
    assert font.flavor == "woff2"
    assert not [c for c in LETTERS + LETTERS.upper() + SIGNS if ord(c) not in font.getBestCmap()]
    assert "kern" in {each.FeatureTag for each in font["GPOS"].table.FeatureList.FeatureRecord}


WORDS = {"NotoSans-Latin": "Buoŋgu", "NotoSans-Cyrillic": "Семья", "NotoSans-Greek": "Λόγος"} | {
    "NotoSansArabic": "عائلة"
}


def test_a_site_has_what_stands_behind_when_a_page_holds_its_letters() -> None:
    """Of Noto Sans there is what the pages ask for, with those letters, and else nothing."""
    ours = set(face_tasks())
    assert set(face_tasks(["Äiti sanoi: ”šakki” – 5 €", "čáđ"])) == ours
    assert BEHIND.keys() == WORDS.keys()
    for name, word in WORDS.items():
        (path,) = set(face_tasks(["Äiti", f"<p>{word}</p>"])) - ours
        assert path == f"assets/fonts/{name}.woff2"
    assert len(face_tasks(WORDS.values())) == len(STYLES) + len(WORDS)


def test_a_style_sheet_asks_for_what_the_faces_hold() -> None:
    """The site's style sheet names each face behind with its letters."""
    sheet = SHEET.read_text(encoding="utf-8")
    for name, characters in BEHIND.items():
        rule = f'url("fonts/{name}.woff2") format("woff2"); unicode-range: {ranges(characters)}; }}'
        assert sheet.count(rule) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", WORDS)
def test_what_stands_behind_is_small_and_bold_too(name: str) -> None:
    """A face behind has its letters, from thin to black in one small file, the same every time."""
    tasks = face_tasks([WORDS[name]])
    data = tasks[f"assets/fonts/{name}.woff2"].make().data
    font = TTFont(io.BytesIO(data))
    assert not [c for c in WORDS[name] if ord(c) > 0xFF and ord(c) not in font.getBestCmap()]
    assert "wght" in {axis.axisTag for axis in font["fvar"].axes}
    assert len(data) < BEHIND_MOST
    assert tasks[f"assets/fonts/{name}.woff2"].make().data == data


def test_the_bytes_are_the_same(faces: dict[str, bytes]) -> None:
    """Another process, with another order of its sets, makes the same bytes."""
    code = (
        "import hashlib\nfrom generator.outputs.face import face_tasks\n"
        "for t in face_tasks().values(): print(hashlib.sha256(t.make().data).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=bank.ROOT,
        env={"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [hashlib.sha256(data).hexdigest() for data in faces.values()]


def test_they_are_made_once(tmp_path: Path) -> None:
    """What is in the store is not made again; every language's site has its own."""
    workers = Counting()
    first = make_faces(Store(tmp_path), ("fi", "sv"), workers)
    assert make_faces(Store(tmp_path), ("fi", "sv"), workers) == first
    assert workers.made == len(STYLES)
    assert len(first) == 2 * len(STYLES)
    name = "assets/fonts/AtkinsonHyperlegible-Bold.woff2"
    assert first[name].data() == first[f"sv/{name}"].data()


def test_the_fitted_stand_as_high() -> None:
    """Each stand-in, drawn at its size, has our face's ascent and descent, and no gap."""
    own = TTFont(io.BytesIO(next(iter(face_tasks().values())).make().data))
    wanted = [own["hhea"].ascent / 10, -own["hhea"].descent / 10]
    fitted = re.findall(
        r'"Fitted [^}]*size-adjust: ([\d.]+)%; ascent-override: ([\d.]+)%;'
        r" descent-override: ([\d.]+)%; line-gap-override: 0%",
        SHEET.read_text(encoding="utf-8"),
    )
    assert len(fitted) == SHEET.read_text(encoding="utf-8").count('font-family: "Fitted ')
    for size, *heights in fitted:
        found = [float(size) * float(height) / 100 for height in heights]
        assert found == pytest.approx(wanted, abs=0.02)


def faces_of(page: Page) -> set[str]:
    """Name the fonts that the open page's text is drawn in."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": -1})["root"]
    found = session.send("DOM.querySelectorAll", {"nodeId": root["nodeId"], "selector": "body *"})
    used: set[str] = set()
    for node in found["nodeIds"]:
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        used |= {f"{font['familyName']} {font['isCustomFont']}" for font in fonts}
    return used


@pytest.mark.slow
@pytest.mark.parametrize("name", EACH)
def test_every_text_is_in_it(served: Served, browser: Browser, name: str) -> None:
    """A page of each sort shows its text in our own face, whatever the machine has."""
    with opened(browser, served.url + address_of(served.site, name)) as page:
        page.evaluate("() => document.fonts.ready")
        assert faces_of(page) - {"Atkinson Hyperlegible True"} == set()


@pytest.mark.slow
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", ["home", "brochure"])
def test_nothing_jumps(served: Served, browser: Browser, name: str, width: int) -> None:
    """When the face comes late, what stood there in another one hardly moves."""

    def later(route: Route) -> None:
        time.sleep(LATE)
        route.continue_()

    context = browser.new_context(viewport={"width": width, "height": browsing.HEIGHT})
    try:
        page = context.new_page()
        page.add_init_script(SHIFT)
        page.route("**/*.woff2", later)
        page.goto(served.url + address_of(served.site, name))
        page.evaluate("() => document.fonts.ready")
        page.wait_for_timeout(300)
        assert "Atkinson Hyperlegible True" in faces_of(page)
        assert page.evaluate("() => window.shift") <= SHIFT_MOST
    finally:
        context.close()
