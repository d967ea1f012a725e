"""Video -> its captions as WebVTT: every cue with its beginning and end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.kinds.video import Video
from generator.validate import Edition

if TYPE_CHECKING:
    from generator.library import Library
    from generator.plan import Job

# What WebVTT would read as markup.
ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def captions(job: Job, _library: Library) -> bytes:
    """Write the captions of a video, as a player reads them."""
    if not isinstance(job.subject, Edition) or not isinstance(job.subject.record, Video):
        message = f"only a video has captions, not {job.path}"
        raise TypeError(message)
    parts = ["WEBVTT"]
    for number, cue in enumerate(job.subject.record.cues, start=1):
        lines = "\n".join(cue.lines).translate(ESCAPED)
        parts.append(f"{number}\n{_clock(cue.begins)} --> {_clock(cue.ends)}\n{lines}")
    return ("\n\n".join(parts) + "\n").encode()


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"
