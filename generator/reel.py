"""A film's bytes -> of which script it is, told by itself, without anything that plays films.

Its container bears a comment of ours (Matroska's tag, ISO/IEC 14496-12's metadata): the hash of
the script that it was made of, and whether it has a voice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SUFFIXES = (".webm", ".mp4")
STAMP = re.compile(rb"script ([0-9a-f]{64})(, with a voice)?")
LIMIT = 1_000_000
"""More than so many bytes are much for what is kept among texts."""
MAX_BYTES = 25_000_000  # it is read whole
SEGMENT = b"\x18\x53\x80\x67"


@dataclass(frozen=True, slots=True)
class Reel:
    """What a film tells of itself: the hash of its script, and whether it has a voice."""

    script: str
    voice: bool


@dataclass(frozen=True, slots=True)
class Film:
    """A film of a script: the paths of its files from the source folder, whether it has a voice."""

    webm: str
    mp4: str
    voice: bool

    def path(self, suffix: str) -> str:
        """Give the path of its file of a type."""
        return self.webm if suffix == SUFFIXES[0] else self.mp4


def stamp(reel: Reel) -> str:
    """Write what a film tells of itself, for the comment of its container."""
    return f"script {reel.script}{', with a voice' if reel.voice else ''}"


def read_reel(data: bytes) -> Reel | None:
    """Read what a film tells of itself; nothing when it tells nothing."""
    found = STAMP.search(data)
    return Reel(found[1].decode(), bool(found[2])) if found else None


def is_whole(data: bytes, suffix: str) -> bool:
    """Tell whether a file is of the type that its name says, to its end (RFC 8794, 14496-12)."""
    return _is_webm(data) if suffix == SUFFIXES[0] else _is_mp4(data)


def _is_webm(data: bytes) -> bool:
    """Tell whether the one segment after the head ends where the file does."""
    begin = data.find(SEGMENT, 0, 100) + len(SEGMENT)
    if not data.startswith(b"\x1a\x45\xdf\xa3") or begin < len(SEGMENT) or begin >= len(data):
        return False
    length = 9 - data[begin].bit_length()
    size = int.from_bytes(data[begin : begin + length], "big") & ((1 << 7 * length) - 1)
    return begin + length + size == len(data)


def _is_mp4(data: bytes) -> bool:
    """Tell whether the boxes fill the file."""
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size < 8 or (at == 0 and data[4:8] != b"ftyp"):  # noqa: PLR2004 - a box has a head
            return False
        at += size
    return at == len(data) and at > 0
