"""The data types of a second opinion: what is asked, and what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from citecheck.checking.passages.model import PreparedText
from citecheck.checking.support.model import ClaimMatch
from citecheck.model import ClaimContext, JudgedSource
from reports.model import Outcome

CARRIED = 0.25
"""Share of the claim's weight that the sentences of a passage must have. Of the supported claims of WiCE's dev half,
the evidence that people marked has less for 1 in 50 (`benchmarks.accuracy.second_opinion`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPassage:
    """Words of a source as they are sent: the best passages, in the source's order.

    `number` counts from 1. `source` is the index of the source, `text` are the words from `start` to `end` of its text
    (half-open, code points). `page` counts from 1; None: the source has no pages.
    """

    number: int
    source: int
    text: str
    start: int
    end: int
    kind: str = "body"
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked about one claim: its words, its context, the best passages of its sources, and the facts found.

    `facts` are sentences about the numbers, dates and names of the claim. `parts` are the sources with their prepared
    texts, and `match` is what the first judge found in them; they are never sent. `speaks` says that a passage with
    much of the claim speaks to its reader, as no source should.
    """

    claim: str
    context: ClaimContext
    stretches: tuple[SentPassage, ...]
    facts: tuple[str, ...]
    parts: Sequence[tuple[JudgedSource, PreparedText]]
    match: ClaimMatch
    speaks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a model says of a claim: the outcome, the words of the source that it names, and what is missing.

    `passages` are meant to stand in a source word for word; nobody has checked that yet. `missing` are words of the
    claim that no passage has, `other_value` is what a source has instead; empty: nothing.
    """

    outcome: Outcome
    passages: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    other_value: str = ""


class Silence(StrEnum):
    """Why there is no opinion."""

    NO_ANSWER = "no-answer"
    """No answer came: the server failed or refused, the time was over, or a limit of the run was reached."""
    UNREADABLE = "unreadable"
    """An answer came, and it is not an opinion: a refusal, a call of a tool, broken JSON, an HTML page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoOpinion:
    """Why a model gave no opinion: the kind, and the reason in words.

    `lasting` says that the same question would get the same answer in another run.
    """

    kind: Silence
    reason: str
    lasting: bool = False


Reply = Opinion | NoOpinion

__all__ = ["CARRIED", "NoOpinion", "Opinion", "Question", "Reply", "SentPassage", "Silence"]
