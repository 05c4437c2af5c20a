"""The markup of Typst: headings, paragraphs, lists, text, code, references."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.model import BlockKind
from claims.readers.citation_groups import Cite, read_group
from claims.readers.markup.brackets import closing
from claims.readers.markup.model import Inline, LineEnd, Marked, MarkupBlock, MarkupHeading, Part, Words, WorkMark

_LINE = re.compile(
    r"[ \t]*(?:(?P<heading>={1,6})[ \t]+(?=\S)|(?P<item>[-+][ \t]+(?=\S)|(?P<number>\d{1,6})\.[ \t]+(?=\S))"
    r"|(?P<term>/[ \t]+(?P<words>[^:\n]{1,200}):[ \t]+))"
)
_TOKEN = re.compile(
    r"(?P<blank>\n[ \t]*(?=\n))|(?P<newline>\n)|(?P<raw>(?P<ticks>`{1,10})(?:(?P<lang>(?<=```)[\w-]*))?.*?(?P=ticks))"
    r"|(?P<math>\$(?:[^$\\]|\\.){0,3000}\$)|(?P<call>\#(?=[A-Za-z_\[({]))|(?P<escape>\\(?:u\{(?P<code>[0-9a-fA-F]{1,6})\}|\S|(?=\s|$)))"
    r"|(?P<key>(?<![\w.])@(?P<name>[\w](?:[\w:.-]*\w)?)(?P<supplement>\[)?)|(?P<label><[A-Za-z_][\w:.-]{0,100}>)"
    r"|(?P<address>https?://[^\s\[\]()<>\"]{1,2000})|(?P<strong>\*|(?<!\w)_|_(?!\w))|(?P<dash>-{2,3})|(?P<space>~)",
    re.DOTALL,
)
_DEEPEST = 30  # contents within one another


class TypstText:
    """Reads stretches of `source` as markup; calls of functions are for a subclass."""

    def __init__(self, source: str) -> None:
        self.marked = Marked(source=source)
        self.source = source
        self.keys: list[str] = []
        self._depth = 0

    def blocks(self, start: int, end: int, kind: BlockKind = BlockKind.PARAGRAPH) -> list[Part]:
        """Return the blocks between two offsets."""
        if self._depth >= _DEEPEST:
            return [MarkupBlock([Words(self.source[start:end], start)], kind)]
        self._depth += 1
        found: list[Part] = []
        inside: list[Inline] = []
        opened: tuple[str, str | None, str] = ("", None, "")  # how the current block began
        place, at_start = start, True
        while place < end:
            if at_start:
                at_start = False
                line = _LINE.match(self.source, place, end)
                if line is not None:
                    self._flush(found, inside, opened, kind)
                    opened = ("heading" if line["heading"] else "item", line["number"], line["heading"] or "")
                    if line["words"]:
                        at = line.start("words")
                        found.append(MarkupBlock([Words(line["words"], at)], BlockKind.LIST_ITEM))
                    place = line.end()
                    continue
            token = _TOKEN.search(self.source, place, end)
            until = token.start() if token is not None else end
            if until > place:
                inside.append(Words(self.source[place:until], place))
            if token is None:
                break
            place = token.end()
            if token.lastgroup == "newline":
                inside.append(Words("\n", token.start()))
                at_start = True
                if opened[0] == "heading":
                    self._flush(found, inside, opened, kind)
                    opened = ("", None, "")
            elif token.lastgroup == "blank":
                self._flush(found, inside, opened, kind)
                opened = ("", None, "")
            elif token.lastgroup == "call":
                parts, words, place = self._call(token.start(), end)
                if parts:
                    self._flush(found, inside, opened, kind)
                    opened = ("", None, "")
                    found += parts
                inside += words
            else:
                words, place = self._token(token, end)
                inside += words
        self._flush(found, inside, opened, kind)
        self._depth -= 1
        return found

    def _flush(
        self, found: list[Part], inside: list[Inline], opened: tuple[str, str | None, str], kind: BlockKind
    ) -> None:
        """Add the block that was read."""
        if any(not isinstance(one, Words | LineEnd) or (isinstance(one, Words) and one.text.strip()) for one in inside):
            if opened[0] == "heading":
                found.append(MarkupHeading(list(inside), len(opened[2])))
            else:
                own = BlockKind.LIST_ITEM if opened[0] == "item" and kind is BlockKind.PARAGRAPH else kind
                found.append(MarkupBlock(list(inside), own, opened[1]))
        inside.clear()

    def inline(self, start: int, end: int) -> list[Inline]:
        """Return the words between two offsets, whatever their blocks are."""
        found: list[Inline] = []
        for part in self.blocks(start, end):
            if isinstance(part, MarkupBlock | MarkupHeading):
                found += [*([LineEnd()] if found else []), *part.inside]
        return found

    def content(self, start: int, end: int) -> tuple[list[Part], list[Inline]]:
        """Return a content in brackets: as words if it is one paragraph, otherwise as blocks."""
        parts = self.blocks(start, end)
        if len(parts) == 1 and isinstance(parts[0], MarkupBlock) and parts[0].kind is BlockKind.PARAGRAPH:
            return [], list(parts[0].inside)
        return parts, []

    def _token(self, token: re.Match[str], end: int) -> tuple[list[Inline], int]:
        kind = token.lastgroup
        place = token.span()
        if kind == "raw":
            width = len(token["ticks"]) + len(token["lang"] or "")
            return [Words(token[0][width : -len(token["ticks"])], place[0] + width, code=True)], place[1]
        if kind == "math":
            is_block = token[0][1:2].isspace()
            return ([] if is_block else [Words(token[0][1:-1], place[0] + 1, code=True)]), place[1]
        if kind == "escape":
            if token["code"]:
                number = int(token["code"], 16)
                is_sign = number < 0x110000 and not 0xD800 <= number < 0xE000
                return [Words(chr(number) if is_sign else "", *place)], place[1]
            sign = token[0][1:]
            return ([Words(sign, place[0] + 1)] if sign else [LineEnd()]), place[1]
        if kind == "key":
            return self._key(token, end)
        if kind == "dash":
            return [Words("—" if len(token[0]) == 3 else "–", *place)], place[1]
        if kind == "address":
            return [Words(token[0], place[0])], place[1]
        return ([Words("\u00a0", *place)] if kind == "space" else []), place[1]

    def _key(self, token: re.Match[str], end: int) -> tuple[list[Inline], int]:
        """Read "@key[p. 3]": a work, or a place in the document."""
        until = token.end("name")
        supplement = ""
        closed = closing(self.source, until, end) if token["supplement"] else -1
        if closed > 0:
            supplement, until = self.source[until + 1 : closed], closed + 1
        key = token["name"]
        if not self.is_work(key):
            return [Words(supplement or key, token.start(), until)], until
        return self.works([key], supplement, (token.start(), until)), until

    def works(self, keys: Sequence[str], supplement: str, place: tuple[int, int], form: str = "") -> list[Inline]:
        """Return the citation of works by their keys, in the `form` of `cite`."""
        self.keys += keys
        cites = [Cite(key) for key in keys]
        if supplement:
            cites[-1:] = read_group(f"@{{{keys[-1]}}}, {supplement}") or cites[-1:]
        return [WorkMark(cites, form in ("prose", "author"), "year" if form == "year" else "", place)]

    def is_work(self, key: str) -> bool:
        """Return whether "@key" cites a work: it is no label of the document."""
        raise NotImplementedError

    def _call(self, start: int, end: int) -> tuple[list[Part], list[Inline], int]:
        """Return what a call of a function is: blocks, words, and where it ends."""
        raise NotImplementedError


__all__ = ["TypstText"]
