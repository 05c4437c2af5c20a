"""Find notes written as plain text in a marked-up document: "[3]" in the prose, a numbered list under References."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.layout import Block
from claims.markers import find_citation_needed, find_marks
from claims.model import BlockKind, Reference, Span
from claims.readers.composing import Composition
from claims.readers.fields import Fields
from claims.readers.plaintext.entries import entry_of
from claims.readers.plaintext.headings import is_ambiguous, is_end, is_further, is_references
from claims.readers.plaintext.lines import Line
from claims.readers.remarks import is_remark, names_work

_PROSE = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.TABLE_CELL,
        BlockKind.CAPTION,
        BlockKind.HEADING,
        BlockKind.FACTS,
    }
)
_AFTER = frozenset({BlockKind.NAVIGATION, BlockKind.HEADING})  # what may come below the list of notes
_ADDRESS = re.compile(r"\s*(?:https?|ftp)://\S+\s*", re.IGNORECASE)
_BESIDE = 8  # words beside its links that an entry below a plain line has at most; a sentence has more
_BRACKETED = re.compile(r"\[\d{1,3}\]:?\s+\S")


def with_textual_notes(made: Composition, *, language: str | None = None, only_with_marks: bool = False) -> Composition:
    """Return `made` with the entries of its list of references and the marks in its prose.

    With `only_with_marks`, a list is used only where a mark in the prose points to it: a web page has other lists too.
    Where the document has notes of its own, the list is not used, and only marks to their labels are found.
    """
    listed, entries = ([], []) if made.entries else _listed(made, language)
    labels = [entry.label for entry in (*made.entries, *entries) if entry.label]
    dropped = {block.span.start for block in listed}
    prose = [block.span for block in made.blocks if block.kind in _PROSE and block.span.start not in dropped]
    taken = sorted([*(mark.span for mark in made.marks), *made.code])
    marks = [
        mark
        for mark in find_marks(made.text, labels=labels or None)
        if _holding(prose, mark.span) and not _touching(taken, mark.span)
    ]
    uncited = [note for note in find_citation_needed(made.text) if _holding(prose, note)]
    answered = any(label in labels for mark in marks for label in mark.labels)
    if only_with_marks and not answered and not _is_sure(made, listed, entries):
        return replace(made, uncited=tuple(sorted({*made.uncited, *uncited})))
    blocks = [
        replace(block, kind=BlockKind.REFERENCES) if block.span.start in dropped else block for block in made.blocks
    ]
    return replace(
        made,
        blocks=tuple(blocks),
        entries=(*made.entries, *entries),
        marks=tuple(sorted((*made.marks, *marks), key=lambda mark: mark.span)),
        uncited=tuple(sorted({*made.uncited, *uncited})),
    )


def _is_sure(made: Composition, listed: Sequence[Block], entries: Sequence[Reference]) -> bool:
    """Return whether blocks are a list of references although no mark points to them.

    Their heading means nothing else, and two entries or more name most of their sources by an address or a year.
    """
    above = [block for block in made.blocks if listed and block.span.end <= listed[0].span.start][-1:]
    if len(entries) < 2 or not above or above[0].kind is not BlockKind.HEADING:
        return False
    heading = made.text[above[0].span.start : above[0].span.end]
    named = sum(1 for entry in entries if entry.urls or entry.published or entry.identifiers)
    return is_references(heading) and not is_ambiguous(heading) and named > len(entries) / 2


def _listed(made: Composition, language: str | None) -> tuple[list[Block], list[Reference]]:
    """Return the blocks under headings of references, and their entries."""
    blocks: list[Block] = []
    entries: list[Reference] = []
    listing = False
    section: tuple[str, ...] | None = None
    is_plain = False
    heads: list[Block] = []  # the line that heads the list without being a heading
    is_loose = False  # whether what stands below may be prose
    above = 0  # blocks of text above
    for block in made.blocks:
        text = made.text[block.span.start : block.span.end]
        if block.kind is BlockKind.HEADING or is_references(text):
            listing = is_references(text) and not is_further(text) and not is_end(text)
            section = None
            is_plain = block.kind is not BlockKind.HEADING
            heads = [block] if is_plain and listing else []
            is_loose = listing and is_ambiguous(text)
            continue
        above += not listing
        section = block.section if section is None else section
        listing = listing and block.section == section
        if listing and is_plain and _is_sentence(made, block):
            continue
        if listing and is_loose and _is_remark(made, block, at_top=not above):
            continue
        if listing and block.kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH, BlockKind.REFERENCES):
            blocks += [*heads, block]
            heads = []
            for span, label in _lines(made, block):
                entries.append(_entry(made, span, label, f"item-{len(entries)}", language))
    return (blocks, entries) if entries else _unheaded(made, language)


def _is_sentence(made: Composition, block: Block) -> bool:
    """Return whether a block without a number of its own is a sentence with links in it, and no entry."""
    first = bisect_left(made.links, (block.span.start, ""))
    inside = [anchor for anchor in made.anchors[first : first + _BESIDE] if anchor.end <= block.span.end]
    if block.span.start in made.numbers or not inside:
        return False
    linked = sum(len(made.text[anchor.start : anchor.end].split()) for anchor in inside)
    return len(made.text[block.span.start : block.span.end].split()) - linked > _BESIDE


def _is_remark(made: Composition, block: Block, *, at_top: bool) -> bool:
    """Return whether a block below "Notes" is prose, or an item that nothing above can cite, and no entry."""
    words = made.text[block.span.start : block.span.end]
    if block.span.start in made.numbers or entry_of(Line(0, len(words), 0, words)) is not None:
        return False
    if at_top:
        return not names_work(words)
    return block.kind is BlockKind.PARAGRAPH and is_remark(words)


def _unheaded(made: Composition, language: str | None) -> tuple[list[Block], list[Reference]]:
    """Return the blocks at the end that begin with numbers in brackets, counting from 1, and their entries."""
    blocks: list[Block] = []
    for block in reversed(made.blocks):
        if block.kind is BlockKind.CODE or _BRACKETED.match(made.text, block.span.start, block.span.end) is None:
            if blocks or block.kind not in _AFTER:
                break
            continue
        blocks.append(block)
    blocks.reverse()
    found = [line for block in blocks for line in _lines(made, block)]
    labels = [label for _, label in found]
    if not labels or labels != [str(number) for number in range(1, len(labels) + 1)]:
        return [], []
    return blocks, [_entry(made, span, label, f"item-{label}", language) for span, label in found]


def _lines(made: Composition, block: Block) -> Iterator[tuple[Span, str]]:
    """Yield the entries of a block: a line that begins with a number begins one."""
    number = made.numbers.get(block.span.start)
    found: list[tuple[Span, str]] = []
    place = block.span.start
    for raw in made.text[block.span.start : block.span.end].split("\n"):
        line = Line(place, place + len(raw), 0, raw)
        entry = None if number is not None else entry_of(line)
        if entry is not None and entry.label.strip("^"):
            found.append((entry.span, entry.label))
        elif found and not (number is None and _ADDRESS.fullmatch(raw)):
            found[-1] = (Span(found[-1][0].start, line.end), found[-1][1])
        else:
            found.append((line.span, number or ""))
        place += len(raw) + 1
    return iter(found)


def _entry(made: Composition, span: Span, label: str, key: str, language: str | None) -> Reference:
    fields = Fields()
    first = bisect_left(made.links, (span.start, ""))
    for place, url in made.links[first:]:
        if place > span.end:
            break
        fields.add_url(url)
    text = made.text[span.start : span.end]
    fields.read_text(text, language=language)
    return replace(fields.reference(key, label), text=text, span=span)


def _holding(spans: Sequence[Span], span: Span) -> bool:
    """Return whether one of `spans` (sorted, without overlaps) contains all of `span`."""
    place = bisect_right(spans, (span.start, sys.maxsize)) - 1
    return place >= 0 and span.end <= spans[place].end


def _touching(spans: Sequence[Span], span: Span) -> bool:
    """Return whether one of `spans` (sorted, without overlaps) has a character of `span`."""
    place = bisect_right(spans, (span.end - 1, sys.maxsize)) - 1
    return place >= 0 and spans[place].end > span.start
