"""The findings that one changed fact causes, and the findings on supported claims as they are.

`python -m benchmarks.accuracy.planted_errors [--seed=N] [--show]`. The claims are supported by their source (WiCE's dev
half, the whole page as source). One number, date or name that the source confirms is changed, and the finding of the
check is counted: an error or a warning, a note, or none. The same is counted for supported claims as they are, for each
set: on the half that benchmarks.training.conflicts used, and on the half that it left out. The changes are drawn with
another seed than in training.
"""

from __future__ import annotations

import random
import sys
from collections import Counter

from benchmarks.material.changed_claims import changed
from benchmarks.material.claims_corpus import Case, pairs, wice
from benchmarks.material.intervals import share
from benchmarks.training.conflicts import is_held_out
from citecheck.checking.facts import Name
from citecheck.checking.facts.lookup import claimed_facts
from citecheck.checking.support import LexicalJudge
from citecheck.findings import CODES
from citecheck.findings.claims import claim_code
from citecheck.model import JudgedSource
from reports.model import Check

SETS = (
    ("dev", ("attributionbench_dev", "citation_integrity_dev", "covidfact_dev", "fever_symmetric_dev")),
    ("train", ("foolmetwice_dev", "factcheckgpt_stance_train", "citation_integrity_train", "begin_dev")),
    ("train", ("scifact_rationale", "healthver_dev", "rte1-3")),
)
MOST = 500  # claims of a set


def ask(judge: LexicalJudge, claim: str, case: Case) -> Check:
    source = JudgedSource(reference="r", copy="c", text=case.source)
    return judge.judge(claim, [source], context=case.context)


def severity(check: Check) -> str:
    found = claim_code(check)
    return "nothing" if found is None else CODES[found[0]].severity.value


def planted(judge: LexicalJudge, seed: int) -> None:
    rng = random.Random(seed)
    cases = [case for case in wice() if case.label == "S"]
    names = [fact for case in cases for fact in claimed_facts(case.claim) if isinstance(fact, Name)]
    tally: dict[str, Counter[str]] = {}
    halves: dict[bool, list[bool]] = {True: [], False: []}
    for case in cases:
        borne_out = {fact.claimed for fact in ask(judge, case.claim, case).facts if fact.agrees}
        for fact, claim in changed(case, rng, names, borne_out):
            check = ask(judge, claim, case)
            seen = severity(check)
            halves[is_held_out(case)].append(seen in ("error", "warning"))
            for kind in (fact.kind.value, "all"):
                tally.setdefault(kind, Counter())[seen] += 1
            if "--show" in sys.argv and seen not in ("error", "warning"):
                print("  missed", fact.kind.value, "|", fact.text, "|", claim, "|", check.rule, check.reason)
    for kind, found in sorted(tally.items()):
        told = found["error"] + found["warning"]
        parts = ", ".join(f"{what} {found[what]}" for what in ("error", "warning", "note", "nothing"))
        rate = share([True] * told + [False] * (found.total() - told))
        print(f"planted, {kind:7s} n={found.total():4d}  error or warning {rate}  ({parts})")
    for held_out, rows in halves.items():
        print(f"planted, all, {'held out' if held_out else 'learnt from'}: {share(rows)}")


def supported(judge: LexicalJudge) -> None:
    sets = [("wice", [case for case in wice() if case.label == "S"])]
    sets += [
        (name, [case for case in pairs(folder, name) if case.label == "S"][:MOST])
        for folder, names in SETS
        for name in names
    ]
    whole: dict[bool, list[bool]] = {True: [], False: []}
    for name, cases in sets:
        told = []
        for case in cases:
            check = ask(judge, case.claim, case)
            told.append(severity(check) in ("error", "warning"))
            whole[is_held_out(case)].append(told[-1])
            if "--show" in sys.argv and told[-1]:
                print("  false alarm", name, "|", case.claim, "|", check.rule, check.reason)
        print(f"supported, {name}: error or warning {share(told)} of {len(told)}")
    for held_out, rows in whole.items():
        print(f"supported, {'held out' if held_out else 'learnt from'}: error or warning {share(rows)} of {len(rows)}")


def main() -> None:
    judge = LexicalJudge()
    seed = int(next((a[7:] for a in sys.argv if a.startswith("--seed=")), "31"))
    planted(judge, seed)
    if "--planted" not in sys.argv:
        supported(judge)


if __name__ == "__main__":
    main()
