"""Figure -> a drawing as SVG, and the same in words.

One drawing serves page and paper: its colours are tokens' light values as attributes, which
the site's stylesheet overrides by class, so that it follows the theme.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from generator.interface import said
from generator.outputs.fonts import FAMILIES
from generator.outputs.styles import colour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.document import Figure

WIDTH = 720
LINE = 22
FONT = 17
CHARACTER = 9.2  # the mean width of a letter at FONT, on the safe side
NUMBER = 17


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing: its SVG, its title, and what it shows in words."""

    svg: str
    title: str
    words: str


def draw(figure: Figure, language: str) -> Drawing:
    """Draw the items of a figure in its shape."""
    titles = list(figure.items)
    title = said(figure.title, language)
    centre = said(figure.centre, language) if figure.centre else ""
    shapes = {"ring": _ring, "clock": _clock, "grid": _grid, "path": _path}
    height, body = shapes[figure.shape](titles, centre)
    words = f"{title}: {', '.join(titles)}."
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" role="img"'
        f' viewBox="0 0 {WIDTH} {height:.0f}"'
        # On a page its style sheet tells the face.
        f' font-family="{",".join(FAMILIES)}"'
        f' font-size="{FONT}"><title>{escape(words)}</title>{body}</svg>'
    )
    return Drawing(svg, title, words)


def _ring(titles: list[str], centre: str) -> tuple[float, str]:
    """Set the items in a ring around what they are for."""
    columns = 2
    rows = math.ceil(len(titles) / columns)
    box_width, gap = 240.0, 18.0
    heights = [_box_height(title, box_width) for title in titles]
    row_height = max(heights) + gap
    height = rows * row_height - gap + 8
    middle_x, middle_y = WIDTH / 2, height / 2
    parts = []
    for index in range(len(titles)):
        x, y = _place(index, rows, box_width, row_height)
        end_x = x + box_width if x < middle_x else x
        parts.append(
            f'<path class="d-line" d="M{end_x:.0f} {y + heights[index] / 2:.0f}'
            f' L{middle_x:.0f} {middle_y:.0f}" stroke="{colour("line")}" stroke-width="1.5"/>'
        )
    radius = 78
    parts.append(_dial(middle_x, middle_y, radius))
    parts.append(_text(centre, middle_x, middle_y, radius * 1.7, bold=True))
    for index, title in enumerate(titles):
        x, y = _place(index, rows, box_width, row_height)
        parts.append(_box(title, x, y, box_width, heights[index]))
    return height, "".join(parts)


def _place(index: int, rows: int, width: float, row_height: float) -> tuple[float, float]:
    column, row = divmod(index, rows)
    return (4.0 if column == 0 else WIDTH - width - 4), 4 + row * row_height


def _clock(titles: list[str], centre: str) -> tuple[float, str]:
    """Set the items around a dial, numbered clockwise from the top."""
    box_width, gap, radius, inset = 232.0, 14.0, 92.0, 46.0
    right = math.ceil(len(titles) / 2)
    row_height = max(_box_height(title, box_width - inset) for title in titles) + gap
    height = max(right * row_height - gap, 2 * radius + 2 * NUMBER) + 8
    middle_x, middle_y = WIDTH / 2, height / 2
    parts = [
        _dial(middle_x, middle_y, radius),
        _text(centre, middle_x, middle_y, radius * 1.4, bold=True),
    ]
    for index, title in enumerate(titles):
        on_right = index < right
        column = right if on_right else len(titles) - right
        row = index if on_right else len(titles) - 1 - index
        x = WIDTH - box_width - 4 if on_right else 4.0
        y = 4 + (height - 8 - column * row_height + gap) / 2 + row * row_height
        box_height = row_height - gap
        # Each number stands on the rim of the dial, beside its box.
        angle = math.pi * (row + 0.5) / column
        dial_x = middle_x + (1 if on_right else -1) * radius * math.sin(angle)
        dial_y = middle_y - radius * math.cos(angle)
        box_x = x if on_right else x + box_width
        parts.append(
            f'<path class="d-line" d="M{dial_x:.0f} {dial_y:.0f} L{box_x:.0f}'
            f' {y + box_height / 2:.0f}" stroke="{colour("line")}" stroke-width="1.5"/>'
        )
        parts.append(_number(index + 1, dial_x, dial_y))
        parts.append(_box("", x, y, box_width, box_height))
        parts.append(_text(title, x + box_width / 2, y + box_height / 2, box_width - inset + 20))
    return height, "".join(parts)


def _grid(titles: list[str], _centre: str) -> tuple[float, str]:
    """Set the items side by side in two columns, numbered."""
    gap, box_width = 20.0, (WIDTH - 28) / 2
    height = max(_box_height(title, box_width - 56) for title in titles) + 16
    parts = []
    for index, title in enumerate(titles):
        row, column = divmod(index, 2)
        x, y = 4 + column * (box_width + gap), 4 + row * (height + gap)
        parts.append(_box("", x, y, box_width, height))
        parts.append(_number(index + 1, x + 34, y + height / 2))
        parts.append(_text(title, x + 62, y + height / 2, box_width - 76, start=True, bold=True))
    rows = math.ceil(len(titles) / 2)
    return 8 + rows * (height + gap) - gap, "".join(parts)


def _path(titles: list[str], _centre: str) -> tuple[float, str]:
    """Set the items along a line from top to bottom, numbered."""
    parts, y = [], 4.0
    centres = []
    for title in titles:
        height = max(48.0, len(_wrap(title, WIDTH - 90)) * LINE + 20)
        centres.append((y + height / 2, title))
        y += height
    parts.append(
        f'<path class="d-line" d="M30 {centres[0][0]:.0f} V{centres[-1][0]:.0f}"'
        f' stroke="{colour("line")}" stroke-width="2"/>'
    )
    for index, (middle, title) in enumerate(centres):
        parts.append(_number(index + 1, 30, middle))
        parts.append(_text(title, 64, middle, WIDTH - 90, start=True))
    return y + 4, "".join(parts)


def _dial(x: float, y: float, radius: float) -> str:
    return (
        f'<circle class="d-warm" cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}"'
        f' fill="{colour("warm-soft")}" stroke="{colour("warm")}" stroke-width="2"/>'
    )


def _box(title: str, x: float, y: float, width: float, height: float) -> str:
    return (
        f'<rect class="d-box" x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}"'
        f' rx="8" fill="{colour("accent-soft")}" stroke="{colour("accent")}"/>'
        + (_text(title, x + width / 2, y + height / 2, width - 20) if title else "")
    )


def _number(number: int, x: float, y: float) -> str:
    return (
        f'<circle class="d-number" cx="{x:.0f}" cy="{y:.0f}" r="{NUMBER}"'
        f' fill="{colour("accent")}"/>'
        f'<text class="d-on" x="{x:.0f}" y="{y + FONT * 0.35:.1f}" text-anchor="middle"'
        f' font-weight="bold" fill="{colour("on-accent")}">{number}</text>'
    )


def _text(
    text: str, x: float, y: float, width: float, *, start: bool = False, bold: bool = False
) -> str:
    lines = _wrap(text, width)
    top = y - (len(lines) - 1) * LINE / 2 + FONT * 0.35
    anchor = "start" if start else "middle"
    weight = ' font-weight="bold"' if bold else ""
    return "".join(
        f'<text class="d-text" x="{x:.0f}" y="{top + index * LINE:.1f}" text-anchor="{anchor}"'
        f'{weight} fill="{colour("ink")}">{escape(line)}</text>'
        for index, line in enumerate(lines)
    )


def _box_height(title: str, width: float) -> float:
    return len(_wrap(title, width - 20)) * LINE + 22


def _wrap(text: str, width: float) -> list[str]:
    """Part a text into lines that fit; a word that is too long is broken at its hyphen."""
    room = int(width / CHARACTER)
    lines = [""]
    for word in _pieces(text, room):
        joined = f"{lines[-1]} {word}".strip() if not lines[-1].endswith("-") else lines[-1] + word
        if len(joined) <= room or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _pieces(text: str, room: int) -> Iterator[str]:
    for word in text.split():
        if len(word) <= room or "-" not in word:
            yield word
        else:
            head, _, tail = word.partition("-")
            yield f"{head}-"
            yield tail
