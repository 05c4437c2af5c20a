"""Turn a probability and the found passages into an outcome, with a reason that a reviewer understands.

`MATCH_RULES` are asked in order, and the first rule that applies decides; `reports.rules` explains every rule.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from citecheck.checking.facts.model import UNSAID, Certainty, FactComparison, Name, Relation
from citecheck.checking.passages.model import SourceSentence
from citecheck.checking.passages.retrieval import coverage
from citecheck.checking.passages.terms import stem
from citecheck.checking.relations import Difference
from citecheck.checking.support.absence import absent_facts, facts_not_given
from citecheck.checking.support.antonyms import antonym_of
from citecheck.checking.support.model import ClaimMatch, ClaimVerdict, Score
from citecheck.checking.support.negation import negation_in_claim, negation_in_source
from citecheck.checking.support.relation import not_shown, relation_differences, relation_doubt
from citecheck.rules import RuleTable
from claims.model import Span
from reports.model import Band, Outcome

# Set on cross-validated predictions for WiCE's dev half (benchmarks/accuracy/support_false_alarms).
SUPPORTED_FROM = 0.33  # probability: best balanced accuracy
SURE_FROM = 0.6  # probability from which seven of ten claims are fully supported, and nearly all others in part
UNSUPPORTED_BELOW = 0.08  # probability below which, with little covered, one in a hundred supported claims is met
PARTIAL_BELOW = 0.1  # probability below which a partly covered claim is not fully supported, with confidence
LITTLE = 0.5  # share of the claim's weight in the passages below which little is covered
LEAST = 0.7 * LITTLE  # share below which a claim is unsupported rather than partly supported
MARKED_FROM = (
    0.34  # chance of a word to be unsupported from which it is marked (best F1, benchmarks/accuracy/unsupported_tokens)
)
_TITLE_PART = 0.1  # share of the claim's weight that titles alone may cover (benchmarks/accuracy/support_false_alarms)
_TITLE_WORDS = 6  # words up to which a separate line of unknown kind may be a title (judgement)
_NEARLY_ALL = (
    0.9  # share of the claim's weight that passages have where they have its values in other words (judgement)
)
_MOST = 5  # phrases that a reason names

_TITLES = frozenset({"heading", "metadata"})  # kinds of place that show what a page is about, and state nothing


@dataclass(frozen=True, eq=False)
class MatchCase:
    """What was found of a claim, how likely it is supported, and the stretches that no passage supports."""

    match: ClaimMatch
    chance: float
    share: float
    missing: tuple[Span, ...]

    @cached_property
    def absent(self) -> list[FactComparison]:
        """The names and dates that the text has nowhere, although its passages have the rest of the claim."""
        return absent_facts(self.match)

    @cached_property
    def relations(self) -> dict[str, Difference]:
        """The relations that the passages have otherwise, by kind."""
        return relation_differences(self.match)


def decide(match: ClaimMatch, score: Score) -> tuple[str | None, ClaimVerdict]:
    """Return the rule that applies to a claim and its verdict, as if the text of `match` were the whole source.

    `score` is the model's result for it.
    """
    case = MatchCase(match, score.probability, match.coverage.share, missing_spans(match, score))
    for rule, applies in MATCH_RULES.rows:
        verdict = applies(case)
        if verdict is not None:
            return rule, verdict
    return None, ClaimVerdict(Outcome.UNVERIFIABLE, Band.UNCERTAIN, "no rule applies")


def _contradicted(least: Certainty, band: Band, least_share: float) -> Callable[[MatchCase], ClaimVerdict | None]:
    """Return a rule on conflicts that are at least so certain, in passages with `least_share` of the claim's weight."""

    def rule(case: MatchCase) -> ClaimVerdict | None:
        found = [one for one in case.match.conflicts if one.certainty is not None and one.certainty >= least]
        if not found or case.share < least_share:
            return None
        return ClaimVerdict(Outcome.CONTRADICTED, band, _differs(found), _spans(found))

    return rule


def _relation(kind: str) -> Callable[[MatchCase], ClaimVerdict | None]:
    """Return a rule on one kind of relation: contradicted where both sides are clear, and else in doubt."""

    def rule(case: MatchCase) -> ClaimVerdict | None:
        found = case.relations.get(kind)
        if found is None:
            return None
        if found.sure:
            return ClaimVerdict(Outcome.CONTRADICTED, Band.CONFIDENT, found.reason, case.missing)
        is_told = any(one.certainty is not None and one.certainty >= Certainty.LIKELY for one in case.match.conflicts)
        return _contrary(case, found.reason) if case.chance >= SUPPORTED_FROM and not is_told else None

    return rule


def _fact_absent(case: MatchCase) -> ClaimVerdict | None:
    """The source has the rest of the claim, and nowhere this name or date."""
    if not case.absent or case.share < LEAST:
        return None
    return _lacking(case, case.absent, Band.CONFIDENT)


def _other_value(case: MatchCase) -> ClaimVerdict | None:
    return _without_support(case) if case.chance >= SUPPORTED_FROM and case.match.conflicts else None


def _fact_not_given(case: MatchCase) -> ClaimVerdict | None:
    """What is nowhere in the source may still follow from it, as a sum does."""
    found = facts_not_given(case.match)
    if not found or case.share < LEAST or (case.chance < UNSUPPORTED_BELOW and case.share < LITTLE):
        return None
    return _lacking(case, found, Band.UNCERTAIN)


def _value_missing(case: MatchCase) -> ClaimVerdict | None:
    """A date that the text gives without its year is not missing; a number that it gives as "dozens" is."""
    missing = any(found.relation in UNSAID and not isinstance(found.fact, Name) for found in case.match.facts)
    return _without_support(case) if case.chance >= SUPPORTED_FROM and missing else None


def _negation_in_source(case: MatchCase) -> ClaimVerdict | None:
    negation = negation_in_source(case.match) if case.chance >= SUPPORTED_FROM else None
    return _contrary(case, f"the source has the negation “{negation}”, the claim does not") if negation else None


def _negation_in_claim(case: MatchCase) -> ClaimVerdict | None:
    negation = negation_in_claim(case.match) if case.chance >= SUPPORTED_FROM else None
    return _contrary(case, f"the claim has the negation “{negation}”, the source does not") if negation else None


def _antonym(case: MatchCase) -> ClaimVerdict | None:
    words = antonym_of(case.match) if case.chance >= SUPPORTED_FROM else None
    return _contrary(case, "the source says “{}” where the claim has “{}”".format(*words)) if words else None


def _contrary(case: MatchCase, reason: str) -> ClaimVerdict:
    return ClaimVerdict(Outcome.PARTIAL, Band.UNCERTAIN, reason, case.missing)


def _title_only(case: MatchCase) -> ClaimVerdict | None:
    return _supported(case, Band.UNCERTAIN) if case.chance >= SURE_FROM and _rests_on_a_title(case.match) else None


def _name_missing(case: MatchCase) -> ClaimVerdict | None:
    """The source may be about another: no word of a name that the claim gives is in it."""
    known = case.match.text.postings
    lacks = any(
        isinstance(found.fact, Name)
        and found.relation is Relation.UNRELATED
        and not any(stem(word) in known for word in found.fact.words)
        for found in case.match.facts
    )
    return _supported(case, Band.UNCERTAIN) if lacks and case.chance >= SURE_FROM else None


def _other_relation(case: MatchCase) -> ClaimVerdict | None:
    """The words are there, but one of them belongs to another value or name, or the sentence denies it."""
    found = relation_doubt(case.match) if case.chance >= SURE_FROM else None
    return ClaimVerdict(Outcome.SUPPORTED, Band.UNCERTAIN, found.reason, case.missing) if found is not None else None


def _not_shown(case: MatchCase) -> ClaimVerdict | None:
    """The words are there, and no passage shows outright who does it, who says it, or that nothing limits it."""
    found = not_shown(case.match) if case.chance >= SURE_FROM else None
    return ClaimVerdict(Outcome.SUPPORTED, Band.UNCERTAIN, found.reason, case.missing) if found is not None else None


def _supported_confident(case: MatchCase) -> ClaimVerdict | None:
    return _supported(case, Band.CONFIDENT) if case.chance >= SURE_FROM else None


def _supported_uncertain(case: MatchCase) -> ClaimVerdict | None:
    return _supported(case, Band.UNCERTAIN) if case.chance >= SUPPORTED_FROM else None


def _same_values(case: MatchCase) -> ClaimVerdict | None:
    """A passage has the claim's values in other words ("the 19th century", "1852"), and nearly all the rest."""
    match = case.match
    agreed = [one for one in match.facts if one.relation.agrees]
    query = match.claim.query
    for sentence in match.coverage.sentences:
        facts = [one.fact for one in agreed if one.sentence is not None and one.sentence.index == sentence.index]
        said = {word.stem for word in query.words if any(fact.start <= word.start < fact.end for fact in facts)}
        held = {term: match.found.get(term, {}).get(sentence.index, 0.0) for term in query.weights}
        share = sum(weight * (1.0 if term in said else held[term]) for term, weight in query.weights.items())
        if any(not held[term] for term in said) and share >= _NEARLY_ALL * query.total:
            return _supported(case, Band.UNCERTAIN) if relation_doubt(match) is None else None
    return None


def _supported(case: MatchCase, band: Band) -> ClaimVerdict:
    count = len(case.match.coverage.sentences)
    reason = "one sentence of the source supports it" if count == 1 else f"{count} sentences of the source support it"
    return ClaimVerdict(Outcome.SUPPORTED, band, reason, case.missing)


def _unsupported_confident(case: MatchCase) -> ClaimVerdict | None:
    if case.chance >= UNSUPPORTED_BELOW or case.share >= LITTLE:
        return None
    return ClaimVerdict(Outcome.UNSUPPORTED, Band.CONFIDENT, _why_not(case), case.missing)


def _unsupported_uncertain(case: MatchCase) -> ClaimVerdict | None:
    return _without_support(case) if case.share < LEAST else None


def _partial_confident(case: MatchCase) -> ClaimVerdict | None:
    if case.chance >= PARTIAL_BELOW or not case.missing:
        return None
    return ClaimVerdict(Outcome.PARTIAL, Band.CONFIDENT, _why_not(case), case.missing)


def _partial_uncertain(case: MatchCase) -> ClaimVerdict:
    return ClaimVerdict(Outcome.PARTIAL, Band.UNCERTAIN, _why_not(case), case.missing)


def _without_support(case: MatchCase) -> ClaimVerdict:
    outcome = Outcome.UNSUPPORTED if case.share < LEAST else Outcome.PARTIAL
    return ClaimVerdict(outcome, Band.UNCERTAIN, _why_not(case), case.missing)


MATCH_RULES: RuleTable[MatchCase, ClaimVerdict] = RuleTable(
    "what the passages say about a claim",
    [
        ("support.contradicted.other-value", _contradicted(Certainty.SURE, Band.CONFIDENT, LITTLE)),
        ("support.relation.roles", _relation("roles")),
        ("support.relation.speaker", _relation("speaker")),
        ("support.relation.negation", _relation("negation")),
        ("support.relation.exception", _relation("exception")),
        ("support.relation.certainty", _relation("certainty")),
        ("support.relation.change", _relation("change")),
        ("support.relation.quantity", _relation("quantity")),
        ("support.relation.opposite", _relation("opposite")),
        ("support.relation.code", _relation("code")),
        ("support.relation.modifier", _relation("modifier")),
        ("support.relation.exchange", _relation("exchange")),
        ("support.contradicted.likely-value", _contradicted(Certainty.LIKELY, Band.UNCERTAIN, LEAST)),
        ("support.partial.fact-absent", _fact_absent),
        ("support.partial.other-value", _other_value),
        ("support.partial.fact-not-given", _fact_not_given),
        ("support.partial.value-missing", _value_missing),
        ("support.contrary.negation-in-source", _negation_in_source),
        ("support.contrary.negation-in-claim", _negation_in_claim),
        ("support.contrary.antonym", _antonym),
        ("support.supported.title-only", _title_only),
        ("support.supported.name-missing", _name_missing),
        ("support.supported.other-relation", _other_relation),
        ("support.supported.not-shown", _not_shown),
        ("support.supported.confident", _supported_confident),
        ("support.supported.uncertain", _supported_uncertain),
        ("support.supported.same-values", _same_values),
        ("support.unsupported.confident", _unsupported_confident),
        ("support.unsupported.uncertain", _unsupported_uncertain),
        ("support.partial.confident", _partial_confident),
        ("support.partial.uncertain", _partial_uncertain),
    ],
)


def missing_spans(match: ClaimMatch, score: Score) -> tuple[Span, ...]:
    """Return the spans of the claim of `match` that no passage supports by `score`. Neighbouring words are one span."""
    spans: list[Span] = []
    text = match.claim.query.text
    lacking = [
        (found.fact.start, found.fact.end)
        for found in match.facts
        if found.relation is Relation.DIFFERS or (found.relation in UNSAID and not isinstance(found.fact, Name))
    ]
    agreed = [(found.fact.start, found.fact.end) for found in match.facts if found.relation.agrees]
    for token, chance in zip(score.tokens, score.unsupported, strict=True):
        if any(start <= token.start and token.end <= end for start, end in agreed):
            continue  # the source has the value, perhaps in other words
        if chance < MARKED_FROM and not any(start <= token.start and token.end <= end for start, end in lacking):
            continue
        if spans and not any(c.isalnum() for c in text[spans[-1].end : token.start]):
            spans[-1] = Span(spans[-1].start, token.end)
        elif token.text[0].isalnum():
            spans.append(Span(token.start, token.end))
    return tuple(spans)


def _rests_on_a_title(match: ClaimMatch) -> bool:
    """Whether only titles have a part of the claim that counts, and no sentence of the passages has it."""
    prose = [sentence.index for sentence in match.coverage.sentences if not _is_title(match, sentence)]
    return match.coverage.share - coverage(match.claim.query, match.found, prose) > _TITLE_PART


def _is_title(match: ClaimMatch, sentence: SourceSentence) -> bool:
    if sentence.kind in _TITLES:
        return True
    text = match.text.source.text
    alone = (sentence.start == 0 or text[sentence.start - 1] == "\n") and text[sentence.end : sentence.end + 1] == "\n"
    short = len(sentence.words) <= _TITLE_WORDS
    return sentence.kind == "body" and alone and short and text[sentence.end - 1].isalnum()


def _why_not(case: MatchCase) -> str:
    if case.match.conflicts:
        return _differs(case.match.conflicts)
    query = case.match.claim.query
    content = {word.start for word in query.words}
    named = [
        query.text[span.start : span.end] for span in case.missing if any(span.start <= at < span.end for at in content)
    ]
    if not named:
        return "no passage of this source supports all of it, although its words are there"
    more = ", and more" if len(named) > _MOST else ""
    return "not found in this source: " + ", ".join(f"“{phrase}”" for phrase in named[:_MOST]) + more


def _lacking(case: MatchCase, found: Sequence[FactComparison], band: Band) -> ClaimVerdict:
    named = "; ".join(f"“{one.fact.text}”" for one in found)
    return ClaimVerdict(Outcome.PARTIAL, band, f"nowhere in this source: {named}", case.missing or _spans(found))


def _spans(found: Sequence[FactComparison]) -> tuple[Span, ...]:
    return tuple(Span(one.fact.start, one.fact.end) for one in found)


def _differs(conflicts: Sequence[FactComparison]) -> str:
    shown = conflicts[:_MOST]
    said = "; ".join(
        f"“{one.found}” where the claim has “{one.fact.text}”" for one in shown if one.sentence is not None
    )
    days = "; ".join(f"{one.found}, and the claim has “{one.fact.text}”" for one in shown if one.sentence is None)
    return "; ".join(filter(None, (said and f"the source says {said}", days and f"the page is of {days}")))


__all__ = ["MARKED_FROM", "MATCH_RULES", "MatchCase", "decide", "missing_spans"]
