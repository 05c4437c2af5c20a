"""How many rows and columns the cells of a Word table cover, and which of them are headings."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from claims.readers.docx.package import W
from claims.readers.tables import covered

_FIRST_ROW = 0x0020  # the bit of tblLook's value for a first row of its own (ECMA-376, 17.4.56)


class CellShape(NamedTuple):
    """The rows and columns that a cell covers, and whether it is a heading."""

    rows: int
    columns: int
    header: bool


def cells_of(table: etree._Element) -> dict[etree._Element, CellShape]:
    """Return the shapes of a table's cells, without the empty cells that Word writes below a merged one."""
    shapes: dict[etree._Element, CellShape] = {}
    merged: dict[int, etree._Element] = {}  # column -> the cell that began a merge down this column
    for number, row in enumerate(table.iterchildren(W + "tr")):
        header = row.find(f"{W}trPr/{W}tblHeader") is not None or (number == 0 and _has_first_row(table))
        column = 0
        for cell in row.iterchildren(W + "tc"):
            span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
            columns = covered(span.get(W + "val")) if span is not None else 1
            above = merged.get(column)
            if merge is not None and merge.get(W + "val") != "restart" and above is not None:
                shapes[above] = shapes[above]._replace(rows=shapes[above].rows + 1)
            else:
                shapes[cell] = CellShape(1, columns, header)
                merged.pop(column, None)
                if merge is not None:
                    merged[column] = cell
            column += columns
    return shapes


def _has_first_row(table: etree._Element) -> bool:
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    stated = look.get(W + "firstRow")
    if stated is not None:
        return stated in ("1", "true", "on")
    try:
        return bool(int(look.get(W + "val") or "0", 16) & _FIRST_ROW)
    except ValueError:
        return False
