"""What kinds share: chapters, a comparison side by side, records that stand beside others."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import UndefinedError
from lxml import html
from markdown import Markdown

from generator.kinds import kinds
from generator.outputs import view as view_module
from generator.outputs.drawing import draw
from generator.outputs.handout import handout_task
from generator.outputs.view import Place, View
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

    from generator.kinds.base import Figure

COMPARISON = "alueet/vertailu/index.html"
CLIENT = "asiakasasiakirja"


def _county(**changes: object) -> bank.Fields:
    return bank.record("county", **changes)


def _counties(folder: Path, **counties: bank.Fields) -> Path:
    files = {bank.path_of("county", name): fields for name, fields in counties.items()}
    return bank.write(folder, bank.FILES | files)


def _page(source: Path, path: str) -> html.HtmlElement:
    markdown = bank.pages(source)[path].split("---\n", 2)[2]
    return html.fromstring(f"<div>{Markdown(extensions=['toc', 'tables']).convert(markdown)}</div>")


def _view(source: Path, record_id: str) -> View:
    library, _, _ = bank.read(source)
    edition = library.record(record_id, "fi")
    assert edition
    return View(edition, Place(library, "fi", ""))


# --- chapters --------------------------------------------------------------------------------


def test_a_chapter_is_a_field_of_its_kind() -> None:
    """What a kind tells by chapters is there in its model, once, with words in each language."""
    for kind in kinds().values():
        fields = [chapter.field for chapter in kind.chapters]
        assert set(fields) <= kind.model.model_fields.keys()
        assert len(set(fields)) == len(fields)
        for chapter in kind.chapters:
            assert chapter.title.keys() >= {"fi", "sv"}


def test_a_chapter_that_says_nothing_is_left_out(tmp_path: Path) -> None:
    """Only what is written has a heading, in the order that the kind declares."""
    source = _counties(tmp_path / "s", a=_county(tips="Vinkki.", figures=None, milestones=None))
    headings = [heading.text for heading in _page(source, "alueet/a/index.html").iter("h2")]
    expected = ["Perustiedot", "Vuodet", "Palvelut", "Ratkaisun perusidea", "Vinkit soveltajille"]
    assert headings[: len(expected)] == expected
    assert "Luvut" not in headings


def test_a_shape_without_a_macro_is_no_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chapter of a shape that no template can show stops the page and the handout."""
    source = _counties(tmp_path / "s", a=_county())
    monkeypatch.setattr(view_module, "_shape", lambda _value: "novelty")
    with pytest.raises(UndefinedError):
        bank.pages(source)
    library, plan, _ = bank.read(source)
    job = next(job for job in plan.handouts() if "/a/" in job.path)
    with pytest.raises(UndefinedError):
        handout_task(job, library, source)


# --- side by side ----------------------------------------------------------------------------


def test_a_comparison_lays_every_record_beside_the_others(tmp_path: Path) -> None:
    """Each chapter once, under it every record in order, and a word where a source is silent."""
    source = _counties(
        tmp_path / "s",
        a=_county(title="Alue A", order="1", tips="Varaa aikaa."),
        b=_county(title="Alue B", order="2"),
    )
    page = _page(source, COMPARISON)
    chapters = [chapter.title["fi"] for chapter in kinds()["county"].chapters]
    assert [heading.text for heading in page.iter("h2")] == chapters
    names = [heading.text for heading in page.iter("h3")]
    assert names == ["Alue A", "Alue B"] * len(chapters)
    tips = page.find_class("comparison")[chapters.index("Vinkit soveltajille")]
    first, second = (" ".join(part.text_content().split()) for part in tips)
    assert first == "Alue A Varaa aikaa."
    assert second == "Alue B Lähde ei kerro tästä."


def test_the_index_page_and_each_record_lead_to_the_comparison(tmp_path: Path) -> None:
    """Nobody has to know its address."""
    source = _counties(tmp_path / "s", a=_county(), b=_county(title="B"))
    pages = bank.pages(source)
    assert 'href="vertailu/"' in pages["alueet/index.html"]
    assert 'href="../vertailu/"' in pages["alueet/a/index.html"]


@pytest.mark.parametrize("changes", [None, {"state": "withdrawn", "withdrawn": {"reason": "V."}}])
def test_one_alone_is_not_compared(changes: bank.Fields | None, tmp_path: Path) -> None:
    """With one record in use there is neither a comparison nor a link to it."""
    others = {} if changes is None else {"b": _county(title="B", **changes)}
    source = _counties(tmp_path / "s", a=_county(), **others)
    pages = bank.pages(source)
    assert COMPARISON not in pages
    assert not any("vertailu" in page for page in pages.values())


def test_a_second_record_changes_the_page_of_the_first(tmp_path: Path) -> None:
    """The link to the comparison is among what a record's page is made of."""
    alone = _counties(tmp_path / "alone", a=_county())
    both = _counties(tmp_path / "both", a=_county(), b=_county(title="B"))
    assert _depends(alone, "a") != _depends(both, "a")


def _depends(source: Path, record_id: str) -> Any:  # noqa: ANN401 - compared as it is
    library, _, _ = bank.read(source)
    edition = library.record(record_id, "fi")
    assert edition
    return library.depends_on(edition)


# --- beside a meeting ------------------------------------------------------------------------


@pytest.fixture
def with_sheet(tmp_path: Path) -> Path:
    """Give a bank with a meeting and a sheet that stands beside it."""
    return bank.write(
        tmp_path / "source",
        bank.FILES
        | {
            bank.path_of("meeting", "koe-meeting"): bank.record("meeting"),
            bank.path_of("sheet", "kutsu"): bank.record("sheet", title="Kutsu"),
        },
    )


def test_a_meeting_shows_the_sheets_beside_it(with_sheet: Path) -> None:
    """The sheet says where it belongs; the meeting's page shows it without being told."""
    pages = bank.pages(with_sheet)
    assert "perheen-lomakkeet/kutsu/" in pages["tapaamiset/koe-meeting/index.html"]
    assert "tapaamiset/koe-meeting/" in pages["perheen-lomakkeet/kutsu/index.html"]


def test_what_is_related_twice_is_shown_once(with_sheet: Path) -> None:
    """A meeting that names its sheet itself does not show it twice."""
    path = bank.path_of("meeting", "koe-meeting")
    bank.write(with_sheet, {path: bank.record("meeting", related=["kutsu", "perheelle"])})
    shown = [other.record.id for other in _view(with_sheet, "koe-meeting").related]
    assert shown == ["kutsu", "perheelle"]


def test_what_follows_is_said_on_both_pages(with_sheet: Path) -> None:
    """A sheet that says what follows it stands before that, and no longer among the rest."""
    sheet = bank.record("sheet", title="Kutsu", followed_by=["koe-meeting"])
    bank.write(with_sheet, {bank.path_of("sheet", "kutsu"): sheet})
    assert [view.record.id for view in _view(with_sheet, "kutsu").after] == ["koe-meeting"]
    meeting = _view(with_sheet, "koe-meeting")
    assert [view.record.id for view in meeting.before] == ["kutsu"]
    assert meeting.related == ()
    page = bank.pages(with_sheet)["tapaamiset/koe-meeting/index.html"]
    assert page.index("Ennen tätä") < page.index("perheen-lomakkeet/kutsu/")
    assert "Tämän jälkeen" not in page


def test_a_plain_twin_is_led_to_by_its_original(with_sheet: Path) -> None:
    """Where both would have a card, the original's card leads to the twin; alone it has its own."""
    plain = bank.record("sheet", title="Kutsu selkokielellä", plain_of="kutsu")
    bank.write(with_sheet, {bank.path_of("sheet", "kutsu-selko"): plain})
    shown = [view.record.id for view in _view(with_sheet, "koe-meeting").related]
    assert shown == ["kutsu"]
    index = bank.pages(with_sheet)["perheen-lomakkeet/index.html"]
    assert index.count('class="card"') == 1
    assert index.count('href="kutsu-selko/"') == 1
    (with_sheet / bank.path_of("sheet", "kutsu")).unlink()
    alone = bank.record("sheet", title="Kutsu selkokielellä", plain_of="perheelle")
    bank.write(with_sheet, {bank.path_of("sheet", "kutsu-selko"): alone})
    shown = [view.record.id for view in _view(with_sheet, "koe-meeting").related]
    assert shown == ["kutsu-selko"]


def test_an_index_page_of_one_card_leads_on(with_sheet: Path) -> None:
    """What would lead to it leads to the record; with a second record it is an index page."""
    pages = bank.pages(with_sheet)
    assert "moved_to" in pages["perheen-lomakkeet/index.html"]
    assert "Perheen lomakkeet" not in str(_view(with_sheet, "kutsu").path)
    second = bank.record("sheet", title="Toinen")
    bank.write(with_sheet, {bank.path_of("sheet", "toinen"): second})
    assert "moved_to" not in bank.pages(with_sheet)["perheen-lomakkeet/index.html"]
    assert "Perheen lomakkeet" in str(_view(with_sheet, "kutsu").path)


@pytest.mark.parametrize("target", ["perheelle", "ei-ole"])
def test_a_sheet_stands_beside_meetings_alone(target: str, with_sheet: Path) -> None:
    """A planted reference to a brochure, or to nothing, is an error."""
    bank.write(with_sheet, {bank.path_of("sheet", "kutsu"): bank.record("sheet", beside=[target])})
    assert bank.codes(bank.read(with_sheet)[2]) == ["unknown-record"]


def test_sheet_and_meeting_depend_on_each_other(with_sheet: Path) -> None:
    """When one changes, the page of the other is written anew."""
    before = [_depends(with_sheet, name) for name in ("kutsu", "koe-meeting")]
    path = bank.path_of("meeting", "koe-meeting")
    bank.write(with_sheet, {path: bank.record("meeting", title="Uusi nimi")})
    between = _depends(with_sheet, "kutsu")
    assert between != before[0]
    bank.write(with_sheet, {bank.path_of("sheet", "kutsu"): bank.record("sheet", title="Toinen")})
    assert _depends(with_sheet, "koe-meeting") != before[1]


# --- forms say what they are -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("sheet", CLIENT),
        ("meeting", CLIENT),
        ("form", "Älä kirjoita tähän pohjaan asiakastietoja."),
    ],
)
def test_a_template_says_where_it_belongs_when_filled(kind: str, said: str, tmp_path: Path) -> None:
    """On page and paper, before the first field that is filled in."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    library, plan, _ = bank.read(source)
    where = f"koe-{kind}/"
    page = next(p for path, p in bank.pages(source).items() if where in path)
    task = next(handout_task(j, library, source) for j in plan.handouts() if where in j.path)
    for text, fields in ((page, 'class="recording"'), (task.html, 'class="field')):
        assert -1 < text.find(said) < text.find(fields), kind


def test_an_example_is_called_one(tmp_path: Path) -> None:
    """Every filled-in field is marked on the page; on paper the whole example is."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    page = _page(source, "pohjat/koe-form/index.html")
    examples = page.find_class("example")
    assert examples
    assert all("Keksitty esimerkki" in example.text_content() for example in examples)
    library, plan, _ = bank.read(source)
    task = next(handout_task(j, library, source) for j in plan.handouts() if "koe-form" in j.path)
    blank, _, filled = task.html.partition('<section class="example">')
    assert "Yhteinen kokous" not in blank
    assert filled.index("Keksitty esimerkki") < filled.index("Yhteinen kokous")


# --- drawings --------------------------------------------------------------------------------


def _clock(tmp_path: Path, count: int) -> tuple[Figure, Any]:
    moments = {f"m{n}": {"when": f"Kuu {n}", "title": "Asia", "text": "T."} for n in range(count)}
    fields = bank.record("structure", moments=moments)
    source = bank.write(
        tmp_path / str(count), bank.FILES | {bank.path_of("structure", "k"): fields}
    )
    return kinds()["structure"].figures[0], _view(source, "k").record


@pytest.mark.parametrize("count", [1, 2, 3, 6, 12])
def test_a_clock_goes_round_clockwise(count: int, tmp_path: Path) -> None:
    """The numbers stand on the dial clockwise from the top, each in the picture."""
    drawing = draw(*_clock(tmp_path, count), "fi")
    spots = [
        (float(x), float(y))
        for x, y in re.findall(r'class="d-number" cx="([\d.]+)" cy="([\d.]+)"', drawing.svg)
    ]
    assert len(spots) == count
    right = [y for x, y in spots if x > 360]
    left = [y for x, y in spots if x < 360]
    assert right == sorted(right)
    assert left == sorted(left, reverse=True)
    assert [x > 360 for x, _ in spots] == sorted((x > 360 for x, _ in spots), reverse=True)
    height = float(drawing.svg.split('viewBox="0 0 720 ')[1].split('"')[0])
    assert all(0 <= y <= height for _, y in spots)
    assert drawing.words.startswith("Vuosikello: Kuu 0: Asia")


def test_a_figure_names_items_as_it_says(tmp_path: Path) -> None:
    """``label`` is the field or property by which an item is named; a wrong one is told."""
    figure, record = _clock(tmp_path, 2)
    assert "Kuu 1: Asia" in draw(figure, record, "fi").words
    assert "Kuu 1" not in draw(replace(figure, label="title"), record, "fi").words
    with pytest.raises(AttributeError):
        draw(replace(figure, label="novelty"), record, "fi")


def test_what_is_not_told_is_not_drawn(tmp_path: Path) -> None:
    """A network without a year clock has no drawing, and its page is made."""
    source = bank.write(
        tmp_path / "source",
        bank.FILES | {bank.path_of("structure", "k"): bank.record("structure", moments=None)},
    )
    assert _view(source, "k").drawings == {}
    assert 'class="drawing"' not in bank.pages(source)["rakenteet/k/index.html"]
