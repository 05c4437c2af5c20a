"""The words of a notice: its subject, and a line for each finding with page, line and address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citecheck.integrations.model import NightNotice, NoticeItem
from reports.formats.pointing import shortened
from reports.formats.steering import printable
from reports.wording import counted

CHANGES = ("new", "worse", "fixed")
_MESSAGE = 300  # characters of one message; the address is beside it, whole


def subject(notice: NightNotice) -> str:
    """Return the first line of `notice`: how many findings are new, worse and fixed."""
    counts = [f"{len(notice.changed(change)):,} {change}" for change in CHANGES if notice.changed(change)]
    return f"citecheck: {', '.join(counts)} in {counted(notice.documents, 'document')}, night of {notice.at[:10]}"


def groups(notice: NightNotice, most: int) -> Iterator[tuple[str, Sequence[NoticeItem], int]]:
    """Yield each kind of change in `notice` with at most `most` of its findings, and how many more there are."""
    for change in CHANGES:
        items = notice.changed(change)
        if items:
            yield change, items[:most], max(0, len(items) - most)


def line(item: NoticeItem) -> str:
    """Return `item`, one finding, in one line: place, severity, code, message and address."""
    address = f" ({item.url})" if item.url and item.url not in item.message else ""
    return f"{item.place or item.document}: {item.severity} {item.code}: {shortened(item.message, _MESSAGE)}{address}"


def text(notice: NightNotice, most: int, *, report_url: str = "", doubt: str = "") -> str:
    """Return `notice` as plain text, which names at most `most` findings of each kind.

    `report_url` is where the reports are; empty: it is not said. `doubt` is a last line about an earlier notice.
    """
    lines = [subject(notice), ""]
    for change, items, more in groups(notice, most):
        lines += [f"{change}: {line(item)}" for item in items]
        if more:
            lines.append(f"… and {more:,} more {change}")
    if report_url:
        lines += ["", f"Reports: {report_url}"]
    if doubt:
        lines += ["", doubt]
    return printable("\n".join(" ".join(row.split()) for row in lines)) + "\n"


__all__ = ["CHANGES", "groups", "line", "subject", "text"]
