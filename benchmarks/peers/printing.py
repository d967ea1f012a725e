"""Built pages -> PDF by one Chromium that stays warm; a page that was printed so is skipped.

``python -m benchmarks.peers.printing HTML PDF``: two folders.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright


def main() -> None:
    """Print every page of a folder that has changed."""
    pages, handouts = Path(sys.argv[1]), Path(sys.argv[2])
    handouts.mkdir(parents=True, exist_ok=True)
    kept = handouts / "printed.json"
    before = json.loads(kept.read_text()) if kept.is_file() else {}
    now = {
        page.stem: hashlib.sha256(page.read_bytes()).hexdigest()
        for page in sorted(pages.glob("ohje-*.html"))
    }
    changed = [name for name, mark in now.items() if before.get(name) != mark]
    if changed:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
            page = browser.new_page()
            for name in changed:
                page.goto((pages / f"{name}.html").resolve().as_uri())
                page.pdf(path=handouts / f"{name}.pdf", format="A4", tagged=True)
            browser.close()
    kept.write_text(json.dumps(now))


if __name__ == "__main__":
    main()
