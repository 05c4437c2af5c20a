"""Write reports: one file for one document, a directory for several. The targets are checked before the audit."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from citecheck.cli.failures import FAILURES
from citecheck.cli.telling import show_rendered
from claims.errors import CitecheckError
from reports.errors import ReportError, UnknownReportFormat
from reports.formats.site import page_names, write_site
from reports.interfaces import Format
from reports.marks import check_replaceable
from reports.model import Report
from reports.rendering import FORMATS, find_format, format_of, render, write_report

_IN_A_DIRECTORY = ("html", "json")


class Outputs:
    """The files that a run will write."""

    def __init__(
        self, targets: Iterable[str], *, format_names: Sequence[str], plugins: Sequence[str], documents: Sequence[str]
    ) -> None:
        """Check every target before the audit begins, so that no audit is lost because a file cannot be written.

        `targets` are file names, `format_names` are the wanted formats (empty: by the suffix of each target), `plugins`
        are dotted names of formats of the user, `documents` are the names of the documents. Raises `ReportError` if a
        file cannot be written or is no report of ours, `click.UsageError` if a format that holds one document would
        have to hold several.
        """
        several = len(documents) > 1
        self._files: list[tuple[Path, Format]] = []
        self._directories: list[tuple[Path, tuple[Format, ...]]] = []
        for target in targets:
            if not target.strip():
                raise click.UsageError("-o takes the name of a file, or of a directory; it is empty")
            path = Path(target)
            if _is_directory(target, path, several=several, plugins=plugins):
                names = format_names or _IN_A_DIRECTORY
                self._directories.append((path, tuple(find_format(name) for name in names)))
                check_writable(path)
                _check_own(path, documents, self._directories[-1][1])
                continue
            format = find_format(format_names[0]) if len(format_names) == 1 else format_of(path, formats=plugins)
            if several and not format.holds_many:
                raise click.UsageError(
                    f"{path}: one {format.name} file holds one document; with several, give -o a directory "
                    f"(and --format {format.name} for that format alone)"
                )
            check_writable(path.parent)
            if path.is_dir():
                raise ReportError(f"{path}: is a directory")
            if format.name in FORMATS:
                check_replaceable(path)
            self._files.append((path, format))

    def write(self, reports: Sequence[Report]) -> list[Path]:
        """Write `reports`. Return the files that people may want to open, in the order of the targets."""
        written: list[Path] = []
        for path, format in self._files:
            self._write(path, format, reports, written)
        for directory, formats in self._directories:
            stems = [Path(name).stem for name in page_names([report.document.name for report in reports])]
            for format in formats:
                suffix = format.suffixes[0]
                if format.holds_many:
                    self._write(directory / f"findings{suffix}", format, reports, written)
                elif format.name == "html" and len(reports) > 1:
                    with _contained(f"{directory} ({format.name})"):
                        written.append(write_site(reports, directory, names=stems))
                else:
                    for stem, report in zip(stems, reports, strict=True):
                        self._write(directory / f"{stem}{suffix}", format, [report], written)
        return written

    @staticmethod
    def _write(path: Path, format: Format, reports: Sequence[Report], written: list[Path]) -> None:
        with _contained(str(path)):
            write_report(path, format.render(reports).encode("utf-8", "replace"), format)
            written.append(path)


@contextlib.contextmanager
def _contained(what: str) -> Iterator[None]:
    """Let an error of the program in one report (`what`) cost that report alone."""
    try:
        yield
    except CitecheckError:
        raise
    except Exception as error:
        FAILURES.add(what, error)


def to_stdout(reports: Sequence[Report], format_names: Sequence[str]) -> None:
    """Print `reports` in each of the formats `format_names`."""
    for name in format_names:
        whole = find_format(name).holds_many or len(reports) == 1
        for one in (reports,) if whole else reports:
            with _contained(f"the report in the format {name}"):
                show_rendered(render(one, name))


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


def _check_own(directory: Path, documents: Sequence[str], formats: Sequence[Format]) -> None:
    """Raise `ReportError` if `directory` has files that are no reports of ours, and that reports would replace."""
    stems = ["index", *(Path(name).stem for name in page_names(documents))]
    for format in formats:
        if format.name in FORMATS:
            suffix = format.suffixes[0]
            for name in ["findings"] if format.holds_many else stems:
                check_replaceable(directory / f"{name}{suffix}")


def check_writable(directory: Path) -> None:
    """Check that files can be written to `directory`, which is made later if it is missing. Raises `ReportError`."""
    existing = directory
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    if not existing.is_dir() or not os.access(existing, os.W_OK):
        raise ReportError(f"{directory}: the directory cannot be written")
