"""Write the blocks of a PDF into a composition, with the marks of the notes at the feet of its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.model import BlockKind
from claims.patterns import lazy_regex
from claims.readers.composing import Composer
from claims.readers.fields import Fields
from claims.readers.pdf.blocks import BULLET, PdfBlock
from claims.readers.pdf.entries import PdfEntry
from claims.readers.pdf.feet import FootNote, raised_spans
from claims.readers.pdf.headings import words_of_heading
from claims.readers.pdf.model import TextLine
from claims.readers.pdf.words import Vocabulary, Written, written

_NUMBERS = lazy_regex(r"\d{1,3}(?:\s?[,;]\s?\d{1,3}){0,9}")
_POWER = lazy_regex(r"(?:^|[^\w])(?:[^\W\d_]|[kcdmµμn]?m|ft|mi|ha)$|\d$")
_YEAR = lazy_regex(r"(?<!\d)(?:1[5-9]|20)\d\d$")


class PdfWriter:
    """Writes to `composer`.

    `feet` are the notes at the feet of pages. With `is_beside`, the document has a list of references too: its notes
    are called "note 1" then.
    """

    def __init__(self, vocabulary: Vocabulary, feet: Sequence[FootNote], *, is_beside: bool) -> None:
        self.composer = Composer()
        self._vocabulary = vocabulary
        self._notes = {(note.page, note.label): f"foot-{number}" for number, note in enumerate(feet, 1)}
        self._feet = feet
        self._prefix = "note " if is_beside else ""
        self._write_feet()

    def write_block(self, block: PdfBlock) -> None:
        """Write a heading, a paragraph, an item or a caption."""
        if block.kind is BlockKind.HEADING:
            self.composer.heading(block.level)
            self._write_heading(block)
            self.composer.end_heading()
            return
        self.composer.begin(block.kind)
        bullet = BULLET.match(block.lines[0].text) if block.kind is BlockKind.LIST_ITEM else None
        self._write(block.lines, skip=bullet.end() if bullet is not None else 0)

    def write_entries(self, entries: Sequence[PdfEntry]) -> None:
        """Write the entries of a list of references, each as an item with its number."""
        for entry in entries:
            self.composer.begin(BlockKind.LIST_ITEM, number=entry.label or None)
            for piece in written(entry.lines, self._vocabulary, skip=entry.skip):
                self._put(piece)

    def _write_heading(self, block: PdfBlock) -> None:
        shown = " ".join(block.text.split())
        words = words_of_heading(shown)
        if shown.endswith(words):
            self._write(block.lines, skip=0)
            return
        self.composer.write(words, block.lines[0].at, block.lines[-1].at + len(block.lines[-1].text))

    def _write_feet(self) -> None:
        for note in self._feet:
            key = self._notes[note.page, note.label]
            label = f"{self._prefix}{note.label}"
            pieces = list(written(note.lines, self._vocabulary, skip=note.skip))
            fields = Fields()
            fields.read_text("".join(piece.text for piece in pieces))
            self.composer.begin_entry(fields.reference(key, label))
            for piece in pieces:
                self._put(piece)
            self.composer.end_entry()

    def _write(self, lines: Sequence[TextLine], *, skip: int) -> None:
        marks = {start: (end, labels) for line in lines for start, end, labels in self._marks(line)}
        ends = sorted(marks)
        for piece in written(lines, self._vocabulary, skip=skip):
            place = piece.at
            for start in ends:
                end, labels = marks[start]
                if piece.at <= start and end <= piece.until and piece.until - piece.at == len(piece.text):
                    self._put(Written(piece.text[place - piece.at : start - piece.at], place, start))
                    page = self._page(lines, start)
                    targets = [self._notes[page, label] for label in labels]
                    self.composer.mark([f"{self._prefix}{label}" for label in labels], targets, None, start, end)
                    place = end
            self._put(Written(piece.text[place - piece.at :], place, piece.until))

    def _marks(self, line: TextLine) -> Iterator[tuple[int, int, list[str]]]:
        """Yield the raised numbers of a line that notes of its page have, with their places."""
        for start, end in raised_spans(line):
            shown = line.text[start:end]
            before = line.text[:start]
            labels = re.split(r"\s?[,;]\s?", shown) if _NUMBERS.fullmatch(shown) else [shown]
            known = all((line.page, label) in self._notes for label in labels)
            power = _POWER.search(before) is not None and _YEAR.search(before) is None
            if known and not power and before.strip():
                yield line.at + start, line.at + end, labels

    @staticmethod
    def _page(lines: Sequence[TextLine], at: int) -> int:
        return next(line.page for line in lines if line.at <= at <= line.at + len(line.text))

    def _put(self, piece: Written) -> None:
        if len(piece.text) == piece.until - piece.at:
            self.composer.write(piece.text, piece.at)
        else:
            self.composer.write(piece.text, piece.at, piece.until)


__all__ = ["PdfWriter"]
