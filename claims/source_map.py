"""Source maps: where the characters of a document's text stand in the file that it was read from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from claims.model import Origins, SourceRange, Span
from claims.patterns import lazy_regex

_LINE_END = lazy_regex(r"\r\n|\n|\r")


class OriginPiece(NamedTuple):
    """A stretch of a text, and the stretch of the source that it was made from.

    `start` and `end` are offsets into the text, `at` and `until` offsets into the source; both ranges are half-open.
    Where they have the same length, characters correspond one by one. Otherwise, and where `whole` is True, every
    character corresponds to the whole stretch of the source.
    """

    start: int
    end: int
    at: int
    until: int
    whole: bool = False

    def source_of(self, offset: int) -> int:
        """Return the source offset at which the character at `offset` of the text begins."""
        return self.at + (offset - self.start) if self._is_exact else self.at

    def source_after(self, offset: int) -> int:
        """Return the source offset at which the character at `offset` of the text ends."""
        return self.at + (offset - self.start) + 1 if self._is_exact else self.until

    @property
    def _is_exact(self) -> bool:
        return not self.whole and self.end - self.start == self.until - self.at


class LineIndex:
    """Finds the line and column of an offset into `source`; both count from 1."""

    def __init__(self, source: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(source))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class MappedOrigins:
    """Origins of a document whose text was made from `source` (the decoded file) piece by piece.

    `pieces` are in the order of the document's text and never overlap. Lines are counted when they are first needed.
    """

    def __init__(self, source: str, pieces: Sequence[OriginPiece]) -> None:
        self._source = source
        self._pieces = pieces

    @cached_property
    def _lines(self) -> LineIndex:
        return LineIndex(self._source)

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self._pieces]

    def offsets(self, span: Span) -> tuple[int, int] | None:
        """Return the range of source offsets that `span` was made from, None if it was made from nothing.

        An empty span has a place where an empty piece stands at it, as for a picture that is a link.
        """
        if span.start == span.end:
            low, high = bisect_left(self._starts, span.start), bisect_right(self._starts, span.start)
            empty = next((piece for piece in self._pieces[low:high] if piece.end == span.end), None)
            if empty is not None:
                return empty.at, empty.until
        start, end = span.start, max(span.end, span.start + 1)
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_right(self._starts, end - 1)
        touched = [piece for piece in self._pieces[first:last] if piece.start < end and piece.end > start]
        if not touched:
            return None
        begin = min(piece.source_of(max(start, piece.start)) for piece in touched)
        until = max(piece.source_after(min(end, piece.end) - 1) for piece in touched)
        return begin, max(begin, until)

    def locate(self, span: Span) -> SourceRange | None:
        """Return the place of `span` in the file, None if it has no place there."""
        offsets = self.offsets(span)
        if offsets is None:
            return None
        return SourceRange(*self._lines.place(offsets[0]), *self._lines.place(offsets[1]))


class TextEdit(NamedTuple):
    """Replaces the characters of a text from `start` to `end` by `new`."""

    start: int
    end: int
    new: str


class EditedText:
    """A text after edits, with the way back to `source`, the text before them.

    Of edits that overlap, the one that begins first is made.
    """

    def __init__(self, source: str, edits: Iterable[TextEdit]) -> None:
        self.source = source
        self._pieces: list[OriginPiece] = []
        texts: list[str] = []
        length = done = 0

        def add(text: str, at: int, until: int, *, edited: bool) -> None:
            nonlocal length
            self._pieces.append(OriginPiece(length, length + len(text), at, until, whole=edited))
            texts.append(text)
            length += len(text)

        for edit in sorted(edits):
            if edit.start < done:
                continue
            if done < edit.start:
                add(source[done : edit.start], done, edit.start, edited=False)
            if edit.new:
                add(edit.new, edit.start, edit.end, edited=True)
            done = edit.end
        if done < len(source) or not texts:
            add(source[done:], done, len(source), edited=False)
        self.text = "".join(texts)
        self._starts = [piece.start for piece in self._pieces]

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of source offsets that the range from `start` to `end` of the edited text came from."""
        last = max(start, end - 1)
        begin = self._piece(start).source_of(start)
        return begin, max(begin, self._piece(last).source_after(last))

    def _piece(self, offset: int) -> OriginPiece:
        return self._pieces[bisect_right(self._starts, offset) - 1]


class EditedOrigins:
    """Origins of a document that was read from an edited text: through `inner` to that text, and on to the file."""

    def __init__(self, inner: MappedOrigins | EditedOrigins, edited: EditedText) -> None:
        self._inner = inner
        self._edited = edited
        self._lines = LineIndex(edited.source)

    def locate(self, span: Span) -> SourceRange | None:
        """Return the place of `span` in the file, None if it has no place there."""
        offsets = self.offsets(span)
        if offsets is None:
            return None
        return SourceRange(*self._lines.place(offsets[0]), *self._lines.place(offsets[1]))

    def offsets(self, span: Span) -> tuple[int, int] | None:
        """Return the offsets of `span` in the text before the edits, None if it has no place there."""
        offsets = self._inner.offsets(span)
        return None if offsets is None else self._edited.source_range(*offsets)


@dataclass(frozen=True, eq=False)
class LazyOrigins:
    """Origins that `make` makes when they are first needed, because making them costs a pass over the file."""

    make: Callable[[], Origins]

    @cached_property
    def _made(self) -> Origins:
        return self.make()

    def locate(self, span: Span) -> SourceRange | None:
        """Return the place of `span` in the file, None if it has no place there."""
        return self._made.locate(span)


__all__ = ["EditedOrigins", "EditedText", "LazyOrigins", "LineIndex", "MappedOrigins", "OriginPiece", "TextEdit"]
