"""The notes of a source that its text writes in brackets, without markup: "rose by 12%.[3] It fell [4, 5]."."""

from __future__ import annotations

from collections.abc import Iterator

from claims.markers import find_marks
from claims.model import Span

_HIGHEST = 400  # a larger number is no note of a page; judgement
_BEHIND = frozenset(".,;:!?…\"'”’»)]%。，；：！？」』）")
_ENDS = frozenset('.,;:!?…。，；：！？)”’"»')
_BLANKS = " \u00a0\u2009\u202f"


def bracketed_notes(text: str) -> list[Span]:
    """Return the spans of numbers in brackets that are notes of `text`, each with the blank before it.

    They stand behind a word or a stop. A single one of them has a stop before or behind it. Indexes of code, years and
    the words of editors are no notes.
    """
    if "[" not in text:
        return []
    found = list(_notes(text))
    if len(found) > 1 or any(_at_stop(text, span) for span in found):
        return found
    return []


def _notes(text: str) -> Iterator[Span]:
    for mark in find_marks(text):
        start, end = mark.span
        numbers = [int(label) for label in mark.labels if label.isdecimal()]
        if text[start] != "[" or len(numbers) < len(mark.labels) or max(numbers, default=_HIGHEST) >= _HIGHEST:
            continue
        while start and text[start - 1] in _BLANKS:
            start -= 1
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if before == "\n" and after in _ENDS:
            before = "."  # the first of a printed line
        if (before.isalnum() or before in _BEHIND) and before and not after.isalnum() and after != "(":
            yield Span(start, end)


def _at_stop(text: str, span: Span) -> bool:
    return text[max(0, span.start - 1)] in _BEHIND or text[span.end : span.end + 1] in _ENDS or span.end == len(text)


__all__ = ["bracketed_notes"]
