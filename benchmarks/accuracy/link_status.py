"""A page of every link status, served on loopback: how many get the right status, and which live ones are called dead.

`python -m benchmarks.accuracy.link_status`. The pages are our own (testbed/link_pages.py). Some are live and look like
dead ones. Signs and limits were tuned with these pages in view, so the figure shows that statuses are told apart, and
not how often that succeeds on the open web.
"""

from __future__ import annotations

import sys
from collections import Counter

from benchmarks.material.loopback_sources import reader_for, references_to
from testbed.link_pages import build
from testbed.loopback import Loopback

_FAST = {"read_timeout": 1.0, "connect_timeout": 1.0, "total_timeout": 2.0, "max_bytes": 300_000, "breaker": 0}


def main() -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: list[str] = []
    dead = 0
    with Loopback() as web:
        cases = build(web)
        with reader_for(web, **_FAST) as reader, references_to(reader, {c.name: c.url for c in cases}) as gathering:
            for case in cases:
                check = gathering.source(case.name).check
                wanted = "/".join(sorted(case.expected))
                total[wanted] += 1
                right[wanted] += check.status.value in case.expected
                if check.status.value not in case.expected:
                    dead += wanted == "alive" and check.status.is_failing
                    wrong.append(f"  {case.name}: {check.status}, not {wanted} ({check.reason})")
    for status, count in sorted(total.items()):
        print(f"{status:<20} {right[status]:>3} of {count}")
    print(f"right status: {sum(right.values())} of {sum(total.values())}; live pages called dead: {dead}")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
