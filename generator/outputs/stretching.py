"""A sheet as it was laid out -> the same, its last table as high as the sheet has room for.

What is written by hand into a table needs the room that would stay empty below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

from generator.outputs.breaking import classes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 40 * 96 / 25.4
"""No row grows by more CSS pixels than this: a hand needs no more."""
WRITTEN_IN = {"field-table", "running"}


def stretch(sheet: Any) -> None:  # noqa: ANN401 - WeasyPrint's boxes have no types
    """Share what is left below the last table of a sheet among its rows, if it is written in."""
    above: list[Any] = []
    table = _last(sheet, above)
    if table is None:
        return
    rows = [row for row in _rows(table) if not _stays(row)]
    if not rows:
        return
    left = sheet.content_box_y() + sheet.height - _bottom(table)
    if left <= 0:
        return
    grown = _grow(table, min(left / len(rows), MOST))
    for box in above[1:]:  # the sheet itself stays as it is
        box.height += grown


def _last(box: Any, above: list[Any]) -> Any | None:  # noqa: ANN401 - as above
    """Give the box that is written in, if a sheet ends with it, and what it stands in."""
    while True:
        classes = classes_of(box.element)
        if WRITTEN_IN.intersection(classes):
            return box
        above.append(box)
        flow = [
            child
            for child in getattr(box, "children", ())
            if isinstance(child, boxes.BlockLevelBox) and child.is_in_normal_flow()
        ]
        if not flow or isinstance(box, boxes.TableBox):
            return None
        box = flow[-1]


def _bottom(box: Any) -> float:  # noqa: ANN401 - as above
    return float(max(row.position_y + row.height for row in _rows(box)))


def _rows(box: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    if isinstance(box, boxes.TableRowBox):
        yield box
    else:
        for child in getattr(box, "children", ()):
            yield from _rows(child)


def _stays(row: Any) -> bool:  # noqa: ANN401 - as above
    """Tell whether nothing is written in a row: it heads a table, or is a low one."""
    if "low" in classes_of(row.element):
        return True
    return all(cell.element is not None and cell.element.tag == "th" for cell in row.children)


def _grow(box: Any, by: float) -> float:  # noqa: ANN401 - as above
    """Make each row higher, move what stands below it, and tell by how much a box grew."""
    if isinstance(box, boxes.TableRowBox):
        if _stays(box):
            return 0
        for cell in box.children:
            cell.height += by
            if cell.children and not getattr(cell.children[-1], "children", True):
                cell.children[-1].height += by  # the room below a cell's own label
        box.height += by
        return by
    grown = 0.0
    for child in getattr(box, "children", ()):
        if grown:
            child.translate(0, grown)
        grown += _grow(child, by)
    if grown:
        box.height += grown
    return grown
