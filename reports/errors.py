"""Errors of `reports`: what cannot be read, written or explained.

::

    CitecheckError
    └── ReportError
        ├── UnreadableReport    not a report, or of a schema that this version does not know
        ├── UnknownReportFormat no format of that name or suffix
        └── UnknownName         no rule, code, status, outcome or extent of that name, or no such key
"""

from __future__ import annotations

from claims.errors import CitecheckError


class ReportError(CitecheckError):
    """A report cannot be read or written."""


class UnreadableReport(ReportError):
    """The file is not a report of citecheck, or it has a schema that this version does not know."""


class UnknownReportFormat(ReportError):
    """No report format has that name or suffix."""


class UnknownName(ReportError):
    """Nothing in a report has this name: no rule, code, status, outcome or extent, or nothing with this key.

    The message has the nearest names.
    """
