"""Repairs of references in their files: planted repairs in seven formats, each byte, once, as a diff, and read again.

The documents are made in code (`testbed/planted_repairs.py`); nothing was tuned on other documents.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from testbed.planted_repairs import planted_documents
from testbed.repair_checks import RepairOutcome, outcome_of


def main() -> None:
    """Print, for each format and for all, what became of the planted repairs."""
    outcomes: dict[str, list[RepairOutcome]] = {}
    for planted in planted_documents():
        with tempfile.TemporaryDirectory() as folder:
            outcome = outcome_of(planted, Path(folder))
        outcomes.setdefault(planted.name.rpartition(".")[2], []).append(outcome)
    print("| format | documents | planned of planted | exact bytes | twice = once | git apply | read alike |")
    print("|---|---|---|---|---|---|---|")
    for format, some in outcomes.items():
        print(f"| {format} | {len(some)} | {_row(some)} |")
    every = [one for some in outcomes.values() for one in some]
    print(f"| all | {len(every)} | {_row(every)} |")


def _row(outcomes: list[RepairOutcome]) -> str:
    planned = f"{sum(one.planned for one in outcomes)} of {sum(one.planted for one in outcomes)}"
    held = ("exact", "once", "applied", "same_reading")
    return " | ".join([planned, *(str(sum(getattr(one, name) for one in outcomes)) for name in held)])


if __name__ == "__main__":
    main()
