"""Scripts -> the film of each, if one lies beside it that is of the words as they stand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.formats import MP4
from generator.kinds.video import Video
from generator.problem import Position, Problem, Severity
from generator.reel import LIMIT, MAX_BYTES, SUFFIXES, Film, is_whole, read_reel
from generator.source.load import FILMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.model.record import Record
    from generator.source.validate import Edition

VOICED = {
    "film-stale": "film-stale-voiced",
    "film-half": "film-half-voiced",
    "film-broken": "film-broken-voiced",
}
"""What a film's fault is called when a voice must be recorded anew."""


def films(
    records: Iterable[Edition[Record]], source: Path
) -> tuple[Mapping[str, Film], list[Problem]]:
    """Give the film of every script by the script's path, and what is wrong with the others.

    What is not of the script as it stands is left out with a notice: the page tells the script.
    """
    found: dict[str, Film] = {}
    problems = [*_alone(source)]
    for edition in records:
        if isinstance(edition.record, Video) and edition.makes(MP4):
            film, wrong = _film(edition, edition.record.script, source)
            problems += wrong
            if film:
                found[edition.path] = film
    return found, problems


def film_path(script: str, suffix: str) -> str:
    """Give where the film of a script lies: beside it, with its name."""
    return script.removesuffix(".yaml") + suffix


def may_speak(script: str, source: Path) -> bool:
    """Tell whether a voice would be lost if the film of a script were made anew without one.

    What does not tell what it is, or is cut short, may have one.
    """
    files = [source / film_path(script, suffix) for suffix in SUFFIXES]
    return any(_may_speak(file) for file in files if os.access(file, os.R_OK) and file.is_file())


def _may_speak(file: Path) -> bool:
    data = file.read_bytes() if file.stat().st_size <= MAX_BYTES else b"?"
    reel = read_reel(data) if is_whole(data, file.suffix) else None
    return bool(data) and (reel is None or reel.voice)


def _film(edition: Edition[Record], script: str, source: Path) -> tuple[Film | None, list[Problem]]:
    paths = [film_path(edition.path, suffix) for suffix in SUFFIXES]
    there = [path for path in paths if (source / path).exists()]
    if not there:
        return None, []
    values = {"id": edition.record.id, "language": edition.language}
    codes = VOICED if may_speak(edition.path, source) else {}
    if missing := [path for path in paths if path not in there]:
        code = codes.get("film-half", "film-half")
        return None, [_notice(path, code, values | {"file": path}) for path in missing]
    voices, problems, sound = set(), [], True
    for path in paths:
        code, values_of, voice = _judged(source, path, script)
        voices.add(voice)
        if code:
            severity = Severity.NOTICE if code != "film-large" else _severity(source / path)
            told = values | values_of
            problems.append(Problem(Position(path), codes.get(code, code), "", told, severity))
            sound = sound and code == "film-large" and severity is Severity.NOTICE
    if sound and len(voices) > 1:
        return None, [*problems, _notice(paths[0], VOICED["film-stale"], values)]  # one is heard
    return (Film(paths[0], paths[1], voices.pop()) if sound else None), problems


def _judged(source: Path, path: str, script: str) -> tuple[str, dict[str, str], bool]:
    """Give what is wrong with a file of a film, if anything, and whether it has a voice."""
    file, folder = source / path, (source / path).parent
    if not (file.is_file() and file.resolve().is_relative_to(folder.resolve())):
        return "film-broken", {}, False
    if (size := file.stat().st_size) > MAX_BYTES:
        return "film-large", _size(size), False
    data = file.read_bytes() if os.access(file, os.R_OK) else b""
    if not is_whole(data, file.suffix):
        return "film-broken", {}, False
    told = read_reel(data)
    if not told or told.script != script:
        return "film-stale", {}, False
    return ("film-large" if size > LIMIT else ""), _size(size), told.voice


def _severity(file: Path) -> Severity:
    return Severity.ERROR if file.stat().st_size > MAX_BYTES else Severity.NOTICE


def _size(size: int) -> dict[str, str]:
    return {"size": f"{size / 1e6:.1f}"}


def _notice(path: str, code: str, values: Mapping[str, str]) -> Problem:
    return Problem(Position(path), code, "", dict(values), Severity.NOTICE)


def _alone(source: Path) -> Iterator[Problem]:
    """Tell which films no script names."""
    for file in sorted((source / FILMS).glob("*")):
        if file.suffix in SUFFIXES and not file.with_suffix(".yaml").exists():
            path = f"{FILMS}/{file.name}"
            yield Problem(Position(path), "film-alone", values={"script": f"{file.stem}.yaml"})
