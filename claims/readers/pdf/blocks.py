"""The blocks of a PDF: headings, paragraphs and items, from its lines in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claims.model import BlockKind
from claims.patterns import lazy_regex
from claims.readers.pdf.headings import heading_level
from claims.readers.pdf.measures import Measures
from claims.readers.pdf.model import TextLine
from claims.readers.plaintext.wrapping import is_ended, is_open

BULLET = lazy_regex(r"[•◦▪▫‣⁃●○■□·∙➢►–*]\s?(?=\S)|\(?\d{1,2}[.)]\s+(?=\S)|\([a-z]\)\s+(?=\S)")
"""The sign or the number that an item of a list begins with."""
_CAPTION = lazy_regex(
    r"(?:Fig(?:ure|\.)?|Table|Tab\.|Abb(?:ildung|\.)|Tabelle|Listing|Algorithm|PageBox)\s?\d{1,3}[.:|]"
)
_OTHER_SIZE = 1.13
_INDENT = 0.8  # of the size, by which the first line of a paragraph stands to the right
_HEADING_LEADING = 1.5  # of the size, between the lines of one heading
_GAP = 1.4  # of the usual distance of lines
_ROOM = 2.0  # of the size, by which the last line of a paragraph is shorter


@dataclass(slots=True)
class PdfBlock:
    """A block: its kind and its lines; `level` is that of a heading."""

    kind: BlockKind
    lines: list[TextLine] = field(default_factory=list)
    level: int = 0

    @property
    def text(self) -> str:
        """Its words, line by line."""
        return "\n".join(line.text for line in self.lines)


def cut_blocks(lines: Sequence[TextLine], measures: Measures) -> Iterator[PdfBlock]:
    """Yield the blocks of lines in reading order."""
    block: PdfBlock | None = None
    for line in lines:
        level = heading_level(line, measures)
        above = block.lines[-1] if block is not None else None
        if block is not None and above is not None and _goes_on(block, above, line, level, measures):
            block.lines.append(line)
            continue
        if block is not None:
            yield block
        kind = BlockKind.HEADING if level else _kind(line)
        block = PdfBlock(kind, [line], level)
    if block is not None:
        yield block


def _kind(line: TextLine) -> BlockKind:
    if _CAPTION.match(line.text):
        return BlockKind.CAPTION
    return BlockKind.LIST_ITEM if BULLET.match(line.text) else BlockKind.PARAGRAPH


def _goes_on(block: PdfBlock, above: TextLine, line: TextLine, level: int, measures: Measures) -> bool:
    """Return whether a line goes on with the block of the line above it in reading order."""
    ratio = line.size / above.size
    alike = 1 / _OTHER_SIZE < ratio < _OTHER_SIZE
    near = line.page == above.page and line.column == above.column
    drop = above.baseline - line.baseline
    if block.kind is BlockKind.HEADING or level:
        long = sum(len(one.text) for one in block.lines) < 200
        return (
            bool(level and block.level and alike and near and long)
            and level == block.level
            and (
                0 < drop <= _HEADING_LEADING * line.size
                and line.is_bold == above.is_bold
                and not _starts_anew(line.text)
            )
        )
    if _CAPTION.match(line.text) or BULLET.match(line.text):
        return False
    if not near or drop <= 0:
        return alike and _runs_over(above, line, measures)
    if not alike or drop > _GAP * _leading(block, line, measures):
        return False
    left, right = measures.edges(line)
    indented = line.left > above.left + _INDENT * line.size
    if block.kind is BlockKind.LIST_ITEM:
        return line.left >= block.lines[0].left + 2 and not (indented and len(block.lines) > 1)
    if indented and above.left <= left + 2 and (is_ended(above.text) or len(block.lines) > 1):
        return False
    short = above.right < right - _ROOM * above.size
    return not (short and is_ended(above.text))


def _starts_anew(text: str) -> bool:
    return text[:1].isdecimal()


def _leading(block: PdfBlock, line: TextLine, measures: Measures) -> float:
    """Return the usual distance of the lines of a block."""
    if len(block.lines) > 1 and block.lines[-1].page == block.lines[-2].page:
        drop = block.lines[-2].baseline - block.lines[-1].baseline
        if 0 < drop < 3 * line.size:
            return drop
    return max(measures.leading * line.size / measures.size, 1.25 * line.size)


def _runs_over(above: TextLine, line: TextLine, measures: Measures) -> bool:
    """Return whether a paragraph goes on in the next column or on the next page."""
    if is_ended(above.text):
        return False
    left, _ = measures.edges(line)
    return line.text[:1].islower() or is_open(above.text) or above.text.endswith("\u00ad") or line.left <= left + 2


__all__ = ["BULLET", "PdfBlock", "cut_blocks"]
