"""The text of a JATS article: its sections, paragraphs, lists, quotations, captions, tables and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.model import BlockKind
from claims.readers.markup.gathering import gather
from claims.readers.markup.model import (
    EntryMark,
    Inline,
    LineEnd,
    Linked,
    MarkupBlock,
    MarkupHeading,
    NoteMark,
    Part,
    Table,
    TableCell,
    Words,
)
from claims.readers.xmltext.body import TaggedBody, stated_number
from claims.readers.xmltext.tree import Node, Text

_BLOCKS = frozenset(
    {
        *("p", "list", "disp-quote", "fig", "fig-group", "table-wrap", "table-wrap-group", "boxed-text", "sec", "code"),
        *("preformat", "def-list", "verse-group", "disp-formula", "disp-formula-group", "ack", "app", "app-group"),
        *("fn-group", "ref-list", "title", "supplementary-material", "media", "statement", "glossary", "notes", "bio"),
        *("list-item", "def-item", "def", "term", "caption", "label", "table-wrap-foot", "alternatives", "speech"),
        *("trans-abstract", "abstract", "attrib", "question-wrap", "array", "chem-struct-wrap", "graphic"),
    }
)
_SKIPPED = frozenset(
    {
        *(
            "ref-list",
            "label",
            "graphic",
            "media",
            "disp-formula",
            "disp-formula-group",
            "tex-math",
            "math",
            "alt-text",
        ),
        *("object-id", "permissions", "processing-meta", "processing-instruction", "counts", "custom-meta-group"),
        *("long-desc", "index-term", "private-char", "inline-graphic", "array", "chem-struct-wrap"),
    }
)
_CODE = frozenset({"code", "preformat", "monospace"})
_WEB = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)


class JatsBody(TaggedBody):
    """Reads the parts of an article; see `TaggedBody`."""

    unnamed = "fn"

    def _apart(self, node: Node) -> frozenset[str]:
        """Return the names of blocks, which are blocks everywhere."""
        return _BLOCKS

    def _block(self, node: Node, kind: BlockKind, level: int) -> list[Part]:
        name = node.name
        if name in _SKIPPED:
            return []
        if name in ("title", "term"):
            inside = self.inline(node.children)
            return [MarkupHeading(inside, level) if name == "title" else MarkupBlock(inside, BlockKind.LIST_ITEM)]
        if name in ("sec", "ack", "app", "notes", "glossary", "bio", "boxed-text", "statement", "trans-abstract"):
            return self.blocks(node, kind, level + 1)
        if name in _CODE:
            return [MarkupBlock([Words(text.text, text.at, text.until) for text in _texts(node)], BlockKind.CODE)]
        if name in ("list-item", "def"):
            return self.blocks(node, BlockKind.LIST_ITEM, level)
        if name in ("disp-quote", "verse-group"):
            return self.blocks(node, BlockKind.QUOTE, level)
        if name in ("caption", "attrib"):
            return self._caption(node)
        if name in ("table-wrap", "alternatives", "fig", "fig-group", "table-wrap-group"):
            return self._float(node, level)
        if name in ("fn-group", "table-wrap-foot"):
            return self._loose_notes(node, level)
        return self.blocks(node, kind, level)

    def _caption(self, node: Node) -> list[Part]:
        """Return a caption: its title is no heading of the text."""
        inside: list[Inline] = []
        for child in node.elements() or [node]:
            inside += [*([Words(" ")] if inside else []), *self.inline(child.children)]
        return [MarkupBlock(inside, BlockKind.CAPTION)]

    def _float(self, node: Node, level: int) -> list[Part]:
        found: list[Part] = []
        for child in node.elements():
            if child.name == "table":
                found.append(self._table(child))
            elif child.name not in ("label", *_SKIPPED):
                found += self._block(child, BlockKind.CAPTION, level + 1)
        return found

    def _table(self, table: Node) -> Table:
        rows: list[Sequence[TableCell]] = []
        for row in table.all("tr"):
            cells = [cell for cell in row.elements() if cell.name in ("td", "th")]
            rows.append(
                [
                    TableCell(
                        self.blocks(cell, BlockKind.TABLE_CELL),
                        cell.name == "th",
                        stated_number(cell.get("rowspan")),
                        stated_number(cell.get("colspan")),
                    )
                    for cell in cells
                ]
            )
        return Table(rows)

    def _loose_notes(self, node: Node, level: int) -> list[Part]:
        """Return the notes of a group that no mark shows, such as thanks and interests; marked ones stand elsewhere."""
        found: list[Part] = []
        for child in node.elements():
            if child.name == "fn" and child.get("id") in self._notes:
                continue
            found += self.blocks(child, BlockKind.PARAGRAPH, level) if child.name != "title" else []
        return found

    def inline(self, children: Sequence[Node | Text]) -> list[Inline]:
        """Return words, links and marks, the marks of one bracket as one."""
        found = self._inline(children, raised=False, code=False)
        return gather(found, self._listed)

    def _inline(self, children: Sequence[Node | Text], *, raised: bool, code: bool) -> list[Inline]:
        found: list[Inline] = []
        for child in children:
            if isinstance(child, Text):
                found.append(Words(child.text, child.at, child.until, code=code, raised=raised))
            elif child.name == "xref":
                found += self._reference(child, raised=raised)
            elif child.name in ("ext-link", "uri") and _WEB.match(child.get("href") or child.words()):
                inside = self._inline(child.children, raised=raised, code=code)
                found.append(Linked(child.get("href") or child.words(), inside, (child.start, child.end)))
            elif child.name == "fn":
                found.append(self._note(child))
            elif child.name == "break":
                found.append(LineEnd())
            elif child.name not in _SKIPPED:
                is_raised = raised or child.name == "sup"
                found += self._inline(child.children, raised=is_raised, code=code or child.name in _CODE)
        return found

    def _reference(self, node: Node, *, raised: bool) -> list[Inline]:
        """Return what a reference within the document is: a mark of works, one of a note, or words."""
        targets = node.get("rid").split()
        known = [self._listed.key(target) for target in targets]
        place = (node.start, node.end)
        said = node.words()
        if node.get("ref-type") in ("bibr", "") and targets and (any(known) or node.get("ref-type") == "bibr"):
            keys = tuple(key or target for key, target in zip(known, targets, strict=True))
            labels = tuple(self._listed.labels.get(key, said if len(keys) == 1 else key) for key in keys)
            return self._listed.spread(EntryMark(labels, keys, None, place, said), said)
        if targets and targets[0] in self._notes:
            return [NoteMark(targets[0], place)]
        return self._inline(node.children, raised=raised, code=False)


def _texts(node: Node) -> list[Text]:
    return [child for one in node.walk() for child in one.children if isinstance(child, Text)]


__all__ = ["JatsBody"]
