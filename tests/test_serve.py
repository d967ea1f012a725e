"""Serving: an edit of a YAML file shows in the open page by itself."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from tests import bank
from tests.test_exits import HEARING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

PATIENCE = 60_000  # milliseconds, for a machine that has much else to do


@contextmanager
def serving(source: Path, site: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve a bank by the command, in a session of its own; give it and the address it tells."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", HEARING, "serve", "--source", str(source), "--lang", "en"]
    with subprocess.Popen(
        [*command, "--output", str(site), "--port", str(port), "--jobs", "1"],
        cwd=bank.ROOT,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    ) as server:
        assert server.stderr
        url = f"http://127.0.0.1:{port}/"
        try:
            assert any(url in line for line in server.stderr), "the server ended"
            _wait_for(server, url)
            yield server, url
        finally:
            server.terminate()


def _wait_for(server: subprocess.Popen[str], url: str) -> None:
    """Ask until it answers: it says where it serves as it begins to."""
    while server.poll() is None:
        try:
            urlopen(url).close()  # noqa: S310 - our own
        except OSError:
            continue
        return


@pytest.fixture
def served(source: Path, tmp_path: Path) -> Iterator[str]:
    """Serve the smallest bank; give the address when it says that it serves."""
    with serving(source, tmp_path / "site") as (_, url):
        yield url


def _of_session(leader: int) -> set[int]:
    """Give the processes of a session that run; those that have ended wait for their parent."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = stat.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue  # it has just ended
        if int(session) == leader and state != "Z":
            found.add(int(stat.parent.name))
    return found


@pytest.mark.parametrize(
    ("asked", "code", "ask"),
    [
        (signal.SIGINT, 130, os.killpg),
        pytest.param(signal.SIGINT, 130, os.kill, marks=pytest.mark.slow),
        (signal.SIGTERM, 143, os.kill),
        pytest.param(signal.SIGTERM, 143, os.killpg, marks=pytest.mark.slow),
    ],
)
def test_whoever_asks_it_to_end(
    tiny: Path, tmp_path: Path, asked: signal.Signals, code: int, ask: Callable[[int, int], None]
) -> None:
    """It ends with a code of its own, in words, and no process stays, whoever was asked to end."""
    with serving(tiny / "source", tmp_path / "site") as (server, _):
        running = _of_session(server.pid)
        assert len(running) > 1  # the workers, too
        ends = {process: os.pidfd_open(process) for process in running}
        ask(server.pid, asked)
        assert server.stderr
        said = server.stderr.read()
        for process, end in ends.items():
            assert select.select([end], [], [], PATIENCE / 1000)[0], f"{process} stays"
            os.close(end)
    assert (server.returncode, said.splitlines()[-1]) == (code, "Interrupted.")
    assert "Traceback" not in said
    assert _of_session(server.pid) == set()


@pytest.mark.xdist_group("browser")
def test_an_edit_shows_by_itself(served: str, source: Path, browser: Browser) -> None:
    """The open page follows an edit; an error is told in it, and goes when it is mended."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{served}esitteet/perheelle/")
    page.get_by_text("Tämä esite on sinulle.").wait_for()
    bank.write(source, {bank.BROCHURE: bank.record(lead="Tämä on uusi lause.")})
    page.get_by_text("Tämä on uusi lause.").wait_for()
    bank.write(source, {bank.BROCHURE: "title: ["})
    page.get_by_role("alert").get_by_text(f"{bank.BROCHURE}:1").wait_for()
    bank.write(source, {bank.BROCHURE: bank.record(lead="Tämä on korjattu lause.")})
    page.get_by_text("Tämä on korjattu lause.").wait_for()
    page.get_by_role("alert").wait_for(state="hidden")
    out = "{version: '1.0', updated: 2026-01-15, words: abcdefabcdef}"
    bank.write(source, {"published.yaml": f"esitteet/perheelle/:\n  released: [{out}]\n"})
    page.get_by_text("1.0+").first.wait_for(state="attached")
    page.close()
