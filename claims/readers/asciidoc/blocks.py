"""The blocks of an AsciiDoc document: sections, paragraphs, lists, delimited blocks, tables, bibliographies."""

from __future__ import annotations

import re
from bisect import bisect_right

from claims.model import BlockKind, Problem
from claims.readers.asciidoc.inline import ENTRY, AsciidocInline
from claims.readers.markup.lines import code_of, lines_of
from claims.readers.markup.model import Entry, Marked, MarkupBlock, MarkupHeading, Part, Table, TableCell

_SECTION = re.compile(r"(?P<sign>={1,6}|#{1,6})\s+(?=\S)")
_ATTRIBUTE = re.compile(r":(?P<off>!?)(?P<name>[\w-]{1,60})!?:(?:\s+(?P<value>.*))?$")
_STYLE = re.compile(r"\[(?!\[\[)(?P<inside>[^\[\]\n]{0,300}|\[[^\[\]\n]{0,200}\])\]$")
_FENCES = {
    "----": "code",
    "....": "code",
    "```": "code",
    "++++": "skip",
    "////": "skip",
    "====": "text",
    "****": "text",
}
_FENCE = re.compile(r"(?:-{4,}|\.{4,}|\+{4,}|/{4,}|={4,}|\*{4,}|_{4,}|```\w*|--|\"\"|~{4,})$")
_TITLE = re.compile(r"\.(?=[^\s.])")
_ITEM = re.compile(r"(?:\*{1,6}|-|\.{1,6}|(?P<number>\d{1,6})\.|[a-z]\.|<\d{1,3}>)\s+(?:\[[ x*]\]\s+)?(?=\S)")
_TERM = re.compile(r"(?P<term>[^\n]{1,300}?)(?P<sign>:{2,4}|;;)(?:\s+|$)")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):\s+")
_MACRO = re.compile(
    r"(?P<name>include|image|video|audio|toc|ifdef|ifndef|ifeval|endif|bibliography|tag|leveloffset)::(?P<to>\S*?)\[.*\]$"
)
_TABLE = re.compile(r"[|,:!]={3,}$")
_RULE = re.compile(r"(?:'{3,}|<{3,}|-\s?-\s?-|\*\s?\*\s?\*)$")
_CELL = re.compile(r"(?<!\\)(?:\d+\*|(?P<columns>\d+)?(?:\.(?P<rows>\d+))?\+)?[<^>.]{0,4}(?P<style>[aehlmsv])?\|")
_UNDERLINE = {"=": 1, "-": 2, "~": 3, "^": 4, "+": 5}
_DEEPEST = 20


class AsciidocBlocks:
    """Reads `source` into `marked`."""

    def __init__(self, source: str) -> None:
        self.marked = Marked(source=source)
        self._source = source
        self._lines = lines_of(source)
        labels = {match["key"].strip(): (match["label"] or match["key"]).strip() for match in ENTRY.finditer(source)}
        self._labels = labels
        self._attributes: dict[str, str] = {}
        self.inline = AsciidocInline(source, labels, self._attributes)
        self._out: list[Part] = self.marked.blocks
        self._kind = BlockKind.PARAGRAPH
        self._style = ""
        self._depth = 0
        self._fences: dict[str, list[int]] = {}

    def read(self) -> Marked:
        """Read all blocks."""
        self._blocks(self._header(), len(self._lines))
        self.marked.notes = self.inline.notes
        if file := self._attributes.get("bibtex-file"):
            self.marked.named.append(file)
        self.marked.language = self._attributes.get("lang", "")[:2].lower() or None
        return self.marked

    def _text(self, number: int) -> str:
        line = self._lines[number]
        return self._source[line.first : line.end]

    def _header(self) -> int:
        """Read the title of the document with the lines of authors and attributes below it; return what follows."""
        place = 0
        while place < len(self._lines) and (self._lines[place].is_blank or self._is_quiet(place)):
            place += 1
        if place >= len(self._lines) or not self._text(place).startswith(("= ", "# ")):
            return place
        line = self._lines[place]
        self.marked.title = self._text(place)[2:].strip()
        self._out.append(MarkupHeading(self.inline.read(line.first + 2, line.end), 1, is_title=True))
        place += 1
        while place < len(self._lines) and not self._lines[place].is_blank and not _SECTION.match(self._text(place)):
            self._is_quiet(place)
            place += 1
        return place

    def _is_quiet(self, place: int) -> bool:
        """Return whether a line is a comment or sets an attribute, which is remembered."""
        text = self._text(place)
        attribute = _ATTRIBUTE.match(text)
        if attribute is not None:
            self._attributes[attribute["name"].lower()] = "" if attribute["off"] else (attribute["value"] or "").strip()
            return True
        return text.startswith("//") and not text.startswith("///")

    def _blocks(self, place: int, end: int) -> None:
        self._depth += 1
        while place < end:
            place = self._block(place, end)
        self._depth -= 1

    def _block(self, place: int, end: int) -> int:
        line, text = self._lines[place], self._text(place)
        if line.is_blank or text == "+" or self._is_quiet(place) or _RULE.match(text):
            return place + 1
        if _FENCE.match(text):
            return self._fenced(place, end, text)
        if _TABLE.match(text):
            return self._table(place, end, text)
        if (style := _STYLE.match(text)) is not None and place + 1 < end:
            self._style = style["inside"].split(",")[0].strip().lower()
            return place + 1
        style_here, self._style = self._style, ""
        section = _SECTION.match(text)
        if section is not None:
            self._out.append(
                MarkupHeading(self.inline.read(line.first + section.end(), line.end), len(section["sign"]))
            )
            return place + 1
        if (found := self._underlined(place, end)) is not None:
            return found
        if _TITLE.match(text):
            self._out.append(MarkupBlock(self.inline.read(line.first + 1, line.end), BlockKind.CAPTION))
            self._style = style_here
            return place + 1
        if (macro := _MACRO.match(text)) is not None:
            return self._macro(place, macro)
        if _ITEM.match(text) or (_TERM.match(text) and "://" not in text.split("::")[0]):
            return self._item(place, end)
        if line.indent and self._kind is BlockKind.PARAGRAPH and style_here not in ("quote", "verse"):
            return self._code(place, self._until_blank(place, end))
        return self._paragraph(place, end, style_here)

    def _underlined(self, place: int, end: int) -> int | None:
        """Read a title with a line of signs below it, as old documents have; None: there is none."""
        text = self._text(place)
        below = self._text(place + 1) if place + 1 < end else ""
        sign = below[:1]
        if sign not in _UNDERLINE or set(below) != {sign} or len(below) < 3 or abs(len(below) - len(text)) > 2:
            return None
        line = self._lines[place]
        self._out.append(MarkupHeading(self.inline.read(line.first, line.end), _UNDERLINE[sign]))
        return place + 2

    def _fenced(self, place: int, end: int, text: str) -> int:
        """Read a block between two equal lines of signs."""
        style, self._style = self._style, ""
        closed = self._closing(place, end, "```" if text.startswith("```") else text)
        kind = _FENCES.get(text[:4] if text[:3] != "```" else "```", "text")
        kind = "code" if style in ("source", "listing", "literal", "stem", "latexmath") else kind
        kind = "skip" if style in ("comment", "pass") else kind
        if kind == "code":
            self._code(place + 1, closed)
        elif kind == "text" and self._depth < _DEEPEST:
            before = self._kind
            if text.startswith(("____", '""')) or style in ("quote", "verse"):
                self._kind = BlockKind.QUOTE
            self._blocks(place + 1, closed)
            self._kind = before
        return closed + 1

    def _closing(self, place: int, end: int, text: str) -> int:
        """Return the next line that is `text`; `end` if there is none before it."""
        if not self._fences:
            for number in range(len(self._lines)):
                if _FENCE.match(fence := self._text(number)) or _TABLE.match(fence):
                    self._fences.setdefault(fence, []).append(number)
        places = self._fences.get(text, [])
        found = bisect_right(places, place)
        return min(places[found], end) if found < len(places) else end

    def _code(self, place: int, until: int) -> int:
        self._out += code_of(self._source, self._lines[place:until])
        return max(until, place + 1)

    def _until_blank(self, place: int, end: int) -> int:
        while place < end and not self._lines[place].is_blank:
            place += 1
        return place

    def _macro(self, place: int, match: re.Match[str]) -> int:
        if match["name"] == "include":
            message = f"The file {match['to']}, which the document includes in line {place + 1}, was not read."
            self.marked.problems.append(Problem(code="document-incomplete", message=message))
        return place + 1

    def _continues(self, number: int) -> bool:
        """Return whether a line goes on with the paragraph before it."""
        text = self._text(number)
        if self._lines[number].is_blank or text == "+" or _FENCE.match(text) or _TABLE.match(text):
            return False
        return not _STYLE.match(text) and not _MACRO.match(text) and not text.startswith("//")

    def _item(self, place: int, end: int) -> int:
        """Read an item of a list, a term with its definition, or an entry of the bibliography."""
        line, text = self._lines[place], self._text(place)
        match = _ITEM.match(text)
        start = line.first
        number = None
        if match is not None:
            start += match.end()
            number = match["number"]
        elif (term := _TERM.match(text)) is not None:
            self._out.append(MarkupBlock(self.inline.read(start, start + term.end("term")), BlockKind.LIST_ITEM))
            start += term.end()
        until = place + 1
        while until < end and self._continues(until) and not _ITEM.match(self._text(until)):
            if _TERM.match(self._text(until)) and match is None:
                break
            until += 1
        stop = self._lines[until - 1].end
        entry = ENTRY.match(self._source, start, stop)
        if entry is not None:
            key = entry["key"].strip()
            if all(known.key != f"item-{key}" for known in self.marked.entries[-1:]):
                inside = self.inline.read(entry.end(), stop)
                self.marked.entries.append(Entry(f"item-{key}", self._labels[key], inside, place=(start, stop)))
        elif start < stop:
            kind = BlockKind.LIST_ITEM if self._kind is BlockKind.PARAGRAPH else self._kind
            self._out.append(MarkupBlock(self.inline.read(start, stop), kind, number))
        return until

    def _paragraph(self, place: int, end: int, style: str) -> int:
        until = place + 1
        while until < end and self._continues(until):
            until += 1
        start, stop = self._lines[place].first, self._lines[until - 1].end
        admonition = _ADMONITION.match(self._source, start, stop)
        start = admonition.end() if admonition is not None else start
        entry = ENTRY.match(self._source, start, stop)
        if style in ("source", "listing", "literal", "stem", "latexmath"):
            return self._code(place, until)
        if style in ("comment", "pass"):
            return until
        if entry is not None:
            key = entry["key"].strip()
            inside = self.inline.read(entry.end(), stop)
            self.marked.entries.append(Entry(f"item-{key}", self._labels[key], inside, place=(start, stop)))
        elif start < stop:
            kind = BlockKind.QUOTE if style in ("quote", "verse") or self._source[start] == ">" else self._kind
            start += len("> ") if self._source.startswith("> ", start) else 0
            self._out.append(MarkupBlock(self.inline.read(start, stop), kind))
        return until

    def _table(self, place: int, end: int, text: str) -> int:
        """Read a table: its rows are its lines, or as many cells as its first line has."""
        self._style = ""
        closed = self._closing(place, end, text)
        rows: list[list[TableCell]] = []
        width = 0
        cells: list[TableCell] = []
        if text.startswith("|") and place + 1 < closed:
            start, stop = self._lines[place + 1].start, self._lines[closed - 1].end
            first = next((number for number in range(place + 1, closed) if not self._lines[number].is_blank), place + 1)
            marks = list(_CELL.finditer(self._source, start, stop))
            width = max(1, sum(mark.start() < self._lines[first].end for mark in marks))
            for number, mark in enumerate(marks, start=1):
                cells.append(self._cell(mark, marks[number].start() if number < len(marks) else stop))
                if len(cells) == width:
                    rows.append(cells)
                    cells = []
        rows += [cells] if cells else []
        self._out.append(Table(rows))
        return closed + 1

    def _cell(self, mark: re.Match[str], end: int) -> TableCell:
        words = self._source[mark.end() : end]
        at = mark.end() + len(words) - len(words.lstrip())
        inside = self.inline.read(at, at + len(words.strip()))
        return TableCell([MarkupBlock(inside, BlockKind.TABLE_CELL)], mark["style"] == "h")


__all__ = ["AsciidocBlocks"]
