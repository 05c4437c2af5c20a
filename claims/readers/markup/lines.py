"""The lines of a source with their indentation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claims.model import BlockKind
from claims.readers.markup.model import MarkupBlock, Words

_TAB = 8


class SourceLine(NamedTuple):
    """A line: its offsets, the offset of its first character that is no space, and the column where that stands."""

    start: int
    first: int
    end: int
    indent: int

    @property
    def is_blank(self) -> bool:
        """Whether it has nothing but spaces."""
        return self.first >= self.end


def lines_of(source: str) -> list[SourceLine]:
    """Return the lines of `source`, without their ends."""
    lines = []
    start = 0
    for text in source.split("\n"):
        bare = text.lstrip(" \t\f\v")
        width = len(text) - len(bare)
        indent = len(text[:width].expandtabs(_TAB)) if "\t" in text[:width] else width
        lines.append(SourceLine(start, start + width, start + len(text.rstrip()) if bare.strip() else start, indent))
        start += len(text) + 1
    return lines


def code_of(source: str, lines: Sequence[SourceLine]) -> list[MarkupBlock]:
    """Return `lines` of `source` as a block of code; nothing where they are empty."""
    if not lines or lines[-1].end <= lines[0].first:
        return []
    start, end = lines[0].first, lines[-1].end
    return [MarkupBlock([Words(source[start:end], start)], BlockKind.CODE)]


__all__ = ["SourceLine", "code_of", "lines_of"]
