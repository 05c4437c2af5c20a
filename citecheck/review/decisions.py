"""The decisions that reviewers share: kept in a file beside the reports, what is dismissed also in the ignore file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import msgspec

from citecheck.clock import timestamp
from citecheck.errors import SettingsError
from citecheck.nightly.review import SILENCING, Decision, entry_of
from citecheck.nightly.suppressions import Suppression, add_suppressions, remove_suppressions
from claims.errors import CitecheckError
from reports.rendering import write_own

FILE_NAME = "review-decisions.json"


class SharedDecision(msgspec.Struct, frozen=True, kw_only=True):
    """The last decision on one finding: which, on what, by whom, and when (RFC 3339 UTC)."""

    document: str
    finding: str
    decision: Decision
    code: str = ""
    note: str = ""
    by: str = ""
    at: str = ""


class _File(msgspec.Struct, frozen=True):
    citecheck_review: int
    decisions: tuple[SharedDecision, ...] = ()


_FILES = msgspec.json.Decoder(_File)


class SharedDecisions:
    """The decisions on the reports of one folder. Methods may be called by several threads."""

    def __init__(self, folder: Path, ignore_file: Path, *, now: Callable[[], datetime]) -> None:
        """Read the decisions of `folder`. What is dismissed is written to `ignore_file`; `now` tells the time.

        Raises `SettingsError` if the file of decisions exists and cannot be read as one.
        """
        self._path = folder / FILE_NAME
        self._ignore_file = ignore_file
        self._now = now
        self._lock = threading.Lock()
        self._made = {(one.document, one.finding): one for one in _read(self._path)}

    def of(self, document: str) -> tuple[SharedDecision, ...]:
        """Return the decisions on the findings of `document`."""
        with self._lock:
            return tuple(one for (name, _), one in self._made.items() if name == document)

    def make(self, decision: SharedDecision) -> SharedDecision:
        """Keep `decision`, which replaces an earlier one on its finding. Returns it with the time.

        Raises `SettingsError` or `ReportError` if a file cannot be written; then the earlier decision stays.
        """
        made = msgspec.structs.replace(decision, at=timestamp(self._now()))
        self._replace(decision.document, decision.finding, made)
        return made

    def take_back(self, document: str, finding: str) -> None:
        """Forget the decision on `finding` of `document`, and let the finding be reported again.

        Raises `SettingsError` or `ReportError` if a file cannot be written; then the decision stays.
        """
        self._replace(document, finding, None)

    def _replace(self, document: str, finding: str, new: SharedDecision | None) -> None:
        with self._lock:
            former = self._made.get((document, finding))
            made = {key: one for key, one in self._made.items() if key != (document, finding)}
            if new is not None:
                made[document, finding] = new
            self._write(made.values())
            try:
                if former is not None and former.decision in SILENCING:
                    remove_suppressions(self._ignore_file, [_entry(former)])
                if new is not None and new.decision in SILENCING:
                    add_suppressions(self._ignore_file, [_entry(new)])
            except CitecheckError:
                self._write(self._made.values())
                raise
            self._made = made

    def _write(self, decisions: Iterable[SharedDecision]) -> None:
        data = msgspec.json.encode(_File(citecheck_review=1, decisions=tuple(decisions)))
        write_own(self._path, msgspec.json.format(data, indent=1) + b"\n")


def _entry(decision: SharedDecision) -> Suppression:
    return entry_of(
        decision.document,
        decision.finding,
        decision.decision,
        note=decision.note,
        at=decision.at,
        author=decision.by or None,
    )


def _read(path: Path) -> tuple[SharedDecision, ...]:
    try:
        file = _FILES.decode(path.read_bytes())
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise SettingsError(f"{path}: not a file of decisions of `citecheck review`; move it away") from error
    if file.citecheck_review != 1:
        raise SettingsError(f"{path}: decisions of version {file.citecheck_review}; this program reads version 1")
    return file.decisions


__all__ = ["FILE_NAME", "SharedDecision", "SharedDecisions"]
