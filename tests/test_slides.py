"""Slides to be edited: what the slides on paper say, with the trainer's notes beside each."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pptx
import pytest
from pptx.enum.lang import MSO_LANGUAGE_ID

from generator import document as doc
from generator.document.richtext import in_language, parse
from generator.outputs.slides import BODY, LARGE, QUESTION, SHOWN, shown, write
from tests import bank
from tests.test_text import files, script_of

if TYPE_CHECKING:
    from pathlib import Path

WORKSHOP = "koe-workshop"


@pytest.fixture
def every(tmp_path: Path) -> Path:
    """Give a source folder with a record of each kind, the workshop in Swedish too."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    bank.swedish(source, bank.path_of("workshop", WORKSHOP))
    return source


def opened(data: bytes) -> Any:  # noqa: ANN401 - python-pptx has no types
    """Open slides."""
    return pptx.Presentation(io.BytesIO(data))


def slide(title: str, text: str, notes: str = "Sano tämä.", role: str = "") -> doc.Columns:
    """Give a slide as a document has it."""
    one = doc.section("slides.a", doc.msg("Slide: %(title)s", title=title), role=role)
    one = replace(one, blocks=(doc.Prose(parse(text)),))
    return doc.Columns((one, doc.Notice(parse(notes), "Muistiinpanot", "notes")), SHOWN)


def written(every: Path, *blocks: doc.Block) -> list[Any]:
    """Give the slides of a document of these blocks, without the first."""
    return list(opened(write(script_of(every, WORKSHOP, *blocks))).slides)[1:]


def test_slides_say_what_the_document_does(every: Path) -> None:
    """Each has its title in the title's place, its text below, what is said beside it as notes."""
    script = script_of(every, WORKSHOP)
    told = list(shown(script))
    made = opened(write(script))
    first, *others = made.slides
    assert first.shapes.title.text == script.title
    said = first.placeholders[1].text_frame.text
    assert script.address in said
    assert "Luonnos" in said
    assert "Versio 1.0" in said
    assert told
    assert len(told) == len(others)
    for (title, section, notes), other in zip(told, others, strict=True):
        assert next(iter(other.shapes)).shape_id == other.shapes.title.shape_id
        assert other.shapes.title.text == title
        assert "Dia" not in title
        (block,) = section.blocks
        assert isinstance(block, doc.Prose)
        words = " ".join(other.placeholders[1].text_frame.text.split())
        assert words in " ".join(script.said(block.text).replace("- ", "").split())
        assert other.notes_slide.notes_text_frame.text == script.said(notes.text)


def test_what_a_text_holds(every: Path) -> None:
    """Lists are lists, numbers number, emphasis and links stay; a question stands large."""
    one, two = written(
        every,
        slide(
            "Yksi", "Alku.\n\n- *vino* ja **vahva**\n- [malli](https://a.fi/)\n\n1. eka\n2. toka"
        ),
        slide("Kaksi", "Miksi?", role=QUESTION),
    )
    paragraphs = one.placeholders[1].text_frame.paragraphs
    assert [(each.text, each.level) for each in paragraphs] == [
        ("Alku.", 0),
        ("vino ja vahva", 1),
        ("malli", 1),
        ("eka", 1),
        ("toka", 1),
    ]
    numbered = ["buAutoNum" in each._p.xml for each in paragraphs]  # noqa: SLF001 - no public way
    assert numbered == [False, False, False, True, True]
    slanted, _, strong = paragraphs[1].runs
    assert (slanted.font.italic, strong.font.bold) == (True, True)
    assert paragraphs[2].runs[0].hyperlink.address == "https://a.fi/"
    (asked,) = two.placeholders[1].text_frame.paragraphs[0].runs
    assert asked.font.size.pt == LARGE > BODY


def test_every_run_is_in_its_language(every: Path) -> None:
    """A listener hears each word in its language, on a slide and in its notes."""
    for job, data in files(every, "slides"):
        own = {"fi": MSO_LANGUAGE_ID.FINNISH, "sv": MSO_LANGUAGE_ID.SWEDISH}[job.language]
        assert job.path.endswith("-kalvot.pptx" if job.language == "fi" else "-bilder.pptx")
        made = opened(data)
        assert made.core_properties.language == f"{job.language}-FI"
        frames = [place.text_frame for each in made.slides for place in each.placeholders]
        frames += [each.notes_slide.notes_text_frame for each in list(made.slides)[1:]]
        runs = [run for frame in frames for each in frame.paragraphs for run in each.runs]
        assert {run.font.language_id for run in runs} == {own}
    swedish = in_language(parse("På svenska.", phrase=True), "sv")
    noted = doc.Columns((slide("A", "Suomeksi.").blocks[0], doc.Notice(swedish)), SHOWN)
    (one,) = written(every, noted)
    (run,) = one.notes_slide.notes_text_frame.paragraphs[0].runs
    assert run.font.language_id == MSO_LANGUAGE_ID.SWEDISH


def test_slides_have_the_same_bytes_every_time(every: Path) -> None:
    """No clock is read, and nobody is named as their author."""
    once, again = ([*files(every, "slides")] for _ in range(2))
    assert [data for _, data in once] == [data for _, data in again]
    assert len(once) == 2
    for _, data in once:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        told = opened(data).core_properties
        assert (told.author, told.last_modified_by) == ("", "")
        assert str(told.modified.date()) == "2026-01-15"


def test_no_text_is_too_long_to_be_a_property(every: Path) -> None:
    """What a property cannot hold whole is cut there."""
    script = script_of(every, WORKSHOP)
    long = "Pitkä " * 60
    many = replace(script, title=long, summary=long, edition=(long,), version=long, state=long)
    told = opened(write(many)).core_properties
    texts = (told.title, told.comments, told.subject, told.version, told.content_status)
    assert {len(text) for text in texts} == {255}
