"""Layers -> editions: pydantic makes records and entries of text, or says what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import ValidationError

from generator.document.unwritten import is_unwritten
from generator.fold import fold, register, unfold
from generator.model.fields import LANGUAGES, Model, slots
from generator.model.kind import E, Kind, R, Table
from generator.model.record import HEAD, Entry, Record, Translation
from generator.model.references import references, settings_used
from generator.model.settings import DEFAULT_BASE_URL, Settings
from generator.problem import Position, Problem, Severity, has_words, nearest
from generator.source.load import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic_core import ErrorDetails

    from generator.document.richtext import Fault
    from generator.formats import Format
    from generator.model.fields import Part, Reference
    from generator.model.kind import Handout
    from generator.model.record import Approval, Finding
    from generator.model.references import Location
    from generator.source.load import Document
    from generator.source.overlay import Layer

M = TypeVar("M", bound=Model)
CODES = {
    "missing": "missing-field",
    "int_parsing": "wrong-type-number",
    "int_parsing_size": "wrong-type-number",
    "int_type": "wrong-type-number",
    "int_from_float": "wrong-type-number",
    "bool_parsing": "wrong-type-boolean",
    "bool_type": "wrong-type-boolean",
    "string_type": "wrong-type-text",
    "tuple_type": "wrong-type-list",
    "model_type": "wrong-type-mapping",
    "model_attributes_type": "wrong-type-mapping",
    "date_type": "bad-date",
    "date_parsing": "bad-date",
    "date_from_datetime_parsing": "bad-date",
    "greater_than_equal": "too-small",
    "less_than_equal": "too-large-number",
    "too_short": "too-few",
    "string_pattern_mismatch": "bad-format",
    "literal_error": "unknown-choice",
}
OF_ONE_VALUE = {
    "wrong-type-text",
    "wrong-type-number",
    "wrong-type-boolean",
    "bad-date",
    "unknown-choice",
}


class Places:
    """The nodes of a record, folded up when kept: few builds ever ask where a field stands."""

    def __init__(self, root: Mapping | str) -> None:
        """Keep the nodes, or what they were folded into."""
        self._root = root

    @property
    def root(self) -> Mapping:
        """The nodes."""
        if isinstance(self._root, str):
            unfolded: Mapping = unfold(self._root)
            self._root = unfolded
            return unfolded
        return self._root

    def folded(self) -> tuple[str]:
        """Fold the nodes, so that whoever reads an edition again need not build them."""
        return (self._root if isinstance(self._root, str) else fold(self._root),)


register(Places, Places.folded, lambda cls, root: cls(root))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What is known of a text in one language, a record's or an entry's.

    ``words`` is the hash of what it says; ``refers`` and ``uses`` are its references and the
    settings that it names, with where. ``places`` keeps where its fields stand, for problems,
    ``head`` where a translation tells of itself.
    """

    language: str
    path: str
    words: str
    refers: tuple[tuple[Location, Reference, str], ...]
    uses: tuple[tuple[Location, str], ...]
    places: Places
    translation: Translation | None = None
    stale: bool = False
    head: Position | None = None

    def at(self, location: Location = ()) -> tuple[Position, str]:
        """Tell the place of a field in its source, and its dotted name."""
        place, name, _ = locate(self.places.root, location)
        return place, name

    def said(self, location: Location, pattern: str, start: int = 0) -> tuple[Position, int]:
        """Tell where a text of its source says something, looked for from an offset in it on.

        Gives the place of the field when it is not there, and the offset after what was found.
        """
        place, _, node = locate(self.places.root, location)
        if isinstance(node, Scalar) and (found := re.compile(pattern).search(node.text, start)):
            return node.place(found.start()), found.end()
        return place, start

    @property
    def draft_translation(self) -> bool:
        """Tell whether it is a translation that nobody has approved of the original's words."""
        return self.translation is not None and (self.stale or self.translation.state == "draft")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(Written, Generic[R]):
    """A record in one language.

    ``unreleased`` is what stands for its version when it is not as that was released: the
    version that it has changed since, and a plus.
    """

    kind: Kind[R]
    record: R
    unreleased: str = ""

    @property
    def version(self) -> str:
        """Give the version that it may bear: that of the record only as it was released."""
        return self.unreleased or self.record.version

    @property
    def state(self) -> str:
        """Give the state of the record. No approval outlives the words that were approved."""
        state = self.record.state
        return "draft" if state == "approved" and self.unreleased else state

    @property
    def approved(self) -> Approval | None:
        """Give who approved this text, or this translation of it, and when; none of a draft."""
        if self.draft or self.state != "approved":
            return None
        return self.translation.approved if self.translation else self.record.approved

    @property
    def draft(self) -> bool:
        """Tell whether no professional has approved this text yet, or this translation of it."""
        return self.draft_translation or self.state == "draft"

    @property
    def handouts(self) -> tuple[Handout, ...]:
        """What is printed of it: what its kind prints, but not that which it goes without."""
        made = (each for each in self.kind.handouts if self.makes(each.format))
        return tuple(
            replace(each, pictures=tuple(filter(self.makes, each.pictures))) for each in made
        )

    @property
    def texts(self) -> tuple[Format, ...]:
        """The formats of what else stands beside its page."""
        return tuple(filter(self.makes, self.kind.texts))

    def makes(self, made: Format) -> bool:
        """Tell whether there is a file of it in a format of its kind."""
        left = made.name in self.record.without or made.master_of in self.record.without
        return self.record.state != "withdrawn" and not left

    @property
    def picture(self) -> str:
        """The path of its picture from the source folder; empty when it has none."""
        image = self.record.image
        return f"{self.path.rpartition('/')[0]}/{image.file}" if image else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryEdition(Written, Generic[E]):
    """An entry of a table in one language."""

    table: Table[E]
    entry: E


@dataclass(frozen=True, slots=True)
class Validated:
    """The records and entries that are sound, and the settings by language, if there are any.

    ``heads`` are what translations say of themselves, one a file.
    ``unsound`` are the paths of files with errors, so that what follows from an error is not
    said as if it were another. ``fingerprints`` are those of the files, by path without
    language and suffix.
    """

    records: tuple[Edition[Record], ...]
    entries: tuple[EntryEdition[Entry], ...]
    settings: dict[str, Settings]
    heads: tuple[Written, ...] = ()
    unsound: frozenset[str] = frozenset()
    fingerprints: dict[str, str] = field(default_factory=dict)


def validate(layers: Iterable[Layer]) -> tuple[Validated, list[Problem]]:
    """Make records and entries of nodes; what does not fit the models is a problem."""
    records: list[Edition[Record]] = []
    entries: list[EntryEdition[Entry]] = []
    settings: dict[str, Settings] = {}
    heads: dict[str, Written] = {}
    problems: list[Problem] = []
    broken: set[tuple[str, str]] = set()
    unread: set[str] = set()
    for layer in layers:
        name = layer.kind.name if layer.kind else ""
        original = layer.language == LANGUAGES[0]
        if not original and (name, layer.id) in broken:
            continue  # what is wrong with the original is said once
        data, found = _data_of(layer)
        problems += [each for each in found if each not in problems]
        made = _made(layer.model, data, layer.root)
        translation = None
        if layer.head:
            head, wrong = _head(layer, layer.head, made)
            # The entries of a table share one head.
            problems += [found for found in wrong if found not in problems]
            if head is None:
                continue
            heads[layer.path] = head
            translation = head.translation
        match layer.kind, made:
            case _, list():
                problems += made
                if original:
                    broken.add((name, layer.id))
            case Kind() as kind, Record() as record:
                written = _written(layer, record, translation)
                records.append(Edition(kind=kind, record=record, **written))
                # A translation has its original's facts, and what is wrong with them is said once.
                findings = _findings(layer.root, kind.check(record))
                problems += [found for found in findings if found not in problems]
            case Table() as table, Entry() as entry:
                as_read, found = _as_reviewed(layer, table, entry, unread=layer.id in unread)
                problems += found
                unread |= {each.values["id"] for each in found}
                written = _written(layer, as_read, translation)
                entries.append(EntryEdition(table=table, entry=as_read, **written))
            case _, Settings():
                settings[layer.language] = made
    return Validated(tuple(records), tuple(entries), settings, tuple(heads.values())), problems


def _written(layer: Layer, part: Part, translation: Translation | None) -> dict[str, Any]:
    """Give the fields of ``Written``."""
    return {
        "language": layer.language,
        "path": layer.path,
        "words": layer.words,
        "refers": tuple(references(part)),
        "uses": tuple(settings_used(part)),
        "places": Places(layer.root),
        "translation": translation,
        "stale": layer.stale,
        "head": locate(layer.head, ("state",))[0] if isinstance(layer.head, Mapping) else None,
    }


def _data_of(layer: Layer) -> tuple[dict[str, Any], list[Problem]]:
    """Give what a layer's nodes hold.

    Settings that hold only something in the place of a value are open, and told.
    """
    data = _data(layer.root)
    if layer.kind:
        code = "keyed-id" if isinstance(layer.kind, Table) else "file-id"
        twice = [layer.root.keys["id"]] if "id" in data else []
        return data | {"id": layer.id}, [Problem(at, code, "id", {"key": layer.id}) for at in twice]
    unfilled = [
        Problem(node.at, "setting-unfilled", key, {"key": key, "value": node.text}, Severity.NOTICE)
        for key, node in layer.root.entries.items()
        if isinstance(node, Scalar) and not node.empty and node.text.strip() != DEFAULT_BASE_URL
        if is_unwritten(node.text)
    ]
    open_ = {each.field for each in unfilled}
    return {key: value for key, value in data.items() if key not in open_}, unfilled


def _as_reviewed(
    layer: Layer, table: Table[Entry], entry: Entry, *, unread: bool
) -> tuple[Entry, list[Problem]]:
    """Give an entry without its review when that was of other words, or of nobody knows which.

    The review of the original is that of its translations, which are ``unread`` with it.
    """
    review, problems = table.review, []
    if review is None or entry.reviewed is None:
        return entry, []
    if layer.language == LANGUAGES[0]:
        problems = _lapsed(layer, layer.root, review.by, review.words, table.name, layer.id)
    if problems or unread:
        name = review.by[0]
        default = type(entry).model_fields[name].default
        return entry.model_copy(update={name: default}), problems
    return entry, []


def _as_approved(
    layer: Layer, head: Node, translation: Translation
) -> tuple[Translation, list[Problem]]:
    """Give what a translation says of itself: its approval is of the words that were approved."""
    if not isinstance(head, Mapping) or translation.state == "draft":
        return translation, []
    name = layer.path.rpartition("/")[2].partition(".")[0]
    found = _lapsed(layer, head, ("state",), ("words",), layer.language, name)
    return translation.model_copy(update={"state": "draft"} if found else {}), found


def _lapsed(
    layer: Layer, root: Mapping, by: Location, words: Location, what: str, name: str
) -> list[Problem]:
    """Say that a review is not of the words that are there."""
    node = locate(root, words)[2]
    told = node.text if isinstance(node, Scalar) else ""
    if told == layer.read:
        return []
    at, field, _ = locate(root, by)
    field = f"{HEAD if root is layer.head else name}.{field}"
    values = {"what": what, "id": name}
    code = "review-lapsed" if told else "review-unmarked"
    return [Problem(at, code, field, values, Severity.NOTICE)]


def _head(
    layer: Layer, node: Node, made: Model | list[Problem]
) -> tuple[Written | None, list[Problem]]:
    """Make of a node what a translation says of itself, and judge it by its record's days."""
    root = Mapping(node.at, {HEAD: node}, {HEAD: node.at})
    told = _told(node)
    if isinstance(told, list):
        return None, told
    told, lapsed = _as_approved(layer, node, told)
    head = Written(
        language=layer.language,
        path=layer.path,
        words=layer.words,
        refers=tuple(references(told, (HEAD,))),
        uses=(),
        places=Places(root),
        translation=told,
        stale=layer.stale,
    )
    updated = made.updated if isinstance(made, Record) else None
    return head, [*_findings(root, told.check(updated), HEAD), *lapsed]


def unlaid_heads(documents: Iterable[Document], layers: Iterable[Layer]) -> Iterator[Problem]:
    """Judge what a translation says of itself where no part of it is whole, and so is laid.

    What it does not say yet is no fault before it is whole.
    """
    laid = {layer.path for layer in layers}
    for document in documents:
        head = document.root.entries.get(HEAD)
        if head and document.language != LANGUAGES[0] and document.path not in laid:
            told = _told(head)
            wrong = told if isinstance(told, list) else []
            yield from (each for each in wrong if each.code != "missing-field")


def _told(head: Node) -> Translation | list[Problem]:
    told = _made(Translation, _data(head), head)
    if isinstance(told, list):
        return [replace(p, field=f"{HEAD}.{p.field}".rstrip(".")) for p in told]
    return told


def _findings(root: Mapping, findings: Iterable[Finding], *below: str) -> Iterator[Problem]:
    for found in findings:
        at, where, _ = locate(root, (*below, *found.where))
        yield Problem(at, found.code, where, found.values, found.severity)


def locate(root: Node, location: Location) -> tuple[Position, str, Node]:
    """Follow a location through the nodes: the place, its dotted name, the node found last.

    A number names an item of a list, or the so-many-eth item of a list written as a mapping.
    A part that is not there gives the place of what should have held it.
    """
    node, at, names = root, root.at, []
    for part in location:
        key = part
        if isinstance(node, Mapping) and isinstance(part, int):
            key = list(node.entries)[part]
        names.append(str(key))
        if isinstance(node, Mapping) and key in node.entries:
            at, node = node.keys[str(key)], node.entries[str(key)]
        elif isinstance(node, Sequence) and isinstance(key, int) and key < len(node.items):
            node = node.items[key]
            at = node.at
    return at, ".".join(names), node


def _data(node: Node) -> Any:  # noqa: ANN401 - plain data of any shape
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    if isinstance(node, Sequence):
        return [_data(item) for item in node.items]
    return {key: _data(child) for key, child in node.entries.items()}


def _made(model: type[M], data: object, root: Node) -> M | list[Problem]:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems: list[Problem] = []
        for detail in error.errors(include_url=False):
            problems += _problems(model, detail, root)
        # A field whose name is misspelt is not missing, too.
        meant = {
            _beside(found.field, found.values["near"])
            for found in problems
            if found.code == "unknown-field" and found.values["near"]
        }
        return [p for p in problems if p.code != "missing-field" or p.field not in meant]


def _beside(field: str, name: str) -> str:
    return f"{field.rpartition('.')[0]}.{name}".lstrip(".")


def _problems(model: type[Model], detail: ErrorDetails, root: Node) -> Iterable[Problem]:
    location = detail["loc"]
    at, name, node = locate(root, location)
    context = detail.get("ctx", {})
    given = detail["input"]
    if detail["type"] == "markup":
        for fault in context["faults"]:
            yield _markup(fault, at, name, node)
        return
    if isinstance(node, Scalar) and detail["type"] != "extra_forbidden":
        at = node.at
    if detail["type"] == "extra_forbidden":
        known = slots(_model_at(model, location[:-1]))
        key = str(location[-1])
        yield Problem(at, "unknown-field", name, {"key": key, "near": nearest(key, known)})
        return
    values = {key: str(value) for key, value in context.items()}
    values["given"] = (
        given[:60] if isinstance(given, str) else "[…]" if isinstance(given, list) else "{…}"
    )
    if detail["type"] == "literal_error":
        choices = [
            choice.strip("'") for choice in values["expected"].replace(" or ", ", ").split(", ")
        ]
        values |= {"choices": ", ".join(choices), "near": nearest(values["given"], choices)}
    code = CODES.get(detail["type"], detail["type"])
    if code in OF_ONE_VALUE and _data(node) in ({}, []):
        code = "empty-brackets"
    elif code == "wrong-type-text" and isinstance(node, Mapping):
        key, begins = next(iter(node.keys.items()))
        values["key"] = key[:60]
        code = "wrong-type-text-braces" if node.at < begins else "wrong-type-text-colon"
    yield Problem(at, code if has_words(code) else "bad-format", name, values)


def _markup(fault: Fault, at: Position, name: str, node: Node) -> Problem:
    at = node.place(fault.offset) if isinstance(node, Scalar) else at
    return Problem(at, fault.code, name, fault.values)


def _model_at(model: type[Model], location: Location) -> type[Model]:
    for part in location:
        if isinstance(part, str):
            model = slots(model)[part].model or model
    return model
