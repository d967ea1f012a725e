"""What a renderer may ask of the rest of the bank; every answer is noted as it is given.

A page or a handout is made of its record and of these answers, so it need not be made again
while they are the same. A renderer has no other way to see the bank.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from generator.bank.library import (
    FINDER_ADDRESS,
    FINDER_TITLE,
    ORIGINAL,
    PHASES,
    address,
    entry_address,
    index_address,
)
from generator.formats import MP4, PDF_A4, POSTER, PREVIEW
from generator.interface import said
from generator.kinds import kinds, known
from generator.kinds.drawing import TABLE as DRAWING
from generator.kinds.law import TABLE as LAW
from generator.kinds.promise import TABLE as PROMISE
from generator.model.kind import FINDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from generator.bank.library import Library
    from generator.document.glossary import Glossary
    from generator.formats import File
    from generator.kinds.drawing import Drawing
    from generator.kinds.law import Law
    from generator.kinds.promise import Promise
    from generator.model.fields import Part
    from generator.model.record import Reader
    from generator.picture import Size
    from generator.reel import Film
    from generator.vector import Vector

Question = tuple[str, ...]
"""The name of an answer, and what it is asked of."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text that knows its language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Named:
    """A name and where it leads; ``sign`` and ``note`` stand beside it, ``outside`` is a link."""

    title: Words
    address: str = ""
    summary: Words | None = None
    sign: str = ""
    note: str = ""
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing: its key, its words, what it shows, and the shapes on a grid that show it."""

    id: str
    title: Words
    alt: Words
    vector: Vector

    @property
    def lies(self) -> bool:
        """Tell whether it is wider than high."""
        width, height = self.vector.size
        return width > height


@dataclass(frozen=True, slots=True)
class Card:
    """What others show of a record; ``twin`` is the id of its plain twin."""

    id: str
    title: Words
    summary: Words
    address: str
    kind_title: str
    updated: date
    withdrawn: bool
    plain_of: str
    twin: str


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of a process in which a record is used: itself, whose it is, what else is used."""

    named: Named
    of: Words
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """By what a record is chosen among others: the path of its picture, its size in pixels.

    A record without paper has no ``sides`` and no picture; a film has its poster, and for how
    long it is ``watched``. ``minutes`` are 0 unless it takes a set time. ``elsewhere`` is the
    same record in its other languages.
    """

    picture: str
    size: tuple[int, int]
    sides: int
    minutes: int
    watched: str
    elsewhere: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an act: its act with the number, itself, what it is about."""

    id: str
    act: str
    section: str
    title: Words


class Answers:
    """What the bank answers in a language: each answer worked out once, with its fingerprint."""

    def __init__(self, library: Library, language: str, source: Path) -> None:
        """Answer from a library and from the files of its source folder."""
        self.language = language
        self._library = library
        self._source = source
        self._files: Mapping[str, tuple[File, ...]] = {}
        self._given: dict[Question, tuple[object, str]] = {}

    def knowing(self, files: Mapping[str, tuple[File, ...]]) -> Answers:
        """Answer with the files beside each page as well, by its address, once they are made."""
        known = Answers(self._library, self.language, self._source)
        known._files, known._given = files, dict(self._given)
        return known

    def ask(self, question: Question) -> tuple[object, str]:
        """Give an answer and its fingerprint."""
        if question not in self._given:
            answer = getattr(self, f"_{question[0]}")(*question[1:])
            fingerprint = hashlib.sha256(repr(answer).encode()).hexdigest()[:16]
            self._given[question] = answer, fingerprint
        return self._given[question]

    def _card(self, record_id: str) -> Card | None:
        edition = self._library.record(record_id, self.language)
        if edition is None:
            return None
        record = edition.record
        return Card(
            record.id,
            Words(record.title, edition.language),
            Words(record.summary, edition.language),
            address(edition),
            edition.kind.one[self.language],
            record.updated,
            record.state == "withdrawn",
            record.plain_of or "",
            self._library.plain_twins.get(record.id, ""),
        )

    def _look(self, record_id: str) -> Look | None:
        edition = self._library.record(record_id, self.language)
        if edition is None:
            return None
        here = address(edition)
        there = self._files.get(here, ())
        paper = next((file for file in there if file.format.name == PDF_A4.name), None)
        filmed = any(file.format.name == MP4.name for file in there)
        shown = POSTER if filmed else PREVIEW
        return Look(
            here + shown.file_name(record_id, edition.language) if paper or filmed else "",
            shown.size,
            (paper and paper.pages) or 0,
            edition.record.minutes,
            edition.record.watched,
            tuple(
                Named(Words(each.record.title, each.language), address(each))
                for each in self._library.translations(edition.kind.name, record_id)
                if each.language != edition.language
            ),
        )

    def _phases(self, record_id: str) -> tuple[Phase, ...]:
        found = []
        for of, number in self._library.phases_of(record_id):
            if edition := self._library.record(of, self.language):
                part = getattr(edition.record, PHASES)[number]
                title = Words(part.title, edition.language)
                where = f"{address(edition)}#{PHASES}.{part.id}"
                others = tuple(name for name in part.materials if name != record_id)
                found.append(
                    Phase(
                        Named(title, where), Words(edition.record.title, edition.language), others
                    )
                )
        return tuple(found)

    def _backlinks(self, field: str, record_id: str) -> tuple[str, ...]:
        return self._library.backlinks(field).get(record_id, ())

    def _entry(self, table: str, entry_id: str) -> Named | None:
        found = self._library.entry(table, entry_id, self.language)
        if found is None:
            return None
        entry, language = found.entry, found.language
        title, summary = Words(entry.title, language), Words(entry.summary, language)
        there = not found.table.gathers or (table, entry_id) in self._library.gathered(
            found.language
        )
        where = entry_address(found) if there else ""
        return Named(title, where, summary, entry.shown_sign, entry.note, entry.outside)

    def _readers(self, *audience: str) -> tuple[Reader, ...]:
        return self._library.readers(audience)

    def _law(self, law_id: str) -> Section | None:
        found = self._library.entry(LAW.name, law_id, self.language)
        if found is None:
            return None
        law = cast("Law", found.entry)
        return Section(law_id, law.named, law.cited, Words(law.title, found.language))

    def _promise(self, promise_id: str) -> Promise | None:
        found = self._library.entry(PROMISE.name, promise_id, self.language)
        return cast("Promise", found.entry) if found else None

    def _drawing(self, drawing_id: str) -> Drawn | None:
        found = self._library.entry(DRAWING.name, drawing_id, self.language)
        vector = self._library.drawings.get(drawing_id)
        if found is None or vector is None:
            return None
        entry, language = cast("Drawing", found.entry), found.language
        return Drawn(drawing_id, Words(entry.title, language), Words(entry.alt, language), vector)

    def _part(self, kind: str, part_id: str) -> Named | None:
        found = self._library.part(kind, part_id, self.language)
        if found is None:
            return None
        edition, part = found
        title = Words(getattr(part, "title", ""), edition.language)
        return Named(title, address(edition)) if title.text else None

    def _quoted(self, kind: str, among: str, part_id: str) -> tuple[Part, str] | None:
        found = self._library.part(kind, part_id, self.language, among)
        return (found[1], found[0].language) if found else None

    def _translations(self, kind: str, record_id: str) -> tuple[tuple[str, str], ...]:
        editions = self._library.translations(kind, record_id)
        return tuple((edition.language, address(edition)) for edition in editions)

    def _index(self, name: str) -> Named | None:
        """Give an index page; none when whatever would lead there leads to a record."""
        if name == FINDER:
            title = Words(said(FINDER_TITLE, self.language), self.language)
            return Named(title, index_address(FINDER_ADDRESS, self.language))
        kind = kinds().get(name)
        if kind and self._library.only(kind, self.language):
            return None
        declared = known()[name]
        title = Words(declared.many[self.language], self.language)
        return Named(title, index_address(declared.address, self.language))

    def _comparison(self, kind: str) -> Named | None:
        declared = kinds()[kind]
        page = declared.comparison
        if not page or not self._library.compared(declared, self.language):
            return None
        title = Words(page.title[self.language], self.language)
        return Named(title, index_address(page.address, self.language))

    def _setting(self, key: str) -> Words:
        language = self.language if self.language in self._library.settings else ORIGINAL
        return Words(str(getattr(self._library.settings[language], key)), language)

    def _base_url(self) -> str:
        return self._library.base_url

    def _file(self, path: str) -> bytes:
        return (self._source / path).read_bytes()

    def _picture(self, path: str) -> Size:
        return self._library.pictures[path]

    def _film(self, script: str) -> Film | None:
        return self._library.films.get(script)

    def _glossary(self) -> Glossary | None:
        return self._library.glossaries.get(self.language)


class Lookup:
    """Asks on behalf of one renderer; ``asked`` keeps each question with its fingerprint."""

    def __init__(self, answers: Answers) -> None:
        """Begin with nothing asked."""
        self.language = answers.language
        self.asked: dict[Question, str] = {}
        self._answers = answers

    def _ask(self, *question: str) -> Any:  # noqa: ANN401 - each method below tells its type
        answer, self.asked[question] = self._answers.ask(question)
        return answer

    def card(self, record_id: str) -> Card | None:
        """Give what is shown of another record, in this language or in Finnish."""
        return cast("Card | None", self._ask("card", record_id))

    def look(self, record_id: str) -> Look | None:
        """Give by what a record is chosen; of its files only where they are known."""
        return cast("Look | None", self._ask("look", record_id))

    def phases(self, record_id: str) -> tuple[Phase, ...]:
        """Give the phases in which a record is used."""
        return cast("tuple[Phase, ...]", self._ask("phases", record_id))

    def backlinks(self, field: str, record_id: str) -> tuple[str, ...]:
        """Give the ids of the records whose field names this one."""
        return cast("tuple[str, ...]", self._ask("backlinks", field, record_id))

    def entry(self, table: str, entry_id: str) -> Named | None:
        """Give an entry of a table."""
        return cast("Named | None", self._ask("entry", table, entry_id))

    def readers(self, audience: Iterable[str]) -> tuple[Reader, ...]:
        """Give whom a text speaks to that is for this audience, the first before others."""
        return cast("tuple[Reader, ...]", self._ask("readers", *audience))

    def law(self, law_id: str) -> Section | None:
        """Give a section of an act."""
        return cast("Section | None", self._ask("law", law_id))

    def promise(self, promise_id: str) -> Promise | None:
        """Give a promise in the words for each reader, in this language or in Finnish."""
        return cast("Promise | None", self._ask("promise", promise_id))

    def drawing(self, drawing_id: str) -> Drawn | None:
        """Give a drawing, its words in this language or in Finnish."""
        return cast("Drawn | None", self._ask("drawing", drawing_id))

    def part(self, kind: str, part_id: str) -> Named | None:
        """Give an item of a record of a kind, such as a principle of the model."""
        return cast("Named | None", self._ask("part", kind, part_id))

    def quoted(self, kind: str, among: str, part_id: str) -> tuple[Part, str] | None:
        """Give an item of a list of that name as it is, and in which language, maybe Finnish."""
        return cast("tuple[Part, str] | None", self._ask("quoted", kind, among, part_id))

    def translations(self, kind: str, record_id: str) -> tuple[tuple[str, str], ...]:
        """Give the languages of a record, each with its address, the original first."""
        return cast("tuple[tuple[str, str], ...]", self._ask("translations", kind, record_id))

    def index(self, name: str) -> Named | None:
        """Give the index page of a kind or of a table, if it has one."""
        return cast("Named | None", self._ask("index", name))

    def comparison(self, kind: str) -> Named | None:
        """Give the page that lays the records of a kind side by side, if there is one."""
        return cast("Named | None", self._ask("comparison", kind))

    def setting(self, key: str) -> Words:
        """Give a county's value, in this language or in Finnish; no words when it is unfilled."""
        return cast("Words", self._ask("setting", key))

    def file(self, path: str) -> bytes:
        """Give the bytes of a file of the source folder."""
        return cast("bytes", self._ask("file", path))

    def picture(self, path: str) -> Size:
        """Give how large a picture of the source folder is, as it is published."""
        return cast("Size", self._ask("picture", path))

    def film(self, script: str) -> Film | None:
        """Give the film of a script by the script's path, if there is one of its words."""
        return cast("Film | None", self._ask("film", script))

    @property
    def base_url(self) -> str:
        """The address of the site, without a slash at its end."""
        return cast("str", self._ask("base_url"))

    @property
    def glossary(self) -> Glossary | None:
        """The terms to find in texts, if the language has its glossary."""
        return cast("Glossary | None", self._ask("glossary"))
