"""What kinds share: chapters, a comparison side by side, records that stand beside others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import html
from markdown import Markdown

from generator.document import Figure, msg
from generator.interface import said
from generator.kinds import kinds
from generator.kinds.county import County
from generator.outputs.drawing import draw
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

    from generator.outputs.view import View

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
    return bank.view(source, record_id)


# --- chapters --------------------------------------------------------------------------------


def test_a_chapter_is_a_field_of_its_kind() -> None:
    """What a kind tells by chapters is there in its model, once."""
    for kind in kinds().values():
        fields = [chapter.field for chapter in kind.chapters]
        assert set(fields) <= kind.model.model_fields.keys()
        assert len(set(fields)) == len(fields)


def test_a_chapter_that_says_nothing_is_left_out(tmp_path: Path) -> None:
    """Only what is written has a heading, in the order that the kind declares."""
    source = _counties(tmp_path / "s", a=_county(environment=None, figures=None, milestones=None))
    page = _page(source, "alueet/a/index.html")
    (contents,) = page.find_class("contents")
    listed = [link.text for link in contents.iter("a")]
    contents.drop_tree()
    headings = [heading.text_content() for heading in page.iter("h2")]
    left_out = {"Toimintaympäristö", "Luvut", "Vaiheet vuosittain"}
    declared = [said(chapter.title, "fi") for chapter in kinds()["county"].chapters]
    expected = [title for title in declared if title not in left_out]
    assert headings[: len(expected)] == expected
    assert not left_out & set(headings)
    assert listed == headings


def test_a_field_that_no_block_shows_is_no_silence() -> None:
    """A chapter of a shape that is unknown stops the page and the handout."""
    county = County.model_validate(_county() | {"id": "a"})
    novelty = county.model_copy(update={"years": object()})
    with pytest.raises(TypeError, match="no block shows"):
        kinds()["county"].document(novelty)


# --- side by side ----------------------------------------------------------------------------


def test_a_comparison_lays_every_record_beside_the_others(tmp_path: Path) -> None:
    """Each chapter once, under it every record in order, and a word where a source is silent."""
    source = _counties(
        tmp_path / "s",
        a=_county(title="Alue A", order="1", tips="Varaa aikaa."),
        b=_county(title="Alue B", order="2", tips=None),
    )
    page = _page(source, COMPARISON)
    (table,) = page.find_class("comparison")
    assert table.findtext("caption")
    columns = {
        head.get("id"): head.text_content()
        for head in table.iter("th")
        if head.get("scope") == "col"
    }
    assert list(columns.values()) == ["Alue A", "Alue B"]
    points = {head.get("id"): head.text for head in table.find_class("comparison-point")}
    chapters = kinds()["county"].chapters
    assert list(points.values()) == [said(chapter.title, "fi") for chapter in chapters]
    told = {
        (points[point], columns[column]): " ".join(cell.text_content().split())
        for cell in table.iter("td")
        for point, column in [cell.get("headers").split()]
    }
    assert len(told) == 2 * len(chapters)
    assert told["Vinkit soveltajille", "Alue A"] == "Alue A Varaa aikaa."
    assert told["Vinkit soveltajille", "Alue B"] == "Alue B Ei tietoa."
    assert [link.text for link in page.find_class("points")[0].iter("a")] == [*points.values()]
    assert list(page.iter("h2")) == []


def test_a_wide_comparison_stands_in_a_region_that_scrolls(tmp_path: Path) -> None:
    """It can be reached by keyboard, and bears the table's name."""
    several = {f"alue-{number}": _county(title=f"Alue {number}") for number in range(7)}
    page = _page(_counties(tmp_path / "s", **several), COMPARISON)
    (region,) = page.find_class("comparison-scroll")
    (table,) = region.find_class("comparison")
    assert (region.get("tabindex"), region.get("role")) == ("0", "region")
    assert region.get("aria-labelledby") == table.find("caption").get("id")


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
    source = _counties(tmp_path / "s", a=_county())
    second = {bank.path_of("county", "b"): _county(title="B")}
    assert "alueet/a/index.html" in bank.pages_made_anew(source, second)


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
    shown = [other.id for other in _view(with_sheet, "koe-meeting").related]
    assert shown == ["kutsu", "perheelle"]


def test_what_follows_is_said_on_both_pages(with_sheet: Path) -> None:
    """A sheet that says what follows it stands before that, and no longer among the rest."""
    sheet = bank.record("sheet", title="Kutsu", followed_by=["koe-meeting"])
    bank.write(with_sheet, {bank.path_of("sheet", "kutsu"): sheet})
    assert [view.id for view in _view(with_sheet, "kutsu").after] == ["koe-meeting"]
    meeting = _view(with_sheet, "koe-meeting")
    assert [view.id for view in meeting.before] == ["kutsu"]
    assert meeting.related == ()
    page = bank.pages(with_sheet)["tapaamiset/koe-meeting/index.html"]
    assert page.index("Ennen tätä") < page.index("perheen-lomakkeet/kutsu/")
    assert "Tämän jälkeen" not in page


def test_a_plain_twin_is_led_to_by_its_original(with_sheet: Path) -> None:
    """Where both would have a card, the original's card leads to the twin; alone it has its own."""
    plain = bank.record("sheet", title="Kutsu selkokielellä", plain_of="kutsu")
    bank.write(with_sheet, {bank.path_of("sheet", "kutsu-selko"): plain})
    shown = [view.id for view in _view(with_sheet, "koe-meeting").related]
    assert shown == ["kutsu"]
    index = bank.pages(with_sheet)["perheen-lomakkeet/index.html"]
    assert index.count('<li class="card') == 1
    assert index.count('href="kutsu-selko/"') == 1
    (with_sheet / bank.path_of("sheet", "kutsu")).unlink()
    alone = bank.record("sheet", title="Kutsu selkokielellä", plain_of="perheelle")
    bank.write(with_sheet, {bank.path_of("sheet", "kutsu-selko"): alone})
    shown = [view.id for view in _view(with_sheet, "koe-meeting").related]
    assert shown == ["kutsu-selko"]


@pytest.mark.parametrize("field", ["related", "followed_by"])
def test_a_twin_is_led_to_once(field: str, with_sheet: Path) -> None:
    """Whoever names both a record and its plain twin shows the record, and beside it the twin."""
    plain = bank.record("sheet", title="Kutsu selkokielellä", plain_of="kutsu")
    bank.write(with_sheet, {bank.path_of("sheet", "kutsu-selko"): plain})
    named = {"related": ["kutsu-selko", "kutsu"]} | {field: ["kutsu", "kutsu-selko"]}
    bank.write(with_sheet, {bank.BROCHURE: bank.record(**named)})
    page = bank.pages(with_sheet)["esitteet/perheelle/index.html"]
    assert page.count('/perheen-lomakkeet/kutsu/"') == 1
    assert page.count('/perheen-lomakkeet/kutsu-selko/"') == 1


def test_a_twin_of_what_comes_before_is_not_related_too(with_sheet: Path) -> None:
    """What leads here is shown as that, and its twin beside it, however else they are named."""
    files = {
        bank.path_of("sheet", "kutsu"): bank.record("sheet", followed_by=["perheelle"]),
        bank.path_of("sheet", "kutsu-selko"): bank.record(
            "sheet", title="Kutsu selkokielellä", plain_of="kutsu"
        ),
        bank.BROCHURE: bank.record(related=["kutsu-selko"]),
    }
    page = bank.pages(bank.write(with_sheet, files))["esitteet/perheelle/index.html"]
    assert page.count('/perheen-lomakkeet/kutsu/"') == 1
    assert page.count('/perheen-lomakkeet/kutsu-selko/"') == 1


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
    pages = {
        "meeting": "tapaamiset/koe-meeting/index.html",
        "sheet": "perheen-lomakkeet/kutsu/index.html",
    }
    names = {"meeting": "koe-meeting", "sheet": "kutsu"}
    for kind, name in names.items():
        change = {bank.path_of(kind, name): bank.record(kind, title=f"Uusi {kind}")}
        assert set(pages.values()) <= bank.pages_made_anew(with_sheet, change)


# --- forms say what they are -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("sheet", "tallentaa tietoihisi"),
        ("meeting", CLIENT),
        ("form", "Älä kirjoita tähän pohjaan asiakastietoja."),
    ],
)
def test_a_template_says_where_it_belongs_when_filled(kind: str, said: str, tmp_path: Path) -> None:
    """On page and paper, before the first field that is filled in."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    where = f"koe-{kind}/"
    page = next(page for path, page in bank.pages(source).items() if where in path)
    paper = next(paper for path, paper in bank.handouts(source).items() if where in path)
    for text, fields in ((page, 'class="recording"'), (paper, 'class="field')):
        assert -1 < text.find(said) < text.find(fields), kind


def test_a_page_lists_the_choices_of_a_field_once(tmp_path: Path) -> None:
    """As the record does, in its order."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    fields = _page(source, "mittarit/koe-measure/index.html").find_class("recording")
    listed = [
        [[choice.text_content() for choice in choices] for choices in field.findall("ul")]
        for form in fields
        for field in form
    ]
    assert listed[:2] == [[], [["Lastensuojelu", "Perhetyö"]]]
    assert listed[2:] == [[], [["Koulutus", "Aika"]]]


def test_an_example_is_called_one(tmp_path: Path) -> None:
    """Every filled-in field is marked on the page; on paper the whole example is."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    page = _page(source, "pohjat/koe-form/index.html")
    examples = page.find_class("example")
    assert examples
    assert all("Keksitty esimerkki" in example.text_content() for example in examples)
    paper = bank.handouts(source)["pohjat/koe-form/koe-form.pdf"]
    blank, _, filled = paper.partition('<section class="example">')
    assert filled
    assert "Yhteinen kokous" not in blank
    assert filled.index("Keksitty esimerkki") < filled.index("Yhteinen kokous")


# --- drawings --------------------------------------------------------------------------------


def _clock(count: int) -> Figure:
    moments = tuple(f"Kuu {number}: Asia" for number in range(count))
    return Figure("moments", "clock", msg("Year clock"), moments, msg("The steering group's year"))


@pytest.mark.parametrize("count", [1, 2, 3, 6, 12])
def test_a_clock_goes_round_clockwise(count: int) -> None:
    """The numbers stand on the dial clockwise from the top, each in the picture."""
    drawing = draw(_clock(count), "fi")
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


def test_a_figure_says_its_own_words_in_the_language_of_its_reader() -> None:
    """The title and the centre are messages; the items are the record's own words."""
    assert draw(_clock(2), "sv").words == "Årsklocka: Kuu 0: Asia, Kuu 1: Asia."
    assert "Styrgruppens" in draw(_clock(2), "sv").svg


def test_what_is_not_told_is_not_drawn(tmp_path: Path) -> None:
    """A network without a year clock has no drawing, and its page is made."""
    source = bank.write(
        tmp_path / "source",
        bank.FILES | {bank.path_of("structure", "k"): bank.record("structure", moments=None)},
    )
    assert 'class="drawing"' not in bank.pages(source)["rakenteet/k/index.html"]
