"""Split text into sentences, each with the citation marks that follow its full stop.

Marks are taken out before a segmenter sees the text, since "end.[3] Next" has no boundary for it; then every mark
between two sentences goes to the one before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from claims.model import Span
from claims.patterns import lazy_regex
from claims.quotations import find_quotes
from claims.segmenting import sentence_starts

_CLOSERS = "\"'”’»)]}›」』)"
_ENDS = ".!?…。！？｡؟۔।॥"
_ENDED = lazy_regex(rf"[{re.escape(_ENDS)}][{re.escape(_CLOSERS)}]{{0,3}}$")
_MAY_END = lazy_regex(r"[.!?;:)\x0a-\x0d\x1c-\x1f]")  # of the signs of ASCII, those behind which a sentence may begin
_PUNCTUATION = lazy_regex(r"[.,;:!?…。、！？)\]”’»।॥؟،؛]")
# "pathology.28 Furthermore": a mark that lost its form when the text was copied
# Its expression begins with the full stop, so that most characters cost next to nothing.
_LOST_MARK = lazy_regex(
    r"[.!?](?:(?<=[^\W\d_]{3}.)|(?<=[^\W_]\).)|(?<=[^\W\d_][^\W_]\d.)|(?<=\b(?:1[5-9]|20)\d\d.)|(?<=\d%.))"
    r"[\"”’]?(?:,\s?)?\d{1,3}(?:(?:\s?[,–-]\s?|\s)\d{1,3}){0,12},?\s+(?=[A-ZÀ-Þ])"
)
# Abbreviations that the segmenter takes for ends: before a number, and titles before a name.
_BEFORE_NUMBER = lazy_regex(
    r"(?<![\w.])(?i:approx|circa|ca|cf|est|nos?|vols?|pp?|figs?|eqs?|secs?|chs?|chap|arts?|max|min)\.\s+$"
)
_BEFORE_NAME = lazy_regex(r"(?<![\w.])(?:Ms|Messrs|Mmes|Cmdr|Supt|Insp|Amb|Pfc|Cpl|Fr|Br)\.\s+$")
_ORDINAL = lazy_regex(r"\d\.\s+$")  # "1990. aastal": no sentence begins with a small letter
_FRENCH_TITLE = lazy_regex(r"(?<![\w.])MM?\.\s+$")
_AT_LINE_END = lazy_regex(r"(?<=\w)\.\n(?=\w)")  # "3 Mio." and a break: the break alone ends no sentence
_MONTH = lazy_regex(rf"(?<![\w.])May\.[{re.escape(_CLOSERS)}]{{0,2}}\s+(?=[A-ZÀ-Þ\"“(])")  # May is never shortened
_CAPITAL_NEXT = lazy_regex(r"\s+(?=[A-ZÀ-ÞА-ЯΑ-Ω])")
_STANDS_FOR_A_MARK = "Ref"  # a mark that is the subject of its sentence: "[1] found that ..."


class Sentence(NamedTuple):
    """A sentence: `span` leaves out the marks that follow it, `reach` is where those end."""

    span: Span
    reach: int


def split_sentences(
    text: str, marks: Sequence[Span] = (), *, span: Span | None = None, language: str | None = None
) -> list[Sentence]:
    """Return the sentences of `text` (or of `span` of it) in order, given where its marks stand, sorted."""
    within = span if span is not None else Span(0, len(text))
    words = text[within.start : within.end]
    if not marks and _is_one(words):
        begin, end = within.start + len(words) - len(words.lstrip()), within.start + len(words.rstrip())
        return [Sentence(Span(begin, end), end)] if end > begin else []
    low, high = bisect_left(marks, within), bisect_right(marks, (within.end, 0))
    masked = _Masked(text, within, [mark for mark in marks[low:high] if mark.end <= within.end])
    sentences: list[Sentence] = []
    starts = [0, *masked.boundaries(language or "en")]
    taken = 0
    for first, last in zip(starts, [*starts[1:], len(masked.text)], strict=True):
        content = masked.text[first:last]
        begin, end = last - len(content.lstrip()), first + len(content.rstrip())
        if end <= begin:
            continue
        upto = bisect_right(masked.anchors, last, taken)
        own = masked.marks[taken:upto]
        opening, closing = masked.original(begin), masked.original(end - 1) + 1
        if own and not sentences:
            opening = min(opening, own[0].start)  # a mark that the text begins with
        sentences.append(Sentence(Span(opening, closing), max(closing, *(mark.end for mark in own), closing)))
        taken = upto
    return sentences


def _is_one(words: str) -> bool:
    """Return whether words are one sentence, as most cells of tables and items of lists: a segmenter costs much."""
    return words.isascii() and not _MAY_END.search(words)


class _Masked:
    """The text of a span without its marks, with the way back to the offsets of the text.

    `anchors` are the places in the masked text at which the marks stood, in order.
    """

    def __init__(self, text: str, within: Span, marks: Sequence[Span]) -> None:
        self.marks = list(marks)
        self.anchors: list[int] = []
        self._masked: list[int] = []
        self._original: list[int] = []
        self._pieces: list[str] = []
        self._length = 0
        self._forced: list[int] = []
        place = within.start
        for mark in self.marks:
            self._take(text, place, mark.start, glue=bool(self.anchors))
            place = max(place, mark.end)
            if self._is_subject(text, mark, within):
                self._put(_STANDS_FOR_A_MARK, mark.start)
                self.anchors.append(self._length - 1)
            else:
                self.anchors.append(self._length)
        self._take(text, place, within.end, glue=bool(self.anchors))
        self.text = "".join(self._pieces)

    def boundaries(self, language: str) -> list[int]:
        """Return the offsets at which sentences begin, without the first."""
        if not self._forced and _is_one(self.text):
            return []
        paired = _without_stray_brackets(_AT_LINE_END.sub(". ", self.text))
        starts = sentence_starts(paired, language)
        starts.update(self._forced, (match.end() for match in _LOST_MARK.finditer(self.text)))
        starts.update(match.end() for match in _MONTH.finditer(self.text))
        starts.update(_before_figures(paired))
        return sorted(
            start for start in starts if 0 < start < len(self.text) and not self._abbreviates(start, language)
        )

    def _abbreviates(self, start: int, language: str) -> bool:
        """Return whether the full stop before `start` is one of an abbreviation that the segmenter does not know."""
        near = max(0, start - 12)
        if self.text[start].islower() and _ORDINAL.search(self.text, near, start):
            return True
        if self.text[start].isdigit():
            return _BEFORE_NUMBER.search(self.text, near, start) is not None
        if _BEFORE_NAME.search(self.text, near, start):
            return True
        return language == "fr" and _FRENCH_TITLE.search(self.text, near, start) is not None

    def original(self, place: int) -> int:
        """Return the offset in the text of the character at `place` of the masked text."""
        piece = bisect_right(self._masked, place) - 1
        return self._original[piece] + place - self._masked[piece]

    def _take(self, text: str, start: int, end: int, *, glue: bool) -> None:
        if start >= end:
            return
        if glue:
            self._glue(text, start, end, self._pieces[-1] if self._pieces else " ")
        self._put(text[start:end], start)

    def _glue(self, text: str, start: int, end: int, last: str) -> None:
        """Join what follows a mark to the piece before it, `last`: a space, none, or the begin of a sentence."""
        is_spaced = text[start].isspace()
        ends_spaced = last[-1].isspace()
        if ends_spaced and not is_spaced and _PUNCTUATION.match(text, start) and last.strip():
            self._pieces[-1] = last.rstrip()
            self._length -= len(last) - len(self._pieces[-1])
            self.anchors[-1] = min(self.anchors[-1], self._length)
        elif not is_spaced and not ends_spaced and not _PUNCTUATION.match(text, start):
            self._put(" ", start)
        if not is_spaced or last[-1].isalnum():
            return
        stripped = last.rstrip()
        if _ENDED.search(stripped[-4:]) and (not ends_spaced or stripped.endswith(("…", "..."))):
            after = _CAPITAL_NEXT.match(text, start, end)
            if after:
                self._forced.append(self._length + after.end() - start)

    def _put(self, piece: str, original: int) -> None:
        self._masked.append(self._length)
        self._original.append(original)
        self._pieces.append(piece)
        self._length += len(piece)

    def _is_subject(self, text: str, mark: Span, within: Span) -> bool:
        """Return whether a sentence starts with this mark: after a full stop and a space, before a small letter."""
        after = text[mark.end : min(within.end, mark.end + 3)]
        if not after[:1].isspace() or not after.strip()[:1].islower():
            return False
        near = max(within.start, mark.start - 6)
        before = text[near : mark.start]
        return (near == within.start and not before.strip()) or (
            before[-1:].isspace() and _ENDED.search(before.rstrip()) is not None
        )


# "桥。1950年": the segmenter sees no end before a figure; "3。5" is a decimal number with the wrong sign
_STOP_BEFORE_FIGURE = lazy_regex(
    rf"[。！？｡](?:(?<!\d.)|(?<=\d.)(?=[{re.escape(_CLOSERS)}\s]*(?:\d{{3}}|\d{{1,2}}[年月日])))"
    rf"[{re.escape(_CLOSERS)}]{{0,3}}\s*(?=\d)"
)
_PAIRS = lazy_regex(r"[（(［\[【〔「『《〈“«]|[）)］\]】〕」』》〉”»]")
_OPENING = frozenset("（(［[【〔「『《〈“«")


def _before_figures(text: str) -> list[int]:
    """Return where sentences begin with a figure behind a wide full stop, outside of brackets and quotation marks."""
    wide = any(stop in text for stop in "。！？｡")
    found = [match.end() for match in _STOP_BEFORE_FIGURE.finditer(text)] if wide else []
    if not found:
        return []
    starts: list[int] = []
    signs = _PAIRS.finditer(text)
    sign = next(signs, None)
    depth = 0
    for end in found:
        while sign is not None and sign.start() < end:
            depth = depth + 1 if sign.group() in _OPENING else max(0, depth - 1)
            sign = next(signs, None)
        if depth == 0:
            starts.append(end)
    return starts


_BRACKETS = lazy_regex(r"[()\[\]{}\"“”„«»]")
_ITEM = lazy_regex(r"\s*(\(\w{1,4}\))\s")  # "(i) The first case": the segmenter takes all that follows for one item
_CLOSED_BY = {"(": ")", "[": "]", "{": "}"}


def _without_stray_brackets(text: str) -> str:
    """Blank the brackets and quotation marks without a partner: the segmenter sees no boundary behind them."""
    quoted = find_quotes(text)
    paired = {place for quote in quoted for place in (quote.start - 1, quote.end)}
    stack: list[tuple[str, int]] = []
    stray: list[int] = []
    for match in _BRACKETS.finditer(text):
        char, place = match.group(), match.start()
        if char in "([{":
            stack.append((char, place))
        elif char not in ")]}":
            if place not in paired:
                stray.append(place)
        elif stack and _CLOSED_BY[stack[-1][0]] == char:
            stack.pop()
        else:
            stray.append(place)
    stray += [place for _, place in stack]
    if item := _ITEM.match(text):
        stray += range(item.start(1), item.end(1))
    if not stray:
        return text
    chars = list(text)
    for place in stray:
        chars[place] = " "
    return "".join(chars)
