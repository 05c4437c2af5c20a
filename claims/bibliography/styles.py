"""The styles of entries that have signs of their own; an entry without such signs is read by `titles`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from claims.bibliography.cases import read_case
from claims.bibliography.gost import read_gost
from claims.bibliography.split import Split
from claims.bibliography.titles import split_title
from claims.patterns import lazy_regex

_EASTERN = lazy_regex(r"[\u3005-\u9fff\uac00-\ud7af「『《〈［]|\[(?:[JMDCRSNPGAZ]|EB|DB|CP|CM|DS)[/\]]")


def split_entry(words: str) -> Split:
    """Split the words of an entry into authors, title and publisher by the style that its signs show."""
    for read in _styles(words):
        if split := read(words):
            return split
    return split_title(words)


def _styles(words: str) -> Iterator[Callable[[str], Split | None]]:
    """Yield the readers of the styles whose signs `words` may have; the first that answers decides."""
    eastern = not (words.isascii() and "[" not in words) and _EASTERN.search(words) is not None
    if eastern:
        # costs 30 milliseconds, and most documents have no such entry
        from claims.bibliography.east_asian import read_coded, read_quoted, read_stopped

        yield read_coded
    yield read_case
    yield read_gost
    if eastern:
        yield read_quoted
        yield read_stopped


__all__ = ["split_entry"]
