"""The data types of passage retrieval: a source cut into sentences, a claim to be searched for, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from citecheck.model import SourceText

Hits = dict[str, dict[int, float]]
"""For each stem of a claim the sentences that hold it, by index, and how well: 1 for the word, less for its root."""


@dataclass(frozen=True, slots=True, eq=False)
class SourceSentence:
    """One sentence of a source: its offsets in the source's text, the kind of place that it is in, and its words.

    `words` are as written, `stems` their comparable forms, one for one; `terms` are the stems of the content words.
    `negated` says whether a negation is among the words. `page` counts from 1; None if the source has no pages.
    """

    index: int
    start: int
    end: int
    kind: str
    page: int | None
    words: tuple[str, ...]
    stems: tuple[str, ...]
    terms: frozenset[str]
    negated: bool


@dataclass(slots=True, eq=False)
class PreparedText:
    """A source's text with its own sentences in order, and for each content stem the sentences that hold it.

    `language` is an ISO 639-1 code (None: unknown), `mean_length` the mean number of words of a sentence.
    """

    source: SourceText
    language: str | None
    sentences: tuple[SourceSentence, ...]
    postings: dict[str, list[int]]
    title_terms: frozenset[str]
    mean_length: float
    words: int
    memory: dict[str, Any] = field(default_factory=dict, repr=False)
    """What later steps compute once for this text, such as the facts of its sentences."""

    def text_of(self, sentence: SourceSentence) -> str:
        """Return `sentence` as the source writes it."""
        return self.source.text[sentence.start : sentence.end]


@dataclass(frozen=True, slots=True, eq=False)
class ContentWord:
    """One content word of a claim: as written, its place, its stem, and its weight (its rarity)."""

    text: str
    start: int
    end: int
    stem: str
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """A claim made ready to be searched for.

    `words` are its content words, `stems` the stems of all its words in order, `weights` the weight of each content
    stem, `total` their sum. `negated` says whether the claim holds a negation.
    """

    text: str
    words: tuple[ContentWord, ...]
    stems: tuple[str, ...]
    weights: dict[str, float]
    total: float
    negated: bool


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """The passages that together cover most of a claim, the best first.

    `scores` says for each of them which share (0..1) of the claim's weight it covers by itself, `terms` how well each
    of the claim's stems is covered (0..1), `share` which share of the claim's weight all of them cover.
    """

    sentences: tuple[SourceSentence, ...]
    scores: tuple[float, ...]
    terms: dict[str, float]
    share: float


__all__ = ["ContentWord", "Coverage", "Hits", "PreparedText", "Query", "SourceSentence"]
