"""Make the question about one claim: the best passages of its sources in their places, and the facts found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citecheck.checking.facts.model import UNSAID, FactComparison, Relation
from citecheck.checking.passages.model import PreparedText, Query, SourceSentence
from citecheck.checking.passages.retrieval import coverage, find_terms, query, rank
from citecheck.checking.support.judge import JoinedText, PreparedTexts, match_claim, read_claim
from citecheck.judges.addressed import speaks_to_its_reader
from citecheck.judges.model import CARRIED, Question, SentPassage
from citecheck.model import ClaimContext, JudgedSource
from claims.language import detect
from reports.model import Extent

PASSAGES = 10
"""Passages that are sent. In WiCE's dev half ten hold nine of ten evidence sentences; more cost more tokens."""
_LONGEST = 1_200  # characters of one stretch that are sent; a longer one is cut at its end
_MOST = 12_000  # characters of all stretches
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "his", "her", "its", "their", "this", "these", "that", "those", "there"}
)
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
    chosen, speaks = _best(match.claim.query, parts)
    stretches = tuple(_stretches(chosen, parts))
    if not stretches:
        return None
    return Question(
        claim=claim,
        context=context,
        stretches=stretches,
        facts=tuple(_facts(match.facts)),
        parts=parts,
        match=match,
        speaks=speaks,
    )


def _best(wanted: Query, parts: Parts) -> tuple[list[tuple[int, int]], bool]:
    """Return the best sentences as pairs of a source and a sentence, in order, and whether one speaks to its reader.

    A sentence that speaks to its reader and has little of the claim is left out: a stranger could have put it there.
    """
    ranked: list[tuple[float, int, int]] = []
    held: dict[tuple[int, int], float] = {}
    for number, (_, text) in enumerate(parts):
        found = find_terms(wanted, text)
        for index, score in rank(wanted.weights, text, found).items():
            ranked.append((-score, number, index))
            held[number, index] = coverage(wanted, found, (index,))
    chosen: list[tuple[int, int]] = []
    speaks = False
    for _, number, index in sorted(ranked):
        if len(chosen) == PASSAGES:
            break
        text = parts[number][1]
        if speaks_to_its_reader(text.text_of(text.sentences[index])[:_LONGEST]):
            if held[number, index] < CARRIED:
                continue
            speaks = True
        chosen.append((number, index))
    return sorted(chosen), speaks


def _stretches(chosen: Sequence[tuple[int, int]], parts: Parts) -> Iterator[SentPassage]:
    """Yield the chosen sentences in their order; those that touch are one stretch, and none is there twice."""
    count, left = 0, _MOST
    seen: set[str] = set()
    for number, first, last in _runs(chosen, parts):
        text = parts[number][1]
        begin, end = text.sentences[first], text.sentences[last]
        stop = min(end.end, begin.start + min(_LONGEST, left))
        words = text.source.text[begin.start : stop]
        if not words.strip() or words in seen:
            continue
        seen.add(words)
        count, left = count + 1, left - len(words)
        yield SentPassage(
            number=count,
            source=number,
            text=words,
            start=begin.start,
            end=stop,
            kind=begin.kind,
            page=begin.page,
        )


def _runs(chosen: Sequence[tuple[int, int]], parts: Parts) -> Iterator[tuple[int, int, int]]:
    """Yield runs of sentences: each chosen one, with the one before it if that is needed, joined where they touch.

    `chosen` are pairs of a source and a sentence, in order. No sentence is in two runs.
    """
    run: tuple[int, int, int] | None = None
    for number, index in chosen:
        sentences = parts[number][1].sentences
        first, last = _begin(parts[number][1], index), index
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


def _begin(text: PreparedText, index: int) -> int:
    """Return the index of the sentence before, if this one begins with a pronoun that it explains; or else `index`.

    No other neighbour is sent: a sentence without words of the claim is one that a stranger could have put there.
    """
    sentences, before = text.sentences, index - 1
    first = sentences[index].words[0].lower() if sentences[index].words else ""
    if first not in _PRONOUNS or before < 0 or sentences[before].kind != sentences[index].kind:
        return index
    is_plain = _fits(sentences, before, index) and not speaks_to_its_reader(text.text_of(sentences[before]))
    return before if is_plain else index


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
