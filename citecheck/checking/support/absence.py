"""Names and dates that a source nowhere has, although its passages have the rest of the claim.

A source leaves out much that a claim may say of its own: the country of a town, an office, the name of the paper that
printed it, the year in which it was written. Such names and dates are no failure of the citation
(`facts.known_names`). The lists are English.
"""

from __future__ import annotations

import re

from citecheck.checking.facts.derived import follows_from_others
from citecheck.checking.facts.known_names import is_vague, other_names
from citecheck.checking.facts.labels import LABEL, P_VALUE, SAMPLE
from citecheck.checking.facts.model import Certainty, Date, Fact, FactComparison, Name, Number, Relation
from citecheck.checking.facts.page_days import counts_from_the_page, is_of_the_page, may_be_told_on
from citecheck.checking.facts.reading import days
from citecheck.checking.facts.rivals import slot_of
from citecheck.checking.facts.sentences import sentence_days
from citecheck.checking.facts.standing import is_proper, is_value, limit_of
from citecheck.checking.passages.model import PreparedText
from citecheck.checking.passages.terms import normalize_token, stem, stop_words, term_weight, tokens
from citecheck.checking.support.model import ClaimMatch

REST = 0.5
"""Share (0..1) of the weight of the claim's other words that the passages have (benchmarks/accuracy/planted_errors)."""
_FEW = 13.0  # counts below this one follow from lists and from words such as "both" (judgement)
_RARE = 6.0  # weight from which a word alone is no common one: one in about 400 sentences has it (e^6)
_HEADLINE = 0.8  # share of a claim's words with a capital from which it is written as a headline (judgement)
_AROUND = 5  # words on each side of a name among which a word of saying attributes the claim to it (judgement)
_TOP = 12  # sentences and lines at the top of a page among which its day stands (judgement)
_CONTAINER = re.compile(r"[A-ZÀ-Þ][\w’'.-]*,\s+(?:the\s+)?$")
_SAYS = re.compile(
    r"\b(?:according|say|says|said|saying|write|writes|wrote|written|writing|report|reports|reported|reporting|told"
    r"|tells|state|states|stated|note|notes|noted|describe|describes|described|call|calls|called|claim|claims|claimed"
    r"|argue|argues|argued|review|reviews|reviewed|reviewer|praise|praised|praising|criticis\w+|criticiz\w+|credit\w*"
    r"|publish\w*|announce\w*|interview\w*|quoted?|cited?|listed|ranked|rated|named|deemed|noting|commented)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:(?:last|next|this|that|same|previous|following|past|coming|recent|current) (?:\w+ )?(?:year|month|week"
    r"|season|decade|century|spring|summer|autumn|fall|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january"
    r"|february|march|april|may|june|july|august|september|october|november|december)|ago|earlier|later|yesterday"
    r"|today|tomorrow|recently|anniversary|aged?|years? (?:before|after|old))\b",
    re.IGNORECASE,
)


def absent_facts(match: ClaimMatch) -> list[FactComparison]:
    """Return the name or date of the claim of `match` that its text has nowhere, while it has the rest.

    There is at most one: where a source lacks several facts, it may be about something else. Empty where the text is
    known to be in another language than English.
    """
    return [
        found
        for found in _only_lacking(match)
        if (found.certainty is None or found.certainty is Certainty.POSSIBLE)
        and slot_of(match.claim.query, found.fact, match.facts, match.text, match.coverage.sentences).coverage(None)
        >= REST
        and _must_be_given(found.fact, match)
    ]


def facts_not_given(match: ClaimMatch) -> list[FactComparison]:
    """Return the fact of the claim of `match` that its text has nowhere, if it has all others: at most one.

    It may be a number, which can follow from others, or a date or a name, which the text may put in other words.
    """
    return [
        found
        for found in _only_lacking(match)
        if found.rule == "fact.missing"
        and not (isinstance(found.fact, Name) and _may_be_left_out(found.fact, match))
        and not (isinstance(found.fact, Date) and _may_count_from_the_page(found.fact, match))
    ]


def _only_lacking(match: ClaimMatch) -> list[FactComparison]:
    """Return the one fact that the text lacks, if it is a value and all others are there."""
    lacking = [found for found in match.facts if found.relation in (Relation.UNRELATED, Relation.DIFFERS)]
    is_one = len(lacking) == 1 and match.text.language in (None, "en")
    return lacking if is_one and is_value(match.claim.query.text, lacking[0].fact) else []


def _must_be_given(fact: Fact, match: ClaimMatch) -> bool:
    if isinstance(fact, Name):
        is_ordinary = len(fact.words) == 1 and term_weight(stem(fact.words[0])) < _RARE
        return is_proper(fact) and not is_ordinary and not _may_be_left_out(fact, match)
    if isinstance(fact, Number):
        return _must_be_counted(fact, match)
    return _must_be_dated(fact, match)


# Numbers


def _must_be_counted(number: Number, match: ClaimMatch) -> bool:
    """Whether a source that says the rest of a claim would give this number: it measures, or it is no small count.

    Labels, ordinals and small counts are put in other words, and a sum or a share follows from other numbers.
    """
    is_exact = number.low == number.value == number.high
    if not is_exact or number.unit in ("ordinal", "clock", "score") or number.unit.startswith((LABEL, P_VALUE, SAMPLE)):
        return False
    is_few = number.unit in ("", "time") and number.value < _FEW * number.factor
    if is_few or not (number.unit or number.noun):
        return False
    return not follows_from_others(number, match.text, match.coverage.sentences, match.claim.query.text)


# Dates


def _must_be_dated(date: Date, match: ClaimMatch) -> bool:
    """Whether a source that gives dates would give this one: it has a year, and no passage counts from another day."""
    is_point = date.year is not None and date.since is None and not limit_of(match.claim.query.text, date)
    if not is_point or not _gives_years(match.text):
        return False
    if any(_RELATIVE.search(match.text.text_of(sentence)) for sentence in match.coverage.sentences):
        return False
    return not _may_count_from_the_page(date, match)


def _may_count_from_the_page(date: Date, match: ClaimMatch) -> bool:
    """Whether the page may tell what happened on `date` without giving it; its own day need not be known."""
    text, passages = match.text, match.coverage.sentences
    pages = list(days((text.source.published or "")[:10]))
    for sentence in text.sentences[:_TOP]:
        pages += [day for day in sentence_days(text, sentence) if is_of_the_page(day, text, sentence)]
    if not pages:
        return date.day is not None and counts_from_the_page(text, passages)
    return any(may_be_told_on(date, day, text, passages) for day in pages)


_YEAR = re.compile(r"(?<![\d.,])(?:1[0-9]|20)\d\d(?![\d,]|\.\d)")


def _gives_years(text: PreparedText) -> bool:
    return text.source.published is not None or any(_YEAR.fullmatch(term) for term in text.postings)


# Names


def _may_be_left_out(name: Name, match: ClaimMatch) -> bool:
    """Whether a source that says the rest of a claim may have no word of this name, or has one after all."""
    claim = match.claim.query.text
    before = claim[: name.start].rstrip()
    if not before or before.endswith(("(", "[")) or _CONTAINER.search(claim[: name.start]):
        return True
    if (
        _is_subject(name, match)
        or _is_headline(claim)
        or is_vague(tuple(normalize_token(word) for word in name.words))
        or _is_attributed(claim, name)
    ):
        return True
    if all(stem(word) in match.claim.context_terms for word in name.words):
        return True
    return _is_in(name, match.text) or _is_of_the_page(name, match.text)


def _is_subject(name: Name, match: ClaimMatch) -> bool:
    """Whether a claim begins with a name: a source may call its subject by another one, or by a pronoun."""
    stops = stop_words("en")
    return all(word.lower() in stops for word, _, end in tokens(match.claim.query.text) if end <= name.start)


def _is_headline(claim: str) -> bool:
    words = [word for word, _, _ in tokens(claim) if len(word) > 3 and word.isalpha()]
    return sum(word[0].isupper() for word in words) >= _HEADLINE * max(1, len(words))


def _is_attributed(claim: str, name: Name) -> bool:
    """Whether the claim names who says it: the source itself need not name its author or its paper."""
    before = " ".join(claim[: name.start].split()[-_AROUND:])
    behind = " ".join(claim[name.end :].split()[:_AROUND])
    return _SAYS.search(before) is not None or _SAYS.search(behind) is not None


def _is_in(name: Name, text: PreparedText) -> bool:
    """Whether the text has a word of the name, its initials, or another name of the same thing."""
    stops = stop_words("en")
    if any(_has(text, word) for word, _, _ in tokens(name.text) if normalize_token(word) not in stops):
        return True
    joined, initials = "".join(name.words), "".join(word[0] for word in name.words)
    if _has(text, joined) or (len(initials) > 1 and _has(text, initials)):
        return True
    others = other_names(tuple(normalize_token(word) for word in name.words))
    return any(all(_has(text, word) for word in other) for other in others)


def _has(text: PreparedText, word: str) -> bool:
    return stem(word) in text.postings


def _is_of_the_page(name: Name, text: PreparedText) -> bool:
    """Whether a word of the name is in what the page says about itself: its title, site, authors or address."""
    source = text.source
    said = " ".join((source.title or "", source.site or "", *source.authors))
    stems = {stem(word) for word, _, _ in tokens(said)}
    address = (source.canonical or "").lower()
    return any(stem(word) in stems or (len(word) > 3 and word in address) for word in name.words)


__all__ = ["REST", "absent_facts", "facts_not_given"]
