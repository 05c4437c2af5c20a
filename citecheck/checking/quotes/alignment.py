"""Find a short text in a long one, although parts of it differ.

Pieces of six characters vote for the places at which the short text would begin; the best places are aligned character
by character (rapidfuzz), and the aligned stretch whose agreements outweigh its gaps is what was found. The work for one
search does not grow with the page, except for the votes of common pieces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

# Judgement: no sweep is recorded for these; the floors of `web_quotes` hold them.
GRAM = 6  # characters of a piece that votes
_SHORT_GRAM = 3  # in scripts whose characters are words, or nearly so
_MAX_VOTES = 40_000  # votes counted in one search; the commonest pieces go first
_INSERTED = 0.6  # what a character that only the page has costs, in characters that agree


@dataclass(frozen=True, slots=True)
class Aligned:
    """A stretch `start`..`end` of a page and how much of the needle it has: `matched` characters, `score` 0..1."""

    start: int
    end: int
    matched: int
    score: float


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


def align(needle: str, page: str, low: int, high: int) -> Aligned | None:
    """Align `needle` with `page[low:high]` and return the most similar stretch; None: nothing agrees."""
    low, high = max(0, low), min(len(page), high)
    window = page[low:high]
    best_gain, best_first, best_last = 0.0, -1, -1
    gain, first = 0.0, 0
    operations = Levenshtein.opcodes(needle, window)
    steps = [(o.tag == "equal", o.src_end - o.src_start, o.dest_start, o.dest_end) for o in operations]
    for index, (equal, _, start, end) in enumerate(steps):
        if equal:
            if gain <= 0:
                gain, first = 0.0, index
            gain += end - start
            if gain > best_gain:
                best_gain, best_first, best_last = gain, first, index
        else:
            gain -= (end - start) * _INSERTED
    if best_first < 0:
        return None
    inside = steps[best_first : best_last + 1]
    matched = sum(size for equal, size, _, _ in inside if equal)
    start, end = inside[0][2], inside[-1][3]
    extra = max(0, (end - start) - matched)
    missing = len(needle) - matched
    score = max(0.0, 1.0 - (missing + 0.5 * max(0, extra - missing)) / len(needle))
    return Aligned(low + start, low + end, matched, score)
