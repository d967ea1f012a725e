"""Measures: every statement rests on the model, and the form has a box for every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.kinds.measure import Measure
from generator.outputs.handout import handout_task
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path


def _measures() -> list[Measure]:
    library, _, _ = bank.read(bank.ROOT)
    found = [edition.record for edition in library.editions["fi"]["measure"].values()]
    return [record for record in found if isinstance(record, Measure)]


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
    keys = []
    for name in ("Dialogi", "Vuoropuhelu"):
        principles = {"dialogi": {"title": name, "text": "Kuuntelemme."}}
        files = bank.every_kind() | {
            "content/model/koe-model.yaml": bank.record("model", principles=principles)
        }
        library, _, _ = bank.read(bank.write(tmp_path / name, files))
        edition = library.record("koe-measure", "fi")
        assert edition
        keys.append(library.depends_on(edition))
    assert keys[0] != keys[1]


def test_the_form_has_a_box_for_each_value_of_each_statement(tmp_path: Path) -> None:
    """And one for each value of each side of the work, in the picture of the result."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    library, plan, _ = bank.read(source)
    job = next(job for job in plan.handouts() if "koe-measure" in job.path)
    html = handout_task(job, library, source).html
    assert html.count('<td class="box"></td>') == 2 * 1 + 2 * 1
