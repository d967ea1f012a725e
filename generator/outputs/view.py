"""What a template is given: everything worked out, so that templates compute nothing."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.formats import QR
from generator.interface import NAMES
from generator.kinds import kinds
from generator.kinds.base import Model, Record
from generator.kinds.event import Event
from generator.kinds.term import KIND as GLOSSARY
from generator.library import address, index_address, is_draft, language_root
from generator.outputs.coverage import coverage
from generator.outputs.drawing import Drawing, draw
from generator.richtext import RichText
from generator.settings import label

if TYPE_CHECKING:
    from generator.formats import File
    from generator.kinds.base import Entry, Kind
    from generator.kinds.event import Occasion
    from generator.library import Library
    from generator.outputs.coverage import Matrix
    from generator.validate import Edition


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is read, which decides how links and settings are written there.

    On a page (``here`` is its address) links are relative; on paper they are whole.
    """

    library: Library
    language: str
    here: str | None = None

    def url(self, target: str) -> str:
        """Give the link to an address of the site."""
        if self.here is None:
            return f"{self.library.settings_in(self.language).base_url}/{target}"
        start = self.here or "."
        relative = posixpath.relpath(target or ".", start)
        return f"{relative}/" if target.endswith("/") or not target else relative

    def href(self, target: str) -> str:
        """Give the link to a record by its id; nothing when it is left out as a draft."""
        edition = self.library.record(target, self.language)
        return self.url(address(edition)) if edition else ""

    def term(self, term_id: str) -> str:
        """Give the link to a term of the glossary."""
        return self.url(f"{index_address(GLOSSARY.address, self.language)}#{term_id}")

    def setting(self, key: str) -> str:
        """Give a county's value, or nothing when it is unfilled."""
        return str(getattr(self.library.settings_in(self.language), key))

    def setting_label(self, key: str) -> str:
        """Name a setting."""
        return label(key, self.language)


@dataclass(frozen=True, slots=True)
class Named:
    """A name that leads somewhere; ``language`` is told when it differs from the page's."""

    title: str
    url: str = ""
    language: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A field of a record under its heading; ``shape`` names the macro that shows it."""

    id: str
    title: str
    shape: str
    value: object


def listing_path(key: str, place: Place, *, whole: bool = False) -> tuple[Named, ...]:
    """Give the pages above an index page; with ``whole``, the index page itself as well.

    ``key`` is the kind whose index page it is, ``audience/id``, or empty for the home.
    """
    root, known = language_root(place.language), kinds()
    name, _, entry = key.partition("/")
    if not name:
        return ()
    names = [name] if whole or entry else []
    while under := known[name].under:
        names.insert(0, under)
        name = under
    listings = [known[name] for name in names]
    return (
        Named("", place.url(root)),
        *(
            Named(kind.many[place.language], place.url(index_address(kind.address, place.language)))
            for kind in listings
            if kind.address and not place.library.only(kind, place.language)
        ),
    )


@dataclass(frozen=True)
class View:
    """A record in a language, at a place, with everything that is said around it."""

    edition: Edition
    place: Place
    files: tuple[File, ...] = ()

    @property
    def record(self) -> Entry:
        """The record itself."""
        return self.edition.record

    @property
    def language(self) -> str:
        """The language in which it is read."""
        return self.edition.language

    @property
    def kind_title(self) -> str:
        """What it is: a brochure, a guideline."""
        return self.edition.kind.one[self.language]

    @property
    def path(self) -> tuple[Named, ...]:
        """The pages above its own: the home, the index page of its kind and what that is under."""
        if not self.edition.kind.listed:
            home = Named("", self.place.url(language_root(self.language)))
            return (home,) if self.place.here != language_root(self.language) else ()
        return listing_path(self.edition.kind.name, self.place, whole=True)

    @property
    def draft(self) -> bool:
        """Tell whether no professional has approved the text yet."""
        return is_draft(self.edition)

    @cached_property
    def audiences(self) -> tuple[Named, ...]:
        """For whom it is."""
        return self._entries("audience")

    @cached_property
    def roles(self) -> tuple[Named, ...]:
        """Whose work it serves."""
        return self._entries("roles", "role")

    @cached_property
    def themes(self) -> tuple[Named, ...]:
        """What it is about."""
        return self._entries("themes", "theme")

    @cached_property
    def sources(self) -> tuple[Edition, ...]:
        """What it leans on; the editions of sources, whose titles are verbatim Finnish."""
        found = (self._entry("source", name) for name in getattr(self.record, "sources", ()))
        return tuple(edition for edition in found if edition)

    @property
    def source(self) -> Edition | None:
        """The source of a point, whose title is verbatim Finnish."""
        return self._entry("source", getattr(self.record, "source", ""))

    @cached_property
    def before(self) -> tuple[View, ...]:
        """The records that one uses before it, as they say."""
        return paired(self.views(self.place.library.preceded_by.get(self.record.id, ())))

    @cached_property
    def after(self) -> tuple[View, ...]:
        """The records that one uses after it."""
        return paired(self.views(getattr(self.record, "followed_by", ())))

    @cached_property
    def related(self) -> tuple[View, ...]:
        """The other records that go with it, as it says or as they say."""
        said = getattr(self.record, "related", ())
        beside = self.place.library.companions.get(self.record.id, ())
        views = paired(self.views(tuple(dict.fromkeys((*said, *beside)))))
        told = {view.record.id for view in (*self.before, *self.after)}
        told |= {self.place.library.plain_twins.get(name, "") for name in told}
        return tuple(view for view in views if view.record.id not in told)

    @property
    def sign(self) -> str:
        """The sign of an audience."""
        return getattr(self.record, "sign", "")

    @property
    def withdrawn(self) -> bool:
        """Tell whether it is no longer in use."""
        return getattr(self.record, "state", "") == "withdrawn"

    @property
    def start(self) -> str:
        """The place on its page where one begins, for a record that is worked through."""
        return "start" if hasattr(self.record, "stages") else ""

    @property
    def qr(self) -> str:
        """The path of the QR code to its page."""
        return address(self.edition) + QR.file_name(self.record.id)

    @cached_property
    def twin(self) -> Named | None:
        """Its plain Finnish twin, or the record whose plain twin it is."""
        twins = self.place.library.plain_twins
        other = getattr(self.record, "plain_of", None) or twins.get(self.record.id)
        return self.named(other) if other else None

    @property
    def is_plain(self) -> bool:
        """Tell whether it is itself in plain language."""
        return getattr(self.record, "plain_of", None) is not None

    @property
    def translations(self) -> tuple[Named, ...]:
        """The same record in other languages."""
        return tuple(
            Named(NAMES[other.language], self.place.url(address(other)), other.language)
            for other in self.place.library.translations(self.edition)
            if other.language != self.language
        )

    @property
    def permanent_url(self) -> str:
        """The whole address of its page, which a QR code leads to."""
        base = self.place.library.settings_in(self.language).base_url
        return f"{base}/{address(self.edition)}"

    @property
    def url(self) -> str:
        """The link to its page."""
        return self.place.url(address(self.edition))

    @cached_property
    def drawings(self) -> dict[str, Drawing]:
        """The drawings made of it, by name."""
        return {
            figure.name: draw(figure, self.record, self.language)
            for figure in self.edition.kind.figures
            if getattr(self.record, figure.field)
        }

    @cached_property
    def chapters(self) -> dict[str, Told]:
        """What it tells under headings of its own, by field; what it does not tell is left out."""
        return {
            chapter.field: Told(
                chapter.field.replace("_", "-"), chapter.title[self.language], _shape(value), value
            )
            for chapter in self.edition.kind.chapters
            if (value := getattr(self.record, chapter.field))
        }

    @property
    def comparison(self) -> Named | None:
        """The page that lays it beside the others of its kind."""
        page = self.edition.kind.comparison
        if not page or not self.place.library.compared(self.edition.kind, self.language):
            return None
        target = self.place.url(index_address(page.address, self.language))
        return Named(page.title[self.language], target)

    @property
    def approver(self) -> str:
        """The role that approved it, if it is approved."""
        approved = getattr(self.record, "approved", None)
        role = self._entry("role", approved.role) if approved else None
        return role.record.title if role else ""

    @property
    def instead(self) -> Named | None:
        """What to use in place of a withdrawn record."""
        withdrawn = getattr(self.record, "withdrawn", None)
        return self.named(withdrawn.instead) if withdrawn and withdrawn.instead else None

    def views(self, record_ids: tuple[str, ...]) -> tuple[View, ...]:
        """Give records as seen from here; those left out as drafts are passed over."""
        found = (self.place.library.record(name, self.language) for name in record_ids)
        return tuple(View(edition, self.place) for edition in found if edition)

    def parts(self, kind: str, part_ids: tuple[str, ...]) -> tuple[Named, ...]:
        """Name items of a record of a kind, such as principles of the model, and lead to it."""
        found = (self.place.library.part(kind, name, self.language) for name in part_ids)
        return tuple(
            Named(
                title,
                self.place.url(address(edition)),
                "" if edition.language == self.language else edition.language,
            )
            for edition, part in filter(None, found)
            if (title := getattr(part, "title", ""))
        )

    def named(self, record_id: str) -> Named | None:
        """Name another record and lead to it."""
        edition = self.place.library.record(record_id, self.language)
        if edition is None:
            return None
        other = "" if edition.language == self.language else edition.language
        return Named(edition.record.title, self.place.url(address(edition)), other)

    def _entry(self, kind: str, name: str) -> Edition | None:
        return self.place.library.entry(kind, name, self.language)

    def _entries(self, field: str, kind: str = "") -> tuple[Named, ...]:
        found = (self._entry(kind or field, name) for name in getattr(self.record, field, ()))
        return tuple(
            Named(
                edition.record.title,
                self.place.url(address(edition)) if edition.kind.address else "",
                "" if edition.language == self.language else edition.language,
                getattr(edition.record, "sign", ""),
            )
            for edition in found
            if edition
        )


def paired(views: tuple[View, ...]) -> tuple[View, ...]:
    """Leave out each plain twin whose original is there too, and so leads to it."""
    there = {view.record.id for view in views}
    return tuple(view for view in views if getattr(view.record, "plain_of", None) not in there)


def _shape(value: object) -> str:
    """Name the shape of a field: ``phrase``, ``prose``, ``line``, or that of a list's items."""
    if isinstance(value, RichText):
        return "phrase" if value.phrase else "prose"
    if isinstance(value, tuple) and isinstance(value[0], Model):
        return type(value[0]).__name__.lower()
    return "line"


NEWEST = 5


@dataclass(frozen=True)
class SiteView:
    """The bank as a whole, as its home tells of it."""

    place: Place

    @cached_property
    def newest(self) -> tuple[View, ...]:
        """The records updated last, by day and then in the bank's order."""
        listed = [
            edition
            for edition in self.place.library.records(self.place.language)
            if edition.kind.listed and isinstance(edition.record, Record)
        ]
        listed.sort(key=lambda edition: edition.record.updated, reverse=True)  # type: ignore[attr-defined]
        return tuple(View(edition, self.place) for edition in listed[:NEWEST])

    @cached_property
    def days(self) -> tuple[tuple[Event, Occasion], ...]:
        """Every time of an event whose day is agreed on, in the order of days."""
        events = self.place.library.editions[self.place.language].get("event", {}).values()
        found = [
            (event, occasion)
            for edition in events
            if isinstance(event := edition.record, Event)
            for occasion in event.dated
        ]
        return tuple(sorted(found, key=lambda pair: pair[1].begins))

    @cached_property
    def kinds(self) -> tuple[tuple[Named, str, int], ...]:
        """Every kind that has records: its index page, what it is, how many there are."""
        language = self.place.language
        return tuple(
            (
                Named(kind.many[language], self.place.url(self._index(kind))),
                kind.intro[language],
                len(found),
            )
            for kind in kinds().values()
            if kind.listed
            and kind.address
            and not kind.table
            and (found := self.place.library.editions[language].get(kind.name))
        )

    def _index(self, kind: Kind) -> str:
        """Give the address at which a kind's records are found."""
        language = self.place.language
        only = self.place.library.only(kind, language)
        return address(only) if only else index_address(kind.address, language)

    @cached_property
    def coverage(self) -> tuple[Matrix, ...]:
        """What the bank has and what it lacks."""
        return coverage(self.place.library, self.place.language)

    @cached_property
    def audiences(self) -> tuple[View, ...]:
        """Every audience for which there is something."""
        language = self.place.language
        wanted = {
            name
            for edition in self.place.library.records(language)
            if edition.kind.listed and isinstance(edition.record, Record)
            for name in edition.record.audience
        }
        found = (
            self.place.library.entry("audience", name, language)
            for name in self.place.library.editions["fi"].get("audience", {})
            if name in wanted
        )
        return tuple(View(edition, self.place) for edition in found if edition)
