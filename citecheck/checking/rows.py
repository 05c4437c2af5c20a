"""Rows of tables as claims: their words, and the rows of a source's tables that say the same or another number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from citecheck.checking.cells import read_heading, relate
from citecheck.checking.facts.model import Relation
from citecheck.checking.passages.model import PreparedText
from citecheck.checking.passages.tables import TableRow, rows_with
from citecheck.model import ClaimRow
from claims.model import Cited, Claim, Document

_MOST_ROWS = 50  # rows with one cell of the same words that are compared, so that the cost is bounded; judgement


def row_joints(claim: Claim, cited: Cited) -> tuple[str, ...]:
    """Return the separators between the parts of a row's scope: "2024, Heat pumps sold: 98,000; Share: 12 %".

    `claim` is the row, `cited` what a citation in it covers: cells of the row, and headings, which are outside it.
    """
    joints: list[str] = []
    before = _is_inside(claim, cited.scope[0].start)
    for number, part in enumerate(cited.scope[1:]):
        behind = _is_inside(claim, part.start)
        if before and number:
            joints.append("; ")  # between a cell and the next
        else:
            joints.append(": " if behind else ", ")
        before = behind
    return tuple(joints)


def row_of(document: Document, claim: Claim, cited: Cited) -> ClaimRow:
    """Return the cells of `claim`, a row of a table of `document`, each with its heading.

    `cited` is what a citation in it covers: the cells that count. A heading of several rows is joined.
    """
    label, heading = "", ""
    cells: list[tuple[str, str]] = []
    for number, part in enumerate(cited.scope):
        words = " ".join(document.prose(part).split())
        if not _is_inside(claim, part.start):
            heading = f"{heading} {words}".strip()
        elif number == 0 and len(cited.scope) > 1:
            label = words
        else:
            cells.append((heading, words))
            heading = ""
    return ClaimRow(label, tuple(cells))


def _is_inside(claim: Claim, offset: int) -> bool:
    return claim.span.start <= offset < claim.span.end


class RowRelation(Enum):
    """What a row of a source says of a claimed cell."""

    AGREES = "the same"
    CHANGED = "another number"


@dataclass(frozen=True, slots=True)
class RowFound:
    """A claimed cell and the cell of the source's row with the same first cell and heading."""

    relation: RowRelation
    claimed: str
    found: str


def look_up_row(row: ClaimRow, text: PreparedText) -> list[RowFound | None]:
    """Return for each cell of `row` what the tables of `text` say of it; None if they say nothing plain.

    Another number counts only in the single row that has the claim's first cell, below a heading of the same words. The
    source's table may have the rows of the claim's as columns.
    """
    if not row.label:
        return [None] * len(row.cells)
    rows = _few(rows_with(row.label, text))
    return [
        _look_up_cell(heading, value, rows) or _look_up_cell(row.label, value, _few(rows_with(heading, text)))
        for heading, value in row.cells
    ]


def _few(rows: list[TableRow]) -> list[TableRow]:
    """Return the rows, or none if there are too many to be the row of a claim."""
    return rows if len(rows) <= _MOST_ROWS else []


def _look_up_cell(heading: str, value: str, rows: Sequence[TableRow]) -> RowFound | None:
    claimed = read_heading(heading).stems
    under = [(head, words) for row in rows for head, words in row if claimed and read_heading(head).stems == claimed]
    related = [(relate((heading, value), cell), cell[1]) for cell in under]
    for relation, words in related:
        if relation is Relation.AGREES:
            return RowFound(RowRelation.AGREES, value, words)
    if len(related) == 1 and related[0][0] is Relation.DIFFERS:
        return RowFound(RowRelation.CHANGED, value, related[0][1])
    return None
