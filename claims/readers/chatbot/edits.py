"""Changes to a source text, and the way back from what came of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from claims.model import SourceRange, Span
from claims.origins import LineIndex, MappedOrigins


class TextEdit(NamedTuple):
    """Put `new` in the place of the characters from `start` to `end`."""

    start: int
    end: int
    new: str


class EditedText:
    """A text after a set of edits, which still knows where each character came from."""

    def __init__(self, source: str, edits: Iterable[TextEdit]) -> None:
        self.source = source
        pieces: list[str] = []
        self._starts: list[int] = []
        self._origins: list[tuple[int, int | None]] = []  # place in the source, and the end of what an edit replaced
        length = place = 0
        for edit in sorted(edits):
            if edit.start < place:
                continue  # inside an earlier one
            for text, at, until in ((source[place : edit.start], place, None), (edit.new, edit.start, edit.end)):
                if text:
                    self._starts.append(length)
                    self._origins.append((at, until))
                    pieces.append(text)
                    length += len(text)
            place = edit.end
        if place < len(source) or not pieces:
            self._starts.append(length)
            self._origins.append((place, None))
            pieces.append(source[place:])
        self.text = "".join(pieces)

    def source_place(self, place: int) -> int:
        """Return where in the source the character at `place` of the edited text comes from."""
        piece = bisect_right(self._starts, place) - 1
        at, until = self._origins[piece]
        return at + place - self._starts[piece] if until is None else at

    def source_after(self, place: int) -> int:
        """Return where in the source the character at `place` of the edited text ends."""
        piece = bisect_right(self._starts, place) - 1
        at, until = self._origins[piece]
        return at + place - self._starts[piece] + 1 if until is None else until


class EditedOrigins:
    """Origins through an edit: from the document's text to the edited text, and from there to the file."""

    def __init__(self, inner: MappedOrigins, edited: EditedText) -> None:
        self._inner = inner
        self._edited = edited
        self._lines = LineIndex(edited.source)

    def locate(self, span: Span) -> SourceRange | None:
        """Return the place of `span` in the file, or None where it has none."""
        offsets = self._inner.offsets(span)
        if offsets is None:
            return None
        start = self._edited.source_place(offsets[0])
        end = max(start, self._edited.source_after(max(offsets[0], offsets[1] - 1)))
        return SourceRange(*self._lines.place(start), *self._lines.place(end))
