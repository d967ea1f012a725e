"""An office file's package, whose bytes tell no time."""

from __future__ import annotations

import zipfile
from io import BytesIO

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
