"""Spans of answers that quote one of several passages: how many are located in the passage that they name.

QuoteSum marks them as `[ 2 words ]`; a passage is searched with its title above it, as a page is. Located: found with at least two thirds of the words, wherever the words were
edited the edits are shown. `--show` prints those that are not.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter

from benchmarks.corpus import rows
from citecheck.checking.quotes import match_quote
from reports.model import QuoteOutcome

_SPAN = re.compile(r"\[ (\d+) (.*?) \]")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--show", action="store_true")
    chosen = options.parse_args()
    outcomes: Counter[str] = Counter()
    located = exact = total = 0
    for row in rows("quotes", "quotesum_dev.jsonl"):
        for number, words in _SPAN.findall(row["summary"]):
            source = f"{row.get(f'title{number}') or ''}\n\n{row.get(f'source{number}') or ''}"
            total += 1
            exact += words in source
            found = match_quote(words, source)
            outcomes[found.outcome.value] += 1
            located += found.passage is not None
            assert found.passage is None or found.edits
            if chosen.show and found.outcome in (QuoteOutcome.NOT_FOUND, QuoteOutcome.PARTIAL):
                print(f"\n{row['unique_id']} {found.outcome.value}: {words}\n  in: {source}\n  {found.reason}")
    print(f"located {located / total:.4f}, as they are {exact / total:.4f} (n = {total})", dict(outcomes))


if __name__ == "__main__":
    main()
