"""Where the text cites an entry: the letters that stand around each mark.

The same words before a mark, in the document and on the page that it was copied from, show which entry was meant, even
if nothing is left of the entry itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claims.model import Document, Span

_LETTERS = 24  # letters and digits before a mark, 4 or 5 words; fewer stand in many sentences
_WINDOW = 200  # characters that are looked at for them


@dataclass(frozen=True, slots=True)
class Occasion:
    """One mark of an entry: the letters around it, its place in the run of marks, and how many marks the run has."""

    letters: str
    place: int
    marks: int


def letters(text: str) -> str:
    """Return the letters and digits of `text`, without regard to case."""
    return "".join(filter(str.isalnum, text)).casefold()


def occasions(document: Document) -> dict[str, list[Occasion]]:
    """Return the marks of each entry of `document`, by its key. Marks with the same letters around them are left out.

    They stand in a sentence that occurs twice, so that the letters name no place.
    """
    runs = list(_runs(document))
    count: dict[str, int] = {}
    for around, _ in runs:
        count[around] = count.get(around, 0) + 1
    found: dict[str, list[Occasion]] = {}
    for around, keys in runs:
        if count[around] == 1:
            for place, key in enumerate(keys):
                found.setdefault(key, []).append(Occasion(around, place, len(keys)))
    return found


def _runs(document: Document) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the letters around each run of marks, and the keys of its entries. Adjacent citations are one run."""
    runs: list[tuple[Span, tuple[str, ...]]] = []
    for citation in document.citations:
        span, keys = citation.span, citation.references
        if runs and not document.text[runs[-1][0].end : span.start].strip():
            last, before = runs.pop()
            span, keys = Span(last.start, span.end), (*before, *keys)
        runs.append((span, keys))
    for span, keys in runs:
        around = _around(document, span)
        if keys and len(around) == _LETTERS:
            yield around, keys


def _around(document: Document, mark: Span) -> str:
    """Return the letters before a mark in its paragraph; at its beginning, the letters behind the mark are added."""
    before = document.prose(Span(max(0, mark.start - _WINDOW), mark.start)).rpartition("\n\n")[2]
    found = letters(before)[-_LETTERS:]
    if len(found) < _LETTERS:
        after = document.prose(Span(mark.end, min(len(document.text), mark.end + _WINDOW))).partition("\n\n")[0]
        found = (found + letters(after))[:_LETTERS]
    return found


__all__ = ["Occasion", "letters", "occasions"]
