"""Nodes become frozen records, or problems that point at the very place."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.document.richtext import Paragraph, RichText, Text
from generator.fold import fold, unfold
from generator.kinds import kinds, known, tables
from generator.kinds.guideline import Guideline
from generator.model.record import Record
from generator.problem import Position, Problem
from generator.source.load import Mapping, Source, load
from generator.source.overlay import overlay
from generator.source.validate import Edition, Places, Validated, locate, validate
from tests import bank


def validated(fields: bank.Fields | str, kind: str = "brochure") -> tuple[Validated, list[Problem]]:
    """Make an edition of a record's fields, or of its file's text."""
    text = fields if isinstance(fields, str) else bank.to_yaml(fields)
    documents, problems = load([Source("a.yaml", kinds()[kind], "koe", "fi", text)])
    assert problems == []
    layers, problems = overlay(documents)
    assert problems == []
    return validate(layers)


def edition(fields: bank.Fields | str, kind: str = "brochure") -> Edition[Record]:
    """Make the edition of a sound record."""
    made, problems = validated(fields, kind)
    assert problems == []
    return made.records[0]


def test_text_becomes_what_the_model_says() -> None:
    """Dates, numbers and texts are converted by the model, however YAML would read them."""
    record = edition(
        bank.to_yaml(bank.record("guideline", version=None, order="7")) + "version: 1.10\n",
        "guideline",
    ).record
    assert isinstance(record, Guideline)
    assert record.id == "koe"
    assert record.version == "1.10"
    assert record.updated == date(2026, 1, 15)
    assert record.order == 7
    assert record.steps[0].id == "avaus"
    assert record.steps[0].minutes == 10
    assert record.purpose == RichText((Paragraph((Text("Ohje auttaa alkuun."),)),))


def test_a_record_is_frozen() -> None:
    """Nothing can be changed in a record once it is made."""
    record = edition(bank.record()).record
    with pytest.raises(ValidationError):
        record.title = "Toinen"  # type: ignore[misc]
    assert isinstance(record, Record)
    assert isinstance(record.audience, tuple)
    hash(record)


def test_a_field_left_open_is_as_if_it_were_not_there() -> None:
    """An empty optional field is fine; an empty required one is missing."""
    text = bank.to_yaml(bank.record(contact=None))
    assert isinstance(edition(text + "image:\nthemes:\norder:\ncontact: ~\n").record, Record)
    _, problems = validated(text.replace("title: Perheelle", "title:"))
    assert [(problem.code, problem.field) for problem in problems] == [("missing-field", "title")]


def test_everything_wrong_is_told_at_once() -> None:
    """One reading lists every fault of a record, each at its own place."""
    _, problems = validated(
        bank.record(
            title=None,
            väri="sininen",
            audience="perheet",
            updated="eilen",
            order="0",
            sections={"alku": {"title": "Alku"}, "loppu": {"title": "L", "text": "# a\n\n> b"}},
        )
    )
    assert bank.codes(problems) == sorted(
        [
            *("missing-field", "unknown-field", "wrong-type-list", "bad-date", "too-small"),
            *("missing-field", "comment-inside", "markup-not-allowed"),
        ]
    )


def test_a_fault_in_a_literal_text_is_on_its_own_line() -> None:
    """The line of a markup fault is the file's when the text is written as it is."""
    text = bank.to_yaml(bank.record(sections=None))
    lines = text.count("\n")
    text += "sections:\n  alku:\n    title: A\n    text: |\n      a\n\n      > b\n"
    _, problems = validated(text)
    assert [(problem.code, problem.at.line) for problem in problems] == [
        ("markup-not-allowed", lines + 7)
    ]


def test_a_broken_original_silences_its_translations() -> None:
    """What is wrong with the original is not said again for each language."""
    kind = kinds()["brochure"]
    words = {"translation": {"state": "draft", "follows": "?"}, "title": "A"}
    original = {"title": "Koe", "väri": "sininen"}
    sources = [
        Source("a.yaml", kind, "koe", "fi", bank.to_yaml(original)),
        Source("a.sv.yaml", kind, "koe", "sv", bank.to_yaml(words)),
    ]
    _, problems = validate(overlay(load(sources)[0])[0])
    assert {problem.at.path for problem in problems} == {"a.yaml"}


def test_a_word_of_a_translation_that_does_not_fit_is_told_in_the_translation(
    source: Path,
) -> None:
    """Markup that is not allowed is refused in every language, where it stands."""
    file = bank.swedish(source, bank.BROCHURE, "draft")
    text = file.read_text(encoding="utf-8").replace("sv: Tapaamme", "<b>sv")
    file.write_text(text, encoding="utf-8")
    _, _, problems = bank.read(source)
    assert {problem.at.path for problem in problems} == {bank.BROCHURE.replace(".yaml", ".sv.yaml")}
    assert bank.codes(problems) == ["markup-not-allowed"]


@pytest.mark.parametrize(
    ("state", "changes", "codes"),
    [
        ("draft", {}, []),
        ("approved", {"approved": {"role": "a", "on": "2026-01-15"}}, []),
        ("withdrawn", {"withdrawn": {"reason": "Vanha."}}, []),
        ("approved", {}, ["state-unexplained"]),
        ("withdrawn", {}, ["state-unexplained"]),
        ("draft", {"approved": {"role": "a", "on": "2026-01-15"}}, ["state-mismatch"]),
        ("approved", {"withdrawn": {"reason": "Vanha."}}, ["state-mismatch"]),
        ("approved", {"approved": {"role": "a", "on": "tänään"}}, ["bad-date"]),
    ],
)
def test_a_state_is_accounted_for(state: str, changes: bank.Fields, codes: list[str]) -> None:
    """Approval tells by which role and when, withdrawal why; a draft tells neither."""
    assert bank.codes(validated(bank.record(state=state) | changes)[1]) == codes


def test_places_are_found_on_every_level() -> None:
    """A location leads to the place of a key, of an item, or of what should have held it."""
    text = "a: x\nb:\n  c: y\n  d: [z, {e: f}]\n"
    documents, _ = load([Source("a.yaml", kinds()["brochure"], "a", "fi", text)])
    root = documents[0].root
    assert locate(root, ("a",))[:2] == (Position("a.yaml", 1, 1), "a")
    assert locate(root, ("b", 0))[:2] == (Position("a.yaml", 3, 3), "b.c")
    assert locate(root, ("b", "d", 0))[:2] == (Position("a.yaml", 4, 7), "b.d.0")
    assert locate(root, ("b", "d", 1, "e"))[:2] == (Position("a.yaml", 4, 11), "b.d.1.e")
    assert locate(root, ("b", "x", "y"))[:2] == (Position("a.yaml", 2, 1), "b.x.y")
    assert locate(root, ("x",))[:2] == (root.at, "x")


def test_places_survive_being_kept() -> None:
    """An edition that was kept between builds still knows where its fields stand."""
    made = edition(bank.record())
    kept: Edition[Record] = unfold(fold(unfold(fold(made))))
    assert kept.record == made.record
    assert kept.kind is made.kind
    assert kept.at(("sections", 0, "text")) == made.at(("sections", 0, "text"))
    assert isinstance(Places(kept.places.root).root, Mapping)


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(
        [
            "",
            " ",
            "a",
            "0",
            "-1",
            "1.5",
            "9" * 5000,
            "2026-13-01",
            "0000-00-00",
            "\u0662\u0660\u0662\u0666-\u0660\u0661-\u0661\u0665",
            "true",
        ]
    )
    | st.sampled_from(
        ["1e999", "nan", "<b>", "id", "{zzz}", "[](id:a)", "### ", "../..", "a" * 300]
    )
    | st.none()
    | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "text", "title", "a", "Ä", ""]), inner, max_size=3)
    ),
    max_leaves=4,
)
FIELDS = [(kind.name, name) for kind in known().values() for name in kind.model.model_fields]


@given(st.sampled_from(FIELDS), VALUES, st.booleans())
def test_any_value_in_any_field_is_read_or_told(
    field: tuple[str, str],
    value: Any,  # noqa: ANN401 - anything that YAML can say
    inside: bool,  # noqa: FBT001 - drawn
) -> None:
    """Whatever stands in whichever field, reading ends with problems that can be said."""
    kind, name = field
    files = dict(bank.FILES)
    if kind in tables():
        path = f"content/{kind}.yaml"
        whole = (bank.FILES | bank.INDEXED | bank.DRAWING)[path]
        assert isinstance(whole, dict)
        files[path] = {key: entry | {name: value} for key, entry in whole.items()}
    else:
        path = bank.path_of(kind, "koe")
        fields = bank.HEAD | bank.BODIES.get(kind, {})
        old = fields.get(name)
        nested = {"koe": value, **old} if inside and isinstance(old, dict) else value
        files[path] = fields | {name: nested}
    with tempfile.TemporaryDirectory() as folder:
        _, _, problems = bank.read(bank.write(Path(folder) / "source", files))
        for problem in problems:
            assert problem.line("fi") != problem.line("en")
