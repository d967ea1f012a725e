"""Plan -> the Markdown of every page; a record's page is written again when it must be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.bank.library import address
from generator.bank.lookup import Lookup
from generator.bank.plan import INDEX, Cards, Finder
from generator.outputs.finder import Found
from generator.outputs.overview import Overview
from generator.outputs.page import listing_page, record_page, redirect_page
from generator.outputs.view import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.bank.library import Library
    from generator.bank.lookup import Answers
    from generator.bank.plan import IndexPage, Job, Plan
    from generator.cache import Cache
    from generator.formats import File
    from generator.model.record import Record
    from generator.source.validate import Edition


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
    return {path: write() for path, write in writers(plan, library, answers, files, cache).items()}


def writers(
    plan: Plan,
    library: Library,
    answers: Mapping[str, Answers],
    files: Mapping[str, tuple[File, ...]],
    cache: Cache,
) -> dict[str, Callable[[], str]]:
    """Give what writes each page, by the path of its HTML; nothing is written yet."""
    answers = {language: own.knowing(files) for language, own in answers.items()}
    counterparts: dict[str, dict[str, str]] = {}
    for listed in plan.listings:
        by_language = counterparts.setdefault(listed.subject.key, {})
        by_language[listed.language] = listed.subject.address

    def record(job: Job[Edition[Record]]) -> str:
        edition, place = job.subject, _place(job, answers)
        beside = files.get(address(edition), ())
        if not edition.kind.listed:
            # The home and the pages on the bank itself tell of the whole.
            return record_page(edition, place, beside, Overview(library, place))
        own = ("page", job.path, repr(beside), library.fingerprint(edition))
        write = partial(record_page, edition, place, beside)
        return cache.traced(own, answers[job.language], place.lookup, write)

    def listing(job: Job[IndexPage]) -> str:
        subject, place = job.subject, _place(job, answers)
        beside, languages = files.get(subject.address, ()), counterparts[subject.key].items()
        whole = subject if isinstance(subject, Finder) else None
        found = Found(whole, library, place, files) if whole else None
        write = partial(listing_page, subject, place, beside, languages, found)
        if not isinstance(subject, Cards):
            return write()  # it shows the records or the entries themselves
        own = ("listing", job.path, repr((beside, *languages)), *_listed(subject, library))
        return cache.traced(own, answers[job.language], place.lookup, write)

    def redirect(job: Job[Edition[Record]]) -> str:
        return redirect_page(job.subject, _place(job, answers))

    return {
        **{job.path: partial(record, job) for job in plan.records},
        **{job.path: partial(listing, job) for job in plan.listings},
        **{job.path: partial(redirect, job) for job in plan.redirects},
    }


def _listed(cards: Cards, library: Library) -> Iterator[str]:
    """Give all that a list is made of but the answers: what it says, and whom it names.

    The kind of the first tells whether they are worked through.
    """
    yield repr((cards.key, cards.title, cards.intro, cards.said_in, cards.of, cards.more))
    for group in cards.groups:
        yield repr((group.title, [edition.record.id for edition in group.editions]))
    yield from [library.fingerprint(group.editions[0]) for group in cards.groups[:1]]


def _place(job: Job[object], answers: Mapping[str, Answers]) -> Place:
    """Give the place of a page, where everything is asked for it alone."""
    return Place(Lookup(answers[job.language]), job.path.removesuffix(INDEX))
