"""The blocks of a plain text: what is a heading, a fact of the box at its top, a list item, a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from claims.layout import Block
from claims.markers.raised import RAISED_ALPHABET
from claims.model import BlockKind, Span
from claims.patterns import lazy_regex
from claims.readers.plaintext.headings import bare_heading, has_edit_link, heading_depth, is_end, is_further, is_hatnote
from claims.readers.plaintext.lines import Line, grouped
from claims.readers.plaintext.pages import PrintedPages
from claims.readers.plaintext.reflist import RefList, contents_lines, is_footer
from claims.readers.plaintext.tables import find_tables
from claims.readers.plaintext.wrapping import Wrapping, is_ended, is_one_paragraph

_SENTENCE_END = lazy_regex(
    r"[.!?…。！？]\s?(?:[*†‡§¶]{1,3}|[⟦⟨⁽^]\d{0,3}[⁰¹²³⁴-⁹]{0,3}[⟧⟩⁾^]?)\s*+$"
    r"|[^\W\d_]{4}[.!?]\s\d{1,3}(?:[ ,]\d{1,3}){0,4}\s*+$"  # "Demand fell. 2"
    rf"|[.!?…。！？;:,][\"'”’»)\]]*(?:\[[^\[\]]{{1,12}}\]|[［【〔（(][^［］【】〔〕（）()\n]{{1,12}}[］】〕）)]|[⁰¹²³⁴-⁹{RAISED_ALPHABET},⁻–-]|\s)*+$"
)
_MARKED = lazy_regex(r"[^\W\d_][.,;:!?\"”’)]{0,2}\s?\[\d{1,3}\]")
_ADDRESS_BEHIND = lazy_regex(  # "Salt rose by 12% in 2024. https://…"
    r"(?:[.!?…][\"'”’»)\]]*\s|[。！？][」』）]?\s?)[(<\[]?(?:https?://|www\.)\S+(?:[\s,;]+(?:https?://|www\.)\S+){0,9}$",
    re.IGNORECASE,
)
_SPREAD = lazy_regex(r"\S\s{4,}\S")  # "Working group          A. Able": no title
_DRAWN = lazy_regex(r"[+|][-=+]{2,}|[|+]\s.*[|+]$")
_ADDRESS_LINE = lazy_regex(
    r"(?:\W{0,3}\w[\w ]{1,20}[:：]\s?)?[<(\[]?(?:https?://|www\.)\S+", re.IGNORECASE
)  # "Source: …"
_SHORT = 80  # characters: no longer line is a heading or a fact


def cut_blocks(
    lines: Sequence[Line], lists: Sequence[RefList], *, wrapping: Wrapping, pages: PrintedPages
) -> Iterator[Block]:
    """Yield the blocks of a text in order; `lists` say which lines are its references."""
    listed = {number: found for found in lists for number in range(found.first, found.last)}
    below = max((found.last for found in lists if not found.foot), default=len(lines))
    for number in range(below, len(lines)):
        text = lines[number].text
        if is_further(text) or is_footer(text) or (is_end(text) and not text.casefold().startswith("appendix")):
            break
        if _MARKED.search(text):
            below = number + 1  # an appendix that cites is text, what a site has below is not
    aside = contents_lines(lines)
    aside.update(number for number, line in enumerate(lines) if number not in listed and is_hatnote(line.text))
    aside |= pages.printed | pages.rules
    tables = find_tables(lines, {*listed, *(aside - pages.rules), *range(below, len(lines))})
    groups = list(_parted(lines, pages.printed | pages.rules))
    yield from _Cutter(lines, listed, below, aside, wrapping, tables).blocks(groups)


def _parted(lines: Sequence[Line], printed: set[int]) -> Iterator[list[Line]]:
    """Yield the groups of lines, those that belong to a page and to no paragraph each by itself."""
    numbers = {line.start: number for number, line in enumerate(lines) if line.text}
    for group in grouped(lines):
        part: list[Line] = []
        for line in group:
            if numbers[line.start] in printed:
                if part:
                    yield part
                yield [line]
                part = []
            else:
                part.append(line)
        if part:
            yield part


def find_title(lines: Sequence[Line], blocks: Sequence[Block]) -> str | None:
    """Return the line above the first paragraph that its first words repeat, else the first line if it is a heading."""
    first = next((block for block in blocks if block.kind is BlockKind.PARAGRAPH), None)
    if first is None:
        return None
    above = [line for line in lines if line.text and line.end <= first.span.start][:12]
    if not above:
        return None
    opening = " ".join(line.text for line in lines if first.span.start <= line.start < first.span.start + 400)[
        :400
    ].casefold()
    for line in above:
        title = bare_heading(line.text)
        if len(title) > 2 and len(line.text) < 150 and _bare(title) in _bare(opening):
            return title
    title = bare_heading(next((line.text for line in above if not _SPREAD.search(line.text)), above[0].text))
    return title if len(title) < 150 else None


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"\[\w{1,8}\]|\([^)]*\)", " ", words.casefold())))


class _Cutter:
    """Goes through the groups of lines once, keeping the path of headings."""

    def __init__(
        self,
        lines: Sequence[Line],
        listed: dict[int, RefList],
        below: int,
        aside: set[int],
        wrapping: Wrapping,
        tables: Mapping[int, Sequence[Block]],
    ) -> None:
        self._wrapping = wrapping
        self._numbers = {line.start: number for number, line in enumerate(lines) if line.text}
        self._listed = listed
        self._below = below
        self._aside = aside
        self._tables = tables
        self._path: list[str] = []
        self._prose = False

    def blocks(self, groups: Sequence[list[Line]]) -> Iterator[Block]:
        for place, group in enumerate(groups):
            following = groups[place + 1] if place + 1 < len(groups) else []
            yield from self._group(group, following)

    def _group(self, group: list[Line], following: list[Line]) -> Iterator[Block]:
        at = 0
        numbered = sum(1 for line in group if _NUMBER.match(line.text)) > 1
        while at < len(group):
            line = group[at]
            number = self._numbers[line.start]
            if number in self._tables:
                yield from (replace(block, section=self._section()) for block in self._tables[number])
                at, self._prose = at + 1, True
                continue
            if number in self._listed:
                at, block = self._reference_lines(group, at)
            elif number >= self._below or is_footer(line.text):
                at, block = len(group), self._block(line.start, group[-1].end, BlockKind.NAVIGATION)
            elif number in self._aside:
                kind = BlockKind.HATNOTE if is_hatnote(line.text) else BlockKind.NAVIGATION
                at, block = at + 1, self._block(line.start, line.end, kind)
            elif line.bullet or (numbered and _NUMBER.match(line.text)):
                at, block = self._item(group, at)
            elif self._is_heading(group, at, following):
                at, block = at + 1, self._heading(line)
            else:
                upto = self._end_of_prose(group, at)
                yield from self._prose_lines(group[at:upto])
                at = upto
                continue
            yield block

    def _end_of_prose(self, group: list[Line], at: int) -> int:
        """Return where the prose of a group ends: at a list of references, in wrapped text at an item too."""
        for place in range(at + 1, len(group)):
            line = group[place]
            if self._numbers[line.start] in self._listed or self._numbers[line.start] in self._tables:
                return place
            if self._wrapping.width and line.bullet and not self._wrapping.runs_on(group[place - 1], line):
                return place
        return len(group)

    def _reference_lines(self, group: list[Line], at: int) -> tuple[int, Block]:
        end = at
        while end < len(group) and self._numbers[group[end].start] in self._listed:
            end += 1
        return end, self._block(group[at].start, group[end - 1].end, BlockKind.REFERENCES)

    def _item(self, group: list[Line], at: int) -> tuple[int, Block]:
        """A list item, with the lines below it that have no bullet of their own and are indented further."""
        first = group[at]
        end = at + 1
        while end < len(group) and (
            group[end].indent > first.indent or self._wrapping.runs_on(group[end - 1], group[end])
        ):
            if group[end].bullet or _NUMBER.match(group[end].text) or self._numbers[group[end].start] in self._tables:
                break
            end += 1
        number = _NUMBER.match(first.text)
        skip = first.bullet or (number.end() if number else 0)
        self._prose = True
        return end, self._block(min(first.start + skip, first.end), group[end - 1].end, BlockKind.LIST_ITEM)

    def _is_heading(self, group: list[Line], at: int, following: list[Line]) -> bool:
        line = group[at]
        if re.match(r"#{1,6}\s|={2,6}[^=]+={2,6}$", line.text) or has_edit_link(line.text):
            return True
        while at + 1 < len(group) and self._numbers[group[at + 1].start] in self._aside:
            at += 1
        last = at + 1 == len(group)
        if not self._prose and not last:
            return False
        if not _is_short(line) or not re.match(r"[\W\d]*[^\W\d_]", line.text) or line.text[0].islower():
            return False
        if last:
            return bool(following)
        below = group[at + 1]
        if self._wrapping.runs_on(line, below):
            return False
        return not _is_short(below) or self._wrapping.width is not None

    def _heading(self, line: Line) -> Block:
        depth = heading_depth(line.text)
        self._path = [*self._path[: depth - 1], bare_heading(line.text)]
        return self._block(line.start, line.end, BlockKind.HEADING)

    def _prose_lines(self, group: list[Line]) -> Iterator[Block]:
        if sum(1 for line in group if _is_drawn(line.text)) > len(group) / 2:
            yield self._block(group[0].start, group[-1].end, BlockKind.CODE)
            return
        if self._wrapping.width is None and is_one_paragraph(group):
            self._prose = True
            yield self._block(group[0].start, group[-1].end, BlockKind.PARAGRAPH)
            return
        runs = len(group) > 1 and all(map(self._wrapping.runs_on, group, group[1:]))
        runs = runs and not any(_SPREAD.search(line.text) for line in group)
        loose = not runs and (len(group) > 1 or not self._prose)
        if loose and all(_is_short(line) for line in group):
            kind = BlockKind.LIST_ITEM if self._prose else BlockKind.FACTS
            yield self._block(group[0].start, group[-1].end, kind)
            return
        at = 0
        if not self._prose:  # what a page has above its first paragraph
            while at + 1 < len(group) and _is_short(group[at]) and not self._wrapping.runs_on(group[at], group[at + 1]):
                yield self._block(group[at].start, group[at].end, BlockKind.FACTS)
                at += 1
        for paragraph in self._paragraphs(group[at:]):
            self._prose = True
            kind = BlockKind.QUOTE if paragraph[0].text.startswith(">") else BlockKind.PARAGRAPH
            start = paragraph[0].start + (len(paragraph[0].text) - len(paragraph[0].text.lstrip("> ")))
            yield self._block(min(start, paragraph[0].end), paragraph[-1].end, kind)

    def _paragraphs(self, group: list[Line]) -> Iterator[list[Line]]:
        """Yield the lines of each paragraph: a line that runs on belongs to the next one, an address to that above."""
        paragraph = [group[0]]
        for line in group[1:]:
            above = paragraph[-1].text
            below = _ADDRESS_LINE.fullmatch(line.text) and (
                is_ended(above) or (len(paragraph) > 1 and _ADDRESS_LINE.fullmatch(above))
            )
            if not below and not self._wrapping.runs_on(paragraph[-1], line):
                yield paragraph
                paragraph = []
            paragraph.append(line)
        yield paragraph

    def _block(self, start: int, end: int, kind: BlockKind) -> Block:
        return Block(span=Span(start, end), kind=kind, section=self._section())

    def _section(self) -> tuple[str, ...]:
        return tuple(part for part in self._path if part)


_NUMBER = lazy_regex(r"(?:\d{1,3}[.)]|[a-z]\)|\(\w\))\s+(?=\S)")


def _is_drawn(text: str) -> bool:
    """Return whether a line is a part of a drawing: signs for lines, and hardly a letter."""
    return _DRAWN.search(text) is not None and sum(map(str.isalpha, text)) < 0.4 * len(text)


def _is_short(line: Line) -> bool:
    if len(line.text) > _SHORT or _SENTENCE_END.search(line.text) or is_ended(line.text):
        return False
    return "://" not in line.text or _ADDRESS_BEHIND.search(line.text) is None
