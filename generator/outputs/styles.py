"""The stylesheets that are shared: tokens by site, drawings and print, the rest by print."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "styles"
TOKENS = FOLDER / "tokens.css"
STYLES = (
    TOKENS,
    *(FOLDER / f"{name}.css" for name in ("print", "large", "fillable", "folded", "booklet")),
)
OVER = tuple(
    FOLDER / f"{name}.css"
    for name in (
        "tight",
        "together",
        "roomy",
        "whole",
        "pictured",
        "parted",
        "closer",
        "spare",
    )
)
TIGHT, TOGETHER, ROOMY, WHOLE_TABLES, PICTURED, PARTED, CLOSER, WITH_SPARE = OVER
"""What is laid over these where sides would hold too little, panels too much, or with a spare."""
PRESS = FOLDER / "press.css"
"""What is laid over them for a print shop."""


FILM = FOLDER / "film.css"
"""What sets the screens of a film."""


@cache
def colour(name: str) -> str:
    """Give a colour of the light theme: the first value that tokens.css gives it.

    Raises KeyError when there is none.
    """
    found = re.search(rf"--{name}:\s*(#[0-9a-f]+);", TOKENS.read_text(encoding="utf-8"))
    if not found:
        message = f"tokens.css has no colour {name}"
        raise KeyError(message)
    return found[1]


def without_comments(sheet: Path) -> str:
    """Give a stylesheet as it is served: its comments are for those who write it."""
    return re.sub(r"\s*/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
