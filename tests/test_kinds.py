"""A kind declares everything about itself, and its model says what its authors may write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from generator import kinds as package
from generator.fold import fold, unfold
from generator.kinds import kinds, known, tables
from generator.kinds.meeting import AgendaItem, Meeting
from generator.kinds.onboarding import Onboarding, Stage
from generator.model.fields import (
    ID_PATTERN,
    LANGUAGES,
    Day,
    Id,
    Item,
    Items,
    Line,
    Model,
    Part,
    Phrase,
    Prose,
    Section,
    slots,
)
from generator.model.kind import Known, Table
from generator.model.record import Entry, Record
from tests import bank

KINDS = list(known().values())
BY_NAME = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@BY_NAME
def test_a_kind_bears_the_name_of_its_module(kind: Known) -> None:
    """Kind, module, folder of sources and folder of templates share a name."""
    module = Path(package.__file__).parent / f"{kind.name}.py"
    assert module.is_file()
    assert kind.name in module.read_text(encoding="utf-8")
    assert known()[kind.name] is kind


@BY_NAME
def test_a_kind_has_its_words_in_every_language(kind: Known) -> None:
    """What it is called, one and many, its intro, its address."""
    for words in (kind.one, kind.many, kind.intro):
        assert set(words) == set(LANGUAGES)
    assert set(kind.address) == set(LANGUAGES) or (isinstance(kind, Table) and not kind.address)
    assert all(kind.one.values())
    assert all(kind.many.values())
    if kind.address and (isinstance(kind, Table) or kind.listed):
        parts = "/".join(kind.address.values()).split("/")
        assert all(ID_PATTERN.fullmatch(part) for part in parts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_kinds_share_an_address(language: str) -> None:
    """The index page of each kind has an address of its own."""
    addresses = [kind.address[language] for kind in KINDS if kind.address]
    assert len(set(addresses)) == len(addresses)


@BY_NAME
def test_records_have_pages_and_tables_do_not(kind: Known) -> None:
    """What has handouts is a record with an address; an entry of a table has none."""
    table = isinstance(kind, Table)
    assert issubclass(kind.model, Entry if table else Record)
    assert (kind.name in tables(), kind.name in kinds()) == (table, not table)
    assert not (table and hasattr(kind, "handouts"))
    assert table or kind.address


@BY_NAME
def test_every_field_is_named_for_its_author(kind: Known) -> None:
    """Each field of each part has a Finnish title, and lists of parts have keys."""
    for model in models(kind.model):
        for name, info in model.model_fields.items():
            assert info.title or name == "id", f"{model.__name__}.{name}"
        for name, slot in slots(model).items():
            if slot.model and issubclass(slot.model, Part):
                assert slot.keyed, f"{model.__name__}.{name}"


def models(model: type[Model]) -> set[type[Model]]:
    """Give a model and every model in it."""
    found = {model}
    for slot in slots(model).values():
        if slot.model and slot.model is not model:
            found |= models(slot.model)
    return found


@BY_NAME
def test_models_are_frozen_and_closed(kind: Known) -> None:
    """No part of a record can be changed, and none takes what it does not know."""
    for model in models(kind.model):
        assert model.model_config.get("frozen")
        assert model.model_config.get("extra") == "forbid"


def test_kinds_come_in_the_order_in_which_the_bank_presents_them() -> None:
    """The practice model first, what serves others last."""
    orders = [kind.order for kind in KINDS]
    assert orders == sorted(orders)
    assert KINDS[0].name == "model"


@BY_NAME
def test_a_kind_is_kept_by_its_name(kind: Known) -> None:
    """Whatever is kept between builds leads to the one kind there is."""
    assert unfold(fold(kind)) is kind


def test_the_small_bank_has_every_kind() -> None:
    """Whoever adds a kind adds a record of it to ``bank.BODIES``, and these tests hold it."""
    assert set(kinds()) == set(bank.BODIES)


# --- the types of fields ---------------------------------------------------------------------


def taken(annotation: Any, value: object) -> Any:  # noqa: ANN401 - any type of field
    """Give what a field makes of a value."""
    return TypeAdapter(annotation).validate_python(value)


def refused(annotation: Any, value: object) -> str:  # noqa: ANN401 - any type of field
    """Give why a field does not take a value."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(annotation).validate_python(value)
    return caught.value.errors()[0]["type"]


def test_a_line_is_on_one_line() -> None:
    """A title that was folded over lines is joined; blanks around it go."""
    assert taken(Line, " Perheelle\n  ja läheisille ") == "Perheelle ja läheisille"
    assert refused(Line, "  ") == "empty-text"
    assert refused(Line, ["a"]) == "string_type"


@pytest.mark.parametrize(
    "line",
    [
        *("*Perheelle*", "**Perheelle**", "[ohje](id:ohje)", "{county}", "<b>Hei", "`a`"),
        *("# Perheelle", "### Perheelle", "Perheelle\n# kesken", "Perheelle\n  #kesken"),
    ],
)
def test_a_line_bears_no_markup(line: str) -> None:
    """A title is plain words: marks in it would be printed raw."""
    assert refused(Line, line) == "line-markup"


@pytest.mark.parametrize(
    "line", ["5 €*", "2 * 3", "Kyllä [ ] Ei [ ]", "alle < 5", "a | b", "#perhe"]
)
def test_ordinary_signs_may_stand_in_a_line(line: str) -> None:
    """What is no markup is itself."""
    assert taken(Line, line) == line


def test_a_phrase_is_one_paragraph_and_prose_is_any_number() -> None:
    """Both are read by the allow list."""
    assert taken(Phrase, "a *b*").phrase
    assert len(taken(Prose, "a\n\nb").blocks) == 2
    assert refused(Phrase, "a\n\nb") == "markup"
    assert refused(Prose, "<b>a</b>") == "markup"
    assert refused(Phrase, " ") == refused(Prose, "\n") == "empty-text"


@pytest.mark.parametrize("value", ["2026-11-22", "2024-02-29"])
def test_a_day_is_written_one_way(value: str) -> None:
    """Year, month, day."""
    assert taken(Day, value).isoformat() == value


@pytest.mark.parametrize(
    "value", ["22.11.2026", "2026-11-22T10:00", "20261122", "1", "2026-1-2", "2025-02-29", " "]
)
def test_no_other_text_is_a_day(value: str) -> None:
    """Nothing is guessed."""
    assert refused(Day, value) in {"bad-date", "date_from_datetime_parsing", "date_parsing"}


@pytest.mark.parametrize("value", ["a", "a1", "1", "perheelle-selkokielella", "a-1-b"])
def test_an_id_can_be_in_an_address(value: str) -> None:
    """Small letters, digits, hyphens between them."""
    assert taken(Id, value) == value


@pytest.mark.parametrize(
    "value", ["", "A", "ä", "a b", "a_b", "-a", "a-", "a--b", "a/b", "..", "a\n"]
)
def test_nothing_else_is_an_id(value: str) -> None:
    """What would have to be escaped in an address is refused."""
    assert refused(Id, value) == "bad-id"


def test_a_keyed_list_is_a_mapping_in_its_order() -> None:
    """Each item has its key as its id; bare words are an item's text."""
    items = taken(Items[Item], {"b": "Toinen", "a": {"text": "Eka"}})
    assert [item.id for item in items] == ["b", "a"]
    assert refused(Items[Item], ["a"]) == "keyed-list"
    assert refused(Items[Item], "a") == "keyed-list"
    assert refused(Items[Section], {"a": {"id": "b", "title": "C", "text": "D"}}) == "keyed-id"
    assert refused(Items[Item], {"A B": "a"}) == "bad-id"


def test_slots_tell_what_a_field_is() -> None:
    """Words, items by key, references and parts are told apart, optional or not."""
    meeting = slots(Meeting)
    assert meeting["title"].words
    assert meeting["purpose"].words
    assert (meeting["agenda"].model, meeting["agenda"].keyed) == (AgendaItem, True)
    assert not meeting["agenda"].words
    assert not meeting["version"].words
    audience = meeting["audience"].reference
    assert audience is not None
    assert audience.kind == "audience"
    plain_of = meeting["plain_of"].reference
    assert plain_of is not None
    assert plain_of.kind == ""
    image = meeting["image"]
    assert image.model is not None
    assert not image.keyed
    assert slots(image.model)["alt"].words


# --- what kinds work out of their records ----------------------------------------------------


def test_minutes_are_added_up(tmp_path: Path) -> None:
    """A meeting lasts as long as its agenda, a path as long as its tasks."""
    bank.write(tmp_path / "source", bank.every_kind())
    library, _, _ = bank.read(tmp_path / "source")
    meeting = library.by_kind["fi"]["meeting"]["koe-meeting"].record
    path = library.by_kind["fi"]["onboarding"]["koe-onboarding"].record
    assert isinstance(meeting, Meeting)
    assert isinstance(path, Onboarding)
    assert meeting.minutes == 35
    assert isinstance(path.stages[0], Stage)
    assert (path.minutes, path.stages[0].minutes) == (130, 40)
