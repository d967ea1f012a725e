"""What looks like markup but was read as words: it would be printed raw to families."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# A letter, and neither a digit nor an underscore.
_L = r"[^\W\d_]"
ID_LINK = r"id:(?=[a-z0-9]*-|[a-z0-9-]{6})"
BULLETS = "•‣⁃◦▪●∙·■□○►▶➢➤❖◆◇✓✔☐☑→"  # noqa: RUF001 - one is a bullet that looks like a hyphen
HELD = "\x00"
"""Stands for what is no mark: an escaped sign, a link, a setting."""
LEFT = {
    # Emphasis that is opened and not closed. A star alone, or after a word, is a star.
    "markup-unclosed": rf"\*\*+|(?<![\w*])\*(?=\w)|(?<![\w_])_{{1,2}}(?={_L})",
    # Links with a gap in them, and those of other markup languages. ``[ ]`` is a box to tick.
    "link-broken": r"\]\([^\s)]*\)?|\]\s+\((?:id|https?|mailto|tel):[^\s)]*\)?"
    rf"|\[\[[^\]\n]*(?:\]\])?|\]\]|\[\^|!\[|(?<={_L})\]\[(?={_L})"
    # "Tietueen id:n" is a Finnish word; no id is so short.
    rf"|(?<!\w)(?:{ID_LINK}|mailto:\S|tel:[\d+])\S*",
    # The brace after an escaped one is meant as it stands.
    "markup-braces": rf"\{{[^{{}}\n]*\}}?|(?<![{HELD}\w])\w*\}}",
    "markup-tag": r"<[/!]?[A-Za-z][^\s>]*>?|<!--|~~(?=\S)|`+"
    r"|&(?:\#\d+|\#[xX][\da-fA-F]+|[A-Za-z][\dA-Za-z]+);",
    # A dash with a word begins a list on a first line, after a sentence or before its like:
    # ``perhetyö ja`` may go on ``-ohjaus``.
    "markup-bullet": rf"^(?:[{BULLETS}]|[-*+][\xa0\u2000-\u200a\u202f])"
    rf"|(?:\A|(?<=[.:!?…]\n))-(?={_L})|(?<=\n)-(?={_L}.*\n-{_L})|^1[.)](?={_L})"
    # A long dash, as a word processor writes a list; a line of talk begins with a capital.
    r"|(?<=:\n)[–—](?= [a-zåäö])|^[–—](?= [a-zåäö].*\n[–—] )",
    "markup-heading": r"^\#{2,6}(?=[^\s\#])",
    # What YAML leaves out between fields is said within a text. ``#MeToo`` is a name.
    "comment-inside": r"^\#(?=[^\s\#])(?!\w*[a-zåäö][A-ZÅÄÖ]).*",
    "markup-table": r"^\|.*(?:\n\|.*)*|^(?=[ :-]*---)[ :-]+\|.*",
}
CODES = tuple(LEFT)
# A list of another make than ours: what it goes on with tells it from a name or a sentence.
LISTED = re.compile(
    # ``a)``, ``(1)``, ``1.)``, and the ``o`` that a word processor leaves for a bullet.
    rf"^[ \t]*(\(?(?:{_L}|[ivx]{{2,4}}|[1-9]\d?\.?)\)|o)(?=[ \t\xa0]+\S)"
    # ``A.`` and soon ``B.``: neither is an initial.
    r"|^[ \t]*(A\.(?= .*\n(?:.+\n)?\n?[ \t]*B\. )|a\.(?= .*\n(?:.+\n)?\n?[ \t]*b\. )"
    r"|I\.(?= .*\n(?:.+\n)?\n?[ \t]*II\. ))"
    # A line level with the mark of the one before or after it, with no space after its own.
    rf"|^([ \t]*)(?:[-+*]|\d{{1,2}}\.) .*\n(?:\3[ \t].*\n)*\3([-+]|\d{{1,2}}\.)(?={_L}|[*{{\[])"
    rf"|^([ \t]*)(-)(?=(?:{_L}|[*{{\[]).*[^:\n]\n\5- )",
    re.MULTILINE,
)
UNPOINTED = re.compile(
    rf"^([ \t]*)(\d{{1,2}}) {_L}.*\n(?:\1[ \t].*\n)*\1(\d{{1,2}})(\.?) \S", re.MULTILINE
)
"""A number without its point, before a word, above the one that follows it: no ``4 §``.

Where neither has one, they may be numbers of a sentence, but not where a paragraph begins.
"""
_A = "A-Za-zÅÄÖåäö"
PLAINLY = (
    r"\*\*|`|~~\S|\]\(|\[\[|\]\]|\[\^|!\[|[{}]|<[/!]?[A-Za-z]|<!--"
    rf"|(^|\s)(\*[0-9{_A}]|_[{_A}]|mailto:\S|tel:[0-9+]\S)"
    rf"|^\s*([•‣◦▪●∙·|]|-[{_A}]|1[.)][{_A}]|#{{2,6}}[^\s#]|#{{1,6}}\s)"
)
"""What of ``marked`` an editor can tell: a pattern of ECMA-262 as well, which finds no more."""
ANY = re.compile("|".join(f"({pattern})" for pattern in LEFT.values()), re.MULTILINE)
PAIRED = re.compile(r"(?<![\w*])\*(?=\S)[^*]+(?<=\S)\*(?!\w)|(?<!\w)_(?=\S)[^_]+(?<=\S)_(?!\w)")
COMMENT = re.compile(r"^\s*\#{1,6}\s.*|(?<=\n)[ \t]*\#.*", re.MULTILINE)
WEB = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#][^\s{}]*)?", re.IGNORECASE)
MAIL = re.compile(r"mailto:[^\s@,;:/]+@[\w-]+(?:\.[\w-]+)+(?:\?\S*)?", re.IGNORECASE)
PHONE = re.compile(r"tel:\+?\d[\d.()-]*", re.IGNORECASE)
INNER = re.compile(r"(?:https?://|mailto:|tel:|id:)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)


def leftovers(words: str) -> Iterator[tuple[str, int, str]]:
    """Yield what looks like markup in words that are printed: a problem's code, where, the mark."""
    for found in ANY.finditer(words):
        mark = re.sub(f"{HELD}+", "…", found[0]).strip().split("\n")[0]
        yield CODES[(found.lastindex or 1) - 1], found.start(), mark[:40]


def listed(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield the lines of an author's text that are meant for a list and make none, or another."""
    for found in UNPOINTED.finditer(text):
        begins = found[2] == "1" or re.search(rf"(?m)^[ \t]*{int(found[2]) - 1}\. ", text)
        above = text[: found.start()].rstrip()
        apart = text[len(above) : found.start()].count("\n") > 1 or not above or above[-1] == ":"
        if begins and int(found[2]) + 1 == int(found[3]) and (found[4] or apart):
            yield "markup-bullet", found.start(2), found[2]
    for found in LISTED.finditer(text):
        group = next(group for group in (1, 2, 4, 6) if found[group])
        yield "markup-bullet", found.start(group), found[group]


def marked(line: str) -> str:
    """Give the first mark in a line that bears none, such as a title; empty when it is clean.

    The line may still lie on several lines, as it was written. Alone, ``#1`` is no comment.
    """
    for code, _, mark in leftovers(" ".join(line.split())):
        if code != "comment-inside":
            return mark
    found = PAIRED.search(line) or COMMENT.search(line)
    return " ".join(found[0].split())[:40] if found else ""


def is_whole(href: str) -> bool:
    """Tell whether an address out of the bank leads somewhere: a host, a mailbox, a number."""
    return any(form.fullmatch(href) for form in (WEB, MAIL, PHONE)) and "%7B" not in href


def other_address(words: str, href: str) -> str:
    """Give the address in a link's words when the link leads to another; else nothing."""
    found = INNER.search(words)
    bare = href.split(":", 1)[-1].split("?", maxsplit=1)[0].strip("/").casefold()
    said = found[0].split(":", 1)[-1].strip("/.,;)").casefold() if found else bare
    return found[0] if found and said != bare else ""
