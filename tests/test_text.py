"""Plain text: all that paper says, on lines that survive being pasted anywhere."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from generator import document as doc
from generator.bank.library import address
from generator.bank.lookup import Lookup
from generator.document import section
from generator.document.richtext import RichText, Value, parse, walk
from generator.model.kind import EVERY_OMITS
from generator.model.references import texts
from generator.outputs.makers import MAKERS
from generator.outputs.manuscript import manuscript
from generator.outputs.page import record_page
from generator.outputs.text import visible, write
from generator.outputs.view import Place
from tests import bank, browsing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from generator.bank.plan import Job
    from generator.model.record import Record
    from generator.model.references import Location
    from generator.outputs.manuscript import Manuscript
    from generator.source.validate import Edition

MEETING = "koe-meeting"


def files(source: Path, maker: str, **options: Any) -> Iterator[tuple[Job[Edition[Record]], bytes]]:  # noqa: ANN401 - those of a build
    """Give every file of a maker of a source folder, with what it is made for."""
    library, plan, _ = bank.read(source, **options)
    asked = bank.answers(library, source)
    for job in plan.beside:
        if job.format.maker == maker:
            yield job, MAKERS[maker].task(job, Lookup(asked[job.language])).make().data


def plain(words: str) -> str:
    """Give words as they are compared: any room between them is one space."""
    return " ".join(words.split())


def pieces(value: RichText | str) -> list[str]:
    """Part a text where something stands between its words that it does not say itself."""
    if isinstance(value, str):
        return [plain(value)]
    return [plain(node.text) for node in walk(value) if hasattr(node, "text")]


def at(part: Any, location: Location) -> Any:  # noqa: ANN401 - of any field
    """Give the value at a location of a record."""
    for step in location:
        part = part[step] if isinstance(step, int) else getattr(part, step)
    return part


def lost(source: Path, maker: str, read: Callable[[bytes], str], **options: Any) -> list[str]:  # noqa: ANN401 - as above
    """Give the texts of records that do not stand in their files of a maker."""
    found = []
    for job, data in files(source, maker, **options):
        said, record = plain(read(data)), job.subject.record
        for location, _ in texts(record):
            name = ".".join(step for step in location if isinstance(step, str))
            if f"paper:{name}" in EVERY_OMITS:
                continue
            if job.format.part and location[0] not in {"title", job.format.part}:
                continue
            told = pieces(at(record, location))
            found += [f"{job.path} {name}: {each}" for each in told if each not in said]
    return found


def pages(source: Path) -> Iterator[tuple[str, str]]:
    """Give the page of every record of a source folder by its address."""
    library, _, _ = bank.read(source)
    asked = bank.answers(library, source)
    for edition in library.records("fi"):
        place = Place(Lookup(asked["fi"]), address(edition))
        if edition.kind.texts:
            yield address(edition), record_page(edition, place)


def script_of(source: Path, record_id: str, *blocks: doc.Block) -> Manuscript:
    """Give a record's manuscript; with blocks, it says those alone."""
    library, _, _ = bank.read(source)
    edition = library.record(record_id, "fi")
    assert edition
    made = manuscript(edition, Lookup(bank.answers(library, source)["fi"]))
    if not blocks:
        return made
    phone = ("worker_phone", Value("Puhelin"))
    return replace(made, document=doc.document(*blocks), settings=(phone,))


@pytest.fixture
def every(tmp_path: Path) -> Path:
    """Give a source folder with a record of each kind."""
    return bank.write(tmp_path / "source", bank.every_kind())


def read(data: bytes) -> str:
    """Give the words of a text."""
    return data.decode()


def test_every_text_stands_in_its_text(bank_of: Path) -> None:
    """Each text of what is written as text is there."""
    assert lost(bank_of, "text", read, base_url=bank.BASE_URL) == []


def test_nothing_is_invisible(bank_of: Path) -> None:
    """No sign of a text is unseen, no line ends in room, and the last one ends."""
    for job, data in files(bank_of, "text", base_url=bank.BASE_URL):
        text = data.decode()
        odd = {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"}} - {"\n"}
        assert odd == set(), job.path
        assert {c for c in text if unicodedata.category(c) == "Zs"} <= {" "}, job.path
        assert text.endswith("\n"), job.path
        assert "\n\n\n" not in text, job.path
        assert all(line == line.rstrip() for line in text.split("\n")), job.path


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\N{SOFT HYPHEN}b", "ab\n"),
        ("1\N{NO-BREAK SPACE}h", "1 h\n"),
        ("a\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}b\N{WORD JOINER}", "ab\n"),
        ("a \n\n\n\nb\n\n", "a\n\nb\n"),
        ("a\r\nb\t", "a\nb\n"),
        ("a\N{LINE SEPARATOR}b", "a\nb\n"),
    ],
)
def test_what_is_not_seen_is_gone(text: str, seen: str) -> None:
    """Room is a space, a line is ended by a line feed, and other unseen signs are left out."""
    assert visible(text) == seen


def test_a_field_stands_on_a_line_of_its_own(every: Path) -> None:
    """So do its hint, each of its choices, and each column of each row of a table."""
    form = doc.Form(
        (
            doc.Field("a", "Päivä", "date", "Milloin tavattiin"),
            doc.Field("b", "Kuka oli?", "checkboxes", choices=(parse("Lapsi"), parse("Isä"))),
            doc.Field("c", "Sovittu", "table", rows=2, choices=(parse("Mitä"), parse("Kuka"))),
            doc.Field("d", "Huoltaja", "signature"),
        )
    )
    lines = (
        *("Päivä:", "(Milloin tavattiin)", ""),
        *("Kuka oli?", "[ ] Lapsi", "[ ] Isä", ""),
        *("Sovittu:", "", "Mitä:", "Kuka:", "", "Mitä:", "Kuka:", ""),
        *("Huoltaja:", "Nimi:", "Allekirjoitus:", "Päivä:", ""),
    )
    assert "\n".join(("", *lines)) in write(script_of(every, MEETING, form))


def test_blocks_are_written_as_lines(every: Path) -> None:
    """Headings are underlined, lists have dashes or numbers, a definition is one line."""
    told = write(
        script_of(
            every,
            MEETING,
            section(
                "a",
                "Osa",
                doc.Items((parse("yksi"), parse("kaksi")), "numbers"),
                doc.Items((parse("kolme"),)),
                doc.Definitions((("Lapsi", parse("Kertoo.")),)),
                doc.Table("Taulukko", ("Arvo", "Milloin"), (("1", "Ei vielä"),)),
                doc.Notice(parse("Varo."), "Huomaa"),
                doc.Steps((section("b", "Alku", doc.Line("Hei."), minutes=90),), "agenda"),
                doc.Statements("Väite", (doc.Statement("Näin on."),), ("1 Ei", "2 On")),
            ),
        )
    )
    for lines in (
        "Osa\n---\n\n1. yksi\n2. kaksi\n\n- kolme\n\nLapsi: Kertoo.\n\nArvo: 1\nMilloin: Ei vielä",
        "Huomaa: Varo.\n\n1. Alku (1 h 30 min)\n\nHei.\n\nNäin on.\n[ ] 1 Ei\n[ ] 2 On\n",
    ):
        assert lines in told


def test_an_unfilled_setting_is_a_labelled_line(every: Path) -> None:
    """What a county has not filled in can be filled in by hand."""
    told = write(script_of(every, MEETING, doc.Prose(parse("Soita: {worker_phone}."))))
    assert "Soita: Puhelin: ________." in told


def test_an_unknown_block_is_refused(every: Path) -> None:
    """A block without a way to be written is an error, not a gap."""
    script = replace(script_of(every, MEETING), document=doc.Document((object(),)))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="object"):
        write(script)


@pytest.mark.parametrize(("checked", "mark"), [(False, " (tarkistettava)"), (True, "")])
def test_a_structure_that_is_not_confirmed_is_marked(
    checked: bool,  # noqa: FBT001 - a parameter
    mark: str,
    tmp_path: Path,
) -> None:
    """Which national structure a recording feeds is told in it, on the page and in the text."""
    changes = {"records_as": "Palvelutapahtuma", "records_as_checked": checked}
    path = bank.path_of("meeting", MEETING)
    files_here = bank.every_kind() | {path: bank.record("meeting", **changes)}
    source = bank.write(tmp_path / "source", files_here)
    said = f"kansalliseen asiakirjarakenteeseen: Palvelutapahtuma{mark}\n"
    for job, data in files(source, "text"):
        if job.subject.kind.name == "meeting":
            assert said in data.decode()
    assert f"{said.strip()}</p>" in dict(pages(source))[f"tapaamiset/{MEETING}/"]


def test_a_page_holds_what_its_texts_hold(every: Path) -> None:
    """What is copied from a page is, sign for sign, what its files of text hold."""
    written: dict[str, list[str]] = {}
    for job, data in files(every, "text"):
        here, _, _ = job.path.rpartition("/")
        written.setdefault(f"{here}/", []).append(data.decode())
    assert {len(each) for each in written.values()} == {1, 2}
    for where, page in pages(every):
        buttons = html.fromstring(bank.to_html(page)).iter("button")
        held = [text for button in buttons if (text := button.get("data-copy"))]
        address = f"{bank.BASE_URL}/{where}"
        assert [text for text in held if text != address] == written.get(where, []), where


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site of a bank with a meeting."""
    folder = tmp_path_factory.mktemp("built")
    meeting = {bank.path_of("meeting", MEETING): bank.record("meeting")}
    source = bank.write(folder / "source", bank.FILES | meeting)
    outcome = bank.build_here(source, folder / "site")
    assert outcome.code == 0, bank.lines(outcome.problems)
    return folder / "site"


@pytest.mark.parametrize(
    ("refuse", "said"), [(False, "Kopioitu"), (True, "Kopiointi ei onnistunut")]
)
def test_copying_says_when_it_is_done(
    built: Path,
    browser: Browser,
    refuse: bool,  # noqa: FBT001 - a parameter
    said: str,
) -> None:
    """The clipboard holds the file's text; whether that went well is said aloud."""
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    if refuse:
        context.add_init_script("navigator.clipboard.writeText = () => Promise.reject()")
    here = f"tapaamiset/{MEETING}/"
    with browsing.serve(built) as served:
        page = context.new_page()
        page.goto(served.url + here)
        page.get_by_role("button", name="Kopioi kirjaamispohja tekstinä").click()
        status = page.locator(".copy-said:not(:empty)")
        status.wait_for()
        assert status.get_attribute("aria-live") == "polite"
        assert (status.text_content() or "").startswith(said)
        if not refuse:
            copied = page.evaluate("() => navigator.clipboard.readText()")
            file = built / here / f"{MEETING}-kirjaaminen.txt"
            assert copied == file.read_text(encoding="utf-8")
            page.get_by_role("button", name="Kopioi osoite").click()
            page.locator(".record-share .copy-said:not(:empty)").wait_for()
            copied = page.evaluate("() => navigator.clipboard.readText()")
            assert copied == page.locator(".facts .address").inner_text()
    context.close()


def test_buttons_that_need_a_script_are_hidden_without_one(built: Path, browser: Browser) -> None:
    """Without scripts the files are there, and no button that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    with browsing.serve(built) as served:
        page = context.new_page()
        page.goto(f"{served.url}tapaamiset/{MEETING}/")
        assert page.locator("button.copy:visible").count() == 0
        assert page.locator(".record-files a:visible").count() == 3
        assert page.locator(".file-list a").count() == 5
    context.close()
