"""The list of references of an XML document: its keys in their order, what each shows, and its entries."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.readers.bibliography_files.model import Work
from claims.readers.markup.model import EntryMark, Inline
from claims.readers.xmltext.tree import Node

_NUMBERS = re.compile(r"\s*[\[(]?\s*(\d{1,4})\s*[-–—]\s*(\d{1,4})\s*[\])]?\s*")
_LABEL = re.compile(r"[\[(]?\s*(.{1,30}?)\s*[\])]?[.:]?")
_NUMBER = re.compile(r"\s*+[\[(]?\s*+(\d{1,3})\s*+[\]),;]*+\s*+")
_LONG = re.compile(r"[^\W\d_]{4,}|\w+")
_YEAR = re.compile(r"\d{4}")


class TaggedList:
    """The references of a document. Those without a label of their own are called by author and year, "Lee 2019"."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.places: dict[str, int] = {}
        self.labels: dict[str, str] = {}
        self.nodes: dict[str, Node] = {}
        self._by_id: dict[str, str] = {}
        self._taken: dict[str, int] = {}

    def add(self, node: Node, own: str, stated: str) -> str:
        """Add a reference with its id and the label that the document shows; return its key."""
        key = f"ref-{len(self.order) + 1}"
        self.places[key] = len(self.order)
        self.order.append(key)
        self.nodes[key] = node
        if own:
            self._by_id.setdefault(own, key)
        match = _LABEL.fullmatch(stated.strip())
        self.labels[key] = match[1] if match is not None else stated.strip()
        return key

    def read_marks(self, marks: Iterable[tuple[str, str]]) -> None:
        """Take the labels from the marks, each with the id that it points to and its words, where these are numbers."""
        for own, said in marks:
            key = self.key(own)
            match = _NUMBER.fullmatch(said)
            if key and match is not None and not self.labels[key]:
                self.labels[key] = match[1]

    def call(self, key: str, work: Work) -> str:
        """Return what marks show of an entry, made from its work if the document does not say it."""
        if not self.labels[key]:
            word = _LONG.search(work.fields.title or "")
            people = work.fields.authors or work.editors or (word[0] if word is not None else "",)
            year = _YEAR.search(work.fields.published or work.date)
            name = f"{people[0].partition(',')[0]} {year[0] if year else ''}".strip() or str(len(self._taken) + 1)
            self._taken[name] = number = self._taken.get(name, 0) + 1
            self.labels[key] = name if number == 1 else f"{name}{chr(96 + number) if number < 27 else f'-{number}'}"
        return self.labels[key]

    def alias(self, own: str, key: str) -> None:
        """Let another id mean the reference `key`; an empty one means nothing."""
        if own:
            self._by_id.setdefault(own, key)

    def key(self, own: str) -> str:
        """Return the key of the reference with this id; empty: there is none."""
        return self._by_id.get(own.removeprefix("#"), "")

    def spread(self, mark: EntryMark, said: str) -> list[Inline]:
        """Return a mark whose words are a range, "2–4", as one of all of its entries."""
        match = _NUMBERS.fullmatch(said)
        if match is None or len(mark.targets) > 2 or not all(target in self.labels for target in mark.targets):
            return [mark]
        first, last = int(match[1]), int(match[2])
        start = self.places[mark.targets[0]]
        keys = self.order[start : start + last - first + 1] if first < last else []
        if [self.labels[key] for key in keys[-1:]] != [str(last)]:
            return [mark]
        return [EntryMark(tuple(self.labels[key] for key in keys), tuple(keys), None, mark.place)]


__all__ = ["TaggedList"]
