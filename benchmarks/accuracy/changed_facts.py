"""How often the judge notices a changed number, date or name.

`python -m benchmarks.accuracy.changed_facts`. The claims are supported by their source (WiCE's dev half; with `--all`
also claims/dev). One fact that the source confirms is changed in each. Counted are the checks that flag this fact as
missing or conflicting, and those that name the other value. Each claim has two sources: the sentences that support it,
and the whole page. The changes are drawn with a fixed seed. The rules and their limits were set on these claims with
other seeds.
"""

from __future__ import annotations

import random
import sys

from benchmarks.material.changed_claims import changed
from benchmarks.material.claims_corpus import Case, evidence_only, pairs, wice
from benchmarks.material.intervals import share
from citecheck.checking.facts import Name
from citecheck.checking.facts.lookup import claimed_facts
from citecheck.checking.support import LexicalJudge
from citecheck.model import JudgedSource, SourceText
from reports.model import Check, Outcome


def main() -> None:
    judge = LexicalJudge()
    cases = [case for case in wice() if case.label == "S"]
    if "--all" in sys.argv:
        for name in ("attributionbench_dev", "citation_integrity_dev", "covidfact_dev", "fever_symmetric_dev"):
            cases += [case for case in pairs("dev", name) if case.label == "S"]
    names = [fact for case in cases for fact in claimed_facts(case.claim) if isinstance(fact, Name)]
    seed = int(next((a[7:] for a in sys.argv if a.startswith("--seed=")), "20"))

    def ask(claim: str, case: Case, source: SourceText) -> Check:
        return judge.judge(claim, [JudgedSource(reference="r", copy="c", text=source)], context=case.context)

    for what in ("evidence", "page"):
        rng = random.Random(seed)
        tally: dict[str, list[tuple[bool, bool, bool]]] = {}
        for case in cases:
            source = evidence_only(case) if what == "evidence" and case.evidence else case.source
            borne_out = {fact.claimed for fact in ask(case.claim, case, source).facts if fact.agrees}
            for fact, claim in changed(case, rng, names, borne_out):
                kind = fact.kind.value
                check = ask(claim, case, source)
                new = [f for f in claimed_facts(claim) if f.kind is fact.kind and f.start <= fact.start < f.end]
                told = [f for f in check.facts if any(f.claimed == fact.text for fact in new)]
                flagged = any(f.agrees is not True for f in told)
                conflict = any(f.agrees is False for f in told)
                row = (flagged, conflict, check.outcome is Outcome.CONTRADICTED)
                tally.setdefault(kind, []).append(row)
                tally.setdefault("all", []).append(row)
                if "--show" in sys.argv and not conflict:
                    print(what, kind, flagged, "|", claim, "|", [(f.claimed, f.found, f.agrees) for f in told])
        for kind, found in sorted(tally.items()):
            print(
                f"{what:9s}{kind:8s} n={len(found):4d}  flagged {share([f for f, _, _ in found])}  "
                f"named a conflict {share([c for _, c, _ in found])}  contradicted {share([o for _, _, o in found])}"
            )


if __name__ == "__main__":
    main()
