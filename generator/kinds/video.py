"""A video's script: scenes, and the film, captions and transcript made of their words."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import TYPE_CHECKING

from pydantic import Field

from generator import document as doc
from generator.document import msg, screen, section
from generator.document.richtext import RichText
from generator.formats import CAPTIONS, CHAPTERS, MP4, PDF_SCRIPT, POSTER, WEBM
from generator.kinds.shapes import TO, promised
from generator.model.fields import (
    DRAWING,
    PROMISES,
    Drawing,
    Items,
    Line,
    Part,
    Phrase,
    Promised,
    Prose,
)
from generator.model.kind import Handout, Kind
from generator.model.record import Record
from generator.model.settings import WebAddress  # noqa: TC001 - pydantic reads it

if TYPE_CHECKING:
    from collections.abc import Iterator

SLOW = 60
"""How many words a slow reader reads in a minute; nothing is shown for less than ``LEAST``."""
LEAST = 5
"""The least time for which words are shown, in seconds."""
LONG = 8
"""A word that is longer than so many characters is read as several."""
ROW, ROWS = 40, 2
"""How many characters a row of a caption has, and how many rows."""
SCREEN_ROW, SCREEN_ROWS = 24, 6
"""The same of what a film shows at once, beside a drawing."""
SHORTEST = 1000
"""The least time for which a caption is shown, in milliseconds."""
SENTENCE_END = re.compile(r"(?<=[.!?…]) ")


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption: its rows, and when it is shown, in milliseconds."""

    begins: int
    ends: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timed:
    """A scene, and when it begins and ends, in seconds."""

    begins: int
    ends: int
    scene: Scene

    @property
    def told(self) -> str:
        """From when to when, in minutes and seconds."""
        return f"{_clock(self.begins)}{TO}{_clock(self.ends)}"


@dataclass(frozen=True, slots=True)
class Screen:
    """What a film shows at once: words, the drawing beside them, and for how many seconds."""

    words: str
    drawing: str
    seconds: int


class Scene(Part):
    """What is seen, and what is said or read."""

    title: Line = Field(title="Kohtaus")
    drawing: Drawing | None = Field(default=None, title="Piirros", description=DRAWING)
    picture: Phrase = Field(title="Mitä kuvassa näkyy")
    words: Line = Field(title="Mitä sanotaan")
    seconds: int = Field(
        default=1,
        title="Kesto sekunteina vähintään",
        description="Jätä pois: kesto lasketaan sanoista hitaan lukijan mukaan",
        ge=1,
        le=600,
    )

    @property
    def captions(self) -> tuple[tuple[str, ...], ...]:
        """The rows of each of its captions."""
        return tuple(_parted(self.words, ROW, ROWS))

    @property
    def screens(self) -> tuple[Screen, ...]:
        """What a film shows one after another; the last waits until the scene is over."""
        shown = [
            _shown(" ".join(rows), self.drawing)
            for rows in _parted(self.words, SCREEN_ROW, SCREEN_ROWS)
        ]
        rest = self.seconds - sum(screen.seconds for screen in shown)
        shown[-1] = replace(shown[-1], seconds=shown[-1].seconds + max(rest, 0))
        return tuple(shown)

    @property
    def lasts(self) -> int:
        """How many seconds it takes: as many as a slow reader needs, or more."""
        return sum(screen.seconds for screen in self.screens)


class Video(Record):
    """A script, and the film when there is one."""

    lead: Phrase = Field(
        default=RichText(phrase=True),
        title="Ingressi",
        description="Sanat katsojalle; jätä pois, kun tiivistelmä riittää",
    )
    intro: Prose = Field(title="Kenelle ja mihin video on tarkoitettu")
    film: WebAddress = Field(
        default="",
        title="Kuvatun videon osoite",
        description="Jätä pois, jos videota ei ole muualla",
    )
    scenes: Items[Scene] = Field(title="Kohtaukset")
    promises: tuple[Promised, ...] = Field(
        default=(), title="Lupaukset, joihin videon sanat nojaavat", description=PROMISES
    )
    making: Prose = Field(title="Ohjeet kuvaajalle")

    @property
    def opening(self) -> Screen:
        """What a film begins with: its title, beside the first drawing."""
        return _shown(self.title, next((each.drawing for each in self.scenes if each.drawing), ""))

    @property
    def screens(self) -> tuple[Screen, ...]:
        """All that a film shows, one after another."""
        return (self.opening, *(screen for scene in self.scenes for screen in scene.screens))

    @property
    def script(self) -> str:
        """The hash of what a film is made of: of what it shows, and for how long."""
        shown = [(each.words, each.drawing, each.seconds) for each in self.screens]
        return hashlib.sha256(repr(shown).encode()).hexdigest()

    @property
    def watched(self) -> str:
        """The length in minutes and seconds."""
        return f"{_clock(sum(screen.seconds for screen in self.screens))} min"

    @property
    def timed(self) -> tuple[Timed, ...]:
        """Each scene with its times, after the title."""
        found, now = [], self.opening.seconds
        for scene in self.scenes:
            found.append(Timed(now, now + scene.lasts, scene))
            now += scene.lasts
        return tuple(found)

    @property
    def chapters(self) -> tuple[tuple[int, int, str], ...]:
        """The parts of a film: from when to when, in seconds, and what each is called."""
        scenes = ((each.begins, each.ends, each.scene.title) for each in self.timed)
        return ((0, self.opening.seconds, self.title), *scenes)

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The captions. Each is shown for a second; the rest of a scene is shared by length."""
        found = []
        for timed in self.timed:
            captions = timed.scene.captions
            whole = sum(_size(lines) for lines in captions)
            rest = 1000 * timed.scene.lasts - SHORTEST * len(captions)
            said, start = 0, 1000 * timed.begins
            begins = start
            for number, lines in enumerate(captions, start=1):
                said += _size(lines)
                ends = start + SHORTEST * number + round(rest * said / whole)
                found.append(Cue(begins, ends, lines))
                begins = ends
        return tuple(found)


def _shown(words: str, drawing: str | None) -> Screen:
    """Show words for as long as a slow reader needs."""
    count = max(len(words.split()), -(-len(words) // LONG))
    return Screen(words, drawing or "", max(LEAST, -(-60 * count // SLOW)))


def _parted(words: str, row: int, most: int) -> Iterator[tuple[str, ...]]:
    """Part words into rows that are shown at once, where a sentence ends if it can be.

    A longer one is parted evenly, so that no word of it is left alone.
    No word is cut: one that is longer than a row has a longer row.
    """
    rows: list[str] = []
    for sentence in SENTENCE_END.split(words):
        joined = _rows(" ".join([*rows, sentence]), row)
        if rows and len(joined) > most:
            yield tuple(rows)
            joined = _rows(sentence, row)
        while len(joined) > most:
            even = -(-len(joined) // -(-len(joined) // most))
            yield tuple(joined[:even])
            joined = joined[even:]
        rows = joined
    yield tuple(rows)


def _rows(text: str, row: int) -> list[str]:
    return wrap(text, row, break_long_words=False, break_on_hyphens=False)


def _size(lines: tuple[str, ...]) -> int:
    return sum(len(line) for line in lines)


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def document(record: Video) -> doc.Document:
    """Tell the film or that it is missing, its transcript; then what is for whoever shows it."""
    missing = doc.Notice(
        msg("Here are its script, its captions and its transcript, by which it can be filmed."),
        msg("The video itself is still missing."),
    )
    chapters = tuple((begins, _clock(begins), title) for begins, _, title in record.chapters)
    film = doc.Film(chapters, () if record.film else (missing,))
    begins = (f"{_clock(0)}{TO}{_clock(record.opening.seconds)}", msg("Title"), "", record.title)
    storyboard = doc.Table(
        msg("Storyboard"),
        (msg("Time"), msg("Scene"), msg("What is seen"), msg("What is said")),
        (
            begins,
            *(
                (timed.told, timed.scene.title, timed.scene.picture, timed.scene.words)
                for timed in record.timed
            ),
        ),
        row_head=1,
        narrow=(0, 1),
        role="storyboard",
    )
    length = msg("In all %(length)s", length=record.watched)
    return doc.document(
        screen(film),
        *([doc.Outside(msg("Watch the video"), record.film)] if record.film else []),
        screen(section("transcript", msg("Transcript"), *_transcript(record))),
        section("promises", msg("What you can trust"), *promised(record.promises)),
        section("intro", msg("For those who show it"), doc.Prose(record.intro), role="staff"),
        section("scenes", msg("Storyboard"), storyboard, note=length, role="staff"),
        section("making", msg("For those who film"), doc.Prose(record.making), role="staff"),
        lead=record.lead,
    )


def _transcript(record: Video) -> Iterator[doc.Block]:
    """Tell what a film says and shows: a drawing as it is, or what is seen in words."""
    for scene in record.scenes:
        words = doc.Line(scene.words)
        if scene.drawing:
            yield doc.Columns((doc.Pictogram(scene.drawing, heard=True), words), "drawn")
        else:
            yield words
            yield doc.Definitions(((msg("In the picture"), scene.picture),), "picture")


KIND = Kind(
    name="video",
    model=Video,
    document=document,
    folder="content",
    one={"fi": "Esittelyvideo", "sv": "Presentationsvideo"},
    many={"fi": "Esittelyvideot", "sv": "Presentationsvideor"},
    intro={
        "fi": "Lyhyet videot, joissa sanat luetaan ruudulta. Sama teksti on videon sivulla.",
        "sv": "Korta videor där orden läses på skärmen. Samma text finns på videons sida.",
    },
    order=24,
    address={"fi": "esittelyvideot", "sv": "presentationsvideor"},
    under="brochure",
    for_families=True,
    handouts=(Handout(PDF_SCRIPT),),
    texts=(CAPTIONS, MP4, WEBM, POSTER, CHAPTERS),
)
