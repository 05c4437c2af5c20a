"""Compose a layout's text block by block, with the places of marks, notes and origins.

Every reader of marked-up documents writes through a `Composer`, so that the same article gives the same text in
whichever form it comes: white space collapses, a mark is "[label]", blocks are set apart
by an empty line, and the list of references comes last.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from claims.layout import Block, Mark
from claims.model import BlockKind, Reference, Span
from claims.readers.composition import Composition, Draft, LinkPlace
from claims.readers.plaintext.headings import is_further, is_references
from claims.readers.tables import Tables
from claims.source_map import OriginPiece

__all__ = ["NO_ENTRY", "Composer", "Composition", "Draft"]

NO_ENTRY = "-"
"""A target of a mark whose label has no entry, whatever entries have such a label."""
_WHITE = re.compile(r"[ \t\n\r\f\v\u00a0\u2007\u202f]+|\u00ad+")  # a soft hyphen is nothing
_WEB = re.compile(r"(?:[a-z]{2,10}:)?//", re.IGNORECASE)
_LINES = frozenset(
    {BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.FACTS, BlockKind.REFERENCES, BlockKind.NAVIGATION}
)


class Composer:
    """Takes text in reading order and makes a `Composition` of it.

    Blocks never nest: beginning one ends the one before. `begin_entry` begins a block of the list of references, which
    stands at the end of the text whenever it was begun.
    """

    def __init__(self) -> None:
        self._body: list[Draft] = []
        self._list: list[Draft] = []
        self._draft: Draft | None = None
        self._kind = BlockKind.PARAGRAPH
        self._headings: list[tuple[int, str]] = []
        self._section: tuple[str, ...] | None = ()
        self._number: str | None = None
        self._interrupted: list[tuple[Draft | None, BlockKind]] = []
        self.tables = Tables()

    @property
    def section(self) -> tuple[str, ...]:
        """The headings above the current place, outermost first."""
        if self._section is None:
            self._section = tuple(title for _, title in self._headings)
        return self._section

    @property
    def kind(self) -> BlockKind:
        """The kind of the current block."""
        return self._kind

    def begin(self, kind: BlockKind, *, number: str | None = None) -> None:
        """End the current block; what is written next goes to a new one of `kind`.

        `number` is what a list shows before the item, which is no part of its text.
        """
        self._draft = None
        self._kind = kind
        self._number = number

    def heading(self, level: int) -> None:
        """Begin a heading of `level`, from 1 for the highest; `end_heading` puts it into the section path."""
        self.begin(BlockKind.HEADING)
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._headings.append((level, ""))
        self._section = None

    def end_heading(self, *, in_path: bool = True) -> None:
        """End the current heading; the document's own title does not become part of the section path."""
        level = self._headings.pop()[0]
        self._section = None
        draft = self._draft
        if draft is not None:
            text = "".join(draft.parts)
            for mark in reversed(draft.marks):
                text = text[: mark.span.start] + text[mark.span.end :]
            draft.section = self.section
            if text.strip() and in_path:
                self._headings.append((level, text.strip()))
                self._section = None
        self.begin(BlockKind.PARAGRAPH)

    def begin_entry(self, reference: Reference) -> Draft:
        """Begin an entry of the list of references and return it.

        `text` and `span` of its `entry` are filled in at the end; until then it may be replaced.
        """
        self._interrupted.append((self._draft, self._kind))
        self._kind = BlockKind.REFERENCES
        self._draft = Draft(BlockKind.REFERENCES, (), entry=reference)
        self._list.append(self._draft)
        return self._draft

    def end_entry(self) -> None:
        """End the entry and go back to the block that it interrupted."""
        self._draft, self._kind = self._interrupted.pop()

    @property
    def length(self) -> int:
        """The number of characters of the current block so far."""
        return 0 if self._draft is None else self._draft.length

    @property
    def last(self) -> str:
        """The last character of the current block so far, "\\n" where it has none."""
        return "\n" if self._draft is None else self._draft.last

    def written(self) -> str:
        """Return the text of the current block so far."""
        return "" if self._draft is None else "".join(self._draft.parts)

    def write(self, text: str, at: int | None = None, until: int | None = None) -> None:
        """Write `text`, its white space collapsed.

        `at` is the offset in the source where it stands; without `until` it stands there as it is, otherwise all of
        it was made from the source between the two.
        """
        if not text:
            return
        if at is None or until is not None:
            self._put(_WHITE.sub(_blank, text), at, until)
            return
        start = 0
        for white in _WHITE.finditer(text):
            if white.end() - white.start() > 1 or white[0] != " ":
                self._put(text[start : white.start()], at + start, at + white.start())
                self._put(_blank(white), at + white.start(), at + white.end())
                start = white.end()
        self._put(text[start:], at + start, at + len(text))

    def line_break(self) -> None:
        """End the line, not the block."""
        draft = self._draft
        if draft is not None and draft.length and draft.last != "\n":
            self._trim(draft)
            draft.put("\n", None, None)

    def mark(
        self, labels: Sequence[str], targets: Sequence[str], pages: str | None, at: int | None, until: int | None
    ) -> None:
        """Write a citation mark in its canonical form."""
        shown = "[" + ", ".join(labels) + "]" + (f":{pages}" if pages else "")
        draft = self._open()
        start = draft.length
        draft.put(shown, at, until)
        draft.marks.append(
            Mark(span=Span(start, draft.length), labels=tuple(labels), targets=tuple(targets), pages=pages)
        )

    def add_pages(self, pages: str, at: int | None, until: int | None) -> None:
        """Add to the mark that was just written the page that it names: "[3]" becomes "[3]:23"."""
        draft = self._draft
        if draft is None or not draft.marks or draft.marks[-1].span.end != draft.length:
            return
        mark = draft.marks[-1]
        draft.put(f":{pages}", at, until)
        draft.marks[-1] = replace(mark, span=Span(mark.span.start, draft.length), pages=pages)

    def link(
        self,
        url: str,
        *,
        start: int | None = None,
        end: int | None = None,
        title: str = "",
        source: tuple[int, int] | None = None,
    ) -> None:
        """Record a link to `url` whose words are the current block's from `start` to `end`; None: its end so far."""
        if self._draft is None and start is not None:
            self._open()  # a picture at the start of its block
        if self._draft is not None:
            end = self._draft.length if end is None else min(end, self._draft.length)
            self._draft.links.append(LinkPlace(min(end if start is None else start, end), end, url, title, source))

    def place_of(self, at: int) -> int:
        """Return the offset in the current block of what was made from the source at `at`, or just before it."""
        draft = self._draft
        place = -1 if draft is None else bisect_right(draft.pieces, at, key=lambda piece: piece.at) - 1
        if draft is None or place < 0:
            return 0
        piece = draft.pieces[place]
        is_exact = piece.end - piece.start == piece.until - piece.at
        return min(piece.start + at - piece.at, piece.end) if is_exact or at == piece.at else piece.end

    def code_from(self, start: int) -> None:
        """Record that the current block is code from its offset `start` on."""
        if self._draft is not None and self._draft.length > start:
            self._draft.code.append(Span(start, self._draft.length))

    @property
    def holes(self) -> tuple[str, ...]:
        """The names of what could not be read, in order, whether or not there is text around it."""
        return tuple(name for draft in self._body for _, name in draft.holes)

    def hole(self, name: str) -> None:
        """Record that something called `name` stands here which could not be read."""
        draft = self._open()
        draft.holes.append((draft.length, name))

    def target(self) -> None:
        """Record that links of the document point to the current block, at its begin."""
        self._open().is_target = True

    def note(self, text: str, at: int | None, until: int | None) -> None:
        """Write an editor's note that is not part of a claim, such as "[citation needed]"."""
        draft = self._open()
        start = draft.length
        draft.put(text, at, until)
        draft.uncited.append(Span(start, draft.length))

    def compose(self) -> Composition:
        """Put the blocks together."""
        parts: list[str] = []
        blocks: list[Block] = []
        marks: list[Mark] = []
        entries: list[Reference] = []
        uncited: list[Span] = []
        pieces: list[OriginPiece] = []
        links: list[LinkPlace] = []
        numbers: dict[int, str] = {}
        code: list[Span] = []
        holes: list[tuple[int, str]] = []
        targets: set[int] = set()
        length = 0
        before: BlockKind | None = None
        for draft in (*self._body, *self._list):
            text = "".join(draft.parts).rstrip()
            if not text and draft.entry is None:
                links.extend(link._replace(start=length, end=length) for link in draft.links)  # pictures
                continue
            if before is not None:
                gap = "\n" if draft.kind is before and before in _LINES else "\n\n"
                parts.append(gap)
                length += len(gap)
            before = draft.kind
            kind = _listed(draft)
            span = Span(length, length + len(text))
            if text:
                blocks.append(Block(span=span, kind=kind, section=draft.section, cell=draft.cell))
            if draft.entry is not None:
                entries.append(replace(draft.entry, text=text, span=span))
            marks.extend(replace(mark, span=_moved(mark.span, length)) for mark in draft.marks)
            uncited.extend(_moved(note, length) for note in draft.uncited)
            for start, end, at, until, _ in draft.pieces:
                if start < len(text):
                    cut = max(end - len(text), 0) if end - start == until - at else 0
                    pieces.append(OriginPiece(start + length, min(end, len(text)) + length, at, until - cut))
            links.extend(
                link._replace(start=min(link.start, len(text)) + length, end=min(link.end, len(text)) + length)
                for link in draft.links
            )
            code.extend(_moved(span, length) for span in draft.code)
            holes.extend((min(place, len(text)) + length, name) for place, name in draft.holes)
            if draft.is_target:
                targets.add(length)
            if draft.number is not None:
                numbers[length] = draft.number
            parts.append(text)
            length += len(text)
        known = {entry.key for entry in entries}
        marks = [replace(mark, targets=_known(mark.targets, known)) for mark in marks]
        return Composition(
            text="".join(parts),
            blocks=tuple(blocks),
            marks=tuple(marks),
            entries=tuple(entries),
            uncited=tuple(uncited),
            pieces=tuple(pieces),
            links=tuple((link.end, link.url) for link in links if _WEB.match(link.url)),
            numbers=numbers,
            code=tuple(code),
            holes=tuple(holes),
            anchors=tuple(links),
            targets=frozenset(targets),
        )

    def _open(self) -> Draft:
        if self._draft is None:
            self._draft = Draft(self._kind, self.section, number=self._number)
            if self._kind is BlockKind.TABLE_CELL:
                self._draft.cell = self.tables.current
            self._number = None
            self._body.append(self._draft)
        return self._draft

    def _put(self, text: str, at: int | None, until: int | None) -> None:
        draft = self._draft
        if text[:1] == " " and (draft is None or draft.last in " \n"):
            if at is not None and until is not None and until - at == len(text):
                at += 1
            text = text[1:]
        if text:
            self._open().put(text, at, until)

    @staticmethod
    def _trim(draft: Draft) -> None:
        if draft.last != " ":
            return
        last = draft.parts.pop()
        draft.parts.append(last[:-1])
        draft.length -= 1
        if draft.pieces and draft.pieces[-1].end > draft.length:
            piece = draft.pieces.pop()
            shrunk = piece.until - 1 if piece.end - piece.start == piece.until - piece.at else piece.until
            if draft.length > piece.start:
                draft.pieces.append(OriginPiece(piece.start, draft.length, piece.at, shrunk))


def _blank(white: re.Match[str]) -> str:
    return "" if white[0][0] == "\u00ad" else " "


def _listed(draft: Draft) -> BlockKind:
    """Return the kind of a block: an item without marks below "Bibliography" or "See also" makes no claim."""
    if draft.kind is not BlockKind.LIST_ITEM or draft.marks:
        return draft.kind
    return _kind_below(draft.section) or draft.kind


@lru_cache(maxsize=256)
def _kind_below(section: tuple[str, ...]) -> BlockKind | None:
    if any(is_references(heading) for heading in section):
        return BlockKind.REFERENCES
    return BlockKind.NAVIGATION if any(is_further(heading) for heading in section) else None


def _known(targets: tuple[str, ...], known: Collection[str]) -> tuple[str, ...]:
    """Return the keys of a mark with "" for entries that were not written; none where no entry was.

    A mark with `NO_ENTRY` among them keeps them: its label means no other entry either.
    """
    is_known = NO_ENTRY in targets or any(key in known for key in targets)
    return tuple(key if key in known else "" for key in targets) if is_known else ()


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
