"""Videos: captions whose times are worked out, and the speed at which they are read."""

from __future__ import annotations

import json
import os
import subprocess
from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator import cli, filming
from generator.bank.lookup import Lookup
from generator.formats import CAPTIONS, CHAPTERS, MP4, POSTER, SCREEN, File
from generator.kinds.video import LEAST, LONG, ROW, ROWS, SHORTEST, SLOW, Video
from generator.outputs.makers import MAKERS
from generator.problem import Problem, Severity
from generator.reel import LIMIT
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

    from generator.source.validate import Edition

VIDEO = "content/video/koe-video.yaml"
WEBM_FILE, MP4_FILE = (f"content/video/koe-video{suffix}" for suffix in (".webm", ".mp4"))
PAGE = "esittelyvideot/koe-video/index.html"
SWEDISH = "content/video/koe-video.sv.yaml"
SWEDISH_PAGE = "sv/presentationsvideor/koe-video/index.html"
RECORD = deepcopy(bank.record("video", title="Koe video"))
RECORD["scenes"]["ovi"]["drawing"] = "koti"
FILES: bank.Files = bank.DRAWING | {VIDEO: RECORD}
WORDS = st.lists(
    st.from_regex(r"[a-zäö]{1,30}(-[a-zäö]{1,30})?[.?!]?", fullmatch=True), min_size=1, max_size=40
).map(" ".join)


def _scene(words: str, seconds: int) -> bank.Fields:
    return {"title": "Kohtaus", "picture": "Kuva.", "words": words, "seconds": str(seconds)}


def _video(*scenes: tuple[str, int]) -> Video:
    numbered = {f"kohtaus-{n}": _scene(*scene) for n, scene in enumerate(scenes)}
    return Video.model_validate(bank.record("video", scenes=numbered) | {"id": "koe"})


def _written(source: Path) -> str:
    return bank.made(source, CAPTIONS).data.decode()


@given(st.lists(st.tuples(WORDS, st.integers(1, 90)), min_size=1, max_size=5))
def test_captions_say_everything_and_follow_each_other(scenes: list[tuple[str, int]]) -> None:
    """Whatever is said is shown, in order, without gaps, each scene's words within the scene."""
    video = _video(*scenes)
    shown = " ".join(" ".join(cue.lines) for cue in video.cues)
    assert shown == " ".join(words for words, _ in scenes)
    assert video.cues[0].begins == 1000 * video.opening.seconds
    assert video.cues[-1].ends == 1000 * sum(screen.seconds for screen in video.screens)
    for one, other in pairwise(video.cues):
        assert one.ends == other.begins
    starts = {cue.begins for cue in video.cues}
    assert {1000 * timed.begins for timed in video.timed} <= starts
    for cue in video.cues:
        assert cue.ends - cue.begins >= SHORTEST
        assert len(cue.lines) <= ROWS
        assert all(len(line) <= ROW or " " not in line for line in cue.lines)
    words = {word for said, _ in scenes for word in said.split()}
    assert {word for cue in video.cues for line in cue.lines for word in line.split()} == words


@given(st.lists(st.tuples(WORDS, st.integers(1, 90)), min_size=1, max_size=5))
def test_a_slow_reader_has_the_time(scenes: list[tuple[str, int]]) -> None:
    """Whatever a film shows stays for as long as it is read slowly, and no scene is cut short."""
    video = _video(*scenes)
    shown = video.screens[1:]
    assert " ".join(screen.words for screen in shown) == " ".join(words for words, _ in scenes)
    for screen in video.screens:
        assert screen.seconds >= max(LEAST, 60 * len(screen.words.split()) / SLOW)
        assert screen.seconds >= 60 * len(screen.words) / LONG / SLOW
    for timed, (_, seconds) in zip(video.timed, scenes, strict=True):
        assert timed.ends - timed.begins >= seconds
    ends = [end for _, end, _ in video.chapters]
    assert ends[-1] == sum(screen.seconds for screen in video.screens)
    assert [begin for begin, *_ in video.chapters] == [0, *ends[:-1]]


def test_a_screen_ends_where_a_sentence_does() -> None:
    """Sentences that do not fit beside a drawing at once come one after another."""
    long = "Kysykää, ketkä tiimissä ovat, mistä siellä puhutaan ja mihin teiltä kysytään lupa."
    video = _video((f"Tiimi auttaa. {long} {long}", 1))
    assert [(screen.words, screen.seconds) for screen in video.screens[1:]] == [
        (f"Tiimi auttaa. {long}", 14),
        (long, 12),
    ]


def test_no_word_of_a_long_sentence_is_left_alone() -> None:
    """A sentence that needs two screens has about as much on each."""
    words = "Neljä osaa ovat yhteinen ymmärrys, ammattilaisten osaaminen, " * 2 + "ja koordinointi."
    shown = _video((words, 1)).screens[1:]
    assert len(shown) == 2
    assert min(len(screen.words) for screen in shown) > len(words) / 4


def test_the_script_is_known_by_what_is_shown() -> None:
    """Other words, another drawing or more time are another script; notes of a scene are not."""
    one = _video(("Tervetuloa.", 3))
    assert _video(("Tervetuloa.", 5)).script == one.script  # both are shown for as long
    assert _video(("Tervetuloa.", 6)).script != one.script
    assert _video(("Tervetuloa!", 3)).script != one.script
    scene = _scene("Tervetuloa.", 3)
    for changed, same in (({"picture": "Ovi."}, True), ({"drawing": "koti"}, False)):
        other = bank.record("video", scenes={"kohtaus-0": scene | changed}) | {"id": "koe"}
        assert (Video.model_validate(other).script == one.script) is same


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
        "1\n00:00:05.000 --> 00:01:06.000\nOvi &lt; 5 &amp; ikkuna --&gt; auki.\n\n"
        "2\n00:01:06.000 --> 00:01:11.000\nToinen.\n"
    )


def test_the_page_says_that_the_film_is_missing(source: Path) -> None:
    """Storyboard and transcript stand on the page, and a film only when there is one."""
    bank.write(source, {VIDEO: bank.record("video")})
    page = bank.pages(source)[PAGE]
    assert "Itse video puuttuu vielä." in page
    assert "0:05–0:10" in page
    assert page.count("Tervetuloa meille, istu tähän.") == 2
    assert "<video" not in page
    bank.write(source, {VIDEO: bank.record("video", film="https://alue.fi/video")})
    page = bank.pages(source)[PAGE]
    assert "puuttuu" not in page
    assert 'href="https://alue.fi/video"' in page


def test_a_film_of_the_script_is_played(source: Path) -> None:
    """It has both types, its size, poster and chapters, and nothing is loaded until it is asked."""
    bank.write(source, FILES | bank.film(VIDEO, RECORD))
    page = bank.pages(source)[PAGE]
    player = page[page.index("<video") : page.index("</video>")]
    assert 'controls playsinline preload="none" width="1280" height="720"' in player
    assert 'poster="koe-video-kansi.svg"' in player
    webm, mp4 = player.index('src="koe-video.webm"'), player.index('src="koe-video.mp4"')
    assert webm < mp4
    assert 'kind="chapters" src="koe-video-kohtaukset.vtt" srclang="fi"' in player
    assert "captions" not in player  # nothing is heard
    assert "muted" in player
    assert "puuttuu" not in page
    assert 'href="koe-video.mp4#t=5">0:05 Ovi' in page
    assert 'role="img" lang="fi" aria-label="Talo, jossa on ovi"' in page  # in the transcript
    assert bank.made(source, MP4).data == bank.film(VIDEO, RECORD)[MP4_FILE]
    assert bank.made(source, POSTER).data.startswith(b"<svg")
    chapters = bank.made(source, CHAPTERS).data.decode()
    assert "00:00:00.000 --> 00:00:05.000\nKoe video" in chapters
    assert "00:00:05.000 --> 00:00:10.000\nOvi" in chapters


def test_whoever_it_speaks_to_has_a_page_of_their_own(source: Path) -> None:
    """The film comes first, a way out stands above it, and what workers need is folded away."""
    bank.write(source, FILES | bank.film(VIDEO, RECORD))
    page = bank.pages(source)[PAGE]
    places = ["quick-exit", "<h1", "Katso video.", "<video", "Tekstivastine", "for-staff"]
    places += ["Sille, joka näyttää", "Video perheelle.", "Kuvakäsikirjoitus", "Kuvaajalle"]
    places += ['id="_about"']
    assert sorted(places, key=page.index) == sorted(places, key=places.index)
    uses = {job.format.use for job in bank.read(source)[1].handouts if "koe-video" in job.path}
    assert uses == {"edit"}  # nothing to hand out
    bank.write(source, {VIDEO: RECORD | {"audience": ["ammattilaiset"]}})
    page = bank.pages(source)[PAGE]
    assert "quick-exit" not in page
    assert "for-staff" not in page


def test_a_film_tells_its_version_beside_it(source: Path) -> None:
    """No film bears its state: its page does, right under the player, and its poster above it."""
    bank.write(source, FILES | bank.film(VIDEO, RECORD))
    page = bank.pages(source)[PAGE]
    under = page[page.index("</video>") :].split("</p>")[0]
    assert "Versio 1.0" in under
    assert "Luonnos" in under
    assert "Luonnos · Versio 1.0</text>" in bank.made(source, POSTER).data.decode()


def test_a_card_tells_how_long_it_is_watched(source: Path) -> None:
    """In minutes and seconds, never in sides of paper, beside its poster."""
    bank.write(source, FILES | bank.film(VIDEO, RECORD))
    library = bank.read(source)[0]
    here = PAGE.removesuffix("index.html")
    answers = bank.answers(library, source)["fi"]
    files = {here: (File(MP4, f"{here}koe-video.mp4", 1, None, ""),)}
    look = Lookup(answers.knowing(files)).look("koe-video")
    assert look
    assert (look.picture, look.size) == (f"{here}koe-video-kansi.svg", SCREEN)
    assert (look.sides, look.watched) == (0, "0:16 min")


def test_captions_are_for_a_voice(source: Path) -> None:
    """A film that is heard has them, and is not said to have no sound."""
    bank.write(source, FILES | bank.film(VIDEO, RECORD, voice=True))
    page = bank.pages(source)[PAGE]
    assert 'kind="captions" src="koe-video.vtt" srclang="fi" label="Tekstitys" default' in page
    assert "muted" not in page
    assert "ei ole ääntä" not in page


SOUND = bank.film(VIDEO, RECORD)
HEARD = bank.film(VIDEO, RECORD, voice=True)
NOT_SHOWN: dict[str, tuple[bank.Files, str]] = {
    "other words": ({VIDEO: RECORD | {"title": "Toinen"}}, "film-stale"),
    "no words told": (
        {MP4_FILE: SOUND[MP4_FILE].replace(b"script", b"nothin")},
        "film-stale-voiced",
    ),
    "cut short": ({MP4_FILE: SOUND[MP4_FILE][:-1]}, "film-broken-voiced"),
    "webm cut short": ({WEBM_FILE: SOUND[WEBM_FILE][:-1]}, "film-broken-voiced"),
    "mislabelled": ({MP4_FILE: SOUND[WEBM_FILE]}, "film-broken-voiced"),
    "empty": ({WEBM_FILE: b""}, "film-broken"),
    "text": ({WEBM_FILE: "version https://git-lfs.github.com/spec/v1\n"}, "film-broken-voiced"),
    "one heard": ({MP4_FILE: HEARD[MP4_FILE]}, "film-stale-voiced"),
    "heard, other words": ({**HEARD, VIDEO: RECORD | {"title": "Toinen"}}, "film-stale-voiced"),
    "heard, cut short": ({**HEARD, MP4_FILE: HEARD[MP4_FILE][:-1]}, "film-broken-voiced"),
}


@pytest.mark.parametrize("case", NOT_SHOWN)
def test_another_film_is_not_shown(source: Path, case: str) -> None:
    """What is not of the script as it stands, or not whole, is a notice; the script is there."""
    changed, code = NOT_SHOWN[case]
    bank.write(source, FILES | SOUND | changed)
    library, plan, problems = bank.read(source)
    assert {p.code for p in problems} == {code}
    assert {p.severity for p in problems} == {Severity.NOTICE}
    assert library.films == {}
    assert not [job for job in plan.beside if job.format.filmed]
    page = bank.pages(source)[PAGE]
    assert "<video" not in page
    assert "Itse video puuttuu vielä." in page


def test_half_a_film_is_not_shown(source: Path) -> None:
    """One type alone would not play everywhere."""
    bank.write(source, FILES | {MP4_FILE: SOUND[MP4_FILE]})
    library, _, problems = bank.read(source)
    assert [(p.code, p.at.path) for p in problems] == [("film-half", WEBM_FILE)]
    assert library.films == {}


def test_a_film_leads_nowhere_else(source: Path, tmp_path: Path) -> None:
    """A link out of the folder of scripts is no film of theirs."""
    bank.write(source, FILES | SOUND)
    there = tmp_path / "elsewhere.mp4"
    (source / MP4_FILE).rename(there)
    (source / MP4_FILE).symlink_to(there)
    assert {p.code for p in bank.read(source)[2]} == {"film-broken"}


def test_a_film_can_be_left_out(source: Path) -> None:
    """As any file that a record says it goes without."""
    bank.write(source, FILES | SOUND | {VIDEO: RECORD | {"without": ["mp4"]}})
    library, _, problems = bank.read(source)
    assert (library.films, problems) == ({}, [])


def test_a_translation_has_a_film_of_its_own(source: Path) -> None:
    """Its words are other words: its film lies beside it, and no other is shown in its place."""
    bank.write(source, FILES | SOUND)
    bank.swedish(source, VIDEO)
    assert "<video" not in bank.pages(source)[SWEDISH_PAGE]
    said = deepcopy(RECORD) | {"title": f"sv: {RECORD['title']}"}
    for scene in said["scenes"].values():
        scene["words"] = f"sv: {scene['words']}"
    webm, mp4 = bank.film(VIDEO, said).values()
    stem = SWEDISH.removesuffix(".yaml")
    bank.write(source, {f"{stem}.webm": webm, f"{stem}.mp4": mp4})
    assert 'src="koe-video.mp4"' in bank.pages(source)[SWEDISH_PAGE]
    library, plan, problems = bank.read(source)
    assert problems == []
    asked = bank.answers(library, source)
    made = {
        job.language: MAKERS[MP4.maker].task(job, Lookup(asked[job.language])).make().data
        for job in plan.beside
        if job.format == MP4
    }
    assert made == {"fi": SOUND[MP4_FILE], "sv": mp4}


def _filmed(source: Path, *given: str) -> tuple[int, str, list[str]]:
    """Ask for films: how the command ended, what it said, and of which scripts it made some."""
    made: list[str] = []

    def film(script: Edition[Video], *_: object) -> tuple[list[Path], list[Problem]]:
        made.append(script.path)
        return [], []

    with patch.object(filming, "lacking", lambda: False), patch.object(filming, "film", film):
        command = ["film", *given, "--source", str(source), "--lang", "en"]
        done = CliRunner().invoke(cli.main, command)
    return done.exit_code, done.output, made


def test_a_film_is_made_by_the_command_that_the_notice_gives(source: Path) -> None:
    """It makes the film of that language alone."""
    bank.write(source, FILES | SOUND)
    bank.swedish(source, VIDEO)
    stem = SWEDISH.removesuffix(".yaml")
    bank.write(source, {f"{stem}.webm": SOUND[WEBM_FILE], f"{stem}.mp4": SOUND[MP4_FILE]})
    (command,) = {each.hint("en").partition("generator ")[2] for each in bank.read(source)[2]}
    assert command == "film koe-video --language sv"
    assert _filmed(source, *command.split()[1:]) == (0, "", [SWEDISH])


@pytest.mark.parametrize("code", ["stale", "half", "broken"])
def test_no_voice_is_lost_unasked(source: Path, tmp_path: Path, code: str) -> None:
    """A film that is heard is made anew with a voice alone, as the notice says."""
    changed: dict[str, bank.Files] = {
        "stale": {**HEARD, VIDEO: RECORD | {"title": "Toinen"}},
        "half": {WEBM_FILE: HEARD[WEBM_FILE]},
        "broken": {**HEARD, MP4_FILE: HEARD[MP4_FILE][:-1]},
    }
    bank.write(source, FILES | changed[code])
    problems = bank.read(source)[2]
    assert {each.code for each in problems} == {f"film-{code}-voiced"}
    (command,) = {each.hint("en").partition("generator ")[2] for each in problems}
    for named in ((), ("koe-video",), ("koe-video", "--language", "fi")):
        ended, told, made = _filmed(source, *named)
        assert (ended, made) == (1, [])
        assert "would be lost" in told
    voice = tmp_path / "voice.wav"
    voice.write_bytes(b"")
    told = command.replace("voice.wav", str(voice))
    assert _filmed(source, *told.split()[1:]) == (0, "", [VIDEO])


def test_a_voice_keeps_no_other_film_from_being_made(source: Path) -> None:
    """What has none is made, also where the film beside it is heard."""
    bank.write(source, FILES | HEARD | {VIDEO: RECORD | {"title": "Toinen"}})
    bank.swedish(source, VIDEO)
    ended, _, made = _filmed(source)
    assert (ended, made) == (1, [SWEDISH])
    for path in HEARD:
        (source / path).unlink()  # what is taken away is not missed
    assert _filmed(source, "koe-video")[::2] == (0, [VIDEO, SWEDISH])


THERE = "There is no script: {}. The scripts and their languages: koe-video (fi).\n"


def test_a_film_is_in_a_language_of_the_bank(source: Path) -> None:
    """Another is said to be none."""
    bank.write(source, FILES)
    ended, told, made = _filmed(source, "koe-video", "--language", "ruotsi")
    assert (ended, made) == (2, [])
    assert "it can be fi, sv" in told
    assert _filmed(source, "--language", "sv") == (0, THERE.format("sv"), [])
    ended, told, made = _filmed(source, "koe-video", "--language", "sv")
    assert (ended, made) == (2, [])
    assert THERE.format("koe-video sv").strip() in told
    (source / VIDEO).unlink()
    assert _filmed(source) == (0, "The bank has no scripts.\n", [])


def test_what_is_no_script_is_told(source: Path) -> None:
    """A record of another kind has no film to make."""
    bank.write(source, FILES)
    ended, told, made = _filmed(source, "perheelle")
    assert (ended, made) == (2, [])
    assert THERE.format("perheelle").strip() in told


needs_ffmpeg = pytest.mark.skipif(
    filming.lacking(), reason="NO FFMPEG HERE: no film was made; apt-get install ffmpeg"
)


@pytest.mark.slow
@needs_ffmpeg
def test_films_are_made_the_same_again(source: Path) -> None:
    """Twice the same bytes, of the length of the script, which the page then plays."""
    bank.write(source, FILES)
    made = []
    for _ in range(2):
        found = CliRunner().invoke(cli.main, ["film", "koe-video", "--source", str(source)])
        assert found.exit_code == 0, found.output
        made.append([(source / path).read_bytes() for path in (WEBM_FILE, MP4_FILE)])
    assert made[0] == made[1]
    assert max(map(len, made[0])) < LIMIT
    library, _, problems = bank.read(source)
    assert problems == []
    assert not library.films[VIDEO].voice
    video = Video.model_validate(RECORD | {"id": "koe-video"})
    length = sum(screen.seconds for screen in video.screens)
    for path in (WEBM_FILE, MP4_FILE):
        told = _probe(source / path)
        assert float(told["format"]["duration"]) == pytest.approx(length, abs=1)
        assert [(each["width"], each["height"]) for each in told["streams"]] == [SCREEN]
    again = CliRunner().invoke(cli.main, ["film", "--source", str(source), "--lang", "en"])
    assert "Every script has a film" in again.output


@needs_ffmpeg
@pytest.mark.parametrize(
    ("option", "given", "code"),
    [
        ("--voice", ["sine=duration=18"], "film-voice-long"),
        ("--voice", ["anullsrc=r=8000:d=3"], "film-voice-silent"),
        ("--voice", ["testsrc=duration=1"], "film-voice-silent"),
        ("--voice", [], "film-voice-unread"),
        ("--voice", ["sine=duration=18,apad=pad_dur=1"], "film-voice-long"),
        ("--recorded", ["sine=duration=3"], "film-voice-alone"),
        ("--recorded", [], "film-voice-unread"),
        ("--recorded", ["testsrc=duration=12", "sine=duration=12"], "film-voice-short"),
        ("--recorded", ["testsrc=duration=1"], "film-voice-silent"),
    ],
)
def test_a_recording_that_is_none_is_told(
    source: Path, tmp_path: Path, option: str, given: list[str], code: str
) -> None:
    """What is cut, not heard or not seen makes no film, and why is said."""
    bank.write(source, FILES)
    file = tmp_path / "nauhoite.mkv"
    file.write_text("Ei ääntä.", encoding="utf-8")
    _recorded(file, *given)
    command = ["film", "koe-video", option, str(file), "--source", str(source), "--report", "json"]
    found = CliRunner().invoke(cli.main, command)
    assert found.exit_code == 1, found.output
    (told,) = json.loads(found.stdout)
    assert told["code"] == code
    assert not (source / MP4_FILE).exists()


@needs_ffmpeg
def test_a_voice_that_is_cut_is_told_by_how_much(source: Path, tmp_path: Path) -> None:
    """Of the length of the script, in whole seconds."""
    bank.write(source, FILES)
    voice = tmp_path / "puhe.mkv"
    _recorded(voice, "sine=duration=18.5")
    command = ["film", "koe-video", "--voice", str(voice), "--source", str(source), "--lang", "en"]
    told = CliRunner().invoke(cli.main, command).output
    assert "the voice lasts 19 s but the film 16 s, so that the last 3 s of" in told


@needs_ffmpeg
@pytest.mark.parametrize(
    "heard",
    [
        "sine=duration=15,apad=pad_dur=9",
        "aevalsrc=exprs=-0.1*lt(mod(t\\,1)\\,0.5):d=3",
        "sine=duration=1,adelay=15000,apad=pad_dur=1",
    ],
)
def test_a_voice_is_what_is_heard_of_it(source: Path, tmp_path: Path, heard: str) -> None:
    """A tail in which nothing is heard cuts nothing, and what swings one way alone is heard."""
    bank.write(source, FILES)
    voice = tmp_path / "puhe.wav"
    _recorded(voice, heard)
    with patch.object(filming, "ENCODED", {}):  # what is made of it, others tell
        command = ["film", "koe-video", "--voice", str(voice), "--source", str(source)]
        found = CliRunner().invoke(cli.main, command)
    assert found.exit_code == 0, found.output


@pytest.mark.parametrize("option", ["--voice", "--recorded"])
def test_a_pipe_is_no_recording(source: Path, tmp_path: Path, option: str) -> None:
    """It would be waited for for ever."""
    bank.write(source, FILES)
    pipe = tmp_path / "putki"
    os.mkfifo(pipe)
    command = ["film", "koe-video", option, str(pipe), "--source", str(source)]
    found = CliRunner().invoke(cli.main, command)
    assert found.exit_code == 2
    assert "putki" in found.output


@needs_ffmpeg
@pytest.mark.parametrize("option", ["--voice", "--recorded"])
@pytest.mark.parametrize("place", [WEBM_FILE, MP4_FILE])
def test_a_recording_is_not_made_into_itself(source: Path, option: str, place: str) -> None:
    """What stands where the film goes would be lost, so it is told and left as it is."""
    bank.write(source, FILES | {place: b"nauhoitus"})
    command = ["film", "koe-video", option, str(source / place), "--source", str(source)]
    found = CliRunner().invoke(cli.main, command)
    assert found.exit_code == 1
    assert "siirrä nauhoitus ensin muualle" in found.output
    assert (source / place).read_bytes() == b"nauhoitus"


def test_a_voice_and_a_film_are_not_both_taken(source: Path) -> None:
    """Which of them is meant, nobody knows."""
    bank.write(source, FILES)
    given = str(source / VIDEO)
    command = ["film", "koe-video", "--voice", given, "--recorded", given, "--source", str(source)]
    found = CliRunner().invoke(cli.main, command)
    assert found.exit_code == 2
    assert "--recorded" in found.output


def _recorded(file: Path, *sources: str) -> None:
    """Record what ffmpeg makes up, if anything."""
    made = [part for each in sources for part in ("-f", "lavfi", "-i", each)]
    if made:
        subprocess.run(["ffmpeg", "-v", "error", "-y", *made, str(file)], check=True)  # noqa: S607


@pytest.mark.slow
@needs_ffmpeg
def test_a_voice_brings_no_picture(source: Path, tmp_path: Path) -> None:
    """Of a large film that is given for its voice, the voice alone is taken."""
    bank.write(source, FILES)
    given = tmp_path / "nauhoite.mkv"
    _recorded(given, "testsrc=duration=3:size=1920x1080", "sine=duration=3")
    made = []
    for sound in (given, tmp_path / "puhe.mkv"):
        if sound != given:
            _recorded(sound, "sine=duration=3")
        command = ["film", "koe-video", "--voice", str(sound), "--source", str(source)]
        assert CliRunner().invoke(cli.main, command).exit_code == 0
        made.append((source / MP4_FILE).read_bytes())
    assert made[0] == made[1]


@pytest.mark.slow
@needs_ffmpeg
@pytest.mark.parametrize("option", ["--voice", "--recorded"])
def test_a_recording_becomes_a_film(source: Path, tmp_path: Path, option: str) -> None:
    """With a voice it is heard and has captions; what the camera told of itself is gone."""
    bank.write(source, FILES)
    given = tmp_path / "nauhoite.mkv"
    sound = ["-f", "lavfi", "-i", "sine=duration=16"]
    picture = ["-f", "lavfi", "-i", "testsrc=duration=16:size=320x240:rate=25"]
    told = ["-metadata", "location=+60.1+24.9/", "-metadata", "artist=Kuvaaja"]
    own = [*sound, *(picture if option == "--recorded" else [])]
    subprocess.run(["ffmpeg", "-v", "error", *own, *told, str(given)], check=True)  # noqa: S607
    command = ["film", "koe-video", option, str(given), "--source", str(source)]
    found = CliRunner().invoke(cli.main, command)
    assert found.exit_code == 0, found.output
    library, _, problems = bank.read(source)
    assert problems == []
    assert library.films[VIDEO].voice
    for path in (WEBM_FILE, MP4_FILE):
        kinds = [each["codec_type"] for each in _probe(source / path)["streams"]]
        assert sorted(kinds) == ["audio", "video"]
        assert b"Kuvaaja" not in (source / path).read_bytes()


def _probe(file: Path) -> dict[str, Any]:
    asked = ["-v", "error", "-of", "json", "-show_format", "-show_streams"]
    done = subprocess.run(["ffprobe", *asked, str(file)], capture_output=True, check=True)  # noqa: S607
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_without_ffmpeg_the_machine_lacks_it(source: Path) -> None:
    """It is said by name, with the code of what is missing, and nothing is written."""
    bank.write(source, FILES)
    with patch.object(filming, "FFMPEG", "no-such-ffmpeg"):
        found = CliRunner().invoke(cli.main, ["film", "--source", str(source)])
    assert found.exit_code == 3
    assert "no-such-ffmpeg" in found.output
    assert not (source / MP4_FILE).exists()


def test_a_recording_is_of_one_script(source: Path) -> None:
    """Which one, must be told."""
    bank.write(source, FILES)
    voice = str(source / VIDEO)
    with patch.object(filming, "lacking", lambda: False):
        for named in ([], ["koe-video", "--language", "sv"]):
            command = ["film", *named, "--voice", voice, "--source", str(source)]
            assert CliRunner().invoke(cli.main, command).exit_code == 2


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
