"""Edition -> a sheet that is filled in on its page: its paper, with controls in place of pen lines.

It stands in the page unseen until a script opens it. That of a form has its text in pieces,
between which the answers go in the order of the controls; that of a measure its scale's meaning.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.document import Output, msg
from generator.document.filling import client_notices, to_fill
from generator.document.weighing import to_weigh
from generator.outputs.manuscript import manuscript
from generator.outputs.templating import Renderer
from generator.outputs.text import pieces
from generator.outputs.view import View

if TYPE_CHECKING:
    from generator.bank.lookup import Lookup
    from generator.document import Message
    from generator.model.record import Record
    from generator.outputs.view import Place
    from generator.source.validate import Edition

FRAMES = {"record", "family"}
"""The frames of pages that can open a sheet; a path has its own."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that a button opens: the button's name, the script that serves it, its HTML."""

    label: Message
    script: str
    html: str


def filling(edition: Edition[Record], place: Place) -> Sheet | None:
    """Render the sheet of a record at a place of the site; None when it has no form."""
    here = replace(place, pen=True)
    view = View(edition, here, Output.PAPER)
    if view.document.frame not in FRAMES:
        return None
    context = {"view": view, "record": edition.record, "place": here}
    blocks = "blocks/fill.html.j2"
    if document := to_fill(view.document):
        context |= {
            "document": document,
            "notices": client_notices(document.blocks),
            "text": json.dumps(filled_text(edition, place.lookup), ensure_ascii=False),
        }
        made = Renderer(place.language, blocks, context).frame("site/fill.html.j2")
        return Sheet(msg("Fill in here"), "fill.js", made)
    if weighed := to_weigh(view.document):
        context |= {"weighed": weighed, "notices": client_notices(view.document.blocks)}
        made = Renderer(place.language, blocks, context).frame("site/measure.html.j2")
        return Sheet(msg("Answer here"), "measure.js", made)
    return None


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
