"""A text -> the word by which it asks who somebody is, for what is to be filled in without names.

Words are known by their stems, in Finnish and in Swedish. A sentence that says no asks nothing:
"Älä kirjoita nimeäsi".
"""

from __future__ import annotations

import re

SENTENCE = re.compile(r"[^.!?\n]+")
NO = re.compile(
    r"\b(?:älä|älkää|ei|eivät|emme|et|ilman|nimet(?:ön|tömä\w*)|inte|utan|ing(?:en|et|a)|anonymt?)\b",
    re.IGNORECASE,
)
OF_THINGS = (
    r"palvelun|yksikön|toimipisteen|tapahtuman|koulutuksen|lomakkeen|alueen|kunnan|tiimin|ryhmän"
    r"|tjänstens|enhetens|evenemangets|utbildningens|blankettens|områdets|kommunens|teamets"
)
YOURS = "(?:si|ni|nsä|mme|nne)?"
ASKS = re.compile(
    rf"(?<!\w)(?:"
    # a name
    rf"(?:etu|suku|kutsuma|koko)?(?:nimi|nime(?:n|t|ssä|stä|llä|ltä|lle)?|nimiä){YOURS}"
    rf"|nimeä(?:si|ni|nsä|mme|nne)|nimikirjaime\w*"
    rf"|(?:för|efter|till|full)?namn(?:et)?|initialer(?:na)?"
    rf"|kuka\s+(?:sinä\s+)?olet|keitä\s+(?:te\s+)?olette|mikä\s+on\s+nimesi"
    rf"|vem\s+är\s+(?:du|ni)|(?:du|ni)\s+heter|heter\s+(?:du|ni)"
    # a birthday, an identity number
    rf"|syntymä(?:aika|ajan|ajat|päivä|päivän|vuosi|vuode)\w*|synnyit|syntynyt"
    rf"|henkilötun\w*|hetu|sotu|födelse(?:dag|datum|tid|år)\w*|född|föddes"
    rf"|personbeteckning\w*|personnum\w*"
    # an address, a number, mail
    rf"|(?:koti|katu|lähi|posti|sähköposti)?-?osoite(?:tta)?{YOURS}"
    rf"|(?:koti|katu|lähi|posti|sähköposti)?-?osoittee\w*|postinumero\w*|yhteystie\w*"
    rf"|(?:gatu|hem|när|post|e-?post|mejl|mail)?-?adress(?:en)?|postnum\w*|kontaktuppgift\w*"
    rf"|(?:matka)?puhelin(?:numero\w*)?|(?:matka)?puhelimesi|puh|gsm|numerosi|kännyk(?:kä|än)\w*"
    rf"|(?:mobil)?telefon(?:num\w*)?|mobil(?:num\w*)?|tfn|tel"
    rf"|sähköposti{YOURS}|s-posti|e-?mail|e-?post(?:en)?|mejl(?:en)?"
    # a signature
    rf"|allekirjoit\w*|nimikirjoit\w*|nimenselven\w*|puumerk\w*"
    rf"|underskrift\w*|namnteckning\w*|namnförtydligande\w*|signatur\w*|bomärke\w*"
    rf")(?!\w)",
    re.IGNORECASE,
)
THING = re.compile(rf"\b(?:{OF_THINGS})\s+$", re.IGNORECASE)


def asks_who(text: str) -> str:
    """Give the first words of a text by which it asks who somebody is; nothing when none does."""
    for sentence in SENTENCE.findall(text):
        if NO.search(sentence):
            continue
        for found in ASKS.finditer(sentence):
            if not THING.search(sentence[: found.start()]):
                return str(found[0])
    return ""
