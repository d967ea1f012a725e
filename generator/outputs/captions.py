"""Video -> its captions as WebVTT: every cue with its beginning and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.outputs.task import Bytes

if TYPE_CHECKING:
    from generator.bank.lookup import Lookup
    from generator.bank.plan import Job
    from generator.kinds.video import Video
    from generator.source.validate import Edition

# What WebVTT would read as markup.
ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def captions(job: Job[Edition[Video]], _lookup: Lookup) -> Bytes:
    """Write the captions of a video, as a player reads them."""
    parts = ["WEBVTT"]
    for number, cue in enumerate(job.subject.record.cues, start=1):
        lines = "\n".join(cue.lines).translate(ESCAPED)
        parts.append(f"{number}\n{_clock(cue.begins)} --> {_clock(cue.ends)}\n{lines}")
    return Bytes(("\n\n".join(parts) + "\n").encode())


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"
