"""Measures: every statement rests on the model, and the form has a box for every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.kinds.measure import KIND, Measure
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path


def _measures() -> list[Measure]:
    library, _, _ = bank.read(bank.ROOT)
    return [edition.record for edition in library.of_kind(KIND, "fi")]


def test_the_bank_has_a_common_measure_and_a_self_assessment() -> None:
    """Each says that it is the bank's own proposal, since no source gives one."""
    measures = {measure.id: measure for measure in _measures()}
    assert {"kayttoonoton-mittari", "tiimin-itsearviointi"} <= measures.keys()
    library, _, _ = bank.read(bank.ROOT)
    for measure in measures:
        edition = library.record(measure, "fi")
        assert edition
        assert "status" in edition.places.root.entries
    for file in measures:
        text = (bank.ROOT / f"content/measure/{file}.yaml").read_text(encoding="utf-8")
        assert "materiaalipankin ehdotus" in text


def test_together_the_statements_rest_on_every_principle() -> None:
    """No principle and no element of the model is left unmeasured."""
    library, _, _ = bank.read(bank.ROOT)
    model = library.record("systeeminen-toimintamalli", "fi")
    assert model
    traced = {
        trace
        for measure in _measures()
        for dimension in measure.dimensions
        for statement in dimension.statements
        for trace in statement.traces
    }
    record = model.record
    wanted = {part.id for field in ("principles", "elements") for part in getattr(record, field)}
    assert wanted <= traced


def test_a_statement_names_what_it_rests_on(tmp_path: Path) -> None:
    """The page leads from a statement to the model by the name of the principle."""
    page = bank.pages(bank.write(tmp_path / "source", bank.every_kind()))
    made = page["mittarit/koe-measure/index.html"]
    assert '<a href="../../toimintamalli/koe-model/">Dialogi</a>' in made


def test_a_page_follows_the_model_that_it_names(tmp_path: Path) -> None:
    """A new name of the principle changes the measure's page, which is made anew for it."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    principles = dict(bank.BODIES["model"]["principles"])
    principles["dialogi"] = {"title": "Vuoropuhelu", "text": "Kuuntelemme."}
    change = {"content/model/koe-model.yaml": bank.record("model", principles=principles)}
    changed = bank.pages_made_anew(source, change)
    assert "mittarit/koe-measure/index.html" in changed
    assert "esitteet/perheelle/index.html" not in changed


def test_the_form_has_a_box_for_each_value_of_each_statement(tmp_path: Path) -> None:
    """And one for each value of each side of the work, in the picture of the result."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    html = bank.handouts(source)["mittarit/koe-measure/koe-measure.pdf"]
    assert html.count('<td class="box"></td>') == 2 * 3 + 2 * 2
