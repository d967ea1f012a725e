"""Forms that are filled in on a computer: what is saved is what is seen, and nothing else is."""

from __future__ import annotations

import base64
import io
import re
from typing import TYPE_CHECKING

import page
import pikepdf
import pytest
from pikepdf import Name

from generator.formats import FILLABLE, PDF_FILLABLE
from generator.kinds import kinds
from generator.outputs.formfont import form_font
from tests import bank
from tests.browsing import WEB, opened, serve
from tests.filling import by_mupdf, by_pdfium, by_poppler, filled, widgets

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from generator.outputs.handout import HandoutTask
    from tests.filling import Widget

REQUIRED, MULTILINE, RADIO = 1 << 1, 1 << 12, 1 << 15
NAMES = "Šárá Đorđević, Zoë ŋŧ, Łukasz Gęś, İpek Ğ, Õun åäö ÅÄÖ"
RECORDING = {
    "nimi": {"title": "Nimi", "type": "line", "required": "true"},
    "paiva": {"title": "Päivä", "type": "date"},
    "asia": {"title": "Asia", "type": "text", "rows": "3"},
    "piirros": {"title": "Piirros", "type": "space", "rows": "3"},
    "tapa": {
        "title": "Tapa",
        "type": "checkboxes",
        "choices": {"etana": "Etänä", "paikalla": "Paikalla"},
    },
    "sovittu": {
        "title": "Sovittu",
        "type": "table",
        "rows": "2",
        "choices": {"mita": "Mitä", "kuka": "Kuka"},
    },
}


@pytest.fixture(scope="module")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, HandoutTask]:
    """Give the fillable handouts of a bank of every kind, by kind."""
    changed = {bank.path_of("meeting", "koe-meeting"): bank.record("meeting", recording=RECORDING)}
    source = bank.write(tmp_path_factory.mktemp("bank"), bank.every_kind() | changed)
    return {
        path.rpartition("/")[2].removesuffix(PDF_FILLABLE.suffix).removeprefix("koe-"): task
        for path, task in bank.handout_tasks(source).items()
        if path.endswith(PDF_FILLABLE.suffix)
    }


@pytest.fixture(scope="module")
def made(tasks: dict[str, HandoutTask]) -> dict[str, bytes]:
    """Give the PDFs of a meeting, a measure and a path."""
    found = {kind: tasks[kind].make() for kind in ("meeting", "measure", "onboarding")}
    assert {kind: each.faults for kind, each in found.items()} == dict.fromkeys(found, ())
    return {kind: each.data for kind, each in found.items()}


def _of(data: bytes, name: str) -> Widget:
    (found,) = (widget for widget in widgets(data) if widget.name == name)
    return found


# --- what a form is --------------------------------------------------------------------------


def test_what_a_pen_fills_in_can_be_filled_in(tasks: dict[str, HandoutTask]) -> None:
    """Each kind with fields has a fillable file, and no other."""
    assert tasks.keys() == {"canvas", "form", "measure", "meeting", "onboarding", "sheet"}
    assert tasks.keys() == {
        name for name, kind in kinds().items() if PDF_FILLABLE in {h.format for h in kind.handouts}
    }


def test_fields_of_each_type(made: dict[str, bytes]) -> None:
    """Names are the path of ids, tool tips the labels on paper, in the order of reading."""
    found = [
        (each.name, each.label, each.type, each.flags & (REQUIRED | MULTILINE))
        for each in widgets(made["meeting"])
        if each.name.startswith("recording.")
    ]
    assert found == [
        ("recording.nimi", "Nimi (pakollinen)", "/Tx", REQUIRED),
        ("recording.paiva", "Päivä", "/Tx", 0),
        ("recording.asia", "Asia", "/Tx", MULTILINE),
        ("recording.piirros", "Piirros", "/Tx", MULTILINE),
        ("recording.tapa.etana", "Etänä", "/Btn", 0),
        ("recording.tapa.paikalla", "Paikalla", "/Btn", 0),
        ("recording.sovittu.1.mita", "Mitä, rivi 1", "/Tx", MULTILINE),
        ("recording.sovittu.1.kuka", "Kuka, rivi 1", "/Tx", MULTILINE),
        ("recording.sovittu.2.mita", "Mitä, rivi 2", "/Tx", MULTILINE),
        ("recording.sovittu.2.kuka", "Kuka, rivi 2", "/Tx", MULTILINE),
    ]


def test_a_statement_is_a_group_of_choices(made: dict[str, bytes]) -> None:
    """A statement is weighed once: its values are one group, which says them in words."""
    groups = [each for each in widgets(made["measure"]) if each.flags & RADIO]
    names = [each.name for each in groups]
    assert names[:4] == [
        *["dimensions.puhe.kuuntelu"] * 2,
        *["dimensions.puhe.vuorot"] * 2,
    ]
    assert groups[0].label == "Kuuntelimme."
    with pikepdf.open(io.BytesIO(made["measure"])) as pdf:
        notes = [note for sheet in pdf.pages for note in sheet.obj.get("/Annots", ())]
        first = next(note.Parent for note in notes if "/Parent" in note and "/Opt" in note.Parent)
        assert [str(value) for value in first.Opt] == ["1 Ei", "2 Kyllä"]


def test_a_path_is_ticked_and_signed(made: dict[str, bytes]) -> None:
    """Tasks are ticked; of a signature the name and the date are typed, the hand is a pen's."""
    found = {each.name: each.label for each in widgets(made["onboarding"])}
    assert found["worker"] == "Uusi työntekijä"
    assert found["stages.paiva-1.tasks.lue.done"] == "Lue esite"
    signed = {name: label for name, label in found.items() if name.startswith("sign-off.")}
    assert signed["sign-off.kuittaus.name"] == "Nimi: Tehtävät on tehty."
    assert {name.rpartition(".")[2] for name in signed} == {"name", "date"}


def test_every_form_of_the_small_bank(small: Path) -> None:
    """Each is PDF/UA-1 and no PDF/A; names are unique, nothing is filled in."""
    files = sorted((small / "site").rglob(f"*{PDF_FILLABLE.suffix}"))
    assert len(files) >= 5
    for file in files:
        data = file.read_bytes()
        profile = page.ValidationProfile.PDF_UA_1
        assert page.validate_pdf_bytes(data, profile=profile).failures == []
        found = widgets(data)
        groups = {each.name for each in found if each.flags & RADIO}
        names = [each.name for each in found if each.name not in groups]
        assert len(names) == len(set(names))
        assert not {each.value for each in found} - {"", "/Off"}
        with pikepdf.open(file) as pdf, pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert "pdfaid:part" not in metadata
            assert "/OutputIntents" not in pdf.Root
            assert "/NeedAppearances" not in pdf.Root.AcroForm
            assert {str(sheet.obj.get("/Tabs")) for sheet in pdf.pages} == {"/S"}


def test_whose_data_it_holds_stands_at_the_top(tasks: dict[str, HandoutTask]) -> None:
    """Before all else: filled in it is a client document, or no client data belongs here."""
    for kind, words in {
        "meeting": "on täytettynä asiakasasiakirja",
        "form": "Älä kirjoita tähän pohjaan asiakastietoja.",
        "measure": "Älä kirjoita tähän pohjaan asiakastietoja.",
        "onboarding": "Älä kirjoita tähän pohjaan asiakastietoja.",
        "sheet": "Tämä paperi on sinun.",
    }.items():
        main = tasks[kind].html.partition("</header>")[2]
        first = re.search(r"<(?:h2|p|div)[^>]*>", main)
        assert first
        wanted = "" if kind in {"meeting", "sheet"} else " unwanted"
        assert f'class="notice client-data{wanted}"' in first[0], kind
        assert words in main[: main.index("</div>")], kind
        assert main.count('class="notice client-data') == 1, kind


def test_sides_for_notes_tell_whose_data_is_written_there(tmp_path: Path) -> None:
    """Where clients' data is written they bear the form's own words, else none."""
    anonymous = bank.record("sheet", title="Palaute", anonymous=True)
    office = bank.record("meeting", title="Sparraus", client_document=False)
    told = {
        bank.path_of("sheet", "palaute"): anonymous,
        bank.path_of("meeting", "sparraus"): office,
    }
    source = bank.write(tmp_path / "source", bank.every_kind() | told)
    notes = {
        path.rpartition("/")[2]: task.notes for path, task in bank.handout_tasks(source).items()
    }
    words = {
        "koe-meeting.pdf": "on täytettynä asiakasasiakirja",
        "koe-sheet.pdf": "Tämä paperi on sinun.",
        "koe-sheet-iso.pdf": "Tämä paperi on sinun.",
    }
    for name in (*words, "palaute.pdf", "sparraus.pdf", "koe-form.pdf", "koe-guideline.pdf"):
        assert "Kysymyksiä ja muistiinpanoja" in notes[name]
        assert ("client-data" in notes[name]) == (name in words), name
        assert words.get(name, "") in notes[name]


def test_nothing_to_fill_in_is_no_form(tmp_path: Path) -> None:
    """A sheet that is only read has no fillable file."""
    parts = {"luettavaa": {"title": "Luettavaa", "text": "Tutustu tähän."}}
    read = {bank.path_of("sheet", "koe-sheet"): bank.record("sheet", parts=parts)}
    _, plan, _ = bank.read(bank.write(tmp_path / "source", bank.every_kind() | read))
    forms = {job.subject.kind.name for job in plan.handouts if job.format.layout == FILLABLE}
    assert forms == {"canvas", "form", "measure", "meeting", "onboarding"}


def test_the_page_offers_it(small: Path) -> None:
    """Beside what is printed for a pen stands what is filled in on a computer, with its sides."""
    offered = (small / "site/tapaamiset/koe-meeting/index.html").read_text(encoding="utf-8")
    pen, form = 'href="koe-meeting.pdf"', 'href="koe-meeting-taytettava.pdf"'
    assert offered.index(pen) < offered.index(form)
    for where, words in ((pen, "Tulosta ja täytä kynällä"), (form, "Täytä koneella")):
        link = offered[offered.index(where) : offered.index("</li>", offered.index(where))]
        assert words in link
        assert re.search(r"PDF, \d+ sivua", link)
    begins = offered.index('class="record-files"')
    buttons = offered[begins : offered.index("</ul>", begins)]
    assert [buttons.count(each) for each in (pen, form, "fill-open", ".docx")] == [1, 1, 1, 0]
    brochure = (small / "site/esitteet/perheelle/index.html").read_text(encoding="utf-8")
    assert "Tulosta A4" in brochure


def test_a_swedish_form_ends_in_swedish() -> None:
    """The Swedish file of a form has a Swedish ending; a language without one has the Finnish."""
    assert PDF_FILLABLE.file_name("plan", "sv") == "plan-att-fylla-i.pdf"
    assert PDF_FILLABLE.file_name("plan", "fi") == "plan-taytettava.pdf"
    every = {made for kind in kinds().values() for made in kind.shapes if "-" in made.suffix}
    alike = {made.name for made in every if made.file_name("x", "sv") == made.file_name("x", "fi")}
    assert alike == {"pdf-a3"}


# --- the font --------------------------------------------------------------------------------


def test_the_font_has_all_that_may_be_typed() -> None:
    """Every Latin letter has a glyph of its own, and each code is its letter."""
    font = form_font()
    letters = {code for code in (*range(0x20, 0x7F), *range(0xA1, 0x250)) if code != 0xAD}
    assert letters <= font.glyphs.keys() == font.widths.keys()
    assert 0 not in font.glyphs.values()
    told: dict[int, int] = {}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", font.to_unicode().decode(), re.DOTALL):
        for line in block.strip().splitlines():
            first, last, to = (int(code, 16) for code in re.findall(r"<(\w+)>", line))
            assert first >> 8 == last >> 8
            told |= {code: to + code - first for code in range(first, last + 1)}
    assert told == {code: code for code in font.glyphs}
    glyphs = font.glyph_map()
    for code, glyph in font.glyphs.items():
        assert int.from_bytes(glyphs[2 * code : 2 * code + 2], "big") == glyph


def test_names_from_many_lands_are_typed_in_it(made: dict[str, bytes]) -> None:
    """Letters of Sámi, Polish and Turkish are drawn in the form's own font and no other."""
    name = _of(made["meeting"], "recording.nimi")
    data = filled(made["meeting"], [(name, NAMES)])
    assert _of(data, name.name).value == NAMES
    with pikepdf.open(io.BytesIO(data)) as pdf:
        notes = [note for sheet in pdf.pages for note in sheet.obj.get("/Annots", ())]
        (drawn,) = (note.AP.N for note in notes if str(note.get("/V", "")) == NAMES)
        fonts = set(re.findall(rb"/(\w+) \S+ Tf", drawn.read_bytes()))
        assert len(fonts) == 1
        shown = drawn.Resources.Font[f"/{fonts.pop().decode()}"]
        assert str(shown.BaseFont) == "/AAAAAA+NotoSans-Regular"


# --- what is saved is what is seen -----------------------------------------------------------


@pytest.mark.parametrize("kind", ["meeting", "measure", "onboarding"])
def test_what_is_taken_away_is_gone(made: dict[str, bytes], kind: str, tmp_path: Path) -> None:
    """Filled in, saved, opened, emptied and saved, a form looks as it did, dot by dot."""
    empty = filled(made[kind], [])  # pdfium rounds what it saves
    every = widgets(empty)
    texts = [each for each in every if each.type == "/Tx"]
    boxes = [each for each in every if each.type == "/Btn" and not each.flags & RADIO]
    full = filled(
        empty, [*((each, NAMES[:9]) for each in texts), *((each, None) for each in boxes)]
    )
    assert {each.value for each in widgets(full) if each.type == "/Tx"} <= {NAMES[:9]}
    assert {e.value for e in widgets(full) if e.type == "/Btn" and not e.flags & RADIO} <= {"/Yes"}
    again = filled(full, [*((each, "") for each in texts), *((each, None) for each in boxes)])
    steps = {"empty": empty, "full": full, "again": again}
    sheets = {each.sheet for each in (*texts, *boxes)}
    for sides in (
        {name: by_poppler(data, tmp_path / name) for name, data in steps.items()},
        {name: by_pdfium(data) for name, data in steps.items()},
    ):
        both = zip(sides["empty"], sides["full"], strict=True)
        assert {n for n, (one, other) in enumerate(both) if one != other} == sheets
        assert sides["again"] == sides["empty"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["meeting", "measure", "onboarding"])
def test_mupdf_draws_what_was_filled_in(made: dict[str, bytes], kind: str, tmp_path: Path) -> None:
    """Every side on which something was filled in, and of what was taken away nothing."""
    empty = filled(made[kind], [])
    every = widgets(empty)
    texts = [each for each in every if each.type == "/Tx"]
    full = filled(empty, [(each, NAMES[:9]) for each in texts])
    again = filled(full, [(each, "") for each in texts])
    steps = {"empty": empty, "full": full, "again": again}
    sides = {name: by_mupdf(data, tmp_path / name) for name, data in steps.items()}
    both = zip(sides["empty"], sides["full"], strict=True)
    assert {n for n, (one, other) in enumerate(both) if one != other} == {e.sheet for e in texts}
    assert sides["again"] == sides["empty"]


def test_another_choice_takes_the_first_away(made: dict[str, bytes], tmp_path: Path) -> None:
    """A group shows one choice: the one that was made last."""
    empty = made["measure"]
    one, two = [each for each in widgets(empty) if each.flags & RADIO][:2]
    twice = filled(filled(empty, [(one, None)]), [(two, None)])
    once = filled(empty, [(two, None)])
    assert {each.value for each in widgets(twice) if each.name == one.name} == {"/1"}
    assert by_poppler(twice, tmp_path / "twice") == by_poppler(once, tmp_path / "once")
    assert by_pdfium(twice) == by_pdfium(once) != by_pdfium(empty)


def test_a_value_is_drawn_without_being_painted(made: dict[str, bytes], tmp_path: Path) -> None:
    """A value that a program writes is drawn by poppler, and gone when it is taken out again."""
    empty = by_poppler(made["meeting"], tmp_path / "empty")
    seen = []
    for step, (text, tick) in enumerate(((NAMES, Name.Yes), ("", Name.Off))):
        with pikepdf.open(io.BytesIO(made["meeting"])) as pdf:
            for sheet in pdf.pages:
                for note in sheet.obj.get("/Annots", ()):
                    if note.get("/FT") == Name.Tx:
                        note.V = pikepdf.String(text)
                    elif note.get("/FT") == Name.Btn:
                        note.V = note.AS = tick
            buffer = io.BytesIO()
            pdf.save(buffer)
        seen.append(by_poppler(buffer.getvalue(), tmp_path / str(step)))
    assert seen[0] != empty
    assert seen[1] == empty


@pytest.mark.slow
def test_every_form_of_the_bank(real: Path) -> None:
    """Every place of every form takes what is typed or ticked, and is empty once it is gone."""
    files = [
        file
        for file in sorted((real / "site").rglob("*.pdf"))
        if file.name.endswith((PDF_FILLABLE.suffix, *dict(PDF_FILLABLE.suffixes).values()))
    ]
    assert len(files) > 10
    for file in files:
        empty = filled(file.read_bytes(), [])
        places = [each for each in widgets(empty) if not each.flags & RADIO]
        doing = [(each, "Šárá" if each.type == "/Tx" else None) for each in places]
        full = filled(empty, doing)
        assert {e.value for e in widgets(full) if not e.flags & RADIO} <= {"Šárá", "/Yes"}, file
        again = filled(full, [(each, None if text is None else "") for each, text in doing])
        assert by_pdfium(empty) == by_pdfium(again) != by_pdfium(full), file


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("kind", ["meeting", "measure", "onboarding"])
def test_the_same_in_pdf_js(
    made: dict[str, bytes], kind: str, browser: Browser, tmp_path: Path
) -> None:
    """Filled in and saved in PDF.js, emptied and saved again, a form is empty, there and here.

    Of a group something stays chosen: the first.
    """

    def text(data: bytes) -> str:
        return base64.b64encode(data).decode()

    for name in ("index.html", "404.html"):
        (tmp_path / name).write_text('<script type="module" src="forms.mjs"></script>')
    for name in ("forms.mjs", "node_modules"):
        (tmp_path / name).symlink_to(WEB / name)
    with serve(tmp_path, {}) as served, opened(browser, served.url) as tab:
        tab.wait_for_function("() => 'drawn' in window")

        def saved(data: bytes, value: str, *, ticked: bool) -> bytes:
            return base64.b64decode(
                tab.evaluate("(all) => filled(...all)", [text(data), value, ticked])
            )

        full = saved(made[kind], NAMES, ticked=True)
        again = saved(full, "", ticked=False)
        empty = saved(made[kind], "", ticked=False)
        steps = {"empty": empty, "full": full, "again": again}
        drawn = {name: tab.evaluate("(it) => drawn(it)", text(it)) for name, it in steps.items()}
    sheets = {each.sheet for each in widgets(made[kind])}
    for sides in (
        drawn,
        {name: by_poppler(data, tmp_path / name) for name, data in steps.items()},
        {name: by_pdfium(data) for name, data in steps.items()},
    ):
        both = zip(sides["empty"], sides["full"], strict=True)
        assert {n for n, (one, other) in enumerate(both) if one != other} == sheets
        assert sides["again"] == sides["empty"]
