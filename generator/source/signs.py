"""A file's bytes -> text, and the signs in it that no text may hold: found before YAML is read."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from generator.problem import Position, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

# What nobody sees: controls, format and bidi signs, fillers. A soft hyphen hides words from
# searches, too. A joiner between two emoji is part of one sign.
_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0e"
    "\ufeff\uffa0\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_JOINER = "\u200d"
_EMOJI = "[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]"
_BYTES = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # noqa: RUF001 - what cp1252 makes of bytes
SIGNS = {
    "bad-character": rf"[{_UNSEEN}]|(?<!{_EMOJI}){_JOINER}|{_JOINER}(?!{_EMOJI})",
    "line-separator": r"[\x85\u2028\u2029]",
    "lost-character": r"\ufffd",
    "private-character": r"[\ue000-\uf8ff\U000f0000-\U0010ffff]",
    # UTF-8 read as Windows-1252, as 1250, as code page 850 and as Mac Roman.
    "mojibake": rf"(?:â€|â‚|ï[»¿])[{_BYTES}]?|[ÂÃ][{_BYTES}]|Ă[¤¶Ą„–…]|├[ñÂÑàÄ]|√[§∂•Ñ…ñ]",  # noqa: RUF001
    # A space that YAML takes for a letter, where it would be taken for indentation.
    "strange-space": r"^[ \t]*(?:-[ ]+)*[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]",
    # The whole of it as one, or a mark that was left alone.
    "merge-conflict": r"^<{7}(?:[ ].*)?(?:\n(?!>{7}).*)*(?:\n>{7}.*)?$"
    r"|^(?:={7}|>{7}|\|{7})(?:[ ].*)?$",
}
# Most texts have none of these and need no closer look: garbled letters begin with the first.
SUSPECT = re.compile(
    rf"[ÂÃĂâï├√\x85\xa0\u1680\u2000-\u200a\u2028-\u202f\u205f\u3000\ufffd\ue000-\uf8ff{_UNSEEN}{_JOINER}"
    r"\U000f0000-\U0010ffff]|<{7}|={7}|>{7}|\|{7}"
)
CODES = tuple(SIGNS)
ANY = re.compile("|".join(f"({pattern})" for pattern in SIGNS.values()), re.MULTILINE)
MOST = 20


def decode(data: bytes) -> str:
    """Give a file's text: letters composed (NFC), lines ended by line feeds alone.

    Raises UnicodeDecodeError when the bytes are not UTF-8.
    """
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    return unicodedata.normalize("NFC", text)


def place(path: str, text: str, index: int) -> Position:
    """Tell the line and the column of a character of a text."""
    return Position(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def refused_signs(path: str, text: str) -> list[Problem]:
    """Find what is invisible, garbled or left behind by a merge; the first twenty of it."""
    problems: list[Problem] = []
    for code, index, sign in found_signs(text):
        at = place(path, text, index + len(sign) - 1 if code == "strange-space" else index)
        problems.append(Problem(at, code, values=values_of(sign)))
        if len(problems) == MOST:
            break
    return problems


def values_of(sign: str) -> dict[str, str]:
    """Give what is said of a sign: its number, how it looks, what was meant by it."""
    shown = sign.split("\n", maxsplit=1)[0]
    return {"character": f"U+{ord(sign[-1]):04X}", "sign": shown, "right": _repaired(sign)}


def found_signs(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield what is refused in a text: a problem's code, where, the sign itself."""
    for found in ANY.finditer(text) if SUSPECT.search(text) else ():
        yield CODES[(found.lastindex or 1) - 1], found.start(), found[0]


def _repaired(sign: str) -> str:
    """Give the letter that was meant by garbled ones, if its bytes tell."""
    for encoding in ("cp1252", "cp1250", "cp850", "mac-roman"):
        try:
            return b"".join(_byte(letter, encoding) for letter in sign).decode("utf-8")
        except UnicodeError:
            continue
    return "ä"


def _byte(letter: str, encoding: str) -> bytes:
    # What an encoding leaves open stands for itself.
    return letter.encode("latin-1" if "\x80" <= letter <= "\x9f" else encoding)
