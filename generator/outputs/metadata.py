"""View of a record -> what it says of itself to machines: schema.org's LearningResource (JSON-LD).

A script element of this type is data: no browser runs it, and no policy of ours lets one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.interface import said
from generator.outputs.chrome import WORDS

if TYPE_CHECKING:
    from generator.outputs.view import View

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def learning_resource(view: View) -> str:
    """Describe a record with its files; what is written can end no script element."""
    record, home = view.record, view.place.lookup.base_url
    told: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": view.permanent_url,
        "url": view.permanent_url,
        "name": record.title,
        "description": record.summary,
        "thumbnailUrl": view.look,
        "inLanguage": view.language,
        "learningResourceType": view.kind_title,
        "audience": [
            {"@type": "Audience", "audienceType": each.title.text}
            for each in (*view.audiences, *view.roles)
        ],
        "about": [each.title.text for each in view.themes],
        "version": view.edition.version,
        "creativeWorkStatus": _status(view),
        "dateModified": record.updated.isoformat(),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": view.owner} if view.owner else None,
        "isPartOf": {
            "@type": "WebSite",
            "name": said(WORDS["site_name"], view.language),
            "url": f"{home}/",
        },
        "encoding": [
            {
                "@type": "MediaObject",
                "contentUrl": f"{home}/{file.path}",
                "encodingFormat": file.format.media_type,
                "contentSize": f"{file.size}",
                "sha256": file.sha256,
            }
            for file in view.files
        ],
        **_others(view),
    }
    whole = {name: value for name, value in told.items() if value}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _status(view: View) -> str:
    if view.record.state == "withdrawn":
        return "Obsolete"
    return "Draft" if view.draft else "Published"


def _others(view: View) -> dict[str, object]:
    """Give the same in other languages: schema.org tells apart what is translated of what."""
    others = [
        {"@type": "LearningResource", "@id": f"{view.place.lookup.base_url}/{path}"}
        for language, path in view.languages
        if language != view.language
    ]
    if view.edition.translation:
        return {"translationOfWork": others[0]}
    return {"workTranslation": others}
