"""Which entries of a document stand in one list: those of a list that is cited need a citation each."""

from __future__ import annotations

from collections.abc import Collection

from claims.layout import Layout

__all__ = ["in_cited_lists"]


def in_cited_lists(layout: Layout, reached: Collection[str]) -> frozenset[str]:
    """Return the keys of the entries in the lists that hold one of `reached`, keys of entries that marks cite.

    Two entries stand in one list where nothing but white space, numbers and bullets is between them.
    """
    due: set[str] = set()
    group: list[str] = []
    end = 0
    entries = sorted((entry for entry in layout.entries if not entry.is_link), key=lambda entry: entry.span)
    for entry in entries:
        between = layout.text[end : entry.span.start] if group else ""
        if any(char.isalpha() for char in between):
            due.update(group if any(key in reached for key in group) else ())
            group = []
        group.append(entry.key)
        end = max(end, entry.span.end)
    due.update(group if any(key in reached for key in group) else ())
    return frozenset(due)
