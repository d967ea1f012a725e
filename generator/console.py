"""What the commands say: in Finnish or English, on any terminal, and never failing at it."""

from __future__ import annotations

import codecs
import os
import re
import sys
import tomllib
import unicodedata
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

import click

WORDS = Path(__file__).parent / "locale" / "console.toml"
PLAIN = {"”": '"', "“": '"', "’": "'", "–": "-", "…": "..."}  # noqa: RUF001 - these are what it is about
FILE_BYTES = re.compile("[\udc80-\udcff]")  # by which Python shows a name that is not UTF-8


def say(message: str, lang: str, **values: object) -> str:
    """Give a message in a language, with these values in it."""
    return _words()[message][lang].format(**values)


def tell(message: str) -> None:
    """Write a line on the standard error: what a person reads while a command runs."""
    _write(message, sys.stderr)


def answer(text: str, *, whole: bool = False) -> None:
    """Write a line on the standard output: what was asked for.

    Raises OSError when it must be ``whole``, for programs to read, and the disk is full.
    """
    failed = _write(text, sys.stdout)
    if whole and isinstance(failed, OSError) and not isinstance(failed, BrokenPipeError):
        raise failed


def coloured(word: str, colour: str) -> str:
    """Give a word in a colour, which whatever is no terminal is not sent (``NO_COLOR``, too)."""
    return word if os.environ.get("NO_COLOR") else click.style(word, fg=colour, bold=True)


def listen() -> None:
    """Make both streams write whatever they are given, near enough where they lack a letter."""
    codecs.register_error("nearest", _nearest)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="nearest")


def only_ascii() -> bool:
    """Tell whether what is read by programs must be written without letters beyond ASCII."""
    return (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "") != "utf8"


def _write(text: str, stream: IO[str] | None) -> Exception | None:
    # Nobody may be reading any more, or the disk be full: that changes nothing of what was done.
    try:
        click.echo(text, stream)
    except (OSError, ValueError) as error:
        with suppress(OSError, ValueError):
            _let_go(stream)
        return error
    return None


def _let_go(stream: IO[str] | None) -> None:
    """Lead a stream nowhere, so that Python does not fail at it once more as it ends."""
    if stream is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Give what can stand for the letters that a stream lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_plain(character) for character in lacking), error.end


def _plain(character: str) -> str:
    if FILE_BYTES.match(character):
        return f"\\x{ord(character) - 0xDC00:02x}"
    known = PLAIN.get(character) or unicodedata.normalize("NFKD", character)
    return known.encode("ascii", "ignore").decode() or "?"


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
