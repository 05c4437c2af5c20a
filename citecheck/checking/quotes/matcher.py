"""Search a quotation in a text and say what became of it."""

from __future__ import annotations

from dataclasses import replace

from citecheck.checking.quotes.comparing import Comparison, compare
from citecheck.checking.quotes.diff import Kind
from citecheck.checking.quotes.ends import cut_numbers
from citecheck.checking.quotes.judging import SHORT, is_found, is_misread, is_part, outcome_of, reason_of
from citecheck.checking.quotes.misread import find_misread
from citecheck.checking.quotes.page import PageCache, PreparedPage
from citecheck.checking.quotes.parsing import ParsedQuote, bare, parse_quote, whole
from citecheck.checking.quotes.placing import Placement, place
from citecheck.checking.quotes.scattered import find_interrupted, why_scattered
from citecheck.checking.quotes.slips import without_misreadings
from citecheck.model import SourceText
from claims.folding import Folded, fold
from claims.language import detect
from reports.model import Edit, EditOp, Passage, QuoteCheck, QuoteOutcome

_CONTEXT = 90  # characters of the source shown on either side of a passage
_WHOLE = 0.9  # coverage below which, or
_LITTLE = 20  # characters left out beyond which, a quotation may be interrupted by something on the page
_EXACT_TRIES = 40  # places of an exact match that are looked at for the one that is verbatim


class QuoteMatcher:
    """Finds quotations; a text is prepared once and kept for the next search. Safe to share by threads."""

    def __init__(self) -> None:
        self._pages = PageCache()

    def match(self, quote: str, text: SourceText) -> QuoteCheck:
        """Search `quote` in `text`; the passage's offsets are of `text.text`."""
        return match_in(quote, self._pages.get(text))


def match_quote(quote: str, text: str | SourceText) -> QuoteCheck:
    """Search `quote` in `text` and say what became of it.

    The outcome is decided by what changed: typography and marked editing are faithful; a number, a negation or a name
    that changed is named as such. `passage` gives the place by offsets of the text as it was handed in.
    """
    return match_in(quote, _SHARED.get(text))


_SHARED = PageCache(size=4)


def match_in(quote: str, page: PreparedPage) -> QuoteCheck:
    """Search `quote` in a prepared page."""
    words = bare(quote)
    folded = fold(words)
    if not len(folded):
        return QuoteCheck(text=quote, outcome=QuoteOutcome.NOT_FOUND, score=0.0, reason="The quotation has no words")
    short = len(folded.starts) < SHORT
    literal = _literal(quote, words, folded, page)
    if literal is not None:
        return literal
    parsed = parse_quote(words, folded)
    if not parsed.pieces:
        return QuoteCheck(text=quote, outcome=QuoteOutcome.NOT_FOUND, score=0.0, reason="The quotation has no words")
    if len(folded) > 1.5 * len(page.folded) + 200:
        return _absent(quote, page, short)
    count = sum(len(piece.folded.starts) for piece in parsed.pieces)
    parsed, placement, comparison = _compared(parsed, page)
    if parsed.is_edited and (comparison is None or comparison.missing):
        # Points and brackets may be the source's own: taken as words, the quotation may stand there in one piece.
        plain = _compared(whole(words, folded), page)
        if plain[2] is not None and is_found(plain[2], len(folded.starts)):
            parsed, placement, comparison = plain
    if comparison is None or comparison.coverage < _WHOLE or comparison.largest_omission > _LITTLE:
        interrupted = find_interrupted(parsed, page)
        if interrupted is not None:
            parsed, placement = interrupted
            comparison = compare(parsed, placement, page)
    if comparison is not None and placement is not None and comparison.missing:
        scattered = why_scattered(parsed, placement, page)
        if scattered is not None:
            return _check(quote, page, comparison, QuoteOutcome.PARTIAL, scattered, short)
    if comparison is not None and is_found(comparison, count):
        comparison = _with_common_nouns(without_misreadings(comparison), page.language)
        outcome = QuoteOutcome.PARTIAL if comparison.missing else outcome_of(comparison, parsed)
        return _check(quote, page, comparison, outcome, reason_of(outcome, comparison), short)
    misread = find_misread(parsed, page)
    roughly = compare(parsed, misread, page) if misread is not None else None
    if roughly is not None and is_misread(roughly):
        return _check(
            quote, page, roughly, QuoteOutcome.ALTERED, "The source is misread here: it agrees roughly", short
        )
    if comparison is not None and is_part(comparison, count):
        outcome = QuoteOutcome.PARTIAL
        return _check(quote, page, comparison, outcome, reason_of(outcome, comparison), short)
    return _absent(quote, page, short)


_CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages that write every noun with a capital: there it says nothing of names."""


def _with_common_nouns(comparison: Comparison, language: str | None) -> Comparison:
    """Take capitals for no sign of a name where the language gives them to every noun."""
    if language not in _CAPITAL_NOUNS:
        return comparison
    steps = tuple(replace(step, kind=Kind.WORDS) if step.kind is Kind.NAME else step for step in comparison.steps)
    return replace(comparison, steps=steps)


def _absent(quote: str, page: PreparedPage, short: bool) -> QuoteCheck:
    """Say that a quotation is not there, or that it is in another language than the source and cannot be."""
    outcome, reason = QuoteOutcome.NOT_FOUND, "These words are not in the text"
    ours = detect(quote)
    theirs = page.language
    if ours and theirs and ours != theirs:
        outcome = QuoteOutcome.OTHER_LANGUAGE
        reason = f"The quotation is in another language ({ours}) than the source ({theirs})"
    elif len(page.folded) and len(quote) > len(page.source.text):
        reason = "The quotation is longer than the text"
    elif not len(page.folded):
        reason = "The text is empty"
    return QuoteCheck(text=quote, outcome=outcome, score=0.0, reason=reason, short=short)


def _compared(quote: ParsedQuote, page: PreparedPage) -> tuple[ParsedQuote, Placement | None, Comparison | None]:
    placement = place(quote, page) if len(page.folded) else None
    return quote, placement, compare(quote, placement, page) if placement is not None else None


def _check(
    quote: str, page: PreparedPage, comparison: Comparison, outcome: QuoteOutcome, reason: str, short: bool
) -> QuoteCheck:
    score = comparison.coverage
    return QuoteCheck(
        text=quote,
        outcome=outcome,
        score=round(score, 4),
        passage=_passage(page, *page.folded.span(comparison.start, comparison.end), score),
        edits=tuple(step.edit() for step in comparison.steps),
        reason=reason,
        short=short,
    )


def _literal(quote: str, words: str, folded: Folded, page: PreparedPage) -> QuoteCheck | None:
    """Find the quotation as it is, its brackets and dots taken for typography."""
    best: tuple[int, int, int] | None = None
    for tries, (start, end) in enumerate(page.occurrences(folded)):
        if cut_numbers(page, start, end) != (start, end):
            continue
        first, last = _with_marks(words, page.source.text, *page.folded.span(start, end))
        written = page.source.text[first:last]
        place = page.source.place_at(first)
        rank = (written == words) * 4 + (" ".join(written.split()) == " ".join(words.split())) * 2
        rank += place is None or place.kind in ("body", "quote", "heading", "list", "caption", "table")
        if best is None or rank > best[0]:
            best = (rank, first, last)
        if rank >= 7 or tries >= _EXACT_TRIES:
            break
    if best is None:
        return None
    rank, first, last = best
    written = page.source.text[first:last]
    edited = "[" in words and "[" not in written
    outcome = QuoteOutcome.VERBATIM if rank >= 2 else QuoteOutcome.EDITORIAL if edited else QuoteOutcome.TYPOGRAPHIC
    kind = None if rank >= 2 else "editing" if edited else "typography"
    op = EditOp.EQUAL if rank >= 2 else EditOp.REPLACE
    return QuoteCheck(
        text=quote,
        outcome=outcome,
        score=1.0,
        passage=_passage(page, first, last, 1.0),
        edits=(Edit(op=op, quote=words, source=written, kind=kind),),
        reason={
            QuoteOutcome.VERBATIM: "To the letter",
            QuoteOutcome.TYPOGRAPHIC: "The same words; only typography differs",
        }.get(outcome, "The same words but for the editing that the quotation marks"),
        short=len(folded.starts) < SHORT,
    )


def _with_marks(words: str, text: str, first: int, last: int) -> tuple[int, int]:
    """Take in the marks around the found words that the quotation has as well, its last full stop for one."""
    lead = next((i for i, c in enumerate(words) if c.isalnum()), 0)
    if lead and text[max(0, first - lead) : first] == words[:lead]:
        first -= lead
    tail = next((i for i, c in enumerate(reversed(words)) if c.isalnum()), 0)
    while tail and text[last : last + tail] != words[len(words) - tail :][:tail]:
        tail -= 1
    return first, last + tail


def _passage(page: PreparedPage, first: int, last: int, score: float) -> Passage:
    text = page.source.text
    place = page.source.place_at(first)
    return Passage(
        reference="",
        copy="",
        exact=text[first:last],
        start=first,
        end=last,
        prefix=text[max(0, first - _CONTEXT) : first],
        suffix=text[last : last + _CONTEXT],
        score=round(score, 4),
        page=place.page if place else None,
        place=place.kind if place else "body",
    )


__all__ = ["Comparison", "Kind", "ParsedQuote", "QuoteMatcher", "match_in", "match_quote"]
