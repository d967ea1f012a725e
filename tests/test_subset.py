"""Every byte of a file is accounted for, and nothing unseen or garbled is in it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.source.load import Node, Scalar, Sequence, find, load, read_yaml
from generator.source.signs import decode
from tests import bank


def told(text: str) -> list[tuple[str, int, int]]:
    """Give what is wrong with a text: code, line, column."""
    return [(p.code, p.at.line, p.at.column) for p in read_yaml("a.yaml", text)[1]]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: tiimi #1 kokous\n", "comment-after", 1, 10),
        ("a: 'b'#c\n", "comment-after", 1, 7),
        ("a: [b] # c\n", "comment-after", 1, 8),
        ("a: # c\n  b\n", "comment-after", 1, 4),
        ("a: | # c\n  b\n", "comment-after", 1, 6),
        ("a:\n  - b # c\n", "comment-after", 2, 7),
        ("a: |\n  b\n ### Otsikko\nc: d\n", "heading-outside", 3, 2),
        ("a: >\n  b\n ### Otsikko\nc: d\n", "heading-outside", 3, 2),
        ("a:\n  b: |\n    c\n\n  # Otsikko\nd: e\n", "heading-outside", 5, 3),
        ("a:\n  b: |\n    c\n   # Otsikko\n  d: e\n", "heading-outside", 4, 4),
        ("a:\n  - b: |\n      c\n    # Otsikko\n", "heading-outside", 4, 5),
        ("a:\n  b: |\n    c\n  #Otsikko\n", "heading-outside", 4, 3),
        ("a: >\n  - b\n  - c\n  - d\n", "folded-lines", 1, 4),
        ("a: >\n  b\n\n  c\n", "folded-lines", 1, 4),
        ("a: >-\n  1. b\n  2. c\n", "folded-lines", 1, 4),
        ("a: b\n  - c\n  - d\n", "folded-lines", 1, 4),
        ("a:\n  b\n\n  c\n", "folded-lines", 2, 3),
        ("a: 'b\n  - c'\n", "folded-lines", 1, 4),
        ('a: "b\n\n  c"\n', "folded-lines", 1, 4),
        ("a: b\n  • c\n", "folded-lines", 1, 4),
        ("a: ! b\n", "tag", 1, 4),
        ("a: ! [b]\n", "tag", 1, 4),
        ("? a\n: b\n", "complex-key", 1, 1),
        ("%YAML 1.1\n---\na: b\n", "document-mark", 1, 1),
        ("a: b\n...\n", "document-mark", 2, 1),
        ('a: "C:\\tiedostot"\n', "bad-escape", 1, 7),
        ('a: "b\nc: d\ne: "f"\n', "unclosed-quote", 1, 4),
        ('a: "b\nc: d"\n', "unclosed-quote", 1, 4),
        ("a:\n  - 'b\n  - c\nd: 'e'\n", "unclosed-quote", 2, 5),
        ("a:\n  b: 'c\n  d: e\n", "unclosed-quote", 2, 6),
    ],
)
def test_what_yaml_would_take_away_is_a_problem(
    text: str, code: str, line: int, column: int
) -> None:
    """What YAML drops, joins or changes without a word is told where it stands."""
    assert (code, line, column) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "---\na: b\n",
        "# a\n\n  # b\na: c\n#d\n",
        "a: >\n  b\n  c\n",
        "a: >\n  b:\n\n  - c\n\n  - d\n",
        "a: >\n  b\n\n\n  c\n",
        "a: >\n  b\n    - c\n    - d\n",
        "a: b\n  c\n",
        "a: 'b\n\n\n  c'\n",
        'a: "b \\"c\\" \\u00e4 \\\n  d"\n',
        "a: |\n  # b\n  - c # d\n",
        "a:\n  b: |\n    c\n  # d\n  e: f\n\n# g\n\n",
        "a:\n  - b: |\n      c\n\n  # d\n# e\n  - f: g\n",
        "a: |2-\n   b\n",
        "a: b#c\n",
        "'a': [b, {c: d}]\n",
        "a:\n- 'b\n  c'\n",
    ],
)
def test_what_loses_nothing_is_read(text: str) -> None:
    """Comments on lines of their own and folded prose are no fault."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        *((sign, "bad-character") for sign in "\x00\x1b\xad\u200b\u200d\u200e\u202e\u2066\ufeff"),
        *((sign, "bad-character") for sign in ("\u2060", "\u061c", "\U000e0041", "\u3164")),
        *((sign, "line-separator") for sign in "\x85\u2028\u2029"),
        ("\ufffd", "lost-character"),
        *((sign, "private-character") for sign in ("\uf0b7", "\U000f0001")),
        *((sign.encode().decode("cp1252"), "mojibake") for sign in "äöÄ–“é"),
        *((sign.encode().decode("mac-roman"), "mojibake") for sign in "äö"),
        *((sign.encode().decode("cp850"), "mojibake") for sign in "äö"),
    ],
)
def test_what_is_unseen_or_garbled_is_told_where_it_stands(sign: str, code: str) -> None:
    """Its own line and column are told, in a comment, a block or a quote alike."""
    text = f"# a\nb: |\n  c\n  d{sign}e\nf: g\n"
    assert told(text) == [(code, 4, 4)]
    escaped = "".join(f"\\U{ord(letter):08x}" for letter in sign)
    assert code in [found[0] for found in told(f'b: "c{escaped}d"\n')]


@pytest.mark.parametrize(
    "text",
    [
        *("5\xa0§", "klo 9–12", "”Äiti”…", "ÄLÄ”", "perhe 👩\u200d👧", "❤\ufe0f"),
        *("São", "naïve", "Å–Ö", "1\u2009000"),
    ],
)
def test_ordinary_letters_are_no_fault(text: str) -> None:
    """Letters, quotes, dashes and spaces that are written in Finnish texts may be."""
    assert told(f"a: {text}\nb: |\n  {text}\n") == []


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a:\n\xa0\xa0b: c\n", 2, 1),
        ("a:\n \xa0b: c\n", 2, 2),
        ("a: |\n  b\n\xa0 c\n", 3, 1),
        ("a:\xa0b\nc: d\n", 1, 3),
    ],
)
def test_a_space_that_does_not_indent_is_told(text: str, line: int, column: int) -> None:
    """A no-break space looks like indentation and is a letter to YAML."""
    assert told(text) == [("strange-space", line, column)]


def test_a_conflict_of_a_merge_is_told_as_what_it_is() -> None:
    """Its whole extent is one problem; a mark left alone is one, too."""
    text = "a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> muutos\nf: g\n"
    assert told(text) == [("merge-conflict", 2, 1)]
    assert told("a: b\n=======\nc: d\n") == [("merge-conflict", 2, 1)]
    assert told("a: |\n  =======\n") == []


def test_text_is_composed_from_the_reader_on() -> None:
    """Letters of two signs become one, in a file and in an escape."""
    bare = unicodedata.normalize("NFD", "a: käsi\n")
    assert decode(bare.encode()) == "a: käsi\n"
    root, problems = read_yaml("a.yaml", 'a: "ka\\u0308si"\n')
    assert root is not None
    assert (words_of(root), problems) == (["a", "käsi"], [])


@pytest.mark.parametrize(("end", "codes"), [("", ["no-last-break"]), ("\n", [])])
def test_a_file_that_ends_within_a_line_is_a_notice(
    end: str, codes: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """It may have been cut; that stops nothing."""
    folder = bank.write(tmp_path_factory.mktemp("a"), {bank.BROCHURE: f"title: A{end}"})
    sources, _ = find(folder)
    documents, problems = load(sources)
    assert len(documents) == 1
    assert bank.codes(problems) == codes


def words_of(node: Node) -> list[str]:
    """Give all keys and texts of a tree, in order."""
    if isinstance(node, Scalar):
        return [node.text]
    if isinstance(node, Sequence):
        return [word for item in node.items for word in words_of(item)]
    return [word for key, item in node.entries.items() for word in (key, *words_of(item))]


PIECES = [*"abä1.!?%@`'\"#:-,>|&*[]{}~= \n", "\n  ", "\n- ", ": ", " #", "a: ", "\na: ", "---\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_letter_of_an_accepted_file_is_lost(text: str) -> None:
    """Whatever is read without a problem has every letter of the file that is not a comment."""
    root, problems = read_yaml("a.yaml", text)
    if root is None or problems:
        return
    here = letters("".join(words_of(root)))
    assert letters(re.sub(r"(?m)^ *#.*$", "", text)) <= here <= letters(text)


def letters(text: str) -> Counter[str]:
    """Count the letters of a text."""
    return Counter(letter for letter in text if letter.isalpha())
