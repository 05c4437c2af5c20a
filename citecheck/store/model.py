"""The data types of the store: nights, and the findings and links of earlier nights."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reports.model import LinkStatus, Severity


class NightOutcome(StrEnum):
    """How a night ended."""

    RUNNING = "running"  # running, or killed: the same command resumes it
    COMPLETE = "complete"
    PARTIAL = "partial"  # ended early by its budget; what was audited counts
    OFFLINE = "offline"  # the network was down: it changed no state
    ABANDONED = "abandoned"  # killed, and never resumed


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """One run over documents. `number` grows and is never used twice; times are RFC 3339 UTC."""

    number: int
    run: str
    started: str
    outcome: NightOutcome
    version: str
    finished: str | None = None
    documents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A finding of earlier nights, as it is stored.

    `since` is the time when it was first seen, `gone` when it was fixed (None while it is open), `nights` on how many
    nights it was seen, `returns` how often it came back, `worst` the worst severity that it ever had, `aliases` the
    keys that it had before.
    """

    number: int
    document: str
    key: str
    code: str
    severity: Severity
    worst: Severity
    message: str
    since: str
    nights: int
    gone: str | None = None
    returns: int = 0
    claim_key: str = ""
    claim: str = ""
    reference_key: str = ""
    reference: str = ""
    address: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Nights in a row on which a finding was seen; nights on which its document was not audited do not end it."""

    first_night: int
    first: str
    last_night: int
    last: str
    nights: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRecord:
    """The failures of one address up to now.

    `since` is the first failure of the present row and `counted` the last that was counted (None while the address
    works); `failures` counts nights, `unknown_host` those of them on which the host did not exist.
    """

    address: str
    status: LinkStatus
    since: str | None = None
    counted: str | None = None
    failures: int = 0
    unknown_host: int = 0
    dead: bool = False


class NoticeState(StrEnum):
    """What became of a notice that was not delivered. A delivered one is no longer stored."""

    PENDING = "pending"  # it was certainly not taken, or not tried yet: it is sent again
    SENDING = "sending"  # a run is sending it, or was killed while it did
    UNKNOWN = "unknown"  # nobody can say whether the service took it, so it is not sent again by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A notice in the outbox. `number` names it in commands, `body` is the notice as JSON, times are RFC 3339 UTC."""

    number: int
    notice: str
    channel: str
    made: str
    state: NoticeState
    reason: str
    body: bytes
