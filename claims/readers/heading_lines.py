"""A heading of references that is a line of a paragraph, "Sources:" right above "[4] https:…", is a block by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from claims.layout import Block
from claims.model import BlockKind, Span
from claims.readers.composition import Composition
from claims.readers.plaintext.entries import entry_of
from claims.readers.plaintext.headings import is_references
from claims.readers.plaintext.lines import Line

_HOLDING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_LONGEST = 60  # characters of such a line; judgement


def with_heading_lines(made: Composition) -> Composition:
    """Return `made` with such lines, and what stands above and below them, as blocks."""
    blocks = [part for block in made.blocks for part in _parts(made, block)]
    return made if len(blocks) == len(made.blocks) else replace(made, blocks=tuple(blocks))


def _parts(made: Composition, block: Block) -> Sequence[Block]:
    """Return the parts of a block: the lines above a heading, the heading, the entries below it."""
    if block.kind not in _HOLDING or block.cell is not None or made.text.find("\n", *block.span) < 0:
        return [block]
    lines = list(_lines(made.text, block.span))
    for above, (line, below) in enumerate(pairwise(lines)):
        words = made.text[line.start : line.end]
        if line.end - line.start <= _LONGEST and is_references(words) and _begins_entry(made, below):
            spans = [Span(lines[0].start, lines[above - 1].end)] if above else []
            spans += [line, Span(below.start, block.span.end)]
            return [replace(block, span=span) for span in spans]
    return [block]


def _lines(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while start <= span.end:
        end = text.find("\n", start, span.end)
        end = span.end if end < 0 else end
        if start < end:
            yield Span(start, end)
        start = end + 1


def _begins_entry(made: Composition, span: Span) -> bool:
    """Return whether a line begins with the number of an entry, or is an address."""
    words = made.text[span.start : span.end]
    return entry_of(Line(0, len(words), 0, words)) is not None or words.startswith(("http://", "https://"))
