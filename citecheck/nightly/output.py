"""The files of a night: a page and a JSON file for each document, an index, and one file of each format for all."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec

from citecheck.nightly.model import NightResult
from reports.errors import ReportError
from reports.formats.html.trends import FILE, render_trends
from reports.formats.site import INDEX, write_site
from reports.rendering import find_format, write, write_own
from reports.summary import summarise

_TOGETHER = {
    "csv": "findings.csv",
    "sarif": "findings.sarif",
    "junit": "junit.xml",
    "markdown": "summary.md",
    "text": "summary.txt",
    "worksheet": "worksheet.csv",
}
ACCOUNT = "night.json"
"""The file with the night's numbers."""
_OF_A_SHARD = re.compile(r"(?:index|night|trends)(?:-\d+-of-\d+)?", re.IGNORECASE)


def write_night(result: NightResult, folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
    """Write the reports of the night `result` to `folder`, in each of `formats`. Return the files to open first.

    The files for all documents of a shard are named after it (`night-2-of-5.json`), so that shards may share a folder.
    Raises `UnknownReportFormat`, and `ReportError` if a file cannot be written.
    """
    written: list[Path] = []
    names = file_names([report.document.name for report in result.reports])
    comparison = result.comparison if result.history else None
    index, trends_page = of_shard(INDEX, result.shard), of_shard(FILE, result.shard)
    for wanted in formats:
        chosen = find_format(wanted)
        suffix = chosen.suffixes[0] if chosen.suffixes else f".{chosen.name}"
        if chosen.holds_many:
            target = folder / of_shard(_TOGETHER.get(wanted, f"findings{suffix}"), result.shard)
            write(result.reports, target, format=wanted, comparison=comparison)
            written.append(target)
            continue
        if wanted == "html" and len(names) > 1:
            comparisons = [one.comparison if result.history else None for one in result.audited]
            trends = trends_page if result.trends is not None else None
            site = write_site(result.reports, folder, comparisons=comparisons, names=names, trends=trends, index=index)
            written.append(site)
            continue
        for one, name in zip(result.audited, names, strict=True):
            target = folder / f"{name}{suffix}"
            write(one.report, target, format=wanted, comparison=one.comparison if result.history else None)
            if len(names) == 1:
                written.append(target)
    if "html" in formats and result.trends is not None:
        write_own(folder / trends_page, render_trends(result.trends, home=index if len(names) > 1 else None).encode())
    write_own(folder / of_shard(ACCOUNT, result.shard), account(result))
    return tuple(written)


def of_shard(name: str, shard: str) -> str:
    """Return the name of a file for all documents of `shard` ("2/5"); of the whole night ("1/1") it is `name`."""
    part, _, parts = shard.partition("/")
    path = Path(name)
    return name if parts == "1" else f"{path.stem}-{part}-of-{parts}{path.suffix}"


def check_folder(folder: Path) -> None:
    """Raise `ReportError` if reports cannot be written to `folder`. Call it before the night begins."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReportError(f"{folder}: reports cannot be written there ({error.strerror or error})") from error
    if not os.access(folder, os.W_OK):
        raise ReportError(f"{folder}: reports cannot be written there (no permission)")


def account(result: NightResult) -> bytes:
    """Return the numbers of the night `result` as JSON: what was audited, what changed, what the cache supplied."""
    summaries = [(report.document.name, summarise(report)) for report in result.reports]
    comparison = result.comparison
    numbers = {
        "night": result.night.number,
        "run": result.night.run,
        "started": result.night.started,
        "shard": result.shard,
        "outcome": result.outcome,
        "history": result.history,
        "documents": {name: {"headline": summary.headline, "to_fix": summary.to_fix} for name, summary in summaries},
        "troubles": {trouble.document: trouble.message for trouble in result.troubles},
        "left": result.left,
        "notices": result.notices,
        "new": [finding.key for finding in comparison.new],
        "still": len(comparison.still),
        "fixed": [finding.key for finding in comparison.fixed],
        "waiting": len(comparison.waiting),
        "suppressed": sum(summary.suppressed for _, summary in summaries),
        "bytes": sum(copy.size for report in result.reports for source in report.sources for copy in source.copies),
        "resumed": result.resumed,
        "reused": result.reused,
    }
    return msgspec.json.format(msgspec.json.encode(numbers), indent=2) + b"\n"


def file_names(documents: Sequence[str]) -> list[str]:
    """Return a file name for each of `documents`, without suffix. It is the same every night.

    It does not depend on the other documents.
    """
    stems = [re.sub(r"[^\w.-]+", "-", name.removeprefix("./")).strip("-.")[-80:] or "document" for name in documents]
    several = {stem for stem, number in Counter(stem.casefold() for stem in stems).items() if number > 1}
    return [
        f"{stem}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
        if stem.casefold() in several or _OF_A_SHARD.fullmatch(stem)
        else stem
        for stem, name in zip(stems, documents, strict=True)
    ]
