"""Find conflicts: a source gives another value for the same thing.

A source has many figures, and most differ from the claim's for good reasons. One is a rival only if the words
around both are the same. How much so is put into a few numbers (`rival_features`), which a small logistic model for
each kind of fact weighs (weights/conflicts.json). The strength that it gives is compared with two thresholds by
`CONFLICT_RULES`: from the lower one a conflict is likely, and told; from the upper one it is sure. Below both the fact
is merely missing. Some conflicts are only possible, whatever their strength: they are shown, and make no finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial

from citecheck.checking.facts.derived import follows_from_others
from citecheck.checking.facts.known_names import are_opposed
from citecheck.checking.facts.model import Certainty, Date, Fact, FactComparison, Name, Number, Relation
from citecheck.checking.facts.occasions import is_other_occasion
from citecheck.checking.facts.other_items import may_be_said_of_it, value_of_another
from citecheck.checking.facts.page_days import DATELINE, counts_from_another_day
from citecheck.checking.facts.rival_features import COMMON, OWN, PREPOSITIONS, features
from citecheck.checking.facts.rivals import Slot, rivals_of, sentence_facts
from citecheck.checking.facts.standing import is_negated, is_proper, is_said_of_both, predicates_of, span_of
from citecheck.checking.passages.model import PreparedText, SourceSentence
from citecheck.checking.passages.terms import normalize_token, stem, term_weight, tokens
from citecheck.checking.relations.codes import codes_in, family
from citecheck.checking.weights.models import ConflictModel, load_conflicts
from citecheck.rules import RuleTable
from reports.model import FactKind

SPAN_END = "fact.conflict.span-end"
"""The id of the rule on two spans with one end in common."""
OTHER_ITEM = "fact.conflict.value-of-another"
"""The id of the rule on values of another item."""
_OWN_WORK = re.compile(
    r"\b(?:we|our|(?:this|the (?:current|present)) (?:study|paper|work|trial|analysis|review|survey))\b", re.IGNORECASE
)
_FULL = 2  # words of a person's full name (judgement)
_RARE = 9.0  # weight of a word that hardly any text has but as a name: one in about 8,000 sentences has it (e^9)
_PART = 0.2  # share of them from which a sentence with another code is about the same thing (judgement)
_SHARED = 0.1  # share of the claim's other words below which a sentence is about something else (judgement)

_HALF = 0.5  # share of the claim's other words from which a sentence with a date before it says the same (judgement)
_MUCH_LESS = 0.6  # part of a passage's share of the claim below which a sentence says something else (judgement)


@dataclass(frozen=True, slots=True, eq=False)
class Rival:
    """The strongest rival of a claimed fact, and the words of its sentence.

    `strength` is the probability (0..1) that it is about the same thing. `is_own`: the claimed value is that of another
    thing, and this one is that of the claimed thing (`other_items`).
    """

    slot: Slot
    sentence: SourceSentence
    other: Fact
    strength: float
    words: str
    text: PreparedText
    is_own: bool = False


def find_conflict(slot: Slot, text: PreparedText) -> FactComparison | None:
    """Return the conflict of the claimed fact of `slot` with its strongest rival in `text`; None: no conflict."""
    found = rivals_of(slot, text)
    if not found:
        return None
    best = max(map(slot.coverage, [sentence for sentence, _ in found]))
    rows = []
    for sentence, other in found:
        rivals = sum(1 for standing, _ in found if standing is sentence)
        rows.append(features(slot, text, sentence, other, rivals, best))
    strengths = _model(slot.fact.kind).probability(rows)
    at = max(range(len(rows)), key=lambda index: (strengths[index], index))
    is_value = slot.is_elsewhere and not isinstance(slot.fact, Name)
    own = value_of_another(slot, found, text) if is_value else None
    at = found.index(own) if own is not None else at
    rival = Rival(
        slot, *found[at], strength=strengths[at], words=text.text_of(found[at][0]), text=text, is_own=own is not None
    )
    table = ELSEWHERE_RULES if slot.is_elsewhere else CONFLICT_RULES
    for rule, applies in table.rows:
        certainty = applies(rival)
        if certainty is not None:
            return FactComparison(
                slot.fact, Relation.DIFFERS, rule, rival.other.text, rival.sentence, near=True, certainty=certainty
            )
    return None


def _of_another(rival: Rival) -> Certainty | None:
    """The source gives the claimed value to another item of a list, and this one to the claimed thing."""
    return Certainty.LIKELY if rival.is_own and _reaches(rival, Certainty.LIKELY) else None


def _elsewhere(rival: Rival) -> Certainty | None:
    """The source has the claimed value for something else, and another one where it says what the claim says."""
    is_passage = any(rival.sentence is passage for passage in rival.slot.passages)
    is_prose = rival.sentence.kind == "body" and (
        len(rival.sentence.words) >= DATELINE or bool(predicates_of(rival.words, rival.other))
    )
    told = rival.slot.is_elsewhere and is_passage and is_prose and _reaches(rival, Certainty.SURE)
    if isinstance(rival.other, Date) and counts_from_another_day(rival.words):
        return None
    if _follows(rival) is not None or _is_of_own_work(rival):
        return None
    is_beside = not isinstance(rival.slot.fact, Name) and may_be_said_of_it(rival.slot, rival.sentence, rival.text)
    return Certainty.LIKELY if told and not is_beside else None


def _own_work(rival: Rival) -> Certainty | None:
    """What the document says of its own study is not in the study that it cites."""
    return Certainty.POSSIBLE if _is_of_own_work(rival) and _reaches(rival, Certainty.POSSIBLE) else None


def _is_of_own_work(rival: Rival) -> bool:
    return _OWN_WORK.search(rival.slot.claim.text) is not None


def _other_code(rival: Rival) -> Certainty | None:
    """The source has another code of the family, and the claimed one nowhere: A320 and A321."""
    mine, other = rival.slot.fact, rival.other
    if not (isinstance(mine, Name) and isinstance(other, Name)) or not codes_in(mine.text):
        return None
    held, own = codes_in(rival.text.source.text), codes_in(mine.text)
    families = {family(code) for code in own}
    if any(code in held for code in own) or sum(family(code) in families for code in held) != 1:
        return None
    is_of_it = rival.slot.coverage(rival.sentence) >= _PART or bool(set(mine.words) & set(other.words))
    return Certainty.LIKELY if is_of_it else None


def _other_occasion(rival: Rival) -> Certainty | None:
    """Another year, another act or another thing of the kind has a number of its own."""
    if not isinstance(rival.slot.fact, Number) or not is_other_occasion(rival.slot.claim.text, rival.words):
        return None
    return Certainty.POSSIBLE if _reaches(rival, Certainty.POSSIBLE) else None


def _span_end(rival: Rival) -> Certainty | None:
    """Two spans with one end in common, such as 1491–1509 and 1491–1510, where the source's is in a passage."""
    mine, other = rival.slot.fact, rival.other
    if not (isinstance(mine, Date) and isinstance(other, Date)):
        return None
    here, there = span_of(mine, rival.slot.facts), span_of(other, sentence_facts(rival.text, rival.sentence))
    is_passage = any(rival.sentence is passage for passage in rival.slot.passages)
    if here is None or there is None or not is_passage:
        return None
    return Certainty.LIKELY if (here[0] == there[0]) != (here[1] == there[1]) else None


def _opposed(rival: Rival) -> Certainty | None:
    """Two names that differ in a word such as "new" or "upper" alone are two things."""
    mine, other = rival.slot.fact, rival.other
    if not (isinstance(mine, Name) and isinstance(other, Name)) or rival.slot.is_subject:
        return None
    is_passage = any(rival.sentence is passage for passage in rival.slot.passages)
    named = tuple(normalize_token(word) for word in mine.words), tuple(normalize_token(word) for word in other.words)
    return Certainty.LIKELY if is_passage and are_opposed(*named) and not _reaches(rival, Certainty.SURE) else None


def _subject(rival: Rival) -> Certainty | None:
    """A source may call the subject of a claim by another name, or by a pronoun; two full names are two people."""
    mine, other = rival.slot.fact, rival.other
    if not (rival.slot.is_subject and isinstance(mine, Name) and isinstance(other, Name)):
        return None
    if _are_full(*_apart(mine, other)) and _reaches(rival, Certainty.SURE):
        return Certainty.LIKELY
    return Certainty.POSSIBLE if _reaches(rival, Certainty.POSSIBLE) else None


def _acronym(rival: Rival) -> Certainty | None:
    """Two short forms or codes may be two things that a page has side by side, or two names of one thing."""
    is_short = any(isinstance(one, Name) and not is_proper(one) for one in (rival.slot.fact, rival.other))
    return Certainty.POSSIBLE if is_short and _reaches(rival, Certainty.POSSIBLE) else None


def _follows(rival: Rival) -> Certainty | None:
    """The claimed number is the sum, the difference or the share of others that the source gives."""
    fact = rival.slot.fact
    follows = isinstance(fact, Number) and follows_from_others(
        fact, rival.text, [*rival.slot.passages, rival.sentence], rival.slot.claim.text
    )
    return Certainty.POSSIBLE if follows and _reaches(rival, Certainty.POSSIBLE) else None


def _other_statement(rival: Rival) -> Certainty | None:
    """A sentence that shares hardly a word with the claim says something else; only a line with a date dates a page."""
    is_short = isinstance(rival.slot.fact, Date) and len(rival.sentence.words) < DATELINE
    is_line = is_short and not predicates_of(rival.words, rival.other)
    apart = not is_line and (rival.slot.coverage(rival.sentence) < _SHARED or _is_beside_the_point(rival))
    return Certainty.POSSIBLE if apart and _reaches(rival, Certainty.POSSIBLE) else None


def _is_beside_the_point(rival: Rival) -> bool:
    """Whether a date is no sure conflict, and a passage has much more of the claim than the date's sentence."""
    if not isinstance(rival.slot.fact, Date) or _reaches(rival, Certainty.SURE):
        return False
    best = max((rival.slot.coverage(passage) for passage in rival.slot.passages), default=0.0)
    return rival.slot.coverage(rival.sentence) < _MUCH_LESS * best


def _other_predicate(rival: Rival) -> Certainty | None:
    """The source gives its value for something else: "opened in 1969" says nothing of "sold in 1974"."""
    mine = predicates_of(rival.slot.claim.text, rival.slot.fact)
    if not mine or is_said_of_both(mine, rival.words) or not predicates_of(rival.words, rival.other):
        return None
    same = _is_of_the_same(rival) if isinstance(rival.slot.fact, Date) else _is_beside_the_same(rival)
    if same and _reaches(rival, Certainty.LIKELY):
        return Certainty.LIKELY
    return Certainty.POSSIBLE if _reaches(rival, Certainty.POSSIBLE) else None


def _is_of_the_same(rival: Rival) -> bool:
    """Whether two dates are of one thing whatever the verbs are.

    So they are if they share two of year, month and day and are surely alike, or if both open their sentences and the
    source's has half of the claim.
    """
    mine, other = rival.slot.fact, rival.other
    if not (isinstance(mine, Date) and isinstance(other, Date)):
        return False
    parts = ((mine.year, other.year), (mine.month, other.month), (mine.day, other.day))
    if sum(one is not None and one == two for one, two in parts) == 2:
        return _reaches(rival, Certainty.SURE)
    opens = all(_opens(text, fact) for text, fact in ((rival.slot.claim.text, mine), (rival.words, other)))
    return opens and rival.slot.coverage(rival.sentence) >= _HALF


def _opens(text: str, fact: Date) -> bool:
    """Whether a date opens its sentence, and so dates all of it: "In 2011, the school …"."""
    return len(text[: fact.start].split()) <= 1 and text[fact.end : fact.end + 1] == ","


def _is_beside_the_same(rival: Rival) -> bool:
    """Whether the word right before or right behind a number or a name is the same in both: "Fenland 355".

    A measure right before a word of the claim is that thing's own: "her 31-pound pike" and "the pike weighed 34 lb".
    """
    slot = rival.slot
    words = tokens(rival.words)
    before = [stem(word) for word, _, end in words if end <= rival.other.start]
    after = [stem(word) for word, start, _ in words if start >= rival.other.end]
    if isinstance(rival.other, Number) and rival.other.unit and after[:1] and after[0] in slot.rest:
        return True
    sides = ((slot.before[-2:], before[-2:]), (slot.after[:2], after[:2]))
    return any(term in slot.rest and term in theirs for mine, theirs in sides for term in mine)


def _other_preposition(rival: Rival) -> Certainty | None:
    """A name with another preposition has another part in it: "carved by Lee" and "carved for Roe"."""
    if not isinstance(rival.slot.fact, Name):
        return None
    led = [word.lower() for word, _, end in tokens(rival.words) if end <= rival.other.start]
    mine, theirs = PREPOSITIONS.get(rival.slot.last_word), PREPOSITIONS.get(led[-1] if led else "")
    differ = mine is not None and theirs is not None and mine != theirs
    return Certainty.POSSIBLE if differ and _reaches(rival, Certainty.POSSIBLE) else None


def _one_side_negated(rival: Rival) -> Certainty | None:
    """Where only one of the two clauses is negated, they need not exclude each other."""
    differs = is_negated(rival.words, rival.other) != is_negated(rival.slot.claim.text, rival.slot.fact)
    return Certainty.POSSIBLE if differs and _reaches(rival, Certainty.POSSIBLE) else None


def _reached(kind: FactKind, certainty: Certainty, rival: Rival) -> Certainty | None:
    return certainty if rival.slot.fact.kind is kind and _reaches(rival, certainty) else None


def _name(rival: Rival) -> Certainty | None:
    """Two full names, or two of one size with a word in common, exclude each other; others may be of one thing."""
    mine, other = rival.slot.fact, rival.other
    if not (isinstance(mine, Name) and isinstance(other, Name)):
        return None
    shared = set(mine.words) & {normalize_token(word) for word in other.words}
    is_other = _are_full(mine, other) or (len(mine.words) == len(other.words) and bool(shared))
    return Certainty.SURE if is_other and _reaches(rival, Certainty.SURE) else None


def _apart(mine: Name, other: Name) -> tuple[Name, Name]:
    """Return two names without the word with which both begin: "Headliner Mira Sol" and "Headliner Tara Quist"."""
    if len(mine.words) != _FULL + 1 or len(other.words) != _FULL + 1 or mine.words[0] != other.words[0]:
        return mine, other
    return replace(mine, words=mine.words[1:]), replace(other, words=other.words[1:])


def _are_full(*names: Name) -> bool:
    """Whether all names look like the full names of people."""
    return all(
        len(name.words) == _FULL and any(term_weight(stem(word)) >= _RARE for word in name.words) for name in names
    )


def _reaches(rival: Rival, certainty: Certainty) -> bool:
    model = _model(rival.slot.fact.kind)
    return rival.strength >= (model.sure if certainty is Certainty.SURE else model.told)


ELSEWHERE_RULES: RuleTable[Rival, Certainty] = RuleTable(
    "another value in the source, which has the claimed one too, for something else",
    [(OTHER_ITEM, _of_another), ("fact.conflict.value-elsewhere", _elsewhere)],
)

CONFLICT_RULES: RuleTable[Rival, Certainty] = RuleTable(
    "another value in the source, and how surely it is about the same thing",
    [
        ("fact.conflict.own-work", _own_work),
        (SPAN_END, _span_end),
        ("fact.conflict.code", _other_code),
        ("fact.conflict.opposed-name", _opposed),
        ("fact.conflict.subject-name", _subject),
        ("fact.conflict.acronym", _acronym),
        ("fact.conflict.other-occasion", _other_occasion),
        ("fact.conflict.follows-from-others", _follows),
        ("fact.conflict.other-statement", _other_statement),
        ("fact.conflict.other-predicate", _other_predicate),
        ("fact.conflict.other-preposition", _other_preposition),
        ("fact.conflict.one-side-negated", _one_side_negated),
        ("fact.conflict.number", partial(_reached, FactKind.NUMBER, Certainty.SURE)),
        ("fact.conflict.date", partial(_reached, FactKind.DATE, Certainty.SURE)),
        ("fact.conflict.name", _name),
        ("fact.conflict.likely-number", partial(_reached, FactKind.NUMBER, Certainty.LIKELY)),
        ("fact.conflict.likely-date", partial(_reached, FactKind.DATE, Certainty.LIKELY)),
        ("fact.conflict.likely-name", partial(_reached, FactKind.NAME, Certainty.LIKELY)),
    ],
)


def _model(kind: FactKind) -> ConflictModel:
    return load_conflicts(kind.value, (*COMMON, *OWN[kind.value]))


__all__ = ["CONFLICT_RULES", "ELSEWHERE_RULES", "OTHER_ITEM", "SPAN_END", "Rival", "find_conflict"]
