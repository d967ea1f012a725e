"""The bank's own drawings: what an SVG may hold, and that it reaches page and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.vector import Flaw, read_svg
from tests import bank

if TYPE_CHECKING:
    from pathlib import Path

SPACE = 'xmlns="http://www.w3.org/2000/svg"'
BOX = f'<svg {SPACE} viewBox="0 0 96 96">'
HOSTILE = (
    "<script>alert(1)</script>",
    "<style>*{fill:red}</style>",
    '<g onclick="alert(1)"/>',
    '<g style="fill:url(//evil)"/>',
    '<g id="a"/>',
    '<a href="https://evil.example"><g/></a>',
    '<image href="https://evil.example/x.png"/>',
    '<use href="#a"/>',
    '<use xmlns:x="http://www.w3.org/1999/xlink" x:href="#a"/>',
    "<foreignObject/>",
    '<animate attributeName="href" to="javascript:alert(1)"/>',
    '<set attributeName="onload"/>',
    "<text>Koti</text>",
    "<svg/>",
    '<path fill="url(#x)"/>',
    '<path d="M0 0&quot;/>"/>',
    '<path class="cool evil"/>',
    '<g transform="matrix(1 0 0 1 0 0)"/>',
    '<circle r="1e9"/>',
    '<circle r="-0;alert(1)"/>',
    '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    '<?xml-stylesheet href="https://evil.example"?>',
    "<![CDATA[<script/>]]>",
    "&evil;",
    "<g>" * 9 + "</g>" * 9,
    "<rect><g/></rect>",
)


@pytest.mark.parametrize("inner", HOSTILE)
def test_nothing_but_shapes_is_let_through(inner: str) -> None:
    """A script, an address, a style, a text or a strange name stops a drawing."""
    assert isinstance(read_svg(f"{BOX}{inner}</svg>"), Flaw)


@pytest.mark.parametrize(
    "text",
    [
        f'<!DOCTYPE svg [<!ENTITY a "aaaa">]>{BOX}</svg>',
        f'<!DOCTYPE svg SYSTEM "file:///etc/passwd">{BOX}</svg>',
        '<svg viewBox="0 0 96 96"></svg>',
        f"<svg {SPACE}></svg>",
        f'<svg {SPACE} viewBox="0 0 24 24"></svg>',
        f'<svg {SPACE} viewBox="0 0 96 96" onload="alert(1)"></svg>',
        f"{BOX}</svg>{BOX}</svg>",
        "<html/>",
        "",
    ],
)
def test_a_drawing_is_one_svg_on_the_grid(text: str) -> None:
    """An entity is never declared, and every drawing has the one size."""
    assert isinstance(read_svg(text), Flaw)


def test_a_plain_drawing_is_read() -> None:
    """Shapes in a group, with comments, are what a drawing is made of."""
    inner = '<!-- ovi --><g transform="translate(4 8)"><path class="cool" d="M1 1h4z"/></g>'
    found = read_svg(f"<?xml version='1.0'?>{BOX}{inner}</svg>")
    assert not isinstance(found, Flaw)
    ((group,), size) = found.shapes, found.size
    assert size == (96, 96)
    assert [shape.name for shape in (group, *group.inner)] == ["g", "path"]


def _bank(folder: Path) -> Path:
    choice = {"type": "checkboxes", "title": "Miten meni"}
    field = choice | {"choices": {"hyvin": {"text": "Hyvin", "drawing": "koti"}}}
    part = {"title": "Koti", "text": "Näin.", "drawing": "koti", "fields": {"miten": field}}
    files = bank.every_kind() | bank.DRAWING
    files[bank.path_of("sheet", "koe-sheet")] = bank.record("sheet", parts={"alku": part})
    return bank.write(folder, files)


def test_a_drawing_reaches_page_and_paper(tmp_path: Path) -> None:
    """Beside its words it is not heard on a page; on paper it says what it shows."""
    source = _bank(tmp_path)
    pages = bank.pages(source)
    page = next(text for path, text in pages.items() if "koe-sheet" in path)
    assert page.count('class="pictogram"') >= 2
    assert page.count('aria-hidden="true" focusable="false"><rect') == page.count('"pictogram"')
    table = next(text for path, text in pages.items() if "piirrokset" in path)
    assert 'aria-label="Talo, jossa on ovi"' in table
    tasks = [t for path, t in bank.handout_tasks(source).items() if "koe-sheet" in path]
    for task in tasks:
        assert 'src="drawing:own/koti" alt="Talo, jossa on ovi"' in task.html
        assert dict(task.assets)["drawing:own/koti"].startswith(b"<svg")
    made = tasks[0].make()
    assert made.faults == ()
