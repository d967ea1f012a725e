"""Job -> a page: its HTML within the theme's, with what the theme needs in its front matter."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.bank.library import address
from generator.bank.lookup import Words
from generator.bank.plan import Cards, Finder, SideBySide, TablePage
from generator.document import Notice, Output, Section, Steps, Table, every, msg, sections
from generator.document.glossary import Reader
from generator.document.place import anchor
from generator.document.richtext import parse
from generator.formats import FORMATS
from generator.interface import NAMES, UNITS
from generator.kinds import known
from generator.kinds.page import COLLECTION
from generator.kinds.term import TABLE as GLOSSARY
from generator.model.kind import Kind
from generator.outputs.filling import filling
from generator.outputs.manuscript import manuscript
from generator.outputs.metadata import learning_resource
from generator.outputs.templating import Renderer, environment, plain
from generator.outputs.text import write
from generator.outputs.view import Link, Place, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.bank.plan import IndexPage
    from generator.document import Document, Message
    from generator.formats import File
    from generator.model.record import Entry, Record
    from generator.outputs.finder import Found
    from generator.outputs.overview import Overview
    from generator.source.validate import Edition

    Front = dict[str, object]

BLOCKS = "blocks/page.html.j2"
CONTENTS_FROM = 3
"""A page of so many sections lists them, and what the frame adds to them."""
WIDE = {"home", "coverage", "delivery"}
"""Frames that take the whole width."""
SCRIPTS = {
    "site/deck": ("deck.js",),
    "site/path": ("path.js",),
    "site/paths": ("resume.js",),
    "site/family": ("listen.js",),
    "site/finder": ("finder.js",),
    "tables/term": ("glossary.js",),
    "tables/event": ("events.js",),
}
"""What serves a frame, beside the scripts of every page."""
COLLECT = "collect.js"
"""What takes materials into one's collection."""
LISTS = "lists.css"
"""The sheet of index pages, beside those of every page."""


def load_templates(language: str) -> None:
    """Compile the templates of pages, so that the first page need not wait for that."""
    loaded = environment(language)
    for name in loaded.list_templates(filter_func=lambda name: name.startswith("site/")):
        loaded.get_template(name)
    Renderer(language, BLOCKS, {})


@dataclass(frozen=True, slots=True)
class Copy:
    """A button that copies a text."""

    label: str | Message
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A section of what is worked through, and its steps."""

    section: Section
    steps: tuple[Section, ...]


def record_page(
    edition: Edition[Record],
    place: Place,
    files: tuple[File, ...] = (),
    overview: Overview | None = None,
) -> str:
    """Render the page of a record, of itself and what it asks.

    ``files`` are those beside it. ``overview`` is for the pages of the bank itself alone, which
    tell of the whole.
    """
    view = View(edition, place, Output.SCREEN, files)
    record, frame = edition.record, view.document.frame
    family = view.family and frame == "record"
    frame = "family" if family else frame
    staff = [each for each in view.contents if each.role == "staff"]
    listed = overview.lists(frame) if overview else ()
    context = {
        "view": view,
        "record": record,
        "document": view.document,
        "staff": staff,
        "path": tuple(_path(view)),
        "own": [block for block in view.document.blocks if block not in staff],
        "place": place,
        "reader": _reader(place),
        "site": overview,
        "filling": filling(edition, place),
        "copies": tuple(_copies(edition, place)),
        "contents": (*_contents(view), *listed) if _lists(view) else (),
        "collection": place.target(COLLECTION) if _collected(view) else None,
        "labels": json.dumps(_labels(place.language), ensure_ascii=False),
    }
    front = _front(record.title, record.summary, place, view.path, view.languages, view.names)
    front |= {"wide": frame in WIDE, "family": family}
    if edition.kind.listed:
        front["metadata"] = learning_resource(view)
    if look := view.look:
        front["look"] = look
    if family and view.choices:
        # Where all the texts are offered side by side, the theme offers none of them again.
        front["offered"] = True
    scripts = [*_scripts(view.document, frame), *([COLLECT] if context["collection"] else [])]
    if scripts:
        front["scripts"] = scripts
    return _page(front, Renderer(place.language, BLOCKS, context).frame(f"site/{frame}.html.j2"))


def listing_page(
    listing: IndexPage,
    place: Place,
    files: tuple[File, ...],
    counterparts: Iterable[tuple[str, str]],
    found: Found | None = None,
) -> str:
    """Render an index page.

    ``counterparts`` are its languages, each with its address; ``found`` is for the finder alone.
    """
    context: dict[str, object] = {
        "listing": listing,
        "title": Words(listing.title, listing.said_in or place.language),
        "intro": Words(listing.intro, listing.said_in or place.language),
        "files": files,
        "place": place,
        "url": place.url,
        "names": place.names,
        "cards": place.cards,
        "sources": place.sources,
        "law": place.law,
        "collection": place.target(COLLECTION) if _holds_cards(listing) else None,
    }
    match listing:
        case Cards():
            frame = "site/paths" if _lists_paths(listing) else "site/listing"
            context["groups"] = [
                (group.title, place.paired(edition.record.id for edition in group.editions))
                for group in listing.groups
            ]
        case Finder():
            frame = "site/finder"
            context["found"] = found
        case SideBySide():
            frame = "site/comparison"
            context["chapters"] = [(anchor(c.field), c.title) for c in listing.kind.chapters]
            context["compared"] = [_compared(edition, place) for edition in listing.editions]
        case TablePage():
            frame = f"tables/{listing.table.index}" if listing.table.index else "site/listing"
            context |= _table(listing, place)
    if listing.key != GLOSSARY.name:
        context["reader"] = _reader(place)
    path = place.path(listing.of, whole=listing.key != listing.of) if listing.of else ()
    front = _front(listing.title, listing.intro, place, path, counterparts)
    front |= {"wide": True, "sheets": [LISTS]}
    scripts = [*SCRIPTS.get(frame, ()), *([COLLECT] if context["collection"] else [])]
    if scripts:
        front["scripts"] = scripts
    if listing.said_in not in {"", place.language}:
        front["said_in"] = listing.said_in
    return _page(front, Renderer(place.language, BLOCKS, context).frame(f"{frame}.html.j2"))


def redirect_page(edition: Edition[Record], place: Place) -> str:
    """Render a page that leads on to a record."""
    target = place.url(address(edition))
    title = Words(edition.record.title, edition.language)
    front = _front(edition.record.title, "", place) | {"moved_to": target}
    renderer = Renderer(place.language, BLOCKS, {"place": place, "target": Link(title, target)})
    return _page(front, renderer.frame("site/redirect.html.j2"))


def _holds_cards(listing: IndexPage) -> bool:
    """Tell whether an index page lists materials; a home that nobody has written is light."""
    return isinstance(listing, Finder) or (isinstance(listing, Cards) and bool(listing.of))


def _lists_paths(listing: Cards) -> bool:
    """Tell whether the records of an index page are worked through."""
    first = next((edition for group in listing.groups for edition in group.editions), None)
    if first is None or first.kind.name != listing.key:
        return False
    return first.kind.document(first.record).frame == "path"


def _lists(view: View) -> bool:
    """Tell whether a page lists its sections: one that speaks to a family leads nobody about."""
    return len(view.contents) >= CONTENTS_FROM and not view.family


def _path(view: View) -> Iterator[Stretch]:
    """Give what is worked through: each section that has steps, with them."""
    for each in view.contents:
        steps = [row for block in each.blocks if isinstance(block, Steps) for row in block.rows]
        if steps:
            yield Stretch(each, tuple(steps))


def _scripts(document: Document, frame: str) -> Iterator[str]:
    """Name the scripts that serve what the page shows, beside those of every page."""
    yield from SCRIPTS.get(f"site/{frame}", ())
    tables = (block for block in every(document.blocks) if isinstance(block, Table))
    if any(table.role == "kept" for table in tables):
        yield "device.js"
    notices = (block for block in every(document.blocks) if isinstance(block, Notice))
    if any(notice.role == "collected" for notice in notices):
        yield "collection-page.js"


def _collected(view: View) -> bool:
    """Tell whether a record may be taken into a collection: its page has a QR code to it."""
    return bool(view.qr) and view.record.state != "withdrawn"


def _labels(language: str) -> dict[str, object]:
    """Name what the catalogue tells by its ids: formats, kinds and lists of them; units of size."""
    kinds = {name: kind for name, kind in known().items() if isinstance(kind, Kind)}
    return {
        "formats": {each.name: plain(each.label, language) for each in FORMATS if each.label},
        "kinds": {name: kind.one[language] for name, kind in kinds.items()},
        "lists": {
            name: {"title": kind.many[language], "file": kind.address[language]}
            for name, kind in kinds.items()
        },
        "units": UNITS[language],
    }


def _contents(view: View) -> Iterator[Section]:
    yield from view.contents
    if view.document.frame in {"record", "canvas", "deck", "path", "withdrawn"}:
        if view.before or view.after:
            yield Section("_before-and-after", msg("Before and after"))
        if view.related:
            yield Section("_related", msg("Related materials"))
        if view.phases:
            yield Section("_phases", msg("Phases in which this is used"))
        yield Section("_about", msg("About this material"))


def _copies(edition: Edition[Record], place: Place) -> Iterator[Copy]:
    """Give what can be copied from a page: word for word what its files of text hold."""
    for text in edition.texts:
        if text.copy:
            yield Copy(text.copy, write(manuscript(edition, place.lookup, text.part)))


def _table(page: TablePage[Entry], place: Place) -> Front:
    """Give what the page of a table shows: its entries, or their cards without a frame for them."""
    table, entries = page.table, tuple(found.entry for found in page.entries)
    if not table.index:
        return {"groups": [("", place.entry_cards(table.name, (entry.id for entry in entries)))]}
    return {
        "entries": entries,
        "overview": table.overview(entries) if table.overview else None,
        "contact": parse(f"{{{table.contact}}}", phrase=True) if table.contact else None,
        "told": bool(table.contact and place.lookup.setting(table.contact).text),
    }


def _compared(edition: Edition[Record], place: Place) -> Front:
    view = View(edition, place, Output.SCREEN)
    told = {section.id: section for section in sections(view.document.blocks)}
    record = edition.record
    url = place.url(address(edition))
    return {"id": record.id, "title": record.title, "url": url, "sections": told}


def _reader(place: Place) -> Reader | None:
    glossary = place.lookup.glossary
    return Reader(glossary, place.term) if glossary else None


def _page(front: Front, body: str) -> str:
    head = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items()
    )
    return f"---\n{head}---\n\n{body}"


def _front(
    title: str,
    summary: str,
    place: Place,
    path: Iterable[Link] = (),
    languages: Iterable[tuple[str, str]] = (),
    names: Mapping[str, str] = NAMES,
) -> Front:
    """Tell the theme the page's title, the pages above it (the home first), its languages.

    ``names`` are the invitations to it in each language.
    """
    front: Front = {"title": title, "description": summary}
    if crumbs := [{"title": link.title.text, "url": link.url} for link in path]:
        front["breadcrumbs"] = crumbs
    there = tuple(languages)
    if len(there) > 1:
        front["languages"] = [
            {
                "language": language,
                "title": names[language],
                "url": place.url(target),
                "whole_url": f"{place.lookup.base_url}/{target}",
                "here": target == place.here,
            }
            for language, target in there
        ]
    return front
