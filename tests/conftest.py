"""What every test can ask for: golden files, small banks, and one way of drawing examples."""

from __future__ import annotations

import difflib
import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests import bank, wide_bank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from tests.bank import Once

GOLDEN = Path(__file__).parent / "golden"

# The same examples on every machine; `--hypothesis-profile=explore` looks for new ones.
_SLOW_DATA = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "same", deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW_DATA
)
settings.register_profile(
    "explore", deadline=None, max_examples=2000, database=None, suppress_health_check=_SLOW_DATA
)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switches that write golden files anew and that name the bank whose content counts."""
    parser.addoption("--update-golden", action="store_true", help="Write the golden files anew.")
    parser.addoption(
        "--bank", type=Path, default=bank.ROOT, help="The bank of tests/test_content.py."
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Hold a text against the golden file of a name, such as ``problems/tab.txt``."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        expected = file.read_text(encoding="utf-8") if file.is_file() else ""
        if text != expected:
            lines = difflib.unified_diff(
                expected.splitlines(), text.splitlines(), f"golden/{name}", "now", lineterm=""
            )
            pytest.fail("\n".join(lines), pytrace=False)

    return compare


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Give a source folder that holds a small valid bank (``bank.FILES``)."""
    return bank.write(tmp_path / "source", bank.FILES)


# --- what is built once for all the processes of a test run ----------------------------------


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Make a folder of a name once; whoever asks for it meanwhile waits. Nobody changes it."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent

    def made(name: str, make: Callable[[Path], None]) -> Path:
        folder = root / name
        with (root / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (folder / "made").exists():
                shutil.rmtree(folder, ignore_errors=True)
                make(folder)
                (folder / "made").touch()
        return folder

    return made


@pytest.fixture(scope="session")
def small(once: Once) -> Path:
    """Give a folder with a bank of every kind (``source``), built (``site``).

    The brochure and the tables are in Swedish too. Copy the folder to change it.
    """

    def make(folder: Path) -> None:
        source = bank.write(folder / "source", bank.every_kind())
        bank.swedish(source, bank.BROCHURE)
        bank.swedish(source, "content/audience.yaml")
        outcome = bank.build_here(source, folder / "site")
        assert outcome.code == 0, bank.lines(outcome.problems)

    return once("small", make)


@pytest.fixture(scope="session")
def tiny(once: Once) -> Path:
    """Give a folder with the smallest bank (``source``), built (``site``)."""

    def make(folder: Path) -> None:
        source = bank.write(folder / "source", bank.FILES)
        outcome = bank.build_here(source, folder / "site")
        assert outcome.code == 0, bank.lines(outcome.problems)

    return once("tiny", make)


@pytest.fixture(scope="session")
def wide(once: Once) -> Path:
    """Give a folder with the wide bank (``source``, by ``wide_bank``), built (``site``)."""

    def make(folder: Path) -> None:
        source = wide_bank.write(folder / "source")
        outcome = bank.build_here(source, folder / "site")
        assert outcome.code == 0, bank.lines(outcome.problems)

    return once("wide", make)


@pytest.fixture(scope="session")
def shipped(request: pytest.FixtureRequest) -> Path:
    """Give the source folder of the real bank, whose texts may change as they will."""
    folder: Path = request.config.getoption("--bank")
    return folder.resolve()


@pytest.fixture(scope="session")
def real(once: Once, shipped: Path) -> Path:
    """Give a folder with the real bank as its command builds it (``site``): for slow tests."""

    def make(folder: Path) -> None:
        folder.mkdir()
        command = [sys.executable, "-m", "generator", "build", "--source", str(shipped)]
        done = subprocess.run(
            [*command, "--output", str(folder / "site"), "--jobs", "2"],
            cwd=bank.ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    return once("real", make)


@pytest.fixture(params=["wide", pytest.param("shipped", marks=pytest.mark.slow)])
def bank_of(request: pytest.FixtureRequest) -> Path:
    """Give the source folder of the wide bank and, in long runs, that of the real one."""
    folder: Path = request.getfixturevalue(request.param)
    return folder / "source" if request.param == "wide" else folder


@pytest.fixture
def changing(tiny: Path, tmp_path: Path) -> Path:
    """Give a copy of ``tiny``, to be changed and built again."""
    return Path(shutil.copytree(tiny, tmp_path / "copy"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give headless Chromium, as Debian packages it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()
