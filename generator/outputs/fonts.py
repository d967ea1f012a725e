"""The fonts of paper: packages of ours, each behind the one before it; never the machine's.

Whatever machine makes a PDF, the same letters come from the same files.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

FAMILIES = {
    "Atkinson Hyperlegible": "fontpkg-atkinson-hyperlegible",
    "Noto Sans": "fontpkg-noto-sans",
    "Noto Sans Arabic": "fontpkg-noto-sans-arabic",
}
"""Each family by its name, with the package that it is in; a letter is of the first that has it."""
PACKAGES = tuple(FAMILIES.values())
SHAPED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff"
    "\ufb1d-\ufdff\ufe20-\ufe2f\ufe70-\ufefc]"
)
"""Letters that are drawn in several glyphs, or in another beside another letter: Arabic, marks."""
# Atkinson Hyperlegible has marks that combine, and nothing that tells where they stand; and of
# Greek a few signs, that are letters among others in a word.
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
{folders}
<cachedir>{cache}</cachedir>
<match target="scan">
  <test name="family"><string>Atkinson Hyperlegible</string></test>
  <edit name="charset" mode="assign">
    <minus>
      <name>charset</name>
      <charset>
        <range><int>0x300</int><int>0x36f</int></range>
        <range><int>0x370</int><int>0x3ff</int></range>
      </charset>
    </minus>
  </edit>
</match>
</fontconfig>
"""


def folder(package: str) -> Path:
    """Give where a package keeps its font files."""
    return Path(str(files(package.replace("-", "_")).joinpath("files")))


@contextmanager
def ours_alone() -> Iterator[None]:
    """Let fontconfig, when it is set up meanwhile, see the folders of our packages alone."""
    with TemporaryDirectory() as cache:
        folders = "\n".join(f"<dir>{escape(str(folder(package)))}</dir>" for package in PACKAGES)
        configuration = Path(cache, "fonts.conf")
        text = CONFIGURATION.format(folders=folders, cache=escape(cache))
        configuration.write_text(text, encoding="utf-8")
        with _environment("FONTCONFIG_FILE", str(configuration)):
            yield


@contextmanager
def no_clock() -> Iterator[None]:
    """Keep fontTools from writing the time into a font that it makes of a variable one."""
    with _environment("SOURCE_DATE_EPOCH", "0"):
        yield


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
