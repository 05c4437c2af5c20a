"""Count the rows and columns of tables while a reader walks through them."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.layout import Cell

_WIDEST = 200  # columns that are told apart, so that the cost of a row is bounded; judgement
_TALLEST = 65_534  # rows that a cell may cover, as in HTML


@dataclass(slots=True)
class _Table:
    """A table that is being read: the current row, and the rows down to which a column is taken from above."""

    number: int
    row: int = -1
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)  # column -> the last row that a cell above covers there
    cell: Cell | None = None


class Tables:
    """Gives each cell its place; tables may be in cells of others."""

    def __init__(self) -> None:
        self._open: list[_Table] = []
        self._count = 0
        self._placed: Cell | None = None

    @property
    def current(self) -> Cell | None:
        """The cell that is being read; None outside of cells."""
        return self._open[-1].cell if self._open else self._placed

    def place(self, cell: Cell | None) -> None:
        """Set the cell that is being read, where a reader knows the places of all cells beforehand."""
        self._placed = cell

    def begin_table(self) -> None:
        """Begin a table, which may be in the current cell."""
        self._open.append(_Table(self._count))
        self._count += 1

    def end_table(self) -> None:
        """End the current table; the cell around it goes on."""
        if self._open:
            self._open.pop()

    def begin_row(self) -> None:
        """Begin a row of the current table."""
        if self._open:
            table = self._open[-1]
            table.row, table.column, table.cell = table.row + 1, 0, None

    def begin_cell(self, *, rows: int = 1, columns: int = 1, header: bool = False) -> None:
        """Begin a cell that covers `rows` and `columns` (0 rows: down to the end of the table)."""
        if not self._open:
            return
        table = self._open[-1]
        rows = min(rows, _TALLEST) if rows > 0 else _TALLEST
        columns = min(max(columns, 1), _WIDEST)
        table.row = row = max(table.row, 0)  # wikitext writes no row before its first one
        while table.column < _WIDEST and table.taken.get(table.column, -1) >= row:
            table.column += 1
        table.cell = Cell(table.number, row, table.column, rows, columns, header)
        if rows > 1:
            table.taken.update(dict.fromkeys(range(table.column, table.column + columns), row + rows - 1))
        table.column = min(table.column + columns, _WIDEST)

    def end_cell(self) -> None:
        """End the current cell."""
        if self._open:
            self._open[-1].cell = None


def covered(value: str | None) -> int:
    """Return the number of rows or columns that an attribute states; 1 where it states none."""
    digits = (value or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 7 else 1
