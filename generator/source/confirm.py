"""A file that tells of reviews -> the same with the hash of the words that each was of.

What a jurist has read of the law and the promises, and what a reader of the language has read of
a translation, is reviewed as long as its words are these (``validate``). No other byte moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.fields import LANGUAGES
from generator.model.kind import Table
from generator.model.record import HEAD
from generator.problem import Position, Problem, as_errors, has_errors, nearest
from generator.source.follow import versions
from generator.source.load import Mapping, Scalar
from generator.source.marks import holds, marked, told
from generator.source.overlay import overlay
from generator.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from generator.source.load import Document
    from generator.source.overlay import Layer

FIELD = "words"
UNREADY = {"translation-stale", "translation-missing"}
"""What is wrong with a translation that nobody can have approved as it is."""


@dataclass(frozen=True, slots=True)
class _Review:
    """A review that a file tells of: in which mapping, ``by`` which key, its hash to be."""

    holder: Mapping
    name: str
    by: str
    field: str
    value: str

    @property
    def at(self) -> Position:
        return self.holder.keys[self.by]


def confirm(folder: Path, path: str, ids: Collection[str] = ()) -> tuple[bool, list[Problem]]:
    """Let the reviews of a file be of the words that it has now; tell whether it changed.

    Of a table they are those of the entries with these ``ids``, or all; a translation has one.
    Nothing is written when the file cannot be read, when there is no such review, or when the
    lines cannot be set so that the rest stays as it is: then there are problems.
    """
    documents, problems = versions(folder, path)
    document = next((each for each in documents if each.path == path), None)
    if document is None or has_errors(problems):
        return False, problems
    layers, found = overlay(documents)
    found = as_errors((each for each in found if each.at.path == path), UNREADY)
    if has_errors(found):
        return False, found
    own = [layer for layer in layers if layer.path == path]
    if document.language == LANGUAGES[0]:
        problems = list(_lacking(document, own, ids))
        reviews = [each for layer in own if not ids or layer.id in ids for each in _of(layer)]
    else:
        reviews = list(_of_translation(document, own))
        problems = [] if reviews else [Problem(document.root.keys[HEAD], "not-approved", HEAD)]
    return (False, problems) if problems else _write(folder / path, document, reviews)


def _of(layer: Layer) -> Iterator[_Review]:
    """Give the review of an entry, if it tells of one."""
    review = layer.kind.review if isinstance(layer.kind, Table) else None
    if review is None:
        return
    *path, by = review.by
    holder: object = layer.root
    for key in path:
        holder = holder.entries.get(key) if isinstance(holder, Mapping) else None
    if isinstance(holder, Mapping) and _said(holder, by):
        name = ".".join((layer.id, *review.words))
        yield _Review(holder, name, by, review.words[-1], layer.read)


def _of_translation(document: Document, layers: Iterable[Layer]) -> Iterator[_Review]:
    head = document.root.entries.get(HEAD)
    if isinstance(head, Mapping) and _said(head, "state") == "approved":
        for layer in layers:
            yield _Review(head, f"{HEAD}.{FIELD}", "state", FIELD, layer.read)
            return


def _said(holder: Mapping, key: str) -> str:
    node = holder.entries.get(key)
    return node.text if isinstance(node, Scalar) and not node.empty else ""


def _lacking(
    document: Document, layers: Collection[Layer], ids: Iterable[str]
) -> Iterator[Problem]:
    """Say which ids are of nothing, or of something that nobody has reviewed."""
    by_id = {layer.id: layer for layer in layers}
    for each in ids:
        layer = by_id.get(each)
        if layer is None:
            name = document.kind.name if document.kind else ""
            values = {"id": each, "near": nearest(each, by_id), "kind": name}
            yield Problem(Position(document.path), "unknown-entry", values=values)
        elif not any(_of(layer)):
            yield Problem(layer.root.at, "not-reviewed", each)


def _write(file: Path, document: Document, reviews: list[_Review]) -> tuple[bool, list[Problem]]:
    before = file.read_bytes()
    text, wanted = before.decode(), told(document.root)
    for each in sorted(reviews, key=lambda review: review.at, reverse=True):  # from the end
        text = marked(text, each.holder, each.field, each.value, each.at)
        wanted |= {each.name: each.value}
    after = text.encode()
    if not holds(document.path, after, wanted):
        at, values = reviews[0].at, {"words": reviews[0].value}
        return False, [Problem(at, "confirm-by-hand", reviews[0].name, values)]
    if after != before:
        write_whole(file, after)
    return after != before, []
