"""Take the pictures of the README: ``python -m tests.pictures SITE FOLDER``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests import browsing
from tests.filling import drawn, filled, widgets

PICTURES = {"home": "home", "record": "meeting"}
WIDTH, HEIGHT = 1100, 900
FOLDED = "esitteet/perheelle/perheelle-taitettu.pdf"
BOARD = "huoneentaulu/systeemisen-tyon-huoneentaulu/systeemisen-tyon-huoneentaulu.pdf"
INVITATION = "perheen-lomakkeet/kutsu-ensitapaamiseen/kutsu-ensitapaamiseen-taytettava.pdf"
WRITTEN = ["to 14.1.2027 kello 14", "teidän kotonanne", "Mietimme yhdessä, mikä arjessa auttaisi."]
"""What an invitation's first places are filled in with: nobody's name and no address."""
SHEET, GAP = 760, 24


def main(site: Path, folder: Path) -> None:
    """Take a picture of the first screen of the home and of a record, and of three papers."""
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
    invitation = (site / INVITATION).read_bytes()
    form = filled(invitation, list(zip(widgets(invitation), WRITTEN, strict=False)))
    papers = {
        "folded": drawn((site / FOLDED).read_bytes()),
        "form": drawn(form)[:1],
        "board": drawn((site / BOARD).read_bytes()),
    }
    for name, sides in papers.items():
        below(sides).quantize(64).save(folder / f"{name}.png", optimize=True)


def below(sides: list[Image.Image]) -> Image.Image:
    """Lay the sides of a paper below each other, as wide as a README has room for."""
    wide = SHEET if sides[0].width > sides[0].height else SHEET * 2 // 3
    shown = [side.resize((wide, side.height * wide // side.width)) for side in sides]
    whole = Image.new("RGB", (wide, sum(each.height + GAP for each in shown) - GAP), "#888")
    top = 0
    for each in shown:
        whole.paste(each, (0, top))
        top += each.height + GAP
    return whole


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
