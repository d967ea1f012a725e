"""PDFs: sound, complete, the same every time; and every way of going wrong is a fault."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
import segno

from generator.kinds import kinds
from generator.make.files import make
from generator.make.workers import Workers
from generator.outputs.handout import HandoutTask
from generator.outputs.pdf import render
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '<meta charset="utf-8"><title>Koe</title>'
PLAIN = (
    f'<!doctype html><html lang="fi"><head>{HEAD}</head>'
    '<body data-title="Koe" data-edition="1.0" data-state="">'
    "<main><h1>Koe</h1>{}</main></body></html>"
)
EXPECTED = {
    "coordination": ["Sovitaan, kuka vastaa.", "Linja vastaa.", "Koordinoiva taho", "Sovittava"],
    "county": ["Alue on pieni.", "2021: Alku", "Aloitettiin.", "5 tiimiä"],
    "form": ["Älä kirjoita tähän pohjaan asiakastietoja.", "Keksitystä tiimistä", "Muut"],
    "process": ["Perheen matka.", "Perhe saa tiedon.", "Työntekijä ottaa yhteyttä."],
    "measure": ["Tämä on ehdotus.", "Kuuntelimme.", "Ei tehty.", "Lukuja ei lasketa yhteen."],
    "pathway": ["Polku alkaa tästä.", "6 päivää", "Olen työntekijä", "Muitakin on."],
    "training": ["Uudet työntekijät", "Osaat kysyä.", "Kehät", "Kokeile työssä."],
    "video": ["Ovi avautuu.", "Tervetuloa meille, istu tähän.", "0:05", "Käytä piirroksia."],
    "canvas": ["Piirretään yhdessä.", "Kysy lupa.", "Talo: koti", "Talossa asuu äiti."],
    "deck": ["Kortit auttavat puhumaan.", "Nosta kortti.", "Mistä aloitamme?", "Odota vastausta."],
    "workshop": ["Osataan kysyä.", "Istutaan rinkiin.", "Ensin tämä", "Kysy parilta."],
    "sheet": ["tallentaa tietoihisi", "Mistä haluat puhua?", "Toive", "Lomake jää sinulle."],
    "structure": ["Tuetaan toisia.", "Kerran kuussa", "Keväällä: Kysely", "Kootaan."],
    "brochure": ["Tapaamme sinut.", "Muista ainakin nämä", "Saat kysyä."],
    "guideline": ["Ohje auttaa alkuun.", "Aloitetaan.", "Tila on varattu.", "10 min"],
    "huoneentaulu": ["Näin teemme työtä", "Dialogi", "Kuunnellaan.", "Kiitos!"],
    "meeting": ["Puhutaan yhdessä.", "Mitä kuuluu?", "Sovittu", "Kirjaa sovittu.", "15 min"],
    "model": ["Työtä tehdään yhdessä.", "Kuunnellaan.", "Vastaa asioista.", "Soita."],
    "onboarding": ["Tervetuloa työhön.", "Lue esite", "Mitä jäi mieleen?", "Allekirjoitus"],
}
"""Words of ``bank.BODIES`` that must stand on paper."""
ON_SLIDES = ["Koe workshop", "Kysyminen", "Ensin tämä"]
ON_WALL = ["Näin teemme työtä", "Dialogi", "Kiitos!"]  # what is read from two metres on A4
AT_TABLE = ["Pöydälle: Koe meeting", "Avaus", "Sopiminen", "Muistiinpanoja"]
RECORDED = ["Kirjaamispohja", "Sovittu"]
PART = {"pdf-table": " · Arkki pöydälle", "pdf-recording": " · Kirjaamispohja paperilla"}
"""What the title of a file of a part ends in."""
PAPERS = {
    "pdf-script": (595, 842),
    "pdf-table": (595, 842),
    "pdf-recording": (595, 842),
    "pdf-a4": (595, 842),
    "pdf-a3": (842, 1191),
    "pdf-folded": (595, 842),
    "pdf-large": (595, 842),
    "pdf-fillable": (595, 842),
    "pdf-slides": (540, 960),
    "pdf-screen": (540, 960),
}
"""The shorter and the longer side of each format, in points."""


def _handouts(small: Path, **wanted: object) -> list[tuple[dict[str, Any], dict[str, Any], Path]]:
    """Give (record, file, path) of every handout of the catalogue with these values."""
    records = json.loads((small / "site" / "catalogue.json").read_text(encoding="utf-8"))["records"]
    return [
        (record, file, small / "site" / file["url"].removeprefix(f"{bank.BASE_URL}/"))
        for record in records
        if all(record[key] == value for key, value in wanted.items())
        for file in record["files"]
        if file["media_type"] == "application/pdf" and file["layout"] not in {"press", "booklet"}
    ]


def _text(path: Path) -> str:
    command = shutil.which("pdftotext")
    assert command, "poppler-utils is missing"
    done = subprocess.run([command, str(path), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


# --- what a handout is -----------------------------------------------------------------------


def test_every_kind_with_handouts_is_looked_at() -> None:
    """The words that are expected on paper are known for each kind that has handouts."""
    assert EXPECTED.keys() == {name for name, kind in kinds().items() if kind.handouts}


def _title(record: dict[str, Any]) -> str:
    invited = "Selkokielellä" if record["plain_of"] else "Suomeksi"
    return f"{record['title']} · {invited} · Versio {record['version']}"


@pytest.mark.parametrize("kind", EXPECTED)
def test_handout_says_what_it_is(small: Path, kind: str) -> None:
    """A handout has its title, language, marks of PDF/UA and PDF/A, pages, words and edition."""
    handouts = _handouts(small, kind=kind, language="fi")
    assert {file["format"] for _, file, _ in handouts} == {
        handout.format.name for handout in kinds()[kind].handouts if handout.format.use != "press"
    }
    for record, file, path in handouts:
        with pikepdf.open(path) as pdf, pdf.open_metadata() as metadata:
            assert str(pdf.Root.Lang) == "fi"
            title = f"{_title(record)}{PART.get(file['format'], '')}"
            assert str(pdf.docinfo["/Title"]) == title
            assert metadata["dc:title"] == title
            assert metadata["pdfuaid:part"] == "1"
            archived = metadata.get("pdfaid:part", "") + metadata.get("pdfaid:conformance", "")
            assert archived == ("" if file["format"] == "pdf-fillable" else "3A")
            assert len(pdf.pages) == file["pages"]
            paper = PAPERS[file["format"]]
            for page in pdf.pages:
                sides = sorted(round(float(value)) for value in page.mediabox[2:])
                assert tuple(sides) == paper
        text = _text(path)
        fewer = {"pdf-slides": ON_SLIDES, "pdf-a4": ON_WALL if kind == "huoneentaulu" else None}
        fewer |= {"pdf-table": AT_TABLE, "pdf-recording": RECORDED}
        for words in [
            *(fewer.get(file["format"]) or EXPECTED[kind]),
            "Versio 1.0",
            "15.1.2026",
        ]:
            assert words in text, (path.name, words)


def test_a_draft_says_so_once_a_side(small: Path) -> None:
    """Each side that may be parted from the others bears the mark, and none bears it twice.

    Cards are cut apart: each side of a card that says anything is such a side.
    """
    for record, _, path in _handouts(small, language="fi"):
        document = pypdfium2.PdfDocument(path)
        sides = [side.get_textpage().get_text_range() for side in document]
        marks = [len(re.findall(r"luonnos\b", side.casefold())) for side in sides]
        expected = [1, 1, 4, 2] if path.name == "koe-deck.pdf" else [1] * len(sides)
        assert marks == expected, (path.name, marks, record["state"])
        document.close()


def test_swedish_handout_is_in_swedish(small: Path) -> None:
    """A translation's handout has its own language, words and labels."""
    (_, _, path), *_ = _handouts(small, language="sv", kind="brochure")
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == "sv"
        assert str(pdf.docinfo["/Title"]) == "sv: Perheelle · På svenska · Version 1.0"
    text = _text(path)
    assert "sv: Tapaamme sinut." in text
    assert "Version 1.0" in text
    assert "Luonnos" not in text


def _dark(path: Path, tmp_path: Path) -> list[list[bool]]:
    """Draw the last side of a PDF, and tell of each dot whether it is dark."""
    command = shutil.which("pdftoppm")
    assert command, "poppler-utils is missing"
    with pikepdf.open(path) as pdf:
        last = str(len(pdf.pages))
    root = tmp_path / "drawn"
    drawing = [command, "-gray", "-r", "200", "-f", last, "-singlefile", str(path), str(root)]
    subprocess.run(drawing, check=True)
    data = root.with_suffix(".pgm").read_bytes()
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    assert head
    width, dots = int(head[1]), data[head.end() :]
    return [[dot < 128 for dot in dots[at : at + width]] for at in range(0, len(dots), width)]


def _shows(dark: list[list[bool]], code: segno.QRCode) -> bool:
    """Tell whether a QR code stands anywhere in a drawing, module by module."""
    matrix = [[bool(module) for module in row] for row in code.matrix]
    size = len(matrix)
    # The upper left finder begins with a dark line seven modules long.
    for y, row in enumerate(dark):
        line = "".join("#" if dot else "." for dot in row)
        for run in re.finditer(r"#{14,}", line):
            step = (run.end() - run.start()) / 7
            right, bottom = run.start() + step * size, y + step * size
            if right > len(row) or bottom > len(dark):
                continue
            if all(
                dark[int(y + (i + 0.5) * step)][int(run.start() + (j + 0.5) * step)] == module
                for i, modules in enumerate(matrix)
                for j, module in enumerate(modules)
            ):
                return True
    return False


@pytest.mark.parametrize("kind", ["brochure", "huoneentaulu"])
def test_qr_code_leads_to_the_page(small: Path, tmp_path: Path, kind: str) -> None:
    """The code on paper is that of the record's address and version, and of no other."""
    record, _, path = _handouts(small, kind=kind, language="fi")[0]
    dark = _dark(path, tmp_path)
    url = f"{record['url']}#v={record['version']}"
    assert _shows(dark, segno.make(url, error="m"))
    assert not _shows(dark, segno.make(url.replace("fi", "se"), error="m"))


# --- planted faults --------------------------------------------------------------------------


def _faults(body: str, style: str = "", **values: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - those of Task
    html = PLAIN.format(body).replace(HEAD, f"{HEAD}<style>{style}</style>")
    rendered = render(replace(HandoutTask(html), **values))
    return [(fault.code, " ".join(fault.values.values())) for fault in rendered.faults]


def test_plain_handout_has_no_fault() -> None:
    """The document that the faults below are planted in is sound."""
    assert _faults("<p>Sana.</p>", sheets=1) == []


def test_text_that_overflows_its_panel() -> None:
    """Text below or beside a panel of fixed size is a fault that quotes it."""
    panel = '<div class="panel" style="width: 6cm; height: 2cm">{}</div>'
    assert _faults(panel.format("<p>Mahtuu.</p>")) == []
    below = _faults(panel.format("<p>Sana on liikaa.</p>" * 9))
    assert [code for code, _ in below] == ["pdf-overflow"]
    assert "Sana on liikaa." in below[0][1]
    beside = _faults(panel.format(f"<p style='white-space: nowrap'>{'leveä ' * 30}</p>"))
    assert [code for code, _ in beside] == ["pdf-overflow"]


def test_text_that_leaves_the_sheet() -> None:
    """A word too long for the paper is a fault."""
    long = f"<p style='hyphens: none; overflow-wrap: normal'>{'pitkä' * 60}</p>"
    assert [code for code, _ in _faults(long)] == ["pdf-overflow"]


@pytest.mark.parametrize(
    "address",
    [
        "picture:ei-ole.png",
        "http://127.0.0.1:9/kuva.png",
        "https://alue.fi/kuva.png",
        "file:///etc/hostname",
        "ei-ole.png",
    ],
)
def test_a_picture_from_elsewhere(address: str) -> None:
    """Only the handout's own pictures are read: no other file and nothing from the network."""
    found = _faults(f'<p><img src="{address}" alt="Kuva"></p>')
    assert found
    assert {code for code, _ in found} == {"pdf-log"}
    assert address in found[0][1]


def test_a_style_from_elsewhere() -> None:
    """A stylesheet that a handout would fetch is a fault."""
    found = _faults("<p>Sana.</p>", "@import url(https://alue.fi/a.css)")
    assert [code for code, _ in found] == ["pdf-log"]


def test_words_that_are_on_no_sheet() -> None:
    """Words that are not drawn anywhere are a fault that tells their letters."""
    ((code, letters),) = _faults('<p>Sana.</p><p style="display: none">Quux</p>')
    assert code == "pdf-lost"
    assert letters == "Qux"


def test_more_sheets_than_asked() -> None:
    """A handout of one side that runs on to a second is a fault, and so is one too short."""
    two = '<p>Yksi.</p><p style="break-before: page">Kaksi.</p>'
    assert _faults(two, sheets=2) == []
    assert [code for code, _ in _faults(two, sheets=1)] == ["pdf-sheets"]
    assert [code for code, _ in _faults(two, sheets=3)] == ["pdf-sheets"]


def test_a_picture_without_alternative_text() -> None:
    """What breaks PDF/UA-1 is a fault."""
    found = _faults('<p><img src="qr:https://alue.fi"></p>')
    assert "pdf-ua" in {code for code, _ in found}


def test_a_document_without_title_or_language() -> None:
    """A document that does not say what it is, or in which language, breaks PDF/UA-1."""
    for missing in (' lang="fi"', "<title>Koe</title>"):
        html = PLAIN.format("<p>Sana.</p>").replace(missing, "")
        assert "pdf-ua" in {fault.code for fault in render(HandoutTask(html)).faults}


def test_a_log_line_of_the_renderer() -> None:
    """Whatever WeasyPrint complains of is a fault, word for word."""
    ((code, line),) = _faults("<p>Sana.</p>", "p { colour: red }")
    assert code == "pdf-log"
    assert "colour: red" in line


# --- the same every time ---------------------------------------------------------------------


def test_two_renders_are_the_same(small: Path) -> None:
    """The same task gives the same bytes in this process and in two others, in any order."""
    tasks = list(bank.handout_tasks(small / "source").values())[:3]
    here = [task.make().data for task in tasks]
    with Workers(2) as workers:
        there = dict(workers.each(make, [*tasks, *reversed(tasks)]))
    assert [there[index].data for index in range(6)] == [*here, *reversed(here)]
    assert len(set(here)) == len(here)


def test_a_build_prints_what_the_task_says(small: Path) -> None:
    """A published PDF is the render of its task, to the byte."""
    path, task = next(iter(bank.handout_tasks(small / "source").items()))
    pdf = task.make().data
    assert (small / "site" / path).read_bytes() == pdf
    assert pikepdf.open(io.BytesIO(pdf)).Root.MarkInfo.Marked
