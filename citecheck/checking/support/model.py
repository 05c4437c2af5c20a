"""The data types of the support check: a claim as it is judged, its match with a text, the score, and the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citecheck.checking.facts.model import Fact, FactComparison
from citecheck.checking.passages.model import Coverage, Hits, PreparedText, Query
from citecheck.model import ClaimContext
from claims.model import Span
from reports.model import Band, Outcome


@dataclass(frozen=True, slots=True, eq=False)
class ClaimReading:
    """A claim as it is judged: its words, its facts, its context, the stems of the document's title and headings."""

    query: Query
    facts: Sequence[Fact]
    context: ClaimContext
    context_terms: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class ClaimMatch:
    """The parts of a claim in one text: the places of its words, the passages, and the comparison of its facts.

    `conflicts` are the facts for which the text gives another value.
    """

    claim: ClaimReading
    text: PreparedText
    found: Hits
    coverage: Coverage
    facts: Sequence[FactComparison]
    conflicts: Sequence[FactComparison]


@dataclass(frozen=True, slots=True, eq=False)
class ClaimToken:
    """One word or sign of a claim: as written and where, its stem, and whether it is a content word."""

    text: str
    start: int
    end: int
    stem: str
    is_content: bool


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """How likely a text supports a claim.

    `probability` is the calibrated probability (0..1) that the text fully supports the claim. `unsupported` is for each
    of the claim's `tokens` the chance (0..1) that the text does not say it.
    """

    probability: float
    tokens: tuple[ClaimToken, ...]
    unsupported: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """An outcome, how sure it is, why in words, and the stretches of the claim that no passage supports."""

    outcome: Outcome
    band: Band
    reason: str
    missing: tuple[Span, ...] = ()


__all__ = ["ClaimMatch", "ClaimReading", "ClaimToken", "ClaimVerdict", "Score"]
