"""Reports to text and files, in any format; and back from JSON.

A format is loaded when it is first used: reading last night's report loads no format.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pkgutil
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from reports.codec import decode
from reports.comparison import Comparison
from reports.errors import ReportError, UnknownReportFormat, UnreadableReport
from reports.interfaces import Format
from reports.marks import check_replaceable
from reports.model import Report

FORMATS = ("annotations", "csv", "html", "json", "junit", "markdown", "sarif", "text", "worksheet")
"""The names of the built-in formats; each is the module of that name in `reports.formats`."""

_BY_SUFFIX = {
    ".csv": "csv",
    "worksheet.csv": "worksheet",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".xml": "junit",
    ".md": "markdown",
    ".markdown": "markdown",
    ".sarif": "sarif",
    ".sarif.json": "sarif",
    ".txt": "text",
}


def render(
    reports: Report | Sequence[Report],
    format: str,
    *,
    comparison: Comparison | None = None,
) -> str:
    """Return the text of `reports`, one or several together, in a format.

    `format` is a built-in name (`FORMATS`) or the dotted name of a plug-in ("pkg.mod:OBJECT"). `comparison` is what
    `compare` returned for an earlier report; with it, formats mark new findings and list fixed ones. Without it (None)
    nothing is marked. Raises `UnknownReportFormat` if no format has the name, and `ReportError` for several reports in
    a format that holds one (`html`, `json`).
    """
    return _render(find_format(format), reports, comparison)


def write(
    reports: Report | Sequence[Report],
    path: str | os.PathLike[str],
    *,
    comparison: Comparison | None = None,
    format: str | None = None,
    formats: Iterable[str] = (),
) -> None:
    """Write `reports`, one or several together, to the file `path` in the format of its suffix.

    The suffixes are ``.html .json .md .txt .sarif .xml`` (JUnit) ``.csv`` (findings), and a name that ends in
    ``worksheet.csv``. `format` is a name as for `render` and overrides the suffix; None: the suffix decides. `formats`
    are dotted names of plug-ins whose suffixes count too, before the built-in ones. `comparison` is as for `render`. A
    partial file is never left: the file is written beside `path` and then moved. Missing folders are created. A file
    that exists is replaced if it is a report of ours, or if the format is a plug-in's. Raises `UnknownReportFormat` if
    no format has the name or suffix, and `ReportError` if the file cannot be written, if another file is there, or if
    the format holds only one report.
    """
    target = Path(path)
    chosen = find_format(format) if format is not None else format_of(target, formats=formats)
    text = _render(chosen, reports, comparison)
    write_report(target, text.encode("utf-8", "replace"), chosen)


def load(path: str | os.PathLike[str]) -> Report:
    """Return the report in `path`, a JSON file that `write` made.

    Raises `UnreadableReport` with the path and the reason: the file cannot be opened, is not JSON, is not a report, or
    has a schema that this version does not know.
    """
    source = Path(path)
    try:
        data = source.read_bytes()
    except OSError as error:
        raise UnreadableReport(f"{source}: cannot be read ({error.strerror or error})") from error
    try:
        return decode(data)
    except UnreadableReport as error:
        raise UnreadableReport(f"{source}: {error}") from error


def find_format(name: str) -> Format:
    """Return the format `name`: a built-in one, or a plug-in by its dotted name ("pkg.mod:OBJECT").

    A plug-in is a class or an object. Raises `UnknownReportFormat` if the name is unknown, cannot be imported, or lacks
    a part of `Format`.
    """
    if name in FORMATS:
        found: Format = importlib.import_module(f"reports.formats.{name}").FORMAT
        return found
    if "." not in name and ":" not in name:
        raise UnknownReportFormat(f"there is no report format {name!r}; there are {', '.join(FORMATS)}")
    try:
        found = pkgutil.resolve_name(name)
    except (ImportError, AttributeError, ValueError) as error:
        raise UnknownReportFormat(f"report format {name!r} cannot be loaded: {error}") from error
    if isinstance(found, type):
        found = found()
    missing = [part for part in ("name", "suffixes", "holds_many", "render") if not hasattr(found, part)]
    if missing:
        raise UnknownReportFormat(f"{name!r} is not a report format: it lacks {', '.join(missing)}")
    return found


def format_of(path: Path, *, formats: Iterable[str] = ()) -> Format:
    """Return the format of the suffix of `path`.

    The plug-ins `formats` come before the built-in ones, longer suffixes first.
    """
    name = path.name.lower()
    for dotted in formats:
        plugged = find_format(dotted)
        if name.endswith(tuple(suffix.lower() for suffix in plugged.suffixes)):
            return plugged
    for suffix in sorted(_BY_SUFFIX, key=len, reverse=True):
        if name.endswith(suffix):
            return find_format(_BY_SUFFIX[suffix])
    known = " ".join(sorted(suffix for suffix in _BY_SUFFIX if suffix.startswith(".")))
    raise UnknownReportFormat(f"{path}: no report format has this suffix; known are {known} and worksheet.csv")


def write_report(target: Path, data: bytes, format: Format) -> None:
    """Put `data`, which `format` rendered, at `target` whole or not at all.

    Raises `ReportError` if that fails, or if a file that is no report of ours is there. Files of a plug-in's format
    have no mark that is known here, so that they are replaced.
    """
    if format.name in FORMATS:
        check_replaceable(target)
    write_file(target, data)


def write_own(target: Path, data: bytes) -> None:
    """Put `data`, which has our mark, at `target` whole or not at all.

    Raises `ReportError` if that fails, or if a file without our mark is there.
    """
    check_replaceable(target)
    write_file(target, data)


def private_opener(path: str, flags: int) -> int:
    """Open `path` with `flags`, as an `opener` of `open` does: a file that is made can be read by its owner alone.

    The mode of files is POSIX's; Windows has none. Raises `OSError` as `os.open` does.
    """
    return os.open(path, flags, 0o600)


def write_file(target: Path, data: bytes, *, private: bool = False) -> None:
    """Put `data` at `target` whole or not at all. With `private` only its owner may read it (POSIX).

    Raises `ReportError` if that fails.
    """
    part = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(part, "xb", opener=private_opener if private else None) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise ReportError(f"{target}: cannot be written ({error.strerror or error})") from error


def _render(chosen: Format, reports: Report | Sequence[Report], comparison: Comparison | None) -> str:
    several = (reports,) if isinstance(reports, Report) else tuple(reports)
    if len(several) != 1 and not chosen.holds_many:
        raise ReportError(
            f"the format {chosen.name!r} holds the report of one document, not of {len(several)}: "
            "write one file for each, into a directory"
        )
    return chosen.render(several, comparison=comparison)
