"""The built-in judge: words and facts of a claim against its sources taken together, offline and with its reasons."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from citecheck.checking.facts.lookup import claimed_facts, compare_facts
from citecheck.checking.facts.model import Relation
from citecheck.checking.passages.model import PreparedText, Query, SourceSentence
from citecheck.checking.passages.retrieval import cover, find_terms, passage, prepare, query
from citecheck.checking.passages.terms import stem, tokens
from citecheck.checking.prepared import PreparedSource, source_of
from citecheck.checking.support.abstention import CLAIM_RULES, SOURCE_RULES, ClaimCase, SourceCase, abstain, are_foreign
from citecheck.checking.support.decision import decide
from citecheck.checking.support.doubts import DOUBT_RULES, DoubtCase
from citecheck.checking.support.features import score
from citecheck.checking.support.model import ClaimMatch, ClaimReading, ClaimVerdict, Score
from citecheck.model import ClaimContext, JudgedSource, SourceText
from claims.language import detect
from reports.model import Check, Contribution, Extent, FactCheck, Passage

Part = tuple[JudgedSource, PreparedText]


def check_claim(
    claim: str, text: str | SourceText | PreparedSource, *, title: str | None = None, context: str | None = None
) -> Check:
    """Judge `claim` by one text.

    `text` is the text of the source, or what `prepare` made of it; a plain string counts as all of the source. `title`
    is the title of the document that makes the claim, `context` the sentence before it: they say what its pronouns
    refer to; None: unknown. No claim and no text raises an exception: if a claim cannot be judged, it is
    `unverifiable`, with the reason. The last texts are remembered, so a second claim on the same text costs a fraction
    of the first.
    """
    judge = _judge_of_texts()
    if isinstance(text, PreparedSource):
        judge.texts.put(text.passages)
    judged = JudgedSource(reference="source", copy="source", text=source_of(text))
    return judge.judge(claim, [judged], context=ClaimContext(title=title, before=context or ""))


@cache
def _judge_of_texts() -> LexicalJudge:
    """Return the judge of `check_claim`, which holds the last texts."""
    return LexicalJudge()


class LexicalJudge:
    """A judge that weighs the words, numbers, dates and names that a claim and the passages of its sources share.

    One instance may be shared between threads. It holds the last texts prepared, so that several claims on one source
    prepare it once.
    """

    name = "lexical-1"
    version: str | None = "1"
    """Part of the key of stored verdicts, together with this program's version."""

    def __init__(self, *, characters: int = 4_000_000) -> None:
        """Hold texts of at most `characters` prepared; the last one is always held."""
        self.texts = PreparedTexts(characters=characters)
        """The texts that are held prepared."""

    def judge(self, claim: str, sources: Sequence[JudgedSource], *, context: ClaimContext) -> Check:
        """Judge `claim` against `sources` taken together; see `citecheck.interfaces.Judge`.

        Sources without any text are ignored.
        """
        references = tuple(dict.fromkeys(source.reference for source in sources))
        language = detect(claim) or (context.language or "").split("-")[0].lower() or None
        wanted = query(claim, language)
        abstained = abstain(CLAIM_RULES, ClaimCase(claim, wanted, context))
        if abstained is not None:
            return self._abstained(references, *abstained)
        readable = [source for source in sources if source.text.extent is not Extent.NONE and source.text.text.strip()]
        parts = [(source, self.texts.get(source.text)) for source in readable]
        texts = [text for _, text in parts]
        abstained = abstain(SOURCE_RULES, SourceCase(language, sources, texts))
        if abstained is not None:
            return self._abstained(references, *abstained)
        foreign = are_foreign(language, texts)
        comparable = [part for part, other in zip(parts, foreign, strict=True) if not other] or parts
        reading = read_claim(wanted, context)
        single = [_match(reading, [part]) for part in comparable]
        best = _best_copies(single)
        whole = max(best.values(), key=lambda one: one.score.probability)
        if len(best) > 1:
            joined = _match(reading, [(one.joined.first, one.match.text) for one in best.values()])
            whole = joined if joined.score.probability >= whole.score.probability else whole
        rule, verdict = decide(whole.match, whole.score)
        doubt = abstain(
            DOUBT_RULES,
            DoubtCase(
                verdict=verdict,
                language=language,
                match=whole.match,
                others=[one.match for one in single if one is not whole],
                texts=[one.match.text for one in best.values()],
                all_texts=texts,
                rule=rule,
            ),
        )
        if doubt is not None:
            rule, verdict = doubt
        return self._check(references, rule, verdict, whole, best)

    def _check(
        self,
        references: tuple[str, ...],
        rule: str | None,
        verdict: ClaimVerdict,
        whole: _Scored,
        best: dict[str, _Scored],
    ) -> Check:
        return Check(
            claim="",
            citation="",
            references=references,
            outcome=verdict.outcome,
            reason=verdict.reason,
            judge=self.name,
            probability=round(whole.score.probability, 4),
            band=verdict.band,
            contributions=tuple(
                Contribution(reference=key, probability=round(one.score.probability, 4)) for key, one in best.items()
            ),
            passages=_passages(whole),
            facts=tuple(
                FactCheck(
                    kind=found.fact.kind,
                    claimed=found.fact.text,
                    found=found.found,
                    agrees=found.relation.agrees,
                    rule=found.rule,
                )
                for found in whole.match.facts
            ),
            missing=verdict.missing,
            rule=rule,
        )

    def _abstained(self, references: tuple[str, ...], rule: str, verdict: ClaimVerdict) -> Check:
        return Check(
            claim="",
            citation="",
            references=references,
            outcome=verdict.outcome,
            reason=verdict.reason,
            judge=self.name,
            rule=rule,
        )


def read_claim(wanted: Query, context: ClaimContext) -> ClaimReading:
    """Return the claim of `wanted` with its facts, and the stems of the title and the headings in `context`."""
    around = " ".join((context.title or "", *context.section))
    return ClaimReading(
        query=wanted,
        facts=claimed_facts(wanted.text, context.quotes),
        context=context,
        context_terms=frozenset(stem(word) for word, _, _ in tokens(around)),
    )


def match_claim(claim: ClaimReading, text: PreparedText) -> ClaimMatch:
    """Return the passages, terms and facts of `claim` that `text` has."""
    found = find_terms(claim.query, text)
    coverage = cover(claim.query, text, found=found)
    facts = compare_facts(claim.query, claim.facts, text, coverage.sentences)
    conflicts = [compared for compared in facts if compared.relation is Relation.DIFFERS]
    return ClaimMatch(claim, text, found, coverage, facts, conflicts)


@dataclass(frozen=True, slots=True, eq=False)
class _Scored:
    """A claim's match with one text, or several joined, and its score."""

    joined: JoinedText
    match: ClaimMatch
    score: Score


def _match(claim: ClaimReading, parts: Sequence[Part]) -> _Scored:
    joined = JoinedText(parts)
    match = match_claim(claim, joined.text)
    return _Scored(joined, match, score(match))


def _best_copies(single: Sequence[_Scored]) -> dict[str, _Scored]:
    """Return for each reference the copy that supports the claim best; of two alike, one that was read in full."""
    best: dict[str, _Scored] = {}
    for one in single:
        held = best.get(one.joined.first.reference)
        if held is None or _rank(one) > _rank(held):
            best[one.joined.first.reference] = one
    return best


def _rank(one: _Scored) -> tuple[float, bool]:
    return round(one.score.probability, 2), one.match.text.source.extent is Extent.FULL


def _passages(one: _Scored) -> tuple[Passage, ...]:
    found = []
    coverage = one.match.coverage
    for sentence, weight in zip(coverage.sentences, coverage.scores, strict=True):
        source, text, standing = one.joined.origin(sentence)
        found.append(passage(text, standing, reference=source.reference, copy=source.copy, score=weight))
    return tuple(found)


class PreparedTexts:
    """The texts that were prepared last, so that twelve claims on one source prepare it once.

    One instance may be shared between threads.
    """

    def __init__(self, *, texts: int = 32, characters: int = 4_000_000) -> None:
        """Hold at most `texts` texts, of at most `characters` in all; the last one is always held."""
        self._most = texts
        self._budget = characters
        self._lock = threading.Lock()
        self._held: OrderedDict[tuple[object, ...], PreparedText] = OrderedDict()

    def get(self, source: SourceText) -> PreparedText:
        """Return `source` prepared."""
        key = _key(source)
        with self._lock:
            prepared = self._held.get(key)
            if prepared is not None:
                self._held.move_to_end(key)
                return prepared
        return self.put(prepare(source))

    def put(self, prepared: PreparedText) -> PreparedText:
        """Hold `prepared` as the text that was used last, and return it."""
        key = _key(prepared.source)
        with self._lock:
            self._held[key] = prepared
            self._held.move_to_end(key)
            size = sum(len(held.source.text) for held in self._held.values())
            while len(self._held) > 1 and (len(self._held) > self._most or size > self._budget):
                _, dropped = self._held.popitem(last=False)
                size -= len(dropped.source.text)
        return prepared


def _key(source: SourceText) -> tuple[object, ...]:
    read = (source.text, source.title, source.published, source.language, len(source.places), source.places[:1])
    return (*read, source.extent, source.reason)


class JoinedText:
    """Several sources read as one text, because each may support half of a claim. It knows what came from where."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """`parts` are the sources with their prepared texts, at least one."""
        self._parts = tuple(parts)
        self._shifts: list[int] = []
        self.first = parts[0][0]
        """The first source."""
        self.text = parts[0][1] if len(parts) == 1 else self._joined()

    def origin(self, sentence: SourceSentence) -> tuple[JudgedSource, PreparedText, SourceSentence]:
        """Return the source of `sentence`, the source's text, and the sentence with its place in that text."""
        if len(self._parts) == 1:
            source, text = self._parts[0]
            return source, text, sentence
        at = max(index for index, shift in enumerate(self._shifts) if shift <= sentence.start)
        source, text = self._parts[at]
        shift = self._shifts[at]
        return source, text, replace(sentence, start=sentence.start - shift, end=sentence.end - shift)

    def _joined(self) -> PreparedText:
        sentences: list[SourceSentence] = []
        postings: dict[str, list[int]] = {}
        position = 0
        for _, text in self._parts:
            self._shifts.append(position)
            for sentence in text.sentences:
                index = len(sentences)
                sentences.append(
                    replace(sentence, index=index, start=sentence.start + position, end=sentence.end + position)
                )
                for term in sentence.terms:
                    postings.setdefault(term, []).append(index)
            position += len(text.source.text) + 1
        texts = [text for _, text in self._parts]
        words = sum(text.words for text in texts)
        first = texts[0].source
        return PreparedText(
            source=SourceText(
                text="\n".join(text.source.text for text in texts),
                extent=first.extent,
                title=first.title,
                published=next((text.source.published for text in texts if text.source.published), None),
                language=first.language,
            ),
            language=texts[0].language,
            sentences=tuple(sentences),
            postings=postings,
            title_terms=frozenset().union(*(text.title_terms for text in texts)),
            mean_length=words / len(sentences) if sentences else 1.0,
            words=words,
        )


__all__ = ["JoinedText", "LexicalJudge", "PreparedTexts", "check_claim", "match_claim", "read_claim"]
