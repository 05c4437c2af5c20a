"""A source while it is being read: attempts and copies gather here until they are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from citecheck.model import Source, SourceText
from citecheck.sources.locators import Location
from citecheck.sources.spill import TextStore
from citecheck.web.status import LinkVerdict
from claims.model import Reference
from reports.model import Attempt, Extent, LinkStatus, Origin, SourceCheck, SourceCopy, SourceProblem


@dataclass(slots=True)
class SourceDraft:
    """What is known of one reference's source so far. Changed by one thread at a time."""

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
    archive_reason: str = ""  # why it is not known whether archives hold it
    complete: bool = False

    def add(self, copy: SourceCopy, key: str) -> None:
        """Keep a copy, with the key of its text."""
        self.copies[copy.id] = copy
        self.keys[copy.id] = key

    def tried(self, attempts: Iterable[Attempt]) -> None:
        """Keep attempts."""
        self.attempts.extend(attempts)

    def problem(self, code: str, message: str) -> None:
        """Keep a problem, once."""
        found = SourceProblem(code=code, message=message)
        if found not in self.problems:
            self.problems.append(found)

    @property
    def has_text(self) -> bool:
        """Whether any copy gave text."""
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
        """Whether it was not checked because nothing outside answered."""
        return self.verdict.status is LinkStatus.NOT_CHECKED and bool(self.attempts)

    def told(self, store: TextStore) -> Source:
        """Return the source as it stands."""
        keys = dict(self.keys)

        def text(copy_id: str) -> SourceText:
            return store.get(keys[copy_id])

        reason = self.verdict.reason
        if self.archive_reason and self.verdict.status.is_failing:
            reason = f"{reason}; whether an archive has it is not known ({self.archive_reason})"
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
        )
        return Source(reference=self.reference, check=check, text=text, complete=self.complete)


__all__ = ["SourceDraft"]
