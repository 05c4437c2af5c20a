"""The styles of entries that have signs of their own; an entry without such signs is read by `titles`."""

from __future__ import annotations

from collections.abc import Callable

from claims.bibliography.cases import read_case
from claims.bibliography.east_asian import read_coded, read_quoted, read_stopped
from claims.bibliography.gost import read_gost
from claims.bibliography.split import Split
from claims.bibliography.titles import split_title

# The first that answers decides.
_STYLES: tuple[Callable[[str], Split | None], ...] = (read_coded, read_case, read_gost, read_quoted, read_stopped)


def split_entry(words: str) -> Split:
    """Split the words of an entry into authors, title and publisher by the style that its signs show."""
    for read in _STYLES:
        if split := read(words):
            return split
    return split_title(words)
