"""The text of a TEI document: its divisions, paragraphs, lists, quotations, tables and notes."""

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
    MarkupHole,
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
        *(
            "div",
            "div1",
            "div2",
            "div3",
            "div4",
            "div5",
            "p",
            "ab",
            "list",
            "item",
            "head",
            "figure",
            "table",
            "lg",
            "l",
        ),
        *(
            "listBibl",
            "epigraph",
            "cit",
            "quote",
            "sp",
            "stage",
            "argument",
            "opener",
            "closer",
            "group",
            "text",
            "body",
        ),
        *(
            "front",
            "back",
            "floatingText",
            "titlePage",
            "formula",
            "figDesc",
            "trailer",
            "byline",
            "dateline",
            "salute",
        ),
        *("docTitle", "docAuthor", "docDate", "docImprint", "titlePart", "signed", "u"),
    }
)
_SKIPPED = frozenset(
    {
        *(
            "listBibl",
            "fw",
            "teiHeader",
            "formula",
            "graphic",
            "titlePage",
            "del",
            "sic",
            "orig",
            "abbr",
            "rdg",
            "note",
        ),
        *("index", "interp", "desc", "byline", "dateline", "docAuthor", "docDate", "standOff", "facsimile", "figDesc"),
    }
)
_ALONE = frozenset({"sic", "orig", "abbr"})
"""Elements that are left out where a better form stands beside them, and read where they stand alone."""
_QUOTES = frozenset({"q", "said", "quote", "soCalled", "mentioned"})
_WEB = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_OPENED = re.compile(r"[\"'“”„«»‘’‹›]\s*$")
_OPENING = re.compile(r"^\s*[\"'“”„«»‘‹›]")


class TeiBody(TaggedBody):
    """Reads the parts of a text; see `TaggedBody`."""

    unnamed = "note"

    def _apart(self, node: Node) -> frozenset[str]:
        """Return the names of blocks; a quotation beside text is a part of its sentence."""
        has_text = any(isinstance(child, Text) and child.text.strip() for child in node.children)
        return _BLOCKS - _QUOTES if has_text else _BLOCKS

    def _block(self, node: Node, kind: BlockKind, level: int) -> list[Part]:
        name = node.name
        if name in _SKIPPED or (name == "div" and node.get("type") in ("references", "bibliography")):
            return []
        if name == "head":
            inside = self.inline(node.children)
            return [MarkupHeading(inside, level)] if kind is BlockKind.PARAGRAPH else [MarkupBlock(inside, kind)]
        if name.startswith("div"):
            return self.blocks(node, kind, level + 1)
        if name == "item":
            return self.blocks(node, BlockKind.LIST_ITEM, level)
        if name in ("quote", "cit", "lg", "epigraph"):
            return self.blocks(node, BlockKind.QUOTE if name != "lg" or kind is BlockKind.PARAGRAPH else kind, level)
        if name == "figure":
            tables = [self._table(table) for table in node.all("table")]
            heads = [part for part in node.elements() if part.name in ("head", "figDesc", "p")]
            captions = [MarkupBlock(self.inline(part.children), BlockKind.CAPTION) for part in heads]
            return [*captions, *tables]
        if name == "table":
            return [self._table(node)]
        return self.blocks(node, kind, level)

    def _table(self, table: Node) -> Table:
        rows: list[Sequence[TableCell]] = []
        for row in table.all("row"):
            is_head = row.get("role") == "label"
            rows.append(
                [
                    TableCell(
                        self.blocks(cell, BlockKind.TABLE_CELL),
                        is_head or cell.get("role") == "label",
                        stated_number(cell.get("rows")),
                        stated_number(cell.get("cols")),
                    )
                    for cell in row.elements()
                    if cell.name == "cell"
                ]
            )
        return Table(rows)

    def inline(self, children: Sequence[Node | Text]) -> list[Inline]:
        """Return words, links and marks, the marks of one bracket as one."""
        return gather(self._inline(children, raised=False), self._listed)

    def _inline(self, children: Sequence[Node | Text], *, raised: bool) -> list[Inline]:
        found: list[Inline] = []
        for number, child in enumerate(children):
            if isinstance(child, Text):
                found.append(Words(child.text, child.at, child.until, raised=raised))
            elif child.name in ("ref", "ptr"):
                found += self._reference(child, raised=raised)
            elif (
                child.name in ("note", "fn") and child.get("place") not in ("margin", "inline") and self._is_note(child)
            ):
                found.append(self._note(child))
            elif child.name in ("lb", "cb", "pb"):
                found += [] if child.get("break") == "no" else [Words(" ")]
            elif child.name == "l":
                found += [*([LineEnd()] if found else []), *self._inline(child.children, raised=raised)]
            elif child.name == "gap":
                found.append(MarkupHole("gap"))
            elif child.name in _QUOTES:
                found += self._quoted(child, children[number - 1] if number else None, raised=raised)
            elif child.name not in _SKIPPED or (child.name in _ALONE and not _has_better(child)):
                is_raised = raised or (child.name == "hi" and "super" in child.get("rend") + child.get("rendition"))
                found += self._inline(child.children, raised=is_raised)
        return found

    def _quoted(self, node: Node, before: Node | Text | None, *, raised: bool) -> list[Inline]:
        """Return words with quotation marks, unless the text has its own."""
        inside = self._inline(node.children, raised=raised)
        own = isinstance(before, Text) and _OPENED.search(before.text)
        if own or _OPENING.search(node.words()) or node.name == "mentioned":
            return inside
        return [Words("“", node.start, node.start), *inside, Words("”", node.end, node.end)]

    def _is_note(self, node: Node) -> bool:
        return bool(node.words()) and node.get("type") not in ("editorial", "raw_reference", "report_type")

    def _reference(self, node: Node, *, raised: bool) -> list[Inline]:
        """Return what a reference is: a mark of works, one of a note, a link, or words."""
        targets = node.get("target").split()
        place = (node.start, node.end)
        said = node.words()
        if targets and _WEB.match(targets[0]):
            return [Linked(targets[0], self._inline(node.children, raised=raised), place)]
        known = [self._listed.key(target) for target in targets]
        if any(known) or node.get("type") == "bibr":
            keys = tuple(key or target for key, target in zip(known, targets, strict=True)) or ("",)
            labels = tuple(self._listed.labels.get(key, said.strip("[]() ")) for key in keys)
            return self._listed.spread(EntryMark(labels, keys, None, place, said), said)
        own = targets[0].removeprefix("#") if targets else ""
        if own in self._notes:
            return [NoteMark(own, place)]
        return self._inline(node.children, raised=raised)


def _has_better(node: Node) -> bool:
    return node.parent is not None and node.parent.name == "choice" and len(node.parent.elements()) > 1


__all__ = ["TeiBody"]
