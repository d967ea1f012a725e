"""Seeded breakages of a bank's files, each at one line, as a hand or a program makes them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Change = tuple[str, str, str]
"""What a line becomes: a pattern to find in it, what is written instead, its name."""

CHANGES: tuple[Change, ...] = (
    ("colon-gone", r"^( *[a-z0-9_-]+):(?= |$)", r"\1"),
    ("space-after-colon-gone", r"^( *[a-z0-9_-]+): (?=[^|>\[{])", r"\1:"),
    ("colon-in-text", r"^( *[a-z0-9_-]+: [^\"'|>\[{&*]\S*) (?=\S+ \S)", r"\1: "),
    ("comment-in-text", r"^( *[a-z0-9_-]+: [^\"'|>\[{&*]\S*) (?=\S+ \S)", r"\1 #"),
    ("key-misspelt", r"^( *)([a-z]{2})([a-z])(?=[a-z_]*: \S)", r"\1\3\2x"),
    ("key-capital", r"^( *)(title|text|summary|version|state|lead)(?=:)", r"\1X\2"),
    ("quote-opened", r"^( *[a-z0-9_-]+: )(?=[^\"'|>\[{&*\s])", r'\1"'),
    ("quote-opened-single", r"^( *[a-z0-9_-]+: )(?=[^\"'|>\[{&*\s])", r"\1'"),
    ("quote-unclosed", r"^( *[a-z0-9_-]+: \"[^\"]*)\"$", r"\1"),
    ("bracket-unclosed", r"^( *[a-z0-9_-]+: \[[^\]]*)\]$", r"\1"),
    ("brace-unclosed", r"^( *[a-z0-9_-]+: \{[^}]*)\}$", r"\1"),
    ("bracket-opened", r"^( *[a-z0-9_-]+: )(?=[^\"'|>\[{&*\s])", r"\1["),
    ("dedented", r"^  (?=\s*\S)", r" "),
    ("dedented-twice", r"^  (?=\s*[a-z0-9_-]+:)", r""),
    ("indented", r"^(?=\s*[a-z0-9_-]+: \S)", r" "),
    ("indented-much", r"^(?=\s*[a-z0-9_-]+: \S)", r"   "),
    ("tab-indented", r"^  (?=\s*\S)", "\t"),
    ("no-break-indented", r"^  (?=\s*\S)", "\xa0\xa0"),
    ("no-break-after-colon", r"^( *[a-z0-9_-]+): (?=\S)", "\\1:\xa0"),
    ("line-twice", r"^( *[a-z0-9_-]+: [^|>].*)$", r"\1\n\1"),
    ("bar-gone", r"^( *[a-z0-9_-]+:) \|$", r"\1"),
    ("bar-folds", r"^( *[a-z0-9_-]+:) \|$", r"\1 >"),
    ("word-after-bar", r"^( *[a-z0-9_-]+: \|)$", r"\1 sana"),
    ("at-begins", r"^( *[a-z0-9_-]+: )(?=[^\"'|>\[{&*\s])", r"\1@"),
    ("star-begins", r"^( *[a-z0-9_-]+: )(?=[^\"'|>\[{&*\s])", r"\1* "),
    ("dash-begins", r"^( *[a-z0-9_-]+: )(?=[^\"'|>\[{&*\s])", r"\1- "),
    ("tag-begins", r"^( *[a-z0-9_-]+: )(?=[^\"'|>\[{&*\s])", r"\1! "),
    ("reference-misspelt", r"(\[[^\]]+\]\(id:[a-z-]+)\)", r"\1x)"),
    ("setting-misspelt", r"\{([a-z_]+)\}", r"{\1x}"),
    ("setting-open", r"\{([a-z_]+)\}", r"{\1"),
    ("link-space", r"\]\((id|https)", r"] (\1"),
    ("link-open", r"(\]\([^)\s]+)\)", r"\1"),
    ("strong-open", r"^(\s{4,})(?=[A-ZÅÄÖ]\w+ )", r"\1**"),
    ("bullet", r"^(\s+)- (?=[A-ZÅÄÖ])", r"\1• "),
    ("unseen", r"(?<=[a-zäö]) (?=[a-zäö])", "\u200b "),
    ("separator", r"(?<=[a-zäö]) (?=[a-zäö])", "\u2028"),
    ("garbled", r"ä", "Ã\xa4"),
    ("day-misspelt", r"^(updated: \d{4}-\d\d)-(?=\d\d)", r"\1."),
    ("choice-misspelt", r"^(state: draf)t", r"\1"),
    ("conflict", r"^(\s*[a-z0-9_-]+: \S.*)$", r"<<<<<<< HEAD\n\1\n=======\n\1\n>>>>>>> toinen"),
    ("field-unknown", r"^( *)([a-z0-9_-]+: [^|>\s].*)$", r"\1\2\n\1uusi_kentta: a"),
    ("line-of-words", r"^( *)([a-z0-9_-]+: [^|>\s].*)$", r"\1\2\n\1sanoja vain"),
)


@dataclass(frozen=True)
class Broken:
    """A file with one line broken: how, which (from 1), how many lines more it became."""

    name: str
    path: str
    line: int
    text: str
    more: int


def breakages(files: Mapping[str, str], seed: int) -> Iterator[Broken]:
    """Yield breakages without end: a kind of them, a file and a line, drawn by a seed."""
    draw = random.Random(seed)  # noqa: S311 - drawn for tests
    paths = sorted(files)
    turn = 0
    while True:
        name, pattern, instead = CHANGES[turn % len(CHANGES)]
        turn += 1
        form = re.compile(pattern)
        for path in draw.sample(paths, len(paths)):
            lines = files[path].split("\n")
            fitting = [at for at, line in enumerate(lines) if at and form.search(line)]
            if fitting:
                at = draw.choice(fitting)
                lines[at] = form.sub(instead, lines[at], count=1)
                yield Broken(name, path, at + 1, "\n".join(lines), lines[at].count("\n"))
                break


def distance(broken: Broken, path: str, line: int) -> int:
    """Tell how many lines off a place is from the lines that are broken."""
    if path != broken.path:
        return len(broken.text)
    return max(0, broken.line - line, line - broken.line - broken.more)
