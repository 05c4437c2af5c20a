"""Find the scope of a citation: the whole sentence, or the clause that ends with its mark.

A mark inside a sentence covers what stands before it, back to the mark before. Where that part cannot stand alone it
shares words with the first part: a bare noun phrase its subject and verb, a verb its subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.linking.clauses import continues, has_verb, shared_head, starts_own_clause
from claims.model import Span
from claims.patterns import lazy_regex


def cover(text: str, sentence: Span, marks: Sequence[Span]) -> list[tuple[Span, ...]]:
    """Return the covered spans for each of `marks` (runs in or behind `sentence`, in order)."""
    parts = _parts(text, sentence, marks)
    head = _Head(text, parts[0]) if len(parts) > 1 else None
    scopes: list[tuple[Span, ...]] = []
    for number, part in enumerate(parts):
        if head is None:
            scopes.append(_whole_or_clause(text, sentence, part))
        elif number == 0:
            scopes.append((part if head.has_verb else sentence,))
        else:
            scopes.append(_with_head(text, head, part, number))
    return scopes


class _Head:
    """The first part of a sentence with several marks. Its words are looked at once, however many parts follow."""

    def __init__(self, text: str, span: Span) -> None:
        self.span = span
        self._words = text[span.start : span.end]
        self.has_verb = has_verb(self._words)
        self._shared: dict[bool, int] = {}

    def shared(self, *, with_verb: bool) -> int:
        """Return how many of its characters a later part shares, as `shared_head` does."""
        if with_verb not in self._shared:
            self._shared[with_verb] = shared_head(self._words, with_verb=with_verb)
        return self._shared[with_verb]


def _parts(text: str, sentence: Span, marks: Sequence[Span]) -> list[Span]:
    """Return the text before each mark, back to the mark before it."""
    parts = []
    place = sentence.start
    for mark in marks:
        end = min(mark.start, sentence.end)
        parts.append(_trimmed(text, place, end) if end > place else _trimmed(text, sentence.start, sentence.end))
        place = max(place, mark.end)
    return parts


def _whole_or_clause(text: str, sentence: Span, part: Span) -> tuple[Span, ...]:
    """Return the scope of a sentence's only mark: the sentence, unless another main clause follows the mark."""
    rest = text[part.end : sentence.end]
    if has_verb(text[part.start : part.end]) and starts_own_clause(rest):
        return (part,)
    return (sentence,)


def _with_head(text: str, head: _Head, part: Span, number: int) -> tuple[Span, ...]:
    first = head.span
    if not head.has_verb:
        return (Span(first.start, part.end),) if number == 1 else (part,)
    words = text[part.start : part.end]
    if part.start <= first.start or starts_own_clause(words):
        return (part,)
    if continues(words):
        return (first, part)
    shared = head.shared(with_verb=not has_verb(words))
    if not shared:
        return (part,)
    return (Span(first.start, first.start + shared), part)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


_OWN_VOICE = lazy_regex(
    r"\b(?:[Ww]e|[Oo]urs?|us|I|my|[Hh]erein|[Tt]his (?:study|paper|work|review|report|article|section)"
    r"|[Pp]resent (?:study|work|paper)|Fig|Figure|Table)\b"
)
_OTHER_CITATION = lazy_regex(
    r"\[\d+[\],–;-]|\(\d+(?:[,;–-]\s?\d+)*\)|\([^()]{0,200}\b(?:1[89]|20)\d\d[a-z]?\)|\bet al\b"
    r"|[^\W\d_]{3}[.!?]?\d{1,3}(?:[,–-]\s?\d+)*$|[^\W\d_]{3}\.\d{1,3}(?:[,–-]\s?\d+)*\s"
)


def may_inherit(text: str, sentences: Sequence[Span], marks: Sequence[Span]) -> bool:
    """Return whether the sentences before the last one inherit the mark of a paragraph; `sentences` are all of it."""
    if len(marks) != 1 or len(sentences) < 2 or marks[0].start < sentences[-1].start:
        return False
    last = sentences[-1]
    if _words_after(text, marks[0], last) or _OWN_VOICE.search(text, last.start, last.end):
        return False
    return not any(
        _OWN_VOICE.search(words) or _OTHER_CITATION.search(words)
        for words in (text[sentence.start : sentence.end] for sentence in sentences[:-1])
    )


def _words_after(text: str, mark: Span, sentence: Span) -> bool:
    return mark.end < sentence.end and re.search(r"\w", text[mark.end : sentence.end]) is not None
