"""Problems are values; their words stand side by side in two languages and fit the code."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from typing import TYPE_CHECKING

import pytest

from generator.problem import WORDS, Position, Problem, Severity, has_errors, nearest
from generator.source.validate import CODES
from tests import bank
from tests.test_problems_golden import CASES, NOTICES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS: dict[str, dict[str, list[str]]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
MADERS = {"Problem": 1, "Fault": 0, "_fault": 0, "PydanticCustomError": 0}
"""What makes a problem, and at which place it is given the code."""
BUILT = ("html-", "pdf-", "side-", "engine", "film-voice")
"""How the codes begin that only built files bring about, or films that are to be made."""


def used_codes(tree: ast.AST) -> Iterator[str]:
    """Give every code that a module gives to a problem by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            at = MADERS.get(name)
            if at is not None and len(node.args) > at:
                yield from texts(node.args[at])
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            yield from (text for part in node.value.elts[:2] for text in texts(part))
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                names = target.elts if isinstance(target, ast.Tuple) else [target]
                if "code" in {getattr(name, "id", "") for name in names}:
                    yield from texts(node.value)


def texts(node: ast.expr) -> Iterator[str]:
    """Give the texts of an expression that look like codes."""
    for part in ast.walk(node):
        if (
            isinstance(part, ast.Constant)
            and isinstance(part.value, str)
            and CODE.fullmatch(part.value)
        ):
            yield part.value


def words_of_the_code() -> tuple[set[str], set[str]]:
    """Give the codes that problems are made with, and every text of the code."""
    codes, constants = set(CODES.values()), set()
    for file in (bank.ROOT / "generator").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        codes |= set(used_codes(tree))
        constants |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
    return codes, {text for text in constants if isinstance(text, str)}


def placeholders(text: str) -> set[str]:
    """Give the names that a text is filled in with."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_code_that_is_used_has_words() -> None:
    """No problem can be made whose words are missing."""
    codes, _ = words_of_the_code()
    assert codes - TEXTS.keys() == set()
    assert len(codes) > 60


def test_every_code_that_has_words_is_used() -> None:
    """No words stand there that no problem says."""
    _, constants = words_of_the_code()
    assert TEXTS.keys() - constants == set()


def test_the_search_for_codes_finds_a_planted_one() -> None:
    """Each way of making a problem is seen, so that a code without words is."""
    planted = """
Problem(at, "one-code")
Fault("two-codes", 0, {})
self._fault("three-codes", line)
PydanticCustomError("four-codes", "")
code, severity = "five-codes", 1
code = "six-codes" if kind else "seven-codes"
def check():
    yield "state", "eight-codes", {}
    yield "nine-codes", {}
"""
    assert len(set(used_codes(ast.parse(planted)))) == 9


@pytest.mark.parametrize("code", TEXTS)
def test_words_stand_in_both_languages_alike(code: str) -> None:
    """Finnish and English say the same number of things with the same names in them."""
    told = TEXTS[code]
    assert set(told) == {"fi", "en"}
    assert len(told["fi"]) == len(told["en"])
    for finnish, english in zip(told["fi"], told["en"], strict=True):
        assert placeholders(finnish) == placeholders(english)
    near = "near" in placeholders(told["fi"][1])
    assert len(told["fi"]) == (3 if near and code != "unknown-kind" else 2)


@pytest.mark.parametrize("code", TEXTS)
def test_words_are_well_formed(code: str) -> None:
    """A text is a clause: it ends without a full stop, and its quotes are its language's."""
    for language, quotes in (("fi", "”"), ("en", "“”")):
        for text in TEXTS[code][language]:
            assert text == text.strip()
            assert not text.endswith(".")
            assert "  " not in text
            assert '"' not in text
            assert not text[0].isupper() or text.startswith("YAML")
            quoted = [character for character in text if character in "“”"]
            assert quoted == [quotes[i % len(quotes)] for i in range(len(quoted))]
            assert len(quoted) % 2 == 0


def test_every_code_of_a_source_has_a_golden_text(tmp_path: Path) -> None:
    """A code that a source can bring about is said by some case of the golden files."""
    told: set[str] = set()
    for name, case in (CASES | NOTICES).items():
        told |= {problem.code for problem in case.problems(tmp_path / name)}
    assert {code for code in TEXTS.keys() - told if not code.startswith(BUILT)} == set()
    assert not any(code.startswith(BUILT) for code in told)


def test_a_problem_is_one_line() -> None:
    """A problem reads: path, line, column, field, what is wrong, what to do."""
    problem = Problem(Position("content/a.yaml", 3, 5), "bad-date", "updated", {"given": "x"})
    expected = "content/a.yaml:3:5: updated: “x” is not a date; write the date as 2026-11-22"
    assert problem.line("en") == expected
    whole = Problem(Position("content/a.yaml"), "empty-file")
    expected = "content/a.yaml:1:1: the file is empty; write the material or remove the file"
    assert whole.line("en") == expected


def test_what_an_author_wrote_is_no_placeholder() -> None:
    """Braces in a value are said as they are."""
    problem = Problem(Position("a"), "bad-date", values={"given": "{near} {0}"})
    assert problem.what("en") == "“{near} {0}” is not a date"


def test_a_hint_names_the_nearest_word_or_reads_well_without_it() -> None:
    """The hint asks “did you mean” only where something is near."""
    near = {"id": "perhe", "near": "perheet"}
    far = {"id": "perhe", "near": ""}
    assert Problem(Position("a"), "unknown-record", values=near).hint("en").startswith("did you")
    assert Problem(Position("a"), "unknown-record", values=far).hint("en").startswith("the id is")


def test_problems_are_sorted_by_place() -> None:
    """Problems come in the order of files, lines and columns, as an editor reads them."""
    places = [Position("b"), Position("a", 10), Position("a", 9), Position("a", 9, 2)]
    problems = sorted(Problem(place, "empty-file") for place in places)
    assert [problem.at for problem in problems] == sorted(places)
    assert min(places) == Position("a", 9)


def test_only_an_error_stops_a_build() -> None:
    """Notices are said, and the build goes on."""
    notice = Problem(Position("a"), "unreleased", severity=Severity.NOTICE)
    assert not has_errors([notice])
    assert has_errors([notice, Problem(Position("a"), "empty-file")])


def test_the_nearest_word_is_near() -> None:
    """A word that is like none of the known ones has no nearest; ties do not depend on order."""
    assert nearest("sumary", ["summary", "state"]) == "summary"
    assert nearest("zzz", ["summary", "state"]) == ""
    assert nearest("aab", {"aaa", "aac"}) == nearest("aab", ["aac", "aaa"])
