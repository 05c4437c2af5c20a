"""The dates and numbers of the sentences of a prepared text: each is read once, and found by its value.

A source that many claims cite is asked for many values. An index by value then leads to the few sentences that can
agree, and the cost of a claim does not grow with the sentences that cannot.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import inf

from citecheck.checking.facts.comparison import reach_of
from citecheck.checking.facts.model import Date, Number
from citecheck.checking.facts.reading import days, values
from citecheck.checking.number_words import FRACTIONS, ORDINALS, SCALES, TENS, UNITS, VAGUE
from citecheck.checking.passages.model import PreparedText, SourceSentence
from citecheck.checking.passages.terms import stem

_FEW = 8  # facts that are looked up sentence by sentence before the index is made; it costs as much as reading all
_SPAN = 12  # years up to which a date is listed under each of its years
_NUMBER_STEMS = frozenset(
    {
        *(str(value) for value in TENS.values()),
        *(stem(word) for word in (*SCALES, *VAGUE, *ORDINALS, *FRACTIONS)),
        *(stem(f"{word}s") for word in (*SCALES, *FRACTIONS)),
        *(f"{tens}-{unit}" for tens in TENS for unit in UNITS),
    }
)
"""The stems of words for numbers; a stem that begins with a figure is one without them."""
_MAY = re.compile(r"\bMay\b")
_NUMBER_LIKE = re.compile(r".+(?:ties|ti|fold)|(?=[ivxlc]{2}|[vx]$)x{0,3}(?:ix|iv|v?i{0,3})")
"""Stems of decades ("twenties"), of "threefold", and Roman numerals of more than the letter that is a pronoun."""
_DATE_STEMS = frozenset(
    stem(word)
    for word in (
        *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
        *("November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        *("century", "half", "couple", "pair", "dozens", "hundreds", "thousands", "millions"),
    )
)


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


def may_agree(text: PreparedText, fact: Number | Date, figures: Sequence[int]) -> Sequence[int]:
    """Return the sentences of `figures` that may hold a value with which `fact` agrees, in order.

    `figures` are the indices of the sentences of `text` that hold a date or a number, in order. None that agrees is
    left out; of those that differ some may be among the result.
    """
    asked: int = text.memory.get("values-asked", 0)
    text.memory["values-asked"] = asked + 1
    if asked < _FEW:
        return figures
    index: _Index | None = text.memory.get("value-index")
    if index is None:
        index = text.memory["value-index"] = _Index(
            (number, sentence_values(text, text.sentences[number])) for number in figures
        )
    found = index.like(fact)
    return figures if found is None else found


def those_among(indices: Iterable[int], ordered: Sequence[int]) -> list[int]:
    """Return those of `indices` that are among `ordered`, which are in order."""
    return [index for index in indices if (at := bisect_left(ordered, index)) < len(ordered) and ordered[at] == index]


def with_figures(text: PreparedText) -> list[int]:
    """Return the indices of the sentences of `text` that hold a number or a date, in figures or in words, in order."""
    figures: list[int] | None = text.memory.get("figures")
    if figures is None:
        found = {index for term, holding in text.postings.items() if _may_be_figure(term) for index in holding}
        figures = text.memory["figures"] = sorted(found.union(_with_may(text)))
    return figures


def _with_may(text: PreparedText) -> Iterator[int]:
    """Yield the sentences that may name the month of May: its word is an auxiliary too, and no index has those."""
    starts = [sentence.start for sentence in text.sentences]
    for match in _MAY.finditer(text.source.text):
        yield max(0, bisect_right(starts, match.start()) - 1)


@lru_cache(maxsize=65_536)
def _may_be_figure(term: str) -> bool:
    """Whether the stem `term` may be that of a number or a date."""
    if term[0].isdigit() or term in _NUMBER_STEMS or term in _DATE_STEMS:
        return True
    return _NUMBER_LIKE.fullmatch(term) is not None


class _Index:
    """The sentences of a text by the values that they hold."""

    def __init__(self, read: Iterable[tuple[int, Sequence[Number | Date]]]) -> None:
        """`read` holds the index of each sentence with its values."""
        self._years: dict[int, list[int]] = {}
        self._open: list[int] = []  # sentences with a date that no list of a year has
        self._odd: list[int] = []  # sentences with a number whose range is turned round
        numbers: list[tuple[float, int]] = []
        for sentence, facts in read:
            for fact in facts:
                if isinstance(fact, Date):
                    self._add_date(fact, sentence)
                elif fact.low > fact.high:
                    self._odd.append(sentence)
                else:
                    numbers.extend((value, sentence) for value in (fact.value, fact.second) if value is not None)
        numbers.sort()
        self._values = [value for value, _ in numbers]
        self._sentences = [sentence for _, sentence in numbers]

    def _add_date(self, date: Date, sentence: int) -> None:
        is_weekday = date.weekday is not None and date.month is None
        if is_weekday or date.first is None or date.last is None or date.last - date.first > _SPAN:
            self._open.append(sentence)
            return
        for year in range(date.first, date.last + 1):
            self._years.setdefault(year, []).append(sentence)

    def like(self, fact: Number | Date) -> list[int] | None:
        """Return the sentences with a value that `fact` may agree with, in order; None: every sentence may have one."""
        found = self._dates_like(fact) if isinstance(fact, Date) else self._numbers_like(fact)
        return None if found is None else sorted(set(found))

    def _dates_like(self, date: Date) -> Iterator[int] | None:
        if date.first is None or date.last is None or date.last - date.first > _SPAN:
            return None
        return self._of_years(date.first, date.last)

    def _of_years(self, first: int, last: int) -> Iterator[int]:
        yield from self._open
        for year in range(first, last + 1):
            yield from self._years.get(year, ())

    def _numbers_like(self, number: Number) -> list[int] | None:
        reach = reach_of(number)
        if reach is None:
            return None
        low, high = reach
        begin = bisect_left(self._values, low)
        end = len(self._values) if high == inf else bisect_right(self._values, high)
        found = [*self._odd, *self._sentences[begin:end]]
        if number.value.is_integer():  # it may be a year
            found += self._of_years(int(number.value), int(number.value))
        return found


__all__ = ["may_agree", "sentence_days", "sentence_values", "those_among", "with_figures"]
