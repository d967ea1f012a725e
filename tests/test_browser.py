"""A site in a real browser: it opens, leads on, and asks nobody else for anything."""

from __future__ import annotations

import functools
import json
import operator
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from tests.browsing import LEADS_ON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Request

pytestmark = pytest.mark.xdist_group("browser")


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """Serve a site on this machine; give its address."""
    handler = functools.partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class Visit:
    """A page of a browser, with all that goes wrong in it and all that it asks for."""

    def __init__(self, page: Page, site: str) -> None:
        """Listen from the beginning."""
        self.page = page
        self.wrong: list[str] = []
        page.on("console", lambda said: self.wrong.append(said.text))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("requestfailed", self._failed)
        page.on("request", lambda request: self._asked(request.url, site))
        page.on("response", lambda answer: self._answered(answer.url, answer.status))

    def _failed(self, request: Request) -> None:
        # A download is no page, and whoever goes on does not wait for all of a page.
        if not request.url.endswith(".pdf") and request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"failed: {request.url} {request.failure}")

    def _asked(self, url: str, site: str) -> None:
        if not url.startswith((site, "data:")):
            self.wrong.append(f"beyond the host: {url}")

    def _answered(self, url: str, status: int) -> None:
        if status >= 400:
            self.wrong.append(f"{status}: {url}")


@pytest.fixture
def visit(wide: Path, browser: Browser) -> Iterator[tuple[Visit, str]]:
    """Give a visit to the wide bank's site, and its address."""
    with _served(wide / "site") as site:
        context = browser.new_context(accept_downloads=True)
        yield Visit(context.new_page(), site), site
        context.close()


def _records(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "site" / "catalogue.json").read_text(encoding="utf-8")
    records: list[dict[str, Any]] = json.loads(text)["records"]
    return records


def test_a_reader_finds_a_brochure_and_takes_it_away(
    visit: tuple[Visit, str], wide: Path, tmp_path: Path
) -> None:
    """Home leads by links to a record, whose PDF comes down as it was made."""
    visited, site = visit
    page = visited.page
    page.goto(site)
    assert page.locator("h1").count() == 1
    page.locator('a[href*="esitteet/"]').first.click()
    page.wait_for_url(f"{site}esitteet/**")
    page.goto(f"{site}esitteet/")
    page.locator('main a[href^="perheelle/"]').first.click()
    page.wait_for_url(f"{site}esitteet/perheelle/")
    record = next(r for r in _records(wide) if (r["id"], r["language"]) == ("perheelle", "fi"))
    assert page.locator("h1").inner_text() == record["title"]
    link = page.locator('main a[href$="perheelle.pdf"]').first
    # A browser without windows shows no PDF: it takes it away.
    link.evaluate("link => link.setAttribute('download', '')")
    with page.expect_download() as download:
        link.click()
    taken = tmp_path / "taken.pdf"
    download.value.save_as(taken)
    assert taken.read_bytes() == (wide / "site/esitteet/perheelle/perheelle.pdf").read_bytes()
    assert visited.wrong == []


def test_a_reader_changes_the_language(visit: tuple[Visit, str]) -> None:
    """A translated page leads to its counterpart, and back to itself."""
    visited, site = visit
    page = visited.page
    page.goto(f"{site}esitteet/perheelle/")
    page.locator('a[hreflang="sv"]').first.click()
    page.wait_for_url(f"{site}sv/**")
    assert page.locator("html").get_attribute("lang") == "sv"
    page.locator('a[hreflang="fi"]').first.click()
    page.wait_for_url(f"{site}esitteet/perheelle/")
    assert visited.wrong == []


def test_a_page_that_asks_for_more_is_caught(browser: Browser, tmp_path: Path) -> None:
    """The guard of the tests above hears errors, failures and requests beyond the host."""
    bad = '<img src="http://127.0.0.1:9/a.png"><script>nothing()</script><img src="b.png">'
    (tmp_path / "index.html").write_text(f"<!doctype html><html><body>{bad}</body></html>")
    with _served(tmp_path) as site:
        context = browser.new_context()
        visited = Visit(context.new_page(), site)
        visited.page.goto(site, wait_until="networkidle")
        context.close()
    said = "\n".join(visited.wrong)
    assert "beyond the host: http://127.0.0.1:9/a.png" in said
    assert "nothing is not defined" in said
    assert f"404: {site}b.png" in said


@pytest.mark.slow
def test_every_page_is_quiet(real: Path, browser: Browser) -> None:
    """No page of the real site has a console error or asks for anything beyond its host."""
    with _served(real / "site") as site:
        visited = Visit(browser.new_page(), site)
        for file in sorted((real / "site").rglob("index.html")):
            address = site + file.parent.relative_to(real / "site").as_posix() + "/"
            visited.page.goto(address)
            if LEADS_ON in file.read_text(encoding="utf-8"):
                visited.page.wait_for_url(functools.partial(operator.ne, address))
            assert visited.wrong == [], file
        visited.page.close()
