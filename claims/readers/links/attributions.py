"""Find the lines that name the source of a block quotation: "— The Herald, 3 May 1911" below it, or its last line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.layout import Block
from claims.linking.clauses import has_verb
from claims.model import BlockKind, Span
from claims.patterns import lazy_regex

_DASH = lazy_regex(r"\s*(?:[—–―]|--?\s)")
_LEAD = lazy_regex(r"\W*(?:sources?|via|from|quellen?|fuentes?|fontes?|fonte|bron|källa|kilde)\s?[:：]", re.IGNORECASE)
_SOURCE = lazy_regex(  # nothing but the source of what stands above
    r"\W*(?:source|via|quelle|fuente|fonte|bron|källa|kilde|źródło|источник|来源|來源|出典|출처)\s?[:：][\s\W]*",
    re.IGNORECASE,
)
_DATE = lazy_regex(r"\b\d{1,2}\.? [A-Z][a-z]+\b|\b[A-Z][a-z]+ \d{1,4}\b")  # "May" is no verb there
_ENDED = lazy_regex(r"[.!?…][\"”’»)\]]*\s*$")
_WITHIN = frozenset({BlockKind.QUOTE, BlockKind.CAPTION})
_BELOW = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_LONGEST = 20  # words of such a line, at most; judgement
_BESIDE = 6  # words of one without a dash, those of its links apart


def names_source(text: str, quote: Block, block: Block, labels: Sequence[Span]) -> bool:
    """Return whether `block`, right below `quote`, only names the source of that quotation.

    `labels` are the words of the links of `block`, in order.
    """
    if quote.kind is not BlockKind.QUOTE or quote.cell is not None or block.kind not in _WITHIN | _BELOW:
        return False
    words = text[block.span.start : block.span.end]
    if len(words.split()) > _LONGEST or not labels:
        return False
    beside = _beside(text, block, labels)
    if has_verb(_DATE.sub(" ", beside)) or any(_is_sentence(text[label.start : label.end]) for label in labels):
        return False
    if _DASH.match(words) or _LEAD.match(words):
        return True
    return block.kind in _WITHIN and len(beside.split()) <= _BESIDE and not _ENDED.search(words)


def is_source_line(text: str, block: Block, labels: Sequence[Span]) -> bool:
    """Return whether a paragraph is "Source: " with its links, whose words are `labels`, and nothing else."""
    if block.kind is not BlockKind.PARAGRAPH or not labels or labels[0].start <= block.span.start:
        return False
    if not _SOURCE.fullmatch(text, block.span.start, labels[0].start):
        return False
    return not re.search(r"\w{3}", _beside(text, block, [Span(block.span.start, labels[0].end), *labels[1:]]))


def _is_sentence(words: str) -> bool:
    return len(words.split()) >= 4 and _ENDED.search(words) is not None


def _beside(text: str, block: Block, labels: Sequence[Span]) -> str:
    parts: list[str] = []
    place = block.span.start
    for label in labels:
        parts.append(text[place : label.start])
        place = label.end
    return " ".join([*parts, text[place : block.span.end]])
