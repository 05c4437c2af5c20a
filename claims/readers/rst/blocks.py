"""What begins with ".." in reStructuredText: notes, citations, directives; targets and comments say nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.model import BlockKind, Problem
from claims.readers.markup.model import Entry, Inline, LineEnd, MarkupBlock, Note, Table, TableCell
from claims.readers.rst.directives import CODE, QUOTES, SAYING, SILENT, TITLED, VERSIONS
from claims.readers.rst.names import normal
from claims.readers.rst.tables import CellText
from claims.readers.rst.text import EXPLICIT, RstText

_NOTE = re.compile(r"\[(?P<label>\d{1,6}|\#[\w.:+-]{0,100}|\*|[^\W_][\w.:+-]{0,100})\](?:\s+|$)")
_DIRECTIVE = re.compile(r"(?:\|[^|\n]{1,200}\|\s+)?(?P<name>[A-Za-z][\w:.+-]{0,60})\s?::(?:\s+|$)")
_OPTION = re.compile(r":[A-Za-z][\w -]{0,60}:(?:\s|$)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_TAG = re.compile(r"<[^<>]{0,1000}>")
_FEW = 4  # words from which on something is text
_CSV = re.compile(r'"((?:[^"]|"")*)"|\s*([^,"\s][^,"]*)')
_SYMBOLS = "*†‡§¶#"


class RstBlocks(RstText):
    """Reads the blocks of `source` into `marked`."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._counts = {"#": 0, "*": 0}
        self._listed: set[str] = set()

    def _explicit(self, place: int, end: int, indent: int, kind: BlockKind) -> int:
        """Read what begins with "..": a note, a citation, a target, a directive, or a comment."""
        line = self._lines[place]
        until = max(self._extent(place + 1, end, indent), place + 1)
        marker = EXPLICIT.match(self._text(line))
        skipped = marker.end() if marker is not None else 2
        rest = self._text(line)[skipped:]
        if not rest:
            return place + 1 if place + 1 >= end or self._lines[place + 1].is_blank else until
        note = _NOTE.match(rest)
        directive = _DIRECTIVE.match(rest)
        if note is not None:
            self._note(place, until, note["label"], skipped + note.end())
        elif directive is not None and not rest.startswith("|"):
            self._directive(place, until, directive["name"].lower(), skipped + directive.end(), kind)
        return until

    def _note(self, place: int, until: int, label: str, skipped: int) -> None:
        source = (self._lines[place].first, self._lines[until - 1].end)
        outer, self._out = self._out, []
        depth, self._depth = self._depth, 1
        self._body(place, until, skipped, BlockKind.PARAGRAPH)
        blocks, self._out, self._depth = self._out, outer, depth
        if label[0] not in "#*" and not label.isdecimal():
            inside = [one for part in blocks if isinstance(part, MarkupBlock) for one in (*part.inside, LineEnd())]
            key = f"item-{normal(label)}"
            if key not in self._listed:
                self._listed.add(key)
                self.marked.entries.append(Entry(key, label, inside[:-1], place=source))
            return
        key, shown = label, label
        if label in self._counts:
            self._counts[label] += 1
            number = self._counts[label]
            key = f"{label}{number}"
            if label == "*":
                shown = _SYMBOLS[(number - 1) % len(_SYMBOLS)] * ((number - 1) // len(_SYMBOLS) + 1)
        elif label[0] == "#":
            key, shown = f"#{normal(label[1:])}", "#"
        self.marked.notes.setdefault(key, Note(key, blocks, shown, source))

    def _directive(self, place: int, until: int, name: str, skipped: int, kind: BlockKind) -> None:
        line = self._lines[place]
        argument = self._source[line.first + skipped : line.end].strip()
        content = place + 1
        while content < until and not self._lines[content].is_blank and not self._says(name, content):
            content += 1
        if name in ("include", "raw", "literalinclude"):
            self._tell_unread(name, argument, place, until)
        if name == "bibliography":
            self.marked.named += argument.split()
            for number in range(place + 1, until):
                argument += " ".join(self._text(self._lines[number]).split())
            self.marked.listed += ["*"] if ":all:" in argument else []
        if name in SILENT:
            return
        if name in CODE:
            while content < until and self._lines[content].is_blank:
                content += 1
            self._code(content, until)
            return
        self._content(place, until, content, name, skipped, argument, kind)

    def _says(self, name: str, number: int) -> bool:
        """Return whether a line behind the first one of a directive is text, and no option or argument."""
        return name in SAYING and not _OPTION.match(self._text(self._lines[number]))

    def _content(
        self, place: int, until: int, content: int, name: str, skipped: int, argument: str, kind: BlockKind
    ) -> None:
        line = self._lines[place]
        if name in ("list-table", "csv-table", "table") and argument:
            self._out.append(MarkupBlock(self.inline.read(line.first + skipped, line.end), BlockKind.CAPTION))
        elif name in TITLED and argument:
            self._out.append(MarkupBlock(self.inline.read(line.first + skipped, line.end), BlockKind.HEADING))
        elif name in SAYING and argument:
            if name in VERSIONS:
                skipped += len(argument.split()[0])
            self._out.append(MarkupBlock(self._first(place, content, until, line.first + skipped), kind))
            content = self._until_blank(content, until)
        if name == "csv-table":
            self._csv(content, until)
            return
        before = len(self._out)
        below = [one.indent for one in self._lines[content:until] if not one.is_blank]
        if below:
            quoted = BlockKind.QUOTE if name in QUOTES else kind
            self._blocks(content, until, min(below), quoted)
        first = self._out[before] if len(self._out) > before else None
        if name == "figure" and isinstance(first, MarkupBlock):
            self._out[before] = MarkupBlock(first.inside, BlockKind.CAPTION)

    def _first(self, place: int, content: int, until: int, start: int) -> list[Inline]:
        """Return the words of a directive that begin on its own line and go on below it."""
        inside = self.inline.read(start, self._lines[place].end)
        last = self._until_blank(content, until)
        if last > content:
            inside += self.inline.read(self._lines[content - 1].end, self._lines[last - 1].end)
        return inside

    def _csv(self, place: int, until: int) -> None:
        """Read the rows of a table whose cells are parted by commas."""
        rows: list[Sequence[TableCell]] = []
        for line in self._lines[place:until]:
            if line.is_blank:
                continue
            found = [one.span(one.lastindex or 0) for one in _CSV.finditer(self._text(line))]
            spans = [(line.first + start, line.first + end) for start, end in found if end > start]
            rows.append([self._cell(CellText([span], False)) for span in spans])
        self._out.append(Table(rows))

    def _tell_unread(self, name: str, argument: str, place: int, until: int) -> None:
        number = place + 1
        if name == "raw":
            text = self._source[self._lines[place].end : self._lines[until - 1].end]
            if len(_WORD.findall(_TAG.sub(" ", text[:2_000]))) < _FEW and ":file:" not in text and ":url:" not in text:
                return
            message = f"The block of raw {argument or 'text'} in line {number} was not read."
        else:
            message = f"The file {argument}, which the document includes in line {number}, was not read."
            if name == "literalinclude":
                return
        self.marked.problems.append(Problem(code="document-incomplete", message=message))


__all__ = ["RstBlocks"]
