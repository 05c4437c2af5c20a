"""A placed quotation beside its source, word by word: what is equal, what differs, what its marks announce."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from citecheck.checking.quotes.diff import Change, Kind, change_of, likeness, word_diff
from citecheck.checking.quotes.negation import negations
from citecheck.checking.quotes.numbers import numbers_in, spelled_out
from citecheck.checking.quotes.page import PreparedPage
from citecheck.checking.quotes.parsing import Cut, Gap, ParsedQuote, Piece
from citecheck.checking.quotes.placing import Placed, Placement
from citecheck.checking.quotes.words import Range, Stretch
from reports.model import Edit, EditOp

_SENTENCE = re.compile(r"[.!?。！？][\"'”’»)\]]*\s|\n\n")
_SHOWN_GAP = 160  # characters of an omission that a report shows
ALIKE = 0.62  # from this likeness on, two stretches are one stretch, misread or misspelled
_END_ALIKE = 0.5  # the same, for the words at an end, which stand side by side already
_BORROWED = 6  # words by which a span may grow at an end where the quotation's words were replaced
_NAMES = {
    Kind.TYPOGRAPHY: "typography",
    Kind.EDITING: "editing",
    Kind.NAME: "name",
    Kind.NUMBER: "number",
    Kind.NEGATION: "negation",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the comparison: its kind, the words on both sides as written, their lengths when folded."""

    kind: Kind
    quote: str
    source: str
    size: int = 0  # folded characters of the quotation's side
    extra: int = 0  # of the source's side
    words: int = 0  # of the quotation's side
    others: int = 0  # words of the source's side
    likeness: float = 1.0

    def edit(self) -> Edit:
        """Return it as a report shows it."""
        if self.kind is Kind.EQUAL:
            return Edit(op=EditOp.EQUAL, quote=self.quote, source=self.source)
        op = EditOp.REPLACE if self.quote and self.source else EditOp.DELETE if self.quote else EditOp.INSERT
        return Edit(op=op, quote=self.quote, source=self.source, kind=_NAMES.get(self.kind))


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
                ours.update(step.quote.casefold().split())
                theirs.update(step.source.casefold().split())
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
                steps.append(Step(Kind.EDITING, gap.text, ""))
        elif first > end or gap.cut is not Cut.NONE:
            steps.append(_gap_step(gap, page, end, first))
        steps.extend(inner)
        end = stop
    if quote.gaps[-1].cut is Cut.BRACKET:
        steps.append(Step(Kind.EDITING, quote.gaps[-1].text, ""))
    return Comparison(tuple(steps), start, end, tuple(missing))


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
    widened = _widened(page, placed.start, placed.end, _lacking(changes[0]), _lacking(changes[-1]))
    if widened != (placed.start, placed.end):
        theirs = page.stretch(*widened)
        changes = _edited(word_diff(ours, theirs, language=page.language), ours, theirs, piece)
    changes = _ended(changes, ours, theirs, page.language)
    if not any(change.likeness >= ALIKE for change in changes):
        return [_absent(piece)], placed.start, placed.end
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


def _inner(text: str, piece: Piece) -> str:
    start, end = piece.folded.span(0, len(piece.folded))
    return text[start:end]


def _lacking(change: Change) -> int:
    """Return by how many words to look further where a piece does not begin or end as its span does."""
    if change.kind is Kind.EQUAL:
        return 0
    return min(_BORROWED, 1 + max(0, (change.quote[1] - change.quote[0]) - (change.source[1] - change.source[0])))


def _widened(page: PreparedPage, start: int, end: int, before: int, after: int) -> tuple[int, int]:
    """Take in a few words on both sides of a span, as far as its paragraph goes: the diff says what belongs to it."""
    starts = page.folded.starts
    first, last = int(starts.searchsorted(start, "left")), int(starts.searchsorted(end, "left"))
    for _ in range(before):
        if first == 0 or _parted(page, int(starts[first]) - 1, int(starts[first])):
            break
        first -= 1
    for _ in range(after):
        if last >= len(starts) or _parted(page, int(starts[last]) - 1, int(starts[last])):
            break
        last += 1
    size = len(page.folded)
    return (int(starts[first]) if first < len(starts) else size), (int(starts[last]) if last < len(starts) else size)


def _ended(changes: list[Change], ours: Stretch, theirs: Stretch, language: str | None) -> list[Change]:
    """Cut what only the source has before the first and behind the last word.

    Where the quotation's first or last words are not the source's, the source's words in that place are taken for
    their counterpart only if that explains the change (a name for a name, a number for a number).
    """
    if changes and changes[0].kind is not Kind.EQUAL:
        q, (s0, s1) = changes[0].quote, changes[0].source
        sides = [(start, s1) for start in range(s1, max(s0, s1 - _spread(q)) - 1, -1)]
        changes = [*_end_change(ours, theirs, changes[0], sides, language), *changes[1:]]
    if changes and changes[-1].kind is not Kind.EQUAL:
        q, (s0, s1) = changes[-1].quote, changes[-1].source
        sides = [(s0, end) for end in range(s0, min(s1, s0 + _spread(q)) + 1)]
        changes = [*changes[:-1], *_end_change(ours, theirs, changes[-1], sides, language)]
    return changes


def _spread(quote: Range) -> int:
    return quote[1] - quote[0] + 1


def _end_change(
    ours: Stretch, theirs: Stretch, known: Change, sides: list[Range], language: str | None
) -> list[Change]:
    """Choose what of the source stands for the quotation's first or last words; `sides` begins with nothing."""
    quote = known.quote
    size = quote[1] - quote[0]
    if not size:
        return []
    alike = max(sides, key=lambda side: likeness(ours, theirs, quote, side))
    if likeness(ours, theirs, quote, alike) >= _END_ALIKE:
        return [known if known.source == alike else change_of(ours, theirs, quote, alike, language)]
    side = next((side for side in sides if side[1] - side[0] == size), sides[0])
    change = change_of(ours, theirs, quote, side, language)
    words = theirs.of(side)
    if (
        change.kind in (Kind.TYPOGRAPHY, Kind.SPELLING)
        or (change.kind is Kind.NAME and size <= _BORROWED)
        or (change.kind is Kind.NUMBER and numbers_in(spelled_out(words)))
        or (change.kind is Kind.NEGATION and negations(words, language))
        or (change.kind is Kind.WORDS and words and size <= 2 and _closes(theirs, side))
    ):
        return [change]
    return [change_of(ours, theirs, quote, sides[0], language)]


def _closes(theirs: Stretch, side: Range) -> bool:
    """Whether a sentence begins with, or directly behind, a stretch of words."""
    return theirs.begins_sentence(side[0]) or (side[1] < len(theirs) and theirs.begins_sentence(side[1]))


def _parted(page: PreparedPage, left: int, right: int) -> bool:
    """Whether a paragraph ends between two folded positions."""
    offsets = page.folded.offsets
    return "\n\n" in page.source.text[int(offsets[left]) : int(offsets[right])]


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


def _gap_step(gap: Gap, page: PreparedPage, left: int, right: int) -> Step:
    """Judge what stands between two pieces: what an ellipsis left out, what a bracket stands for."""
    words = page.stretch(left, right).words if right > left else []
    skipped = page.original(left, right) if right > left else ""
    shown = skipped if len(skipped) <= _SHOWN_GAP else f"{skipped[: _SHOWN_GAP // 2]} … {skipped[-_SHOWN_GAP // 2 :]}"
    extra = right - left if right > left else 0
    if gap.cut is Cut.NONE:
        return Step(Kind.WORDS, "", shown, 0, extra, 0, len(words), 0.0)
    kind = Kind.EDITING
    if gap.cut is Cut.BRACKET or gap.words:
        kind = _bracket_kind(list(gap.words), words, page.language, omits=gap.cut is Cut.ELLIPSIS)
    if gap.cut is Cut.ELLIPSIS and kind is Kind.EDITING and _swallows_negation(page, words, left, right, skipped):
        kind = Kind.NEGATION
    return Step(kind, gap.text, shown, 0, 0, 0, 0)


def _bracket_kind(put: list[str], found: list[str], language: str | None, *, omits: bool) -> Kind:
    """Words in brackets may explain; they may not turn a statement round or change its figures."""
    if sorted(negations(put, language)) != sorted(negations(found, language)) and not omits:
        return Kind.NEGATION
    mine, theirs = numbers_in(spelled_out(put)), numbers_in(spelled_out(found))
    if mine and theirs and not set(theirs) <= set(mine):
        return Kind.NUMBER
    return Kind.EDITING


def _swallows_negation(page: PreparedPage, words: list[str], left: int, right: int, skipped: str) -> bool:
    """Whether an ellipsis leaves out a "not" that what is left was said with.

    Within one sentence a negation counts, unless it stands in a clause of its own between commas; across sentences
    only one that directly follows the words before the gap, or directly precedes those behind it.
    """
    found = negations(words, page.language)
    if not found:
        return False
    offsets = page.folded.offsets
    text = page.source.text[int(offsets[left - 1]) + 1 : int(offsets[right])]
    sentences = _SENTENCE.split(text)
    if len(sentences) == 1:
        stripped = text.strip()
        return not (stripped[:1] in ",;(–—" and stripped[-1:] in ",;)–—")
    return bool(negations(words[:1], page.language)) or bool(
        sentences[-1].strip() and negations(words[-1:], page.language)
    )
