"""Compare a placed quotation with its source, word by word: what is equal, what differs, what its marks announce.

The rules in `edit_rules` name a change by its words, `DIFF_RULES` look at the other changes, and the rules in
`place_rules` at the quotation's brackets and at the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from rapidfuzz.distance import Indel, Levenshtein

from citecheck.checking.quotes.edit_rules import changes_of, is_negated_form
from citecheck.checking.quotes.ends import lacking, settled_ends, widened
from citecheck.checking.quotes.gap_rules import CutCase, cut_step, edge_step, gap_step
from citecheck.checking.quotes.identity_rules import QuoteComparison
from citecheck.checking.quotes.model import (
    ALIKE,
    Change,
    Cut,
    EditStep,
    Kind,
    ParsedQuote,
    Piece,
    Placed,
    Placement,
    Range,
)
from citecheck.checking.quotes.numbers import (
    HEDGES,
    numbers_in,
    spelled_out,
    spelled_with_figures,
)
from citecheck.checking.quotes.place_rules import in_place
from citecheck.checking.quotes.prepared import PreparedPage
from citecheck.checking.quotes.words import Stretch, is_misreading, written_in
from citecheck.rules import RuleTable

_EXACT = "edit.equal.same-words"
_ABSENT = "edit.words.differ"


def compare(quote: ParsedQuote, placement: Placement, page: PreparedPage) -> QuoteComparison | None:
    """Compare each piece of `quote` with the words of `page` at its `placement`, and each mark with the omitted words.

    None: no piece has a place.
    """
    present = [placed for placed in placement.pieces if placed is not None]
    if not present:
        return None
    steps: list[EditStep] = []
    missing: list[Piece] = []
    start = end = -1
    for index, (piece, placed) in enumerate(zip(quote.pieces, placement.pieces, strict=True)):
        gap = quote.gaps[index]
        if placed is None:
            missing.append(piece)
            steps.append(_absent(piece))
            continue
        inner, first, stop = _piece_steps(piece, placed, page)
        if start < 0:
            start = first
            if gap.cut is Cut.BRACKET:
                steps.append(edge_step(gap, page, first, leading=True))
        elif first > end or gap.cut is not Cut.NONE:
            steps.append(gap_step(gap, page, end, first))
        left, right = page.with_whole_numbers(first, stop)
        if left < first:
            steps.extend(cut_step(CutCase(gap, inner[0], page, left, first)))
        steps.extend(inner)
        if right > stop:
            steps.extend(cut_step(CutCase(quote.gaps[index + 1], inner[-1], page, stop, right)))
        end = stop
    if quote.gaps[-1].cut is Cut.BRACKET:
        steps.append(edge_step(quote.gaps[-1], page, end, leading=False))
    return QuoteComparison(tuple(steps), start, end, tuple(missing))


def _absent(piece: Piece) -> EditStep:
    return EditStep(
        Kind.WORDS, _ABSENT, piece.text, "", len(piece.folded.squeezed), 0, len(piece.folded.starts), 0, 0.0
    )


def _piece_steps(piece: Piece, placed: Placed, page: PreparedPage) -> tuple[list[EditStep], int, int]:
    """Return the steps of one piece and the folded span that they cover."""
    size = len(piece.folded.squeezed)
    words = len(piece.folded.starts)
    if placed.exact:
        source = page.original(placed.start, placed.end)
        step = EditStep(
            Kind.EQUAL,
            _EXACT,
            _inner(piece.folded.source, piece),
            source,
            size,
            placed.end - placed.start,
            words,
            words,
        )
        return [step], placed.start, placed.end
    ours = Stretch(piece.folded, 0, size)
    theirs, changes = _compared(ours, piece, page, placed.start, placed.end)
    if not _agree_at_ends(changes):
        wider = widened(page, placed.start, placed.end, lacking(changes[0]), lacking(changes[-1]))
        if wider != (placed.start, placed.end):
            theirs, changes = _compared(ours, piece, page, *wider)
        if not _agree_at_ends(changes):
            changes = settled_ends(changes, ours, theirs, page.language)
    if not any(change.likeness >= ALIKE for change in changes):
        return [_absent(piece)], placed.start, placed.end
    if any(change.quote[0] == change.quote[1] for change in changes):
        changes = in_place(changes, ours, theirs, page=page)
    return _steps(changes, ours, theirs), theirs.edges[changes[0].source[0]], theirs.edges[changes[-1].source[1]]


def _agree_at_ends(changes: list[Change]) -> bool:
    return changes[0].kind is Kind.EQUAL and changes[-1].kind is Kind.EQUAL


def _compared(ours: Stretch, piece: Piece, page: PreparedPage, start: int, end: int) -> tuple[Stretch, list[Change]]:
    """Return the words of the folded span `start`..`end` of a page, and the changes from those of the piece to them."""
    theirs = Stretch(page.folded, start, end)
    changes = word_diff(ours, theirs, language=page.language)
    return theirs, in_place(changes, ours, theirs, piece=piece) if piece.stems else changes


def _steps(changes: list[Change], ours: Stretch, theirs: Stretch) -> list[EditStep]:
    """Return changes as steps, with the words as they are written."""
    written = written_in(ours, theirs, [(change.quote, change.source) for change in changes])
    return [
        EditStep(
            change.kind,
            change.rule,
            quote,
            source,
            ours.edges[change.quote[1]] - ours.edges[change.quote[0]],
            theirs.edges[change.source[1]] - theirs.edges[change.source[0]],
            change.quote[1] - change.quote[0],
            change.source[1] - change.source[0],
            change.likeness,
        )
        for change, (quote, source) in zip(changes, written, strict=True)
    ]


def _inner(text: str, piece: Piece) -> str:
    start, end = piece.folded.span(0, len(piece.folded.squeezed))
    return text[start:end]


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
    ends = dict(zip(apart, _alike_at_ends(apart.values()), strict=True))
    return [part for block in blocks for part in (_parted(block, *ends[block]) if block in ends else [block])]


def _has_several(block: _Block) -> bool:
    equal, (q0, q1), (s0, s1) = block
    return not equal and q1 - q0 + s1 - s0 > 2 and q0 != q1 and s0 != s1


def _alike_at_ends(pairs: Iterable[tuple[list[str], list[str]]]) -> list[tuple[int, int]]:
    """Return for each of `pairs` of word lists how many words are nearly the same at the beginning and at the end."""
    return [_alike_ends(ours, theirs) for ours, theirs in pairs]


def _alike_ends(ours: list[str], theirs: list[str]) -> tuple[int, int]:
    size = min(len(ours), len(theirs))
    front = next((at for at in range(size) if not _alike(ours[at], theirs[at])), size)
    size -= front
    back = next((at for at in range(size) if not _alike(ours[-1 - at], theirs[-1 - at])), size)
    return front, back


def _alike(one: str, other: str) -> bool:
    """Whether two words may be one word, misread or misspelled."""
    if is_misreading(one, other) or is_negated_form(one, other):
        return True
    longest = max(len(one), len(other))
    return longest >= 4 and Levenshtein.distance(one, other) <= max(1, longest // 3)


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


__all__ = ["DIFF_RULES", "compare", "word_diff"]
