"""What the site keeps on a reader's device: the one declaration, for its script and its readers.

The script refuses to keep what is not declared here, the privacy page lists it, and the tests
hold what a browser has kept against it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.document import msg

if TYPE_CHECKING:
    from generator.document import Message

PREFIX = "materiaalipankki."
"""What the name of everything begins with that the site keeps in a browser."""
SCRIPT = "assets/kept.js"
"""Where the script finds the declaration."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that is kept: by which key, in which version, of how many signs at most.

    ``version`` grows when an older script could not read what a newer one has kept.
    """

    key: str
    version: int
    most: int
    what: Message
    why: Message
    how_long: Message


KEPT = (
    Kept(
        "theme",
        1,
        100,
        msg("Light or dark theme"),
        msg("So that every page opens in the theme that you chose."),
        msg("Until you choose the theme of your device, or erase it below."),
    ),
    Kept(
        "paths",
        1,
        200_000,
        msg("Your onboarding path: what you have done and when, and your first day"),
        msg("So that you can go on from where you were, and print what you have done."),
        msg("Until you erase it below."),
    ),
    Kept(
        "notes",
        1,
        200_000,
        msg("Your notes for a meeting on your onboarding path"),
        msg("So that you find them again. They are kept only if you choose so on the path's page."),
        msg("Until you take that choice back, or erase them below."),
    ),
    Kept(
        "collection",
        1,
        30_000,
        msg("Your collection: which materials are in it, and their order"),
        msg("So that you find, print and download together the materials that you have chosen."),
        msg("Until you take the materials out, or erase it below."),
    ),
)


def script() -> str:
    """Give the declaration as a module of the site's script."""
    keys = {each.key: {"version": each.version, "most": each.most} for each in KEPT}
    return (
        "// Made of generator/kept.py.\n"
        f"export const PREFIX = {json.dumps(PREFIX)};\n"
        f"export const KEPT = {json.dumps(keys)};\n"
    )
