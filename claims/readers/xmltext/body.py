"""The text of an XML document: what the bodies of JATS and TEI have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from typing import ClassVar

from claims.model import BlockKind
from claims.readers.markup.model import Inline, Marked, MarkupBlock, Note, NoteMark, Part, Words
from claims.readers.xmltext.reflist import TaggedList
from claims.readers.xmltext.tree import Node, Text


class TaggedBody(ABC):
    """Reads the parts of a text into `marked`; `listed` is its list of works, `notes` are those that stand apart."""

    unnamed: ClassVar[str]
    """What the keys of notes without a name begin with."""

    def __init__(self, marked: Marked, listed: TaggedList, notes: dict[str, Node]) -> None:
        self._marked = marked
        self._listed = listed
        self._notes = notes
        self._unnamed = 0

    def blocks(self, node: Node, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 1) -> list[Part]:
        """Return the blocks in an element; `level` is that of the headings directly in it."""
        found: list[Part] = []
        loose: list[Node | Text] = []
        apart = self._apart(node)
        for child in node.children:
            if isinstance(child, Text) or child.name not in apart:
                loose.append(child)
                continue
            found += self._loose(loose, kind)
            loose = []
            found += self._block(child, kind, level)
        return [*found, *self._loose(loose, kind)]

    def _loose(self, children: Sequence[Node | Text], kind: BlockKind) -> list[Part]:
        """Return what stands between blocks as a block of its own, unless it is empty."""
        inside = self.inline(children) if children else []
        says = any(not isinstance(one, Words) or one.text.strip() for one in inside)
        return [MarkupBlock(inside, kind)] if says else []

    @abstractmethod
    def inline(self, children: Sequence[Node | Text]) -> list[Inline]:
        """Return words, links and marks, the marks of one bracket as one."""

    @abstractmethod
    def _apart(self, node: Node) -> Collection[str]:
        """Return the names of the elements that are blocks in `node`."""

    @abstractmethod
    def _block(self, node: Node, kind: BlockKind, level: int) -> list[Part]:
        """Return the blocks that the element `node` is."""

    def _note(self, node: Node) -> NoteMark:
        self._unnamed += 1
        key = node.get("id") or f"{self.unnamed} {self._unnamed}"
        self.add_note(key, node)
        return NoteMark(key, (node.start, node.end))

    def add_note(self, key: str, node: Node) -> None:
        """Add the note `node` with its key."""
        if key not in self._marked.notes:
            note = self._marked.notes[key] = Note(key, [], place=(node.start, node.end))
            note.blocks = self.blocks(node)


def stated_number(stated: str) -> int:
    """Return how many rows or columns a cell covers, as its tag says; 1 where it says nothing that can be."""
    return int(stated) if stated.isdecimal() and len(stated) < 5 else 1


__all__ = ["TaggedBody", "stated_number"]
