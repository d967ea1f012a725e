"""A file -> notices of what may tell of a person in it, or still waits to be written.

Sources are shared and published. An identity number is looked for in the whole file, comments
included, and is never repeated in what is said of it. The rest is looked for in what is said;
numbers and addresses belong in the settings alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.document.unwritten import PLACEHOLDER
from generator.model.record import HEAD
from generator.problem import Position, Problem, Severity
from generator.source.load import scalars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.source.load import Document, Scalar, Source

CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
DASH = "\\-\u2010-\u2015\N{MINUS SIGN}"
IDENTITY = re.compile(
    rf"(?<![0-9])([0-3][0-9][01][0-9]{{3}})[ ]?\\?[{DASH}+A-FU-Y]"
    rf"[ ]?([0-9]{{3}})[ ]?([{CHECKS}])(?!\w)",
    re.IGNORECASE,
)
"""A birthday, a sign of its century, a number, and a sign that checks them (Decree 128/2010)."""
PHONE = re.compile(
    # Not the id of a business, a time from one hour to another or an ISSN, a span of months, nor
    # thousands after a space.
    rf"(?<![\w,+{DASH}/])(?<![0-9][ .])(?![0-9]{{7}}-[0-9]\b)"
    rf"(?![0-9]{{4}}[{DASH}][0-9]{{3}}[0-9X]\b)(?![01][0-9]\.[0-9]{{4}}\b)"
    rf"(?:\+[1-9][0-9](?=(?:\D{{0,2}}[0-9]){{7}})|358(?=[0-9]{{8}})|\(?0[0-9])"
    rf"(?:\)?(?:\s{{0,2}}[{DASH}]?\s?)\(?[0-9]|\.(?=[0-9]{{3}})[0-9]){{5,13}}(?!\w)"
)
"""What may be a number with its area or its country before it; ``_numbers`` tells."""
# An area, an operator or an organisation (Traficom 32): 0 and no 0, 11 or 12 after it.
NATIONAL = re.compile(r"0(?:1[03-9]|[2-9][0-9])[0-9]{4,9}")
ABROAD = re.compile(r"(?:\+|00)[1-9][0-9]{7,13}(?<!000000)")
# Days, months, hours in a row, as in "06 12 18 24", "0800 1600", "01 02 2026", "09 2026 12 2026".
ROW = re.compile(
    r"[0-9]{2}(?: [0-9]{2})+|(?:[01][0-9]|2[0-4])[0-5][0-9](?: (?:[01][0-9]|2[0-4])[0-5][0-9])+"
    r"|[0-3][0-9] [01][0-9] (?:19|20)[0-9]{2}|[01][0-9] (?:19|20)[0-9]{2} [01][0-9](?: [0-9]{4})?"
    r"|(0[0-9]{2})(?: 0[0-9]{2})+|0[0-9]{4}(?: 0[0-9]{4})+|01 .*"
)
PUBLIC = re.compile(r"(?:\+358|00358|0?)(?:112|116[0-9]{3})|(?:\+358|00358|0)800[0-9]{3,6}")
"""Services for everybody, which a text may name and a release may hold: 112, the helplines of
the European Union (116 and three digits: 2007/116/EC) and numbers that cost nothing (0800)."""
SAID = {
    "phone-number": PHONE,
    "email-address": re.compile(
        r"[^\s@<>()\[\]{}:,;\"]{1,64}(?:@|\s?[\[(](?:at|ät|a)[\])]\s?| @ )"
        r"[\w-]{1,63}(?:\.[\w-]{1,63})+",
        re.IGNORECASE,
    ),
    "placeholder": PLACEHOLDER,
}
CODES = {"identity-number", *SAID}
"""What must not be released."""
WEB = re.compile(r"https?://[^\s)]+")


def privacy(sources: Iterable[Source], documents: Iterable[Document]) -> list[Problem]:
    """Look into the files of a record or a table in its languages."""
    problems = [found for source in sources for found in _identities(source.path, source.text)]
    for document in documents:
        for name, scalar in scalars(document.root):
            if document.kind and not name.startswith(f"{HEAD}."):  # a hash may look like a number
                problems += _said(scalar, name)
    return problems


def names(paths: Iterable[str]) -> Iterator[Problem]:
    """Look into the names of files and folders: those of pictures are published as they are."""
    for path in paths:
        at = Position(path)
        for part in path.split("/")[1:]:
            words = part.rsplit(".", 1)[0].replace("_", " ")
            yield from (replace(found, at=at) for found in _identities(path, words))
            for code in CONTACTS:
                said = re.sub(rf"[{DASH}]", " ", words) if code == "phone-number" else words
                for _, found in _found(code, said):
                    yield Problem(at, code, "", {"found": found}, Severity.NOTICE)


def own_contacts(values: Iterable[str]) -> frozenset[str]:
    """Give the numbers and addresses that the settings hold: those of the county itself."""
    said = [
        (code, found) for value in values for code in CONTACTS for _, found in _found(code, value)
    ]
    return frozenset(CONTACTS[code](found) for code, found in said)


def is_ours(problem: Problem, own: frozenset[str]) -> bool:
    """Tell whether what a problem is about is one of these contacts."""
    alike = CONTACTS.get(problem.code)
    if alike is None:
        return False
    found = alike(problem.values["found"])
    # After a number there may be others, as in "09 123 4567 (24 h)".
    return found in own or (found.isdecimal() and any(each.startswith(found) for each in own))


def _number(text: str) -> str:
    """Give the digits of a number in Finland, with or without its country before it."""
    return re.sub(r"^(?:00|\+)358", "0", re.sub(r"[^0-9+]", "", text))


CONTACTS = {"phone-number": _number, "email-address": str.casefold}
"""What may be the county's own, each with what is the same in all ways of writing it."""


def _identities(path: str, text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        for match in IDENTITY.finditer(line):
            birthday, own, check = match.groups()
            if CHECKS[int(birthday + own) % len(CHECKS)] == check.upper():
                at = Position(path, number, match.start() + 1)
                yield Problem(at, "identity-number", severity=Severity.NOTICE)


def _said(scalar: Scalar, name: str) -> Iterator[Problem]:
    text = WEB.sub(lambda address: " " * len(address[0]), scalar.text)
    for code in SAID:
        for start, found in _found(code, text):
            yield Problem(scalar.place(start), code, name, {"found": found}, Severity.NOTICE)


def _found(code: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield what a pattern finds in a text, and where; of numbers, what can be called."""
    for match in SAID[code].finditer(text):
        found = " ".join(match[0].split())
        found = _called(found) if code == "phone-number" else found
        if found:
            yield match.start(), found


def _called(found: str) -> str:
    """Give the longest beginning of some digits that is a number of somebody; else nothing."""
    ends = [group.end() for group in re.finditer(r"[0-9]+", found)]
    for end in reversed(ends):
        written = found[:end]
        groups = " ".join(re.findall(r"[0-9]+", written))
        digits = re.sub(r"[^0-9+]", "", written.replace("(0)", ""))
        digits = re.sub(r"^358(?=[0-9]{8})", "+358", digits)
        if PUBLIC.fullmatch(digits):
            return ""
        if ROW.fullmatch(groups) and not digits.startswith("+"):
            continue
        if NATIONAL.fullmatch(_number(digits)) or ABROAD.fullmatch(digits):
            return written
    return ""
