"""Documents -> layers: a translation is words laid over the original's nodes, key by key.

Each node keeps its own path, line and column, so a fault in a translation points into the
translation. Later county layers can use the same mechanism.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.model.fields import LANGUAGES, Model, slots
from generator.model.kind import Table
from generator.model.record import HEAD, Record
from generator.model.settings import Settings
from generator.problem import Position, Problem, Severity, nearest
from generator.source.load import Document, Mapping, Node, Scalar, scalars
from generator.source.slipped import put_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.kind import Known


@dataclass(frozen=True, slots=True)
class Layer:
    """The nodes of a record or an entry in one language, complete.

    ``kind`` is its kind or its table, ``None`` for the settings.
    ``words`` is the hash of what it says, ``read`` of what is read of it in a review: of an
    entry without what tells of that, of a translation all of its file with the original.
    A translation also has the ``head`` of its file and tells whether the original's words have
    changed since (``stale``).
    """

    kind: Known | None
    id: str
    language: str
    path: str
    root: Mapping
    words: str
    read: str
    head: Node | None = None
    stale: bool = False

    @property
    def model(self) -> type[Model]:
        """The model that the nodes are to become."""
        return self.kind.model if self.kind else Settings


def overlay(documents: Iterable[Document]) -> tuple[tuple[Layer, ...], list[Problem]]:
    """Lay the translations of one file over it; ``documents`` are the file in its languages.

    Gives the original's layers first. A translation that lacks words is left out, with a
    notice that names them.
    """
    problems: list[Problem] = []
    layers: list[Layer] = []
    versions = {}
    for document in documents:
        versions[document.language], slipped = _put_back(document)
        problems += slipped
    original = versions.pop(LANGUAGES[0], None)
    if original is None:
        problems += [
            Problem(Position(document.path), "translation-without-original")
            for document in versions.values()
        ]
    else:
        records = _records(original)
        problems += [
            Problem(node.at, "wrong-type-mapping", name)
            for name, node in records.items()
            if not isinstance(node, Mapping)
        ]
        originals = [
            _layer(original, name, node)
            for name, node in records.items()
            if isinstance(node, Mapping)
        ]
        layers += originals
        for translation in versions.values():
            layers += _translated(translation, originals, problems)
    return tuple(layers), problems


def words(node: Node, model: type[Model], field: str = "") -> Iterator[tuple[str, Scalar]]:
    """Yield the words of a record's nodes in the order of writing: (dotted field, text)."""
    if not isinstance(node, Mapping):
        return
    known = slots(model)
    for key, child in node.entries.items():
        slot = known.get(key)
        name = f"{field}.{key}" if field else key
        if slot is None:
            continue
        if slot.words and isinstance(child, Scalar):
            if not child.empty:
                yield name, child
        elif slot.model and slot.keyed and isinstance(child, Mapping):
            for item, part in child.entries.items():
                if isinstance(part, Scalar):
                    yield f"{name}.{item}", part
                else:
                    yield from words(part, slot.model, f"{name}.{item}")
        elif slot.model:
            yield from words(child, slot.model, name)


def statement(root: Mapping, model: type[Model]) -> Iterator[tuple[str, Scalar]]:
    """Yield what a record says, words and facts: its paper is another when any of it is.

    Of the fields that all records share, those without words tell of the record, not in it.
    """
    told = {name.partition(".")[0] for name, _ in words(root, model)}
    for key, node in root.entries.items():
        if key in told or key not in slots(Record):
            yield from ((name, each) for name, each in scalars(node, key) if not each.empty)


def digest(found: Iterable[tuple[str, Scalar]]) -> str:
    """Give the hash of words by which a change in them is known: 12 hexadecimal digits."""
    hasher = hashlib.sha256()
    for name, scalar in found:
        hasher.update(f"{name}\x1f{scalar.text.strip()}\x1e".encode())
    return hasher.hexdigest()[:12]


def followed(originals: Iterable[Layer]) -> str:
    """Give the hash of all the words of a file's records, which a translation of it follows."""
    return digest(_words(originals))


def _words(layers: Iterable[Layer]) -> Iterator[tuple[str, Scalar]]:
    for layer in layers:
        yield from ((f"{layer.id}.{name}", each) for name, each in words(layer.root, layer.model))


def _records(document: Document) -> dict[str, Node]:
    """Tell a file's records by id: a table's entries, or the one that the file is."""
    if isinstance(document.kind, Table):
        return dict(_body(document).entries)
    return {document.id: _body(document)}


def _body(document: Document) -> Mapping:
    """Give what a file says, without what it says of itself if it is a translation."""
    root = document.root
    if document.language == LANGUAGES[0]:
        return root
    entries = {key: node for key, node in root.entries.items() if key != HEAD}
    return Mapping(root.at, entries, root.keys)


def _put_back(document: Document) -> tuple[Document, list[Problem]]:
    """Give a document whose slipped fields are where they belong, and what is told of them."""
    if document.kind is None:
        return document, []
    kind, translated = document.kind, document.language != LANGUAGES[0]
    root, problems = put_back(
        document.root, kind.model, table=isinstance(kind, Table), translated=translated
    )
    return replace(document, root=root), problems


def _layer(document: Document, record_id: str, node: Mapping) -> Layer:
    model = document.kind.model if document.kind else Settings
    review = document.kind.review if isinstance(document.kind, Table) else None
    told = tuple(statement(node, model))
    apart = review.apart if review else frozenset()
    return Layer(
        document.kind,
        record_id,
        document.language,
        document.path,
        node,
        digest(told),
        digest(each for each in told if each[0].partition(".")[0] not in apart),
    )


def _translated(
    document: Document, originals: list[Layer], problems: list[Problem]
) -> Iterator[Layer]:
    head = document.root.entries.get(HEAD)
    names = {"language": document.language, "name": document.name}
    if head is None:
        problems.append(Problem(document.root.at, "translation-head", HEAD, names))
    follows = followed(originals)
    told = head.entries.get("follows") if isinstance(head, Mapping) else None
    stale = isinstance(told, Scalar) and told.text != follows
    if stale and isinstance(told, Scalar):
        values = {"follows": follows} | names
        at, name = told.at, f"{HEAD}.follows"
        problems.append(Problem(at, "translation-stale", name, values, Severity.NOTICE))
    by_id = {layer.id: layer for layer in originals}
    own = (
        (by_id[name].model, name, node)
        for name, node in _records(document).items()
        if name in by_id
    )
    said = (pair for model, name, node in own for pair in words(node, model, name))
    read = digest((*_words(originals), *said))
    for record_id, node in _records(document).items():
        layer = by_id.get(record_id)
        if layer is None:
            values = {"key": record_id, "near": nearest(record_id, by_id)}
            at = document.root.keys.get(record_id, node.at)
            problems.append(Problem(at, "translation-of-nothing", record_id, values))
            continue
        if not isinstance(node, Mapping):
            problems.append(Problem(node.at, "wrong-type-mapping", record_id))
            continue
        laying = _Laying()
        root = laying.mapping(layer.root, node, layer.model)
        problems += laying.problems
        missing = [n for n, _ in words(layer.root, layer.model) if n not in laying.laid]
        if missing:
            shown = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")  # noqa: PLR2004
            values = {"count": str(len(missing)), "fields": shown}
            at = Position(document.path, node.at.line, node.at.column)
            problems.append(Problem(at, "translation-missing", record_id, values, Severity.NOTICE))
            continue
        yield Layer(
            layer.kind,
            record_id,
            document.language,
            document.path,
            root,
            digest(statement(root, layer.model)),
            read,
            head,
            stale,
        )


class _Laying:
    """Words of one translation being laid over one original: what was laid, what is wrong."""

    def __init__(self) -> None:
        self.laid: set[str] = set()
        self.problems: list[Problem] = []

    def mapping(
        self, original: Mapping, translation: Mapping, model: type[Model], field: str = ""
    ) -> Mapping:
        known = slots(model)
        entries, keys = dict(original.entries), dict(original.keys)
        for key, node in translation.entries.items():
            name = f"{field}.{key}" if field else key
            at = translation.keys[key]
            slot = known.get(key)
            if slot is None:
                values = {"key": key, "near": nearest(key, known)}
                self.problems.append(Problem(at, "unknown-field", name, values))
            elif not slot.words and slot.model is None:
                self.problems.append(Problem(at, "translation-not-words", name))
            elif key not in entries:
                self._nothing(at, name, key, entries)
            else:
                lay = self._items if slot.keyed else self._node
                entries[key] = lay(entries[key], node, slot.model, name)
                keys[key] = at
        return Mapping(translation.at, entries, keys)

    def _items(
        self, original: Node, translation: Node, model: type[Model] | None, field: str
    ) -> Node:
        if not (isinstance(original, Mapping) and isinstance(translation, Mapping)):
            self.problems.append(Problem(translation.at, "translation-shape", field))
            return original
        entries, keys = dict(original.entries), dict(original.keys)
        for key, node in translation.entries.items():
            name = f"{field}.{key}"
            if key in entries:
                entries[key] = self._node(entries[key], node, model, name)
                keys[key] = translation.keys[key]
            else:
                self._nothing(translation.keys[key], name, key, entries)
        return Mapping(translation.at, entries, keys)

    def _node(
        self, original: Node, translation: Node, model: type[Model] | None, field: str
    ) -> Node:
        if isinstance(original, Scalar) and isinstance(translation, Scalar):
            if not translation.empty and translation.text.strip():
                self.laid.add(field)
            elif not original.empty:
                # Left out it would be untranslated as yet; emptied, a page would go unsaid.
                self.problems.append(Problem(translation.at, "translation-empty", field))
            return translation
        if isinstance(original, Mapping) and isinstance(translation, Mapping) and model:
            return self.mapping(original, translation, model, field)
        self.problems.append(Problem(translation.at, "translation-shape", field))
        return original

    def _nothing(self, at: Position, field: str, key: str, known: Iterable[str]) -> None:
        values = {"key": key, "near": nearest(key, known)}
        self.problems.append(Problem(at, "translation-of-nothing", field, values))
