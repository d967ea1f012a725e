"""Library -> plan: every file of the build, listed before any is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.formats import IMAGE, PAGE, Format
from generator.kinds import kinds
from generator.kinds.base import Record
from generator.library import ORIGINAL, address, language_root
from generator.problem import Position, Problem
from generator.validate import Edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.library import Library

AUDIENCE = "audience"


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


@dataclass(frozen=True, slots=True)
class Moved:
    """An address that has gone, and the record that is now elsewhere."""

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
    """An entry of the navigation: a page, or a heading over some."""

    title: str
    address: str = ""
    children: tuple[Destination, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Every job of the build, and each language's navigation."""

    jobs: tuple[Job, ...]
    navigation: dict[str, tuple[Destination, ...]]

    def pages(self) -> Iterator[Job]:
        """Give the jobs that become pages."""
        return (job for job in self.jobs if job.format is PAGE)

    def handouts(self) -> Iterator[Job]:
        """Give the jobs that print on paper."""
        return (job for job in self.jobs if job.format.paper)


def make_plan(library: Library) -> tuple[Plan, list[Problem]]:
    """List the files of every record, index page and gone address. Paths are unique."""
    jobs: list[Job] = []
    navigation: dict[str, tuple[Destination, ...]] = {}
    for language in library.languages:
        listings = list(_listings(library, language))
        for edition in library.records(language):
            jobs += _record_jobs(edition)
        jobs += [_page(listing.address, listing, "_shared/listing.md.j2") for listing in listings]
        navigation[language] = tuple(_navigation(library, language, listings))
    return Plan(tuple(jobs), navigation), list(_same_paths(jobs))


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
    if record.state == "withdrawn":
        yield _page(here, edition, "_shared/withdrawn.md.j2")
    else:
        yield _page(here, edition, f"{kind.name}/page.md.j2")
        for handout in kind.handouts:
            path = here + handout.format.file_name(record.id)
            template = f"{kind.name}/{handout.template}"
            yield Job(path, handout.format, edition, edition.language, template, handout.sheets)
        if record.image:
            path = here + record.image.file.rpartition("/")[2]
            yield Job(path, IMAGE, edition, edition.language)
    for gone in record.formerly:
        moved = Moved(f"{language_root(edition.language)}{gone.strip('/')}/", edition)
        yield _page(moved.address, moved, "_shared/moved.md.j2")


def _listings(library: Library, language: str) -> Iterator[Listing]:
    """Make a language's index pages: by kind, by audience, and a home where none is written."""
    root = language_root(language)
    listed = [edition for edition in library.records(language) if edition.kind.listed]
    by_kind = tuple(_by_kind(listed, language))
    for group in by_kind:
        kind = group.editions[0].kind
        if kind.address:
            where = f"{root}{kind.address[language]}/"
            alone = (Group("", group.editions),)
            yield Listing(kind.name, language, where, group.title, kind.intro[language], alone)
    audience = kinds()[AUDIENCE]
    for entry_id in library.editions[ORIGINAL].get(AUDIENCE, {}):
        entry = library.entry(AUDIENCE, entry_id, language)
        groups = tuple(
            _by_kind([edition for edition in listed if _is_for(edition, entry_id)], language)
        )
        if entry and groups and audience.address:
            where = f"{root}{audience.address[language]}/{entry_id}/"
            key = f"{AUDIENCE}/{entry_id}"
            yield Listing(key, language, where, entry.record.title, entry.record.summary, groups)
    if all(address(edition) != root for edition in library.records(language)):
        yield Listing("", language, root, "", "", by_kind)


def _is_for(edition: Edition, audience_id: str) -> bool:
    return isinstance(edition.record, Record) and audience_id in edition.record.audience


def _by_kind(editions: list[Edition], language: str) -> Iterator[Group]:
    for kind in kinds().values():
        found = tuple(edition for edition in editions if edition.kind is kind)
        if found:
            yield Group(kind.many[language], found)


def _navigation(library: Library, language: str, listings: list[Listing]) -> Iterator[Destination]:
    root = language_root(language)
    pages = [e for e in library.records(language) if not e.kind.listed]
    for page in pages:
        if address(page) == root:
            yield Destination(page.record.title, root)
    audiences = []
    for listing in listings:
        destination = Destination(listing.title, listing.address)
        if listing.key.startswith(f"{AUDIENCE}/"):
            audiences.append(destination)
        elif listing.key:
            yield destination
    if audiences:
        yield Destination(kinds()[AUDIENCE].many[language], children=tuple(audiences))
    for kind in kinds().values():
        own = [page for page in pages if page.kind is kind and address(page) != root]
        if own:
            children = tuple(Destination(page.record.title, address(page)) for page in own)
            yield Destination(kind.many[language], children=children)


def _same_paths(jobs: list[Job]) -> Iterator[Problem]:
    seen: dict[str, Job] = {}
    for job in jobs:
        first = seen.setdefault(job.path, job)
        if first is not job:
            values = {"address": job.path, "other": source_of(first)}
            yield Problem(Position(source_of(job)), "same-address", values=values)


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
