"""Find the marks that a numbered list of references answers, in whichever way the document writes them."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from claims.layout import Mark
from claims.markers.author_dates import has_author_dates
from claims.markers.finding import find_marks
from claims.markers.labels import expand_listed, normal_label
from claims.markers.parenthesised import find_parenthesised
from claims.markers.raised import Candidate, find_circled, find_raised
from claims.markers.superscripts import find_lost_superscripts
from claims.model import Span
from claims.patterns import lazy_regex

_FEWEST_IN_ORDER = 3  # entries whose numbers in parentheses come in order: too many for chance; judgement
_BEYOND = 3  # entries that a list may have lost at its end; judgement: a larger number may be a count
_END = lazy_regex(r"[.!?](?=[\s(])|[。！？\n]")
_NOTED = lazy_regex(
    r"\[\s?(?:notes?|nota|n|fn|anm|source|注|註)\.?\s?(?P<number>\d{1,3})\s?\]"
    r"|(?<=[^\s※＊*])[(（\[]?(?:[※＊]|(?<=[^\W\d_])\*(?=\d{1,3}(?:\s|$|[。、．，.,)）]))|(?:注|註|脚注)(?=\d))(?P<sign>\d{1,3})[)）\]]?",
    re.IGNORECASE,
)
_REFS = lazy_regex(
    r"[(（](?:see\s|cf\.\s)?(?P<inside>refs?\.?\s?\d{1,3}(?:(?:\s?[,;–-]\s?|\s(?:and|und|et|&)\s)\d{1,3}){0,20})[)）]",
    re.IGNORECASE,
)
_CLAUSE_ENDS = frozenset(["", *".,;:!?\n。，；！？"])
_ANSWERED = 0.6  # of the numbers in parentheses that the list must have; judgement


def find_listed_marks(
    text: str, labels: Collection[str], prose: Sequence[Span], *, entries: Iterable[str] = ()
) -> list[Mark]:
    """Return the marks of `text` within `prose` (spans in order), given the `labels` of the list of references.

    Brackets and raised numbers come first. Where the list answers none of these, numbers in circles or parentheses are
    the marks, or else bare numbers behind words ("benefit,3–5"): each only where the list proves it by its numbers.
    Where the text cites `entries` (their texts) by name and year, such numbers must cite all of the list.
    """
    marks = [mark for mark in find_marks(text, labels=labels) if _within(prose, mark.span)]
    known = {normal_label(label) for label in labels}
    if not known:
        return marks
    if any(_is_answered(mark.labels, known) for mark in marks):
        named = [one for one in _named(text) if _within(prose, one.span) and _is_answered(one.labels, known)]
        further = [*named, *_circled(text, known, prose), *_unanswered(text, known, prose)]
        return _merged(marks, [*further, *_beside(text, known, prose, marks)])
    if noted := [mark for mark in _noted(text) if _within(prose, mark.span) and _is_answered(mark.labels, known)]:
        return _merged([mark for mark in marks if _is_answered(mark.labels, known)], noted)
    by_date = has_author_dates("\n".join(text[span.start : span.end] for span in prose), entries)
    for found in (find_circled(text), find_parenthesised(text)):
        inside = [one for one in found if _within(prose, one.span)]
        cited = [one for one in inside if _is_answered(one.labels, known)]
        proving = [one for one in cited if not one.is_weak]
        if not _is_legend(text, proving) and _prove(inside, proving, known, by_date=by_date):
            return _merged(marks, [*cited, *(one for one in inside if _is_beyond(text, one, known))])
    bare = [Candidate(one.span, one.labels) for one in _bare(text, labels, prose)]
    return _merged(marks, bare if not by_date or _cite_all(bare, known) else [])


def _noted(text: str) -> Iterator[Candidate]:
    """Yield the numbers that brackets call notes, "[note 1]": where no mark shows the list otherwise, they mean it."""
    for match in _NOTED.finditer(text):
        yield Candidate(Span(*match.span()), (str(int(match["number"] or match["sign"])),))


def _named(text: str) -> Iterator[Candidate]:
    """Yield the numbers in parentheses that say what they are: "(refs. 1, 2)"."""
    for match in _REFS.finditer(text):
        found = expand_listed(match["inside"])
        if found is not None:
            yield Candidate(Span(*match.span()), found.labels, found.pages)


def _circled(text: str, known: set[str], prose: Sequence[Span]) -> list[Candidate]:
    """Return the numbers in circles that the list has, "④" beside "［1］"; none where it lacks one of them."""
    found = [one for one in find_circled(text) if _within(prose, one.span)]
    return found if all(_is_answered(one.labels, known) for one in found) else []


def _beside(text: str, known: set[str], prose: Sequence[Span], marks: Sequence[Mark]) -> list[Candidate]:
    """Return the numbers in parentheses beside marks in brackets, "(1)" beside "[3]".

    Together they cite entries that no other mark cites, each ends a clause, and no sentence has two of them.
    """
    found = [one for one in find_parenthesised(text) if _within(prose, one.span) and not one.is_weak]
    others = {normal_label(label) for mark in marks for label in mark.labels}
    if not found or any(
        not _is_answered(one.labels, known) or not others.isdisjoint(map(normal_label, one.labels)) for one in found
    ):
        return []
    ended = all(text[one.span.end : one.span.end + 1] in _CLAUSE_ENDS for one in found)
    apart = all(_END.search(text, one.span.end, two.span.start) for one, two in pairwise(found))
    return found if ended and apart else []


def _unanswered(text: str, known: set[str], prose: Sequence[Span]) -> list[Candidate]:
    """Return the raised numbers that the list lacks, if it has most of those of the text: their entries are lost."""
    found = [one for one in find_raised(text) if _within(prose, one.span)]
    lost = [one for one in found if not _is_answered(one.labels, known)]
    answered = len(found) - len(lost)
    return lost if lost and answered >= 2 and len(lost) <= answered else []


def _is_beyond(text: str, one: Candidate, known: set[str]) -> bool:
    """Return whether the list has only some of the numbers, or ends shortly before the number that ends a clause."""
    if one.is_weak or _is_answered(one.labels, known):
        return False
    if any(normal_label(label) in known for label in one.labels):
        return True
    last = max((int(label) for label in known if label.isdecimal()), default=0)
    ends = text[one.span.end : one.span.end + 1] in (".", ",", ";", "。", "，", "；")
    return ends and all(last < int(label) <= last + _BEYOND for label in one.labels)


def _prove(found: Sequence[Candidate], cited: Sequence[Candidate], known: set[str], *, by_date: bool) -> bool:
    """Return whether numbers cite half of the list, or several entries of it in its order.

    `found` are all numbers of their kind, `cited` those that the list has and that may cite.
    """
    if not cited or len(cited) < _ANSWERED * sum(not one.is_weak for one in found):
        return False
    if by_date:
        return _cite_all(cited, known)
    first = list(dict.fromkeys(label for one in cited for label in one.labels if normal_label(label) in known))
    numbers = [int(label) for label in first]
    return len(first) >= len(known) / 2 or (len(first) >= _FEWEST_IN_ORDER and numbers == sorted(numbers))


def _is_legend(text: str, found: Sequence[Candidate]) -> bool:
    """Return whether one sentence has all the numbers, each behind one thing: "the mast (1), the sail (2), …"."""
    if len(found) < _FEWEST_IN_ORDER or any(len(one.labels) > 1 for one in found):
        return False
    return _END.search(text, found[0].span.end, found[-1].span.start) is None


def _cite_all(found: Sequence[Candidate], known: set[str]) -> bool:
    return known <= {normal_label(label) for one in found for label in one.labels}


def _bare(text: str, labels: Collection[str], prose: Sequence[Span]) -> list[Mark]:
    """Return the bare numbers that are marks. Text other than prose, such as the list, has numbers of its own."""
    pieces = []
    place = 0
    for span in prose:
        pieces += [re.sub(r"[^\n]", " ", text[place : span.start]), text[span.start : span.end]]
        place = span.end
    found = find_lost_superscripts("".join(pieces), labels=labels)
    return [mark for mark in found if _within(prose, mark.span)]


def _is_answered(labels: Iterable[str], known: set[str]) -> bool:
    return all(normal_label(label) in known for label in labels)


def _merged(marks: Sequence[Mark], further: Sequence[Candidate]) -> list[Mark]:
    """Return the marks in order, with those of `further` that overlap none of them."""
    taken = sorted(mark.span for mark in marks)
    added = [
        Mark(span=one.span, labels=one.labels, pages=one.pages) for one in further if not _touches(taken, one.span)
    ]
    return sorted([*marks, *added], key=lambda mark: mark.span)


def _within(spans: Sequence[Span], span: Span) -> bool:
    place = bisect_right(spans, (span.start, sys.maxsize)) - 1
    return place >= 0 and span.start < spans[place].end


def _touches(spans: Sequence[Span], span: Span) -> bool:
    place = bisect_right(spans, (span.end - 1, sys.maxsize)) - 1
    return place >= 0 and spans[place].end > span.start
