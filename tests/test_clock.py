"""The same sources give the same site, whenever, wherever and by whomever it is built."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

NO_FONTS = '<?xml version="1.0"?><fontconfig><cachedir>{folder}/cache</cachedir></fontconfig>\n'
PAGE = re.compile(
    r"<url><loc>([^<]+)</loc>(?:<lastmod>([^<]+)</lastmod>)?(?:<xhtml:link [^>]+>)*</url>"
)


def _leads_on(page: Path) -> bool:
    return 'http-equiv="refresh"' in page.read_text(encoding="utf-8")


def test_a_site_map_bears_the_days_of_the_records(small: Path) -> None:
    """Both site maps list every page, since the day when its record was last updated."""
    site = small / "site"
    listed: set[str] = set()
    for root in ("", "sv/"):
        text = (small / "site" / root / "sitemap.xml").read_text(encoding="utf-8")
        pages = dict(PAGE.findall(text))
        assert len(pages) == text.count("<url>")
        address = "broschyrer" if root else "esitteet"
        assert pages[f"{bank.BASE_URL}/{root}{address}/perheelle/"] == bank.HEAD["updated"]
        assert pages[f"{bank.BASE_URL}/{root}{address}/"] == ""
        assert set(pages.values()) == {"", bank.HEAD["updated"]}
        listed |= pages.keys()
    there = [page for page in site.rglob("index.html") if not _leads_on(page)]
    addresses = {page.relative_to(site).as_posix().removesuffix("index.html") for page in there}
    assert listed == {f"{bank.BASE_URL}/{address}" for address in addresses}


def _built(folder: Path, day: str, mask: int, **environment: str) -> dict[str, bytes]:
    """Build a bank of every kind as if on another machine, on another day."""
    source = bank.write(folder / "source", bank.every_kind())
    for path in (bank.BROCHURE, "content/audience.yaml"):
        bank.swedish(source, path)
    done = subprocess.run(
        ["/usr/bin/faketime", day, sys.executable, "-m", "generator", "build"],
        cwd=source,
        env=os.environ
        | {"PYTHONPATH": str(bank.ROOT), "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        | environment,
        umask=mask,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return bank.tree(source / "site")


@pytest.mark.slow
def test_two_days_on_two_machines(tmp_path: Path) -> None:
    """Clock, time zone, locale, folder, umask, fonts and the number of processes tell nothing."""
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(NO_FONTS.format(folder=tmp_path))
    one = _built(tmp_path / "a", "2026-01-31 08:00:00", 0o022, LC_ALL="C.UTF-8", TZ="UTC")
    other = _built(
        tmp_path / "toinen kansio å",
        "2031-12-31 23:59:30",
        0o077,
        LC_ALL="C",
        LANG="fi_FI.ISO-8859-1",
        TZ="Pacific/Kiritimati",
        PYTHONHASHSEED="7",
        FONTCONFIG_FILE=str(fonts),
    )
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []
