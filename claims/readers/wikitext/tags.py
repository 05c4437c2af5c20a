"""Tags of a page: extensions, HTML, and the markup of lists and tables."""

from __future__ import annotations

import re
from functools import partial
from html import unescape

from mwparserfromhell.nodes import Tag

from claims.model import BlockKind
from claims.readers.tables import covered
from claims.readers.wikitext import notes
from claims.readers.wikitext.masking import TAG, MaskedTag, raw
from claims.readers.wikitext.page import WikiPage

_VERBATIM = frozenset({"nowiki"})
_CODE = frozenset({"pre", "syntaxhighlight", "source"})
_BLOCKS = {
    "blockquote": BlockKind.QUOTE,
    "li": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_CELL,
    "caption": BlockKind.CAPTION,
    "poem": BlockKind.QUOTE,
}
_BREAKS = frozenset(
    ["p", "div", "center", "ul", "ol", "dl", "table", "tr", "section", "hr", "h1", "h2", "h3", "h4", "h5", "h6"]
)
_COUNTED = re.compile(r"#(?![#*:;])")
_GALLERY_OPTION = re.compile(r"\s*(?:alt|link|page|lang)\s*=")


def write_tag(page: WikiPage, tag: MaskedTag) -> None:
    """Write what a masked tag shows."""
    if tag.name == "ref" and tag.hidden:
        page.apart(lambda: notes.write_ref(page, tag))
    elif tag.name == "ref":
        notes.write_ref(page, tag)
    elif tag.name == "references":
        notes.write_references(page, tag)
    elif tag.name == "br":
        page.composer.line_break()
    elif tag.name == "sup":
        page.raised = not tag.closing
    elif tag.name in _BLOCKS:
        page.begin(page.base if tag.closing else _BLOCKS[tag.name])
    elif tag.name in _BREAKS:
        page.new_block()
    elif tag.body is not None:
        _write_extension(page, tag, *tag.body)


def _write_extension(page: WikiPage, tag: MaskedTag, start: int, end: int) -> None:
    if tag.name in _VERBATIM:
        page.composer.write(unescape(raw(page.source[start:end])), start, end)
    elif tag.name in _CODE and page.entry is None:
        with page.block(BlockKind.CODE):
            page.composer.write(unescape(raw(page.source[start:end])), start, end)
    elif tag.name == "gallery":
        _write_gallery(page, start, end)
    elif tag.name in ("math", "chem", "ce"):
        page.composer.write(raw(page.source[start:end]), start, end)
    elif tag.name == "indicator":
        page.apart(lambda: page.walk_source(start, end))  # shown beside the title and not in the text


def _write_gallery(page: WikiPage, start: int, end: int) -> None:
    """Write the captions of a gallery: a line each, "File:Name.jpg|caption"."""
    for line in re.finditer(r"[^\n]+", page.source[start:end]):
        pieces = line[0].split("|")
        offset = start + line.start() + len(pieces[0]) + 1
        while len(pieces) > 1 and _GALLERY_OPTION.match(pieces[1]):
            offset += len(pieces.pop(1)) + 1
        if len(pieces) > 1:
            with page.block(BlockKind.CAPTION):
                page.walk_source(offset, start + line.end())


def write_markup(page: WikiPage, node: Tag, at: int, until: int) -> None:
    """Write a node of list or table markup."""
    name = str(node.tag)
    if node.self_closing or node.contents is None:
        if name in ("li", "dd", "dt"):
            page.begin(BlockKind.LIST_ITEM, number=_number_of(page, at))
        elif name == "hr":
            page.new_block()
        return
    closing = len(str(node.closing_wiki_markup or "")) if node.wiki_markup else len(str(node.closing_tag)) + 3
    inside = until - closing - len(str(node.contents))
    _count_notes(page, str(node)[: inside - at], at)
    if name == "table":
        page.composer.tables.begin_table()
        with page.block(BlockKind.TABLE_CELL):
            page.walk(node.contents, inside)
        page.composer.tables.end_table()
    elif name == "tr":
        page.composer.tables.begin_row()
        page.walk(node.contents, inside)
    elif name == "td" and str(node.contents).startswith("+"):
        with page.block(BlockKind.CAPTION):
            page.walk_source(inside + 1, until)
    elif name in ("td", "th"):
        spans = (covered(str(node.get(key).value)) if node.has(key) else 1 for key in ("rowspan", "colspan"))
        page.composer.tables.begin_cell(rows=next(spans), columns=next(spans), header=name == "th")
        with page.block(BlockKind.TABLE_CELL):
            page.walk(node.contents, inside)
        page.composer.tables.end_cell()
    else:
        page.walk(node.contents, inside)


def _number_of(page: WikiPage, at: int) -> str | None:
    """Return the number of the item that begins at `at` with "#"; the item goes on with the list above it, if any."""
    if not _COUNTED.match(page.source, at) or page.source[at - 1 : at] not in ("", "\n"):
        return None
    above = page.source[page.source.rfind("\n", 0, max(0, at - 1)) + 1 : at]
    page.counted = page.counted + 1 if above.startswith("#") else 1
    return str(page.counted)


def _count_notes(page: WikiPage, opening: str, at: int) -> None:
    """Count the notes in the place of attributes: MediaWiki numbers them and shows no mark."""
    for place in re.finditer(TAG, opening):
        tag = page.tag_at(at + place.start())
        if tag.name == "ref":
            page.apart(partial(notes.write_ref, page, tag))
