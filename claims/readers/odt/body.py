"""The text of an OpenDocument text: headings, paragraphs, lists, tables, notes, links and citations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.model import BlockKind
from claims.readers.bibliography_files.filling import add_address, add_identifier, page_range, set_date, set_publisher
from claims.readers.bibliography_files.model import Work
from claims.readers.managers.csl import read_csl_citation
from claims.readers.managers.works import ManagedCitation, ManagedItem, ManagedWorks
from claims.readers.markup.gathering import gather
from claims.readers.markup.model import (
    EntryMark,
    Inline,
    LineEnd,
    Linked,
    Marked,
    MarkupBlock,
    MarkupHeading,
    Note,
    NoteMark,
    Part,
    Table,
    TableCell,
    Words,
    words_of,
)
from claims.readers.odt.styles import OdtStyles
from claims.readers.xmltext.tree import Node, Text

_SKIPPED = frozenset(
    {
        *("tracked-changes", "sequence-decls", "table-of-content", "illustration-index", "table-index", "object-index"),
        *(
            "user-index",
            "alphabetical-index",
            "annotation",
            "annotation-end",
            "forms",
            "variable-decls",
            "bibliography",
        ),
        *(
            "user-field-decls",
            "image",
            "object",
            "object-ole",
            "index-title",
            "ruby-text",
            "desc",
            "title",
            "note-citation",
        ),
        *("toc-mark", "alphabetical-index-mark", "event-listeners", "plugin", "scripts", "dde-connection-decls"),
    }
)
_BLOCKS = frozenset(
    {"p", "h", "list", "table", "section", "list-item", "list-header", "frame", "text-box", "index-body"}
)
_WEB = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)


class OdtBody:
    """Reads the parts of a document into `marked`, and the works that it cites into `works`."""

    def __init__(self, marked: Marked, styles: OdtStyles, works: ManagedWorks) -> None:
        self._marked = marked
        self._styles = styles
        self._works = works
        self._citation: tuple[ManagedCitation, list[Inline]] | None = None
        self._in_note = False

    def blocks(self, node: Node, kind: BlockKind = BlockKind.PARAGRAPH) -> list[Part]:
        """Return the blocks in an element."""
        found: list[Part] = []
        for child in node.elements():
            if child.name in _SKIPPED or (child.name == "section" and _is_managed_list(child)):
                continue
            if child.name in ("p", "h"):
                found += self._paragraph(child, kind)
            elif child.name == "list":
                for item in child.elements():
                    found += self.blocks(item, BlockKind.LIST_ITEM if kind is BlockKind.PARAGRAPH else kind)
            elif child.name == "table":
                found.append(self._table(child))
            else:
                found += self.blocks(child, kind)
        return found

    def _paragraph(self, node: Node, kind: BlockKind) -> list[Part]:
        style = node.get("style-name")
        inside = self._inline(node.children, raised=False)
        boxes = [part for frame in node.all("text-box") for part in self.blocks(frame, BlockKind.CAPTION)]
        if node.name == "h" and kind is BlockKind.PARAGRAPH:
            level = node.get("outline-level")
            return [MarkupHeading(inside, int(level) if level.isdecimal() and level != "0" else 1), *boxes]
        if self._styles.is_title(style) and self._marked.title is None and words_of(inside).strip():
            self._marked.title = " ".join(words_of(inside).split())
            return [MarkupHeading(inside, 1, is_title=True), *boxes]
        own = self._styles.kind(style) if kind is BlockKind.PARAGRAPH else None
        return [MarkupBlock(inside, own or kind), *boxes]

    def _table(self, table: Node) -> Table:
        rows: list[Sequence[TableCell]] = []
        for row in table.all("table-row"):
            is_head = row.parent is not None and row.parent.name == "table-header-rows"
            cells = [
                TableCell(
                    self.blocks(cell, BlockKind.TABLE_CELL),
                    is_head,
                    _number(cell.get("number-rows-spanned")),
                    _number(cell.get("number-columns-spanned")),
                )
                for cell in row.elements()
                if cell.name == "table-cell"
            ]
            rows.append(cells)
        return Table(rows)

    def _inline(self, children: Sequence[Node | Text], *, raised: bool) -> list[Inline]:
        found: list[Inline] = []
        for child in children:
            if isinstance(child, Text):
                self._put(found, Words(" ".join(child.text.split("\n")), raised=raised))
            elif child.name == "reference-mark-start":
                self._begin(child.get("name"))
            elif child.name == "reference-mark-end":
                found += self._end()
            else:
                for one in self._element(child, raised=raised):
                    self._put(found, one)
        return found

    def _put(self, found: list[Inline], one: Inline) -> None:
        """Add words to the text, or to what is shown for the citation that has begun."""
        if self._citation is not None and not isinstance(one, NoteMark):
            self._citation[1].append(one)
        else:
            found.append(one)

    def _element(self, node: Node, *, raised: bool) -> list[Inline]:
        name = node.name
        if name in _SKIPPED or name == "frame":
            return []
        if name == "s":
            return [Words(" ")]
        if name == "tab":
            return [Words(" ")]
        if name == "line-break":
            return [LineEnd()]
        if name == "note":
            return [self._note(node)]
        if name == "note-ref":
            return [NoteMark(node.get("ref-name"))]
        if name == "bibliography-mark":
            return list(self._works.mark(_own_citation(node), node.words(), in_note=self._in_note))
        if name == "a" and _WEB.match(node.get("href")):
            return [Linked(node.get("href"), self._inline(node.children, raised=raised))]
        is_raised = raised or (name == "span" and self._styles.is_raised(node.get("style-name")))
        return self._inline(node.children, raised=is_raised)

    def _begin(self, name: str) -> None:
        citation = read_csl_citation(name) if name.startswith("ZOTERO_ITEM") else None
        if citation is not None and citation.items:
            self._citation = (citation, [])

    def _end(self) -> list[Inline]:
        if self._citation is None:
            return []
        (citation, shown), self._citation = self._citation, None
        return list(self._works.mark(citation, words_of(shown) or citation.shown, in_note=self._in_note))

    def _note(self, node: Node) -> NoteMark:
        key = node.get("id") or f"note {len(self._marked.notes) + 1}"
        body = node.first("note-body")
        before, self._citation = self._citation, None
        outside, self._in_note = self._in_note, True
        blocks = self.blocks(body) if body is not None else []
        self._citation, self._in_note = before, outside
        citation = node.first("note-citation")
        label = (citation.get("label") or citation.words()) if citation is not None else ""
        self._marked.notes.setdefault(key, Note(key, blocks, label.strip("[]() ")))
        return NoteMark(key)


def with_labels(parts: Sequence[Part], works: ManagedWorks) -> list[Part]:
    """Return blocks whose marks of works show the labels of these."""
    found: list[Part] = []
    for part in parts:
        if isinstance(part, Table):
            rows = [[replace(cell, blocks=with_labels(cell.blocks, works)) for cell in row] for row in part.rows]
            found.append(Table(rows))
        else:
            found.append(replace(part, inside=_labelled(part.inside, works)))
    return found


def _labelled(inside: Sequence[Inline], works: ManagedWorks) -> list[Inline]:
    shown: list[Inline] = []
    for one in inside:
        if isinstance(one, EntryMark):
            shown.append(replace(one, labels=tuple(works.labels.get(key, key) for key in one.targets)))
        elif isinstance(one, Linked):
            shown.append(replace(one, inside=_labelled(one.inside, works)))
        else:
            shown.append(one)
    return gather(shown, works)


def _is_managed_list(section: Node) -> bool:
    """Return whether a section is the list that Zotero makes of the works, whose records are read instead."""
    return section.get("name").startswith("ZOTERO_BIBL")


def _own_citation(node: Node) -> ManagedCitation:
    """Return the citation that LibreOffice's own mark is."""
    work = Work("")
    fields = work.fields
    fields.title = node.get("title") or node.get("booktitle") or None
    fields.authors = tuple(name.strip() for name in node.get("author").split(";") if name.strip())
    fields.venue = node.get("journal") or (node.get("booktitle") if node.get("title") else "") or None
    work.issuer, work.place = (
        node.get("publisher") or node.get("institution") or node.get("school"),
        node.get("address"),
    )
    work.volume, work.issue = node.get("volume"), node.get("number")
    fields.page_range = page_range(node.get("pages"))
    if node.get("year"):
        set_date(work, node.get("year"))
    set_publisher(work)
    add_identifier(work, "isbn", node.get("isbn"))
    add_address(work, node.get("url"))
    return ManagedCitation([ManagedItem(f"own {node.get('identifier')}", work)], node.words())


def _number(stated: str) -> int:
    return int(stated) if stated.isdecimal() and len(stated) < 5 else 1


__all__ = ["OdtBody", "with_labels"]
