"""A text -> what in it stands for words that nobody has written yet: ``[Nimi]``, ``TODO``, ``___``.

One rule for all texts and for what a county fills in.
"""

from __future__ import annotations

import re

TO_WRITE = "nimi|nimet|puhelin|numero|osoite|päivä|pvm|kellonaika|paikka|alue|työntekijä|sähköposti"
PLACEHOLDER = re.compile(
    # Brackets with a capital, or with what forms ask for; a quoted "[äiti]" is none.
    r"\[(?:[A-ZÅÄÖ][^\[\]\d]{1,119}|(?i:[^\[\]\d]{0,60}(?:" + TO_WRITE + r")[^\[\]\d]{0,60}))"
    r"\](?!\()|\b(?i:todo|fixme|xxx+|lorem ipsum)\b|_{3,}"
    # Names that belong to nobody (RFC 2606), and those by which they are known here.
    r"|(?i:[\w.+-]{0,64}@)?\b(?i:(?:[\w-]{1,63}\.){0,4}"
    r"(?:(?:esimerkki|exempel)\.(?:fi|com|se)|example\.(?:fi|com|org|net|se)))\b"
    r"|(?i:[\w.+-]{0,64}@)?\b(?i:(?:[\w-]{1,63}\.){1,4}(?:example|invalid))\b"
)
"""What waits for its content anywhere in a text."""
BRACKETED = re.compile(r"\[[^\[\]]*\]|<[^<>]*>|\{[\w ]*\}|«[^«»]*»")
INSTEAD = re.compile(
    r"x+|n/?a|nil|null|none|tb[acd]|todo|test(?:i|ing)?|esimerkki|exempel|example"
    r"|puuttuu|kesken|avoin|tyhjä|saknas|tom(?:t)?|oklart"
    r"|ei (?:ole|vielä|tiedossa|tietoa|valittu|määritelty)(?: vielä)?"
    r"|inte (?:klart|känt|valt)(?: ännu)?"
    r"|(?:täydennetään|täytetään|lisätään|ilmoitetaan|päivitetään|täydennä|täytä|lisää)(?: \w+)?"
    r"|(?:kompletteras|fylls i|läggs till|fyll i)(?: \w+)?"
    r"|(\d)(?:\D*\1){2,}|0?1\D*2\D*3\D*4\D*5(?:\D*6)?(?:\D*7)?(?:\D*8)?(?:\D*9)?(?:\D*0)?",
    re.IGNORECASE,
)
"""What somebody writes in the place of a value, as the whole of it."""
SIGNS = re.compile(r"[\W_]+")


def is_unwritten(value: str) -> bool:
    """Tell whether a value is none: signs alone, a word for one, or with a place to write in it."""
    if PLACEHOLDER.search(value):
        return True
    words = BRACKETED.sub(" ", value).strip(" \t\n.,:;!?-–—…_*\"'”“’()")  # noqa: RUF001 - these are what it is about
    return not SIGNS.sub("", words) or bool(INSTEAD.fullmatch(words))
