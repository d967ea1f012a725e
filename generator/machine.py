"""What the machine must have beside Python's own packages: asked before any work begins."""

from __future__ import annotations

import ctypes
from functools import cache

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
TOLD_BY = {
    "libpango-1.0.so.0": "pango_version_string",
    "libharfbuzz.so.0": "hb_version_string",
    "libvoikko.so.1": "voikkoGetVersion",
}
"""By which function the libraries that set lines and part words tell their version, as a text."""
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


@cache
def versions() -> str:
    """Tell the versions of the libraries that lay paper out: others may break lines elsewhere.

    OSError: a library is missing.
    """
    return " ".join(f"{library} {version}" for library, version in each_version().items())


def each_version() -> dict[str, str]:
    """Tell the same by the library's name."""
    return {library: _version(library, asked) for library, asked in TOLD_BY.items()}


def _version(library: str, asked: str) -> str:
    tell = getattr(ctypes.CDLL(library), asked)
    tell.restype = ctypes.c_char_p
    told: bytes = tell()
    return told.decode()
