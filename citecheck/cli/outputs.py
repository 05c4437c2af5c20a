"""Where reports go: one file for one document, a directory for many, checked before the work begins."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from reports.errors import ReportError, UnknownReportFormat
from reports.interfaces import Format
from reports.model import Report
from reports.rendering import find_format, format_of, render, write

_IN_A_DIRECTORY = ("html", "json")


class Outputs:
    """The files that a run will write."""

    def __init__(
        self, targets: Iterable[str], *, format_names: Sequence[str], plugins: Sequence[str], documents: int
    ) -> None:
        """Check every target now: a report that cannot be written must not cost an audit first.

        Raises `ReportError` where a place cannot be written, `click.UsageError` where a format that holds one
        document is asked to hold several.
        """
        self._files: list[tuple[Path, Format]] = []
        self._directories: list[tuple[Path, tuple[Format, ...]]] = []
        for target in targets:
            path = Path(target)
            if _is_directory(target, path, several=documents > 1, plugins=plugins):
                names = format_names or _IN_A_DIRECTORY
                self._directories.append((path, tuple(find_format(name) for name in names)))
                _check_writable(path, "directory")
                continue
            format = find_format(format_names[0]) if len(format_names) == 1 else format_of(path, formats=plugins)
            if documents > 1 and not format.holds_many:
                raise click.UsageError(
                    f"{path}: one {format.name} file holds one document; with several, give -o a directory "
                    f"(and --format {format.name} for that format alone)"
                )
            _check_writable(path.parent, "directory")
            if path.is_dir():
                raise ReportError(f"{path}: is a directory")
            self._files.append((path, format))

    def write(self, reports: Sequence[Report]) -> list[Path]:
        """Write the reports; return the files that people may want to open, in the order they were asked for."""
        written: list[Path] = []
        for path, format in self._files:
            write(reports, path, format=_name(format))
            written.append(path)
        for directory, formats in self._directories:
            directory.mkdir(parents=True, exist_ok=True)
            names = _file_names([report.document.name for report in reports])
            for format in formats:
                if format.holds_many:
                    written.append(directory / f"findings{format.suffixes[0]}")
                    write(reports, written[-1], format=_name(format))
                    continue
                for report, name in zip(reports, names, strict=True):
                    written.append(directory / f"{name}{format.suffixes[0]}")
                    write(report, written[-1], format=_name(format))
        return written


def to_stdout(reports: Sequence[Report], format_names: Sequence[str]) -> None:
    """Print reports in each of the formats that were named."""
    for name in format_names:
        format = find_format(name)
        if format.holds_many or len(reports) == 1:
            click.echo(render(reports, name), nl=False)
            continue
        for report in reports:
            click.echo(render(report, name), nl=False)


def _name(format: Format) -> str:
    module = type(format).__module__
    return format.name if module.startswith("reports.") else f"{module}:{type(format).__qualname__}"


def _is_directory(target: str, path: Path, *, several: bool, plugins: Sequence[str]) -> bool:
    if path.is_dir() or target.endswith(("/", os.sep)):
        return True
    if path.suffix:
        try:
            format_of(path, formats=plugins)
        except UnknownReportFormat:
            return False
        return False
    return several


def _check_writable(directory: Path, what: str) -> None:
    existing = directory
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    if not existing.is_dir() or not os.access(existing, os.W_OK):
        raise ReportError(f"{directory}: the {what} cannot be written")


def _file_names(documents: Sequence[str]) -> list[str]:
    """Return a file name for each document, without its suffix, none twice."""
    names: list[str] = []
    taken: set[str] = set()
    for document in documents:
        stem = re.sub(r"[^\w.-]+", "-", Path(document).name or document).strip("-.") or "document"
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name)
        names.append(name)
    return names
