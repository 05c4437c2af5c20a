"""Find the visible words of a page in its source: the parser knows lines at best, this also finds columns.

A second pass over the source, made when it is first needed, reads its character data in order. The texts of the
tree are the same words in the same order, so each is found after the one before it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from html import escape, unescape
from typing import NamedTuple

from lxml import etree

from claims.model import SourceRange, Span
from claims.source_map import LineIndex, MappedOrigins, OriginPiece

_MARKUP = re.compile(
    r"<(?:(?P<comment>!--)|(?P<raw>script|style)\b|[/!?]?[A-Za-z])"
    r"|&(?:#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]{1,31});?",
    re.IGNORECASE,
)
_IN_TAG = re.compile(r"[>=]")
_QUOTE = re.compile(r"\s*([\"'])")
_WHITE = re.compile(r"\s+")
_SHOWN = re.compile(r"[^\s\0-\x08\x0b\x0e-\x1f\ufffe\uffff]+")  # `parse_html` leaves the others out
_FAR = 20_000  # characters that may be missing between two texts (unknown tags, repairs)
_UNREAD = frozenset(["script", "style"])


class SourceWords:
    """The characters of a source that are text, without white space, with the offsets where each begins and ends."""

    def __init__(self, source: str) -> None:
        pieces: list[str] = []
        self._begins = array("q")
        self._ends = array("q")
        position = 0
        while (markup := _MARKUP.search(source, position)) is not None:
            self._add(source, position, markup.start(), pieces)
            if markup[0].startswith("&"):
                position = markup.end()
                shown = _WHITE.sub("", unescape(markup[0]))
                pieces.append(shown)
                self._begins.extend([markup.start()] * len(shown))
                self._ends.extend([markup.end()] * len(shown))
            else:
                position = _end_of(source, markup)
        self._add(source, position, len(source), pieces)
        self.text = "".join(pieces)
        self._position = 0

    def _add(self, source: str, start: int, end: int, pieces: list[str]) -> None:
        position = start
        for word in _SHOWN.finditer(source[start:end]):
            pieces.append(word[0])
            position = start + word.start()
            self._begins.extend(range(position, position + len(word[0])))
            self._ends.extend(range(position + 1, position + len(word[0]) + 1))

    def find(self, words: str) -> int | None:
        """Return the offset of `words` (without white space) after those found before; None if they are not found."""
        if self.text.startswith(words, self._position):
            place = self._position
        else:
            place = self.text.find(words, self._position, self._position + len(words) + _FAR)
        if place < 0:
            return None
        self._position = place + len(words)
        return place

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the source offsets at which the characters `first` to `last` begin and end."""
        return self._begins[first], self._ends[last]


def _end_of(source: str, markup: re.Match[str]) -> int:
    """Return where a comment, an element whose content is not text, or a tag ends."""
    if markup["comment"]:
        end = source.find("-->", markup.end())
        return len(source) if end < 0 else end + 3
    position = markup.end()
    while (sign := _IN_TAG.search(source, position)) is not None:
        position = sign.end()
        if sign[0] == ">":
            break
        quote = _QUOTE.match(source, position)
        if quote is not None:
            closing = source.find(quote[1], quote.end())
            position = len(source) if closing < 0 else closing + 1
    else:
        return len(source)
    if markup["raw"]:
        last = re.compile(rf"</{markup['raw']}", re.IGNORECASE).search(source, position)
        return len(source) if last is None else last.start()
    return position


class TreePlaces:
    """The place of each text of a tree among the words of the source."""

    def __init__(self, root: etree._Element, source: str) -> None:
        self.words = SourceWords(source)
        self._places: dict[tuple[etree._Element, bool], int] = {}
        for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
            if event == "start" and element.text and element.tag not in _UNREAD:
                self._place(element, element.text, tail=False)
            elif event != "start" and element.tail:
                self._place(element, element.tail, tail=True)

    def _place(self, element: etree._Element, text: str, *, tail: bool) -> None:
        words = _WHITE.sub("", text)
        place = self.words.find(words) if words else None
        if place is not None:
            self._places[element, tail] = place

    def of(self, element: etree._Element, *, tail: bool) -> int | None:
        """Return the place of an element's text, or of its tail."""
        return self._places.get((element, tail))

    def around(self, element: etree._Element) -> tuple[int, int] | None:
        """Return the source offsets between which all texts of `element` are."""
        begins: list[int] = []
        ends: list[int] = []
        for inner in element.iter():
            for tail in (False, True):
                text = inner.tail if tail else inner.text
                place = None if tail and inner is element else self.of(inner, tail=tail)
                if place is not None and text:
                    begin, end = self.words.span(place, place + len(_WHITE.sub("", text)) - 1)
                    begins.append(begin)
                    ends.append(end)
        return (min(begins), max(ends)) if begins else None


class Traced(NamedTuple):
    """A stretch of the visible text, and its element; `tail` is None where the stretch is the whole element."""

    start: int
    end: int
    element: etree._Element
    tail: bool | None


class PageOrigins:
    """Origins of a page: from the document's text to the visible text, and from there to the source.

    `pictures` are the addresses of links without words, by their empty spans: they are found by their addresses.
    """

    def __init__(
        self,
        source: str,
        root: etree._Element,
        visible: str,
        traced: Sequence[Traced],
        pieces: Sequence[OriginPiece],
        *,
        pictures: Mapping[Span, str] | None = None,
    ) -> None:
        self._source = source
        self._pictures = pictures or {}
        places = TreePlaces(root, source)
        self._begins = array("q", [-1]) * len(visible)
        self._ends = array("q", [-1]) * len(visible)
        for start, end, element, tail in traced:
            if tail is None:
                around = places.around(element)
                if around is not None:
                    for place in range(start, end):
                        self._begins[place], self._ends[place] = around
                continue
            word = places.of(element, tail=tail)
            if word is None:
                continue
            for place in range(start, end):
                if not visible[place].isspace():
                    self._begins[place], self._ends[place] = places.words.span(word, word)
                    word += 1
        self._visible = MappedOrigins(visible, pieces)
        self._lines = LineIndex(source)

    def locate(self, span: Span) -> SourceRange | None:
        """Return the place of `span` in the source; None where it has no place there."""
        if span.start == span.end and span in self._pictures:
            return self._picture(self._pictures[span])
        offsets = self._visible.offsets(span)
        if offsets is None:
            return None
        begins = [begin for begin in self._begins[offsets[0] : offsets[1]] if begin >= 0]
        ends = self._ends[offsets[0] : offsets[1]]
        if not begins:
            return None
        return SourceRange(*self._lines.place(min(begins)), *self._lines.place(max(ends)))

    def _picture(self, url: str) -> SourceRange | None:
        """Return the place of an address in the source, whole or without its host."""
        path = "/" + url.partition("://")[2].partition("/")[2]
        for written in (url, escape(url), path, escape(path)):
            place = self._source.find(written) if len(written) > 1 else -1
            if place >= 0:
                return SourceRange(*self._lines.place(place), *self._lines.place(place + len(written)))
        return None
