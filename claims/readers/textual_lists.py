"""Find the list of references of a marked-up document that is written as plain text: numbered, under References."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from claims.layout import Block
from claims.markers.author_dates import dated_share
from claims.model import BlockKind, Span
from claims.readers.composition import Composition
from claims.readers.plaintext.headings import is_ambiguous, is_references
from claims.readers.remarks import names_work
from claims.readers.textual_items import BRACKETED, Listing, TextualList, entry_from, lines_of, number_alone

_AFTER = frozenset({BlockKind.NAVIGATION, BlockKind.HEADING})  # what may come below the list of notes
_NOTES = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_DATED = 0.25  # share of the entries that the text cites where it cites a list by author and year; judgement
_FEW = 12  # words of an item that is a source and no sentence with a link; judgement
_ALONE = re.compile(r"\[\d{1,3}\]:?")
_NUMERAL = re.compile(r"[\[(]{0,2}\d{1,3}[\])]{0,2}")
_COUNT = re.compile(
    r"#|no|nr|n[º°o]|№|id|refs?|number|citations?|cite|marks?|references?|footnotes?|notes?|编号|序号|番号|번호",
    re.IGNORECASE,
)
_LINKS = re.compile(
    r"sources?|links?|urls?|references?|titles?|quellen?|fuentes?|titel|título|titre|fonte|liens?|address|来源|链接|標題|标题|出典"
    r"|источник|ссылка|출처|링크",
    re.IGNORECASE,
)


def find_list(made: Composition, *, language: str | None = None, by_marks: bool = True) -> TextualList:
    """Return the list of references that a reader left in the composed text; an empty one where there is none.

    It stands below a heading of references, or at the end with numbers in brackets. With `by_marks`, it may also stand
    within the text, or below a heading such as "Literatur", with numbers: whether the marks of the text show these is
    for the caller to say. `language` is that of the text.
    """
    headed = Listing(made, language).find()
    if headed is not None and headed.is_numbered:
        return headed
    pointed = _pointed(made, language)
    if pointed is not None:
        return pointed
    unheaded = _unheaded(made, language)
    if unheaded is not None and headed is not None:
        unheaded = replace(unheaded, is_further=True)
    if unheaded is not None and (by_marks or not unheaded.is_further):
        return unheaded
    if headed is not None or not by_marks:
        return headed or TextualList()
    return _further(made, language) or _closing(made, language) or _tabled(made, language)


def is_sure(made: Composition, found: TextualList) -> bool:
    """Return whether blocks are a list of references although no mark points to them.

    Their heading means nothing else, and two entries or more name most of their sources by an address or a year.
    """
    listed, entries = found.blocks, found.entries
    above = [block for block in made.blocks if listed and block.span.end <= listed[0].span.start][-1:]
    if len(entries) < 2 or not above or above[0].kind is not BlockKind.HEADING:
        return False
    heading = made.text[above[0].span.start : above[0].span.end]
    named = sum(1 for entry in entries if entry.urls or entry.published or entry.identifiers)
    return is_references(heading) and not is_ambiguous(heading) and named > len(entries) / 2


def is_dated(made: Composition, found: TextualList) -> bool:
    """Return whether the text above a list cites its entries by author and year: several of them, not one by chance."""
    if not found.entries:
        return False
    above = made.text[: found.entries[0].span.start]
    return dated_share(above, [entry.text for entry in found.entries]) >= _DATED


def _pointed(made: Composition, language: str | None) -> TextualList | None:
    """Return the blocks with numbers to which links of the document point, two at least, and their entries."""
    blocks = [block for block in made.blocks if block.span.start in made.targets and block.kind in _NOTES]
    found = [(block, line) for block in blocks for line in lines_of(made, block) if line[1]]
    labels = [label for _, (_, label) in found]
    if len(found) < 2 or len(set(labels)) < len(labels):
        return None
    entries = [entry_from(made, span, label, f"item-{label}", language) for _, (span, label) in found]
    return TextualList(list(dict.fromkeys(block for block, _ in found)), entries, is_further=True)


def _further(made: Composition, language: str | None) -> TextualList | None:
    found = Listing(made, language, further=True).find()
    shown = found is not None and (found.is_numbered or is_dated(made, found))
    return replace(found, is_further=True) if found is not None and shown else None


def _closing(made: Composition, language: str | None) -> TextualList | None:
    """Return the numbered items or paragraphs that end the text, if most of them name sources; two at least."""
    blocks: list[Block] = []
    for block in reversed(made.blocks):
        if block.kind in _NOTES and block.cell is None and _begins_entry(made, block):
            blocks.append(block)
        elif blocks or block.kind not in _AFTER:
            break
    blocks.reverse()
    lines = [line for block in blocks for line in lines_of(made, block)]
    labels = [int(label) for _, label in lines if label.isdecimal()]
    if len(labels) < 2 or len(labels) < len(lines) or sorted(set(labels)) != labels:
        return None
    entries = [entry_from(made, span, label, f"item-{label}", language) for span, label in lines]
    named = sum(1 for entry in entries if entry.urls or entry.identifiers or names_work(entry.text))
    return TextualList(blocks, entries, is_further=True) if named > len(entries) / 2 else None


def _begins_entry(made: Composition, block: Block) -> bool:
    """Return whether a block is a numbered item, or begins with the number of an entry."""
    return block.span.start in made.numbers or next(lines_of(made, block))[1].isdecimal()


def _tabled(made: Composition, language: str | None) -> TextualList:
    """Return the entries of the last table whose rows are sources: "# | Source | Link", with a number in each row."""
    listing = Listing(made, language)
    cells = [(block, block.cell) for block in made.blocks if block.cell is not None]
    last = cells[-1][1].table if cells else None
    rows = [(block, cell) for block, cell in cells if cell.table == last]
    heads = [made.text[block.span.start : block.span.end].strip(" :.") for block, cell in rows if cell.row == 0]
    below = [block for block, cell in rows if cell.row]
    firsts = [made.text[block.span.start : block.span.end] for block, cell in rows if cell.row and cell.column == 0]
    is_counted = heads and _COUNT.fullmatch(heads[0]) and any(_LINKS.fullmatch(head) for head in heads[1:])
    if not (is_counted and firsts and all(map(number_alone, firsts))):
        return TextualList()
    for block in below:
        listing.add(block)
    return replace(listing.listed(below), is_further=True)


def _unheaded(made: Composition, language: str | None) -> TextualList | None:
    """Return the blocks at the end that begin with numbers in brackets, counting from 1, and their entries.

    Where there are none at the end, the last such blocks within the text are meant, two at least; marks decide then.
    """
    runs: list[list[Block]] = [[]]
    own = {entry.span.start for entry in made.entries}
    at_end = False
    alone = False  # whether the block above is the number of an entry, "[1]"
    for block in made.blocks:
        if block.span.start in own:
            continue
        is_words = alone and block.kind in _NOTES
        alone = block.kind is BlockKind.PARAGRAPH and _ALONE.fullmatch(made.text, *block.span) is not None
        if block.kind is not BlockKind.CODE and (
            alone
            or is_words
            or BRACKETED.match(made.text, block.span.start, block.span.end)
            or _is_numbered_link(made, block)
        ):
            runs[-1].append(block)
            at_end = True
        elif block.kind is BlockKind.CODE or block.kind not in _AFTER or not at_end:
            at_end = False
            runs += [[]] if runs[-1] else []
    found = [(run, _counted(made, run)) for run in runs if run]
    found = [(run, lines) for run, lines in found if lines and (len(lines) > 1 or (at_end and run is runs[-1]))]
    if not found:
        return None
    blocks, lines = found[-1]
    entries = [entry_from(made, span, label, f"item-{label}", language) for span, label in lines]
    is_certain = at_end and blocks is runs[-1] and not any(block.span.start in made.numbers for block in blocks)
    return TextualList(blocks, entries, is_further=not is_certain)


def _is_numbered_link(made: Composition, block: Block) -> bool:
    """Return whether a block is a numbered item that holds hardly more than a link or an address: "1. https://…"."""
    if block.span.start not in made.numbers:
        return False
    words = made.text[block.span.start : block.span.end]
    first = bisect_left(made.links, (block.span.start, ""))
    linked = first < len(made.links) and made.links[first][0] <= block.span.end
    mark = bisect_left(made.marks, block.span.start, key=lambda mark: mark.span.start)
    if mark < len(made.marks) and made.marks[mark].span.end <= block.span.end:
        return False  # "1. Salt rose.[[1]](https://…)"
    if linked and all(map(_NUMERAL.fullmatch, _linked_words(made, block))):
        return False
    return (linked or "://" in words) and len(words.split()) <= _FEW


def _linked_words(made: Composition, block: Block) -> list[str]:
    """Return the words of the links in a block that stand behind others."""
    first = bisect_left(made.links, (block.span.start, ""))
    inside = [anchor for anchor in made.anchors[first : first + _FEW] if anchor.end <= block.span.end]
    return [made.text[anchor.start : anchor.end] for anchor in inside if anchor.start > block.span.start] or ["-"]


def _counted(made: Composition, blocks: Sequence[Block]) -> list[tuple[Span, str]]:
    """Return the entries of blocks that count from 1; none where they count otherwise."""
    found: list[tuple[Span, str]] = []
    for span, label in (line for block in blocks for line in lines_of(made, block)):
        if not label and found and found[-1][0].start == found[-1][0].end:
            found[-1] = (span, found[-1][1])  # the words below their number
        else:
            found.append((span, label))
    return found if [label for _, label in found] == [str(number) for number in range(1, len(found) + 1)] else []
