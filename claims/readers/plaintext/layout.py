"""The layout of a plain text: its title, facts, headings, paragraphs, list items, and the list at its end."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.bibliography import parse_reference
from claims.decoding import decode, normal_newlines
from claims.language import detect
from claims.layout import Block, Layout, Mark
from claims.markers import find_citation_needed, find_listed_marks, find_marks
from claims.model import BlockKind, DocumentFormat, Reference, Span
from claims.patterns import lazy_regex
from claims.readers.composition import Composition
from claims.readers.links import with_links
from claims.readers.plaintext.blocks import cut_blocks, find_title
from claims.readers.plaintext.drawn_tables import drawn_edits
from claims.readers.plaintext.entries import TextEntry
from claims.readers.plaintext.lines import split_lines
from claims.readers.plaintext.numbering import number_lists
from claims.readers.plaintext.pages import PrintedPages
from claims.readers.plaintext.reflist import RefList, find_lists
from claims.readers.plaintext.rejoining import page_breaks, rejoining_edits
from claims.readers.plaintext.wrapping import Wrapping
from claims.readers.symbol_notes import with_symbol_notes
from claims.source_map import EditedOrigins, EditedText, MappedOrigins, OriginPiece

_CARRIAGE = lazy_regex(r"\r\n?")
_BROKEN_MARK = lazy_regex(r"\[(?=[^\[\]]{1,80}\])[^\[\]\n]{1,60}\n[^\[\]]{1,60}\]")
_EMPTY = lazy_regex(r"\[?\d*\]?")


def read(body: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Layout:
    """Read a plain text; offsets and origins are those of the text itself, its line breaks as one character each."""
    source = _CARRIAGE.sub("\n", decode(body, name=name, encoding=encoding))
    edits = [*rejoining_edits(source), *drawn_edits(source)]
    edited = EditedText(source, edits)
    feeds = page_breaks(source, edits)
    sha256 = hashlib.sha256(body).hexdigest()
    layout = lay_out(normal_newlines(edited.text), name=name, url=url, sha256=sha256, feeds=feeds)
    origins = layout.origins
    return replace(layout, origins=EditedOrigins(origins, edited)) if isinstance(origins, MappedOrigins) else layout


def lay_out(text: str, *, name: str, sha256: str, url: str | None = None, feeds: Sequence[int] = ()) -> Layout:
    """Lay a text out that has been decoded; `feeds` are the offsets at which it begins a new page."""
    lines = split_lines(text)
    wrapping = Wrapping(lines)
    pages = PrintedPages(lines, feeds)
    lists = find_lists(lines, wrapping=wrapping, pages=pages)
    number_lists(text, lists)
    blocks = tuple(cut_blocks(lines, lists, wrapping=wrapping, pages=pages))
    title = find_title(lines, blocks)
    blocks = tuple(_below_title(blocks, title))
    prose = [block for block in blocks if block.kind not in (BlockKind.REFERENCES, BlockKind.NAVIGATION)]
    language = detect(" ".join(_texts(text, prose, limit=20_000)))
    entries = tuple(_references(text, lists, language))
    labels = {entry.label for entry in entries if entry.label} or None
    marks = _marks(text, labels, prose, entries)
    unnumbered = frozenset(entry.key for entry in entries if not entry.label)
    uncited = tuple(find_citation_needed(text))
    whole = (OriginPiece(0, len(text), 0, len(text)),)
    composed = Composition(text, blocks, tuple(marks), entries, uncited, whole)
    made = with_links(with_symbol_notes(composed, language=language), url=url)
    return Layout(
        name=name,
        format=DocumentFormat.PLAINTEXT,
        text=made.text,
        sha256=sha256,
        blocks=made.blocks,
        marks=made.marks,
        entries=made.entries,
        url=url,
        language=language,
        title=title,
        unused_allowed=unnumbered,
        uncited=made.uncited,
        origins=MappedOrigins(text, made.pieces),
    )


def _marks(text: str, labels: set[str] | None, prose: Sequence[Block], entries: Sequence[Reference]) -> list[Mark]:
    """Return the marks within `prose`; `labels` are those of the lists, None where there are none."""
    text = _rejoined(text, prose)
    if labels:
        spans = [block.span for block in prose]
        return find_listed_marks(text, labels, spans, entries=[entry.text for entry in entries])
    return [mark for mark in find_marks(text) if _within(mark.span, prose)]


def _rejoined(text: str, prose: Sequence[Block]) -> str:
    """Return the text with each paragraph, and each mark that a line break parts, on one line, all in its place."""

    def rejoin(match: re.Match[str]) -> str:
        first, *rest = re.split(r"[ \t]*\n[ \t>]*", match.group())
        inside = " ".join([first, *rest])
        return inside[:-1] + " " * (len(match.group()) - len(inside)) + "]"

    text = _BROKEN_MARK.sub(rejoin, text)
    pieces = []
    place = 0
    for block in prose:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE):
            start, end = block.span
            pieces += [text[place:start], text[start:end].replace("\n", " ")]
            place = end
    return "".join([*pieces, text[place:]])


def _below_title(blocks: Sequence[Block], title: str | None) -> Iterator[Block]:
    """Yield the blocks without the document's own title at the top of their path of headings."""
    for block in blocks:
        at_top = title is not None and block.section[:1] == (title,)
        yield replace(block, section=block.section[1:]) if at_top else block


def _texts(text: str, blocks: Sequence[Block], limit: int) -> Iterator[str]:
    for block in blocks:
        if limit <= 0:
            return
        yield text[block.span.start : block.span.end][:limit]
        limit -= block.span.end - block.span.start


def _within(span: Span, blocks: Sequence[Block]) -> bool:
    low, high = 0, len(blocks)
    while low < high:
        middle = (low + high) // 2
        if blocks[middle].span.end <= span.start:
            low = middle + 1
        else:
            high = middle
    return low < len(blocks) and blocks[low].span.start <= span.start


def _references(text: str, lists: Sequence[RefList], language: str | None) -> Iterator[Reference]:
    number = 0
    for found in lists:
        for entry in found.entries:
            number += 1
            yield _reference(text, entry, f"entry-{number}", language)


def _reference(text: str, entry: TextEntry, key: str, language: str | None) -> Reference:
    words = text[entry.start : entry.end]
    reference = Reference(key=key, label=entry.label, text=words, span=entry.span)
    if _EMPTY.fullmatch(words.strip()):
        return reference
    return replace(reference, **parse_reference(words, language=language))
