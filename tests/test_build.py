"""The pipeline: the same bytes every time, however it comes to them; all or nothing."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pikepdf
import pytest
from lxml import html

from generator import build as building
from generator.build import BusyError, Outcome, build
from generator.kinds import kinds
from generator.make.workers import Workers
from generator.prepare import Options
from generator.problem import Position, Problem
from generator.site.stage import EngineError
from tests import bank
from tests.drawn import SECRET, drawn, opened, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECOND = "materials/brochure/toinen.yaml"


def _two(folder: Path) -> Path:
    """Write a bank of two brochures, one of them also in Swedish, a guideline and a home."""
    every = bank.every_kind()
    kept = [bank.path_of("guideline", "koe-guideline"), bank.path_of("page", "etusivu")]
    kept += ["content/law.yaml", "content/promise.yaml"]  # the guideline takes a promise
    files = (
        bank.FILES | {path: every[path] for path in kept} | {SECOND: bank.record(title="Toinen")}
    )
    source = bank.write(folder, files)
    bank.swedish(source, bank.BROCHURE)
    return source


def test_a_picture_and_a_folder_may_be_called_anything(tmp_path: Path) -> None:
    """The page, the handout and the checks of links name a picture in one way."""
    name = "Äiti & lapsi #1?50%20+'(ö).PNG"
    picture = drawn("PNG")
    image = {"file": f"kuvat ja muut/{name}", "alt": "Äiti ja lapsi"}
    files: bank.Files = {
        bank.BROCHURE: bank.record(image=image),
        f"materials/brochure/{image['file']}": picture,
    }
    source = bank.write(tmp_path / "oma #1 100%25 kansio", bank.FILES | files)
    outcome = bank.build_here(source, tmp_path / "sivut ä?" / "site #2")
    assert (outcome.code, bank.lines(outcome.problems)) == (0, [])
    folder = tmp_path / "sivut ä?" / "site #2" / "esitteet" / "perheelle"
    assert opened((folder / name).read_bytes()).size == opened(picture).size
    page = html.document_fromstring((folder / "index.html").read_bytes())
    assert name in [unquote(urlsplit(img.get("src", "")).path) for img in page.iter("img")]


# --- the same bytes --------------------------------------------------------------------------


def test_two_clean_builds_are_the_same(small: Path, tmp_path: Path) -> None:
    """A clean build elsewhere, by other processes, gives the same site to the byte."""
    source = shutil.copytree(small / "source", tmp_path / "elsewhere" / "bank")
    for file in source.rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    output = tmp_path / "out" / "other-name"
    with Workers(2) as workers:
        outcome = build(Options(source, output), workers, bank.Silent())
    assert outcome.code == 0
    assert bank.differing(output, small / "site") == []
    assert any(path.endswith(".pdf") for path in bank.tree(output))


def _edit_words(source: Path) -> None:
    bank.write(source, {bank.BROCHURE: bank.record(lead="Toinen lause.")})
    bank.swedish(source, bank.BROCHURE)


def _edit_title(source: Path) -> None:
    bank.write(source, {SECOND: bank.record(title="Aivan toinen", order=1)})


def _edit_table(source: Path) -> None:
    audience = {"title": "Lapset ja perheet", "summary": "Kaikille.", "sign": "house"}
    others = {"ammattilaiset": {"title": "Ammattilaiset", "sign": "dialogue"}}
    bank.write(source, {"content/audience.yaml": {"perheet": audience} | others})


def _edit_settings(source: Path) -> None:
    settings = {"base_url": "https://toinen.fi/pankki", "county": "Keski-Suomi"}
    bank.write(source, {"content/settings.yaml": settings})


def _add_record(source: Path) -> None:
    text = {"a": {"title": "A", "text": "Katso [esite](id:perheelle)."}}
    new = bank.record(title="Kolmas", sections=text, related=["toinen"])
    bank.write(source, {"materials/brochure/kolmas.yaml": new})


def _add_translation(source: Path) -> None:
    bank.swedish(source, SECOND, "draft")


def _delete_record(source: Path) -> None:
    for file in (source / SECOND).parent.glob("toinen.*"):
        file.unlink()


def _delete_translation(source: Path) -> None:
    (source / bank.path_of("brochure", "perheelle", "sv")).unlink()


def _withdraw(source: Path) -> None:
    reason = {"reason": "Vanheni.", "instead": "perheelle"}
    changes: bank.Fields = {"title": "Toinen", "state": "withdrawn", "withdrawn": reason}
    bank.write(source, {SECOND: bank.record(**changes, formerly=["esitteet/muinainen"])})


def _add_sheet(source: Path) -> None:
    meeting = bank.record("meeting", title="Kokous")
    sheet = bank.record("sheet", title="Kutsu", followed_by=["koe-meeting"])
    paths = (bank.path_of("meeting", "koe-meeting"), bank.path_of("sheet", "kutsu"))
    bank.write(source, dict(zip(paths, (meeting, sheet), strict=True)))


def _add_twin(source: Path) -> None:
    twin = bank.record("sheet", title="Kutsu selkokielellä", plain_of="kutsu")
    bank.write(source, {bank.path_of("sheet", "selko"): twin})


def _edit_twin(source: Path) -> None:
    twin = bank.record("sheet", title="Selkokutsu", plain_of="kutsu")
    bank.write(source, {bank.path_of("sheet", "selko"): twin})


@pytest.mark.parametrize(
    "changes",
    [
        (_edit_words, _add_record, _withdraw, _delete_translation),
        pytest.param((_add_sheet, _add_twin, _edit_twin), marks=pytest.mark.slow),
        pytest.param(
            (_edit_title, _edit_table, _add_translation, _edit_settings, _delete_record),
            marks=pytest.mark.slow,
        ),
    ],
)
def test_an_incremental_build_equals_a_clean_one(
    tmp_path: Path, changes: tuple[Callable[[Path], None], ...]
) -> None:
    """After each change, building on gives to the byte what building from nothing gives."""
    source, site = _two(tmp_path / "source"), tmp_path / "site"
    assert bank.build_here(source, site).code == 0
    for change in changes:
        before = bank.tree(site)
        change(source)
        assert bank.build_here(source, site).code == 0, change
        clean = tmp_path / change.__name__ / "site"
        assert bank.build_here(source, clean).code == 0, change
        assert bank.differing(site, clean) == [], change
        assert bank.tree(site) != before, change


LATER = [
    ("kinds/brochure.py", '"fi": "Esite"', '"fi": "Lehtinen"', "Lehtinen"),
    ("interface.py", '"fi": "d.M.yyyy"', '"fi": "dd.MM.yyyy"', "15.01.2026"),
    ("locale/fi.po", 'msgstr "Versio"', 'msgstr "Laitos"', "Laitos"),
    ("styles/print.css", "@page {", "@page { padding: 1mm;", ""),
]
"""Changes of the generator: where, what was there, what is, what a page shows of it."""


@pytest.mark.slow
def test_a_later_generator_takes_nothing_from_an_earlier_one(tmp_path: Path) -> None:
    """With what an earlier version kept, a later one builds what it builds from nothing."""
    project = bank.project(tmp_path / "project")
    source = bank.write(tmp_path / "source", bank.FILES)

    def made(name: str) -> Path:
        site = tmp_path / name / "site"
        places = ("--source", str(source), "--output", str(site))
        bank.run(project, "build", *places, "--jobs", "1")
        return site

    page, paper = "esitteet/perheelle/index.html", "esitteet/perheelle/perheelle.pdf"
    before = bank.tree(made("kept"))
    for path, old, new, shown in LATER:
        file = project / "generator" / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        after = bank.tree(made("kept"))
        assert shown in after[page].decode(), path
        assert after[paper] != before[paper], path
        before = after
    assert bank.differing(tmp_path / "kept" / "site", made("clean")) == []


def test_building_again_makes_nothing(changing: Path) -> None:
    """Touched but unchanged sources make no handout anew and leave every file as it was."""
    source, site = changing / "source", changing / "site"
    bank.build_here(source, site)
    before = {path: (site / path).stat().st_mtime_ns for path in bank.tree(site)}
    for file in source.rglob("*.yaml"):
        os.utime(file)
    outcome = bank.build_here(source, site)
    assert (outcome.code, outcome.made, outcome.reused) == (0, 0, 5)
    assert {path: (site / path).stat().st_mtime_ns for path in bank.tree(site)} == before


# --- what is built ---------------------------------------------------------------------------


def test_every_record_has_its_page_and_handouts(small: Path) -> None:
    """A record of each kind has a page at its address and each of its handouts beside it."""
    files = bank.tree(small / "site").keys()
    for kind in (kinds()[name] for name in bank.BODIES):
        assert kind.address is not None
        record_id = "perheelle" if kind.name == "brochure" else f"koe-{kind.name}"
        here = f"{kind.address['fi']}/{record_id}/".lstrip("/")
        assert f"{here}index.html" in files
        for handout in kind.handouts:
            assert here + handout.format.file_name(record_id) in files
    assert {"index.html", "404.html", "catalogue.json", "catalogue.schema.json"} <= files


def test_the_outcome_counts(tmp_path: Path) -> None:
    """The outcome tells how many records, pages and handouts there are."""
    outcome = bank.build_here(_two(tmp_path / "source"), tmp_path / "site")
    pages = [path for path in bank.tree(tmp_path / "site") if path.endswith("index.html")]
    assert outcome == Outcome(0, (), records=5, pages=len(pages), made=16, reused=0)


def test_drafts_are_left_out(tmp_path: Path) -> None:
    """Without drafts only what is approved is built, and what led to a draft says so."""
    approval = {"role": "sosiaalityontekija", "on": "2026-01-15"}
    approved: bank.Fields = {"state": "approved", "approved": approval}
    files = bank.FILES | {
        SECOND: bank.record(title="Toinen", related=["perheelle"], **approved),
    }
    source = bank.write(tmp_path / "source", files)
    outcome = bank.build_here(source, tmp_path / "site", drafts=False)
    assert outcome.code == 0
    assert bank.codes(outcome.problems) == ["reference-to-draft"]
    site = bank.tree(tmp_path / "site")
    assert "esitteet/toinen/toinen.pdf" in site
    assert not [path for path in site if "perheelle" in path]
    assert not [path for path, text in site.items() if b"perheelle" in text]


def test_a_picture_is_published_beside_its_page(tmp_path: Path) -> None:
    """A record's picture stands beside its page and on its handout: upright, and nothing more.

    The page knows its size, and paper holds no more of it than a press can print.
    """
    image = {"file": "kuva.jpg", "alt": "Kaksi ihmistä puhuu."}
    picture = drawn("JPEG", (3000, 2400), exif=told(orientation=6))
    files = bank.FILES | {
        bank.BROCHURE: bank.record(image=image),
        "materials/brochure/kuva.jpg": picture,
    }
    outcome = bank.build_here(bank.write(tmp_path / "source", files), tmp_path / "site")
    assert (outcome.code, outcome.problems) == (0, ())
    assert SECRET in picture
    assert [p for p, data in bank.tree(tmp_path / "site").items() if SECRET in data] == []
    folder = tmp_path / "site" / "esitteet/perheelle"
    width, height = opened((folder / "kuva.jpg").read_bytes()).size
    assert (width, height) == (1701, 2126)
    page = html.document_fromstring((folder / "index.html").read_bytes())
    (shown,) = (image for image in page.iter("img") if image.get("src") == "kuva.jpg")
    assert (shown.get("width"), shown.get("height")) == (str(width), str(height))
    with pikepdf.open(folder / "perheelle.pdf") as pdf:
        (printed,) = pdf.pages[0].get_images().values()
        assert 45 / 25.4 * 299 < printed.Height <= 45 / 25.4 * 301  # of its 45 mm


def test_the_base_url_of_the_command_stands_in_for_the_settings(tmp_path: Path) -> None:
    """A site built for another address says only that address."""
    source = bank.write(tmp_path / "source", bank.FILES)
    bank.build_here(source, tmp_path / "site", base_url="https://koe.fi/pankki/")
    site = bank.tree(tmp_path / "site")
    assert b"https://koe.fi/pankki/esitteet/perheelle/" in site["catalogue.json"]
    assert not [path for path, text in site.items() if bank.BASE_URL.encode() in text]


# --- all or nothing --------------------------------------------------------------------------


def _overfull(source: Path) -> None:
    """Write a huoneentaulu that does not fit on its one sheet."""
    bank.write(source, bank.overfull("koe-huoneentaulu"))


def _broken(source: Path) -> None:
    bank.write(source, {bank.BROCHURE: bank.record(version=None)})


@pytest.mark.parametrize(
    ("harm", "code", "told"),
    [(_broken, 1, "missing-field"), (_overfull, 4, "pdf-sheets")],
)
def test_a_bad_source_leaves_the_site(
    changing: Path, harm: Callable[[Path], None], code: int, told: str
) -> None:
    """An error in a source, or in what is made of it, leaves the site to the byte."""
    source, site = changing / "source", changing / "site"
    before = bank.tree(site)
    harm(source)
    outcome = bank.build_here(source, site)
    assert outcome.code == code
    assert told in bank.codes(outcome.problems)
    assert bank.tree(site) == before


@pytest.mark.parametrize("stage", ["stage", "check_site", "publish"])
def test_what_goes_wrong_late_leaves_the_site(
    changing: Path, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A theme that does not build, a page that is not sound, a full disk: the site stays."""
    source, site = changing / "source", changing / "site"
    before = bank.tree(site)
    bank.write(source, {bank.BROCHURE: bank.record(lead="Toinen lause.")})

    def fail(*_arguments: object, **_options: object) -> list[object]:
        if stage == "stage":
            message = "WARNING - the theme is broken"
            raise EngineError(message)
        if stage == "check_site":
            return [Problem(Position("index.html"), "html-language")]
        message = "No space left on device"
        raise OSError(message)

    monkeypatch.setattr(building, stage, fail)
    if stage == "publish":
        with pytest.raises(OSError, match="No space left"):
            bank.build_here(source, site)
    else:
        outcome = bank.build_here(source, site)
        assert outcome.code == 4
        assert len(outcome.problems) == 1
    assert bank.tree(site) == before


def test_a_second_build_of_the_same_site_waits_for_no_one(changing: Path) -> None:
    """While one build is under way, another of the same site gives up at once."""
    options = Options(changing / "source", changing / "site")
    seen = []

    class Meddling(bank.Silent):
        def step(self, name: str, total: int = 0) -> None:
            super().step(name, total)
            if name == "publish":
                with pytest.raises(BusyError):
                    build(options, bank.Here(), bank.Silent())
                seen.append(name)

    assert build(options, bank.Here(), Meddling()).code == 0
    assert seen == ["publish"]
