"""Trainings: the calendar and its feed, the trainer bank, the path, a day's slides."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from icalendar import Calendar, Timezone
from lxml import html

from generator.formats import CALENDAR, PDF_SLIDES
from generator.kinds.workshop import Workshop
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

    from generator.outputs.task import Made

EVENT: bank.Fields = {
    "title": "Kertaus; kaikille, heti",
    "summary": "Päivä & toinen.",
    "subject": "perheelle",
    "place": "Kirjasto",
    "updated": "2026-01-15",
}


def _events(source: Path, **events: bank.Fields) -> Path:
    return bank.write(source, {"content/event.yaml": events})


def _feed(source: Path, **options: Any) -> bytes:  # noqa: ANN401 - those of a build
    return bank.made(source, CALENDAR, **options).data


def _entries(feed: bytes) -> list[Any]:
    return list(Calendar.from_ical(feed).walk("VEVENT"))


# --- the feed --------------------------------------------------------------------------------


def test_feed_has_what_has_a_day(source: Path) -> None:
    """An occasion is in the feed in Finnish time, with an id, a stamp and an address of its own."""
    occasions = {
        "eka": {"title": "Alku", "day": "2027-03-15", "starts": "9:00", "ends": "15.30"},
        "toka": {"title": "Jatko", "when": "Sovitaan"},
    }
    (entry,) = _entries(_feed(_events(source, kertaus=EVENT | {"occasions": occasions})))
    assert entry["uid"] == "kertaus.eka@pankki.alue.fi"
    assert entry["dtstamp"].dt == datetime(2026, 1, 15, tzinfo=UTC)
    zone = ZoneInfo("Europe/Helsinki")
    assert entry["dtstart"].dt == datetime(2027, 3, 15, 9, tzinfo=zone)
    assert entry["dtend"].dt == datetime(2027, 3, 15, 15, 30, tzinfo=zone)
    assert entry["summary"] == "Kertaus; kaikille, heti: Alku"
    assert entry["description"] == "Päivä & toinen."
    assert entry["location"] == "Kirjasto"
    assert entry["url"] == f"{bank.BASE_URL}/esitteet/perheelle/"


def test_whole_days_end_when_the_next_begins(source: Path) -> None:
    """Without hours an occasion takes its days whole, the last included."""
    occasions = {"a": {"day": "2027-03-30", "last_day": "2027-03-31", "place": "Koti"}}
    (entry,) = _entries(_feed(_events(source, kertaus=EVENT | {"occasions": occasions})))
    assert entry["dtstart"].dt == date(2027, 3, 30)
    assert entry["dtend"].dt == date(2027, 4, 1)
    assert entry["location"] == "Koti"


def test_two_days_are_two_entries(source: Path) -> None:
    """A training of two days is not one of thirty hours; the clocks are turned on its second."""
    hours = {"starts": "9:00", "ends": "15:00"}
    occasions = {"a": {"day": "2027-03-27", "last_day": "2027-03-28"} | hours}
    entries = _entries(_feed(_events(source, kertaus=EVENT | {"occasions": occasions})))
    zone = ZoneInfo("Europe/Helsinki")
    assert [entry["dtstart"].dt for entry in entries] == [
        datetime(2027, 3, day, 9, tzinfo=zone) for day in (27, 28)
    ]
    assert [entry["dtend"].dt - entry["dtstart"].dt for entry in entries] == [
        timedelta(hours=6)
    ] * 2
    assert len({entry["uid"] for entry in entries}) == 2
    page = bank.pages(source)["kalenteri/index.html"]
    assert page.count("27.3.2027–28.3.2027, 9.00–15.00") == 2


def test_days_that_run_through_the_night_are_one_entry(source: Path) -> None:
    """What ends at an earlier hour than it began ends on its last day: in feed and on page."""
    hours = {"starts": "9:00", "ends": "8.30"}
    occasions = {"a": {"day": "2027-03-27", "last_day": "2027-03-29"} | hours}
    (entry,) = _entries(_feed(_events(source, kertaus=EVENT | {"occasions": occasions})))
    zone = ZoneInfo("Europe/Helsinki")
    assert entry["dtstart"].dt == datetime(2027, 3, 27, 9, tzinfo=zone)
    assert entry["dtend"].dt == datetime(2027, 3, 29, 8, 30, tzinfo=zone)
    page = bank.pages(source)["kalenteri/index.html"]
    assert page.count("27.3.2027–29.3.2027, 9.00–8.30") == 2


def test_the_same_day_twice_is_one_day(source: Path) -> None:
    """A last day that is the first says nothing more, in the feed or on the page."""
    days = {"day": "2027-03-15", "last_day": "2027-03-15", "starts": "9:00"}
    _events(source, kertaus=EVENT | {"occasions": {"a": days}})
    assert len(_entries(_feed(source))) == 1
    assert "15.3.2027, 9.00" in bank.pages(source)["kalenteri/index.html"]
    _events(source, kertaus=EVENT | {"occasions": {"a": days | {"ends": "8:00"}}})
    assert bank.codes(bank.read(source)[2]) == ["ends-first"]


def test_no_two_entries_share_what_calendars_know_them_by(source: Path) -> None:
    """Whatever the ids of events and occasions, and wherever the bank lies on its host."""
    several = {"day": "2027-03-15", "last_day": "2027-03-17", "starts": "9:00"}
    ids = {"a": ("b-c", "b", "b-2", "2"), "a-b": ("c", "2", "b"), "a-b-2": ("1",)}
    events = {
        name: EVENT | {"occasions": {each: dict(several) for each in occasions}}
        for name, occasions in ids.items()
    }
    _events(source, **events)
    known = [
        str(entry["uid"])
        for base in ("https://alue.fi", "https://alue.fi/pankki", "https://pankki.alue.fi")
        for entry in _entries(_feed(source, base_url=base))
    ]
    assert len(set(known)) == len(known) == 3 * 8 * 3


def test_feed_is_the_same_each_time_and_never_empty(source: Path) -> None:
    """No clock is read; with no day at all there is still a time zone, as RFC 5545 asks."""
    _events(source, kertaus=EVENT)
    feed = _feed(source)
    assert feed == _feed(source)
    assert _entries(feed) == []
    read = Calendar.from_ical(feed)
    assert len(read.walk("VTIMEZONE")) == 1
    assert read.decoded("refresh-interval") == timedelta(days=1)
    assert b"uid" not in _feed(source, base_url="https://toinen.fi").lower()


def test_the_zone_of_the_feed_is_that_of_finland(source: Path) -> None:
    """In every year of which the bank can speak, around each turn of the clocks and between."""
    (zone,) = Calendar.from_ical(_feed(_events(source, kertaus=EVENT))).walk("VTIMEZONE")
    assert isinstance(zone, Timezone)
    ours, theirs = zone.to_tz(), ZoneInfo(str(zone["tzid"]))
    for year in (*range(2015, 2036), 2050, 2099):
        for month, day in ((1, 15), (7, 15), *((m, d) for m in (3, 10) for d in range(24, 32))):
            for hour in (2, 4):  # between these the clocks are turned
                moment = datetime(year, month, day, hour)  # noqa: DTZ001 - local time
                assert ours.utcoffset(moment) == theirs.utcoffset(moment), moment


# --- the calendar's page ---------------------------------------------------------------------


def test_calendar_shows_every_event_and_sorts_the_days(source: Path) -> None:
    """Agreed days stand in order by month; what has none says when it will be agreed on."""
    late = {"occasions": {"a": {"title": "Myöhemmin", "day": "2027-05-01"}}}
    early = {"occasions": {"a": {"title": "Aiemmin", "day": "2027-04-01", "starts": "9:05"}}}
    open_one = {"title": "Avoin", "occasions": {"a": {"when": "Sovitaan alueella"}}}
    bare = {"title": "Tyhjä"}
    _events(source, eka=EVENT | late, toka=EVENT | early, kol=EVENT | open_one, nel=EVENT | bare)
    page = bank.pages(source)["kalenteri/index.html"]
    body = html.fragment_fromstring(page.partition("---\n\n")[2], create_parent="div")
    (days,) = body.find_class("days")
    said = " ".join(days.text_content().split())
    assert said.index("Aiemmin") < said.index("Myöhemmin")
    assert [month.text for month in days.iter("h3")] == ["Huhtikuu 2027", "Toukokuu 2027"]
    assert [item.get("data-until") for item in days.iter("li")] == ["2027-04-01", "2027-05-01"]
    assert "1.4.2027, 9.05" in said
    assert "Avoin" not in said
    assert "Sovitaan alueella" in page
    assert "Päivistä ei ole vielä sovittu." in page


def test_the_page_leads_to_the_feed(small: Path) -> None:
    """The built page names the feed that lies beside it, with its size."""
    page = (small / "site" / "kalenteri" / "index.html").read_text(encoding="utf-8")
    assert 'href="kalenteri.ics"' in page
    assert page.count(f"{bank.BASE_URL}/kalenteri/kalenteri.ics") == 2  # to read and to copy
    assert "ICS, 1" in page
    assert _entries((small / "site" / "kalenteri" / "kalenteri.ics").read_bytes())
    training = (small / "site" / "koulutus" / "index.html").read_text(encoding="utf-8")
    assert 'href="../kalenteri/"' in training
    assert 'href="../kouluttajapankki/"' in training


def test_a_table_alone_has_a_page_above_it(source: Path) -> None:
    """A calendar without trainings still stands under a page that is there."""
    _events(source, kertaus=EVENT)
    outcome = bank.build_here(source, source.parent / "site")
    assert outcome.code == 0, bank.lines(outcome.problems)


# --- what must not be written ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("occasion", "example", "code", "field"),
    [
        ({"day": "2027-03-15"}, "true", "example-dated", "occasions"),
        (
            {"day": "2027-03-15", "last_day": "2027-03-14"},
            "false",
            "ends-first",
            "occasions.a.last_day",
        ),
        (
            {"day": "2027-03-15", "starts": "10:00", "ends": "9:00"},
            "false",
            "ends-first",
            "occasions.a.ends",
        ),
        (
            {"day": "2027-03-15", "starts": "25:00"},
            "false",
            "bad-clock",
            "occasions.a.starts",
        ),
    ],
)
def test_wrong_times_are_told(
    source: Path, occasion: bank.Fields, example: str, code: str, field: str
) -> None:
    """An example with a day, an end before its beginning, an hour that is none."""
    _events(source, kertaus=EVENT | {"example": example, "occasions": {"a": occasion}})
    _, _, problems = bank.read(source)
    (problem,) = problems
    assert (problem.code, problem.field) == (code, field)
    assert problem.at.path == "content/event.yaml"


def test_an_evening_may_end_after_midnight(source: Path) -> None:
    """With a last day of its own, an occasion may end at an earlier hour than it began."""
    night = {"day": "2027-03-15", "last_day": "2027-03-16", "starts": "20:00", "ends": "8:00"}
    _events(source, kertaus=EVENT | {"occasions": {"a": night}})
    assert bank.read(source)[2] == []


TRAINER: bank.Fields = {
    "title": "Perhekeskus",
    "task": "Perheterapeutti",
    "themes": ["dialogi"],
    "region": "Koko alue",
    "consent": "2026-01-15",
}


def test_a_trainer_without_consent_is_an_error(source: Path) -> None:
    """Nobody stands in the bank without the day of consent, nor by a field for a name."""
    without = {name: value for name, value in TRAINER.items() if name != "consent"}
    bank.write(source, {"content/trainer.yaml": {"perhekeskus": without}})
    _, _, problems = bank.read(source)
    assert [(p.code, p.field) for p in problems] == [("missing-field", "consent")]
    bank.write(source, {"content/trainer.yaml": {"perhekeskus": TRAINER | {"name": "Kuka"}}})
    assert bank.codes(bank.read(source)[2]) == ["unknown-field"]


def test_an_example_is_marked(source: Path) -> None:
    """An example says so in its own row, and a real trainer does not."""
    rows = {"oikea": TRAINER, "malli": TRAINER | {"example": "true", "themes": ["dialogi"]}}
    bank.write(source, {"content/trainer.yaml": rows})
    page = bank.pages(source)["kouluttajapankki/index.html"]
    assert page.count("Keksitty esimerkki") == 1
    assert "15.1.2026" in page


def test_the_trainer_bank_tells_whom_to_ask(source: Path) -> None:
    """What a county has filled in, or whom to ask meanwhile; the settings say where it is told."""
    bank.write(source, {"content/trainer.yaml": {"perhekeskus": TRAINER}})
    page = bank.pages(source)["kouluttajapankki/index.html"]
    assert "Kysy esihenkilöltäsi" in page
    assert "<form" not in page
    assert "settings.yaml" not in page
    assert "# trainer_contact:" in (bank.ROOT / "content" / "settings.yaml").read_text("utf-8")
    settings = {"base_url": bank.BASE_URL, "trainer_contact": "Alueen koulutustiimi"}
    bank.write(source, {"content/settings.yaml": settings})
    page = bank.pages(source)["kouluttajapankki/index.html"]
    asked = page.partition("Kouluttajapankin yhteystieto")[2].partition("</p>")[0]
    assert "Alueen koulutustiimi" in asked
    assert "Kysy esihenkilöltäsi" not in page
    assert "<form" not in page


# --- the path --------------------------------------------------------------------------------


def test_the_chooser_needs_no_script(small: Path) -> None:
    """Each role opens by the browser's own means, and its answers lead to materials."""
    page = small / "site" / "koulutuspolku" / "koe-pathway" / "index.html"
    root = html.fromstring(page.read_bytes())
    choices = [it for it in root.iter("details") if "choice" in it.get("class", "")]
    assert [c.findtext("summary") for c in choices] == ["Olen työntekijä", "Olen johtaja"]
    for choice, answers in zip(choices, (2, 1), strict=True):
        links = [link.text for link in choice.iter("a") if link.get("class") != "permalink"]
        assert links == ["Perheelle"] * answers
        assert "onclick" not in html.tostring(choice, encoding="unicode")


# --- a training day --------------------------------------------------------------------------


def _slides(source: Path) -> Made:
    return bank.made(source, PDF_SLIDES)


def _day(**slide: object) -> bank.Files:
    fields = bank.record("workshop")
    session = fields["sessions"]["aloitus"]
    shown = session["slides"]["dia"] | slide
    changed = fields | {"sessions": {"aloitus": session | {"slides": {"dia": shown}}}}
    return {"materials/workshop/paiva.yaml": changed}


def test_each_slide_is_a_side_of_its_own(source: Path) -> None:
    """The slides are 16:9, one side each and one for the title, and pass every check."""
    rendered = _slides(bank.write(source, _day(layout="question")))
    assert rendered.faults == ()
    with pikepdf.open(io.BytesIO(rendered.data)) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            width, height = (float(value) for value in page.mediabox[2:])
            assert (round(width), round(height)) == (960, 540)


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(f"Rivi {number}." for number in range(12)),
        "\n\n".join(f"Rivi {number}." for number in range(60)),
        "Pitkä" * 60,
    ],
    ids=["a little", "a lot", "wide"],
)
def test_a_slide_that_is_too_full_is_a_fault(source: Path, text: str) -> None:
    """What does not fit on its slide is told: below it, far below it, or beside it."""
    rendered = _slides(bank.write(source, _day(text=text)))
    assert {fault.code for fault in rendered.faults} == {"pdf-overflow"}


def test_the_hours_follow_from_the_minutes() -> None:
    """The timetable begins when the day does, and each row where the one before it ends."""
    fields = bank.record("workshop", starts="8:45")
    session = fields["sessions"]["aloitus"]
    fields["sessions"] = {"a": session, "b": session | {"minutes": "90"}}
    day = Workshop.model_validate(fields | {"id": "paiva"})
    assert [hours for hours, _ in day.timetable] == ["8.45–9.30", "9.30–11.00"]
    assert day.minutes == 135
    assert day.sides == 5
