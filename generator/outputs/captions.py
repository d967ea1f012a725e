"""Video -> its captions and its chapters as WebVTT: every cue with its beginning and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.task import Bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.bank.lookup import Lookup
    from generator.bank.plan import Job
    from generator.kinds.video import Video
    from generator.source.validate import Edition

# What WebVTT would read as markup.
ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def captions(job: Job[Edition[Video]], _lookup: Lookup) -> Bytes:
    """Write the captions of a video, as a player reads them."""
    cues = job.subject.record.cues
    return _written((cue.begins, cue.ends, "\n".join(cue.lines)) for cue in cues)


def chapters(job: Job[Edition[Video]], _lookup: Lookup) -> Bytes:
    """Write the chapters of a video, by which a player leads to its scenes."""
    told = job.subject.record.chapters
    return _written((1000 * begins, 1000 * ends, title) for begins, ends, title in told)


def _written(cues: Iterable[tuple[int, int, str]]) -> Bytes:
    parts = ["WEBVTT"]
    for number, (begins, ends, text) in enumerate(cues, start=1):
        escaped = text.translate(ESCAPED)
        parts.append(f"{number}\n{_clock(begins)} --> {_clock(ends)}\n{escaped}")
    return Bytes(("\n\n".join(parts) + "\n").encode())


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"
