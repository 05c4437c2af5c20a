"""Search a quotation in a text and name its outcome."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from citecheck.checking.quotes.case import Literal, QuoteCase
from citecheck.checking.quotes.model import EditStep, Kind
from citecheck.checking.quotes.prepared import PreparedPage, PreparedPages
from citecheck.checking.quotes.rules import decide
from citecheck.model import JudgedSource, SourceText
from reports.model import Edit, Passage, QuoteCheck

_CONTEXT = 90  # characters of the source shown on either side of a passage
_RARE_WORD = re.compile(r"[^\W_]{4,}")
_RARE = 6  # of a quotation's words are searched in other sources: its longest, which few texts share (judgement)
_ENOUGH = 4  # of these that a source must have to be searched


class QuoteMatcher:
    """Finds quotations; see `citecheck.interfaces.Matcher`.

    A text is prepared once and kept for the next search (the last 32 texts). Threads may share one matcher.
    """

    def __init__(self) -> None:
        self._pages = PreparedPages()

    def match(self, quote: str, text: SourceText) -> QuoteCheck:
        """Search `quote` in `text`; the passage's offsets are of `text.text`."""
        return match_in(quote, self._pages.get(text))


def match_quote(quote: str, text: str | SourceText) -> QuoteCheck:
    """Search `quote` in `text` and name its outcome.

    `quote` may have quotation marks around it, ellipses and [brackets]. `text` is a string, or the text of a page from
    `page_text`. The last four texts are kept in memory, prepared for further searches.

    Returns the outcome with its rule. The outcome is decided by what changed: typography and marked editing are
    faithful; a number, a negation or a name that changed is named as such. `score` (0..1) is the share of the
    quotation's letters that the source has. `passage` gives the place by offsets into the text as it was handed in, and
    is None if nothing was found. Raises nothing.
    """
    return match_in(quote, _LAST_PAGES.get(text))


_LAST_PAGES = PreparedPages(size=4)


def match_in(quote: str, page: PreparedPage) -> QuoteCheck:
    """Search `quote` in `page`, a prepared text.

    The rules decide in this order: literal, edited, changed, in part, absent.
    """
    case = QuoteCase(quote, page)
    rule, verdict = decide(case)
    score, passage = 0.0, None
    edits: tuple[Edit, ...] = ()
    if verdict.literal is not None:
        score, passage = 1.0, _passage(page, verdict.literal.start, verdict.literal.end, 1.0)
        edits = (_literal_edit(case.words, passage.exact, verdict.literal),)
    elif verdict.comparison is not None:
        found = verdict.comparison
        score = found.coverage
        passage = _passage(page, *page.folded.span(found.start, found.end), score)
        edits = tuple(step.edit() for step in found.steps)
    return QuoteCheck(
        text=quote,
        outcome=verdict.outcome,
        score=round(score, 4),
        passage=passage,
        edits=edits,
        reason=verdict.reason,
        short=case.is_short and bool(len(case.folded)),
        rule=rule,
    )


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
        return EditStep(Kind.EQUAL, "edit.equal.same-words", words, written).edit()
    if found.edited:
        return EditStep(Kind.EDITING, "edit.editing.marked", words, written).edit()
    return EditStep(Kind.TYPOGRAPHY, "edit.typography.same-letters", words, written).edit()


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


__all__ = ["QuoteMatcher", "find_misattributed", "match_in", "match_quote"]
