"""Library -> what a jurist is asked to see: every section of an act, every promise, who uses them.

As lines, and as a manuscript from which Word makes a document to comment on and to sign.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from generator import document as doc
from generator.bank.library import ORIGINAL, index_address
from generator.bank.lookup import Answers, Lookup
from generator.document import msg, section
from generator.document.place import place
from generator.interface import day, said
from generator.kinds import tables
from generator.kinds.law import TABLE as LAW
from generator.kinds.law import by_act
from generator.kinds.promise import TABLE as PROMISE
from generator.kinds.promise import Voice
from generator.outputs.manuscript import Manuscript, answered
from generator.outputs.view import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.bank.library import Library
    from generator.kinds.law import Law
    from generator.kinds.promise import Promise
    from generator.model.record import Entry

NEVER = 2015, 1, 1
"""The day of a bank in which no section has been read."""
VOICES: tuple[tuple[Voice, doc.Message], ...] = (
    ("professional", msg("For a professional")),
    ("family", msg("For the family")),
    ("plain", msg("In plain language")),
    ("child", msg("For a child")),
)


def review_text(library: Library) -> str:
    """Give every section and promise on a line: its state, and the ids of what rests on it."""
    return "\n".join(_lines(library))


def _lines(library: Library) -> Iterator[str]:
    users = _users(library)
    for law in _entries(library, LAW.name):
        state = law.reviewed.isoformat() if law.reviewed else "-"
        unsure = " ?" if law.unsure else ""
        yield f"{law.id}: {law.note}; {state}{unsure}; {_named(users, LAW.name, law) or '-'}"
    for promise in _entries(library, PROMISE.name):
        state = promise.reviewed.isoformat() if promise.reviewed else "-"
        unsure = " ?" if promise.unsure else ""
        named = _named(users, PROMISE.name, promise)
        yield f"{promise.id}: {promise.title}; {state}{unsure}; {named or '-'}"


def review(library: Library, source: Path) -> Manuscript:
    """Work out the document: promises in the words for each reader, then the sections of acts."""
    users = _users(library)
    where = Place(Lookup(Answers(library, ORIGINAL, source)))
    laws, promises = _entries(library, LAW.name), _entries(library, PROMISE.name)
    tree = doc.document(
        section("promises", msg("Promises"), *(_promise(each, users) for each in promises)),
        *(
            section(f"law.{found[0].id}", act, *(_law(each, users) for each in found))
            for act, found in by_act(laws)
        ),
        section("signed", msg("Read by"), doc.Form((_signature(),))),
        lead=msg(
            "Comment on each point and sign at the end. What is confirmed is then written into"
            " the bank with the day."
        ),
    )
    read = max((law.seen.on for law in laws), default=date(*NEVER))
    return Manuscript(
        language=ORIGINAL,
        title=said(msg("The law and the promises, for a jurist to see"), ORIGINAL),
        summary=said(
            msg("All that the bank states of the law and promises to families."), ORIGINAL
        ),
        image="",
        document=place(tree, doc.Output.PAPER, _Alone()),
        part=False,
        draft=True,
        state=said(msg("Draft"), ORIGINAL),
        edition=(said(msg("For a jurist to see"), ORIGINAL), day(read, ORIGINAL)),
        version="",
        updated=read,
        address=where.url(index_address(PROMISE.address, ORIGINAL)),
        others=(),
        sources=(),
        law=(),
        comparison=None,
        **answered(tree, where),
    )


class _Alone:
    """A document that stands in no bank: it leads nowhere and takes no promise."""

    compared = False

    def has(self, _record_id: str) -> bool:
        """Tell that there is nothing to lead to."""
        return False

    def promise(self, _promise_id: str) -> doc.Notice:
        """Give nothing: it tells every promise itself."""
        return doc.Notice("")

    def quoted(self, block: doc.Quoted) -> doc.Steps | doc.Items | doc.Statements:
        """Give nothing: there is nothing to quote."""
        return block.into


def _entries(library: Library, table: str) -> tuple[Any, ...]:
    found = library.by_table.get(ORIGINAL, {}).get(table, {})
    return tuple(edition.entry for edition in found.values())


def _users(library: Library) -> dict[tuple[str, str], list[str]]:
    """Give for each section and promise the ids of the records and entries that name it."""
    users: dict[tuple[str, str], list[str]] = {}
    editions = [(each.record.id, each.refers) for each in library.records(ORIGINAL)]
    for table in tables().values():
        editions += [(each.entry.id, each.refers) for each in library.entries(table, ORIGINAL)]
    for user, refers in editions:
        for _, reference, target in refers:
            there = users.setdefault((reference.kind, target), [])
            if user not in there:
                there.append(user)
    return users


def _named(users: dict[tuple[str, str], list[str]], table: str, entry: Entry) -> str:
    return ", ".join(users.get((table, entry.id), ()))


def _promise(promise: Promise, users: dict[tuple[str, str], list[str]]) -> doc.Section:
    words = tuple((title, promise.words(voice)) for voice, title in VOICES)
    rest: tuple[tuple[doc.Text, doc.Text], ...] = (
        (msg("What it rests on"), ", ".join(promise.law)),
        (msg("Used by"), _named(users, PROMISE.name, promise)),
        (msg("For a jurist to see"), promise.unsure),
    )
    return section(
        f"promises.{promise.id}",
        promise.title,
        doc.Definitions((*words, *(row for row in rest if row[1]))),
        doc.Form((_comment(promise.id),)),
    )


def _law(law: Law, users: dict[tuple[str, str], list[str]]) -> doc.Section:
    rows: list[tuple[doc.Text, doc.Text]] = [
        (msg("What it means here"), law.means),
        (msg("Read"), f"{law.seen.text} ({law.seen.dated}), {day(law.seen.on, ORIGINAL)}"),
        (msg("Used by"), _named(users, LAW.name, law)),
        (msg("For a jurist to see"), law.unsure),
    ]
    return section(
        f"law.{law.id}",
        f"{law.section} {law.title}",
        doc.Definitions(tuple(row for row in rows if row[1])),
        doc.Outside(msg("The act itself"), law.url),
        doc.Form((_comment(law.id),)),
    )


def _comment(entry_id: str) -> doc.Field:
    return doc.Field(f"comment-{entry_id}", msg("Comment"), "text", rows=2)


def _signature() -> doc.Field:
    return doc.Field("signature", msg("The jurist who read this"), "signature")
