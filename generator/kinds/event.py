"""An event: a training or a network's meetings, with the days that a county has agreed on."""

from datetime import date, time

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from generator.document.richtext import RichText
from generator.formats import CALENDAR
from generator.kinds.shapes import TO, Clock
from generator.model.fields import Day, Items, Line, Part, Phrase, Ref, Role
from generator.model.kind import Table
from generator.model.record import Entry

ENDS_FIRST, EXAMPLE_DATED = "ends-first", "example-dated"


class Occasion(Part):
    """One time that an event is held; without a day it is yet to be agreed on."""

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
    def hours(self) -> str:
        """The hours at which it begins and ends, as they are known."""
        known = [f"{at.hour}.{at.minute:02}" for at in (self.starts, self.ends) if at]
        return TO.join(known)

    @field_validator("last_day")
    @classmethod
    def _days_in_order(cls, value: date | None, info: ValidationInfo) -> date | None:
        day = info.data.get("day")
        if value and day and value < day:
            raise PydanticCustomError(ENDS_FIRST, "")
        return value

    @field_validator("ends")
    @classmethod
    def _hours_in_order(cls, value: time | None, info: ValidationInfo) -> time | None:
        starts, one_day = info.data.get("starts"), not info.data.get("last_day")
        if value and starts and one_day and value <= starts:
            raise PydanticCustomError(ENDS_FIRST, "")
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
            raise PydanticCustomError(EXAMPLE_DATED, "")
        return value

    @property
    def dated(self) -> tuple[Occasion, ...]:
        """The times whose day is agreed on."""
        return tuple(occasion for occasion in self.occasions if occasion.day)


def days(events: tuple[Event, ...]) -> tuple[tuple[Event, Occasion], ...]:
    """Give every time whose day is agreed on, in the order of days."""
    found = [(event, occasion) for event in events for occasion in event.dated]
    return tuple(sorted(found, key=lambda pair: pair[1].begins))


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
    overview=days,
    index="event",
    texts=(CALENDAR,),
)
