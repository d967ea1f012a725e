"""The Nu HTML checker over the built pages: no error, and each warning explained."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import VNU

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


@pytest.fixture(scope="module")
def judged(real: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Judge every page of the real site, and pages with a planted fault, in one run."""
    folder = tmp_path_factory.mktemp("planted")
    pages = sorted((real / "site").rglob("*.html"))
    home = (real / "site" / "index.html").read_text(encoding="utf-8")
    for name, text in _planted(home).items():
        (folder / f"{name.replace(' ', '-')}.html").write_text(text, encoding="utf-8")
    found = judge([*pages, *sorted(folder.iterdir())])
    return {Path(path).name if str(folder) in path else path: said for path, said in found.items()}


@pytest.mark.xdist_group("vnu")
def test_every_page(real: Path, judged: dict[str, list[str]]) -> None:
    """No page of the real site has an error, nor a warning that is not explained."""
    site = str(real / "site")
    assert {path: said for path, said in judged.items() if path.startswith(site)} == {}


@pytest.mark.xdist_group("vnu")
@pytest.mark.parametrize("fault", FAULTS)
def test_planted_fault(judged: dict[str, list[str]], fault: str) -> None:
    """A fault that is put into the home page is found."""
    said = judged[f"{fault.replace(' ', '-')}.html"]
    assert any(FAULTS[fault][2] in line for line in said)
