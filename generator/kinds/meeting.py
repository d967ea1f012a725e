"""A meeting template: an agenda with minutes and questions, and a recording template."""

from collections.abc import Callable, Iterator
from datetime import time
from typing import Annotated

from pydantic import Field, WithJsonSchema

from generator import document as doc
from generator.document import msg, pen, section
from generator.document.richtext import RichText
from generator.formats import (
    DOCX,
    DOCX_RECORDING,
    PDF_A4,
    PDF_FILLABLE,
    PDF_RECORDING,
    PDF_TABLE,
    TEXT,
    TEXT_RECORDING,
)
from generator.interface import duration
from generator.kinds.shapes import (
    CLIENT_DOCUMENT,
    HOUR,
    NO_CLIENT_DATA,
    PICKED,
    Clock,
    FormField,
    Picked,
    checklist,
    form_of,
    hours,
    picked,
    texts,
)
from generator.model.fields import ID_PATTERN, Item, Items, Line, Part, Phrase, Prose
from generator.model.kind import Handout, Kind
from generator.model.record import Finding, Record

LONGEST = 104  # weeks
DAY = 24 * HOUR
OneOfThem = Annotated[str, WithJsonSchema({"type": "string", "pattern": f"^{ID_PATTERN.pattern}$"})]
"""The id of a participant."""


class Participant(Part):
    """Who takes part, by role, and what for."""

    title: Line = Field(title="Kuka")
    text: Phrase = Field(title="Mikä on hänen tehtävänsä")


class Timed(Item):
    """Something to do before or after a meeting, if it is told how many weeks from it."""

    weeks: int = Field(
        default=0,
        title="Montako viikkoa ennen tapaamista tai sen jälkeen",
        description="Jätä pois, kun se tehdään juuri ennen tapaamista tai heti sen jälkeen",
        ge=1,
        le=LONGEST,
    )


class AgendaItem(Part):
    """A point of the agenda: its minutes, who is there, how it goes, what to ask."""

    title: Line = Field(title="Kohta")
    minutes: int = Field(
        default=0,
        title="Kesto minuutteina",
        description="Jätä pois, kun kohta saa kestää niin kauan kuin tarvitaan",
        ge=1,
        le=600,
    )
    present: tuple[OneOfThem, ...] = Field(
        default=(),
        title="Ketkä ovat huoneessa",
        min_length=1,
        description="Osallistujien tunnukset; jätä pois, kun kaikki ovat paikalla",
    )
    pause: bool = Field(
        default=False,
        title="Onko kohta tauko",
        description="true, kun kohdasta ei kirjoiteta mitään: sen rivi pöydän arkilla on matala",
    )
    text: Prose = Field(default=RichText(), title="Mitä kohdassa tehdään")
    statements: tuple[Picked, ...] = Field(
        default=(), title="Mittarin väitteet, joista puhutaan", description=PICKED
    )
    questions: Items[Item] = Field(default=(), title="Dialogisia kysymyksiä")


class Recorded(FormField):
    """A field of the recording template, which may be written already at the table."""

    at_table: bool = Field(
        default=False,
        title="Täytetäänkö kenttä jo pöydän ääressä",
        description="true, jos kenttä on myös pöydälle tulostettavan arkin kääntöpuolella;"
        " niitä mahtuu yhden sivun verran",
    )


class Meeting(Record):
    """A meeting: purpose, people, before, agenda, recording, after."""

    goal: Phrase = Field(
        default=RichText(phrase=True),
        title="Tavoite",
        description="Virke tai kaksi niille, jotka istuvat pöydän ääressä",
    )
    purpose: Prose = Field(title="Tapaamisen tarkoitus")
    participants: Items[Participant] = Field(default=(), title="Osallistujat")
    before: Items[Timed] = Field(default=(), title="Ennen tapaamista")
    starts: Clock | None = Field(
        default=None,
        title="Alkaa kello",
        description="Jätä pois, kun aika sovitaan joka kerta erikseen",
    )
    agenda: Items[AgendaItem] = Field(title="Runko")
    client_document: bool = Field(
        default=True,
        title="Onko täytetty pohja asiakasasiakirja",
        description="false, jos pohjaan ei kirjoiteta asiakkaan tietoja",
    )
    recording: Items[Recorded] = Field(title="Kirjaamispohja")
    records_as: Line = Field(
        default="",
        title="Mihin kansalliseen asiakirjarakenteeseen kirjaaminen tuottaa tietoa",
        description="Rakenteen nimi THL:n määrittelyssä",
    )
    records_as_checked: bool = Field(
        default=False,
        title="Onko rakenteen nimi tarkistettu",
        description="true, kun alue on vahvistanut sen; sitä ennen sen vieressä on huomautus",
    )
    after: Items[Timed] = Field(default=(), title="Tapaamisen jälkeen")

    @property
    def minutes(self) -> int:
        """The length of the meeting: the minutes of its agenda together, as they are known."""
        return sum(item.minutes for item in self.agenda)

    @property
    def timetable(self) -> tuple[tuple[str, AgendaItem], ...]:
        """Each point of the agenda with its hours, counted from the beginning if that is open."""
        told = hours(self.starts or time(0), (item.minutes for item in self.agenda))
        return tuple(zip(told, self.agenda, strict=True))

    def check(self) -> Iterator[Finding]:
        """Yield also hours that would begin anew, and who is in the room and does not take part."""
        yield from super().check()
        if self.minutes > DAY:
            yield Finding(("agenda",), "beyond-a-day", {"length": duration(self.minutes)})
        known = {person.id for person in self.participants}
        for index, item in enumerate(self.agenda):
            for number, name in enumerate(item.present):
                if name not in known:
                    where = ("agenda", index, "present", number)
                    yield Finding(where, "not-a-participant", {"name": name})


def document(record: Meeting) -> doc.Document:
    """Tell the leader what it is for, who comes, before, the agenda, after; then what is recorded.

    For a pen a sheet for the table stands between them.
    """
    people = tuple((person.title, person.text) for person in record.participants)
    rows = tuple(_step(record, item, when) for when, item in record.timetable)
    return doc.document(
        section(
            "purpose",
            msg("What it is for"),
            doc.Line(record.goal, "in-one-sentence"),
            doc.Prose(record.purpose),
        ),
        section("participants", msg("Who takes part"), doc.Definitions(people, "people")),
        _spread("before", msg("Before the meeting"), record.before, _weeks_before),
        section("agenda", msg("Agenda"), doc.Steps(rows, "agenda"), note=_length(record)),
        _spread("after", msg("After the meeting"), record.after, _weeks_after),
        pen(*_table_sheet(record)),
        section(
            "recording",
            msg("Recording template"),
            _notice(record),
            doc.Line(_records_as(record), "records-as"),
            form_of(record.recording),
            own_sheet=True,
            role="front",
        ),
    )


def _notice(record: Meeting) -> doc.Notice:
    return CLIENT_DOCUMENT if record.client_document else NO_CLIENT_DATA


def _step(record: Meeting, item: AgendaItem, when: str) -> doc.Section:
    """Give a point of the agenda as the leader needs it."""
    room = msg("In the room: %(names)s", names=_names(record, item)) if item.present else ""
    return section(
        f"agenda.{item.id}",
        item.title,
        doc.Line(room, "in-the-room"),
        doc.Columns((doc.Prose(item.text), doc.Items(texts(item.questions), "questions")), "talk"),
        section(
            "statements",
            msg("Statements of the measure"),
            picked(item.statements, doc.Items(())),
        ),
        minutes=item.minutes,
        note=msg("As long as it takes"),
        clock=when if record.starts else "",
    )


def _length(record: Meeting) -> doc.Text:
    """Tell how long it lasts, at least when a point of it has no set time."""
    length = duration(record.minutes)
    if all(item.minutes for item in record.agenda):
        return msg("In all %(length)s", length=length)
    return msg("At least %(length)s", length=length) if record.minutes else ""


def _names(record: Meeting, item: AgendaItem) -> str:
    return ", ".join(each.title for each in record.participants if each.id in item.present)


def _spread(
    field: str, title: doc.Message, items: tuple[Timed, ...], told: Callable[[int], doc.Message]
) -> doc.Section:
    """Give what to do in the order of time, by weeks if any are told; before, they count down."""
    weeks = sorted({item.weeks for item in items}, reverse=told is _weeks_before)
    if weeks == [0]:
        return checklist(field, title, items)
    parts = (
        (each, doc.Items(texts(tuple(item for item in items if item.weeks == each)), "checklist"))
        for each in weeks
    )
    return section(field, title, *(section(f"weeks-{n}", told(n), of) for n, of in parts))


def _weeks_before(weeks: int) -> doc.Message:
    if weeks > 1:
        return msg("%(weeks)s weeks before the meeting", weeks=str(weeks))
    return msg("A week before the meeting") if weeks else msg("Just before the meeting")


def _weeks_after(weeks: int) -> doc.Message:
    if weeks > 1:
        return msg("%(weeks)s weeks after the meeting", weeks=str(weeks))
    return msg("A week after the meeting") if weeks else msg("Right after the meeting")


def _table_sheet(record: Meeting) -> Iterator[doc.Section]:
    """Give what lies on the table: what it is about and when, and what is written there."""
    others = any(item.present for item in record.agenda)
    head = (msg("Time"), msg("What"), *((msg("In the room"),) if others else ()), msg("Notes"))
    rows = tuple(
        (
            when or (duration(item.minutes) if item.minutes else ""),
            item.title,
            *((_names(record, item) or msg("everybody"),) if others else ()),
            "",
        )
        for when, item in record.timetable
    )
    pauses = tuple(at for at, item in enumerate(record.agenda) if item.pause)
    agenda = doc.Table(
        msg("Agenda"), head, rows, row_head=1, narrow=(0,), low=pauses, role="running"
    )
    whose = doc.Field("whose", msg("Whose matter (one sheet for one family)"), "line")
    of = (doc.Field("date", msg("Date"), "date"), *((whose,) if record.client_document else ()))
    people = " · ".join(person.title for person in record.participants)
    goal = doc.Line(record.goal) if record.goal else doc.Prose(record.purpose)
    yield section(
        "table",
        msg("For the table: %(title)s", title=record.title),
        _notice(record),
        doc.Form(of, "whose"),
        section("goal", msg("Goal"), goal),
        section("people", msg("Who takes part"), doc.Line(people)),
        section("times", msg("Agenda"), agenda, note=_counted(record)),
        own_sheet=True,
        role="front one-side",
    )
    fields = form_of(tuple(field for field in record.recording if field.at_table))
    if fields.fields:
        yield section(
            "at_table",
            msg("Written at the table"),
            fields,
            own_sheet=True,
            role="one-side",
        )


def _counted(record: Meeting) -> doc.Text:
    return "" if record.starts else msg("Times are counted from the beginning")


def _records_as(record: Meeting) -> doc.Text:
    name = record.records_as
    if not name:
        return ""
    if record.records_as_checked:
        return msg("Gives information to the national document structure: %(name)s", name=name)
    return msg(
        "Gives information to the national document structure: %(name)s (to be checked)", name=name
    )


KIND = Kind(
    name="meeting",
    model=Meeting,
    document=document,
    folder="materials",
    one={"fi": "Tapaamisen runko", "sv": "Mötesmall"},
    many={"fi": "Tapaamiset", "sv": "Möten"},
    intro={
        "fi": "Rungot ja kirjaamispohjat verkostotapaamisiin ja kokouksiin.",
        "sv": "Dagordningar och anteckningsmallar för nätverksmöten och andra möten.",
    },
    order=40,
    address={"fi": "tapaamiset", "sv": "moten"},
    handouts=tuple(map(Handout, (PDF_A4, PDF_FILLABLE, PDF_TABLE, PDF_RECORDING))),
    texts=(DOCX, DOCX_RECORDING, TEXT, TEXT_RECORDING),
)
