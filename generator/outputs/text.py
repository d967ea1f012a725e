"""Record -> plain text: what its paper says, to be pasted where no markup is.

Every field stands on a line of its own, and so does each thing to choose. No sign is invisible,
and nothing depends on how wide a letter is, so it survives a client record system.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from generator.document import Message, msg
from generator.document.richtext import BLANK, RichText, to_text
from generator.interface import said
from generator.outputs.manuscript import heading, manuscript
from generator.outputs.task import Bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator import document as doc
    from generator.bank.lookup import Lookup
    from generator.bank.plan import Job
    from generator.model.record import Record
    from generator.outputs.manuscript import Manuscript
    from generator.source.validate import Edition

BOX = "[ ] "
SLOT = "\ue000"
"""Stands where an answer goes, in a text that is filled in; no source may hold it."""
UNDERLINES = {1: "=", 2: "-"}
"""Which headings are underlined, and with what; an empty line follows every one."""
ENDS = (":", "?", "!", ".")
SPACES = {"Zs": " ", "Zl": "\n", "Zp": "\n\n", "Cf": "", "Cc": ""}
"""What stands for signs that are not seen, by their class: a no-break space is a space."""


def text_task(job: Job[Edition[Record]], lookup: Lookup) -> Bytes:
    """Write a record as text, or the part of it that the format holds."""
    return Bytes(write(manuscript(job.subject, lookup, job.format.part)).encode())


def write(script: Manuscript) -> str:
    """Write a manuscript as text that ends with a line feed."""
    return visible("\n\n".join(_Writer(script).whole()))


def pieces(script: Manuscript) -> list[str]:
    """Write a manuscript as the pieces of text between which the answers to its forms go."""
    return visible("\n\n".join(_Writer(script, SLOT).whole())).split(SLOT)


def visible(text: str) -> str:
    """Give a text without invisible signs, trailing room and more than one empty line in a row."""
    seen = "".join(
        sign if sign == "\n" else SPACES.get(unicodedata.category(sign), sign) for sign in text
    )
    lines = "\n".join(line.rstrip() for line in seen.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


class _Writer:
    """Writes blocks by a method each, as paragraphs between which an empty line stands."""

    def __init__(self, script: Manuscript, slot: str = "") -> None:
        self._script = script
        self._language = script.language
        self._slot = slot
        self._box = f"[{slot}] " if slot else BOX

    def whole(self) -> Iterator[str]:
        """Yield the title and its state, the document, where the text is from."""
        script = self._script
        yield self._heading(script.title, 1)
        if not script.part:
            yield script.summary
            if script.draft:
                note = self._say(msg("No professional has approved this text yet."))
                yield f"{script.state}. {note}"
            yield script.image
        yield self._text(script.document.lead)
        yield self._show(script.document.blocks, 2)
        if not script.part:
            yield self._heading(self._say(msg("About this material")), 2)
        yield "\n".join((" · ".join(script.edition), script.address))
        if script.others:
            others = (f"- {script.named(other.title)}: {other.url}" for other in script.others)
            yield "\n".join((f"{self._say(msg('Also available'))}:", *others))
        if script.sources:
            based = (f"- {script.said(each.title)} ({each.published})" for each in script.sources)
            yield "\n".join((f"{self._say(msg('Based on'))}:", *based))
        if script.law:
            acts = (
                f"- {act.title} {each.published}: {script.said(each.title)}"
                for act in script.law
                for each in act.sections
            )
            yield "\n".join((f"{self._say(msg('What the rights here rest on'))}:", *acts))

    def _show(self, blocks: Iterable[doc.Block], level: int) -> str:
        """Write blocks whose headings are of a level. Raises TypeError for one without a method."""
        return "\n\n".join(filter(None, (self._block(block, level) for block in blocks)))

    def _block(self, block: doc.Block, level: int) -> str:
        name = type(block).__name__.lower()
        method = getattr(self, f"write_{name}", None)
        if method is None:
            message = f"no text is written of the block {name}"
            raise TypeError(message)
        written: str = method(block, level)
        return written

    # --- words -------------------------------------------------------------------------------

    def _say(self, message: Message) -> str:
        return said(message, self._language)

    def _text(self, text: doc.Text) -> str:
        if isinstance(text, RichText):
            written = to_text(text, self._script)
            return written.replace(BLANK, self._slot) if self._slot else written
        return self._say(text) if isinstance(text, Message) else text

    def _line(self, text: doc.Text) -> str:
        """Give a text on one line."""
        return " ".join(self._text(text).split())

    def _label(self, title: doc.Text) -> str:
        """Give what is to be filled in, with a colon after it unless a mark ends it."""
        label = self._line(title)
        return label if label.endswith(ENDS) else f"{label}:"

    def _heading(self, title: str, level: int) -> str:
        under = UNDERLINES.get(level, "")
        return f"{title}\n{under * len(visible(title).rstrip())}" if under else title

    # --- blocks ------------------------------------------------------------------------------

    def write_prose(self, block: doc.Prose, _level: int) -> str:
        return self._text(block.text)

    def write_line(self, block: doc.Line, _level: int) -> str:
        return self._text(block.text)

    def write_items(self, block: doc.Items, _level: int) -> str:
        marks = {"numbers": "{}. ", "checklist": BOX}
        mark = marks.get(block.style, "- ")
        return "\n".join(
            mark.format(number) + self._line(item) for number, item in enumerate(block.items, 1)
        )

    def write_definitions(self, block: doc.Definitions, _level: int) -> str:
        return "\n\n".join(self._defined(title, text) for title, text in block.rows)

    def _defined(self, title: doc.Text, text: doc.Text) -> str:
        label, told = self._label(title), self._text(text)
        # A text of several paragraphs begins on a line of its own.
        return f"{label}\n{told}" if "\n" in told else f"{label} {told}"

    def write_table(self, block: doc.Table, _level: int) -> str:
        return "\n\n".join(
            "\n".join(self._defined(*cell) for cell in zip(block.head, row, strict=True))
            for row in block.rows
        )

    def write_links(self, block: doc.Links, _level: int) -> str:
        named = self._script.named
        links = (f"- {named(to.title)}: {to.url}" for to in self._script.links(block.ids))
        return "\n".join((f"{self._say(msg('Materials'))}:", *links))

    def write_outside(self, block: doc.Outside, _level: int) -> str:
        return f"{self._label(block.title)} {block.url}"

    def write_compared(self, _block: doc.Compared, _level: int) -> str:
        to = self._script.comparison
        return f"{self._script.named(to.title)}: {to.url}" if to else ""

    def write_figure(self, block: doc.Figure, _level: int) -> str:
        items = "\n".join(f"{number}. {item}" for number, item in enumerate(block.items, 1))
        return f"{self._label(block.title)}\n{items}"

    def write_sketch(self, block: doc.Sketch, _level: int) -> str:
        return ", ".join(mark.text for mark in block.marks)

    def write_pictogram(self, _block: doc.Pictogram, _level: int) -> str:
        return ""  # it says what the words beside it say

    def write_film(self, block: doc.Film, level: int) -> str:
        return self._show(block.blocks, level)  # a text plays nothing

    def write_notice(self, block: doc.Notice, _level: int) -> str:
        return self._defined(block.title, block.text) if block.title else self._text(block.text)

    def write_form(self, block: doc.Form, _level: int) -> str:
        return "\n\n".join(map(self._field, block.fields))

    def _field(self, field: doc.Field) -> str:
        lines = [self._label(field.title)]
        if field.hint:
            lines.append(f"({self._line(field.hint)})")
        slot = self._slot
        match field.type:
            case "checkboxes":
                lines += [self._box + self._line(choice) for choice in field.choices]
            case "table":
                row = "\n".join(self._label(column) + slot for column in field.choices)
                lines += ["", "\n\n".join([row] * field.rows)]
            case "signature":
                # Only a hand signs.
                name, hand, date = map(self._label, (msg("Name"), msg("Signature"), msg("Date")))
                lines += [name + slot, hand, date + slot]
            case "text" | "space":
                lines[-1] += slot
            case _:
                lines[0] += slot
        return "\n".join(lines)

    def write_statements(self, block: doc.Statements, _level: int) -> str:
        choices = "\n".join(BOX + value for value in block.scale)
        return "\n\n".join(f"{self._line(each.text)}\n{choices}" for each in block.rows)

    def write_section(self, block: doc.Section, level: int) -> str:
        number, note = heading(block, self._language)
        return self._under(number + self._line(block.title), note, block, level)

    def write_steps(self, block: doc.Steps, level: int) -> str:
        return "\n\n".join(
            self._step(row, block.style, number, level) for number, row in enumerate(block.rows, 1)
        )

    def _step(self, row: doc.Section, style: str, number: int, level: int) -> str:
        marks = {"steps": f"{number}. ", "agenda": f"{number}. ", "tasks": BOX, "cards": "- "}
        _, note = heading(row, self._language)
        clock = f"{self._say(msg('clock'))} {row.clock}" if row.clock else ""
        note = ", ".join(filter(None, (note, clock)))
        return self._under(marks.get(style, "") + self._line(row.title), note, row, level)

    def _under(self, title: str, note: str, block: doc.Section, level: int) -> str:
        whole = f"{title} ({note})" if note else title
        shown = self._show(block.blocks, level + 1)
        return "\n\n".join(filter(None, (self._heading(whole, level), shown)))

    def write_columns(self, block: doc.Columns, level: int) -> str:
        return self._show(block.blocks, level)
