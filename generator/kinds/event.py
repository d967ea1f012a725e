"""An event: a training or a network's meetings, with the days that a county has agreed on."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from generator.document.richtext import RichText
from generator.formats import CALENDAR
from generator.kinds.shapes import TO, Clock
from generator.model.fields import Day, Items, Line, Part, Phrase, Ref, Role
from generator.model.kind import Table
from generator.model.record import Entry

ZONE = ZoneInfo("Europe/Helsinki")
LONGEST = timedelta(days=31)
"""No occasion takes longer than this; more is several occasions."""


class Occasion(Part):
    """One time that an event is held; without a day it is yet to be agreed on.

    Its hours are those of each of its days, unless it ends at an earlier hour than it begins:
    then it lasts from its first day to its last.
    """

    title: Line = Field(default="", title="Kerran nimi")
    when: Line = Field(
        default="", title="Milloin, kun päivää ei ole", description="Esimerkiksi Sovitaan alueella"
    )
    day: Day | None = Field(default=None, title="Päivä")
    last_day: Day | None = Field(default=None, title="Viimeinen päivä, jos niitä on monta")
    starts: Clock | None = Field(default=None, title="Alkaa kello")
    ends: Clock | None = Field(default=None, title="Päättyy kello")
    place: Line = Field(default="", title="Paikka")

    @property
    def begins(self) -> tuple[date, time]:
        """When it begins, for sorting; without a day, last."""
        return self.day or date.max, self.starts or time.min

    @property
    def until(self) -> date | None:
        """The day after which it has been."""
        return self.last_day or self.day

    @property
    def hours(self) -> str:
        """The hours at which it begins and ends, as they are known."""
        known = [f"{at.hour}.{at.minute:02}" for at in (self.starts, self.ends) if at]
        return TO.join(known)

    @property
    def spans(self) -> Iterator[tuple[datetime | date, datetime | date | None]]:
        """Give what a calendar is told of it: each beginning, and its end if it is known.

        A training of two days is two spans. Whole days are one, to the day after the last.
        """
        if not self.day:
            return
        last = self.last_day or self.day
        if not self.starts:
            yield self.day, last + timedelta(days=1)
        elif self.ends and self.ends <= self.starts:
            yield _at(self.day, self.starts), _at(last, self.ends)
        else:
            for day in _days(self.day, last):
                yield _at(day, self.starts), _at(day, self.ends) if self.ends else None

    @field_validator("last_day", "starts", "ends")
    @classmethod
    def _nothing_hangs(cls, value: date | time | None, info: ValidationInfo) -> date | time | None:
        needed = {"last_day": "day", "starts": "day", "ends": "starts"}[str(info.field_name)]
        if value is not None and needed in info.data and info.data[needed] is None:
            raise PydanticCustomError("needs-field", "", {"needed": needed})
        return value

    @field_validator("day")
    @classmethod
    def _known_or_open(cls, value: date | None, info: ValidationInfo) -> date | None:
        if value and info.data.get("when"):
            raise PydanticCustomError("day-and-when", "")
        return value

    @field_validator("last_day")
    @classmethod
    def _days_in_order(cls, value: date | None, info: ValidationInfo) -> date | None:
        day = info.data.get("day")
        if value and day and value < day:
            raise PydanticCustomError("ends-first", "")
        if value and day and value - day >= LONGEST:
            raise PydanticCustomError("lasts-long", "", {"days": LONGEST.days})
        return None if value == day else value

    @field_validator("starts", "ends")
    @classmethod
    def _hours_are_there(cls, value: time | None, info: ValidationInfo) -> time | None:
        """Refuse an hour that the clocks pass over when they are turned forward."""
        first: date | None = info.data.get("day")
        last = info.data.get("last_day") or first
        held = _days(first, last) if first and last else ()
        for at in (_at(day, value) for day in held if value):
            if at.astimezone(UTC).astimezone(ZONE).replace(tzinfo=None) != at.replace(tzinfo=None):
                raise PydanticCustomError("no-such-hour", "", {"day": at.date().isoformat()})
        return value

    @field_validator("ends")
    @classmethod
    def _hours_in_order(cls, value: time | None, info: ValidationInfo) -> time | None:
        starts, one_day = info.data.get("starts"), not info.data.get("last_day")
        if value and starts and one_day and value <= starts:
            raise PydanticCustomError("ends-first", "")
        return value


class Event(Entry):
    """A series or a single event; an example shows how one is filled in and has no day."""

    summary: Line = Field(title="Tiivistelmä")
    subject: Ref | None = Field(default=None, title="Koulutus, tapaaminen tai verkosto")
    roles: tuple[Role, ...] = Field(default=(), title="Kenelle")
    rhythm: Line = Field(default="", title="Kuinka monta kertaa tai kuinka usein")
    organiser: Phrase = Field(default=RichText(phrase=True), title="Järjestäjä")
    place: Line = Field(default="", title="Paikka")
    example: bool = Field(default=False, title="Onko tämä keksitty esimerkki")
    updated: Day = Field(title="Päivitetty")
    occasions: Items[Occasion] = Field(default=(), title="Kerrat")

    @field_validator("occasions")
    @classmethod
    def _no_invented_days(
        cls, value: tuple[Occasion, ...], info: ValidationInfo
    ) -> tuple[Occasion, ...]:
        if info.data.get("example") and any(occasion.day for occasion in value):
            raise PydanticCustomError("example-dated", "")
        return value

    @property
    def invented(self) -> bool:
        """Tell whether it is an example."""
        return self.example

    @property
    def dated(self) -> tuple[Occasion, ...]:
        """The times whose day is agreed on."""
        return tuple(occasion for occasion in self.occasions if occasion.day)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, ZONE)


Dated = tuple[Event, Occasion]


def by_month(events: tuple[Event, ...]) -> tuple[tuple[date, tuple[Dated, ...]], ...]:
    """Give every time whose day is agreed on, in the order of days, under its month's first."""
    found = [(event, occasion) for event in events for occasion in event.dated]
    ordered = sorted(found, key=lambda pair: pair[1].begins)
    months = groupby(ordered, key=lambda pair: pair[1].begins[0].replace(day=1))
    return tuple((first, tuple(within)) for first, within in months)


TABLE = Table(
    name="event",
    model=Event,
    folder="content",
    one={"fi": "Tapahtuma", "sv": "Evenemang"},
    many={"fi": "Koulutuskalenteri", "sv": "Utbildningskalender"},
    intro={
        "fi": "Koulutukset ja verkostojen tapaamiset, jotka alueella toistuvat. Päivä näkyy,"
        " kun alue on sopinut siitä.",
        "sv": "Utbildningar och nätverksträffar som återkommer i området. En dag visas när"
        " området har kommit överens om den.",
    },
    order=57,
    address={"fi": "kalenteri", "sv": "kalender"},
    under="training",
    overview=by_month,
    index="event",
    texts=(CALENDAR,),
)
