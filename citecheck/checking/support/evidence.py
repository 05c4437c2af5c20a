"""What one text says to a claim: where its words stand, the passages that carry it, and what became of its facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citecheck.checking.facts.model import Fact
from citecheck.checking.facts.verdicts import Verdict, claimed_facts, verdicts
from citecheck.checking.passages import Carried, PreparedText, Query, cover
from citecheck.checking.passages.retrieval import Found, matches
from citecheck.checking.passages.terms import stem, tokens
from citecheck.model import ClaimContext


@dataclass(frozen=True, slots=True, eq=False)
class ClaimReading:
    """A claim as it is judged: its words, its facts, and the words that its context supplies."""

    wanted: Query
    facts: Sequence[Fact]
    context: ClaimContext
    context_terms: frozenset[str]

    @classmethod
    def of(cls, wanted: Query, context: ClaimContext) -> ClaimReading:
        """Read the claim of `wanted` in its context."""
        around = " ".join((context.title or "", *context.section))
        return cls(
            wanted=wanted,
            facts=claimed_facts(wanted.text, context.quotes),
            context=context,
            context_terms=frozenset(stem(word) for word, _, _ in tokens(around)),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What was found of a claim in one text."""

    claim: ClaimReading
    text: PreparedText
    found: Found
    carried: Carried
    verdicts: Sequence[Verdict]

    @property
    def conflicts(self) -> list[Verdict]:
        """The facts for which the text gives another value."""
        return [verdict for verdict in self.verdicts if verdict.agrees is False]


def gather(claim: ClaimReading, text: PreparedText) -> Evidence:
    """Search one text for a claim."""
    found = matches(claim.wanted, text)
    carried = cover(claim.wanted, text, found=found)
    told = verdicts(claim.wanted, claim.facts, text, carried.sentences)
    return Evidence(claim, text, found, carried, told)


__all__ = ["ClaimReading", "Evidence", "gather"]
