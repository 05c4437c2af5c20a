"""Errors of an audit, below the base class that the errors of documents and reports share.

::

    CitecheckError
    ├── ReadingError …          claims.errors
    ├── ReportError …           reports.errors
    └── AuditError
        ├── SettingsError       a setting that is unknown, malformed or out of range
        ├── StoreError          the store of earlier nights is damaged, locked or of a later version
        ├── EvidenceError       a recording is missing or damaged, or does not hold what is asked
        ├── FixError            a file cannot be repaired: it changed, or it cannot be read or written
        ├── PluginError         a dotted name that does not resolve to what it should
        └── FetchError          an exchange failed; it becomes an attempt and a link status
"""

from __future__ import annotations

from claims.errors import CitecheckError


class AuditError(CitecheckError):
    """An audit cannot be run."""


class SettingsError(AuditError):
    """A setting is unknown, malformed or out of range."""


class StoreError(AuditError):
    """The store of earlier nights cannot be used."""


class EvidenceError(AuditError):
    """A recording is missing or damaged, or does not hold what is asked of it."""


class FixError(AuditError):
    """A file cannot be repaired: it is not the one that was audited, it changed, or it cannot be read or written."""


class PluginError(AuditError):
    """A dotted name does not lead to an object of the kind that is wanted."""


class FetchError(AuditError):
    """An exchange with a server failed. The audit catches it: it becomes an attempt with its reason."""
