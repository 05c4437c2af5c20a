"""Find the row and column of the cells of a page's tables."""

from __future__ import annotations

from lxml import etree

from claims.layout import Cell
from claims.readers.tables import Tables, covered

_CELLS = ("td", "th")


class Grid:
    """Looks at each table once, when the first of its cells is asked for."""

    def __init__(self, tables: Tables | None = None) -> None:
        """Count on in `tables`, where the document has tables in another form too."""
        self._tables = Tables() if tables is None else tables
        self._cells: dict[etree._Element, Cell] = {}
        self._seen: set[etree._Element] = set()

    def cell_of(self, element: etree._Element) -> Cell | None:
        """Return the innermost cell around `element`; None if it is in no cell."""
        for one in (element, *element.iterancestors(*_CELLS)):
            if one.tag in _CELLS:
                table = next(one.iterancestors("table"), None)
                if table is not None and table not in self._seen:
                    self._seen.add(table)
                    self._read(table)
                return self._cells.get(one)
        return None

    def _read(self, table: etree._Element) -> None:
        self._tables.begin_table()
        for row in _rows(table):
            self._tables.begin_row()
            for cell in row:
                if cell.tag in _CELLS:
                    self._tables.begin_cell(
                        rows=covered(cell.get("rowspan")),
                        columns=covered(cell.get("colspan")),
                        header=cell.tag == "th",
                    )
                    place = self._tables.current
                    if place is not None:
                        self._cells[cell] = place
        self._tables.end_table()


def _rows(table: etree._Element) -> list[etree._Element]:
    """Return the rows of a table, without those of tables in its cells."""
    rows: list[etree._Element] = []
    for part in table:
        if part.tag == "tr":
            rows.append(part)
        elif part.tag in ("thead", "tbody", "tfoot"):
            rows += [row for row in part if row.tag == "tr"]
    return rows
