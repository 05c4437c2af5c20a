"""Cut a source's text into the sentences that may support a claim: those of the source's own statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from citecheck.model import Place, SourceText
from claims.segmenting import sentence_starts

OWN_KINDS = frozenset({"body", "heading", "list", "quote", "caption", "table", "description", "metadata"})
"""Kinds of place whose words are the source's own and may support a claim."""

_LONGEST = 1_200  # characters of a passage that a person still reads; longer lines (tables, lists) are cut at a space
_REFERENCE_HEADING = re.compile(
    r"^\W*(?:\d+\.?\s*)?(?:references|bibliography|works cited|literature cited|notes and references|einzelnachweise|"
    r"literatur|références|bibliographie|referencias|bibliografía|bibliografia|riferimenti)\W*$",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"^\s*(?:\[?\d{1,3}[\].)]|\^|[A-Z][\w'’-]+,\s+(?:[A-Z]\.|[A-Z][a-z]+))")


def sentences_of(source: SourceText, language: str | None) -> list[tuple[int, int, Place]]:
    """Return the start, the end and the place of each sentence of `source` that may support a claim.

    `language` is an ISO 639-1 code; None is read as English.
    """
    return list(_sentences(source, language or "en"))


def _sentences(source: SourceText, code: str) -> Iterator[tuple[int, int, Place]]:
    text = source.text
    for place in _own_places(source):
        for line_start, line_end in _lines(text, place.start, place.end):
            starts = sorted(line_start + start for start in sentence_starts(text[line_start:line_end], code))
            for start, end in pairwise([*starts, line_end]):
                yield from ((begin, stop, place) for begin, stop in _trimmed(text, start, end))


def _own_places(source: SourceText) -> list[Place]:
    """Return the places to search. A text without places is read line by line, without its list of references."""
    if source.places:
        return [place for place in source.places if place.kind in OWN_KINDS]
    lines = [Place(start=start, end=end) for start, end in _lines(source.text, 0, len(source.text))]
    entries = 0  # of the lines below, those that look like entries
    for position in range(len(lines) - 1, len(lines) // 3, -1):
        line = source.text[lines[position].start : lines[position].end]
        after = len(lines) - 1 - position
        if after and len(line) <= 40 and entries >= after * 0.3 and _REFERENCE_HEADING.match(line):
            return lines[:position]
        entries += _ENTRY.match(line) is not None
    return lines


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            yield start, stop
        start = stop + 1


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield [start, end) without the spaces around it, cut into pieces if it is too long to be shown."""
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = start + _LONGEST if cut < 0 else cut
        yield from _trimmed(text, start, cut)
        start = cut
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


__all__ = ["OWN_KINDS", "sentences_of"]
