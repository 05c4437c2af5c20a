"""Set a document as a PDF: pages with one or two columns, running heads, notes at their feet, hanging entries.

It writes Helvetica by its own widths, so that the same words give the same bytes everywhere.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_WIDTHS = dict(
    zip(
        map(chr, range(32, 127)),
        (
            *(
                278,
                278,
                355,
                556,
                556,
                889,
                667,
                191,
                333,
                333,
                389,
                584,
                278,
                333,
                278,
                278,
                *[556] * 10,
                278,
                278,
                584,
            ),
            *(584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778),
            *(722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278),
            *(556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334),
            *(260, 334, 584),
        ),
        strict=True,
    )
)
_PAGE = (595, 842)
_MARGIN = 72
_GUTTER = 20
_LEADING = 1.25
_RAISED = re.compile(r"\^\{([^{}]*)\}")


@dataclass(slots=True)
class _Page:
    drawn: list[str] = field(default_factory=list)
    column: int = 0
    top: float = _PAGE[1] - _MARGIN
    feet: list[list[str]] = field(default_factory=list)


class Typesetter:
    """Sets what it is given, in order; `pdf` returns the file.

    `columns` is 1 or 2, `head` is printed at the top of each page and the number of the page at its foot, `size` is
    that of the text in points. With `hyphens`, long words are parted at line ends. "word^{1}" has a raised 1.
    """

    def __init__(self, *, columns: int = 1, head: str = "", size: float = 10, hyphens: bool = False) -> None:
        self._columns = columns
        self._head = head
        self._size = size
        self._hyphens = hyphens
        self._pages = [_Page()]
        self._width = (_PAGE[0] - 2 * _MARGIN - (columns - 1) * _GUTTER) / columns

    def title(self, words: str) -> None:
        """Set the title of the document."""
        self._set(words, size=1.7 * self._size, bold=True, after=1.0)

    def heading(self, words: str, level: int = 1) -> None:
        """Set a heading of a `level` from 1 on."""
        self._skip(0.6)
        self._set(words, size=max(1.45 - 0.15 * level, 1.0) * self._size, bold=True, after=0.3)

    def paragraph(self, words: str, *, indent: float = 12, notes: Mapping[str, str] | None = None) -> None:
        """Set a paragraph whose first line is indented; `notes` are the words of its notes by their numbers."""
        self._set(words, first=indent, notes=notes or {})

    def item(self, words: str, sign: str = "•") -> None:
        """Set an item of a list."""
        self._set(f"{sign} {words}", rest=10)

    def quotation(self, words: str) -> None:
        """Set a paragraph of its own, with space above and below."""
        self._skip(0.8)
        self._set(words, after=0.8)

    def entry(self, words: str, label: str = "") -> None:
        """Set an entry of a list of references, whose lines hang below the first one."""
        self._set(f"{label} {words}" if label else words, rest=16, size=0.9 * self._size)

    def pdf(self) -> bytes:
        """Return the file."""
        objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
        for font in ("Helvetica", "Helvetica-Bold"):
            words = f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>"
            objects.append(words.encode())
        kids: list[int] = []
        for number, page in enumerate(self._pages, start=1):
            content = zlib.compress("\n".join([*page.drawn, *self._printed(page, number)]).encode("cp1252", "replace"))
            objects.append(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
            objects.append(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
                b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (*_PAGE, len(objects))
            )
            kids.append(len(objects))
        named = " ".join(f"{kid} 0 R" for kid in kids)
        objects[1] = f"<< /Type /Pages /Kids [{named}] /Count {len(kids)} >>".encode()
        return _file(objects)

    def _printed(self, page: _Page, number: int) -> Iterable[str]:
        if self._head:
            yield _shown(self._head, _MARGIN, _PAGE[1] - 40, 8)
        yield _shown(str(number), _PAGE[0] / 2, 30, 8)
        bottom = _MARGIN + sum(len(lines) for lines in page.feet) * 0.8 * self._size * _LEADING
        for lines in page.feet:
            for line in lines:
                bottom -= 0.8 * self._size * _LEADING
                yield _shown(line, _MARGIN, bottom, 0.8 * self._size)

    def _set(
        self,
        words: str,
        *,
        first: float = 0,
        rest: float = 0,
        size: float | None = None,
        bold: bool = False,
        after: float = 0,
        notes: Mapping[str, str] | None = None,
    ) -> None:
        size = self._size if size is None else size
        lines = self._wrapped(words.split(), size, self._width - rest, self._width - first)
        for number, line in enumerate(lines):
            wanted = [mark for mark in _RAISED.findall(line) if notes and mark in notes]
            feet = [self._foot(mark, notes[mark]) for mark in wanted] if notes else []
            page = self._room(size * _LEADING, sum(map(len, feet)))
            page.feet += feet
            page.top -= size * _LEADING
            left = _MARGIN + page.column * (self._width + _GUTTER) + (first if number == 0 else rest)
            page.drawn.append(_shown(line, left, page.top, size, "F2" if bold else "F1"))
        self._skip(after)

    def _foot(self, mark: str, words: str) -> list[str]:
        lines = self._wrapped(words.split(), 0.8 * self._size, _PAGE[0] - 2 * _MARGIN, _PAGE[0] - 2 * _MARGIN - 10)
        return [f"^{{{mark}}} {lines[0]}", *lines[1:]]

    def _skip(self, lines: float) -> None:
        self._pages[-1].top -= lines * self._size * _LEADING

    def _room(self, height: float, feet: int) -> _Page:
        """Return the page with room for a line of this height and for further lines of notes."""
        page = self._pages[-1]
        lines = feet + sum(map(len, page.feet)) + (1 if feet or page.feet else 0)
        if page.top - height < _MARGIN + lines * 0.8 * self._size * _LEADING:
            if page.column + 1 < self._columns:
                page.column += 1
                page.top = _PAGE[1] - _MARGIN
            else:
                page = _Page()
                self._pages.append(page)
        return page

    def _wrapped(self, words: Sequence[str], size: float, width: float, first: float) -> list[str]:
        lines: list[str] = []
        line = ""
        for word in words:
            room = (first if not lines else width) - _width(f"{line} " if line else "", size)
            if line and _width(word, size) > room:
                head = self._head_of(word, room, size)
                lines.append(f"{line} {head}-" if head else line)
                line = word[len(head) :]
            else:
                line = f"{line} {word}" if line else word
        return [*lines, line]

    def _head_of(self, word: str, room: float, size: float) -> str:
        """Return what of a word goes on the line where hyphens part words; empty: all of it goes on the next."""
        if not self._hyphens or not word.isalpha() or len(word) < 8:
            return ""
        for cut in range(len(word) - 3, 2, -1):
            if _width(f"{word[:cut]}-", size) <= room:
                return word[:cut]
        return ""


def _width(text: str, size: float) -> float:
    return sum(_WIDTHS.get(char, 556) for char in _RAISED.sub(r"\1", text)) * size / 1000


def _shown(line: str, left: float, bottom: float, size: float, font: str = "F1") -> str:
    pieces = _RAISED.split(line)
    shown = " ".join(
        f"/{font} {0.65 * size:.2f} Tf {0.35 * size:.2f} Ts ({_escaped(piece)}) Tj 0 Ts"
        if number % 2
        else f"/{font} {size:.2f} Tf ({_escaped(piece)}) Tj"
        for number, piece in enumerate(pieces)
        if piece
    )
    return f"BT 1 0 0 1 {left:.2f} {bottom:.2f} Tm {shown} ET"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: Sequence[bytes]) -> bytes:
    data = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % at for at in offsets)
    data += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(data)


__all__ = ["Typesetter"]
