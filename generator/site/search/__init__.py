"""Pages -> a search that runs on the reader's device: an index a language, and its words.

A language's search is made of its task alone, in a worker, while the site is built and checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.bank.library import ORIGINAL, language_root
from generator.cache import Cache, fingerprint
from generator.kinds.audience import TABLE as AUDIENCE
from generator.site.search.copy import copy_of
from generator.site.search.engine import index
from generator.site.search.entries import entries
from generator.site.search.kept import keep, kept
from generator.site.search.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.bank.library import Library
    from generator.bank.lookup import Answers
    from generator.bank.plan import Plan
    from generator.formats import File
    from generator.kinds.audience import Audience
    from generator.kinds.term import Term
    from generator.site.search.copy import Copy
    from generator.site.search.entries import Entry

FOLDER = "pagefind/"


@dataclass(frozen=True, slots=True)
class SearchTask:
    """All that a language's search is made of: each page that can be found, with its text.

    What was made of the same before is taken from ``folder``.
    """

    language: str
    found: tuple[tuple[Entry, str], ...]
    terms: tuple[Term, ...]
    readers: tuple[Audience, ...]
    folder: Path


def search_tasks(
    plan: Plan,
    library: Library,
    answers: Mapping[str, Answers],
    files: Mapping[str, tuple[File, ...]],
    pages: Mapping[str, str],
    folder: Path,
) -> list[SearchTask]:
    """Give the task of each language's search.

    ``files`` are those beside each page, ``pages`` their Markdown by the path of the HTML.
    """
    found = tuple(entries(plan, library, answers, files))
    return [
        SearchTask(
            language,
            tuple((each, pages[each.path]) for each in found if each.language == language),
            tuple(library.terms(ORIGINAL)),
            tuple(each.entry for each in library.all_entries(AUDIENCE, language)),
            folder,
        )
        for language in library.languages
    ]


def search(task: SearchTask) -> dict[str, bytes]:
    """Give the files of a language's search by their paths below the site.

    Raises EngineError when no index could be made.
    """
    language, root = task.language, language_root(task.language)
    cache = Cache(task.folder / f"{language}.copies", saves=True)
    found = [(entry.path.removeprefix(root), entry, page) for entry, page in task.found]
    copies = {
        path: cache.of(("copy", fingerprint((entry, page))), partial(copy_of, entry, page))
        for path, entry, page in found
    }
    shown = {path: _shown(entry, copies[path], root) for path, entry, _ in found}
    words = vocabulary(copies.values(), task.terms, task.readers, language)
    texts = {path: copy.html for path, copy in copies.items()}
    before = kept(task.folder / f"{language}.kept")
    made = index(texts, shown, task.folder / language, before)
    if made is not before:
        keep(made, task.folder / f"{language}.kept")
    cache.save()
    files = {**made.files, "words.json": words.encode()}
    return {root + FOLDER + name: data for name, data in files.items()}


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
