"""What the functions of Typst show: citations, footnotes, links, quotations, figures, tables, text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.model import BlockKind, Problem
from claims.readers.markup.brackets import closing
from claims.readers.markup.model import (
    Inline,
    Linked,
    MarkupBlock,
    MarkupHeading,
    MarkupHole,
    Note,
    NoteMark,
    Part,
    Table,
    TableCell,
    Words,
)
from claims.readers.typst.calls import TypstArgument, TypstCall, end_of_statement, read_call, split_arguments, string_in
from claims.readers.typst.markup import TypstText

_STATEMENT = re.compile(r"#(?:set|show|let|import|include|context)\b")
_CONTROL = re.compile(r"#(?:if|for|while|return|else)\b")
_LABEL = re.compile(r"<([A-Za-z_][\w:.-]*)>|label\(\"([^\"]+)\"\)")
_DEFINED = re.compile(r"<([A-Za-z_][\w:.-]{0,100})>")
_LABELLED = re.compile(r"[ \t]*<([A-Za-z_][\w:.-]{0,100})>")
_LET = re.compile(
    r"#let\s+(?P<name>[A-Za-z_][\w-]*)\s*=\s*(?:\[(?P<text>[^\[\]#]{0,500})\]|\"(?P<string>[^\"\n]{0,500})\")"
)
_FILES = re.compile(r"\bbibliography\(\s*(?:\(\s*)?(?P<files>\"[^\"\n]{1,300}\"(?:\s*,\s*\"[^\"\n]{1,300}\"){0,20})")
_FILE = re.compile(r'"([^"\n]+)"')
_TITLE = re.compile(r"\btitle:\s*(?:\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\]){1,500})\]|\"(?P<string>[^\"\n]{1,500})\")")
_ABSTRACT = re.compile(r"\babstract:\s*\[")
_SILENT = frozenset(
    {
        *("image", "pagebreak", "colbreak", "v", "h", "line", "rect", "circle", "counter", "state", "locate"),
        *("metadata", "outline", "datetime", "bibliography"),
    }
)


class TypstBlocks(TypstText):
    """Reads `source`: its markup with the calls in it."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._labels = set(_DEFINED.findall(_without_cites(source)))
        self._values = {match["name"]: match["text"] or match["string"] or "" for match in _LET.finditer(source)}
        for match in _FILES.finditer(source):
            self.marked.named += _FILE.findall(match["files"])

    def read(self) -> None:
        """Read all blocks."""
        self.marked.blocks += self.blocks(0, len(self.source))

    def is_work(self, key: str) -> bool:
        """See `TypstText.is_work`."""
        return key not in self._labels

    def _call(self, start: int, end: int) -> tuple[list[Part], list[Inline], int]:
        if _STATEMENT.match(self.source, start, end):
            return self._statement(start, end)
        if self.source[start + 1] in "([{":
            closed = closing(self.source, start + 1, end)
            if self.source[start + 1] == "[" and closed > 0:
                return (*self.content(start + 2, closed), closed + 1)
            return [], [], closed + 1 if closed > 0 else start + 2
        if _CONTROL.match(self.source, start, end):
            opened = self.source.find("[", start, min(end, start + 300))
            closed = closing(self.source, opened, end) if opened > 0 else -1
            return (*self.content(opened + 1, closed), closed + 1) if closed > 0 else ([], [], start + 3)
        call = read_call(self.source, start, end)
        if call is None:
            return [], [Words("#", start)], start + 1
        parts, words = self._show(call, (start, call.end))
        if call.name == "footnote" and (named := _LABELLED.match(self.source, call.end, end)) is not None:
            self._name_note(words, named[1])
            return parts, words, named.end()
        return parts, words, max(call.end, start + 2)

    def _statement(self, start: int, end: int) -> tuple[list[Part], list[Inline], int]:
        """Read "#set", "#show", "#let": they show nothing, but a template may be given the title and the abstract."""
        until = end_of_statement(self.source, start, end)
        parts: list[Part] = []
        if self.source.startswith(("#set document", "#show"), start):
            title = _TITLE.search(self.source, start, until)
            if title is not None and self.marked.title is None:
                group = "text" if title["text"] else "string"
                self.marked.title = " ".join((title["text"] or title["string"]).split())
                if self.source.startswith("#show", start):
                    parts.append(MarkupHeading(self.inline(*title.span(group)), 1, is_title=True))
            abstract = _ABSTRACT.search(self.source, start, until)
            closed = closing(self.source, abstract.end() - 1, until) if abstract is not None else -1
            if abstract is not None and closed > 0:
                parts += self.blocks(abstract.end(), closed)
        elif self.source.startswith("#include", start):
            name = _FILE.search(self.source, start, until)
            line = self.source.count("\n", 0, start) + 1 if len(self.marked.problems) < 100 else 0
            message = f"The file {name[1] if name else ''}, which the document includes in line {line}, was not read."
            self.marked.problems.append(Problem(code="document-incomplete", message=message))
        return parts, [], until

    def _show(self, call: TypstCall, place: tuple[int, int]) -> tuple[list[Part], list[Inline]]:
        name = call.name
        first = call.arguments[0] if call.arguments and not call.arguments[0].name else None
        if name == "cite":
            return [], self._cite(call, place)
        if name == "footnote":
            return [], self._footnote(call, first, place)
        if name == "link" and first is not None:
            return [], self._link(call, first, place)
        if name == "quote":
            return self._quote(call)
        if name in ("super", "sub"):
            words = [one for start, end in self._contents(call) for one in self.inline(start, end)]
            return [], [
                Words(one.text, one.at, one.until, raised=name == "super") for one in words if isinstance(one, Words)
            ]
        if name == "figure":
            return self._figure(call), []
        if name == "table":
            return [self._table(call.arguments)], []
        if name == "heading" and self._contents(call):
            level = next((self._said(one) for one in call.arguments if one.name == "level"), "1")
            inside = self.inline(*self._contents(call)[0])
            return [MarkupHeading(inside, int(level) if level.isdecimal() and 0 < int(level) < 7 else 1)], []
        if name in ("list", "enum", "terms"):
            return [MarkupBlock(self.inline(*one), BlockKind.LIST_ITEM) for one in self._contents(call)], []
        if name == "raw":
            return [], [Words(string_in(self.source, first) or "", *place, code=True)] if first is not None else []
        if name in _SILENT:
            return [], []
        return self._other(call, first, place)

    def _other(
        self, call: TypstCall, first: TypstArgument | None, place: tuple[int, int]
    ) -> tuple[list[Part], list[Inline]]:
        """Return the contents of a function that is not known; of one without any, its value or a hole."""
        contents = self._contents(call)
        if not contents and not call.arguments:
            value = self._values.get(call.name)
            if value is not None:
                return [], [Words(value, *place)]
            return [], [] if call.name.startswith("sym.") else [MarkupHole(f"#{call.name}")]
        parts: list[Part] = []
        words: list[Inline] = []
        for start, end in contents:
            more, inside = self.content(start, end)
            parts += more
            words += inside
        if parts and words:
            parts.append(MarkupBlock(words))
            words = []
        return parts, words

    def _said(self, argument: TypstArgument) -> str:
        return self.source[argument.start : argument.end]

    def _contents(self, call: TypstCall) -> list[tuple[int, int]]:
        """Return the contents of a call: unnamed arguments in brackets, and those behind."""
        inner = [(one.start + 1, one.end - 1) for one in call.arguments if not one.name and self._said(one)[:1] == "["]
        return [*inner, *call.contents]

    def _cite(self, call: TypstCall, place: tuple[int, int]) -> list[Inline]:
        keys = [one[0] or one[1] for argument in call.arguments for one in _LABEL.findall(self._said(argument))]
        named = {one.name: self._said(one).strip('[]"') for one in call.arguments if one.name}
        if not keys or named.get("form") == "none":
            self.marked.listed += keys
            return []
        return self.works(keys, named.get("supplement", ""), place, named.get("form", ""))

    def _footnote(self, call: TypstCall, first: TypstArgument | None, place: tuple[int, int]) -> list[Inline]:
        label = _LABEL.fullmatch(self._said(first)) if first is not None else None
        if label is not None:
            return [NoteMark(label[1] or label[2], place)]
        contents = self._contents(call)
        if not contents:
            return []
        key = f"note {place[0]}"
        self.marked.notes.setdefault(key, Note(key, self.blocks(*contents[-1]), place=place))
        return [NoteMark(key, place)]

    def _name_note(self, words: list[Inline], name: str) -> None:
        """Give the note that was just read the name that later marks of it have."""
        for number, one in enumerate(words):
            note = self.marked.notes.pop(one.key, None) if isinstance(one, NoteMark) else None
            if note is not None and isinstance(one, NoteMark):
                note.key = name
                self.marked.notes.setdefault(name, note)
                words[number] = NoteMark(name, one.place)

    def _link(self, call: TypstCall, first: TypstArgument, place: tuple[int, int]) -> list[Inline]:
        url = string_in(self.source, first)
        inside = [one for start, end in self._contents(call) for one in self.inline(start, end)]
        if url is None or "://" not in url:
            return inside
        return [Linked(url, inside or [Words(url, first.start + 1)], place)]

    def _quote(self, call: TypstCall) -> tuple[list[Part], list[Inline]]:
        contents = self._contents(call)
        named = {one.name: one for one in call.arguments if one.name}
        is_block = "block" in named and self._said(named["block"]) == "true"
        source = named.get("attribution")
        said = self._said(source) if source is not None else ""
        label = _LABEL.fullmatch(said)
        mark = self.works([label[1] or label[2]], "", (source.start, source.end)) if label and source else []
        if not contents:
            return [], mark
        if not is_block:
            start, end = contents[-1]
            quoted: list[Inline] = [Words("“", start, start), *self.inline(start, end), Words("”", end, end)]
            return [], [*quoted, *mark]
        parts = self.blocks(*contents[-1], kind=BlockKind.QUOTE)
        last = parts[-1] if parts else None
        if mark and isinstance(last, MarkupBlock):
            parts[-1] = MarkupBlock([*last.inside, *mark], last.kind)
        if source is not None and said.startswith("["):
            parts += self.blocks(source.start + 1, source.end - 1, kind=BlockKind.QUOTE)
        return parts, []

    def _figure(self, call: TypstCall) -> list[Part]:
        parts: list[Part] = []
        for one in call.arguments:
            said = self._said(one)
            if one.name == "caption" and said[:1] == "[":
                parts.append(MarkupBlock(self.inline(one.start + 1, one.end - 1), BlockKind.CAPTION))
            elif not one.name and said.startswith("table("):
                parts.append(self._table(list(split_arguments(self.source, one.start + len("table("), one.end - 1))))
        return [*parts, *(part for start, end in self._contents(call) for part in self.blocks(start, end))]

    def _table(self, arguments: Sequence[TypstArgument]) -> Table:
        """Return a table; its width is the number of its columns, or else one."""
        width = 1
        cells: list[TableCell] = []
        for one in arguments:
            said = self._said(one)
            if one.name == "columns":
                inner = list(split_arguments(self.source, one.start + 1, one.end - 1)) if said.startswith("(") else []
                width = len(inner) or (int(said) if said.isdecimal() and 0 < int(said) < 200 else 1)
            elif not one.name and said.startswith("["):
                cells.append(self._cell(one.start + 1, one.end - 1))
            elif not one.name and said.startswith("table.header("):
                for head in split_arguments(self.source, one.start + len("table.header("), one.end - 1):
                    if self.source[head.start] == "[":
                        cells.append(self._cell(head.start + 1, head.end - 1, header=True))
        return Table([cells[start : start + width] for start in range(0, len(cells), width)])

    def _cell(self, start: int, end: int, *, header: bool = False) -> TableCell:
        return TableCell([MarkupBlock(self.inline(start, end), BlockKind.TABLE_CELL)], header)


def _without_cites(source: str) -> str:
    """Return the source without the calls that name labels of works or notes and define none."""
    return re.sub(
        r"#cite\s*\([^()]{0,500}\)|attribution:\s*<[^<>\n]{0,100}>|#(?:footnote|ref|link)\(<[^<>\n]{0,100}>", "", source
    )


__all__ = ["TypstBlocks"]
