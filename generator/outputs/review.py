"""Library -> what a jurist is asked to see: every section of an act, every promise, who uses them.

As lines, and as a manuscript from which Word makes a document to comment on and to sign.
"""

from __future__ import annotations

import hashlib
import struct
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from generator import document as doc
from generator.bank.library import ORIGINAL, index_address
from generator.bank.lookup import Answers, Lookup
from generator.document import msg, section
from generator.document.place import place
from generator.interface import day, said
from generator.kinds.law import TABLE as LAW
from generator.kinds.law import by_act
from generator.kinds.promise import TABLE as PROMISE
from generator.outputs.manuscript import Manuscript, answered
from generator.outputs.view import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.bank.library import Library
    from generator.kinds.law import Law
    from generator.kinds.promise import Promise

    Users = defaultdict[tuple[str, str], dict[str, None]]

NEVER = 2015, 1, 1
"""The day of a bank in which no section has been read."""


END = struct.Struct("<4s4H2IH")
"""The record that ends a ZIP file (APPNOTE 4.3.16); last in it is the length of a comment."""


def sealed(docx: bytes) -> bytes:
    """Give a document with the hash of itself as the comment of its archive.

    No program that writes the document anew keeps it, so it tells that nobody has.
    """
    seal = hashlib.sha256(docx).hexdigest().encode()
    *told, _ = END.unpack(docx[-END.size :])
    return docx[: -END.size] + END.pack(*told, len(seal)) + seal


def untouched(docx: bytes) -> bool:
    """Tell whether a file is a document that was sealed, byte for byte as it was."""
    seal = hashlib.sha256().hexdigest()
    bare = docx[: -len(seal)]
    if len(bare) < END.size:
        return False
    *told, _ = END.unpack(bare[-END.size :])
    return sealed(bare[: -END.size] + END.pack(*told, 0)) == docx


def review_text(library: Library) -> str:
    """Give every section and promise on a line: its state, and the ids of what rests on it."""
    return "\n".join(_lines(library))


def _lines(library: Library) -> Iterator[str]:
    users = _users(library)
    for found in library.entries(LAW, ORIGINAL):
        yield _line(found.entry, found.entry.note, users[LAW.name, found.entry.id])
    for promise in library.entries(PROMISE, ORIGINAL):
        yield _line(promise.entry, promise.entry.title, users[PROMISE.name, promise.entry.id])


def _line(entry: Law | Promise, name: str, users: Iterable[str]) -> str:
    state = entry.reviewed.isoformat() if entry.reviewed else "-"
    unsure = " ?" if entry.unsure else ""
    return f"{entry.id}: {name}; {state}{unsure}; {', '.join(users) or '-'}"


def review(library: Library, source: Path) -> Manuscript:
    """Work out the document: promises in the words for each reader, then the sections of acts."""
    users = _users(library)
    where = Place(Lookup(Answers(library, ORIGINAL, source)))
    laws = tuple(found.entry for found in library.entries(LAW, ORIGINAL))
    promises = (found.entry for found in library.entries(PROMISE, ORIGINAL))
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


def _users(library: Library) -> Users:
    """Give for each section and promise the ids of the records and entries that name it."""
    users: Users = defaultdict(dict)
    for _, part, written in library.originals():
        for _, reference, target in written.refers:
            users[reference.kind, target][part.id] = None
    return users


def _promise(promise: Promise, users: Users) -> doc.Section:
    rest: tuple[tuple[doc.Text, doc.Text], ...] = (
        (msg("What it rests on"), ", ".join(promise.law)),
        (msg("Used by"), ", ".join(users[PROMISE.name, promise.id])),
        (msg("For a jurist to see"), promise.unsure),
    )
    return section(
        f"promises.{promise.id}",
        promise.title,
        doc.Definitions((*promise.told, *(row for row in rest if row[1]))),
        doc.Form((_comment(promise.id),)),
    )


def _law(law: Law, users: Users) -> doc.Section:
    rows: list[tuple[doc.Text, doc.Text]] = [
        (msg("What it means here"), law.means),
        (msg("Read"), f"{law.seen.text} ({law.seen.dated}), {day(law.seen.on, ORIGINAL)}"),
        (msg("Used by"), ", ".join(users[LAW.name, law.id])),
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
