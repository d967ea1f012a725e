"""A meeting: what its agenda can tell, and the sheets that its paper is made of."""

from __future__ import annotations

import re
from datetime import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from generator.bank.lookup import Lookup
from generator.formats import PDF_A4
from generator.kinds.shapes import hours
from generator.outputs import ways
from generator.outputs.handout import HandoutTask, handout_task
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

PATH = bank.path_of("meeting", "laheisneuvonpito")
CONFERENCE: bank.Fields = {
    "title": "Läheisneuvonpito",
    "goal": "Läheiset tekevät suunnitelman, johon lapsi voi luottaa.",
    "purpose": "Läheiset ja työntekijät miettivät, kuka auttaa ja miten.",
    "participants": {
        "lapsi": {"title": "Lapsi", "text": "Kertoo, mitä toivoo."},
        "laheiset": {"title": "Läheiset", "text": "Tekevät suunnitelman."},
        "koolle-kutsuja": {"title": "Koollekutsuja", "text": "Valmistelee, ei päätä."},
        "sosiaalityontekija": {"title": "Sosiaalityöntekijä", "text": "Kertoo huolensa."},
    },
    "before": {
        "kysy": {"text": "Kysy, haluavatko läheiset neuvonpidon.", "weeks": "6"},
        "kerro": {"text": "Tapaa jokainen kutsuttu.", "weeks": "1"},
        "tila": "Laita tila valmiiksi.",
    },
    "starts": "17:00",
    "agenda": {
        "tiedot": {"title": "Tiedot", "minutes": "45", "text": "Työntekijät kertovat."},
        "keskenaan": {
            "title": "Läheisten oma aika",
            "present": ["lapsi", "laheiset"],
            "text": "Työntekijät poistuvat huoneesta.",
        },
        "sopiminen": {"title": "Suunnitelmasta sovitaan", "minutes": "30", "text": "Luetaan."},
    },
    "recording": {
        "suunnitelma": {"title": "Suunnitelma", "type": "text", "rows": "6", "at_table": "true"},
        "sopijat": {"title": "Suunnitelman hyväksyn", "type": "signature", "at_table": "true"},
        "seuranta": {"title": "Seurantatapaaminen", "type": "date"},
    },
    "after": {
        "kiita": "Kiitä jokaista.",
        "seuranta": {"text": "Kutsu läheiset katsomaan, miten on mennyt.", "weeks": "8"},
    },
}
"""A family group conference: the family plans by itself, for as long as it needs."""


@pytest.fixture(scope="module")
def conference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a bank with a family group conference."""
    folder = tmp_path_factory.mktemp("meeting")
    return bank.write(folder, bank.every_kind() | {PATH: bank.record("meeting", **CONFERENCE)})


def _paper(source: Path, ending: str = ".pdf") -> str:
    return bank.handouts(source)[f"tapaamiset/laheisneuvonpito/laheisneuvonpito{ending}"]


def _lines(page: Any) -> list[str]:  # noqa: ANN401 - pypdfium2 has no types
    said: str = page.get_textpage().get_text_range()
    return said.splitlines()


# --- what an agenda can tell -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "lengths", "told"),
    [
        (time(9, 5), (10, 50), ["9.05–9.15", "9.15–10.05"]),
        (time(23, 50), (20,), ["23.50–0.10"]),
        (time(17), (45, 0, 30, 0), ["17.00–17.45", "17.45–", "", ""]),
    ],
)
def test_hours_run_until_nobody_knows(
    starts: time, lengths: tuple[int, ...], told: list[str]
) -> None:
    """Each begins where the one before it ends; what has no set time ends when it does."""
    assert list(hours(starts, lengths)) == told


def test_a_family_group_conference_can_be_told(conference: Path) -> None:
    """Weeks of preparation, private time, who is in the room, signatures, a follow-up: everywhere.

    What comes first in time stands first.
    """
    said = (
        "6 viikkoa ennen tapaamista",
        "Viikko ennen tapaamista",
        "Juuri ennen tapaamista",
        "Vähintään 1 h 15 min",
        "klo 17.00–17.45",
        "niin kauan kuin tarvitaan",
        "Huoneessa: Lapsi, Läheiset",
        "Heti tapaamisen jälkeen",
        "8 viikon kuluttua tapaamisesta",
        "Suunnitelman hyväksyn",
    )
    address = "tapaamiset/laheisneuvonpito/"
    shown = {
        "page": bank.pages(conference)[f"{address}index.html"],
        "paper": _paper(conference),
        "fillable": _paper(conference, "-taytettava.pdf"),
    }
    for output, text in shown.items():
        places = [text.replace("\xa0", " ").find(words) for words in said]
        assert -1 not in places, (output, said[places.index(-1)])
        assert places == sorted(places), output


def test_only_who_takes_part_is_in_the_room(tmp_path: Path) -> None:
    """Who is said to be in the room is one of the participants."""
    agenda = {"a": {"title": "A", "minutes": "5", "present": ["lapsi", "naapuri"]}}
    bank.write(tmp_path, bank.every_kind() | {PATH: bank.record("meeting", agenda=agenda)})
    _, _, problems = bank.read(tmp_path)
    assert [(each.code, each.at.path, each.field) for each in problems] == [
        ("not-a-participant", PATH, "agenda.a.present.1")
    ]


# --- the sheets ------------------------------------------------------------------------------


def test_a_sheet_for_the_table_is_for_a_pen(conference: Path) -> None:
    """Its front has the hours and room for notes, its back what is written there; Word has none."""
    paper = _paper(conference)
    front, back = (paper.index(f'id="{name}"') for name in ("table", "at-table"))
    rows = paper[front:back]
    for cells in (
        '<td>17.00–17.45</td><th scope="row">Tiedot</th><td>kaikki</td><td></td>',
        '<td>17.45–</td><th scope="row">Läheisten oma aika</th><td>Lapsi, Läheiset</td><td></td>',
        '<td>30\xa0min</td><th scope="row">Suunnitelmasta sovitaan</th><td>kaikki</td><td></td>',
    ):
        assert cells in rows
    recording = paper.index('id="recording"')
    assert "Suunnitelman hyväksyn" in paper[back:recording]
    assert "Seurantatapaaminen" not in paper[back:recording]
    assert "Seurantatapaaminen" in paper[recording:]
    assert 'id="table"' not in _paper(conference, "-taytettava.pdf")


def test_the_table_and_the_recording_have_files_of_their_own(conference: Path) -> None:
    """Each holds its part alone, and tells which meeting and which version it is of."""
    whole, table, recording = (
        _paper(conference, name) for name in (".pdf", "-poyta.pdf", "-kirjaaminen.pdf")
    )
    for paper in (table, recording):
        assert "Versio 1.0" in paper
        assert 'id="agenda"' not in paper
    assert 'id="agenda"' in whole
    assert ('id="table"' in table, 'id="table"' in recording) == (True, False)
    assert ('id="at-table"' in table, 'id="at-table"' in recording) == (True, False)
    assert ('id="recording"' in table, 'id="recording"' in recording) == (False, True)


def test_a_sheet_for_the_table_tells_whose_it_is_once(conference: Path) -> None:
    """It has room for the day and whose matter it is, and says on its front what becomes of it."""
    table = _paper(conference, "-poyta.pdf")
    title = "Läheisneuvonpito"
    assert re.findall(rf"<(h\d)[^>]*>[^<]*{title}</\1>", table) == ["h1"]
    front, _, back = table.partition('id="at-table"')
    assert 'data-name="date"' in front
    assert "Kenen asia" in front
    assert "asiakasasiakirja" in front
    assert "asiakasasiakirja" not in back
    staff = bank.record("meeting", **CONFERENCE | {"client_document": "false"})
    source = bank.write(conference.parent / "staff", bank.every_kind() | {PATH: staff})
    assert 'data-name="date"' in _paper(source, "-poyta.pdf")
    assert "Kenen asia" not in _paper(source, "-poyta.pdf")


def test_a_pause_has_a_low_row() -> None:
    """Nothing is written there: its row keeps its height while the others fill the sheet."""
    rows = "".join(
        f"<tr{low}><td>9.00</td><th scope='row'>Kohta</th><td></td></tr>"
        for low in ("", " class='low'", "")
    )
    html = (
        '<!doctype html><html lang="fi"><head><title>Koe</title></head><body><h1>Koe</h1>'
        "<table class='running'><thead><tr><th scope='col'>Aika</th><th scope='col'>Mitä</th>"
        f"<th scope='col'>Muistiinpanoja</th></tr></thead><tbody>{rows}</tbody></table>"
        "</body></html>"
    )
    made = ways.way_of(HandoutTask(html))(HandoutTask(html), [], {})
    tops = [one.area.top for one in made.shown[0] if one.text == "Kohta"]
    first, low = (after - before for before, after in pairwise(tops))
    assert len(made.shown) == 1
    assert low < first / 3


def test_what_is_more_than_a_side_is_told() -> None:
    """What lies on the table is not turned over twice."""
    html = (
        '<!doctype html><html lang="fi"><head><title>Koe</title></head><body><h1>Koe</h1>'
        '<div class="own-sheet"><section class="one-side"><h2>Pöydälle</h2>{}</section></div>'
        "</body></html>"
    )
    for lines, told in ((3, []), (99, [{"section": "Pöydälle", "sides": "3"}])):
        made = HandoutTask(html.format("<p>Sana.</p>" * lines)).make()
        assert [fault.values for fault in made.faults if fault.code == "pdf-one-side"] == told


@pytest.mark.slow
def test_every_meeting_has_its_sheets() -> None:
    """Of each that is shipped: the leader's with the colophon, one for the table, the recording."""
    library, plan, _ = bank.read(bank.ROOT)
    asked = bank.answers(library, bank.ROOT)
    jobs = [
        job for job in plan.handouts if job.handout.format is PDF_A4 and "tapaamiset/" in job.path
    ]
    assert jobs
    for job in jobs:
        made = handout_task(job, Lookup(asked[job.language])).make()
        assert made.faults == (), job.path
        pages = pypdfium2.PdfDocument(made.data)
        sides = ["\n" + "\n".join(_lines(page)) + "\n" for page in pages]
        headings = ("\nTämä materiaali verkossa\n", "\nPöydälle: ", "\nKirjaamispohja\n")
        begins = [
            next(number for number, said in enumerate(sides, 1) if heading in said)
            for heading in headings
        ]
        colophon, table, recording = begins
        assert (colophon < table, table % 2, recording - table) == (True, 1, 2), job.path
