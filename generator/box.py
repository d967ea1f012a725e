"""Upright boxes of a drawing: where they are, and whether two of them cover some of the same."""

from __future__ import annotations

Box = tuple[float, float, float, float]
"""Its left, top, right and bottom."""


def meet(one: Box, other: Box) -> bool:
    """Tell whether boxes cover some of the same, more than an edge."""
    across = max(one[0], other[0]) < min(one[2], other[2])
    return across and max(one[1], other[1]) < min(one[3], other[3])
