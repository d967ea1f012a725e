"""Library -> plan: every file of the build, listed before any is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from generator.bank.library import (
    FINDER_ADDRESS,
    FINDER_TITLE,
    address,
    former_addresses,
    index_address,
    language_root,
)
from generator.document import is_filled_in, msg
from generator.formats import (
    IMAGE,
    NOTHING,
    PAGE,
    PDF_A4,
    PDF_FILLABLE,
    PDF_PEN,
    PREVIEW,
    QR,
    UA_1,
    Format,
)
from generator.interface import said
from generator.kinds import kinds, known, tables
from generator.model.kind import FINDER, E, Kind, Table
from generator.model.record import Entry, Record
from generator.problem import Position, Problem
from generator.source.validate import Edition, EntryEdition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.bank.library import Library
    from generator.model.kind import Handout

S_co = TypeVar("S_co", covariant=True)
INDEX = "index.html"
LONG = 9  # a list of more than this many is parted
PLAIN = "plain"
BY_LANGUAGE = {"fi": msg("In Finnish"), "sv": msg("In Swedish"), PLAIN: msg("In plain language")}
"""What the list of a language is called, and that of plain language."""
OF_LANGUAGE = {
    "fi": {"fi": "suomeksi", "sv": "ruotsiksi", PLAIN: "selkokielella"},
    "sv": {"fi": "pa-finska", "sv": "pa-svenska", PLAIN: "pa-latt-svenska"},
}
"""The last part of its address, by the language of the site."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some records under a heading; the heading is empty when there is but one group."""

    title: str
    editions: tuple[Edition[Record], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An index page. ``key`` is the same in every language, by which they link.

    Its title and intro may be in another language, ``said_in``. ``of`` names the kind or table
    whose index page it is, or that it is under; the home has none.
    """

    key: str
    language: str
    address: str
    title: str = ""
    intro: str = ""
    said_in: str = ""
    of: str = ""
    more: tuple[Destination, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards(Listing):
    """An index page of records."""

    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder(Listing):
    """The page of the whole bank: every record in use, the newest first."""

    editions: tuple[Edition[Record], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide(Listing):
    """The page of a kind's comparison."""

    kind: Kind[Record]
    editions: tuple[Edition[Record], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage(Listing, Generic[E]):
    """The page of a table: in its own frame, or as cards when it has none."""

    table: Table[E]
    entries: tuple[EntryEdition[E], ...]


IndexPage = Cards | Finder | SideBySide | TablePage[Entry]


@dataclass(frozen=True, slots=True)
class Job(Generic[S_co]):
    """One file: its path below the site, its format, what it shows.

    ``source`` is the path of the file that it is made from; an index page has none.
    """

    path: str
    format: Format
    subject: S_co
    language: str
    source: str = ""

    @property
    def place(self) -> str:
        """Where to look for what is wrong with it."""
        return self.source or self.path.removesuffix(INDEX)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutJob(Job[Edition[Record]]):
    """A handout, made as its kind says, on a set number of sheets or any, and what it claims."""

    handout: Handout
    sheets: int | None
    claims: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewJob(Job[Edition[Record]]):
    """A picture of a handout's first side."""

    of: HandoutJob


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
    """Every job of the build by what it is, and each language's menus.

    Pages are ``records``, ``listings`` and ``redirects``, which lead on to a record. Beside a
    record's page stand its ``handouts``, the ``previews`` that are drawn of them and other files,
    beside an index page its ``feeds``.
    """

    records: tuple[Job[Edition[Record]], ...]
    listings: tuple[Job[IndexPage], ...]
    redirects: tuple[Job[Edition[Record]], ...]
    handouts: tuple[HandoutJob, ...]
    previews: tuple[PreviewJob, ...]
    beside: tuple[Job[Edition[Record]], ...]
    feeds: tuple[Job[TablePage[Entry]], ...]
    menus: dict[str, Menus]


def make_plan(library: Library, claims: str = UA_1) -> tuple[Plan, list[Problem]]:
    """List the files of every record, index page and gone address. Paths are unique.

    ``claims`` is what every PDF is to be.
    """
    records: list[Job[Edition[Record]]] = []
    listings: list[Job[IndexPage]] = []
    redirects: list[Job[Edition[Record]]] = []
    handouts: list[HandoutJob] = []
    previews: list[PreviewJob] = []
    beside: list[Job[Edition[Record]]] = []
    feeds: list[Job[TablePage[Entry]]] = []
    menus: dict[str, Menus] = {}
    paths = _Paths()
    for language in library.languages:
        for edition in library.records(language):
            records.append(paths.taken(_page(address(edition), edition)))
            printed = tuple(map(paths.taken, _handouts(edition, claims)))
            handouts += printed
            previews += map(paths.taken, _previews(printed))
            beside += map(paths.taken, _beside(edition, filmed=edition.path in library.films))
            redirects += map(paths.taken, _former(edition))
        pages = list(_listings(library, language))
        for page in pages:
            listings.append(paths.taken(Job(page_path(page.address), PAGE, page, language)))
            if isinstance(page, TablePage):
                feeds += map(paths.taken, _feeds(page))
        redirects += map(paths.taken, _to_only(library, language))
        menus[language] = Menus(
            tuple(_menu(library, language, pages)), tuple(_footer(library, language))
        )
    plan = Plan(
        tuple(records),
        tuple(listings),
        tuple(redirects),
        tuple(handouts),
        tuple(previews),
        tuple(beside),
        tuple(feeds),
        menus,
    )
    return plan, paths.problems


J = TypeVar("J", bound=Job[object])


class _Paths:
    """The paths of the site, each given to the job that first asks for it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._taken: dict[str, Job[object]] = {}

    def taken(self, job: J) -> J:
        """Give the job back, its path taken; a path that is asked for twice is a problem."""
        first = self._taken.setdefault(job.path, job)
        if first is not job:
            # An index page has no source to rename.
            here, other = (job, first) if job.source else (first, job)
            values = {"address": job.path, "other": other.place}
            self.problems.append(Problem(Position(here.place), "same-address", values=values))
        return job


def page_path(page_address: str) -> str:
    """Give the path of a page's HTML file by the page's address."""
    return page_address + INDEX


def _of_record(path: str, made: Format, edition: Edition[Record]) -> Job[Edition[Record]]:
    return Job(path, made, edition, edition.language, edition.path)


def _page(where: str, edition: Edition[Record]) -> Job[Edition[Record]]:
    return _of_record(page_path(where), PAGE, edition)


def _handouts(edition: Edition[Record], claims: str) -> Iterator[HandoutJob]:
    record, handouts = edition.record, edition.handouts
    forms = any(handout.format is PDF_FILLABLE for handout in edition.kind.handouts)
    filled_in = bool(handouts) and forms and is_filled_in(edition.kind.document(record))
    for handout in handouts:
        if handout.format is PDF_FILLABLE and not filled_in:
            continue
        yield HandoutJob(
            address(edition) + handout.format.file_name(record.id, edition.language),
            PDF_PEN if handout.format is PDF_A4 and filled_in else handout.format,
            edition,
            edition.language,
            edition.path,
            handout=handout,
            sheets=handout.sheets(record) if callable(handout.sheets) else handout.sheets,
            claims=_claims(handout.format, claims),
        )


def _claims(made: Format, claims: str) -> str:
    """Tell what a handout is to be: what is filled in keeps the elder standard, a press none."""
    if made.use == "press":
        return NOTHING
    return UA_1 if made is PDF_FILLABLE else claims


def _previews(printed: Sequence[HandoutJob]) -> Iterator[PreviewJob]:
    """Give every record the look of its A4, and what other pictures its kind makes of handouts."""
    for job in printed:
        looks = (PREVIEW,) if job.handout.format is PDF_A4 else ()
        for drawn in (*looks, *job.handout.pictures):
            edition = job.subject
            path = address(edition) + drawn.file_name(edition.record.id, edition.language)
            yield PreviewJob(path, drawn, edition, edition.language, edition.path, of=job)


def _beside(edition: Edition[Record], *, filmed: bool) -> Iterator[Job[Edition[Record]]]:
    """List what else stands beside a record's page: its QR code, its texts, picture and film."""
    record, kind, here = edition.record, edition.kind, address(edition)
    if kind.listed:
        yield _of_record(here + QR.file_name(record.id), QR, edition)
    for written in edition.texts:
        if written.filmed and not filmed:
            continue
        yield _of_record(here + written.file_name(record.id, edition.language), written, edition)
    if record.state != "withdrawn" and edition.picture:
        yield _of_record(here + edition.picture.rpartition("/")[2], IMAGE, edition)


def _former(edition: Edition[Record]) -> Iterator[Job[Edition[Record]]]:
    """Lead on from where a record once was."""
    return (_page(where, edition) for where in former_addresses(edition))


def _to_only(library: Library, language: str) -> Iterator[Job[Edition[Record]]]:
    """Lead from where a kind's index page would be to the kind's only record."""
    for kind in kinds().values():
        if only := library.only(kind, language):
            yield _page(index_address(kind.address, language), only)


def _feeds(page: TablePage[Entry]) -> Iterator[Job[TablePage[Entry]]]:
    name = page.address.strip("/").rpartition("/")[2]
    for written in page.table.texts:
        yield Job(page.address + written.file_name(name), written, page, page.language)


def _listings(library: Library, language: str) -> Iterator[IndexPage]:
    """Make a language's index pages: by kind, by audience, and a home where none is written."""
    root = language_root(language)
    listed = [edition for edition in library.records(language) if edition.kind.listed]
    yield from _finder(library, language, listed)
    for declared in known().values():
        if isinstance(declared, Table):
            yield from _table_pages(declared, library, language)
        else:
            yield from _kind_pages(declared, library, language, listed)
    for table in tables().values():
        if table.gathers:
            yield from _gathered(table, table.gathers, library, language, listed)
    if all(address(edition) != root for edition in library.records(language)):
        groups = tuple(_by_kind(listed, language))
        yield Cards(key="", language=language, address=root, groups=groups)


def language_address(value: str, language: str) -> str:
    """Give the address of the list of a language, or of plain language."""
    return f"{index_address(FINDER_ADDRESS, language)}{OF_LANGUAGE[language][value]}/"


def _finder(
    library: Library, language: str, listed: Sequence[Edition[Record]]
) -> Iterator[IndexPage]:
    """Give the page of the whole bank, and the list of what there is in each language."""
    used = [edition for edition in listed if edition.record.state != "withdrawn"]
    used.sort(key=lambda edition: edition.record.updated, reverse=True)
    yield Finder(
        key=FINDER,
        language=language,
        address=index_address(FINDER_ADDRESS, language),
        title=said(FINDER_TITLE, language),
        intro=said(msg("Choose by what the material is, for whom and in which form."), language),
        of=FINDER,
        more=tuple(
            Destination(page.title, page.address)
            for table in tables().values()
            if table.under == FINDER and not table.gathers
            for page in _table_pages(table, library, language)
        ),
        editions=tuple(used),
    )
    in_language: dict[str, list[Edition[Record]]] = {}
    for edition in listed:
        for each in library.translations(edition.kind.name, edition.record.id):
            in_language.setdefault(each.language, []).append(edition)
        if edition.record.plain_of:
            in_language.setdefault(PLAIN, []).append(edition)
    for value, found in in_language.items():
        yield Cards(
            key=f"{FINDER}/{value}",
            language=language,
            address=language_address(value, language),
            title=said(BY_LANGUAGE[value], language),
            of=FINDER,
            groups=tuple(_by_kind(found, language)),
        )


def _table_pages(
    table: Table[Entry], library: Library, language: str
) -> Iterator[TablePage[Entry]]:
    """Give the page of a table, when it is one and there is something on it."""
    entries = library.entries(table, language)
    if table.index and entries:
        yield _table_page(table, entries, language)


def _table_page(
    table: Table[Entry], entries: tuple[EntryEdition[Entry], ...], language: str
) -> TablePage[Entry]:
    return TablePage(
        key=table.name,
        language=language,
        address=index_address(table.address, language),
        title=table.many[language],
        intro=table.intro[language],
        of=table.name,
        table=table,
        entries=entries,
    )


def _kind_pages(
    kind: Kind[Record], library: Library, language: str, listed: Sequence[Edition[Record]]
) -> Iterator[IndexPage]:
    """Give the index page of a kind, when there is something on it, and its comparison."""
    own = library.of_kind(kind, language) if kind.listed else ()
    below = [edition for edition in listed if edition.kind.under == kind.name]
    compared = tuple(_comparison(kind, library, language))
    under = tuple(
        page
        for table in tables().values()
        if table.under == kind.name
        for page in _table_pages(table, library, language)
    )
    if (own or below or under) and not library.only(kind, language):
        yield Cards(
            key=kind.name,
            language=language,
            address=index_address(kind.address, language),
            title=kind.many[language],
            intro=kind.intro[language],
            of=kind.name,
            more=tuple(Destination(page.title, page.address) for page in (*compared, *under)),
            groups=(*_by_theme(own, library, language), *_by_kind(below, language)),
        )
        yield from compared


def _comparison(kind: Kind[Record], library: Library, language: str) -> Iterator[SideBySide]:
    """Lay a kind's records side by side, where it says so and there are some to compare."""
    page, editions = kind.comparison, library.compared(kind, language)
    if page and editions:
        yield SideBySide(
            key=f"{kind.name}/comparison",
            language=language,
            address=index_address(page.address, language),
            title=page.title[language],
            intro=page.intro[language],
            of=kind.name,
            kind=kind,
            editions=editions,
        )


def _gathered(
    table: Table[Entry],
    named: Callable[[Record], tuple[str, ...]],
    library: Library,
    language: str,
    listed: Sequence[Edition[Record]],
) -> Iterator[IndexPage]:
    """Give each entry of a table a page of the records that name it, and them all an index."""
    root = index_address(table.address, language)
    there = []
    for found in library.all_entries(table, language):
        entry = found.entry
        naming = [edition for edition in listed if entry.id in named(edition.record)]
        if groups := tuple(_by_kind(naming, language)):
            there.append(found)
            yield Cards(
                key=f"{table.name}/{entry.id}",
                language=language,
                address=f"{root}{entry.id}/",
                title=entry.title,
                intro=entry.summary,
                said_in=found.language,
                of=table.name,
                groups=groups,
            )
    if there:
        yield _table_page(table, tuple(there), language)


def _by_kind(editions: Sequence[Edition[Record]], language: str) -> Iterator[Group]:
    for kind in kinds().values():
        found = tuple(edition for edition in editions if edition.kind is kind)
        if found:
            yield Group(kind.many[language], found)


def _by_theme(
    editions: Sequence[Edition[Record]], library: Library, language: str
) -> Iterator[Group]:
    """Keep a short list whole; part a long one by the first theme of each record."""
    parting = next(((table, table.parts) for table in tables().values() if table.parts), None)
    if len(editions) <= LONG or parting is None:
        if editions:
            yield Group("", tuple(editions))
        return
    table, named = parting
    grouped: dict[str, list[Edition[Record]]] = {}
    for edition in editions:
        first = next(iter(named(edition.record)), "")
        grouped.setdefault(first, []).append(edition)
    for found in library.all_entries(table, language):
        if group := grouped.get(found.entry.id):
            yield Group(found.entry.title, tuple(group))
    if rest := grouped.get(""):
        yield Group("", tuple(rest))


def _menu(library: Library, language: str, pages: Sequence[Listing]) -> Iterator[Destination]:
    """Make the main menu: the home and the index pages that stand under no other."""
    root = language_root(language)
    home = [e.record.title for e in library.records(language) if address(e) == root]
    yield Destination(home[0] if home else "", root)
    for page in pages:
        declared = known().get(page.key)
        if page.key == FINDER or (declared and not declared.under):
            yield Destination(page.title, page.address)


def _footer(library: Library, language: str) -> Iterator[Destination]:
    """Make the footer's menu: the pages on the bank itself."""
    root = language_root(language)
    for edition in library.records(language):
        if not edition.kind.listed and address(edition) != root:
            yield Destination(edition.record.title, address(edition))
