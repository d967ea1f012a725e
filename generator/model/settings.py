"""What a county fills in, once: its name, its contacts by role, the address of its site.

A text refers to a setting as ``{county}``. An unfilled one prints as a labelled line for a
pen, so a brochure serves before anyone has filled in anything.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.document import Message, msg
from generator.model.fields import Line, Model

DEFAULT_BASE_URL = "https://materiaalipankki.example"
LAST_PORT = 65535
LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
PORT = "(:[1-9][0-9]{0,4})?"
SITE_ADDRESS = rf"^https?://{LABEL}(\.{LABEL})*{PORT}(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?$"
"""A scheme, a host in ASCII, maybe a port and a path of signs that need no encoding (RFC 3986).

No user, query or fragment: whatever is appended to it is an address of the site.
"""


WEB_ADDRESS = rf"^https://{LABEL}(\.{LABEL})+{PORT}([/?#][A-Za-z0-9._~:/?#\[\]@!$&()*+,;=%-]*)?$"
"""A page anywhere in the web: https, a host in ASCII, no user, no quotes (RFC 3986)."""


def site_address(text: str) -> str | None:
    """Give the address of a site without a slash at its end; nothing when it can be none."""
    return text.removesuffix("/") if _is_address(text, SITE_ADDRESS) else None


def _is_address(text: str, form: str) -> bool:
    port = re.match(r"https?://[^/?#]*:([0-9]+)", text)
    return bool(re.fullmatch(form, text)) and not (port and int(port[1]) > LAST_PORT)


def _base_url(text: str) -> str:
    address = site_address(text)
    if address is None:
        raise PydanticCustomError("bad-site-address", "no address of a site")
    return address


def _web_address(text: str) -> str:
    if not _is_address(text, WEB_ADDRESS):
        raise PydanticCustomError("bad-web-address", "no address of a page")
    return text


WebAddress = Annotated[
    str,
    AfterValidator(_web_address),
    WithJsonSchema({"type": "string", "pattern": WEB_ADDRESS}),
]
"""Where a reader is led out of the bank: a source, a film, a page to leave for quickly."""
BaseUrl = Annotated[
    str,
    AfterValidator(_base_url),
    WithJsonSchema({"type": "string", "pattern": SITE_ADDRESS}),
]


def _setting(fi: str, sv: str, description: str = "") -> str:
    return Field(
        default="", title=fi, description=description or None, json_schema_extra={"sv": sv}
    )


AGREED = msg("to be agreed in the county")
PAPER = msg("see the paper that you were given")
ONLINE = msg("see your county's website. In an emergency call")
ASKED = msg("ask your worker for the number. In an emergency call")
"""A national line stands on no county's website, and no number of one is written here."""
WRITTEN = msg("your worker writes this for you")
INSTEAD = {
    "worker": PAPER,
    "worker_phone": PAPER,
    "team": PAPER,
    "ombudsperson": msg("see your county's website"),
    "meeting_time": WRITTEN,
    "meeting_place": WRITTEN,
    "child_line": ASKED,
    "crisis_line": ASKED,
    "on_call_phone": ONLINE,
}
"""What a page says to a family in the place of what a county has not filled in."""
PHONE = r"\+?[0-9][0-9 ]{1,20}[0-9](?:[,;(].*| .*)?"
"""A number that can be called, and maybe when or what it costs after it."""
MAIL = r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}"
REQUIRED = {
    "county": r".*\S.*",
    "publisher": r".*\S.*",
    "on_call_phone": PHONE,
    "child_line": PHONE,
    "crisis_line": PHONE,
    "ombudsperson": r".*[0-9@].*",
    "feedback_email": MAIL,
}
"""What a county must fill in before it may publish, each with its form: what a family that is in
need looks for, and whose the texts are."""
CALL = dict.fromkeys(("on_call_phone", "child_line", "crisis_line"), "112")


class Settings(Model):
    """A county's own values. Every one may be left empty."""

    base_url: BaseUrl = Field(
        default=DEFAULT_BASE_URL,
        title="Sivuston osoite",
        description="QR-koodit tehdään tästä osoitteesta",
    )
    exit_url: WebAddress = Field(
        default="https://www.ilmatieteenlaitos.fi/",
        title="Poistu nopeasti -painikkeen osoite",
        description="Mitäänsanomaton sivu, jolle perheen sivulta pääsee yhdellä painalluksella",
        json_schema_extra={"sv": "Adress för knappen Lämna snabbt"},
    )
    county: Line = _setting("Hyvinvointialue", "Välfärdsområde")
    publisher: Line = _setting("Pankin ylläpitäjä", "Upprätthålls av")
    worker: Line = _setting(
        "Sosiaalityöntekijä",
        "Socialarbetare",
        "Jätä tyhjäksi: työntekijä kirjoittaa nimensä esitteeseen",
    )
    worker_phone: Line = _setting(
        "Puhelin", "Telefon", "Jätä tyhjäksi: työntekijä kirjoittaa numeronsa esitteeseen"
    )
    team: Line = _setting(
        "Tiimin jäsenten nimet ja tehtävät",
        "Teammedlemmarnas namn och uppgifter",
        "Jätä tyhjäksi: työntekijä kirjoittaa tiimin jäsenet esitteeseen",
    )
    meeting_time: Line = _setting("Päivä ja kellonaika", "Dag och klockslag")
    meeting_place: Line = _setting("Paikka", "Plats")
    on_call_phone: Line = _setting("Sosiaalipäivystyksen numero", "Socialjourens nummer")
    ombudsperson: Line = _setting(
        "Sosiaaliasiavastaavan yhteystiedot", "Socialombudets kontaktuppgifter"
    )
    child_line: Line = _setting("Lasten ja nuorten puhelin", "Barn- och ungdomstelefonen")
    crisis_line: Line = _setting("Kriisipuhelin", "Kristelefonen")
    feedback_email: Line = _setting("Palautteen sähköposti", "E-post för respons")
    support_line: Line = _setting("Ammattilaisten tukilinja", "Stödlinje för yrkespersoner")
    coordinator: Line = _setting("Koordinoiva taho", "Koordinerande instans")
    training_body: Line = _setting("Koulutuksia koordinoiva taho", "Utbildningssamordnare")
    trainer_contact: Line = _setting(
        "Kouluttajapankin yhteystieto",
        "Kontakt för utbildarbanken",
        "Keneltä kouluttajista kysytään: taho tai yhteinen osoite, ei henkilön nimeä",
    )
    steering_group: Line = _setting("Ohjausryhmä", "Styrgrupp")


def label(key: str, language: str) -> str:
    """Name a setting in a language, for the line that a pen fills in."""
    info = Settings.model_fields[key]
    extra = info.json_schema_extra
    return str(extra[language] if isinstance(extra, dict) and language in extra else info.title)


def instead(key: str) -> Message:
    """Give what a page says in the place of an unfilled setting."""
    return INSTEAD.get(key, AGREED)


def call(key: str) -> str:
    """Give the number to call in the place of an unfilled one, if there is one."""
    return CALL.get(key, "")
