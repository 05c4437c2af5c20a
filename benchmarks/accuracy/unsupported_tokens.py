"""The words of a claim that its source lacks: WiCE's annotated sub-claims.

`python -m benchmarks.accuracy.unsupported_tokens`. The shipped model of words (fitted on the training half, threshold
included) is measured on the dev half, of which no label was used. It prints token F1 of the model and of two rules: a
content word that is nowhere on the page, or in no passage.
"""

from __future__ import annotations

import numpy as np

from benchmarks.material.claims_corpus import Case, wice
from benchmarks.material.intervals import scored
from citecheck.checking.passages import prepare, query
from citecheck.checking.support.decision import MARKED_FROM
from citecheck.checking.support.features import score
from citecheck.checking.support.judge import match_claim, read_claim


def marks(case: Case) -> list[tuple[bool, bool, bool, bool]]:
    """Return for each word of the data: marked by people, marked by the model, not on the page, in no passage."""
    match = match_claim(read_claim(query(case.claim), case.context), prepare(case.source))
    scored_claim = score(match)
    rows = []
    position = 0
    for word, unsupported in zip(case.words, case.unsupported, strict=True):
        at = case.claim.find(word, position)
        if at < 0:
            rows.append((unsupported, False, False, False))
            continue
        position = at + len(word)
        found = [
            (piece, chance)
            for piece, chance in zip(scored_claim.tokens, scored_claim.unsupported, strict=True)
            if piece.start < position and piece.end > at
        ]
        lost = any(chance >= MARKED_FROM for _, chance in found)
        off = any(piece.is_content and not match.found.get(piece.stem) for piece, _ in found)
        uncarried = any(piece.is_content and not match.coverage.terms.get(piece.stem) for piece, _ in found)
        rows.append((unsupported, lost, off, uncarried))
    return rows


def f1(gold: np.ndarray, said: np.ndarray) -> float:
    hits = float((gold & said).sum())
    return 2 * hits / max(1.0, float(gold.sum() + said.sum()))


def main() -> None:
    groups = [np.array(marks(case)) for case in wice("unsupported_tokens_dev")]
    table = np.vstack(groups)
    print(f"{len(groups)} sub-claims, {len(table)} words, {100 * table[:, 0].mean():.1f} % unsupported")
    for column, name in ((1, "model"), (2, "rule: nowhere on the page"), (3, "rule: in no passage")):

        def figure(rows: np.ndarray, column: int = column) -> float:
            chosen = np.vstack([groups[i] for i in rows])
            return f1(chosen[:, 0], chosen[:, column])

        print(f"{name}: F1 {scored(f1(table[:, 0], table[:, column]), len(groups), figure)}")


if __name__ == "__main__":
    main()
