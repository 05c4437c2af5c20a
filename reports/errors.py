"""Errors of the middle floor: a report that cannot be read or written.

::

    CitecheckError
    └── ReportError
        ├── UnreadableReport    not a report, or of a schema that this version does not know
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
    """A name is neither a rule nor a code, a status or an outcome. The message names the nearest known ones."""
