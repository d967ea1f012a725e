"""What is said is held against the terms and against the points of the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.bank.proofread import proofread
from generator.cache import Cache
from tests import bank

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.problem import Problem


def said(problems: list[Problem]) -> list[tuple[int, int, str]]:
    """Give where wrong words are: line, column, word."""
    return [
        (problem.at.line, problem.at.column, problem.values["word"])
        for problem in problems
        if problem.code == "wrong-term"
    ]


BODY = """lead: "Piirrämme genokrammin, ja genokrammista puhumme."
sections:
  alku:
    title: Alku
    text: >
      Taitettu teksti,
      jossa on genokrammi.
remember: {yksi: Genogrammi, kaksi: genokrammia}
"""


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Piirrämme sukupuun.", ["sukupuun"]),
        ("Piirrämme genogrammin eli sukupuun.", []),
        ("Sukupuuta sanotaan myös genogrammiksi.", []),
    ],
)
def test_another_name_stands_beside_the_term_alone(
    text: str, wrong: list[str], tmp_path: Path
) -> None:
    """It may explain the term in the same text, and never take its place."""
    term = {"title": "genogrammi", "definition": "Kuva.", "sv": "genogram", "en": "genogram"}
    terms = {"genogrammi": term | {"stems": ["genogramm"], "besides": ["sukupuu"]}}
    files = bank.FILES | bank.INDEXED | {"content/term.yaml": terms}
    files[bank.BROCHURE] = bank.record(lead=text)
    _, _, problems = bank.read(bank.write(tmp_path / "source", files))
    assert [word for *_, word in said(problems)] == wrong


def test_a_wrong_word_is_placed_by_line_and_column(tmp_path: Path) -> None:
    """Quoted, folded, or in a row: the place is that of the word, and of each in its turn."""
    head = bank.to_yaml(bank.HEAD)
    files = bank.FILES | bank.INDEXED | {bank.BROCHURE: head + BODY}
    _, _, problems = bank.read(bank.write(tmp_path / "source", files))
    lines = (head + BODY).splitlines()
    found = said(problems)
    assert [word for *_, word in found] == [
        "genokrammin",
        "genokrammista",
        "genokrammi",
        "genokrammia",
    ]
    for line, column, word in found:
        assert lines[line - 1][column - 1 :].startswith(word)
    assert len(set(found)) == 4


def test_what_is_verbatim_is_exempt(tmp_path: Path) -> None:
    """The title of a source stands as the source wrote it."""
    source = {"opas": {"title": "Genokrammin opas", "publisher": "Alue", "year": "2023"}}
    files = bank.FILES | bank.INDEXED | {"content/source.yaml": source}
    _, _, problems = bank.read(bank.write(tmp_path / "source", files))
    assert said(problems) == []


def test_a_new_wrong_variant_is_looked_for_in_texts_read_before(tmp_path: Path) -> None:
    """What is kept of a text is kept by the text and by the terms."""
    memo = Cache(tmp_path / "kept")
    for stems, count in ((["genokramm"], 0), (["tapaamme"], 1), (["genokramm"], 0)):
        term = {"title": "a", "definition": "b", "wrong": stems, "sv": "c", "en": "d"}
        files = bank.FILES | {"content/term.yaml": {"a": term}}
        source = bank.write(tmp_path / "source", files)
        library, _, _ = bank.read(source)
        assert len(proofread(library, memo)) == count


def test_page_of_the_points(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    """The page that leads from the sources into the bank."""
    pages = bank.pages(bank.write(tmp_path / "source", bank.every_kind()))
    golden("pages/trace.md", pages["lahteista-pankkiin/index.html"])


@pytest.mark.parametrize(
    ("text", "expected", "there"),
    [
        ("Kuntia on 16.", "16", True),
        ("Kuntia on 160.", "16", False),
        ("Kuntia on 116.", "16", False),
        ("Arviolta 4–6 tiimiä", "4-6", True),
        ("Arviolta 4-6 tiimiä", "4–6", True),
        ("Oulunkaaren kunnat", "Oulunkaar", True),
        ("Uusioulunkaaren", "oulunkaar", False),
        ("viiden laitoksen", "5|viisi|viide", True),
        ("kuuden laitoksen", "5|viisi|viide", False),
        ("mitä vain", "|", False),
    ],
)
def test_a_value_is_that_value_and_no_other(
    tmp_path: Path, text: str, expected: str, *, there: bool
) -> None:
    """A number is whole, a word is known by its beginning, one alternative is enough."""
    point = {"title": "Kohta", "source": "opas", "records": ["perheelle"], "expects": [expected]}
    files = bank.FILES | {
        bank.BROCHURE: bank.record(lead=text),
        "content/trace.yaml": {"kohta": point},
    }
    _, _, problems = bank.read(bank.write(tmp_path / "source", files))
    assert ("trace-lost" not in bank.codes(problems)) is there


def test_a_point_that_is_lost_is_named(tmp_path: Path) -> None:
    """Where a number or a name of a source is changed, its point is told, and no other."""
    text = "Kuntia on 16, ja Pikassoksen sivuilla on kouluttajien lista."
    expects = {"kunnat": "16", "lista": "Pikassoksen sivu"}
    points = {
        name: {"title": name, "source": "opas", "records": ["perheelle"], "expects": [expected]}
        for name, expected in expects.items()
    }
    files = bank.FILES | {"content/trace.yaml": points}
    lines = bank.to_yaml(points).splitlines()
    for old, new, lost in (("16", "15", "kunnat"), ("Pikassoksen sivu", "sivu", "lista")):
        files[bank.BROCHURE] = bank.record(lead=text.replace(old, new))
        _, _, problems = bank.read(bank.write(tmp_path / "source", files))
        (told,) = (problem for problem in problems if problem.code == "trace-lost")
        assert expects[lost] in lines[told.at.line - 1]
