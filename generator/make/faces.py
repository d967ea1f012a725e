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

    from generator.make.elsewhere import Makers
    from generator.make.store import Store


def make_faces(
    store: Store, languages: Iterable[str], workers: Makers, texts: Iterable[str] = ()
) -> dict[str, Piece]:
    """Give each file by its path below the site; only what is missing is made.

    ``texts`` are what is on its pages.
    """
    tasks = face_tasks(texts)
    keys = {path: fingerprint(task) for path, task in tasks.items()}
    found = {key: store.get(key) for key in keys.values()}
    found |= store.brought([key for key, kept in found.items() if kept is None])
    missing = [path for path, key in keys.items() if found[key] is None]
    for index, made in workers.each(make, [tasks[path] for path in missing]) if missing else ():
        key = keys[missing[index]]
        found[key] = store.keep(key, made.data, None)
    store.save()
    return {
        language_root(language) + path: Piece(kept.sha256, kept.path)
        for language in languages
        for path, key in keys.items()
        if (kept := found[key])
    }
