"""The day of a page, from which its sentences count: "died on Friday", "last night", "last year". English.

A line with nothing but a date is the day of the page. What the page tells happened before it, on a day that it need not
write out, so that its own day says nothing against the claimed one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from citecheck.checking.facts.model import Date
from citecheck.checking.facts.standing import predicates_of
from citecheck.checking.passages.model import PreparedText, SourceSentence

DATELINE = 8  # words from which a sentence with a date is more than a heading or a dateline (judgement)
_WEEK = 7  # days within which a page tells what happened without a word for the day (judgement)
_MONTHS = 62  # days before a page that "on Friday" or "last month" may reach (judgement)
_YEARS = 731  # days before a page that "last year" may reach (judgement)
_LONG = 15  # years before a page from which a year alone is no date of what the page reports (judgement)
_DAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?!,?\s+(?:the\s+)?\d|,?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct"
    r"|nov|dec))"
)
_NEAR = re.compile(
    rf"\b(?:{_DAY}|yesterday|today|tomorrow|tonight|overnight|this (?:morning|afternoon|evening|week)|recently"
    r"|(?:last|next|earlier this|this|previous|following|past|coming) (?:\w+ )?(?:night|week|weekend|month))\b",
    re.IGNORECASE,
)
_FAR = re.compile(
    r"\b(?:(?:last|next|this|previous|past|coming|recent|current) (?:\w+ )?(?:year|season|spring|summer|autumn|fall"
    r"|winter|january|february|march|april|may|june|july|august|september|october|november|december)|ago)\b",
    re.IGNORECASE,
)


def counts_from_the_page(text: PreparedText, passages: Sequence[SourceSentence]) -> bool:
    """Return whether one of `passages`, or a sentence next to one in `text`, has a day such as "on Friday"."""
    return any(_NEAR.search(words) for words in _around(text, passages))


def counts_from_another_day(words: str) -> bool:
    """Return whether `words`, a sentence, has a day or a year that counts from another: "on Friday", "this year"."""
    return reach_of_words(words) >= 0


def is_of_the_page(day: Date, text: PreparedText, sentence: SourceSentence) -> bool:
    """Return whether `day`, in `sentence` of `text`, is the day of the page: a line with a whole date and no verb."""
    is_whole = None not in (day.year, day.month, day.day)
    return is_whole and len(sentence.words) < DATELINE and not predicates_of(text.text_of(sentence), day)


def may_be_told_on(claimed: Date, page: Date, text: PreparedText, passages: Sequence[SourceSentence]) -> bool:
    """Return whether a page of the day `page` may tell what happened at `claimed`, without its date.

    So it may within a week. It may for longer if one of `passages` in `text`, or a sentence next to one, counts from
    another day: weeks for "on Friday", two years for "last year".
    """
    told, last = first_day(page), last_day(claimed)
    if told is None or last is None:
        return False
    days = (told - last).days
    return 0 <= days <= max(_WEEK if claimed.day is not None else -1, *map(reach_of_words, _around(text, passages)), -1)


def is_long_past(claimed: Date, page: Date) -> bool:
    """Return whether `claimed` is a year alone, long before the day `page` of a page.

    It may be a year of birth, or of what the page looks back at; its own day says nothing of it.
    """
    if claimed.year is None or page.year is None:
        return False
    return claimed.month is None and claimed.year + _LONG <= page.year


def reach_of_words(words: str) -> int:
    """Return how many days before a page `words`, a sentence, may be about; -1: no word counts from another day."""
    if _FAR.search(words):
        return _YEARS
    return _MONTHS if _NEAR.search(words) else -1


def _around(text: PreparedText, passages: Sequence[SourceSentence]) -> list[str]:
    near = {one.index + step for one in passages for step in (-1, 0, 1)}
    return [text.text_of(text.sentences[index]) for index in sorted(near) if 0 <= index < len(text.sentences)]


def first_day(of: Date) -> date | None:
    """Return the first day of the date `of`; None if no calendar has it."""
    return _calendar_day(of.year, of.month or 1, of.day or 1)


def last_day(of: Date) -> date | None:
    """Return the last day of the date `of`, of a month at least its 28th; None if no calendar has it."""
    return _calendar_day(of.year, of.month or 12, of.day or 28)


def _calendar_day(year: int | None, month: int, day: int) -> date | None:
    """Return the day; None if no calendar has it."""
    try:
        return date(year or 0, month, day)
    except ValueError:
        return None


__all__ = [
    "DATELINE",
    "counts_from_another_day",
    "counts_from_the_page",
    "first_day",
    "is_long_past",
    "is_of_the_page",
    "last_day",
    "may_be_told_on",
    "reach_of_words",
]
