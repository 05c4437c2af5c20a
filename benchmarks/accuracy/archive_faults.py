"""The archive client under every known fault: does it answer rightly (capture, none, unknown) and within its limits?

`python -m benchmarks.accuracy.archive_faults`; `-v` prints each case. The cases are those of the tests.
"""

from __future__ import annotations

import sys

from testbed.archive_faults import CASES, run


def main() -> None:
    """Run all cases; exit with 1 if one is wrong."""
    wrong, worst = [], (0, 0.0, 0.0)
    none_for_unknown = 0
    for case in CASES:
        result = run(case)
        worst = (max(worst[0], result.requests), max(worst[1], result.waited), max(worst[2], result.seconds))
        none_for_unknown += (result.present == "none") + (result.absent == "none" and case.absent != "none")
        line = (
            f"{case.name}: present {result.present} ({case.present}), absent {result.absent} ({case.absent}), "
            f"{result.requests} requests, waits {result.waited:.0f} s, took {result.seconds:.1f} s"
        )
        if not result.right:
            wrong.append(line)
        if "-v" in sys.argv[1:]:
            print(line)
    print(f"faults: {len(CASES)}, each for a page with captures and one without")
    print(f"right and within bounds: {len(CASES) - len(wrong)} of {len(CASES)}")
    print(f'"none" where it is not known: {none_for_unknown} of {2 * len(CASES)}')
    print(f"at worst {worst[0]} requests, {worst[1]:.0f} s of waiting by the settings, {worst[2]:.1f} s in fact")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
