"""Read the entries of a list of references that a marked-up document writes as plain text, block by block."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from claims.layout import Block
from claims.model import BlockKind, Reference, Span
from claims.readers.composition import Composition
from claims.readers.fields import Fields
from claims.readers.plaintext.entries import EAST_ASIAN_NOTE, RAISED, entry_of
from claims.readers.plaintext.headings import is_ambiguous, is_end, is_further, is_references
from claims.readers.plaintext.lines import Line
from claims.readers.remarks import is_remark, names_work

_ITEMS = frozenset({BlockKind.LIST_ITEM, BlockKind.PARAGRAPH, BlockKind.REFERENCES})
_FURTHER_ITEMS = _ITEMS | {BlockKind.NAVIGATION}
_ADDRESS = re.compile(r"\s*(?:https?|ftp)://\S+\s*", re.IGNORECASE)
_BESIDE = 8  # words beside its links that an entry below a plain line has at most; a sentence has more
_RAISED_ALONE = re.compile(r"[⁰¹²³⁴-⁹]{1,3}")
_SUBHEADING = re.compile(r"[A-ZÀ-ÞА-Я][^\d\n.:]{2,50}:?")  # "Books" above some of the entries
_NUMBER_ALONE = re.compile(r"[\[(]?(\d{1,3})[\])]?[.:)]?")
BRACKETED = re.compile(rf"(?:\[\d{{1,3}}\]:?|[⁰¹²³⁴-⁹]{{1,3}})\s+\S|{EAST_ASIAN_NOTE}\s*[^\d\s]")
"""The begin of an entry with a number in brackets, or a raised one."""


@dataclass(frozen=True, slots=True)
class TextualList:
    """A list of references: the blocks that it takes up, headings within it included, and its entries."""

    blocks: Sequence[Block] = ()
    entries: Sequence[Reference] = ()
    is_further: bool = False  # it stands below "Further reading" or the like: marks decide

    @property
    def is_numbered(self) -> bool:
        """Whether an entry has a label that a mark may show."""
        return any(entry.label for entry in self.entries)


class _Item(NamedTuple):
    """An entry: where its words stand, and its label, "" where it has none."""

    span: Span
    label: str


@dataclass(slots=True)
class Listing:
    """Reads the blocks under headings of references: `find` finds them, `add` takes one, `listed` makes the list."""

    made: Composition
    language: str | None
    further: bool = False  # look below headings of further reading
    blocks: list[Block] = field(default_factory=list)
    items: list[_Item] = field(default_factory=list)
    row: tuple[int, int] | None = None  # the table and the row of the entry under way

    def find(self) -> TextualList | None:
        """Return the list, or None where there is none under a heading."""
        made = self.made
        own = {entry.span.start for entry in made.entries}
        blocks = [block for block in made.blocks if block.span.start not in own]
        listing = False
        section: tuple[str, ...] | None = None
        below: tuple[str, ...] = ()  # the section of the list
        is_plain = False
        heads: list[Block] = []  # the line that heads the list without being a heading
        is_loose = False  # whether what is below may be prose
        above = 0  # blocks of text above
        for place, block in enumerate(blocks):
            text = made.text[block.span.start : block.span.end]
            if block.kind is BlockKind.HEADING or (block.cell is None and is_references(text)):
                if listing and self._goes_on(block, text, blocks[place + 1 : place + 2], below):
                    section = None
                    continue
                listing = is_further(text) if self.further else is_references(text) and not is_end(text)
                section = None
                below = (*block.section, text.strip())
                is_plain = block.kind is not BlockKind.HEADING
                heads = [block] if is_plain and listing else []
                is_loose = listing and is_ambiguous(text)
                continue
            above += not listing
            section = block.section if section is None else section
            listing = listing and block.section == section
            if listing and is_plain and _is_sentence(made, block):
                continue
            if listing and is_loose and block.cell is None and _is_remark(made, block, at_top=not above):
                continue
            kinds = _FURTHER_ITEMS if self.further else _ITEMS
            if listing and (block.kind in kinds or self._is_cell_of_entry(block)):
                self.blocks += [*heads, block]
                heads = []
                self.add(block)
        found = self.listed(self.blocks)
        return found if found.entries else None

    def listed(self, blocks: Sequence[Block]) -> TextualList:
        """Return the list of the entries so far, which takes up `blocks`."""
        made = self.made
        items = _completed(made.text, self.items)
        entries = [entry_from(made, one.span, one.label, f"item-{n}", self.language) for n, one in enumerate(items)]
        return TextualList(blocks, entries)

    def _goes_on(self, heading: Block, text: str, following: Sequence[Block], below: tuple[str, ...]) -> bool:
        """Return whether a heading stands within the list: "Books" above the entries that go on with the count."""
        if is_references(text) or is_end(text) or not following or following[0].kind not in _FURTHER_ITEMS:
            return False
        _, label = next(lines_of(self.made, following[0]))
        if not self.items:
            return label == "1" and heading.section[: len(below)] == below
        last = self.items[-1].label
        return last.isdecimal() and label == str(int(last) + 1)

    def _is_cell_of_entry(self, block: Block) -> bool:
        """Return whether a cell of a table begins an entry with its number, or goes on with one in the same row."""
        if block.kind is not BlockKind.TABLE_CELL or block.cell is None:
            return False
        if (block.cell.table, block.cell.row) == self.row:
            return True
        text = self.made.text[block.span.start : block.span.end]
        return block.cell.column == 0 and (bool(number_alone(text)) or BRACKETED.match(text) is not None)

    def add(self, block: Block) -> None:
        """Add the entries of a block; the cells of one row are one entry."""
        text = self.made.text[block.span.start : block.span.end]
        alone = number_alone(text) if block.cell is None and block.span.start not in self.made.numbers else ""
        if alone and block.kind is not BlockKind.PARAGRAPH:
            self.items.append(_Item(Span(block.span.end, block.span.end), alone))  # a term with its definition below
        elif block.cell is None:
            self.items += [_Item(span, label) for span, label in lines_of(self.made, block)]
        elif (block.cell.table, block.cell.row) == self.row:
            last = self.items[-1]
            start = last.span.start if last.span.start < last.span.end else block.span.start
            self.items[-1] = _Item(Span(start, block.span.end), last.label)
        else:
            self.row = (block.cell.table, block.cell.row)
            alone = number_alone(text)
            item = _Item(Span(block.span.end, block.span.end), alone) if alone else None
            self.items += [item] if item else [_Item(*found) for found in lines_of(self.made, block)]


def number_alone(text: str) -> str:
    """Return the number that `text`, a cell, shows alone; "" where it shows something else."""
    if _RAISED_ALONE.fullmatch(text):
        return text.translate(RAISED)
    match = _NUMBER_ALONE.fullmatch(text)
    return match[1] if match else ""


def _completed(text: str, items: Sequence[_Item]) -> list[_Item]:
    """Return the entries, each with the words below its number, and with what stands between it and the next one.

    What stands between entries without a number of its own is an entry where the count has a gap for it.
    """
    done = _with_words(text, items)
    numbered = [place for place, item in enumerate(done) if item.label.isdecimal()]
    rising = [(one, two) for one, two in pairwise(numbered) if int(done[one].label) < int(done[two].label)]
    behind = len(done) - numbered[-1] - 1 if numbered else 0
    if 0 < behind <= max((two - one - 1 for one, two in rising), default=0):
        _fill(done, numbered[-1], len(done), 0)  # the last entry goes on as those before it do
    for one, two in reversed(rising):
        _fill(done, one, two, int(done[two].label) - int(done[one].label) - 1)
    return done


def _with_words(text: str, items: Sequence[_Item]) -> list[_Item]:
    """Return the items without headings of some of them; one that is a number alone has the words of the next."""
    done: list[_Item] = []
    if any(item.label for item in items):
        items = [item for item in items if item.label or not _SUBHEADING.fullmatch(text, *item.span)]
    for item in items:
        if done and not item.label and done[-1].label and not text[done[-1].span.start : done[-1].span.end].strip():
            done[-1] = _Item(item.span, done[-1].label)
        else:
            done.append(item)
    return done


def _fill(items: list[_Item], first: int, end: int, missing: int) -> None:
    """Number the items between two places, where as many numbers are missing; else add them to the first, in place."""
    between = items[first + 1 : end]
    if not between or any(item.label for item in between):
        return
    label = items[first].label
    if len(between) == missing:
        items[first + 1 : end] = [_Item(item.span, str(int(label) + n)) for n, item in enumerate(between, 1)]
    else:
        items[first:end] = [_Item(Span(items[first].span.start, between[-1].span.end), label)]


def _is_sentence(made: Composition, block: Block) -> bool:
    """Return whether a block without a number of its own is a sentence with links in it, and no entry."""
    first = bisect_left(made.links, (block.span.start, ""))
    inside = [anchor for anchor in made.anchors[first : first + _BESIDE] if anchor.end <= block.span.end]
    text = made.text[block.span.start : block.span.end]
    if block.span.start in made.numbers or not inside or entry_of(Line(0, len(text), 0, text)) is not None:
        return False
    linked = sum(len(made.text[anchor.start : anchor.end].split()) for anchor in inside)
    return len(text.split()) - linked > _BESIDE


def _is_remark(made: Composition, block: Block, *, at_top: bool) -> bool:
    """Return whether a block below "Notes" is prose, or an item that nothing above can cite, and no entry."""
    words = made.text[block.span.start : block.span.end]
    if block.span.start in made.numbers or entry_of(Line(0, len(words), 0, words)) is not None:
        return False
    if at_top:
        return not names_work(words)
    return block.kind is BlockKind.PARAGRAPH and is_remark(words)


def lines_of(made: Composition, block: Block) -> Iterator[tuple[Span, str]]:
    """Yield the entries of `block`, a block of `made`: a line that begins with a number begins one."""
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


def entry_from(made: Composition, span: Span, label: str, key: str, language: str | None) -> Reference:
    """Return the entry with the words of `made` in `span`, with its `label`, its `key` and the fields of its words."""
    fields = Fields()
    first = bisect_left(made.links, (span.start, ""))
    for place, url in made.links[first:]:
        if place > span.end:
            break
        fields.add_url(url)
    text = made.text[span.start : span.end]
    fields.read_text(text, language=language)
    return replace(fields.reference(key, label), text=text, span=span)
