"""Built files -> problems: what a reader would stumble over, in every build."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.problem import Position, Problem
from generator.site.checks.html import Facts, inspect
from generator.site.checks.links import broken_links

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.make.workers import Workers

EYES = Path(__file__).with_name("html.py")
TOGETHER = 16


def check_site(
    contents: Mapping[str, Path | bytes], kept_file: Path, base_url: str, workers: Workers
) -> list[Problem]:
    """Check every page and every link between pages.

    A page that was sound before is known by its bytes and not read again; ``kept_file`` holds
    what was found.
    """
    kept = _kept(kept_file)
    pages = {
        path: content if isinstance(content, bytes) else content.read_bytes()
        for path, content in contents.items()
        if path.endswith(".html")
    }
    hashes = {path: hashlib.sha256(text).hexdigest() for path, text in pages.items()}
    missing = [path for path, key in hashes.items() if key not in kept]
    texts = [pages[path] for path in missing]
    found = workers.all(inspect, texts, TOGETHER) if len(texts) > TOGETHER else map(inspect, texts)
    for path, of_page in zip(missing, found, strict=True):
        kept[hashes[path]] = of_page
    facts = {path: kept[key] for path, key in hashes.items()}
    if missing:
        used = {key: astuple(kept[key]) for key in hashes.values()}
        kept_file.write_text(json.dumps([_eyes(), used]), encoding="utf-8")
    problems = [
        Problem(Position(path), code, values=values)
        for path, of_page in facts.items()
        for code, values in of_page.wrong
    ]
    prefix = urlsplit(base_url).path
    return sorted([*problems, *broken_links(facts, frozenset(contents), prefix)])


def _kept(file: Path) -> dict[str, Facts]:
    """Give what was found before, unless it was by other eyes: another version of the check."""
    try:
        eyes, kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return {}
    if eyes != _eyes():
        return {}
    return {
        key: Facts(tuple(links), tuple(ids), tuple((code, values) for code, values in wrong))
        for key, (links, ids, wrong) in kept.items()
    }


def _eyes() -> str:
    return hashlib.sha256(EYES.read_bytes()).hexdigest()
