"""Look each fact of a claim up in a source: the same, left open, missing, or another value for the same thing.

Missing and conflicting are different. A figure that the source does not have is missing. It conflicts only if the
source, in words that the claim shares, gives another value of the same kind for the same thing, and the claimed value
is nowhere in the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from citecheck.checking.facts.comparison import compare_by_rule, same_word
from citecheck.checking.facts.conflicts import find_conflict
from citecheck.checking.facts.model import UNSAID, Date, Fact, FactComparison, Name, Number, Relation
from citecheck.checking.facts.occasions import is_other_occasion
from citecheck.checking.facts.reading import facts
from citecheck.checking.facts.rivals import slot_of
from citecheck.checking.facts.sentences import may_agree, sentence_days, sentence_values
from citecheck.checking.number_words import FRACTIONS, ORDINALS, SCALES, TENS, UNITS, VAGUE
from citecheck.checking.passages.model import PreparedText, Query, SourceSentence
from citecheck.checking.passages.terms import normalize_token, stem, stop_words, tokens, word_set
from citecheck.rules import RuleTable
from claims.model import Span

_NEAR = 2  # sentences from a passage within which a small number counts as said there (judgement)
_SMALL = 13.0  # bare numbers below this one mean something else on most pages (judgement)
_PARTICLES = word_set("of the de del della di da dos von van der den al el la le bin ibn and for y und et du s")
_CLOSENESS = {Relation.COMPATIBLE: 2, Relation.VAGUER: 1}  # which of two facts is shown if none agrees
_NUMBER_STEMS = frozenset(
    {
        *(str(value) for value in TENS.values()),
        *(stem(word) for word in (*SCALES, *VAGUE, *ORDINALS, *FRACTIONS)),
        *(stem(f"{word}s") for word in (*SCALES, *FRACTIONS)),
        *(f"{tens}-{unit}" for tens in TENS for unit in UNITS),
    }
)
"""The stems of words for numbers; a stem that begins with a figure is one without them."""
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


def claimed_facts(claim: str, quotes: Iterable[str] = ()) -> list[Fact]:
    """Return the facts of `claim` without those inside `quotes`, its quotations, which are compared word by word."""
    inside: list[Span] = []
    for quote in quotes:
        start = claim.find(quote) if quote else -1
        if start >= 0:
            inside.append(Span(start, start + len(quote)))
    return [fact for fact in facts(claim) if all(fact.end <= span.start or fact.start >= span.end for span in inside)]


def compare_facts(
    claim: Query, claimed: Sequence[Fact], text: PreparedText, passages: Sequence[SourceSentence]
) -> list[FactComparison]:
    """Return the comparison of each fact in `claimed`, the facts of `claim`, with `text`.

    `passages` are the sentences that support the claim.
    """
    plain = look_up(claimed, text, passages)
    return [_conflict(claim, found, plain, text, passages) or found for found in plain]


def look_up(claimed: Sequence[Fact], text: PreparedText, passages: Sequence[SourceSentence]) -> list[FactComparison]:
    """Return for each fact in `claimed` whether `text` has it, without a search for conflicts.

    `passages` are the sentences that support the claim.
    """
    near = {index + step for index in (s.index for s in passages) for step in range(-_NEAR, _NEAR + 1)}
    return [
        _look_up_name(fact, text, near) if isinstance(fact, Name) else _look_up_value(fact, text, near)
        for fact in claimed
    ]


# Numbers and dates


def _look_up_value(fact: Number | Date, text: PreparedText, near: set[int]) -> FactComparison:
    """Look for a number or a date: near the passages first, then anywhere."""
    best: FactComparison | None = None
    elsewhere: FactComparison | None = None
    for index in _in_order(fact, text, near):
        sentence, is_near = text.sentences[index], index in near
        # a date agrees with dates alone, and no number and no date with a name
        for other in (sentence_days if isinstance(fact, Date) else sentence_values)(text, sentence):
            relation, rule = compare_by_rule(fact, other, published=text.source.published)
            if relation is Relation.AGREES:
                found = FactComparison(fact, relation, rule, other.text, sentence, is_near)
                if is_near or not _may_be_chance(fact, other):
                    return found
                elsewhere = elsewhere or found
            elif is_near and _CLOSENESS.get(relation, 0) > (_CLOSENESS[best.relation] if best else 0):
                best = FactComparison(fact, relation, rule, other.text, sentence, True)
    return best or _not_found(Unmet(fact, text, elsewhere))


def _in_order(fact: Number | Date, text: PreparedText, near: set[int]) -> Iterator[int]:
    """Yield the sentences that may have the value of `fact`: those near the passages first."""
    figures = _with_figures(text)
    yield from (index for index in sorted(near) if _is_among(index, figures))
    yield from (index for index in may_agree(text, fact, figures) if index not in near)


def _is_among(index: int, ordered: Sequence[int]) -> bool:
    at = bisect_left(ordered, index)
    return at < len(ordered) and ordered[at] == index


def _may_be_chance(fact: Number | Date, other: Fact) -> bool:
    """Whether a bare small number agrees with one that may count something else."""
    if not isinstance(fact, Number) or fact.value >= _SMALL or fact.unit not in ("", "ordinal"):
        return False
    return not (isinstance(other, Number) and fact.noun and fact.noun == other.noun)


@dataclass(frozen=True, slots=True, eq=False)
class Unmet:
    """A claimed fact with which nothing near the passages agrees; `elsewhere` is a small number far from them."""

    fact: Fact
    text: PreparedText
    elsewhere: FactComparison | None = None


def _not_found(unmet: Unmet) -> FactComparison:
    for rule, applies in UNMET_RULES.rows:
        relation = applies(unmet)
        if relation is Relation.AGREES:
            return FactComparison(unmet.fact, relation, rule, unmet.text.source.published, None, True)
        if relation is not None:
            return FactComparison(unmet.fact, relation, rule)
    return unmet.elsewhere or FactComparison(unmet.fact, Relation.UNRELATED)


def _page_date(unmet: Unmet) -> Relation | None:
    """The page's own date has the claimed year, month and day."""
    fact, published = unmet.fact, unmet.text.source.published
    if not isinstance(fact, Date) or fact.year is None or not published:
        return None
    parts = [int(part) for part in published[:10].split("-") if part.isdigit()]
    agree = all(
        value is None or (position < len(parts) and parts[position] == value)
        for position, value in enumerate((fact.year, fact.month, fact.day))
    )
    return Relation.AGREES if agree else None


def _small_number_elsewhere(unmet: Unmet) -> Relation | None:
    return Relation.UNRELATED if unmet.elsewhere is not None else None


def _missing(unmet: Unmet) -> Relation | None:
    return Relation.UNRELATED if unmet.elsewhere is None else None


UNMET_RULES: RuleTable[Unmet, Relation] = RuleTable(
    "a fact with which no fact of the source agrees",
    [
        ("fact.date.page-date", _page_date),
        ("fact.number.small-elsewhere", _small_number_elsewhere),
        ("fact.missing", _missing),
    ],
)


def _with_figures(text: PreparedText) -> list[int]:
    """Return the sentences that hold a number or a date, in figures or in words."""
    figures: list[int] | None = text.memory.get("figures")
    if figures is None:
        figures = text.memory["figures"] = sorted(
            {index for term, holding in text.postings.items() if _may_be_figure(term) for index in holding}
        )
    return figures


def _may_be_figure(term: str) -> bool:
    """Whether the stem `term` may be that of a number or a date."""
    if term[0].isdigit() or term in _NUMBER_STEMS or term in _DATE_STEMS:
        return True
    return _NUMBER_LIKE.fullmatch(term) is not None


# Names


@dataclass(frozen=True, eq=False)
class NameInText:
    """A claimed name, a text, and the sentences near the passages; the rest is computed when a rule uses it."""

    fact: Name
    text: PreparedText
    near: set[int]

    @cached_property
    def capitals(self) -> dict[str, list[int]]:
        """The text's capitalised words, normalised, with the sentences that hold them."""
        return _capitals(self.text)

    @cached_property
    def hits(self) -> list[list[int]]:
        """For each word of the name the sentences that hold a capitalised word like it."""
        return [_like(word, self.text) for word in self.fact.words]


def _look_up_name(fact: Name, text: PreparedText, near: set[int]) -> FactComparison:
    """Look for a name: all of its words in one sentence, each of them somewhere, its acronym, or a part of it."""
    sought = NameInText(fact, text, near)
    for rule, applies in NAME_RULES.rows:
        found = applies(sought)
        if found is not None:
            return FactComparison(fact, found[0], rule, found[1], found[2], found[2] is None or found[2].index in near)
    return _not_found(Unmet(fact, text))


_NameFound = tuple[Relation, str | None, SourceSentence | None]


def _in_one_sentence(sought: NameInText) -> _NameFound | None:
    """One sentence holds every word of the name, in any form."""
    held_by: list[list[int]] = []
    for word, _, _ in tokens(sought.fact.text):
        held = sought.text.postings.get(stem(word))
        if held is None:
            if normalize_token(word) in _PARTICLES or normalize_token(word) in stop_words("en"):
                continue
            return None
        held_by.append(held)
    if not held_by:
        return None
    rarest, *others = sorted(held_by, key=len)
    first = next((index for index in rarest if all(_is_among(index, other) for other in others)), None)
    return None if first is None else (Relation.AGREES, sought.fact.text, sought.text.sentences[first])


def _every_word(sought: NameInText) -> _NameFound | None:
    """The text has every word of the name as a name, perhaps in another spelling."""
    if not all(sought.hits):
        return None
    last = sought.hits[-1]
    index = next((i for i in last if i in sought.near), last[0])
    return Relation.AGREES, sought.fact.text, sought.text.sentences[index]


def _acronym(sought: NameInText) -> _NameFound | None:
    """The text has the acronym of the claimed name, or the name of the claimed acronym."""
    fact = sought.fact
    if len(fact.words) >= 3:
        acronym = "".join(word[0] for word in fact.words)
        return (Relation.AGREES, acronym.upper(), None) if acronym in sought.capitals else None
    if not fact.acronym:
        return None
    letters = fact.words[0]
    for sentence in sought.text.sentences:
        if sum(1 for word in sentence.words if word[0].isupper()) < len(letters):
            continue
        words = [word for word in sentence.words if normalize_token(word) not in _PARTICLES]
        at = "".join(word[0].lower() for word in words).find(letters)
        spelt = words[at : at + len(letters)] if at >= 0 else []
        if spelt and all(word[0].isupper() for word in spelt):
            return Relation.AGREES, " ".join(spelt), None
    return None


def _in_part(sought: NameInText) -> _NameFound | None:
    """The text has some word of the name as a name: the last of them is shown."""
    index = next((indices[0] for indices in reversed(sought.hits) if indices), None)
    return None if index is None else (Relation.COMPATIBLE, None, sought.text.sentences[index])


NAME_RULES: RuleTable[NameInText, _NameFound] = RuleTable(
    "a claimed name",
    [
        ("fact.name.in-one-sentence", _in_one_sentence),
        ("fact.name.every-word", _every_word),
        ("fact.name.acronym", _acronym),
        ("fact.name.in-part", _in_part),
    ],
)


def _capitals(text: PreparedText) -> dict[str, list[int]]:
    """Return the page's words that are written with a capital, normalised, with the sentences that hold them."""
    capitals: dict[str, list[int]] | None = text.memory.get("capitals")
    if capitals is None:
        capitals = {}
        for sentence in text.sentences:
            for word in sentence.words:
                if word[0].isupper():
                    capitals.setdefault(normalize_token(word), []).append(sentence.index)
        text.memory["capitals"] = capitals
    return capitals


def _like(word: str, text: PreparedText) -> list[int]:
    """Return the sentences that hold a word of a name, or else one that may be another spelling of it."""
    capitals = _capitals(text)
    if word in capitals or len(word) < 5:
        return capitals.get(word, [])
    alike = [other for other in _by_initial(text).get(word[0], ()) if same_word(word, other)]
    return [index for other in alike for index in capitals[other]]


def _by_initial(text: PreparedText) -> dict[str, list[str]]:
    """Return the page's words that are written with a capital, normalised, by their first letter."""
    initials: dict[str, list[str]] | None = text.memory.get("initials")
    if initials is None:
        initials = text.memory["initials"] = {}
        for word in _capitals(text):
            initials.setdefault(word[0], []).append(word)
    return initials


# Conflicts


def _conflict(
    claim: Query,
    found: FactComparison,
    plain: Sequence[FactComparison],
    text: PreparedText,
    passages: Sequence[SourceSentence],
) -> FactComparison | None:
    """Return another value that the text gives for a fact with which nothing near the passages agrees, or None."""
    left_open = isinstance(found.fact, Name) and found.relation.agrees is None
    is_far = isinstance(found.fact, Date) and found.sentence is not None and not found.near
    if found.relation not in UNSAID and not left_open and not (is_far and found.relation is Relation.AGREES):
        return None
    if isinstance(found.fact, Date) and _is_in_range(found, plain):
        return None
    rival = find_conflict(slot_of(claim, found.fact, plain, text, passages), text)
    if rival is not None and isinstance(found.fact, Number) and rival.sentence is not None:
        return None if is_other_occasion(claim.text, text.text_of(rival.sentence)) else rival
    return rival


def _is_in_range(found: FactComparison, plain: Sequence[FactComparison]) -> bool:
    """Whether a date is one end of a range ("the 1904–05 season") of which the source has the other end."""
    fact = found.fact
    return any(
        other is not found and other.relation.agrees and other.fact.start < fact.end and fact.start < other.fact.end
        for other in plain
    )


__all__ = ["NAME_RULES", "UNMET_RULES", "claimed_facts", "compare_facts", "look_up"]
