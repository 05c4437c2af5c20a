"""The hash by which a report says with which settings it was made."""

from __future__ import annotations

import hashlib

import msgspec

from citecheck.settings.model import EvidenceSettings, Settings
from citecheck.settings.nightly import NightlySettings
from citecheck.settings.notify import NotifySettings


def fingerprint(settings: Settings) -> str:
    """Return the SHA-256 (hex) of those `settings` that can change a verdict.

    The paths of the evidence are left out, so that a replayed audit has the fingerprint of the recorded one. The
    contact, the User-Agent and the proxy are left out because they may be private, and `nightly` and `notify` because
    they change no verdict, like the file in which answers of registries are kept and the number of processes.
    """
    bare = msgspec.structs.replace(
        settings,
        evidence=EvidenceSettings(),
        nightly=NightlySettings(),
        notify=NotifySettings(),
        registries=msgspec.structs.replace(settings.registries, cache=""),
        checking=msgspec.structs.replace(settings.checking, processes=-1),
        web=msgspec.structs.replace(settings.web, contact="", user_agent="", proxy=""),
    )
    try:
        written = msgspec.json.encode(bare, order="deterministic")
    except UnicodeEncodeError:  # a file name that is not UTF-8
        import json  # here, because such names are rare

        written = json.dumps(msgspec.to_builtins(bare), sort_keys=True).encode()
    return hashlib.sha256(written).hexdigest()
