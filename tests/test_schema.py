"""The schemas say what the reader says, so an editor's help is never wrong."""

from __future__ import annotations

import copy
import json
import random
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from generator.cli import main
from generator.document.leftover import PLAINLY, marked
from generator.kinds import kinds
from generator.model.fields import LONGEST_LINE
from generator.problem import Severity
from generator.schema import schemas
from generator.source.limits import MAX_ITEMS, MAX_TEXT, beyond
from generator.source.load import find, load
from generator.source.overlay import overlay
from generator.source.validate import validate
from tests import bank
from tests.editing import ask, first_line, named, sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.bank.library import Library
    from generator.source.load import Source

SCHEMAS: dict[str, Any] = {name: json.loads(text) for name, text in schemas()}


@cache
def of_small_bank() -> dict[str, Any]:
    """Give the schemas with the ids of the smallest bank."""
    ids = {"audience": ["perheet", "ammattilaiset"], "role": ["ohjaaja"], "": ["perheelle"]}
    found = schemas(lambda reference: ids.get(reference.kind, ()))
    return {name: json.loads(text) for name, text in found}


def faults(schema: str, data: object) -> list[str]:
    """Give what an editor would underline."""
    validator = Draft7Validator(of_small_bank()[schema])
    return [error.message for error in validator.iter_errors(data)]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a bank with every field filled somewhere, translated, with its own schemas."""
    folder = bank.write(tmp_path_factory.mktemp("schema"), bank.full() | SETTINGS)
    for path in sources(folder):
        if not path.startswith("content/settings"):
            bank.swedish(folder, path)
    write_schemas(folder)
    return folder


def write_schemas(folder: Path) -> None:
    """Write the schemas of a bank beside its sources, by the command."""
    result = CliRunner().invoke(main, ["schema", "--source", str(folder)])
    assert result.exit_code == 0, result.output


SETTINGS: bank.Files = {
    "content/settings.yaml": {
        "base_url": "https://pankki.alue.fi/sosiaali",
        "exit_url": "https://www.alue.fi/",
        "county": "Alue",
        "on_call_phone": "112",
    },
    "content/settings.sv.yaml": {
        "translation": {"state": "approved", "follows": "0"},
        "county": "Område",
    },
}
# What is written without quotes, or as it stands, in the place of any value.
VALUES = (
    *("112", "0", "-1", "1.10", "9.30", "9:30", "1.0.0", "01.0", "1e3", "2026", "true", "yes"),
    *("~", "", '""', '"  "', '" 12 "', "1_000", "draft", "approved", "perheet", "perheelle"),
    *("2026-02-28", "2026-02-29", "2028-02-29", "2014-12-31", "2026-11-31", "2100-01-01"),
    *("[]", "[a]", "{}", "{a: b}", "{text: b}", "{a: {text: b}}", "{A b: c}", "{1: c}"),
    *("'**x'", "'*x* y'", "x_y_z", "'[a](b)'", "'[x](id:perheelle)'", "'{county}'"),
    *("'- a'", "-a", "'1.a'", "'#A'", "'# a'", "'a|b'", "'|b'", "'a`b'", "'<b>'", "'a < b'"),
    *("https://alue.fi", "'https://alue.fi/?x'", "http://å.fi", "'https://a b'", "mailto:a@b.fi"),
    *("https://a@b.fi", "'https://alue.fi/\"'", "https://alue.fi/å", "https://alue.fi/b?c=d#e"),
    *("a/b", "a/b/", "A/b", "9:3", "24:00", "5", "abc", "ÄÄKKÖS", "ab", "0.5"),
    f"'{'sana ' * (LONGEST_LINE // 5)}'",
    f"'{'sana ' * (LONGEST_LINE // 5)} a'",
    f"'{'a' * (LONGEST_LINE - 2)}    a'",
    f"'{'å' * (MAX_TEXT + 1)}'",
    f"[{', '.join('a' for _ in range(MAX_ITEMS + 1))}]",
    f"{{{', '.join(f'k{each}: a' for each in range(MAX_ITEMS + 1))}}}",
)
# What draft-07 cannot say: of rich text, of several fields, and of a number, once it is read.
UNFILLED = {"setting-unfilled"}
UNSAYABLE = UNFILLED | {
    *("heading-level", "link-broken", "link-target", "markup-bullet", "markup-heading"),
    *("markup-not-allowed", "markup-phrase", "markup-table", "markup-tag"),
    *("comment-inside", "markup-list-number", "markup-unclosed"),
    *("approved-before-update", "change-newer", "day-and-when", "ends-first", "needs-field"),
    *("anonymous-asks", "anonymous-stored", "beyond-a-day", "day-goes-back", "not-a-participant"),
    *(
        "review-before-update",
        "scale-not-rising",
        "room-half",
        "rooms-over",
        "state-mismatch",
        "state-unexplained",
    ),
}
OF_NUMBERS = {
    *("bad-clock", "bad-format", "too-large-number", "too-small", "wrong-type-boolean"),
    "wrong-type-number",
}
LIKE_NUMBER = re.compile(r"[-\d.e\"_ ]+")


@dataclass(frozen=True)
class Variant:
    """A source with a value replaced by another, and a path for it of its own."""

    source: Source
    path: str
    text: str
    value: str

    def sayable(self, codes: set[str]) -> bool:
        """Tell whether a schema can say one of the things that the reader says of it."""
        like = LIKE_NUMBER.fullmatch(self.value)
        return bool(codes) and not codes & (UNSAYABLE | OF_NUMBERS if like else UNSAYABLE)


def variants(folder: Path, count: int) -> Iterator[Variant]:
    """Give sources of a bank with one value replaced, drawn with a seed."""
    draw = random.Random(10)  # noqa: S311 - seeded
    found = [each for each in find(folder)[0] if each.language == "fi"]
    datas = {each.path: yaml.load(each.text, yaml.BaseLoader) for each in found}  # noqa: S506
    for index in range(count):
        source, value = draw.choice(found), draw.choice(VALUES)
        data = copy.deepcopy(datas[source.path])
        at, key = draw.choice([*_places(data)])
        at[key] = "@@"
        text = bank.to_yaml(data).replace("'@@'", value)
        folder_of = source.path.rpartition("/")[0]
        yield Variant(source, f"{folder_of}/{index}.yaml", first_line(source.path) + text, value)


def _places(node: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - of any shape
    keys = node.keys() if isinstance(node, dict) else range(len(node))
    for key in keys:
        yield node, key
        if isinstance(node[key], dict | list):
            yield from _places(node[key])


def refusals(library: Library, source: Source, text: str) -> set[str]:
    """Give the codes of what the reader refuses in a text in the place of a source."""
    documents, problems = load([replace(source, text=text)])
    for document in documents:
        problems += beyond(document.root)
    layers, found = overlay(documents)
    validated, more = validate(layers)
    told = (*problems, *found, *more)
    # What stands for a setting's value is passed over with a notice, and no value of the field's.
    codes = {p.code for p in told if p.severity is Severity.ERROR or p.code in UNFILLED}
    for edition in (*validated.records, *validated.entries):
        if any(target not in library.named(reference) for _, reference, target in edition.refers):
            codes.add("unknown-record")
    return codes


@pytest.mark.parametrize("count", [300, pytest.param(6000, marks=pytest.mark.slow)])
def test_editors_mark_what_the_reader_refuses_and_nothing_else(full: Path, count: int) -> None:
    """Whatever stands in the place of a value, an editor says what ``check`` says.

    It marks nothing that the reader takes, and passes over only what draft-07 cannot say.
    """
    library, _, problems = bank.read(full)
    assert bank.lines(p for p in problems if p.severity is Severity.ERROR) == []
    made = {variant.path: variant for variant in variants(full, count)}
    refused = {path: refusals(library, each.source, each.text) for path, each in made.items()}
    told = ask(full, {path: each.text for path, each in made.items()})
    wrongly = {path: found for path, found in told.marked().items() if not refused[path]}
    assert [(made[path].text, found) for path, found in wrongly.items()] == []
    for by in (told.ajv, told.server):
        passed = (made[path] for path, found in by.items() if not found)
        missed = [each for each in passed if each.sayable(refused[each.path])]
        assert [(each.text, refused[each.path]) for each in missed] == []
    assert count // 3 < sum(1 for codes in refused.values() if codes) < count * 9 // 10


def test_editors_mark_nothing_in_a_sound_bank(full: Path) -> None:
    """Every source of a bank with every field, and every translation, is clean in an editor."""
    texts = {path: first_line(path) + text for path, text in sources(full).items()}
    assert ask(full, texts).marked() == {}


TAKEN: dict[str, str] = {
    "content/settings.yaml": "on_call_phone: 112\ncounty:\nworker: 1.5\npublisher: true\n",
    "content/settings.sv.yaml": "translation: {state: draft, follows: 482910384756}\ncounty: 5\n",
    "content/source.yaml": "opas: {title: 2023, publisher: 1, year: 2023, url: }\n",
    "content/term.yaml": "aiti: {title: Äiti, definition: Ä, stems: [äit, ÖÖÖ], sv: 1, en: no}\n",
    "content/audience.sv.yaml": "translation: {state: draft, follows: 1e5}\nperheet: {title: 7}\n",
    "content/event.yaml": "eka: {title: A, summary: 1, updated: 2028-02-29,"
    " occasions: {1: {day: 2026-01-01, starts: 9.30, ends: '10.00'}}}\n",
}
REFUSED: dict[str, tuple[str, str]] = {
    "line too long": ("content/role.yaml", f"ohjaaja: {{title: {'a' * 1001}}}\n"),
    "no words": ("content/role.yaml", "ohjaaja: {title: ' '}\n"),
    "markup": ("content/role.yaml", "ohjaaja: {title: 'a **b**'}\n"),
    "a setting in a line": ("content/role.yaml", "ohjaaja: {title: 'a {county}'}\n"),
    "a day that is not": ("content/event.yaml", "a: {title: A, summary: B, updated: 2026-02-29}\n"),
    "a day long ago": ("content/event.yaml", "a: {title: A, summary: B, updated: 2014-12-31}\n"),
    "a time that is not": (
        "content/event.yaml",
        "a: {title: A, summary: B, updated: 2026-01-01, occasions: {a: {starts: 24:00}}}\n",
    ),
    "an empty list": (
        "content/event.yaml",
        "a: {title: A, summary: B, updated: 2026-01-01, occasions: {}}\n",
    ),
    "an unknown role": (
        "content/event.yaml",
        "a: {title: A, summary: B, updated: 2026-01-01, roles: [ohjaja]}\n",
    ),
    "no such record": (
        "content/event.yaml",
        "a: {title: A, summary: B, updated: 2026-01-01, subject: perhelle}\n",
    ),
    "a short stem": (
        "content/term.yaml",
        "a: {title: A, definition: A, stems: [ää], sv: a, en: a}\n",
    ),
    "an address with a query": ("content/settings.yaml", "base_url: 'https://alue.fi/?a'\n"),
    "a quote in an address": ("content/settings.yaml", "exit_url: 'https://alue.fi/\"'\n"),
    "a list as a text": ("content/settings.yaml", "county: [a]\n"),
    "an unknown setting": ("content/settings.yaml", "conty: a\n"),
    "a text by the name of a field": (
        bank.BROCHURE,
        bank.to_yaml(bank.record(remember={"kysy": "Saat kysyä.", "contact": "Soita."})),
    ),
    "a text by the name of a field of its own": (
        bank.BROCHURE,
        bank.to_yaml(bank.record(remember={"kysy": "Saat kysyä.", "text": "Saat perua."})),
    ),
    "a text by the name of a field of what holds it": (
        "materials/meeting/koe-meeting.yaml",
        bank.to_yaml(
            bank.record(
                "meeting",
                agenda={
                    "a": {
                        "title": "A",
                        "minutes": "5",
                        "present": ["perhe"],
                        "questions": {"minutes": "Mitä kuuluu?"},
                    }
                },
            )
        ),
    ),
    "a text by the name of a field, translated": (
        "materials/brochure/perheelle.sv.yaml",
        "translation: {state: draft, follows: a}\nremember: {contact: Ring.}\n",
    ),
    "an emptied translation": (
        "content/role.sv.yaml",
        "translation: {state: draft, follows: a}\nohjaaja: {title: }\n",
    ),
}


def test_editors_take_what_the_reader_takes(full: Path) -> None:
    """Numbers are text where the reader has text, and what is left empty is not there."""
    library, _, _ = bank.read(full)
    there = {source.path: source for source in find(full)[0]}
    for path, text in TAKEN.items():
        if ".sv." not in path:
            assert refusals(library, there[path], text) == set(), path
    assert ask(full, {path: named(path, text) for path, text in TAKEN.items()}).marked() == {}


def test_editors_mark_what_the_reader_refuses(full: Path) -> None:
    """Each of these is refused by the reader and marked by both."""
    library, _, _ = bank.read(full)
    there = {source.path: source for source in find(full)[0]}
    texts = {}
    for index, (path, text) in enumerate(REFUSED.values()):
        if ".sv." not in path:
            assert refusals(library, there[path], text), text
        texts[f"{path.rpartition('/')[0]}/{index}.yaml"] = first_line(path) + text
    told = ask(full, texts)
    passed = [
        name
        for name, path in zip(REFUSED, texts, strict=True)
        if not (told.ajv[path] and told.server[path])
    ]
    assert passed == []


def test_completing_inserts_what_can_stand_there(full: Path) -> None:
    """A text is completed with room for text, a list with an item, a reference with an id."""
    begun = {
        "materials/brochure/a.yaml": "",
        "materials/brochure/b.yaml": "contact: ",
        "materials/brochure/c.yaml": "title: ",
        "materials/brochure/d.yaml": "audience:\n  - ",
        "materials/brochure/e.yaml": "plain_of: ",
        "materials/brochure/f.yaml": "state: ",
        "content/settings.yaml": "",
    }
    told = ask(full, completed={p: named(p, text) for p, text in begun.items()}).completions
    fields = told["materials/brochure/a.yaml"] | told["content/settings.yaml"]
    for text in ("title", "lead", "contact", "version", "county", "on_call_phone", "plain_of"):
        assert fields[text] == f"{text}: "
    assert fields["roles"].startswith("roles:\n  - ")
    assert told["materials/brochure/b.yaml"] == told["materials/brochure/c.yaml"] == {}
    assert {"perheet", "ammattilaiset"} <= told["materials/brochure/d.yaml"].keys()
    assert {"perheelle", "koe-model"} <= told["materials/brochure/e.yaml"].keys()
    assert told["materials/brochure/f.yaml"].keys() == {"draft", "approved", "withdrawn"}


def test_each_bank_has_the_schemas_of_its_own_ids(source: Path) -> None:
    """The command writes them beside the sources; ids of digits alone are numbers to an editor."""
    role = "ohjaaja: {title: Ohjaaja}\n2030: {title: Tulevaisuustyö}\n"
    bank.write(source, {"content/role.yaml": role})
    write_schemas(source)
    written = json.loads((source / "schemas/brochure.json").read_text(encoding="utf-8"))
    assert written["definitions"]["role"]["enum"] == ["2030", "ohjaaja", 2030]
    assert written["definitions"]["record"]["enum"] == ["perheelle"]
    path = "materials/brochure/toinen.yaml"
    text = first_line(path) + bank.to_yaml(bank.record()) + "roles: [2030, ohjaaja]\n"
    assert ask(source, {path: text}).marked() == {}
    assert ask(source, {path: text.replace("[2030", "[2031")}).marked().keys() == {path}


@given(st.text(alphabet="*_`~[](){}<>!/#|•-1.)a Ä:idmlto\n", max_size=30))
def test_an_editor_finds_no_mark_that_is_none(text: str) -> None:
    """Every line with what an editor takes for markup is one that the reader refuses."""
    validator = Draft7Validator({"type": "string", "pattern": PLAINLY})
    if validator.is_valid(text):
        assert marked(" ".join(text.split()))


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_sound(name: str) -> None:
    """Each schema is a draft-07 schema, and every field that it names has a Finnish name."""
    Draft7Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("kind", kinds())
def test_every_field_has_a_name_for_its_author(kind: str) -> None:
    """An editor shows a Finnish name beside every field."""

    def unnamed(schema: Any, where: str) -> list[str]:  # noqa: ANN401 - JSON
        found = []
        if isinstance(schema, dict):
            for name, field in schema.get("properties", {}).items():
                if "title" not in field:
                    found.append(f"{where}.{name}")
            for name, inner in schema.items():
                found += unnamed(inner, f"{where}.{name}")
        return found

    assert unnamed(SCHEMAS[f"{kind}.json"], kind) == []


@pytest.mark.parametrize("kind", bank.BODIES)
def test_a_planted_fault_is_underlined(kind: str) -> None:
    """An unknown field, a missing one, and a wrong one are seen, and inside items too."""
    whole = bank.record(kind)
    assert faults(f"{kind}.json", whole | {"sumary": "a"})
    assert faults(f"{kind}.json", {k: v for k, v in whole.items() if k != "title"})
    assert faults(f"{kind}.json", whole | {"state": "valmis"})
    assert faults(f"{kind}.json", whole | {"audience": "perheet"})
    nested = copy.deepcopy(whole)
    items = next((value for value in nested.values() if isinstance(value, dict)), None)
    if items is None:
        return  # it has no items of its own: it quotes those of others
    name, item = next(iter(items.items()))
    items[name] = item | {"vieras": "a"} if isinstance(item, dict) else {"vieras": item}
    assert faults(f"{kind}.json", nested)


def test_a_translation_holds_words_alone() -> None:
    """The schema of a translation knows the words and the head, and refuses facts."""
    head = {"state": "draft", "follows": "a"}
    fine = {"translation": head, "title": "A", "sections": {"a": {"title": "B", "text": "C"}}}
    assert faults("brochure.translation.json", fine) == []
    assert faults("brochure.translation.json", fine | {"version": "1.0"})
    assert faults("brochure.translation.json", {"title": "A"})
    assert faults("brochure.translation.json", fine | {"translation": {"state": "klar"}})
    assert faults("brochure.translation.json", fine | {"sections": {"a": {"file": "B"}}})


def test_a_table_is_checked_entry_by_entry() -> None:
    """Ids and entries of a table are held against its schema."""
    entry = {"title": "A", "publisher": "B", "year": "2023"}
    assert faults("source.json", {"a": entry}) == []
    assert faults("source.json", {"A b": entry})
    assert faults("source.json", {"a": {"title": "A"}})
    assert faults("source.json", {"a": entry | {"vuosi": "2023"}})
