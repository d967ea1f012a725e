"""The catalogue: the bank for other tools, true to what lies in the site."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pikepdf
import pytest

from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = {
    "id", "kind", "language", "title", "summary", "audience", "roles", "themes", "county",
    "state", "version", "updated", "review_by", "sources", "plain_of", "translation", "url",
    "files",
}  # fmt: skip

CHAPTERS = ("-kohtaukset", "-scener")
MEDIA_TYPES = {
    (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (".pdf", "application/pdf"),
    (".png", "image/png"),
    (".txt", "text/plain"),
    (".vtt", "text/vtt"),
    (".mp4", "video/mp4"),
}


def _catalogue(folder: Path) -> dict[str, Any]:
    text = (folder / "site" / "catalogue.json").read_text(encoding="utf-8")
    catalogue: dict[str, Any] = json.loads(text)
    return catalogue


def _validator(folder: Path) -> jsonschema.Draft7Validator:
    text = (folder / "site" / "catalogue.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("which", ["wide", pytest.param("real", marks=pytest.mark.slow)])
def test_the_catalogue_follows_its_schema(which: str, request: pytest.FixtureRequest) -> None:
    """The catalogue is what the schema beside it says, and every field is in every record."""
    folder = request.getfixturevalue(which)
    catalogue = _catalogue(folder)
    assert [error.message for error in _validator(folder).iter_errors(catalogue)] == []
    assert catalogue["records"]
    assert all(record.keys() == FIELDS for record in catalogue["records"])


@pytest.mark.parametrize(
    "change",
    [
        {"state": "secret"},
        {"updated": "15.1.2026"},
        {"files": [{}]},
        {"language": None},
        {"more": 1},
    ],
)
def test_the_schema_refuses_what_is_wrong(small: Path, change: dict[str, Any]) -> None:
    """The schema is not so wide that anything passes."""
    catalogue = _catalogue(small)
    catalogue["records"][0] |= change
    assert list(_validator(small).iter_errors(catalogue))


def test_every_record_is_told_in_every_language(small: Path) -> None:
    """Each record stands once for each of its languages, with its page's address."""
    told = [(record["id"], record["language"]) for record in _catalogue(small)["records"]]
    assert len(set(told)) == len(told)
    expected = [(f"koe-{kind}", "fi") for kind in bank.BODIES if kind != "brochure"]
    expected += [("perheelle", "fi"), ("perheelle", "sv"), ("etusivu", "fi")]
    assert sorted(told) == sorted(expected)
    for record in _catalogue(small)["records"]:
        where = record["url"].removeprefix(f"{bank.BASE_URL}/")
        assert (small / "site" / where / "index.html").is_file()


@pytest.mark.parametrize("which", ["wide", pytest.param("real", marks=pytest.mark.slow)])
def test_files_are_what_they_are_said_to_be(which: str, request: pytest.FixtureRequest) -> None:
    """Bytes, pages and sha256 of each file are those of the file, and no file is left untold."""
    folder = request.getfixturevalue(which)
    site = folder / "site"
    told = set()
    for record in _catalogue(folder)["records"]:
        base = record["url"].partition("://")[2].partition("/")[0]
        for file in record["files"]:
            path = site / file["url"].partition(f"://{base}/")[2]
            data = path.read_bytes()
            assert file["bytes"] == len(data)
            assert file["sha256"] == hashlib.sha256(data).hexdigest()
            assert (path.suffix, file["media_type"]) in MEDIA_TYPES
            if path.suffix == ".pdf":
                with pikepdf.open(path) as pdf:
                    assert file["pages"] == len(pdf.pages)
            else:
                assert file["pages"] is None
            told.add(path)
    endings = {suffix for suffix, _ in MEDIA_TYPES}
    there = {path for path in site.rglob("*") if path.suffix in endings}
    # Pictures of records, and the chapters by which a film is played.
    shown = {p for p in there - told if p.suffix == ".png" or p.stem.endswith(CHAPTERS)}
    assert told == there - shown - {site / "robots.txt"}


def test_a_record_tells_all_about_itself(tmp_path: Path) -> None:
    """State, version, days, sources, roles, themes, twin and translation are told as they are."""
    details: bank.Fields = {
        "roles": ["sosiaalityontekija"],
        "themes": ["dialogi"],
        "sources": ["opas"],
        "state": "approved",
        "approved": {"role": "sosiaalityontekija", "on": "2026-01-15"},
    }
    files = bank.FILES | {
        bank.BROCHURE: bank.record(**details),
        "materials/brochure/selko.yaml": bank.record(title="Selko", plain_of="perheelle"),
        "content/settings.yaml": {"base_url": bank.BASE_URL, "county": "Keski-Suomi"},
    }
    source = bank.write(tmp_path / "source", files)
    bank.swedish(source, bank.BROCHURE, "draft")
    bank.swedish(source, "materials/brochure/selko.yaml", follows="0" * 12)
    outcome = bank.build_here(source, tmp_path / "site")
    assert bank.codes(outcome.problems) == ["translation-stale"]
    records = {(r["id"], r["language"]): r for r in _catalogue(tmp_path)["records"]}
    one = records["perheelle", "fi"]
    assert {key: one[key] for key in ("roles", "themes", "sources", "state", "version")} == {
        "roles": ["sosiaalityontekija"],
        "themes": ["dialogi"],
        "sources": ["opas"],
        "state": "approved",
        "version": "1.0",
    }
    assert (one["updated"], one["review_by"]) == ("2026-01-15", "2027-01-15")
    assert (one["audience"], one["county"]) == (["perheet"], "Keski-Suomi")
    assert {key: record["translation"] for key, record in records.items()} == {
        ("perheelle", "fi"): "original",
        ("perheelle", "sv"): "draft",
        ("selko", "fi"): "original",
        ("selko", "sv"): "stale",
    }
    assert [record["plain_of"] for record in records.values()].count("perheelle") == 2
