"""Plan -> ``sitemap.xml`` of each language (sitemaps.org 0.9): every page, and since when.

MkDocs would write the day of the build; here a page bears the day of its record.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.bank.library import language_root
from generator.bank.plan import INDEX

if TYPE_CHECKING:
    from generator.bank.library import Library
    from generator.bank.plan import Job, Plan

NAME = "sitemap.xml"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)


def sitemaps(library: Library, plan: Plan) -> dict[str, bytes]:
    """Give each language's site map by its path. A page that only leads on is not in it."""
    made = {}
    for language in library.languages:
        records = (
            _page(job, library, job.subject.record.updated.isoformat())
            for job in plan.records
            if job.language == language
        )
        listings = (_page(job, library) for job in plan.listings if job.language == language)
        pages = "".join(sorted((*records, *listings)))
        made[language_root(language) + NAME] = f"{HEAD}{pages}</urlset>\n".encode()
    return made


def _page(job: Job[object], library: Library, updated: str = "") -> str:
    address = escape(f"{library.base_url}/{job.path.removesuffix(INDEX)}")
    since = f"<lastmod>{updated}</lastmod>" if updated else ""
    return f"<url><loc>{address}</loc>{since}</url>\n"
