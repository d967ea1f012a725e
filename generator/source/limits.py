"""Nodes -> what is beyond all bounds: work on a file must not grow without end.

The limits lie some ten times above the largest texts that a bank has had. How deep a file may
nest is told before it is read into nodes, in ``load``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.problem import Problem
from generator.source.load import Mapping, Scalar

if TYPE_CHECKING:
    from generator.source.load import Node

MAX_TEXT = 20_000  # characters of one text
MAX_LINES = 1_000  # lines of one text
MAX_ITEMS = 500  # fields of a part, items of a list; of a table, MAX_NODES bounds the entries
MAX_NODES = 10_000  # in a file


def beyond(root: Node) -> list[Problem]:
    """Name every text that is too long and every list that has too many items."""
    problems: list[Problem] = []
    waiting: list[tuple[str, Node]] = [("", root)]
    count = 0
    while waiting:
        field, node = waiting.pop()
        count += 1
        if isinstance(node, Scalar):
            size, lines = len(node.text), node.text.count("\n")
            if size > MAX_TEXT or lines > MAX_LINES:
                values = {"size": str(size), "lines": str(lines)}
                values |= {"limit": str(MAX_TEXT), "most": str(MAX_LINES)}
                problems.append(Problem(node.at, "too-long", field, values))
            continue
        inner = [*(node.entries.items() if isinstance(node, Mapping) else enumerate(node.items))]
        if field and len(inner) > MAX_ITEMS:  # a table is one file, however many its entries
            values = {"count": str(len(inner)), "limit": str(MAX_ITEMS)}
            problems.append(Problem(node.at, "too-many", field, values))
            continue
        waiting += [(f"{field}.{key}".lstrip("."), child) for key, child in inner]
    if count > MAX_NODES and not problems:
        values = {"count": str(count), "limit": str(MAX_NODES)}
        problems.append(Problem(root.at, "too-many", "", values))
    return problems
