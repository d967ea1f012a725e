"""Built pages -> a search that runs on the reader's device: an index a language, and its words."""

from __future__ import annotations

import base64
import json
from functools import partial
from typing import TYPE_CHECKING

from generator.bank.library import ORIGINAL, language_root
from generator.cache import Cache, fingerprint, seal, unseal
from generator.kinds.audience import TABLE as AUDIENCE
from generator.site.search.copy import Copy, copy_of
from generator.site.search.engine import index
from generator.site.search.entries import entries
from generator.site.search.vocabulary import vocabulary
from generator.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.bank.library import Library
    from generator.bank.lookup import Answers
    from generator.bank.plan import Plan
    from generator.formats import File
    from generator.site.search.entries import Entry

FOLDER = "pagefind/"


def search(
    plan: Plan,
    library: Library,
    answers: Mapping[str, Answers],
    files: Mapping[str, tuple[File, ...]],
    pages: Mapping[str, bytes],
    folder: Path,
) -> dict[str, bytes]:
    """Give the files of each language's search by their paths below the site.

    ``files`` are those beside each page, ``pages`` the built ones by path. What was made of the
    same before is taken from ``folder``. Raises EngineError when no index could be made.
    """
    cache = Cache(folder / "copies")
    made: dict[str, bytes] = {}
    found = tuple(entries(plan, library, answers, files))
    for language in library.languages:
        own = {entry.path: entry for entry in found if entry.language == language}
        copies = {
            path: cache.of(
                ("copy", fingerprint((entry, pages[path]))), partial(copy_of, entry, pages[path])
            )
            for path, entry in own.items()
        }
        readers = [found.entry for found in library.all_entries(AUDIENCE, language)]
        words = vocabulary(copies.values(), library.terms(ORIGINAL), readers, language)
        files_of = _kept(folder / language, own, copies, words, language)
        made |= {language_root(language) + FOLDER + name: data for name, data in files_of.items()}
    cache.save()
    return made


def _kept(
    folder: Path,
    own: Mapping[str, Entry],
    copies: Mapping[str, Copy],
    words: str,
    language: str,
) -> dict[str, bytes]:
    """Give a language's files: from before, when they were made of the same."""
    root = language_root(language)
    shown = {
        path.removeprefix(root): _shown(own[path], copy, root) for path, copy in copies.items()
    }
    texts = {path.removeprefix(root): copy.html for path, copy in copies.items()}
    mark = fingerprint((json.dumps(shown), json.dumps(texts), words))
    kept = folder.with_suffix(".kept")
    try:
        before = unseal(kept.read_bytes())
    except OSError:
        before = None
    if isinstance(before, list) and before[0] == mark:
        return {name: base64.b64decode(data) for name, data in before[1].items()}
    files = index(texts, shown, folder) | {"words.json": words.encode()}
    folder.parent.mkdir(parents=True, exist_ok=True)
    data = {name: base64.b64encode(content).decode() for name, content in files.items()}
    write_whole(kept, seal([mark, data]))
    return files


def _shown(entry: Entry, copy: Copy, root: str) -> dict[str, object]:
    """Give what a result shows: its own text, and what it is."""
    return {
        "content": copy.text,
        "meta": {
            "title": entry.title,
            "summary": entry.summary,
            "kind": entry.kind,
            "audience": ", ".join(entry.audience),
            "files": [[file.label, file.path, file.facts] for file in entry.files],
            "also": [
                [name, language, _from(root, address)] for name, language, address in entry.also
            ],
        },
    }


def _from(root: str, address: str) -> str:
    """Give an address as it is seen from the root of a language's site."""
    return f"../{address}" if root else address
