"""Values of another item: a timeline, a list or two statements of one form give each thing a value of its own.

"1903: Electric light comes to the mill. 1911: A fire destroys the church." has 1903, and gives another year for the
church. The item that has the claim's words has a value of its own, so that the claimed one belongs elsewhere. So it is
within a sentence: "75 per cent of them walk, 15 per cent come by car".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citecheck.checking.facts.comparison import compare
from citecheck.checking.facts.model import Date, Fact, Number, Relation
from citecheck.checking.facts.page_days import DATELINE
from citecheck.checking.facts.rivals import Slot, holds, same_kind
from citecheck.checking.facts.sentences import may_agree, sentence_values, with_figures
from citecheck.checking.passages.model import PreparedText, SourceSentence
from citecheck.checking.passages.terms import normalize_token, stem, stop_words, tokens

_LONGEST = 14  # words of a line of a list up to which it is an item (judgement)
_MUCH = 0.6  # share of the claim's other words from which an item is about the claimed thing (judgement)
_MOST = 0.8  # share of them that stands beside the rival within one sentence (judgement)
_NEARLY_ALL = 0.9  # the same for a sentence of prose (judgement)
_SOME = 0.3  # the same where the other item has nothing of the claim: its title may have the rest (judgement)
_NOTHING = 0.05  # share up to which an item has nothing of the claim (judgement)
_MUCH_LESS = 0.6  # part of that item's share up to which another item is about something else (judgement)
_FOLLOWING = 3  # sentences behind a rival's in which a pronoun may mean the thing of the rival (judgement)
_PLACES = 3  # sentences with the claimed value up to which each of them is looked at (judgement)
_PRONOUN = re.compile(r"\b(?:s?he|it|they)\b", re.IGNORECASE)
_TAKES_UP = re.compile(r"\b(?:s?he|it|they)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_PARTED = re.compile(r"[,;:()]|\bthat\b")


def value_of_another(
    slot: Slot, found: Sequence[tuple[SourceSentence, Fact]], text: PreparedText
) -> tuple[SourceSentence, Fact] | None:
    """Return the rival that the claimed thing has, where `text` gives the claimed value to another thing alone.

    `found` are the rivals of the fact of `slot` in `text`, each with its sentence. None if the fact is a name, if no
    item or sentence has nearly all of the claim and one rival, or if the claimed value may belong to it too.
    """
    fact = slot.fact
    if not isinstance(fact, Number | Date) or not found:
        return None
    places = _places(fact, text)
    if not 0 < len(places) <= _PLACES:
        return None
    if len(places) == 1 and (within := _within_sentence(slot, found, text, places[0])) is not None:
        return within
    best = max((sentence for sentence, _ in found), key=slot.coverage)
    rivals = [other for sentence, other in found if sentence is best]
    if len(rivals) != 1 or any(one is best for one in places):
        return None
    apart = all(_are_items(slot, text, best, one) or _are_parallel(slot, text, best, one) for one in places)
    return (best, rivals[0]) if apart else None


def may_be_said_of_it(slot: Slot, rival: SourceSentence, text: PreparedText) -> bool:
    """Return whether `text` may give the claimed value to the claimed thing, beside the sentence `rival` of another.

    So it may if a sentence with the value is that one, has nearly as much of the claim, or goes on with a pronoun
    behind it. The fact of `slot` is a number or a date.
    """
    fact = slot.fact
    if not isinstance(fact, Number | Date):
        return False
    least = _MUCH_LESS * slot.coverage(rival)
    for sentence in _places(fact, text):
        if sentence is rival or slot.coverage(sentence) >= least:
            return True
        if 0 < sentence.index - rival.index <= _FOLLOWING and _takes_up(slot, text, sentence):
            return True
    return False


def _takes_up(slot: Slot, text: PreparedText, sentence: SourceSentence) -> bool:
    """Whether a sentence with the claimed value goes on about what was named: "Since then she carries 450"."""
    standing = text.text_of(sentence)
    held = [one for one in sentence_values(text, sentence) if compare(slot.fact, one) is Relation.AGREES]
    if any(_TAKES_UP.search(standing[: one.start]) for one in held):
        return True
    return slot.coverage(sentence) > 0 and _PRONOUN.search(standing) is not None


def _places(fact: Number | Date, text: PreparedText) -> list[SourceSentence]:
    """Return the sentences of `text` that have the claimed value."""
    indices = may_agree(text, fact, with_figures(text))
    return [
        text.sentences[index]
        for index in indices
        if any(compare(fact, value) is Relation.AGREES for value in sentence_values(text, text.sentences[index]))
    ]


def _are_items(slot: Slot, text: PreparedText, best: SourceSentence, other: SourceSentence) -> bool:
    """Whether both are items of a list, and the other one is about something else."""
    if not (_is_item(text, best) and _is_item(text, other)) or len(other.terms) < 2:
        return False
    mine, theirs = slot.coverage(best), slot.coverage(other)
    return theirs <= _MUCH_LESS * mine if mine >= _MUCH else mine >= _SOME and theirs <= _NOTHING


def _is_item(text: PreparedText, sentence: SourceSentence) -> bool:
    """Whether a sentence is a line of its own, and short; outside lists as short as a line with a date."""
    written = text.source.text
    is_line = (sentence.start == 0 or written[sentence.start - 1] == "\n") and written[
        sentence.end : sentence.end + 1
    ] in ("", "\n")
    return is_line and len(sentence.words) <= (DATELINE - 1 if sentence.kind == "body" else _LONGEST)


def _are_parallel(slot: Slot, text: PreparedText, best: SourceSentence, other: SourceSentence) -> bool:
    """Whether two sentences say the same of two subjects: "The Petrel carries 480", "The Gannet carries 450"."""
    if slot.coverage(best) < _NEARLY_ALL:
        return False
    mine, theirs = _opening(text.text_of(best)), _opening(text.text_of(other))
    if mine is None or theirs is None or mine[1] != theirs[1]:
        return False
    return mine[0] in slot.rest and not holds(set(slot.rest), theirs[0]) and not holds(other.terms, mine[0])


def _within_sentence(
    slot: Slot, found: Sequence[tuple[SourceSentence, Fact]], text: PreparedText, sentence: SourceSentence
) -> tuple[SourceSentence, Fact] | None:
    """Return the rival in `sentence` beside which the claim's words stand, while others stand beside the claimed value.

    Values come before the words that they belong to if the sentence begins with one, and behind them if it ends with
    one; where it does neither, or both, nothing is known.
    """
    standing = text.text_of(sentence)
    values = sentence_values(text, sentence)
    alike = [value for value in values if _may_be_listed(slot.fact, value)]
    if not alike or any(alike[0].start < value.start < alike[-1].start for value in values if value not in alike):
        return None  # "the red trail (12 km, four hours), the blue trail (7 km, two hours)"
    sides = _words_beside(standing, alike)
    if sides is None:
        return None
    beside, is_behind = sides
    own = [words for value, words in zip(alike, beside, strict=True) if compare(slot.fact, value) is Relation.AGREES]
    if len(own) != 1:
        return None
    mine = {term for term in own[0] if term in slot.rest}
    for value, words in zip(alike, beside, strict=True):
        theirs = {term for term in words if term in slot.rest}
        rival = next((other for one, other in found if one is sentence and other.start == value.start), None)
        if rival is None or not (mine < theirs and own[0] - mine and _weight(slot, theirs) >= _MOST):
            continue
        leads = is_behind and value is alike[0] and not mine  # "was estimated at 20, but sold for 120"
        if not leads:
            return sentence, rival
    return None


def _may_be_listed(fact: Fact, value: Number | Date) -> bool:
    """Whether a value is of the claimed one's kind, or agrees with it."""
    return compare(fact, value) is Relation.AGREES or same_kind(fact, value)


def _words_beside(standing: str, values: Sequence[Number | Date]) -> tuple[list[set[str]], bool] | None:
    """Return the stems of the content words that belong to each of `values`, and whether the values are behind them.

    `values` are in the sentence `standing`, in order. None: it is not known on which side the words stand.
    """
    if len(values) < 2:
        return None
    ends = [0, *(value.end for value in values)]
    starts = [*(value.start for value in values), len(standing)]
    stretches = [standing[end:start] for end, start in zip(ends, starts, strict=True)]
    stretches[0] = _PARTED.split(stretches[0].rstrip(" (["))[-1]
    stretches[-1] = _PARTED.split(stretches[-1].lstrip(" )]"))[0]
    gaps = list(map(_content, stretches))
    if bool(gaps[0]) == bool(gaps[-1]):
        return None
    return (gaps[:-1], True) if gaps[0] else (gaps[1:], False)


def _content(words: str) -> set[str]:
    stops = stop_words("en")
    return {stem(word) for word, _, _ in tokens(words) if normalize_token(word) not in stops}


def _weight(slot: Slot, terms: set[str]) -> float:
    """Return the share (0..1) of the weight of the claim's other words that `terms` have."""
    return sum(slot.rest[term] for term in terms) / (sum(slot.rest.values()) or 1.0)


def _opening(sentence: str) -> tuple[str, str] | None:
    """Return the stems of the first content word of `sentence`, if it is a name, and of the word behind it."""
    stops = stop_words("en")
    words = [word for word, _, _ in tokens(sentence)]
    at = next((index for index, word in enumerate(words) if normalize_token(word) not in stops), None)
    if at is None or at + 1 >= len(words) or not words[at][0].isupper() or words[at + 1][0].isupper():
        return None
    return stem(words[at]), stem(words[at + 1])


__all__ = ["may_be_said_of_it", "value_of_another"]
