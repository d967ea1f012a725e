"""Every file of a build is known before any is made, and each has a path of its own."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.bank.plan import Cards, page_path
from generator.document.leftover import marked
from generator.formats import IMAGE, PAGE, PDF_FILLABLE, PDF_PEN
from generator.kinds import kinds
from generator.problem import has_errors
from generator.source.signs import found_signs
from tests import bank
from tests.drawn import drawn

ALIKE = ["a", "esitteet", "sv", "index", "perheelle", "a-a3", "etusivu", "kenelle", "assets"]
IDS = st.sampled_from(ALIKE) | st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
DISAGREEING = {"no-glyph", "reference-to-itself", "reference-twice", "same-title"}
"""What records that are drawn at random may say, against each other or to our fonts."""
TITLES = st.text(
    st.characters(
        exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"
    ),
    min_size=1,
    max_size=20,
).filter(lambda title: title.strip() and not marked(title) and not any(found_signs(title)))


@st.composite
def banks(draw: st.DrawFn) -> tuple[bank.Files, list[str]]:
    """Draw records of several kinds that refer to each other, and which of them to translate."""
    known = draw(st.lists(IDS, min_size=1, max_size=6, unique=True))
    named = {bank.path_of(kind, f"koe-{kind}"): bank.record(kind) for kind in ("meeting", "model")}
    files = bank.TABLES | bank.DRAWING | named
    translated = []
    for record_id in known:
        kind = draw(st.sampled_from(sorted(bank.BODIES)))
        changes: dict[str, Any] = {
            "title": draw(TITLES),
            "summary": draw(TITLES),
            "related": draw(st.lists(st.sampled_from(known), max_size=2)),
            "formerly": draw(st.lists(IDS | st.builds("{}/{}".format, IDS, IDS), max_size=2)),
            "order": str(draw(st.integers(1, 3))),
        }
        if draw(st.booleans()):
            changes |= {"state": "withdrawn", "withdrawn": {"reason": "Vanha."}}
        fields = bank.record(kind, **changes)
        path = bank.path_of(kind, record_id)
        files[path] = bank.to_yaml(fields).replace("perheelle", draw(st.sampled_from(known)))
        if draw(st.booleans()):
            translated.append(path)
    return files, translated


@settings(max_examples=60)
@given(banks())
def test_any_bank_has_unique_paths_inside_the_site(drawn: tuple[bank.Files, list[str]]) -> None:
    """Whatever records are called, each file has a path of its own, or the clash is told."""
    files, translated = drawn
    with tempfile.TemporaryDirectory() as folder:
        source = bank.write(Path(folder) / "source", files)
        for path in translated:
            bank.swedish(source, path)
        _, plan, problems = bank.read(source)
    paths = Counter(job.path for job in bank.jobs(plan))
    for path in paths:
        assert path == PurePosixPath(path).as_posix()
        assert not path.startswith("/")
        assert ".." not in path.split("/")
        assert "\\" not in path
    twice = {path for path, times in paths.items() if times > 1}
    assert {p.values["address"] for p in problems if p.code == "same-address"} == twice
    other = [p for p in problems if p.code not in DISAGREEING]
    assert has_errors(other) == bool(twice), bank.lines(problems)
    assert all((source.parent / "x" / path).is_relative_to(source.parent / "x") for path in paths)


@pytest.fixture
def every(tmp_path: Path) -> Path:
    """Give a bank with a record of each kind; the brochure is in Swedish too."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    bank.swedish(source, bank.BROCHURE)
    return source


def paths_of(source: Path) -> list[str]:
    """Give the paths of everything that a bank is made into."""
    _, plan, problems = bank.read(source)
    assert problems == []
    return [job.path for job in bank.jobs(plan)]


def test_a_record_has_a_page_and_its_handouts_beside_it(every: Path) -> None:
    """Files are named after the record and lie beside its page, in every language."""
    paths = paths_of(every)
    for path in (
        "esitteet/perheelle/index.html",
        "esitteet/perheelle/perheelle.pdf",
        "sv/broschyrer/perheelle/index.html",
        "sv/broschyrer/perheelle/perheelle.pdf",
        "huoneentaulu/koe-huoneentaulu/koe-huoneentaulu.pdf",
        "huoneentaulu/koe-huoneentaulu/koe-huoneentaulu-a3.pdf",
        "koe-page/index.html",
        "index.html",
        "sv/index.html",
    ):
        assert path in paths
    assert not any(path.startswith("sv/") and "koe-" in path for path in paths)


@pytest.mark.parametrize("kind", bank.BODIES)
def test_every_handout_of_a_kind_is_planned(kind: str, every: Path) -> None:
    """As many handouts as the kind declares, each in its format; one with fields is for a pen."""
    library, plan, _ = bank.read(every)
    record = library.record(f"koe-{kind}" if kind != "brochure" else "perheelle", "fi")
    made = [job.format for job in plan.handouts if job.subject is record]
    declared = [handout.format for handout in kinds()[kind].handouts]
    assert [each.name for each in made] == [each.name for each in declared]
    assert (PDF_PEN in made) is (PDF_FILLABLE in declared)


def test_index_pages_list_what_there_is(every: Path) -> None:
    """By kind and by audience; what has nothing to list has no page."""
    _, plan, _ = bank.read(every)
    listings = {job.path: job.subject for job in plan.listings}
    brochures = listings["esitteet/index.html"]
    assert isinstance(brochures, Cards)
    assert [e.record.id for e in brochures.groups[0].editions] == ["perheelle"]
    families = listings["kenelle/perheet/index.html"]
    assert isinstance(families, Cards)
    told = {e.record.id for group in families.groups for e in group.editions}
    assert {"perheelle", "koe-meeting"} <= told
    assert "kenelle/ammattilaiset/index.html" not in listings
    assert "sv/broschyrer/index.html" in listings
    assert "sv/anvisningar/index.html" not in listings


def test_a_home_is_made_where_none_is_written(source: Path) -> None:
    """A bank without a page of its own for the home still has one."""
    _, plan, _ = bank.read(source)
    (home,) = (job for job in bank.jobs(plan) if job.path == "index.html")
    assert home in plan.listings
    bank.write(source, {"content/page/etusivu.yaml": bank.record("page")})
    _, plan, _ = bank.read(source)
    (home,) = (job for job in bank.jobs(plan) if job.path == "index.html")
    assert home in plan.records


def test_a_withdrawn_record_keeps_its_page_and_loses_its_handouts(source: Path) -> None:
    """Paper leads to a page that says so; nobody prints it again."""
    withdrawn = bank.record(state="withdrawn", withdrawn={"reason": "Vanha."})
    bank.write(source, {bank.BROCHURE: withdrawn})
    _, plan, _ = bank.read(source)
    assert plan.handouts == ()
    assert "esitteet/perheelle/index.html" in [job.path for job in plan.records]


def test_a_former_address_has_a_page_that_leads_on(source: Path) -> None:
    """With or without a slash at its end; its source is the record's."""
    formerly = ["esitteet/vanha", "vanhempi/"]
    bank.write(source, {bank.BROCHURE: bank.record(formerly=formerly)})
    _, plan, _ = bank.read(source)
    paths = [job.path for job in plan.redirects]
    assert sorted(paths) == ["esitteet/vanha/index.html", "vanhempi/index.html"]
    assert {job.place for job in plan.redirects} == {bank.BROCHURE}
    assert {job.subject.record.id for job in plan.redirects} == {"perheelle"}


def test_a_picture_lies_beside_its_page(source: Path) -> None:
    """A picture from a folder of its own is published under its name."""
    image = {"file": "kuvat/perhe.png", "alt": "Perhe"}
    bank.write(source, {bank.BROCHURE: bank.record(image=image)})
    bank.write(source, {"materials/brochure/kuvat/perhe.png": drawn("PNG")})
    _, plan, _ = bank.read(source)
    pictures = [job for job in plan.beside if job.format is IMAGE]
    assert [job.path for job in pictures] == ["esitteet/perheelle/perhe.png"]
    assert pictures[0].subject.picture == "materials/brochure/kuvat/perhe.png"


def test_only_what_has_a_picture_gives_one(source: Path) -> None:
    """A record without a picture has none to publish, and one that is withdrawn shows none."""
    _, plan, _ = bank.read(source)
    assert plan.records[0].subject.picture == ""
    assert not [job for job in bank.jobs(plan) if job.format is IMAGE]
    image = {"file": "perhe.png", "alt": "Perhe"}
    gone = bank.record(image=image, state="withdrawn", withdrawn={"reason": "Vanha."})
    bank.write(source, {bank.BROCHURE: gone, "materials/brochure/perhe.png": drawn("PNG")})
    _, plan, _ = bank.read(source)
    assert not [job for job in bank.jobs(plan) if job.format is IMAGE]


def test_every_menu_entry_leads_to_a_page(every: Path) -> None:
    """Menus of every language name pages of that language, each once."""
    library, plan, _ = bank.read(every)
    pages = {job.path: job.language for job in bank.jobs(plan) if job.format is PAGE}
    assert set(plan.menus) == set(library.languages)
    for language, menus in plan.menus.items():
        addresses = [entry.address for entry in (*menus.main, *menus.footer)]
        assert len(set(addresses)) == len(addresses)
        assert {pages[page_path(address)] for address in addresses} == {language}


def test_the_plan_is_the_same_each_time(every: Path) -> None:
    """Two readings plan the same files in the same order."""
    assert paths_of(every) == paths_of(every)


@pytest.mark.parametrize(("count", "parted"), [(9, False), (10, True)])
def test_a_long_list_is_parted_by_theme(count: int, parted: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter of the test
    """Nine records stand together; with ten, each stands under its first theme, if it has one."""
    themed = {
        bank.path_of("guideline", f"ohje-{n}"): bank.record(
            "guideline", title=f"Ohje {n}", themes=["dialogi"] if n else None
        )
        for n in range(count)
    }
    page = bank.pages(bank.write(tmp_path / "source", bank.FILES | themed))["ohjeet/index.html"]
    assert page.count('<li class="card') == count
    assert ("<h2>Dialogi</h2>" in page) is parted
