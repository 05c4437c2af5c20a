"""The built-in judge: words and facts of a claim against the union of its sources, offline."""

from __future__ import annotations

import math
from collections.abc import Sequence

from citecheck.checking.passages import Carried, PreparedText, PreparedTexts, Query, cover, passage, query
from citecheck.checking.support import refusals
from citecheck.model import ClaimContext, JudgedSource, SourceText
from claims.model import Span
from reports.model import Band, Check, Contribution, Extent, Outcome, Passage


class LexicalJudge:
    """Judges by the words, numbers, dates and names that a claim and the passages of its sources share.

    One instance may be shared between threads; it keeps the last texts prepared, so that several claims on one source
    prepare it once.
    """

    name = "lexical-0"

    def __init__(self) -> None:
        self._texts = PreparedTexts()

    def judge(self, claim: str, sources: Sequence[JudgedSource], *, context: ClaimContext) -> Check:
        """Judge `claim` against the union of `sources`; see `citecheck.interfaces.Judge`."""
        references = tuple(dict.fromkeys(source.reference for source in sources))
        wanted = query(claim, context.language or "en")
        refusal = refusals.cannot_judge(claim, wanted, context)
        if refusal is not None:
            return self._refused(references, refusal)
        readable = [s for s in sources if s.text.extent is not Extent.NONE and s.text.text.strip()]
        if not readable:
            return self._refused(
                references, next((s.text.reason for s in sources if s.text.reason), "no source could be read")
            )
        prepared = [(source, self._texts.get(source.text)) for source in readable]
        foreign = [refusals.other_language(claim, context, text) for _, text in prepared]
        same = [pair for pair, reason in zip(prepared, foreign, strict=True) if reason is None]
        if not same:
            return self._refused(references, next(reason for reason in foreign if reason))
        return self._judged(claim, wanted, same, references, context)

    def _judged(
        self,
        claim: str,
        wanted: Query,
        texts: list[tuple[JudgedSource, PreparedText]],
        references: tuple[str, ...],
        context: ClaimContext,
    ) -> Check:
        from citecheck.checking.facts.verdicts import claimed_facts, verdicts
        from reports.model import FactCheck

        claimed = claimed_facts(claim, context.quotes)
        fchecks = []
        passages: list[Passage] = []
        best: dict[str, float] = {}
        carried: dict[str, float] = {}
        for source, text in texts:
            found = cover(wanted, text)
            probability = _probability(found)
            best[source.reference] = max(best.get(source.reference, 0.0), probability)
            passages.extend(
                passage(text, sentence, reference=source.reference, copy=source.copy, score=score)
                for sentence, score in zip(found.sentences, found.scores, strict=True)
            )
            fchecks = [
                FactCheck(kind=v.fact.kind, claimed=v.fact.text, found=v.found, agrees=v.agrees)
                for v in verdicts(wanted, claimed, text, found.sentences)
            ]
            for term, quality in found.terms.items():
                carried[term] = max(carried.get(term, 0.0), quality)
        passages.sort(key=lambda p: -p.score)
        share = sum(wanted.weights[t] * q for t, q in carried.items()) / wanted.total
        probability = max(*best.values(), _sigmoid(10.0 * (share - 0.78)))
        lost = [word for word in wanted.words if carried.get(word.stem, 0.0) < 0.5]
        missing = tuple(Span(word.start, word.end) for word in lost)
        said = ", ".join(f"“{word.text}”" for word in lost[:6])
        outcome, reason = Outcome.PARTIAL, f"not found in this source: {said}"
        if probability >= 0.5:
            outcome, reason = Outcome.SUPPORTED, "the source's passages carry the claim's words"
        elif share < 0.35:
            outcome = Outcome.UNSUPPORTED
        band = Band.CONFIDENT if probability > 0.8 or share < 0.2 else Band.UNCERTAIN
        if any(f.agrees is False for f in fchecks):
            outcome = Outcome.CONTRADICTED
        elif outcome is not Outcome.SUPPORTED:
            doubts = [refusals.cannot_refute(text) for _, text in texts]
            refusal = refusals.unresolved(claim, context) or (next(filter(None, doubts), None) if any(doubts) else None)
            if refusal is not None:
                outcome, reason, band = Outcome.UNVERIFIABLE, refusal, Band.UNCERTAIN
        return Check(
            claim="",
            citation="",
            references=references,
            outcome=outcome,
            reason=reason,
            judge=self.name,
            probability=round(probability, 4),
            band=band,
            contributions=tuple(Contribution(reference=key, probability=round(p, 4)) for key, p in best.items()),
            passages=tuple(passages[:6]),
            missing=missing,
            facts=tuple(fchecks),
        )

    def _refused(self, references: tuple[str, ...], reason: str) -> Check:
        return Check(
            claim="",
            citation="",
            references=references,
            outcome=Outcome.UNVERIFIABLE,
            reason=reason,
            judge=self.name,
        )


def check_claim(claim: str, text: str | SourceText, *, title: str | None = None, context: str | None = None) -> Check:
    """Judge one claim against one text.

    `title` is the title of the document that makes the claim, `context` the sentence before it: they say what its
    pronouns stand for. A plain string is taken to be all of the source.
    """
    source = SourceText(text=text, extent=Extent.FULL, media_type="text/plain") if isinstance(text, str) else text
    judged = JudgedSource(reference="source", copy="source", text=source)
    return LexicalJudge().judge(claim, [judged], context=ClaimContext(title=title, before=context or ""))


def _probability(found: Carried) -> float:
    return _sigmoid(10.0 * (found.share - 0.78))


def _sigmoid(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value))


__all__ = ["LexicalJudge", "check_claim"]
