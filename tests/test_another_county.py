"""The texts are a county's own: what it makes of them is no fault of the generator."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.model.fields import LANGUAGES
from generator.problem import has_errors
from tests import bank

if TYPE_CHECKING:
    from generator.model.record import Record
    from generator.source.validate import Edition

TRIED = 8
SETTINGS = """base_url: https://toinen.alue.fi/pankki
county: Toinen hyvinvointialue
publisher: Toisen alueen perhepalvelut
on_call_phone: 050 123 4567
ombudsperson: Sosiaaliasiavastaava, p. 050 765 4321
feedback_email: palaute@toinen.alue.fi
support_line: Tukilinja, p. 050 111 2222
coordinator: Kehittämisyksikkö
training_body: Toisen alueen koulutusyksikkö
steering_group: Ohjausryhmä
"""


def _records(source: Path) -> list[Edition[Record]]:
    library, _, problems = bank.read(source)
    assert not has_errors(problems), bank.lines(problems)
    return list(library.records(LANGUAGES[0]))


def _command(*arguments: object) -> None:
    done = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output


def _approve(source: Path, edition: Edition[Record], role: str) -> None:
    """Approve a record as the README tells, its title reworded."""
    record, file = edition.record, source / edition.path
    day = (record.updated + timedelta(days=1)).isoformat()
    text = re.sub(r"(?m)^version: .*$", 'version: "7.0"', file.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^updated: .*$", f"updated: {day}", text)
    approval = f"state: approved\napproved: {{role: {role}, on: {day}}}"
    text = re.sub(r"(?m)^state: draft$", approval, text)
    text = re.sub(r"(?m)^title: .*$", f"title: Toisen alueen aineisto {record.id}", text)
    file.write_text(text, encoding="utf-8")


def _remove(source: Path, record_id: str) -> None:
    """Take a record away, and whatever refers to it."""
    for file in source.rglob("*.yaml"):
        if file.name.startswith(f"{record_id}."):
            file.unlink()
            continue
        text = file.read_text(encoding="utf-8")
        text = re.sub(rf"\[([^\]]+)\]\(id:{record_id}\)", r"\1", text)
        text = re.sub(rf"([\[ ]){record_id}, |, {record_id}(?=[\],])", r"\1", text)
        text = re.sub(rf"(?m)^ *(- |[a-z_]+: (\[)?){record_id}\]?\n", "", text)
        file.write_text(text, encoding="utf-8")


def _without_one(source: Path) -> str:
    """Take a record away that others name, though seldom; give its id."""
    told = " ".join(file.read_text(encoding="utf-8") for file in source.rglob("*.yaml"))
    words = Counter(re.findall("[a-z0-9-]+", told))
    named = {e.record.id for e in _records(source) if e.kind.listed}
    seldom = sorted((name for name in named if words[name]), key=lambda name: (words[name], name))
    for record_id in seldom[:TRIED]:
        copy = Path(shutil.copytree(source, source.parent / "without"))
        _remove(copy, record_id)
        if not has_errors(bank.read(copy)[2]):
            shutil.rmtree(source)
            copy.rename(source)
            return record_id
        shutil.rmtree(copy)
    pytest.fail(f"all of {seldom[:TRIED]} are needed")


@pytest.mark.slow
def test_what_a_county_does_with_the_texts_fails_no_test(shipped: Path, tmp_path: Path) -> None:
    """Its settings, its first approvals, a record less and one more: the bank stays sound."""
    source = tmp_path / "bank"
    for name in ("content", "materials", "schemas"):
        shutil.copytree(shipped / name, source / name)
    gone = _without_one(source)
    bank.write(source, {"content/settings.yaml": SETTINGS})
    _command("release", "--source", source)
    library, _, _ = bank.read(source)
    roles = sorted(library.ids("role"))
    approved = [e for e in _records(source) if e.record.state == "draft" and e.kind.listed][:2]
    for edition in approved:
        _approve(source, edition, roles[0])
    added = bank.record(title="Toisen alueen oma", audience=sorted(library.ids("audience"))[:1])
    bank.write(source, {"materials/brochure/toisen-alueen-oma.yaml": added})
    _command("release", "--source", source)
    there = {edition.record.id: edition.record.state for edition in _records(source)}
    assert [there[edition.record.id] for edition in approved] == ["approved"] * 2
    assert gone not in there
    assert "toisen-alueen-oma" in there
    tests = ["tests/test_content.py", "--bank", str(source), "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *tests, "-n", "0", "--basetemp", str(tmp_path / "pytest")],
        cwd=bank.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:]
