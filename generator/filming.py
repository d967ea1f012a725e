"""Scripts -> films beside them, WebM and MP4, by ffmpeg; no part of a build.

The same ffmpeg makes the same bytes of the same script: it works in one thread, and writes no
time, no version and nothing that a recording told of itself into what it makes.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from generator.bank.films import film_path, may_speak
from generator.bank.lookup import Answers, Lookup
from generator.formats import SCREEN
from generator.outputs.film import screens_task
from generator.outputs.preview import sides
from generator.problem import Position, Problem
from generator.reel import Reel, stamp
from generator.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.bank.library import Library
    from generator.kinds.video import Video
    from generator.source.validate import Edition

FFMPEG = "ffmpeg"
RATE = 2  # pictures a second: nothing moves
SETS = f"fps={RATE},scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"
FITS = (
    f"scale={SCREEN[0]}:{SCREEN[1]}:force_original_aspect_ratio=decrease,"
    f"pad={SCREEN[0]}:{SCREEN[1]}:-1:-1,fps=25,format=yuv420p"
)
SAME = ("-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact")
PLAIN = ("-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn")
COLOURS = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709")
ENCODED = {
    ".webm": (
        *("-c:v", "libvpx-vp9", "-b:v", "0", "-crf", "42", "-deadline", "good", "-cpu-used", "4"),
        *("-row-mt", "0", "-c:a", "libopus", "-b:a", "24k", "-ac", "1"),
    ),
    ".mp4": (
        *("-c:v", "libx264", "-preset", "slow", "-tune", "stillimage", "-crf", "34"),
        *("-x264-params", "threads=1", "-movflags", "+faststart"),
        *("-c:a", "aac", "-b:a", "40k", "-ac", "1"),
    ),
}
"""How each type is written: VP9 and Opus, H.264 and AAC."""
SAMPLES = 8000  # a second
HEARD = ("-map", "0:a:0", "-ac", "1", "-ar", str(SAMPLES), "-f", "s16le", "-")
# A dot of each picture; the cover of a record is none.
SEEN = ("-map", "0:V:0", "-vf", f"fps={RATE},scale=1:1,format=gray", "-f", "rawvideo", "-")
NOTHING = "matches no streams"
"""What ffmpeg says of a file without what is asked of it."""
QUIET = 33  # of 32768, 60 decibels below the loudest: what a microphone without a voice gives
TRAIL = 0.2  # seconds in which a last word dies away


class FfmpegError(OSError):
    """What ffmpeg could not make, in its own words."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What was recorded for a script: a voice for its drawings, or a whole film."""

    file: Path
    whole: bool = False


def lacking() -> bool:
    """Tell whether there is no ffmpeg."""
    return shutil.which(FFMPEG) is None


def scripts(
    library: Library, names: Sequence[str] = (), language: str = ""
) -> tuple[Edition[Video], ...]:
    """Give the scripts of these names, or all, in a language or in every."""
    return tuple(
        cast("Edition[Video]", edition)
        for each in ([language] if language else library.languages)
        for edition in library.records(each)
        if edition.kind.name == "video"
        and edition.record.state != "withdrawn"
        and (not names or edition.record.id in names)
    )


def spoken(scripts: Iterable[Edition[Video]], source: Path) -> list[Problem]:
    """Tell of which scripts a film made without a voice would lose one."""
    return [
        Problem(
            Position(each.path),
            "film-voice",
            values={"id": each.record.id, "language": each.language},
        )
        for each in scripts
        if may_speak(each.path, source)
    ]


def film(
    edition: Edition[Video], library: Library, source: Path, sound: Sound | None = None
) -> tuple[list[Path], list[Problem]]:
    """Make the film of a script beside it, and give its files.

    Or what is wrong with its words, or with what was recorded for it.

    Raises FfmpegError when ffmpeg cannot make it.
    """
    # A link is replaced, never written through.
    places = [source / film_path(edition.path, suffix) for suffix in ENCODED]
    targets = [place.parent.resolve() / place.name for place in places]
    if sound and sound.file.resolve() in targets:
        values = {"file": sound.file.name}
        return [], [Problem(Position(edition.path), "film-voice-in-place", values=values)]
    told = stamp(Reel(edition.record.script, voice=sound is not None))
    length = sum(screen.seconds for screen in edition.record.screens)
    if sound and (unfit := _unfit(sound, length, edition.path)):
        return [], [unfit]
    with TemporaryDirectory() as folder:
        if sound and sound.whole:
            given, sets = ["-i", str(sound.file.resolve()), "-map", "0:V:0", "-map", "0:a:0"], FITS
        else:
            problems = _pictures(edition, library, source, Path(folder))
            if problems:
                return [], problems
            given, sets = ["-f", "concat", "-safe", "0", "-i", "screens.txt"], SETS
            if sound:  # of a recording with a picture, the voice alone
                given += ["-i", str(sound.file.resolve()), "-map", "0:v:0", "-map", "1:a:0"]
            given += ["-t", str(length)]
        for suffix, encoded in ENCODED.items():
            keyed = ("-force_key_frames", ",".join(map(str, _begins(edition.record))))
            how = (*keyed, *encoded, *COLOURS, *PLAIN, *SAME, "-metadata", f"comment={told}")
            _run([*given, "-vf", sets, *how, f"film{suffix}"], Path(folder))
        for suffix, target in zip(ENCODED, targets, strict=True):
            write_whole(target, Path(folder, f"film{suffix}").read_bytes())
    return targets, []


def _unfit(sound: Sound, length: int, script: str) -> Problem | None:
    """Tell why no film can be made of what was recorded for a script of a length."""
    at, file = Position(script), str(sound.file.resolve())
    values = {"file": sound.file.name, "seconds": str(length)}
    try:
        seen = ceil(len(_read(file, SEEN)) / RATE) if sound.whole else length
        heard = memoryview(_read(file, HEARD)).cast("h")
    except FfmpegError as error:
        reason = (error.strerror or str(error)).removeprefix(f"{file}: ")
        return Problem(at, "film-voice-unread", values=values | {"reason": reason})
    if not seen:
        return Problem(at, "film-voice-alone", values=values)
    loud = (last for last in range(len(heard), 0, -1) if abs(heard[last - 1]) >= QUIET)
    if not (ends := next(loud, 0) / SAMPLES):
        return Problem(at, "film-voice-silent", values=values)
    over = ceil(ends - TRAIL) - length
    if over > 0 and not sound.whole:
        values |= {"heard": str(length + over), "over": str(over)}
        return Problem(at, "film-voice-long", values=values)
    if seen < length:
        values |= {"seen": str(seen)}
        return Problem(at, "film-voice-short", values=values)
    return None


def _read(file: str, what: Sequence[str]) -> bytes:
    """Give what ffmpeg reads of a file, nothing where there is no such thing in it.

    Raises FfmpegError when the file cannot be read.
    """
    try:
        return _run(["-i", file, *what], Path.cwd())
    except FfmpegError as error:
        if NOTHING in str(error):
            return b""
        raise


def _pictures(
    edition: Edition[Video], library: Library, source: Path, folder: Path
) -> list[Problem]:
    """Draw every screen, and list them with their times as ffmpeg reads them."""
    lookup = Lookup(Answers(library, edition.language, source))
    made = screens_task(edition, lookup).make()
    if made.faults:
        at = Position(edition.path)
        return [Problem(at, fault.code, "", fault.values) for fault in made.faults]
    lines = ["ffconcat version 1.0"]
    for number, picture in enumerate(sides(made.data, SCREEN[0], "image/png")):
        Path(folder, f"{number:03}.png").write_bytes(picture)
        seconds = edition.record.screens[number].seconds
        lines += [f"file {number:03}.png", f"duration {seconds}"]
    lines.append(lines[-2])  # the last needs an end as well
    Path(folder, "screens.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return []


def _begins(record: Video) -> Iterator[int]:
    now = 0
    for screen in record.screens:
        yield now
        now += screen.seconds


def _run(arguments: Sequence[str], folder: Path) -> bytes:
    command = [FFMPEG, "-hide_banner", "-loglevel", "error", "-nostdin", "-y", *arguments]
    # Debian's own program, with arguments that are ours and a path that the editor gave.
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise FfmpegError(
            0, next((line for line in said if NOTHING in line), (said or [FFMPEG])[-1])
        )
    return done.stdout
