"""The blocks of a plain text: what is a heading, a fact of the box at its top, a list item, a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from claims.layout import Block
from claims.model import BlockKind, Span
from claims.readers.plaintext.headings import bare_heading, heading_depth, is_hatnote
from claims.readers.plaintext.lines import Line, grouped
from claims.readers.plaintext.reflist import RefList, contents_lines, is_footer

_SENTENCE_END = re.compile(r"[.!?…。！？;:,][\"'”’»)\]]*(?:\[[^\[\]]{1,12}\]|[⁰¹²³⁴-⁹]+|\s)*$")
_SHORT = 80  # characters: no longer line is a heading or a fact
_WRAPPED_AT = (50, 110)  # characters: the widths to which programs wrap lines


def cut_blocks(lines: Sequence[Line], lists: Sequence[RefList]) -> Iterator[Block]:
    """Yield the blocks of a text in order; `lists` say which lines are its references."""
    listed = {number: found for found in lists for number in range(found.first, found.last)}
    below = max((found.last for found in lists), default=len(lines))
    aside = contents_lines(lines)
    aside.update(number for number, line in enumerate(lines) if number not in listed and is_hatnote(line.text))
    yield from _Cutter(lines, listed, below, aside).blocks(list(grouped(lines)))


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
    title = bare_heading(above[0].text)
    return title if len(title) < 150 else None


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"\[\w{1,8}\]|\([^)]*\)", " ", words.casefold())))


class _Cutter:
    """Goes through the groups of lines once, keeping the path of headings."""

    def __init__(self, lines: Sequence[Line], listed: dict[int, RefList], below: int, aside: set[int]) -> None:
        self._numbers = {line.start: number for number, line in enumerate(lines) if line.text}
        self._listed = listed
        self._below = below
        self._aside = aside
        self._path: list[str] = []
        self._prose = False

    def blocks(self, groups: Sequence[list[Line]]) -> Iterator[Block]:
        for place, group in enumerate(groups):
            following = groups[place + 1] if place + 1 < len(groups) else []
            yield from self._group(group, following)

    def _group(self, group: list[Line], following: list[Line]) -> Iterator[Block]:
        while group:
            number = self._numbers[group[0].start]
            if number in self._listed:
                group, block = self._reference_lines(group)
                yield block
            elif number >= self._below or is_footer(group[0].text):
                yield self._block(group[0].start, group[-1].end, BlockKind.NAVIGATION)
                return
            elif number in self._aside:
                kind = BlockKind.HATNOTE if is_hatnote(group[0].text) else BlockKind.NAVIGATION
                yield self._block(group[0].start, group[0].end, kind)
                group = group[1:]
            elif group[0].bullet or (len(group) > 1 and _numbered_items(group)):
                group, block = self._item(group)
                yield block
            elif self._is_heading(group, following):
                yield self._heading(group[0])
                group = group[1:]
            else:
                yield from self._prose_lines(group)
                return

    def _reference_lines(self, group: list[Line]) -> tuple[list[Line], Block]:
        count = 0
        while count < len(group) and self._numbers[group[count].start] in self._listed:
            count += 1
        return group[count:], self._block(group[0].start, group[count - 1].end, BlockKind.REFERENCES)

    def _item(self, group: list[Line]) -> tuple[list[Line], Block]:
        """A list item, with the lines below it that have no bullet of their own and are indented further."""
        first = group[0]
        count = 1
        while (
            count < len(group)
            and not group[count].bullet
            and not _NUMBER.match(group[count].text)
            and group[count].indent > first.indent
        ):
            count += 1
        number = _NUMBER.match(first.text)
        skip = first.bullet or (number.end() if number else 0)
        self._prose = True
        return group[count:], self._block(min(first.start + skip, first.end), group[count - 1].end, BlockKind.LIST_ITEM)

    def _is_heading(self, group: list[Line], following: list[Line]) -> bool:
        line = group[0]
        if re.match(r"#{1,6}\s|={2,6}[^=]+={2,6}$", line.text):
            return True
        if not self._prose and len(group) > 1:
            return False
        if not _is_short(line) or not re.match(r"[\W\d]*[^\W\d_]", line.text) or line.text[0].islower():
            return False
        after = group[1] if len(group) > 1 else (following[0] if following else None)
        return after is not None and (len(group) == 1 or not _is_short(after))

    def _heading(self, line: Line) -> Block:
        depth = heading_depth(line.text)
        self._path = [*self._path[: depth - 1], bare_heading(line.text)]
        return self._block(line.start, line.end, BlockKind.HEADING)

    def _prose_lines(self, group: list[Line]) -> Iterator[Block]:
        if all(_is_short(line) for line in group) and (len(group) > 1 or not self._prose):
            yield self._block(
                group[0].start, group[-1].end, BlockKind.FACTS if not self._prose else BlockKind.LIST_ITEM
            )
            return
        while not self._prose and len(group) > 1 and _is_short(group[0]) and not _is_wrapped(group):
            yield self._block(
                group[0].start, group[0].end, BlockKind.FACTS
            )  # what a page has above its first paragraph
            group = group[1:]
        for paragraph in _paragraphs(group):
            self._prose = True
            kind = BlockKind.QUOTE if paragraph[0].text.startswith(">") else BlockKind.PARAGRAPH
            start = paragraph[0].start + (len(paragraph[0].text) - len(paragraph[0].text.lstrip("> ")))
            yield self._block(start, paragraph[-1].end, kind)

    def _block(self, start: int, end: int, kind: BlockKind) -> Block:
        return Block(span=Span(start, end), kind=kind, section=tuple(part for part in self._path if part))


_NUMBER = re.compile(r"(?:\d{1,3}[.)]|[a-z]\)|\(\w\))\s+(?=\S)")


def _numbered_items(group: list[Line]) -> bool:
    return bool(_NUMBER.match(group[0].text)) and sum(1 for line in group if _NUMBER.match(line.text)) > 1


def _is_short(line: Line) -> bool:
    return len(line.text) <= _SHORT and not _SENTENCE_END.search(line.text)


def _paragraphs(group: list[Line]) -> Iterator[list[Line]]:
    """Lines that a program wrapped are one paragraph; otherwise each line is one."""
    if _is_wrapped(group):
        yield group
        return
    for line in group:
        yield [line]


def _is_wrapped(group: list[Line]) -> bool:
    longest = max(len(line.text) for line in group)
    widths = [len(line.text) for line in group[:-1]]
    return bool(widths) and _WRAPPED_AT[0] <= longest <= _WRAPPED_AT[1] and median(widths) > 0.7 * longest
