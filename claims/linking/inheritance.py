"""When the only mark of a paragraph, at its end, may carry the sentences before it too.

It does so where writers cite a paragraph as a whole. It does not where a sentence speaks of the author's own work, or
cites in another way: "(Smith 2005)", "(8, 13)", a number that was a superscript before the text was copied.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.model import Span

_OWN_VOICE = re.compile(
    r"\b(?:[Ww]e|[Oo]urs?|us|I|my|[Hh]erein|[Tt]his (?:study|paper|work|review|report|article|section)"
    r"|[Pp]resent (?:study|work|paper)|Fig|Figure|Table)\b"
)
_OTHER_CITATION = re.compile(
    r"\[\d+[\],–;-]|\(\d+(?:[,;–-]\s?\d+)*\)|\([^()]{0,200}\b(?:1[89]|20)\d\d[a-z]?\)|\bet al\b"
    r"|[^\W\d_]{3}[.!?]?\d{1,3}(?:[,–-]\s?\d+)*$|[^\W\d_]{3}\.\d{1,3}(?:[,–-]\s?\d+)*\s"
)


def may_inherit(text: str, sentences: Sequence[Span], marks: Sequence[Span]) -> bool:
    """Tell whether the sentences before the last one inherit the mark of a paragraph; `sentences` are all of it."""
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
