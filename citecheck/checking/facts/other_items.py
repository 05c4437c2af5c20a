"""Values of another item: a timeline, a list or two sentences of one form give each thing a value of its own.

"1903: Electric light comes to the mill. 1911: A fire destroys the church." has 1903, and gives another year for the
church. The item that has the claim's words has a value of its own, so that the claimed one belongs elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from citecheck.checking.facts.comparison import compare
from citecheck.checking.facts.model import Date, Fact, Number, Relation
from citecheck.checking.facts.page_days import DATELINE
from citecheck.checking.facts.rivals import Slot, holds
from citecheck.checking.facts.sentences import may_agree, sentence_values, with_figures
from citecheck.checking.passages.model import PreparedText, SourceSentence
from citecheck.checking.passages.terms import normalize_token, stem, stop_words, tokens

_LONGEST = 14  # words of a line of a list up to which it is an item (judgement)
_MUCH = 0.6  # share of the claim's other words from which an item is about the claimed thing (judgement)
_NEARLY_ALL = 0.9  # the same for a sentence of prose (judgement)
_MUCH_LESS = 0.6  # part of that item's share up to which another item is about something else (judgement)
_PLACES = 3  # sentences with the claimed value up to which each of them is looked at (judgement)


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
    best = max((sentence for sentence, _ in found), key=slot.coverage)
    rivals = [other for sentence, other in found if sentence is best]
    if len(rivals) != 1 or slot.coverage(best) < _MUCH:
        return None
    places = _places(fact, text)
    if not 0 < len(places) <= _PLACES or any(one is best for one in places):
        return None
    apart = all(_are_items(slot, text, best, one) or _are_parallel(slot, text, best, one) for one in places)
    return (best, rivals[0]) if apart else None


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
    if not (_is_item(text, best) and _is_item(text, other)):
        return False
    return len(other.terms) > 1 and slot.coverage(other) <= _MUCH_LESS * slot.coverage(best)


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


def _opening(sentence: str) -> tuple[str, str] | None:
    """Return the stems of the first content word of `sentence`, if it is a name, and of the word behind it."""
    stops = stop_words("en")
    words = [word for word, _, _ in tokens(sentence)]
    at = next((index for index, word in enumerate(words) if normalize_token(word) not in stops), None)
    if at is None or at + 1 >= len(words) or not words[at][0].isupper() or words[at + 1][0].isupper():
        return None
    return stem(words[at]), stem(words[at + 1])


__all__ = ["value_of_another"]
