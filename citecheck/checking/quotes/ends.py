"""The ends of a placed quotation: which of the source's words are beside its first and its last words.

Where these words differ, the span of the source grows by a few words, and each end keeps those that explain the change.
"""

from __future__ import annotations

from citecheck.checking.quotes.edit_rules import are_other_units, changes_of
from citecheck.checking.quotes.model import Change, Kind, Range
from citecheck.checking.quotes.numbers import numbers_in, spelled_out, spelled_with_figures
from citecheck.checking.quotes.prepared import PreparedPage
from citecheck.checking.quotes.words import Stretch, likenesses, negations

_BORROWED = 6  # words by which a span may grow at an end if the quotation's words were replaced (judgement)
_END_ALIKE = 0.5  # likeness from which on words at an end are one: lower than ALIKE, because they are side by side
_SETTLED = (Kind.EQUAL, Kind.TYPOGRAPHY)


def lacking(change: Change) -> int:
    """Return how many words to add to a span whose end is `change`, because the piece and the span end differently."""
    if change.kind is Kind.EQUAL:
        return 0
    if change.kind is Kind.NUMBER:  # the same number may be more words: "53", "fifty-three"
        return _BORROWED
    return min(_BORROWED, 1 + max(0, (change.quote[1] - change.quote[0]) - (change.source[1] - change.source[0])))


def widened(page: PreparedPage, start: int, end: int, before: int, after: int) -> tuple[int, int]:
    """Widen the span `start`..`end` of `page` by up to `before` and `after` words, within its paragraph.

    The diff decides which of them belong to it.
    """
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
    size = len(page.folded.squeezed)
    return (int(starts[first]) if first < len(starts) else size), (int(starts[last]) if last < len(starts) else size)


def _parted(page: PreparedPage, left: int, right: int) -> bool:
    """Whether a paragraph ends between two folded positions."""
    offsets = page.folded.offsets
    return "\n\n" in page.source.text[int(offsets[left]) : int(offsets[right])]


def settled_ends(changes: list[Change], ours: Stretch, theirs: Stretch, language: str | None) -> list[Change]:
    """Cut words that only the source has before the first and after the last word of the quotation.

    `changes` lead from the quotation's words `ours` to the source's words `theirs`, in `language` (ISO 639-1; None:
    unknown). If the first or last words differ, the source's words there count as their counterpart only if that
    explains the change (a name for a name, a number for a number).
    """
    changes = _renumbered(changes, ours, theirs, language)
    if changes and changes[0].kind not in _SETTLED:
        q, (s0, s1) = changes[0].quote, changes[0].source
        sides = [(start, s1) for start in range(s1, max(s0, s1 - _spread(q)) - 1, -1)]
        changes = [*_end_change(ours, theirs, changes[0], sides, language), *changes[1:]]
    if changes and changes[-1].kind not in _SETTLED:
        q, (s0, s1) = changes[-1].quote, changes[-1].source
        sides = [(s0, end) for end in range(s0, min(s1, s0 + _spread(q)) + 1)]
        changes = [*changes[:-1], *_end_change(ours, theirs, changes[-1], sides, language)]
    return changes


def _renumbered(changes: list[Change], ours: Stretch, theirs: Stretch, language: str | None) -> list[Change]:
    """Settle an end at which the quotation writes the source's number in another form: "25%", "25 per cent"."""
    head = next((at for at, change in enumerate(changes) if change.kind is Kind.EQUAL), 0)
    if head:
        quote, (s0, s1) = (
            (changes[0].quote[0], changes[head - 1].quote[1]),
            (changes[0].source[0], changes[head - 1].source[1]),
        )
        same = _same_number(ours, theirs, quote, [(start, s1) for start in range(s0, s1)], language)
        if same is not None:
            changes = [*changes_of(ours, theirs, [(quote, same)], language), *changes[head:]]
    tail = next((at for at, change in enumerate(reversed(changes)) if change.kind is Kind.EQUAL), 0)
    if tail:
        quote, (s0, s1) = (
            (changes[-tail].quote[0], changes[-1].quote[1]),
            (changes[-tail].source[0], changes[-1].source[1]),
        )
        same = _same_number(ours, theirs, quote, [(s0, end) for end in range(s1, s0, -1)], language)
        if same is not None:
            changes = [*changes[:-tail], *changes_of(ours, theirs, [(quote, same)], language)]
    return changes


def _spread(quote: Range) -> int:
    return quote[1] - quote[0] + 1


def _end_change(
    ours: Stretch, theirs: Stretch, known: Change, sides: list[Range], language: str | None
) -> list[Change]:
    """Choose the source's counterpart of the quotation's first or last words; `sides` begins with nothing."""
    quote = known.quote
    size = quote[1] - quote[0]
    if not size:
        return []
    alike = likenesses(ours, theirs, quote, sides)
    if max(alike) >= _END_ALIKE:
        best = sides[alike.index(max(alike))]
        return [known] if known.source == best else changes_of(ours, theirs, [(quote, best)], language)
    side = next((side for side in sides if side[1] - side[0] == size), sides[0])
    change, bare = changes_of(ours, theirs, [(quote, side), (quote, sides[0])], language)
    words = theirs.words[slice(*side)]
    if (
        change.kind in (Kind.TYPOGRAPHY, Kind.SPELLING)
        or (change.kind is Kind.NAME and size <= _BORROWED)
        or (change.kind is Kind.NUMBER and _is_measured(ours.words[slice(*quote)], words, language))
        or (change.kind is Kind.NEGATION and (size == 1 or negations(words, language)))
        or (change.kind is Kind.WORDS and words and size <= 2 and _closes(theirs, side))
    ):
        return [change]
    return [bare]


def _is_measured(ours: list[str], theirs: list[str], language: str | None) -> bool:
    """Whether the source's words have a number, or are another unit than the quotation's."""
    return bool(numbers_in(spelled_out(theirs, language))) or are_other_units(ours, theirs)


def _same_number(
    ours: Stretch, theirs: Stretch, quote: Range, sides: list[Range], language: str | None
) -> Range | None:
    """Return the words of the source that are the quotation's number in another form: "25%", "25 per cent"."""
    ((spelled, figures),) = spelled_with_figures([ours.words[slice(*quote)]], language)
    if not figures:
        return None
    found = spelled_with_figures([theirs.words[slice(*side)] for side in sides], language)
    return next((side for side, (other, _) in zip(sides, found, strict=True) if other == spelled), None)


def _closes(theirs: Stretch, side: Range) -> bool:
    """Whether a sentence begins with, or directly after, a stretch of words."""
    return theirs.begins_sentence(side[0]) or (side[1] < len(theirs) and theirs.begins_sentence(side[1]))


__all__ = ["lacking", "settled_ends", "widened"]
