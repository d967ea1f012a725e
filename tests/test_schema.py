"""The schemas say what the models say, so an editor's help is never wrong."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from generator.kinds import kinds
from generator.schema import schemas
from tests import bank

SCHEMAS: dict[str, Any] = {name: json.loads(text) for name, text in schemas()}
SOURCES = [
    path.relative_to(bank.ROOT).as_posix()
    for root in ("content", "materials")
    for path in sorted((bank.ROOT / root).rglob("*.yaml"))
]
NUMBERS = re.compile(r"^( *(?:minutes|seconds|rows|order|plain|value): )'(.*)'$", re.MULTILINE)
"""Values that authors write without quotes, as the small bank has them."""


class Loader(yaml.SafeLoader):
    """Reads YAML as editors do, but for dates, which JSON has as text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def schema_of(path: str) -> str:
    """Name the schema of a source."""
    parts = path.removesuffix(".yaml").split("/")
    kind, _, language = parts[1].partition(".")
    translated = language or "." in parts[-1]
    return f"{kind}.translation.json" if translated else f"{kind}.json"


def faults(schema: str, data: object) -> list[str]:
    """Give what an editor would underline."""
    return [error.message for error in Draft7Validator(SCHEMAS[schema]).iter_errors(data)]


def test_the_schemas_in_the_repository_are_those_of_the_models() -> None:
    """``schemas/`` holds just what ``python -m generator schema`` writes now."""
    folder = bank.ROOT / "schemas"
    there = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
    assert there == dict(schemas())


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


@pytest.mark.parametrize("path", SOURCES)
def test_real_content_fits_its_schema(path: str) -> None:
    """Every source names its schema in its first line and fits it."""
    text = (bank.ROOT / path).read_text(encoding="utf-8")
    up = "../" * path.count("/")
    first = f"# yaml-language-server: $schema={up}schemas/{schema_of(path)}"
    assert text.splitlines()[0] == first
    data = yaml.load(text, Loader)  # noqa: S506 - a safe loader
    if data is not None:
        assert faults(schema_of(path), data) == []


@pytest.mark.parametrize("kind", bank.BODIES)
def test_what_the_generator_takes_the_schema_takes(kind: str) -> None:
    """A record that the models accept has nothing underlined."""
    text = NUMBERS.sub(r"\1\2", bank.to_yaml(bank.record(kind)))
    data = yaml.load(text, Loader)  # noqa: S506 - a safe loader
    assert faults(f"{kind}.json", data) == []


@pytest.mark.parametrize("kind", bank.BODIES)
def test_a_planted_fault_is_underlined(kind: str) -> None:
    """An unknown field, a missing one, and a wrong one are seen, and inside items too."""
    whole = bank.record(kind)
    assert faults(f"{kind}.json", whole | {"sumary": "a"})
    assert faults(f"{kind}.json", {k: v for k, v in whole.items() if k != "title"})
    assert faults(f"{kind}.json", whole | {"state": "valmis"})
    assert faults(f"{kind}.json", whole | {"audience": "perheet"})
    nested = copy.deepcopy(whole)
    items = next(value for value in nested.values() if isinstance(value, dict))
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
