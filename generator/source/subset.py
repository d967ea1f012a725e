"""The part of YAML that sources are written in: every byte of a file is accounted for.

A byte belongs to a scalar (a word or a line, a quoted line, a block under ``|``), to the marks
that hold scalars together (``:``, ``-``, brackets, commas), or to a comment on a line of its
own. YAML itself drops or joins more than that without a word, which is what is found here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.problem import Problem
from generator.source.signs import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BETWEEN = re.compile(r"(?:^ *#[^\n]*$|[ \t\n:,\[\]{}-])*", re.MULTILINE)
HEADER = re.compile(r"[|>](?:[1-9]?[+-]?|[+-][1-9])[ \t]*(?:\n|$)")
NUMBERED = re.compile(r".[+-]?\d")
# Other escapes give a sign that is refused, or the one that was meant.
TAB = re.compile(r"(?<!\\)(?:\\\\)*(\\t)")
# What begins a line that is meant to stay a line of its own.
LINE_MARK = re.compile(r"[-*+•‣◦▪][ ]|\d+[.)][ ]|#{1,6}[ ]|\|")
HEADING = re.compile(r"#{1,6}[ ]")
LOST = re.compile(r"^( *)((#{1,6})[^\n#]*\w[^\n]*)", re.MULTILINE)
MARKS = {"#": "comment-after", "?": "complex-key", "!": "tag", "&": "anchor"}


@dataclass(frozen=True, slots=True)
class Span:
    """Where a scalar lies in its file, and what YAML made of it."""

    start: int
    end: int
    style: str
    value: str


def unaccounted(path: str, text: str, spans: Iterable[Span]) -> Iterator[Problem]:
    """Find what YAML would drop, join or change in a file; ``spans`` are all of its scalars."""
    end = 0
    style = ""
    for span in spans:
        yield from _between(path, text, end, span.start, style)
        written = text[span.start : span.end]
        if written != span.value:
            for code, offset, values in _changed(text, span, written):
                at = place(path, text, span.start + offset)
                yield Problem(at, code, values=values)
        end, style = max(end, span.end), span.style
    yield from _between(path, text, end, len(text), style)


def opened(text: str, spans: Iterable[Span]) -> int | None:
    """Tell where the first quote was opened that is not closed before the next field."""
    for span in spans:
        if span.style in {'"', "'"} and _runs_on(text, span.start, text[span.start : span.end]):
            return span.start
    return None


def numbered(text: str, spans: Iterable[Span]) -> int | None:
    """Tell where the first block begins that holds nothing and has a number: ``>5`` is words.

    To YAML the number tells how deep the text lies, which here it does not.
    """
    for span in spans:
        head = text[span.start : span.end].split("\n", 1)[0]
        if span.style in {"|", ">"} and not span.value.strip() and NUMBERED.match(head):
            return span.start
    return None


def _between(path: str, text: str, start: int, end: int, after: str) -> Iterator[Problem]:
    found = BETWEEN.match(text, start, end)
    stop = found.end() if found else start
    if stop < end:
        rest = text[stop:end].split("\n", 1)[0].strip()
        code = MARKS.get(text[stop], "document-mark")
        values = {"mark": rest, "tag": rest, "name": rest[1:]}
        yield Problem(place(path, text, stop), code, values=values)
    if after in {"|", ">"}:
        yield from _lost(path, text, start, end)


def _lost(path: str, text: str, start: int, end: int) -> Iterator[Problem]:
    """Find what lost its indentation at the end of a block, and is a comment to YAML.

    A comment begins with one ``#``, at the margin or level with the field that comes next.
    """
    line = text[text.rfind("\n", 0, end) + 1 :]
    levels = {0, len(line) - len(line.lstrip(" "))}
    for lost in LOST.finditer(text, start, end):
        depth, mark = len(lost[1]), lost[3]
        if len(mark) > 1 or depth not in levels:
            at = place(path, text, lost.start(2))
            yield Problem(at, "heading-outside", values={"mark": lost[2][:40]})


def _changed(text: str, span: Span, written: str) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Say what is not as it was written: a problem's code, where in the scalar, its values."""
    if span.style in {"|", ">"}:
        head, _, lines = written.partition("\n")
        if not HEADER.match(written):
            offset = max(head.find("#"), 0)
            yield "comment-after", offset, {"mark": head[offset:]}
        elif numbered(text, (span,)) is not None:
            yield "yaml-after-bar", 1, {"mark": head[0]}
        elif span.style == ">" and _joins(lines.split("\n")):
            yield "folded-lines", 0, {}
        return
    if span.style and _runs_on(text, span.start, written):
        yield "unclosed-quote", 0, {"mark": span.style}
    elif not span.style and "\n" not in written:
        yield "tag", 0, {"tag": written[0]}
    elif _joins([line.strip(" \t\"'") for line in written.split("\n")]):
        yield "folded-lines", 0, {}
    elif span.style == '"':
        for escape in TAB.finditer(written):
            yield "bad-escape", escape.start(1), {"mark": escape[1]}


def _runs_on(text: str, start: int, written: str) -> bool:
    """Tell whether a quoted text goes on over lines that are indented like fields after it.

    YAML asks for deeper lines, and its reader does not.
    """
    before = text[text.rfind("\n", 0, start) + 1 : start]
    fields = before.lstrip(" -")
    depth = len(before) - len(fields) if fields else before.rfind("-")
    return any(
        line.strip(" \t\"'") and len(line) - len(line.lstrip(" ")) <= depth
        for line in written.split("\n")[1:]
    )


def _joins(lines: list[str]) -> bool:
    """Tell whether folding lines would make one sentence of what stands as several.

    It joins neighbours by a space, and makes of one empty line no paragraph but the same.
    Lines that are indented deeper are left alone.
    """
    depth = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    before, empty = "", 0
    for line in lines:
        words = line.strip()
        if not words:
            empty += 1
            continue
        marked = bool(LINE_MARK.match(words))
        merged = empty == 1 and not marked and not HEADING.match(before)
        deeper = len(line) - len(line.lstrip()) > depth
        if before and not deeper and (merged or (marked and not empty)):
            return True
        before, empty = words, 0
    return False
