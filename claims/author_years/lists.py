"""The lists of references of a document: which entries stand together, which lists are cited, and by what."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from claims.layout import Layout
from claims.model import Reference

__all__ = ["citable_entries", "in_cited_lists"]


def citable_entries(layout: Layout) -> list[Reference]:
    """Return the entries that citations by author and year may mean.

    An entry without a label may be meant, and so may those of a list of which no mark cites an entry by its label or
    its key.
    """
    keys = {target for mark in layout.marks for target in mark.targets}
    labels = {label for mark in layout.marks if not mark.targets for label in mark.labels}
    found: list[Reference] = []
    for group in _lists(layout):
        is_cited = any(entry.key in keys or (entry.label and entry.label in labels) for entry in group)
        found += [entry for entry in group if not (is_cited and entry.label)]
    return found


def in_cited_lists(layout: Layout, reached: Collection[str]) -> frozenset[str]:
    """Return the keys of the entries in the lists that hold one of `reached`, keys of entries that marks cite."""
    due: set[str] = set()
    for group in _lists(layout):
        if any(entry.key in reached for entry in group):
            due.update(entry.key for entry in group)
    return frozenset(due)


def _lists(layout: Layout) -> Iterator[list[Reference]]:
    """Yield the entries of each list: nothing but white space, numbers and bullets is between them.

    A list ends where its numbers begin anew, and where entries with numbers follow others.
    """
    group: list[Reference] = []
    entries = sorted((entry for entry in layout.entries if not entry.is_link), key=lambda entry: entry.span)
    for entry in entries:
        if group and not _goes_on(layout.text, group[-1], entry):
            yield group
            group = []
        group.append(entry)
    if group:
        yield group


def _goes_on(text: str, last: Reference, entry: Reference) -> bool:
    if any(char.isalpha() for char in text[last.span.end : entry.span.start]):
        return False
    numbers = last.label.isdecimal(), entry.label.isdecimal()
    return numbers[0] == numbers[1] and (not numbers[0] or int(last.label) < int(entry.label))
