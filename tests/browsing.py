"""The built site in a real browser: a server that sends the site's policy, pages, and axe-core.

Each gate is a function that gives the faults it finds as lines, so that the same function can be
held against a sound site, where it must find none, and against a planted fault.
"""

from __future__ import annotations

import threading
import tomllib
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote, urlsplit

import pytest

from generator.kinds import known
from generator.model.kind import Table
from generator.outputs.headers import PAGES as PAGES_HEADERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import Browser, Page

WEB = Path(__file__).parent / "web"
AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
VNU = WEB / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
REVIEWED = WEB / "reviewed.toml"
READER = WEB / "node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js"

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
WIDE, NARROW = 1280, 320
HEIGHT = 900
MOST_STOPS = 600
MODULE = "text/javascript"

# What a page is called here, and its address.
KNOWN = {
    "home": "",
    "section": "esitteet/",
    "audiences": "kenelle/",
    "audience": "kenelle/ammattilaiset/",
    "statement": "saavutettavuusseloste/",
    "not-found": "ei/ole/",
    "swedish": "sv/",
}


ROOTS = {
    name: f"{declared.address['fi']}/"
    for name, declared in known().items()
    if declared.address and name != "audience" and (isinstance(declared, Table) or declared.listed)
}
"""Where the pages of each kind begin."""
PAGES = (*KNOWN, *ROOTS)
"""One page of each sort."""
LIKE_OTHERS = {
    *("guideline", "workshop", "pathway", "process", "structure"),
    *("training", "coordination", "county", "video"),
}
"""Sorts whose frame is that of others and whose blocks stand on others: proved in the long run."""
EACH = tuple(
    pytest.param(name, marks=pytest.mark.slow) if name in LIKE_OTHERS else name for name in PAGES
)
"""A page of each sort, as a test's parameters."""


def address_of(site: Path, name: str) -> str:
    """Give the address of a page of a sort; of a kind's records, the one whose page is longest."""
    if name in KNOWN:
        return KNOWN[name]
    root = ROOTS[name]
    found = [f"{root}{page.parent.name}/" for page in (site / root).glob("*/index.html")]
    return max(found or [root], key=lambda here: (site / here / "index.html").stat().st_size)


def longest(site: Path) -> list[str]:
    """Give the address of the longest page below each folder of a site."""
    pages = sorted(site.rglob("index.html"), key=lambda page: page.stat().st_size)
    below = {page.parent.parent: page for page in pages}
    return [f"{page.parent.relative_to(site).as_posix()}/" for page in below.values()]


def every_address(site: Path) -> list[str]:
    """Give the address of every page of a site."""
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(path.removesuffix("index.html") for path in paths)


# --- the server ------------------------------------------------------------------------------

LEADS_ON = '<meta http-equiv="refresh"'


@dataclass
class Served:
    """A site that is being served, with what was changed on its way out."""

    site: Path
    url: str = ""
    planted: dict[str, Callable[[str], str]] = field(default_factory=dict)

    def plant(self, old: str, new: str, path: str = "index.html") -> None:
        """Serve a text of a file differently, from now on."""

        def changed(text: str) -> str:
            assert old in text, f"{path} has no {old}"
            return text.replace(old, new, 1)

        self.planted[path] = changed

    def hold_still(self) -> None:
        """Serve each page that leads on without that, so that it can be judged by itself."""
        for file in self.site.rglob("*.html"):
            if LEADS_ON in file.read_text(encoding="utf-8"):
                path = file.relative_to(self.site).as_posix()
                self.plant(LEADS_ON, '<meta name="leads-on"', path)

    def read(self, address: str) -> tuple[int, str, bytes]:
        """Give what is answered to a request: status, path of the file, bytes."""
        path = unquote(urlsplit(address).path).lstrip("/")
        if not path or path.endswith("/"):
            path += "index.html"
        status = 200
        if not (self.site / path).is_file():
            status, path = 404, "404.html"
        data = (self.site / path).read_bytes()
        if path in self.planted:
            data = self.planted[path](data.decode()).encode()
        return status, path, data


def policy(site: Path) -> dict[str, str]:
    """Give the headers of a site, as its build wrote them for hosts of pages."""
    _, *lines = (site / PAGES_HEADERS).read_text(encoding="utf-8").splitlines()
    return dict(line.strip().split(": ", 1) for line in lines)


@contextmanager
def serve(site: Path, headers: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Serve a folder on this machine, with the headers that its build wrote for hosts of pages."""
    served = Served(site)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, path, data = served.read(self.path)
            self.send_response(status)
            kind = guess_type(path)[0] or "application/octet-stream"
            text = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
            self.send_header("Content-Length", str(len(data)))
            for name, value in (policy(site) if headers is None else headers).items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(ConnectionError):  # a page that was left asks no more
                self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def opened(
    browser: Browser,
    url: str,
    *,
    width: int = WIDE,
    height: int = HEIGHT,
    theme: Theme = "light",
    **more: Any,  # noqa: ANN401 - those of a browser's context
) -> Iterator[Page]:
    """Open a page as a new reader, who wants no motion unless told."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        **{"reduced_motion": "reduce"} | more,
    )
    try:
        page = context.new_page()
        page.goto(url)
        yield page
    finally:
        context.close()


@contextmanager
def visited(
    browser: Browser,
    url: str,
    *,
    script: str = "",
    width: int = WIDE,
    theme: Theme = "light",
    **more: Any,  # noqa: ANN401 - those of a browser's context
) -> Iterator[Page]:
    """Open a page as a new reader who says yes to what is asked, after a script of the test's own.

    Nothing is printed. Raises AssertionError when anything goes wrong in the page's scripts.
    """
    wrong: list[str] = []
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme=theme,
        **{"reduced_motion": "reduce"} | more,
    )
    try:
        context.add_init_script("window.print = () => { window.printed = true; };" + script)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(url)
        yield page
    finally:
        context.close()
    assert wrong == []


SORT = """() => {
  const said = (it) => it.tagName + "." + it.className;
  const it = document.activeElement;
  return it === document.body ? "" : [it, it.parentElement, it.closest("nav, header, footer, main")]
    .map((each) => each ? said(each) : "").join(" ");
}"""


def each_sort(page: Page) -> Iterator[str]:
    """Go through the open page by Tab; stop at the first control of each sort, and name the sort.

    Controls are of one sort when they look alike: their elements, classes and places are the same.
    """
    seen = set()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        sort = page.evaluate(SORT)
        if not sort:
            return
        if sort not in seen:
            seen.add(sort)
            yield sort
    raise AssertionError(sort)  # a trap


def look(page: Page, width: int, theme: Theme) -> None:
    """See the open page at another width, in another theme of the device."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.emulate_media(color_scheme=theme)


# --- a screen reader -------------------------------------------------------------------------

READ = """async (selector) => {
  const { virtual } = await import("/reader.js");
  await virtual.start({ container: document.querySelector(selector) });
  const first = await virtual.lastSpokenPhrase();
  do {
    await virtual.next(); // after the end it begins again
  } while (await virtual.lastSpokenPhrase() !== first);
  const said = await virtual.spokenPhraseLog();
  await virtual.stop();
  return said.slice(0, -1);
}"""


def heard(page: Page, selector: str) -> list[str]:
    """Give what a screen reader says of a part of the open page, from its beginning to its end."""
    body = READER.read_text(encoding="utf-8")
    page.route("**/reader.js", lambda route: route.fulfill(body=body, content_type=MODULE))
    return list(page.evaluate(READ, selector))


# --- axe-core --------------------------------------------------------------------------------

RUN = """async () => {
  const values = axe.getRules().map((rule) => rule.ruleId);
  const found = await axe.run(document, {runOnly: {type: "rule", values},
    resultTypes: ["violations", "incomplete"]});
  const checks = (node) => [...node.any, ...node.all, ...node.none];
  const flat = (results) => results.flatMap((result) => result.nodes.map((node) => [result.id,
    node.target.flat().join(" "), [node, ...checks(node).flatMap((check) => check.relatedNodes)]
      .slice(0, 4).map((it) => it.html.slice(0, 160)).join(" ~ "),
    checks(node).map((check) => check.message).join("; ")]));
  return {violations: flat(found.violations), incomplete: flat(found.incomplete)};
}"""


@cache
def axe_source() -> str:
    """Give axe-core's script."""
    return AXE.read_text(encoding="utf-8")


@cache
def reviewed() -> tuple[tuple[str, str, str], ...]:
    """Give what a person judged where axe-core could not: rule, words of the element, of why."""
    entries = tomllib.loads(REVIEWED.read_text(encoding="utf-8"))["review"]
    return tuple((entry["rule"], entry["element"], entry["message"]) for entry in entries)


def axe(page: Page) -> list[str]:
    """Run every rule of axe-core; give violations, and what it left open and nobody reviewed."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe_source())
    found = page.evaluate(RUN)
    faults = [f"{rule}: {target}: {html}: {why}" for rule, target, html, why in found["violations"]]
    faults += [
        f"not reviewed: {rule}: {target}: {html}: {why}"
        for rule, target, html, why in found["incomplete"]
        if not any(r == rule and e in html and m in why for r, e, m in reviewed())
    ]
    return faults
