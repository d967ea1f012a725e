"""Library -> plan: every file of the build, listed before any is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.formats import IMAGE, PAGE, QR, Format
from generator.kinds import kinds
from generator.kinds.base import Record
from generator.library import ORIGINAL, address, index_address, language_root
from generator.problem import Position, Problem
from generator.validate import Edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.kinds.base import Kind
    from generator.library import Library

AUDIENCE, THEME = "audience", "theme"
CARDS = "_shared/listing.md.j2"
LONG = 9  # a list of more than this many is parted


@dataclass(frozen=True, slots=True)
class Group:
    """Some records under a heading; the heading is empty when there is but one group."""

    title: str
    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """An index page. ``key`` is the same in every language, by which the languages link."""

    key: str
    language: str
    address: str
    title: str
    intro: str
    groups: tuple[Group, ...]
    template: str = CARDS
    more: tuple[Destination, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """An address at which there is nothing by itself, and the record that it leads on to."""

    address: str
    edition: Edition


@dataclass(frozen=True, slots=True)
class Job:
    """One file: its path below the site, its format, what it shows, by which template."""

    path: str
    format: Format
    subject: Edition | Listing | Moved
    language: str
    template: str = ""
    sheets: int | None = None


@dataclass(frozen=True, slots=True)
class Destination:
    """An entry of a menu."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Menus:
    """The menus of a language's site; the main menu begins with the home."""

    main: tuple[Destination, ...]
    footer: tuple[Destination, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Every job of the build, and each language's main menu and footer."""

    jobs: tuple[Job, ...]
    menus: dict[str, Menus]

    def pages(self) -> Iterator[Job]:
        """Give the jobs that become pages."""
        return (job for job in self.jobs if job.format is PAGE)

    def handouts(self) -> Iterator[Job]:
        """Give the jobs that print on paper."""
        return (job for job in self.jobs if job.format.paper)


def make_plan(library: Library) -> tuple[Plan, list[Problem]]:
    """List the files of every record, index page and gone address. Paths are unique."""
    jobs: list[Job] = []
    menus: dict[str, Menus] = {}
    for language in library.languages:
        listings = list(_listings(library, language))
        for edition in library.records(language):
            jobs += _record_jobs(edition)
        for listing in listings:
            jobs += _listing_jobs(listing)
        jobs += _lead_on(library, language)
        menus[language] = Menus(
            tuple(_menu(library, language, listings)), tuple(_footer(library, language))
        )
    return Plan(tuple(jobs), menus), list(_same_paths(jobs))


def page_path(page_address: str) -> str:
    """Give the path of a page's HTML file by the page's address."""
    return f"{page_address}index.html"


def _page(page_address: str, subject: Edition | Listing | Moved, template: str) -> Job:
    language = subject.edition.language if isinstance(subject, Moved) else subject.language
    return Job(page_path(page_address), PAGE, subject, language, template)


def _record_jobs(edition: Edition) -> Iterator[Job]:
    record, kind, here = edition.record, edition.kind, address(edition)
    if not isinstance(record, Record):
        return
    if kind.listed:
        yield Job(here + QR.file_name(record.id), QR, edition, edition.language)
    if record.state == "withdrawn":
        yield _page(here, edition, "_shared/withdrawn.md.j2")
    else:
        yield _page(here, edition, f"{kind.name}/page.md.j2")
        for handout in kind.handouts:
            path = here + handout.format.file_name(record.id)
            template, sheets = f"{kind.name}/{handout.template}", handout.sheets
            if isinstance(sheets, str):
                sheets = int(getattr(record, sheets))
            yield Job(path, handout.format, edition, edition.language, template, sheets)
        for written in kind.texts:
            yield Job(here + written.file_name(record.id), written, edition, edition.language)
        if record.image:
            path = here + record.image.file.rpartition("/")[2]
            yield Job(path, IMAGE, edition, edition.language)
    for gone in record.formerly:
        moved = Moved(f"{language_root(edition.language)}{gone.strip('/')}/", edition)
        yield _page(moved.address, moved, "_shared/moved.md.j2")


def _listing_jobs(listing: Listing) -> Iterator[Job]:
    yield _page(listing.address, listing, listing.template)
    kind = kinds().get(listing.key)
    if kind and kind.table:
        name = listing.address.strip("/").rpartition("/")[2]
        for written in kind.texts:
            path = listing.address + written.file_name(name)
            yield Job(path, written, listing, listing.language)


def _lead_on(library: Library, language: str) -> Iterator[Job]:
    """Lead from where a kind's index page would be to the kind's only record."""
    for kind in kinds().values():
        if only := library.only(kind, language):
            moved = Moved(index_address(kind.address, language), only)
            yield _page(moved.address, moved, "_shared/moved.md.j2")


def _listings(library: Library, language: str) -> Iterator[Listing]:
    """Make a language's index pages: by kind, by audience, and a home where none is written."""
    root = language_root(language)
    listed = [edition for edition in library.records(language) if edition.kind.listed]
    for kind in kinds().values():
        own = _own(kind, library, language)
        below = [edition for edition in listed if edition.kind.under == kind.name]
        tables = tuple(_tables_under(kind, library, language))
        if kind.address and (own or below or tables) and not library.only(kind, language):
            where = index_address(kind.address, language)
            groups = (*_by_theme(own, library, language), *_by_kind(below, language))
            title, intro = kind.many[language], kind.intro[language]
            template = f"{kind.name}/{kind.index}" if kind.index else CARDS
            side_by_side = list(_comparison(kind, library, language))
            more = (*(Destination(page.title, page.address) for page in side_by_side), *tables)
            yield Listing(kind.name, language, where, title, intro, groups, template, more)
            yield from side_by_side
    yield from _audiences(library, language, listed)
    if all(address(edition) != root for edition in library.records(language)):
        yield Listing("", language, root, "", "", tuple(_by_kind(listed, language)))


def _own(kind: Kind, library: Library, language: str) -> list[Edition]:
    """Give what a kind's index page shows: its listed records, or a table that is a page."""
    if not kind.listed or (kind.table and not kind.index):
        return []
    return list(library.editions.get(language, {}).get(kind.name, {}).values())


def _tables_under(kind: Kind, library: Library, language: str) -> Iterator[Destination]:
    """Lead to the tables that are pages and stand under a kind."""
    for table in kinds().values():
        below = table.under == kind.name and table.table
        if below and table.address and _own(table, library, language):
            yield Destination(table.many[language], index_address(table.address, language))


def _comparison(kind: Kind, library: Library, language: str) -> Iterator[Listing]:
    """Lay a kind's records side by side, where it says so and there are some to compare."""
    page, editions = kind.comparison, library.compared(kind, language)
    if page and editions:
        yield Listing(
            f"{kind.name}/comparison",
            language,
            index_address(page.address, language),
            page.title[language],
            page.intro[language],
            (Group("", editions),),
            "_shared/comparison.md.j2",
        )


def _audiences(library: Library, language: str, listed: list[Edition]) -> Iterator[Listing]:
    kind = kinds()[AUDIENCE]
    if not kind.address:
        return
    root = index_address(kind.address, language)
    there = []
    for entry_id in library.editions[ORIGINAL].get(AUDIENCE, {}):
        entry = library.entry(AUDIENCE, entry_id, language)
        groups = tuple(_by_kind([e for e in listed if _is_for(e, entry_id)], language))
        if entry and groups:
            there.append(entry)
            title, intro = entry.record.title, entry.record.summary
            yield Listing(
                f"{AUDIENCE}/{entry_id}", language, f"{root}{entry_id}/", title, intro, groups
            )
    if there:
        title, intro = kind.many[language], kind.intro[language]
        yield Listing(AUDIENCE, language, root, title, intro, (Group("", tuple(there)),))


def _is_for(edition: Edition, audience_id: str) -> bool:
    return isinstance(edition.record, Record) and audience_id in edition.record.audience


def _by_kind(editions: list[Edition], language: str) -> Iterator[Group]:
    for kind in kinds().values():
        found = tuple(edition for edition in editions if edition.kind is kind)
        if found:
            yield Group(kind.many[language], found)


def _by_theme(editions: list[Edition], library: Library, language: str) -> Iterator[Group]:
    """Keep a short list whole; part a long one by the first theme of each record."""
    if len(editions) <= LONG:
        if editions:
            yield Group("", tuple(editions))
        return
    for theme_id in library.editions[ORIGINAL].get(THEME, {}):
        found = tuple(e for e in editions if _first_theme(e) == theme_id)
        theme = library.entry(THEME, theme_id, language)
        if found and theme:
            yield Group(theme.record.title, found)
    if rest := tuple(e for e in editions if not _first_theme(e)):
        yield Group("", rest)


def _first_theme(edition: Edition) -> str:
    record = edition.record
    return record.themes[0] if isinstance(record, Record) and record.themes else ""


def _menu(library: Library, language: str, listings: list[Listing]) -> Iterator[Destination]:
    """Make the main menu: the home and the index pages that stand under no other."""
    root = language_root(language)
    home = [e.record.title for e in library.records(language) if address(e) == root]
    yield Destination(home[0] if home else "", root)
    known = kinds()
    for listing in listings:
        if listing.key in known and not known[listing.key].under:
            yield Destination(listing.title, listing.address)


def _footer(library: Library, language: str) -> Iterator[Destination]:
    """Make the footer's menu: the pages on the bank itself."""
    root = language_root(language)
    for edition in library.records(language):
        if not edition.kind.listed and address(edition) != root:
            yield Destination(edition.record.title, address(edition))


def _same_paths(jobs: list[Job]) -> Iterator[Problem]:
    seen: dict[str, Job] = {}
    for job in jobs:
        first = seen.setdefault(job.path, job)
        if first is not job:
            # An index page has no source to rename.
            here, other = (first, job) if isinstance(job.subject, Listing) else (job, first)
            values = {"address": job.path, "other": source_of(other)}
            yield Problem(Position(source_of(here)), "same-address", values=values)


def picture_of(job: Job) -> str:
    """Give the path of the picture that a job publishes, from the source folder."""
    edition = job.subject
    if isinstance(edition, Edition) and isinstance(edition.record, Record) and edition.record.image:
        return f"{edition.path.rpartition('/')[0]}/{edition.record.image.file}"
    message = f"no picture: {job.path}"
    raise TypeError(message)


def source_of(job: Job) -> str:
    """Give the path of the file that a job is made from."""
    subject = job.subject
    if isinstance(subject, Listing):
        return subject.address
    return (subject.edition if isinstance(subject, Moved) else subject).path
