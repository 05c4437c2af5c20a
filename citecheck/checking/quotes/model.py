"""The nouns of the search for quotations: the parsed quotation, its place, and its differences from the source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from claims.folding import Folded

ALIKE = 0.62
"""Likeness of letters from which on two stretches count as one stretch, misspelled or misread. From the sweeps of
`web_quotes` and `ocr_quotes`: lower values join different words, higher ones part words that print has garbled."""

Range = tuple[int, int]
"""Words `[0]`..`[1]` of a stretch, half-open."""


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
    """A quotation in pieces: `gaps[i]` is before `pieces[i]`, the last gap after all pieces.

    `has_notes`: notes such as [sic] were left out; `is_edited`: the quotation has marks of editing, notes among them.
    """

    text: str
    pieces: tuple[Piece, ...]
    gaps: tuple[Gap, ...]
    has_notes: bool
    is_edited: bool


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
