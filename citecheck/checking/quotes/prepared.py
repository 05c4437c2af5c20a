"""A source's text prepared for many searches: folded once, indexed when the first search needs it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from citecheck.checking.quotes.numbers import number_places_in
from citecheck.checking.quotes.words import Stretch
from citecheck.model import SourceText
from claims.folding import Folded, fold
from claims.language import detect, guess
from reports.model import Extent

_MAX_OCCURRENCES = 64
GRAM = 6  # characters of a piece that votes (judgement, as the next two; the floors of `web_quotes` hold them)
_SHORT_GRAM = 3  # in scripts whose characters are words, or nearly so
_NUMBER_WORDS = 6  # words on either side of an end that are looked at for a number
_MAX_VOTES = 40_000  # votes counted in one search; the commonest pieces go first

_SHORT = 600  # characters of a text whose language a few function words may tell (judgement)


class GramIndex:
    """The places of each short piece of `text`."""

    def __init__(self, text: str) -> None:
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        self._size = len(points)
        dense = self._size and float((points > 0x0E00).mean()) > 0.3
        self._gram = _SHORT_GRAM if dense else GRAM
        self._codes = _codes(points, self._gram)
        buckets = _buckets(self._codes)
        self._order: NDArray[np.int64] = np.argsort(buckets, kind="stable")
        self._edges = np.zeros(65_537, dtype=np.int64)
        np.cumsum(np.bincount(buckets, minlength=65_536), out=self._edges[1:])

    def candidates(self, needle: str, limit: int, low: int = 0, high: int | None = None) -> list[tuple[int, int]]:
        """Return up to `limit` stretches of the text that may hold `needle`, the likeliest first.

        With `low` and `high`, only votes from that stretch of the text count.
        """
        points = np.frombuffer(needle.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        if len(points) < self._gram or not len(self._codes):
            return []
        codes = _codes(points, self._gram)
        buckets = _buckets(codes).astype(np.int64)
        begins, counts = self._edges[buckets], self._edges[buckets + 1] - self._edges[buckets]
        order = np.argsort(counts, kind="stable")
        order = order[: max(1, int(np.searchsorted(np.cumsum(counts[order]), _MAX_VOTES)))]
        begins, counts = begins[order], counts[order]
        total = int(counts.sum())
        if not total:
            return []
        voter = np.repeat(order, counts)
        within = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
        places = self._order[np.repeat(begins, counts) + within]
        agree = self._codes[places] == codes[voter]
        if low or high is not None:
            agree &= (places >= low) & (places < (self._size if high is None else high))
        return [
            self._stretch(places[crowd], voter[crowd], len(points))
            for crowd in _crowds(places, voter, agree, max(24, len(points) // 6), limit)
        ]

    def _stretch(self, places: NDArray[np.int64], voter: NDArray[np.int64], size: int) -> tuple[int, int]:
        """Return the start and the end of a needle whose pieces `voter` are at `places`."""
        first, last = int(places.argmin()), int(places.argmax())
        before, after = int(voter[first]), size - self._gram - int(voter[last])
        start = int(places[first]) - before - before // 3 - 4
        end = int(places[last]) + self._gram + after + max(0, after) // 3 + 4
        return max(0, start), min(self._size, end)


def _codes(points: NDArray[np.uint32], gram: int) -> NDArray[np.uint64]:
    """Return a number for each piece; two pieces that differ share one with odds of one in 2**60."""
    wide = points.astype(np.uint64)
    size = len(wide) - gram + 1
    if size <= 0:
        return np.zeros(0, dtype=np.uint64)
    codes = wide[:size].copy()
    for index in range(1, gram):
        codes *= np.uint64(0x9E3779B97F4A7C15)
        codes += wide[index : index + size]
    return codes


def _buckets(codes: NDArray[np.uint64]) -> NDArray[np.uint16]:
    return ((codes * np.uint64(0xD6E8FEB86659FD93)) >> np.uint64(48)).astype(np.uint16)


def _crowds(
    places: NDArray[np.int64], voter: NDArray[np.int64], agree: NDArray[np.bool_], width: int, limit: int
) -> Iterator[NDArray[np.int64]]:
    """Yield the votes that agree, within `width`, on the start of the needle: the largest groups first."""
    votes = np.flatnonzero(agree)
    begins = places[votes] - voter[votes]
    order = np.argsort(begins, kind="stable")
    votes, begins = votes[order], begins[order]
    ends = np.searchsorted(begins, begins + width, "right")
    counts = ends - np.arange(len(begins))
    for _ in range(min(limit, len(begins))):
        first = int(counts.argmax())
        last = first + int(counts[first])
        if last <= first:
            return
        yield votes[first:last]
        lower = int(np.searchsorted(begins, begins[first] - width, "left"))
        upper = int(np.searchsorted(begins, begins[last - 1] + width, "right"))
        counts[lower:upper] = 0


class PreparedPage:
    """The text of `source`, prepared for searches."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.folded: Folded = fold(source.text)

    @cached_property
    def index(self) -> GramIndex:
        """The places of its short pieces."""
        return GramIndex(self.folded.squeezed)

    @cached_property
    def language(self) -> str | None:
        """Its language, by its words; else as it declares it; of a text too short for both, what its words point to."""
        text = self.source.text
        told = detect(text) or (self.source.language or "")[:2]
        return told or (guess(text) if len(text) <= _SHORT else None) or None

    def occurrences(self, needle: Folded, low: int = 0, high: int | None = None) -> Iterator[tuple[int, int]]:
        """Yield the places of the words of `needle`, as spans of the folded text between `low` and `high`, in order.

        Words may be divided differently than in `needle` ("kingwas", "well-known", "well known"), but the first
        begins and the last ends with a word of the text.
        """
        page, squeezed = self.folded.squeezed, needle.squeezed
        begins = self.folded.begins
        at = low - 1
        for _ in range(_MAX_OCCURRENCES * 8):
            at = page.find(squeezed, at + 1, len(page) if high is None else high)
            if at < 0:
                return
            end = at + len(squeezed)
            if begins[at] and (end == len(page) or begins[end] or self._is_possessor(end)):
                yield at, end

    def _is_possessor(self, end: int) -> bool:
        """Whether a word that continues at `end` only continues with 's."""
        after = int(self.folded.offsets[end - 1]) + 1
        rest = self.source.text[after : after + 3]
        return rest[:1] in "'’ʼ" and rest[1:2] == "s" and not rest[2:3].isalnum()

    def stretch(self, start: int, end: int) -> Stretch:
        """Return the words of the folded span `start`..`end`."""
        return Stretch(self.folded, start, end)

    def word_before(self, position: int) -> int:
        """Return the start of the last word that begins before `position`; -1: no such word."""
        starts = self.folded.starts
        index = int(starts.searchsorted(position, "left")) - 1
        return int(starts[index]) if index >= 0 else -1

    def word_from(self, position: int) -> int:
        """Return the start of the first word that begins at or after `position`; the text's length: no such word."""
        starts = self.folded.starts
        index = int(starts.searchsorted(position, "left"))
        return int(starts[index]) if index < len(starts) else len(self.folded.squeezed)

    def snapped(self, start: int, end: int) -> tuple[int, int]:
        """Move `start` and `end` of a span to the ends of words.

        A word is included if at least half of it is inside.
        """
        begins = self.folded.begins
        if not begins[start]:
            before, after = self.word_before(start), self.word_from(start)
            start = before if before >= 0 and (start - before) <= (after - start) else after
        if end < len(self.folded.squeezed) and not begins[end]:
            before, after = self.word_before(end), self.word_from(end)
            end = after if (after - end) <= (end - before) else before
        return start, max(start, end)

    def with_whole_numbers(self, start: int, end: int) -> tuple[int, int]:
        """Widen the folded span `start`..`end` by the rest of a number that it cuts: "three" of "fifty-three".

        Only a space or a hyphen may be between the words of the number.
        """
        starts = self.folded.starts
        first, last = int(starts.searchsorted(start, "left")), int(starts.searchsorted(end, "left"))
        if last <= first:
            return start, end
        near = [
            (max(0, first - _NUMBER_WORDS), min(first + _NUMBER_WORDS, last + 1)),
            (max(0, last - _NUMBER_WORDS), last + 1),
        ]
        heads, tails = number_places_in([self._words(low, min(len(starts), high)) for low, high in near])
        for index, length in heads:
            begins = near[0][0] + index
            if begins < first < begins + length and self._are_joined(begins, first):
                start = int(starts[begins])
        for index, length in tails:
            begins, stops = near[1][0] + index, near[1][0] + index + length
            if begins < last < stops and self._are_joined(last - 1, stops - 1):
                end = int(starts[stops]) if stops < len(starts) else len(self.folded.squeezed)
        return start, end

    def _words(self, low: int, high: int) -> list[str]:
        """Return the folded words `low`..`high`, counted from the beginning of the page."""
        text = self.folded.squeezed
        edges = [*self.folded.starts[low : high + 1].tolist(), len(text)]
        return [text[begins:ends] for begins, ends in pairwise(edges[: high - low + 1])]

    def _are_joined(self, first: int, last: int) -> bool:
        """Whether only spaces and hyphens are between the words `first`..`last`."""
        for index in range(first + 1, last + 1):
            at = int(self.folded.starts[index])
            between = self.source.text[self.folded.span(at - 1, at)[1] : self.folded.span(at, at + 1)[0]]
            if between.strip(" \u00a0\u202f\u2009-\u2010\u2011"):
                return False
        return True

    def original(self, start: int, end: int) -> str:
        """Return the text of the folded span `start`..`end` as the source writes it."""
        first, last = self.folded.span(start, end)
        return self.source.text[first:last]


class PreparedPages:
    """The pages that were prepared last, at most `size` of them and `characters` in all; safe to share by threads."""

    def __init__(self, size: int = 32, characters: int = 40_000_000) -> None:
        self._size = size
        self._characters = characters
        self._pages: OrderedDict[tuple[int, int], PreparedPage] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, text: str | SourceText) -> PreparedPage:
        """Return `text`, ready to be searched."""
        source = text if isinstance(text, SourceText) else SourceText(text=text, extent=Extent.FULL)
        key = (hash(source.text), len(source.text))
        with self._lock:
            page = self._pages.get(key)
            if page is not None and page.source.text == source.text and page.source.places == source.places:
                self._pages.move_to_end(key)
                return page
        page = PreparedPage(source)
        with self._lock:
            self._pages[key] = page
            self._pages.move_to_end(key)
            held = sum(length for _, length in self._pages)
            while len(self._pages) > 1 and (len(self._pages) > self._size or held > self._characters):
                (_, length), _ = self._pages.popitem(last=False)
                held -= length
        return page
