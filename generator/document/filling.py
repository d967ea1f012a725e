"""Document for paper -> what of it is filled in: the sheets that have room for a pen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.document import UNWANTED, Form, Notice, Statements, every, sheets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.document import Block, Document


def to_fill(document: Document) -> Document | None:
    """Give the sheets that hold a form, under what must be known of whose data it is.

    None when there is no form, or when it is answered on a scale, of which a picture is made.
    """
    first, own = sheets(document.blocks)
    found = tuple(block for sheet in (first, *own) if _has(sheet, Form) for block in sheet)
    if not found or _has(found, Statements):
        return None
    there = client_notices(found)
    missing = (each for each in client_notices(document.blocks) if each not in there)
    return replace(document, blocks=(*missing, *found))


def client_notices(blocks: Iterable[Block]) -> tuple[Notice, ...]:
    """Give the notices that tell whose data it is when it is filled in."""
    notices = (block for block in every(blocks) if isinstance(block, Notice))
    return tuple(each for each in notices if "client-data" in each.role.split())


def kept(blocks: Iterable[Block]) -> Notice | None:
    """Give what is said of clients' data where such data is to be written, if it is."""
    return next((n for n in client_notices(blocks) if UNWANTED not in n.role.split()), None)


def _has(blocks: Iterable[Block], kind: type) -> bool:
    return any(isinstance(block, kind) for block in every(blocks))
