"""The layout of a PDF: its paragraphs in reading order, the notes at the feet of its pages, its list of references."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from claims.language import detect
from claims.layout import Layout
from claims.model import BlockKind, DocumentFormat
from claims.readers.composing import Composition
from claims.readers.links import with_links
from claims.readers.pdf.blocks import PdfBlock, cut_blocks
from claims.readers.pdf.columns import put_in_reading_order
from claims.readers.pdf.entries import split_entries
from claims.readers.pdf.feet import FootNote, take_feet
from claims.readers.pdf.furniture import without_furniture
from claims.readers.pdf.headings import NUMBERED, ends_references, is_references_heading
from claims.readers.pdf.measures import Measures
from claims.readers.pdf.model import TextLine
from claims.readers.pdf.origins import PdfOrigins
from claims.readers.pdf.pages import read_pages
from claims.readers.pdf.words import Vocabulary
from claims.readers.pdf.writing import PdfWriter
from claims.readers.textual import with_textual_notes

_LIKE = 0.95  # headings of one level have sizes that are as near as this
_TITLE_SIZE = 1.3  # of the size of the text


def read(body: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Layout:
    """Read a PDF; see `claims.interfaces.Reader`. Its origins are pages and boxes.

    Raises `ReadingError` for a PDF that is damaged, that needs a password, or that has no text.
    """
    del encoding  # a PDF has its own
    pages, stated = read_pages(body, name)
    without_furniture(pages)
    put_in_reading_order(pages)
    measures = Measures(pages)
    feet = take_feet(pages, measures)
    lines = [line for page in pages for line in page.lines]
    _number_lines([*lines, *(line for note in feet for line in note.lines)])
    blocks = list(cut_blocks(lines, measures))
    title = _title(blocks, measures)
    _rank(blocks)
    made = _composed(blocks, feet, measures, Vocabulary(lines))
    language = detect(made.text[:20_000])
    made = with_links(with_textual_notes(made, language=language), url=url)
    ordered = sorted([*lines, *(line for note in feet for line in note.lines)], key=lambda line: line.at)
    return Layout(
        name=name,
        format=DocumentFormat.PDF,
        text=made.text,
        sha256=hashlib.sha256(body).hexdigest(),
        blocks=made.blocks,
        marks=made.marks,
        entries=made.entries,
        url=url,
        language=language,
        title=title or stated or None,
        uncited=made.uncited,
        origins=PdfOrigins(ordered, made.pieces),
    )


def _composed(
    blocks: Sequence[PdfBlock], feet: Sequence[FootNote], measures: Measures, vocabulary: Vocabulary
) -> Composition:
    writer = PdfWriter(vocabulary, feet, is_beside=any(map(_heads_references, blocks)))
    _write(blocks, writer, measures)
    return writer.composer.compose()


def _number_lines(lines: Sequence[TextLine]) -> None:
    """Give the lines their offsets in the text of all of them."""
    at = 0
    for line in sorted(lines, key=lambda one: one.page):
        line.at = at
        at += len(line.text) + 1


def _heads_references(block: PdfBlock) -> bool:
    return block.kind is BlockKind.HEADING and is_references_heading(block.text)


def _title(blocks: Sequence[PdfBlock], measures: Measures) -> str | None:
    """Return the heading of the first page in the largest type."""
    first = [block for block in blocks if block.level and block.lines[0].page == 0]
    largest = max(first, key=lambda block: block.lines[0].size, default=None)
    if largest is None or largest.lines[0].size < _TITLE_SIZE * measures.size:
        return None
    largest.level = 1
    return " ".join(largest.text.split())


def _rank(blocks: Sequence[PdfBlock]) -> None:
    """Give the headings without numbers their levels, by their sizes: the largest below the title is of level 2."""
    headings = [block for block in blocks if block.level > 1 and not NUMBERED.match(block.text)]
    sizes: list[float] = []
    for size in sorted((block.lines[0].size for block in headings), reverse=True):
        if not sizes or size < _LIKE * sizes[-1]:
            sizes.append(size)
    for block in headings:
        block.level = 1 + sum(1 for size in sizes if block.lines[0].size <= size * 1.001)


def _write(blocks: Sequence[PdfBlock], writer: PdfWriter, measures: Measures) -> None:
    """Write the blocks; those below the heading of the references, up to the next heading, are entries."""
    listed: list[TextLine] = []
    listing = False
    for block in blocks:
        if block.kind is BlockKind.HEADING and (not listing or _ends_list(block)):
            writer.write_entries(split_entries(listed, measures))
            listed = []
            listing = _heads_references(block)
            writer.write_block(block)
        elif listing:
            listed += block.lines
        else:
            writer.write_block(block)
    writer.write_entries(split_entries(listed, measures))


def _ends_list(block: PdfBlock) -> bool:
    """Return whether a heading ends the list of references that it follows."""
    return ends_references(block.text) or block.lines[0].is_bold or len(block.text) < 60


__all__ = ["read"]
