"""Dates that the day of a page excludes: a page tells nothing that happened after it, and "this week" is its own week.

Such a page need not write out the day on which something happened, so that no other date stands in the claimed one's
place. The day of the page says enough: a page of April 2019 that tells what happened "this week" does not tell it of
June, or of 2016. English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from citecheck.checking.facts.counted_years import is_plain_year, other_year_from
from citecheck.checking.facts.model import Certainty, Date, FactComparison, Relation
from citecheck.checking.facts.page_days import first_day, is_of_the_page, last_day, reach_of_words
from citecheck.checking.facts.reading import days
from citecheck.checking.facts.rivals import Slot
from citecheck.checking.facts.sentences import sentence_days
from citecheck.checking.facts.standing import is_said_of_both, is_value, limit_of, predicates_of
from citecheck.checking.passages.model import PreparedText, SourceSentence
from citecheck.rules import RuleTable

COUNTED = "fact.conflict.counted-year"
"""The id of the rule on years that a passage counts."""
_TOP = 12  # sentences and lines at the top of a page among which its day stands (judgement)
_WEEK = timedelta(days=7)  # by which the day of a page may be off: a time zone, an issue dated ahead (judgement)
_ABOVE = 3  # lines above a passage among which the day of its article stands, behind the menus of a page (judgement)
_APART = 31  # days between two days at the top of a page from which its own is not known (judgement)
_HALF = 0.5  # share of the claim's other words from which a passage counts the year of the same event (judgement)
_SHARED = 0.3  # share of the claim's other words from which a passage is about the same event (judgement)
_STAMP = re.compile(r"\b(?:published|posted|updated|modified)\b", re.IGNORECASE)
_STAMP_WORDS = 16  # words up to which a line with "published" and a date is a stamp (judgement)
_ADVERB = re.compile(r"(?:^|\b(?:in|on|during|of|through|around|late|early|mid)[\s-]+|\()$", re.IGNORECASE)
_NAMED = re.compile(r"\s[A-ZÀ-Þ]")  # a year before it is part of a name: "the 2019 Reed Award"
_COUNTED = re.compile(
    r"\b(?:ago|anniversary|years?|decades?|centur(?:y|ies)|months|since|until|till|would)\b", re.IGNORECASE
)
"""Words by which a sentence counts a time that may be long before its page."""
_TO_COME = re.compile(r"\b(?:will|plans?\s+to|planned|scheduled|expected|(?:is|are)\s+(?:set\s+)?to)\b", re.IGNORECASE)
"""Words by which a sentence tells what is to come."""


@dataclass(frozen=True, eq=False)
class PageCase:
    """A claimed date that a text lacks, and the text."""

    slot: Slot
    fact: Date
    text: PreparedText

    @cached_property
    def page(self) -> tuple[date, date, str] | None:
        """The first and the last day that may be the page's own, and its words; None: not known."""
        return own_days(self.text, self.passage)

    @property
    def words(self) -> str:
        """The words of the page's own day; empty if it is not known."""
        return self.page[2] if self.page is not None else ""

    @cached_property
    def counted(self) -> str:
        """The words by which the passage counts another year than the claimed one; empty if it does not."""
        year = self.fact.year
        if self.passage is None or year is None or not is_plain_year(self.fact):
            return ""
        return other_year_from(self.text, self.passage, year) or ""

    @cached_property
    def passage(self) -> SourceSentence | None:
        """The passage that has most of the claim; None: there is none."""
        return max(self.slot.passages, key=self.slot.coverage, default=None)


def conflict_with_page(slot: Slot, text: PreparedText, *, only_counted: bool = False) -> FactComparison | None:
    """Return the conflict of the claimed date of `slot`, which `text` lacks, with the text's own day; None: none.

    `only_counted`: the text has the day of the year, so that the claimed year may be right where no passage counts.
    """
    fact = slot.fact
    if not isinstance(fact, Date) or not _is_a_time(slot, fact):
        return None
    case = PageCase(slot, fact, text)
    for rule, applies in PAGE_RULES.rows:
        certainty = None if only_counted and applies is _after_the_page else applies(case)
        if certainty is not None:
            found, sentence = (case.counted, case.passage) if applies is _counted_otherwise else (case.words, None)
            return FactComparison(fact, Relation.DIFFERS, rule, found, sentence, near=True, certainty=certainty)
    return None


def _is_a_time(slot: Slot, fact: Date) -> bool:
    """Whether a date says when something happened: it is no limit, no span, and no part of the name of a thing."""
    text = slot.claim.text
    if fact.since is not None or fact.edge or limit_of(text, fact) or not is_value(text, fact):
        return False
    before = text[max(0, fact.start - 12) : fact.start]
    return _ADVERB.search(before) is not None


def own_days(text: PreparedText, passage: SourceSentence | None = None) -> tuple[date, date, str] | None:
    """Return the first and the last day that may be the own day of the page `text`, and its words; None: not known.

    Where neither its markup nor its top has one, it stands right above `passage`, a sentence of the text; None: there
    is no such sentence.
    """
    at = passage.index if passage is not None else 0
    found = _published(text) or _stamps(text, 0, _TOP) or _stamps(text, max(0, at - _ABOVE), at)
    known = [(first, last, day.text) for day in found if (first := first_day(day)) and (last := last_day(day))]
    if not known:
        return None
    first, last = min(one[0] for one in known), max(one[1] for one in known)
    return (first, last, known[0][2]) if (last - first).days <= _APART else None


def _published(text: PreparedText) -> list[Date]:
    return [day for day in days((text.source.published or "")[:10]) if day.year is not None and day.day is not None]


def _stamps(text: PreparedText, begin: int, end: int) -> list[Date]:
    """Return the days of the lines from `begin` to `end` of `text` that have a day and hardly more."""
    found: list[Date] = []
    for sentence in text.sentences[begin:end]:
        is_stamp = len(sentence.words) <= _STAMP_WORDS and _STAMP.search(text.text_of(sentence))
        for day in sentence_days(text, sentence):
            is_whole = None not in (day.year, day.month, day.day)
            if is_whole and (is_stamp or is_of_the_page(day, text, sentence)):
                found.append(day)
    return found


def _after_the_page(case: PageCase) -> Certainty | None:
    """The claimed time begins after the day of the page, which can tell nothing of it."""
    begin = first_day(case.fact) if case.fact.year is not None else None
    if begin is None or case.page is None or begin <= case.page[1] + _WEEK:
        return None
    return Certainty.LIKELY if case.slot.coverage(None) >= _SHARED else None


def _counted_from_the_page(case: PageCase) -> Certainty | None:
    """The passage that has most of the claim counts from the day of the page: "this week", "on Monday"."""
    passage = case.passage
    if passage is None or case.page is None or case.slot.coverage(passage) < _SHARED:
        return None
    words = case.text.text_of(passage)
    reach, is_to_come = reach_of_words(words), _TO_COME.search(words) is not None
    dated = any(day.year is not None and not _NAMED.match(words, day.end) for day in sentence_days(case.text, passage))
    if dated or _COUNTED.search(words) or (reach < 0 and not is_to_come):
        return None
    if is_to_come:
        is_before = case.fact.year is not None and _is_outside(case.fact, case.page[0] - _WEEK, date.max)
        return Certainty.LIKELY if is_before else None
    early, late = case.page[0] - timedelta(days=reach), case.page[1] + timedelta(days=reach)
    return Certainty.LIKELY if _is_outside(case.fact, early, late) else None


def _counted_otherwise(case: PageCase) -> Certainty | None:
    """The passage that has half of the claim counts another year from one that it gives: "the following year"."""
    if case.passage is None or not case.counted:
        return None
    share, mine = case.slot.coverage(case.passage), predicates_of(case.slot.claim.text, case.fact)
    near = share >= _HALF or (share >= _SHARED and is_said_of_both(mine, case.text.text_of(case.passage)))
    return Certainty.LIKELY if near else None


def _is_outside(fact: Date, early: date, late: date) -> bool:
    if fact.year is not None:
        first, last = first_day(fact), last_day(fact)
        return first is not None and last is not None and (last < early or first > late)
    if fact.month is None or (late - early).days > 300:
        return False
    months = {(early + timedelta(days=step)).month for step in range((late - early).days + 1)}
    return fact.month not in months


PAGE_RULES: RuleTable[PageCase, Certainty] = RuleTable(
    "a claimed date that a page lacks, and the day of the page",
    [
        ("fact.conflict.after-the-page", _after_the_page),
        ("fact.conflict.counted-from-page", _counted_from_the_page),
        (COUNTED, _counted_otherwise),
    ],
)


__all__ = ["COUNTED", "PAGE_RULES", "PageCase", "conflict_with_page", "own_days"]
