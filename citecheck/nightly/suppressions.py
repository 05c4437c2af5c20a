"""Suppress findings: the entries of `citecheck-ignore.toml`, which is meant to be committed and reviewed.

::

    [[ignore]]
    finding = "9f86d081884c7d65"      # its key, or at least the first 6 digits of it
                                      # or code, url, document (patterns), or several of them, which must all hold
    reason = "The embargo on the report ends in May."
    author = "R. Petrova"
    until = 2026-06-01                # the last day on which it holds

A suppressed finding stays in the report and is counted. Entries that expired or match nothing are reported.
"""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any

import msgspec

from citecheck.errors import SettingsError
from reports.model import Finding, Report, Suppressed
from reports.rendering import write_file

FILE_NAME = "citecheck-ignore.toml"
_CRITERIA = ("finding", "code", "url", "document")
_NAMED = 5  # findings of one expired entry that are named; the rest is counted
_BEGINNING_OF_A_KEY = re.compile(r"[0-9a-f]{6,15}")
"""What is taken for the beginning of a key. Six digits tell the findings of any document apart."""


class Suppression(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of the file. At least one of the four criteria is given, and all given criteria must hold."""

    reason: Annotated[str, msgspec.Meta(min_length=1)]
    finding: str | None = None
    code: str | None = None
    url: str | None = None
    document: str | None = None
    author: str | None = None
    until: datetime.date | None = None

    def silences(self, finding: Finding, keys: frozenset[str], *, document: str, url: str) -> bool:
        """Return whether the entry matches `finding`.

        `keys` are its present and former keys, `document` its document's name, `url` its source's address.
        """
        return (
            (self.finding is None or self._names(keys))
            and (self.code is None or self.code == finding.code)
            and (self.url is None or (bool(url) and fnmatchcase(url, self.url)))
            and (self.document is None or fnmatchcase(document, self.document))
        )

    def _names(self, keys: frozenset[str]) -> bool:
        """Return whether `finding` is one of `keys`, or the beginning of one."""
        wanted = self.finding or ""
        if wanted in keys:
            return True
        return bool(_BEGINNING_OF_A_KEY.fullmatch(wanted)) and any(key.startswith(wanted) for key in keys)

    @property
    def name(self) -> str:
        """The entry's criteria, for messages."""
        return ", ".join(f'{name} = "{value}"' for name in _CRITERIA if (value := getattr(self, name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A report with its suppressed findings set apart, and the numbers of the entries that matched."""

    report: Report
    used: frozenset[int]


class Suppressions:
    """The `entries` of one file, as they apply on the day `today`."""

    def __init__(self, entries: Sequence[Suppression] = (), *, today: datetime.date) -> None:
        self._entries = tuple(entries)
        self._today = today

    def apply(self, report: Report, formers: Mapping[str, Iterable[str]]) -> Applied:
        """Separate the suppressed findings of `report` from the others.

        `formers` maps a finding's key to its former keys.
        """
        urls = {source.reference: source.url or "" for source in report.sources}
        kept: list[Finding] = []
        silenced: list[Suppressed] = []
        used: set[int] = set()
        for finding in report.findings:
            keys = frozenset((finding.key, *formers.get(finding.key, ())))
            url = urls.get(finding.reference or "", "")
            number = self._first(finding, keys, document=report.document.name, url=url)
            if number is None:
                kept.append(finding)
                continue
            used.add(number)
            entry = self._entries[number]
            until = entry.until.isoformat() if entry.until is not None else None
            silenced.append(Suppressed(finding=finding, reason=entry.reason, until=until, author=entry.author))
        changed = replace(report, findings=tuple(kept), suppressed=(*report.suppressed, *silenced))
        return Applied(report=changed, used=frozenset(used))

    def complaints(self, used: Iterable[int], *, everything: bool, reports: Sequence[Report] = ()) -> tuple[str, ...]:
        """Return messages about entries that expired and, if `everything` was audited, about those that match nothing.

        `used` are the indices of the entries that matched. `reports` hold the findings that an expired entry no longer
        ignores, to name them.
        """
        seen = set(used)
        told = []
        for number, entry in enumerate(self._entries):
            if entry.until is not None and entry.until < self._today:
                told.append(
                    f"the entry to ignore {entry.name} expired on {entry.until}: renew or remove it"
                    f"{_counting_again(entry, reports)}"
                )
            elif everything and number not in seen:
                told.append(f"the entry to ignore {entry.name} matches nothing any more: remove it")
        return tuple(told)

    def _first(self, finding: Finding, keys: frozenset[str], *, document: str, url: str) -> int | None:
        for number, entry in enumerate(self._entries):
            holds = entry.until is None or entry.until >= self._today
            if holds and entry.silences(finding, keys, document=document, url=url):
                return number
        return None


def _counting_again(entry: Suppression, reports: Sequence[Report]) -> str:
    """Return the end of a message that names the findings of `reports` that `entry` ignored until it expired."""
    named = []
    for report in reports:
        urls = {source.reference: source.url or "" for source in report.sources}
        for finding in report.findings:
            url = urls.get(finding.reference or "", "")
            if entry.silences(finding, frozenset({finding.key}), document=report.document.name, url=url):
                address = f" ({finding.url})" if finding.url else ""
                named.append(f"{finding.place or report.document.name} {finding.code}{address}")
    if not named:
        return ""
    more = f" and {len(named) - _NAMED:,} more" if len(named) > _NAMED else ""
    return f"; these count again: {', '.join(named[:_NAMED])}{more}"


def without_ignored(report: Report, path: Path, today: datetime.date) -> Report:
    """Return `report` with the findings that the file `path` ignores among its suppressed ones; no file: as it is.

    `today` decides which entries have expired. Raises `SettingsError` for a file that is wrong.
    """
    if not path.is_file():
        return report
    return Suppressions(load_suppressions(path), today=today).apply(report, {}).report


def load_suppressions(path: Path) -> tuple[Suppression, ...]:
    """Return the entries of the file `path`; empty: it does not exist.

    Raises `SettingsError` for a file that is wrong.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SettingsError(f"{path}: cannot be read ({reason})") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, or tables within tables
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    unknown = sorted(set(table) - {"ignore"})
    if unknown:
        raise SettingsError(f"{path}: unknown key `{unknown[0]}`; entries are under [[ignore]]")
    entries = table.get("ignore", [])
    if not isinstance(entries, list):
        raise SettingsError(f"{path}: `ignore` is a list of tables: write [[ignore]] above each entry")
    return tuple(_entry(path, number, entry) for number, entry in enumerate(entries, start=1))


def add_suppressions(path: Path, entries: Iterable[Suppression]) -> tuple[Suppression, ...]:
    """Add `entries` at the end of the file `path` and keep its comments. Entries that it has already are left out.

    Returns what was added. Raises `SettingsError` for a file that is not valid now, `ReportError` if it cannot be
    written.
    """
    present = {(entry.finding, entry.code, entry.url, entry.document): entry for entry in load_suppressions(path)}
    added: list[Suppression] = []
    for entry in entries:
        criteria = (entry.finding, entry.code, entry.url, entry.document)
        if present.get(criteria) == entry or (criteria in present and entry.until is None):
            continue
        present[criteria] = entry
        added.append(entry)
    if added:
        before = path.read_text(encoding="utf-8") if path.exists() else _HEAD
        text = before.rstrip("\n") + "\n" + "".join("\n" + _written(entry) for entry in added)
        write_file(path, text.encode())
    return tuple(added)


def remove_suppressions(path: Path, entries: Iterable[Suppression]) -> tuple[Suppression, ...]:
    """Remove `entries` from the file `path`, those that `add_suppressions` wrote and nobody changed; all else stays.

    Returns what was removed. Raises `SettingsError` for a file that is not valid, and `ReportError` if it cannot be
    written.
    """
    if not load_suppressions(path):
        return ()
    text = path.read_text(encoding="utf-8")
    removed: list[Suppression] = []
    for entry in entries:
        block = "\n" + _written(entry)
        # The block must end the file, or be followed by an empty line or a table: else a person added a line to it.
        at = text.find(block)
        rest = text[at + len(block) :] if at >= 0 else ""
        if at >= 0 and (not rest or rest.startswith(("\n", "["))):
            text = text[:at] + rest
            removed.append(entry)
    if removed:
        write_file(path, text.encode())
    return tuple(removed)


_HEAD = """\
# Findings that are not to be reported, each with the reason. Silenced findings stay in the reports, and are counted.
"""


def _entry(path: Path, number: int, entry: object) -> Suppression:
    where = f"{path}: entry {number}"
    if not isinstance(entry, dict):
        raise SettingsError(f"{where}: is not a table; write [[ignore]] above it")
    known = [field.name for field in msgspec.structs.fields(Suppression)]
    for key in entry:
        if key not in known:
            close = get_close_matches(key, known, n=1, cutoff=0.5)
            hint = f"; did you mean `{close[0]}`?" if close else f"; known are {', '.join(known)}"
            raise SettingsError(f"{where}: unknown key `{key}`{hint}")
    if not str(entry.get("reason", "")).strip():
        raise SettingsError(f"{where}: needs a `reason`: whoever reviews it must know why")
    if not any(entry.get(name) for name in _CRITERIA):
        raise SettingsError(f"{where}: needs at least one of {', '.join(_CRITERIA)}: without one, it would silence all")
    try:
        return msgspec.convert(_as_text(entry), Suppression, strict=True)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{where}: {error}") from error


def _as_text(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entry with the date alone where `until` has a time too."""
    until = entry.get("until")
    return {**entry, "until": until.date()} if isinstance(until, datetime.datetime) else dict(entry)


def _written(entry: Suppression) -> str:
    lines = ["[[ignore]]"]
    for name in (*_CRITERIA, "reason", "author"):
        value = getattr(entry, name)
        if value is not None:
            # A JSON string is a TOML string, except for one control character.
            lines.append(f"{name} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f"))
    if entry.until is not None:
        lines.append(f"until = {entry.until.isoformat()}")
    return "\n".join(lines) + "\n"
