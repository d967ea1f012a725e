"""Edition -> a sheet that is filled in on its page: its paper, with controls in place of pen lines.

It stands in the page unseen until a script opens it, with its text in pieces, between which the
answers go in the order of the controls.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.document import Output
from generator.document.filling import client_notices, to_fill
from generator.outputs.manuscript import manuscript
from generator.outputs.templating import Renderer
from generator.outputs.text import pieces
from generator.outputs.view import View

if TYPE_CHECKING:
    from generator.bank.lookup import Lookup
    from generator.model.record import Record
    from generator.outputs.view import Place
    from generator.source.validate import Edition

FRAMES = {"record", "family"}
"""The frames of pages that can open a sheet; a path has its own."""


def filling(edition: Edition[Record], place: Place) -> str:
    """Render the sheet of a record at a place of the site; nothing when it has no form."""
    here = replace(place, pen=True)
    view = View(edition, here, Output.PAPER)
    document = to_fill(view.document) if view.document.frame in FRAMES else None
    if document is None:
        return ""
    context = {
        "view": view,
        "record": edition.record,
        "document": document,
        "notices": client_notices(document.blocks),
        "place": here,
        "text": json.dumps(filled_text(edition, place.lookup), ensure_ascii=False),
    }
    return Renderer(place.language, "blocks/fill.html.j2", context).frame("site/fill.html.j2")


def filled_text(edition: Edition[Record], lookup: Lookup) -> list[str]:
    """Give the text of a record's sheet in pieces: what its text file holds of the same."""
    script = manuscript(edition, lookup)
    document = to_fill(script.document)
    if document is None:
        return []
    if document != script.document:
        parts = {"part": True, "image": "", "others": (), "sources": (), "law": ()}
        script = replace(script, document=document, **parts)  # type: ignore[arg-type]
    return pieces(script)
