"""Take the pictures of the README: ``python -m tests.pictures SITE FOLDER``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import browsing

PICTURES = {"home": "home", "record": "meeting"}
WIDTH, HEIGHT = 1100, 900


def main(site: Path, folder: Path) -> None:
    """Take a picture of the first screen of the home and of a record."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, browsing.serve(site) as served:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, page_name in PICTURES.items():
            url = served.url + browsing.address_of(site, page_name)
            with browsing.opened(browser, url, width=WIDTH, height=HEIGHT) as page:
                page.screenshot(path=folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
