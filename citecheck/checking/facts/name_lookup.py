"""Look a claimed name up in a source: its words in one sentence or anywhere, its acronym, or a part of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from citecheck.checking.facts.comparison import same_word
from citecheck.checking.facts.model import FactComparison, Name, Relation
from citecheck.checking.facts.sentences import those_among
from citecheck.checking.passages.model import PreparedText, SourceSentence
from citecheck.checking.passages.terms import normalize_token, stem, stop_words, tokens, word_set
from citecheck.rules import RuleTable

_PARTICLES = word_set("of the de del della di da dos von van der den al el la le bin ibn and for y und et du s")


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


def look_up_name(fact: Name, text: PreparedText, near: set[int]) -> FactComparison | None:
    """Return what `text` has of the claimed name `fact`; None: no word of it.

    `near` are the indices of the sentences near the passages.
    """
    sought = NameInText(fact, text, near)
    for rule, applies in NAME_RULES.rows:
        found = applies(sought)
        if found is not None:
            return FactComparison(fact, found[0], rule, found[1], found[2], found[2] is None or found[2].index in near)
    return None


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
    shared, *others = sorted(held_by, key=len)
    for other in others:
        shared = those_among(shared, other)
    return (Relation.AGREES, sought.fact.text, sought.text.sentences[shared[0]]) if shared else None


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
            for form in filter(None, map(_capital, sentence.words)):
                capitals.setdefault(form, []).append(sentence.index)
        text.memory["capitals"] = capitals
    return capitals


@lru_cache(maxsize=65_536)
def _capital(word: str) -> str:
    """Return a word normalised if it is written with a capital; else nothing."""
    return normalize_token(word) if word[0].isupper() else ""


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


__all__ = ["NAME_RULES", "NameInText", "look_up_name"]
