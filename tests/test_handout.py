"""A handout's task: complete in itself, and known by everything that makes its PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.outputs import handout
from generator.outputs.handout import Task, handout_task
from generator.outputs.styles import STYLES
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _tasks(source: Path, **options: object) -> dict[str, Task]:
    """Give the task of every handout by the path of its PDF."""
    library, plan, _ = bank.read(source, **options)
    return {job.path: handout_task(job, library, source) for job in plan.handouts()}


def _task(source: Path, **options: object) -> Task:
    return _tasks(source, **options)["esitteet/perheelle/perheelle.pdf"]


@pytest.fixture
def anew() -> Iterator[None]:
    """Let the renderer be looked at anew, now and afterwards."""
    handout.renderer.cache_clear()
    yield
    handout.renderer.cache_clear()


def test_the_same_source_gives_the_same_key(tmp_path: Path) -> None:
    """A handout's key depends on neither the folder nor anything else around it."""
    one, other = (bank.write(tmp_path / name, bank.every_kind()) for name in ("one", "other"))
    keys = {path: task.key() for path, task in _tasks(one).items()}
    assert keys == {path: task.key() for path, task in _tasks(other).items()}
    assert len(set(keys.values())) == len(keys) == bank.HANDOUTS


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Teille"},
        {"summary": "Toinen."},
        {"lead": "Toinen."},
        {"remember": {"kysy": "Saat kysyä aina."}},
        {"version": "1.1"},
        {"updated": "2026-01-16"},
        {"review_by": "2027-01-16"},
        {"state": "approved", "approved": {"role": "sosiaalityontekija", "on": "2026-01-15"}},
    ],
)
def test_a_change_in_the_record_gives_another_key(tmp_path: Path, changes: bank.Fields) -> None:
    """Whatever of a record is printed is in the handout's key."""
    before = bank.write(tmp_path / "before", bank.FILES)
    after = bank.write(tmp_path / "after", bank.FILES | {bank.BROCHURE: bank.record(**changes)})
    assert _task(before).key() != _task(after).key()


def test_the_site_and_the_county_are_in_the_key(tmp_path: Path) -> None:
    """A QR code follows the site's address, and the head the county's name."""
    source = bank.write(tmp_path / "source", bank.FILES)
    settings = {"base_url": bank.BASE_URL, "county": "Keski-Suomi"}
    county = bank.write(tmp_path / "county", bank.FILES | {"content/settings.yaml": settings})
    moved = _task(source, base_url="https://toinen.fi")
    assert len({_task(source).key(), moved.key(), _task(county).key()}) == 3


def test_sheets_and_pictures_are_in_the_key(tmp_path: Path) -> None:
    """The asked number of sides, a picture's name and a picture's bytes each make the key."""
    picture = tmp_path / "a.png"
    picture.write_bytes(b"one")
    tasks = [
        Task("<p>a"),
        Task("<p>b"),
        Task("<p>a", 1),
        Task("<p>a", 2),
        Task("<p>a", None, (("a.png", str(picture)),)),
        Task("<p>a", None, (("b.png", str(picture)),)),
    ]
    keys = [task.key() for task in tasks]
    picture.write_bytes(b"two")
    keys.append(tasks[4].key())
    assert len(set(keys)) == len(keys)


def test_a_picture_is_known_by_its_bytes_not_its_place(tmp_path: Path) -> None:
    """The same picture elsewhere gives the same key."""
    places = [tmp_path / name / "a.png" for name in ("here", "there")]
    for place in places:
        place.parent.mkdir()
        place.write_bytes(b"picture")
    one, other = (Task("<p>", None, (("a.png", str(place)),)).key() for place in places)
    assert one == other


@pytest.mark.usefixtures("anew")
def test_the_style_is_in_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change in a stylesheet makes every handout anew."""
    before = Task("<p>").key()
    changed = tmp_path / "print.css"
    changed.write_text(STYLES[1].read_text(encoding="utf-8") + "p { color: red }\n")
    monkeypatch.setattr(handout, "STYLES", (STYLES[0], changed))
    handout.renderer.cache_clear()
    assert Task("<p>").key() != before


@pytest.mark.usefixtures("anew")
@pytest.mark.parametrize("package", handout.PACKAGES)
def test_the_renderer_is_in_the_key(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of what draws or checks a PDF makes every handout anew."""
    before = Task("<p>").key()
    monkeypatch.setattr(handout, "version", lambda name: "0" if name == package else "1")
    handout.renderer.cache_clear()
    one = Task("<p>").key()
    monkeypatch.setattr(handout, "version", lambda _name: "1")
    handout.renderer.cache_clear()
    assert len({before, one, Task("<p>").key()}) == 3


def test_links_on_paper_are_whole(tmp_path: Path) -> None:
    """Paper has no site around it: its links and its QR code have the whole address."""
    text = "Katso [esite](id:perheelle)."
    sections = {"a": {"title": "A", "text": text}}
    files = bank.FILES | {"materials/brochure/b.yaml": bank.record(title="B", sections=sections)}
    html = _tasks(bank.write(tmp_path / "source", files))["esitteet/b/b.pdf"].html
    assert f'<a href="{bank.BASE_URL}/esitteet/perheelle/">esite</a>' in html
    assert f'src="qr:{bank.BASE_URL}/esitteet/b/"' in html


def test_hostile_words_are_escaped(tmp_path: Path) -> None:
    """A handout's HTML says an author's words and takes none of them for markup."""
    words = '<script>alert(1)</script> "><img src=x> {{ 7*7 }}'
    section = {"title": words, "text": "\\<script\\>"}
    changes: bank.Fields = {"title": words, "summary": words, "sections": {"a": section}}
    files = bank.FILES | {bank.BROCHURE: bank.record(**changes)}
    html = _task(bank.write(tmp_path / "source", files)).html
    assert "<script" not in html
    assert "<img src=x" not in html
    assert "{{ 7*7 }}" in html
