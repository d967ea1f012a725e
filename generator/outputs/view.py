"""What a frame is given: a record with all that is said around it, worked out beforehand.

It knows the rest of the bank only by asking, and what it asked is noted.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.alphabet import alphabetical
from generator.bank.library import address, index_address, language_root
from generator.bank.lookup import Words
from generator.document import (
    Document,
    Items,
    Line,
    Notice,
    Output,
    Promise,
    Statement,
    Steps,
    every,
    section,
    sections,
)
from generator.document.place import place
from generator.document.richtext import Target, Value, in_language
from generator.formats import CAPTIONS, CHAPTERS, MP4, POSTER, QR, WEBM
from generator.interface import (
    LANGUAGE_NOTES,
    NAMES,
    PLAIN_NAMES,
    UNRELEASED,
    VERSION,
    duration,
    said,
    sides,
)
from generator.kinds import known
from generator.kinds.law import TABLE as LAW
from generator.kinds.term import TABLE as GLOSSARY
from generator.model.settings import call, instead, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.bank.lookup import Card, Lookup, Named
    from generator.bank.lookup import Section as LawSection
    from generator.document import Quoted, Section, Statements
    from generator.formats import File, Format
    from generator.kinds.promise import Voice
    from generator.model.kind import Table
    from generator.model.record import Approval, Reader, Record
    from generator.picture import Size
    from generator.source.validate import Edition


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere, with what stands beside them."""

    title: Words
    url: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """By what a record is chosen: the picture of its paper and how long it is, in words.

    ``elsewhere`` is the same in its other languages.
    """

    picture: str
    size: tuple[int, int]
    sides: str
    minutes: str
    watched: str
    elsewhere: tuple[Link, ...]

    @property
    def facts(self) -> str:
        """How long it is: its sides and its minutes, or how long one watches it."""
        return " · ".join(filter(None, (self.sides, self.minutes, self.watched)))


@dataclass(frozen=True, slots=True)
class Played:
    """What a player is given: the files of a film with their types, its chapters, its poster.

    It has captions when it has a voice.
    """

    sources: tuple[tuple[str, str], ...]
    chapters: str
    captions: str
    poster: str
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class CardLink(Link):
    """A link to a record with what its card says."""

    id: str = ""
    summary: Words | None = None
    kind_title: str = ""
    updated: object = None
    withdrawn: bool = False
    twin: Link | None = None
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as it is named: its title verbatim, who published it and when, where it is."""

    title: Words
    published: str
    url: str


@dataclass(frozen=True, slots=True)
class Act:
    """An act, and the sections of it that are meant."""

    title: str
    sections: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is read, which decides how links and settings are written there.

    On a page (``here`` is its address) links are relative; on paper they are whole. Where one
    writes with a ``pen``, what is not known is left to be written.
    """

    lookup: Lookup
    here: str | None = None
    pen: bool = False

    @property
    def language(self) -> str:
        """The language in which one reads."""
        return self.lookup.language

    def url(self, target: str) -> str:
        """Give the link to an address of the site."""
        if self.here is None:
            return f"{self.lookup.base_url}/{target}"
        relative = posixpath.relpath(target or ".", self.here or ".")
        return f"{relative}/" if target.endswith("/") or not target else relative

    def target(self, record_id: str) -> Target | None:
        """Give the link to a record; nothing when it is left out as a draft."""
        card = self.lookup.card(record_id)
        if card is None:
            return None
        language = card.title.language
        if language == self.language:
            return Target(self.url(card.address))
        note = said(LANGUAGE_NOTES[language], self.language)
        return Target(self.url(card.address), language, note)

    def term(self, term_id: str) -> str:
        """Give the link to a term of the glossary."""
        return self._at(GLOSSARY, self.language, term_id)

    def value(self, key: str) -> Value:
        """Give what stands for a setting: a line for a pen where there is one, as on paper."""
        name, value = label(key, self.language), self.lookup.setting(key)
        if value.text:
            language = value.language if value.language != self.language else ""
            return Value(name, value.text, language)
        if self.pen or self.here is None:
            return Value(name)
        return Value(name, instead=said(instead(key), self.language), call=call(key))

    def link(self, named: Named) -> Link:
        """Lead to what has a name."""
        return Link(named.title, self.url(named.address) if named.address else "", named.sign)

    def names(self, table: str, entry_ids: Iterable[str]) -> tuple[Link, ...]:
        """Name entries of a table, each with its link if it has a page."""
        found = (self.lookup.entry(table, name) for name in entry_ids)
        return tuple(self.link(named) for named in found if named)

    def sources(self, source_ids: Iterable[str]) -> tuple[Cited, ...]:
        """Cite sources."""
        found = (self.lookup.entry("source", name) for name in source_ids)
        return tuple(Cited(named.title, named.note, named.outside) for named in found if named)

    def law(self, law_ids: Iterable[str]) -> tuple[Act, ...]:
        """Name sections under their acts, each with what it is about and where it is told."""
        found = [section for name in law_ids if (section := self.lookup.law(name))]
        acts = dict.fromkeys(section.act for section in found)
        return tuple(
            Act(act, tuple(self._section(each) for each in found if each.act == act))
            for act in sorted(acts, key=alphabetical)
        )

    def _section(self, found: LawSection) -> Cited:
        url = self._at(LAW, found.title.language, found.id)
        return Cited(found.title, found.section, url)

    def _at(self, table: Table[Any], language: str, entry_id: str) -> str:
        """Give the link to an entry on the page of its table, in the language that it has."""
        return f"{self.url(index_address(table.address, language))}#{entry_id}"

    def cards(self, record_ids: Iterable[str]) -> tuple[CardLink, ...]:
        """Give the cards of records, in order; each leads to its plain twin as well."""
        found = (self.lookup.card(name) for name in record_ids)
        return tuple(self._card(card) for card in found if card)

    def paired(self, record_ids: Iterable[str]) -> tuple[CardLink, ...]:
        """Give the cards of records, but that of a plain twin only where its original is not."""
        found = [card for name in record_ids if (card := self.lookup.card(name))]
        there = {card.id for card in found}
        return tuple(self._card(card) for card in found if card.plain_of not in there)

    def entry_cards(self, table: str, entry_ids: Iterable[str]) -> tuple[CardLink, ...]:
        """Give the cards of entries of a table."""
        found = (self.lookup.entry(table, name) for name in entry_ids)
        return tuple(
            CardLink(named.title, self.url(named.address), named.sign, summary=named.summary)
            for named in found
            if named
        )

    def _card(self, card: Card) -> CardLink:
        twin = self.lookup.card(card.twin) if card.twin else None
        return CardLink(
            card.title,
            self.url(card.address),
            id=card.id,
            summary=card.summary,
            kind_title=card.kind_title,
            updated=card.updated,
            withdrawn=card.withdrawn,
            twin=Link(twin.title, self.url(twin.address)) if twin else None,
            seen=self.seen(card.id) if self.here is not None else None,
        )

    def seen(self, record_id: str) -> Seen | None:
        """Give by what a record is chosen on a page."""
        look = self.lookup.look(record_id)
        if look is None:
            return None
        return Seen(
            self.url(look.picture) if look.picture else "",
            look.size,
            sides(look.sides, self.language) if look.sides else "",
            duration(look.minutes) if look.minutes else "",
            look.watched,
            tuple(map(self.link, look.elsewhere)),
        )

    def path(self, name: str, *, whole: bool = True) -> tuple[Link, ...]:
        """Give the pages above one: the home, then the index pages down to a kind's or a table's.

        Without ``whole`` that last one is left out.
        """
        names = [name] if whole else []
        while name := known()[name].under if name in known() else "":
            names.insert(0, name)
        found = (self.lookup.index(each) for each in names)
        return (self.home, *(self.link(named) for named in found if named))

    @property
    def home(self) -> Link:
        """The home, which is named by the frame."""
        return Link(Words("", self.language), self.url(language_root(self.language)))


@dataclass(frozen=True)
class View:
    """A record in a language, at a place, with everything that is said around it."""

    edition: Edition[Record]
    place: Place
    output: Output
    files: tuple[File, ...] = ()

    @property
    def record(self) -> Record:
        """The record itself."""
        return self.edition.record

    @property
    def language(self) -> str:
        """The language in which it is read."""
        return self.edition.language

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return self.edition.kind.name

    @property
    def picture(self) -> Size:
        """The size of its picture, in pixels."""
        return self.place.lookup.picture(self.edition.picture)

    @cached_property
    def seen(self) -> Seen | None:
        """Its look: the picture of its paper, where it has one, and how long it is."""
        return self.place.seen(self.record.id)

    @property
    def look(self) -> str:
        """The whole address of the picture of its paper; empty when it has none."""
        here = self.place.lookup.look(self.record.id)
        return f"{self.place.lookup.base_url}/{here.picture}" if here and here.picture else ""

    @property
    def kind_title(self) -> str:
        """What it is: a brochure, a guideline."""
        return self.edition.kind.one[self.language]

    @cached_property
    def document(self) -> Document:
        """What it says of its own, as this output shows it; nothing once it is withdrawn."""
        if self.record.state == "withdrawn":
            return Document((), frame="withdrawn")
        return place(self._whole, self.output, self)

    @cached_property
    def _whole(self) -> Document:
        return self.edition.kind.document(self.record)

    @cached_property
    def contents(self) -> tuple[Section, ...]:
        """The sections of the document, to be listed."""
        return tuple(sections(self.document.blocks))

    def has(self, record_id: str) -> bool:
        """Tell whether a record is in the bank now."""
        return self.place.lookup.card(record_id) is not None

    def promise(self, promise_id: str) -> Notice:
        """Give a promise in the words for whoever reads this record."""
        found = self.place.lookup.promise(promise_id)
        return Notice(found.words(self.voice), found.title, "promise") if found else Notice("")

    def quoted(self, block: Quoted) -> Steps | Items | Statements:
        """Give a block with the items that it quotes, as each is said in its own record."""
        asked = (self.place.lookup.quoted(block.kind, block.among, name) for name in block.ids)
        found: list[tuple[Any, str]] = [each for each in asked if each]
        texts = [self._own(part.text, language) for part, language in found]
        match block.into:
            case Steps():
                rows = (
                    section(f"{block.among}.{part.id}", self._own(part.title, language), Line(text))
                    for (part, language), text in zip(found, texts, strict=True)
                )
                return replace(block.into, rows=tuple(rows))
            case Items():
                return replace(block.into, items=tuple(texts))
        statements = (
            Statement(text, "model", part.traces, part.id)
            for (part, _), text in zip(found, texts, strict=True)
        )
        return replace(block.into, rows=tuple(statements))

    def _own(self, text: Any, language: str) -> Any:  # noqa: ANN401 - a text of any type
        """Give a text of another record: one that is in another language bears that."""
        return text if language == self.language else in_language(text, language)

    @cached_property
    def law(self) -> tuple[Act, ...]:
        """The sections of acts on which it rests, by itself and by its promises."""
        names = dict.fromkeys(self.record.law)
        for block in every(self._whole.blocks):
            promise = isinstance(block, Promise) and self.place.lookup.promise(block.id)
            names |= dict.fromkeys(promise.law if promise else ())
        return self.place.law(names)

    @cached_property
    def voice(self) -> Voice:
        """Whom it speaks to, and whether in plain language."""
        reader = self._readers[0]
        return "plain" if reader == "family" and self.record.plain_of else reader

    @cached_property
    def _readers(self) -> tuple[Reader, ...]:
        return self.place.lookup.readers(self.record.audience)

    @property
    def compared(self) -> bool:
        """Tell whether the records of its kind are laid side by side."""
        return self.comparison is not None

    @property
    def comparison(self) -> Link | None:
        """The page that lays it beside the others of its kind."""
        named = self.place.lookup.comparison(self.kind)
        return self.place.link(named) if named else None

    @property
    def path(self) -> tuple[Link, ...]:
        """The pages above its own: the home, the index page of its kind and what that is under."""
        if not self.edition.kind.listed:
            return (self.place.home,) if self.place.here != language_root(self.language) else ()
        return self.place.path(self.kind)

    @property
    def draft(self) -> bool:
        """Tell whether no professional has approved the text yet."""
        return self.edition.draft

    @property
    def approved(self) -> Approval | None:
        """Who approved this text, or this translation of it, and when."""
        return self.edition.approved

    @property
    def version(self) -> str:
        """Its version, or that which it changes without being released yet, in words."""
        if not self.edition.unreleased:
            return self.record.version
        return f"{self.edition.unreleased} ({said(UNRELEASED, self.language)})"

    @cached_property
    def audiences(self) -> tuple[Link, ...]:
        """For whom it is."""
        return self.place.names("audience", self.record.audience)

    @cached_property
    def roles(self) -> tuple[Link, ...]:
        """Whose work it serves."""
        return self.place.names("role", self.record.roles)

    @cached_property
    def themes(self) -> tuple[Link, ...]:
        """What it is about."""
        return self.place.names("theme", self.record.themes)

    @cached_property
    def sources(self) -> tuple[Cited, ...]:
        """What it leans on."""
        return self.place.sources(self.record.sources)

    @cached_property
    def before(self) -> tuple[CardLink, ...]:
        """The records that one uses before it, as they say."""
        return self.place.paired(self.place.lookup.backlinks("followed_by", self.record.id))

    @cached_property
    def after(self) -> tuple[CardLink, ...]:
        """The records that one uses after it."""
        return self.place.paired(self.record.followed_by)

    @cached_property
    def related(self) -> tuple[CardLink, ...]:
        """The other records that go with it, as it says or as they say."""
        beside = self.place.lookup.backlinks("beside", self.record.id)
        names = tuple(dict.fromkeys((*self.record.related, *beside)))
        told = {card.id for card in (*self.before, *self.after)}
        found = [self.place.lookup.card(name) for name in (*names, *told)]
        told |= {card.twin for card in found if card and card.id in told}
        return tuple(card for card in self.place.paired(names) if card.id not in told)

    @cached_property
    def phases(self) -> tuple[tuple[Link, Words, tuple[CardLink, ...]], ...]:
        """The phases of a process in which it is used: each, whose it is, what else is used."""
        return tuple(
            (self.place.link(phase.named), phase.of, self.place.paired(phase.others))
            for phase in self.place.lookup.phases(self.record.id)
        )

    @property
    def qr(self) -> str:
        """The path of the QR code to its page, if it has one."""
        listed = self.edition.kind.listed
        return address(self.edition) + QR.file_name(self.record.id) if listed else ""

    @cached_property
    def twin(self) -> Link | None:
        """Its plain Finnish twin, or the record whose plain twin it is."""
        twins = self.place.lookup.backlinks("plain_of", self.record.id)
        return self._named(self.record.plain_of or (twins[-1] if twins else ""))

    @property
    def instead(self) -> Link | None:
        """What to use in place of a withdrawn record."""
        withdrawn = self.record.withdrawn
        return self._named((withdrawn and withdrawn.instead) or "")

    @property
    def film(self) -> Played | None:
        """What plays its film, if there is one."""
        film = self.place.lookup.film(self.edition.path)
        if not film:
            return None
        name = self.record.id

        def named(made: Format) -> str:
            return made.file_name(name, self.language)

        return Played(
            tuple((named(made), made.media_type) for made in (WEBM, MP4)),
            named(CHAPTERS),
            named(CAPTIONS) if film.voice and self.edition.makes(CAPTIONS) else "",
            named(POSTER),
            POSTER.size,
        )

    @cached_property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """Every language that it has, with the address there."""
        return self.place.lookup.translations(self.kind, self.record.id)

    @property
    def translations(self) -> tuple[Link, ...]:
        """The same record in other languages."""
        return tuple(
            Link(Words(self.names[language], language), self.place.url(where))
            for language, where in self.languages
            if language != self.language
        )

    @property
    def names(self) -> Mapping[str, str]:
        """How each language invites to the text that it has of this one."""
        return PLAIN_NAMES if self.record.plain_of else NAMES

    @property
    def permanent_url(self) -> str:
        """The whole address of its page, which a QR code leads to."""
        return f"{self.place.lookup.base_url}/{address(self.edition)}"

    @property
    def paper_url(self) -> str:
        """The address that the code on paper leads to: it tells the page which version that is.

        What follows the sign is for the page's script alone; no browser sends it on.
        """
        return f"{self.permanent_url}#v={self.edition.version}"

    @property
    def paper_title(self) -> str:
        """What a file on paper is called: its title, its language and its version."""
        language, version = self.names[self.language], said(VERSION, self.language)
        return f"{self.record.title} · {language} · {version} {self.version}"

    def setting(self, key: str) -> str:
        """Give a county's value, or nothing when it is unfilled."""
        return self.place.lookup.setting(key).text

    @property
    def owner(self) -> str:
        """Whose bank it is, once its settings say so."""
        return self.setting("publisher") or self.setting("county")

    @property
    def family(self) -> bool:
        """Tell whether it speaks to a family or a child."""
        return self.edition.kind.for_families and set(self._readers) != {"professional"}

    @property
    def choices(self) -> tuple[Link, ...]:
        """The same text in standard and in plain language, in each language that has it."""
        twins = self.place.lookup.backlinks("plain_of", self.record.id)
        standard = self.record.plain_of or self.record.id
        plain = self.record.id if self.record.plain_of else (twins[-1] if twins else "")
        found = [
            Link(Words(names[language], language), self.place.url(where))
            for name, names in ((standard, NAMES), (plain, PLAIN_NAMES))
            for language, where in self.place.lookup.translations(self.kind, name)
        ]
        return tuple(found) if len(found) > 1 else ()

    def cards(self, record_ids: Iterable[str]) -> tuple[CardLink, ...]:
        """Give the cards of records."""
        return self.place.cards(record_ids)

    def parts(self, statement: Statement) -> tuple[Link, ...]:
        """Lead to what a statement rests on."""
        found = (self.place.lookup.part(statement.kind, name) for name in statement.parts)
        return tuple(self.place.link(named) for named in found if named)

    def _named(self, record_id: str) -> Link | None:
        card = self.place.lookup.card(record_id) if record_id else None
        return Link(card.title, self.place.url(card.address)) if card else None
