"""Baselines: the findings of one day that do not count from then on, unless they become more severe.

A baseline that cannot be read is an error, never an empty baseline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from citecheck.errors import AuditError
from reports.codec import decode
from reports.errors import UnreadableReport
from reports.model import Finding, Report, Severity
from reports.rendering import write_own


class UnreadableBaseline(AuditError):
    """The baseline does not exist, cannot be read, or has another form."""


class _File(msgspec.Struct, frozen=True):
    citecheck_baseline: int
    documents: dict[str, dict[str, Severity]]


_FILES = msgspec.json.Decoder(_File)


class Baseline:
    """The findings that do not count: `documents` maps each document to their keys, with the severity that they had."""

    def __init__(self, documents: Mapping[str, Mapping[str, Severity]]) -> None:
        self._documents = documents

    @classmethod
    def of(cls, reports: Iterable[Report]) -> Baseline:
        """Return the baseline of all findings of `reports`."""
        return cls(
            {report.document.name: {finding.key: finding.severity for finding in report.findings} for report in reports}
        )

    def counting(self, report: Report, formers: Mapping[str, Iterable[str]] | None = None) -> tuple[Finding, ...]:
        """Return the findings of `report` that are not in the baseline, or were less severe there.

        `formers` maps a finding's key to the keys that it had before its claim was reworded; None: no finding has
        another key.
        """
        accepted = self._documents.get(report.document.name, {})
        formers = formers or {}

        def is_new(finding: Finding) -> bool:
            keys = (finding.key, *formers.get(finding.key, ()), *filter(None, (finding.former,)))
            severities = [accepted[key] for key in keys if key in accepted]
            return not any(severity >= finding.severity for severity in severities)

        return tuple(finding for finding in report.findings if is_new(finding))

    def write(self, path: Path) -> None:
        """Write the baseline to the file `path`. Raises `ReportError` if that fails."""
        documents = {name: dict(sorted(found.items())) for name, found in sorted(self._documents.items())}
        data = msgspec.json.encode(_File(citecheck_baseline=1, documents=documents))
        write_own(path, msgspec.json.format(data, indent=1) + b"\n")


def load_baseline(path: Path) -> Baseline:
    """Read a baseline from `path`: a file that `Baseline.write` made, a report in JSON, or a folder of such reports.

    Raises `UnreadableBaseline`.
    """
    if path.is_dir():
        return _of_folder(path)
    data = _bytes(path)
    try:
        file = _FILES.decode(data)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        try:
            return Baseline.of([decode(data)])
        except UnreadableReport as no_report:
            raise UnreadableBaseline(
                f"{path}: this is neither a baseline nor a report of citecheck in JSON ({no_report}); "
                f"`citecheck nightly --write-baseline FILE` makes a baseline"
            ) from no_report
    if file.citecheck_baseline != 1:
        raise UnreadableBaseline(
            f"{path}: a baseline of version {file.citecheck_baseline}; this program reads version 1"
        )
    return Baseline(file.documents)


def _of_folder(path: Path) -> Baseline:
    reports: list[Report] = []
    for file in sorted(path.glob("*.json")):
        try:
            reports.append(decode(_bytes(file)))
        except UnreadableReport as error:
            raise UnreadableBaseline(f"{file}: {error}") from error
    if not reports:
        raise UnreadableBaseline(f"{path}: no report in JSON (*.json) in this folder")
    return Baseline.of(reports)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableBaseline(
            f"{path}: there is no such baseline; `citecheck nightly --write-baseline {path}` makes it"
        ) from None
    except OSError as error:
        raise UnreadableBaseline(f"{path}: cannot be read ({error.strerror or error})") from error
