"""What the site tells machines: feeds, maps, and each record of itself."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from generator.outputs.feed import newest
from generator.outputs.styles import TOKENS
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OTHER = "{http://www.w3.org/1999/xhtml}link"
PAGES = {"fi": "esitteet/perheelle/", "sv": "sv/broschyrer/perheelle/"}
URLS = {language: f"{bank.BASE_URL}/{page}" for language, page in PAGES.items()}
SHARP = "Alle <18 & \"yli\" 'x'"


def _page(site: Path, language: str) -> html.HtmlElement:
    return html.fromstring((site / PAGES[language] / "index.html").read_bytes())


def _told(page: html.HtmlElement) -> dict[str, Any]:
    (script,) = page.xpath("//script[@type='application/ld+json']")
    told: dict[str, Any] = json.loads(script.text)
    return told


def test_a_map_leads_to_other_languages(small: Path) -> None:
    """A page in two languages names both and the original; a page in one names none."""
    for root in ("", "sv/"):
        tree = etree.parse(small / "site" / root / "sitemap.xml")
        others = {
            url.findtext(f"{MAP}loc"): {x.get("hreflang"): x.get("href") for x in url.iter(OTHER)}
            for url in tree.iter(f"{MAP}url")
        }
        language = "sv" if root else "fi"
        assert others[URLS[language]] == URLS | {"x-default": URLS["fi"]}
        if not root:
            assert others[f"{bank.BASE_URL}/tapaamiset/koe-meeting/"] == {}
            home = {"fi": f"{bank.BASE_URL}/esitteet/", "sv": f"{bank.BASE_URL}/sv/broschyrer/"}
            assert others[home["fi"]] == home | {"x-default": home["fi"]}


def test_robots_are_led_to_every_map(small: Path) -> None:
    """Each language's site map stands in the one file that robots ask for."""
    told = (small / "site" / "robots.txt").read_text(encoding="utf-8")
    maps = re.findall(r"^Sitemap: (\S+)$", told, re.MULTILINE)
    assert maps == [f"{bank.BASE_URL}/{root}sitemap.xml" for root in ("", "sv/")]
    assert "Allow: /\n" in told


def test_a_feed_tells_what_is_new(small: Path) -> None:
    """The feed (RFC 4287) holds each record that is listed, once, with its own day."""
    for root, language in (("", "fi"), ("sv/", "sv")):
        feed = etree.parse(small / "site" / root / "atom.xml").getroot()
        there = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
        assert URLS[language] in there
        assert len(there) == len(set(there))
        assert feed.findtext(f"{ATOM}id") == f"{bank.BASE_URL}/{root}atom.xml"
        for each in (feed, *feed.iter(f"{ATOM}entry")):
            assert each.findtext(f"{ATOM}updated") == f"{bank.HEAD['updated']}T00:00:00Z"
            assert each.findtext(f"{ATOM}title")


def test_the_newest_come_first(tmp_path: Path) -> None:
    """By day, the newest first, and on one day as the bank orders them; no page on the bank."""
    days = {"a": "2026-02-01", "b": "2026-03-01", "c": "2026-02-01"}
    files = bank.FILES | {
        f"materials/brochure/{name}.yaml": bank.record(title=f"Esite {name}", updated=day)
        for name, day in days.items()
    }
    library, _, _ = bank.read(bank.write(tmp_path, files))
    found = [edition.record.id for edition in newest(library.records("fi"))]
    assert found == ["b", "a", "c", "perheelle"]


def test_a_page_tells_what_it_is(small: Path) -> None:
    """A record's page describes it by schema.org's words, with its files and its languages."""
    told = {language: _told(_page(small / "site", language)) for language in PAGES}
    for language, each in told.items():
        assert (each["@id"], each["inLanguage"]) == (URLS[language], language)
        assert each["creativeWorkStatus"] == "Draft"
        files = {file["contentUrl"]: file for file in each["encoding"]}
        name = f"{URLS[language]}perheelle.pdf"
        written = small / "site" / PAGES[language] / "perheelle.pdf"
        assert files[name]["contentSize"] == str(written.stat().st_size)
        assert files[name]["encodingFormat"] == "application/pdf"
    assert told["fi"]["workTranslation"] == [{"@type": "LearningResource", "@id": URLS["sv"]}]
    assert told["sv"]["translationOfWork"] == {"@type": "LearningResource", "@id": URLS["fi"]}


def test_data_ends_no_script(tmp_path: Path) -> None:
    """Whatever a title holds, it stays a title in what a page tells machines."""
    record = bank.record(title="Esite", summary=SHARP)
    files = bank.FILES | {bank.BROCHURE: record}
    page = bank.pages(bank.write(tmp_path, files))["esitteet/perheelle/index.html"]
    front = page.split("---\n", 2)[1]
    (line,) = re.findall(r"^metadata: (.*)$", front, re.MULTILINE)
    data = json.loads(line)
    assert "<" not in data
    assert json.loads(data)["description"] == SHARP


def test_a_page_says_how_it_is_shown_elsewhere(small: Path) -> None:
    """Its title, words and address stand in it for whoever shows a link to it (Open Graph)."""
    page = _page(small / "site", "sv")
    said = {each.get("property"): each.get("content") for each in page.xpath("//meta[@property]")}
    assert said["og:url"] == URLS["sv"] == page.xpath("string(//link[@rel='canonical']/@href)")
    assert said["og:title"] in page.findtext(".//title")
    assert said["og:locale"] == "sv_FI"
    assert said["og:image"] == f"{URLS['sv']}perheelle.webp"
    assert (small / "site" / PAGES["sv"] / "perheelle.webp").is_file()
    assert said["og:description"] == page.xpath("string(//meta[@name='description']/@content)")


def test_the_browsers_frame_has_the_colour_of_the_top(small: Path) -> None:
    """In either theme, what is above the page goes on as the page begins (``--surface``)."""
    page = _page(small / "site", "fi")
    there = {x.get("media"): x.get("content") for x in page.xpath("//meta[@name='theme-color']")}
    surfaces = re.findall(r"--surface: (#\w+);", TOKENS.read_text(encoding="utf-8"))
    assert set(there.values()) == set(surfaces)
    assert there["(prefers-color-scheme: light)"] == surfaces[0]
