"""From the bank on disk to what a reader sees: nothing is lost on the way."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from generator.bank.library import address, index_address
from generator.document.richtext import (
    BulletList,
    Emphasis,
    LineBreak,
    Link,
    OrderedList,
    RecordLink,
    RichText,
    Setting,
    Strong,
    TermLink,
    Text,
)
from generator.kinds import kinds, known
from generator.model.fields import Model, slots
from generator.model.kind import FINDER
from generator.model.record import Record
from generator.model.references import texts
from generator.source.validate import EntryEdition
from tests import bank
from tests.omitted import OMITTED
from tests.wide_bank import reworded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.bank.library import Library
    from generator.model.record import Entry
    from generator.model.references import Location
    from generator.source.validate import Edition

INLINE = {"a", "abbr", "b", "cite", "em", "i", "span", "strong", "tspan"}
"""Elements that may stand inside a word."""
EVERY = "*"


# --- the words of a record and of an output --------------------------------------------------


def _plain(words: str) -> str:
    """Give words as they are compared: soft hyphens gone, any room between them one space."""
    return " ".join(words.replace("\N{SOFT HYPHEN}", "").split())


def _said(page: str) -> str:
    """Give all that a page or a handout says, in its text or in place of a picture."""
    root = html.fromstring(page)
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        apart = "" if element.tag in INLINE else " "
        element.text = f"{apart}{element.text or ''}"
        element.tail = f"{apart}{element.tail or ''}"
        found += [element.get(name, "") for name in ("alt", "title", "content")]
        if element.get("role") == "img":
            found.append(element.get("aria-label", ""))
    return _plain(" ".join([str(root.xpath("string()")), *found]))


def _value(part: Any, location: Location) -> Any:  # noqa: ANN401 - of any field
    for step in location:
        part = part[step] if isinstance(step, int) else getattr(part, step)
    return part


def _pieces(value: RichText | str) -> list[str]:
    """Part a text where something stands between its words that it does not say itself."""
    if isinstance(value, str):
        return [_plain(value)]
    return [piece for block in value.blocks for said in _runs(block) if (piece := _plain(said))]


def _runs(block: Any) -> Iterator[str]:  # noqa: ANN401 - a block of a text
    if isinstance(block, BulletList | OrderedList):
        for item in block.items:
            for inner in item.blocks:
                yield from _runs(inner)
    else:
        yield from "".join(map(_inline, block.children)).split("\n")


def _inline(node: Any) -> str:  # noqa: ANN401 - a node of a text
    if isinstance(node, Emphasis | Strong):
        return "".join(map(_inline, node.children))
    if isinstance(node, Text | Link | TermLink):
        return node.text
    if isinstance(node, RecordLink):
        return f"{node.text}\n"  # the language of a page in another may follow
    assert isinstance(node, Setting | LineBreak)
    return "\n"


def _name(location: Location) -> str:
    """Give a field's name without the keys of items: ``sections.text``."""
    return ".".join(step for step in location if isinstance(step, str))


# --- every text reaches every output ---------------------------------------------------------


BORNE = {
    "recording": ("title", "recording"),
    "table at-table": ("title", "goal", "participants.title", "agenda.title"),
}
"""The fields that a file of a part alone bears; those at the table are in test_meeting."""


@dataclass
class Reach:
    """Where the texts of a bank are missing: without an excuse, and under which one."""

    lost: list[str]
    excused: Counter[tuple[str, str]]


@dataclass
class Shown:
    """An output: the names by which it may be excused, what it says, of which part alone it is."""

    names: tuple[str, ...]
    said: str
    part: str = ""


def _outputs(
    edition: Edition[Record] | EntryEdition[Entry], pages: dict[str, str], handouts: dict[str, str]
) -> Iterator[Shown]:
    """Give each output of a record, with what it says."""
    if isinstance(edition, EntryEdition):
        addresses = edition.table.address
        where = index_address(addresses, edition.language) if addresses else None
        if edition.table.under == FINDER and f"{where}{edition.entry.id}/index.html" not in pages:
            return  # no record in this language is found by it
        yield Shown(("page",), "" if where is None else pages.get(f"{where}index.html", ""))
        return
    here = address(edition)
    yield Shown(("page",), pages[f"{here}index.html"])
    if edition.record.state != "withdrawn":
        for handout in edition.handouts:
            path = here + handout.format.file_name(edition.record.id, edition.language)
            yield Shown((handout.format.name, "paper"), handouts[path], handout.format.part)


def _reach(source: Path, **options: Any) -> Reach:  # noqa: ANN401 - those of a build
    library, _, _ = bank.read(source, **options)
    pages = {
        path: _said(bank.to_html(page)) for path, page in bank.pages(source, **options).items()
    }
    handouts = {path: _said(paper) for path, paper in bank.handouts(source, **options).items()}
    reach = Reach([], Counter())
    for edition in _all(library):
        outputs = list(_outputs(edition, pages, handouts))
        _, part = _told(edition)
        for location, _ in texts(part):
            _follow(edition, location, outputs, reach)
    return reach


def _all(library: Library) -> Iterator[Edition[Record] | EntryEdition[Entry]]:
    """Give every record and every entry in every language that it has."""
    for by_kind in library.by_kind.values():
        for records in by_kind.values():
            yield from records.values()
    for by_table in library.by_table.values():
        for entries in by_table.values():
            yield from entries.values()


def _told(edition: Edition[Record] | EntryEdition[Entry]) -> tuple[str, Record | Entry]:
    """Give the name of what something is of, and the record or the entry itself."""
    if isinstance(edition, EntryEdition):
        return edition.table.name, edition.entry
    return edition.kind.name, edition.record


def _follow(
    edition: Edition[Record] | EntryEdition[Entry],
    location: Location,
    outputs: list[Shown],
    reach: Reach,
) -> None:
    """Look for a text in each output of its record."""
    (kind, record), field = _told(edition), _name(location)
    pieces = _pieces(_value(record, location))
    if not any(pieces):
        return
    withdrawn = getattr(record, "state", "") == "withdrawn"
    if withdrawn and location[0] not in Record.model_fields:
        return  # its page tells only what to read instead
    for output in outputs:
        missing = [piece for piece in pieces if piece not in output.said]
        if not missing or (output.part and not field.startswith(BORNE[output.part])):
            continue
        entries = [(k, f"{name}:{field}") for k in (kind, EVERY) for name in output.names]
        excuse = next(((k, e) for k, e in entries if e in OMITTED.get(k, {})), None)
        if excuse:
            reach.excused[excuse] += 1
        else:
            reach.lost.append(f"{edition.path} ({kind}) {output.names[0]}:{field}: {missing[0]}")


def test_every_text_reaches_every_output(tmp_path: Path) -> None:
    """Each text stands on its record's page and handouts, or ``OMITTED`` tells why it does not.

    Every list has two items, and no two texts say the same.
    """
    marks = count()
    files = reworded(bank.full(), lambda words, _: f"{words} m{next(marks)}x")
    source = bank.write(tmp_path / "source", files)
    for path in (bank.BROCHURE, bank.path_of("workshop", "koe-workshop")):
        bank.swedish(source, path)
    reach = _reach(source)
    assert reach.lost == []
    entries = {(kind, entry) for kind, entries in OMITTED.items() for entry in entries}
    assert entries - reach.excused.keys() == set()


@pytest.mark.slow
def test_every_text_of_the_real_bank_reaches_every_output(shipped: Path) -> None:
    """So it is in the real bank, whatever it says."""
    assert _reach(shipped, base_url=bank.BASE_URL).lost == []


def test_every_excuse_gives_a_reason() -> None:
    """An entry of the table is of a kind, an output and a field that there are."""
    outputs = {"page", "paper"} | {h.format.name for k in kinds().values() for h in k.handouts}
    every = {name: declared.model for name, declared in known().items()}
    for kind, entries in OMITTED.items():
        models = every.values() if kind == EVERY else [every[kind]]
        there = {name for model in models for name, _, _ in _fields(model)}
        for entry, reason in entries.items():
            output, _, field = entry.partition(":")
            assert output in outputs, entry
            assert field in there, entry
            assert len(reason.split()) >= 3, entry


# --- the bank of the tests is full -----------------------------------------------------------


def _fields(model: type[Model], before: str = "") -> Iterator[tuple[str, type[Model], str]]:
    """Yield every field of a model and of its parts: dotted name, owner, name."""
    for name, slot in slots(model).items():
        yield f"{before}{name}", model, name
        if slot.model:
            yield from _fields(slot.model, f"{before}{name}.")


def _sizes(part: Model, kind: str, before: str, found: dict[tuple[str, str], int]) -> None:
    """Note for each field how much it holds at its fullest: items of a list, else 1 if anything."""
    for name, slot in slots(type(part)).items():
        value, where = getattr(part, name), (kind, f"{before}{name}")
        size = len(value) if isinstance(value, tuple) else int(value is not None and value != "")
        if isinstance(value, RichText):
            size = int(bool(value))
        found[where] = max(found[where], size)
        inner = value if isinstance(value, tuple) else (value,)
        for item in inner:
            if slot.model and isinstance(item, Model):
                _sizes(item, kind, f"{before}{name}.", found)


def test_the_full_bank_fills_every_field(tmp_path: Path) -> None:
    """What a kind can say is said somewhere in the tests' bank; each list has two items."""
    library, _, _ = bank.read(bank.write(tmp_path / "source", bank.full()))
    found: dict[tuple[str, str], int] = defaultdict(int)
    bare = []
    for edition in _all(library):
        kind_name, part = _told(edition)
        _sizes(part, kind_name, "", found)
    for kind in known().values():
        for name, owner, field in _fields(kind.model):
            head = name.split(".")[0] in Record.model_fields and issubclass(kind.model, Record)
            size = max(found[k, name] for k in (known() if head else (kind.name,)))
            wanted = 2 if "tuple" in str(owner.model_fields[field].annotation) else 1
            if size < wanted:
                bare.append(f"{kind.name} {name}")
    assert bare == []
