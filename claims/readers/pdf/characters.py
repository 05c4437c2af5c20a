"""The lines of a page from its characters: their baselines, their sizes, and what is raised among them."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from ctypes import byref, c_double, c_int, create_string_buffer
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it ships no types

from claims.patterns import lazy_regex
from claims.readers.pdf.model import TextLine

# Printers set raised figures at 58 to 70 per cent of the text's size; the limits leave room for small capitals.
_SMALLER = 0.85
_LEVEL = 0.12  # of the size, within which characters stand on one line
_RAISED_AT_MOST = 0.9  # of the size
_BLANK = 0.17  # of the size, from which on a gap is a blank
_APART = 1.3  # of the size, from which on a gap parts two columns or two cells
_BACK = 0.6  # of the size, by which a character may begin before the last one
_MOST = 60_000  # characters of a page; one with more is a drawing
_BOLD = 600
_BOLD_NAMES = lazy_regex(r"bold|black|heavy|demi|CMBX", re.IGNORECASE)
_LONGEST_NAME = 120  # characters
_HYPHENS = frozenset((0xFFFE, 0x2, 0xAD))
"""How PDFium writes a hyphen at the end of a line; it has no box."""
_UNDRAWN = frozenset((" ", "\u00a0", "\u00ad"))
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


class _Glyph(NamedTuple):
    text: str
    left: float
    right: float
    baseline: float
    size: float
    number: int


def lines_of_page(textpage: Any, page: int) -> list[TextLine]:
    """Return the pieces of lines of a page of PDFium in the order in which they were drawn.

    Text that does not run from left to right, such as a stamp at the side, is left out.
    """
    found: list[TextLine] = []
    line: _Drawn | None = None
    for glyph in _glyphs(textpage.raw, min(textpage.count_chars(), _MOST)):
        if line is None or not line.takes(glyph):
            if line is not None:
                found += line.finished(textpage.raw, page)
            line = _Drawn(glyph)
        line.add(glyph)
    if line is not None:
        found += line.finished(textpage.raw, page)
    return found


def _glyphs(raw: Any, count: int) -> Iterator[_Glyph]:
    box, x, y = pdfium.FS_RECTF(), c_double(), c_double()
    to_box, to_x, to_y = byref(box), byref(x), byref(y)
    unicode_of, box_of, origin_of = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetCharOrigin,
    )
    high = 0
    for index in range(count):
        code = unicode_of(raw, index)
        if code in (0, 10, 13):
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        text = "\u00ad" if code in _HYPHENS else chr(code)
        if text in _UNDRAWN:
            yield _Glyph(text, 0, 0, 0, 0, index)
            continue
        if (
            (code < 32 or 0xE000 <= code < 0xF900)
            or not box_of(raw, index, to_box)
            or not origin_of(raw, index, to_x, to_y)
        ):
            continue
        size = box.top - box.bottom
        if size <= 0.5:
            continue
        yield _Glyph(_LIGATURES.get(text, text), box.left, box.right, y.value, size, index)


def _is_bold(raw: Any, number: int) -> bool:
    """Return whether a character is bold, by the weight of its font or by its name."""
    if pdfium.FPDFText_GetFontWeight(raw, number) >= _BOLD:
        return True
    name, flags = create_string_buffer(_LONGEST_NAME), c_int()
    pdfium.FPDFText_GetFontInfo(raw, number, name, _LONGEST_NAME, byref(flags))
    return _BOLD_NAMES.search(name.value.decode("utf-8", "replace")) is not None


class _Drawn:
    """A line that is being read."""

    def __init__(self, first: _Glyph) -> None:
        self._first = first.number
        self._text: list[str] = []
        self._lefts = array("f")
        self._raised: list[int] = []
        self._sizes: dict[float, int] = {}
        self._baseline = first.baseline
        self._size = first.size
        self._left = first.left
        self._right = first.left
        self._last = first.left
        self._begun = False
        self._is_sized = False
        self._blank = False
        self._length = 0

    def takes(self, glyph: _Glyph) -> bool:
        """Return whether a character goes on with the line."""
        if glyph.size == 0:
            return True
        if not self._begun:
            return True
        back = glyph.left - self._last  # the letters of a ligature have one box
        if back < -_BACK * self._size or glyph.left - self._right > _APART * self._size:
            return False
        rise = (glyph.baseline - self._baseline) / self._size
        if abs(rise) <= _LEVEL:
            return True
        return glyph.size <= _SMALLER * self._size and -0.5 <= rise <= _RAISED_AT_MOST

    def add(self, glyph: _Glyph) -> None:
        """Add a character that the line takes; a blank counts where another character follows it."""
        if glyph.size == 0:
            if glyph.text == "\u00ad" and self._begun:
                self._put(glyph.text, self._right)
            else:
                self._blank = self._begun
            return
        if not self._begun:
            self._first = glyph.number
            self._baseline, self._size = glyph.baseline, glyph.size
            self._left = self._right = self._last = glyph.left
            self._begun = True
        gap = glyph.left - self._right
        combining = glyph.text >= "\u0300" and unicodedata.combining(glyph.text[0]) > 0
        if self._text and not combining and (self._blank or gap > _BLANK * self._size):
            self._put(" ", self._right)
        self._blank = False
        if glyph.size <= _SMALLER * self._size and (glyph.baseline - self._baseline) / self._size > _LEVEL:
            self._raised += range(self._length, self._length + len(glyph.text))
        elif glyph.text.isalnum() and not self._is_sized:
            self._size = glyph.size  # a bullet may come from a larger font
            self._is_sized = True
        self._sizes[glyph.size] = self._sizes.get(glyph.size, 0) + 1
        self._put(glyph.text, glyph.left)
        self._last = glyph.left
        self._right = max(self._right, glyph.right)

    def _put(self, text: str, left: float) -> None:
        self._text.append(text)
        self._lefts.extend([left] * len(text))
        self._length += len(text)

    def finished(self, raw: Any, page: int) -> Iterator[TextLine]:
        """Yield the line; nothing where it has no words or does not run from left to right."""
        text = "".join(self._text)
        if not text.strip():
            return
        if self._length <= 2 and abs(pdfium.FPDFText_GetCharAngle(raw, self._first)) > 0.1:
            return
        yield TextLine(
            page=page,
            text=text,
            lefts=self._lefts,
            left=self._left,
            right=self._right,
            baseline=self._baseline,
            size=max(self._sizes, key=lambda size: self._sizes[size], default=self._size),
            is_bold=_is_bold(raw, self._first),
            raised=self._raised,
        )


__all__ = ["lines_of_page"]
