"""A site under work: the changed page first, what is wrong in words, to nobody else."""

from __future__ import annotations

import json
import re
import shutil
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from watchdog.events import (
    FileClosedNoWriteEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileOpenedEvent,
)

from generator.bank.ledger import write
from generator.bank.lookup import Answers
from generator.cache import Cache
from generator.make.pages import make_pages, writers
from generator.model.fields import LANGUAGES
from generator.outputs.headers import HEADERS
from generator.prepare import Options, prepare
from generator.problem import Position, Problem
from generator.serve import preview as previewing
from generator.serve.preview import Preview
from generator.serve.server import Server, Serving, is_meant
from generator.serve.watching import Watching
from generator.site.instant import Instant
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 60.0
PAGE = "esitteet/perheelle/index.html"
NEWS = "Tämä on uusi lause."


def _stage(tiny: Path) -> Path:
    return Options(tiny / "source", tiny / "site").cache / "stage"


def test_a_page_at_once_is_the_page_that_was_built(tiny: Path) -> None:
    """Byte by byte, every one; one that is new is given as well."""
    instant, docs = Instant(_stage(tiny), LANGUAGES), _stage(tiny) / "fi" / "docs"
    pages = [file.relative_to(docs).as_posix() for file in docs.rglob("*.md")]
    assert len(pages) > 5
    for page in pages:
        path = page.removesuffix(".md") + ".html"
        built = instant.page(path, (docs / page).read_text(encoding="utf-8"))
        assert built == (tiny / "site" / path).read_bytes()
    text = (docs / "esitteet/perheelle/index.md").read_text(encoding="utf-8")
    assert b"<h1" in instant.page("esitteet/uusi/index.html", text)


# --- what is served --------------------------------------------------------------------------


@contextmanager
def _served(preview: Preview, lang: str = "en") -> Iterator[str]:
    serving = Serving(preview, "127.0.0.1", lang, lambda error: f"A fault: {error}")
    with Server(serving, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        preview.close()
        server.shutdown()


@pytest.fixture
def preview(tiny: Path) -> Preview:
    """Give the preview of the smallest bank, as it was built."""
    return Preview(tiny / "site", _stage(tiny), LANGUAGES)


def _prepared(preview: Preview, source: Path, *, built: bool) -> None:
    """Tell a preview of a bank: that it was built so, or that it is about to be."""
    library, plan, _ = prepare(Options(source, source.parent / "site"), Cache())
    answers = {each: Answers(library, each, source) for each in library.languages}
    if built:
        preview.written(make_pages(plan, library, answers, {}, Cache()), {})
        preview.published()
    else:
        preview.begin()
        preview.prepared(plan, library, answers)


def _status(url: str, **headers: str) -> tuple[int, str]:
    try:
        with urlopen(Request(url, headers=headers)) as answer:  # noqa: S310 - our own
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def test_the_site_is_served_under_its_own_policy(tiny: Path, preview: Preview) -> None:
    """Files as they are, pages with what follows; nothing that is not there, nothing outside."""
    (page,) = (tiny / "site").glob("esitteet/perheelle/*-iso.pdf")
    with _served(preview) as url:
        with urlopen(url) as answer:  # noqa: S310 - our own
            home = answer.read().decode()
            assert HEADERS.items() <= dict(answer.headers).items()
        assert re.sub("<script src=./_serve[^>]*></script>", "", home) == (
            tiny / "site/index.html"
        ).read_text(encoding="utf-8")
        with urlopen(f"{url}esitteet/perheelle/{page.name}") as answer:  # noqa: S310 - our own
            assert answer.read() == page.read_bytes()
        assert _status(f"{url}esitteet/perheelle")[1] == _status(f"{url}esitteet/perheelle/")[1]
        for lost in ("ei-ole/", "esitteet/ei-ole.pdf", "..%2f..%2fsource/content/", "assets/"):
            assert _status(url + lost)[0] == 404


def test_a_changed_page_is_shown_while_its_files_are_made(preview: Preview, source: Path) -> None:
    """Its words are new at once; what has not changed is served as it stands."""
    _prepared(preview, source, built=True)
    before = preview.page("index.html")
    mark = preview.mark(PAGE)
    bank.write(source, {bank.BROCHURE: bank.record(lead=NEWS)})
    _prepared(preview, source, built=False)
    with _served(preview) as url:
        assert NEWS in _status(f"{url}esitteet/perheelle/")[1]
    assert preview.mark(PAGE) != mark
    assert preview.page("index.html") == before
    assert preview.shown()[1].busy


def test_what_is_unreleased_is_said_over_its_page(preview: Preview, source: Path) -> None:
    """While words are not those that were released, and on their own page alone."""

    def said(path: str) -> str:
        with urlopen(f"{url}_serve/events?path=/{path}") as events:  # noqa: S310 - our own
            told: str = json.loads(events.readline().removeprefix(b"data: "))["unreleased"]
        return told

    with _served(preview) as url:
        _prepared(preview, source, built=True)
        assert said(PAGE) == ""  # nothing was ever released
        write(prepare(Options(source, source.parent / "site"), Cache())[0].records("fi"), source)
        _prepared(preview, source, built=False)
        assert said(PAGE) == ""
        bank.write(source, {bank.BROCHURE: bank.record(lead=NEWS)})
        _prepared(preview, source, built=False)
        assert said(PAGE) == "Unreleased change: no version was released with this text (1.0+)"
        assert said("index.html") == ""


def test_a_build_goes_on_when_the_open_page_has_been_given(
    preview: Preview, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits for a page that is open, and for none that is not."""
    monkeypatch.setattr(previewing, "HEAD_START", PATIENCE)
    _prepared(preview, source, built=True)
    _prepared(preview, source, built=False)  # nothing is open
    with _served(preview) as url, preview.listening():
        told = preview.shown()[0]
        building = threading.Thread(
            target=_prepared, args=(preview, source), kwargs={"built": False}
        )
        building.start()
        while preview.shown()[0] < told + 2:  # it has begun, and shown what is newer
            preview.wait(preview.shown()[0], PATIENCE)
        assert building.is_alive()
        assert _status(url)[0] == 200
        building.join(PATIENCE)
        assert not building.is_alive()


def test_what_is_wrong_is_told_to_the_open_page(preview: Preview) -> None:
    """With file, line, what and hint, in the editor's language; a fault of ours in words."""
    problem = Problem(Position("materials/brochure/a.yaml", 3, 5), "linked-folder", "title")
    preview.refused([problem])
    with _served(preview, "fi") as url:
        mark = re.findall(r'data-mark="(\w+)"', _status(f"{url}esitteet/perheelle/")[1])
        with urlopen(f"{url}_serve/events?path=/esitteet/perheelle/") as events:  # noqa: S310 - our own
            told = json.loads(events.readline().decode().removeprefix("data: "))
            assert [told["mark"]] == mark
            assert told["problems"] == [
                {
                    "where": "materials/brochure/a.yaml:3:5",
                    "field": "title",
                    "what": problem.what("fi"),
                    "hint": problem.hint("fi"),
                }
            ]
            events.readline()
            preview.failed("Ohjelmassa on virhe.")
            told = json.loads(events.readline().decode().removeprefix("data: "))
            assert (told["failure"], told["problems"]) == ("Ohjelmassa on virhe.", [])


def test_a_fault_of_the_program_is_answered(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No request hangs, whatever happens; the next one is served."""

    def fails(_path: str) -> bytes:
        message = "planted"
        raise RuntimeError(message)

    with _served(preview) as url:
        with monkeypatch.context() as planted:
            planted.setattr(preview, "page", fails)
            assert _status(url) == (500, "A fault: planted")
            with urlopen(f"{url}_serve/events?path=/") as events:  # noqa: S310 - our own
                assert "A fault: planted" in events.readline().decode()
        assert _status(url)[0] == 200


@pytest.mark.parametrize(
    ("told", "host", "is_ours"),
    [
        ("127.0.0.1:8000", "127.0.0.1", True),
        ("localhost:8000", "127.0.0.1", True),
        ("[::1]:8000", "::", True),
        ("10.0.0.7:8000", "0.0.0.0", True),  # noqa: S104 - compared with
        ("pankki.sisäverkko:8000", "pankki.sisäverkko", True),
        ("evil.example:8000", "127.0.0.1", False),
        ("evil.example", "0.0.0.0", False),  # noqa: S104 - as above
        ("127.0.0.1.evil.example", "127.0.0.1", False),
        ("", "127.0.0.1", False),
    ],
)
def test_only_who_means_this_server_is_answered(told: str, host: str, *, is_ours: bool) -> None:
    """Another site's page cannot have its own name lead here and read what is not released."""
    assert is_meant(told, host) == is_ours


def test_a_foreign_host_is_refused(preview: Preview) -> None:
    """It is told nothing of the site."""
    with _served(preview) as url:
        assert _status(url, Host="evil.example") == (421, "Host?\n")


# --- what is watched -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("content/term.yaml", True),
        ("materials/brochure/a.yaml", True),
        ("materials/brochure/kuva.png", True),
        ("published.yaml", True),
        ("content", True),
        ("README.md", False),
        ("site/index.html", False),
        ("materials/brochure/4913", False),
        ("materials/brochure/#a.yaml#", False),
        ("materials/brochure/.#a.yaml", False),
        ("materials/brochure/a.yaml~", False),
        ("materials/brochure/.a.yaml.swp", False),
        ("materials/brochure/a.yaml.tmp", False),
        ("materials/brochure/a.bak", False),
    ],
)
def test_sources_count_and_an_editor_s_own_files_do_not(
    tmp_path: Path, path: str, *, counts: bool
) -> None:
    """Whether written in place or moved there; that a file was read changes nothing."""
    (tmp_path / "README.md").touch()
    file, elsewhere = str(tmp_path / path), str(tmp_path / "elsewhere")
    for event in (FileModifiedEvent(file), FileMovedEvent(elsewhere, file)):
        watching = Watching(tmp_path)
        watching.hear(event)
        assert watching.changed() == counts
    watching = Watching(tmp_path)
    for read in (FileOpenedEvent(file), FileClosedNoWriteEvent(file)):
        watching.hear(read)
    assert not watching.changed()


def test_the_system_tells_of_a_change(source: Path) -> None:
    """A file that is swapped in by its editor is heard of, too."""
    with Watching(source) as watching:
        (source / "a.tmp").write_text("title: a\n", encoding="utf-8")
        (source / "a.tmp").rename(source / bank.BROCHURE)
        watching.wait()
        assert not watching.changed()


def test_an_editor_s_own_files_are_no_sources(source: Path) -> None:
    """They are passed over by a build as they are by whoever watches."""
    before = bank.read(source)[2]
    for name in ("4913", "#a.yaml#", "a.yaml~", ".a.yaml.swp", "a.yaml.tmp", "a.yaml.bak", "a.swx"):
        (source / "materials" / "brochure" / name).write_text("title: [", encoding="utf-8")
    assert bank.read(source)[2] == before
    (source / "materials" / "brochure" / "a.txt").touch()
    assert bank.read(source)[2] != before


# --- what is remembered ----------------------------------------------------------------------


def test_what_is_remembered_between_builds_changes_no_page(source: Path, tmp_path: Path) -> None:
    """After every edit, and back again, the pages are those of who remembers nothing."""
    cache = Cache(tmp_path / "results", remembers=True)

    def pages(cache: Cache) -> dict[str, str]:
        library, plan, problems = prepare(Options(source, tmp_path / "site"), cache)
        answers = {each: Answers(library, each, source) for each in library.languages}
        made = writers(plan, library, answers, {}, cache)
        return {path: write() for path, write in made.items()} | {"": str(problems)}

    was = (source / bank.BROCHURE).read_text(encoding="utf-8")
    seen = []
    for text in (was, bank.record(lead=NEWS), "title: [", bank.record(title="Muu"), was):
        bank.write(source, {bank.BROCHURE: text})
        cache.begin()
        seen.append(pages(cache))
        assert seen[-1] == pages(Cache())
    assert seen[0] == seen[-1] != seen[1]
    shutil.rmtree(source / "materials" / "brochure")
    cache.begin()
    assert pages(cache) == pages(Cache())
