"""Library + files -> ``catalogue.json``: the bank for other tools, and its JSON Schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.bank.library import address
from generator.interface import UNRELEASED, said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.bank.library import Library
    from generator.formats import File
    from generator.model.record import Record
    from generator.source.validate import Edition

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
NULLABLE = {"type": ["string", "null"]}
FILE_FIELDS = {
    "url": TEXT | {"format": "uri"},
    "media_type": TEXT,
    "format": TEXT,
    "layout": TEXT,
    "bytes": {"type": "integer", "minimum": 1},
    "pages": {"type": ["integer", "null"], "minimum": 1},
    "sha256": TEXT | {"pattern": "^[0-9a-f]{64}$"},
}
RECORD_FIELDS = {
    "id": TEXT,
    "kind": TEXT,
    "language": TEXT,
    "title": TEXT,
    "summary": TEXT,
    "audience": TEXTS,
    "roles": TEXTS,
    "themes": TEXTS,
    "county": NULLABLE,
    "state": {"enum": ["draft", "approved", "withdrawn"]},
    "version": TEXT,
    "updated": TEXT | {"format": "date"},
    "review_by": TEXT | {"format": "date"},
    "sources": TEXTS,
    "plain_of": NULLABLE,
    "translation": {"enum": ["original", "draft", "approved", "stale"]},
    "url": TEXT | {"format": "uri"},
    "files": {
        "type": "array",
        "items": {
            "type": "object",
            "required": list(FILE_FIELDS),
            "properties": FILE_FIELDS,
            "additionalProperties": False,
        },
    },
}


def catalogue(library: Library, files: Mapping[str, tuple[File, ...]]) -> str:
    """Write every record in every language with its files, as JSON."""
    records = [
        _record(edition, library, files.get(address(edition), ()))
        for language in library.languages
        for edition in library.records(language)
    ]
    return _json({"$schema": "catalogue.schema.json", "records": records})


def catalogue_schema() -> str:
    """Write the JSON Schema (draft-07) of the catalogue."""
    record = {
        "type": "object",
        "required": list(RECORD_FIELDS),
        "properties": RECORD_FIELDS | {"unreleased": TEXT},
        "additionalProperties": False,
    }
    return _json(
        {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "Materiaalipankin luettelo",
            "type": "object",
            "required": ["records"],
            "properties": {"$schema": TEXT, "records": {"type": "array", "items": record}},
            "additionalProperties": False,
        }
    )


def _record(
    edition: Edition[Record], library: Library, files: tuple[File, ...]
) -> dict[str, object]:
    record = edition.record
    settings = library.settings_in(edition.language)
    pair = library.record(record.plain_of or "", edition.language)
    translation = "original"
    if edition.translation:
        translation = "stale" if edition.stale else edition.translation.state
    unreleased = said(UNRELEASED, edition.language)
    return ({"unreleased": unreleased} if edition.unreleased else {}) | {
        "id": record.id,
        "kind": edition.kind.name,
        "language": edition.language,
        "title": record.title,
        "summary": record.summary,
        "audience": record.audience,
        "roles": record.roles,
        "themes": record.themes,
        "county": settings.county or None,
        "state": edition.state,
        "version": edition.version,
        "updated": record.updated.isoformat(),
        "review_by": record.review_by.isoformat(),
        "sources": record.sources,
        "plain_of": pair.record.id if pair else None,
        "translation": translation,
        "url": f"{settings.base_url}/{address(edition)}",
        "files": [
            {
                "url": f"{settings.base_url}/{file.path}",
                "media_type": file.format.media_type,
                "format": file.format.name,
                "layout": file.format.layout,
                "bytes": file.size,
                "pages": file.pages,
                "sha256": file.sha256,
            }
            for file in files
        ],
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
