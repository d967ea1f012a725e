"""Word documents: all that paper says, with places to type, the same bytes every time."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn

from generator import document as doc
from generator.bank.lookup import Words
from generator.document.richtext import in_language, parse
from generator.outputs.view import Link
from generator.outputs.word import write
from tests import bank
from tests.test_text import MEETING, files, lost, script_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


@pytest.fixture
def every(tmp_path: Path) -> Path:
    """Give a source folder with a record of each kind."""
    return bank.write(tmp_path / "source", bank.every_kind())


def opened(data: bytes) -> Document:
    """Open a document."""
    return docx.Document(io.BytesIO(data))


def paragraphs(document: Document) -> Iterator[str]:
    """Give the words of every paragraph, also in tables and in places to type."""
    for paragraph in document.element.body.iter(qn("w:p")):
        parts = paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"))
        yield "".join(part.text or " " for part in parts)


def read(data: bytes) -> str:
    """Give all that a document says, in its text and of itself."""
    document = opened(data)
    told = document.core_properties
    return " ".join((*paragraphs(document), told.title, told.comments))


def roots(document: Document) -> list[BaseOxmlElement]:
    """Give the trees that hold words: the body and the footer."""
    return [document.element, document.sections[0].footer.part.element]


def documents(source: Path) -> Iterator[tuple[str, Document]]:
    """Give every document of a source folder by its path."""
    for job, data in files(source, "word", base_url=bank.BASE_URL):
        yield job.path, opened(data)


def test_every_text_stands_in_its_document(bank_of: Path) -> None:
    """Each text of what is written as a document is there."""
    assert lost(bank_of, "word", read, base_url=bank.BASE_URL) == []


def test_documents_are_accessible(bank_of: Path) -> None:
    """Words know their language, tables repeat their heads, headings go down step by step."""
    for path, document in documents(bank_of):
        for root in roots(document):
            for run in root.iter(qn("w:r")):
                assert run.find(f"{qn('w:rPr')}/{qn('w:lang')}") is not None, path
        for table in document.element.body.iter(qn("w:tbl")):
            assert table.find(f".//{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        styles = [each.style.name if each.style else "" for each in document.paragraphs]
        assert styles.count("Title") == 1, path
        depths = [int(name.split()[1]) for name in styles if name.startswith("Heading")]
        assert depths[0] == 1, path
        steps = pairwise(depths)
        assert all(after <= before + 1 for before, after in steps), path
        assert "\N{SOFT HYPHEN}" not in "".join(paragraphs(document)), path


def test_every_style_is_there(bank_of: Path) -> None:
    """No paragraph, run or table is in a style that the look does not have."""
    marks = ("w:pStyle", "w:rStyle", "w:tblStyle")
    for path, document in documents(bank_of):
        known = {style.style_id for style in document.styles}
        for root in roots(document):
            used = {mark.get(qn("w:val")) for name in marks for mark in root.iter(qn(name))}
            assert used <= known, path


def test_places_to_type_are_numbered_apart(bank_of: Path) -> None:
    """Each content control has a number of its own and a name that Word takes."""
    for path, document in documents(bank_of):
        body = document.element.body
        numbers = [
            each.get(qn("w:val")) for each in body.iterfind(f".//{qn('w:sdtPr')}/{qn('w:id')}")
        ]
        assert len(numbers) == len(set(numbers)), path
        assert all(0 < len(each.get(qn("w:val"))) <= 64 for each in body.iter(qn("w:alias"))), path


def test_a_document_tells_what_it_is(every: Path) -> None:
    """Its properties are the record's, and its dates too."""
    script = script_of(every, MEETING)
    document = opened(write(script))
    told = document.core_properties
    assert (told.title, told.language) == (script.title, "fi-FI")
    assert (told.created, told.modified) == (told.created, told.created)
    assert told.modified
    assert told.modified.date() == script.updated
    footer = "".join(each.text or "" for each in roots(document)[1].iter(qn("w:t")))
    for words in (script.title, "Versio 1.0", "Luonnos", script.address):
        assert words in footer
    assert "Luonnos. Ammattilainen ei ole vielä hyväksynyt tätä tekstiä." in list(
        paragraphs(document)
    )


def test_no_text_is_too_long_to_be_a_property(every: Path) -> None:
    """What a property cannot hold whole is cut there; the document itself holds it."""
    script = script_of(every, MEETING)
    long = "Pitkä " * 60
    many = replace(script, title=long, summary=long, edition=(long,), version=long, state=long)
    told = opened(write(many)).core_properties
    texts = (told.title, told.comments, told.subject, told.version, told.content_status)
    assert {len(text) for text in texts} == {255}


def test_words_in_another_language_bear_it(source: Path) -> None:
    """Each run of them does, in a paragraph and in a list, and no other."""
    text = in_language(parse("Vi *ses*.\n\n- Hej"), "sv")
    blocks = doc.Prose(text), doc.Line(in_language("Tack", "sv")), doc.Line("Kiitos")
    body = opened(write(script_of(source, "perheelle", *blocks))).element.body
    runs = {
        "".join(part.text or "" for part in run.iter(qn("w:t"))): lang.get(qn("w:val"))
        for run in body.iter(qn("w:r"))
        for lang in run.iter(qn("w:lang"))
    }
    swedish = {words for words, language in runs.items() if language == "sv-FI"}
    assert swedish == {"Vi ", "ses", ".", "Hej", "Tack"}
    assert runs["Kiitos"] == "fi-FI"


def test_a_form_is_filled_in_where_it_asks(every: Path) -> None:
    """Lines and days are typed into controls, boxes are ticked, tables have rows to fill."""
    form = doc.Form(
        (
            doc.Field("a", "Nimi", "line"),
            doc.Field("b", "Päivä", "date"),
            doc.Field("c", "Kuka oli?", "checkboxes", choices=(parse("Lapsi"), parse("Isä"))),
            doc.Field("d", "Sovittu", "table", rows=3, choices=(parse("Mitä"), parse("Kuka"))),
            doc.Field("e", "Huoltaja", "signature"),
        )
    )
    setting = doc.Prose(parse("Soita: {worker_phone}."))
    body = opened(write(script_of(every, MEETING, form, setting))).element.body
    assert len(list(body.iter(f"{W14}checkbox"))) == 2
    assert len(list(body.iter(qn("w:date")))) == 2
    names = [each.get(qn("w:val")) for each in body.iter(qn("w:alias"))]
    assert names == [
        "Nimi",
        "Päivä",
        "Lapsi",
        "Isä",
        "Nimi: Huoltaja",
        "Päivä: Huoltaja",
        "Puhelin",
    ]
    (table,) = body.iter(qn("w:tbl"))
    assert len(list(table.iter(qn("w:tr")))) == 4
    assert "Kirjoita tähän" in list(paragraphs_of(body))


def paragraphs_of(body: BaseOxmlElement) -> Iterator[str]:
    """Give the words of each paragraph below an element."""
    for paragraph in body.iter(qn("w:p")):
        yield "".join(each.text or "" for each in paragraph.iter(qn("w:t")))


def test_every_choice_is_a_box(bank_of: Path) -> None:
    """A sign of a box never stands alone: each is in a control that Word ticks."""
    boxes = 0
    for path, document in documents(bank_of):
        body = document.element.body
        signs = "".join(paragraphs(document)).count("\N{BALLOT BOX}")
        assert len(list(body.iter(f"{W14}checkbox"))) == signs, path
        boxes += signs
    assert boxes > 0


def test_each_numbered_list_begins_at_one(every: Path) -> None:
    """Two numbered lists are two lists."""
    numbered = doc.Items((parse("yksi"), parse("kaksi")), "numbers")
    body = opened(write(script_of(every, MEETING, numbered, numbered))).element.body
    lists = [each.get(qn("w:val")) for each in body.iter(qn("w:numId"))]
    assert lists[:2] == [lists[0]] * 2
    assert lists[2:4] == [lists[2]] * 2
    assert lists[0] != lists[2]


def test_words_of_another_language_say_so(every: Path) -> None:
    """The run of a Swedish name in a Finnish document is Swedish."""
    swedish = Link(Words("På svenska", "sv"), "https://alue.fi/sv/")
    script = replace(script_of(every, MEETING), others=(swedish,))
    langs = {
        words.text: run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val"))
        for run in opened(write(script)).element.body.iter(qn("w:r"))
        for words in run.iter(qn("w:t"))
    }
    assert langs["På svenska"] == "sv-FI"
    assert langs[" (ruotsiksi)"] == "fi-FI"


def test_an_unknown_block_is_refused(every: Path) -> None:
    """A block without a way to be shown is an error, not a gap."""
    script = replace(script_of(every, MEETING), document=doc.Document((object(),)))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="object"):
        write(script)


HASHES = """
import hashlib, json, sys
from pathlib import Path
from tests.test_text import files
made = files(Path(sys.argv[1]), "word")
print(json.dumps({job.path: hashlib.sha256(data).hexdigest() for job, data in made}))
"""


def test_bytes_are_the_same_in_every_process(every: Path) -> None:
    """Neither the clock nor the order of a set reaches a document."""
    here = {job.path: hashlib.sha256(data).hexdigest() for job, data in files(every, "word")}
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        done = subprocess.run(
            [sys.executable, "-c", HASHES, str(every)],
            cwd=bank.ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        )
        assert json.loads(done.stdout) == here
    for job, data in files(every, "word"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            dates = {entry.date_time for entry in package.infolist()}
        assert dates == {(1980, 1, 1, 0, 0, 0)}, job.path


@pytest.mark.slow
def test_every_document_opens(shipped: Path, tmp_path: Path) -> None:
    """LibreOffice opens every document of the real bank and prints it."""
    office = shutil.which("soffice")
    assert office, "apt-get install libreoffice-writer-nogui"
    names = []
    for job, data in files(shipped, "word", base_url=bank.BASE_URL):
        names.append(f"{job.language}-{job.path.rpartition('/')[2]}")
        (tmp_path / names[-1]).write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", "pdf", *names]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "Error" in done.stderr) == (0, False), done.stderr
    for name in names:
        made = tmp_path / "pdf" / name.replace(".docx", ".pdf")
        assert made.read_bytes().startswith(b"%PDF"), name
