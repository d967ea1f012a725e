"""A video's script: scenes, and the captions and transcript made of their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from pydantic import Field

from generator import document as doc
from generator.document import msg, screen, section
from generator.formats import CAPTIONS, PDF_A4
from generator.kinds.shapes import TO, promised
from generator.model.fields import PROMISES, Items, Line, Part, Phrase, Promised, Prose
from generator.model.kind import Handout, Kind
from generator.model.record import Finding, Record
from generator.model.settings import WebAddress  # noqa: TC001 - pydantic reads it
from generator.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

ROW, ROWS = 40, 2
"""How many characters a row of a caption has, and how many rows."""
FASTEST = 17
"""The most characters a second that captions may ask to be read."""
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
    """A scene, and when it begins and ends, in minutes and seconds."""

    begins: str
    ends: str
    scene: Scene


class Scene(Part):
    """What is seen, what is said, and for how long."""

    title: Line = Field(title="Kohtaus")
    picture: Phrase = Field(title="Mitä kuvassa näkyy")
    words: Line = Field(title="Mitä sanotaan")
    seconds: int = Field(title="Kesto sekunteina", ge=1, le=600)

    @property
    def speed(self) -> float:
        """The characters that a reader of the captions must read in a second."""
        return len(self.words) / self.seconds

    @property
    def captions(self) -> tuple[tuple[str, ...], ...]:
        """The rows of each of its captions."""
        return tuple(_captions(self.words))


class Video(Record):
    """A script, and the film when there is one."""

    intro: Prose = Field(title="Kenelle ja mihin video on tarkoitettu")
    film: WebAddress = Field(
        default="",
        title="Valmiin videon osoite",
        description="Jätä pois, kunnes video on kuvattu",
    )
    scenes: Items[Scene] = Field(title="Kohtaukset")
    promises: tuple[Promised, ...] = Field(
        default=(), title="Lupaukset, joihin videon sanat nojaavat", description=PROMISES
    )
    making: Prose = Field(title="Ohjeet kuvaajalle")

    def check(self) -> Iterator[Finding]:
        """Yield the scenes whose captions would run too fast, or out of their scene's time."""
        yield from super().check()
        for index, scene in enumerate(self.scenes):
            where = ("scenes", index, "words")
            if (count := len(scene.captions)) * SHORTEST > 1000 * scene.seconds:
                yield Finding(where, "captions-short", {"count": str(count)})
            elif scene.speed > FASTEST:
                values = {"speed": f"{scene.speed:.0f}", "limit": str(FASTEST)}
                yield Finding(where, "captions-fast", values, Severity.NOTICE)

    @property
    def seconds(self) -> int:
        """The length of the video."""
        return sum(scene.seconds for scene in self.scenes)

    @property
    def length(self) -> str:
        """The length in minutes and seconds."""
        return _clock(self.seconds)

    @property
    def timed(self) -> tuple[Timed, ...]:
        """Each scene with its times."""
        found, now = [], 0
        for scene in self.scenes:
            found.append(Timed(_clock(now), _clock(now + scene.seconds), scene))
            now += scene.seconds
        return tuple(found)

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The captions. Each is shown for a second; the rest of a scene is shared by length."""
        found, start = [], 0
        for scene in self.scenes:
            captions = scene.captions
            whole = sum(_size(lines) for lines in captions)
            rest = 1000 * scene.seconds - SHORTEST * len(captions)
            said, begins = 0, start
            for number, lines in enumerate(captions, start=1):
                said += _size(lines)
                ends = start + SHORTEST * number + round(rest * said / whole)
                found.append(Cue(begins, ends, lines))
                begins = ends
            start += 1000 * scene.seconds
        return tuple(found)


def _captions(words: str) -> Iterator[tuple[str, ...]]:
    """Part words into captions, where a sentence ends if there is room until then.

    No word is cut: one that is longer than a row has a longer row.
    """
    rows: list[str] = []
    for sentence in SENTENCE_END.split(words):
        joined = _rows(" ".join([*rows, sentence]))
        if rows and len(joined) > ROWS:
            yield tuple(rows)
            joined = _rows(sentence)
        while len(joined) > ROWS:
            yield tuple(joined[:ROWS])
            joined = joined[ROWS:]
        rows = joined
    yield tuple(rows)


def _rows(text: str) -> list[str]:
    return wrap(text, ROW, break_long_words=False, break_on_hyphens=False)


def _size(lines: tuple[str, ...]) -> int:
    return sum(len(line) for line in lines)


def _clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def document(record: Video) -> doc.Document:
    """Tell the film or that it is missing, its storyboard, its transcript, how to film it."""
    missing = doc.Notice(
        msg("Here are its script, its captions and its transcript, by which it can be filmed."),
        msg("The video itself is still missing."),
    )
    storyboard = doc.Table(
        msg("Storyboard"),
        (msg("Time"), msg("Scene"), msg("What is seen"), msg("What is said")),
        tuple(
            (
                f"{timed.begins}{TO}{timed.ends}",
                timed.scene.title,
                timed.scene.picture,
                timed.scene.words,
            )
            for timed in record.timed
        ),
        row_head=1,
        narrow=(0, 1),
        role="storyboard",
    )
    length = msg("In all %(length)s", length=f"{record.length} min")
    said = (
        block
        for scene in record.scenes
        for block in (
            doc.Line(scene.words),
            doc.Definitions(((msg("In the picture"), scene.picture),), "picture"),
        )
    )
    return doc.document(
        doc.Outside(msg("Watch the video"), record.film) if record.film else screen(missing),
        doc.Prose(record.intro),
        section("scenes", msg("Storyboard"), storyboard, note=length),
        screen(section("transcript", msg("Transcript"), *said)),
        section("promises", msg("What you can trust"), *promised(record.promises)),
        section("making", msg("For those who film"), doc.Prose(record.making)),
    )


KIND = Kind(
    name="video",
    model=Video,
    document=document,
    folder="content",
    one={"fi": "Esittelyvideo", "sv": "Presentationsvideo"},
    many={"fi": "Esittelyvideot", "sv": "Presentationsvideor"},
    intro={
        "fi": "Videoiden käsikirjoitukset, tekstitykset ja tekstivastineet.",
        "sv": "Videornas manus, textning och textalternativ.",
    },
    order=24,
    address={"fi": "esittelyvideot", "sv": "presentationsvideor"},
    under="brochure",
    handouts=(Handout(PDF_A4),),
    texts=(CAPTIONS,),
)
