"""Videos: captions whose times are worked out, and the speed at which they are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats import CAPTIONS
from generator.kinds.video import FASTEST, ROW, ROWS, SHORTEST, Video
from generator.problem import Severity
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

VIDEO = "content/video/koe-video.yaml"
WORDS = st.lists(
    st.from_regex(r"[a-zäö]{1,30}(-[a-zäö]{1,30})?[.?!]?", fullmatch=True), min_size=1, max_size=40
).map(" ".join)


def _scene(words: str, seconds: int) -> bank.Fields:
    fields = {"title": "Kohtaus", "picture": "Kuva.", "words": words, "seconds": str(seconds)}
    return dict(fields)


def _video(*scenes: tuple[str, int]) -> Video:
    numbered = {f"kohtaus-{n}": _scene(*scene) for n, scene in enumerate(scenes)}
    return Video.model_validate(bank.record("video", scenes=numbered) | {"id": "koe"})


def _written(source: Path) -> str:
    return bank.made(source, CAPTIONS).data.decode()


@given(st.lists(st.tuples(WORDS, st.integers(40, 90)), min_size=1, max_size=5))
def test_captions_say_everything_and_follow_each_other(scenes: list[tuple[str, int]]) -> None:
    """Whatever is said is shown, in order, without gaps, each scene's words within the scene."""
    video = _video(*scenes)
    shown = " ".join(" ".join(cue.lines) for cue in video.cues)
    assert shown == " ".join(words for words, _ in scenes)
    assert video.cues[0].begins == 0
    assert video.cues[-1].ends == 1000 * video.seconds
    for one, other in zip(video.cues, video.cues[1:], strict=False):
        assert one.ends == other.begins
    starts = {cue.begins for cue in video.cues}
    total = 0
    for _, seconds in scenes:
        assert total in starts
        total += 1000 * seconds
    for cue in video.cues:
        assert cue.ends - cue.begins >= SHORTEST
        assert len(cue.lines) <= ROWS
        assert all(len(line) <= ROW or " " not in line for line in cue.lines)
    words = {word for said, _ in scenes for word in said.split()}
    assert {word for cue in video.cues for line in cue.lines for word in line.split()} == words


def test_a_short_caption_lasts_a_second() -> None:
    """Beside a long one it would flash by; the long one has what is left."""
    long = "Haluamme kuulla, mitä sinulle ja kaikille lapsillesi tänään kuuluu."
    video = _video((f"Hei kaikki. {long}", 3))
    assert [" ".join(cue.lines) for cue in video.cues] == ["Hei kaikki.", long]
    assert [(cue.begins, cue.ends) for cue in video.cues] == [(0, 1143), (1143, 3000)]


def test_a_caption_ends_where_a_sentence_does() -> None:
    """A sentence that would not fit begins a caption of its own."""
    words = "Tervetuloa. Istu tähän. Haluamme kuulla, mitä sinulle ja kaikille lapsillesi kuuluu."
    video = _video((words, 8))
    assert [" ".join(cue.lines) for cue in video.cues] == [
        "Tervetuloa. Istu tähän.",
        "Haluamme kuulla, mitä sinulle ja kaikille lapsillesi kuuluu.",
    ]


def test_captions_are_webvtt(source: Path) -> None:
    """The file has its mark, numbered cues with times, and no markup of an author's."""
    scenes = {"a": _scene("Ovi < 5 & ikkuna --> auki.", 61), "b": _scene("Toinen.", 3)}
    text = _written(bank.write(source, {VIDEO: bank.record("video", scenes=scenes)}))
    assert text == (
        "WEBVTT\n\n"
        "1\n00:00:00.000 --> 00:01:01.000\nOvi &lt; 5 &amp; ikkuna --&gt; auki.\n\n"
        "2\n00:01:01.000 --> 00:01:04.000\nToinen.\n"
    )


@pytest.mark.parametrize(("length", "told"), [(10 * FASTEST, False), (10 * FASTEST + 6, True)])
def test_captions_too_fast_to_read_are_noticed(source: Path, length: int, told: bool) -> None:  # noqa: FBT001
    """More than the limit of characters in a second is a notice at the words themselves."""
    words = "sana " * (length // 5) + "x" * (length % 5)
    scenes = {"rauhallinen": _scene("Hei.", 5), "nopea": _scene(words.ljust(length, "y"), 10)}
    bank.write(source, {VIDEO: bank.record("video", scenes=scenes)})
    _, _, problems = bank.read(source)
    assert [p.code for p in problems] == (["captions-fast"] if told else [])
    for problem in problems:
        assert problem.severity is Severity.NOTICE
        assert problem.field == "scenes.nopea.words"
        assert problem.at.line > 1
        assert "17" in problem.line("fi")


def test_the_page_says_that_the_film_is_missing(source: Path) -> None:
    """Storyboard and transcript stand on the page, and a film only when there is one."""
    bank.write(source, {VIDEO: bank.record("video")})
    page = bank.pages(source)["esittelyvideot/koe-video/index.html"]
    assert "Itse video puuttuu vielä." in page
    assert "0:00–0:05" in page
    assert page.count("Tervetuloa meille, istu tähän.") == 2
    bank.write(source, {VIDEO: bank.record("video", film="https://alue.fi/video")})
    page = bank.pages(source)["esittelyvideot/koe-video/index.html"]
    assert "puuttuu" not in page
    assert 'href="https://alue.fi/video"' in page


def test_captions_are_told_as_a_file(small: Path) -> None:
    """The page leads to the captions, and the catalogue counts their bytes but no pages."""
    folder = small / "site" / "esittelyvideot" / "koe-video"
    assert 'href="koe-video.vtt"' in (folder / "index.html").read_text(encoding="utf-8")
    records = json.loads((small / "site" / "catalogue.json").read_text(encoding="utf-8"))["records"]
    (told,) = (
        file for record in records for file in record["files"] if file["format"] == CAPTIONS.name
    )
    assert told["url"] == f"{bank.BASE_URL}/esittelyvideot/koe-video/koe-video.vtt"
    assert told["media_type"] == "text/vtt"
    assert told["bytes"] == (folder / "koe-video.vtt").stat().st_size
    assert told["pages"] is None
