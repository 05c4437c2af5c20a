"""A source while it is being read: its attempts, copies and problems so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from citecheck.evidence.replay import NOT_RECORDED
from citecheck.model import Source, SourceText
from citecheck.recovery.model import FoundAddress
from citecheck.sources.locators import Location
from citecheck.sources.spill import TextStore
from citecheck.web.status import LinkVerdict
from claims.model import Reference
from reports.model import Attempt, Extent, LinkStatus, Origin, SourceCheck, SourceCopy, SourceProblem


@dataclass(slots=True)
class SourceDraft:
    """What is known so far about the source of one reference. Only one thread at a time may change it.

    `verdict` is that of its address. `keys` are the keys of texts in the store, by the id of the copy. `url` is the
    address that was checked, `capture` the address of the archived copy that was read; None: there is none. `archived`:
    whether an archive has the page; None: unknown, for the reason `archive_reason`. `complete`: no further copy will be
    read. `found` is where its address comes from, if it was found for an entry that lost its own; None: it was not.
    """

    reference: Reference
    location: Location
    verdict: LinkVerdict = field(default_factory=lambda: LinkVerdict(LinkStatus.NOT_CHECKED, "not tried"))
    attempts: list[Attempt] = field(default_factory=list)
    copies: dict[str, SourceCopy] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    problems: list[SourceProblem] = field(default_factory=list)
    url: str | None = None
    capture: str | None = None
    archived: bool | None = None
    archive_reason: str = ""
    complete: bool = False
    found: FoundAddress | None = None

    def add(self, copy: SourceCopy, key: str) -> None:
        """Add a copy, with the key of its text in the store."""
        self.copies[copy.id] = copy
        self.keys[copy.id] = key

    def tried(self, attempts: Iterable[Attempt]) -> None:
        """Add attempts."""
        self.attempts.extend(attempts)

    def problem(self, code: str, message: str) -> None:
        """Add a problem, unless it is there already."""
        found = SourceProblem(code=code, message=message)
        if found not in self.problems:
            self.problems.append(found)

    @property
    def has_text(self) -> bool:
        """Whether any copy has text."""
        return any(copy.extent is not Extent.NONE for copy in self.copies.values())

    @property
    def has_capture(self) -> bool:
        """Whether an archived copy was read in full."""
        return any(copy.origin is Origin.ARCHIVE and copy.extent is Extent.FULL for copy in self.copies.values())

    @property
    def has_all(self) -> bool:
        """Whether a copy was read in full."""
        return any(copy.extent is Extent.FULL for copy in self.copies.values())

    @property
    def network_failed(self) -> bool:
        """Whether the address was not checked because the network was down."""
        asked = any(attempt.origin is not Origin.FILE for attempt in self.attempts)
        return self.verdict.status is LinkStatus.NOT_CHECKED and asked and not self.is_not_recorded

    @property
    def is_not_recorded(self) -> bool:
        """Whether the address was not checked because the recording that is replayed does not hold it."""
        missed = any((attempt.failure or "").startswith(NOT_RECORDED) for attempt in self.attempts)
        return self.verdict.status is LinkStatus.NOT_CHECKED and missed

    def to_source(self, store: TextStore) -> Source:
        """Return the source with all that is known now. Texts are read from `store` on demand."""
        keys = dict(self.keys)

        def text(copy_id: str) -> SourceText:
            return store.get(keys[copy_id])

        reason = self.verdict.reason
        if self.archive_reason and self.verdict.status.is_failing:
            reason = f"{reason}; it is unknown whether an archive has it ({self.archive_reason})"
        check = SourceCheck(
            reference=self.reference.key,
            label=self.reference.label,
            status=self.verdict.status,
            reason=reason,
            attempts=tuple(self.attempts),
            copies=tuple(self.copies.values()),
            url=self.url,
            moved_to=self.verdict.moved_to,
            capture=self.capture,
            archived=self.archived,
            problems=tuple(self.problems),
            rule=self.verdict.rule,
            found=self.found.words if self.found is not None else None,
        )
        return Source(reference=self.reference, check=check, text=text, complete=self.complete)


__all__ = ["SourceDraft"]
