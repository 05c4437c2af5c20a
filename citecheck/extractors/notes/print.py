"""The marks of notes in print: figures of a PDF that are clearly smaller than the text before them, and raised.

The text layer has only their characters, so that "in 2019" with a note 1 reads "in 20191". Size and baseline of the
characters tell them; what stands around them tells notes from powers (`raised`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from ctypes import c_double
from typing import NamedTuple, Protocol

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it ships no types

from citecheck.extractors.notes.marks import DASH, last_number
from citecheck.extractors.notes.raised import Raised, Role, role_of
from citecheck.extractors.notes.superscripts import in_raised_letters

_CANDIDATE = re.compile(r"[0-9*†‡§¶‖∗]|(?<=[a-z]{3})[a-d](?=[\s.,;:])|[−+–-](?=\d)|(?<=\d)[+−]")
_MEMBER = re.compile(rf"[0-9a-d*†‡§¶‖∗,;+{DASH}]")
# Printers set raised figures at 58 to 70 per cent of the text's size, and raise them by 33 per cent of it. The limits
# leave room for small capitals (80 per cent, on the line) and for figures of old style.
_SMALLER = 0.85
_RAISED_BY = 0.15  # of the text's size
_RAISED_AT_MOST = 0.9
_APART = 0.6  # of the text's size, between a mark and what it stands behind
_BLANK = 0.15  # of the text's size, from which on a gap is a blank; a narrow one has 0.2
_AROUND = ((25, 12), (12, 12), (12, 0), (8, 0))  # characters before and after that tell a place of a page
_LEVEL = 0.05  # of the text's size, within which two characters stand on one line


class Rewriting(NamedTuple):
    """A span of a page's text and what is written for it."""

    start: int
    end: int
    words: str


class TextPage(Protocol):
    """The characters of a page, in the order of its text."""

    def count_chars(self) -> int:
        """Return how many there are."""
        ...


class _Shape(NamedTuple):
    left: float
    right: float
    size: float
    baseline: float


class _Run(NamedTuple):
    """Raised characters of a line: their span, where the line goes on, and the blanks before and after them."""

    start: int
    end: int
    resumed: int
    blank_before: str
    blank_after: str


class PrintedNotes:
    """Finds the notes of a document's pages, which are given in order."""

    def __init__(self) -> None:
        self._expected = 1
        self.marks: list[str] = []

    def edits(self, text: str, page: TextPage) -> list[Rewriting]:
        """Return what is to be changed in the text of a page: notes go, powers are written as such."""
        found: list[Rewriting] = []
        end = 0
        for candidate in _CANDIDATE.finditer(text):
            if candidate.start() < end:
                continue
            run = _run(text, page, candidate.start())
            if run is None:
                continue
            end = run.end
            edit = self._edit(text, run)
            if edit is not None:
                found.append(edit)
        return found

    def _edit(self, text: str, run: _Run) -> Rewriting | None:
        start, end = run.start, run.end
        before = re.split(r"[\r\n]", text[:start].rstrip())[-1][-40:]
        inside = re.sub(r"\s", "", text[start:end])
        after = text[run.resumed : run.resumed + 40]
        raised = Raised(inside, before + run.blank_before, run.blank_after + after, expected=self._expected)
        role = role_of(raised)
        behind = run.blank_after if run.resumed > end else ""
        if role is Role.POWER:
            return Rewriting(start, run.resumed, in_raised_letters(inside) + behind)
        if role is not Role.NOTE:
            return Rewriting(start, run.resumed, text[start:end] + behind) if run.resumed > end else None
        self._expected = max(self._expected, last_number(inside) + 1)
        self.marks.append(inside)
        start = len(text[:start].rstrip())
        if not behind and text[run.resumed : run.resumed + 1].isalnum():
            behind = " "
        return Rewriting(start, run.resumed, behind)


def edited(text: str, edits: Sequence[Rewriting]) -> str:
    """Return a text with its edits made; they are in order and do not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.words]
        at = edit.end
    return "".join([*pieces, text[at:]])


def edited_elsewhere(columns: str, text: str, edits: Sequence[Rewriting]) -> str:
    """Return the same page in another order of its lines, with the edits made that are found by what is around them."""
    for edit in edits:
        old = r"\s*".join(map(re.escape, text[edit.start : edit.end].split()))
        for left, right in _AROUND:
            before = re.split(r"[\r\n]", text[max(0, edit.start - left) : edit.start])[-1]
            after = re.split(r"[\r\n]", text[edit.end : edit.end + right])[0]
            places = list(re.finditer(rf"{re.escape(before)}\s*{old}(?P<gap>\s*){re.escape(after)}", columns))
            if len(places) != 1:
                continue
            start, end = places[0].span()
            gap = places[0]["gap"]
            words = edit.words.rstrip() + gap if "\n" in gap else edit.words
            columns = f"{columns[:start]}{before}{words}{after}{columns[end:]}"
            break
    return columns


def _run(text: str, page: TextPage, start: int) -> _Run | None:
    """Return the small raised characters from `start` on, None if the first is none."""
    base = len(text[:start].rstrip()) - 1
    against = _shape(page, base, text) if base >= 0 else None
    if against is None:
        return None
    first: _Shape | None = None
    end, previous, at = start, against, start
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        shape = _shape(page, at, text) if _MEMBER.fullmatch(text[at]) else None
        if shape is None or not _is_raised(shape, against) or not _is_next(shape, previous, against.size):
            break
        first, previous = first or shape, shape
        at += 1
        end = at
    if first is None:
        return None
    blank_before = " " if text[base + 1 : start] and first.left - against.right >= _BLANK * against.size else ""
    resumed, blank_after = _resumed(text, page, end, previous, against)
    return _Run(start, end, resumed, blank_before, blank_after)


def _resumed(text: str, page: TextPage, end: int, last: _Shape, against: _Shape) -> tuple[int, str]:
    """Return where the line goes on behind raised characters, and the blank before it.

    PDFium takes what is raised for a line of its own and may end it, though the next word stands right beside it.
    """
    gap = re.compile(r"[ \r\n]*").match(text, end)
    at = gap.end() if gap is not None else end
    if "\n" not in text[end:at]:
        return end, ""
    shape = _shape(page, at, text)
    if shape is None or abs(shape.baseline - against.baseline) > _LEVEL * against.size:
        return end, ""
    apart = shape.left - last.right
    if not -_APART * against.size <= apart <= _APART * against.size:
        return end, ""
    return at, " " if apart >= _BLANK * against.size else ""


def _is_raised(shape: _Shape, against: _Shape) -> bool:
    rise = (shape.baseline - against.baseline) / against.size
    return shape.size <= _SMALLER * against.size and _RAISED_BY <= rise <= _RAISED_AT_MOST


def _is_next(shape: _Shape, previous: _Shape, size: float) -> bool:
    return -_APART * size <= shape.left - previous.right <= _APART * size


def _shape(page: TextPage, position: int, text: str) -> _Shape | None:
    """Return the place of the character at a position of the text; None if it was not drawn."""
    index = pdfium.FPDFText_GetCharIndexFromTextIndex(page, position)
    box, x, y = pdfium.FS_RECTF(), c_double(), c_double()
    if index < 0 or pdfium.FPDFText_GetUnicode(page, index) != ord(text[position : position + 1] or "\0"):
        return None
    if not pdfium.FPDFText_GetLooseCharBox(page, index, box):
        return None
    if not pdfium.FPDFText_GetCharOrigin(page, index, x, y) or box.top <= box.bottom:
        return None
    return _Shape(box.left, box.right, box.top - box.bottom, y.value)
