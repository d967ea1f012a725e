"""Measures: every statement rests on the model, and the form has a box for every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import bank

if TYPE_CHECKING:
    from pathlib import Path


def test_a_statement_names_what_it_rests_on(tmp_path: Path) -> None:
    """The page leads from a statement to the model by the name of the principle."""
    page = bank.pages(bank.write(tmp_path / "source", bank.every_kind()))
    made = page["mittarit/koe-measure/index.html"]
    assert '<a href="../../toimintamalli/koe-model/">Dialogi</a>' in made


def test_a_page_follows_the_model_that_it_names(tmp_path: Path) -> None:
    """A new name of the principle changes the measure's page, which is made anew for it."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    principles = dict(bank.BODIES["model"]["principles"])
    principles["dialogi"] = principles["dialogi"] | {"title": "Vuoropuhelu"}
    change = {"content/model/koe-model.yaml": bank.record("model", principles=principles)}
    changed = bank.pages_made_anew(source, change)
    assert "mittarit/koe-measure/index.html" in changed
    assert "esitteet/perheelle/index.html" not in changed


def test_its_page_asks_each_statement_once(tmp_path: Path) -> None:
    """The sheet that is answered has a choice of each value and of none, and what values mean."""
    made = bank.pages(bank.write(tmp_path / "source", bank.every_kind()))
    sheet = made["mittarit/koe-measure/index.html"].partition("<template")[2]
    assert sheet.count('<input type="radio"') == 5 * (2 + 1)
    assert sheet.count('value="" checked') == 5
    assert "Aloittakaa." in sheet
    assert "<template" not in made["perheen-lomakkeet/index.html"]


def test_the_form_has_a_box_for_each_value_of_each_statement(tmp_path: Path) -> None:
    """And one for each value of each side of the work, in the picture of the result."""
    source = bank.write(tmp_path / "source", bank.every_kind())
    html = bank.handouts(source)["mittarit/koe-measure/koe-measure.pdf"]
    assert html.count('<td class="box"') == 2 * 5 + 2 * 3
