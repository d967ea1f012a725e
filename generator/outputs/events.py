"""Events with a day -> a feed that people's own calendars follow (iCalendar, RFC 5545).

The only module that knows icalendar. The clock is not read: an event bears the day on which
it was last edited.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from generator.kinds.event import ZONE
from generator.outputs.task import Bytes
from generator.outputs.view import Place

if TYPE_CHECKING:
    from datetime import date

    from icalendar import Calendar
    from icalendar import Event as Entry

    from generator.bank.lookup import Lookup
    from generator.bank.plan import Job, TablePage
    from generator.kinds.event import Event, Occasion

DAILY = timedelta(days=1)
"""How often a calendar that follows the feed is to ask for it again (RFC 7986)."""
SUMMER = datetime(1996, 3, 31, 3)  # noqa: DTZ001 - the zone's own time
WINTER = datetime(1996, 10, 27, 4)  # noqa: DTZ001 - as above
"""The first changes by the rule that still holds: on the last Sunday of March and of October."""


def calendar(job: Job[TablePage[Event]], lookup: Lookup) -> Bytes:
    """Write the feed of a page of events. Examples and what has no day yet are not in it."""
    from icalendar import Calendar, vDuration, vText  # noqa: PLC0415 - a quarter of a second

    place = Place(lookup)
    made = Calendar()
    made.add("prodid", f"-//{_bank(lookup)}//{job.subject.title}//{job.language.upper()}")
    made.add("version", "2.0")
    made.add("name", vText(job.subject.title))
    made.add("x-wr-calname", vText(job.subject.title))
    made.add("refresh-interval", DAILY, {"value": "DURATION"})
    made.add("x-published-ttl", vDuration(DAILY))
    _zone(made)
    for event in (found.entry for found in job.subject.entries):
        for occasion in event.occasions:
            for number, span in enumerate(occasion.spans):
                entry = _entry(event, occasion, span, place)
                entry.add("uid", _uid(event, occasion, number, lookup))
                made.add_component(entry)
    return Bytes(bytes(made.to_ical()))


def _uid(event: Event, occasion: Occasion, number: int, lookup: Lookup) -> str:
    """Give what calendars know an entry by, the same when its day is moved.

    Parts are joined by what no id may hold, or two events might share one.
    """
    day = f".{number + 1}" if number else ""
    return f"{event.id}.{occasion.id}{day}@{_bank(lookup)}"


def _entry(event: Event, occasion: Occasion, span: tuple[date, date | None], place: Place) -> Entry:
    from icalendar import Event as Entry  # noqa: PLC0415 - as above

    entry = Entry()
    entry.add("dtstamp", datetime.combine(event.updated, time(), UTC))
    entry.add("summary", ": ".join(filter(None, (event.title, occasion.title))))
    entry.add("description", event.summary)
    begins, ends = span
    entry.add("dtstart", begins)
    if ends:
        entry.add("dtend", ends)
    if where := occasion.place or event.place:
        entry.add("location", where)
    if event.subject and (target := place.target(event.subject)):
        entry.add("url", target.url)
    return entry


def _zone(made: Calendar) -> None:
    """Tell when the clocks are turned, as RFC 5545 asks; so the feed is never empty either."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # noqa: PLC0415 - as above

    zone = Timezone()
    zone.add("tzid", ZONE.key)
    for rule, name, begins, before, after in (
        (TimezoneStandard(), "EET", WINTER, 3, 2),
        (TimezoneDaylight(), "EEST", SUMMER, 2, 3),
    ):
        rule.add("dtstart", begins)
        rule.add("rrule", {"freq": "yearly", "bymonth": begins.month, "byday": "-1su"})
        rule.add("tzoffsetfrom", timedelta(hours=before))
        rule.add("tzoffsetto", timedelta(hours=after))
        rule.add("tzname", name)
        zone.add_component(rule)
    made.add_component(zone)


def _bank(lookup: Lookup) -> str:
    """Name this bank: its address without the scheme."""
    return lookup.base_url.partition("://")[2]
