"""Whoever is at the home is near every record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from lxml import html

from generator.site.checks.html import inspect

if TYPE_CHECKING:
    from pathlib import Path

MOST = 3
LONGEST_MENU = 10


def clicks(site: Path) -> dict[str, int]:
    """Count the clicks from the home to every page; a page that none leads to is left out."""
    found = {"index.html": 0}
    waiting = ["index.html"]
    for path in waiting:
        for target in inspect((path, "/", (site / path).read_bytes())).links:
            if target.endswith(".html") and target not in found:
                found[target] = found[path] + 1
                waiting.append(target)
    return found


def far(site: Path) -> list[str]:
    """Give the addresses of the records that are further from the Finnish home, in any language."""
    found = clicks(site)
    records = json.loads((site / "catalogue.json").read_text(encoding="utf-8"))["records"]
    (home,) = html.parse(site / "index.html").xpath("//link[@rel='canonical']/@href")
    told = (record["url"].removeprefix(home) for record in records)
    return [address for address in told if found.get(f"{address}index.html", MOST + 1) > MOST]


def test_every_record_is_three_clicks_from_home(wide: Path) -> None:
    """No record is further, whatever its kind and its language."""
    assert far(wide / "site") == []


def test_what_is_far_or_lost_is_seen(tmp_path: Path) -> None:
    """Clicks are counted along links, and a page without a link to it is not found."""
    chain = {"index.html": "a/", "a/index.html": "../b/#c", "b/index.html": "../c.html"}
    for path, href in chain.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(f'<p><a href="{href}">x</a>', encoding="utf-8")
    (tmp_path / "c.html").write_text("<p>c", encoding="utf-8")
    (tmp_path / "lost.html").write_text("<p>lost", encoding="utf-8")
    assert clicks(tmp_path) == {"index.html": 0, "a/index.html": 1, "b/index.html": 2, "c.html": 3}


@pytest.mark.parametrize("home", ["index.html", "sv/index.html"])
def test_no_menu_is_long(wide: Path, home: str) -> None:
    """The main menu and the footer's have ten entries at most, however many kinds there are."""
    page = html.document_fromstring((wide / "site" / home).read_bytes())
    menus = list(page.iter("nav"))
    assert len(menus) == 2
    for menu in menus:
        assert 0 < len(list(menu.iter("li"))) <= LONGEST_MENU
