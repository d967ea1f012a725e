"""Built files -> problems: what a reader would stumble over, in every build."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.cache import Cache
from generator.problem import Position, Problem
from generator.site.checks.html import inspect
from generator.site.checks.links import broken_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.make.workers import Workers
    from generator.site.checks.html import Facts

TOGETHER = 16


def check_site(
    contents: Mapping[str, Path | bytes], kept_file: Path, base_url: str, workers: Workers
) -> list[Problem]:
    """Check every page and every link between pages.

    A page that was sound before is known by its bytes and not read again; ``kept_file`` holds
    what was found.
    """
    cache = Cache(kept_file)
    pages = {
        path: content if isinstance(content, bytes) else content.read_bytes()
        for path, content in contents.items()
        if path.endswith(".html")
    }
    hashes = {path: hashlib.sha256(text).hexdigest() for path, text in pages.items()}
    by_hash = {mark: pages[path] for path, mark in hashes.items()}

    def read(missing: list[str]) -> Iterable[Facts]:
        texts = [by_hash[mark] for mark in missing]
        if len(texts) > TOGETHER:
            return workers.all(inspect, texts, TOGETHER)
        return map(inspect, texts)

    found = dict(zip(by_hash, cache.all(by_hash, read), strict=True))
    cache.save()
    facts = {path: found[mark] for path, mark in hashes.items()}
    problems = [
        Problem(Position(path), code, values=values)
        for path, of_page in facts.items()
        for code, values in of_page.wrong
    ]
    prefix = urlsplit(base_url).path
    return sorted([*problems, *broken_links(facts, frozenset(contents), prefix)])
