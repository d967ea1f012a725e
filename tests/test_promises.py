"""Promises stand in one table, in the words for each reader, and rest on sections of acts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator import cli
from generator.document.promising import promises, promising
from generator.kinds.sheet import Sheet
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

SENTENCES = bank.ROOT / "tests" / "data" / "promises.txt"
PROMISING = "Saat lukea, mitä sinusta on kirjoitettu."
SHEET = bank.path_of("sheet", "koe-sheet")


def sentences() -> tuple[list[str], list[str]]:
    """Give the sentences that promise and those that do not."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return tuple([line[2:] for line in lines if line.startswith(f"{mark} ")] for mark in "+-")  # type: ignore[return-value]


def test_promises_are_known_and_little_else() -> None:
    """Of sentences that promise 90 % at least are found, of others 5 % at most."""
    promising_ones, innocent = sentences()
    missed = [each for each in promising_ones if not promising(each)]
    mistaken = [each for each in innocent if promising(each)]
    assert min(len(promising_ones), len(innocent)) >= 60
    assert len(missed) <= 0.1 * len(promising_ones), missed
    assert len(mistaken) <= 0.05 * len(innocent), mistaken


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("Emme kerro asioistasi ulkopuolisille.", "secrecy"),
        ("Kysymme sinulta luvan ennen kuin soitamme kouluun.", "permission"),
        (PROMISING, "reading"),
        ("Voit ottaa mukaan ihmisen, johon luotat.", "presence"),
        ("Hän kertoo siitä sinulle ensin.", "telling-first"),
        ("Kuka voisi tulla mukaan?", ""),
        ("Kysy perheeltä lupa.", ""),
        ("Haluan, että minulle kerrotaan ensin.", ""),
    ],
)
def test_it_is_told_what_is_promised(sentence: str, what: str) -> None:
    """Five things are promised; a question, advice and a wish promise nothing."""
    assert promising(sentence) == what


def test_each_sentence_of_a_text_is_weighed() -> None:
    """Items of lists and sentences stand for themselves."""
    assert list(promises(f"Hei.\n- {PROMISING} Kysy pois.")) == [(PROMISING, "reading")]


@pytest.mark.parametrize(
    ("kind", "audience", "found"),
    [("brochure", "perheet", 1), ("brochure", "ammattilaiset", 0), ("page", "perheet", 0)],
)
def test_a_promise_of_its_own_is_told_where_it_stands(
    tmp_path: Path, kind: str, audience: str, found: int
) -> None:
    """What speaks to a family promises by the table alone; the bank's own pages are let be."""
    sections = {"eka": {"title": "Yksi", "text": f"Hei. {PROMISING}"}}
    path = bank.path_of(kind, "uusi")
    content = bank.to_yaml(bank.record(kind, audience=[audience], title="Uusi", sections=sections))
    source = bank.write(tmp_path / "source", bank.every_kind() | {path: content})
    _, _, problems = bank.read(source)
    told = [problem for problem in problems if problem.code == "promise-of-its-own"]
    assert len(told) == found
    for problem in told:
        line = content.splitlines()[problem.at.line - 1]
        assert line[problem.at.column - 1 :].startswith("Saat lukea")


def words(source: Path, path: str) -> str:
    """Give what a page says."""
    return " ".join(bank.to_html(bank.pages(source)[path]).split())


@pytest.mark.parametrize(
    ("audience", "plain", "said"),
    [
        ("perheet", False, "Kuulemme teitä, ellei lapsi ole vaarassa."),
        ("perheet", True, "Kuulemme sinua. Joskus emme voi."),
        ("lapset", False, "Sinua kuullaan. Aina ei voi."),
        ("ammattilaiset", False, "Perhettä kuullaan."),
    ],
)
def test_each_reader_has_words_of_their_own(
    tmp_path: Path, audience: str, said: str, *, plain: bool
) -> None:
    """A promise is told as to whom the record speaks; only a professional has the list."""
    files = bank.every_kind()
    child = {"title": "Lapset", "sign": "kite", "speaks_to": "child"}
    table = files["content/audience.yaml"]
    assert isinstance(table, dict)
    files["content/audience.yaml"] = table | {"lapset": child}
    sections = {"eka": {"title": "Yksi", "text": "Hei.", "promises": ["kuuleminen"]}}
    twin = {"plain_of": "perheelle"} if plain else {}
    path = bank.path_of("brochure", "uusi")
    files[path] = bank.record(title="Uusi", audience=[audience], sections=sections, **twin)
    page = words(bank.write(tmp_path / "source", files), "esitteet/uusi/index.html")
    assert said in page
    assert ("Ei, jos on kiire." in page) is (audience == "ammattilaiset")
    assert "Esimerkkilaki (1/2020)" in page
    assert ">1 §</a>" in page


def test_a_changed_promise_writes_its_pages_anew(tmp_path: Path) -> None:
    """Whoever takes a promise is made again with its new words, and nobody else."""
    files = bank.every_kind()
    source = bank.write(tmp_path / "source", files)
    table = files["content/promise.yaml"]
    assert isinstance(table, dict)
    changed = table["kuuleminen"] | {"family": "Kuulemme teitä aina, kun voimme."}
    anew = bank.pages_made_anew(source, {"content/promise.yaml": {"kuuleminen": changed}})
    assert "perheen-lomakkeet/koe-sheet/index.html" in anew
    assert "esitteet/perheelle/index.html" not in anew


def test_a_translated_text_takes_translated_promises(tmp_path: Path) -> None:
    """A Swedish sheet cannot take a promise that has no Swedish words."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    bank.swedish(source, SHEET)
    _, _, problems = bank.read(source)
    assert "promise-untranslated" in bank.codes(problems)
    bank.swedish(source, "content/promise.yaml")
    _, _, problems = bank.read(source)
    assert "promise-untranslated" not in bank.codes(problems)


@pytest.mark.parametrize(("today", "old"), [("2027-01-15", 0), ("2027-01-18", 1)])
def test_a_law_read_a_year_ago_is_told(tmp_path: Path, today: str, old: int) -> None:
    """Acts are amended: what was read more than a year ago is to be read again."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    asked = ["check", "--source", str(source), "--today", today, "--lang", "en"]
    done = CliRunner().invoke(cli.main, asked)
    assert done.output.count("the section was read on 2026-01-15") == old


@pytest.mark.parametrize("lacking", ["law", "all"])
def test_a_jurist_is_given_what_there_is(tmp_path: Path, lacking: str) -> None:
    """Also of a bank without a law or without anything."""
    files = {
        path: content
        for path, content in bank.FILES.items()
        if lacking == "law" or path == "content/settings.yaml"
    }
    source = bank.write(tmp_path / "source", files)
    file = tmp_path / "laki.docx"
    done = CliRunner().invoke(cli.main, ["check", "--source", str(source), "--law", str(file)])
    assert (done.exit_code, file.is_file()) == (0, True)


def test_a_jurist_is_given_nothing_that_is_wrong(tmp_path: Path) -> None:
    """While the sources have errors no document is written, nor where none can stand."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    asked = ["check", "--source", str(source), "--report", "json", "--law"]
    for place in (tmp_path / "none" / "laki.docx", tmp_path):
        assert CliRunner().invoke(cli.main, [*asked, str(place)]).exit_code == 2
    file = tmp_path / "laki.docx"
    done = CliRunner().invoke(cli.main, [*asked, str(file)])
    assert json.loads(done.stdout) == []
    file.unlink()
    bank.write(source, {bank.BROCHURE: bank.record(version=None)})
    assert CliRunner().invoke(cli.main, [*asked, str(file)]).exit_code == 1
    assert not file.exists()


def test_a_jurist_is_given_all_and_loses_no_comment(tmp_path: Path) -> None:
    """Every section and promise is listed and written; what stands there is never overwritten."""
    import docx

    source = bank.write(tmp_path / "source", bank.every_kind())
    file = tmp_path / "laki.docx"
    asked = ["check", "--source", str(source), "--law", str(file), "--lang", "en"]
    first = CliRunner().invoke(cli.main, asked)
    assert first.exit_code == 0, first.output
    assert "laki-1: Esimerkkilaki (1/2020) 1\N{NO-BREAK SPACE}§; - ?; kuuleminen" in first.output
    assert "kuuleminen: Sinua kuullaan; - ?;" in first.output
    whole = "\n".join(each.text for each in docx.Document(str(file)).paragraphs)
    for words in ("Perhettä kuullaan.", "Ei, jos on kiire.", "Onko pykälä muuttunut", "Kommentti"):
        assert words in whole
    assert CliRunner().invoke(cli.main, asked).exit_code == 0
    before = file.read_bytes()
    law = {"laki-1": bank.HEARD | {"means": "Ihmistä kuullaan aina."}}
    bank.write(source, {"content/law.yaml": law})
    assert CliRunner().invoke(cli.main, asked).exit_code == 0
    written = file.read_bytes()
    assert written != before, "what nobody has worked on is written anew"
    commented = docx.Document(str(file))
    commented.add_paragraph("Tämä on väärin.")
    commented.save(str(file))
    half = len(written) // 2
    for data in (
        file.read_bytes(),
        b"with comments",
        b"",
        before[:-64],
        written[:half] + bytes([written[half] ^ 1]) + written[half + 1 :],
    ):
        file.write_bytes(data)
        done = CliRunner().invoke(cli.main, asked)
        assert (done.exit_code, file.read_bytes()) == (2, data)
        assert "comments or changes" in done.output


def test_feedback_without_a_name_is_no_client_document(tmp_path: Path) -> None:
    """A sheet says at its top whether it is kept: by the giver's choice, never, or always."""
    says = {
        "tallentaa tietoihisi": {},
        "Nimetön palaute ei ole asiakasasiakirja": {"anonymous": "true"},
        "tallentaa sen tietoihisi": {"stored": "true"},
    }
    for told, fields in says.items():
        path = bank.path_of("sheet", "uusi")
        files = bank.every_kind() | {path: bank.record("sheet", title="Uusi", **fields)}
        source = bank.write(tmp_path / told.split()[0], files)
        for said in (
            words(source, "perheen-lomakkeet/uusi/index.html"),
            bank.handouts(source)["perheen-lomakkeet/uusi/uusi.pdf"],
        ):
            assert [each for each in says if each in said] == [told]


def test_shipped_feedback_asks_neither_name_nor_day() -> None:
    """What is given without a name says so, and asks for nothing that tells who gave it."""
    editions = bank.read(bank.ROOT)[0].by_kind["fi"]["sheet"].values()
    sheets = [each.record for each in editions if isinstance(each.record, Sheet)]
    feedback = [sheet for sheet in sheets if sheet.anonymous]
    assert len(feedback) == 4
    for record in feedback:
        assert record.kept == ("nimeton-palaute",)
        asked = [field for part in record.parts for field in part.fields]
        assert not [field.id for field in asked if field.type in {"date", "signature"}]
        assert not [field.id for field in asked if "nimi" in field.title.casefold()]
