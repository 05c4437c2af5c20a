"""The time of searching quotations in a 200 KB page, beside rapidfuzz's partial_ratio_alignment on the folded page.

Figures are medians of the thread's CPU time. Both search in this process, one after the other for each quotation. Ours
returns the whole check: outcome, passage with the original offsets, word diff. For single quotations the page is
prepared beforehand. For the hundred quotations (8 to 40 words; of those that are on the page half are altered; a
quarter is absent) the preparation counts for us, and the folding for rapidfuzz. The last lines show how the time grows
with the page and with the quotation.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

from rapidfuzz import fuzz

from benchmarks.material.quote_cases import make_texts
from citecheck.checking.quotes import QuoteMatcher
from citecheck.model import SourceText
from claims.folding import fold
from reports.model import Extent

_REPEATS = 60


def main() -> None:
    rng = random.Random(5)
    texts = [text for text in make_texts(3) if text.size == "200 KB"]
    foreign = texts[1].text.split()
    page = texts[0].text
    words = page.split()
    folded = fold(page).words
    source = SourceText(text=page, extent=Extent.FULL)
    matcher = QuoteMatcher()
    matcher.match("warm up the page and its index, which no other search should pay for", source)
    print(f"page of {len(page):,} characters; medians of {_REPEATS}, milliseconds of CPU")
    for length in (5, 20, 60, 200):
        there = [_taken(words, length, rng) for _ in range(_REPEATS)]
        altered = [_altered(quote, rng) for quote in there]
        absent = [_taken(foreign, length, rng) for _ in range(_REPEATS)]
        for name, quotes in (("as it is", there), ("altered", altered), ("absent", absent)):
            ours = [_timed(matcher.match, quote, source) for quote in quotes]
            theirs = [_timed(fuzz.partial_ratio_alignment, fold(quote).words, folded) for quote in quotes]
            print(
                f"{length:4} words, {name:8}: ours {_ms(ours)}, rapidfuzz {_ms(theirs)},"
                f" ratio of medians {statistics.median(theirs) / statistics.median(ours):6.1f},"
                f" of 99th percentiles {_p99(theirs) / _p99(ours):6.1f}"
            )
    _hundred(words, foreign, page, rng)
    _growth(rng)


def _hundred(words: list[str], foreign: list[str], page: str, rng: random.Random) -> None:
    quotes: list[str] = []
    for index in range(100):
        length = rng.randrange(8, 41)
        if index % 4 == 3:
            quotes.append(_taken(foreign, length, rng))
        else:
            quote = _taken(words, length, rng)
            quotes.append(_altered(quote, rng) if index % 2 else quote)

    def ours() -> None:
        matcher = QuoteMatcher()
        source = SourceText(text=page, extent=Extent.FULL)
        for quote in quotes:
            matcher.match(quote, source)

    def theirs() -> None:
        folded = fold(page).words
        for quote in quotes:
            fuzz.partial_ratio_alignment(fold(quote).words, folded)

    mine, peer = [_timed(ours) for _ in range(7)], [_timed(theirs) for _ in range(7)]
    print(
        f"100 quotations with preparation: ours {_ms(mine)}, rapidfuzz {_ms(peer)},"
        f" ratio {statistics.median(peer) / statistics.median(mine):.1f}"
    )


def _growth(rng: random.Random) -> None:
    matcher = QuoteMatcher()
    big = " ".join(text.text for text in make_texts(4) if text.size in ("200 KB", "2 MB"))
    while len(big) < 20_000_000:
        big += big
    for size in (200_000, 2_000_000, 20_000_000):
        source = SourceText(text=big[:size], extent=Extent.FULL)
        start = time.thread_time()
        matcher.match("warm up the page and its index, which no other search should pay for", source)
        prepared = time.thread_time() - start
        words = big[:200_000].split()
        searches = [_timed(matcher.match, _altered(_taken(words, 20, rng), rng), source) for _ in range(9)]
        print(f"page of {size:>10,} characters: prepared in {1000 * prepared:.0f} ms, 20 words altered {_ms(searches)}")
    source = SourceText(text=big[:2_000_000], extent=Extent.FULL)
    for length in (200, 2_000, 20_000):
        words = big[:2_000_000].split()
        searches = [_timed(matcher.match, _altered(_taken(words, length, rng), rng), source) for _ in range(3)]
        print(f"quotation of {length:>6,} words, altered, in 2,000,000 characters: {_ms(searches)}")
    long = " ".join(big[:3_000_000].split()[1_000:60_000])
    small = SourceText(text=big[:200_000], extent=Extent.FULL)
    found = matcher.match(long, small)
    took = _timed(matcher.match, long, small)
    print(f"quotation longer than its page: {1000 * took:.0f} ms, {found.outcome.value}: {found.reason}")


def _taken(words: list[str], length: int, rng: random.Random) -> str:
    start = rng.randrange(len(words) - length)
    return " ".join(words[start : start + length])


def _altered(quote: str, rng: random.Random) -> str:
    words = quote.split(" ")
    for _ in range(max(1, len(words) // 15)):
        words[rng.randrange(len(words))] = rng.choice(("window", "copper", "gradual", "northern"))
    return " ".join(words)


def _timed(call: Callable[..., object], *arguments: object) -> float:
    start = time.thread_time()
    call(*arguments)
    return time.thread_time() - start


def _ms(seconds: list[float]) -> str:
    return f"{1000 * statistics.median(seconds):8.3f}"


def _p99(seconds: list[float]) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(0.99 * len(seconds)))]


if __name__ == "__main__":
    main()
