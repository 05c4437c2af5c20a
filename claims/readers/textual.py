"""Find notes written as plain text in a marked-up document: "[3]" in the prose, a numbered list under References."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from claims.layout import Block, Mark
from claims.markers import find_citation_needed, find_listed_marks, find_marks, normal_label
from claims.markers.bylines import find_bylines
from claims.markers.labels import expand_listed
from claims.markers.raised import NOTE_HERE
from claims.model import BlockKind, Span
from claims.readers.composition import Composition
from claims.readers.heading_lines import with_heading_lines
from claims.readers.plaintext.headings import is_references
from claims.readers.raising import lowered
from claims.readers.source_columns import in_source_column, source_columns
from claims.readers.symbol_notes import with_symbol_notes
from claims.readers.textual_items import TextualList
from claims.readers.textual_lists import find_list, is_dated, is_sure
from claims.urls import canonical_key

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
_HEADING_LINE = 60  # characters; judgement
_NUMBERS = re.compile(
    r"[\[(（⁽]?(?:refs?\.?\s)?(?P<inside>[\d⁰¹²³⁴-⁹]{1,3}(?:\s?[,;–-]\s?[\d⁰¹²³⁴-⁹]{1,3}){0,20})[\])）⁾]?"
)
_BEHIND = re.compile(r"[^\W_][.,;:!?”\"')\]]?\s?$|[。！？，、」』）]$")
_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)


def with_textual_notes(made: Composition, *, language: str | None = None, only_with_marks: bool = False) -> Composition:
    """Return `made` with the entries of its list of references and the marks in its prose.

    With `only_with_marks`, a list is used only where a mark in the prose points to it: a web page has other lists too.
    Beside notes of its own, a document has a second system of references where its list has numbers and a mark in the
    prose shows one; such a mark means the list, whatever the labels of the notes are.
    """
    made = with_heading_lines(with_symbol_notes(made, language=language))
    for by_marks in (True, False):
        found = find_list(made, language=language, by_marks=by_marks)
        read = _with_list(made, found, only_with_marks=only_with_marks)
        if read is not None:
            return _finished(read)
    return _finished(made)


def _finished(made: Composition) -> Composition:
    """Return `made` with lines such as "Sources:" as no text, and with raised letters that are no marks as plain ones.

    "1ᵃ" is "1a".
    """
    blocks = [
        replace(block, kind=BlockKind.REFERENCES) if _is_heading_line(made.text, block) else block
        for block in made.blocks
    ]
    made = replace(made, blocks=tuple(blocks))
    text = lowered(made.text, sorted(mark.span for mark in made.marks))
    if text == made.text:
        return made
    entries = [replace(entry, text=text[entry.span.start : entry.span.end]) for entry in made.entries]
    return replace(made, text=text, entries=tuple(entries))


def _is_heading_line(text: str, block: Block) -> bool:
    """Return whether a paragraph is nothing but the heading of a list of references, whose entries are notes."""
    start, end = block.span
    return block.kind is BlockKind.PARAGRAPH and end - start < _HEADING_LINE and is_references(text[start:end])


def with_editors_notes(made: Composition) -> Composition:
    """Return `made` with the notes of editors in its prose, "[citation needed]", and without any further marks."""
    return _finished(replace(made, uncited=_editors_notes(made, _prose(made, TextualList()))))


def _editors_notes(made: Composition, prose: Sequence[Span]) -> tuple[Span, ...]:
    known = sorted(made.uncited)  # a reader knows its own notes without the space before them
    found = [note for note in find_citation_needed(made.text) if _holding(prose, note) and not _touching(known, note)]
    return tuple(sorted({*made.uncited, *found}))


def _with_list(made: Composition, found: TextualList, *, only_with_marks: bool) -> Composition | None:
    """Return `made` with the entries of a list and the marks in its prose; None where marks must show it and do not."""
    beside = bool(made.entries)
    dated = is_dated(made, found)
    if beside and not found.is_numbered and not dated:
        found = TextualList()
    made, linked = _without_repeated(made, found)
    labels = [entry.label for entry in found.entries or made.entries if entry.label]
    prose = _prose(made, found)
    marks = _marks(made, found, labels, prose)
    uncited = _editors_notes(made, prose)
    lost = [mark for mark in made.marks if not any(mark.targets)]
    answered = linked or any(label in labels for mark in (*marks, *lost) for label in mark.labels)
    if dated and not (answered and found.is_numbered):
        return _listed(made, found, uncited)
    if found.is_further and not answered:
        return None
    if beside and only_with_marks and not (found.entries and answered):
        if not is_sure(made, found):
            return replace(made, marks=_with_own(made, marks), uncited=uncited)
        found, marks = TextualList(found.blocks), []
    elif beside and found.entries and not answered:
        found = TextualList(found.blocks)
        labels = [entry.label for entry in made.entries if entry.label]
        marks = _marks(made, found, labels, prose)
    elif only_with_marks and not answered and not is_sure(made, found):
        lost = [] if found.entries or made.marks else _without_list(made, marks)
        return replace(made, marks=tuple(lost) or made.marks, uncited=uncited)
    if beside and found.entries:
        marks = list(_targeted(marks, made, found))
    made = replace(made, marks=tuple(sorted((*made.marks, *marks), key=lambda mark: mark.span)))
    return _listed(made, found, uncited)


def _listed(made: Composition, found: TextualList, uncited: tuple[Span, ...]) -> Composition:
    """Return `made` with the entries of a list, whose blocks are no prose."""
    listed = {block.span.start for block in found.blocks}
    blocks = [
        replace(block, kind=BlockKind.REFERENCES) if block.span.start in listed else block for block in made.blocks
    ]
    return replace(made, blocks=tuple(blocks), entries=(*made.entries, *found.entries), uncited=uncited)


def _without_repeated(made: Composition, found: TextualList) -> tuple[Composition, bool]:
    """Return `made` without its links that an entry of the list repeats, and whether there are such links.

    "[[1]](https://…)" beside "1. Able. https://…" cites the entry, which says more than the link does.
    """
    listed = {
        (normal_label(entry.label), canonical_key(url)): entry.key for entry in found.entries for url in entry.urls
    }
    same = {
        entry.key: listed[key]
        for entry in made.entries
        if entry.urls and (key := (normal_label(entry.label), canonical_key(entry.urls[0]))) in listed
    }
    if not same:
        return made, False
    marks = tuple(
        replace(mark, targets=tuple(same.get(target, target) for target in mark.targets)) for mark in made.marks
    )
    return replace(made, marks=marks, entries=tuple(one for one in made.entries if one.key not in same)), True


def _without_list(made: Composition, marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks of a page whose list is missing: several numbers from 1 on, each behind what it cites."""
    behind = [
        mark
        for mark in marks
        if all(label.isdecimal() for label in mark.labels)
        and _BEHIND.search(made.text, mark.span.start - 3, mark.span.start)
    ]
    linked = [Span(anchor.start, anchor.end) for anchor in made.anchors]
    behind = [mark for mark in behind if not _touching(linked, mark.span)]
    numbers = {int(label) for mark in behind for label in mark.labels}
    return behind if {1, 2} <= numbers and len(behind) > len(marks) / 2 else []


def _with_own(made: Composition, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Return the marks of `made` with those of `marks` that show entries of its own which no mark of it points to."""
    cited = {target for mark in made.marks for target in mark.targets}
    spare = {normal_label(entry.label) for entry in made.entries if entry.key not in cited and not entry.is_link}
    added = [mark for mark in marks if all(normal_label(label) in spare for label in mark.labels)]
    return tuple(sorted((*made.marks, *added), key=lambda mark: mark.span))


def _marks(made: Composition, found: TextualList, labels: Collection[str], prose: Sequence[Span]) -> list[Mark]:
    """Return the marks in `prose` that the reader left as text; code and the marks of notes are no text here."""
    taken = sorted([*(mark.span for mark in made.marks), *made.code])
    text = _without(_without(made.text, made.code, " "), sorted(mark.span for mark in made.marks), NOTE_HERE)
    if labels and (found.entries or not made.marks):
        marks = find_listed_marks(text, labels, prose, entries=[entry.text for entry in found.entries])
    else:
        marks = find_marks(text, labels=labels or None)  # notes with marks of their own prove no other ways
    marks = [mark for mark in marks if _holding(prose, mark.span)]
    linked = [Span(anchor.start, anchor.end) for anchor in made.anchors if _WEB.match(anchor.url)]
    if not labels:
        return [mark for mark in marks if not _touching(linked, mark.span)]
    known = {normal_label(label) for label in labels}
    found_here = [mark.span for mark in marks]
    marks = [*marks, *(mark for mark in _in_source_columns(made, found, known) if not _touching(found_here, mark.span))]
    return [
        mark
        for mark in marks
        if not _touching(taken, mark.span)
        # a number that the list lacks, and that links to a page, cites this page
        and (any(normal_label(label) in known for label in mark.labels) or not _touching(linked, mark.span))
    ]


def _in_source_columns(made: Composition, found: TextualList, known: Collection[str]) -> Iterator[Mark]:
    """Yield the cells below "Source" or "Reference" that show nothing but numbers of the list: "1", "(2)", "3, 4"."""
    listed = {block.span.start for block in found.blocks}
    columns = source_columns(made.text, made.blocks)
    for block in made.blocks if columns else ():
        is_source = in_source_column(block, columns) and block.span.start not in listed
        shown = _NUMBERS.fullmatch(made.text, *block.span) if is_source else None
        read = expand_listed(shown["inside"]) if shown is not None else None
        if read is not None and all(normal_label(label) in known for label in read.labels):
            yield Mark(span=block.span, labels=read.labels)


def _prose(made: Composition, found: TextualList) -> list[Span]:
    listed = {block.span.start for block in found.blocks}
    listed |= find_bylines(made.text, made.blocks)
    return [block.span for block in made.blocks if block.kind in _PROSE and block.span.start not in listed]


def _targeted(marks: Sequence[Mark], made: Composition, found: TextualList) -> Iterator[Mark]:
    """Yield the marks of the list with the keys of its entries; they mean no notes of the document with such labels."""
    keys = {normal_label(entry.label): entry.key for entry in reversed(found.entries)}
    notes = {normal_label(entry.label) for entry in made.entries}
    for mark in marks:
        labels = [normal_label(label) for label in mark.labels]
        is_of_list = any(label in keys or label.isdecimal() or label not in notes for label in labels)
        if is_of_list and not mark.targets:
            mark = replace(mark, targets=tuple(keys.get(label, "") for label in labels))
        yield mark


def _without(text: str, spans: Sequence[Span], sign: str) -> str:
    """Return the text with `sign` for each character of `spans`, which are in order."""
    pieces = []
    place = 0
    for span in spans:
        if span.start >= place:
            pieces += [text[place : span.start], re.sub(r"[^\n]", sign, text[span.start : span.end])]
            place = span.end
    return "".join([*pieces, text[place:]])


def _holding(spans: Sequence[Span], span: Span) -> bool:
    """Return whether one of `spans` (sorted, without overlaps) contains all of `span`."""
    place = bisect_right(spans, (span.start, sys.maxsize)) - 1
    return place >= 0 and span.end <= spans[place].end


def _touching(spans: Sequence[Span], span: Span) -> bool:
    """Return whether one of `spans` (sorted, without overlaps) has a character of `span`."""
    place = bisect_right(spans, (span.end - 1, sys.maxsize)) - 1
    return place >= 0 and spans[place].end > span.start
