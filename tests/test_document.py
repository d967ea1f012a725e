"""The document of a record: what each output shows of it, its anchors, a macro for every block."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from generator import document as doc
from generator.bank.lookup import Lookup
from generator.document import Document, Only, Output, Section, Steps, msg, paper, screen, section
from generator.document.place import place
from generator.document.richtext import RichText, parse
from generator.kinds import kinds
from generator.model.fields import Model, slots
from generator.outputs.templating import Renderer
from generator.outputs.view import Place, View
from generator.site.stage import stage
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

RESOLVED = {Only, doc.Promise, doc.Quoted}
"""Blocks that ``place`` resolves for one output or reader."""
EVERY = tuple(member for member in get_args(doc.Block) if member not in RESOLVED)
"""Every block that a renderer is given."""
TEMPLATES = {Output.SCREEN: "blocks/page.html.j2", Output.PAPER: "blocks/paper.html.j2"}


@dataclass
class Bank:
    """What is known beyond a document: which records there are, whether some are compared."""

    there: tuple[str, ...] = ("muu",)
    compared: bool = False

    def has(self, record_id: str) -> bool:
        """Tell whether a record is there."""
        return record_id in self.there

    def promise(self, promise_id: str) -> doc.Notice:
        """Give the words of a promise."""
        return doc.Notice(parse(f"Lupaus *{promise_id}*."), "Lupaus", "promise")

    def quoted(self, block: doc.Quoted) -> doc.Steps | doc.Items | doc.Statements:
        """Give what is quoted, none of which is there."""
        return block.into


def _placed(*blocks: Any, output: Output = Output.SCREEN, there: Bank | None = None) -> Any:  # noqa: ANN401 - also what is no block
    return place(Document(blocks), output, there or Bank()).blocks


def _rich(text: str) -> RichText:
    return parse(text, phrase=False)


def _phrase(text: str) -> RichText:
    return parse(text, phrase=True)


# --- what an output shows --------------------------------------------------------------------


def test_what_the_other_output_shows_is_left_out() -> None:
    """Blocks for one side alone stand there as if they had been written there, at any depth."""
    line, other = doc.Line("Ruudulla"), doc.Line("Paperilla")
    both = (screen(line), paper(other), section("osa", "Osa", screen(line), paper(other)))
    assert _placed(*both) == (line, section("osa", "Osa", line))
    assert _placed(*both, output=Output.PAPER) == (other, section("osa", "Osa", other))
    nested = screen(doc.Columns((paper(other), screen(screen(line)))))
    assert _placed(nested) == (doc.Columns((line,)),)
    assert _placed(nested, output=Output.PAPER) == ()


NOTHING = RichText()
EMPTY: list[doc.Block] = [
    doc.Prose(NOTHING),
    doc.Line(""),
    doc.Line(NOTHING, "lead"),
    doc.Notice("", title="Huomaa"),
    doc.Outside("Video", ""),
    doc.Items(()),
    doc.Form(()),
    doc.Definitions(()),
    doc.Links(()),
    doc.Links(("ei-ole",), "cards"),
    doc.Table("Taulukko", ("Mitä",), ()),
    doc.Statements("Väite", (), ("1",)),
    doc.Figure("kuva", "ring", msg("Team"), ()),
    doc.Compared(),
    doc.Pictogram(""),
    doc.Sketch("pohja", ""),
    doc.Film(()),
    doc.Columns(()),
    doc.Steps(()),
    section("tyhja", "Tyhjä"),
    paper(doc.Line("Paperilla")),
]


@pytest.mark.parametrize("block", EMPTY, ids=lambda block: type(block).__name__)
def test_what_says_nothing_is_left_out_with_its_heading(block: doc.Block) -> None:
    """Whatever holds nothing is gone, and so is each section or row of columns around it."""
    said = doc.Line("Sanottu")
    around = section("osa", "Osa", section("osa.sisa", "Sisä", block))
    assert _placed(block, said, around, doc.Columns((block,))) == (said,)


def test_every_block_has_an_empty_form_here() -> None:
    """Whoever adds a block says when it is empty; a promise never is."""
    assert {type(block) for block in EMPTY} | {doc.Promise, doc.Quoted} == set(get_args(doc.Block))


def test_a_link_to_what_is_left_out_goes_alone() -> None:
    """Of several records those that are there are led to; compared records are led to as well."""
    links = doc.Links(("ei-ole", "muu"))
    assert _placed(links, doc.Compared(), there=Bank(compared=True)) == (
        doc.Links(("muu",)),
        doc.Compared(),
    )


def test_a_step_is_shown_though_it_is_all_title() -> None:
    """A step is something to do, so its title is enough; only what it holds is left out."""
    steps = Steps((section("steps.a", "Soita", doc.Prose(NOTHING)),), "tasks")
    assert _placed(steps) == (Steps((section("steps.a", "Soita"),), "tasks"),)


# --- anchors ---------------------------------------------------------------------------------


def _anchors(node: object) -> Iterator[str]:
    """Give the anchor of every section of a document, wherever it stands."""
    if isinstance(node, Section):
        yield node.id
    if isinstance(node, tuple):
        for inner in node:
            yield from _anchors(inner)
    elif is_dataclass(node) and not isinstance(node, RichText):
        for field in fields(node):
            yield from _anchors(getattr(node, field.name))


def test_an_anchor_is_the_whole_path_of_ids() -> None:
    """Each section is led to by the fields and keys of the YAML above it."""
    line = doc.Line("Sana")
    week = section("weekly_meeting", "Viikko", section("alku", "Alku", line))
    steps = Steps((section("agenda.avaus", "Avaus", section("questions", "Kysy", line)),))
    inside = doc.Columns((section("a", "A", steps),))
    assert list(_anchors(_placed(week, inside))) == [
        "weekly-meeting",
        "weekly-meeting.alku",
        "a",
        "a.agenda.avaus",
        "a.agenda.avaus.questions",
    ]


KEYS = st.sampled_from(
    (
        *("menu", "content", "about", "related", "contents-title", "before-and-after"),
        *("steps", "tasks", "sections", "agenda", "title", "text", "weekly-meeting"),
        *("a", "a-b", "b"),
    )
) | st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)


def _rekeyed(fields: bank.Fields, model: type[Model], draw: st.DrawFn) -> bank.Fields:
    """Give a record's fields with other keys in every list that is written as a mapping."""
    made: bank.Fields = {}
    for name, value in fields.items():
        slot = slots(model)[name]
        if slot.model and slot.keyed:
            count = len(value)
            keys = draw(st.lists(KEYS, min_size=count, max_size=count, unique=True))
            items = [
                _rekeyed(item, slot.model, draw) if isinstance(item, dict) else item
                for item in value.values()
            ]
            made[name] = dict(zip(keys, items, strict=True))
        else:
            made[name] = value
    return made


@st.composite
def _documents(draw: st.DrawFn) -> tuple[str, Document]:
    """Draw the document of a record of any kind, whatever its keys are."""
    kind = kinds()[draw(st.sampled_from(sorted(bank.BODIES)))]
    fields = _rekeyed(bank.record(kind.name), kind.model, draw)
    return kind.name, kind.document(kind.model.model_validate(fields | {"id": "koe"}))


@given(_documents(), st.sampled_from(Output))
def test_no_keys_make_anchors_collide(drawn: tuple[str, Document], output: Output) -> None:
    """Whatever the keys of a record are, each anchor is of one place, and none is the frame's."""
    kind, document = drawn
    known = Bank((*bank.BODIES, "perheelle", "koe-meeting"), compared=True)
    anchors = Counter(_anchors(place(document, output, known)))
    assert [name for name, times in anchors.items() if times > 1] == [], kind
    assert [name for name in anchors if name.startswith("_") or " " in name] == [], kind


def _built(source: Path, folder: Path) -> dict[str, html.HtmlElement]:
    """Give every page of a source folder as the site shows it, by path."""
    library, plan, _ = bank.read(source)
    sites = stage(folder, bank.pages(source), plan.menus, library.base_url, at_once=2)
    return {
        path: html.document_fromstring(each.data())
        for path, each in sites.items()
        if path.endswith(".html")
    }


def test_every_id_of_a_page_is_its_own(tmp_path: Path) -> None:
    """No page has an id twice, and the frame's begin with an underscore, a record's never do."""
    source = bank.write(tmp_path / "source", bank.full())
    framed = set()
    for path, page in _built(source, tmp_path / "stage").items():
        ids = Counter(element.get("id", "") for element in page.iter() if element.get("id"))
        assert [name for name, times in ids.items() if times > 1] == [], path
        framed |= {name for name in ids if name.startswith("_")}
    any_record = ("about", "all", "before-and-after", "on-paper", "phases", "related")
    of_the_frame = ("content", "menu", "search", "search-keys", "top")
    facets = ("laji", "kenelle", "roolit", "teemat", "kieli", "muoto")
    finder = ("found", "sort", *facets)
    a_form = ("fill", "fill-title")
    a_path = ("month", "next", "notes-keep", "notes-text", "sheet", "start")
    a_deck = ("deal", "suit")
    lists = ("days", "filter", "filter-count", "resume")
    handed_on = {f"_of-{name}" for name, kind in kinds().items() if kind.listed}
    covered = {f"_of-{name}" for name in ("audience", "language", "format", "role")}
    assert {name for name in framed if name.startswith("_of-")} <= handed_on | covered
    framed -= handed_on | covered
    assert framed == {
        f"_{name}"
        for name in (*any_record, *of_the_frame, *finder, *a_form, *a_path, *a_deck, *lists)
    }
    library, _, _ = bank.read(source)
    answers = bank.answers(library, source)
    for edition in library.records("fi"):
        for output in Output:
            view = View(edition, Place(Lookup(answers["fi"]), ""), output)
            own = list(_anchors(view.document))
            assert not [name for name in own if name.startswith("_")], edition.path
            assert len(set(own)) == len(own), edition.path


def test_keys_called_as_the_frame_is_give_a_valid_page(tmp_path: Path) -> None:
    """A section may bear any name that is a key, whatever the page around it uses."""
    names = ("menu", "content", "about", "steps")
    sections = {name: {"title": f"Osa {name}", "text": "Teksti."} for name in names}
    path = bank.path_of("guideline", "ohje")
    files = bank.FILES | {path: bank.record("guideline", sections=sections)}
    source = bank.write(tmp_path / "source", files)
    outcome = bank.build_here(source, tmp_path / "site")
    assert (outcome.code, bank.lines(outcome.problems)) == (0, [])
    page = html.document_fromstring((tmp_path / "site/ohjeet/ohje/index.html").read_bytes())
    for name in names:
        anchor = f"sections.{name}"
        headings = [str(it.xpath("string()")) for it in page.iter("h2") if it.get("id") == anchor]
        leading = [
            it.get("aria-label") or it.text
            for it in page.iter("a")
            if it.get("href") == f"#{anchor}"
        ]
        assert headings == [f"Osa {name}"]
        assert leading == [f"Osa {name}", f"Linkki tähän kohtaan: Osa {name}"]


# --- a macro for every block -----------------------------------------------------------------


@dataclass(frozen=True)
class Novelty:
    """No block of a document."""


def _renderer(source: Path, output: Output) -> Renderer:
    library, _, _ = bank.read(source)
    edition = library.record("koe-county", "fi")
    assert edition
    here = "alueet/koe-county/" if output is Output.SCREEN else None
    where = Place(Lookup(bank.answers(library, source)["fi"]), here)
    context = {"view": View(edition, where, output), "place": where, "reader": None}
    return Renderer("fi", TEMPLATES[output], context)


@pytest.fixture
def counties(tmp_path: Path) -> Path:
    """Give a bank of every kind, with two counties to be compared."""
    files = bank.every_kind() | bank.DRAWING
    files[bank.path_of("county", "toinen")] = bank.record("county", title="Toinen")
    return bank.write(tmp_path / "source", files)


@pytest.mark.parametrize("output", TEMPLATES)
def test_an_unknown_block_is_no_silence(counties: Path, output: Output) -> None:
    """What is no block of the tree stops the document and the renderer, at any depth."""
    novelty: Any = Novelty()
    for planted in (novelty, section("a", "A", novelty), doc.Columns((novelty,)), screen(novelty)):
        with pytest.raises(TypeError, match="Novelty"):
            _placed(planted)
    renderer = _renderer(counties, output)
    for planted in (novelty, section("a", "A", novelty), Steps((section("b", "B", novelty),))):
        with pytest.raises(TypeError, match="novelty"):
            renderer.show(planted, 2)
    with pytest.raises(TypeError, match="only"):
        renderer.show(screen(doc.Line("Sana")), 2)


FIELDS = tuple(
    doc.Field(
        kind,
        f"Kenttä {kind}",
        kind,
        "Vihje",
        rows=2,
        choices=(_phrase("Yksi"), _phrase("Kaksi")),
        example=_rich("Esimerkki"),
    )
    for kind in ("line", "text", "date", "checkboxes", "table", "space", "signature")
)
ROWS = (
    Section("a", "Eka", (doc.Prose(_rich("Teksti *tässä*.")),), minutes=75),
    Section("b", "Toka", (doc.Items((_phrase("Kysymys?"),), "questions"),)),
)
ONE_OF_EACH: tuple[doc.Block, ...] = (
    doc.Prose(_rich("Kappale.\n\n- Kohta & kohta\n\n### Otsikko")),
    doc.Line("Sana & sana", "lead"),
    doc.Line(msg("Materials")),
    *(doc.Items((_phrase("Yksi"), _phrase("Kaksi")), style) for style in ("bullets", "numbers")),
    doc.Items((_phrase("Tehty"),), "checklist"),
    doc.Definitions((("Eka", _rich("Selitys.")), ("Toka", "Sanat")), "moments"),
    doc.Table("Taulukko", ("Aika", "Mitä"), (("9.00", _rich("Alku")),), narrow=(0,), role="hours"),
    doc.Links(("perheelle", "koe-meeting")),
    doc.Links(("perheelle",), "cards"),
    doc.Outside("Katso video", "https://alue.fi/v?a=1&b=2"),
    doc.Pictogram("koti"),
    doc.Sketch("pohja", "koti", (doc.Mark("a", "Ovi", 4, 9), doc.Mark("b", "Huone", 1, 2, 30, 40))),
    doc.Items((_phrase("Talo: *koti*"),), "symbols", ("koti",)),
    doc.Pictogram("koti", heard=True),
    doc.Film(((0, "0:00", "Alku"),), (doc.Line("Ei videota"),)),
    doc.Compared(),
    doc.Figure("kuva", "ring", msg("Materials"), ("Yksi", "Kaksi", "Kolme"), msg("Files")),
    doc.Notice(_rich("Älä *ohita*."), "Huomaa", "client-data"),
    doc.Form(FIELDS, "recording"),
    doc.Statements(
        "Väite",
        (doc.Statement(_phrase("Kuuntelimme."), "model", ("dialogi",)), doc.Statement("Puhuimme.")),
        ("1", "2"),
    ),
    *(Section(f"s-{style}", style, (Steps(ROWS, style),)) for style in ("steps", "agenda")),
    *(Section(f"s-{style}", style, (Steps(ROWS, style),)) for style in ("tasks", "principles")),
    Section("osa", "Osa", (section("sisa", "Sisä", doc.Line("Sana")),), number=3, total=90),
    Section("kesto", "Kesto", (doc.Line("Sana"),), minutes=45, role="exercise"),
    Section("huomio", "Huomio", (doc.Line("Sana"),), note="Pareittain", own_sheet=True),
    Section("auki", "Aukeaa", (doc.Line("Sana"),), folded=True),
    doc.Columns((section("vasen", "Vasen", doc.Line("V")), doc.Line("O")), "pair"),
)


def test_the_golden_document_has_one_of_each_block() -> None:
    """Whoever adds a block shows it here, on page and on paper."""
    assert {type(block) for block in ONE_OF_EACH} | {Steps} == set(EVERY)


@pytest.mark.parametrize("output", TEMPLATES)
@pytest.mark.parametrize("block", EVERY, ids=lambda block: block.__name__)
def test_every_block_has_a_macro(counties: Path, block: type, output: Output) -> None:
    """Each output shows each block, by the macro of its name."""
    renderer = _renderer(counties, output)
    shown = Steps(ROWS) if block is Steps else next(b for b in ONE_OF_EACH if type(b) is block)
    assert html.fragment_fromstring(renderer.show(shown, 2), create_parent="div").xpath("*")


@pytest.mark.parametrize(("output", "name"), [(Output.SCREEN, "page"), (Output.PAPER, "paper")])
def test_one_of_each_block(
    counties: Path, golden: Callable[[str, str], None], output: Output, name: str
) -> None:
    """Every block as a page and as paper shows it, side by side in two files."""
    there = Bank(("perheelle", "koe-meeting"), compared=True)
    blocks = _placed(*ONE_OF_EACH, output=output, there=there)
    shown = _renderer(counties, output).show(blocks, 2)
    lines = (line.rstrip() for line in str(shown).splitlines())
    golden(f"blocks/{name}.html", "".join(f"{line}\n" for line in lines if line))
