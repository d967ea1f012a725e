"""A handout's task: complete in itself, and known by everything that makes its PDF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator import machine
from generator.cache import fingerprint
from generator.kinds import kinds
from generator.outputs import handout
from generator.outputs import task as tasks
from generator.outputs.handout import HandoutTask, handout_tool
from generator.outputs.styles import STYLES
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from generator.formats import Format

APPROVED: bank.Fields = {
    "state": "approved",
    "approved": {"role": "sosiaalityontekija", "on": "2026-03-04"},
}


def _task(source: Path, **options: object) -> HandoutTask:
    return bank.handout_tasks(source, **options)["esitteet/perheelle/perheelle.pdf"]


@pytest.fixture
def anew() -> Iterator[None]:
    """Let the renderer be looked at anew, now and afterwards."""
    tasks.tool.cache_clear()
    yield
    tasks.tool.cache_clear()


def test_the_same_source_gives_the_same_key(tmp_path: Path) -> None:
    """A handout's key depends on neither the folder nor anything else around it."""
    one, other = (bank.write(tmp_path / name, bank.every_kind()) for name in ("one", "other"))
    keys = {path: fingerprint(task) for path, task in bank.handout_tasks(one).items()}
    assert keys == {path: fingerprint(task) for path, task in bank.handout_tasks(other).items()}
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
    assert fingerprint(_task(before)) != fingerprint(_task(after))


def test_the_site_and_the_county_are_in_the_key(tmp_path: Path) -> None:
    """A QR code follows the site's address, and the head the county's name."""
    source = bank.write(tmp_path / "source", bank.FILES)
    settings = {"base_url": bank.BASE_URL, "county": "Keski-Suomi"}
    county = bank.write(tmp_path / "county", bank.FILES | {"content/settings.yaml": settings})
    moved = _task(source, base_url="https://toinen.fi")
    assert len({fingerprint(_task(source)), fingerprint(moved), fingerprint(_task(county))}) == 3


def test_all_of_a_task_is_in_the_key() -> None:
    """The asked number of sides, a picture's name and its bytes, the tools: each makes the key."""
    tasks = [
        HandoutTask("<p>a"),
        HandoutTask("<p>b"),
        HandoutTask("<p>a", 1),
        HandoutTask("<p>a", 2),
        HandoutTask("<p>a", None, (("picture:a.png", b"one"),)),
        HandoutTask("<p>a", None, (("picture:b.png", b"one"),)),
        HandoutTask("<p>a", None, (("picture:a.png", b"two"),)),
        HandoutTask("<p>a", None, (("picture:a.png", b"one"), ("drawing:a", b"one"))),
        HandoutTask("<p>a", None, (("picture:a.pngone", b""),)),
        HandoutTask("<p>a", tool="other"),
    ]
    assert len({fingerprint(task) for task in tasks}) == len(tasks)


@pytest.mark.usefixtures("anew")
def test_the_style_is_in_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change in a stylesheet makes every handout anew."""
    before = handout_tool()
    changed = tmp_path / "print.css"
    changed.write_text(STYLES[1].read_text(encoding="utf-8") + "p { color: red }\n")
    monkeypatch.setattr(handout, "STYLES", (STYLES[0], changed))
    tasks.tool.cache_clear()
    assert handout_tool() != before


@pytest.mark.usefixtures("anew")
@pytest.mark.parametrize("package", handout.PACKAGES)
def test_the_renderer_is_in_the_key(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of what draws or checks a PDF makes every handout anew."""
    before = handout_tool()
    monkeypatch.setattr(tasks, "version", lambda name: "0" if name == package else "1")
    tasks.tool.cache_clear()
    one = handout_tool()
    monkeypatch.setattr(tasks, "version", lambda _name: "1")
    tasks.tool.cache_clear()
    assert len({before, one, handout_tool()}) == 3


def test_the_machines_libraries_are_in_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that machines share gives none the paper of another's Pango, HarfBuzz or Voikko."""
    told = machine.versions()
    assert all(re.search(rf"{re.escape(name)} \d+\.\d+", told) for name in machine.TOLD_BY)
    before = handout_tool()
    monkeypatch.setattr(machine, "versions", lambda: told.replace("1.", "2."))
    assert handout_tool() != before


def test_links_on_paper_are_whole(tmp_path: Path) -> None:
    """Paper has no site around it: its links and its QR code have the whole address."""
    text = "Katso [esite](id:perheelle)."
    sections = {"a": {"title": "A", "text": text}}
    files = bank.FILES | {"materials/brochure/b.yaml": bank.record(title="B", sections=sections)}
    html = bank.handout_tasks(bank.write(tmp_path / "source", files))["esitteet/b/b.pdf"].html
    assert f'<a href="{bank.BASE_URL}/esitteet/perheelle/">esite</a>' in html
    assert f'src="qr:{bank.BASE_URL}/esitteet/b/#v=1.0"' in html


@pytest.mark.parametrize("before", ['"', ""])
def test_hostile_words_are_escaped(
    before: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A handout's HTML says an author's words and takes none of them for markup."""
    # The reader refuses such a title; templates escape it nevertheless.
    monkeypatch.setattr("generator.model.fields.marked", lambda _: "")
    monkeypatch.setattr(bank, "LET_BE", {*bank.LET_BE, "quote-unpaired"})
    words = f'{before}<script>alert(1)</script> "><img src=x> {{{{ 7*7 }}}}'
    section = {"title": words, "text": "\\<script\\>"}
    changes: bank.Fields = {"title": words, "summary": words, "sections": {"a": section}}
    files = bank.FILES | {bank.BROCHURE: bank.record(**changes)}
    html = _task(bank.write(tmp_path / "source", files)).html
    assert "<script" not in html
    assert "<img src=x" not in html
    assert "{{ 7*7 }}" in html


# --- golden handouts -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Give the HTML of every handout of every kind, as a draft and approved, by its path."""
    made = {}
    for state, changes in (("draft", {}), ("approved", APPROVED)):
        source = tmp_path_factory.mktemp(state) / "source"
        made[state] = bank.handouts(bank.write(source, bank.every_kind(**changes)))
    return made


@pytest.mark.parametrize("state", ["draft", "approved"])
@pytest.mark.parametrize(
    ("kind", "made_into"),
    [(kind, handout.format) for kind in bank.BODIES for handout in kinds()[kind].handouts],
    ids=lambda value: getattr(value, "name", value),
)
def test_handout_of_each_kind(
    papers: dict[str, dict[str, str]],
    golden: Callable[[str, str], None],
    kind: str,
    made_into: Format,
    state: str,
) -> None:
    """The handout of a record of each kind in each of its formats, as HTML."""
    record_id = "perheelle" if kind == "brochure" else f"koe-{kind}"
    name = f"/{made_into.file_name(record_id)}"
    (html,) = (html for path, html in papers[state].items() if path.endswith(name))
    golden(f"handouts/{kind}-{made_into.name}-{state}.html", html)


def test_approval_is_dated_on_paper(papers: dict[str, dict[str, str]]) -> None:
    """Approved paper says since when; a draft says that it is one, on every sheet."""
    for path, html in papers["approved"].items():
        dated = not path.endswith("-kalvot.pdf")
        assert ("Hyväksytty 4.3.2026" in html) is dated, path
        assert "Luonnos" not in html, path
    for path, html in papers["draft"].items():
        assert "Luonnos" in html, path
        assert "Hyväksytty" not in html, path


def test_every_section_is_on_paper(tmp_path: Path) -> None:
    """However many sections a brochure has, its handout has each once, in their order."""
    for count in range(1, 8):
        sections = {
            f"s{n}": {"title": f"Otsikko {n}", "text": f"Teksti {n}."} for n in range(count)
        }
        files = bank.FILES | {bank.BROCHURE: bank.record(sections=sections)}
        for html in bank.handouts(bank.write(tmp_path / str(count), files)).values():
            found = re.findall(r"(?:Otsikko|Teksti) \d", html)
            said = [f"{word} {n}" for n in range(count) for word in ("Otsikko", "Teksti")]
            assert found == said
