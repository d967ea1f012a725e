"""What the machine must have beside Python's own packages: asked before any work begins."""

from __future__ import annotations

import ctypes

from generator.finnish import DICTIONARY

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libfontconfig.so.1": "libfontconfig1",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libvoikko.so.1": "libvoikko1",
}
"""What WeasyPrint and Voikko load, and the Debian package that each is in.

WeasyPrint would do without libharfbuzz-subset, but then the fonts in the handouts have other bytes.
"""
FILES = {DICTIONARY / "mor.vfst": "voikko-fi"}
"""What Voikko knows of Finnish: without it, long words would break elsewhere or nowhere."""
INSTALL = f"apt-get install {' '.join([*LIBRARIES.values(), *FILES.values()])}"


def lacking() -> dict[str, str]:
    """Try every library and file; give why each that is missing is not there, by its package."""
    missing = {}
    for library, package in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError as error:
            missing[package] = str(error)
    return missing | {
        package: f"{file}: no such file" for file, package in FILES.items() if not file.is_file()
    }
