"""One step of the comparison of a quotation with its source."""

from __future__ import annotations

from dataclasses import dataclass

from citecheck.checking.quotes.diff import Kind
from reports.model import Edit, EditOp

_NAMES = {
    Kind.TYPOGRAPHY: "typography",
    Kind.EDITING: "editing",
    Kind.NAME: "name",
    Kind.NUMBER: "number",
    Kind.NEGATION: "negation",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the comparison: its kind, the words on both sides as written, their lengths when folded."""

    kind: Kind
    quote: str
    source: str
    size: int = 0  # folded characters of the quotation's side
    extra: int = 0  # of the source's side
    words: int = 0  # of the quotation's side
    others: int = 0  # words of the source's side
    likeness: float = 1.0

    def edit(self) -> Edit:
        """Return it as a report shows it."""
        if self.kind is Kind.EQUAL:
            return Edit(op=EditOp.EQUAL, quote=self.quote, source=self.source)
        op = EditOp.REPLACE if self.quote and self.source else EditOp.DELETE if self.quote else EditOp.INSERT
        return Edit(op=op, quote=self.quote, source=self.source, kind=_NAMES.get(self.kind))
