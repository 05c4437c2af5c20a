"""The settings: one frozen object, filled from defaults, `citecheck.toml`, the environment and flags."""

from citecheck.settings.model import (
    ArchiveSettings,
    CheckingSettings,
    EvidenceSettings,
    ReportSettings,
    Settings,
    WebSettings,
)

__all__ = [
    "ArchiveSettings",
    "CheckingSettings",
    "EvidenceSettings",
    "ReportSettings",
    "Settings",
    "WebSettings",
]
