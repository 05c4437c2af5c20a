"""Count how rare words are: writes citecheck/checking/weights/rarity.json.

`python -m benchmarks.training.rarity` counts the sentences that have each stem, over the premises of FEVER and
FoolMeTwice (Wikipedia, CC BY-SA) and the cited pages of WiCE's training half (ODC-BY). Only stems in three sentences or
more are kept. No label is used.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.material.corpus import rows
from citecheck.checking.passages.terms import stem, tokens

TARGET = Path(__file__).resolve().parents[2] / "citecheck" / "checking" / "weights" / "rarity.json"


def sentences() -> Iterator[str]:
    """Yield every sentence that is counted, each text once."""
    seen: set[str] = set()
    for name in ("fever_dev_gold", "foolmetwice_dev"):
        for row in rows("claims", "train", f"{name}.jsonl"):
            retrieved = [piece["text"] for piece in (row.get("meta") or {}).get("retrieved", [])]
            for text in (row["premise"], *retrieved):
                if text not in seen:
                    seen.add(text)
                    yield from text.split(". ")
    for row in rows("wice", "unsupported_tokens_train.jsonl"):
        for text in row["evidence"]:
            if text not in seen:
                seen.add(text)
                yield text


def main() -> None:
    counts: Counter[str] = Counter()
    total = 0
    for sentence in sentences():
        total += 1
        counts.update({stem(word) for word, _, _ in tokens(sentence)})
    kept = {word: count for word, count in sorted(counts.items()) if count >= 3}
    TARGET.write_text(
        json.dumps({"sentences": total, "frequencies": kept}, ensure_ascii=False, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )
    print(f"{total} sentences, {len(counts)} stems, {len(kept)} kept, {TARGET.stat().st_size} bytes: {TARGET.name}")


if __name__ == "__main__":
    main()
