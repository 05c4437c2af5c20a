"""The blocks of an Org document: headings, paragraphs, lists, quotations, tables, notes."""

from __future__ import annotations

import re
from bisect import bisect_right

from claims.model import BlockKind, Problem
from claims.readers.markup.lines import SourceLine, code_of, lines_of
from claims.readers.markup.model import Marked, MarkupBlock, MarkupHeading, Note, Part, Table, TableCell
from claims.readers.org.inline import OrgInline

_HEADING = re.compile(r"(\*+)\s+(?:(?:TODO|DONE|NEXT|WAITING|COMMENT)\s+)?(?:\[#[A-Z0-9]\]\s+)?")
_TAGS = re.compile(r"\s+:(?:[\w@#%]+:)+$")
_KEYWORD = re.compile(r"#\+(?P<name>[\w-]+)(?:\[[^\]]*\])?:\s*(?P<value>.*)")
_BEGIN = re.compile(r"#\+begin_(?P<name>[\w-]+)", re.IGNORECASE)
_NOTE = re.compile(r"\[fn:(?P<name>[\w-]{1,80})\]\s*")
_ITEM = re.compile(r"(?:[-+]|(?P<number>\d{1,6})[.)]|[A-Za-z][.)])\s+(?:\[@\d+\]\s*)?(?:\[[ Xx-]\]\s+)?|[-+]$")
_STAR = re.compile(r"\*\s+(?:\[[ Xx-]\]\s+)?")
_TERM = re.compile(r"(?P<term>[^\n]{1,200}?)\s+::(?:\s+|$)")
_DRAWER = re.compile(r":[A-Za-z][\w-]*:\s*$")
_RULE = re.compile(r"-{5,}\s*$")
_PLANNING = re.compile(r"(?:CLOSED|SCHEDULED|DEADLINE|CLOCK):\s")
_CODE = frozenset({"src", "example", "export", "html", "latex"})
_QUOTES = frozenset({"quote", "verse"})
_LONGEST = 100  # characters of the end of a block


class OrgBlocks:
    """Reads `source` into `marked`."""

    def __init__(self, source: str) -> None:
        self.marked = Marked(source=source)
        self._source = source
        self._lines = lines_of(source)
        self.inline = OrgInline(source)
        self._out: list[Part] = self.marked.blocks
        self._kind = BlockKind.PARAGRAPH
        self._ends: dict[str, list[int]] = {}
        for number in range(len(self._lines)):
            if (text := self._text(number)[:_LONGEST].lower()).startswith("#+end_"):
                self._ends.setdefault(text, []).append(number)

    def read(self) -> Marked:
        """Read all blocks."""
        place = 0
        while place < len(self._lines):
            place = self._block(place, len(self._lines))
        for key, note in self.inline.notes.items():
            self.marked.notes.setdefault(key, note)
        return self.marked

    def _text(self, number: int) -> str:
        line = self._lines[number]
        return self._source[line.first : line.end]

    def _block(self, place: int, end: int) -> int:
        line = self._lines[place]
        text = self._text(place)
        if line.is_blank or _RULE.match(text) or _PLANNING.match(text):
            return place + 1
        if line.indent == 0 and (heading := _HEADING.match(text)) is not None:
            return self._heading(place, heading)
        if text.startswith("#"):
            return self._special(place, end, text)
        if _DRAWER.match(text):
            return self._drawer(place, end)
        if line.indent == 0 and (note := _NOTE.match(text)) is not None:
            return self._note(place, end, note)
        if text.startswith("|"):
            return self._table(place, end)
        if text == ":" or text.startswith(": "):
            return self._code(place, place + 1)
        if self._item(text, line) is not None:
            return self._list_item(place, end)
        return self._paragraph(place, end)

    def _item(self, text: str, line: SourceLine) -> re.Match[str] | None:
        return _ITEM.match(text) or (_STAR.match(text) if line.indent else None)

    def _heading(self, place: int, match: re.Match[str]) -> int:
        line = self._lines[place]
        title = _TAGS.sub("", self._text(place))
        inside = self.inline.read(line.first + match.end(), line.first + len(title))
        self._out.append(MarkupHeading(inside, len(match[1])))
        return place + 1

    def _special(self, place: int, end: int, text: str) -> int:
        """Read a line that begins with "#": a keyword, a block, or a comment."""
        begin = _BEGIN.match(text)
        if begin is not None:
            return self._named(place, end, begin["name"].lower())
        keyword = _KEYWORD.match(text)
        if keyword is None:
            return place + 1 if text == "#" or text.startswith(("# ", "#+")) else self._paragraph(place, end)
        name, value = keyword["name"].lower(), keyword["value"].strip()
        at = self._lines[place].first + keyword.start("value")
        if name == "title" and value:
            self.marked.title = value
            self._out.append(MarkupHeading(self.inline.read(at, at + len(value)), 1, is_title=True))
        elif name == "language":
            self.marked.language = value[:2].lower() or None
        elif name == "bibliography":
            self.marked.named.append(value.strip("\"' "))
        elif name == "caption" and value:
            self._out.append(MarkupBlock(self.inline.read(at, at + len(value)), BlockKind.CAPTION))
        elif name == "include":
            message = f"The file {value}, which the document includes in line {place + 1}, was not read."
            self.marked.problems.append(Problem(code="document-incomplete", message=message))
        return place + 1

    def _named(self, place: int, end: int, name: str) -> int:
        """Read a block between "#+begin_name" and "#+end_name"."""
        places = self._ends.get(f"#+end_{name}", [])
        following = bisect_right(places, place)
        closed = places[following] if following < len(places) else end
        if closed >= end:
            return self._paragraph(place, end) if name not in _CODE else place + 1
        if name in _CODE:
            self._code(place + 1, closed)
        elif name != "comment":
            before, self._kind = self._kind, BlockKind.QUOTE if name in _QUOTES else self._kind
            inner = place + 1
            while inner < closed:
                inner = self._block(inner, closed)
            self._kind = before
        return closed + 1

    def _code(self, place: int, until: int) -> int:
        self._out += code_of(self._source, self._lines[place:until])
        return max(until, place + 1)

    def _drawer(self, place: int, end: int) -> int:
        for number in range(place + 1, min(end, place + 200)):
            if self._text(number).upper() == ":END:":
                return number + 1
        return self._paragraph(place, end)

    def _note(self, place: int, end: int, match: re.Match[str]) -> int:
        """Read a note: it goes on to the next one, to a heading, or to two empty lines."""
        until = place + 1
        while until < end:
            line = self._lines[until]
            text = self._text(until)
            ends = line.indent == 0 and (_NOTE.match(text) or _HEADING.match(text) or text.startswith("#+"))
            if ends or (line.is_blank and until + 1 < end and self._lines[until + 1].is_blank):
                break
            until += 1
        outer, self._out = self._out, []
        line = self._lines[place]
        self._lines[place] = SourceLine(line.start, min(line.first + match.end(), line.end), line.end, 1)
        inner = place if self._lines[place].first < line.end else place + 1
        while inner < until:
            inner = self._block(inner, until)
        self._lines[place] = line
        blocks, self._out = self._out, outer
        source = (line.first, self._lines[until - 1].end)
        name = match["name"]
        label = name if name.isdecimal() else ""
        self.marked.notes.setdefault(name, Note(name, blocks, label, (source[0], max(source))))
        return until

    def _table(self, place: int, end: int) -> int:
        rows = []
        while place < end and self._text(place).startswith("|"):
            line, text = self._lines[place], self._text(place)
            if not text.startswith("|-"):
                cells = []
                for match in re.finditer(r"\|([^|]*)", text):
                    words = match[1].strip()
                    at = line.first + match.start(1) + len(match[1]) - len(match[1].lstrip())
                    if words or match.end() < len(text):
                        cells.append(
                            TableCell([MarkupBlock(self.inline.read(at, at + len(words)), BlockKind.TABLE_CELL)])
                        )
                rows.append(cells)
            place += 1
        self._out.append(Table(rows))
        return place

    def _list_item(self, place: int, end: int) -> int:
        """Read an item with the lines below it that stand further to the right."""
        line = self._lines[place]
        text = self._text(place)
        match = self._item(text, line)
        start = line.first + (match.end() if match is not None else 0)
        term = _TERM.match(self._source, start, line.end)
        if term is not None:
            self._out.append(MarkupBlock(self.inline.read(*term.span("term")), BlockKind.LIST_ITEM))
            start = term.end()
        until = place + 1
        while until < end and self._lines[until].indent > line.indent and self._continues(until):
            until += 1
        kind = BlockKind.LIST_ITEM if self._kind is BlockKind.PARAGRAPH else self._kind
        stop = self._lines[until - 1].end
        number = match.groupdict().get("number") if match is not None else None
        if start < stop:
            self._out.append(MarkupBlock(self.inline.read(start, stop), kind, number))
        before, self._kind = self._kind, kind
        while until < end and (self._lines[until].is_blank or self._lines[until].indent > line.indent):
            if self._item(self._text(until), self._lines[until]) is not None:
                break
            until = self._block(until, end)
        self._kind = before
        return until

    def _continues(self, number: int) -> bool:
        """Return whether a line goes on with the paragraph before it."""
        line = self._lines[number]
        text = self._text(number)
        if line.is_blank or self._item(text, line) is not None or text.startswith(("|", "#+")):
            return False
        return not (line.indent == 0 and (_HEADING.match(text) or _NOTE.match(text))) and not text.startswith("# ")

    def _paragraph(self, place: int, end: int) -> int:
        until = place + 1
        while until < end and self._continues(until):
            until += 1
        start, stop = self._lines[place].first, self._lines[until - 1].end
        if start < stop:
            self._out.append(MarkupBlock(self.inline.read(start, stop), self._kind))
        return until


__all__ = ["OrgBlocks"]
