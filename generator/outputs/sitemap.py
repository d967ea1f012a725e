"""Plan -> ``sitemap.xml`` of each language (sitemaps.org 0.9), and ``robots.txt`` (RFC 9309).

A map holds every page, since when it is so, and the same page in other languages. MkDocs would
write the day of the build; here a page bears the day of its record.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.bank.library import address, language_root
from generator.bank.plan import INDEX

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.bank.library import Library
    from generator.bank.plan import Job, Plan

    Languages = Mapping[str, str]

NAME, ROBOTS = "sitemap.xml", "robots.txt"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemaps(library: Library, plan: Plan) -> dict[str, bytes]:
    """Give each language's site map, and what leads to them all, by its path.

    A page that only leads on is in none.
    """
    pages: dict[str, list[str]] = {language: [] for language in library.languages}
    for job, since, languages in _pages(library, plan):
        pages[job.language].append(_page(library, job, since, languages))
    made = {
        language_root(language) + NAME: f"{HEAD}{''.join(sorted(told))}</urlset>\n".encode()
        for language, told in pages.items()
    }
    maps = "".join(f"Sitemap: {library.base_url}/{path}\n" for path in made)
    return made | {ROBOTS: f"User-agent: *\nAllow: /\n\n{maps}".encode()}


def _pages(library: Library, plan: Plan) -> Iterator[tuple[Job[object], str, Languages]]:
    """Give each page with its record's day, if it has one, and its address by language."""
    listings: dict[str, dict[str, str]] = {}
    for job in plan.listings:
        listings.setdefault(job.subject.key, {})[job.language] = job.path.removesuffix(INDEX)
    for job in plan.listings:
        yield job, "", listings[job.subject.key]
    for record in plan.records:
        edition = record.subject
        editions = library.translations(edition.kind.name, edition.record.id)
        languages = {each.language: address(each) for each in editions}
        yield record, edition.record.updated.isoformat(), languages


def _page(library: Library, job: Job[object], updated: str, languages: Languages) -> str:
    def whole(path: str) -> str:
        return escape(f"{library.base_url}/{path}")

    since = f"<lastmod>{updated}</lastmod>" if updated else ""
    others = (
        {**languages, "x-default": next(iter(languages.values()))} if len(languages) > 1 else {}
    )
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{whole(path)}"/>'
        for language, path in others.items()
    )
    return f"<url><loc>{whole(job.path.removesuffix(INDEX))}</loc>{since}{links}</url>\n"
