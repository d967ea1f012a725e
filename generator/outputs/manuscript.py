"""Job -> a manuscript: a record's document for paper, with every answer that its words need.

Files that no template frames are written of it: plain text, and Word. It holds all that such a
file says, so that its fingerprint tells the file.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, TypedDict

from generator.document import Document, Links, Output, Section, alone, msg, sections
from generator.document.richtext import RecordLink, RichText, Setting, Value, walk
from generator.interface import LANGUAGE_NOTES, day, said
from generator.outputs.templating import heading_note, plain
from generator.outputs.view import Link, Place, View

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.bank.lookup import Lookup, Words
    from generator.document import Text
    from generator.document.richtext import Target
    from generator.model.record import Record
    from generator.outputs.view import Act, Cited
    from generator.source.validate import Edition


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What a file says, and how its links and settings are answered.

    ``document`` is the whole or, as ``part`` tells, a section alone. ``state`` tells in words
    whether it is approved, ``edition`` is the line of what it is and how old. The answers stand
    by what they were asked for.
    """

    language: str
    title: str
    summary: str
    image: str
    document: Document
    part: bool
    draft: bool
    state: str
    edition: tuple[str, ...]
    version: str
    updated: date
    address: str
    others: tuple[Link, ...]
    sources: tuple[Cited, ...]
    law: tuple[Act, ...]
    comparison: Link | None
    targets: tuple[tuple[str, Target | None], ...]
    settings: tuple[tuple[str, Value], ...]
    cards: tuple[tuple[str, Link], ...]

    def target(self, record_id: str) -> Target | None:
        """Give where the link to a record leads, or nothing when it is not in the bank now."""
        return dict(self.targets)[record_id]

    def value(self, key: str) -> Value:
        """Give what stands for a setting; unfilled, it is left to be written."""
        return dict(self.settings)[key]

    def links(self, ids: tuple[str, ...]) -> tuple[Link, ...]:
        """Give the links to these records, each as it is called."""
        found = dict(self.cards)
        return tuple(found[record_id] for record_id in ids)

    def said(self, text: Text | Words) -> str:
        """Give a text's words alone."""
        return plain(text, self.language)

    def named(self, words: Words) -> str:
        """Give words from elsewhere; when they are in another language, that is said after them."""
        if words.language == self.language:
            return words.text
        return f"{words.text} ({said(LANGUAGE_NOTES[words.language], self.language)})"


def manuscript(edition: Edition[Record], lookup: Lookup, part: str = "") -> Manuscript:
    """Work out what a file of a record says, or that part of it alone. Addresses are whole."""
    record, language = edition.record, edition.language
    place = Place(lookup)
    view = View(edition, place, Output.PAPER)
    document = _without_sheets(alone(view.document, part)) if part else view.document
    # Sources are named where the record's handouts name them.
    sourced = all(handout.sources for handout in edition.kind.handouts)
    return Manuscript(
        language=language,
        title=record.title,
        summary=record.summary,
        image=record.image.alt if record.image and not part else "",
        document=document,
        part=bool(part),
        draft=view.draft,
        state=_state(view),
        edition=tuple(_edition(view)),
        version=view.version,
        updated=record.updated,
        address=view.permanent_url,
        others=() if part else tuple(filter(None, (view.twin, *view.translations))),
        sources=view.sources if sourced and not part else (),
        law=view.law if sourced and not part else (),
        comparison=view.comparison,
        **answered(document, place),
    )


class Answered(TypedDict):
    """The answers that the words of a document need, by what they were asked for."""

    targets: tuple[tuple[str, Target | None], ...]
    settings: tuple[tuple[str, Value], ...]
    cards: tuple[tuple[str, Link], ...]


def answered(document: Document, place: Place) -> Answered:
    """Ask all that the words of a document need: where links lead, what settings are."""
    asked = tuple(_asked(document))
    keys = dict.fromkeys(node.key for node in asked if isinstance(node, Setting))
    names = dict.fromkeys(node.target for node in asked if isinstance(node, RecordLink))
    ids = dict.fromkeys(name for node in asked if isinstance(node, Links) for name in node.ids)
    return {
        "targets": tuple((name, place.target(name)) for name in names),
        "settings": tuple((key, place.value(key)) for key in keys),
        "cards": tuple((card.id, Link(card.title, card.url)) for card in place.cards(ids)),
    }


def _without_sheets(document: Document) -> Document:
    """Let no section begin a sheet of its own, where all of them are one."""
    blocks = tuple(replace(each, own_sheet=False) for each in sections(document.blocks))
    return replace(document, blocks=blocks)


def _asked(part: object) -> Iterator[object]:
    """Yield all that a document asks of the bank: links to records, settings."""
    if isinstance(part, RichText):
        yield from walk(part)
    elif isinstance(part, Links):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _asked(each)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _asked(getattr(part, field.name))


def _state(view: View) -> str:
    if view.draft:
        return said(msg("Draft"), view.language)
    if not view.approved:
        return said(msg("Withdrawn"), view.language)
    return f"{said(msg('Approved'), view.language)} {day(view.approved.on, view.language)}"


def _edition(view: View) -> Iterator[str]:
    """Tell what it is, its version and date, its state, when to look at it again, whose it is."""
    record, language = view.record, view.language
    yield view.kind_title
    yield f"{said(msg('Version'), language)} {view.version}"
    yield day(record.updated, language)
    yield _state(view)
    yield said(msg("To be reviewed by %(day)s", day=day(record.review_by, language)), language)
    if owner := view.owner:
        yield owner


def heading(block: Section, language: str) -> tuple[str, str]:
    """Give a section's number before its title, and what stands after it."""
    number = f"{block.number}. " if block.number else ""
    return number, plain(heading_note(block), language)
