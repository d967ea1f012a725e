"""Nodes -> nodes: a field that lost or gained indentation is told where it stands, and put back.

YAML takes such a field for one of what it stands among: for an item of a list whose keys are ids,
for an entry of a table, for a field of something else. Whatever could be read as sound is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.fields import slots
from generator.model.record import HEAD, Translation
from generator.problem import Problem
from generator.source.load import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.fields import Model, Slot

OWN = "id"  # stands in no source: an item's key is its id


@dataclass(frozen=True, slots=True)
class _Place:
    """A mapping, by the one that holds it: of items when it is ``keyed``, else of fields.

    That of a whole translation is ``headed`` by what it says of itself.
    """

    holder: Mapping
    key: str
    name: str
    model: type[Model]
    keyed: bool = False
    headed: bool = False

    @property
    def entries(self) -> dict[str, Node]:
        node = self.holder.entries[self.key]
        return node.entries if isinstance(node, Mapping) else {}

    @property
    def open(self) -> bool:
        """Whether fields can stand in it: a text is whole, unless nothing is written."""
        node = self.holder.entries[self.key]
        return isinstance(node, Mapping) or (isinstance(node, Scalar) and node.empty)

    def within(self, key: str) -> _Place | None:
        """Give what stands under one of its keys, if that has fields or items."""
        name = f"{self.name}.{key}".lstrip(".")
        node = self.holder.entries[self.key]
        if not isinstance(node, Mapping):
            return None
        if self.headed and key == HEAD:
            return _Place(node, key, name, Translation)
        if self.keyed:
            return _Place(node, key, name, self.model)
        slot: Slot | None = slots(self.model).get(key)
        return _Place(node, key, name, slot.model, slot.keyed) if slot and slot.model else None

    def lacks(self, key: str) -> bool:
        """Tell whether it has a field of this name, and nothing is written in it."""
        return not self.keyed and self.knows(key) and self.open and key not in self.entries

    def knows(self, key: str) -> bool:
        return key != OWN and key in slots(self.model)

    def needs(self, key: str) -> bool:
        return self.model.model_fields[key].is_required()


def put_back(
    root: Mapping, model: type[Model], *, table: bool, translated: bool
) -> tuple[Mapping, list[Problem]]:
    """Put each slipped field of a file's nodes where it belongs, and tell of it.

    ``root`` is a record of the model or a ``table`` of entries, or what is ``translated`` of it.
    What has no place of its own is left out of the nodes and told, so that nothing is said of
    what it was read as.
    """
    whole = Mapping(root.at, {"": root}, {"": root.at})
    place = _Place(whole, "", "", model, keyed=table, headed=translated)
    if not any(_strays(place, ())):
        return root, []
    whole.entries[""] = _copied(root)
    problems: list[Problem] = []
    while True:  # what was put back may hold what belongs beside it
        before = len(problems)
        for stray, outer, key in _strays(place, ()):
            _told(stray, outer, key, problems)
        if len(problems) == before:
            break
    restored = whole.entries[""]
    return restored if isinstance(restored, Mapping) else root, problems


def _strays(
    place: _Place, outer: tuple[_Place, ...]
) -> Iterator[tuple[_Place, tuple[_Place, ...], str]]:
    """Yield what cannot stand where it does, in the order of writing, with all that is around."""
    for key in list(place.entries):
        if _strays_there(place, outer, key):
            yield place, outer, key
        elif inner := place.within(key):
            node = place.entries[key]
            rows = node.items if isinstance(node, Sequence) else ()
            yield from _strays(inner, (*outer, place))
            for number, row in enumerate(rows):
                held = Mapping(row.at, {key: row}, {})
                listed = _Place(held, key, f"{inner.name}.{number}", inner.model)
                yield from _strays(listed, (*outer, place))


def _strays_there(place: _Place, outer: tuple[_Place, ...], key: str) -> bool:
    if key == HEAD and not outer:  # in a table it would be taken for the head of a translation
        return not place.headed
    if not place.keyed:
        return key not in slots(place.model)
    models = (place.model, *(each.model for each in outer if not each.keyed))
    named = [slots(model)[key] for model in models if key in slots(model)]
    node = place.entries[key]
    return bool(named) and not (isinstance(node, Mapping) and _is_item(node, place.model, named))


def _is_item(node: Mapping, model: type[Model], fields: list[Slot]) -> bool:
    """Tell whether a mapping can only be an item, whatever fields have its key for a name."""
    known = slots(model)
    if "title" in known and "title" in node.entries:
        return True
    if all(field.model is None for field in fields):
        return not node.entries.keys().isdisjoint(known)
    words = {name for name, slot in known.items() if slot.words}
    needed = {name for name in words if model.model_fields[name].is_required()}
    return needed <= node.entries.keys() <= known.keys()


def _told(place: _Place, outer: tuple[_Place, ...], key: str, problems: list[Problem]) -> None:
    at = _mapping(place).keys[key]
    name = f"{place.name}.{key}".lstrip(".")
    homes = list(_above(place, key))
    lacking = [each for each in homes if each.lacks(key)]
    around = [each for each in reversed(outer) if each.lacks(key)]
    home = next((each for each in (*lacking, *around) if each.needs(key)), None)
    home = home or next(iter((*lacking, *around)), None)
    there = next((each for each in homes if key in each.entries), None)
    values = {"key": key}
    if home in around:
        code = "field-deep"
        values["beside"] = (*(each.key for each in outer), place.key)[outer.index(home) + 1]
    elif home or there:
        code = "field-outside" if home else "field-twice"
        values["inside"] = (home or there or place).name
    elif place.keyed:
        code = "field-as-item"
    else:
        return  # a field that nobody knows is told as such
    problems.append(Problem(at, code, name, values))
    node = place.entries.pop(key)
    if home and not home.entries:
        home.holder.entries[home.key] = Mapping(at, {key: node}, {key: at})
    elif home:
        home.entries[key] = node
        _mapping(home).keys[key] = at


def _above(place: _Place, key: str) -> Iterator[_Place]:
    """Yield what a field can have slipped out of, the outermost first: what ends just above it.

    Further up only what lacks the field and needs it.
    """
    written = list(place.entries)
    before = written[: written.index(key)]
    for nth, sibling in enumerate(reversed(before)):
        inner = place.within(sibling)
        while inner:
            here = inner.knows(key) and inner.open and not inner.keyed
            if here and (nth == 0 or (inner.lacks(key) and inner.needs(key))):
                yield inner
            last = next(reversed(inner.entries), None)
            inner = inner.within(last) if last else None


def _mapping(place: _Place) -> Mapping:
    node = place.holder.entries[place.key]
    return node if isinstance(node, Mapping) else Mapping(node.at, {}, {})


def _copied(node: Node) -> Node:
    if isinstance(node, Mapping):
        entries = {key: _copied(child) for key, child in node.entries.items()}
        return Mapping(node.at, entries, dict(node.keys))
    if isinstance(node, Sequence):
        return Sequence(node.at, tuple(map(_copied, node.items)))
    return node
