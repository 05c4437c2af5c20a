"""Where the words of a document stand that was read from several files: in which of them, and there in which line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from claims.model import SourceRange, Span
from claims.source_map import LineIndex, MappedOrigins, OriginPiece


class FileOrigins:
    """Origins of a document whose text was made from `files`: each with its name and its text, the document first.

    The offsets of `pieces` count through the files as if they stood one after the other with one character between
    two. The name of the document itself is never given.
    """

    def __init__(self, files: Sequence[tuple[str, str]], pieces: Sequence[OriginPiece]) -> None:
        self._files = files
        self._pieces = MappedOrigins("", pieces)
        self._bases = list(bases_of(text for _, text in files))
        self._lines: dict[int, LineIndex] = {}

    def locate(self, span: Span) -> SourceRange | None:
        """Return the place of `span`; None if it has none."""
        offsets = self._pieces.offsets(span)
        if offsets is None:
            return None
        number = bisect_right(self._bases, offsets[0]) - 1
        (name, text), base = self._files[number], self._bases[number]
        if number not in self._lines:
            self._lines[number] = LineIndex(text)
        lines = self._lines[number]
        end = min(max(offsets), base + len(text))
        return SourceRange(*lines.place(offsets[0] - base), *lines.place(end - base), file=name if number else "")


def bases_of(texts: Iterable[str], start: int = 0) -> Iterator[int]:
    """Yield the offsets at which texts begin that stand one after the other, the first at `start`."""
    for text in texts:
        yield start
        start += len(text) + 1


__all__ = ["FileOrigins", "bases_of"]
