"""The site's script outside a browser: what is kept, what is worked out, calendar files."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import icalendar
import pytest

from generator import kept
from tests.bank import ROOT

TESTS = Path(__file__).parent / "scripts"
ASSETS = ROOT / "overrides" / "assets"
PLANTED = {
    "keep": ("keep.js", "setAside(key, found.raw)", '"kept"'),
    "progress": ("progress.js", "moved.length === 1", "false"),
    "calendar": ("calendar.js", "length + size > MOST", "false"),
    "finder": ("finder.js", "failed.length > 1", "failed.length"),
    "rounds": ("rounds.js", "people >= FEW", "true"),
    "chart": ("chart.js", "points[number - 1].place === place - 1", "true"),
    "collection": ("collection.js", "filter(isItem)", "filter(Boolean)"),
    "glossary": ("glossary.js", "word.startsWith(each)", "false"),
    "deck": ("deck.js", "count > 1", "false"),
    "answers": ("answers.js", "words || BLANK", "words"),
}


def _copy(folder: Path) -> None:
    """Put the modules beside their tests, as a browser finds them beside each other."""
    for path in (*ASSETS.glob("*.js"), *TESTS.glob("*.js")):
        shutil.copy(path, folder)
    (folder / "kept.js").write_text(kept.script(), encoding="utf-8")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")


def _node(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["node", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """Give a folder with the modules and their tests."""
    _copy(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", PLANTED)
def test_modules(modules: Path, name: str) -> None:
    """The modules do what their own tests say, and these find a planted fault."""
    done = _node(modules, "--test", f"{name}.test.js")
    assert done.returncode == 0, done.stdout
    path, old, new = PLANTED[name]
    text = (modules / path).read_text(encoding="utf-8")
    assert old in text
    (modules / path).write_text(text.replace(old, new), encoding="utf-8")
    assert _node(modules, "--test", f"{name}.test.js").returncode == 1


CALENDAR = """
import { calendar } from "./calendar.js";
const stage = { id: "stages.a", title: "Päivä; 1", day: 1, url: "https://pankki.example/#a",
  text: "- Lue, mieti\\n- Tapaa" };
process.stdout.write(calendar({ title: "Polku", name: "koe", stages: [stage],
  start: "2026-11-30", now: new Date(0) }));
"""


def test_a_calendar_is_read_by_another_program(modules: Path) -> None:
    """A calendar file means to another reader of RFC 5545 what it was made of."""
    (modules / "made.js").write_text(CALENDAR, encoding="utf-8")
    read = icalendar.Calendar.from_ical(_node(modules, "made.js").stdout)
    (event,) = read.walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (
        "Polku: Päivä; 1",
        "- Lue, mieti\n- Tapaa",
    )
    assert (f"{event.decoded('DTSTART')}", f"{event.decoded('DTEND')}") == (
        "2026-11-30",
        "2026-12-01",
    )


def test_a_zip_file_is_read_by_another_program(modules: Path) -> None:
    """A ZIP file holds for another reader what was put in it, under its names and its day."""
    assert _node(modules, "--test", "collection.test.js").returncode == 0
    with zipfile.ZipFile(modules / "made.zip") as made:
        assert made.testzip() is None
        assert made.namelist() == ["luettelo.html", "01-työ.pdf", "tyhjä.txt"]
        assert made.read("luettelo.html") == b"<p>Hei</p>"
        assert made.read("01-työ.pdf") == bytes(place % 251 for place in range(70000))
        assert made.infolist()[0].date_time == (2026, 11, 27, 13, 45, 30)


def test_only_one_module_keeps_anything() -> None:
    """No other module touches a browser's storage; the theme's does, before anything is drawn."""
    kinds = ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches.")
    found = {
        path.name
        for path in ASSETS.glob("*.js")
        if any(kind in path.read_text(encoding="utf-8") for kind in kinds)
    }
    assert found == {"keep.js", "theme.js"}
    assert f'"{kept.PREFIX}theme"' in (ASSETS / "theme.js").read_text(encoding="utf-8")
