"""A built page -> its facts: where it leads, what can be led to, and what is wrong in itself.

Facts depend on the page's bytes and its place alone, so they are kept by these between builds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import html

from generator.site.checks.links import target_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LOADED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "track": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
}
OUTSIDE = ("http:", "https:", "//")
OTHER_SCHEMES = ("mailto:", "tel:", "data:")
DATA = "application/ld+json"
"""What a script element may hold in the page: data, which nothing runs."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Where a page's links lead, which ids it has, and what is wrong: (code, values).

    By each path that links lead to stand these: (place in that file, the link as written), the
    place empty where a link leads to the whole file.
    """

    links: dict[str, tuple[tuple[str, str], ...]]
    ids: tuple[str, ...]
    wrong: tuple[tuple[str, dict[str, str]], ...]


def inspect(page: tuple[str, str, bytes]) -> Facts:
    """Read a built page: its path, the path of the site's root for a browser, its bytes."""
    path, prefix, text = page
    root = html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8"))
    links: list[str] = []
    ids: list[str] = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if name := element.get("id"):
            ids.append(name)
        name = LOADED.get(element.tag, "href")
        address = element.get(name)
        for found in (address, element.get("poster")):
            if found is not None and not found.startswith((*OUTSIDE, *OTHER_SCHEMES)):
                links.append(found)  # noqa: PERF401 - a loop within a loop
    led: dict[str, tuple[tuple[str, str], ...]] = {}
    for link in dict.fromkeys(links):
        target, fragment = target_of(path, link, prefix)
        led[target] = (*led.get(target, ()), (fragment, link))
    return Facts(led, tuple(ids), tuple(_wrong(root, ids)))


def _wrong(root: html.HtmlElement, ids: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    if not root.get("lang"):
        yield "html-language", {}
    if not (root.findtext(".//title") or "").strip():
        yield "html-title", {}
    for twice in sorted({name for name in ids if ids.count(name) > 1}):
        yield "html-id-twice", {"id": twice}
    yield from _headings(root)
    for image in root.iter("img"):
        if image.get("alt") is None:
            yield "html-alt", {"src": image.get("src") or ""}
    for link in root.iter("a"):
        if link.get("href") is not None and not _name(link):
            yield "html-link-empty", {"href": link.get("href") or ""}
    yield from _third_parties(root)


def _headings(root: html.HtmlElement) -> Iterator[tuple[str, dict[str, str]]]:
    level = 0
    # What a template holds is no part of the page until a script puts it there.
    headings = [
        int(found.tag[1])
        for found in root.iter("h1", "h2", "h3", "h4", "h5", "h6")
        if next(found.iterancestors("template"), None) is None
    ]
    if headings.count(1) != 1:
        yield "html-one-h1", {"count": str(headings.count(1))}
    for heading in headings:
        if heading > level + 1:
            yield "html-heading-skipped", {"level": str(heading), "before": str(level)}
        level = heading


def _name(link: html.HtmlElement) -> str:
    words = [link.text_content(), link.get("aria-label") or "", link.get("title") or ""]
    words += [image.get("alt") or "" for image in link.iter("img")]
    return "".join(words).strip()


def _third_parties(root: html.HtmlElement) -> Iterator[tuple[str, dict[str, str]]]:
    for element in root.iter(*LOADED):
        for name in (LOADED[str(element.tag)], "poster"):
            if (address := element.get(name) or "").startswith(OUTSIDE):
                yield "html-third-party", {"url": address}
    for link in root.iter("link"):
        loads = {"stylesheet", "preload", "preconnect", "icon", "modulepreload", "dns-prefetch"}
        if loads & set((link.get("rel") or "").split()) and (link.get("href") or "").startswith(
            OUTSIDE
        ):
            yield "html-third-party", {"url": link.get("href") or ""}
    for script in root.iter("script"):
        if not script.get("src") and script.get("type") != DATA:
            yield "html-inline-script", {}
