"""A link -> where it leads; facts of every page + every path -> links that lead nowhere."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from generator.problem import Position, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.site.checks.html import Facts


COLLECTS = "ids="
"""What the end of an address begins with that fills a collection (``assets/collection.js``)."""


def broken_links(facts: Mapping[str, Facts], paths: frozenset[str]) -> Iterator[Problem]:
    """Follow every link of every page within the site, to the file and to the place in it."""
    for path, of_page in facts.items():
        for target, links in of_page.links.items():
            for fragment, link in links:
                if target not in paths:
                    yield Problem(Position(path), "html-broken-link", values={"href": link})
                elif fragment.startswith(COLLECTS):
                    continue  # it tells a script what to show, and names no place
                elif fragment and target in facts and fragment not in facts[target].ids:
                    yield Problem(Position(path), "html-broken-fragment", values={"href": link})


def target_of(path: str, link: str, prefix: str) -> tuple[str, str]:
    """Give the path that a link of a page leads to, and the place in it.

    ``prefix`` is the path of the site's root, with which a link from the root begins.
    """
    parts = urlsplit(link)
    where = unquote(parts.path)
    if not where:
        return path, unquote(parts.fragment)
    if where.startswith("/"):
        target = posixpath.normpath(where.removeprefix(prefix).lstrip("/"))
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), where))
    if where.endswith("/") or posixpath.basename(where) in {".", ".."}:
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    return target, unquote(parts.fragment)
