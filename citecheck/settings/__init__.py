"""The settings: one frozen object, filled from defaults, `citecheck.toml`, the environment and flags."""

from citecheck.settings.files import FILE_NAME
from citecheck.settings.fingerprint import fingerprint
from citecheck.settings.loading import load_settings, setting_names, validated
from citecheck.settings.model import (
    ArchiveSettings,
    CheckingSettings,
    EvidenceSettings,
    RecoverSettings,
    ReportSettings,
    Settings,
    WebSettings,
)
from citecheck.settings.nightly import NightlySettings
from citecheck.settings.notify import NotifySettings
from citecheck.settings.opinion import OpinionSettings
from citecheck.settings.registries import RegistrySettings, ServiceSettings

__all__ = [
    "FILE_NAME",
    "ArchiveSettings",
    "CheckingSettings",
    "EvidenceSettings",
    "NightlySettings",
    "NotifySettings",
    "OpinionSettings",
    "RecoverSettings",
    "RegistrySettings",
    "ReportSettings",
    "ServiceSettings",
    "Settings",
    "WebSettings",
    "fingerprint",
    "load_settings",
    "setting_names",
    "validated",
]
