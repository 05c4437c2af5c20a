"""Findings that say the same of several references, such as those that give no address: one thing to look at."""

from __future__ import annotations

from collections.abc import Sequence

from reports.codes import codes, sentence_of
from reports.parts import Finding, Reported
from reports.wording import counted

ALIKE = frozenset({"reference-no-locator", "reference-empty"})
"""The codes whose findings differ in their reference alone."""


class AlikeFindings:
    """Groups the findings of `report` that differ in their reference alone.

    Only the codes of `ALIKE` are grouped: any other message says something about its one reference.
    """

    def __init__(self, report: Reported) -> None:
        self._labels = {reference.key: reference.label for reference in report.document.references}

    def groups(self, findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], ...]:
        """Return `findings` in their order, those that are alike together at the place of the first of them."""
        made: dict[object, list[Finding]] = {}
        for finding in findings:
            made.setdefault(self._kind(finding), []).append(finding)
        return tuple(tuple(group) for group in made.values())

    def message(self, group: Sequence[Finding]) -> str:
        """Return what `group` says: the message of a single finding; for several, their labels and what they share."""
        if len(group) == 1:
            return group[0].message
        code = codes().get(group[0].code)
        mend = f" {code.mend}" if code is not None and code.mend else ""
        return f"{self.labels(group)}, {counted(len(group), 'reference')}: {sentence_of(group[0].code)}{mend}"

    def labels(self, group: Sequence[Finding]) -> str:
        """Return the labels of the references of `group`, neighbours as a range: "[3]–[11], [14]"."""
        labels = [self._labels.get(finding.reference or "", "?") for finding in group]
        runs: list[list[str]] = []
        for label in labels:
            if runs and label.isascii() and label.isdigit() and _follows(runs[-1][-1], label):
                runs[-1].append(label)
            else:
                runs.append([label])
        return ", ".join(_range(run) for run in runs)

    def _kind(self, finding: Finding) -> object:
        if finding.code not in ALIKE or finding.reference is None:
            return finding.key
        return finding.code, finding.severity, finding.state


def _follows(before: str, label: str) -> bool:
    return before.isascii() and before.isdigit() and int(label) == int(before) + 1


def _range(run: Sequence[str]) -> str:
    if len(run) < 3:
        return ", ".join(f"[{label}]" for label in run)
    return f"[{run[0]}]–[{run[-1]}]"


__all__ = ["ALIKE", "AlikeFindings"]
