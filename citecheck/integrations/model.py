"""The data types of notices: what is told, and what became of telling it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import msgspec

from reports.model import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeItem:
    """One finding of a notice. `change` is "new", "worse" or "fixed"; `place` is the file with its line.

    `column`, `line` and `url` are None where the finding has none. The line of a fixed finding is where it last stood.
    """

    change: str
    key: str
    code: str
    severity: str
    message: str
    document: str
    place: str
    line: int | None = None
    column: int | None = None
    url: str | None = None
    claim: str | None = None

    @classmethod
    def of(cls, finding: Finding, change: str) -> NoticeItem:
        """Return the item for `finding`, which changed as `change` says."""
        return cls(
            change=change,
            key=finding.key,
            code=finding.code,
            severity=finding.severity.value,
            message=finding.message,
            document=finding.file or "",
            place=finding.place,
            line=finding.line,
            column=finding.column,
            url=finding.url,
            claim=finding.claim_text,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NightNotice:
    """What one night has to tell. `id` is the run of the night, `at` its beginning (RFC 3339).

    `items` are the findings that changed, the worst first within each kind; `documents` is how many were audited.
    """

    id: str
    at: str
    items: tuple[NoticeItem, ...]
    documents: int

    def changed(self, change: str) -> tuple[NoticeItem, ...]:
        """Return the items of one kind of `change`: "new", "worse" or "fixed"."""
        return tuple(item for item in self.items if item.change == change)

    @property
    def has_news(self) -> bool:
        """Whether something is new or worse; a notice may also be of fixed findings alone."""
        return any(item.change != "fixed" for item in self.items)

    def encode(self) -> bytes:
        """Return the notice as JSON, as it is stored."""
        return msgspec.json.encode(self)

    @classmethod
    def decode(cls, data: bytes) -> NightNotice:
        """Read `data`, which `encode` made. Raises `msgspec.MsgspecError` for anything else."""
        return _NOTICES.decode(data)


_NOTICES = msgspec.json.Decoder(NightNotice)  # made when this module is imported, as in `store.pages`


class Delivery(StrEnum):
    """What became of sending a notice."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    """It was certainly not taken: it can be sent again."""
    UNKNOWN = "unknown"
    """Nobody can say whether it was taken: no whole answer came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The result of sending one notice: its outcome, and why, or what else there is to say; empty: nothing."""

    outcome: Delivery
    reason: str = ""


class Channel(Protocol):
    """One service that is told.

    `name` is its name in the settings. `repeats_safely`: a notice that is sent twice arrives once. `wants_fixed`: it is
    also told of nights on which findings were only fixed.
    """

    name: str
    repeats_safely: bool
    wants_fixed: bool

    def preview(self, notice: NightNotice, *, doubt: str = "") -> str:
        """Return what would be sent for `notice`, as text. `doubt` is as for `send`."""
        ...

    def send(self, notice: NightNotice, *, doubt: str = "") -> Sent:
        """Send `notice`. `doubt` says that an earlier one may not have arrived; empty: there is no doubt."""
        ...


__all__ = ["Channel", "Delivery", "NightNotice", "NoticeItem", "Sent"]
