"""Plan -> the Markdown of every page; a record's page is written again when it must be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.bank.library import address
from generator.bank.lookup import Lookup
from generator.bank.plan import INDEX, Finder
from generator.outputs.finder import Found
from generator.outputs.overview import Overview
from generator.outputs.page import listing_page, record_page, redirect_page
from generator.outputs.view import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.bank.library import Library
    from generator.bank.lookup import Answers
    from generator.bank.plan import Job, Plan
    from generator.cache import Cache
    from generator.formats import File


def make_pages(
    plan: Plan,
    library: Library,
    answers: Mapping[str, Answers],
    files: Mapping[str, tuple[File, ...]],
    cache: Cache,
) -> dict[str, str]:
    """Write every page of the plan, by the path of its HTML.

    ``files`` are those beside each page, by its address.
    """
    answers = {language: own.knowing(files) for language, own in answers.items()}
    counterparts: dict[str, dict[str, str]] = {}
    for listed in plan.listings:
        by_language = counterparts.setdefault(listed.subject.key, {})
        by_language[listed.language] = listed.subject.address
    pages = {}
    for job in plan.records:
        edition, place = job.subject, _place(job, answers)
        beside = files.get(address(edition), ())
        if edition.kind.listed:
            own = ("page", job.path, repr(beside), library.fingerprint(edition))
            write = partial(record_page, edition, place, beside)
            pages[job.path] = cache.traced(own, answers[job.language], place.lookup, write)
        else:
            # The home and the pages on the bank itself tell of the whole.
            pages[job.path] = record_page(edition, place, beside, Overview(library, place))
    for listed in plan.listings:
        listing, place = listed.subject, _place(listed, answers)
        beside, languages = files.get(listing.address, ()), counterparts[listing.key].items()
        whole = listing if isinstance(listing, Finder) else None
        found = Found(whole, library, place, files) if whole else None
        pages[listed.path] = listing_page(listing, place, beside, languages, found)
    for gone in plan.redirects:
        pages[gone.path] = redirect_page(gone.subject, _place(gone, answers))
    return pages


def _place(job: Job[object], answers: Mapping[str, Answers]) -> Place:
    """Give the place of a page, where everything is asked for it alone."""
    return Place(Lookup(answers[job.language]), job.path.removesuffix(INDEX))
