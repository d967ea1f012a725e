"""Serving: an edit of a YAML file shows in the open page by itself."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests import bank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

PATIENCE = 60_000  # milliseconds, for a machine that has much else to do


@pytest.fixture
def served(source: Path, tmp_path: Path) -> Iterator[str]:
    """Serve the smallest bank by the command; give the address when it says that it serves."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--source", str(source)]
    with subprocess.Popen(
        [*command, "--output", str(tmp_path / "site"), "--port", str(port), "--jobs", "1"],
        cwd=bank.ROOT,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as server:
        assert server.stderr
        url = f"http://127.0.0.1:{port}/"
        try:
            assert any(url in line for line in server.stderr), "the server ended"
            yield url
        finally:
            server.terminate()


@pytest.mark.xdist_group("browser")
def test_an_edit_shows_by_itself(served: str, source: Path, browser: Browser) -> None:
    """The open page follows an edit; an error changes nothing, and its correction shows."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{served}esitteet/perheelle/")
    page.get_by_text("Tämä esite on sinulle.").wait_for()
    bank.write(source, {bank.BROCHURE: bank.record(lead="Tämä on uusi lause.")})
    page.get_by_text("Tämä on uusi lause.").wait_for()
    bank.write(source, {bank.BROCHURE: "title: ["})
    bank.write(source, {bank.BROCHURE: bank.record(lead="Tämä on korjattu lause.")})
    page.get_by_text("Tämä on korjattu lause.").wait_for()
    out = "{version: '1.0', updated: 2026-01-15, words: abcdefabcdef}"
    bank.write(source, {"published.yaml": f"esitteet/perheelle/:\n  released: [{out}]\n"})
    page.get_by_text("1.0+").first.wait_for(state="attached")
    page.close()
