"""Rows of tables as claims: their words, and the rows of a source's tables that say the same or another number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from citecheck.checking.facts.comparison import compare
from citecheck.checking.facts.model import Number, Relation
from citecheck.checking.facts.reading import facts
from citecheck.checking.passages.model import PreparedText
from citecheck.checking.passages.tables import TableRow, plain, rows_with
from citecheck.checking.passages.terms import normalize_token, stem, tokens
from citecheck.model import ClaimRow
from claims.model import Cited, Claim, Document


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
    """Return for each cell of `row` what the tables of `text` say of it; None where they say nothing plain.

    Another number counts only in the single row that has the claim's first cell, below a heading of the same words.
    """
    if not row.label:
        return [None] * len(row.cells)
    rows = rows_with(row.label, text)
    return [_look_up_cell(heading, value, rows) for heading, value in row.cells]


def _look_up_cell(heading: str, value: str, rows: Sequence[TableRow]) -> RowFound | None:
    claimed = _stems(heading)
    under = [words for row in rows for head, words in row if claimed and _stems(head) == claimed]
    for words in under:
        if _agrees(value, words):
            return RowFound(RowRelation.AGREES, value, words)
    number, other = _number(value), _number(under[0]) if len(under) == 1 else None
    if number is None or other is None or compare(number, other) is not Relation.DIFFERS:
        return None
    return RowFound(RowRelation.CHANGED, value, under[0])


def _agrees(value: str, words: str) -> bool:
    number, other = _number(value), _number(words)
    if number is not None and other is not None:
        return compare(number, other) is Relation.AGREES
    return plain(value) == plain(words)


def _number(words: str) -> Number | None:
    """Return the number that a cell is; None where it says more than one number."""
    found = facts(words)
    return found[0] if len(found) == 1 and isinstance(found[0], Number) and len(words) < 40 else None


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(normalize_token(word)) for word, _, _ in tokens(words))
