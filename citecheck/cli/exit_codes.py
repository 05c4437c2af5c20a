"""Exit statuses of the command line: where several apply, 2 comes before 3, 3 before 4, 4 before 1, and 1 before 0.

Other modules are imported inside the functions, because every command imports this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.model import Finding, Report

OK = 0
FINDINGS = 1
USAGE = 2
NOTHING_READ = 3
INTERNAL = 4
INTERRUPTED = 130
TERMINATED = 143  # 128 and the number of SIGTERM, as shells say it

_NEVER = "never"


class FailOn:
    """Which findings make the exit status 1: a severity (and worse ones), codes, or `never`."""

    def __init__(self, wanted: Iterable[str]) -> None:
        """`wanted` holds severities, codes, or `never`. Raises `SettingsError` for any other word."""
        from citecheck.errors import SettingsError
        from citecheck.findings import CODES
        from reports.vocabulary import Severity

        self._codes: set[str] = set()
        self._rank = -1
        for word in wanted:
            if word in CODES:
                self._codes.add(word)
            elif word in tuple(Severity):
                self._rank = max(self._rank, Severity(word).rank)
            elif word != _NEVER:
                known = ", ".join((*Severity, _NEVER))
                raise SettingsError(
                    f"--fail-on (setting report.fail_on) takes {known} or the code of a finding, not {word!r}"
                )

    def fails(self, findings: Iterable[Finding]) -> bool:
        """Return whether at least one of `findings` makes the exit status 1."""
        return any(finding.severity.rank <= self._rank or finding.code in self._codes for finding in findings)


def exit_status(
    reports: Sequence[Report], fail_on: FailOn, *, counted: Sequence[Iterable[Finding]] = (), failed: bool = False
) -> int:
    """Return the exit status of an audit that made `reports`.

    `fail_on` says which findings make the status 1. `counted` gives the findings of each report that count (with a
    baseline, only the new ones); empty: all count. `failed`: the program itself failed at something that is in no
    report.
    """
    from reports.summary import failed_inside, was_read

    with_references = [report for report in reports if report.sources]
    if with_references and not any(was_read(source) for report in with_references for source in report.sources):
        return NOTHING_READ
    if failed or any(map(failed_inside, reports)):
        return INTERNAL
    findings = counted or [report.findings for report in reports]
    return FINDINGS if any(fail_on.fails(some) for some in findings) else OK
