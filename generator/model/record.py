"""What every record has, and every entry of a table: for whom it is, who stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import (
    TYPE_CHECKING,
    Literal,
)

from pydantic import (
    Field,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from generator.model.fields import (
    Address,
    Audience,
    Day,
    Items,
    Law,
    Line,
    Model,
    Note,
    Part,
    Phrase,
    Ref,
    Role,
    Source,
    Theme,
    Version,
)
from generator.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

REVIEWED = "Tarkistettujen sanojen tunniste"
HEAD = "translation"
"""Under which a translation says of itself what ``Translation`` holds."""
WRITTEN = "Komento confirm kirjoittaa sen"
Reader = Literal["professional", "family", "child"]
"""Whom a text speaks to."""


class Image(Model):
    """A picture beside the source that names it."""

    file: str = Field(title="Kuvan tiedosto", description="Polku materiaalin kansiosta: kuva.png")
    alt: Line = Field(title="Kuvan tekstivastine", description="Mitä kuva kertoo lukijalle")


class Approval(Model):
    """Who approved the text, by role, and when."""

    role: Role = Field(title="Hyväksyjän rooli")
    on: Day = Field(title="Hyväksymispäivä")


def _explains_the_state(value: object, info: ValidationInfo) -> object:
    """Let no field explain another state than the one given. Used by validators of models."""
    state = info.data.get("state")
    if state and value is not None and info.field_name != state:
        raise PydanticCustomError("state-mismatch", "", {"state": state})
    return value


class Change(Part):
    """What a version changed."""

    version: Version = Field(title="Versio")
    on: Day = Field(title="Päivä")
    text: Phrase = Field(title="Mikä muuttui")


class Withdrawal(Model):
    """Why a record is no longer in use, and what to read instead."""

    reason: Phrase = Field(title="Miksi materiaali poistettiin käytöstä")
    instead: Ref | None = Field(default=None, title="Mitä käytetään sen sijaan")


class PlainExceptions(Model):
    """Why a plain text may pass a limit of plain language: a reason for each rule."""

    long_sentence: Note = Field(default="", title="Miksi pitkä virke saa jäädä")
    many_clauses: Note = Field(default="", title="Miksi moni sivulause saa jäädä")
    passive: Note = Field(default="", title="Miksi passiivit saavat jäädä")
    hard_form: Note = Field(default="", title="Miksi vaikea muoto saa jäädä")
    negatives: Note = Field(default="", title="Miksi kaksi kieltoa saa jäädä")
    long_word: Note = Field(default="", title="Miksi pitkä sana saa jäädä")
    abbreviation: Note = Field(default="", title="Miksi lyhenne saa jäädä")
    unexplained: Note = Field(default="", title="Miksi termi saa jäädä selittämättä")

    def reason(self, rule: str) -> str:
        """Give the reason for a rule, or nothing."""
        return str(getattr(self, rule))


PLAIN_EXCEPTIONS = "Selkokielen säännöt, joita teksti ei noudata, ja miksi"


class Translation(Model):
    """What a translation says of itself; it stands under ``translation`` in its file."""

    state: Literal["draft", "approved"] = Field(title="Käännöksen tila")
    approved: Approval | None = Field(default=None, title="Käännöksen hyväksyntä")
    follows: str = Field(title="Alkutekstin tunniste, jota käännös seuraa")
    words: str = Field(default="", title=REVIEWED, description=WRITTEN)

    _explained = field_validator("approved")(_explains_the_state)

    def check(self, updated: date | None) -> Iterator[Finding]:
        """Yield what is wrong, given the day of the original's last update, if it has one."""
        yield from _judged(self.state, self.approved, updated)


class Entry(Part):
    """An entry of a table: an audience, a role, a theme, a source."""

    title: Line = Field(title="Nimi")
    summary: Line = Field(default="", title="Tiivistelmä")

    @property
    def shown_sign(self) -> str:
        """Give the sign that is drawn beside its name, if there is one."""
        return ""

    @property
    def reader(self) -> Reader:
        """Give whom a text speaks to that is for it."""
        return "professional"

    @property
    def invented(self) -> bool:
        """Tell whether it is made up to show how one is filled in."""
        return False

    @property
    def reviewed(self) -> date | None:
        """Give the day on which a jurist has read it, for what a jurist must read."""
        return None

    @property
    def note(self) -> str:
        """Give what stands after its name, if anything does."""
        return ""

    @property
    def outside(self) -> str:
        """Give where it leads out of the bank, if it does."""
        return ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a record says is wrong with itself: where, a problem's code, its values."""

    where: tuple[str | int, ...]
    code: str
    values: dict[str, str]
    severity: Severity = Severity.ERROR


class Record(Part):
    """A material with a page: for whom it is, how old it is, who stands behind it."""

    title: Line = Field(title="Nimi")
    summary: Line = Field(title="Tiivistelmä", description="Yksi virke: mikä tämä on")
    audience: tuple[Audience, ...] = Field(title="Kenelle", min_length=1)
    roles: tuple[Role, ...] = Field(default=(), title="Roolit")
    themes: tuple[Theme, ...] = Field(default=(), title="Teemat")
    version: Version = Field(title="Versio", description="Esimerkiksi 1.0")
    updated: Day = Field(title="Päivitetty", description="Päivä muodossa 2026-11-22")
    review_by: Day = Field(title="Tarkistettava viimeistään")
    state: Literal["draft", "approved", "withdrawn"] = Field(title="Tila")
    approved: Approval | None = Field(default=None, title="Hyväksyntä")
    withdrawn: Withdrawal | None = Field(default=None, title="Käytöstä poisto")
    changes: Items[Change] = Field(default=(), title="Muutokset", description="Uusin ensin")
    sources: tuple[Source, ...] = Field(default=(), title="Lähteet")
    law: tuple[Law, ...] = Field(default=(), title="Lain kohdat, joihin oikeudet perustuvat")
    order: int = Field(default=100, title="Paikka luettelossa", ge=1, description="Pienin ensin")
    related: tuple[Ref, ...] = Field(default=(), title="Liittyvät materiaalit")
    followed_by: tuple[Ref, ...] = Field(
        default=(),
        title="Mitä tehdään tämän jälkeen",
        description="Toiset sivut sanovat sen takaisin",
    )
    plain_of: Ref | None = Field(default=None, title="Minkä materiaalin selkokielinen pari")
    plain_exceptions: PlainExceptions = Field(default=PlainExceptions(), title=PLAIN_EXCEPTIONS)
    image: Image | None = Field(default=None, title="Kuva")
    without: tuple[str, ...] = Field(
        default=(),
        title="Tiedostot, joita ei tehdä",
        description="Esimerkiksi [pdf-folded]: taitettavaa esitettä ei tehdä eikä tarjota",
    )
    formerly: tuple[Address, ...] = Field(
        default=(), title="Entiset osoitteet", description="Ilman kieltä: esitteet/perheelle"
    )

    @property
    def slug(self) -> str:
        """Give the last part of the address."""
        return self.id

    @property
    def minutes(self) -> int:
        """Give how long what it tells of takes; 0 when it has no length."""
        return 0

    @property
    def watched(self) -> str:
        """Give how long it takes to watch, in words; nothing when nothing is watched."""
        return ""

    @property
    def internal(self) -> bool:
        """Tell whether it is for the bank's editors alone."""
        return False

    @field_validator("review_by")
    @classmethod
    def _review_follows_update(cls, value: date, info: ValidationInfo) -> date:
        updated = info.data.get("updated")
        if updated and value < updated:
            raise PydanticCustomError("review-before-update", "", {"updated": str(updated)})
        return value

    _explained = field_validator("approved", "withdrawn")(_explains_the_state)

    def check(self) -> Iterator[Finding]:
        """Yield what only the whole record can tell."""
        yield from _judged(self.state, self.approved or self.withdrawn, self.updated)
        yield from self._unordered()

    def _unordered(self) -> Iterator[Finding]:
        """Yield the changes that are newer than the one above, the first one than the record."""
        version, day = numbers(self.version), self.updated
        for index, change in enumerate(self.changes):
            if numbers(change.version) > version or change.on > day:
                values = {"version": change.version, "day": change.on.isoformat()}
                yield Finding(("changes", index), "change-newer", values)
            version, day = numbers(change.version), change.on


def _judged(
    state: str, explained: Approval | Withdrawal | None, updated: date | None
) -> Iterator[Finding]:
    """Hold a state against what explains it, and an approval against the last update."""
    if state != "draft" and not explained:
        yield Finding(("state",), "state-unexplained", {"state": state})
    if isinstance(explained, Approval) and updated and explained.on < updated:
        values = {"updated": updated.isoformat()}
        yield Finding(("approved", "on"), "approved-before-update", values)


def numbers(version: str) -> tuple[int, ...]:
    """Give the three numbers of a version, by which it is compared: 1.10 comes after 1.9."""
    return tuple(map(int, f"{version}.0".split(".")[:3]))
