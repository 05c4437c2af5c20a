"""What an audit found: the data types of the package `reports`. `codec` writes and reads them as JSON.

Scores and probabilities are 0..1. Times are RFC 3339 UTC strings with a Z, dates ISO 8601 and as precise as known.
Spans of a passage are half-open code points of the text of the copy that it names; all other spans are of
`Document.text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from importlib import import_module
from typing import Any, TypeVar

from claims.model import Claim, Document, Reference
from reports.errors import UnknownName
from reports.notebook import notebook_page
from reports.parts import (
    Attempt,
    Check,
    Contribution,
    Edit,
    Evidence,
    FactCheck,
    Finding,
    Passage,
    QuoteCheck,
    SourceCheck,
    SourceCopy,
    SourceProblem,
    Suppressed,
    Tool,
    Weight,
)
from reports.records import ReferenceCheck
from reports.summary import summarise
from reports.vocabulary import (
    Band,
    ClaimPart,
    EditOp,
    Extent,
    FactKind,
    Failing,
    LinkStatus,
    Origin,
    Outcome,
    QuoteOutcome,
    Severity,
    State,
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Report:
    """The product: everything that one audit of one document established.

    `existence` holds what registries of works say about the references that could be looked up; empty: none was asked.
    """

    tool: Tool
    document: Document
    started: str
    finished: str
    sources: tuple[SourceCheck, ...] = ()
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    notices: tuple[str, ...] = ()  # what the run itself has to say: offline, ended early, replayed
    existence: tuple[ReferenceCheck, ...] = ()
    schema: int = field(default=1)

    @property
    def headline(self) -> str:
        """What the report amounts to, in one line: "3 things to fix, 41 of 60 checks confirmed"."""
        return summarise(self).headline

    def claim(self, key: str) -> Claim:
        """Return the claim whose key is `key`, such as `finding.claim`. Raises `UnknownName` if there is none."""
        return _named(self.document.claims, key, "claim")

    def reference(self, key: str) -> Reference:
        """Return the reference with `key`, such as `finding.reference`. Raises `UnknownName` if there is none."""
        return _named(self.document.references, key, "reference")

    def source(self, reference: str) -> SourceCheck:
        """Return the source of the reference whose key is `reference`. Raises `UnknownName` if there is none."""
        for source in self.sources:
            if source.reference == reference:
                return source
        raise UnknownName(f"no source has the reference {reference!r}")

    def checks_of(self, claim: str) -> tuple[Check, ...]:
        """Return the checks of the claim whose key is `claim`, one for each of its citations; empty: it has none."""
        return tuple(check for check in self.checks if check.claim == claim)

    def to_frame(self) -> Any:
        """Return the findings as a `pandas.DataFrame`: a row for each in the report's order, a column for each field.

        Raises `ImportError` if pandas is not installed; citecheck does not install it.
        """
        try:
            pandas = import_module("pandas")
        except ImportError as error:
            raise ImportError("Report.to_frame needs pandas: install it, or read report.findings") from error
        names = [one.name for one in fields(Finding)]
        rows = [[*(getattr(finding, name) for name in names), finding.help_url] for finding in self.findings]
        return pandas.DataFrame(rows, columns=[*names, "help_url"])

    def __repr__(self) -> str:
        """Return one line: the document's name and the headline."""
        return f"<Report {self.document.name!r}: {self.headline}>"

    def _repr_html_(self) -> str:
        """Return the headline and the findings as HTML, for a cell of a notebook."""
        return notebook_page(self)


_Entry = TypeVar("_Entry", Claim, Reference)


def _named(entries: Sequence[_Entry], key: str, what: str) -> _Entry:
    for entry in entries:
        if entry.key == key:
            return entry
    raise UnknownName(f"no {what} has the key {key!r}")


__all__ = [
    "Attempt",
    "Band",
    "Check",
    "ClaimPart",
    "Contribution",
    "Edit",
    "EditOp",
    "Evidence",
    "Extent",
    "FactCheck",
    "FactKind",
    "Failing",
    "Finding",
    "LinkStatus",
    "Origin",
    "Outcome",
    "Passage",
    "QuoteCheck",
    "QuoteOutcome",
    "ReferenceCheck",
    "Report",
    "Severity",
    "SourceCheck",
    "SourceCopy",
    "SourceProblem",
    "State",
    "Suppressed",
    "Tool",
    "Weight",
]
