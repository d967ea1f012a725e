"""A handout's HTML -> the same with a number after each link, and what addresses they stand for.

Paper can't be clicked: whoever has only that finds by the number where a link leads. What the
colophon names needs none, since it is offered on the page whose address stands beside it.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

PLACE = "<!-- addresses -->\n"
"""Where a frame lists them; in one without it no link has a number."""
SECURE = "https://"
SHORT = 64
FEW = 5
"""So many addresses of our own are written whole."""
# Our own HTML: attributes are quoted, every sign of a text is escaped, no link holds another.
LINK = re.compile(
    r'<footer\b.*?</footer>|<a\b[^>]*?\bhref="(?P<to>[^"#][^"]*)"[^>]*>(?P<words>[^<]*)</a>',
    re.DOTALL,
)


class Address(NamedTuple):
    """Where the links of a number lead, and how that is written on paper."""

    number: int
    url: str
    shown: str

    @property
    def short(self) -> bool:
        """Tell whether any line has room for it: it is set as one word, which is far quicker."""
        return len(self.shown) <= SHORT


class Addresses(NamedTuple):
    """The addresses of a handout's links; those that begin with a slash go on from ``base``."""

    rows: tuple[Address, ...] = ()
    base: str = ""


def numbered(html: str, base_url: str) -> tuple[str, Addresses]:
    """Give the links of a handout numbers, if it has a place for the list of their addresses.

    An address has one number, however many links lead there; a link whose words are its address
    has none. Where many lead to pages of the site at ``base_url``, that is said once.
    """
    if PLACE not in html:
        return html, Addresses()
    numbers: dict[str, int] = {}

    def with_number(link: re.Match[str]) -> str:
        url = unescape(link["to"] or "")
        if not url or _is(unescape(link["words"]), _shown(url)):
            return link[0]
        number = numbers.setdefault(url, len(numbers) + 1)
        return f'{link[0]}<span class="address-number">\u00a0[{number}]</span>'

    html = LINK.sub(with_number, html)
    base = base_url if sum(url.startswith(f"{base_url}/") for url in numbers) > FEW else ""
    rows = (
        Address(number, url, _shown(url.removeprefix(base) if url.startswith(f"{base}/") else url))
        for url, number in numbers.items()
    )
    return html, Addresses(tuple(rows), _shown(base))


def _shown(url: str) -> str:
    """Write an address as it is typed: the bare mailbox or number, a secure page without scheme."""
    scheme, _, rest = url.partition(":")
    return rest if scheme in {"mailto", "tel"} else url.removeprefix(SECURE)


def _is(words: str, shown: str) -> bool:
    """Tell whether a link's words are its address; a telephone number may be written in groups."""
    plain = words.strip().removeprefix(SECURE).replace(" ", "").replace("-", "").rstrip("/")
    return plain.casefold() == shown.replace("-", "").rstrip("/").casefold()
