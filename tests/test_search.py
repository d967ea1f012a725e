"""The search that a build makes: the same bytes again, true texts, nothing of it twice."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from generator.site.search import engine
from generator.site.search.entries import MOST_USED
from generator.site.search.kept import Indexed
from generator.site.search.told import told
from generator.site.search.words import Known, fold, stem, stems, subjects
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

COPIES = {
    f"sivut/{number}/index.html": "<html><body>"
    f'<p data-pagefind-weight="10">sana{number} lap{number % 7}</p>'
    f"<p>{' '.join(f'muu{number * step % 60}' for step in range(1, 40))}</p></body></html>"
    for number in range(60)
}
SHOWN: dict[str, dict[str, object]] = {
    path: {"content": f"Teksti {path}", "meta": {"title": path}} for path in COPIES
}


def fragments(site: Path) -> dict[str, dict[str, Any]]:
    """Give what the results of a built site show, by the addresses of their pages."""
    found = {}
    for file in (site / "pagefind" / "fragment").iterdir():
        data = gzip.decompress(file.read_bytes()).removeprefix(engine.SIGNED)
        fragment = json.loads(data)
        found[fragment["url"]] = fragment
    return found


@pytest.mark.parametrize("times", [2, pytest.param(5, marks=pytest.mark.slow)])
def test_equal_builds_are_equal(tmp_path: Path, times: int) -> None:
    """The same copies give the same files, byte for byte."""
    made = [
        engine.index(COPIES, SHOWN, tmp_path / str(time), Indexed()).files for time in range(times)
    ]
    assert all(each == made[0] for each in made)
    assert any(name.startswith("index/") for name in made[0])


def test_nothing_to_find_is_no_fault(tmp_path: Path) -> None:
    """A language without a page that can be found has a search as well."""
    assert "pagefind.js" in engine.index({}, {}, tmp_path / "none", Indexed()).files


def test_a_query_fetches_little(tmp_path: Path) -> None:
    """The index lies in small parts, of which a query fetches those that hold its words."""
    words = " ".join(f"sana{number}" for number in range(2_000))
    copies = {"a/index.html": f"<html><body><p>{words}</p></body></html>"}
    made = engine.index(copies, {"a/index.html": {}}, tmp_path / "many", Indexed()).files
    assert sum(name.startswith(engine.INDEX) for name in made) > 1


def test_a_result_holds_the_page_and_no_stems(small: Path) -> None:
    """A result's text is the page's own, and its files are there."""
    site = small / "site"
    found = fragments(site)
    assert "esitteet/perheelle/" in found
    for url, fragment in found.items():
        page = (site / url / "index.html").read_text(encoding="utf-8")
        assert fragment["content"].split("\n") == list(told(page).lines)
        assert all((site / path).is_file() for _, path, _ in fragment["meta"]["files"])


def test_the_copies_are_private(small: Path) -> None:
    """Nothing but Pagefind's own files and the words is published."""
    names = {file.name for file in (small / "site" / "pagefind").iterdir()}
    published = {"index", "fragment", "words.json", *engine.PUBLISHED}
    assert {name for name in names if not name.endswith(engine.META)} == published


def test_an_unchanged_search_is_not_made_again(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build after one that changed nothing of the pages takes the index from before."""
    folder = tmp_path / "copy"
    shutil.copytree(small, folder)
    (folder / ".cache" / "site" / "manifest.json").unlink(missing_ok=True)

    def never(*_: object) -> tuple[dict[str, bytes], dict[str, str]]:
        pytest.fail("Pagefind was run")

    monkeypatch.setattr(engine, "_run", never)
    assert bank.build_here(folder / "source", folder / "site").code == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("viikkokokous", "viikkokokouksissa"),
        ("genogrammi", "genogrammeja"),
        ("perhe", "perheille"),
        ("mentorointi", "mentoroinnin"),
        ("tapaaminen", "tapaamisissamme"),
        ("ohjaaja", "ohjaajien"),
        ("verkosto", "verkostojen"),
        ("ryhmä", "ryhmässä"),
    ],
)
def test_a_stem_is_of_every_form(one: str, other: str) -> None:
    """Two forms of a word have one stem."""
    assert stem(fold(one), "fi") == stem(fold(other), "fi")


def test_base_forms_and_parts_are_found() -> None:
    """A word is found by its base form and by the parts of a compound."""
    known = Known()
    ((own, parts),) = stems("lastensuojelulaitoksessa", "fi", known)
    assert stem("lastensuojelulaitos", "fi") in own
    assert {stem("lapsi", "fi"), stem("laitos", "fi"), stem("lastensuojelu", "fi")} <= set(parts)


def test_what_is_hidden_is_not_told() -> None:
    """What stands on a page for a script to show is no text of it."""
    page = "<article><h1>Polku</h1><p hidden>Uusia</p><p aria-hidden='true'>x</p>Askel</article>"
    assert told(page).lines == ("Polku", "Askel")


def test_a_result_offers_the_paper_and_the_form(small: Path) -> None:
    """Of many files the first PDF and the first Word file are shown: the page has all."""
    found = fragments(small / "site").values()
    ends = [[path.rpartition(".")[2] for _, path, _ in each["meta"]["files"]] for each in found]
    assert ["pdf", "docx"] in ends
    assert all(len(each) == len(set(each)) <= len(MOST_USED) for each in ends)


def test_a_title_is_about_its_base_forms() -> None:
    """An invitation to a meeting is no meeting."""
    assert subjects("Dialoginen verkostotapaaminen", "fi") == "Dialoginen verkostotapaaminen"
    assert subjects("Kutsu verkostotapaamiseen", "fi") == "Kutsu"


def test_the_query_layer(small: Path) -> None:
    """The script that ships passes its own tests, by node's runner."""
    words = small / "site" / "pagefind" / "words.json"
    said = [
        "viikkokokouksissammekin",
        "Äidille",
        "mentoroinnin",
        "lasten",
        "perheiden",
        "12-vuotias",
    ]
    pages = (
        told(page.read_text(encoding="utf-8")).lines
        for page in (small / "site").rglob("index.html")
    )
    said += sorted({word for lines in pages for line in lines for word in line.split()})
    stems_of = [(word, stem(fold(word), "fi")) for word in said]
    done = subprocess.run(
        [shutil.which("node") or "node", "--test", "tests/web/query.test.mjs"],
        cwd=bank.ROOT,
        env=os.environ | {"SITE": str(words), "STEMS": json.dumps(stems_of)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
