"""Find notes that signs mark, *, **, †, ‡, §, ¶: blocks below begin with the same signs and name a source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from claims.layout import Block, Mark
from claims.model import BlockKind, Span
from claims.patterns import lazy_regex
from claims.readers.composition import Composition
from claims.readers.fields import Fields
from claims.readers.remarks import names_work

_SIGNS = "*∗†‡§¶"
_SIGN = lazy_regex(rf"(?P<sign>[{_SIGNS}]{{1,3}})[ \t\u00a0]?(?=[^\s{_SIGNS}])")
_MARK = lazy_regex(rf"(?<=[\w.,;:!?)\]”’\"'»%])(?P<sign>[{_SIGNS}]{{1,3}})(?=[\s.,;:!?)”’\"'»]|$)")
_ADDRESS = lazy_regex(r"https?://|\bdoi\b|www\.", re.IGNORECASE)
_BLOCKS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.REFERENCES, BlockKind.NAVIGATION})
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.TABLE_CELL, BlockKind.CAPTION})


class _Note(NamedTuple):
    """A note: the block that it is in, its sign, and where its words stand."""

    block: Block
    sign: str
    span: Span


def with_symbol_notes(made: Composition, *, language: str | None = None) -> Composition:
    """Return `made` with the notes that signs mark as entries; the same where no sign has both its mark and its note.

    A note names a source: an address, or a work. What a sign only explains stays as it is. Every sign has one note,
    below its mark. `language` is that of the text.
    """
    if not any(sign in made.text for sign in _SIGNS):
        return made
    notes = list(_notes(made))
    own = {note.block.span.start for note in notes}
    prose = [block.span for block in made.blocks if block.kind in _PROSE and block.span.start not in own]
    found = [match for match in _MARK.finditer(made.text) if _is_within(prose, match.start())]
    first = {match["sign"]: match.start() for match in reversed(found)}
    notes = [note for note in notes if first.get(note.sign, note.span.start) < note.span.start]
    signs = [note.sign for note in notes]
    if not notes or len(set(signs)) < len(signs):
        return made
    keys = {sign: f"sign-{number}" for number, sign in enumerate(signs, start=1)}
    marks = [
        Mark(span=Span(*match.span()), labels=(match["sign"],), targets=(keys[match["sign"]],))
        for match in found
        if match["sign"] in keys
    ]
    entries = []
    for note in notes:
        fields = Fields()
        for place, url in made.links[bisect_left(made.links, (note.span.start, "")) :]:
            if place > note.span.end:
                break
            fields.add_url(url)
        text = made.text[note.span.start : note.span.end]
        fields.read_text(text, language=language)
        entries.append(replace(fields.reference(keys[note.sign], note.sign), text=text, span=note.span))
    taken = {note.block.span.start for note in notes}
    return replace(
        made,
        blocks=tuple(
            replace(block, kind=BlockKind.REFERENCES) if block.span.start in taken else block for block in made.blocks
        ),
        marks=tuple(sorted((*made.marks, *marks), key=lambda mark: mark.span)),
        entries=tuple(sorted((*made.entries, *entries), key=lambda entry: entry.span)),
    )


def _notes(made: Composition) -> Iterator[_Note]:
    """Yield the lines that begin with a sign and name a source, in blocks that begin with one."""
    own = {entry.span.start for entry in made.entries}
    for block in made.blocks:
        if block.kind not in _BLOCKS or block.cell is not None or block.span.start in own:
            continue
        line = made.text.rfind("\n", 0, block.span.start) + 1  # a bullet stands before its block
        start = line if _SIGN.match(made.text, line, block.span.end) else block.span.start
        found: list[_Note] = []
        for part in re.finditer(r"[^\n]+", made.text[start : block.span.end]):
            match = _SIGN.match(made.text, start + part.start(), start + part.end())
            end = start + part.end()
            if match:
                found.append(_Note(block, match["sign"], Span(match.end(), end)))
            elif found:
                found[-1] = found[-1]._replace(span=Span(found[-1].span.start, end))
            else:
                break
        if found and all(_names_source(made, note.span) for note in found):
            yield from found


def _names_source(made: Composition, span: Span) -> bool:
    words = made.text[span.start : span.end]
    low = bisect_left(made.links, (span.start, ""))
    linked = low < len(made.links) and made.links[low][0] <= span.end
    return linked or _ADDRESS.search(words) is not None or names_work(words)


def _is_within(spans: Sequence[Span], place: int) -> bool:
    number = bisect_right(spans, (place, len(spans) + place)) - 1
    return number >= 0 and spans[number].start <= place < spans[number].end
