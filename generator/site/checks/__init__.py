"""Built files -> problems: what a reader would stumble over, in every build."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.problem import Position, Problem
from generator.site.checks.html import inspect
from generator.site.checks.links import broken_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.cache import Cache
    from generator.make.workers import Workers
    from generator.piece import Piece
    from generator.site.checks.html import Facts

TOGETHER = 16


def check_site(
    contents: Mapping[str, Piece], cache: Cache, base_url: str, workers: Workers
) -> list[Problem]:
    """Check every page and every link between pages.

    A page is read once: what was found is kept by its path and its bytes.
    """
    prefix = urlsplit(base_url).path
    pages = {path: each for path, each in contents.items() if path.endswith(".html")}
    keyed = {f"facts {path} {each.sha256} {prefix}": path for path, each in pages.items()}

    def read(missing: list[str]) -> Iterable[Facts]:
        tasks = [(path, prefix, pages[path].data()) for path in map(keyed.__getitem__, missing)]
        if len(tasks) > TOGETHER:
            return workers.all(inspect, tasks, TOGETHER)
        return map(inspect, tasks)

    facts = dict(zip(pages, cache.all(keyed, read), strict=True))
    problems = [
        Problem(Position(path), code, values=values)
        for path, of_page in facts.items()
        for code, values in of_page.wrong
    ]
    return sorted([*problems, *broken_links(facts, frozenset(contents))])
