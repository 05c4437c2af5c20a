"""From a probability and what was found to an outcome, with a reason that a reviewer understands.

The thresholds were set on cross-validated predictions for WiCE's dev half (benchmarks/support_false_alarms).
"""

from __future__ import annotations

from dataclasses import dataclass

from citecheck.checking.facts.model import Name
from citecheck.checking.facts.verdicts import Verdict
from citecheck.checking.support.evidence import Evidence
from citecheck.checking.support.opposites import opposed_by
from citecheck.checking.support.scoring import Score
from citecheck.checking.support.titles import rests_on_a_title
from citecheck.checking.support.turned import added_by, turned_by
from claims.model import Span
from reports.model import Band, Outcome

SUPPORTED_FROM = 0.33  # best balanced accuracy
SURE_FROM = 0.6  # from here on seven of ten are fully supported, and nearly all of the rest in part
NOT_CARRIED = 0.08  # below it, and with little carried, one in a hundred supported claims is met
LITTLE = 0.5  # share of the claim's weight in the passages below which little is carried
PARTIAL_BELOW = 0.1  # below it a partly carried claim is surely not carried in full
LOST_FROM = 0.34  # chance of a word to be said nowhere from which it is marked (best F1 of marked words)
_MOST = 5  # phrases that a reason names


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome, how sure it is, why in words, and which words of the claim no passage carries."""

    outcome: Outcome
    band: Band
    reason: str
    missing: tuple[Span, ...]


def decide(evidence: Evidence, score: Score) -> Decision:
    """Say what a text says to a claim, taking it for all of the source."""
    lost = missing_spans(evidence, score)
    sure = [verdict for verdict in evidence.conflicts if verdict.sure]
    share, chance = evidence.carried.share, score.probability
    if sure and share >= LITTLE:
        return Decision(Outcome.CONTRADICTED, Band.CONFIDENT, _differs(sure), _spans_of(sure))
    if chance >= SUPPORTED_FROM and not _lacks_a_value(evidence):
        contrary = _contrary(evidence)
        if contrary is not None:
            return Decision(Outcome.PARTIAL, Band.UNCERTAIN, contrary, lost)
        band = Band.CONFIDENT if chance >= SURE_FROM and not rests_on_a_title(evidence) else Band.UNCERTAIN
        return Decision(Outcome.SUPPORTED, band, _carried(evidence), lost)
    reason = _differs(evidence.conflicts) if evidence.conflicts else _not_found(evidence, lost)
    if chance < NOT_CARRIED and share < LITTLE:
        return Decision(Outcome.UNSUPPORTED, Band.CONFIDENT, reason, lost)
    if share < 0.7 * LITTLE:
        return Decision(Outcome.UNSUPPORTED, Band.UNCERTAIN, reason, lost)
    return Decision(
        Outcome.PARTIAL, Band.CONFIDENT if chance < PARTIAL_BELOW and lost else Band.UNCERTAIN, reason, lost
    )


def _contrary(evidence: Evidence) -> str | None:
    """Return in words how the passages say the contrary in nearly the claim's words; None where they do not."""
    turned = turned_by(evidence)
    if turned is not None:
        return f"the source says it with “{turned}”, the claim does not"
    added = added_by(evidence)
    if added is not None:
        return f"the claim says it with “{added}”, the source does not"
    opposed = opposed_by(evidence)
    if opposed is not None:
        return "the source says “{}” where the claim has “{}”".format(*opposed)
    return None


def _lacks_a_value(evidence: Evidence) -> bool:
    """Whether the text does not bear out a number or a date of the claim, or has another value for a fact.

    A date that the text gives without its year is no lack; a number that it gives as "dozens" is.
    """
    return any(
        verdict.agrees is False or (verdict.is_unsaid and not isinstance(verdict.fact, Name))
        for verdict in evidence.verdicts
    )


def missing_spans(evidence: Evidence, score: Score) -> tuple[Span, ...]:
    """Return the stretches of the claim that no passage carries, neighbouring words joined."""
    spans: list[Span] = []
    text = evidence.claim.wanted.text
    marked = [
        (word, chance >= LOST_FROM or _is_missing_fact(evidence, word.start, word.end))
        for word, chance in zip(score.words, score.lost, strict=True)
    ]
    for word, lost in marked:
        if not lost:
            continue
        if spans and not any(c.isalnum() for c in text[spans[-1].end : word.start]):
            spans[-1] = Span(spans[-1].start, word.end)
        elif word.text[0].isalnum():
            spans.append(Span(word.start, word.end))
    return tuple(spans)


def _is_missing_fact(evidence: Evidence, start: int, end: int) -> bool:
    return any(
        (verdict.is_unsaid or verdict.agrees is False) and verdict.fact.start <= start and end <= verdict.fact.end
        for verdict in evidence.verdicts
        if not isinstance(verdict.fact, Name) or verdict.agrees is False
    )


def _spans_of(verdicts: list[Verdict]) -> tuple[Span, ...]:
    return tuple(Span(verdict.fact.start, verdict.fact.end) for verdict in verdicts)


def _differs(verdicts: list[Verdict]) -> str:
    told = "; ".join(f"“{verdict.found}” where the claim has “{verdict.fact.text}”" for verdict in verdicts[:_MOST])
    return f"the source says {told}"


def _carried(evidence: Evidence) -> str:
    count = len(evidence.carried.sentences)
    return "one sentence of the source carries it" if count == 1 else f"{count} sentences of the source carry it"


def _not_found(evidence: Evidence, lost: tuple[Span, ...]) -> str:
    text = evidence.claim.wanted.text
    telling = {word.start for word in evidence.claim.wanted.words}
    named = [text[span.start : span.end] for span in lost if any(span.start <= at < span.end for at in telling)]
    if not named:
        return "no passage of this source carries all of it, though its words are there"
    more = ", and more" if len(named) > _MOST else ""
    return "not found in this source: " + ", ".join(f"“{phrase}”" for phrase in named[:_MOST]) + more


__all__ = ["Decision", "decide", "missing_spans"]
