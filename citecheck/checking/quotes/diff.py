"""Align the words of a quotation with those of its source, and name each change.

The rules in `edit_rules` name a change by its words. `DIFF_RULES` look at the other changes, and `PLACE_RULES` at the
quotation's brackets and at the page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel, Levenshtein

from citecheck.checking.quotes.edit_rules import change_of, is_one_sided
from citecheck.checking.quotes.interruptions import is_attribution, is_interruption
from citecheck.checking.quotes.lexicon import is_misreading, is_negated_form
from citecheck.checking.quotes.model import Change, Kind, Piece, Range
from citecheck.checking.quotes.numbers import HEDGES, numbers_in, spelled_out
from citecheck.checking.quotes.prepared import PreparedPage, Stretch
from citecheck.rules import RuleTable


def word_diff(quote: Stretch, source: Stretch, *, language: str | None = None) -> list[Change]:
    """Return the changes from `quote` to `source` in order, with the equal stretches.

    `language` is ISO 639-1; None: unknown.
    """
    ours, theirs = quote.words, source.words
    changes = [
        change_of(quote, source, q, s, language)
        for block in _slid(_blocks(ours, theirs), ours, theirs)
        for equal, q, s in _refined(block, ours, theirs, language)
    ]
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


def _refined(block: _Block, ours: list[str], theirs: list[str], language: str | None) -> list[_Block]:
    """Pair the words at the ends of a changed block that are nearly the same, so that the rest stands out."""
    equal, (q0, q1), (s0, s1) = block
    if equal or q1 - q0 + s1 - s0 <= 2 or q0 == q1 or s0 == s1:
        return [block]
    if spelled_out(ours[q0:q1], language) == spelled_out(theirs[s0:s1], language):  # "3.2m", "3.2 million"
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
    lone = [change for change in changes if change.kind in (Kind.NUMBER, Kind.WORDS) and is_one_sided(change)]
    if not lone:
        return False
    mine = sorted(number for change in lone for number in numbers_in(spelled_out(ours[slice(*change.quote)])))
    found = sorted(number for change in lone for number in numbers_in(spelled_out(theirs[slice(*change.source)])))
    return mine == found and _values(ours) == _values(theirs)


def _values(words: list[str]) -> list[str]:
    """Return the numbers among words in their order, without currencies and the like."""
    return [figure for figure in numbers_in(spelled_out(words)) if figure.startswith("#")]


@dataclass(frozen=True, slots=True)
class DiffCase:
    """A change among all of a diff. `is_moved`: one side lacks the numbers that the other has."""

    change: Change
    ours: Stretch
    theirs: Stretch
    is_moved: bool


def _moved_number(case: DiffCase) -> Kind | None:
    """The same number left one place and came into another: "30 June", "June 30"."""
    moved = case.is_moved and case.change.kind is Kind.NUMBER and is_one_sided(case.change)
    return Kind.WORDS if moved else None


def _hedge(case: DiffCase) -> Kind | None:
    """Only words such as "more than" changed, and a number follows them."""
    if case.change.kind not in (Kind.WORDS, Kind.NEGATION):
        return None
    words = case.ours.of(case.change.quote) + case.theirs.of(case.change.source)
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


@dataclass(frozen=True, slots=True)
class PlaceCase:
    """A change with the piece of the quotation that it is in, or with the page that it is on."""

    change: Change
    ours: Stretch
    theirs: Stretch
    piece: Piece | None = None
    page: PreparedPage | None = None


def _bracket_within(case: PlaceCase) -> Kind | None:
    """Each changed word agrees outside its bracket: "[t]he", "walk[ed]"."""
    if case.piece is None or not case.piece.stems or case.change.kind is Kind.EQUAL:
        return None
    words, found = case.ours.of(case.change.quote), case.theirs.of(case.change.source)
    if len(words) != len(found):
        return None
    for word, other in zip(words, found, strict=True):
        stem = case.piece.stems.get(word)
        if word != other and (stem is None or not (other.startswith(stem[0]) and other.endswith(stem[1]))):
            return None
    return Kind.EDITING


def _page_furniture(case: PlaceCase) -> Kind | None:
    """The quotation leaves out what interrupts the text of the page: a page's foot and head, a caption."""
    if case.page is None or case.change.quote[0] != case.change.quote[1] or case.change.kind is Kind.TYPOGRAPHY:
        return None
    left, right = case.theirs.edges[case.change.source[0]], case.theirs.edges[case.change.source[1]]
    return Kind.TYPOGRAPHY if is_interruption(case.page, left, right) else None


def _attribution(case: PlaceCase) -> Kind | None:
    """The quotation joins two parts of what somebody said, and leaves out who said it: "…," she said. "…"."""
    if case.page is None or case.change.quote[0] != case.change.quote[1]:
        return None
    left, right = case.theirs.edges[case.change.source[0]], case.theirs.edges[case.change.source[1]]
    return Kind.EDITING if is_attribution(case.page, left, right) else None


PLACE_RULES: RuleTable[PlaceCase, Kind] = RuleTable(
    "what a change is in its place",
    (
        ("edit.bracket.within-word", _bracket_within),
        ("edit.typography.page-furniture", _page_furniture),
        ("edit.editing.attribution", _attribution),
    ),
)


def in_place(
    changes: list[Change],
    ours: Stretch,
    theirs: Stretch,
    *,
    piece: Piece | None = None,
    page: PreparedPage | None = None,
) -> list[Change]:
    """Rename those of `changes` that do not change the meaning in their place.

    A bracket within a word announces them (`piece`), or they only interrupt the page (`page`). `ours` and `theirs` are
    the words of the quotation and of the source.
    """
    result = []
    for change in changes:
        case = PlaceCase(change, ours, theirs, piece, page)
        for rule, applies in PLACE_RULES.rows:
            kind = applies(case)
            if kind is not None:
                change = replace(change, kind=kind, rule=rule, likeness=1.0)
                break
        result.append(change)
    return result


__all__ = ["DIFF_RULES", "PLACE_RULES", "in_place", "word_diff"]
