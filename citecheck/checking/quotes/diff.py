"""Align the words of a quotation with those of its source, and name each change.

The rules in `edit_rules` name a change by its words, `DIFF_RULES` look at the other changes, and the rules in
`place_rules` at the quotation's brackets and at the page. The first and the last change end where the source's side of
the comparison ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

from rapidfuzz.distance import Indel

from citecheck.checking.quotes.edit_rules import changes_of
from citecheck.checking.quotes.model import Change, Kind, Range
from citecheck.checking.quotes.numbers import HEDGES, numbers_in, spelled_out, spelled_with_figures
from citecheck.checking.quotes.words import Stretch, alike_at_ends, likenesses, negations
from citecheck.rules import RuleTable

BORROWED = 6
"""Words by which a span may grow at an end if the quotation's words were replaced (judgement)."""

_END_ALIKE = 0.5  # likeness from which on words at an end are one: lower than ALIKE, because they are side by side
_SETTLED = (Kind.EQUAL, Kind.TYPOGRAPHY)


def word_diff(quote: Stretch, source: Stretch, *, language: str | None = None) -> list[Change]:
    """Return the changes from `quote` to `source` in order, with the equal stretches.

    `language` is ISO 639-1; None: unknown.
    """
    ours, theirs = quote.words, source.words
    blocks = _refined(_slid(_blocks(ours, theirs), ours, theirs), ours, theirs, language)
    changes = changes_of(quote, source, [(q, s) for _, q, s in blocks], language)
    return _settled(changes, quote, source)


_BESIDE_HEDGES = frozenset({"at", "to", "no", "as", "or", "than", "of", "the", "a", "an"})
_Block = tuple[bool, Range, Range]


def _blocks(ours: list[str], theirs: list[str]) -> list[_Block]:
    """Align words; adjacent changes are one block."""
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

    Only at the two ends, if it makes the passage shorter.
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


def _refined(blocks: list[_Block], ours: list[str], theirs: list[str], language: str | None) -> list[_Block]:
    """Pair the words at the ends of changed blocks that are nearly the same, so that the rest stands out.

    Blocks that are one number in two forms ("3.2m", "3.2 million"), or the same letters ("dis honoured"), stay whole.
    """
    several = [block for block in blocks if _has_several(block)]
    if not several:
        return blocks
    pairs = [(ours[slice(*q)], theirs[slice(*s)]) for _, q, s in several]
    spelled = spelled_with_figures([side for pair in pairs for side in pair], language)
    numbers = zip(spelled[::2], spelled[1::2], strict=True)
    apart = {
        block: pair
        for block, pair, (one, other) in zip(several, pairs, numbers, strict=True)
        if one != other and "".join(pair[0]) != "".join(pair[1])
    }
    ends = dict(zip(apart, alike_at_ends(apart.values()), strict=True))
    return [part for block in blocks for part in (_parted(block, *ends[block]) if block in ends else [block])]


def _has_several(block: _Block) -> bool:
    equal, (q0, q1), (s0, s1) = block
    return not equal and q1 - q0 + s1 - s0 > 2 and q0 != q1 and s0 != s1


def _parted(block: _Block, front: int, back: int) -> list[_Block]:
    """Cut `front` pairs of words off the beginning of a block, and `back` pairs off its end."""
    _, (q0, q1), (s0, s1) = block
    first = [(False, (q0 + at, q0 + at + 1), (s0 + at, s0 + at + 1)) for at in range(front)]
    last = [(False, (q1 - at - 1, q1 - at), (s1 - at - 1, s1 - at)) for at in reversed(range(back))]
    (q0, q1), (s0, s1) = (q0 + front, q1 - back), (s0 + front, s1 - back)
    return [*first, *([(False, (q0, q1), (s0, s1))] if q0 < q1 or s0 < s1 else []), *last]


def _settled(changes: list[Change], ours: Stretch, theirs: Stretch) -> list[Change]:
    """Rename changes that the other changes explain: a number that moved, a word such as "about" before a number."""
    moved = _numbers_moved(changes, ours.words, theirs.words)
    settled = []
    for change in changes:
        if change.kind in (Kind.NUMBER, Kind.WORDS, Kind.NEGATION):
            case = DiffCase(change, ours, theirs, moved)
            for rule, applies in DIFF_RULES.rows:
                kind = applies(case)
                if kind is not None:
                    change = replace(change, kind=kind, rule=rule)
                    break
        settled.append(change)
    return settled


def _numbers_moved(changes: list[Change], ours: list[str], theirs: list[str]) -> bool:
    """Whether the numbers that one side has alone are the same on both sides, and all numbers keep their order."""
    lone = [change for change in changes if change.kind in (Kind.NUMBER, Kind.WORDS) and _is_one_sided(change)]
    if not any(change.kind is Kind.NUMBER for change in lone):
        return False  # no change to rename
    mine = spelled_with_figures([ours, *(ours[slice(*change.quote)] for change in lone)])
    found = spelled_with_figures([theirs, *(theirs[slice(*change.source)] for change in lone)])
    one, other = ([figures for _, figures in sides] for sides in (mine, found))
    return sorted(chain(*one[1:])) == sorted(chain(*other[1:])) and _values(one[0]) == _values(other[0])


def _values(figures: list[str]) -> list[str]:
    """Return the numbers among figures in their order, without currencies and the like."""
    return [figure for figure in figures if figure.startswith("#")]


def _is_one_sided(change: Change) -> bool:
    """Whether only one side of `change` has words."""
    return change.quote[0] == change.quote[1] or change.source[0] == change.source[1]


@dataclass(frozen=True, slots=True)
class DiffCase:
    """A change among all of a diff. `is_moved`: one side lacks the numbers that the other has."""

    change: Change
    ours: Stretch
    theirs: Stretch
    is_moved: bool


def _moved_number(case: DiffCase) -> Kind | None:
    """The same number left one place and came into another: "30 June", "June 30"."""
    moved = case.is_moved and case.change.kind is Kind.NUMBER and _is_one_sided(case.change)
    return Kind.WORDS if moved else None


def _hedge(case: DiffCase) -> Kind | None:
    """Only words such as "more than" changed, and a number follows them."""
    if case.change.kind not in (Kind.WORDS, Kind.NEGATION):
        return None
    words = case.ours.words[slice(*case.change.quote)] + case.theirs.words[slice(*case.change.source)]
    if not words or not any(word in HEDGES for word in words) or len(words) > 6:
        return None
    if not all(word in HEDGES or word in _BESIDE_HEDGES for word in words):
        return None
    end = case.change.quote[1]
    while end < len(case.ours.words) and case.ours.words[end] in _BESIDE_HEDGES:
        end += 1
    after = spelled_out(case.ours.words[end : end + 2])[:1]
    return Kind.NUMBER if numbers_in(after) else None


DIFF_RULES: RuleTable[DiffCase, Kind] = RuleTable(
    "what a change is among the others",
    (
        ("edit.number.moved", _moved_number),
        ("edit.number.hedge", _hedge),
    ),
)


def settled_ends(changes: list[Change], ours: Stretch, theirs: Stretch, language: str | None) -> list[Change]:
    """Cut words that only the source has before the first and after the last word of the quotation.

    `changes` lead from the quotation's words `ours` to the source's words `theirs`, in `language` (ISO 639-1; None:
    unknown). If the first or last words differ, the source's words there count as their counterpart only if that
    explains the change (a name for a name, a number for a number).
    """
    changes = _renumbered(changes, ours, theirs, language)
    if changes and changes[0].kind not in _SETTLED:
        q, (s0, s1) = changes[0].quote, changes[0].source
        sides = [(start, s1) for start in range(s1, max(s0, s1 - _spread(q)) - 1, -1)]
        changes = [*_end_change(ours, theirs, changes[0], sides, language), *changes[1:]]
    if changes and changes[-1].kind not in _SETTLED:
        q, (s0, s1) = changes[-1].quote, changes[-1].source
        sides = [(s0, end) for end in range(s0, min(s1, s0 + _spread(q)) + 1)]
        changes = [*changes[:-1], *_end_change(ours, theirs, changes[-1], sides, language)]
    return changes


def _renumbered(changes: list[Change], ours: Stretch, theirs: Stretch, language: str | None) -> list[Change]:
    """Settle an end at which the quotation writes the source's number in another form: "25%", "25 per cent"."""
    head = next((at for at, change in enumerate(changes) if change.kind is Kind.EQUAL), 0)
    if head:
        quote, (s0, s1) = (
            (changes[0].quote[0], changes[head - 1].quote[1]),
            (changes[0].source[0], changes[head - 1].source[1]),
        )
        same = _same_number(ours, theirs, quote, [(start, s1) for start in range(s0, s1)], language)
        if same is not None:
            changes = [*changes_of(ours, theirs, [(quote, same)], language), *changes[head:]]
    tail = next((at for at, change in enumerate(reversed(changes)) if change.kind is Kind.EQUAL), 0)
    if tail:
        quote, (s0, s1) = (
            (changes[-tail].quote[0], changes[-1].quote[1]),
            (changes[-tail].source[0], changes[-1].source[1]),
        )
        same = _same_number(ours, theirs, quote, [(s0, end) for end in range(s1, s0, -1)], language)
        if same is not None:
            changes = [*changes[:-tail], *changes_of(ours, theirs, [(quote, same)], language)]
    return changes


def _spread(quote: Range) -> int:
    return quote[1] - quote[0] + 1


def _end_change(
    ours: Stretch, theirs: Stretch, known: Change, sides: list[Range], language: str | None
) -> list[Change]:
    """Choose the source's counterpart of the quotation's first or last words; `sides` begins with nothing."""
    quote = known.quote
    size = quote[1] - quote[0]
    if not size:
        return []
    alike = likenesses(ours, theirs, quote, sides)
    if max(alike) >= _END_ALIKE:
        best = sides[alike.index(max(alike))]
        return [known] if known.source == best else changes_of(ours, theirs, [(quote, best)], language)
    side = next((side for side in sides if side[1] - side[0] == size), sides[0])
    change, bare = changes_of(ours, theirs, [(quote, side), (quote, sides[0])], language)
    words = theirs.words[slice(*side)]
    if (
        change.kind in (Kind.TYPOGRAPHY, Kind.SPELLING)
        or (change.kind is Kind.NAME and size <= BORROWED)
        or (change.kind is Kind.NUMBER and numbers_in(spelled_out(words, language)))
        or (change.kind is Kind.NEGATION and (size == 1 or negations(words, language)))
        or (change.kind is Kind.WORDS and words and size <= 2 and _closes(theirs, side))
    ):
        return [change]
    return [bare]


def _same_number(
    ours: Stretch, theirs: Stretch, quote: Range, sides: list[Range], language: str | None
) -> Range | None:
    """Return the words of the source that are the quotation's number in another form: "25%", "25 per cent"."""
    ((spelled, figures),) = spelled_with_figures([ours.words[slice(*quote)]], language)
    if not figures:
        return None
    found = spelled_with_figures([theirs.words[slice(*side)] for side in sides], language)
    return next((side for side, (other, _) in zip(sides, found, strict=True) if other == spelled), None)


def _closes(theirs: Stretch, side: Range) -> bool:
    """Whether a sentence begins with, or directly after, a stretch of words."""
    return theirs.begins_sentence(side[0]) or (side[1] < len(theirs) and theirs.begins_sentence(side[1]))


__all__ = ["BORROWED", "DIFF_RULES", "settled_ends", "word_diff"]
