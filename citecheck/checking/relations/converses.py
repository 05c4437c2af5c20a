"""Compare the two sides of verbs and nouns that say the same from either side: "Lee beat Roe", "Roe lost to Lee".

The verbs are in `converses.toml`. Where both sides are clear in the claim and the source, they agree or are turned.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.model import AGREES, Compared, Difference
from citecheck.checking.relations.sentence import Word, once, once_a_pair
from citecheck.checking.relations.wording import sense

_REACH = 8  # words between a verb and the preposition of its other side: "went down 3–1 at home to" (judgement)
_NOUN_REACH = 3  # words between a noun and its preposition: "victory in 1934 over" (judgement)


@dataclass(frozen=True, slots=True)
class _Form:
    """One verb or noun of the table: the words behind its first, its prepositions, and how its sides stand."""

    relation: str
    rest: tuple[str, ...]
    prepositions: frozenset[str]
    turned: bool
    noun: bool


@dataclass(frozen=True, slots=True)
class _Sides:
    """The two sides of one relation in a sentence, as stems; an empty side is not named."""

    relation: str
    first: frozenset[str]
    second: frozenset[str]


@cache
def _forms() -> dict[str, list[_Form]]:
    read = resources.files("citecheck.checking.relations").joinpath("converses.toml").read_text(encoding="utf-8")
    table: dict[str, list[_Form]] = {}
    for relation, rows in tomllib.loads(read).items():
        for verb in rows.get("verbs", "").split():
            table.setdefault(sense(verb), []).append(_Form(relation, (), frozenset(), turned=False, noun=False))
        for kind in ("verbs_with", "turned", "nouns", "turned_nouns"):
            for row in filter(None, (one.strip() for one in rows.get(kind, "").split(";"))):
                words, _, prepositions = row.partition("|")
                first, *rest = words.split()
                form = _Form(
                    relation,
                    tuple(rest),
                    frozenset(prepositions.split()),
                    turned="turned" in kind,
                    noun="nouns" in kind,
                )
                table.setdefault(sense(first), []).append(form)
    return table


def is_sided(word: Word) -> bool:
    """Return whether `word` is a verb or noun of the table."""
    return word.stem in _forms()


@once_a_pair
def converses(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare who wins, gives, teaches or causes in `claim` and in `source`, a sentence of the source.

    None if they share no such relation with a side of each that is the same.
    """
    theirs = _sides(source) if (mine := _sides(claim)) else ()
    pairs = [(one, other) for one in mine for other in theirs if one.relation == other.relation]
    if any(_agree(one, other) for one, other in pairs):
        return AGREES
    for one, other in pairs:
        if one.first & other.second and one.second & other.first:
            return Difference("roles", "the source has the two sides the other way round", sure=True)
        same = bool(one.first & other.first), bool(one.second & other.second)
        if any(same) and not all(same) and _is_another(claim, source, one, other, first=same[1]):
            return Difference("roles", "the source has another one on the other side", sure=True)
    return None


def _agree(one: _Sides, other: _Sides) -> bool:
    same = [
        bool(mine & theirs) and not (mine - theirs and theirs - mine) if mine and theirs else None
        for mine, theirs in ((one.first, other.first), (one.second, other.second))
    ]
    return True in same and False not in same


def _is_another(claim: SentenceReading, source: SentenceReading, one: _Sides, other: _Sides, *, first: bool) -> bool:
    """Whether both name another one as one of the sides, and the source names the claim's elsewhere."""
    mine, theirs = (one.first, other.first) if first else (one.second, other.second)
    named = all(
        any(word.stem in stems and word.start and word.text[:1].isupper() for word in sentence.words)
        for sentence, stems in ((claim, mine), (source, theirs))
    )
    return named and bool(mine) and mine <= source.stems and not theirs & claim.stems


@once
def _sides(sentence: SentenceReading) -> tuple[_Sides, ...]:
    return tuple(_found(sentence))


def _found(sentence: SentenceReading) -> Iterator[_Sides]:
    for at, word in enumerate(sentence.words):
        found = list(_read(sentence, at)) if not word.text[:1].isupper() else []
        is_led = any(form.prepositions for form, _ in found)
        for form, (first, second) in found:
            if form.prepositions or not is_led:  # "trained under Lee" is not "trained Lee"
                yield _Sides(form.relation, first, second)


def _read(sentence: SentenceReading, at: int) -> Iterator[tuple[_Form, tuple[frozenset[str], frozenset[str]]]]:
    """Yield each form that the word at `at` has, with its first and its second side."""
    for form in _forms().get(sentence.words[at].stem, ()):
        if tuple(sentence.folded(at + 1, at + 1 + len(form.rest))) != form.rest:
            continue
        found = _of_noun(sentence, at, form) if form.noun else _of_verb(sentence, at, form)
        if found is not None and any(found):
            yield form, found[::-1] if form.turned else found


def _of_verb(sentence: SentenceReading, at: int, form: _Form) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the subject of the verb at `at` and what it acts on; None where the word is no verb."""
    if sentence.is_named(at):
        return None
    agent, is_passive = sentence.agent(at), sentence.is_passive(at)
    if not form.prepositions:
        return agent, sentence.subject(at) if is_passive else sentence.object(at)
    place = _preposition(sentence, at + 1 + len(form.rest), form, _REACH)
    return (agent, sentence.phrase(place + 1)) if place is not None else None


def _of_noun(sentence: SentenceReading, at: int, form: _Form) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return whose the noun at `at` is, and the phrase behind its preposition."""
    if not sentence.is_named(at):
        return None
    place = _preposition(sentence, at + 1, form, _NOUN_REACH)
    if place is None:
        return None
    return sentence.possessor(at), sentence.phrase(place + 1)


def _preposition(sentence: SentenceReading, start: int, form: _Form, reach: int) -> int | None:
    for at in range(start, min(len(sentence.words) - 1, start + reach)):
        word = sentence.words[at]
        if word.folded in form.prepositions and not sentence.words[at + 1].parted:
            return at
        if word.folded in ("who", "which", "that", "and", "but") or (word.folded in lists.AUXILIARIES):
            return None
    return None


__all__ = ["converses", "is_sided"]
