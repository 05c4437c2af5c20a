"""What a green tick is worth: how many claims are confirmed, of those that people call supported and of the others.

`python -m benchmarks.accuracy.confirmed_claims`. The claims are WiCE's dev half with whole pages, and four sets of
`claims/dev` with their excerpts. A claim is confirmed if it is `supported`, `confident`. Labels: S supported, P in
part, R refuted, N not mentioned. The limit for short claims was chosen on these sets; nothing else was.
"""

from __future__ import annotations

from collections import Counter

from benchmarks.material.claims_corpus import Case, pairs, wice
from citecheck.checking.support import LexicalJudge
from citecheck.model import JudgedSource
from reports.model import Band, Outcome

SETS = ("attributionbench_dev", "citation_integrity_dev", "covidfact_dev", "fever_symmetric_dev")


def is_confirmed(judge: LexicalJudge, case: Case) -> bool:
    """Return whether `judge` confirms the claim of `case`."""
    source = JudgedSource(reference="r", copy="c", text=case.source)
    check = judge.judge(case.claim, [source], context=case.context)
    return (check.outcome, check.band) == (Outcome.SUPPORTED, Band.CONFIDENT)


def main() -> None:
    judge = LexicalJudge()
    sets = {"wice": wice(), **{name: pairs("dev", name) for name in SETS}}
    asked: Counter[tuple[str, str]] = Counter()
    confirmed: Counter[tuple[str, str]] = Counter()
    for name, cases in sets.items():
        for case in cases:
            told = is_confirmed(judge, case)
            for key in ((name, case.label), ("all", case.label)):
                asked[key] += 1
                confirmed[key] += told
    for name, label in sorted(asked):
        count, of = confirmed[name, label], asked[name, label]
        print(f"{name}, {label}: {count} of {of} confirmed ({100 * count / of:.1f} %)")
    ticks = sum(count for (name, _), count in confirmed.items() if name == "all")
    right = confirmed["all", "S"]
    print(f"of {ticks} confirmed claims {right} are supported ({100 * right / ticks:.0f} %)")


if __name__ == "__main__":
    main()
