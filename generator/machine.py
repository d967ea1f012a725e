"""What the machine must have beside Python's own packages: asked before any work begins."""

from __future__ import annotations

import ctypes

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libfontconfig.so.1": "libfontconfig1",
    "libgobject-2.0.so.0": "libglib2.0-0",
}
"""What WeasyPrint loads, and the Debian package that each is in.

It would do without libharfbuzz-subset, but then the fonts in the handouts have other bytes.
"""
INSTALL = f"apt-get install {' '.join(LIBRARIES.values())}"


def lacking() -> dict[str, str]:
    """Try every library; give why each that is missing cannot be loaded, by its package."""
    missing = {}
    for library, package in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError as error:
            missing[package] = str(error)
    return missing
