"""Errors of the middle floor: a report that cannot be read or written.

::

    CitecheckError
    └── ReportError
        ├── UnreadableReport    not a report, or of a schema that this version does not know
        ├── UnknownName         no rule, code, status or outcome of that name
        └── UnknownReportFormat no format of that name or suffix
"""

from __future__ import annotations

from claims.errors import CitecheckError


class ReportError(CitecheckError):
    """A report cannot be read or written."""


class UnreadableReport(ReportError):
    """The file is no report of ours, or of a schema that this version does not know."""


class UnknownReportFormat(ReportError):
    """No report format has that name or suffix."""


class UnknownName(ReportError):
    """No rule, code, status or outcome has this name.

    `near` holds the nearest known names, the nearest first; it is empty where no name is near.
    """

    def __init__(self, name: str, near: tuple[str, ...] = ()) -> None:
        """`name` is the name that was asked for."""
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"no rule, code, status or outcome is called {name!r}{hint}")
        self.name = name
        self.near = near
