"""What changed between the words of a quotation and those of its source, and of what kind each change is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import Levenshtein

from citecheck.checking.quotes.negation import is_negated_form, negations
from citecheck.checking.quotes.numbers import HEDGES, numbers_in, spelled_out
from citecheck.checking.quotes.spelling import americanized, expanded, is_misreading


class Kind(Enum):
    """What a change is. The order is that of gravity, the least first."""

    EQUAL = "equal"
    TYPOGRAPHY = "typography"  # no letter or digit of a word: spaces, hyphens, accents, footnote marks
    EDITING = "editing"  # announced by the quotation itself
    SPELLING = "spelling"  # another spelling or contraction of the same words, or a misreading of print
    WORDS = "words"
    NAME = "name"
    NUMBER = "number"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Token:
    """A word: folded, and as it is written."""

    word: str
    text: str
    starts_sentence: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the diff: words of the quotation `quote[0]:quote[1]`, of the source `source[0]:source[1]`."""

    kind: Kind
    quote: tuple[int, int]
    source: tuple[int, int]


def word_diff(quote: Sequence[Token], source: Sequence[Token], *, language: str | None = None) -> list[Change]:
    """Return the changes from `quote` to `source` in order; equal stretches are among them."""
    ours, theirs = [token.word for token in quote], [token.word for token in source]
    blocks = _blocks(ours, theirs)
    changes: list[Change] = []
    for equal, (q0, q1), (s0, s1) in blocks:
        if equal:
            changes.append(Change(Kind.EQUAL, (q0, q1), (s0, s1)))
        else:
            changes.append(Change(_kind(quote[q0:q1], source[s0:s1], language), (q0, q1), (s0, s1)))
    return _settled(changes, ours, theirs)


_Block = tuple[bool, tuple[int, int], tuple[int, int]]


def _blocks(ours: list[str], theirs: list[str]) -> list[_Block]:
    """Align words; changes that stand side by side are one block."""
    blocks: list[_Block] = []
    for operation in Levenshtein.opcodes(ours, theirs):
        equal = operation.tag == "equal"
        q, s = (operation.src_start, operation.src_end), (operation.dest_start, operation.dest_end)
        if blocks and not equal and not blocks[-1][0]:
            _, (q0, _), (s0, _) = blocks[-1]
            blocks[-1] = (False, (q0, q[1]), (s0, s[1]))
        else:
            blocks.append((equal, q, s))
    return blocks


def _kind(quote: Sequence[Token], source: Sequence[Token], language: str | None) -> Kind:
    """Name one change by the words on its two sides."""
    ours, theirs = [token.word for token in quote], [token.word for token in source]
    if "".join(ours) == "".join(theirs) or _is_note_mark(ours, theirs):
        return Kind.TYPOGRAPHY
    plain_ours, plain_theirs = spelled_out(ours), spelled_out(theirs)
    if plain_ours == plain_theirs:
        return Kind.TYPOGRAPHY
    long_ours, long_theirs = expanded(plain_ours), expanded(plain_theirs)
    if _same_spelling(long_ours, long_theirs) or _same_spelling(expanded(ours), expanded(theirs)):
        return Kind.SPELLING
    if sorted(negations(long_ours, language)) != sorted(negations(long_theirs, language)):
        return Kind.NEGATION
    if len(ours) == len(theirs) and any(is_negated_form(a, b) for a, b in zip(ours, theirs, strict=True)):
        return Kind.NEGATION
    if len(ours) == len(theirs) and all(is_misreading(a, b) for a, b in zip(ours, theirs, strict=True)):
        return Kind.SPELLING
    if _number_changed(plain_ours, plain_theirs):
        return Kind.NUMBER
    if _name_changed(quote, source):
        return Kind.NAME
    return Kind.SPELLING if _near(ours, theirs) else Kind.WORDS


def _is_note_mark(ours: list[str], theirs: list[str]) -> bool:
    """Whether the source's word only carries the number of a footnote."""
    if len(ours) != 1 or len(theirs) != 1 or len(ours[0]) < 3 or not ours[0].isalpha():
        return False
    return (
        theirs[0].startswith(ours[0]) and theirs[0][len(ours[0]) :].isdecimal() and len(theirs[0]) <= len(ours[0]) + 2
    )


def _same_spelling(ours: list[str], theirs: list[str]) -> bool:
    return "".join(map(americanized, ours)) == "".join(map(americanized, theirs))


def _number_changed(ours: list[str], theirs: list[str]) -> bool:
    """Whether figures differ; a figure that the source has besides, with other words, only was left out."""
    mine, found = numbers_in(ours), numbers_in(theirs)
    if mine and sorted(mine) != sorted(found):
        return True
    return bool(found) and not mine and len(theirs) <= len(ours) + 1


def _name_changed(quote: Sequence[Token], source: Sequence[Token]) -> bool:
    ours, theirs = _capitals(quote), _capitals(source)
    if not ours and not theirs:
        return False
    if quote and source:
        if ours and theirs and ours != theirs:
            return not _near(ours, theirs)
        return bool(ours or theirs) and len(quote) == len(source) == 1
    return False


def _capitals(tokens: Sequence[Token]) -> list[str]:
    return [token.word for token in tokens if _is_name(token)]


def _is_name(token: Token) -> bool:
    first = next((character for character in token.text if character.isalnum()), "")
    return first.isupper() and not token.starts_sentence and len(token.word) > 1


def _near(ours: list[str], theirs: list[str]) -> bool:
    """Whether two stretches are nearly the same letters: a slip, or a misreading of print."""
    one, other = "".join(ours), "".join(theirs)
    longest = max(len(one), len(other))
    if longest < 4 or not one or not other:
        return False
    return Levenshtein.distance(one, other, score_cutoff=longest) <= max(1, longest // 5)


def _settled(changes: list[Change], ours: list[str], theirs: list[str]) -> list[Change]:
    """Call what only was moved ("30 June", "June 30") a change of words; spread a hedge lost before a number."""
    lone = [change for change in changes if change.kind is Kind.NUMBER and _one_sided(change)]
    if lone:
        mine = sorted(number for change in lone for number in numbers_in(spelled_out(ours[slice(*change.quote)])))
        found = sorted(number for change in lone for number in numbers_in(spelled_out(theirs[slice(*change.source)])))
        if mine == found:
            changes = [Change(Kind.WORDS, c.quote, c.source) if c in lone else c for c in changes]
    settled: list[Change] = []
    for change in changes:
        kind = change.kind
        if kind is Kind.WORDS and _hedges(change, ours, theirs):
            kind = Kind.NUMBER
        settled.append(Change(kind, change.quote, change.source))
    return settled


def _one_sided(change: Change) -> bool:
    return change.quote[0] == change.quote[1] or change.source[0] == change.source[1]


def _hedges(change: Change, ours: list[str], theirs: list[str]) -> bool:
    """Whether nothing but words like "more than" before a number was changed."""
    words = ours[slice(*change.quote)] + theirs[slice(*change.source)]
    if not words or not any(word in HEDGES for word in words) or len(words) > 6:
        return False
    if not all(word in HEDGES or word in ("at", "to", "no", "as", "or") for word in words):
        return False
    after = ours[change.quote[1] : change.quote[1] + 2]
    return bool(numbers_in(spelled_out(after)[:1]))
