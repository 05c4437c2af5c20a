"""Recall and false alarms of the search for quotations, on generated cases (quote_cases.py), beside rapidfuzz.

A quotation is found if its outcome is neither not-found nor partial, and its span overlaps the true one by more than .8
(intersection over union). A text that is not a quotation is a false alarm if it is found anywhere. rapidfuzz gets the
same folded text, and for each group the threshold at which at most 1 % are false alarms. Thresholds were tuned with
seed 1; every other seed is unseen material of the same kind.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict

from rapidfuzz import fuzz

from benchmarks.material.quote_cases import Case, Text, make_cases, make_texts
from citecheck.checking.quotes import QuoteMatcher
from citecheck.model import SourceText
from claims.folding import Folded, fold
from reports.model import Extent, QuoteCheck, QuoteOutcome

_GROUPS = (("five words", 0, 7), ("8 words and more", 8, 10_000), ("20 words and more", 20, 10_000))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=2)
    options.add_argument("--cases", type=int, default=60, help="cases of each text")
    options.add_argument("--peer", action="store_true", help="measure rapidfuzz as well")
    options.add_argument("--show", default="", help="print the misses of a kind")
    chosen = options.parse_args()
    texts = make_texts(chosen.seed)
    cases = list(make_cases(texts, chosen.seed, chosen.cases))
    matcher = QuoteMatcher()
    sources = {text.key: SourceText(text=text.text, extent=Extent.FULL) for text in texts}
    folded = {text.key: fold(text.text) for text in texts} if chosen.peer else {}
    results = [(case, matcher.match(case.quote, sources[case.text.key])) for case in cases]
    peers = [_peer(case, folded[case.text.key]) for case in cases] if chosen.peer else []
    right = [_is_right(case, found) for case, found in results]
    for name, low, high in _GROUPS:
        here = [index for index, (case, _) in enumerate(results) if low <= case.words <= high]
        print(f"{name}: {_line([(cases[index], right[index]) for index in here])}")
        if peers:
            print(f"  rapidfuzz: {_peer_line([(cases[index], *peers[index]) for index in here])}")
    kinds: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for (case, _), good in zip(results, right, strict=True):
        if case.words >= 8:
            kinds[case.kind][good] += 1
    for kind, counts in kinds.items():
        print(f"  {kind:20} {counts[True]:4} of {counts.total():4} right (8 words and more)")
    for (case, found), good in zip(results, right, strict=True):
        if not good and chosen.show and chosen.show in case.kind:
            _print(case, found)


def _is_right(case: Case, found: QuoteCheck) -> bool:
    passage = None if found.outcome is QuoteOutcome.PARTIAL else found.passage
    if case.span is None or passage is None:
        return case.span is None and passage is None
    return _overlap(case.span, (passage.start, passage.end)) > 0.8


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    both = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return both / (max(one[1], other[1]) - min(one[0], other[0]) or 1)


def _line(judged: list[tuple[Case, bool]]) -> str:
    there = [good for case, good in judged if case.span is not None]
    absent = [good for case, good in judged if case.span is None]
    return (
        f"recall {sum(there) / len(there):.4f} (n = {len(there)}),"
        f" false {1 - sum(absent) / len(absent):.4f} (n = {len(absent)})"
    )


def _peer(case: Case, page: Folded) -> tuple[float, bool]:
    """Return rapidfuzz's score and whether its span is right."""
    aligned = fuzz.partial_ratio_alignment(fold(case.quote).words, page.words)
    if aligned is None or case.span is None:
        return (aligned.score if aligned else 0.0), False
    first, last = page.word_at(aligned.dest_start), page.word_at(max(aligned.dest_start, aligned.dest_end - 1)) + 1
    return aligned.score, _overlap(case.span, page.span(first, last)) > 0.8


def _peer_line(judged: list[tuple[Case, float, bool]]) -> str:
    absent = sorted((score for case, score, _ in judged if case.span is None), reverse=True)
    limit = absent[len(absent) // 100]
    there = [right and score > limit for case, score, right in judged if case.span is not None]
    false = sum(score > limit for score in absent)
    return f"recall {sum(there) / len(there):.4f} at {false / len(absent):.4f} false (threshold {limit:.1f})"


def _print(case: Case, found: QuoteCheck) -> None:
    text: Text = case.text
    print(f"\n{case.kind}, {case.words} words, {text.size}: {found.outcome.value} {found.score} {found.reason}")
    print("  quotation:", case.quote)
    print("  true:     ", text.text[slice(*case.span)] if case.span else None)
    print("  passage:  ", found.passage.exact if found.passage else None)


if __name__ == "__main__":
    main()
