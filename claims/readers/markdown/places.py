"""Where the words of a Markdown document stand in its source: the parser tells the lines, this finds the columns."""

from __future__ import annotations

from collections.abc import Sequence


class Places:
    """Finds pieces of text in the source, each after the one before it on the same lines."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._starts = [0]
        for line in source.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._here = 0
        self._end = 0

    def enter(self, lines: Sequence[int] | None) -> None:
        """Look, from now on, within these lines (first, and the one after the last)."""
        if lines is None:
            return
        first = min(lines[0], len(self._starts) - 1)
        last = min(lines[1], len(self._starts) - 1)
        start, end = self._starts[first], min(self._starts[last], len(self._source))
        self._here = max(start, self._here) if start <= self._here <= end and end == self._end else start
        self._end = end

    def peek(self, piece: str) -> tuple[int, int] | None:
        """Return the range of the next `piece` without going on to it, or None where the source has another form."""
        found = self._source.find(piece, self._here, self._end) if piece else -1
        return None if found < 0 else (found, found + len(piece))

    def find(self, piece: str, *, within: int | None = None) -> int | None:
        """Return the offset of the next `piece`, or None where the source has it in another form.

        It begins at most `within` characters further on, anywhere if that is None.
        """
        end = self._end if within is None else min(self._end, self._here + within + len(piece))
        found = self._source.find(piece, self._here, end) if piece else -1
        if found < 0:
            return None
        self._here = found + len(piece)
        return found
