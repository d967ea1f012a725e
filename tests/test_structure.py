"""What a listener hears of a handout: its words, each once, in order, and what they are."""

from __future__ import annotations

import io
import shutil
import subprocess
from functools import cache
from importlib import import_module
from itertools import combinations
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from generator.bank.lookup import Lookup
from generator.formats import UA_2
from generator.kinds import kinds
from generator.outputs import pdf
from generator.outputs.handout import LAST, SHEET, HandoutTask, handout_task
from generator.outputs.pdf import render
from generator.outputs.structure import structured
from tests import bank
from tests.tagged import faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pikepdf import Object, Pdf

DUBLIN_CORE = ("language", "subject", "identifier", "rights")
pypdfium2: Any = import_module("pypdfium2")

HEAD = """<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>Koe</title>
<meta name="author" content="Alue"><meta name="keywords" content="Dialogi, Tiimi">
<meta name="dcterms.created" content="2026-01-15"><meta name="dcterms.rights" content="CC & BY">
<meta name="dcterms.identifier" content="https://alue.fi/?a=1&amp;b=2"></head>
<body data-title="Koe" data-edition="1.0" data-state="Luonnos">"""
ROW = "<tr><th scope='row'>Rivi {}</th><td>sana</td><td></td></tr>"
PAGE = f"""{HEAD}<header class="head"><div class="rings"><div></div></div><h1>Koe</h1>
<p>Sana <strong>vahva</strong> ja <em>korostettu <strong>sana</strong></em>.</p></header>
<main><section class="s"><h2>Luettelot</h2><div>Paljas <em>teksti</em>.<p>Kappale.</p>Jatkuu.</div>
<ul><li>Yksi<ul><li>Sisempi</li></ul>ja vielä</li><li>Kaksi</li></ul>
<ol><li><p>Ensin.</p><p>Sitten.</p></li></ol>
<dl class="people"><dt>Termi</dt><dd>Selitys.</dd><dt>Toinen</dt><dd>Toinen selitys.</dd></dl>
<p><a href="https://alue.fi/a">Ensimmäinen</a> <a href="https://alue.fi/a">toinen <b>vahva</b>
sana {"ja pitkä linkki " * 9}</a>, <a lang="sv" href="#taulukko">på svenska</a>,
<cite lang="en">Book</cite>.</p>
<p lang="sv">Hela stycket <em>på svenska</em>.</p></section>
<section><h2 id="taulukko">Taulukko <span class="h-note">huomio</span></h2>
<table style="break-inside: auto"><thead><tr><th scope="col">Nimi</th>
<th scope="col" colspan="2">Muu</th></tr></thead>
<tbody>{"".join(ROW.format(n) for n in range(60))}</tbody></table>
<div class="rule"></div><p>{"Kappale jatkuu sivulta toiselle. " * 120}</p></section></main>
<footer class="colophon"><img class="qr" src="qr:https://alue.fi" alt="Koodi"></footer>
</body></html>"""


@cache
def sound() -> bytes:
    """Give the PDF of a document with everything that WeasyPrint tags wrongly."""
    made = render(HandoutTask(PAGE))
    assert made.faults == ()
    assert made.pages
    assert made.pages > 3
    return made.data


def test_everything_that_was_wrong_is_heard_right() -> None:
    """Lists in lists, words bare among blocks, links over lines, a table over sheets."""
    assert faults(sound(), PAGE) == []


def test_the_edition_in_pdf_2_is_heard_as_well() -> None:
    """PDF/UA-2 has the same tree in types of its own, and links lead to elements of it."""
    made = render(HandoutTask(PAGE, claims=UA_2))
    assert made.faults == ()
    assert faults(made.data, PAGE) == []
    with pikepdf.open(io.BytesIO(made.data)) as opened, opened.open_metadata() as metadata:
        assert opened.pdf_version == "2.0"
        assert metadata["pdfuaid:part"] == "2"
        assert "/RoleMap" not in opened.Root.StructTreeRoot
        assert "/Dests" not in opened.Root.get("/Names", {})
        with opened.open_outline() as outline:
            (first, *_) = outline.root
            assert first.obj is not None
            assert str(first.obj.A.SD[0].S) == "/H1"


def faults_of(data: bytes, task: HandoutTask) -> object:
    """Hold a PDF against its HTML, or against it with notes on backs or near its end."""
    sheets = range(task.html.count(SHEET))
    some = [those for number in range(len(sheets) + 1) for those in combinations(sheets, number)]
    bases = (task, *([task.noted(1)] if _has_last(task) else []))
    noted = [
        each.whole
        for base in bases
        for those in some
        for each in (base.with_notes(those), base.with_notes(those).with_spare())
    ]
    found = [faults(data, task.whole)]
    while found[-1] and noted:
        found.append(faults(data, noted.pop(0)))
    return min(found, key=bool)


def _has_last(task: HandoutTask) -> bool:
    """Tell whether notes may stand before what is last: where sides flow, and on a leaflet's back.

    A canvas and a board for a wall are one sheet.
    """
    is_one = "kind-canvas" in task.html or "kind-huoneentaulu" in task.html
    may = bool(task.folded) or (task.flows and not is_one)
    assert (LAST in task.html) == may
    return may


def sides_for_notes(data: bytes, task: HandoutTask) -> list[int]:
    """Give which pages of a PDF, from 0, are for notes."""
    heading = task.notes.partition("<h2>")[2].partition("</h2>")[0]
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    return [at for at, said in enumerate(pages) if heading in said]


def test_every_handout_of_the_small_bank(small: Path) -> None:
    """No handout of any kind has a fault."""
    all_tasks = bank.handout_tasks(small / "source")
    tasks = {path: task for path, task in all_tasks.items() if task.claims}
    data = {path: (small / "site" / path).read_bytes() for path in tasks}
    found = {path: faults_of(data[path], task) for path, task in tasks.items()}
    assert len(found) > len(bank.BODIES)
    noted = {path: sides_for_notes(data[path], task) for path, task in tasks.items()}
    assert any(noted.values())
    backs = (at for path, sides in noted.items() for at in sides if not tasks[path].folded)
    assert all(at % 2 for at in backs)  # a leaflet has panels instead
    assert {path: said for path, said in found.items() if said} == {}


@pytest.mark.slow
def test_every_handout_of_the_bank(real: Path) -> None:
    """No handout of the real bank has a fault."""
    library, plan, _ = bank.read(bank.ROOT)
    asked = bank.answers(library, bank.ROOT)
    found = {}
    for job in plan.handouts:
        task = handout_task(job, Lookup(asked[job.language]))
        if task.claims:
            found[job.path] = faults_of((real / "site" / job.path).read_bytes(), task)
    assert len(found) > 100
    assert {path: said for path, said in found.items() if said} == {}


def test_pieces_that_cannot_be_told_apart() -> None:
    """A piece that is of no box, as in another WeasyPrint, is a fault and never a guess."""
    with patch.object(pdf, "_pieces", lambda _, **_how: []):
        made = render(HandoutTask(PAGE))
    assert "pdf-ua" in {fault.code for fault in made.faults}
    assert made.pages


def _side(data: bytes, folder: Path) -> list[bytes]:
    """Draw every side of a PDF."""
    file = folder / "drawn.pdf"
    file.write_bytes(data)
    command = shutil.which("pdftoppm")
    assert command, "poppler-utils is missing"
    subprocess.run([command, "-r", "72", str(file), str(folder / "side")], check=True)
    return [side.read_bytes() for side in sorted(folder.glob("side*.ppm"))]


@pytest.mark.slow
def test_the_drawing_stays_as_it_was(small: Path, tmp_path: Path) -> None:
    """Every side of every kind's handouts is the same, dot by dot, as WeasyPrint drew it."""
    for name, task in enumerate(bank.handout_tasks(small / "source").values()):
        sides: list[list[bytes]] = []
        for kept in (structured, lambda data, *_: data):
            folder = tmp_path / f"{name}{len(sides)}"
            folder.mkdir()
            with patch.object(pdf, "structured", kept):
                sides.append(_side(pdf.render(task).data, folder))
        assert sides[0] == sides[1]
        assert sides[0]


def test_a_handout_tells_whose_it_is_and_what_it_is_about(tmp_path: Path) -> None:
    """Author is the owner of the bank, once it is filled in; Keywords are the themes."""
    settings = {"base_url": bank.BASE_URL, "county": "Alueen & naapurin hyvinvointialue"}
    files = bank.FILES | {
        bank.BROCHURE: bank.record(themes=["dialogi"]),
        "content/settings.yaml": settings,
    }
    task = next(iter(bank.handout_tasks(bank.write(tmp_path, files)).values()))
    with pikepdf.open(io.BytesIO(task.make().data)) as pdf:
        assert str(pdf.docinfo["/Author"]) == settings["county"]
        assert str(pdf.docinfo["/Keywords"]) == "Dialogi"
    owned = {"base_url": bank.BASE_URL, "county": "Alue", "publisher": "Ylläpitäjä"}
    files["content/settings.yaml"] = owned
    task = next(iter(bank.handout_tasks(bank.write(tmp_path, files)).values()))
    assert '<meta name="author" content="Ylläpitäjä">' in task.html


# --- each fault is seen ----------------------------------------------------------------------


def _elements(pdf: Pdf, kind: str) -> Iterator[Object]:
    def walk(obj: Object) -> Iterator[Object]:
        yield obj
        for kid in obj.get("/K", ()):
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from walk(kid)

    return (obj for obj in walk(pdf.Root.StructTreeRoot.K[0]) if str(obj.S) == f"/{kind}")


def _first(pdf: Pdf, kind: str) -> Object:
    return next(_elements(pdf, kind))


def _redraw(pdf: Pdf, old: bytes, new: bytes) -> None:
    stream = pdf.pages[0].obj.Contents
    assert old in stream.read_bytes()
    stream.write(stream.read_bytes().replace(old, new, 1))


def _running_line(pdf: Pdf) -> None:
    _redraw(pdf, b"/Artifact\n<</Type /Pagination>>", b"/Span\n<</MCID 999>>")


def _untagged(pdf: Pdf) -> None:
    stream = pdf.pages[0].obj.Contents
    drawn = stream.read_bytes()
    begin = drawn.index(b"/Span\n<</MCID 0>>\nBDC")
    end = drawn.index(b"EMC", begin)
    middle = drawn[begin:end].split(b"BDC", 1)[1]
    stream.write(drawn[:begin] + middle + drawn[end + 3 :])


def _copy(obj: Object) -> Dictionary:
    return Dictionary({name: obj[name] for name in obj.keys()})  # noqa: SIM118 - it has no other


def _wrapped(pdf: Pdf, kind: str, outer: str) -> None:
    inner = _first(pdf, kind)
    copy = pdf.make_indirect(_copy(inner))
    copy.P = inner
    inner.S, inner.K = Name(f"/{outer}"), Array([copy])


def _cut_table(pdf: Pdf) -> None:
    table = _first(pdf, "Table")
    head, body = table.K
    table.K = Array([head])
    rest = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Table, P=table.P))
    rest.K = Array([body])
    table.P.K.append(rest)


def _twice(pdf: Pdf) -> None:
    row = _first(pdf, "TR")
    row.P.K.append(row)


def _box(pdf: Pdf) -> None:
    _first(pdf, "Figure").A.BBox = Array([64, 670, 162, 768])


def _note(pdf: Pdf, **values: object) -> None:
    note = pdf.pages[0].obj.Annots[0]
    for name, value in values.items():
        note[f"/{name}"] = value


def _without(name: str, kind: str) -> Callable[[Pdf], None]:
    def plant(pdf: Pdf) -> None:
        del next(obj for obj in _elements(pdf, kind) if name in obj)[name]

    return plant


def _swap(pdf: Pdf) -> None:
    one, two, *_ = (obj for obj in _elements(pdf, "Strong"))
    one.K, two.K = Array(list(two.K)), Array(list(one.K))


def _headers(pdf: Pdf) -> None:
    _first(pdf, "TD").A = Dictionary(O=Name.Table, Headers=Array([pikepdf.String("1")]))


def _as_span(kind: str) -> Callable[[Pdf], None]:
    def plant(pdf: Pdf) -> None:
        _first(pdf, kind).S = Name.Span

    return plant


def _empty(pdf: Pdf) -> None:
    section = _first(pdf, "Sect")
    section.K.append(
        pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, P=section, K=Array()))
    )


def _led_astray(pdf: Pdf) -> None:
    one, two, *_ = pdf.pages[0].obj.Annots
    one.StructParent, two.StructParent = two.StructParent, one.StructParent


def _doubled_note(pdf: Pdf) -> None:
    annotations = pdf.pages[0].obj.Annots
    annotations.append(pdf.make_indirect(_copy(annotations[0])))


def _no_author(pdf: Pdf) -> None:
    del pdf.docinfo["/Author"]


def _no_keywords(pdf: Pdf) -> None:
    del pdf.docinfo["/Keywords"]


def _unsaid(name: str) -> Callable[[Pdf], None]:
    def plant(pdf: Pdf) -> None:
        with pdf.open_metadata() as metadata:
            del metadata[name]

    return plant


@pytest.mark.parametrize(
    ("plant", "said"),
    [
        (_running_line, "owned 0 times: 'Koe · 1.0'"),
        (_untagged, "drawn outside all tags"),
        (_without("/Lang", "P"), "language lost: ('sv', 'Helastycket"),
        (_without("/Lang", "Link"), "language lost: ('sv', 'påsvenska')"),
        (_without("/Lang", "Span"), "language lost: ('en', 'Book')"),
        (_without("/A", "TH"), "TH without Scope: 'Nimi'"),
        (_headers, "TD with Headers"),
        (_cut_table, "2 Table for 1"),
        (_twice, "Table has rows"),
        (_without("/A", "L"), "ListNumbering  for /Disc"),
        (_box, "Figure elsewhere: Koodi"),
        (_without("/A", "Figure"), "Figure without a box"),
        (_without("/Alt", "Figure"), "Figures are not the pictures"),
        (lambda pdf: _note(pdf, Contents="https://alue.fi/a"), "link says 'https://alue.fi/a' for"),
        (lambda pdf: _note(pdf, F=0), "link without Print: Ensimmäinen"),
        (_led_astray, "link led elsewhere: Ensimmäinen"),
        (_doubled_note, "links and their elements are not as many"),
        (lambda pdf: _wrapped(pdf, "H1", "H1"), "H1 in H1: 'Koe'"),
        (lambda pdf: _wrapped(pdf, "Link", "Link"), "Link in Link: 'Ensimmäinen'"),
        (lambda pdf: _wrapped(pdf, "Span", "Span"), "Span in Span: 'Book'"),
        (lambda pdf: _wrapped(pdf, "P", "P"), "P in P: 'Sana vahva"),
        (lambda pdf: _wrapped(pdf, "P", "NonStruct"), "NonStruct"),
        (_as_span("Strong"), "2 Strong for 3"),
        (_as_span("Em"), "2 Em for 3"),
        (_swap, "Strong says 'sana' for 'vahva'"),
        (_without("/K", "H2"), "H2 says '' for 'Luettelot'"),
        (_without("/K", "P"), "P lost: 'Sanavahva"),
        (_empty, "empty Div"),
        (_no_author, "head says"),
        (_no_keywords, "Keywords not in XMP"),
        *((_unsaid(f"dc:{name}"), f"dc:{name} not in XMP") for name in DUBLIN_CORE),
    ],
)
def test_a_planted_fault_is_seen(plant: Callable[[Pdf], None], said: str) -> None:
    """Whatever WeasyPrint leaves wrong, or a change could break, is told."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound())) as pdf:
        plant(pdf)
        pdf.save(buffer)
    assert said in " / ".join(faults(buffer.getvalue(), PAGE))


# --- as a listener hears it ------------------------------------------------------------------


def heard(file: Path) -> str:
    """Give what poppler reads of a PDF's tags, with each element's words in one line.

    Where a line ends on paper is no matter of a listener's, nor where a picture stands.
    """
    command = shutil.which("pdfinfo")
    assert command, "poppler-utils is missing"
    done = subprocess.run([command, "-struct-text", str(file)], capture_output=True, check=True)
    lines: list[str] = []
    for line in done.stdout.decode().splitlines():
        said = line.strip()
        if said.startswith(("Object ", "/BBox")) or said == '""':
            continue
        indent = line[: len(line) - len(said)]
        if said.startswith('"') and lines and lines[-1].startswith(f'{indent}"'):
            before, after = lines[-1].removesuffix('"'), said[1:]
            apart = before[-1].isspace() or after[0] in " .,:;!?)"
            lines[-1] = f"{before}{'' if apart else ' '}{after}"
            continue
        lines.append(line)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("kind", [name for name, kind in kinds().items() if kind.handouts])
def test_what_a_listener_hears(small: Path, golden: Callable[[str, str], None], kind: str) -> None:
    """A handout of each kind is heard as its golden file says, which was read as a listener."""
    for form in kinds()[kind].handouts:
        if form.format.use == "press":
            continue  # it is not read
        name = form.format.file_name(f"koe-{kind}" if kind != "brochure" else "perheelle")
        (file,) = (f for f in (small / "site").rglob(name) if "sv" not in f.parts)
        golden(f"struct/{kind}-{form.format.name}.txt", heard(file))
