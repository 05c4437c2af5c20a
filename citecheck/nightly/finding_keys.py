"""Look up the findings that a person names by their keys: in the store of earlier nights, and in reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from citecheck.errors import SettingsError
from citecheck.store import Store
from reports.model import Finding, Report
from reports.rendering import load

_KEY = re.compile(r"[0-9a-f]{16}")
_FEWEST_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFinding:
    """A finding that somebody named by its key. `code`, `document` and `message` are empty if they are not known."""

    key: str
    code: str = ""
    document: str = ""
    message: str = ""


class FindingKeys:
    """The findings that are known: those of the nights of `store` (None: there is no store), and of `reports`."""

    def __init__(self, store: Store | None, reports: Sequence[Report] = ()) -> None:
        self._store = store
        self._of_reports = {
            finding.key: _named(finding, report) for report in reports for finding in _findings_of(report)
        }

    def find(self, wanted: str) -> NamedFinding:
        """Return the one finding whose key is `wanted`, or begins with it.

        If neither a store nor a report is known, a whole key is taken as it is. Raises `SettingsError` if no finding or
        more than one has such a key, if it is too short, or if it is no key at all.
        """
        wanted = wanted.strip().lower()
        found = {one.key: one for one in self._matching(wanted)}
        if wanted in found:
            return found[wanted]
        if len(found) > 1:
            listed = ", ".join(sorted(found)[:4])
            raise SettingsError(f"{wanted!r} is the beginning of {len(found)} keys ({listed}): write more of it")
        if found:
            if len(wanted) < _FEWEST_DIGITS:
                raise SettingsError(
                    f"{wanted!r}: write at least {_FEWEST_DIGITS} digits of the key {next(iter(found))}"
                )
            return next(iter(found.values()))
        if self._store is not None or self._of_reports:
            raise SettingsError(
                f"no finding has a key that begins with {wanted!r}{self._hint(wanted)}; `citecheck show last` lists "
                "those of the last night, and --report FILE names a report (JSON) to look in"
            )
        if not _KEY.fullmatch(wanted):
            raise SettingsError(
                f"{wanted!r} is not a whole key of 16 digits, and there are no stored nights to look it up in; "
                "--report FILE names a report (JSON) to look in"
            )
        return NamedFinding(key=wanted)

    def _matching(self, wanted: str) -> Iterable[NamedFinding]:
        yield from (one for key, one in self._of_reports.items() if key.startswith(wanted))
        if self._store is not None and wanted:
            for known, _ in self._store.history.find(wanted):
                yield NamedFinding(key=known.key, code=known.code, document=known.document, message=known.message)

    def _hint(self, wanted: str) -> str:
        close = get_close_matches(wanted, self._of_reports, n=1, cutoff=0.8)
        return f" (did you mean {close[0]}?)" if close else ""


def load_reports(paths: Iterable[Path]) -> tuple[Report, ...]:
    """Read the reports in JSON at `paths`. Raises `UnreadableReport` for a file that is none or cannot be read."""
    return tuple(load(path) for path in paths)


def _findings_of(report: Report) -> Iterable[Finding]:
    return (*report.findings, *(one.finding for one in report.suppressed))


def _named(finding: Finding, report: Report) -> NamedFinding:
    return NamedFinding(key=finding.key, code=finding.code, document=report.document.name, message=finding.message)


__all__ = ["FindingKeys", "NamedFinding", "load_reports"]
