"""Library -> ``atom.xml`` of each language (Atom, RFC 4287): what is new or has changed.

The clock is not read: an entry bears the day on which its record was last updated, and a feed
that of its newest entry.
"""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

from generator.bank.library import address, language_root
from generator.outputs.chrome import chrome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.bank.library import Library
    from generator.model.record import Record
    from generator.source.validate import Edition

NAME = "atom.xml"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
MOST = 50
NEVER = date(1970, 1, 1)
"""When an empty bank was last updated: a feed must say a day."""


def feeds(library: Library) -> dict[str, bytes]:
    """Give each language's feed by its path: the records last updated, the newest first."""
    return {
        language_root(language) + NAME: _feed(library, language).encode()
        for language in library.languages
    }


def newest(editions: Iterable[Edition[Record]]) -> list[Edition[Record]]:
    """Order what a kind lists by day, the newest first, and then as the bank does."""
    listed = [edition for edition in editions if edition.kind.listed]
    return sorted(listed, key=lambda edition: edition.record.updated, reverse=True)


def _feed(library: Library, language: str) -> str:
    home = f"{library.base_url}/{language_root(language)}"
    there = newest(library.records(language))[:MOST]
    words = chrome(language)
    name = escape(words["site_name"])
    since = there[0].record.updated if there else NEVER
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">',
        f"<title>{escape(words['feed'])} – {name}</title>",
        f"<id>{escape(home + NAME)}</id>",
        f"<updated>{_moment(since)}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{escape(home + NAME)}"/>',
        f'<link rel="alternate" type="text/html" href="{escape(home)}"/>',
        f"<author><name>{name}</name></author>",
        f"<rights>CC BY 4.0, {LICENCE}</rights>",
        *(_entry(edition, library.base_url) for edition in there),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entry(edition: Edition[Record], base_url: str) -> str:
    record, kind = edition.record, edition.kind
    url = escape(f"{base_url}/{address(edition)}")
    label = escape(kind.one[edition.language])
    return (
        f"<entry><title>{escape(record.title)}</title><id>{url}</id>"
        f"<updated>{_moment(record.updated)}</updated>"
        f'<link rel="alternate" type="text/html" href="{url}"/>'
        f'<category term="{kind.name}" label="{label}"/>'
        f"<summary>{escape(record.summary)}</summary></entry>"
    )


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
