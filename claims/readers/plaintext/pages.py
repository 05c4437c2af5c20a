"""The pages of a plain text: where they end, what is printed on each of them, and the notes at their feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from claims.markers import expand_labels
from claims.patterns import lazy_regex
from claims.readers.plaintext.entries import RAISED, TextEntry, entry_of
from claims.readers.plaintext.headings import is_references
from claims.readers.plaintext.lines import Line

_NUMBER = lazy_regex(
    r"(?:page|seite|p\.|pág(?:ina)?\.?|стр(?:аница)?\.?|pagina|sida|side|strona)\s?\d{1,4}(?:\s?(?:of|/|von|de|di|z|из)\s?\d{1,4})?"
    r"|[-–—]\s?\d{1,4}\s?[-–—]|\[page \d{1,4}\]|第\s?\d{1,4}\s?[页頁ページ]",
    re.IGNORECASE,
)
_BARE = lazy_regex(r"\d{1,4}")
_PAGE = lazy_regex(r"\d{1,3}|[ivxl]{1,6}")  # a year may end a paragraph
_FURNITURE = lazy_regex(r"\S.{0,80}\s{2,}\[page \w{1,5}\]", re.IGNORECASE)  # the last line of a page of an RFC
_NUMBERED_HEAD = lazy_regex(r"\d{1,4}\s{4,}\S.{0,80}|\S.{0,80}\s{4,}\d{1,4}")  # "46        Ferry Studies 12"
_SPACED = lazy_regex(r"\S.{0,40}\s{3,}\S.{0,60}\s{3,}\S")  # left, middle and right, as in a head of a page
RULE = lazy_regex(r"([-_—–=*─])(?:\s?\1){2,200}")
_CITED = lazy_regex(
    r"\[\^?([^\[\]]{1,30})\]|([⁰¹²³⁴-⁹]+)|(?<=[^\W\d_.])[.,;:!?\"”’)]{0,3}(\d{1,3})(?=[\s.,;:)]|$)|(?<=(?:1[5-9]|20)\d\d[.,;])(\d{1,3})(?=\s|$)"
)
_NEAR = 3  # lines next to the end of a page in which its running head is looked for
_OTHER_MARK = lazy_regex(r"[,.;:)\]]")


class PrintedPages:
    """What belongs to pages and to no paragraph: `ends` are lines at which a page ends, `printed` its furniture."""

    def __init__(self, lines: Sequence[Line], feeds: Collection[int] = ()) -> None:
        self._lines = lines
        breaks = sorted(feeds)
        self.printed = {number for number, line in enumerate(lines) if _is_number(line.text)}
        at = 0
        fed: set[int] = set()
        for number, line in enumerate(lines):
            while at < len(breaks) and breaks[at] < line.start:
                fed.add(number)
                at += 1
        self.printed |= _bare_numbers(lines, fed)
        self.ends = sorted(fed | {number + 1 for number in self.printed})
        self.printed |= _running_heads(lines, [0, *self.ends] if fed else self.ends)
        self.rules = {number for number, line in enumerate(lines) if RULE.fullmatch(line.text)}

    def feet(self) -> Iterator[tuple[int, int]]:
        """Yield the lines of the notes at the foot of each page, as ranges, in order."""
        if not self.ends and not self.rules:
            yield from self._raised()
            return
        begin = 0
        for end in [*self.ends, len(self._lines)]:
            yield from self._feet(begin, end)
            begin = max(begin, end)

    def _feet(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        last = end
        while last > begin and (not self._lines[last - 1].text or last - 1 in self.printed):
            last -= 1
        first = next((number for number in range(last - 1, begin - 1, -1) if number in self.rules), None)
        if first and is_references(self._lines[first - 1].text):
            return  # a line that underlines a heading
        if first is None:
            first = self._unruled(begin, last) if self.ends else None
        else:
            first = next((number for number in range(first + 1, last) if self._lines[number].text), None)
        if first is None or first >= last:
            return
        entry = entry_of(self._lines[first])
        if entry and _is_note(self._lines[first], entry) and entry.label in self._cited(begin, first):
            yield first, last

    def _raised(self) -> Iterator[tuple[int, int]]:
        """Yield the paragraphs that begin with raised numbers which those above show as marks: "¹ Able"."""
        first = 0
        cited: set[str] = set()
        for number, line in enumerate([*self._lines, None]):
            if line is not None and line.text:
                continue
            entry = entry_of(self._lines[first]) if first < number else None
            if entry and entry.style == "super" and entry.label in cited:
                yield first, number
            else:
                cited |= self._cited(first, number)
            first = number + 1

    def _unruled(self, begin: int, last: int) -> int | None:
        """Return the line where the lines at the end of a page begin that are notes, without a rule above them."""
        found = None
        for number in range(last - 1, begin, -1):
            line = self._lines[number]
            entry = entry_of(line) if line.text else None
            if entry and _is_note(line, entry) and not self._lines[number - 1].text:
                found = number
            elif line.text and not self._lines[number - 1].text:
                break
        return found

    def _cited(self, begin: int, end: int) -> set[str]:
        found: set[str] = set()
        for line in self._lines[begin:end]:
            for match in _CITED.finditer(line.text):
                inside = match[1] or (match[2] or match[3] or match[4]).translate(RAISED)
                labels = expand_labels(inside)
                found.update(labels.labels if labels else ())
        return found


def _is_note(line: Line, entry: TextEntry) -> bool:
    words = line.text[max(0, entry.start - line.start) :]
    return bool(words) and not _OTHER_MARK.match(words) and (entry.style != "bare" or not words[0].islower())


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None or _FURNITURE.fullmatch(text) is not None


def _bare_numbers(lines: Sequence[Line], fed: Collection[int]) -> set[int]:
    """The lines that are only a number: next to a form feed, or two of them that count on."""
    alone = [
        number
        for number, line in enumerate(lines)
        if _BARE.fullmatch(line.text)
        and (number + 1 >= len(lines) or not lines[number + 1].text or number + 1 in fed)
        and (number == 0 or not lines[number - 1].text or number in fed)
    ]
    found = {number for number in alone if number in fed or number + 1 in fed or number + 2 in fed}
    found |= {number for end in fed for number in _next_to(lines, end) if _PAGE.fullmatch(lines[number].text)}
    for one, other in pairwise(alone):
        if int(lines[other].text) == int(lines[one].text) + 1 and other > one + 2:
            found |= {one, other}
    return found


def _next_to(lines: Sequence[Line], end: int) -> Iterator[int]:
    """Yield the last line with words above the end of a page, and the first below it."""
    for number in range(end - 1, max(0, end - _NEAR) - 1, -1):
        if lines[number].text:
            yield number
            break
    for number in range(end, min(len(lines), end + _NEAR)):
        if lines[number].text:
            yield number
            break


def _running_heads(lines: Sequence[Line], ends: Sequence[int]) -> set[int]:
    """The first lines of pages that several pages share, figures apart, or that are spread over their width."""
    near: dict[int, str] = {}
    for end in ends:
        for number in range(end, min(len(lines), end + _NEAR)):
            if lines[number].text:
                near[number] = re.sub(r"\d+", "0", lines[number].text)
                break
    often = Counter(near.values())
    return {
        number
        for number, words in near.items()
        if (len(words) < 100 and (often[words] > 1 or _SPACED.match(words)))
        or _NUMBERED_HEAD.fullmatch(lines[number].text)
    }
