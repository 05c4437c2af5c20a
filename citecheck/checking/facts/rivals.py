"""The slot of a claimed fact, and its rivals: facts of its kind in a source that could stand in its place.

What is no value of its own is no rival (`standing`). A limit ("after 1921") is excluded only by the same limit with
another date, and a part of a name ("Apollo 11") only by the same name with another figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from citecheck.checking.facts.comparison import as_mass, compare
from citecheck.checking.facts.counted_years import month_follows
from citecheck.checking.facts.date_comparison import give_the_same
from citecheck.checking.facts.known_names import are_opposed, is_of_a_people, is_whole, is_wide_place, other_names
from citecheck.checking.facts.model import Date, Fact, FactComparison, Name, Number, Relation
from citecheck.checking.facts.page_days import is_long_past, is_of_the_page, may_be_told_on
from citecheck.checking.facts.reading import facts
from citecheck.checking.facts.standing import is_of, is_value, label_of, limit_of, thing_of
from citecheck.checking.passages.model import PreparedText, Query, SourceSentence
from citecheck.checking.passages.terms import normalize_token, related, stem, stop_words, tokens
from citecheck.checking.relations.codes import codes_in, family

REACH = 6
"""Content words on each side of a fact that are its context (judgement)."""


@dataclass(slots=True, eq=False)
class Slot:
    """A fact of a claim and the words around it.

    `facts` are all facts of the claim. `known_words` is the share of the words of a claimed name that the source has
    somewhere. `others_missing` and `others_found` count the claim's other facts that the source lacks and has.
    `is_elsewhere`: the source has the fact, far from the passages. `is_vaguer`: it has it less exactly, near them.
    """

    claim: Query
    fact: Fact
    passages: Sequence[SourceSentence]
    facts: Sequence[Fact] = ()
    known_words: float = 0.0
    others_missing: int = 0
    others_found: int = 0
    is_elsewhere: bool = False
    is_vaguer: bool = False
    is_subject: bool = field(init=False)
    """Whether the claim begins with the fact: a source may call its subject by another name, or by a pronoun."""
    around: dict[str, float] = field(init=False)
    rest: dict[str, float] = field(init=False)
    _shares: dict[int, float] = field(init=False, default_factory=dict)
    met: dict[int, tuple[float, float]] = field(init=False, default_factory=dict)
    """For the index of a sentence how many other facts of the claim it has, and their share, once they are counted."""
    before: list[str] = field(init=False)
    after: list[str] = field(init=False)
    last_word: str = field(init=False)
    """The word right before the fact, in lower case; empty at the start of the claim."""
    last_words: frozenset[str] = field(init=False)
    """The two words before the fact, in lower case."""

    def __post_init__(self) -> None:
        """Read the words around the fact."""
        words = self.claim.words
        left = [word for word in words if word.end <= self.fact.start]
        right = [word for word in words if word.start >= self.fact.end]
        self.rest = {word.stem: word.weight for word in (*left, *right)}
        self.around = {}
        for side in (list(reversed(left))[:REACH], right[:REACH]):
            for distance, word in enumerate(side):
                weight = word.weight / (1.0 + 0.25 * distance)
                self.around[word.stem] = max(self.around.get(word.stem, 0.0), weight)
        stops = stop_words(None)
        found = tokens(self.claim.text)
        self.is_subject = all(word.lower() in stops for word, _, end in found if end <= self.fact.start)
        led = [word for word, _, end in found if end <= self.fact.start]
        self.before = [stem(word) for word in led]
        self.last_word = led[-1].lower() if led else ""
        self.last_words = frozenset(word.lower() for word in led[-2:])
        self.after = [stem(word) for word, start, _ in found if start >= self.fact.end]

    def nearness(self, terms: set[str]) -> float:
        """Return the weight of the words around the fact that are among `terms`, stems of a text, or related to one."""
        return sum(weight for term, weight in self.around.items() if holds(terms, term))

    def coverage(self, sentence: SourceSentence | None) -> float:
        """Return the share (0..1) of the claim's other words that `sentence` has; None: all passages together."""
        key = -1 if sentence is None else sentence.index
        if key not in self._shares:
            terms = sentence.terms if sentence is not None else frozenset().union(*(s.terms for s in self.passages))
            total = sum(self.rest.values()) or 1.0
            self._shares[key] = sum(weight for term, weight in self.rest.items() if holds(terms, term)) / total
        return self._shares[key]


def slot_of(
    claim: Query,
    fact: Fact,
    plain: Sequence[FactComparison],
    text: PreparedText,
    passages: Sequence[SourceSentence],
) -> Slot:
    """Return the slot of `fact`, a fact of `claim`.

    `plain` is the result of `look_up` for all of its facts in `text`, `passages` are the sentences that support it.
    """
    others = [found.relation is Relation.UNRELATED for found in plain if found.fact is not fact]
    return Slot(
        claim,
        fact,
        passages,
        facts=[found.fact for found in plain],
        known_words=_known_words(fact, text),
        others_missing=sum(others),
        others_found=len(others) - sum(others),
        is_elsewhere=any(found.fact is fact and found.relation is Relation.AGREES for found in plain),
        is_vaguer=any(found.fact is fact and found.relation is Relation.VAGUER for found in plain),
    )


def _known_words(fact: Fact, text: PreparedText) -> float:
    """Return what share of the words of a claimed name the source has somewhere; 0 for other facts."""
    if not isinstance(fact, Name):
        return 0.0
    return sum(1 for word in fact.words if stem(word) in text.postings) / len(fact.words)


def holds(terms: frozenset[str] | set[str], term: str) -> bool:
    """Return whether `terms`, stems of a text, have the stem `term` or one that is related to it."""
    if term in terms:
        return True
    if len(term) <= 4:
        return False
    begins = term[:4]
    for other in terms:  # noqa: SIM110 - a loop takes half of the time of `any` here
        if other.startswith(begins) and related(term, other):
            return True
    return False


_PLACING = frozenset(("in", "from", "to", "at", "of", "near", "across", "through", "into", "throughout", "between"))
_LEFT_OPEN = (Relation.COMPATIBLE, Relation.VAGUER)  # relations of values that may both be true
_BEHIND = re.compile(r"[\s-]([a-z]+)")
_SHORT = 12  # sentences up to which every sentence of a text is near (judgement)


def rivals_of(slot: Slot, text: PreparedText) -> list[tuple[SourceSentence, Fact]]:
    """Return the facts of `text` that could replace the fact of `slot`, each with its sentence.

    They are of its kind, near its words, and not among the facts that the claim gives too.
    """
    mine = slot.fact
    if not is_value(slot.claim.text, mine):
        return []
    wanted = label_of(slot.claim.text, mine), limit_of(slot.claim.text, mine)
    return [
        (sentence, other)
        for sentence in _around(text, slot.passages)
        for other in sentence_facts(text, sentence)
        if same_kind(mine, other)
        and (isinstance(mine, Name) or compare(mine, other) not in _LEFT_OPEN)
        and not (slot.is_vaguer and _is_another_time(mine, other))
        and not _is_page_day(slot, text, sentence, other)
        and not (isinstance(mine, Date) and month_follows(text, sentence, mine))
        and not (
            isinstance(other, Name)
            and (
                _may_be_within(slot, other)
                or _is_of_another(slot, text, sentence, other)
                or _are_unlike(slot, text.text_of(sentence), other)
            )
        )
        and not any(_is_claimed_too(claimed, other) and not _is_wider(claimed, mine) for claimed in slot.facts)
        and _may_replace(wanted, text, sentence, other)
    ]


def _is_page_day(slot: Slot, text: PreparedText, sentence: SourceSentence, other: Fact) -> bool:
    """Whether `other` is the day of a page that may tell what happened at the claimed date, before it."""
    if not (isinstance(slot.fact, Date) and isinstance(other, Date)):
        return False
    if not is_of_the_page(other, text, sentence):
        return False
    return is_long_past(slot.fact, other) or may_be_told_on(slot.fact, other, text, slot.passages)


def _is_another_time(mine: Fact, other: Fact) -> bool:
    """Whether a date shares neither the year nor the day of the year with another: it may be of something else."""
    if not (isinstance(mine, Date) and isinstance(other, Date)):
        return False
    same_day = mine.day is not None and (mine.month, mine.day) == (other.month, other.day)
    return not same_day and (mine.year is None or mine.year != other.year)


def _may_replace(wanted: tuple[str, str], text: PreparedText, sentence: SourceSentence, other: Fact) -> bool:
    standing = text.text_of(sentence)
    if not is_value(standing, other):
        return False
    if isinstance(other, Name):
        return not (len(other.words) == 1 and other.text.casefold() in _common_words(text))
    return (label_of(standing, other), limit_of(standing, other)) == wanted


def _common_words(text: PreparedText) -> set[str]:
    """Return the words that the text has in lower case somewhere: at the start of a sentence they are not names."""
    known: set[str] | None = text.memory.get("common-words")
    if known is None:
        known = text.memory["common-words"] = {
            word for sentence in text.sentences for word in sentence.words if word.islower()
        }
    return known


def _around(text: PreparedText, passages: Sequence[SourceSentence]) -> Sequence[SourceSentence]:
    """Return the passages and the sentences next to them; of a short text, all sentences."""
    if len(text.sentences) <= _SHORT:
        return text.sentences
    indices = {s.index + step for s in passages for step in (-1, 0, 1)}
    return [text.sentences[index] for index in sorted(indices) if 0 <= index < len(text.sentences)]


def _is_claimed_too(mine: Fact, other: Fact) -> bool:
    """Whether the claim gives a source's fact too, so that it is not a rival of another fact."""
    relation = compare(mine, other)
    if isinstance(mine, Name) and isinstance(other, Name) and are_opposed(_words(mine), _words(other)):
        return False
    if isinstance(mine, Name) and isinstance(other, Name) and relation is Relation.COMPATIBLE:
        is_part = set(other.words) <= set(mine.words) or set(mine.words) <= set(other.words)
        return is_part or mine.words[0] != other.words[0]  # "Gareth Smith" and "Gareth Paisey" may be rivals
    return relation is Relation.AGREES


def _is_wider(claimed: Fact, mine: Fact) -> bool:
    """Whether the claim gives a year alone beside the day `mine`: a day of that year may still replace the day."""
    if not (isinstance(claimed, Date) and isinstance(mine, Date)):
        return False
    return claimed is not mine and claimed.month is None and mine.day is not None


def sentence_facts(text: PreparedText, sentence: SourceSentence) -> tuple[Fact, ...]:
    """Return the facts of `sentence`, read once for each `text`."""
    read: dict[int, tuple[Fact, ...]] = text.memory.setdefault("facts", {})
    if sentence.index not in read:
        read[sentence.index] = facts(text.text_of(sentence))
    return read[sentence.index]


def same_kind(mine: Fact, other: Fact) -> bool:
    """Return whether `mine` and `other` are values of one kind that exclude each other."""
    if isinstance(mine, Number) and isinstance(other, Number):
        if {mine.unit, other.unit} == {"GBP", "mass"}:
            mine, other = as_mass(mine, other), as_mass(other, mine)
        if mine.unit == other.unit:
            return not (mine.noun and not mine.unit and mine.value.is_integer() and not other.value.is_integer())
        bare = mine if not mine.unit else other
        return {mine.unit, other.unit} == {"", "age"} and not bare.noun and max(mine.value, other.value) < 120
    if isinstance(mine, Date) and isinstance(other, Date):
        return give_the_same(mine, other)
    if isinstance(mine, Name) and isinstance(other, Name):
        if _has_figure(mine) or _has_figure(other):
            return _are_of_a_family(mine, other)
        one, two = set(mine.words), {normalize_token(word) for word in other.words}
        kept = mine.acronym == other.acronym and not (one <= two or two <= one)
        return kept and is_plain(mine) and is_plain(other) and not _may_be_one(mine, other)
    return False


def _has_figure(name: Name) -> bool:
    return any(character.isdigit() for character in name.text)


def _are_of_a_family(mine: Name, other: Name) -> bool:
    """Whether two names have each one code, and the codes differ in their figures alone: A320 and A321."""
    one, two = list(codes_in(mine.text)), list(codes_in(other.text))
    return len(one) == len(two) == 1 and one != two and family(one[0]) == family(two[0])


def _may_be_one(mine: Name, other: Name) -> bool:
    """Whether two names are known to mean one thing."""
    return _words(other) in other_names(_words(mine))


def _may_be_within(slot: Slot, other: Name) -> bool:
    """Whether the claim places something in a country, and the source in a town, or the other way round."""
    if not slot.last_words & _PLACING:
        return False
    mine, theirs = " ".join(_words(slot.fact)), " ".join(_words(other))
    return is_wide_place(mine) != is_wide_place(theirs) or is_whole(mine) != is_whole(theirs)


def _are_unlike(slot: Slot, standing: str, other: Name) -> bool:
    """Whether one name says of which people something is and the other does not: "the English poet", "Lady"."""
    if not isinstance(slot.fact, Name):
        return False
    return _is_adjective(slot.claim.text, slot.fact) != _is_adjective(standing, other) and not (
        _is_of_people(slot.fact) and _is_of_people(other)
    )


def _is_adjective(text: str, name: Name) -> bool:
    if not _is_of_people(name):
        return False
    behind = _BEHIND.match(text, name.end)
    return behind is not None and behind[1] not in stop_words("en")


def _is_of_people(name: Name) -> bool:
    return len(name.words) == 1 and is_of_a_people(name.words[0])


def _is_of_another(slot: Slot, text: PreparedText, sentence: SourceSentence, other: Name) -> bool:
    """Whether claim and source say where a thing is, or of which people, and the two things have other names.

    "The Royal College in London" says nothing against "spent two years in Rome", nor "the Swiss firm Motor-Lux" against
    "the Italian company Imprex". The thing of the claim is in the source.
    """
    thing = thing_of(slot.claim.text, slot.fact, slot.facts)
    if thing is None or not all(stem(word) in text.postings for word in thing.words):
        return False
    return not is_of(thing, text.text_of(sentence), other, sentence_facts(text, sentence))


def _words(name: Fact) -> tuple[str, ...]:
    return tuple(normalize_token(word) for word in name.words) if isinstance(name, Name) else ()


def is_plain(name: Name) -> bool:
    """Return whether `name` consists of words: formulas and codes of models have too many spellings to compare."""
    return all(word.isalpha() or "'" in word or "-" in word for word in name.words) and not _has_figure(name)


__all__ = ["REACH", "Slot", "holds", "is_plain", "rivals_of", "same_kind", "sentence_facts", "slot_of"]
