"""Spans of answers that quote one of several passages: how many are located in the passage that they name.

QuoteSum marks a span as `[ 2 words ]`. A passage is searched with its title above it, as a page is, and alone, because
many spans quote the title only. The edits are shown for spans with edited words. `--show` prints the spans that are not
located. Nothing was tuned on this set.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter

from benchmarks.material.corpus import rows
from citecheck.checking.quotes import match_quote

_SPAN = re.compile(r"\[ (\d+) (.*?) \]")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--show", action="store_true")
    chosen = options.parse_args()
    for titled in (True, False):
        outcomes: Counter[str] = Counter()
        located = exact = total = 0
        for row in rows("quotes", "quotesum_dev.jsonl"):
            for number, words in _SPAN.findall(row["summary"]):
                source = row.get(f"source{number}") or ""
                if titled:
                    source = f"{row.get(f'title{number}') or ''}\n\n{source}"
                found = match_quote(words, source)
                total += 1
                exact += words in source
                outcomes[found.outcome.value] += 1
                located += found.passage is not None
                assert found.passage is None or found.edits
                if chosen.show and titled and found.passage is None:
                    print(f"\n{row['unique_id']}: {words}\n  in: {source}\n  {found.reason}")
        print(
            f"{'with' if titled else 'without'} titles: located {located / total:.4f},"
            f" as they are {exact / total:.4f} (n = {total})",
            dict(outcomes),
        )


if __name__ == "__main__":
    main()
