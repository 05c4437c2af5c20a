"""The dates and numbers of the sentences of a prepared text, each read once."""

from __future__ import annotations

from citecheck.checking.facts.model import Date, Number
from citecheck.checking.facts.reading import days, values
from citecheck.checking.passages.model import PreparedText, SourceSentence


def sentence_days(text: PreparedText, sentence: SourceSentence) -> tuple[Date, ...]:
    """Return the dates of `sentence`, a sentence of `text`."""
    read: dict[int, tuple[Date, ...]] = text.memory.setdefault("days", {})
    found = read.get(sentence.index)
    if found is None:
        found = read[sentence.index] = days(text.text_of(sentence))
    return found


def sentence_values(text: PreparedText, sentence: SourceSentence) -> tuple[Number | Date, ...]:
    """Return the dates and the numbers of `sentence`, a sentence of `text`."""
    read: dict[int, tuple[Number | Date, ...]] = text.memory.setdefault("values", {})
    found = read.get(sentence.index)
    if found is None:
        found = read[sentence.index] = values(text.text_of(sentence))
    return found


__all__ = ["sentence_days", "sentence_values"]
