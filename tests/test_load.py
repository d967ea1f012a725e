"""Files become nodes that keep what was written and where; what cannot be read is a problem."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cache import Cache
from generator.problem import Position
from generator.source import load as module
from generator.source.load import MAX_DEPTH, Mapping, Scalar, Sequence, find, load, read_yaml
from generator.source.read import read
from tests import bank


def root_of(text: str) -> Mapping:
    """Read a text that is sound."""
    root, problems = read_yaml("a.yaml", text)
    assert problems == []
    assert root is not None
    return root


def codes_of(text: str) -> list[str]:
    """Give the codes of what is wrong with a text."""
    return bank.codes(read_yaml("a.yaml", text)[1])


def found(folder: Path) -> list[str]:
    """Give the codes of what is wrong with the files of a folder."""
    sources, problems = find(folder)
    return bank.codes([*problems, *load(sources)[1]])


@pytest.mark.parametrize(
    "written",
    [
        "9:30",
        "1.10",
        "no",
        "012",
        "1_000",
        "2026-11-22",
        "0x1f",
        "1e3",
        ".5",
        "yes",
        "Ei",
        "=",
        "<<",
    ],
)
def test_a_scalar_stays_what_was_written(written: str) -> None:
    """YAML guesses no types: the text of a value is the author's own."""
    value = root_of(f"a: {written}\n").entries["a"]
    assert isinstance(value, Scalar)
    assert value.text == written
    assert not value.empty


@pytest.mark.parametrize("written", ["", " ~", " null"])
def test_a_value_that_is_not_written_is_empty(written: str) -> None:
    """A field left open is told from a field that says something."""
    value = root_of(f"a:{written}\nb: c\n").entries["a"]
    assert isinstance(value, Scalar)
    assert value.empty


@pytest.mark.parametrize("written", ['""', "''", '"null"', "'~'"])
def test_quotes_mean_what_they_hold(written: str) -> None:
    """A quoted text is never taken for an empty value."""
    value = root_of(f"a: {written}\n").entries["a"]
    assert isinstance(value, Scalar)
    assert not value.empty


def test_every_folder_is_looked_into_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files are read and the names of its files are looked at on one walk."""
    source, walked = bank.write(tmp_path / "source", bank.every_kind()), list[Path]()
    folders = [path for path in source.rglob("*") if path.is_dir()]
    look = os.scandir

    def looked_into(path: Path) -> object:
        walked.append(path)
        return look(path)

    monkeypatch.setattr(os, "scandir", looked_into)
    read(source, Cache())
    assert sorted(walked) == sorted(folders)


def test_every_node_keeps_its_place() -> None:
    """Keys, values and items know their line and column, counted from 1."""
    root = root_of("a: x\nb:\n  c:\n    - y\n    - {d: z}\n")
    assert root.keys == {"a": Position("a.yaml", 1, 1), "b": Position("a.yaml", 2, 1)}
    assert root.entries["a"].at == Position("a.yaml", 1, 4)
    inner = root.entries["b"]
    assert isinstance(inner, Mapping)
    items = inner.entries["c"]
    assert isinstance(items, Sequence)
    assert [item.at for item in items.items] == [
        Position("a.yaml", 4, 7),
        Position("a.yaml", 5, 7),
    ]


def test_a_text_keeps_how_it_lies_in_the_file() -> None:
    """Where YAML changes a text, its words are found by what the file holds."""
    root = root_of("a: |\n  x\n  y\nb: >\n  x\n  y\n")
    literal, folded = root.entries["a"], root.entries["b"]
    assert isinstance(literal, Scalar)
    assert isinstance(folded, Scalar)
    assert (literal.text, literal.raw) == ("x\ny\n", "|\n  x\n  y\n")
    assert (folded.text, folded.raw) == ("x y\n", ">\n  x\n  y\n")
    assert [literal.place(2), folded.place(2)] == [
        Position("a.yaml", 3, 3),
        Position("a.yaml", 6, 3),
    ]


def test_lines_of_windows_and_a_byte_order_mark_are_no_fault(tmp_path: Path) -> None:
    """A file saved by any editor reads the same."""
    path = "materials/brochure/perheelle.yaml"
    bank.write(tmp_path, {path: b"\xef\xbb\xbftitle: A\r\nlead: |\r\n  x\r\n  y\r\n"})
    sources, problems = find(tmp_path)
    documents, more = load(sources)
    assert [*problems, *more] == []
    lead = documents[0].root.entries["lead"]
    assert isinstance(lead, Scalar)
    assert lead.text == "x\ny\n"


def test_all_duplicate_keys_are_told_at_once() -> None:
    """Every second key is a problem, on every level, and the first value stays."""
    root, problems = read_yaml("a.yaml", "a: 1\na: 2\nb: {c: 1, c: 2}\n'a': 3\n")
    assert [(p.code, p.field, p.at.line) for p in problems] == [
        ("duplicate-key", "a", 2),
        ("duplicate-key", "b.c", 3),
        ("duplicate-key", "a", 4),
    ]
    assert root is not None
    first = root.entries["a"]
    assert isinstance(first, Scalar)
    assert first.text == "1"


@pytest.mark.parametrize(
    "text",
    [
        "a: &b c",
        "a: *b",
        "&a\nb: c",
        "a: [&b c]",
        "a: {b: &c d}",
        "- &a b",
        "? &a b\n: c",
        "*a: b",
    ],
)
def test_anchors_and_aliases_are_found_wherever_they_stand(text: str) -> None:
    """No anchor slips through, so that no file grows when it is read."""
    assert set(codes_of(text)) & {"anchor", "yaml-syntax"}


@pytest.mark.parametrize(
    "text", ["a: b & c", "a: 'A&B'", "a: 2 * 3", "a: |\n  &b\n  *c*\n", "a: b!"]
)
def test_the_same_marks_in_words_are_words(text: str) -> None:
    """An ampersand, an asterisk and an exclamation mark may stand in any text."""
    assert codes_of(text) == []


@pytest.mark.parametrize("text", ["a: !!str b", "a: !b c", "!!map\na: b", "a: [!b c]", "a: !<x> b"])
def test_tags_are_refused(text: str) -> None:
    """A tag asks for a type, which is not the author's to give."""
    assert codes_of(text) == ["tag"]


DEEP = 20_000


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "a: " + "[" * 200_000 + "]" * 200_000,
        "{a: " * DEEP,
        "- " * DEEP,
        "? " * DEEP,
        "- ? " * DEEP,
        "a:\n  " + "- " * DEEP,
        "\n".join(" " * depth + "a:" for depth in range(1000)),
        "\n".join(" " * depth + "-" for depth in range(1000)),
        "- " * 40 + "[" * 41,
    ],
)
def test_deep_nesting_is_a_problem_and_no_crash(text: str) -> None:
    """No file is so deep that reading it ends the process."""
    assert codes_of(text) == ["too-deep"]


@pytest.mark.parametrize("text", ["-\t" * DEEP, "--- " + "- " * DEEP, ": " * DEEP, "- : " * DEEP])
def test_what_only_looks_deep_is_a_problem_too(text: str) -> None:
    """Marks in a row that are not YAML are a problem like any other."""
    assert len(codes_of(text)) == 1


def test_what_is_deep_but_sound_is_read() -> None:
    """What lies within the limit is read, and what is just beyond it is not."""
    assert codes_of("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)) == []
    assert codes_of("a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == ["too-deep"]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x80", "\x9f", "\ufeff"])
def test_control_characters_are_refused(character: str) -> None:
    """What nobody sees is not in a text, written out or by an escape."""
    assert codes_of(f"a: b{character}c\n") == ["bad-character"]
    assert codes_of(f'a: "b\\x{ord(character):02x}c"\n' if character < "\u0100" else "\x00") == [
        "bad-character"
    ]


def test_hidden_files_and_backups_are_passed_over(tmp_path: Path) -> None:
    """What editors and systems leave behind is no part of the bank."""
    bank.write(
        tmp_path,
        {
            "materials/brochure/.perheelle.yaml.swp": b"\x00",
            "materials/.DS_Store": b"\x00",
            "materials/.git/config": "a",
            "materials/brochure/perheelle.yaml~": "title: Vanha",
            "README.md": "Ei aineistoa",
            "tests/a.txt": "a",
        },
    )
    assert find(tmp_path) == ((), [])


def test_files_come_sorted_by_path_with_their_place_in_the_bank(tmp_path: Path) -> None:
    """Kind, id and language are told by the path alone."""
    bank.write(tmp_path, bank.FILES | {"materials/brochure/perheelle.sv.yaml": "title: A\n"})
    sources, problems = find(tmp_path)
    assert problems == []
    paths = [source.path for source in sources]
    assert paths == sorted(paths)
    told = {
        source.path: (source.kind.name if source.kind else None, source.id, source.language)
        for source in sources
    }
    assert told["content/settings.yaml"] == (None, "", "fi")
    assert told["content/role.yaml"] == ("role", "", "fi")
    assert told["materials/brochure/perheelle.yaml"] == ("brochure", "perheelle", "fi")
    assert told["materials/brochure/perheelle.sv.yaml"] == ("brochure", "perheelle", "sv")
    assert len({source.key for source in sources}) == len(sources) - 1


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("content/brochure/a.yaml", "unknown-kind"),
        ("materials/role.yaml", "unknown-kind"),
        ("content/role/a.yaml", "unknown-kind"),
        ("materials/brochure.yaml", "unknown-kind"),
        ("materials/brochure/alla/a.yaml", "unknown-kind"),
        ("materials/a.yaml", "unknown-kind"),
        ("materials/settings.yaml", "unknown-kind"),
        ("materials/brochure/A.yaml", "bad-id"),
        ("materials/brochure/a_b.yaml", "bad-id"),
        ("materials/brochure/ä.yaml", "bad-id"),
        ("materials/brochure/-a.yaml", "bad-id"),
        ("materials/brochure/a--b.yaml", "bad-id"),
        ("materials/brochure/a.fi.yaml", "unknown-language"),
        ("materials/brochure/a.sv.sv.yaml", "unknown-language"),
        ("materials/brochure/a.yml", "unknown-file"),
        ("materials/brochure/a.YAML", "unknown-file"),
        ("materials/brochure/a", "unknown-file"),
        ("materials/brochure/a.svg", "unknown-file"),
    ],
)
def test_a_file_without_a_place_is_a_problem(path: str, code: str, tmp_path: Path) -> None:
    """Nothing below the folders of sources is passed over in silence."""
    bank.write(tmp_path, {path: "title: A\n"})
    assert found(tmp_path) == [code]


@pytest.mark.parametrize("name", ["kuva.png", "KUVA.PNG", "a/b/kuva.jpg", "Äidin kuva.jpeg"])
def test_a_picture_may_have_any_name(name: str, tmp_path: Path) -> None:
    """Pictures are no sources; whether they are used is told by who uses them."""
    bank.write(tmp_path, {f"materials/brochure/{name}": b"\x89PNG"})
    assert find(tmp_path) == ((), [])


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    """What is no file is a problem, and nobody waits for it."""
    bank.write(tmp_path, bank.FILES)
    os.mkfifo(tmp_path / "materials/brochure/putki.yaml")
    assert found(tmp_path) == ["unreadable"]


def test_a_file_that_may_not_be_read_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason that the system gives is in the problem."""
    bank.write(tmp_path, {bank.BROCHURE: bank.record()})

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    _, problems = find(tmp_path)
    assert [(p.code, p.values["reason"]) for p in problems] == [("unreadable", "Permission denied")]


def test_a_link_within_the_tree_is_read(tmp_path: Path) -> None:
    """A symbolic link that stays inside is a file like any other."""
    bank.write(tmp_path, bank.FILES)
    (tmp_path / "materials/brochure/toinen.yaml").symlink_to("perheelle.yaml")
    sources, problems = find(tmp_path)
    assert problems == []
    assert "materials/brochure/toinen.yaml" in [source.path for source in sources]


def test_a_whole_folder_from_elsewhere_is_refused(tmp_path: Path) -> None:
    """A link at ``materials`` itself does not lead the generator out of the tree."""
    bank.write(tmp_path / "muualla", {"brochure/perheelle.yaml": "title: A\n"})
    (tmp_path / "lahde").mkdir()
    (tmp_path / "lahde/materials").symlink_to(tmp_path / "muualla")
    assert found(tmp_path / "lahde") == ["outside-tree"]


def test_the_largest_file_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    """The limit of a file is 1,000,000 bytes."""
    text = b"title: A\n#%s\n"
    path = "materials/brochure/perheelle.yaml"
    bank.write(tmp_path, {path: text % (b"a" * (module.MAX_BYTES - len(text) + 2))})
    assert found(tmp_path) == []
    bank.write(tmp_path, {path: text % (b"a" * (module.MAX_BYTES - len(text) + 3))})
    assert found(tmp_path) == ["too-large"]


YAMLISH = st.lists(
    st.sampled_from(
        [*":-?[]{}&*!|>'\"#%@`,~<=. \n\tab1", "\n  ", "\n- ", ": ", "---\n", "...", "\\x", "\u2028"]
    )
    | st.characters(codec="utf-8"),
    max_size=30,
).map("".join)


@given(st.binary(max_size=60) | YAMLISH.map(str.encode))
def test_any_bytes_are_a_document_or_a_problem(data: bytes) -> None:
    """Whatever a file holds, reading it gives a document or says why not, in both languages."""
    with tempfile.TemporaryDirectory() as folder:
        bank.write(Path(folder), {bank.BROCHURE: data})
        sources, problems = find(Path(folder))
        documents, more = load(sources)
    problems += more
    assert documents or problems
    for language in ("fi", "en"):
        assert all(bank.lines(problems, language))


@given(YAMLISH)
def test_what_lies_in_a_node_is_where_it_says(text: str) -> None:
    """The place of a plain one-line value leads to that value in the file."""
    root, problems = read_yaml("a.yaml", text)
    if root is None or problems:
        return
    lines = text.splitlines()
    for node in root.entries.values():
        if isinstance(node, Scalar) and node.text and "\n" not in node.raw:
            here = lines[node.at.line - 1][node.at.column - 1 :]
            assert here.startswith((node.text.split(" ")[0], '"', "'", "|", ">"))
