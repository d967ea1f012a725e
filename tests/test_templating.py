"""Templates are compiled once, and before they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment

from generator.model.fields import LANGUAGES
from generator.outputs import page, templating

if TYPE_CHECKING:
    from collections.abc import Iterator

ROW = "site/home.html.j2"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Give the name of each template as it is compiled; none is by now."""
    names: list[str] = []
    real = Environment.compile

    def compile_(own: Environment, source: str, name: str, *rest: object) -> object:
        names.append(name)
        return real(own, source, name, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(templating.COMPILED, "_kept", {})
    monkeypatch.setattr(Environment, "compile", compile_)
    templating.environment.cache_clear()
    yield names
    templating.environment.cache_clear()


def test_a_template_is_compiled_once_for_every_language(compiled: list[str]) -> None:
    """The second language takes what the first has compiled."""
    for language in ("fi", "sv"):
        templating.environment(language).get_template(ROW)
    assert compiled == [ROW]


def test_what_pages_need_is_compiled_ahead(compiled: list[str]) -> None:
    """A page asks for no template of which ``load_templates`` has not heard."""
    page.load_templates("fi")
    ahead = {*compiled}
    assert {ROW, page.BLOCKS, templating.BOTH} <= ahead
    assert len(compiled) == len(ahead)


def test_what_is_compiled_says_nothing_in_a_language() -> None:
    """Jinja reckons out what a filter makes of a constant; what all languages share holds none."""
    made = {each: templating.environment(each) for each in LANGUAGES}

    def compiled_to(source: str) -> set[str]:
        return {each.compile(source, raw=True) for each in made.values()}

    assert len(compiled_to("{{ 2000000|file_size }}")) > 1
    assert len(compiled_to("{{ _('Draft') }}")) == 1
    paths = [*templating.TEMPLATES.rglob("*.j2")]
    assert paths
    told = {path.name for path in paths if len(compiled_to(path.read_text(encoding="utf-8"))) > 1}
    assert told == set()
