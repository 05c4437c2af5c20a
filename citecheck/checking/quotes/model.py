"""The nouns of the search for quotations: the parsed quotation, its place, and its differences from the source."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum

from claims.folding import Folded
from reports.model import Edit, EditOp

ALIKE = 0.62
"""Likeness of letters from which on two stretches count as one stretch, misspelled or misread. From the sweeps of
`web_quotes` and `ocr_quotes`: lower values join different words, higher ones part words that print has garbled."""

Range = tuple[int, int]
"""Words `[0]`..`[1]` of a stretch, half-open."""

_WORD = re.compile(r"\w+")


class Kind(Enum):
    """The kind of one difference between a quotation and its source, the least serious first."""

    EQUAL = "equal"
    TYPOGRAPHY = "typography"
    """The letters and digits are the same: spaces, hyphens, accents, footnote marks, a number in another form."""
    EDITING = "editing"
    """The quotation itself marks the difference."""
    OCR_ERROR = "ocr-error"
    """It would change the meaning, but the source has an OCR error there."""
    SPELLING = "spelling"
    """Another spelling or contraction of the same words, or a slip of a letter."""
    WORDS = "words"
    NAME = "name"
    NUMBER = "number"
    NEGATION = "negation"


_REPORTED = {Kind.TYPOGRAPHY, Kind.EDITING, Kind.NAME, Kind.NUMBER, Kind.NEGATION}


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the word diff: words `quote` of the quotation against words `source` of the source.

    `likeness` (0..1) is how alike the letters of both sides are. `rule` is the id of the rule that named the kind.
    """

    kind: Kind
    rule: str
    quote: Range
    source: Range
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class EditStep:
    """One step of the comparison: its kind, and the words on both sides as they are written.

    `size` and `extra` count the folded characters of the quotation's and of the source's side, `words` and `others`
    their words. `likeness` (0..1) is how alike the letters are. `rule` is the id of the rule that named the kind.
    """

    kind: Kind
    rule: str
    quote: str
    source: str
    size: int = 0
    extra: int = 0
    words: int = 0
    others: int = 0
    likeness: float = 1.0

    def edit(self) -> Edit:
        """Return the step as a report shows it."""
        if self.kind is Kind.EQUAL:
            return Edit(op=EditOp.EQUAL, quote=self.quote, source=self.source, rule=self.rule)
        op = EditOp.REPLACE if self.quote and self.source else EditOp.DELETE if self.quote else EditOp.INSERT
        kind = self.kind.value if self.kind in _REPORTED else None
        return Edit(op=op, quote=self.quote, source=self.source, kind=kind, rule=self.rule)


class Cut(Enum):
    """What is between two pieces of a quotation."""

    NONE = "none"
    ELLIPSIS = "ellipsis"
    BRACKET = "bracket"


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where the quotation marks that it differs; `words` are those that a bracket put there (folded)."""

    cut: Cut
    text: str = ""
    words: tuple[str, ...] = ()


NOTHING = Gap(Cut.NONE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that the source should have unchanged.

    `stems` maps a word that holds a bracket ("[t]he", "walk[ed]") to its parts outside the bracket: (beginning, end).
    """

    text: str
    folded: Folded
    stems: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ParsedQuote:
    """A quotation in pieces: `gaps[i]` is before `pieces[i]`, the last gap after all pieces."""

    text: str
    pieces: tuple[Piece, ...]
    gaps: tuple[Gap, ...]
    has_notes: bool

    @property
    def is_edited(self) -> bool:
        """Whether the quotation has marks of editing."""
        return (
            self.has_notes
            or any(gap.cut is not Cut.NONE for gap in self.gaps)
            or any(piece.stems for piece in self.pieces)
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """The place of a piece (a span of the folded page), the share of it that agrees (0..1), and whether all agrees."""

    start: int
    end: int
    score: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Placement:
    """The place of each piece, None for a missing piece; `score` is the share of characters that agree."""

    pieces: tuple[Placed | None, ...]
    score: float

    @property
    def length(self) -> int:
        """Characters of the folded page from the first piece to the last."""
        there = [placed for placed in self.pieces if placed is not None]
        return there[-1].end - there[0].start if there else 0


@dataclass(frozen=True, slots=True)
class QuoteComparison:
    """All steps in order, the folded span of the page that they cover, and the pieces that are missing."""

    steps: tuple[EditStep, ...]
    start: int
    end: int
    missing: tuple[Piece, ...]

    @property
    def total(self) -> int:
        """Characters of the quotation without its bracketed words; at least 1."""
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
        """Words of the worst stretch: the words that changed minus those that agree, at its highest."""
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
        """Return how many words are less alike than `likeness` (0..1), counted on the side that has more of them.

        Misread print may split a word into pieces, so five characters of the source count as a word at least.
        """
        changed = (step for step in self.steps if step.likeness < likeness)
        return sum(max(step.words, min(step.others, -(-step.extra // 5))) for step in changed)

    @property
    def longest_run(self) -> tuple[int, int]:
        """The longest stretch of the same words: the number of words and of characters."""
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
