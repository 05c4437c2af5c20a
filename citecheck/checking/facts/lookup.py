"""Look each fact of a claim up in a source: the same, left open, missing, or another value for the same thing.

Missing and conflicting are different. A figure that the source does not have is missing. It conflicts only if the
source, in words that the claim shares, gives another value of the same kind for the same thing, and the claimed value
is nowhere in the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain

from citecheck.checking.facts.comparison import compare_by_rule
from citecheck.checking.facts.conflicts import SPAN_END, find_conflict
from citecheck.checking.facts.counted_years import is_plain_year, year_from
from citecheck.checking.facts.model import UNSAID, Certainty, Date, Fact, FactComparison, Name, Number, Relation
from citecheck.checking.facts.name_lookup import look_up_name
from citecheck.checking.facts.page_conflicts import COUNTED, conflict_with_page
from citecheck.checking.facts.reading import facts
from citecheck.checking.facts.rivals import slot_of
from citecheck.checking.facts.sentences import may_agree, sentence_days, sentence_values, those_among, with_figures
from citecheck.checking.passages.model import PreparedText, Query, SourceSentence
from citecheck.rules import RuleTable
from claims.model import Span

_NEAR = 2  # sentences from a passage within which a small number counts as said there (judgement)
_SMALL = 13.0  # bare numbers below this one mean something else on most pages (judgement)
_WEEKDAY = "fact.date.weekday-near-publication"  # far from the passages, "Saturday" is a day of anything
_WEEKDAY_ALONE = "fact.date.weekday-alone"
_YEAR_OPEN = (_WEEKDAY_ALONE, "fact.date.day-without-year", "fact.date.year-left-out")  # of which year, or week
_CLOSENESS = {Relation.COMPATIBLE: 2, Relation.VAGUER: 1}  # which of two facts is shown if none agrees


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
        (look_up_name(fact, text, near) or _not_found(Unmet(fact, text)))
        if isinstance(fact, Name)
        else _look_up_value(fact, text, near)
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
            if relation is Relation.AGREES and (is_near or rule != _WEEKDAY):
                found = FactComparison(fact, relation, rule, other.text, sentence, is_near)
                if is_near or not _may_be_chance(fact, other):
                    return found
                elsewhere = elsewhere or found
            elif is_near and _CLOSENESS.get(relation, 0) > (_CLOSENESS[best.relation] if best else 0):
                best = FactComparison(fact, relation, rule, other.text, sentence, True)
    return best or _not_found(Unmet(fact, text, elsewhere, near))


def _in_order(fact: Number | Date, text: PreparedText, near: set[int]) -> Iterator[int]:
    """Return the sentences that may have the value of `fact`: those near the passages first."""
    figures = with_figures(text)
    return chain(those_among(sorted(near), figures), _further(fact, text, near, figures))


def _further(fact: Number | Date, text: PreparedText, near: set[int], figures: Sequence[int]) -> Iterator[int]:
    """Yield the other sentences; they are searched only if those near the passages do not agree."""
    yield from (index for index in may_agree(text, fact, figures) if index not in near)


def _may_be_chance(fact: Number | Date, other: Fact) -> bool:
    """Whether a bare small number agrees with one that may count something else."""
    if not isinstance(fact, Number) or fact.value >= _SMALL or fact.unit not in ("", "ordinal"):
        return False
    return not (isinstance(other, Number) and fact.noun and fact.noun == other.noun)


@dataclass(frozen=True, slots=True, eq=False)
class Unmet:
    """A claimed fact with which nothing near the passages agrees; `elsewhere` is a small number far from them.

    `near` are the indices of the sentences near the passages.
    """

    fact: Fact
    text: PreparedText
    elsewhere: FactComparison | None = None
    near: Set[int] = frozenset()


_UnmetFound = tuple[Relation, str | None, SourceSentence | None]


def _not_found(unmet: Unmet) -> FactComparison:
    for rule, applies in UNMET_RULES.rows:
        found = applies(unmet)
        if found is not None:
            return FactComparison(unmet.fact, found[0], rule, found[1], found[2], found[0] is Relation.AGREES)
    return unmet.elsewhere or FactComparison(unmet.fact, Relation.UNRELATED)


def _counted_year(unmet: Unmet) -> _UnmetFound | None:
    """A sentence near the passages counts the claimed year from another: "died twenty years later"."""
    fact, text = unmet.fact, unmet.text
    if not isinstance(fact, Date) or fact.year is None or not is_plain_year(fact):
        return None
    for index in sorted(unmet.near):
        if 0 <= index < len(text.sentences):
            words = year_from(text, text.sentences[index], fact.year)
            if words is not None:
                return Relation.AGREES, words, text.sentences[index]
    return None


def _page_date(unmet: Unmet) -> _UnmetFound | None:
    """The page's own date has the claimed year, month and day."""
    fact, published = unmet.fact, unmet.text.source.published
    if not isinstance(fact, Date) or fact.year is None or not published:
        return None
    parts = [int(part) for part in published[:10].split("-") if part.isdigit()]
    agree = all(
        value is None or (position < len(parts) and parts[position] == value)
        for position, value in enumerate((fact.year, fact.month, fact.day))
    )
    return (Relation.AGREES, published, None) if agree else None


def _small_number_elsewhere(unmet: Unmet) -> _UnmetFound | None:
    return (Relation.UNRELATED, None, None) if unmet.elsewhere is not None else None


def _missing(unmet: Unmet) -> _UnmetFound | None:
    return (Relation.UNRELATED, None, None) if unmet.elsewhere is None else None


UNMET_RULES: RuleTable[Unmet, _UnmetFound] = RuleTable(
    "a fact with which no fact of the source agrees",
    [
        ("fact.date.counted-year", _counted_year),
        ("fact.date.page-date", _page_date),
        ("fact.number.small-elsewhere", _small_number_elsewhere),
        ("fact.missing", _missing),
    ],
)


# Conflicts


def _conflict(
    claim: Query,
    found: FactComparison,
    plain: Sequence[FactComparison],
    text: PreparedText,
    passages: Sequence[SourceSentence],
) -> FactComparison | None:
    """Return another value that the text gives for a fact with which nothing near the passages agrees, or None."""
    if found.rule in _YEAR_OPEN:
        slot = slot_of(claim, found.fact, plain, text, passages)
        return conflict_with_page(slot, text, only_counted=found.rule != _WEEKDAY_ALONE)
    left_open = isinstance(found.fact, Name) and found.relation.agrees is None
    if found.relation not in UNSAID and not left_open and not _may_be_of_another(found):
        return None
    slot = slot_of(claim, found.fact, plain, text, passages)
    conflict = find_conflict(slot, text)
    if isinstance(found.fact, Date) and _is_in_range(found, plain):
        return conflict if conflict is not None and conflict.rule == SPAN_END else None
    is_date = isinstance(found.fact, Date) and found.relation is Relation.UNRELATED
    told = conflict_with_page(slot, text) if is_date else None
    if told is None or conflict is None or conflict.certainty is Certainty.POSSIBLE:
        return told or conflict
    if told.rule != COUNTED:
        return conflict
    return replace(conflict, found=told.found, sentence=told.sentence)  # the other date is the one that it counts from


def _may_be_of_another(found: FactComparison) -> bool:
    """Whether a sentence has the claimed number or date itself, perhaps of something else."""
    is_value = found.relation is Relation.AGREES and found.sentence is not None and not isinstance(found.fact, Name)
    return is_value and found.rule != "fact.date.counted-year"


def _is_in_range(found: FactComparison, plain: Sequence[FactComparison]) -> bool:
    """Whether a date is one end of a range ("the 1904–05 season") of which the source has the other end."""
    fact = found.fact
    return any(
        other is not found and other.relation.agrees and other.fact.start < fact.end and fact.start < other.fact.end
        for other in plain
    )


__all__ = ["UNMET_RULES", "claimed_facts", "compare_facts", "look_up"]
