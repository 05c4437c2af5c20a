"""What a source says of each fact of a claim: the same, nothing, or another value for the same thing.

Missing and conflicting are two things. A figure that the source does not have is missing. It conflicts only where the
source, in words that the claim shares, gives another value of the same kind for the same thing, and the claimed value
stands nowhere in the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from citecheck.checking.facts import facts
from citecheck.checking.facts.comparing import compare
from citecheck.checking.facts.model import Date, Fact, Name, Number, Relation
from citecheck.checking.facts.names import same_word
from citecheck.checking.facts.slots import Slot, is_sure, named_from, rivalry, same_kind
from citecheck.checking.passages.preparing import PreparedText, Sentence
from citecheck.checking.passages.retrieval import Query
from citecheck.checking.passages.terms import fold, stem, tokens, word_set
from claims.model import Span

_NEAR = 2  # sentences from a passage within which a small number counts as said there
_SHORT = 12  # sentences up to which all of a text is near
_TELLING = 13.0  # bare numbers from which on one value is rarely met by chance


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What a source says of one fact of a claim.

    `relation`: AGREES, COMPATIBLE (as far as both go), VAGUER (the source is less exact), DIFFERS (a conflict) or
    UNRELATED (the source says nothing of it). `found` is the source's own fact, `sentence` where it stands, `near`
    whether that is where the claim's other words are. `sure` marks a conflict that may be called a contradiction.
    """

    fact: Fact
    relation: Relation
    found: str | None = None
    sentence: Sentence | None = None
    near: bool = False
    sure: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether the source says nothing of the fact."""
        return self.relation is Relation.UNRELATED

    @property
    def is_unsaid(self) -> bool:
        """Whether the source says nothing of the fact, or only something vaguer."""
        return self.relation in (Relation.UNRELATED, Relation.VAGUER)

    @property
    def agrees(self) -> bool | None:
        """The report's word for it: True, False for a conflict, None where the source does not say."""
        if self.relation is Relation.AGREES:
            return True
        return False if self.relation is Relation.DIFFERS else None


def claimed_facts(claim: str, quotes: Iterable[str] = ()) -> list[Fact]:
    """Return the facts of a claim, but not those inside its quotations: they belong to the quotation."""
    inside: list[Span] = []
    for quote in quotes:
        start = claim.find(quote) if quote else -1
        if start >= 0:
            inside.append(Span(start, start + len(quote)))
    return [fact for fact in facts(claim) if all(fact.end <= span.start or fact.start >= span.end for span in inside)]


def verdicts(wanted: Query, claimed: Sequence[Fact], text: PreparedText, passages: Sequence[Sentence]) -> list[Verdict]:
    """Say of each claimed fact what `text` says of it; `passages` are the sentences that carry the claim."""
    plain = looked_up(claimed, text, passages)
    return [
        _conflict(slot_of(wanted, verdict.fact, plain, text, passages), claimed, text) or verdict
        if verdict.is_unsaid or (verdict.agrees is None and isinstance(verdict.fact, Name))
        else verdict
        for verdict in plain
    ]


def slot_of(
    wanted: Query, fact: Fact, told: Sequence[Verdict], text: PreparedText, passages: Sequence[Sentence]
) -> Slot:
    """Return the slot of one claimed fact, given what was found of all of them."""
    others = [verdict.is_missing for verdict in told if verdict.fact is not fact]
    return Slot(
        wanted,
        fact,
        passages,
        known_words=known_words(fact, text),
        others_missing=sum(others),
        others_found=len(others) - sum(others),
    )


def looked_up(claimed: Sequence[Fact], text: PreparedText, passages: Sequence[Sentence]) -> list[Verdict]:
    """Say of each claimed fact whether `text` has it, without looking for conflicts."""
    near = {index + step for index in (s.index for s in passages) for step in range(-_NEAR, _NEAR + 1)}
    return [_name(fact, text, near) if isinstance(fact, Name) else _value(fact, text, near) for fact in claimed]


def sentence_facts(text: PreparedText, sentence: Sentence) -> list[Fact]:
    """Return the facts of one sentence, kept with the text once they are read."""
    kept = text.memory.setdefault("facts", {})
    assert isinstance(kept, dict)
    if sentence.index not in kept:
        kept[sentence.index] = facts(text.text_of(sentence))
    read: list[Fact] = kept[sentence.index]
    return read


def _value(fact: Number | Date, text: PreparedText, near: set[int]) -> Verdict:
    """Look for a number or a date: near the passages first, then anywhere."""
    published = text.source.published
    best = Verdict(fact, Relation.UNRELATED)
    small = isinstance(fact, Number) and fact.value < _TELLING and fact.unit in ("", "ordinal")
    order = sorted(_with_figures(text), key=lambda index: index not in near)
    for index in order:
        sentence = text.sentences[index]
        is_near = index in near
        for other in sentence_facts(text, sentence):
            relation = compare(fact, other, published=published)
            if relation is Relation.AGREES and (is_near or not small or _same_noun(fact, other)):
                return Verdict(fact, relation, other.text, sentence, is_near)
            if is_near and _closeness(relation) > _closeness(best.relation):
                best = Verdict(fact, relation, other.text, sentence, is_near)
    if best.is_missing and isinstance(fact, Date) and published and _is_day_of(fact, published):
        return Verdict(fact, Relation.AGREES, published, None, True)
    return best


def _closeness(relation: Relation) -> int:
    """Rank what may be shown beside a fact that nothing bears out: one that agrees in part, then a vaguer one."""
    return {Relation.COMPATIBLE: 2, Relation.VAGUER: 1}.get(relation, 0)


def _same_noun(one: Fact, other: Fact) -> bool:
    return isinstance(one, Number) and isinstance(other, Number) and bool(one.noun) and one.noun == other.noun


def _is_day_of(fact: Date, published: str) -> bool:
    """Whether the page's own date bears out a claimed year, month or day."""
    parts = [int(part) for part in published[:10].split("-") if part.isdigit()]
    claimed = [fact.year, fact.month, fact.day]
    return fact.year is not None and all(
        value is None or (position < len(parts) and parts[position] == value) for position, value in enumerate(claimed)
    )


_NUMBER_WORDS = frozenset(
    ("20", "30", "40", "50", "60", "70", "80", "90", "hundr", "hundred", "thousand", "million", "billion", "dozen")
)
_DATE_WORDS = frozenset(
    stem(word)
    for word in (
        *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
        *("November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        *("century", "half", "couple", "pair", "dozens", "hundreds", "thousands", "millions"),
    )
)


def _with_figures(text: PreparedText) -> list[int]:
    """Return the sentences that hold a number or a date, in figures or in words."""
    kept = text.memory.get("figures")
    if isinstance(kept, list):
        return kept
    indices = {
        index
        for term, holding in text.postings.items()
        if term[0].isdigit() or term in _NUMBER_WORDS or term in _DATE_WORDS
        for index in holding
    }
    figures = sorted(indices)
    text.memory["figures"] = figures
    return figures


def _name(fact: Name, text: PreparedText, near: set[int]) -> Verdict:
    """Look for a name: every word of it, its acronym, or at least its last word."""
    whole = _holding(fact.text, text)
    if whole is not None:
        return Verdict(fact, Relation.AGREES, fact.text, text.sentences[whole], whole in near)
    capitals = _capitals(text)
    hits: list[list[int]] = []
    for word in fact.words:
        exact = capitals.get(word)
        if exact is None and len(word) >= 5:
            alike = [other for other in capitals if other[0] == word[0] and same_word(word, other)]
            exact = [index for other in alike for index in capitals[other]] or None
        hits.append(exact or [])
    if all(hits):
        index = next((i for i in hits[-1] if i in near), hits[-1][0])
        return Verdict(fact, Relation.AGREES, fact.text, text.sentences[index], index in near)
    shortened = _by_initials(fact, text, capitals)
    if shortened is not None:
        return Verdict(fact, Relation.AGREES, shortened, None, True)
    if not any(hits):
        return Verdict(fact, Relation.UNRELATED)
    index = next(indices[0] for indices in reversed(hits) if indices)
    return Verdict(fact, Relation.COMPATIBLE, None, text.sentences[index], index in near)


def _holding(name: str, text: PreparedText) -> int | None:
    """Return a sentence that holds every word of a name, in any form, or None."""
    shared: set[int] | None = None
    for word, _, _ in tokens(name):
        held = text.postings.get(stem(word))
        if held is None:
            if fold(word) in _SMALL:
                continue
            return None
        shared = set(held) if shared is None else shared & set(held)
    return min(shared) if shared else None


_SMALL = word_set("of the de del della di da dos von van der den al el la le bin ibn and for y und et du s")


def _capitals(text: PreparedText) -> dict[str, list[int]]:
    """Return the page's words that are written with a capital, folded, with the sentences they stand in."""
    kept = text.memory.get("capitals")
    if isinstance(kept, dict):
        return kept
    made: dict[str, list[int]] = {}
    for sentence in text.sentences:
        for word in sentence.words:
            if word[0].isupper():
                made.setdefault(fold(word), []).append(sentence.index)
    text.memory["capitals"] = made
    return made


def _by_initials(fact: Name, text: PreparedText, capitals: dict[str, list[int]]) -> str | None:
    """Return the acronym of a claimed name that the page has, or the name of a claimed acronym; None for neither."""
    if len(fact.words) >= 3:
        acronym = "".join(word[0] for word in fact.words)
        return acronym.upper() if acronym in capitals else None
    if not fact.acronym:
        return None
    letters = fact.words[0]
    for sentence in text.sentences:
        if sum(1 for word in sentence.words if word[0].isupper()) < len(letters):
            continue
        initials = "".join(word[0].lower() for word in sentence.words if fold(word) not in _SMALL)
        at = initials.find(letters)
        if at >= 0:
            spelt = [word for word in sentence.words if fold(word) not in _SMALL][at : at + len(letters)]
            if all(word[0].isupper() for word in spelt):
                return " ".join(spelt)
    return None


def _conflict(slot: Slot, claimed: Sequence[Fact], text: PreparedText) -> Verdict | None:
    """Return another value that a passage gives for the same thing, or None."""
    best, least = None, named_from(slot.fact)
    found = candidates(slot, claimed, text)
    for sentence, other in found:
        rivals = sum(1 for standing, _ in found if standing is sentence)
        strength = rivalry(slot, text, sentence, other, rivals)
        if strength >= least:
            sure = is_sure(slot, sentence, strength)
            best, least = Verdict(slot.fact, Relation.DIFFERS, other.text, sentence, True, sure), strength
    return best


def candidates(slot: Slot, claimed: Sequence[Fact], text: PreparedText) -> list[tuple[Sentence, Fact]]:
    """Return the facts that could stand in a claimed one's place: of its kind, near its words, not claimed too."""
    return [
        (sentence, other)
        for sentence in _around(text, slot.passages)
        for other in sentence_facts(text, sentence)
        if same_kind(slot.fact, other) and not any(_borne_out(mine, other) for mine in claimed)
    ]


def _around(text: PreparedText, passages: Sequence[Sentence]) -> Sequence[Sentence]:
    """Return the passages and the sentences next to them; of a short text, all sentences."""
    if len(text.sentences) <= _SHORT:
        return text.sentences
    indices = {s.index + step for s in passages for step in (-1, 0, 1)}
    return [text.sentences[index] for index in sorted(indices) if 0 <= index < len(text.sentences)]


def known_words(fact: Fact, text: PreparedText) -> float:
    """Return what share of the words of a claimed name the source has somewhere; 0 for other facts."""
    if not isinstance(fact, Name):
        return 0.0
    return sum(1 for word in fact.words if stem(word) in text.postings) / len(fact.words)


def _borne_out(mine: Fact, other: Fact) -> bool:
    """Whether a source's fact is one that the claim gives as well, and so no rival of another."""
    relation = compare(mine, other)
    if isinstance(mine, Name) and isinstance(other, Name) and relation is Relation.COMPATIBLE:
        return mine.words[0] != other.words[0]  # "Gareth Smith" and "Gareth Paisey" may be rivals
    return relation is Relation.AGREES


__all__ = [
    "Verdict",
    "candidates",
    "claimed_facts",
    "known_words",
    "looked_up",
    "sentence_facts",
    "slot_of",
    "verdicts",
]
