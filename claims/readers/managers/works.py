"""The works that the citations of reference managers hold, and what marks show of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claims.markers import expand_labels
from claims.readers.bibliography_files.model import Work
from claims.readers.markup.model import Entry, EntryMark, Place

_YEAR = re.compile(r"\d{4}")
_LONG = re.compile(r"[^\W\d_]{4,}|\w+")


@dataclass(frozen=True, slots=True)
class ManagedItem:
    """One work of a citation: an id that is the same wherever the work is cited, its record, and the pages cited."""

    own: str
    work: Work
    pages: str | None = None


@dataclass(frozen=True, slots=True)
class ManagedCitation:
    """A citation of a reference manager: its works, and the words that the document shows for it ("" : unknown)."""

    items: Sequence[ManagedItem]
    shown: str = ""


class ManagedWorks:
    """The works of a document, in the order in which it first cites them.

    Their labels are the numbers that the document shows, where a citation of one work shows one; else "Lee 2019".
    """

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._works: dict[str, Work] = {}
        self._numbers: dict[str, str] = {}
        self.order: list[str] = []
        self.places: dict[str, int] = {}
        self.labels: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._works)

    def mark(self, citation: ManagedCitation, shown: str, *, in_note: bool, place: Place = None) -> list[EntryMark]:
        """Return the marks of a citation for which the document shows the words `shown`.

        In a note (`in_note`) these are the reference itself, and no part of a sentence.
        """
        keys = [self._key(item) for item in citation.items]
        self._read_numbers(keys, shown)
        said = "" if in_note else shown.strip()
        if any(item.pages for item in citation.items) and len(keys) > 1:
            return [
                EntryMark((key,), (key,), item.pages, place, said)
                for key, item in zip(keys, citation.items, strict=True)
            ]
        pages = citation.items[0].pages if citation.items else None
        return [EntryMark(tuple(keys), tuple(keys), pages, place, said)] if keys else []

    def _key(self, item: ManagedItem) -> str:
        if item.own not in self._keys:
            self._keys[item.own] = key = f"managed-{len(self._keys) + 1}"
            self._works[key] = item.work
            self.places[key] = len(self.order)
            self.order.append(key)
        return self._keys[item.own]

    def _read_numbers(self, keys: Sequence[str], shown: str) -> None:
        plain = shown.strip().strip("[]() \u00a0")
        read = expand_labels(plain) if plain[:1].isdecimal() else None
        if read is None or not all(label.isdecimal() and len(label) < 4 for label in read.labels):
            return
        unknown = [key for key in keys if key not in self._numbers]
        free = [label for label in read.labels if label not in {self._numbers.get(key) for key in keys}]
        if len(unknown) == 1 and len(free) == 1 and len(read.labels) == len(keys):
            self._numbers[unknown[0]] = free[0]

    def entries(self) -> list[Entry]:
        """Return the entries of the works, whose `labels` are known from now on."""
        found = []
        taken: dict[str, int] = {}
        for key, work in self._works.items():
            label = self._numbers.get(key) or _name(work) or key.removeprefix("managed-")
            taken[label] = number = taken.get(label, 0) + 1
            self.labels[key] = label if number == 1 else f"{label}{chr(96 + number) if number < 27 else f'-{number}'}"
            work.key = self.labels[key]
            found.append(Entry(key, self.labels[key], work=work))
        return found


def labelled(mark: EntryMark, labels: Mapping[str, str]) -> EntryMark:
    """Return a mark with the labels of its works in place of their keys."""
    return replace(mark, labels=tuple(labels.get(key, key) for key in mark.targets))


def _name(work: Work) -> str:
    word = _LONG.search(work.fields.title or "")
    people = work.fields.authors or work.editors or (word[0] if word is not None else "",)
    year = _YEAR.search(work.fields.published or work.date)
    return f"{people[0].partition(',')[0]} {year[0] if year else ''}".strip()


__all__ = ["ManagedCitation", "ManagedItem", "ManagedWorks", "labelled"]
