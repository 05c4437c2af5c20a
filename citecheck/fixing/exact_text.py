"""A file as text that can be edited: every character outside of the edits keeps its bytes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from claims.decoding import BYTE_ORDER_MARKS
from claims.htmltext.encoding import decode_body
from claims.legacy import recognise
from claims.model import DocumentFormat, SourceRange, Span
from claims.patterns import lazy_regex
from claims.source_map import TextEdit

_LINE_END = lazy_regex(r"\n|\r")
_WIDE_LINE_END = lazy_regex("[\n\r\u2028\u2029\x85\x0b\x0c]")  # what some readers count as the ends of lines


class NotEditable(Exception):  # it is no error of a caller: it is the reason why a file is left alone
    """The file cannot be edited so that the rest keeps its bytes; the message says why."""


class ExactText:
    """The text of a file, `text`, in which each line ends with a line feed (a lone carriage return stays).

    Offsets are those of `text`; `edited` leads them back to the file and writes the line ends of the lines around.
    """

    def __init__(self, body: bytes, *, format: DocumentFormat, encoding: str | None = None) -> None:
        """Decode `body` to `file_text`.

        `format` says where an encoding may be declared, `encoding` is the one that the caller names (None: none).

        Raises `NotEditable` for bytes that are not text which can be written back as it is.
        """
        self._mark, self.encoding, self.file_text = _decoded(body, format, encoding)
        self.text = self.file_text.replace("\r\n", "\n")
        self._returns: list[int] = []  # where in `text` the line feeds are that have a carriage return before them
        if len(self.text) != len(self.file_text):
            found = self.file_text.find("\r\n")
            while found >= 0:
                self._returns.append(found - len(self._returns))
                found = self.file_text.find("\r\n", found + 2)
        self._starts: dict[bool, list[int]] = {}

    @property
    def is_bytewise(self) -> bool:
        """Whether a line feed is one byte, so that a unified diff can show the file."""
        return not self.encoding.replace("_", "-").startswith(("utf-16", "utf-32"))

    def offsets(self, place: SourceRange, *, wide: bool = False) -> tuple[int, int] | None:
        """Return the range of `text` at `place`; None: it has no such lines. `wide`: more signs end a line."""
        starts = self._line_starts(wide)
        if not 0 < place.line <= place.end_line <= len(starts):
            return None
        start, end = starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1
        return (start, end) if start <= end <= len(self.text) else None

    def line(self, offset: int) -> int:
        """Return the line, from 1, of the place `offset` in `text`."""
        return bisect_right(self._line_starts(False), offset)

    def of_file(self, edits: Iterable[TextEdit]) -> tuple[TextEdit, ...]:
        """Return `edits` of `text` as edits of the decoded file, with the line ends of the file."""
        return tuple(self._of_file(edit) for edit in edits)

    def span_in_file(self, span: Span) -> Span:
        """Return the range `span` of `text` as a range of the decoded file."""
        return Span(self._in_file(span.start), self._in_file(span.end))

    def edited(self, edits: Iterable[TextEdit]) -> bytes:
        """Return the bytes of the file after `edits`, which are edits of the decoded file (`of_file`).

        Raises `NotEditable` for a new text that the encoding of the file cannot write.
        """
        text = replaced(self.file_text, edits)
        try:
            return self._mark + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            raise NotEditable(
                f"the file is {self.encoding}, which cannot write {error.object[error.start]!r}"
            ) from None

    def can_write(self, new: str) -> bool:
        """Return whether the encoding of the file can write `new`."""
        try:
            new.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def _line_starts(self, wide: bool) -> list[int]:
        if wide not in self._starts:
            ends = (_WIDE_LINE_END if wide else _LINE_END).finditer(self.text)
            self._starts[wide] = [0, *(match.end() for match in ends)]
        return self._starts[wide]

    def _of_file(self, edit: TextEdit) -> TextEdit:
        new = edit.new.replace("\n", self._line_end_near(edit.start)) if "\n" in edit.new else edit.new
        return TextEdit(self._in_file(edit.start), self._in_file(edit.end), new)

    def _in_file(self, offset: int) -> int:
        return offset + bisect_left(self._returns, offset)

    def _line_end_near(self, offset: int) -> str:
        """Return how the line at `offset` ends, or else the line before it."""
        at = self.text.find("\n", offset)
        if at < 0:
            at = self.text.rfind("\n", 0, offset)
        place = bisect_left(self._returns, at)
        return "\r\n" if at >= 0 and self._returns[place : place + 1] == [at] else "\n"


def replaced(text: str, edits: Iterable[TextEdit]) -> str:
    """Return `text` after `edits`, which do not overlap. Of several at one place, the first given comes first.

    Where one inserted sentence follows another, there is one full stop between them.
    """
    pieces: list[str] = []
    at = 0
    before = ""
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        joins = edit.start == at and before.endswith(".") and edit.new.startswith(". ")
        before = edit.new[1:] if joins else edit.new
        pieces += [text[at : edit.start], before]
        at = edit.end
    return "".join([*pieces, text[at:]])


def _decoded(body: bytes, format: DocumentFormat, encoding: str | None) -> tuple[bytes, str, str]:
    """Return the byte order mark, the encoding, and the text of `body`. Raises `NotEditable`."""
    for mark, name in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            candidates: Iterable[str] = [name]
            break
    else:
        mark, candidates = b"", _candidates(body, format, encoding)
    rest = body[len(mark) :]
    for name in candidates:
        try:
            text = rest.decode(name)
            if text.encode(name) == rest:
                return mark, name, text
        except (LookupError, UnicodeError):
            continue
    raise NotEditable("its bytes are not text in one encoding that can be written back; save it as UTF-8")


def _candidates(body: bytes, format: DocumentFormat, encoding: str | None) -> Iterator[str]:
    """Yield the encodings to try, in the order in which documents are read."""
    if encoding:
        yield encoding
    if format in (DocumentFormat.HTML, DocumentFormat.WIKITEXT):
        yield decode_body(body, markup=format is DocumentFormat.HTML).encoding
    if b"\x00" not in body:
        yield "utf-8"
        if (found := recognise(body).encoding) is not None:
            yield found
    else:
        yield from ("utf-16-le", "utf-16-be") if body[1::2].count(0) >= body[::2].count(0) else ("utf-16-be",)


__all__ = ["ExactText", "NotEditable", "replaced"]
