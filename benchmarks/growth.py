"""Measure how the work on one file grows with what is in it: ``python -m benchmarks.growth``.

Each text or list is measured at a quarter, a half and the whole of what its limit allows
(``generator/source/limits.py``), and twice beyond it, where it must be refused. Work that is
linear costs the half twice the quarter, and the whole twice the half.
"""

from __future__ import annotations

import gc
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cache import Cache
from generator.source.limits import MAX_ITEMS, MAX_LINES, MAX_TEXT
from generator.source.read import read

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[[int], str]

PLACE = "content/page/koe.yaml"
SHARES = (0.25, 0.5, 1.0, 2.0)
TIMES = 3
STEEPEST = 3.0  # times the work for twice as much; four times would be quadratic


def _text(body: str) -> str:
    return f"sections:\n  a:\n    title: a\n    text: {body}\n"


TEXTS: dict[str, Make] = {
    "words": lambda size: _text("'" + "sana " * (size // 5) + "'"),
    "emphasis": lambda size: _text("'" + "*a* " * (size // 4) + "'"),
    "open marks": lambda size: _text("'" + "*a " * (size // 3) + "'"),
    "open brackets": lambda size: _text("'" + "[" * size + "'"),
    "open links": lambda size: _text("'" + "[a](" * (size // 4) + "'"),
    "open tags": lambda size: _text("'" + "<a " * (size // 3) + "'"),
    "spaces": lambda size: _text('"' + " " * size + 'a"'),
}
LINES: dict[str, Make] = {
    "line breaks": lambda size: _text("|\n" + "      a\n" * size),
    "blank lines": lambda size: _text("|\n      a\n" + "\n" * size + "      a"),
    "hard breaks": lambda size: _text("|\n" + "      a\\\n" * size),
    "list": lambda size: _text("|\n" + "      - a\n" * size),
}
ITEMS: dict[str, Make] = {
    "unknown fields": lambda size: "".join(f"k{n}: a\n" for n in range(size)),
    "sections": lambda size: (
        "sections:\n" + "".join(f"  k{n}:\n    title: a\n    text: b\n" for n in range(size))
    ),
    "references": lambda size: "related:\n" + "  - a\n" * size,
}


def main() -> None:
    """Measure everything."""
    gc.set_threshold(200_000, 50, 50)  # as the commands do
    print("| what | a quarter | a half | the whole | beyond | steepest |")
    print("|---|---|---|---|---|---|")
    for limit, makes in ((MAX_TEXT, TEXTS), (MAX_LINES, LINES), (MAX_ITEMS, ITEMS)):
        for name, make in makes.items():
            spent = [_spent(make(int(limit * share) - 1)) for share in SHARES]
            steepest = max(spent[1] / spent[0], spent[2] / spent[1])
            cells = [f"{1000 * seconds:.1f} ms" for seconds in spent]
            told = f"{steepest:.1f} x {'linear' if steepest < STEEPEST else 'STEEP'}"
            print(f"| {name} | {' | '.join(cells)} | {told} |", flush=True)


def _spent(text: str) -> float:
    """Give the least processor seconds that reading a bank of one file takes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / PLACE
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
        spent = []
        for _ in range(TIMES):
            began = time.process_time()
            read(Path(folder), Cache())
            spent.append(time.process_time() - began)
    return min(spent)


if __name__ == "__main__":
    main()
