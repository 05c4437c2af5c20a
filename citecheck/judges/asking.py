"""Make the question about one claim: the best passages of its sources in their places, and the facts found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citecheck.checking.facts.model import UNSAID, FactComparison, Relation
from citecheck.checking.passages.model import PreparedText, SourceSentence
from citecheck.checking.passages.retrieval import find_terms, query, rank
from citecheck.checking.support.judge import JoinedText, PreparedTexts, match_claim, read_claim
from citecheck.judges.model import Question, Stretch
from citecheck.model import ClaimContext, JudgedSource
from claims.language import detect
from reports.model import Extent

PASSAGES = 10
"""Passages that are sent. In WiCE's dev half ten hold nine of ten evidence sentences; more cost more tokens."""
_LONGEST = 1_200  # characters of one stretch that are sent; a longer one is cut at its end
_MOST = 12_000  # characters of all stretches
_FACTS = 20  # facts that are sent

Parts = Sequence[tuple[JudgedSource, PreparedText]]


def question(
    claim: str, sources: Sequence[JudgedSource], context: ClaimContext, texts: PreparedTexts
) -> Question | None:
    """Return the question about `claim` and its `sources`; None if no sentence of them shares a word with it.

    `context` is the claim's, `texts` holds prepared texts. The cost is linear in the texts; what is sent is bounded.
    """
    parts = [
        (source, texts.get(source.text))
        for source in sources
        if source.text.extent is not Extent.NONE and source.text.text.strip()
    ]
    if not parts:
        return None
    language = detect(claim) or (context.language or "").split("-")[0].lower() or None
    match = match_claim(read_claim(query(claim, language), context), JoinedText(parts).text)
    stretches = tuple(_stretches(match.claim.query.weights, claim, language, parts))
    if not stretches:
        return None
    return Question(
        claim=claim,
        context=context,
        stretches=stretches,
        facts=tuple(_facts(match.facts)),
        parts=parts,
        match=match,
    )


def _stretches(weights: dict[str, float], claim: str, language: str | None, parts: Parts) -> Iterator[Stretch]:
    """Yield the best passages of all sources together, each with its neighbours; what touches is one stretch."""
    best: list[tuple[float, int, int]] = []
    wanted = query(claim, language)
    for number, (_, text) in enumerate(parts):
        found = find_terms(wanted, text)
        best += [(-score, number, index) for index, score in rank(weights, text, found).items()]
    chosen = sorted((number, index) for _, number, index in sorted(best)[:PASSAGES])
    count, left = 0, _MOST
    seen: set[tuple[int, str]] = set()
    for number, first, last in _runs(chosen, parts):
        text = parts[number][1]
        begin, end = text.sentences[first], text.sentences[last]
        stop = min(end.end, begin.start + min(_LONGEST, left))
        words = text.source.text[begin.start : stop]
        if not words.strip() or (number, words) in seen or left <= 0:
            continue
        seen.add((number, words))
        count, left = count + 1, left - len(words)
        yield Stretch(
            number=count,
            source=number,
            text=words,
            start=begin.start,
            end=stop,
            kind=begin.kind,
            page=begin.page,
        )


def _runs(chosen: Sequence[tuple[int, int]], parts: Parts) -> Iterator[tuple[int, int, int]]:
    """Yield runs of sentences: each chosen one with the one before and behind it, joined where they touch.

    `chosen` are pairs of a source and a sentence, in order. No sentence is in two runs.
    """
    run: tuple[int, int, int] | None = None
    for number, index in chosen:
        sentences = parts[number][1].sentences
        first, last = _beside(sentences, index, -1), _beside(sentences, index, 1)
        if run is not None and run[0] == number and first <= run[2] + 1:
            if _fits(sentences, run[1], last):
                run = (number, run[1], max(run[2], last))
                continue
            first = run[2] + 1
            if first > last:
                continue
        if run is not None:
            yield run
        run = (number, first, last)
    if run is not None:
        yield run


def _beside(sentences: Sequence[SourceSentence], index: int, step: int) -> int:
    """Return the index of the neighbour if it is of the same kind of place, or else `index` itself."""
    other = index + step
    if 0 <= other < len(sentences) and sentences[other].kind == sentences[index].kind:
        low, high = sorted((index, other))
        return other if _fits(sentences, low, high) else index
    return index


def _fits(sentences: Sequence[SourceSentence], first: int, last: int) -> bool:
    return sentences[last].end - sentences[first].start <= _LONGEST


def _facts(compared: Sequence[FactComparison]) -> Iterator[str]:
    """Yield what was found of the numbers, dates and names of the claim, in words."""
    for one in compared[:_FACTS]:
        kind = one.fact.kind.value
        if one.relation is Relation.DIFFERS:
            yield f"{kind} “{one.fact.text}”: a passage has “{one.found}”"
        elif one.relation is Relation.AGREES:
            yield f"{kind} “{one.fact.text}”: a passage has it"
        elif one.relation in UNSAID:
            yield f"{kind} “{one.fact.text}”: not found"


__all__ = ["PASSAGES", "question"]
