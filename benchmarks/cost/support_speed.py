"""The speed and the size of the judge.

`python -m benchmarks.cost.support_speed`. Claims and whole pages of WiCE's dev half are judged in one thread, and every
page is prepared anew; the figure is the median of five rounds. Memory is the peak of a separate process, import the
time of a fresh interpreter.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from benchmarks.material.claims_corpus import wice
from citecheck.checking.support import LexicalJudge
from citecheck.model import JudgedSource

IMPORT = "import time; t = time.perf_counter(); import citecheck.checking.support; print(time.perf_counter() - t)"
MEMORY = (
    "import resource; from benchmarks.material.claims_corpus import wice;"
    "from citecheck.checking.support import LexicalJudge;"
    "from citecheck.model import JudgedSource; judge = LexicalJudge();"
    "[judge.judge(c.claim, [JudgedSource(reference='r', copy='c', text=c.source)], context=c.context)"
    " for c in wice()];"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
)


def fresh(code: str) -> float:
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return float(found.stdout)


def main() -> None:
    cases = wice()
    rates = []
    for _ in range(5):
        judge = LexicalJudge()
        begun = time.process_time()
        for case in cases:
            source = JudgedSource(reference="r", copy="c", text=case.source)
            judge.judge(case.claim, [source], context=case.context)
        rates.append(len(cases) / (time.process_time() - begun))
    words = statistics.mean(len(case.source.text.split()) for case in cases)
    print(f"{statistics.median(rates):.0f} pairs of claim and page a second ({min(rates):.0f}–{max(rates):.0f})")
    print(f"  n={len(cases)}, pages of {words:.0f} words on average, each prepared anew")
    print(f"import {statistics.median(fresh(IMPORT) for _ in range(5)):.2f} s, peak memory {fresh(MEMORY):.0f} MB")


if __name__ == "__main__":
    main()
