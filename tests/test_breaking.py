"""A word breaks only where it is wider than its box, is heard whole, and what stays is told."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from generator.formats import UA_2
from generator.outputs.handout import HandoutTask
from generator.outputs.pdf import render
from tests import bank, tagged
from tests.test_structure import faults_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONG = "Lastensuojelutarpeenselvitysvaihe"
HEAD = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Koe</title>
<style>{style}</style></head>
<body data-title="Koe" data-edition="1.0" data-state=""><main>{body}</main>
</body></html>"""
LOGO = '<header class="head"><div class="rings"><div></div></div><h1>{}</h1></header>'
ROW = f"<tr>{'<td>a</td>' * 6}</tr>"
TABLE = "<h1>Koe</h1><h2>Kuka</h2><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>"


def _html(body: str, style: str = "", lang: str = "fi") -> str:
    return HEAD.format(lang=lang, style=style, body=body)


def _lines(body: str, style: str = "", lang: str = "fi") -> list[str]:
    """Draw a sound handout, hold what is heard of it against its words, and give its lines."""
    html = _html(body, style, lang)
    made = render(HandoutTask(html))
    assert made.faults == ()
    assert tagged.faults(made.data, html) == []
    command = shutil.which("pdftotext")
    assert command, "poppler-utils is missing"
    drawing = [command, "-layout", "-", "-"]
    done = subprocess.run(drawing, input=made.data, capture_output=True, check=True)
    return [line.strip() for line in done.stdout.decode().splitlines() if line.strip()]


def _told(body: str, style: str = "", lang: str = "fi") -> list[tuple[str, str, str]]:
    faults = render(HandoutTask(_html(body, style, lang))).faults
    return [(fault.code, fault.values["text"], fault.values["section"]) for fault in faults]


# --- where it breaks -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "drawn"),
    [
        ("90mm", [LONG]),
        ("50mm", ["Lastensuojelutarpeen-", "selvitysvaihe"]),
        ("36mm", ["Lastensuojelu-", "tarpeenselvitysvaihe"]),
        ("27mm", ["Lastensuojelu-", "tarpeen-", "selvitysvaihe"]),
        ("20mm", ["Lasten-", "suojelu-", "tarpeen-", "selvitys-", "vaihe"]),
        ("14mm", ["Lasten-", "suojelu-", "tar-", "peen-", "selvitys-", "vaihe"]),
    ],
)
def test_a_word_breaks_at_its_joints_and_then_at_syllables(width: str, drawn: list[str]) -> None:
    """A part that has room stays whole, however narrow the others' room is."""
    lines = _lines(f"<h1>Koe</h1><p style='width: {width}'>{LONG}</p>")
    assert lines[1 : len(drawn) + 1] == drawn


def test_only_a_word_that_is_too_wide_breaks() -> None:
    """The same word elsewhere, and any other word that has room, stays whole at a line's end."""
    words = "Perhetyöntekijä ja lastensuojelutyö, verkostotapaaminen. "
    lines = _lines(
        f"<h1>Koe</h1><p style='width: 40mm'>{words * 3}</p><p style='width: 36mm'>(”{LONG}”)</p>"
        f"<p>{LONG}</p>"
    )
    assert "(”Lastensuojelu-" in lines
    assert LONG in lines
    assert not [line for line in lines[1:-5] if line.endswith("-")]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (LOGO.format(f"{LONG}suunnitelma"), f"{LONG}suunnitelma"),
        (TABLE.format(f"<th scope='col'>{LONG}</th>" * 6, ROW), LONG),
        (TABLE.format(f"<th scope='col'>a <b>{LONG}</b></th>" * 6, ROW), LONG),
        (f"<h1>Koe</h1><div class='panel' style='width: 40mm'><p>{LONG}</p></div>", LONG),
        (f"<h1>Koe</h1><p style='width: 40mm'>Katso <a href='https://a.fi'>{LONG}</a>.</p>", LONG),
    ],
)
def test_it_stays_within_its_box(body: str, word: str) -> None:
    """A title beside the logo, a column's head, a panel, a link: nothing leaves its room."""
    lines = _lines(body)
    assert word not in lines
    assert "-" in " ".join(lines)


def test_in_large_type() -> None:
    """Large type breaks words as well."""
    html = _html(f"<h1>{LONG * 2}</h1>").replace("<html ", '<html class="large" ')
    assert render(HandoutTask(html)).faults == ()


def test_each_language_by_its_own() -> None:
    """Swedish is hyphenated as Swedish is; a language that nobody knows is told of."""
    box = "<h1>Koe</h1><p style='width: 22mm'>{}</p>"
    assert _lines(box.format("barnskyddsanmälan"), lang="sv")[1:3] == ["barnskydds-", "anmälan"]
    swedish = box.format(f"<span lang='sv'>barnskyddsanmälan</span> {LONG}")
    assert _lines(swedish)[1:4] == ["barnskydds-", "anmälan", "Lasten-"]
    told = _told(box.format("mánáidsuodjalandilli"), lang="se")
    assert told == [("pdf-overflow", "mánáidsuodjalandilli", "Koe")]


def test_an_address_breaks_without_a_hyphen() -> None:
    """A hyphen would be read as a part of the address."""
    address = "https://alue.fi/lastensuojelutarpeenselvitysvaihe"
    lines = _lines(f"<h1>Koe</h1><p style='width: 30mm'>{address}</p>")
    assert "".join(lines[1:-1]) == address
    assert not [line for line in lines if line.endswith("-")]


# --- how it is heard -------------------------------------------------------------------------

BODY = (
    f"<h1>{LONG} ja {LONG.lower()} sekä {LONG.lower()}</h1><section style='width: 30mm'>"
    f"<h2 id='a'>{LONG}</h2><p>Jos <b>{LONG.lower()}</b> (EU-maissa) on Varsinais-Suomessa tai"
    " Pohjois-Pohjanmaalla vuosina 2020–2023, palveluja/tukea saa.</p></section>"
)


def _lengthened(html: str) -> str:
    """Give a handout with a long word in the place of every word that is not short."""
    head, body, text = html.partition("<body")
    long = re.sub(r">[^<]+", lambda said: re.sub(r"\b[a-zäö]{5,}\b", LONG.lower(), said[0]), text)
    return head + body + long


@pytest.mark.parametrize("claims", ["ua-1", UA_2])
def test_a_broken_word_is_heard_whole(claims: str) -> None:
    """Words in the tree are those of the text, wherever lines end, and so are the bookmarks."""
    html = _html(BODY)
    made = render(HandoutTask(html, claims=claims))
    assert made.faults == ()
    assert tagged.faults(made.data, html) == []
    with pikepdf.open(io.BytesIO(made.data)) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        assert title.title.startswith(f"{LONG} ja")
        assert [item.title for item in title.children] == [LONG]


def test_a_word_in_parts_is_seen() -> None:
    """The test of what is heard tells a broken word that does not say itself."""
    html = _html(BODY)
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(render(HandoutTask(html)).data)) as pdf:
        spans = [it for it in pdf.objects if isinstance(it, pikepdf.Dictionary)]
        spoken = [it for it in spans if "/ActualText" in it]
        assert len(spoken) > 3
        for it in spoken:
            del it.ActualText
        pdf.save(buffer)
    said = " / ".join(tagged.faults(buffer.getvalue(), html))
    assert f"H2 has no words '{LONG}'" in said
    assert "EU-maissa" in said


def test_equal_bytes() -> None:
    """The same handout breaks the same way."""
    task = HandoutTask(_html(BODY))
    assert render(task).data == render(task).data


@pytest.mark.slow
@pytest.mark.parametrize("say", [str, _lengthened])
def test_every_handout_of_the_full_bank(tmp_path: Path, say: Callable[[str], str]) -> None:
    """Every word of every handout of every kind is heard whole, however long they are.

    What is for a press is heard by nobody.
    """
    found = {}
    tasks = bank.handout_tasks(bank.write(tmp_path, bank.full()))
    for path, task in ((path, task) for path, task in tasks.items() if task.claims):
        said = replace(task, html=say(task.html))
        found[path] = faults_of(render(said).data, said)
    assert {path: said for path, said in found.items() if said} == {}


# --- what a line's end never parts ------------------------------------------------------------


KEPT = ("35 \u00a7", "25 a \u00a7", "5\u20137 \u00a7", "4 a\u20134 c \u00a7", "\u00a7 6")


@pytest.mark.parametrize("kept", ["(7\u201311 vuotta)", "12\u201317", *KEPT])
def test_what_belongs_together_stands_on_one_line(kept: str) -> None:
    """Wherever a line ends: a range of ages, and a section of a law with its sign."""
    widths = range(30, 60)
    body = "".join(
        f"<p style='width: {width}mm'>Sana ennen sitä {kept} ja muuta.</p>" for width in widths
    )
    lines = _lines(f"<h1>Koe</h1>{body}")
    assert sum(kept in line for line in lines) == len(widths)
    assert sum(line.startswith(kept) for line in lines)  # it has moved to the next line whole


@pytest.mark.parametrize("kept", KEPT)
def test_a_section_of_a_law_takes_no_word_with_it(kept: str) -> None:
    """The word before it stays on its line while it has room, and a search finds the number."""
    body = "".join(
        f"<p style='width: {width}mm'>Siinä on sen, mistä {kept} säätää.</p>"
        for width in range(38, 60, 3)
    )
    made = render(HandoutTask(_html(f"<h1>Koe</h1>{body}")))
    read = pypdfium2.PdfDocument(made.data)
    text = read[0].get_textpage()
    lines = text.get_text_range().splitlines()
    searcher, found = text.search(kept), 0
    while searcher.get_next():
        found += 1
    read.close()
    assert made.faults == ()
    assert not [line for line in lines if line.strip().endswith("sen,")]
    assert found == body.count("<p")


def test_what_belongs_together_gives_way_where_there_is_no_room() -> None:
    """In a narrow box it is parted rather than cut."""
    lines = _lines("<h1>Koe</h1><p style='width: 26mm'>(2026\u20132027 vuosista)</p>")
    assert lines[1:3] == ["(2026\u20132027", "vuosista)"]


# --- what cannot be broken is told -----------------------------------------------------------

ENDLESS = "x" * 40


@pytest.mark.parametrize(
    ("body", "text", "section"),
    [
        (LOGO.format(ENDLESS), ENDLESS, ENDLESS),
        (TABLE.format(f"<th scope='col'>{ENDLESS}</th>{'<th>b</th>' * 5}", ROW), ENDLESS, "Kuka"),
        ("<h1>Koe</h1><h2>Viiva</h2><div class='line'><p>a</p><p>b</p></div>", "b", "Viiva"),
        (f"<h1>Koe</h1><h2>Kysy</h2><p>{ENDLESS * 3}</p>", (ENDLESS * 3)[:40], "Kysy"),
        (
            f"<h1>Koe</h1><h2>Ohi</h2><p style='margin-inline-end: -30mm'>{'sana ' * 60}</p>",
            "sana",
            "Ohi",
        ),
    ],
)
def test_what_leaves_its_room_is_told(body: str, text: str, section: str) -> None:
    """A title through the logo, a head across its cell, a question past the margin."""
    code, said, under = _told(body, ".line { height: 6mm; border-bottom: 1mm solid }")[0]
    assert (code, said[: len(text)], under) == ("pdf-overflow", text, section)


@pytest.mark.parametrize(
    ("body", "text", "over"),
    [
        ("<p>Sana</p><p style='margin-top: -1.5em'>Toinen</p>", "Sana", "Toinen"),
        ("<p>Sana</p><div class='box-a'></div>", "Sana", "box-a"),
        (
            "<img class='q' src='qr:https://a.fi' alt='Koodi'><p class='up'>Sana</p>",
            "Sana",
            "Koodi",
        ),
    ],
)
def test_what_lies_over_something_else_is_told(body: str, text: str, over: str) -> None:
    """Text over text, over a drawn box or over a picture."""
    style = (
        ".box-a { position: relative; top: -1.4em; width: 9mm; height: 5mm; border: 1mm solid }"
        " .q { width: 20mm } .up { margin-top: -10mm }"
    )
    html = _html(f"<h1>Koe</h1><h2>Kohta</h2>{body}", style)
    (fault,) = render(HandoutTask(html)).faults
    assert fault.code == "pdf-overlap"
    assert (fault.values["text"], fault.values["over"]) == (text, over)
    assert fault.values["section"] == "Kohta"
