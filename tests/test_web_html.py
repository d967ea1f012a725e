"""The Nu HTML checker over the built pages: no error, and each warning explained."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest

from tests.browsing import VNU

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bank import Once

ALLOWED_WARNINGS: dict[str, str] = {}
"""What a warning begins with, and why it stays."""

FAULTS = {
    "duplicate id": ("</h1>", '</h1><p id="_content">Taas</p>', "Duplicate ID"),
    "lost alternative": ("</h1>", '</h1><img src="x.png">', "must have an “alt” attribute"),
    "unclosed element": ("</main>", "</div></main>", "Stray end tag"),
    "broken nesting": ("</h1>", "</h1><ul><p>Ei kohta</p></ul>", "not allowed as child"),
    "unknown attribute": ('class="skip"', 'class="skip" nonsense="1"', "not allowed on element"),
}


def _planted(home: str) -> dict[str, str]:
    found = {}
    for name, (old, new, _) in FAULTS.items():
        assert old in home
        found[name] = home.replace(old, new, 1)
    return found


def judge(files: list[Path]) -> dict[str, list[str]]:
    """Give what the checker says of each file, in one run: errors, and unexplained warnings."""
    java = shutil.which("java")
    assert java, "the HTML checker needs Java"
    done = subprocess.run(
        [java, "-jar", str(VNU), "--format", "json", "--stdout", "--exit-zero-always"]
        + [str(file) for file in files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said: dict[str, list[str]] = defaultdict(list)
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    for message in messages:
        path = message.get("url", "").removeprefix("file:")
        text, kind = message["message"], message.get("subType", message["type"])
        if message["type"] == "error" or (
            kind == "warning" and not text.startswith(tuple(ALLOWED_WARNINGS))
        ):
            said[path].append(f"{kind}: {message.get('lastLine', 0)}: {text}")
        elif message["type"] == "non-document-error":
            said[path].append(text)
    return said


@pytest.fixture(scope="session")
def judged(wide: Path, once: Once) -> dict[str, list[str]]:
    """Judge every page of the wide bank, and pages with a planted fault, in one run."""

    def make(folder: Path) -> None:
        folder.mkdir()
        home = (wide / "site" / "index.html").read_text(encoding="utf-8")
        for name, text in _planted(home).items():
            (folder / f"{name.replace(' ', '-')}.html").write_text(text, encoding="utf-8")
        found = judge([*sorted((wide / "site").rglob("*.html")), *sorted(folder.iterdir())])
        told = {path.removeprefix(f"{folder}/"): said for path, said in found.items()}
        (folder / "judged.json").write_text(json.dumps(told), encoding="utf-8")

    told: dict[str, list[str]] = json.loads((once("judged", make) / "judged.json").read_bytes())
    return told


def test_every_page(wide: Path, judged: dict[str, list[str]]) -> None:
    """No page has an error, nor a warning that is not explained."""
    site = str(wide / "site")
    assert {path: said for path, said in judged.items() if path.startswith(site)} == {}


@pytest.mark.slow
def test_every_page_of_the_real_bank(real: Path) -> None:
    """So it is with every page of the real bank."""
    assert judge(sorted((real / "site").rglob("*.html"))) == {}


@pytest.mark.parametrize("fault", FAULTS)
def test_planted_fault(judged: dict[str, list[str]], fault: str) -> None:
    """A fault that is put into the home page is found."""
    said = judged[f"{fault.replace(' ', '-')}.html"]
    assert any(FAULTS[fault][2] in line for line in said)
