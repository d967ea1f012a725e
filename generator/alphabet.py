"""The order of words in Finnish and in Swedish: å, ä and ö are letters of their own after z."""

from __future__ import annotations

from unicodedata import normalize

LAST = {"å": "{1", "ä": "{2", "æ": "{2", "ö": "{3", "ø": "{3", "ð": "d", "đ": "d", "ł": "l"}
LETTERS = {"{1": "Å", "{2": "Ä", "{3": "Ö"}


def alphabetical(text: str) -> tuple[str, str]:
    """Give the key by which a word stands in a list; a letter with another mark is as bare."""
    signs = normalize("NFC", text).casefold()
    return "".join(LAST.get(sign) or normalize("NFD", sign)[0] for sign in signs), signs


def initial(text: str) -> str:
    """Give the letter under which a word stands."""
    key, _ = alphabetical(text)
    return LETTERS.get(key[:2]) or key[:1].upper()
