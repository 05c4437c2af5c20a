"""What tells two runs' settings apart in a report."""

from __future__ import annotations

import hashlib

import msgspec

from citecheck.settings.model import EvidenceSettings, NightlySettings, Settings


def fingerprint(settings: Settings) -> str:
    """Return the SHA-256 (hex) of the settings that bear on verdicts.

    Where the evidence is kept is left out, so that a replayed audit has the fingerprint of the recorded one; so
    are the contact and the User-Agent, which are nobody's business but the servers', and what nights are kept.
    """
    bare = msgspec.structs.replace(
        settings,
        evidence=EvidenceSettings(),
        nightly=NightlySettings(),
        web=msgspec.structs.replace(settings.web, contact="", user_agent=""),
    )
    return hashlib.sha256(msgspec.json.encode(bare, order="deterministic")).hexdigest()
