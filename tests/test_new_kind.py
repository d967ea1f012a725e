"""A new kind costs one model and its templates: nothing else is edited."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pikepdf

from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

MODEL = '''"""A song, to be sung together."""

from pydantic import Field

from generator.formats import PDF_A4
from generator.kinds.base import Handout, Item, Items, Kind, Record


class Song(Record):
    """Verses in order."""

    verses: Items[Item] = Field(title="Säkeistöt")


KIND = Kind(
    name="song",
    model=Song,
    folder="materials",
    one={"fi": "Laulu", "sv": "Sång"},
    many={"fi": "Laulut", "sv": "Sånger"},
    intro={"fi": "Laulut yhdessä laulettaviksi.", "sv": "Sånger att sjunga tillsammans."},
    order=70,
    address={"fi": "laulut", "sv": "sanger"},
    handouts=(Handout(PDF_A4, sheets=1),),
)
'''
PAGE = """{% extends "_shared/record.md.j2" %}
{% block content %}
{% for verse in record.verses %}
<p>{{ verse.text | rich }}</p>
{% endfor %}
{% endblock %}
"""
HANDOUT = """{% extends "_shared/handout.html.j2" %}
{% block content %}
{% for verse in record.verses %}
<p>{{ verse.text | rich }}</p>
{% endfor %}
{% endblock %}
"""
NEW: bank.Files = {
    "generator/kinds/song.py": MODEL,
    "generator/templates/song/page.md.j2": PAGE,
    "generator/templates/song/handout.html.j2": HANDOUT,
}


def test_a_new_kind_costs_one_model_and_its_templates(tmp_path: Path) -> None:
    """With these three files a record has page, handout, index, catalogue entry and schema."""
    project = tmp_path / "project"
    for name in ("generator", "overrides"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(bank.ROOT / name, project / name, ignore=ignored)
    shutil.copy(bank.ROOT / "mkdocs.yml", project)
    bank.write(project, NEW)
    fields = bank.HEAD | {"title": "Yhdessä", "verses": {"eka": "Laulamme *yhdessä*."}}
    source = bank.write(tmp_path / "source", bank.FILES | {"materials/song/yhdessa.yaml": fields})

    def run(*arguments: str) -> None:
        command = [sys.executable, "-m", "generator", *arguments]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    run("build", "--source", str(source), "--output", str(tmp_path / "site"), "--jobs", "1")
    run("schema", "--output", str(tmp_path / "schemas"))
    run("new", "song", "toinen", "--source", str(source))
    run("check", "--source", str(source))

    site = bank.tree(tmp_path / "site")
    assert b"Laulamme <em>yhdess\xc3\xa4</em>." in site["laulut/yhdessa/index.html"]
    assert b'href="yhdessa/"' in site["laulut/index.html"]
    assert b"laulut/" in site["index.html"]
    assert b"laulut/yhdessa/" in site["kenelle/perheet/index.html"]
    with pikepdf.open(tmp_path / "site" / "laulut" / "yhdessa" / "yhdessa.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "Yhdessä"
    (record,) = (r for r in json.loads(site["catalogue.json"])["records"] if r["kind"] == "song")
    assert record["files"][0]["pages"] == 1
    schema = json.loads((tmp_path / "schemas" / "song.json").read_text(encoding="utf-8"))
    assert schema["properties"]["verses"]["title"] == "Säkeistöt"
    ours, theirs = bank.tree(project), bank.tree(bank.ROOT / "generator")
    for path, content in theirs.items():
        if "__pycache__" not in path:
            assert ours[f"generator/{path}"] == content
