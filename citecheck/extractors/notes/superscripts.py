"""Superscripts of Unicode: numbers in raised letters, the notes among them, and a text without some of its spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from citecheck.extractors.notes.marks import last_number
from citecheck.extractors.notes.raised import Raised, Role, role_of
from claims.model import Span

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_RAISED = str.maketrans("0123456789+-−–‐‑‒n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁻⁻⁻ⁿ")
_FROM_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+−n")
_WRITABLE = re.compile("[0-9+−–‐‑‒n-]+")
_RUN = re.compile(rf"[⁺⁻]?[{_RAISED}]+(?:\s?[,⁻–-]\s?[{_RAISED}]+)*[⁺⁻]?(?![⁄/])")
_CONTEXT = 40
_SPACE_BEFORE = re.compile(r"[ \u00a0\u2009\u202f\u2060]+$")


def in_raised_letters(words: str) -> str:
    """Return a power as it is written in plain text: "6" as "⁶", "k+1" as "^k+1"."""
    return words.translate(_TO_RAISED) if _WRITABLE.fullmatch(words) else f"^{words}"


def raised_notes(text: str) -> list[Span]:
    """Return the spans of notes that are written in raised letters of Unicode, such as "2019¹"."""
    return list(_notes(text))


def _notes(text: str) -> Iterator[Span]:
    expected = 1
    for found in _RUN.finditer(text):
        start, end = found.span()
        line = text.rfind("\n", 0, start) + 1
        before = text[max(line, start - _CONTEXT) : start].replace("\u2060", "")
        inside = re.sub(r"\s", "", found.group()).translate(_FROM_RAISED)
        role = role_of(Raised(inside, before, text[end : end + _CONTEXT], expected=expected))
        if role is Role.NOTE:
            expected = max(expected, last_number(inside) + 1)
            blank = _SPACE_BEFORE.search(text, line, start)
            yield Span(blank.start() if blank else start, end)


class Cutting:
    """A text without some of its spans, and where its offsets went."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._removed = [0]
        pieces: list[str] = []
        at = 0
        for span in spans:
            pieces.append(text[at : span.start])
            self._removed.append(self._removed[-1] + span.end - span.start)
            at = span.end
        pieces.append(text[at:])
        self.text = "".join(pieces)
        self._ends = [span.end for span in spans]

    def moved(self, offset: int) -> int:
        """Return where an offset of the old text is in the new one; inside a span, where the span was."""
        index = bisect_right(self._starts, offset)
        if index and offset < self._ends[index - 1]:
            return self._starts[index - 1] - self._removed[index - 1]
        return offset - self._removed[index]


def cut(text: str, spans: Sequence[Span]) -> Cutting:
    """Return `text` without `spans`, which are in order and do not overlap."""
    return Cutting(text, spans)
