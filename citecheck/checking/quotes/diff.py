"""What changed between the words of a quotation and those of its source, and of what kind each change is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from rapidfuzz.distance import Indel, Levenshtein

from citecheck.checking.quotes.negation import is_negated_form, negations
from citecheck.checking.quotes.numbers import HEDGES, numbers_in, spelled_out
from citecheck.checking.quotes.spelling import americanized, expanded, is_misreading
from citecheck.checking.quotes.words import Range, Stretch

# Letters as only a misreading of print mixes them: "DeviU", "l0ng", "ra^e".
GARBLED = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ](?![a-zà-ÿ])|[^\W\d_]\d|\d[^\W\d_]|[|<>{}~»«£_*\\^•■§¬]")


# Words that sentences begin with, and that are no names.
_OPENING = (
    "the this that these those there then they their she her his him its our you your who what when where which while"
    " with from into for and but not has had have was were are after before although because since some many most all"
    " both each one two three other another such here how why also yet still only even just over under more"
)
_OPENERS = frozenset(_OPENING.split())

ALIKE = 0.62  # from this likeness on, two stretches are one stretch, misread or misspelled


class Kind(Enum):
    """What a change is. The order is that of gravity, the least first."""

    EQUAL = "equal"
    TYPOGRAPHY = "typography"  # no letter or digit of a word: spaces, hyphens, accents, footnote marks
    EDITING = "editing"  # announced by the quotation itself
    MISREAD = "misread"  # a change of meaning, were the source not misread there
    SPELLING = "spelling"  # another spelling or contraction of the same words, or a misreading of print
    WORDS = "words"
    NAME = "name"
    NUMBER = "number"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the diff: words of the quotation `quote[0]:quote[1]`, of the source `source[0]:source[1]`.

    `likeness` (0..1) is how alike the letters of the two sides are.
    """

    kind: Kind
    quote: Range
    source: Range
    likeness: float = 1.0


def word_diff(quote: Stretch, source: Stretch, *, language: str | None = None) -> list[Change]:
    """Return the changes from `quote` to `source` in order; equal stretches are among them."""
    ours, theirs = quote.words, source.words
    changes = [
        Change(Kind.EQUAL, q, s) if equal else change_of(quote, source, q, s, language)
        for block in _slid(_blocks(ours, theirs), ours, theirs)
        for equal, q, s in _refined(block, ours, theirs)
    ]
    return _settled(changes, ours, theirs)


def change_of(quote: Stretch, source: Stretch, q: Range, s: Range, language: str | None) -> Change:
    """Name the change from one stretch of words to another."""
    kind = _kind(quote, source, q, s, language)
    if kind in (Kind.TYPOGRAPHY, Kind.SPELLING):
        return Change(kind, q, s)
    return Change(kind, q, s, likeness(quote, source, q, s))


def likeness(quote: Stretch, source: Stretch, q: Range, s: Range) -> float:
    """Return how alike the letters of two stretches are, 0..1."""
    return Indel.normalized_similarity(quote.letters(q), source.letters(s)) if q[0] < q[1] and s[0] < s[1] else 0.0


_Block = tuple[bool, Range, Range]


def _blocks(ours: list[str], theirs: list[str]) -> list[_Block]:
    """Align words; changes that stand side by side are one block."""
    blocks: list[_Block] = []
    for operation in Indel.opcodes(ours, theirs):
        equal = operation.tag == "equal"
        q, s = (operation.src_start, operation.src_end), (operation.dest_start, operation.dest_end)
        if blocks and not equal and not blocks[-1][0]:
            _, (q0, _), (s0, _) = blocks[-1]
            blocks[-1] = (False, (q0, q[1]), (s0, s[1]))
        else:
            blocks.append((equal, q, s))
    return blocks


def _slid(blocks: list[_Block], ours: list[str], theirs: list[str]) -> list[_Block]:
    """Move words that matched far off to their nearer twins: "the [runway at the] show" is "[the runway at] the show".

    Only at the two ends, where it makes the passage shorter.
    """
    if len(blocks) >= 3 and blocks[0][0] and _is_insertion(blocks[1]):
        (_, q, _), (_, _, gap), (_, q2, s2) = blocks[:3]
        size = q[1] - q[0]
        if theirs[max(gap[0], gap[1] - size) : gap[1]] == ours[slice(*q)]:
            blocks = [(True, (q[0], q2[1]), (s2[0] - size, s2[1])), *blocks[3:]]
    if len(blocks) >= 3 and blocks[-1][0] and _is_insertion(blocks[-2]):
        (_, q2, s2), (_, _, gap), (_, q, _) = blocks[-3:]
        size = q[1] - q[0]
        if theirs[gap[0] : min(gap[1], gap[0] + size)] == ours[slice(*q)]:
            blocks = [*blocks[:-3], (True, (q2[0], q[1]), (s2[0], s2[1] + size))]
    return blocks


def _is_insertion(block: _Block) -> bool:
    equal, (q0, q1), _ = block
    return not equal and q0 == q1


def _refined(block: _Block, ours: list[str], theirs: list[str]) -> list[_Block]:
    """Pair the words at the ends of a changed block that are nearly the same, so that the rest stands out."""
    equal, (q0, q1), (s0, s1) = block
    if equal or q1 - q0 + s1 - s0 <= 2 or q0 == q1 or s0 == s1:
        return [block]
    if spelled_out(ours[q0:q1]) == spelled_out(theirs[s0:s1]):  # "3.2m", "3.2 million"
        return [block]
    if "".join(ours[q0:q1]) == "".join(theirs[s0:s1]):  # "dishonoured", "dis honoured"
        return [block]
    front: list[_Block] = []
    back: list[_Block] = []
    while q0 < q1 and s0 < s1 and _alike(ours[q0], theirs[s0]):
        front.append((False, (q0, q0 + 1), (s0, s0 + 1)))
        q0, s0 = q0 + 1, s0 + 1
    while q0 < q1 and s0 < s1 and _alike(ours[q1 - 1], theirs[s1 - 1]):
        back.append((False, (q1 - 1, q1), (s1 - 1, s1)))
        q1, s1 = q1 - 1, s1 - 1
    middle = [(False, (q0, q1), (s0, s1))] if q0 < q1 or s0 < s1 else []
    return [*front, *middle, *reversed(back)]


def _alike(one: str, other: str) -> bool:
    """Whether two words may be one word, misread or misspelled."""
    if is_misreading(one, other) or is_negated_form(one, other):
        return True
    longest = max(len(one), len(other))
    return longest >= 4 and Levenshtein.distance(one, other) <= max(1, longest // 3)


def _kind(quote: Stretch, source: Stretch, q: Range, s: Range, language: str | None) -> Kind:
    """Name one change by the words on its two sides."""
    ours, theirs = quote.of(q), source.of(s)
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
    if _number_changed(plain_ours, plain_theirs) and not _is_slip(ours, theirs):
        return Kind.NUMBER
    if _name_changed(quote, source, q, s):
        return Kind.NAME
    return Kind.SPELLING if _near(ours, theirs) else Kind.WORDS


def _is_slip(ours: list[str], theirs: list[str]) -> bool:
    """Whether a number in words stands against a word that is none, one letter off: "forty", "forly"."""
    if len(ours) != 1 or len(theirs) != 1 or not (ours[0].isalpha() and theirs[0].isalpha()):
        return False
    return len(ours[0]) >= 4 and not numbers_in(spelled_out(theirs)) and Levenshtein.distance(ours[0], theirs[0]) <= 1


def _is_note_mark(ours: list[str], theirs: list[str]) -> bool:
    """Whether the source's word only carries the number of a footnote."""
    if len(ours) != 1 or len(theirs) != 1 or len(ours[0]) < 3 or not ours[0].isalpha():
        return False
    return (
        theirs[0].startswith(ours[0]) and theirs[0][len(ours[0]) :].isdecimal() and len(theirs[0]) <= len(ours[0]) + 2
    )


def _same_spelling(ours: list[str], theirs: list[str]) -> bool:
    if not ours or not theirs or abs(sum(map(len, ours)) - sum(map(len, theirs))) > 2 + len(ours):
        return False
    return "".join(map(americanized, ours)) == "".join(map(americanized, theirs))


def _number_changed(ours: list[str], theirs: list[str]) -> bool:
    """Whether figures differ; a figure that only the source has, with other words or alone, was left out."""
    mine, found = numbers_in(ours), numbers_in(theirs)
    if not found:
        mine = [figure for figure in mine if not _is_weak(figure)]
    if not mine:
        # Digits within a word are a misreading ("wa3") where the quotation has none.
        found = [figure for figure in found if figure in theirs and not _is_weak(figure)]
        return bool(found) and bool(ours) and len(theirs) <= len(ours) + 1
    return sorted(mine) != sorted(found)


def _is_weak(figure: str) -> bool:
    """Whether a figure may be none: one of them, first of all, a second."""
    return figure == "#1" or figure.endswith(".")


def _name_changed(quote: Stretch, source: Stretch, q: Range, s: Range) -> bool:
    if q[0] == q[1] or s[0] == s[1]:
        return False
    ours, theirs = _names(quote, q), _names(source, s)
    if not (ours or theirs) or ours == theirs or GARBLED.search(source.written(s)):
        return False
    if ours and theirs:
        return not _is_misread_name("".join(ours), "".join(theirs), source)
    # Where one of the two begins a sentence, its capital may be a name's or not.
    return q[1] - q[0] == s[1] - s[0] == 1 and _may_be_name(quote, q[0]) and _may_be_name(source, s[0])


def _may_be_name(stretch: Stretch, index: int) -> bool:
    word = stretch.words[index]
    return stretch.written((index, index + 1))[:1].isupper() and len(word) > 2 and word not in _OPENERS


def _is_misread_name(one: str, other: str, source: Stretch) -> bool:
    """Whether a name is another by a slip of print: a letter off, and a form that the page has nowhere else."""
    off = Levenshtein.distance(one, other)
    if not is_misreading(one, other) and (off > 1 or min(len(one), len(other)) < 5):
        return False
    return source.folded.squeezed.count(other) <= 1


def _names(stretch: Stretch, words: Range) -> list[str]:
    return [stretch.words[index] for index in range(*words) if stretch.is_name(index)]


def _near(ours: list[str], theirs: list[str]) -> bool:
    """Whether two stretches are nearly the same letters: a slip, or a misreading of print."""
    one, other = "".join(ours), "".join(theirs)
    longest = max(len(one), len(other))
    if longest < 4 or not one or not other:
        return False
    return Levenshtein.distance(one, other, score_cutoff=longest) <= max(1, longest // 5)


def _settled(changes: list[Change], ours: list[str], theirs: list[str]) -> list[Change]:
    """Call what only was moved ("30 June", "June 30") a change of words; spread a hedge lost before a number."""
    lone = [change for change in changes if change.kind in (Kind.NUMBER, Kind.WORDS) and _one_sided(change)]
    if lone:
        mine = sorted(number for change in lone for number in numbers_in(spelled_out(ours[slice(*change.quote)])))
        found = sorted(number for change in lone for number in numbers_in(spelled_out(theirs[slice(*change.source)])))
        if mine == found and _values(ours) == _values(theirs):
            changes = [replace(change, kind=Kind.WORDS) if change in lone else change for change in changes]
    return [
        replace(change, kind=Kind.NUMBER) if change.kind is Kind.WORDS and _hedges(change, ours, theirs) else change
        for change in changes
    ]


def _values(words: list[str]) -> list[str]:
    """Return the numbers among words in their order, without currencies and the like."""
    return [figure for figure in numbers_in(spelled_out(words)) if figure.startswith("#")]


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
