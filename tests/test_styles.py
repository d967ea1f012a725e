"""Styles: nothing leans left or right, so that a page from right to left mirrors by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import tinycss2

from generator.outputs.styles import TOKENS
from generator.site.stage import OVERRIDES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHEETS = [*sorted(TOKENS.parent.rglob("*.css")), *sorted(OVERRIDES.rglob("*.css"))]
"""Every stylesheet of the project."""

PHYSICAL = {"left", "right"}
SIDES = {
    *("margin", "padding", "inset", "scroll-margin", "scroll-padding"),
    *("border-width", "border-style", "border-color"),
}
"""Shorthands of top, right, bottom and left."""
CORNERS = "border-radius"
EXCUSE = "lint: physical:"
"""What a comment begins with that excuses its line; the reason follows."""


def faults(css: str) -> list[str]:
    """Give what is physical and not excused, and what excuses nothing or has no reason."""
    found = list(_physical(tinycss2.parse_stylesheet(css)))
    excuses = dict(_excuses(tinycss2.parse_component_value_list(css)))
    lines = {line for line, _ in found}
    return [
        *(f"{line}: {what}" for line, what in found if not excuses.get(line)),
        *(f"{line}: excuses nothing" for line in excuses if line not in lines),
    ]


def _physical(nodes: list[tinycss2.ast.Node]) -> Iterator[tuple[int, str]]:
    """Find the declarations and the margin boxes that name a side, wherever they are nested."""
    for node in nodes:
        if node.type == "error":
            yield node.source_line, node.message
        elif node.type == "declaration":
            if PHYSICAL & set(node.lower_name.split("-")):
                yield node.source_line, node.lower_name
            elif _names_a_side(node.value) or _leans(node.lower_name, node.value):
                value = tinycss2.serialize(node.value).strip()
                yield node.source_line, f"{node.lower_name}: {value}"
        elif node.type in {"qualified-rule", "at-rule"}:
            if node.type == "at-rule" and PHYSICAL & set(node.lower_at_keyword.split("-")):
                yield node.source_line, f"@{node.lower_at_keyword}"
            yield from _physical(tinycss2.parse_blocks_contents(node.content or []))


def _names_a_side(values: list[tinycss2.ast.Node]) -> bool:
    return any(
        value.lower_value in PHYSICAL if value.type == "ident" else _names_a_side(_inside(value))
        for value in values
    )


def _inside(node: tinycss2.ast.Node) -> list[tinycss2.ast.Node]:
    """Give what stands in a function or a block."""
    return getattr(node, "arguments", None) or getattr(node, "content", None) or []


def _leans(name: str, values: list[tinycss2.ast.Node]) -> bool:
    """Tell whether a shorthand's start and end differ."""
    parts: list[list[str]] = [[]]
    for value in values:
        if value == "/":
            parts.append([])
        elif value.type not in {"whitespace", "comment"}:
            parts[-1].append(tinycss2.serialize([value]))
    if name in SIDES:
        return any(len(part) == 4 and part[1] != part[3] for part in parts)
    return name == CORNERS and any(_leans_at_corners(part) for part in parts)


def _leans_at_corners(part: list[str]) -> bool:
    """Tell whether the corners differ, which are given from the top left one clockwise."""
    four = [*part, part[1]] if len(part) == 3 else (part * 4)[:4]
    top_left, top_right, bottom_right, bottom_left = four
    return top_left != top_right or bottom_left != bottom_right


def _excuses(nodes: list[tinycss2.ast.Node]) -> Iterator[tuple[int, str]]:
    """Find the lines that are excused, and why."""
    for node in nodes:
        if node.type == "comment" and node.value.strip().startswith(EXCUSE):
            yield node.source_line, node.value.strip().removeprefix(EXCUSE).strip()
        elif node.type != "comment":
            yield from _excuses(_inside(node))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_styles_lean_to_neither_side(sheet: Path) -> None:
    """A stylesheet says start and end, so that right to left needs no styles of its own."""
    assert faults(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        *((f"a {{ {name}: 0 }}", name) for name in ("left", "right")),
        ("a { margin-left: 1px }", "margin-left"),
        ("a { PADDING-RIGHT: 1px }", "padding-right"),
        ("a { border-left: 1px solid }", "border-left"),
        ("a { border-right-color: red }", "border-right-color"),
        ("a { border-top-left-radius: 1px }", "border-top-left-radius"),
        ("a { scroll-margin-left: 1px }", "scroll-margin-left"),
        ("a { text-align: left }", "text-align: left"),
        ("a { text-align: Right !important }", "text-align: Right"),
        ("a { float: left }", "float: left"),
        ("a { clear: right }", "clear: right"),
        ("a { background-position: right 1px top 0 }", "background-position: right 1px top 0"),
        (
            "a { background: linear-gradient(to left, red, tan) }",
            "background: linear-gradient(to left, red, tan)",
        ),
        ("a { margin: 0 1px 0 2px }", "margin: 0 1px 0 2px"),
        ("a { padding: 0 calc(1px + 2px) 0 3px }", "padding: 0 calc(1px + 2px) 0 3px"),
        ("a { inset: 0 auto 0 0 }", "inset: 0 auto 0 0"),
        ("a { border-width: 0 0 0 var(--w) }", "border-width: 0 0 0 var(--w)"),
        ("a { border-radius: 1px 2px }", "border-radius: 1px 2px"),
        ("a { border-radius: 1px 2px 1px }", "border-radius: 1px 2px 1px"),
        ("a { border-radius: 0 1px 1px 0 }", "border-radius: 0 1px 1px 0"),
        ("a { border-radius: 1px / 1px 2px }", "border-radius: 1px / 1px 2px"),
        ("@media print { a:hover { left: 0 } }", "left"),
        ("a { &:hover { @media print { right: 0 } } }", "right"),
        ("@page { @bottom-left { content: none } }", "@bottom-left"),
        ("@page { @top-center { text-align: right } }", "text-align: right"),
    ],
)
def test_planted_side(planted: str, said: str) -> None:
    """What names or leans to a side is found with its line, wherever it is nested."""
    assert faults(f"/* left */\n{planted}") == [f"2: {said}"]


@pytest.mark.parametrize(
    "css",
    [
        "a { margin-inline: 1px 2px; inset-inline-start: 0; border-start-start-radius: 1px }",
        "a { top: 0; width: 1px; border-bottom: 0; text-align: start; float: inline-end }",
        "a { margin: 1px 2px 3px; padding: 1px 2px 3px 2px; border-color: red tan }",
        "a { border-radius: 0 0 var(--r) var(--r); inset: 0 }",
        ".left > #right:has(left) { background: url(left.png); content: 'left' }",
        "a { margin: 0 1px 0 2px /* lint: physical: a reason */ }",
        "a { left: 0; right: 0 } /* lint: physical: a reason */",
    ],
)
def test_neutral_or_excused(css: str) -> None:
    """What has no side is passed over, and so is a line that a comment excuses."""
    assert faults(css) == []


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("a { left: 0 } /* lint: physical: */", "1: left"),
        ("/* lint: physical: a reason */\na { left: 0 }", "2: left"),
        ("a { top: 0 } /* lint: physical: a reason */", "1: excuses nothing"),
        ("a { color }", "1: "),
    ],
)
def test_planted_excuse(css: str, said: str) -> None:
    """An excuse without a reason, elsewhere or for nothing is found, and so is what is no CSS."""
    assert any(fault.startswith(said) for fault in faults(css))
