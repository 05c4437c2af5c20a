"""A placed quotation beside its source, word by word: what is equal, what differs, what its marks announce."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from citecheck.checking.quotes.diff import ALIKE, Change, Kind, word_diff
from citecheck.checking.quotes.ends import cut_numbers, lacking, settled_ends, widened
from citecheck.checking.quotes.gaps import edge_bracket, gap_step, is_interruption
from citecheck.checking.quotes.page import PreparedPage
from citecheck.checking.quotes.parsing import Cut, ParsedQuote, Piece
from citecheck.checking.quotes.placing import Placed, Placement
from citecheck.checking.quotes.step import Step
from citecheck.checking.quotes.words import Stretch

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Comparison:
    """All steps in order, the folded span of the page that they cover, and the pieces that are not there."""

    steps: tuple[Step, ...]
    start: int
    end: int
    missing: tuple[Piece, ...]

    @property
    def total(self) -> int:
        """Characters of the quotation, but for what it brackets."""
        return sum(step.size for step in self.steps if step.kind is not Kind.EDITING) or 1

    @property
    def coverage(self) -> float:
        """The share of the quotation's characters that the source has in these places, 0..1."""
        agreed = sum(
            step.size * step.likeness for step in self.steps if step.kind is not Kind.EDITING and step.likeness >= ALIKE
        )
        return agreed / self.total

    @property
    def largest_change(self) -> int:
        """Words of the worst stretch of the quotation: those that changed less those that agree, at its highest."""
        worst = current = 0
        for step in self.steps:
            if step.kind is not Kind.EDITING:
                current = max(0, current + (step.words if step.likeness < ALIKE else -step.words))
                worst = max(worst, current)
        return worst

    @property
    def moved_words(self) -> int:
        """Words that both sides have, but in another order."""
        ours: Counter[str] = Counter()
        theirs: Counter[str] = Counter()
        for step in self.steps:
            if step.likeness < ALIKE and step.kind is not Kind.EDITING:
                ours.update(_WORD.findall(step.quote.casefold()))
                theirs.update(_WORD.findall(step.source.casefold()))
        return (ours & theirs).total()

    @property
    def largest_omission(self) -> int:
        """Characters of the longest stretch that the quotation leaves out without a mark."""
        steps = (step for step in self.steps if step.likeness < ALIKE)
        return max((step.extra - step.size for step in steps), default=0)

    @property
    def changed_words(self) -> int:
        """Words that differ in more than spelling, counted on the side that has more of them."""
        return self.changed_beyond(ALIKE)

    def changed_beyond(self, likeness: float) -> int:
        """Return how many words are less alike than `likeness`, counted on the side that has more of them.

        Where print was misread a word may fall to pieces: five characters count as a word at least.
        """
        changed = (step for step in self.steps if step.likeness < likeness)
        return sum(max(step.words, min(step.others, -(-step.extra // 5))) for step in changed)

    @property
    def longest_run(self) -> tuple[int, int]:
        """The longest stretch of the same words: how many, and their characters."""
        best, words, size = (0, 0), 0, 0
        for step in self.steps:
            if step.kind in (Kind.EQUAL, Kind.TYPOGRAPHY, Kind.SPELLING):
                words, size = words + step.words, size + step.size
                best = max(best, (words, size))
            elif step.kind is not Kind.EDITING:
                words = size = 0
        return best

    def kinds(self) -> set[Kind]:
        """Return the kinds of its steps."""
        return {step.kind for step in self.steps}


def compare(quote: ParsedQuote, placement: Placement, page: PreparedPage) -> Comparison | None:
    """Compare each piece with the words where it was placed, and each mark with what it stands for."""
    present = [placed for placed in placement.pieces if placed is not None]
    if not present:
        return None
    steps: list[Step] = []
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
                steps.append(edge_bracket(gap, page, first, leading=True))
        elif first > end or gap.cut is not Cut.NONE:
            steps.append(gap_step(gap, page, end, first))
        left, right = cut_numbers(page, first, stop)
        if left < first and gap.cut is Cut.NONE and inner[0].kind is not Kind.NUMBER:
            steps.append(_lost_number(page, left, first))
        steps.extend(inner)
        if right > stop and quote.gaps[index + 1].cut is Cut.NONE and inner[-1].kind is not Kind.NUMBER:
            steps.append(_lost_number(page, stop, right))
        end = stop
    if quote.gaps[-1].cut is Cut.BRACKET:
        steps.append(edge_bracket(quote.gaps[-1], page, end, leading=False))
    return Comparison(tuple(steps), start, end, tuple(missing))


def _lost_number(page: PreparedPage, start: int, end: int) -> Step:
    """Return the step for the part of a number that a quotation leaves out at its end."""
    return Step(Kind.NUMBER, "", page.original(start, end), 0, end - start, 0, 1, 0.0)


def _absent(piece: Piece) -> Step:
    return Step(Kind.WORDS, piece.text, "", len(piece.folded), 0, len(piece.folded.starts), 0, 0.0)


def _piece_steps(piece: Piece, placed: Placed, page: PreparedPage) -> tuple[list[Step], int, int]:
    """Return the steps of one piece and the folded span that they cover."""
    size = len(piece.folded)
    words = len(piece.folded.starts)
    if placed.exact:
        source = page.original(placed.start, placed.end)
        step = Step(
            Kind.EQUAL, _inner(piece.folded.source, piece), source, size, placed.end - placed.start, words, words
        )
        return [step], placed.start, placed.end
    ours = Stretch(piece.folded, 0, size)
    theirs = page.stretch(placed.start, placed.end)
    changes = _edited(word_diff(ours, theirs, language=page.language), ours, theirs, piece)
    wider = widened(page, placed.start, placed.end, lacking(changes[0]), lacking(changes[-1]))
    if wider != (placed.start, placed.end):
        theirs = page.stretch(*wider)
        changes = _edited(word_diff(ours, theirs, language=page.language), ours, theirs, piece)
    changes = settled_ends(changes, ours, theirs, page.language)
    if not any(change.likeness >= ALIKE for change in changes):
        return [_absent(piece)], placed.start, placed.end
    changes = [_uninterrupted(change, theirs, page) for change in changes]
    steps = [
        Step(
            change.kind,
            ours.written(change.quote),
            theirs.written(change.source),
            len(ours.letters(change.quote)),
            len(theirs.letters(change.source)),
            change.quote[1] - change.quote[0],
            change.source[1] - change.source[0],
            change.likeness,
        )
        for change in changes
    ]
    return steps, theirs.edges[changes[0].source[0]], theirs.edges[changes[-1].source[1]]


def _uninterrupted(change: Change, theirs: Stretch, page: PreparedPage) -> Change:
    """Call words that the quotation leaves out typography where they only interrupt the text."""
    if change.quote[0] == change.quote[1] and change.kind is not Kind.TYPOGRAPHY:
        left, right = theirs.edges[change.source[0]], theirs.edges[change.source[1]]
        if is_interruption(page, left, right):
            return replace(change, kind=Kind.TYPOGRAPHY, likeness=1.0)
    return change


def _inner(text: str, piece: Piece) -> str:
    start, end = piece.folded.span(0, len(piece.folded))
    return text[start:end]


def _edited(changes: list[Change], ours: Stretch, theirs: Stretch, piece: Piece) -> list[Change]:
    """Call a changed word edited where a bracket within it announces the change: "[t]he", "walk[ed]"."""
    if not piece.stems:
        return changes

    def matches(word: str, found: str) -> bool:
        stem = piece.stems.get(word)
        return word == found or (stem is not None and found.startswith(stem[0]) and found.endswith(stem[1]))

    result = []
    for change in changes:
        words, found = ours.of(change.quote), theirs.of(change.source)
        if change.kind is not Kind.EQUAL and len(words) == len(found) and all(map(matches, words, found)):
            change = replace(change, kind=Kind.EDITING, likeness=1.0)
        result.append(change)
    return result
