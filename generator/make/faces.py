"""The store, or else workers -> the files of the site's own faces, in every language's site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.bank.library import language_root
from generator.cache import fingerprint
from generator.make.files import make
from generator.outputs.face import face_tasks
from generator.piece import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.make.store import Store
    from generator.make.workers import Workers


def make_faces(
    store: Store, languages: Iterable[str], workers: Workers, texts: Iterable[str] = ()
) -> dict[str, Piece]:
    """Give each file by its path below the site; only what is missing is made.

    ``texts`` are what is on its pages.
    """
    tasks = face_tasks(texts)
    stored = {path: store.get(fingerprint(task)) for path, task in tasks.items()}
    missing = [path for path, found in stored.items() if found is None]
    for index, made in workers.each(make, [tasks[path] for path in missing]) if missing else ():
        path = missing[index]
        stored[path] = store.keep(fingerprint(tasks[path]), made.data, None)
    store.save()
    return {
        language_root(language) + path: Piece(found.sha256, found.path)
        for language in languages
        for path, found in stored.items()
        if found
    }
