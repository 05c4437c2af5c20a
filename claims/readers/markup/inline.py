"""The words of a stretch of source, with what its markup stands for between them."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import ClassVar, NamedTuple

from claims.readers.markup.model import Inline, Note, Words


class Replaced(NamedTuple):
    """What the markup between two offsets stands for."""

    start: int
    end: int
    inside: list[Inline]


def with_words(source: str, start: int, end: int, replaced: Iterable[Replaced]) -> list[Inline]:
    """Return what `source` says between `start` and `end`: the words, and in their places what is `replaced`."""
    found: list[Inline] = []
    place = start
    for one in replaced:
        if place < one.start:
            found.append(Words(source[place : one.start], place))
        found += one.inside
        place = one.end
    if place < end:
        found.append(Words(source[place:end], place))
    return found


class NestedInline(ABC):
    """Reads stretches of `source` whose markup may hold further markup.

    `notes` collects the notes that stand in the text, `keys` the keys that it cites.
    """

    markup: ClassVar[re.Pattern[str]]
    """Finds the next markup; the name of the last group says of which kind it is."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.notes: dict[str, Note] = {}
        self.keys: list[str] = []
        self._depth = 0

    def read(self, start: int, end: int) -> list[Inline]:
        """Return the words between two offsets."""
        self._depth += 1
        found = with_words(self._source, start, end, self._replaced(start, end))
        self._depth -= 1
        return found

    def _replaced(self, start: int, end: int) -> Iterator[Replaced]:
        waiting: list[str] = []
        while (match := self.markup.search(self._source, start, end)) is not None:
            read, until = self._one(match, end, waiting)
            start = max(until, match.start() + 1)
            if read is not None:
                yield Replaced(match.start(), start, read)

    @abstractmethod
    def _one(self, match: re.Match[str], end: int, waiting: list[str]) -> tuple[list[Inline] | None, int]:
        """Return what `match` stands for (None: it is text), and where the search goes on.

        `waiting` are the signs of emphasis that are open.
        """

    @staticmethod
    def _closed(match: re.Match[str], waiting: list[str]) -> tuple[list[Inline] | None, int]:
        """Return what a closing sign stands for: nothing, if such a sign is open."""
        if match[0] not in waiting:
            return None, match.end()
        waiting.remove(match[0])
        return [], match.end()


__all__ = ["NestedInline", "Replaced", "with_words"]
