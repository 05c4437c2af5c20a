"""Quotations from print, searched in OCR text of the same print: found in the right place, and none invented.

A span is right if it overlaps the marked one by .9 or more (intersection over union). Some marks of the data are wrong:
the quotation is elsewhere in the text, and most letters of the marked words differ. The second line leaves out marks of
which more than half of the letters differ. The rules that tell OCR errors from other words were set with misses of this
set in view. `--show` prints the misses.
"""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

from benchmarks.material.corpus import rows
from citecheck.checking.quotes import match_quote
from reports.model import QuoteCheck


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--show", action="store_true")
    chosen = options.parse_args()
    there = rows("quotes", "ocr_quotes_positives_dev.jsonl")
    absent = rows("quotes", "ocr_quotes_negatives_dev.jsonl")
    results = [(row, match_quote(row["quote"], row["source"])) for row in there]
    for name, limit in (("all", 9.9), ("marks with at most half of the letters changed", 0.5)):
        some = [(row, found) for row, found in results if row["cer"] <= limit]
        hit = sum(found.passage is not None for _, found in some)
        right = sum(_overlap(row, found) >= 0.9 for row, found in some)
        print(f"{name}: found {hit / len(some):.4f}, in place {right / len(some):.4f} (n = {len(some)})")
    print("outcomes:", dict(Counter(found.outcome.value for _, found in results)))
    false = [(row, found) for row in absent if (found := match_quote(row["quote"], row["source"])).passage is not None]
    print(f"found though absent: {len(false)} (n = {len(absent)})")
    if chosen.show:
        for row, found in [*false, *((row, found) for row, found in results if _overlap(row, found) < 0.9)]:
            print(f"\n{row['id']} cer {row.get('cer')}: {found.outcome.value} {found.score} {found.reason}")
            print("  quotation:", row["quote"])
            print("  marked:   ", row["source"][row["start"] : row["end"]] if row.get("cer") is not None else None)
            print("  passage:  ", found.passage.exact if found.passage else None)


def _overlap(row: dict[str, Any], found: QuoteCheck) -> float:
    if found.passage is None:
        return 0.0
    start, end = found.passage.start, found.passage.end
    both = max(0, min(end, row["end"]) - max(start, row["start"]))
    return both / (max(end, row["end"]) - min(start, row["start"]))


if __name__ == "__main__":
    main()
