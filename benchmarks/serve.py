"""Measure serving: ``python -m benchmarks.serve``, from a save to the new word in the browser.

A synthetic bank is served by the command, and a page of it is open in Chromium. Twenty times a
word of its record is changed, and the time is told until the page shows it (the page is asked
in every frame that it draws), and until its files are made anew and nothing is under way.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from benchmarks.bank import PROJECT, change_a_word, make_bank

TIMES = 20
PATIENCE = 600_000  # milliseconds
MORE = """before => {
  const count = (document.body?.innerText ?? "").split("aina").length;
  return count > before && count;
}"""


def main() -> None:
    """Serve, edit, and print the median and the worst of both times."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.serve", description=__doc__)
    options.add_argument("--size", type=int, default=120, help="number of records")
    options.add_argument("--bank", type=Path, help="a bank that was made before, to be changed")
    options.add_argument("--site", type=Path, help="where its site stands")
    told = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        source, site = told.bank or Path(folder) / "bank", told.site or Path(folder) / "site"
        if not told.bank:
            make_bank(source, told.size, seed=1)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "generator", "serve", "--source", str(source)]
        with subprocess.Popen(
            [*command, "--output", str(site), "--port", str(port), "--lang", "en"],
            cwd=PROJECT,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        ) as server:
            url = f"http://127.0.0.1:{port}/"
            any(url in line for line in server.stderr or ())
            try:
                words, files = _measured(source, url, server)
            finally:
                server.terminate()
    print(f"{told.size} records, {TIMES} edits, {os.getloadavg()[0]:.1f} load after")
    for name, seconds in (("the new word", words), ("its files", files)):
        print(f"{name}: median {median(seconds):.2f} s, worst {max(seconds):.2f} s")


def _measured(
    source: Path, url: str, server: subprocess.Popen[str]
) -> tuple[list[float], list[float]]:
    words, files = [], []
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{url}ohjeet/{change_a_word(source, 0).stem}/")
        _finished(server)
        time.sleep(2)  # the theme is loaded, as it is for whoever takes a while to write
        count = page.wait_for_function(MORE, arg=0).json_value()
        for _ in range(TIMES):
            began = time.monotonic()
            change_a_word(source, 0)
            count = page.wait_for_function(MORE, arg=count).json_value()
            words.append(time.monotonic() - began)
            _finished(server)
            files.append(time.monotonic() - began)
        browser.close()
    return words, files


def _finished(server: subprocess.Popen[str]) -> None:
    """Read what the server says, until it says what it has built."""
    any("errors, " in line for line in server.stderr or ())


if __name__ == "__main__":
    main()
