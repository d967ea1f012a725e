"""A translation is words laid over the original's nodes, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.kinds import known, tables
from generator.problem import Problem, Severity
from generator.source.load import Mapping, Scalar, Source, load
from generator.source.overlay import digest, overlay, words
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

    from generator.source.overlay import Layer

HEAD = {"state": "draft", "follows": "?"}


def layers_of(
    original: bank.Fields, translation: bank.Fields | None = None, kind: str = "brochure"
) -> tuple[dict[tuple[str, str], Layer], list[Problem]]:
    """Lay a translation over an original; give the layers by language and id."""
    record_id = "" if kind in tables() else "perheelle"
    files = [("a.yaml", "fi", original), ("a.sv.yaml", "sv", translation)]
    sources = [
        Source(path, known()[kind], record_id, language, bank.to_yaml(fields))
        for path, language, fields in files
        if fields is not None
    ]
    documents, problems = load(sources)
    assert problems == []
    layers, problems = overlay(documents)
    return {(layer.language, layer.id): layer for layer in layers}, problems


def text_at(layer: Layer, *path: str) -> str:
    """Give the text that stands at a place of a layer."""
    node = layer.root
    for part in path[:-1]:
        inner = node.entries[part]
        assert isinstance(inner, Mapping)
        node = inner
    found = node.entries[path[-1]]
    assert isinstance(found, Scalar)
    return found.text


def brochure(**changes: object) -> bank.Fields:
    """Give a brochure of few words, with changes."""
    sections = {"alku": {"title": "Alku", "text": "Tapaamme sinut."}}
    few: bank.Fields = {"sections": sections, "remember": {"kysy": "Saat kysyä."}, "contact": None}
    return bank.record(**few | changes)


def swedish(**changes: object) -> bank.Fields:
    """Give a whole translation of the brochure, with changes."""
    fields = {
        "translation": HEAD,
        "title": "Till familjen",
        "summary": "Broschyren berättar.",
        "lead": "Den här broschyren är till dig.",
        "sections": {"alku": {"title": "Början", "text": "Vi träffas."}},
        "remember": {"kysy": "Du får fråga."},
    } | changes
    return {name: value for name, value in fields.items() if value is not None}


def test_a_translation_has_the_facts_of_the_original_and_its_own_words() -> None:
    """Words come from the translation, everything else from the original."""
    layers, problems = layers_of(brochure(), swedish())
    layer = layers["sv", "perheelle"]
    assert text_at(layer, "title") == "Till familjen"
    assert text_at(layer, "sections", "alku", "text") == "Vi träffas."
    assert text_at(layer, "remember", "kysy") == "Du får fråga."
    assert text_at(layer, "version") == "1.0"
    assert "translation" not in layer.root.entries
    assert [problem.code for problem in problems] == ["translation-stale"]


def test_the_original_is_untouched() -> None:
    """Laying a translation over it changes nothing of the original."""
    layers, _ = layers_of(brochure(), swedish())
    alone, _ = layers_of(brochure())
    assert layers["fi", "perheelle"] == alone["fi", "perheelle"]


def test_a_word_keeps_its_own_place() -> None:
    """A fault in a translated word points into the translation, in a fact into the original."""
    layers, _ = layers_of(brochure(), swedish())
    root = layers["sv", "perheelle"].root
    assert root.entries["title"].at.path == "a.sv.yaml"
    assert root.entries["version"].at.path == "a.yaml"


def test_items_are_found_by_key_in_any_order() -> None:
    """A translation may list items in an order of its own; the original's order stays."""
    original = brochure(remember={"yksi": "Yksi.", "kaksi": "Kaksi."})
    translation = swedish(remember={"kaksi": "Två.", "yksi": "En."})
    layers, problems = layers_of(original, translation)
    remember = layers["sv", "perheelle"].root.entries["remember"]
    assert isinstance(remember, Mapping)
    assert list(remember.entries) == ["yksi", "kaksi"]
    assert bank.codes(problems) == ["translation-stale"]


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"title": None}, "title"),
        ({"title": ""}, "title"),
        ({"title": "  "}, "title"),
        ({"remember": None}, "remember.kysy"),
        ({"sections": {"alku": {"title": "Början"}}}, "sections.alku.text"),
    ],
)
def test_a_translation_that_lacks_words_is_left_out_with_a_notice(
    changes: bank.Fields, missing: str
) -> None:
    """Nobody reads a page half in one language; the notice names what is missing."""
    layers, problems = layers_of(brochure(), swedish(**changes))
    assert ("sv", "perheelle") not in layers
    notices = {problem.code: problem for problem in problems}
    assert notices["translation-missing"].severity is Severity.NOTICE
    assert notices["translation-missing"].values == {"count": "1", "fields": missing}


def test_a_table_is_translated_entry_by_entry() -> None:
    """The entries of a table that have all their words are there; the rest wait."""
    original = {"a": {"title": "A", "summary": "Aa"}, "b": {"title": "B"}}
    translation = {"translation": HEAD, "a": {"title": "A sv"}, "b": {"title": "B sv"}}
    layers, problems = layers_of(original, translation, "audience")
    assert set(layers) == {("fi", "a"), ("fi", "b"), ("sv", "b")}
    assert bank.codes(problems) == ["translation-missing", "translation-stale"]


def test_a_translation_is_stale_when_the_words_it_followed_have_changed() -> None:
    """The hash of the original's words tells; the notice gives the one to write."""
    _, problems = layers_of(brochure(), swedish())
    follows = problems[0].values["follows"]
    followed = swedish(translation={"state": "draft", "follows": follows})
    layers, problems = layers_of(brochure(), followed)
    assert problems == []
    assert not layers["sv", "perheelle"].stale
    layers, problems = layers_of(brochure(lead="Uusi teksti."), followed)
    assert bank.codes(problems) == ["translation-stale"]
    assert layers["sv", "perheelle"].stale


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"version": "2.0", "updated": "2026-02-02", "order": "5"}, True),
        ({"lead": "Tämä esite on sinulle.\n"}, True),
        ({"contact": None, "themes": []}, True),
        ({"lead": "Tämä esite on sinulle!"}, False),
        ({"contact": "Soita."}, False),
        ({"remember": {"toinen": "Saat kysyä."}}, False),
        ({"remember": {"kysy": "Saat kysyä.", "toinen": "Toinen."}}, False),
    ],
)
def test_only_words_make_the_hash(changes: bank.Fields, same: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Facts may change under a translation; words, their keys and their number may not."""
    before, _ = layers_of(brochure())
    after, _ = layers_of(brochure() | changes)
    equal = before["fi", "perheelle"].words == after["fi", "perheelle"].words
    assert equal is same


def test_words_are_told_apart_in_the_hash() -> None:
    """Words that move from one field to another make another hash."""
    one, _ = layers_of(brochure(title="Yksi", summary="Kaksi"))
    other, _ = layers_of(brochure(title="Kaksi", summary="Yksi"))
    assert one["fi", "perheelle"].words != other["fi", "perheelle"].words


def test_words_are_listed_in_the_order_of_writing() -> None:
    """The words of a record are found on every level, each under its dotted name."""
    layers, _ = layers_of(bank.record("meeting"), kind="meeting")
    layer = layers["fi", "perheelle"]
    names = [name for name, _ in words(layer.root, layer.model)]
    assert names == [
        "title",
        "summary",
        "purpose",
        "participants.lapsi.title",
        "participants.lapsi.text",
        "participants.vanhempi.title",
        "participants.vanhempi.text",
        "before.varaa",
        "before.kutsu",
        "agenda.avaus.title",
        "agenda.avaus.text",
        "agenda.avaus.questions.kuulumiset",
        "agenda.avaus.questions.toive",
        "agenda.sopiminen.title",
        "agenda.sopiminen.text",
        "recording.paiva.title",
        "recording.paiva.hint",
        "recording.sovittu.title",
        "recording.sovittu.choices.mita",
        "recording.sovittu.choices.kuka",
        "after.kirjaa",
        "after.laheta",
    ]
    assert len(digest(words(layer.root, layer.model))) == 12


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"version": "2.0"}, "translation-not-words", "version"),
        ({"audience": ["a"]}, "translation-not-words", "audience"),
        ({"related": ["a"]}, "translation-not-words", "related"),
        ({"contact": "Ring."}, "translation-of-nothing", "contact"),
        ({"titel": "A"}, "unknown-field", "titel"),
        ({"id": "a"}, "translation-not-words", "id"),
        ({"remember": {"kysi": "A"}}, "translation-of-nothing", "remember.kysi"),
        ({"remember": "A"}, "translation-shape", "remember"),
        ({"title": {"a": "b"}}, "translation-shape", "title"),
        ({"sections": {"alku": "A"}}, "translation-shape", "sections.alku"),
        ({"remember": {"kysy": ["A"]}}, "translation-shape", "remember.kysy"),
        ({"sections": {"alku": {"txt": "A"}}}, "unknown-field", "sections.alku.txt"),
    ],
)
def test_a_translation_holds_nothing_but_the_words_of_its_original(
    changes: bank.Fields, code: str, field: str
) -> None:
    """Whatever else stands in it is a problem there, by name."""
    _, problems = layers_of(brochure(), swedish(**changes))
    found = [problem for problem in problems if problem.code == code]
    assert [problem.field for problem in found] == [field]
    assert found[0].at.path == "a.sv.yaml"
    assert found[0].severity is Severity.ERROR


def test_a_picture_has_words_too() -> None:
    """The text alternative is translated; the file is not."""
    original = brochure(image={"file": "kuva.png", "alt": "Perhe"})
    layers, problems = layers_of(original, swedish(image={"alt": "En familj"}))
    assert text_at(layers["sv", "perheelle"], "image", "alt") == "En familj"
    assert text_at(layers["sv", "perheelle"], "image", "file") == "kuva.png"
    assert bank.codes(problems) == ["translation-stale"]


def test_a_translation_alone_gives_no_layer() -> None:
    """Without an original there is nothing to lay words over."""
    sources = [Source("a.sv.yaml", known()["brochure"], "a", "sv", bank.to_yaml(swedish()))]
    layers, problems = overlay(load(sources)[0])
    assert layers == ()
    assert bank.codes(problems) == ["translation-without-original"]


def test_what_is_wrong_in_a_translation_is_told_in_its_file(tmp_path: Path) -> None:
    """Each fault in a translation's words has the translation's path, line and column."""
    swedish = (
        "translation:\n  state: draft\n  follows: '0'\ntitle: Till familjen\nsummary: S.\n"
        "lead: Ring {worker_fone}.\nsections:\n  jatko:\n    title: Sedan\n"
        "    text: |\n      Hej.\n\n      Se [här](id:perhele),\n      {zzz} och {zzz}.\n"
        "  alku:\n    title: Början\n    text: '**Öppet'\n"
        'remember:\n  kysy: "Fråga [här](id:zzz)"\ncontact: <b>A</b>\n'
    )
    sections = {key: {"title": "A", "text": "B"} for key in ("alku", "jatko")}
    whole = bank.record(sections=sections, remember={"kysy": "Saat kysyä."})
    path = bank.BROCHURE.replace(".yaml", ".sv.yaml")
    bad = "**Öppet"

    def errors(text: str) -> list[tuple[str, str, int, int]]:
        source = bank.write(tmp_path, bank.FILES | {bank.BROCHURE: whole, path: text})
        _, _, problems = bank.read(source)
        wrong = [p for p in problems if p.severity is Severity.ERROR]
        return [(p.code, p.at.path, p.at.line, p.at.column) for p in wrong]

    assert errors(swedish) == [
        ("markup-unclosed", path, 17, 12),
        ("markup-not-allowed", path, 20, 10),
        ("markup-not-allowed", path, 20, 14),
    ]
    assert errors(swedish.replace(bad, "Öppet").replace("<b>A</b>", "A")) == [
        ("unknown-setting", path, 6, 12),
        ("unknown-record", path, 13, 16),
        ("unknown-setting", path, 14, 7),
        ("unknown-setting", path, 14, 17),
        ("unknown-record", path, 19, 22),
    ]
