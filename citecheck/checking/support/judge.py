"""The built-in judge: words and facts of a claim against the union of its sources, offline and explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from citecheck.checking.passages import PreparedText, PreparedTexts, passage, query
from citecheck.checking.support import refusals
from citecheck.checking.support.deciding import Decision, decide
from citecheck.checking.support.evidence import ClaimReading, Evidence, gather
from citecheck.checking.support.scoring import Score, score
from citecheck.checking.support.union import Union
from citecheck.model import ClaimContext, JudgedSource, SourceText
from reports.model import Band, Check, Contribution, Extent, FactCheck, Outcome, Passage


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """A claim read against one text, or the union of several."""

    union: Union
    evidence: Evidence
    score: Score


class LexicalJudge:
    """Judges by the words, numbers, dates and names that a claim and the passages of its sources share.

    One instance may be shared between threads; it keeps the last texts prepared, so that several claims on one source
    prepare it once.
    """

    name = "lexical-1"
    version: str | None = "1"
    """Part of the key of stored verdicts, together with this program's version."""

    def __init__(self) -> None:
        self._texts = PreparedTexts()

    def judge(self, claim: str, sources: Sequence[JudgedSource], *, context: ClaimContext) -> Check:
        """Judge `claim` against the union of `sources`; see `citecheck.interfaces.Judge`.

        Sources of which nothing was read are passed over.
        """
        references = tuple(dict.fromkeys(source.reference for source in sources))
        language = refusals.language_of(claim, context)
        wanted = query(claim, language)
        refusal = refusals.cannot_judge(claim, wanted, context)
        if refusal is not None:
            return self._refused(references, refusal)
        readable = [s for s in sources if s.text.extent is not Extent.NONE and s.text.text.strip()]
        if not readable:
            reason = next((source.text.reason for source in sources if source.text.reason), "no source could be read")
            return self._refused(references, reason)
        prepared = [(source, self._texts.get(source.text)) for source in readable]
        foreign = {id(source): refusals.other_language(language, text) for source, text in prepared}
        same = [pair for pair in prepared if foreign[id(pair[0])] is None]
        if not same:
            return self._refused(references, next(reason for reason in foreign.values() if reason))
        reading = ClaimReading.of(wanted, context)
        single = [self._read(reading, [pair]) for pair in same]
        best = _best_copies(single)
        whole = max(best.values(), key=lambda read: read.score.probability)
        if len(best) > 1:
            joined = self._read(reading, [(r.union.origin_of_all, r.union.text) for r in best.values()])
            whole = joined if joined.score.probability >= whole.score.probability else whole
        texts = [read.union.text for read in best.values()]
        doubts = [
            refusals.unresolved(claim, context),
            *map(refusals.not_read_in_full, texts),
            *foreign.values(),
        ]
        doubt = next(filter(None, doubts), None)
        return self._check(references, whole, single, best, doubt, measured=language in (None, "en"))

    def _read(self, claim: ClaimReading, parts: Sequence[tuple[JudgedSource, PreparedText]]) -> _Reading:
        union = Union(parts)
        evidence = gather(claim, union.text)
        return _Reading(union, evidence, score(evidence))

    def _check(
        self,
        references: tuple[str, ...],
        whole: _Reading,
        single: Sequence[_Reading],
        best: dict[str, _Reading],
        doubt: str | None,
        *,
        measured: bool,
    ) -> Check:
        decision = _without_contradicted_copies(decide(whole.evidence, whole.score), whole, single)
        short = refusals.too_little(whole.union.text)
        if decision.outcome is not Outcome.CONTRADICTED:
            doubt = doubt or short
        elif short is not None:  # what an excerpt does say counts, but the rest of it may say what the claim says
            decision = replace(decision, band=Band.UNCERTAIN)
        if doubt is not None and decision.outcome is not Outcome.SUPPORTED:
            decision = replace(decision, outcome=Outcome.UNVERIFIABLE, band=Band.UNCERTAIN, reason=doubt)
        if not measured:  # nothing is known of how often the models err in other languages than English
            decision = replace(decision, band=Band.UNCERTAIN)
        return Check(
            claim="",
            citation="",
            references=references,
            outcome=decision.outcome,
            reason=decision.reason,
            judge=self.name,
            probability=round(whole.score.probability, 4),
            band=decision.band,
            contributions=tuple(
                Contribution(reference=key, probability=round(read.score.probability, 4)) for key, read in best.items()
            ),
            passages=_passages(whole),
            facts=tuple(
                FactCheck(kind=v.fact.kind, claimed=v.fact.text, found=v.found, agrees=v.agrees)
                for v in whole.evidence.verdicts
            ),
            missing=decision.missing,
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


def _best_copies(single: Sequence[_Reading]) -> dict[str, _Reading]:
    """Return for each reference the copy that carries most of the claim; of two alike, one that was read in full."""
    best: dict[str, _Reading] = {}
    for read in single:
        key = read.union.origin_of_all.reference
        held = best.get(key)
        if held is None or _rank(read) > _rank(held):
            best[key] = read
    return best


def _rank(read: _Reading) -> tuple[float, bool]:
    return round(read.score.probability, 2), refusals.not_read_in_full(read.union.text) is None


def _without_contradicted_copies(decision: Decision, whole: _Reading, single: Sequence[_Reading]) -> Decision:
    """Take a contradiction back where another copy bears the claimed value out."""
    if decision.outcome is not Outcome.CONTRADICTED:
        return decision
    borne_out = {
        verdict.fact.text
        for read in single
        for verdict in read.evidence.verdicts
        if verdict.agrees and read is not whole
    }
    if all(verdict.fact.text in borne_out for verdict in whole.evidence.conflicts):
        return replace(decision, outcome=Outcome.PARTIAL, band=Band.UNCERTAIN)
    return decision


def _passages(read: _Reading) -> tuple[Passage, ...]:
    found = []
    carried = read.evidence.carried
    for sentence, weight in zip(carried.sentences, carried.scores, strict=True):
        source, text, standing = read.union.origin(sentence)
        found.append(passage(text, standing, reference=source.reference, copy=source.copy, score=weight))
    return tuple(found)


def check_claim(claim: str, text: str | SourceText, *, title: str | None = None, context: str | None = None) -> Check:
    """Judge one claim against one text.

    `title` is the title of the document that makes the claim, `context` the sentence before it: they say what its
    pronouns stand for. A plain string is taken to be all of the source.
    """
    source = SourceText(text=text, extent=Extent.FULL, media_type="text/plain") if isinstance(text, str) else text
    judged = JudgedSource(reference="source", copy="source", text=source)
    return LexicalJudge().judge(claim, [judged], context=ClaimContext(title=title, before=context or ""))


__all__ = ["LexicalJudge", "check_claim"]
