"""Plan -> what can be found: each record's page and each table's, with what a result shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.bank.library import address, language_root
from generator.bank.lookup import Lookup
from generator.bank.plan import INDEX, TablePage
from generator.interface import NAMES, file_size, said
from generator.kinds.audience import TABLE as AUDIENCE
from generator.kinds.audience import Audience
from generator.outputs.view import Place
from generator.site.search.words import rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.bank.library import Library
    from generator.bank.lookup import Answers
    from generator.bank.plan import IndexPage, Job, Plan
    from generator.formats import File
    from generator.model.record import Record
    from generator.source.validate import Edition


MOST_USED = (".pdf", ".docx")


@dataclass(frozen=True, slots=True)
class Offered:
    """A file of a result: what it is called, its address below the language's site, its size."""

    label: str
    path: str
    facts: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that can be found.

    ``name`` is its id as words, ``labels`` are words about it, ``elsewhere`` its titles in other
    languages and ``also`` those languages: name, code, address.
    """

    path: str
    language: str
    title: str
    summary: str
    name: str = ""
    kind: str = ""
    audience: tuple[str, ...] = ()
    files: tuple[Offered, ...] = ()
    labels: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    also: tuple[tuple[str, str, str], ...] = ()


def entries(
    plan: Plan,
    library: Library,
    answers: Mapping[str, Answers],
    files: Mapping[str, tuple[File, ...]],
) -> Iterator[Entry]:
    """Give every page that can be found; the home and lists of pages lead to others."""
    for job in plan.records:
        home = language_root(job.language) + INDEX
        if job.path != home and job.subject.record.state != "withdrawn":
            yield _record(job, library, answers[job.language], files)
    for page in plan.listings:
        if isinstance(page.subject, TablePage) and page.subject.table.index:
            yield _table(page)


def _record(
    job: Job[Edition[Record]],
    library: Library,
    answers: Answers,
    files: Mapping[str, tuple[File, ...]],
) -> Entry:
    edition, here = job.subject, address(job.subject)
    record, language = edition.record, job.language
    place = Place(Lookup(answers), here)
    beside = files.get(here, ())
    # A page on the bank itself is for everybody, so it is no answer to whom something is for.
    names = record.audience if edition.kind.listed else ()
    readers = [entry for name in names if (entry := _audience(library, name, language))]
    twins = [
        each
        for each in library.translations(edition.kind.name, record.id)
        if each.language != language
    ]
    own = rules(language)
    return Entry(
        path=job.path,
        language=language,
        title=record.title,
        summary=record.summary,
        name=record.id.replace("-", " "),
        kind=edition.kind.one[language] if edition.kind.listed else "",
        audience=tuple(link.title.text for link in place.names("audience", names)),
        files=tuple(_offered(file, language) for file in _most_used(beside)),
        labels=(
            edition.kind.one[language],
            edition.kind.many[language],
            own.kinds.get(edition.kind.name, ""),
            *(own.formats.get(file.format.name, "") for file in beside),
            *(entry.title for entry in readers),
            *(entry.title for entry in readers[:1]),
        ),
        elsewhere=tuple(words for each in twins for words in (each.record.title,)),
        also=tuple((NAMES[each.language], each.language, address(each)) for each in twins),
    )


def _audience(library: Library, name: str, language: str) -> Audience | None:
    found = library.entry(AUDIENCE.name, name, language)
    return found.entry if found and isinstance(found.entry, Audience) else None


def _most_used(files: tuple[File, ...]) -> tuple[File, ...]:
    """Give the first file to print and the first to edit, or what there is: the page has all."""
    first = [next((file for file in files if file.path.endswith(end)), None) for end in MOST_USED]
    return tuple(file for file in first if file) or files[: len(MOST_USED)]


def _offered(file: File, language: str) -> Offered:
    label = file.format.label
    suffix = file.path.rpartition(".")[2].upper()
    return Offered(
        label if isinstance(label, str) else said(label, language),
        file.path.removeprefix(language_root(language)),
        f"{suffix}, {file_size(file.size, language)}",
    )


def _table(job: Job[IndexPage]) -> Entry:
    page = job.subject
    return Entry(path=job.path, language=job.language, title=page.title, summary=page.intro)
