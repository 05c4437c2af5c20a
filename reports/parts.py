"""The parts of a report: sources, checks, findings. `reports.model` is where to import them from.

Scores and probabilities are 0..1. Times are RFC 3339 UTC strings with a Z, dates ISO 8601 and as precise as known.
Spans of a passage are half-open code points of the text of the copy that it names; all other spans are of
`Document.text`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

from claims.model import Document, Span
from reports.codes import help_page
from reports.opinions import Passage, SecondOpinion
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where the exact bytes are stored: a record of a WARC file."""

    file: str
    offset: int
    record_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One exchange with a server (or one look at a file): what was asked, when, and what came back.

    `status` is the HTTP status (None: no answer came), `failure` says in words why no answer came, `note` what else the
    exchange showed ("redirected to …", "retried after 2 s").
    """

    url: str
    origin: Origin
    at: str
    status: int | None = None
    failure: str | None = None
    note: str | None = None


_OF_NO_TEXT = hashlib.sha256().hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCopy:
    """One copy of a source that was read. `captured` is the archive's time of capture, None for a live page."""

    id: str
    url: str
    final_url: str
    origin: Origin
    status: int | None
    media_type: str
    extent: Extent
    retrieved: str
    sha256: str
    text_sha256: str
    size: int
    captured: str | None = None
    evidence: Evidence | None = None
    title: str | None = None

    @property
    def has_text(self) -> bool:
        """Whether any words could be read; a picture or a recording has none."""
        return self.extent is not Extent.NONE and self.text_sha256 != _OF_NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceProblem:
    """A problem of the source other than its link status. `code` is the code of the finding that it makes.

    For instance `reference-mismatch`, `identifier-invalid`, `archive-mismatch`, `marked-dead-but-alive`,
    `reference-circular`, or `fragment-missing` (a note within the link's reason, without a finding).
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCheck:
    """The source of one reference: the link's status with its reason, every attempt, every copy.

    `moved_to` is where a permanent redirect leads; `capture` the best archived copy to offer (the address of a
    capture), `archived` False if archives confirmed that they hold no capture, None if that is not known. `rule` is the
    id of the rule that gave the status (`reports.rules`), None in reports of version 0.1. `found` says in words where
    the address `url` comes from, if the entry lost its own and another was found for it; None: it is the entry's own,
    or was given by hand.
    """

    reference: str
    label: str
    status: LinkStatus
    reason: str
    attempts: tuple[Attempt, ...] = ()
    copies: tuple[SourceCopy, ...] = ()
    url: str | None = None
    moved_to: str | None = None
    capture: str | None = None
    archived: bool | None = None
    problems: tuple[SourceProblem, ...] = ()
    rule: str | None = None
    found: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One step of the word diff from the quotation to its source."""

    op: EditOp
    quote: str
    source: str
    kind: str | None = None  # "number", "negation", "name", "typography" or "editing", if that is what changed
    rule: str | None = None  # the id of the rule that named the kind; None in reports of version 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCheck:
    """The result of one quotation. `short` marks those under five words, for which a stricter rule applies.

    `rule` is the id of the rule that gave the outcome (`reports.rules`), None in reports of version 0.1.
    """

    text: str
    outcome: QuoteOutcome
    score: float
    passage: Passage | None = None
    edits: tuple[Edit, ...] = ()
    reason: str = ""
    short: bool = False
    span: Span | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactCheck:
    """One number, date or name of a claim. `agrees` is None if the source gives no such value.

    `rule` is the id of the rule that compared it (`reports.rules`), None in reports of version 0.1.
    """

    kind: FactKind
    claimed: str
    found: str | None = None
    agrees: bool | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one reference of a run contributes to the check of the whole run."""

    reference: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What was established about one claim and one citation: one for each pair, good or bad.

    `probability` is that of full support, calibrated, None if nothing was judged. `missing` are spans of the
    document's text that no passage supports. `inherited` repeats the scope's word for it, `drifted` says
    that only an archived copy supports the claim, and the live page no longer does. `rule` is the id of the rule that
    gave the outcome (`reports.rules`), None in reports of version 0.1 and if a judge of the user's own names none.
    `opinion` is the second opinion, None if none was asked.
    """

    claim: str
    citation: str
    references: tuple[str, ...]
    outcome: Outcome
    reason: str
    judge: str
    probability: float | None = None
    band: Band = Band.UNCERTAIN
    contributions: tuple[Contribution, ...] = ()
    passages: tuple[Passage, ...] = ()
    quotes: tuple[QuoteCheck, ...] = ()
    facts: tuple[FactCheck, ...] = ()
    missing: tuple[Span, ...] = ()
    inherited: bool = False
    drifted: bool = False
    rule: str | None = None
    opinion: SecondOpinion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How much a finding on a claim weighs for people: four answers that nobody adds up to one score.

    `failing` says how it fails, `spans` which words (of the document's text; empty: the whole claim, or not known).
    `part` says whether these are the main statement of the sentence or a side detail, `in_lead` whether the claim
    stands before the first heading of a document with headings, `living` whether the document is about a living person.
    None means that the document does not tell.
    """

    failing: Failing | None = None
    part: ClaimPart | None = None
    in_lead: bool | None = None
    living: bool | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Finding:
    """What somebody should look at. `key` is the same from night to night, whatever is renumbered or moved.

    `former` is the key that it had before its claim was reworded or its entry edited; `since` when it was first seen.
    `rule` is the id of the rule that decided what the finding is about (`reports.rules`): of the quotation, the claim,
    the link, the nights or the document. `state_rule` is that of its state. None in reports of version 0.1. `weight` is
    None for a finding that is about no claim, and for one that is known from an earlier night alone.

    The last fields repeat what the report says elsewhere, so that a finding can be shown without it. `claim_text` are
    the words of its claim, `url` is the address of its source, `file` the name of its document, `line` and `column`
    (from 1) are its place there, or `page` (from 1) in a PDF, which has no lines. None means that it has none, or that
    the report is of version 0.1.
    """

    key: str
    code: str
    severity: Severity
    message: str
    claim: str | None = None
    reference: str | None = None
    span: Span | None = None
    confirmed: bool = True
    state: State | None = None
    since: str | None = None
    related: tuple[str, ...] = ()  # keys of the other claims or references that the finding groups
    former: str | None = None
    rule: str | None = None
    state_rule: str | None = None
    weight: Weight | None = None
    claim_text: str | None = None
    url: str | None = None
    file: str | None = None
    line: int | None = None
    column: int | None = None
    page: int | None = None

    @property
    def help_url(self) -> str:
        """The address of the page that explains the code."""
        return help_page(self.code)

    @property
    def place(self) -> str:
        """File and line as editors and compilers write them: "article.md:12", "paper.pdf, p. 3"; empty: not known."""
        if self.page is not None:
            return f"{self.file}, p. {self.page}" if self.file else f"p. {self.page}"
        return ":".join(str(part) for part in (self.file, self.line) if part is not None)

    def __repr__(self) -> str:
        """Return one line: severity, code, place and the beginning of the message."""
        message = self.message if len(self.message) <= 80 else self.message[:79] + "…"
        return f"<Finding {self.key} {self.severity} {self.code} {self.place or 'no place'}: {message!r}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressed:
    """A finding that somebody chose to hide, with the reason and the last day for which it is hidden."""

    finding: Finding
    reason: str
    until: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """What made the report."""

    version: str
    settings_sha256: str
    name: str = "citecheck"


class Reported(Protocol):
    """What the counts of a report are made of: a `reports.model.Report`."""

    @property
    def document(self) -> Document:
        """The document that was audited."""

    @property
    def sources(self) -> tuple[SourceCheck, ...]:
        """The sources of its references."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """One for each claim and citation."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What somebody should look at."""

    @property
    def suppressed(self) -> tuple[Suppressed, ...]:
        """The findings that somebody chose to hide."""


__all__ = [
    "Attempt",
    "Check",
    "Contribution",
    "Edit",
    "Evidence",
    "FactCheck",
    "Finding",
    "Passage",
    "QuoteCheck",
    "Reported",
    "SourceCheck",
    "SourceCopy",
    "SourceProblem",
    "Suppressed",
    "Tool",
    "Weight",
]
