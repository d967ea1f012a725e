"""An office file's package: what it tells of itself, and no time."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.outputs.manuscript import Manuscript

PACKAGE_CODE = Path(__file__)
"""What else a file is made with whose package this module packs."""
LONGEST = 255
"""Characters of a property of a package (ISO/IEC 29500-2)."""

NEVER = (1980, 1, 1, 0, 0, 0)
"""The date of everything in the package: no clock is read."""


def undated(package: BytesIO) -> bytes:
    """Pack a package again, so that its bytes tell no time."""
    packed = BytesIO()
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, NEVER)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # wherever it is made
            new.writestr(entry, old.read(name))
    return packed.getvalue()


def describe(properties: Any, script: Manuscript) -> None:  # noqa: ANN401 - the libraries have no types
    """Fill in the properties of an office file; what one cannot hold whole is cut."""
    told = {
        "title": script.title,
        "subject": script.edition[0],
        "comments": script.summary,
        "language": f"{script.language}-FI",
        "version": script.version,
        "content_status": script.state,
        "author": "",
        "last_modified_by": "",
    }
    for name, text in told.items():
        setattr(properties, name, text[:LONGEST])
    day = script.updated
    made = datetime(day.year, day.month, day.day, tzinfo=UTC)
    properties.created = properties.modified = made.replace(tzinfo=None)
