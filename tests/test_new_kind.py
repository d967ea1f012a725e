"""A new kind costs one module: nothing else is edited."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pikepdf

from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

MODEL = '''"""A song, to be sung together."""

from pydantic import Field

from generator import document as doc
from generator.formats import PDF_A4
from generator.model.fields import Item, Items
from generator.model.kind import Handout, Kind
from generator.model.record import Record
from generator.kinds.shapes import texts


class Song(Record):
    """Verses in order."""

    verses: Items[Item] = Field(title="Säkeistöt")


def document(record: Song) -> doc.Document:
    """Tell the verses."""
    return doc.Document((doc.Items(texts(record.verses)),))


KIND = Kind(
    name="song",
    model=Song,
    document=document,
    folder="materials",
    one={"fi": "Laulu", "sv": "Sång"},
    many={"fi": "Laulut", "sv": "Sånger"},
    intro={"fi": "Laulut yhdessä laulettaviksi.", "sv": "Sånger att sjunga tillsammans."},
    order=70,
    address={"fi": "laulut", "sv": "sanger"},
    handouts=(Handout(PDF_A4, sheets=1),),
)
'''
NEW: bank.Files = {"generator/kinds/song.py": MODEL}


def test_a_new_kind_costs_one_module(tmp_path: Path) -> None:
    """With this file a record has page, handout, index, catalogue entry and schema."""
    project = bank.write(bank.project(tmp_path / "project"), NEW)
    fields = bank.HEAD | {"title": "Yhdessä", "verses": {"eka": "Laulamme *yhdessä*."}}
    source = bank.write(tmp_path / "source", bank.FILES | {"materials/song/yhdessa.yaml": fields})

    sources, output = ("--source", str(source)), ("--output", str(tmp_path / "site"))
    bank.run(project, "build", *sources, *output, "--jobs", "1")
    bank.run(project, "schema", "--output", str(tmp_path / "schemas"))
    bank.run(project, "new", "song", "toinen", *sources)
    bank.run(project, "check", *sources)

    site = bank.tree(tmp_path / "site")
    assert b"Laulamme <em>yhdess\xc3\xa4</em>." in site["laulut/yhdessa/index.html"]
    assert b'href="yhdessa/"' in site["laulut/index.html"]
    assert b"laulut/" in site["index.html"]
    assert b"laulut/yhdessa/" in site["kenelle/perheet/index.html"]
    with pikepdf.open(tmp_path / "site" / "laulut" / "yhdessa" / "yhdessa.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "Yhdessä · Suomeksi · Versio 1.0"
    (record,) = (r for r in json.loads(site["catalogue.json"])["records"] if r["kind"] == "song")
    assert record["files"][0]["pages"] == 1
    schema = json.loads((tmp_path / "schemas" / "song.json").read_text(encoding="utf-8"))
    assert schema["properties"]["verses"]["title"] == "Säkeistöt"
    ours, theirs = bank.tree(project), bank.tree(bank.ROOT / "generator")
    for path, content in theirs.items():
        if "__pycache__" not in path:
            assert ours[f"generator/{path}"] == content
