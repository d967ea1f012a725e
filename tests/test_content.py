"""The real content: sound, complete, and honest about being a draft."""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING

from lxml import html

from generator.kinds import known
from generator.model.record import Record
from generator.schema import schemas
from generator.site.checks.html import inspect
from tests import bank
from tests.editing import ask, first_line, sources

if TYPE_CHECKING:
    from pathlib import Path


def test_the_real_content_has_no_error() -> None:
    """Every shipped file is sound; the only notice allowed is that of the example address."""
    _, _, problems = bank.read(bank.ROOT)
    assert [line for line in bank.lines(problems) if "base_url" not in line] == []
    assert set(bank.codes(problems)) <= {"default-base-url"}


def test_the_real_content_builds(real: Path) -> None:
    """The real bank builds, and tells of nothing but the example address."""
    told = json.loads((real / "report.json").read_text(encoding="utf-8"))
    assert {problem["code"] for problem in told} <= {"default-base-url"}
    assert (real / "site" / "index.html").is_file()


def test_the_schemas_are_those_of_the_real_bank() -> None:
    """``schemas/`` holds just what ``python -m generator schema`` writes now."""
    library, _, _ = bank.read(bank.ROOT)
    folder = bank.ROOT / "schemas"
    there = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
    assert there == dict(schemas(library.named))


def test_editors_mark_nothing_in_the_real_content() -> None:
    """Every shipped file names its schema in its first line, and is clean in an editor."""
    texts = sources(bank.ROOT)
    assert [path for path, text in texts.items() if not text.startswith(first_line(path))] == []
    assert ask(bank.ROOT, texts).marked() == {}


def test_every_kind_has_a_record() -> None:
    """Nothing is only promised: each kind, small or large, has a record."""
    library, _, _ = bank.read(bank.ROOT)
    there = library.by_kind["fi"]
    assert [name for name in known() if not library.ids(name)] == []
    assert {"perheelle", "perheelle-selkokielella"} <= there["brochure"].keys()
    assert library.plain_twins["perheelle"] == "perheelle-selkokielella"
    assert "etusivu" in there["page"]
    assert "saavutettavuusseloste" in there["page"]


def test_every_text_is_a_draft() -> None:
    """No shipped text or translation claims an approval that no professional has given."""
    library, _, _ = bank.read(bank.ROOT)
    for language in library.languages:
        for edition in library.records(language):
            assert isinstance(edition.record, Record)
            assert edition.record.state == "draft", edition.path
            assert edition.record.approved is None, edition.path
            assert not edition.translation or edition.translation.state == "draft", edition.path


def test_every_record_leans_on_something() -> None:
    """Each material names its sources and its roles' readers; only the bank's own pages may not."""
    library, _, _ = bank.read(bank.ROOT)
    lacking = [
        edition.path
        for edition in library.records("fi")
        if isinstance(edition.record, Record)
        and edition.kind.name != "page"
        and not edition.record.sources
    ]
    assert lacking == []


def test_editors_know_the_schema_of_every_file() -> None:
    """The first line of each YAML file leads its editor to the schema of its kind."""
    for root in ("content", "materials"):
        for file in sorted((bank.ROOT / root).rglob("*.yaml")):
            first = file.read_text(encoding="utf-8").partition("\n")[0]
            named = first.removeprefix("# yaml-language-server: $schema=")
            schema = (file.parent / named).resolve()
            assert schema.is_file(), file
            kind = file.name.split(".")[0] if file.parent.name == root else file.parent.name
            translated = file.suffixes == [".sv", ".yaml"]
            assert schema.name == f"{kind}{'.translation' if translated else ''}.json", file


def clicks(site: Path) -> dict[str, int]:
    """Count the clicks from the home to every page; a page that none leads to is left out."""
    found = {"index.html": 0}
    waiting = ["index.html"]
    for path in waiting:
        for link in inspect((site / path).read_bytes()).links:
            where = posixpath.join(posixpath.dirname(path), link.partition("#")[0])
            target = posixpath.normpath(where)
            if (site / target).is_dir():
                target = posixpath.normpath(f"{target}/index.html")
            if target.endswith(".html") and target not in found:
                found[target] = found[path] + 1
                waiting.append(target)
    return found


def test_every_record_is_three_clicks_from_home(real: Path) -> None:
    """No record of the bank, in any language, is further from the Finnish home."""
    site = real / "site"
    far = clicks(site)
    records = json.loads((site / "catalogue.json").read_text(encoding="utf-8"))["records"]
    assert len(records) > 100
    for record in records:
        address = record["url"].partition("://")[2].partition("/")[2]
        assert far.get(f"{address}index.html", 99) <= 3, address


def test_what_is_far_or_lost_is_seen(tmp_path: Path) -> None:
    """Clicks are counted along links, and a page without a link to it is not found."""
    chain = {"index.html": "a/", "a/index.html": "../b/#c", "b/index.html": "../c.html"}
    for path, href in chain.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(f'<p><a href="{href}">x</a>', encoding="utf-8")
    (tmp_path / "c.html").write_text("<p>c", encoding="utf-8")
    (tmp_path / "lost.html").write_text("<p>lost", encoding="utf-8")
    assert clicks(tmp_path) == {"index.html": 0, "a/index.html": 1, "b/index.html": 2, "c.html": 3}


def test_no_menu_is_long(real: Path) -> None:
    """The main menu and the footer's have nine entries at most."""
    for home in ("index.html", "sv/index.html"):
        page = html.document_fromstring((real / "site" / home).read_bytes())
        menus = list(page.iter("nav"))
        assert len(menus) == 2
        for menu in menus:
            assert 0 < len(list(menu.iter("li"))) <= 9
