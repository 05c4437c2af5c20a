"""Search a quotation in a text and name its outcome."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from citecheck.checking.prepared import PreparedSource
from citecheck.checking.quotes.anchoring import find_interrupted, place, why_scattered
from citecheck.checking.quotes.comparison import compare
from citecheck.checking.quotes.identity_rules import SHORT, QuoteComparison, identity_of
from citecheck.checking.quotes.limits import limit_behind, negation_before
from citecheck.checking.quotes.model import NOTHING, EditStep, Kind, ParsedQuote, Piece, Placement
from citecheck.checking.quotes.ocr import GRAVE, find_misread, settled_by_source
from citecheck.checking.quotes.parsing import MARKS, parse_quote
from citecheck.checking.quotes.prepared import PreparedPage, PreparedPages
from citecheck.checking.quotes.rules import Literal, QuoteCase, decide
from citecheck.model import JudgedSource, SourceText
from claims.folding import Folded, fold
from reports.model import Edit, EditOp, Passage, QuoteCheck

_CONTEXT = 90  # characters of the source shown on either side of a passage
_RARE_WORD = re.compile(r"[^\W_]{4,}")
_RARE = 6  # of a quotation's words are searched in other sources: its longest, which few texts share (judgement)
_ENOUGH = 4  # of these that a source must have to be searched
_OUTER = "\"'“”„‟«»‹›‘’‚‛「」『』〈〉《》`´ \t\n\r\u00a0"


# Judgement: no sweep is recorded for these; the floors of `web_quotes` hold them.
_EXACT_TRIES = 40  # places of an exact match that are looked at for the verbatim one
_SAYS_SOMETHING = 3  # words from which a quotation is a statement that a limit may belong to
_BESIDE = 120  # characters before and behind a quotation that are looked at
_FAITHFUL = frozenset({Kind.EQUAL, Kind.TYPOGRAPHY, Kind.EDITING})
_TEXT = ("body", "quote", "heading", "list", "caption", "table")  # places that are the text of a page itself
_REPORTED = frozenset({Kind.TYPOGRAPHY, Kind.EDITING, Kind.NAME, Kind.NUMBER, Kind.NEGATION})


class QuoteMatcher:
    """Finds quotations; see `citecheck.interfaces.Matcher`.

    A text is prepared once and kept for the next search (the last 32 texts). Threads may share one matcher.
    """

    def __init__(self) -> None:
        self._pages = PreparedPages()

    def match(self, quote: str, text: SourceText) -> QuoteCheck:
        """Search `quote` in `text`; the passage's offsets are of `text.text`."""
        return match_in(quote, self._pages.get(text))


def match_quote(quote: str, text: str | SourceText | PreparedSource) -> QuoteCheck:
    """Search `quote` in `text` and name its outcome.

    `quote` may have quotation marks around it, ellipses and [brackets]. `text` is a string, the text of a page from
    `page_text`, or either of them from `prepare`. The last four texts are kept in memory, prepared for more searches.

    Returns the outcome with its rule. The outcome is decided by what changed: typography and marked editing are
    faithful; a number, a negation or a name that changed is named as such. `score` (0..1) is the share of the
    quotation's letters that the source has. `passage` gives the place by offsets into the text as it was handed in, and
    is None if nothing was found. Raises nothing.
    """
    return match_in(quote, text.quotations if isinstance(text, PreparedSource) else _LAST_PAGES.get(text))


_LAST_PAGES = PreparedPages(size=4)


def match_in(quote: str, page: PreparedPage) -> QuoteCheck:
    """Search `quote` in `page`, a prepared text.

    The rules decide in this order: literal, edited, changed, in part, absent.
    """
    words = quote.strip(_OUTER)
    folded = fold(words)
    case = _searched(quote, words, folded, page)
    rule, verdict = decide(case)
    score, passage = 0.0, None
    edits: tuple[Edit, ...] = ()
    if verdict.literal is not None:
        score, passage = 1.0, _passage(page, verdict.literal.start, verdict.literal.end, 1.0)
        edits = (_literal_edit(words, passage.exact, verdict.literal),)
    elif verdict.comparison is not None:
        found = verdict.comparison
        score = found.coverage
        passage = _passage(page, *page.folded.span(found.start, found.end), score)
        edits = tuple(_edit(step) for step in found.steps)
    return QuoteCheck(
        text=quote,
        outcome=verdict.outcome,
        score=round(score, 4),
        passage=passage,
        edits=edits,
        reason=verdict.reason,
        short=0 < len(folded.starts) < SHORT,
        rule=rule,
    )


def _searched(quote: str, words: str, folded: Folded, page: PreparedPage) -> QuoteCase:
    """Return what the search for `words`, the bare `quote`, finds in `page`; it ends where the outcome is clear."""
    case = QuoteCase(quote=quote, page=page.source.text, language=page.language, is_blank=not page.folded.squeezed)
    literal = _literal(words, folded, page)
    if literal is not None:
        return replace(case, literal=literal, left_beside=_beside(folded, page, literal.start, literal.end))
    plain = ParsedQuote(words, (Piece(words, folded, {}),), (NOTHING, NOTHING), False, False)
    parsed = parse_quote(words) if MARKS.search(words) else plain
    if not (folded.squeezed and parsed.pieces):
        return case
    case = replace(case, has_words=True, count=sum(len(piece.folded.starts) for piece in parsed.pieces))
    parsed, placement, comparison = _placed(parsed, plain, page)
    if comparison is not None and placement is not None:
        refused = identity_of(comparison, case.count)
        scattered = why_scattered(parsed, placement, page) if comparison.missing else None
        case = replace(case, comparison=comparison, refused=refused, scattered=scattered, is_edited=parsed.is_edited)
        if refused is None:
            return _with_kinds(case, comparison, folded, page)
        if scattered is not None:
            return case
    found = find_misread(parsed, page)
    if found is None:
        return case
    return replace(case, misread=compare(parsed, found[0], page), is_black_letter=found[1])


def _with_kinds(case: QuoteCase, found: QuoteComparison, folded: Folded, page: PreparedPage) -> QuoteCase:
    """Return `case` with the kinds of the differences in `found`, which is the quotation."""
    kinds = frozenset(step.kind for step in found.steps)
    if kinds & GRAVE:
        found = settled_by_source(found, page.language)
        kinds = frozenset(step.kind for step in found.steps)
    beside = "", ""
    if not (found.missing or kinds - _FAITHFUL):
        beside = _beside(folded, page, *page.folded.span(found.start, found.end))
    edited = case.is_edited or Kind.EDITING in kinds
    return replace(case, found=found, kinds=kinds, is_edited=edited, left_beside=beside)


def _placed(
    parsed: ParsedQuote, plain: ParsedQuote, page: PreparedPage
) -> tuple[ParsedQuote, Placement | None, QuoteComparison | None]:
    """Place the quotation piece by piece, or as one piece (`plain`), or as two parts around an interruption."""
    size = len(plain.pieces[0].folded.squeezed)
    if not page.folded.squeezed or size > 1.5 * len(page.folded.squeezed) + 200:
        return parsed, None, None
    placement, comparison = _compared(parsed, page)
    if parsed.is_edited and (comparison is None or comparison.missing):
        # Dots and brackets may be the source's: read as words, the quotation may be there in one piece.
        other = _compared(plain, page)
        if other[1] is not None and identity_of(other[1], len(plain.pieces[0].folded.starts)) is None:
            parsed, (placement, comparison) = plain, other
    if comparison is None or not comparison.is_whole:
        interrupted = find_interrupted(parsed, page)
        if interrupted is not None:
            parsed, placement = interrupted
            comparison = compare(parsed, placement, page)
    return parsed, placement, comparison


def _compared(quote: ParsedQuote, page: PreparedPage) -> tuple[Placement | None, QuoteComparison | None]:
    placement = place(quote, page)
    return placement, compare(quote, placement, page) if placement is not None else None


def _literal(words: str, folded: Folded, page: PreparedPage) -> Literal | None:
    """Return the best place that has the quotation as it is, its brackets and dots taken for typography."""
    best: tuple[tuple[bool, bool, bool, bool], Literal] | None = None
    for tries, (start, end) in enumerate(page.occurrences(folded) if folded.squeezed else ()):
        if page.with_whole_numbers(start, end) != (start, end):
            continue
        text = page.source.text
        first, last = _with_marks(words, text, *page.folded.span(start, end))
        written, where = text[first:last], page.source.place_at(first)
        same = written == words
        but_spaces = " ".join(written.split()) == " ".join(words.split())
        whole = not any(_beside(folded, page, first, last))
        rank = (whole, same, but_spaces, where is None or where.kind in _TEXT)
        if best is None or rank > best[0]:
            edited = "[" in words and "[" not in written
            best = rank, Literal(first, last, same or but_spaces, edited)
        if all(rank) or tries >= _EXACT_TRIES:
            break
    return best[1] if best is not None else None


def _beside(folded: Folded, page: PreparedPage, first: int, last: int) -> tuple[str, str]:
    """Return the negation right before, and the limit right behind, offsets `first`..`last` of the page's text.

    Each is empty where there is none, and for quotations of fewer than three words.
    """
    if len(folded.starts) < _SAYS_SOMETHING:
        return "", ""
    text, language = page.source.text, page.language
    before = negation_before(text[max(0, first - _BESIDE) : first], text[first:last], language)
    return before, limit_behind(text[first:last], text[last : last + _BESIDE], language)


def _with_marks(words: str, text: str, first: int, last: int) -> tuple[int, int]:
    """Add the marks around the found words that the quotation has too, such as its last full stop."""
    lead = next((i for i, c in enumerate(words) if c.isalnum()), 0)
    if lead and text[max(0, first - lead) : first] == words[:lead]:
        first -= lead
    tail = next((i for i, c in enumerate(reversed(words)) if c.isalnum()), 0)
    while tail and text[last : last + tail] != words[len(words) - tail :][:tail]:
        tail -= 1
    return first, last + tail


def find_misattributed(
    quote: str, texts: Iterable[JudgedSource], match: Callable[[str, SourceText], QuoteCheck]
) -> tuple[JudgedSource, QuoteCheck] | None:
    """Return the first of `texts` that has `quote` faithfully, with its result of `match`; None if no text has it.

    Only texts that hold most of the quotation's longest words are searched, so that many texts cost little.
    """
    words = sorted({word.casefold() for word in _RARE_WORD.findall(quote)}, key=lambda word: (-len(word), word))[:_RARE]
    enough = min(_ENOUGH, max(1, len(words) - 1)) if words else 0
    for source in texts:
        text = source.text.text.casefold()
        if sum(word in text for word in words) >= enough:
            found = match(quote, source.text)
            if found.outcome.is_faithful:
                return source, found
    return None


def _literal_edit(words: str, written: str, found: Literal) -> Edit:
    if found.verbatim:
        return _edit(EditStep(Kind.EQUAL, "edit.equal.same-words", words, written))
    if found.edited:
        return _edit(EditStep(Kind.EDITING, "edit.editing.marked", words, written))
    return _edit(EditStep(Kind.TYPOGRAPHY, "edit.typography.same-letters", words, written))


def _edit(step: EditStep) -> Edit:
    """Return a step as a report shows it."""
    if step.kind is Kind.EQUAL:
        return Edit(op=EditOp.EQUAL, quote=step.quote, source=step.source, rule=step.rule)
    op = EditOp.REPLACE if step.quote and step.source else EditOp.DELETE if step.quote else EditOp.INSERT
    kind = step.kind.value if step.kind in _REPORTED else None
    return Edit(op=op, quote=step.quote, source=step.source, kind=kind, rule=step.rule)


def _passage(page: PreparedPage, first: int, last: int, score: float) -> Passage:
    text = page.source.text
    place_of = page.source.place_at(first) if page.source.places else None
    return Passage(
        reference="",
        copy="",
        exact=text[first:last],
        start=first,
        end=last,
        prefix=text[max(0, first - _CONTEXT) : first],
        suffix=text[last : last + _CONTEXT],
        score=round(score, 4),
        page=place_of.page if place_of else None,
        place=place_of.kind if place_of else "body",
    )


__all__ = ["QuoteMatcher", "find_misattributed", "match_in", "match_quote"]
