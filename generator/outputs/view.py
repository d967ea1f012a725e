"""What a template is given: everything worked out, so that templates compute nothing."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.interface import NAMES
from generator.library import address, is_draft
from generator.settings import label

if TYPE_CHECKING:
    from generator.formats import File
    from generator.kinds.base import Entry
    from generator.library import Library
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
    def kind_listing(self) -> Named:
        """The index page of its kind."""
        kind = self.edition.kind
        if not (kind.listed and kind.address):
            return Named(kind.many[self.language])
        root = address(self.edition).removesuffix(
            f"{kind.address[self.language]}/{self.record.slug}/"
        )
        target = f"{root}{kind.address[self.language]}/"
        return Named(kind.many[self.language], self.place.url(target))

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

    @cached_property
    def related(self) -> tuple[Named, ...]:
        """The records that go with it."""
        return self.named_all(getattr(self.record, "related", ()))

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

    @property
    def instead(self) -> Named | None:
        """What to use in place of a withdrawn record."""
        withdrawn = getattr(self.record, "withdrawn", None)
        return self.named(withdrawn.instead) if withdrawn and withdrawn.instead else None

    def named_all(self, record_ids: tuple[str, ...]) -> tuple[Named, ...]:
        """Name records and lead to them; those left out as drafts are passed over."""
        return tuple(named for name in record_ids if (named := self.named(name)))

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
            )
            for edition in found
            if edition
        )
