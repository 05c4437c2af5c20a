"""Do a document's sources exist, and do they say what the document says they say?

>>> import citecheck
>>> report = citecheck.audit("article.html")
>>> citecheck.write(report, "report.html")

Everything public is here: functions (`audit`, `read`, `write`, `load`, `compare`, `fix`, `plan_fixes`,
`build_auditor`, `page_text`, `prepare`, `match_quote`, `check_claim`, `check_link`), the data types that they take and
return, settings, and errors.

A name is imported when it is first used (PEP 562), so that `import citecheck` is quick and `citecheck.match_quote`
loads no HTTP client.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import citecheck._siblings  # noqa: F401  # looks at the packages beside this one first
from citecheck._version import __version__

if TYPE_CHECKING:
    from citecheck.api import audit, build_auditor, check_link, fix, read
    from citecheck.assembly import DocumentSource, Session
    from citecheck.auditor import Auditor
    from citecheck.checking.prepared import PreparedSource, prepare
    from citecheck.checking.quotes import match_quote
    from citecheck.checking.support import check_claim
    from citecheck.errors import (
        AuditError,
        EvidenceError,
        FetchError,
        FixError,
        PluginError,
        SettingsError,
        StoreError,
    )
    from citecheck.extractors import page_text
    from citecheck.fixing import Fix, FixedFile, FixKind, FixPlan, LeftOut, apply_fixes, plan_fixes
    from citecheck.interfaces import Archive, Clock, Fetcher, Judge, Matcher, Observer
    from citecheck.many import ManyResult, audit_async, audit_many, audit_many_async, check_link_async
    from citecheck.model import (
        ArchiveAnswer,
        Barrier,
        ClaimContext,
        ClaimRow,
        Fetched,
        JudgedSource,
        Memento,
        Place,
        Source,
        SourceText,
        Unread,
    )
    from citecheck.settings import (
        ArchiveSettings,
        CheckingSettings,
        EvidenceSettings,
        NightlySettings,
        OpinionSettings,
        RecoverSettings,
        RegistrySettings,
        ReportSettings,
        ServiceSettings,
        Settings,
        WebSettings,
        load_settings,
    )
    from claims.errors import CitecheckError, DocumentTooLarge, ReadingError, UndecodableDocument, UnknownFormat
    from claims.layout import Cell
    from claims.model import (
        BlockKind,
        Citation,
        Cited,
        Claim,
        Document,
        DocumentFormat,
        Origins,
        Problem,
        Quote,
        Reference,
        ReferenceRole,
        SourceRange,
        Span,
        UrlAccess,
        UrlStatus,
    )
    from reports.comparison import Comparison, compare
    from reports.errors import ReportError, UnknownName, UnknownReportFormat, UnreadableReport
    from reports.model import (
        Attempt,
        Band,
        Check,
        ClaimPart,
        Contribution,
        Edit,
        EditOp,
        Evidence,
        Extent,
        FactCheck,
        FactKind,
        Failing,
        Finding,
        Judgement,
        LinkStatus,
        ModelUse,
        Origin,
        Outcome,
        Passage,
        QuoteCheck,
        QuoteOutcome,
        Report,
        SecondOpinion,
        Severity,
        SourceCheck,
        SourceCopy,
        SourceProblem,
        State,
        Suppressed,
        Tool,
        Weight,
    )
    from reports.records import (
        Answered,
        Existence,
        FieldDifference,
        Notice,
        NoticeKind,
        ReferenceCheck,
        RegistryAnswer,
        WorkKind,
        WorkRecord,
    )
    from reports.rendering import load, render, write
    from reports.rules import Area, Rule, RuleCase
    from reports.rules.explaining import Explanation, explain

_WHERE = {
    name: module
    for module, names in (
        ("citecheck.api", "audit build_auditor check_link fix read"),
        ("citecheck.assembly", "DocumentSource Session"),
        ("citecheck.auditor", "Auditor"),
        ("citecheck.checking.prepared", "PreparedSource prepare"),
        ("citecheck.checking.quotes", "match_quote"),
        ("citecheck.checking.support", "check_claim"),
        ("citecheck.errors", "AuditError EvidenceError FetchError FixError PluginError SettingsError StoreError"),
        ("citecheck.extractors", "page_text"),
        ("citecheck.fixing", "Fix FixKind FixPlan FixedFile LeftOut apply_fixes plan_fixes"),
        ("citecheck.many", "ManyResult audit_async audit_many audit_many_async check_link_async"),
        ("citecheck.interfaces", "Archive Clock Fetcher Judge Matcher Observer"),
        (
            "citecheck.model",
            "ArchiveAnswer Barrier ClaimContext ClaimRow Fetched JudgedSource Memento Place Source SourceText Unread",
        ),
        (
            "citecheck.settings",
            "ArchiveSettings CheckingSettings EvidenceSettings NightlySettings OpinionSettings RecoverSettings "
            "RegistrySettings ReportSettings ServiceSettings Settings WebSettings load_settings",
        ),
        ("claims.layout", "Cell"),
        ("claims.errors", "CitecheckError DocumentTooLarge ReadingError UndecodableDocument UnknownFormat"),
        (
            "claims.model",
            "BlockKind Citation Cited Claim Document DocumentFormat Origins Problem Quote Reference "
            "ReferenceRole SourceRange Span UrlAccess UrlStatus",
        ),
        ("reports.comparison", "Comparison compare"),
        ("reports.errors", "ReportError UnknownName UnknownReportFormat UnreadableReport"),
        (
            "reports.model",
            "Attempt Band Check ClaimPart Contribution Edit EditOp Evidence Extent FactCheck FactKind Failing "
            "Finding Judgement LinkStatus ModelUse Origin Outcome Passage QuoteCheck QuoteOutcome Report "
            "SecondOpinion Severity SourceCheck SourceCopy SourceProblem State Suppressed Tool Weight",
        ),
        (
            "reports.records",
            "Answered Existence FieldDifference Notice NoticeKind ReferenceCheck RegistryAnswer WorkKind WorkRecord",
        ),
        ("reports.rendering", "load render write"),
        ("reports.rules", "Area Rule RuleCase"),
        ("reports.rules.explaining", "Explanation explain"),
    )
    for name in names.split()
}
"""Each public name with the module that defines it."""

__all__ = [
    "Answered",
    "Archive",
    "ArchiveAnswer",
    "ArchiveSettings",
    "Area",
    "Attempt",
    "AuditError",
    "Auditor",
    "Band",
    "Barrier",
    "BlockKind",
    "Cell",
    "Check",
    "CheckingSettings",
    "Citation",
    "CitecheckError",
    "Cited",
    "Claim",
    "ClaimContext",
    "ClaimPart",
    "ClaimRow",
    "Clock",
    "Comparison",
    "Contribution",
    "Document",
    "DocumentFormat",
    "DocumentSource",
    "DocumentTooLarge",
    "Edit",
    "EditOp",
    "Evidence",
    "EvidenceError",
    "EvidenceSettings",
    "Existence",
    "Explanation",
    "Extent",
    "FactCheck",
    "FactKind",
    "Failing",
    "FetchError",
    "Fetched",
    "Fetcher",
    "FieldDifference",
    "Finding",
    "Fix",
    "FixError",
    "FixKind",
    "FixPlan",
    "FixedFile",
    "Judge",
    "JudgedSource",
    "Judgement",
    "LeftOut",
    "LinkStatus",
    "ManyResult",
    "Matcher",
    "Memento",
    "ModelUse",
    "NightlySettings",
    "Notice",
    "NoticeKind",
    "Observer",
    "OpinionSettings",
    "Origin",
    "Origins",
    "Outcome",
    "Passage",
    "Place",
    "PluginError",
    "PreparedSource",
    "Problem",
    "Quote",
    "QuoteCheck",
    "QuoteOutcome",
    "ReadingError",
    "RecoverSettings",
    "Reference",
    "ReferenceCheck",
    "ReferenceRole",
    "RegistryAnswer",
    "RegistrySettings",
    "Report",
    "ReportError",
    "ReportSettings",
    "Rule",
    "RuleCase",
    "SecondOpinion",
    "ServiceSettings",
    "Session",
    "Settings",
    "SettingsError",
    "Severity",
    "Source",
    "SourceCheck",
    "SourceCopy",
    "SourceProblem",
    "SourceRange",
    "SourceText",
    "Span",
    "State",
    "StoreError",
    "Suppressed",
    "Tool",
    "UndecodableDocument",
    "UnknownFormat",
    "UnknownName",
    "UnknownReportFormat",
    "Unread",
    "UnreadableReport",
    "UrlAccess",
    "UrlStatus",
    "WebSettings",
    "Weight",
    "WorkKind",
    "WorkRecord",
    "__version__",
    "apply_fixes",
    "audit",
    "audit_async",
    "audit_many",
    "audit_many_async",
    "build_auditor",
    "check_claim",
    "check_link",
    "check_link_async",
    "compare",
    "explain",
    "fix",
    "load",
    "load_settings",
    "match_quote",
    "page_text",
    "plan_fixes",
    "prepare",
    "read",
    "render",
    "write",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used. Raises `AttributeError` for a name that is not public."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module(_WHERE[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names, those that were not imported yet included."""
    return sorted({*globals(), *__all__})
