"""One quotation and one page, with everything that the rules ask about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from citecheck.checking.quotes.anchoring import find_interrupted, find_misread, place, why_scattered
from citecheck.checking.quotes.boundaries import cut_numbers
from citecheck.checking.quotes.comparison import compare
from citecheck.checking.quotes.identity_rules import SHORT, identity_of
from citecheck.checking.quotes.limits import limit_behind, negation_before
from citecheck.checking.quotes.model import Kind, ParsedQuote, Placement, QuoteComparison
from citecheck.checking.quotes.ocr import settled_by_source
from citecheck.checking.quotes.parsing import bare, parse_quote, whole
from citecheck.checking.quotes.prepared import PreparedPage
from claims.folding import fold

# Judgement: no sweep is recorded for these; the floors of `web_quotes` hold them.
_WHOLE = 0.9  # coverage below which, or
_LITTLE = 20  # characters left out beyond which, a quotation may be interrupted by something on the page
_EXACT_TRIES = 40  # places of an exact match that are looked at for the verbatim one
_SAYS_SOMETHING = 3  # words from which a quotation is a statement that a limit may belong to
_BESIDE = 120  # characters before and behind a quotation that are looked at
_FAITHFUL = frozenset({Kind.EQUAL, Kind.TYPOGRAPHY, Kind.EDITING})
_TEXT = ("body", "quote", "heading", "list", "caption", "table")  # places that are the text of a page itself


@dataclass(frozen=True, slots=True)
class Literal:
    """A place that has the quotation's words in order: `verbatim` with their typography too, `edited` with brackets."""

    start: int
    end: int
    verbatim: bool
    edited: bool


class QuoteCase:
    """One quotation (`quote`) and one `page`, with everything that the rules use.

    Each part is computed when it is first used.
    """

    def __init__(self, quote: str, page: PreparedPage) -> None:
        self.quote, self.page = quote, page
        self.words = bare(quote)
        self.folded = fold(self.words)

    @property
    def is_short(self) -> bool:
        """Whether the quotation has fewer than five words."""
        return len(self.folded.starts) < SHORT

    @cached_property
    def literal(self) -> Literal | None:
        """The best place that has the quotation as it is, its brackets and dots taken for typography."""
        best: tuple[tuple[bool, bool, bool, bool], Literal] | None = None
        for tries, (start, end) in enumerate(self.page.occurrences(self.folded) if len(self.folded) else ()):
            if cut_numbers(self.page, start, end) != (start, end):
                continue
            text, place_at = self.page.source.text, self.page.source.place_at
            first, last = _with_marks(self.words, text, *self.page.folded.span(start, end))
            written, where = text[first:last], place_at(first)
            same = written == self.words
            but_spaces = " ".join(written.split()) == " ".join(self.words.split())
            rank = (not any(self.beside(first, last)), same, but_spaces, where is None or where.kind in _TEXT)
            if best is None or rank > best[0]:
                edited = "[" in self.words and "[" not in written
                best = rank, Literal(first, last, same or but_spaces, edited)
            if all(rank) or tries >= _EXACT_TRIES:
                break
        return best[1] if best is not None else None

    def beside(self, first: int, last: int) -> tuple[str, str]:
        """Return the negation right before, and the limit right behind, offsets `first`..`last` of the page's text.

        Each is empty where there is none, and for quotations of fewer than three words.
        """
        text, language = self.page.source.text, self.page.language
        if len(self.folded.starts) < _SAYS_SOMETHING:
            return "", ""
        before = negation_before(text[max(0, first - _BESIDE) : first], language)
        return before, limit_behind(text[first:last], text[last : last + _BESIDE], language)

    @cached_property
    def left_beside(self) -> tuple[str, str]:
        """What `beside` says of the place where the whole quotation was found; empty where it was not."""
        if self.literal is not None:
            return self.beside(self.literal.start, self.literal.end)
        if self.found is None or self.found.missing or self.kinds - _FAITHFUL:
            return "", ""
        return self.beside(*self.page.folded.span(self.found.start, self.found.end))

    @cached_property
    def parsed(self) -> ParsedQuote:
        """The quotation in pieces."""
        return parse_quote(self.words, self.folded)

    @property
    def has_words(self) -> bool:
        """Whether the quotation has words outside its brackets and notes."""
        return bool(len(self.folded) and self.parsed.pieces)

    @cached_property
    def count(self) -> int:
        """The words of all pieces."""
        return sum(len(piece.folded.starts) for piece in self.parsed.pieces)

    @cached_property
    def _found(self) -> tuple[ParsedQuote, Placement | None, QuoteComparison | None]:
        """The best placement of the quotation: piece by piece, as one piece, or as two parts around an interruption."""
        if not self.has_words or len(self.folded) > 1.5 * len(self.page.folded) + 200:
            return self.parsed, None, None
        parsed, placement, comparison = _compared(self.parsed, self.page)
        if parsed.is_edited and (comparison is None or comparison.missing):
            # Dots and brackets may be the source's: read as words, the quotation may be there in one piece.
            plain = _compared(whole(self.words, self.folded), self.page)
            if plain[2] is not None and identity_of(plain[2], len(self.folded.starts)) is None:
                parsed, placement, comparison = plain
        if comparison is None or comparison.coverage < _WHOLE or comparison.largest_omission > _LITTLE:
            interrupted = find_interrupted(parsed, self.page)
            if interrupted is not None:
                parsed, placement = interrupted
                comparison = compare(parsed, placement, self.page)
        return parsed, placement, comparison

    @property
    def comparison(self) -> QuoteComparison | None:
        """The quotation beside its source; None if no piece was placed."""
        return self._found[2]

    @cached_property
    def scattered(self) -> str | None:
        """How the parts are scattered, if each is there but in another order or far apart; None if one is missing."""
        parsed, placement, comparison = self._found
        if comparison is None or placement is None or not comparison.missing:
            return None
        return why_scattered(parsed, placement, self.page)

    @cached_property
    def refused(self) -> str | None:
        """The rule by which the found words are not the quotation; None if they are, or if no words were found."""
        return identity_of(self.comparison, self.count) if self.comparison is not None else None

    @cached_property
    def found(self) -> QuoteComparison | None:
        """The comparison, if its words are the quotation. Changes that the source explains (OCR) are renamed."""
        if self.comparison is None or self.refused is not None:
            return None
        return settled_by_source(self.comparison, self.page.language)

    @cached_property
    def kinds(self) -> set[Kind]:
        """The kinds of the differences, if the quotation was found."""
        return self.found.kinds() if self.found is not None else set()

    @property
    def is_edited(self) -> bool:
        """Whether the quotation, as it was placed, has marks of editing."""
        return self._found[0].is_edited or Kind.EDITING in self.kinds

    @cached_property
    def misread(self) -> QuoteComparison | None:
        """The quotation beside a text with many OCR errors; None if no stretch of the page is clearly best."""
        placement = find_misread(self._found[0], self.page) if self.has_words else None
        return compare(self._found[0], placement, self.page) if placement is not None else None


def _compared(quote: ParsedQuote, page: PreparedPage) -> tuple[ParsedQuote, Placement | None, QuoteComparison | None]:
    placement = place(quote, page) if len(page.folded) else None
    return quote, placement, compare(quote, placement, page) if placement is not None else None


def _with_marks(words: str, text: str, first: int, last: int) -> tuple[int, int]:
    """Add the marks around the found words that the quotation has too, such as its last full stop."""
    lead = next((i for i, c in enumerate(words) if c.isalnum()), 0)
    if lead and text[max(0, first - lead) : first] == words[:lead]:
        first -= lead
    tail = next((i for i, c in enumerate(reversed(words)) if c.isalnum()), 0)
    while tail and text[last : last + tail] != words[len(words) - tail :][:tail]:
        tail -= 1
    return first, last + tail


__all__ = ["Literal", "QuoteCase"]
