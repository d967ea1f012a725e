"""What formats are called."""

from __future__ import annotations

from generator.formats import FORMATS, PDF_A4, PDF_PEN


def test_a_format_has_its_name_alone() -> None:
    """What a page knows by a format's name has one label: to be printed, not to be filled in."""
    names = [each.name for each in FORMATS]
    assert len(names) == len(set(names))
    assert next(each for each in FORMATS if each.name == PDF_PEN.name) is PDF_A4
